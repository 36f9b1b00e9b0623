use super::*;
use crate::labs::{self, Lab, say};
use crate::lesson::catalog::Catalog;
use crate::lesson::judge::{Counters, fill};
use crate::lesson::model::Block;
use crate::screens::exercise::moment::has_numbers;
use crate::screens::facts::LabFacts;

/// Every task of the course whose ✓ sentence has numbers, with its lab as the step finds it; but for
/// labs that would have to wait.
fn tasks() -> Vec<(Task, Box<dyn Lab>)> {
    let course = Catalog::embedded().course().unwrap();
    let mut found = Vec::new();
    for lesson in &course.lessons {
        for (at, step) in lesson.steps.iter().enumerate() {
            for block in &step.blocks {
                let Block::Task(task) = block else { continue };
                let lives = task.why().is_some_and(has_numbers);
                let Some((_, directive)) = lesson.lab_for(at).filter(|_| lives) else {
                    continue;
                };
                // Their values come with data or a training.
                let waits = [
                    "autoencoder",
                    "bend",
                    "bytes",
                    "classifier2d",
                    "code",
                    "components",
                    "dense_cnn",
                    "digit",
                    "digit_map",
                    "kernel",
                    "mnist_classifier",
                    "precision",
                    "regression",
                    "robustness",
                    "sabotage",
                    "walk",
                ];
                if waits.contains(&directive.name.as_str()) {
                    continue;
                }
                let mut lab = (labs::find(&directive.name).unwrap().make)(0);
                for (name, value) in &directive.start {
                    lab.set(name, value).unwrap();
                }
                found.push((task.clone(), lab));
            }
        }
    }
    found
}

fn now(task: &Task, facts: &LabFacts) -> Vec<Inline> {
    let done = task.why().unwrap_or_default();
    fill(done, &|name| facts.said(name))
}

#[test]
fn what_stands_beside_the_tick_is_true_or_names_the_moment_it_was() {
    let tasks = tasks();
    assert!(tasks.len() > 8, "{}", tasks.len());
    for (task, mut lab) in tasks {
        let mut watched = Watched::new(&task, None);
        let mut met = None;
        for line in &task.solve {
            say(lab.as_mut(), line).unwrap();
            let facts = LabFacts::of(Some(lab.as_ref()), Counters::default());
            if watched.judge(&facts, true).is_some() {
                met = Some(now(&task, &facts));
            }
        }
        let met = met.unwrap_or_else(|| panic!("{}", task.id));
        let mut moments = 0;
        let others = [
            "set a 1.9",
            "set x 60",
            "set sigma 2.9",
            "set n 3",
            "set d 44",
            "set four 9",
            "set reach 2",
            "set y 0",
            "set cache off",
            "reset",
        ];
        for line in task.naive.iter().map(|line| line.as_str()).chain(others) {
            let _ = say(lab.as_mut(), line); // not every lab has all of these
            let facts = LabFacts::of(Some(lab.as_ref()), Counters::default());
            assert_eq!(watched.judge(&facts, true), None);
            let why = watched.why().unwrap();
            if task.until.holds(&facts).unwrap_or(false) {
                assert_eq!(why, now(&task, &facts), "{}: {line}", task.id);
            } else {
                moments += 1;
                assert_eq!(
                    why[0],
                    Inline::Text("When you met it: ".into()),
                    "{}",
                    task.id
                );
                assert_eq!(why[1..], met, "{}: {line}", task.id);
            }
        }
        assert!(moments > 0, "{}", task.id);
    }
}

/// A hint ends the first try, so a click beside its words must not spend one.
#[test]
fn a_click_asks_for_a_hint_on_its_words_alone() {
    let course = Catalog::embedded().course().unwrap();
    let blocks = course.lessons.iter().flat_map(|lesson| &lesson.steps);
    let mut blocks = blocks.flat_map(|step| &step.blocks);
    let task = blocks.find_map(|block| match block {
        Block::Task(task) if !task.hints.is_empty() => Some(task),
        _ => None,
    });
    let watched = Watched::new(task.unwrap(), None);
    let look = crate::ui::plain(false);
    for width in [20, 40, 76] {
        let sight = Sight {
            focus: None,
            typing: false,
            width,
            look: &look,
        };
        let mut clicked = String::new();
        for row in watched.rows(sight, Hints::All) {
            let text = row.line.to_string();
            let letters = text.chars().zip(0..);
            clicked.extend(
                letters
                    .filter(|(_, x)| row.click_at(*x).is_some())
                    .map(|(c, _)| c),
            );
        }
        assert_eq!(clicked.replace('\u{a0}', " "), "h: a hint", "{width}");
    }
}
