//! Numbers in a sentence as a voice says them: powers of ten, minus signs, ranges.

/// `5.123e7`, `-152.5` and `13-16` in words. A number that a letter, a hyphen or a power belongs to
/// stays: `10^-3`, `x-1`, `784-128-64`.
pub(super) fn in_words(text: &str) -> String {
    let mut said = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at(at);
        said.push_str(before);
        let (spoken, length) = number_in_words(number);
        let after = &number[length..];
        let starts = said.strip_suffix('-').and_then(|said| {
            let free = said.chars().next_back();
            free.is_none_or(|c| " (=,|[".contains(c))
                .then_some(said.len())
        });
        if let Some(at) = starts {
            said.truncate(at);
            said.push_str("minus ");
        }
        let free = said
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric() && c != '-' && c != '_' && c != '^');
        said.push_str(if free { &spoken } else { &number[..length] });
        rest = after;
        // A range: two numbers, the second greater, and no third. (128-64 are the nodes of two layers.)
        let next = after.strip_prefix('-').filter(|_| free);
        if let Some(next) = next {
            let until = number_in_words(next).1;
            let ends = next[until..]
                .chars()
                .next()
                .is_none_or(|c| !c.is_alphanumeric() && c != '-');
            let value = |digits: &str| digits.replace(',', "").parse::<f64>().ok();
            let ascends = value(&number[..length]) < value(&next[..until]);
            if until > 0 && ends && ascends {
                said.push_str(" to ");
                rest = next;
            }
        }
    }
    said + rest
}

/// The number that a text begins with, in words where it has a power of ten, and its length.
fn number_in_words(text: &str) -> (String, usize) {
    let is_digit = |c: char| c.is_ascii_digit();
    let digits = |text: &str| text.find(|c| !is_digit(c)).unwrap_or(text.len());
    let mut end = digits(text);
    while end > 0 && text[end..].starts_with(['.', ',']) && text[end + 1..].starts_with(is_digit) {
        end += 1 + digits(&text[end + 1..]);
    }
    let (mantissa, rest) = text.split_at(end);
    let power = rest.strip_prefix(['e', 'E']).unwrap_or_default();
    let size = power.strip_prefix(['-', '+']).unwrap_or(power);
    let length = digits(size);
    let whole = !size[length..].starts_with(char::is_alphanumeric);
    if end == 0 || length == 0 || !whole {
        return (mantissa.to_owned(), end);
    }
    let minus = if power.starts_with('-') { "minus " } else { "" };
    let ten = format!("ten to the {minus}{}", &size[..length]);
    let said = match mantissa {
        "1" => ten,
        mantissa => format!("{mantissa} times {ten}"),
    };
    (said, end + 1 + power.len() - size.len() + length)
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn numbers_are_told_as_they_are_said() {
        for (written, said) in [
            ("from 1e-11 to 10", "from ten to the minus 11 to 10"),
            ("E is 5.123e7.", "E is 5.123 times ten to the 7."),
            (
                "(-152.5, -49.20), 160.2 long",
                "(minus 152.5, minus 49.20), 160.2 long",
            ),
            ("-2.5e-3", "minus 2.5 times ten to the minus 3"),
            ("3: 13-16 and 20", "3: 13 to 16 and 20"),
            ("1,000,235 steps", "1,000,235 steps"),
        ] {
            assert_eq!(in_words(written), said);
        }
    }

    #[test]
    fn what_belongs_to_a_letter_a_power_or_a_chain_stays() {
        for text in [
            "x-1, 10^-3, b2e3, x_1e2",
            "784-128-64",
            "128-64, 256-128",
            "1.9 (0.5, 1.90): 0.58, 1/cm, up-to-date, 3e, 2-way.",
            "",
        ] {
            assert_eq!(in_words(text), text);
        }
    }
}
