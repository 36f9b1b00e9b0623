//! Lessons that change under a learner: place, lab and answers stay, faults are said, nothing falls.

use std::fs;
use std::sync::Arc;

use crate::common::{at_step, plain};
use handson::app::App;
use handson::lesson::catalog::Catalog;
use handson::lesson::model::Course;
use handson::progress::Progress;
use handson::session::dialogue::Script;
use handson::session::headless::Headless;

const FRONT: &str = "+++\nid = \"ID\"\ntitle = \"T\"\nsummary = \"S.\"\nminutes = 3\n+++\n";

const LAB: &str = "```lab\nname = \"normal\"\nshow = [\"mu\", \"sigma\"]\n\
                   start = { mu = 0.5, sigma = 1.0 }\n```\n";

const QUIZ: &str = "```quiz\nid = \"q\"\nask = \"Which?\"\n[[option]]\ntext = \"this one\"\n\
                    right = true\nreply = \"So it is.\"\n[[option]]\ntext = \"that one\"\nreply = \"No.\"\n```\n";

/// A course of lessons, each an id and its steps.
fn course(lessons: &[(&str, &str)]) -> Arc<Course> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (number, (id, steps)) in lessons.iter().enumerate() {
        let file = folder.path().join(format!("{:02}-{id}.md", number + 1));
        fs::write(file, FRONT.replace("ID", id) + steps).expect("a lesson");
    }
    let catalog = Catalog::read(folder.path()).expect("a folder of lessons");
    Arc::new(catalog.course().expect("lessons without fault"))
}

fn step(id: &str, body: &str) -> String {
    format!("## Step {id} {{#{id}}}\n\nGoal: g\n\n{body}\n")
}

fn open(steps: &str, at: usize) -> Headless {
    at_step(course(&[("a", steps)]), (0, at), (80, 24), plain())
}

fn reload(session: &mut Headless, steps: &str) {
    session.reload(Ok(course(&[("a", steps)])));
}

#[track_caller]
fn assert_shows(session: &mut Headless, text: &str) {
    let screen = session.screen();
    assert!(squeezed(&screen).contains(text), "no {text:?} on\n{screen}");
}

/// With one blank between words, however they line up.
fn squeezed(screen: &str) -> String {
    screen
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[track_caller]
fn assert_hides(session: &mut Headless, text: &str) {
    let screen = session.screen();
    assert!(!screen.contains(text), "{text:?} on\n{screen}");
}

#[test]
fn new_words_are_shown_and_the_knob_and_the_mark_stay_where_they_were() {
    let mut session = open(&step("one", &format!("Old words.\n\n{LAB}")), 0);
    session.play("Down +*3").expect("a script");
    assert_shows(&mut session, "► σ sigma 1.06");
    let longer = format!("New words.\n\n{QUIZ}\n\nAnd more.\n\n{LAB}");
    reload(&mut session, &step("one", &longer));
    assert_shows(&mut session, "New words.");
    assert_shows(&mut session, "the lessons were read anew");
    assert_shows(&mut session, "► σ sigma 1.06");
    assert_shows(&mut session, "μ mu 0.50");
}

#[test]
fn a_start_value_that_changed_is_set_and_the_others_stay() {
    let mut session = open(&step("one", LAB), 0);
    session.play("+*2 Down +*3").expect("a script");
    assert_shows(&mut session, "μ mu 0.60");
    reload(
        &mut session,
        &step("one", &LAB.replace("sigma = 1.0", "sigma = 2.0")),
    );
    assert_shows(&mut session, "σ sigma 2.00");
    assert_shows(&mut session, "μ mu 0.60");
}

#[test]
fn the_step_is_kept_by_its_id_however_the_others_move() {
    let three = ["one", "two", "three"].map(|id| step(id, LAB));
    let mut session = open(&three.concat(), 1);
    session.play("+").expect("a script");
    let moved = [step("zero", "z"), three[2].clone(), three[1].clone()];
    reload(&mut session, &moved.concat());
    assert_shows(&mut session, "Step two");
    assert_shows(&mut session, "3 of 3");
    assert_shows(&mut session, "μ mu 0.55");
    // Another lesson before it takes its number.
    let steps = moved.concat();
    session.reload(Ok(course(&[("new", &three[0]), ("a", &steps)])));
    assert_shows(&mut session, "02 T");
    assert_shows(&mut session, "Step two");
    assert_shows(&mut session, "μ mu 0.55");
}

#[test]
fn a_step_that_is_gone_gives_way_to_its_neighbour_and_a_renamed_one_stays_with_its_lab() {
    let three = ["one", "two", "three"].map(|id| step(id, LAB));
    let mut session = open(&three.concat(), 1);
    session.play("+").expect("a script");
    let renamed = [three[0].clone(), step("second", LAB), three[2].clone()];
    reload(&mut session, &renamed.concat());
    assert_shows(&mut session, "Step second");
    assert_shows(&mut session, "μ mu 0.55");
    reload(&mut session, &[&three[0][..], &three[2]].concat());
    assert_shows(&mut session, "Step one");
    assert_shows(&mut session, "μ mu 0.50");
    reload(&mut session, &step("quite-another", "w"));
    assert_shows(&mut session, "Step quite-another");
    session.reload(Ok(course(&[("b", &three.concat())])));
    assert_shows(&mut session, "Step one");
}

#[test]
fn a_lab_that_gets_a_key_stays_the_same_lab() {
    let mut session = open(&step("one", LAB), 0);
    session.play("+").expect("a script");
    let keeps = LAB.replace("show", "keep = \"n\"\nshow");
    reload(&mut session, &step("one", &keeps));
    assert_shows(&mut session, "μ mu 0.55");
    reload(
        &mut session,
        &step(
            "one",
            &keeps
                .replace("\"normal\"", "\"digit\"")
                .replace("show", "#")
                .replace("start", "#"),
        ),
    );
    assert_shows(&mut session, "► digit");
}

#[test]
fn training_goes_on_through_a_change() {
    let lab = "```lab\nname = \"autoencoder\"\nkeep = \"ae\"\n```\n";
    let mut session = open(&step("one", lab), 0).quanta(1);
    session.play("Space tick*20").expect("a script");
    assert_shows(&mut session, "Space pause");
    reload(&mut session, &step("one", &format!("Words.\n\n{lab}")));
    assert_shows(&mut session, "Space pause");
    let before = session.screen();
    session.play("tick*20").expect("a script");
    assert_ne!(session.screen(), before);
    assert!(session.refused().is_empty());
}

#[test]
fn what_was_answered_stays_and_a_question_in_other_words_is_asked_anew() {
    let mut session = open(&step("one", QUIZ), 0);
    session.play("Space Enter").expect("a script");
    assert_shows(&mut session, "So it is.");
    reload(&mut session, &step("one", &format!("Words.\n\n{QUIZ}")));
    assert_shows(&mut session, "So it is.");
    let saved = session.saved().expect("an answer").clone();
    reload(
        &mut session,
        &step("one", &QUIZ.replace("Which?", "Which of them?")),
    );
    assert_shows(&mut session, "Which of them?");
    assert!(saved.is_settled("a", "q"));
}

#[test]
fn a_fault_stands_above_what_was_read_last_until_it_is_mended() {
    let two = [step("one", "Good words."), step("two", LAB)].concat();
    let mut session = open(&two, 0);
    let fault = "01-a.md:12:3: unknown field `strat` in the lab\ndid you mean `start`?";
    session.reload(Err(fault.into()));
    assert_shows(
        &mut session,
        "01-a.md:12:3: unknown field `strat` in the lab",
    );
    assert_shows(&mut session, "did you mean `start`?");
    assert_shows(&mut session, "Good words.");
    session.play("Right +").expect("a script");
    assert_shows(&mut session, "μ mu 0.55");
    assert_shows(&mut session, "01-a.md:12:3");
    for (width, height) in [(0, 0), (1, 1), (9, 2), (40, 12), (200, 60)] {
        session
            .play(&format!("resize@{width}x{height}"))
            .expect("a script");
        session.screen();
    }
    session.play("resize@80x24").expect("a script");
    reload(&mut session, &two);
    assert_hides(&mut session, "01-a.md");
    assert_shows(&mut session, "2 of 2");
    assert_shows(&mut session, "μ mu 0.55");
}

#[test]
fn whatever_stands_over_the_lesson_a_course_that_shrinks_is_no_fall() {
    let large: Vec<String> = (0..9).map(|n| step(&format!("s{n}"), "words")).collect();
    let large = large.concat();
    let many: Vec<String> = (0..30).map(|n| format!("l{n}")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|id| (&id[..], &large[..])).collect();
    for over in ["c End", "/ type:words Down*200", "g Down*200", "?", "Tab"] {
        let mut session = at_step(course(&many), (29, 8), (80, 24), plain());
        session.play(over).expect("a script");
        session.reload(Ok(course(&[("x", &step("only", "w"))])));
        session.screen();
        session.play("Enter Esc Esc").expect("a script");
        assert_shows(&mut session, "Step only");
        session.reload(Ok(Arc::new(Course::default())));
        session
            .play("Right c Enter Esc / type:w Enter Esc ? Esc +")
            .expect("a script");
        session.screen();
    }
}

#[test]
fn a_fault_takes_back_that_the_lessons_were_read_anew() {
    let mut session = open(&step("one", "Old words."), 0);
    reload(&mut session, &step("one", "New words."));
    assert_shows(&mut session, "the lessons were read anew");
    session.reload(Err("01-a.md:9:1: the block is never closed".into()));
    assert_shows(&mut session, "never closed");
    assert_hides(&mut session, "read anew");
    reload(&mut session, &step("one", "New words."));
    assert_hides(&mut session, "never closed");
    assert_shows(&mut session, "the lessons were read anew");
}

#[test]
fn in_lines_a_change_and_a_fault_are_each_told_once_and_the_step_when_it_is_asked_for() {
    let app = |steps: &str| {
        let course = course(&[("a", steps)]);
        App::new(course, Progress::default(), plain(), (0, 0))
    };
    let (mut script, said) =
        Script::new(app(&step("one", &format!("Old words.\n\n{QUIZ}\n\n{LAB}"))));
    assert!(said.contains("Old words."), "{said}");
    script.say("set sigma 0.5");
    assert!(
        script.say("answer 1").contains("So it is.")
            || script.say("answer 2").contains("So it is.")
    );

    // Another step comes before it, and the question moves.
    let newer = step("zero", "First.") + &step("one", &format!("New words.\n\n{LAB}\n\n{QUIZ}"));
    let said = script.reload(Ok(course(&[("a", &newer)])));
    assert_eq!(said, "The lessons were read anew; again tells this step.\n");
    let said = script.reload(Err(
        "01-a.md:9:1: the block is never closed\n  close it".into()
    ));
    assert_eq!(said.matches("01-a.md:9:1").count(), 1, "{said}");
    assert!(said.contains("what was read before stays"), "{said}");
    let said = script.say("again");
    assert!(
        said.contains("New words.") && said.contains("sigma is 0.50"),
        "{said}"
    );
    assert!(!said.contains("01-a.md"), "{said}");

    // The step is gone: where the learner is now is told.
    let said = script.reload(Ok(course(&[("a", &step("zero", "First."))])));
    assert!(said.starts_with("The lessons were read anew.\n"), "{said}");
    assert!(
        said.contains("Step 1 of 1") && said.contains("First."),
        "{said}"
    );
}
