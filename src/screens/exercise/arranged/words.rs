//! An arrangement in lines: its things by number, what they are matched with by letter.

use super::Arranged;
use crate::lesson::judge::misplaced;
use crate::lesson::model::Arrangement;
use crate::screens::exercise::Pressed;
use crate::screens::exercise::words::without;
use crate::screens::plain::{replied, words};
use crate::ui::Look;

/// What may stand between numbers and pairs.
const BETWEEN: [char; 10] = [' ', '\t', ',', ';', '.', ':', '=', '-', '>', ')'];

impl Arranged {
    /// What is asked, the things by number, and how to answer; once it is right, how they belong.
    pub fn sentences(&self, arrangement: &Arrangement, look: &Look) -> Vec<String> {
        let mut lines = vec![format!("Question: {}", words(&arrangement.ask, look))];
        let thing = |at: usize| words(&arrangement.things[at], look);
        let things = self.first.iter().enumerate();
        let things = things.map(|(at, own)| format!("{}. {}", at + 1, thing(*own)));
        match (&arrangement.places, self.solved) {
            (None, true) => {
                lines.extend((0..self.things.len()).map(|at| format!("{}. {}", at + 1, thing(at))));
            }
            (Some(places), true) => {
                let pairs = places.iter().enumerate();
                lines.extend(pairs.map(|(at, place)| {
                    format!("{}. {}: {}", letter(at), words(place, look), thing(at))
                }));
            }
            (None, false) => {
                lines.extend(things);
                lines.push(
                    "Say answer and all the numbers, that of the first one first.".to_string(),
                );
            }
            (Some(places), false) => {
                let places = places.iter().enumerate();
                let places =
                    places.map(|(at, place)| format!("{}. {}", letter(at), words(place, look)));
                lines.extend(places);
                lines.push("To these belong, in another order:".to_string());
                lines.extend(things);
                lines.push(
                    "Say answer and all the pairs, each a letter and its number, as in: answer a1 b2 c3."
                        .to_string(),
                );
            }
        }
        lines
    }

    /// What was replied to the last answer.
    pub fn outcome(&self, arrangement: &Arrangement, look: &Look) -> Vec<String> {
        let verdict = if self.solved { "Right" } else { "Not right" };
        let (of, reply) = match (&self.tried, self.solved) {
            (None, false) => return Vec::new(),
            (Some(tried), false) => {
                let known = misplaced(arrangement, tried);
                let of = known.and_then(|known| arrangement.place_of(known.slip));
                (of, known.map(|known| &known.reply))
            }
            (_, true) => (None, arrangement.reply.as_ref()),
        };
        let of = of.map_or(String::new(), |place| format!("{}: ", words(place, look)));
        let how = match &self.tried {
            Some(tried) if !self.solved => {
                format!(
                    "{}. {}",
                    self.said(arrangement, tried),
                    self.standing(arrangement, tried)
                )
            }
            Some(tried) => format!("{}.", self.said(arrangement, tried)),
            None => "everything is in its place.".to_owned(),
        };
        let reply = reply.map(|reply| format!("{of}{}", without("Right", &replied(reply, look))));
        [format!("{verdict}: {how}")]
            .into_iter()
            .chain(reply)
            .collect()
    }

    /// How the things stood in an answer, as a line says it.
    fn said(&self, arrangement: &Arrangement, tried: &[usize]) -> String {
        let number = |thing: &usize| self.first.iter().position(|it| it == thing);
        let numbers = tried
            .iter()
            .map(|thing| number(thing).map_or(0, |at| at + 1));
        let said = numbers
            .enumerate()
            .map(|(at, number)| match arrangement.places {
                None => number.to_string(),
                Some(_) => format!("{}{number}", letter(at)),
            });
        said.collect::<Vec<_>>().join(" ")
    }

    /// `3 1 2 4`, or `a3 b1 c2`.
    pub fn hear(&mut self, arrangement: &Arrangement, line: &str) -> Pressed {
        if self.solved {
            return Pressed::Said("this question is answered already".into());
        }
        let read = match arrangement.places {
            Some(_) => read_pairs(line, self.first.len()),
            None => read_order(line, self.first.len()),
        };
        match read {
            Err(why) => Pressed::Said(why),
            Ok(numbers) => {
                self.held = None;
                self.moved = true;
                self.things = numbers.iter().map(|at| self.first[*at]).collect();
                self.answer(arrangement)
            }
        }
    }
}

fn letter(place: usize) -> char {
    ('a'..='z').nth(place).unwrap_or('?')
}

/// Whether a line is pairs of a letter and a number, and nothing else.
pub fn is_pairs(line: &str) -> bool {
    let signs: Vec<char> = signs(line).collect();
    let pairs = signs.chunks(2);
    pairs.len() > 1
        && signs
            .chunks(2)
            .all(|pair| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_digit()))
}

/// The letters and digits of a line, without what stands between them.
fn signs(line: &str) -> impl Iterator<Item = char> + '_ {
    let signs = line.chars().filter(|c| !BETWEEN.contains(c));
    signs.map(|c| c.to_ascii_lowercase())
}

/// The place of a number among so many things.
fn number(sign: char, all: usize) -> Option<usize> {
    let number = sign.to_digit(10)? as usize;
    number.checked_sub(1).filter(|at| *at < all)
}

/// All the numbers, each once.
fn read_order(line: &str, all: usize) -> Result<Vec<usize>, String> {
    let numbers: Option<Vec<usize>> = signs(line).map(|sign| number(sign, all)).collect();
    let numbers = numbers.ok_or_else(|| {
        format!("the lines have the numbers 1 to {all}: say answer and all of them in their order")
    })?;
    once(numbers, all)
}

/// A number for each letter; without letters the first number belongs to the first of them.
fn read_pairs(line: &str, all: usize) -> Result<Vec<usize>, String> {
    let how = || {
        let last = letter(all - 1);
        format!(
            "the letters go from a to {last} and the numbers from 1 to {all}: say answer and all the pairs, as in a1 b2 c3"
        )
    };
    let signs: Vec<char> = signs(line).collect();
    if signs.iter().all(char::is_ascii_digit) && !signs.is_empty() {
        let numbers: Option<Vec<usize>> = signs.iter().map(|sign| number(*sign, all)).collect();
        return once(numbers.ok_or_else(how)?, all);
    }
    let mut given = vec![None; all];
    for pair in signs.chunks(2) {
        let &[first, sign] = pair else {
            return Err(how());
        };
        let place = (0..all).find(|at| letter(*at) == first).ok_or_else(how)?;
        if given[place].is_some() {
            return Err(format!(
                "{first} has two numbers: each letter belongs to one"
            ));
        }
        given[place] = Some(number(sign, all).ok_or_else(how)?);
    }
    match given.iter().position(Option::is_none) {
        _ if signs.is_empty() => Err(how()),
        Some(place) => Err(format!(
            "{} has no number: each letter needs one",
            letter(place)
        )),
        None => once(given.into_iter().flatten().collect(), all),
    }
}

/// The numbers, if each of them is there once.
fn once(numbers: Vec<usize>, all: usize) -> Result<Vec<usize>, String> {
    let count = |at: usize| numbers.iter().filter(|it| **it == at).count();
    let twice = (0..all).find(|at| count(*at) > 1);
    let missing = (0..all).find(|at| count(*at) == 0);
    match (twice, missing) {
        (Some(at), _) => Err(format!("{} stands twice: each number is said once", at + 1)),
        (None, Some(at)) => Err(format!(
            "{} is missing: say all the numbers from 1 to {all}",
            at + 1
        )),
        (None, None) => Ok(numbers),
    }
}
