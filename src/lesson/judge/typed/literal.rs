//! Numbers in digits, with whatever stands between them.

/// What a comma between digits is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comma {
    /// It stands between thousands: `100,480`.
    Thousands,
    /// It stands before decimals: `0,399`.
    Decimals,
    /// It stands between the arguments of a function, and ends the number.
    Arguments,
}

/// The length in bytes of the number that a text begins with, its exponent included.
pub fn length(text: &str, comma: Comma) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    // A blank between thousands is one only before three digits that end there.
    let group = |at: usize| (0..3).all(|i| digit(at + i)) && !digit(at + 3);
    let mut at = 0;
    loop {
        at += match bytes.get(at) {
            Some(byte) if byte.is_ascii_digit() => 1,
            Some(b'.') => 1,
            Some(b',') if comma != Comma::Arguments && digit(at + 1) => 1,
            Some(b' ' | b'\'' | b'_') if at > 0 && digit(at - 1) && group(at + 1) => 1,
            _ => break,
        };
    }
    let signed = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
    let exponent = matches!(bytes.get(at), Some(b'e' | b'E')) && digit(at + 1 + signed);
    if exponent {
        at += 1 + signed;
        while digit(at) {
            at += 1;
        }
    }
    at
}

/// The number in digits and a point alone; nothing where its signs do not stand as they must.
pub fn plain(spelled: &str, comma: Comma) -> Option<String> {
    let end = spelled.find(['e', 'E']).unwrap_or(spelled.len());
    let (digits, exponent) = spelled.split_at(end);
    let commas = digits.matches(',').count();
    let points = digits.matches('.').count();
    let plain = match (comma, commas, points) {
        (_, 0, 0 | 1) => {
            let (whole, decimals) = halves(digits, '.');
            format!("{}{decimals}", joined(whole, &[' ', '\'', '_'])?)
        }
        // 1.234.567, as much of Europe groups.
        (_, 0, _) => joined(digits, &['.'])?,
        (Comma::Thousands, _, 0 | 1) => {
            let (whole, decimals) = halves(digits, '.');
            format!("{}{decimals}", joined(whole, &[','])?)
        }
        (Comma::Decimals, 1, _) => {
            let (whole, decimals) = digits.split_once(',')?;
            format!("{}.{decimals}", joined(whole, &['.', ' ', '\''])?)
        }
        _ => return None,
    };
    let plain = format!("{plain}{exponent}");
    plain
        .parse::<f64>()
        .ok()
        .filter(|value| value.is_finite())?;
    Some(plain)
}

/// What stands before a sign, and the rest with it.
fn halves(digits: &str, sign: char) -> (&str, &str) {
    digits.split_at(digits.find(sign).unwrap_or(digits.len()))
}

/// Digits without the one kind of sign between their groups, which must be whole.
fn joined(digits: &str, signs: &[char]) -> Option<String> {
    let Some(sign) = digits.chars().find(|c| signs.contains(c)) else {
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        return plain.then(|| digits.to_owned());
    };
    let mut groups = digits.split(sign);
    let first = groups.next()?;
    let number = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let begins = (1..=3).contains(&first.len()) && number(first) && !first.starts_with('0');
    let whole = groups.all(|group| group.len() == 3 && number(group));
    (begins && whole).then(|| digits.replace(sign, ""))
}

/// Whether a text is a whole number in digits.
pub fn is_whole(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
