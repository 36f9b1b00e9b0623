//! What the page says, for the screen and for lines alike.

use super::Summary;
use crate::lesson::model::{Course, Lesson};
use crate::progress::{Progress, Standing};
use crate::screens::contents::of_lesson;

/// The words of the page.
pub struct Told {
    /// What the lesson was about.
    pub about: String,
    /// The steps that were seen.
    pub seen: String,
    /// How much is left open.
    pub left: String,
    /// The steps in which something is, each with its place in the lesson.
    pub open: Vec<(usize, String)>,
    /// How the bets of the lesson went, and whether they gave more than an even spread.
    pub bets: Option<(String, bool)>,
    /// What comes next.
    pub onward: String,
}

impl Told {
    /// Of a lesson of a course.
    pub fn of(at: usize, course: &Course, progress: &Progress) -> Option<Self> {
        let lesson = course.lessons.get(at)?;
        let standings = (0..lesson.steps.len()).map(|step| (step, progress.standing(lesson, step)));
        let seen = standings.clone().filter(|(_, is)| *is != Standing::New);
        let seen: Vec<&str> = seen
            .map(|(step, _)| &lesson.steps[step].title[..])
            .collect();
        let open: Vec<(usize, String)> = standings
            .filter_map(|(step, is)| Some((step, left(lesson, step, is)?)))
            .collect();
        let next = course.lessons.get(at + 1);
        Some(Self {
            about: format!("This was {}: {}", lesson.title, lesson.summary),
            seen: format!("You have seen: {}.", listed(&seen)),
            left: match (open.is_empty(), progress.is_known(&lesson.id)) {
                (_, true) => "You have shown that you know this lesson.".to_owned(),
                (true, _) => "All of it is done: nothing is left open.".to_owned(),
                (false, _) => "Still open:".to_owned(),
            },
            open,
            bets: of_lesson(lesson, progress),
            onward: match next {
                Some(next) => format!("{:02} {}: {}", next.number, next.title, next.summary),
                None if course.lessons.len() == 1 => {
                    "The contents: this stands alone. `handson` opens the course.".to_owned()
                }
                None => "The contents: this was the last lesson there is.".to_owned(),
            },
        })
    }
}

impl Summary {
    /// The page in lines.
    pub fn sentences(&self, course: &Course, progress: &Progress) -> Vec<String> {
        let Some(told) = Told::of(self.lesson, course, progress) else {
            return Vec::new();
        };
        let mut lines = vec![told.about, told.seen, told.left];
        let is_open = !told.open.is_empty();
        lines.extend(told.open.into_iter().map(|(_, words)| words + "."));
        if is_open {
            lines.push("To go to one, say open and its numbers.".to_owned());
        }
        lines.extend(told.bets.map(|(words, _)| words));
        lines.push(match course.lessons.len() == self.lesson + 1 {
            true => told
                .onward
                .replacen("The contents", "Say next for the contents", 1),
            false => format!("Say next to go on. {}", told.onward),
        });
        lines
    }
}

/// A step in which something is open.
fn left(lesson: &Lesson, step: usize, is: Standing) -> Option<String> {
    let what = match is {
        Standing::Done => return None,
        Standing::New => "not seen yet".to_owned(),
        Standing::Open(open) => format!("{open} left open"),
    };
    let (number, title) = (lesson.number, &lesson.steps[step].title);
    Some(format!("{number:02}:{} {title} ({what})", step + 1))
}

/// Titles one after the other; one may end a sentence of its own.
fn listed(titles: &[&str]) -> String {
    let bare = titles.iter().map(|title| title.trim_end_matches('.'));
    bare.collect::<Vec<_>>().join("; ")
}
