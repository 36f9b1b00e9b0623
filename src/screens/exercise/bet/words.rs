//! A bet in lines: what is said of it, and chips that were placed by saying so.

use super::Staked;
use crate::lesson::judge::CHIPS;
use crate::lesson::judge::typed::value;
use crate::screens::exercise::words::Spoken;
use crate::screens::exercise::{Facts, Pressed};
use crate::screens::plain::{aloud, replied, words};
use crate::ui::Look;

impl Spoken for Staked {
    /// The question, what may happen, and how to place the chips.
    fn asked(&self, _: bool, look: &Look) -> Vec<String> {
        let mut lines = vec![format!("Bet: {}", words(&self.bet.ask, look))];
        for (at, outcome) in self.bet.options.iter().enumerate() {
            lines.push(format!("{}. {}", at + 1, words(&outcome.text, look)));
        }
        if !self.committed {
            let k = self.bet.options.len();
            lines.push(format!(
                "Spread ten chips over the {k} options, a number for each, the more the surer you \
                 are. {} For example: bet {}",
                aloud(&super::worth(k), look),
                example(k)
            ));
        }
        lines
    }

    /// What happened, what that cost, and why; or that it is not known yet.
    fn outcome(&self, look: &Look) -> Vec<String> {
        let Some(settled) = &self.settled else {
            let waits = self.committed.then(|| self.suspense());
            return waits.into_iter().collect();
        };
        let text = self.bet.options.get(settled.happened);
        let text = text.map_or(String::new(), |outcome| words(&outcome.text, look));
        let chips: Vec<String> = self.chips.iter().map(ToString::to_string).collect();
        let mut lines = vec![
            format!("You bet {}.", chips.join(" ")),
            format!("It happened: {}. {text}", settled.happened + 1),
        ];
        lines.extend(settled.why(&self.bet).map(|why| replied(&why, look)));
        let lost = self.bet.lost(&self.chips, settled.happened);
        lines.extend(lost.map(|lost| replied(&lost, look)));
        lines.push(aloud(&self.price(settled, self.bet.options.len()).0, look));
        lines.extend(self.first.then(|| aloud(super::HALF_A_CHIP, look)));
        lines
    }

    /// `6 3 1`, `6:3:1`, `6 and 4`: the chips on each option.
    fn hear(&mut self, line: &str, _: &dyn Facts) -> Pressed {
        let k = self.bet.options.len();
        let chips = heaps(line);
        match chips {
            Some(chips) if !chips.is_empty() => self.place(&chips),
            _ => Pressed::Said(format!(
                "a bet here is {k} numbers that add up to {CHIPS}, for example: bet {}",
                example(k)
            )),
        }
    }
}

/// The chips on each option, however the numbers are kept apart.
fn heaps(line: &str) -> Option<Vec<u32>> {
    let apart = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '/' | '|' | '-');
    let words = line.split(apart).filter(|word| !word.is_empty());
    let words = words.filter(|word| !["and", "to"].contains(&word.to_lowercase().as_str()));
    words.map(count).collect()
}

/// A number of chips, in digits or in a word.
fn count(word: &str) -> Option<u32> {
    let value = value(word).filter(|value| value.fract() == 0.0 && *value >= 0.0)?;
    Some(value as u32)
}

/// Chips that add up, on so many options.
fn example(options: usize) -> String {
    let chips: Vec<u32> = match options {
        2 => vec![6, 4],
        3 => vec![5, 3, 2],
        4 => vec![4, 3, 2, 1],
        k => {
            let each = CHIPS / (k.max(1) as u32);
            let mut chips = vec![each; k];
            if let Some(first) = chips.first_mut() {
                *first = CHIPS - each * (k as u32 - 1);
            }
            chips
        }
    };
    let chips: Vec<String> = chips.iter().map(ToString::to_string).collect();
    chips.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::judge::adds_up;

    #[test]
    fn chips_are_worth_before_what_they_are_told_to_have_been_afterwards() {
        use crate::lesson::judge::probability;
        assert_eq!(
            super::super::worth(3),
            "All ten on one: 91% sure of it; none: 4%."
        );
        for options in 2..=9 {
            let [none, each] = [0, 1].map(|chips| probability(chips, options));
            let all = none + 10.0 * (each - none);
            assert!((all - probability(10, options)).abs() < 1e-12);
        }
    }

    #[test]
    fn chips_are_heard_however_they_are_kept_apart() {
        for said in [
            "6 4",
            "6:4",
            "6 : 4",
            "6/4",
            "6-4",
            "6, 4",
            "six and four",
            "6 to 4",
        ] {
            assert_eq!(heaps(said), Some(vec![6, 4]), "{said}");
        }
        assert_eq!(heaps("5:3:2"), Some(vec![5, 3, 2]));
        for said in ["all on Adelie", "6.5 3.5"] {
            assert_eq!(heaps(said), None, "{said}");
        }
    }

    #[test]
    fn every_example_is_a_bet() {
        for options in 1..=12 {
            let said = example(options);
            let chips: Vec<u32> = said.split(' ').map(|n| n.parse().unwrap()).collect();
            assert!(adds_up(&chips, options), "{said}");
        }
    }
}
