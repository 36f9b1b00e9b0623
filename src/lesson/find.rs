//! Finding a lesson or a step by what a learner calls it.

use thiserror::Error;

use super::model::{Course, Lesson};
use super::nearest::nearest;

/// Why nothing, or no one thing, was found.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FindError {
    /// No lesson is called so.
    #[error("no lesson is called `{asked}`{} (`handson lessons` lists them all)", hint(.nearest))]
    NoLesson {
        /// What was asked for.
        asked: String,
        /// The id that looks most like it.
        nearest: Option<String>,
    },
    /// Several lessons are.
    #[error("`{asked}` may be {}; write more of the title, or the number", .ids.join(" or "))]
    SeveralLessons {
        /// What was asked for.
        asked: String,
        /// The ids of all that it may be.
        ids: Vec<String>,
    },
    /// The lesson has no such step.
    #[error("lesson `{lesson}` has no step `{asked}`{} (its steps: {})", hint(.nearest), .steps.join(", "))]
    NoStep {
        /// The lesson's id.
        lesson: String,
        /// What was asked for.
        asked: String,
        /// The step's id that looks most like it.
        nearest: Option<String>,
        /// The ids of all its steps.
        steps: Vec<String>,
    },
}

fn hint(nearest: &Option<String>) -> String {
    let said = |name: &String| format!("; did you mean `{name}`?");
    nearest.as_ref().map_or_else(String::new, said)
}

impl Course {
    /// The place of `LESSON[:STEP]`: the lesson by id, number or a part of its title that only one
    /// has, the step by id or number (from 1). Both places count from 0.
    ///
    /// # Errors
    /// What was not found, with the nearest name there is.
    pub fn find(&self, asked: &str) -> Result<(usize, usize), FindError> {
        let (lesson, step) = match asked.split_once(':') {
            Some((lesson, step)) => (lesson.trim(), step.trim()),
            None => (asked.trim(), ""),
        };
        let at = self.find_lesson(lesson)?;
        match step {
            "" => Ok((at, 0)),
            step => Ok((at, find_step(&self.lessons[at], step)?)),
        }
    }

    fn find_lesson(&self, asked: &str) -> Result<usize, FindError> {
        let place = |wanted: &dyn Fn(&Lesson) -> bool| self.lessons.iter().position(wanted);
        if let Some(at) = place(&|lesson| lesson.id == asked) {
            return Ok(at);
        }
        if let Ok(number) = asked.parse::<u32>()
            && let Some(at) = place(&|lesson| lesson.number == number)
        {
            return Ok(at);
        }
        let part = asked.to_lowercase();
        let has = |lesson: &Lesson| {
            lesson.title.to_lowercase().contains(&part) || lesson.id.contains(&part)
        };
        let places = 0..self.lessons.len();
        let found: Vec<usize> = places.filter(|at| has(&self.lessons[*at])).collect();
        match (&found[..], part.is_empty()) {
            ([at], false) => Ok(*at),
            ([_, _, ..], false) => Err(FindError::SeveralLessons {
                asked: asked.to_owned(),
                ids: found
                    .iter()
                    .map(|at| self.lessons[*at].id.clone())
                    .collect(),
            }),
            _ => {
                let names = self.lessons.iter().map(|lesson| lesson.id.as_str());
                Err(FindError::NoLesson {
                    asked: asked.to_owned(),
                    nearest: nearest(asked, names).map(str::to_owned),
                })
            }
        }
    }
}

fn find_step(lesson: &Lesson, asked: &str) -> Result<usize, FindError> {
    if let Some(at) = lesson.steps.iter().position(|step| step.id == asked) {
        return Ok(at);
    }
    if let Ok(number) = asked.parse::<usize>()
        && (1..=lesson.steps.len()).contains(&number)
    {
        return Ok(number - 1);
    }
    let ids = lesson.steps.iter().map(|step| step.id.as_str());
    Err(FindError::NoStep {
        lesson: lesson.id.clone(),
        asked: asked.to_owned(),
        nearest: nearest(asked, ids.clone()).map(str::to_owned),
        steps: ids.map(str::to_owned).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::model::Step;

    fn course() -> Course {
        let lesson = |number, id: &str, title: &str, steps: &[&str]| Lesson {
            id: id.to_owned(),
            number,
            title: title.to_owned(),
            summary: String::new(),
            minutes: 1,
            needs: Vec::new(),
            symbols: Vec::new(),
            steps: steps.iter().map(|id| step(id)).collect(),
        };
        Course {
            lessons: vec![
                lesson(1, "welcome", "Welcome", &["keys", "drawing"]),
                lesson(4, "normal", "The normal distribution", &["wider"]),
                lesson(9, "autoencoder", "The autoencoder", &["shape", "train"]),
            ],
            ..Course::default()
        }
    }

    fn step(id: &str) -> Step {
        Step {
            id: id.to_owned(),
            title: String::new(),
            goal: None,
            alone: false,
            blocks: Vec::new(),
        }
    }

    #[test]
    fn a_lesson_is_found_by_id_number_and_part_of_its_title() {
        for asked in ["09", "9", "autoencoder", "AUTOENC", "encoder "] {
            assert_eq!(course().find(asked), Ok((2, 0)), "{asked}");
        }
        assert_eq!(course().find("distribution"), Ok((1, 0)));
    }

    #[test]
    fn a_step_is_found_by_id_and_number() {
        assert_eq!(course().find("09:train"), Ok((2, 1)));
        assert_eq!(course().find("welcome:2"), Ok((0, 1)));
        assert_eq!(course().find("welcome:"), Ok((0, 0)));
    }

    #[test]
    fn what_is_not_found_names_the_nearest_that_is() {
        let said = |asked| course().find(asked).unwrap_err().to_string();
        assert!(said("autoencodr").contains("did you mean `autoencoder`?"));
        assert!(said("the ").contains("normal or autoencoder"));
        assert!(said("9:trian").contains("did you mean `train`?"));
        assert!(said("9:3").contains("(its steps: shape, train)"));
        assert!(said("").contains("no lesson"));
        assert!(said("77").contains("`handson lessons`"));
    }
}
