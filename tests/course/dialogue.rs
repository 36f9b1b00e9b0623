//! The course as a dialogue of lines, in memory: lines in, text out.

use crate::common::dialogue::{at, exercises, open, reads_well, say};
use crate::common::{ascii, course};
use handson::expr::Expr;
use handson::labs::scope::Functions;
use handson::lesson::model::{Arrangement, Bet, Block, Inline};
use handson::progress::Answer;
use handson::screens::plain::words;
use handson::session::dialogue::Script;
use handson::ui::Look;
use std::collections::BTreeSet;

#[test]
fn next_walks_through_every_step_and_back_again() {
    let course = course();
    let (mut script, first) = at(&course, (0, 0));
    reads_well(&first);
    let mut said = first;
    let lessons = course.lessons.iter();
    let steps: Vec<_> = lessons
        .flat_map(|lesson| lesson.steps.iter().map(move |step| (lesson, step)))
        .collect();
    for (at, (lesson, step)) in steps.iter().enumerate() {
        reads_well(&said);
        let head = format!("Lesson {}: ", lesson.number);
        assert!(said.contains(&head) && said.contains("\nGoal: "), "{said}");
        let seen = script.saved().expect("the place is kept");
        assert!(seen.has_seen(&lesson.id, &step.id), "{} {at}", step.id);
        said = say(&mut script, if at % 2 == 0 { "next" } else { " N " });
        let is_last = lesson.steps.last().is_some_and(|last| last.id == step.id);
        if is_last {
            let about = format!("This was {}: ", lesson.title);
            assert!(said.contains(&about) && said.contains("Say next"), "{said}");
            reads_well(&said);
            said = say(&mut script, "next");
        }
    }
    assert!(said.contains("That was the last step there is"), "{said}");
    reads_well(&said);
    for (lesson, _) in steps.iter().rev().skip(1) {
        let said = say(&mut script, "back");
        assert!(
            said.contains(&format!("Lesson {}: ", lesson.number)),
            "{said}"
        );
    }
    assert!(say(&mut script, "back").contains("This is the first step of all."));
}

#[test]
fn every_answer_to_every_quiz_is_replied_to_and_the_right_one_is_kept() {
    let course = course();
    for (place, lesson, block) in exercises(&course) {
        let Block::Quiz(quiz) = block else { continue };
        let (mut script, step) = at(&course, place);
        assert!(step.contains("Question: "), "{step}");
        for wrong in [
            "answer",
            "answer 0",
            "answer 99",
            "answer -1",
            "answer zeroth",
        ] {
            let said = say(&mut script, wrong);
            assert!(
                said.contains(&format!("numbers 1 to {}", quiz.options.len())),
                "{said}"
            );
        }
        let answered = |script: &Script| {
            script
                .saved()
                .and_then(|p| p.answered(&lesson.id, &quiz.id))
                .cloned()
        };
        assert_eq!(answered(&script), None, "{}", quiz.id);
        let numbers = 1..=quiz.options.len();
        if quiz.has_several_right() {
            let all: Vec<String> = numbers.map(|n| n.to_string()).collect();
            let said = say(&mut script, &format!("answer {}", all.join(", ")));
            assert!(said.contains("not right"), "{said}");
            let verdicts = said.lines().filter_map(|line| line.strip_prefix("Right: "));
            let right: Vec<&str> = verdicts.filter_map(|line| line.split('.').next()).collect();
            let said = say(&mut script, &right.join(" "));
            assert!(said.contains("That is all this step asks"), "{said}");
        } else {
            for number in numbers {
                let said = say(&mut script, &format!("answer {number}"));
                reads_well(&said);
                let judged = said.starts_with("Right: ") || said.starts_with("Not right: ");
                let over = said.contains("answered already");
                assert!(judged || over, "{}: {said}", quiz.id);
            }
        }
        assert!(
            answered(&script).is_some_and(|a| a.right.is_some()),
            "{}",
            quiz.id
        );
    }
}

/// The numbers or pairs that put a told question right, by its texts.
fn arranged(told: &str, it: &Arrangement) -> Vec<String> {
    let look = Look {
        spoken: true,
        ..ascii()
    };
    let text = |text: &Vec<Inline>| words(text, &look);
    let number = |thing: &Vec<Inline>| {
        let joined = told.replace("\n  ", " ");
        let mut lines = joined.lines().filter_map(|line| line.split_once(". "));
        let found =
            lines.find(|(number, told)| number.parse::<usize>().is_ok() && *told == text(thing));
        let (number, _) = found.unwrap_or_else(|| panic!("no {} in {told}", text(thing)));
        number.to_owned()
    };
    it.things.iter().map(number).collect()
}

#[test]
fn every_order_and_match_is_told_by_numbers_and_answered_in_a_line() {
    let course = course();
    let mut kinds = BTreeSet::new();
    for (place, lesson, block) in exercises(&course) {
        let Block::Arrangement(it) = block else {
            continue;
        };
        let (mut script, told) = at(&course, place);
        reads_well(&told);
        let numbers = arranged(&told, it);
        let all = numbers.len();
        let pairs = |numbers: &[String]| -> String {
            let letters = ('a'..).zip(numbers);
            let said = letters.map(|(letter, number)| match it.places {
                None => format!("{number} "),
                Some(_) => format!("{letter}{number} "),
            });
            said.collect()
        };
        for none in [
            "answer",
            "answer 1",
            "answer 1 1 2",
            "answer x9",
            "answer two",
        ] {
            let said = say(&mut script, none);
            assert!(
                said.contains(&format!("1 to {all}")) || said.contains("twice"),
                "{said}"
            );
            reads_well(&said);
        }
        assert_eq!(
            script.saved().and_then(|p| p.answered(&lesson.id, &it.id)),
            None
        );
        // The last two change places: how many are right is said, and not which.
        let mut wrong = numbers.clone();
        wrong.swap(all - 2, all - 1);
        let said = say(&mut script, &pairs(&wrong));
        reads_well(&said);
        assert!(said.starts_with("Not right: "), "{said}");
        assert!(said.contains(&format!("{} of {all}", all - 2)), "{said}");
        let said = say(&mut script, &format!("answer {}", pairs(&numbers)));
        reads_well(&said);
        assert!(said.starts_with("Right: "), "{said}");
        let saved = script.saved().expect("it is kept");
        let answered = saved.answered(&lesson.id, &it.id).expect("it is kept");
        assert!(matches!(
            answered.first,
            Answer::Arranged { right: false, .. }
        ));
        assert!(answered.right.is_some());
        kinds.insert(it.kind());
    }
    assert_eq!(kinds.len(), 2, "the course has both");
}

#[test]
fn every_number_takes_its_answer_and_knows_its_mistakes() {
    let course = course();
    for (place, lesson, block) in exercises(&course) {
        let Block::Number(number) = block else {
            continue;
        };
        let (mut script, _) = at(&course, place);
        // A mistake with what the lab knows is no number that can be typed here.
        let mistakes = number.wrong.iter();
        for mistake in mistakes.filter(|it| it.is.number(&Functions).is_ok()) {
            let said = say(
                &mut script,
                &format!("answer {} {}", number.id, as_typed(&mistake.is)),
            );
            assert!(said.starts_with("Not right: "), "{}: {said}", number.id);
            reads_well(&said);
        }
        for none in [
            "answer",
            "answer many",
            "answer 1/",
            &format!("answer {}", "1".repeat(70)),
        ] {
            let said = say(&mut script, none);
            assert!(!said.contains("Right"), "{said}");
        }
        // Where a fact of the lab is asked for, its name is no answer: its value is.
        let (source, typed) = (number.answer.source(), as_typed(&number.answer));
        let told = say(&mut script, &format!("facts {source}"));
        let fact = told
            .strip_prefix(source)
            .and_then(|rest| rest.strip_prefix(" = "));
        let value = fact.and_then(|rest| rest.split(['.', ' ']).next());
        // Where it is hidden it has to be read off the picture, and is a digit.
        let hidden = value.is_none() && source.chars().all(|c| c.is_alphabetic() || c == '_');
        let tried = match hidden {
            true => "0 1 2 3 4 5 6 7 8 9".split(' ').collect(),
            false => vec![value.unwrap_or(&typed)],
        };
        let mut tries = tried.iter().map(|it| format!("answer {} {it}", number.id));
        let right = tries.any(|line| say(&mut script, &line).starts_with("Right: "));
        assert!(right, "{}", number.id);
        let saved = script.saved().expect("it is kept");
        assert!(saved.is_settled(&lesson.id, &number.id));
    }
}

/// A number of a lesson as a learner types it: the course's own functions are not theirs.
fn as_typed(number: &Expr) -> String {
    let value = number.number(&Functions);
    value.map_or_else(|_| number.source().to_owned(), |value| value.to_string())
}

/// All chips on the first option.
fn all_on_the_first(bet: &Bet) -> String {
    let rest = vec!["0"; bet.options.len() - 1];
    format!("bet 10 {}", rest.join(" "))
}

#[test]
fn every_bet_reveals_what_happens_and_what_it_cost() {
    bets_reveal_what_happens_and_what_it_cost(false);
}

#[test]
#[ignore = "they train for minutes"]
fn every_long_bet_reveals_what_happens_and_what_it_cost() {
    bets_reveal_what_happens_and_what_it_cost(true);
}

fn bets_reveal_what_happens_and_what_it_cost(long: bool) {
    let course = course();
    for (place, lesson, block) in exercises(&course) {
        let Block::Bet(bet) = block else { continue };
        if bet.long != long {
            continue;
        }
        let (mut script, _) = at(&course, place);
        for none in ["bet", "bet 1", "bet 99 1", "bet -5 15", "bet a b"] {
            let said = say(&mut script, none);
            assert!(said.contains("add up to 10"), "{none}: {said}");
        }
        let said = say(&mut script, &all_on_the_first(bet));
        reads_well(&said);
        assert!(
            said.contains("It happened: ") && said.contains("even spread"),
            "{said}"
        );
        let saved = script.saved().expect("it is kept");
        let first = &saved
            .answered(&lesson.id, &bet.id)
            .expect("it is settled")
            .first;
        assert!(matches!(first, Answer::Bet { chips, .. } if chips[0] == 10));
        let said = say(&mut script, &all_on_the_first(bet));
        assert!(said.contains("made already"), "{said}");
    }
}

#[test]
fn hints_unfold_one_by_one() {
    let course = course();
    for (place, _, block) in exercises(&course) {
        let Block::Task(task) = block else { continue };
        let (mut script, _) = at(&course, place);
        for number in 1..=task.hints.len() {
            let said = say(&mut script, "hint");
            let count = format!("Hint {number} of {}: ", task.hints.len());
            assert!(said.starts_with(&count), "{}: {said}", task.id);
        }
        assert!(
            say(&mut script, "hint").contains("no more hints"),
            "{}",
            task.id
        );
    }
}

#[test]
fn a_descent_runs_to_its_end_and_tells_it() {
    let mut script = open("05:down");
    let said = say(&mut script, "run");
    assert!(
        said.contains("Task met: ") && said.contains("descent steps were made"),
        "{said}"
    );
    script.say("reset");
    script.say("Space");
    let said = script.say("STOP");
    assert!(said.contains("Nothing has changed."), "{said}");
    assert_eq!(script.rest(), "");
}

#[test]
fn a_training_reports_its_epochs_and_is_kept() {
    let mut script = open("09:train");
    script.say("set batch 4096"); // not offered here
    let said = script.say("train 1 epochs");
    assert!(said.contains("It is running."), "{said}");
    let said = script.rest();
    reads_well(&said);
    assert!(said.contains("All epochs are done."), "{said}");
    assert!(
        said.contains("After the last whole epoch the loss on the validation data was 0.0"),
        "{said}"
    );
    assert_eq!(script.kept().len(), 1);
    let said = script.say("train");
    assert!(said.starts_with("All epochs are done"), "{said}");
    script.say("train 5 epochs");
    let said = script.say("next");
    assert!(said.contains("Why is val_loss below loss?"), "{said}");
    assert_eq!(script.rest(), "", "a lab that is left is parked");
}

#[test]
fn who_leaves_keeps_the_place_and_is_not_heard_any_more() {
    let course = course();
    let mut script = open("03:2");
    assert!(!script.ended());
    say(&mut script, "QUIT");
    assert!(script.ended());
    let kept = script.saved().expect("it is kept");
    assert_eq!(kept.resume(&course), course.find("03:2").unwrap());
    assert_eq!(script.say("next"), "");
}

#[test]
fn a_run_is_told_of_by_what_was_trained_here_and_not_before() {
    let mut script = open("09:train");
    say(&mut script, "train 1 epochs");
    let said = script.say("train 50 epochs");
    assert!(said.contains("It is running."), "{said}");
    assert!(script.say("stop").contains("It stands still now."));
    script.say("reset");
    say(&mut script, "reset");
    let said = say(&mut script, "train 2 epochs");
    assert!(said.contains("Epoch 1 of "), "{said}");
}
