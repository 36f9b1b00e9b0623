//! Numbers in words: `forty-four`, `ten thousand`, `no labels`, `three quarters`.

/// Words for small numbers, each at its value.
const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// Words for tens, from twenty on.
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// Other words for zero.
const NONE: [&str; 6] = ["none", "no", "nothing", "nil", "nought", "naught"];

/// What a number is a multiple of.
const SCALES: [(&str, f64); 4] = [
    ("thousand", 1e3),
    ("k", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
];

/// What a number is so many of, one or several.
const PARTS: [(&str, &str, f64); 9] = [
    ("half", "halves", 2.0),
    ("third", "thirds", 3.0),
    ("quarter", "quarters", 4.0),
    ("fifth", "fifths", 5.0),
    ("sixth", "sixths", 6.0),
    ("eighth", "eighths", 8.0),
    ("tenth", "tenths", 10.0),
    ("hundredth", "hundredths", 100.0),
    ("thousandth", "thousandths", 1000.0),
];

/// Words for the percent sign, in the languages that put one word for it.
const PERCENT: [&str; 11] = [
    "percent",
    "percents",
    "pct",
    "prozent",
    "procent",
    "procento",
    "pourcent",
    "porcento",
    "процент",
    "процента",
    "процентов",
];

/// Whether a word stands for the percent sign.
pub fn is_percent(word: &str) -> bool {
    PERCENT.contains(&word)
}

/// What `10 thousand` is ten of.
pub fn scale(word: &str) -> Option<f64> {
    let scale = SCALES.iter().find(|(name, _)| *name == word);
    scale.map(|(_, value)| *value)
}

/// A text in small letters with every number in words written in digits.
pub fn in_digits(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let inside = out.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let spelled = (!inside).then(|| number(rest)).flatten();
        match spelled {
            Some((value, length)) => {
                out.push_str(&value.to_string());
                rest = &rest[length..];
            }
            None => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    out
}

/// The number in words that a text begins with, and its length in bytes.
fn number(text: &str) -> Option<(f64, usize)> {
    let mut words = Words { text, at: 0 };
    let first = words.peek()?.0;
    if NONE.contains(&first) {
        words.take();
        return Some((0.0, words.at));
    }
    if part(first, 1.0) == Some(2.0) {
        words.take();
        return Some((0.5, words.at));
    }
    let whole = match article(first) {
        false => {
            ones(first)?;
            whole(&mut words)?
        }
        // `a hundred`, `a tenth`: by itself it is no number.
        true => {
            words.take();
            match words.peek()?.0 {
                next if part(next, 1.0).is_some() => 1.0,
                "hundred" => whole(&mut words)?,
                next if scale(next).is_some() && next != "k" => whole(&mut words)?,
                _ => return None,
            }
        }
    };
    let value = match words.peek().map(|(word, _)| word) {
        Some("point") => decimals(&mut words, whole)?,
        Some(word) => match part(word, whole) {
            Some(parts) => {
                words.take();
                whole / parts
            }
            None => whole,
        },
        None => whole,
    };
    Some((value, words.at))
}

fn article(word: &str) -> bool {
    matches!(word, "a" | "an")
}

/// How many parts make a whole, where a word names a part: many of them with an s.
fn part(word: &str, many: f64) -> Option<f64> {
    let mut parts = PARTS.iter();
    let part = parts.find(|(one, several, _)| word == if many == 1.0 { *one } else { *several });
    part.map(|(_, _, parts)| *parts)
}

/// `two hundred and fifty-six thousand and ten`.
fn whole(words: &mut Words) -> Option<f64> {
    // All that is finished, and the hundreds, tens and ones that are not.
    let (mut sum, mut group) = (0.0, None::<f64>);
    let mut largest = f64::INFINITY;
    loop {
        let begun = sum > 0.0 || group.is_some();
        let Some((mut word, mut skip)) = words.peek() else {
            break;
        };
        if word == "and" && (sum > 0.0 || group.is_some_and(|it| it >= 100.0)) {
            let mut after = words.clone();
            after.take();
            let Some((next, more)) = after.peek().filter(|(next, _)| ones(next).is_some()) else {
                break;
            };
            (word, skip) = (next, after.at - words.at + more);
        }
        let have = group.unwrap_or(0.0);
        if let Some(value) = ones(word) {
            // Tens take ones, hundreds anything below them, nothing else a second word.
            let room = match have {
                0.0 if group.is_none() => 100.0,
                have if have % 100.0 == 0.0 && have > 0.0 => 100.0,
                have if have % 10.0 == 0.0 && have % 100.0 >= 20.0 => 10.0,
                _ => 0.0,
            };
            if value >= room || (value == 0.0 && begun) {
                break;
            }
            group = Some(have + value);
        } else if word == "hundred" && group.is_none_or(|have| have < 100.0) {
            group = Some(100.0 * group.unwrap_or(1.0));
        } else if let Some(scale) = scale(word).filter(|it| *it < largest && word != "k") {
            sum += group.take().unwrap_or(1.0) * scale;
            largest = scale;
        } else {
            break;
        }
        words.at += skip;
    }
    (sum > 0.0 || group.is_some()).then(|| sum + group.unwrap_or(0.0))
}

/// A word from `zero` to `ninety`.
fn ones(word: &str) -> Option<f64> {
    let small = SMALL.iter().position(|name| *name == word);
    let tens = TENS.iter().position(|name| *name == word);
    let value = small.or_else(|| Some(10 * (tens? + 2)));
    value.map(|value| value as f64)
}

/// `zero point two seven`: digits one by one.
fn decimals(words: &mut Words, whole: f64) -> Option<f64> {
    let mut after = words.clone();
    after.take();
    let mut digits = String::new();
    while let Some(digit) = after
        .peek()
        .and_then(|(word, _)| ones(word))
        .filter(|it| *it < 10.0)
    {
        digits.push_str(&digit.to_string());
        after.take();
    }
    *words = after;
    format!("{whole}.{digits}")
        .parse()
        .ok()
        .filter(|_| !digits.is_empty())
}

/// Words one by one, with one blank or hyphen between them.
#[derive(Clone)]
struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    /// The next word, and how far its end is.
    fn peek(&self) -> Option<(&'a str, usize)> {
        let rest = &self.text[self.at..];
        let gap = usize::from(self.at > 0 && rest.starts_with([' ', '-']));
        let word = &rest[gap..];
        let length = word
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(word.len());
        let ends = !word[length..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let begins = self.at == 0 || gap == 1;
        (length > 0 && ends && begins).then(|| (&word[..length], gap + length))
    }

    fn take(&mut self) {
        self.at += self.peek().map_or(0, |(_, length)| length);
    }
}
