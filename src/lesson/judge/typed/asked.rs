//! What may stand beside the number because the question speaks of it.

/// What a question lets stand beside the number.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// What it speaks of, in small letters: `labels` may stand behind the number.
    pub things: Vec<String>,
    /// Its unit, in small letters.
    pub unit: Option<String>,
    /// It asks below or above which number something is so, or how much it is at least or at most: that may
    /// be said again.
    pub bound: Option<Bound>,
}

/// On which side of the number something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// `< 0.4` means 0.4.
    Below,
    /// `> 0.0132` means 0.0132.
    Above,
}

impl Bound {
    /// How people say it.
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Below => &[
                "<=",
                "<",
                "≤",
                "below",
                "under",
                "less than",
                "smaller than",
                "at most",
            ],
            Self::Above => &[
                ">=",
                ">",
                "≥",
                "above",
                "over",
                "more than",
                "greater than",
                "at least",
            ],
        }
    }
}

/// Words that may stand behind a number beside what it counts.
const FILLING: [&str; 18] = [
    "of",
    "the",
    "them",
    "in",
    "at",
    "to",
    "on",
    "from",
    "all",
    "total",
    "each",
    "per",
    "a",
    "an",
    "more",
    "only",
    "altogether",
    "either",
];

/// Words that make another number of the one before them, whatever the question speaks of.
const CHANGES: [&str; 43] = [
    "squared",
    "square",
    "cubed",
    "cube",
    "power",
    "root",
    "roots",
    "half",
    "halves",
    "third",
    "quarter",
    "double",
    "doubled",
    "twice",
    "triple",
    "thrice",
    "times",
    "percent",
    "percents",
    "percentage",
    "dozen",
    "hundred",
    "thousand",
    "million",
    "billion",
    "minus",
    "plus",
    "over",
    "under",
    "above",
    "below",
    "less",
    "more",
    "most",
    "least",
    "than",
    "without",
    "between",
    "divided",
    "negative",
    "inverse",
    "logarithm",
    "upside",
];

/// Whether a word changes the number that it stands beside.
pub fn changes(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    CHANGES.contains(&word) || CHANGES.contains(&one)
}

impl Asked {
    /// Without `<` or `below` before the number, where the question asks so: `sigma < 0.4`.
    pub fn unbounded<'a>(&self, text: &'a str) -> &'a str {
        let Some(bound) = self.bound else {
            return text;
        };
        let named = text.split_once(['<', '>', '≤', '≥']).map(|(name, _)| name);
        let is_name = |name: &&str| name.trim().chars().all(|c| c.is_alphabetic() || c == '_');
        let from = named.filter(is_name).map_or(0, str::len);
        let said = &text[from..];
        let mut words = bound.words().iter();
        let rest = words.find_map(|word| {
            let rest = said.strip_prefix(word)?;
            let apart = !word.ends_with(char::is_alphabetic) || rest.starts_with(' ');
            apart.then(|| rest.trim_start())
        });
        rest.unwrap_or(text)
    }

    /// Whether nothing follows but what is counted, and words that mean nothing beside it.
    pub fn is_tail(&self, rest: &str) -> bool {
        words(rest)
            .all(|word| FILLING.contains(&word) || self.is_unit(word) || self.speaks_of(word))
    }

    /// What is counted in such a tail, if it is not the unit itself.
    pub fn thing<'a>(&self, tail: &'a str) -> Option<&'a str> {
        words(tail).find(|word| !self.is_unit(word) && (*word == "them" || self.speaks_of(word)))
    }

    fn is_unit(&self, word: &str) -> bool {
        self.unit.as_deref().is_some_and(|unit| is_one(word, unit))
    }

    fn speaks_of(&self, word: &str) -> bool {
        self.things.iter().any(|thing| is_one(word, thing))
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .map(|word| word.trim_end_matches(','))
}

/// Whether a word is the thing, one or many of it.
fn is_one(word: &str, thing: &str) -> bool {
    let same = |one: &str, many: &str| {
        let plurals = [("", "s"), ("", "es"), ("y", "ies"), ("f", "ves")];
        let mut plurals = plurals.iter();
        plurals.any(|(end, ends)| {
            let stem = one.strip_suffix(end);
            stem.is_some_and(|stem| many.strip_suffix(ends) == Some(stem))
        })
    };
    word == thing || same(word, thing) || same(thing, word)
}
