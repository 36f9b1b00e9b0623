//! A question with options; several tries, the first one counts. Where one option is right, it is
//! the one with the mark that Enter answers, whichever way the mark came there; where several are,
//! those that are marked.

mod outcomes;
mod words;

use super::moment::of_then;
use super::outcomes::boxed;
use super::rows::{Row, again, hanging, mark, paragraph, sentence, verdict};
use super::{Exercise, Facts, Hints, Pressed, Sight, filled};
use crate::event::Key;
use crate::lesson::judge::{self, timeless};
use crate::lesson::model::{Inline, Quiz};
use crate::progress::{Answer, Answered};
use crate::screens::intents::{Intent, Offer, Place, key_on, offer, on};
use crate::ui::text::runs;
use ratatui::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// How far a quiz has come. Options are named by their places in the file.
#[derive(Debug, Clone)]
pub struct Asked {
    quiz: Quiz,
    /// The order they are shown in.
    order: Vec<usize>,
    /// The field that the mark is on, or was on last.
    at: usize,
    /// The mark was put there, and did not just begin there.
    chosen: bool,
    /// Where several are right: those that are marked.
    marked: BTreeSet<usize>,
    /// What the last try marked.
    tried: BTreeSet<usize>,
    /// Options that a try has shown to be wrong, when but one is right.
    out: BTreeSet<usize>,
    solved: bool,
    /// Where the facts decide: what was replied to each option of the last try, with their numbers.
    said: BTreeMap<usize, Vec<Inline>>,
    /// Another option would be right now: the lab shows something else.
    past: bool,
}

impl Asked {
    /// A quiz as it was left: solved, or to be answered.
    pub fn new(quiz: &Quiz, before: Option<&Answered>, seed: u64) -> Self {
        let solved = before.is_some_and(|answered| answered.right.is_some());
        let mut quiz = quiz.clone();
        if quiz.asks_the_lab() {
            // What the facts were then is known only of an answer that was right at once.
            let marked = before.map(right).unwrap_or_default();
            for (at, option) in quiz.options.iter_mut().enumerate() {
                option.right = marked.contains(&at);
            }
        }
        let right = quiz.options.iter().enumerate().filter(|(_, o)| o.right);
        let tried = right.map(|(at, _)| at);
        let wrong = before.map(wrong).unwrap_or_default();
        Self {
            order: judge::order(&quiz, seed),
            at: 0,
            chosen: false,
            marked: BTreeSet::new(),
            tried: tried.filter(|_| solved).collect(),
            // What the facts decide may be right now.
            out: match quiz.has_several_right() || quiz.asks_the_lab() {
                true => BTreeSet::new(),
                false => wrong,
            },
            solved,
            said: BTreeMap::new(),
            past: solved,
            quiz,
        }
    }

    fn answer(&mut self, option: Option<usize>, facts: &dyn Facts) -> Pressed {
        self.quiz.decide(facts);
        let several = self.quiz.has_several_right();
        let marked: Vec<usize> = match several {
            true => self.marked.iter().copied().collect(),
            false => option.into_iter().collect(),
        };
        if marked.is_empty() {
            return Pressed::Said("mark with Space what is right, then press Enter".into());
        }
        let right = judge::quiz(&self.quiz, &marked);
        self.tried = marked.iter().copied().collect();
        if self.quiz.asks_the_lab() {
            self.out.clear(); // the lab may have made one of them right since
            let options = self.quiz.options.iter().enumerate();
            let replies = options.filter_map(|(at, it)| Some((at, it.reply.as_ref()?)));
            self.said = replies
                .map(|(at, reply)| (at, filled(reply, facts)))
                .collect();
            self.past = false;
        }
        if !several && !right {
            self.out.extend(&marked);
        }
        self.solved = right;
        Pressed::Answered(Answer::Quiz { marked, right })
    }

    /// What is said to an option. What the facts decided names its moment once they say something
    /// else; of another day only what has no numbers is said.
    pub(super) fn reply(&self, at: usize) -> Option<Vec<Inline>> {
        if !self.quiz.asks_the_lab() {
            return self.quiz.options.get(at)?.reply.clone();
        }
        let said = self.said.get(&at).cloned();
        let reply = said.or_else(|| timeless(self.quiz.options.get(at)?.reply.as_deref()?))?;
        Some(match self.past {
            true => of_then(reply, "When you answered"),
            false => reply,
        })
    }

    /// The key that a click on an option stands for: it marks it, and where one is right a click on the
    /// marked one answers.
    fn clicked(&self, field: usize) -> Option<Key> {
        match self.quiz.has_several_right() {
            true => key_on(Place::Quiz, Intent::Mark),
            false if self.chosen && self.at == field => key_on(Place::Quiz, Intent::Answer),
            false => char::from_digit(field as u32 + 1, 10).map(Key::char),
        }
    }

    /// How far a try with several marks is from right.
    fn still_wrong(&self) -> String {
        let right = |at: &&usize| {
            self.quiz
                .options
                .get(**at)
                .is_some_and(|option| option.right)
        };
        let found = self.tried.iter().filter(right).count();
        let all = self
            .quiz
            .options
            .iter()
            .filter(|option| option.right)
            .count();
        let wrong = self.tried.len() - found;
        match wrong {
            0 => format!("Right as far as it goes: {found} of {all}."),
            _ => format!("Not yet: {found} of {all} found, and {wrong} marked that is not right."),
        }
    }
}

impl Exercise for Asked {
    fn outcomes(&self, all: bool) -> Vec<Box<dyn Exercise>> {
        let mut outcomes = self.all_outcomes();
        outcomes.retain(|outcome| all || !outcome.is_wrong());
        boxed(outcomes)
    }

    /// Whether it was answered rightly.
    fn is_settled(&self) -> bool {
        self.solved
    }

    fn asks_the_lab(&self) -> bool {
        self.quiz.asks_the_lab()
    }

    /// Whether the lab may make another option right than the one that was answered.
    fn waits(&self) -> bool {
        self.quiz.asks_the_lab() && !self.said.is_empty()
    }

    /// What was replied is of its moment, once the facts say something else.
    fn judge(&mut self, facts: &dyn Facts, _: bool) -> Option<Answer> {
        let mut now = self.quiz.clone();
        now.decide(facts);
        let same = |(at, said): (&usize, &Vec<Inline>)| {
            let reply = self.quiz.options.get(*at).and_then(|it| it.reply.as_ref());
            reply.is_some_and(|reply| filled(reply, facts) == *said)
        };
        self.past = now != self.quiz || !self.said.iter().all(same);
        None
    }

    /// An option a field.
    fn fields(&self) -> usize {
        if self.solved {
            0
        } else {
            self.quiz.options.len()
        }
    }

    /// The field that the mark is on, or was on last.
    fn at(&self) -> usize {
        self.at
    }

    /// The mark is on a field.
    fn mark(&mut self, field: usize) {
        self.chosen |= self.at != field;
        self.at = field;
    }

    /// A digit puts the mark on the option of that number; Space or a digit marks where several are
    /// right; Enter answers.
    fn press(&mut self, field: usize, key: Key, facts: &dyn Facts) -> Pressed {
        if self.solved {
            return Pressed::Ignored;
        }
        let several = self.quiz.has_several_right();
        let numbered = || key.digit()?.checked_sub(1);
        let to = match on(Place::Quiz, key) {
            Some(Intent::Answer) => {
                let option = self.order.get(field).copied();
                return self.answer(option, facts);
            }
            Some(Intent::Mark) if several => Some(field),
            // Where one is right, Space is the lab's.
            Some(Intent::Mark) => return Pressed::Ignored,
            _ => numbered(),
        };
        let option = to.and_then(|to| Some((to, self.order.get(to).copied()?)));
        let Some((to, option)) = option else {
            return Pressed::Ignored;
        };
        if several && !self.marked.remove(&option) {
            self.marked.insert(option);
        }
        self.chosen = true;
        Pressed::Marked(to)
    }

    /// The key of its next step.
    fn next_key(&self, _: bool) -> Option<&'static str> {
        Some(
            match self.quiz.has_several_right() && self.marked.is_empty() {
                true => "Space",
                false => "Enter",
            },
        )
    }

    /// The keys it takes.
    fn offers(&self, _: bool) -> Vec<Offer> {
        let marks = self.quiz.has_several_right();
        let mark = offer(Place::Quiz, Intent::Mark).filter(|_| marks);
        mark.into_iter()
            .chain(offer(Place::Quiz, Intent::Answer))
            .collect()
    }

    /// The question, its options, and under those of the last try what was replied. Once it is solved
    /// and rows are scarce, those options go that were not tried, at last all but the right ones.
    fn rows(&self, sight: Sight, shown: Hints) -> Vec<Row> {
        let Sight {
            focus, width, look, ..
        } = sight;
        let mut rows = again(self.quiz.recall.is_some(), sight);
        rows.extend(paragraph(&self.quiz.ask, look.theme.strong, 0, width, look));
        let several = self.quiz.has_several_right();
        if several && !self.solved {
            let how = "Several are right: Space marks, Enter answers.";
            rows.extend(sentence(how, look.theme.dim, 0, width, look));
        }
        for (field, &at) in self.order.iter().enumerate() {
            let Some(option) = self.quiz.options.get(at) else {
                continue;
            };
            let tried = self.tried.contains(&at) || self.out.contains(&at);
            let gives_way = match shown {
                Hints::All => false,
                Hints::Last | Hints::Own | Hints::Alone => !option.right && !tried,
                Hints::Bare => !option.right,
            };
            if self.solved && gives_way {
                continue;
            }
            let focused = focus == Some(field) && !self.solved;
            let chosen = self.chosen && self.at == field;
            let style = match (focused, self.out.contains(&at)) {
                (true, _) => look.theme.accent,
                (false, true) => look.theme.dim,
                (false, false) if self.solved && !option.right => look.theme.dim,
                _ => look.theme.text,
            };
            let tried = self.tried.contains(&at);
            let sign = match (tried || self.out.contains(&at), several) {
                (true, _) if self.solved || !several => verdict(option.right, look),
                (_, false) => {
                    let sign = match chosen && !self.solved {
                        // A full dot is a judgement.
                        true => look.pick("■ ", "(o) "),
                        false => look.pick("○ ", "( ) "),
                    };
                    Span::styled(sign.to_string(), style)
                }
                (_, true) => {
                    let sign = match self.marked.contains(&at) {
                        true => look.pick("[■] ", "[o] "),
                        false => "[ ] ",
                    };
                    Span::styled(sign, style)
                }
            };
            let lead = vec![mark(focused, look), sign];
            let text = runs(&option.text, style, look);
            let key = self.clicked(field).filter(|_| !self.solved);
            rows.extend(hanging(lead, &text, width, Some(field), key));
            if let Some(reply) = self.reply(at).filter(|_| tried) {
                rows.extend(replied(&reply, option.right, several, sight, field));
            }
        }
        if several && !self.solved && !self.tried.is_empty() {
            let said = self.still_wrong();
            rows.extend(sentence(&said, look.theme.bad, 4, width, look));
        }
        rows
    }
}

/// The options that were marked in a try that was wrong; of the first one also older files know.
fn wrong(before: &Answered) -> BTreeSet<usize> {
    let first = match &before.first {
        Answer::Quiz {
            marked,
            right: false,
        } => marked.as_slice(),
        _ => &[],
    };
    let tried = before.tried.iter().chain(first);
    tried.copied().collect()
}

/// The options of a first answer that was right.
fn right(before: &Answered) -> BTreeSet<usize> {
    match &before.first {
        Answer::Quiz {
            marked,
            right: true,
        } => marked.iter().copied().collect(),
        _ => BTreeSet::new(),
    }
}

/// What is said to a marked option.
fn replied(reply: &[Inline], right: bool, several: bool, sight: Sight, field: usize) -> Vec<Row> {
    let Sight { width, look, .. } = sight;
    let lead = match several {
        true => vec![Span::raw("      "), verdict(right, look)],
        false => vec![Span::raw("      ")],
    };
    hanging(
        lead,
        &runs(reply, look.theme.text, look),
        width,
        Some(field),
        None,
    )
}
