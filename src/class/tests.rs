//! A class of a small course, by hand.

use std::sync::Arc;

use super::*;
use crate::lesson::catalog::Catalog;
use crate::lesson::model::{Block, Course};
use crate::progress::{Answer, Progress};

const NOW: u64 = 1_700_000_000;

fn course() -> Arc<Course> {
    Arc::new(Catalog::embedded().course().expect("lessons without fault"))
}

/// The first quiz with one right option of the course, by its lesson, its step and its id.
fn quiz(course: &Course) -> (String, String, String, usize, usize) {
    for lesson in &course.lessons {
        for step in &lesson.steps {
            for block in &step.blocks {
                if let Block::Quiz(quiz) = block
                    && !quiz.asks_the_lab()
                    && !quiz.has_several_right()
                {
                    let right = quiz.options.iter().position(|option| option.right).unwrap();
                    let id = quiz.id.value.clone();
                    let wrong = usize::from(right == 0);
                    return (lesson.id.clone(), step.id.clone(), id, right, wrong);
                }
            }
        }
    }
    panic!("the course asks something");
}

/// A session that is at something, at no place it tells of.
fn at_work(doing: Doing) -> Present {
    Present { doing, place: None }
}

fn learner(questions: &Questions, marked: usize, doing: Option<Doing>, ago: u64) -> Digest {
    let (lesson, step, id, right, _) = quiz(questions.course());
    let mut progress = Progress::default();
    progress.visit(&lesson, &step);
    progress.came(NOW - ago);
    let answer = Answer::Quiz {
        marked: vec![marked],
        right: marked == right,
    };
    progress.answer(&lesson, &id, answer, NOW - ago + 1);
    Digest::of(
        questions,
        &Stamped {
            progress,
            when: NOW - ago,
            present: doing.map(at_work),
        },
    )
}

fn news(learners: Vec<(&str, Change)>) -> ClassNews {
    ClassNews {
        now: NOW,
        learners: learners
            .into_iter()
            .map(|(id, it)| (id.to_owned(), it))
            .collect(),
        ..ClassNews::default()
    }
}

#[test]
fn who_is_at_an_open_step_for_long_is_stuck_unless_they_train_wait_or_are_away() {
    let questions = Arc::new(Questions::of(course()));
    let (.., right, wrong) = quiz(questions.course());
    let mut class = Class::new(Arc::clone(&questions));
    let training = Doing::Training {
        step: 1,
        steps: 9,
        left: None,
    };
    let waiting = Doing::Waiting { ahead: 2 };
    let at = |marked, doing, ago| Change::Did(learner(&questions, marked, doing, ago));
    class.hear(news(vec![
        ("stuck", at(wrong, Some(Doing::Reading), STUCK)),
        ("longer", at(wrong, Some(Doing::Reading), 2 * STUCK)),
        ("soon", at(wrong, Some(Doing::Reading), STUCK - 1)),
        ("right", at(right, Some(Doing::Reading), 9 * STUCK)),
        ("away", at(wrong, None, 9 * STUCK)),
        ("trains", at(wrong, Some(training), 9 * STUCK)),
        ("waits", at(wrong, Some(waiting), 9 * STUCK)),
    ]));
    let needs: Vec<_> = class
        .needs()
        .into_iter()
        .map(|need| (need.id, need.open, need.tried))
        .collect();
    let open = questions
        .find(&quiz(questions.course()).0, &quiz(questions.course()).2)
        .unwrap();
    let given = Given::Marked(vec![wrong]);
    // `right` may have another exercise open at that step.
    let others: Vec<_> = needs
        .iter()
        .filter(|(id, ..)| *id != "right")
        .cloned()
        .collect();
    assert_eq!(
        others,
        [
            ("longer", open, Some(&given)),
            ("stuck", open, Some(&given))
        ]
    );
    // Whoever is told of as needing somebody counts as stuck, and nobody else does.
    let stuck: usize = class.lessons().iter().map(|[_, stuck, _]| stuck).sum();
    assert_eq!(stuck, class.needs().len());
    assert_eq!(class.present(), (7, 6));
    assert_eq!(class.at_work(), [1, 1]);
}

#[test]
fn sums_follow_who_changes_and_who_goes_and_come_back_to_nothing() {
    let questions = Arc::new(Questions::of(course()));
    let (lesson, _, id, right, wrong) = quiz(questions.course());
    let at = questions.find(&lesson, &id).unwrap();
    let mut class = Class::new(Arc::clone(&questions));
    let did = |marked| Change::Did(learner(&questions, marked, None, 5));
    class.hear(news(vec![
        ("a", did(wrong)),
        ("b", did(wrong)),
        ("c", did(right)),
    ]));
    let groups = |class: &Class| -> Vec<(Given, usize)> {
        let groups = class.tally(at).unwrap().groups();
        groups
            .into_iter()
            .map(|(given, n)| (given.clone(), n))
            .collect()
    };
    assert_eq!(
        groups(&class),
        [(Given::Marked(vec![wrong]), 2), (Given::Right, 1)]
    );
    assert_eq!(class.missed()[0].0, at);
    assert!((class.missed()[0].1.right_share() - 1.0 / 3.0).abs() < 1e-12);
    class.hear(news(vec![("b", did(right)), ("c", Change::Gone)]));
    assert_eq!(
        groups(&class),
        [(Given::Right, 1), (Given::Marked(vec![wrong]), 1)]
    );
    class.hear(news(vec![("a", Change::Gone), ("b", Change::Gone)]));
    assert!(groups(&class).is_empty() && class.missed().is_empty());
    assert_eq!(class.present(), (0, 0));
}

#[test]
fn the_same_number_typed_in_two_ways_is_one_answer_and_what_does_not_fit_the_lesson_is_none() {
    let course = course();
    let blocks = course
        .lessons
        .iter()
        .flat_map(|lesson| &lesson.steps)
        .flat_map(|step| &step.blocks);
    let number = blocks
        .clone()
        .find(|block| matches!(block, Block::Number(_)))
        .unwrap();
    let quiz = blocks
        .clone()
        .find(|block| matches!(block, Block::Quiz(_)))
        .unwrap();
    let given = |block: &Block, answer: Answer| {
        let mut progress = Progress::default();
        progress.answer("l", "q", answer, 1);
        Given::of(block, progress.answered("l", "q").unwrap())
    };
    let typed = |text: &str| Answer::Number {
        typed: text.to_owned(),
        right: false,
    };
    assert_eq!(given(number, typed("0,50")), given(number, typed(" .5")));
    assert_eq!(given(number, typed("1/2")), given(number, typed("0.5")));
    let odd = given(number, typed(&format!("\u{1b}[2J{}", "x".repeat(99))));
    let Some(Given::Typed(odd)) = odd else {
        panic!("{odd:?}")
    };
    assert!(odd.len() <= 32 && !odd.contains('\u{1b}'));
    let foreign = Answer::Quiz {
        marked: vec![999],
        right: false,
    };
    assert_eq!(given(quiz, foreign), None);
    assert_eq!(given(quiz, typed("3")), None);
}

#[test]
fn what_bets_trusted_most_is_gathered_by_how_sure_it_was_and_no_bet_from_elsewhere_counts() {
    let questions = Arc::new(Questions::of(course()));
    let lessons = &questions.course().lessons;
    let steps = lessons
        .iter()
        .flat_map(|lesson| lesson.steps.iter().map(move |step| (lesson, step)));
    let mut bets =
        steps.flat_map(|(lesson, step)| step.blocks.iter().map(move |block| (lesson, block)));
    let (lesson, bet) = bets
        .find_map(|(lesson, block)| match block {
            Block::Bet(bet) => Some((lesson.id.clone(), bet)),
            _ => None,
        })
        .unwrap();
    let digest = |chips: Vec<u32>, happened| {
        let mut progress = Progress::default();
        progress.answer(&lesson, &bet.id, Answer::Bet { chips, happened }, 1);
        let stamped = Stamped {
            progress,
            ..Stamped::default()
        };
        Digest::of(&questions, &stamped)
    };
    let mut chips = vec![0; bet.options.len()];
    (chips[0], chips[1]) = (7, 3);
    assert_eq!(digest(chips.clone(), 0).claims, [(7, chips.len(), true)]);
    assert_eq!(digest(chips.clone(), 1).claims, [(7, chips.len(), false)]);
    assert!(digest(vec![u32::MAX, u32::MAX], 0).claims.is_empty());
    assert!(digest(chips.clone(), 99).claims.is_empty());
    let mut class = Class::new(Arc::clone(&questions));
    for (id, happened) in [("a", 0), ("b", 0), ("c", 0), ("d", 1)] {
        class.hear(news(vec![(
            id,
            Change::Did(digest(chips.clone(), happened)),
        )]));
    }
    let found = class.claims().reliability().unwrap();
    // By hand: (7 + 1/2) / (10 + k/2).
    let said = 7.5 / (10.0 + chips.len() as f64 / 2.0);
    assert!((found.all.said - said).abs() < 1e-12 && (found.all.right - 0.75).abs() < 1e-12);
}

#[test]
fn numbers_stay_with_learners_while_the_class_is_looked_at() {
    let questions = Arc::new(Questions::of(course()));
    let mut class = Class::new(Arc::clone(&questions));
    let did = || Change::Did(learner(&questions, 0, None, 5));
    class.hear(news(vec![("zoe", did()), ("ada", did())]));
    class.hear(news(vec![("bo", did()), ("zoe", did())]));
    let names: Vec<_> = ["zoe", "ada", "bo"].map(|id| class.name(id, false)).into();
    assert_eq!(names, ["learner 1", "learner 2", "learner 3"]);
    assert_eq!(class.name("zoe", true), "zoe");
}

#[test]
fn of_two_sessions_the_one_that_trains_is_shown_else_the_latest_and_one_that_leaves_takes_no_place()
{
    let questions = Arc::new(Questions::of(course()));
    let steps = &questions.course().lessons[0].steps;
    let lesson = questions.course().lessons[0].id.clone();
    let session = |doing, step: usize, since| {
        let mut progress = Progress::default();
        progress.visit(&lesson, &steps[step].id);
        progress.came(since);
        let place = progress.place().cloned();
        Present { doing, place }
    };
    let trains = Doing::Training {
        step: 1,
        steps: 9,
        left: None,
    };
    let mut class = Class::new(Arc::clone(&questions));
    let at = |step| Some((0, step));
    // What was kept last is of the first session, at the step with the quiz.
    let kept = learner(&questions, 0, None, 50);
    let was_kept = (kept.place, kept.since);
    class.hear(news(vec![("ada", Change::Did(kept))]));
    let mut shown = |sessions| {
        let present = Present::of_all(sessions);
        class.hear(news(vec![("ada", Change::Does(present))]));
        let digest = &class.learner("ada").unwrap().digest;
        (digest.place, digest.since, digest.doing)
    };
    let (early, late) = (
        session(Doing::Reading, 0, NOW - 40),
        session(Doing::Reading, 2, NOW - 30),
    );
    let both = vec![early.clone(), late.clone()];
    assert_eq!(shown(both), (at(2), NOW - 30, Some(Doing::Reading)));
    let training = session(trains, 1, NOW - 60);
    let both = vec![late.clone(), training];
    assert_eq!(shown(both), (at(1), NOW - 60, Some(trains)));
    assert_eq!(shown(vec![early]), (at(0), NOW - 40, Some(Doing::Reading)));
    let away = shown(Vec::new());
    assert_eq!(away, (was_kept.0, was_kept.1, None));
}
