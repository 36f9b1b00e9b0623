//! Dollars: which of them begin a formula. The convention is Pandoc's: no blank right inside of the
//! two, and no digit right behind the second, so that `$2-$3` are prices. The Markdown parser knows
//! the first half of it.

use pulldown_cmark::{Event, Options, Parser};

use super::Place;

/// Stands for a dollar that begins no formula while the parser reads: as long as one, and in no text,
/// from which control characters are taken before.
const DOLLAR: &str = "\u{1}";

/// The events of a text, each with its place in it.
pub(super) fn events(text: &str, options: Options) -> Vec<(Event<'_>, Place)> {
    let read = Parser::new_ext(text, options).into_offset_iter();
    let mut events: Vec<_> = read.collect();
    let mut masked = text.to_owned();
    loop {
        let wrong = events
            .iter()
            .filter(|event| closes_before_a_digit(event, text));
        let wrong: Vec<usize> = wrong.map(|(_, place)| place.start).collect();
        if wrong.is_empty() {
            return events;
        }
        for at in wrong {
            masked.replace_range(at..=at, DOLLAR);
        }
        let read = Parser::new_ext(&masked, options).into_offset_iter();
        events = read
            .map(|(event, place)| (unmasked(event.into_static()), place))
            .collect();
    }
}

fn closes_before_a_digit((event, place): &(Event<'_>, Place), text: &str) -> bool {
    matches!(event, Event::InlineMath(_))
        && text[place.end..].starts_with(|c: char| c.is_ascii_digit())
}

fn unmasked(event: Event<'static>) -> Event<'static> {
    match event {
        Event::Text(text) => Event::Text(text.replace(DOLLAR, "$").into()),
        Event::Code(text) => Event::Code(text.replace(DOLLAR, "$").into()),
        Event::InlineMath(text) => Event::InlineMath(text.replace(DOLLAR, "$").into()),
        Event::DisplayMath(text) => Event::DisplayMath(text.replace(DOLLAR, "$").into()),
        other => other,
    }
}

/// Whether what stands behind a dollar makes it a price: `2`, `3.50`, `5k`.
pub(super) fn is_price(after: &str) -> bool {
    let amount = after.trim_start_matches(|c: char| c.is_ascii_digit() || ".,".contains(c));
    let unit = amount.strip_prefix(['k', 'K', 'M', 'B']).unwrap_or(amount);
    let ends = |c: char| c.is_alphanumeric() || r"\^_{=".contains(c);
    after.starts_with(|c: char| c.is_ascii_digit()) && !unit.starts_with(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_told_from_a_broken_formula() {
        for price in [
            "2-",
            "3 today",
            "5/",
            "10.",
            "1,000",
            "3.50",
            "5k a month",
            "5",
        ] {
            assert!(is_price(price), "{price}");
        }
        for formula in ["2x = 3 ", "x", r"2\sigma ", " 2", "2^3 "] {
            assert!(!is_price(formula), "{formula}");
        }
    }
}
