//! Answers, bets and hints.

use super::Dialogue;
use crate::labs::{DIGIT, Lab, Verb};
use crate::lesson::judge::typed::value;
use crate::lesson::model::Block;
use crate::msg::Effect;
use crate::screens::exercise::Pressed;
use crate::screens::plain::vocabulary::spoken;

/// A kind of exercise that a line can speak to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Question,
    Bet,
}

/// A digit, in a figure or in a word.
pub(super) fn digit(typed: &str) -> Option<String> {
    let value = value(typed).filter(|value| (0.0..10.0).contains(value) && value.fract() == 0.0)?;
    Some(format!("{value:.0}"))
}

impl Dialogue {
    /// `answer 2`, `answer 0.68`; with several questions on a step, `answer ID 2`.
    ///
    /// Where the lab itself asks for a digit, that is answered.
    pub(super) fn answer(&mut self, rest: &str) -> Vec<Effect> {
        match self.digit_for_the_lab(rest) {
            Some((verb, digit)) => self.act(&verb, &digit),
            None => self.give(Kind::Question, rest),
        }
    }

    /// Where no question is asked and the lab takes a digit: the verb, and the digit as it was typed.
    pub(super) fn digit_for_the_lab(&self, typed: &str) -> Option<(Verb, String)> {
        let asked = !self.asked(Kind::Question).is_empty();
        let verbs = self.app.lesson.lab(&self.app.labs).map(Lab::verbs)?;
        let mut verbs = verbs.into_iter();
        let verb = verbs.find(|verb| !asked && verb.arguments == DIGIT)?;
        Some((verb, digit(typed)?))
    }

    /// `bet 5 3 2`.
    pub(super) fn bet(&mut self, rest: &str) -> Vec<Effect> {
        self.give(Kind::Bet, rest)
    }

    /// A line of numbers alone: to the question that is open, else to the bet.
    pub(super) fn bare(&mut self, line: &str) -> Vec<Effect> {
        let kind = match (self.asks_a_question(), self.is_open(Kind::Bet)) {
            (false, true) => Kind::Bet,
            _ => Kind::Question,
        };
        self.give(kind, line)
    }

    /// Whether a question of the step is open.
    pub(super) fn asks_a_question(&self) -> bool {
        self.is_open(Kind::Question)
    }

    fn is_open(&self, kind: Kind) -> bool {
        let asked = self.asked(kind);
        asked.iter().any(|(_, _, settled)| !settled)
    }

    fn give(&mut self, kind: Kind, rest: &str) -> Vec<Effect> {
        let asked = self.asked(kind);
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        // `nine` may be the answer to the one question of the step, though that is its id as well.
        let is_id = !after.trim().is_empty() || asked.len() > 1;
        let named = asked.iter().find(|(_, id, _)| is_id && *id == word);
        let open = || asked.iter().find(|(_, _, settled)| !settled);
        let (block, line) = match (named, open().or(asked.first())) {
            (Some((block, _, _)), _) => (*block, after),
            (None, Some((block, _, _))) => (*block, rest),
            (None, None) => {
                let word = if kind == Kind::Bet { "bet" } else { "question" };
                self.tell(&format!("There is no {word} on this step."));
                return Vec::new();
            }
        };
        // `answer nll = 6.59`.
        let line = line.trim().trim_start_matches('=').trim().to_owned();
        let (screen, mut context) = self.app.parts();
        let pressed = screen.work(block, &mut context, |exercise, facts| {
            exercise.hear(&line, facts)
        });
        let Some(pressed) = pressed else {
            return Vec::new();
        };
        let committed = matches!(pressed, Pressed::Committed(_));
        let answered = committed || matches!(pressed, Pressed::Answered(_));
        let effects = screen
            .follow(pressed, block, &mut context)
            .unwrap_or_default();
        self.answered = answered.then_some(block);
        self.spoken_to = committed.then_some(None);
        effects
    }

    /// The questions or bets of the step: block, id, and whether nothing is left to do.
    fn asked(&self, kind: Kind) -> Vec<(usize, &str, bool)> {
        let context = self.app.context();
        let Some((_, step)) = self.app.place() else {
            return Vec::new();
        };
        let blocks = step.blocks.iter().enumerate();
        let found = blocks.filter_map(|(at, block)| {
            let own = match block {
                block if block.is_question() => Kind::Question,
                Block::Bet(_) => Kind::Bet,
                _ => return None,
            };
            let exercise = self.app.lesson.exercise(at, context)?;
            Some((at, own, block.id()?, exercise.is_settled()))
        });
        found
            .filter(|(_, own, _, _)| *own == kind)
            .map(|(at, _, id, settled)| (at, id, settled))
            .collect()
    }

    /// The next hint of the first task that has one.
    pub(super) fn hint(&mut self) -> Vec<Effect> {
        let context = self.app.context();
        let is_left = |&task: &usize| {
            let exercise = self.app.lesson.exercise(task, context);
            exercise.is_some_and(|exercise| exercise.has_hint())
        };
        let Some(task) = self.app.lesson.hinted(context).filter(is_left) else {
            let met = |block: usize| {
                let exercise = self.app.lesson.exercise(block, context)?;
                exercise.task().map(|_| exercise.is_settled())
            };
            let blocks = self.app.place().map_or(0, |(_, step)| step.blocks.len());
            let tasks: Vec<bool> = (0..blocks).filter_map(met).collect();
            let said = match (tasks.is_empty(), tasks.iter().all(|met| *met)) {
                (true, _) => "There is no task on this step, and so no hint.",
                (false, true) => "The task is met, and needs no hint any more.",
                (false, false) => "There are no more hints on this step.",
            };
            self.tell(said);
            return Vec::new();
        };
        let (screen, mut context) = self.app.parts();
        let effects = screen.unfold(task, &mut context);
        if screen.is_asking() {
            return effects.unwrap_or_default();
        }
        let context = self.app.context();
        let exercise = self.app.lesson.exercise(task, context);
        let hint = exercise.and_then(|exercise| exercise.latest_hint(&self.app.look));
        let hint = hint.unwrap_or_default();
        self.tell(&hint);
        self.tell_keys(&hint);
        effects.unwrap_or_default()
    }

    /// The keys that a hint names, as what is said for them here.
    fn tell_keys(&mut self, hint: &str) {
        let names = |key: &str| {
            hint.split([' ', ',', '.', ':', ';'])
                .any(|word| word == key)
        };
        let verbs = self.app.lesson.lab(&self.app.labs).map(Lab::verbs);
        let free = self.free();
        let mut said = Vec::new();
        for verb in verbs.unwrap_or_default() {
            // A letter may be the name of a control.
            let key = verb.key_name().filter(|key| !self.offers(key));
            if let Some(key) = key.filter(|key| names(key)) {
                said.push(format!("for {key}: {}", spoken(verb.name)));
            }
        }
        // Of the control that the hint speaks of, else of the first, which a bare + moves.
        let spoken_of = free.iter().find(|control| names(control.name));
        if let Some(control) = spoken_of.or(free.first()) {
            let name = control.name;
            for key in ["+", "-", ">", "<"] {
                if names(key) {
                    said.push(format!("for {key}: {key} {name}"));
                }
            }
        }
        if !said.is_empty() {
            self.tell(&format!("Here you say, {}.", said.join("; ")));
        }
    }
}
