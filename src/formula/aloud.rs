//! Signs of formulas that stand in a sentence, in words: `E(a, b) = 4, y - ax, sigma^2`.
//!
//! What a formula in LaTeX is told as is [`spoken`](super::spoken); labs write theirs on one line.

mod numbers;

/// A sentence in ASCII with the signs of its formulas in words, as a voice says them.
pub fn signs_in_words(text: &str) -> String {
    signs(&numbers::in_words(text))
}

/// The same of a piece of it, whose numbers are in words already.
fn signs(text: &str) -> String {
    let mut said = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match c {
            '(' => group(&mut said, after),
            '|' => size(&mut said, after),
            '^' => power(&mut said, after),
            '_' if said.ends_with("sum") || said.ends_with("prod") => limits(&mut said, after),
            _ => {
                sign(&mut said, c, after);
                after
            }
        };
        // A word and the sign after it may both have a blank between them.
        if said.ends_with(' ') {
            rest = rest.trim_start_matches(' ');
        }
    }
    said
}

/// What stands in parentheses: what a function is of, or a quantity that is squared.
fn group<'a>(said: &mut String, after: &'a str) -> &'a str {
    let Some((inside, rest)) = enclosed(after) else {
        said.push('(');
        return after;
    };
    let spaced = apart(inside);
    let words = signs(&spaced);
    let squared = rest.strip_prefix("^2");
    let start = said.rfind(|c: char| !c.is_ascii_alphabetic());
    let name = said.split_off(start.map_or(0, |at| at + 1));
    let is_plain = !inside.contains(['(', '*', '/', '=']) && !inside.contains(" - ");
    let words = match (name.as_str(), squared) {
        // Words in parentheses may have hyphens in them.
        ("", None) => signs(inside),
        _ => words,
    };
    let of = match name.as_str() {
        "sqrt" => Some("the square root of".to_owned()),
        "exp" => Some("e to the power of".to_owned()),
        "sum" => Some("the sum of".to_owned()),
        "prod" => Some("the product of".to_owned()),
        "log" | "ln" => Some("the log of".to_owned()),
        letter if letter.len() == 1 && is_plain => {
            said.push_str(&format!("{letter} of {}", words.replace(", ", " and ")));
            return rest;
        }
        _ => None,
    };
    said.push_str(of.as_ref().unwrap_or(&name));
    match (of, squared) {
        (of, Some(rest)) => {
            let gap = if of.is_some() { " " } else { "" };
            said.push_str(&format!("{gap}the quantity {words}, squared"));
            pause(said, rest);
            rest
        }
        (Some(_), None) => {
            said.push_str(&format!(" {words}"));
            pause(said, rest);
            rest
        }
        (None, None) => {
            said.push_str(&format!("({words})"));
            rest
        }
    }
}

/// Signs that stand close between letters, apart: y-ax.
fn apart(inside: &str) -> String {
    let chars: Vec<char> = inside.chars().collect();
    let joins = |at: Option<&char>| at.is_some_and(|c| c.is_ascii_alphanumeric());
    let around = |at: usize| {
        joins(at.checked_sub(1).and_then(|at| chars.get(at))) && joins(chars.get(at + 1))
    };
    let spaced = chars.iter().enumerate().map(|(at, c)| match c {
        '-' | '+' if around(at) => format!(" {c} "),
        c => c.to_string(),
    });
    spaced.collect()
}

/// A comma where something follows that must not run into what was said.
fn pause(said: &mut String, rest: &str) {
    let next = rest.trim_start().chars().next();
    if next.is_some_and(|c| c.is_alphanumeric() || "*/=+-".contains(c)) {
        said.push(',');
    }
}

/// What a sum or a product runs over: `sum_(i=1)^n`.
fn limits<'a>(said: &mut String, after: &'a str) -> &'a str {
    let under = after.strip_prefix('(').and_then(enclosed);
    let split = under.and_then(|(under, rest)| Some((under.split_once('=')?, rest)));
    let Some(((index, first), rest)) = split else {
        said.push(' ');
        return after;
    };
    let start = said.rfind(|c: char| !c.is_ascii_alphabetic());
    let name = match said.split_off(start.map_or(0, |at| at + 1)).as_str() {
        "sum" => "the sum",
        _ => "the product",
    };
    said.push_str(&format!("{name} over {index} from {first}"));
    let rest = match rest.strip_prefix('^') {
        Some(over) => {
            let end = over.find(|c: char| !c.is_ascii_alphanumeric());
            let (last, rest) = over.split_at(end.unwrap_or(over.len()));
            said.push_str(&format!(" to {last}"));
            rest
        }
        None => rest,
    };
    said.push_str(" of ");
    rest
}

fn size<'a>(said: &mut String, after: &'a str) -> &'a str {
    match after.split_once('|') {
        Some((inside, rest)) => {
            said.push_str(&format!("the size of {}", signs(inside)));
            rest
        }
        None => {
            said.push('|');
            after
        }
    }
}

fn power<'a>(said: &mut String, after: &'a str) -> &'a str {
    let negative = usize::from(after.starts_with('-'));
    let length = after[negative..]
        .find(|c: char| !c.is_ascii_alphanumeric())
        .map_or(after.len(), |length| negative + length);
    let (raised, rest) = after.split_at(length);
    match raised {
        "2" => said.push_str(" squared"),
        "3" => said.push_str(" cubed"),
        raised => {
            let raised = raised.replacen('-', "minus ", 1);
            said.push_str(&format!(" to the power {raised}"));
        }
    }
    if rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '(') {
        said.push(' ');
    }
    rest
}

/// A sign between what it joins; any other character is itself.
fn sign(said: &mut String, c: char, after: &str) {
    // `ax` is two letters of a line, and no word.
    if c == 'x' && said.ends_with('a') && !after.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        let before = said[..said.len() - 1].chars().next_back();
        if before.is_none_or(|c| !c.is_alphanumeric()) {
            said.push_str(" x");
            return;
        }
    }
    let alone = said.ends_with(' ') && after.starts_with(' ');
    let before = said.chars().next_back();
    let starts = before.is_none_or(|c| c == ' ' || c == '(');
    let of_letter = after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '(');
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == ')');
    // Over the number of points, and over what a function gives; 1/cm is a unit.
    let end = after
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(after.len());
    let divides = &after[..end] == "n" || end > 0 && after[end..].starts_with('(');
    let mut words = said.rsplit(|c: char| !c.is_ascii_alphanumeric());
    let letter = words
        .next()
        .is_some_and(|word| word.len() == 1 && word.starts_with(|c: char| c.is_ascii_alphabetic()));
    let over_name = before == Some(',') || letter || divides && joins(before);
    let word = match c {
        '*' | '×' | '·' if alone || joins(before) => "times",
        '/' if alone || before == Some(')') || over_name => "over",
        '+' if alone => "plus",
        '-' if alone || starts && of_letter => "minus",
        '=' if alone => "equals",
        '_' if joins(before) && of_letter => {
            said.push(' ');
            return;
        }
        c => {
            said.push(c);
            return;
        }
    };
    if !said.is_empty() && !said.ends_with([' ', '(']) {
        said.push(' ');
    }
    said.push_str(word);
    said.push(' ');
}

/// What stands before the partner of a parenthesis that is open, and what comes after it.
fn enclosed(text: &str) -> Option<(&str, &str)> {
    let mut depth = 1;
    let end = text.find(|c| {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    })?;
    Some((&text[..end], &text[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::signs_in_words;

    #[test]
    fn signs_of_formulas_in_a_sentence_are_words() {
        for (written, said) in [
            ("E(a, b) is 87.48.", "E of a and b is 87.48."),
            (
                "The largest error, |y - ax - b|, is 4.800.",
                "The largest error, the size of y minus a x minus b, is 4.800.",
            ),
            (
                "The term E / (2 sigma^2) is 9.220.",
                "The term E over (2 sigma squared) is 9.220.",
            ),
            (
                "a is 0.70: sum(y - 0.70x + 1.00)^2/n = 14.91.",
                "a is 0.70: the sum of the quantity y minus 0.70x plus 1.00, squared, over n equals 14.91.",
            ),
            (
                "step = -eta*gradient",
                "step equals minus eta times gradient",
            ),
            (
                "f(y_i) = 1 / sqrt(2 pi sigma^2) * exp(-(y_i - a x_i)^2 / (2 sigma^2))",
                "f of y i equals 1 over the square root of 2 pi sigma squared, times e to the power \
                 of minus the quantity y i minus a x i, squared, over (2 sigma squared)",
            ),
            (
                "-n/2*log(2pi*sigma^2) = -11.13, -sum(x-mu)^2/2sigma^2 = -64.84",
                "minus n over 2 times the log of 2pi times sigma squared, equals minus 11.13, minus the \
                 sum of the quantity x minus mu, squared, over 2sigma squared equals minus 64.84",
            ),
            (
                "L(a, b) = prod_(i=1)^n f(y_i), sum_(i=1)^n (y_i - b)^2",
                "L of a and b equals the product over i from 1 to n of f of y i, the sum over i \
                 from 1 to n of the quantity y i minus b, squared",
            ),
            ("-log L is 8.388 nats", "minus log L is 8.388 nats"),
            (
                "1/sqrt(2pi * 0.30^2) = 1.33 per 1/cm",
                "1 over the square root of 2pi times 0.30 squared, equals 1.33 per 1/cm",
            ),
            (
                "x_bar, y_hat, 10^4, 10^-3",
                "x bar, y hat, 10 to the power 4, 10 to the power minus 3",
            ),
            ("Exactly 2.5 mpg^2.", "Exactly 2.5 mpg squared."),
            (
                "2 / 151.9 = 0.0132, 1 - rate × 151.9 is 0; it passes -1.",
                "2 over 151.9 equals 0.0132, 1 minus rate times 151.9 is 0; it passes minus 1.",
            ),
        ] {
            assert_eq!(signs_in_words(written), said);
        }
    }

    #[test]
    fn what_is_no_formula_stays() {
        for text in [
            "1.9 (0.5, 1.90): 0.58, 784-128-64 and 1/cm, up-to-date, the tax, a max.",
            "x is weight, lb; y is miles per gallon (MPG).",
            "unclosed (a | b",
            "",
        ] {
            assert_eq!(signs_in_words(text), text);
        }
    }
}
