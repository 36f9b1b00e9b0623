//! Going about: open, contents, search; and what explains: help, symbols, codes.

use super::Dialogue;
use crate::lesson::find::FindError;
use crate::lesson::model::Block;
use crate::msg::Effect;
use crate::screens::contents;
use crate::screens::intents::Intent;
use crate::screens::plain::vocabulary::{WORDS, spoken};
use crate::screens::plain::words;
use crate::screens::search::search;
use crate::ui::text::formula;

/// Places that a search tells at the most.
const HITS: usize = 12;

impl Dialogue {
    pub(super) fn go_back(&mut self) -> Vec<Effect> {
        if self.place() == Some((0, 0)) {
            self.tell("This is the first step of all.");
        }
        // From the page after a lesson back to its last step.
        self.step |= self.app.over.is_some();
        self.mean(Intent::Previous)
    }

    /// What the step explains to who asks.
    pub(super) fn why(&mut self) {
        let blocks = self.app.place().map_or(&[][..], |(_, step)| &step.blocks);
        let told = blocks.iter().find_map(|block| match block {
            Block::Why(why) => Some(words(&why.text, &self.app.look)),
            _ => None,
        });
        let told = told.unwrap_or_else(|| "Nothing here waits to be explained.".to_owned());
        self.tell(&told);
    }

    /// `open 04`, `open 04:wider`.
    pub(super) fn open(&mut self, place: &str) -> Vec<Effect> {
        if place.is_empty() {
            self.tell(
                "Say open and a lesson, or a step of it, for example: open 04, or open 04:wider",
            );
            return Vec::new();
        }
        // `open lesson 5` and `open step 3` are said as well.
        let is = |word: &&str| place.to_lowercase().starts_with(word);
        let named = ["lesson ", "step "].into_iter().find(is);
        let place = named.map_or(place, |word| place[word.len()..].trim());
        let is_lesson = named == Some("lesson ") || is_lesson_number(place);
        if is_lesson
            && let Ok(number) = place.parse::<u32>()
            && !(self.app.course.lessons.iter()).any(|lesson| lesson.number == number)
        {
            self.tell(&format!(
                "Lesson {place} is not there: it may still be written. contents lists those that are."
            ));
            return Vec::new();
        }
        // A step of this lesson needs no lesson before it.
        let here = self
            .app
            .lesson
            .lesson(&self.app.course)
            .map_or("", |lesson| lesson.id.as_str());
        let found = match named {
            Some("step ") => self.app.course.find(&format!("{here}:{place}")),
            _ => self.app.course.find(place),
        };
        let found = found.or_else(|error| {
            self.app
                .course
                .find(&format!("{here}:{place}"))
                .map_err(|_| error)
        });
        match found {
            Ok((lesson, step)) => {
                self.step = true;
                self.app.go(lesson, step)
            }
            Err(error) => {
                self.tell_not_found(&error);
                Vec::new()
            }
        }
    }

    /// In here the commands have other names.
    fn tell_not_found(&mut self, error: &FindError) {
        let said = error
            .to_string()
            .replace("`handson lessons` lists", "contents lists");
        self.tell(&format!("{}.", said.replace('`', "'")));
    }

    pub(super) fn tell_contents(&mut self, place: &str) {
        if place.is_empty() {
            let lines = contents::sentences(&self.app.course, &self.app.progress);
            self.tell_all(&lines);
            self.tell(
                "To go to one, say open and its number. Contents and a number tell its steps.",
            );
            return;
        }
        match self.app.course.find(place) {
            Ok((lesson, _)) => {
                let lesson = &self.app.course.lessons[lesson];
                let lines = contents::steps(lesson, &self.app.progress);
                self.tell_all(&lines);
            }
            Err(error) => self.tell_not_found(&error),
        }
    }

    pub(super) fn search(&mut self, words: &str) {
        if words.is_empty() {
            self.tell("Say search and a word, for example: search density");
            return;
        }
        let hits = search(&self.app.course, words);
        let lines: Vec<String> = hits
            .iter()
            .take(HITS)
            .map(|hit| {
                let lesson = &self.app.course.lessons[hit.lesson];
                let step = &lesson.steps[hit.step];
                let text = format!("{}{}{}", hit.before, hit.found, hit.after);
                format!(
                    "{:02}:{} {}: {text}",
                    lesson.number,
                    hit.step + 1,
                    step.title
                )
            })
            .collect();
        match (hits.len(), lines.first()) {
            (0, _) => self.tell(&format!("No lesson says '{words}'.")),
            (n, Some(_)) => {
                self.tell_all(&lines);
                let more = n.saturating_sub(HITS);
                if more > 0 {
                    self.tell(&format!("And {more} more: search for more words."));
                }
                self.tell("To go to one, say open and its numbers, for example: open 04:3");
            }
            _ => {}
        }
    }

    /// What the letters mean, or how formulas are told from now on.
    pub(super) fn symbols(&mut self, how: &str) {
        match how.to_lowercase().as_str() {
            "" => self.tell_symbols(),
            "short" => {
                self.app.look.spoken = false;
                self.tell("Formulas are told in signs now. again tells this step.");
            }
            "spoken" => {
                self.app.look.spoken = true;
                self.tell("Formulas are told in words now. again tells this step.");
            }
            _ => self.tell("It is symbols, symbols short or symbols spoken."),
        }
    }

    /// The symbols of this step, then the rest of its lesson's.
    fn tell_symbols(&mut self) {
        let app = &self.app;
        let Some(lesson) = app.lesson.lesson(&app.course) else {
            return;
        };
        let shown = app.course.symbols_on(app.lesson.lesson, app.lesson.step);
        let own = lesson.symbols.iter();
        let rest = own
            .map(|(symbol, meaning)| (symbol.as_str(), meaning.as_str()))
            .filter(|symbol| !shown.contains(symbol));
        let lines: Vec<String> = (shown.iter().copied().chain(rest))
            .map(|(symbol, meaning)| format!("{}: {meaning}.", formula(symbol, &app.look)))
            .collect();
        match lines.is_empty() {
            true => self.tell("There are no symbols on this step."),
            false => self.tell_all(&lines),
        }
    }

    /// What goes to the clipboard on a screen is told.
    pub(super) fn copied(&mut self, intent: Intent) -> Vec<Effect> {
        let mut rest = Vec::new();
        let mut copied = None;
        for effect in self.mean(intent) {
            match effect {
                Effect::Copy(text) => copied = Some(text),
                other => rest.push(other),
            }
        }
        if let Some(text) = copied {
            self.app.over = None; // lines need no screen for it
            for line in text.lines() {
                self.out.push_str(line);
                self.out.push('\n');
            }
        } else if self.app.lesson.lab(&self.app.labs).is_none() {
            self.app.lesson.take_said();
            let waits = (self.app.place()).is_some_and(|(_, step)| step.lab().is_some());
            self.tell(match waits {
                true => "The question comes first: once it is answered, say that again.",
                false => "There is no lab on this step.",
            });
        }
        rest
    }

    /// Whether the step has what a command speaks of.
    fn has_use(&self, command: &str) -> bool {
        let has = |is: fn(&Block) -> bool| {
            (self.app.place()).is_some_and(|(_, step)| step.blocks.iter().any(is))
        };
        match command {
            "answer" => self.app.greeting.is_some() || has(Block::is_question),
            "bet" => has(|block| matches!(block, Block::Bet(_))),
            "hint" => has(|block| matches!(block, Block::Task(_))),
            "why" => has(|block| matches!(block, Block::Why(_))),
            "set" | "controls" => !self.offered().is_empty(),
            _ => true,
        }
    }

    /// Everything that can be said here.
    pub(super) fn help(&mut self) {
        self.tell("A line begins with one of these words. Case does not matter, and n, p, h, c and q are short for next, back, hint, contents and quit.");
        let lines: Vec<String> = WORDS
            .iter()
            .filter(|word| self.has_use(word.name))
            .map(|word| {
                format!("{} {}", word.name, word.with).trim().to_string() + ": " + word.does + "."
            })
            .collect();
        self.tell_all(&lines);
        let Some(lab) = self.app.lesson.lab(&self.app.labs) else {
            self.tell("There is no lab on this step.");
            return;
        };
        let verbs: Vec<String> = lab
            .verbs()
            .iter()
            .filter(|verb| verb.is_possible)
            .map(|verb| {
                let key = verb.key_name();
                let key = key.map_or(String::new(), |key| {
                    format!(", on the screen the key {key}")
                });
                let name = spoken(verb.name);
                let name = format!("{name} {}", verb.arguments);
                format!("{}{key}: {}", name.trim(), verb.help)
            })
            .collect();
        if !verbs.is_empty() {
            self.tell("To the lab of this step you can also say:");
            self.tell_all(&verbs);
        }
        self.tell_controls();
    }
}

/// Whether digits are a lesson's number as the contents write it, with its leading zero: 04.
fn is_lesson_number(place: &str) -> bool {
    place.len() == 2 && place.starts_with('0') && place.ends_with(|c: char| c.is_ascii_digit())
}
