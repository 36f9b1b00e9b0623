//! Two runs side by side, through the application and the jobs of a session.

use crate::app::App;
use crate::event::Event;
use crate::labs::race::task_alone;
use crate::lesson::model::{Block, Course, LabDirective, Lesson, Step};
use crate::msg::JobId;
use crate::progress::Progress;
use crate::session::dialogue::Script;
use crate::session::headless::Headless;
use crate::train::Job;
use crate::ui::Look;
use crate::ui::glyphs::{Background, ColorTier};
use crate::ui::theme::Theme;
use std::sync::Arc;

fn course(keep: Option<&str>) -> Arc<Course> {
    let step = Step {
        id: "race".into(),
        title: "Which loss?".into(),
        goal: None,
        alone: false,
        blocks: vec![Block::Lab(LabDirective {
            name: "race".into(),
            start: vec![("start".into(), "saturated".into())],
            keep: keep.map(Into::into),
            ..LabDirective::default()
        })],
    };
    let lesson = Lesson {
        id: "race".into(),
        number: 1,
        title: "Two runs side by side".into(),
        summary: String::new(),
        minutes: 1,
        needs: vec![],
        symbols: vec![],
        steps: vec![step],
    };
    Arc::new(Course {
        lessons: vec![lesson],
        ..Course::default()
    })
}

fn session(look: Look) -> Headless {
    Headless::new(app(None, look), 80, 24).quanta(4)
}

fn app(keep: Option<&str>, look: Look) -> App {
    App::new(course(keep), Progress::default(), look, (0, 0))
}

/// Updates that each run has made.
fn steps(session: &Headless) -> Vec<u64> {
    let runs = session.outside.jobs.checkpoints();
    runs.iter().map(|at| at.step).collect()
}

/// The weights and every loss of a run, as bits.
fn digest(weights: &[f32], losses: &[f32]) -> Vec<u32> {
    weights
        .iter()
        .chain(losses)
        .map(|number| number.to_bits())
        .collect()
}

/// What a run comes to alone.
fn alone(run: usize) -> Vec<u32> {
    let id = JobId {
        lab: 9,
        lane: 0,
        run: 0,
    };
    let mut job = Job::new(id, task_alone(run)).unwrap();
    while job.is_working() {
        job.advance();
    }
    let end = job.checkpoint();
    digest(end.weights(), &end.curve.resample(500))
}

/// What the runs on the screen have come to.
fn runs(session: &Headless) -> Vec<Vec<u32>> {
    let runs = session.outside.jobs.checkpoints();
    let digests = runs
        .iter()
        .map(|at| digest(at.weights(), &at.curve.resample(500)));
    digests.collect()
}

#[test]
fn two_runs_begun_by_one_key_end_where_each_ends_alone() {
    let mut session = session(crate::ui::plain(false));
    session.play("Space tick*80").unwrap();
    let screen = session.screen();
    assert_eq!(screen.matches("epoch 20/20").count(), 2, "{screen}");
    assert_eq!(screen.matches("done").count(), 2, "{screen}");
    let ends = runs(&session);
    assert_eq!(ends.len(), 2, "a lane has one job");
    assert!(ends[0] == alone(0) && ends[1] == alone(1));
    assert!(ends[0] != ends[1], "they were not the same run twice");
}

#[test]
fn one_key_pauses_both_one_steps_both_and_one_clears_both() {
    let mut session = session(crate::ui::plain(false));
    session.play("Space tick*5 Space tick").unwrap();
    let paused = steps(&session);
    assert!(paused[0] > 0 && paused[0] == paused[1], "{paused:?}");
    assert_eq!(session.screen().matches("paused").count(), 2);
    session.play("tick*9").unwrap();
    assert_eq!(steps(&session), paused);
    session.play("s tick").unwrap();
    assert_eq!(steps(&session), [paused[0] + 1; 2]);
    // It asks first, since both would be lost.
    session.play("r tick").unwrap();
    assert!(
        session.screen().contains("discards 2 epochs"),
        "{}",
        session.screen()
    );
    session.play("r tick*3").unwrap();
    assert_eq!(session.screen().matches("untrained").count(), 2);
    session.play("Space tick*80").unwrap();
    let ends = runs(&session);
    assert!(
        ends[0] == alone(0) && ends[1] == alone(1),
        "as if nothing had been"
    );
}

#[test]
fn a_race_goes_on_another_day_where_each_of_its_runs_was() {
    let app = || app(Some("mine"), crate::ui::plain(false));
    let mut first = Headless::new(app(), 80, 24).quanta(4);
    first.play("Space tick*20 Space tick").unwrap();
    let paused = steps(&first);
    first.send(Event::Quit);
    let kept = first.kept().clone();
    let mut second = Headless::going_on(app(), 80, 24, kept).quanta(4);
    second.play("tick").unwrap();
    assert!(paused[0] > 10 && steps(&second) == paused, "{paused:?}");
    assert_eq!(second.screen().matches("paused").count(), 2);
    second.play("Space tick*80").unwrap();
    let ends = runs(&second);
    assert!(ends[0] == alone(0) && ends[1] == alone(1));
}

#[test]
fn lines_tell_of_each_run_by_its_name_while_it_goes_on() {
    let (mut script, _) = Script::new(app(None, crate::ui::plain(false)));
    let said = script.say("train") + &script.rest();
    let of = |name: &str| said.matches(&format!("{name}, epoch ")).count();
    let told = [of("Cross-entropy"), of("Squared error")];
    assert!(told[0] > 1 && told[0] == told[1], "{said}");
    assert_eq!(said.matches("All epochs are done.").count(), 1, "{said}");
}

#[test]
fn a_race_in_its_middle_is_read_without_colour_and_in_ascii() {
    for (name, ascii) in [("race", false), ("race_ascii", true)] {
        let mut session = session(crate::ui::plain(ascii));
        session.play("Space tick*30").unwrap();
        insta::assert_snapshot!(name, session.screen());
    }
}

#[test]
fn with_colour_a_race_is_the_same_picture_and_each_run_has_a_colour_of_its_own() {
    let plain = crate::ui::plain(false);
    let coloured = Look {
        theme: Theme::new(ColorTier::TrueColor, Background::Dark),
        ..plain
    };
    let mut session = session(coloured.clone());
    session.play("Space tick*30").unwrap();
    let rows = session.rows();
    let colour_of = |session: &mut Headless, sign: &str| {
        let y = rows.iter().position(|row| row.contains(sign)).expect(sign);
        let x = rows[y]
            .chars()
            .position(|c| sign.starts_with(c))
            .expect(sign);
        session.buffer()[(x as u16, y as u16)].fg
    };
    let first = colour_of(&mut session, "━━━━ ");
    let second = colour_of(&mut session, "╍╍╍╍ ");
    assert_ne!(first, second);
    // Dots of both colours stand in the plot.
    let mut dots = |colour| {
        let cells = session.buffer().content.iter();
        cells
            .filter(|cell| cell.fg == colour && cell.symbol() > "\u{2800}")
            .count()
    };
    let (first, second) = (dots(first), dots(second));
    assert!(first > 3 && second > 3, "{first} and {second}");
    let mut without = self::session(crate::ui::plain(false));
    without.play("Space tick*30").unwrap();
    assert_eq!(rows, without.rows());
}
