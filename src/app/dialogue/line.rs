//! What a line means: first the words that work everywhere, then those of the lab.

use super::{Dialogue, LONGEST, sentence};
use crate::app::around;
use crate::labs::{Lab, Verb};
use crate::lesson::judge::typed::{self, begins};
use crate::lesson::nearest::nearest;
use crate::msg::Effect;
use crate::screens::exercise::is_pairs;
use crate::screens::intents::{self, Intent};
use crate::screens::plain::vocabulary::{self, WORDS};

/// The command that a line begins with, if it begins with one.
pub fn command(line: &str) -> Option<&'static str> {
    vocabulary::command(&first(line).0.to_lowercase())
}

/// The first word, and what follows it.
fn first(line: &str) -> (&str, &str) {
    let line = line.trim();
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    (word, rest.trim())
}

/// Whether a line that begins with this word is an answer by itself: a number, or a sum of some.
fn is_answer(word: &str) -> bool {
    let sign = matches!(word, "+" | "-");
    !sign && word.starts_with(|c: char| begins(c) && !c.is_alphabetic())
}

/// A line without the keys that a terminal writes into it as codes, and the last of them by the
/// letter that ends its code.
fn without_arrows(line: &str) -> (String, Option<char>) {
    let mut rest = line;
    let mut left = String::new();
    let mut last = None;
    while let Some((before, code)) = rest.split_once('\u{1b}') {
        left.push_str(before);
        let body = code.strip_prefix(['[', 'O']).unwrap_or(code);
        let is_inside = |c: char| c.is_ascii_digit() || c == ';';
        let end = body.find(|c| !is_inside(c)).unwrap_or(body.len());
        let letter = body[end..]
            .chars()
            .next()
            .filter(|_| body.len() < code.len());
        last = letter.or(last);
        rest = &body[end + letter.map_or(0, char::len_utf8)..];
    }
    left.push_str(rest);
    (left, last)
}

impl Dialogue {
    /// A line that is nothing but an arrow: a step on or back; the others have no meaning here.
    fn press_arrow(&mut self, letter: char) -> Vec<Effect> {
        match letter {
            'C' => self.mean(Intent::Next),
            'D' => self.go_back(),
            _ => {
                self.tell("That key has no meaning in a line. Say help for what you can say.");
                Vec::new()
            }
        }
    }

    /// Does what a line says.
    pub(super) fn hear(&mut self, line: &str) -> Vec<Effect> {
        if line.chars().count() > LONGEST {
            self.tell(&format!("A line here has at most {LONGEST} characters."));
            return Vec::new();
        }
        let (line, arrows) = without_arrows(line);
        if let (Some(arrow), "") = (arrows, line.trim()) {
            return self.press_arrow(arrow);
        }
        let line: String = line
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let (word, rest) = first(&line);
        if word.is_empty() {
            return Vec::new();
        }
        let lower = word.to_lowercase();
        // After the page at the end of a lesson whatever does not turn it is said to the last step.
        if !matches!(vocabulary::command(&lower), Some("next" | "back")) {
            self.app.over = None;
        }
        if self.app.greeting.is_some()
            && let Some(effects) = self.hear_greeting(&lower, rest, line.trim())
        {
            return effects;
        }
        // `a = 0.15` where the question is what a is.
        let names = rest.starts_with('=') && !self.offers(&lower);
        if names && vocabulary::command(&lower) != Some("answer") && self.asks_a_question() {
            return self.bare(line.trim());
        }
        // A capital letter that is a key of its own: the small one means something else.
        if word.chars().all(char::is_uppercase)
            && let Some(command) = intents::word_for(word)
        {
            return self.obey(command, rest);
        }
        match word {
            "a" | "A" if rest.is_empty() && !self.offers("a") => {
                self.tell("Pictures are told in words here, so there is no drawing to choose.");
                return Vec::new();
            }
            _ => {}
        }
        if let Some(effects) = self.hear_step(word, rest) {
            return effects;
        }
        // `b 1` moves a control of that name, whatever b alone would mean.
        if !rest.is_empty() && word.chars().count() == 1 && self.offers(&lower) {
            return self.set(&line);
        }
        let lab = self.app.lesson.lab(&self.app.labs);
        let is_verb =
            |word: &str| lab.is_some_and(|lab| lab.verbs().iter().any(|it| it.name == word));
        let command = vocabulary::command(&lower)
            .filter(|_| vocabulary::is_first_name(&lower) || !is_verb(&lower));
        match command {
            Some(command) => self.obey(command, rest),
            None => self.hear_lab(&lower, rest, line.trim()),
        }
    }

    /// A learner who was away is asked something first: an answer, or whatever leads on to the step.
    fn hear_greeting(&mut self, word: &str, rest: &str, line: &str) -> Option<Vec<Effect>> {
        let answer = match vocabulary::command(word) {
            Some("answer") => rest,
            None if is_answer(word) => line,
            Some("again") => {
                self.step = true;
                return Some(Vec::new());
            }
            Some("help" | "quit") => return None,
            command => {
                self.app.greeting = None;
                self.step = true;
                // The step comes first: `next` goes on to it, and nobody moves what was not told.
                let waits = matches!(command, Some("next" | "back"))
                    || word.starts_with(['+', '-', '<', '>']);
                return waits.then(Vec::new);
            }
        };
        let app = &mut self.app;
        let around = around(&app.look, app.area, app.now);
        let greeting = app.greeting.as_mut()?;
        let (replies, effects) = greeting.hear(answer, &mut app.progress, around);
        for reply in replies {
            self.tell(&sentence(&reply));
        }
        self.tell("Say next to go on.");
        Some(effects)
    }

    fn obey(&mut self, command: &str, rest: &str) -> Vec<Effect> {
        match command {
            "next" => return self.mean(Intent::Next),
            "back" => return self.go_back(),
            "again" => self.step = true,
            "answer" => return self.answer(rest),
            "bet" => return self.bet(rest),
            "hint" => return self.hint(),
            "why" => self.why(),
            "set" => return self.set(rest),
            "controls" => self.tell_controls(),
            "facts" => self.tell_facts(rest),
            "stop" => return self.stop(),
            "symbols" => self.symbols(rest),
            "open" => return self.open(rest),
            "contents" => self.tell_contents(rest),
            "search" => self.search(rest),
            "test" => return self.mean(Intent::TestOut),
            "code" => return self.copied(Intent::CopySetUp),
            "program" => return self.copied(Intent::CopyProgram),
            "help" => self.help(),
            _ => return self.app.leave(),
        }
        Vec::new()
    }

    /// A verb of the lab, its key, a control, or a bare answer.
    fn hear_lab(&mut self, word: &str, rest: &str, line: &str) -> Vec<Effect> {
        // A lab may use a word that means something else here: then `lab` goes before it.
        let (word, rest) = match word {
            "lab" if !rest.is_empty() => first(rest),
            _ => (word, rest),
        };
        let word = word.to_lowercase();
        if let Some((verb, given)) = self.verb(&word, rest) {
            return self.act(&verb, &given);
        }
        let split = word.split_once('=');
        let (name, value) = split.unwrap_or((&word, rest));
        if self.offers(name) {
            let value = if split.is_some() && !rest.is_empty() {
                rest
            } else {
                value
            };
            return self.set(&format!("{name} {value}"));
        }
        if let Some((verb, digit)) = self.digit_for_the_lab(line) {
            return self.act(&verb, &digit);
        }
        if is_answer(&word) || (self.asks_a_question() && (typed::is_begun(line) || is_pairs(line)))
        {
            return self.bare(line);
        }
        let sentence = match intents::is_needless(&word) {
            true => {
                "That key is not needed here: a step is told whole, and what it holds has names."
                    .to_string()
            }
            false => self.unknown(&word),
        };
        self.tell(&sentence);
        Vec::new()
    }

    /// The verb of the lab with this name, or with this key, and what it is given.
    pub(super) fn verb(&self, word: &str, rest: &str) -> Option<(Verb, String)> {
        let key = match word {
            "space" => Some(' '),
            _ => {
                let mut chars = word.chars();
                chars.next().filter(|_| chars.next().is_none())
            }
        };
        let verbs = self.app.lesson.lab(&self.app.labs).map(Lab::verbs)?;
        let named = verbs.iter().find(|verb| verb.name == word);
        let named = named.map(|verb| (verb.clone(), rest.to_string()));
        let keyed = |verb: &Verb| {
            let given = verb.given_by(key?)?;
            Some((verb.clone(), format!("{given} {rest}").trim().to_string()))
        };
        named.or_else(|| verbs.iter().find_map(keyed))
    }

    /// One sentence, with the word that was probably meant.
    fn unknown(&self, word: &str) -> String {
        let lab = self.app.lesson.lab(&self.app.labs);
        let verbs = lab.map(Lab::verbs).unwrap_or_default();
        let controls = self.offered();
        let known = WORDS
            .iter()
            .map(|word| word.name)
            .chain(verbs.iter().map(|verb| verb.name))
            .chain(controls.iter().map(|(control, _)| control.name));
        let shown: String = word.chars().take(40).collect();
        match nearest(word, known) {
            Some(near) => format!("I do not know '{shown}'. Did you mean {near}?"),
            None => format!("I do not know '{shown}'. Say help for what you can say here."),
        }
    }
}
