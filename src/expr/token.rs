//! The words of an expression.

use super::Binary;
use super::error::{ExprError, Fault};

/// A word, without its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(String),
    Name(String),
    Operator(Binary),
    Not,
    Open,
    Close,
    Comma,
}

/// Longer spellings stand before their beginnings.
const OPERATORS: [(&str, Binary); 18] = [
    ("||", Binary::Or),
    ("&&", Binary::And),
    ("==", Binary::Equal),
    ("!=", Binary::Unequal),
    ("<=", Binary::LessEqual),
    (">=", Binary::GreaterEqual),
    ("≤", Binary::LessEqual),
    ("≥", Binary::GreaterEqual),
    ("<", Binary::Less),
    (">", Binary::Greater),
    ("+", Binary::Plus),
    ("-", Binary::Minus),
    ("−", Binary::Minus),
    ("**", Binary::Power),
    ("*", Binary::Times),
    ("·", Binary::Times),
    ("/", Binary::Over),
    ("^", Binary::Power),
];

const SIGNS: [(&str, Token); 4] = [
    ("!", Token::Not),
    ("(", Token::Open),
    (")", Token::Close),
    (",", Token::Comma),
];

/// All words, each with the byte offsets of its beginning and its end.
pub(super) fn tokens(source: &str) -> Result<Vec<(Token, usize, usize)>, ExprError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = source[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (token, length) = token(&source[at..], first).map_err(|fault| fault.at(at))?;
        tokens.push((token, at, at + length));
        at += length;
    }
    Ok(tokens)
}

/// The word that `rest` begins with, and its length in bytes.
fn token(rest: &str, first: char) -> Result<(Token, usize), Fault> {
    let fraction = || rest[1..].starts_with(|c: char| c.is_ascii_digit());
    if first.is_ascii_digit() || (first == '.' && fraction()) {
        return number(rest);
    }
    if first == '"' || first == '\'' {
        let inside = &rest[1..];
        let length = inside.find(first).ok_or(Fault::Text)?;
        return Ok((Token::Text(inside[..length].to_owned()), length + 2));
    }
    if first.is_alphabetic() || first == '_' {
        let ends = |c: char| !(c.is_alphanumeric() || c == '_');
        let length = rest.find(ends).unwrap_or(rest.len());
        return Ok((Token::Name(rest[..length].to_owned()), length));
    }
    let operator = OPERATORS.iter().find(|(sign, _)| rest.starts_with(sign));
    if let Some((sign, operator)) = operator {
        return Ok((Token::Operator(*operator), sign.len()));
    }
    let sign = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign));
    sign.map(|(sign, token)| (token.clone(), sign.len()))
        .ok_or(Fault::Sign(first))
}

/// `12`, `1.5`, `1e-5`.
fn number(rest: &str) -> Result<(Token, usize), Fault> {
    let bytes = rest.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_part = |at: usize| {
        let Some(&byte) = bytes.get(at) else {
            return false;
        };
        let signs_an_exponent = matches!(byte, b'+' | b'-')
            && at > 0
            && matches!(bytes[at - 1], b'e' | b'E')
            && digit(at + 1);
        byte == b'.' || byte.is_ascii_alphanumeric() || signs_an_exponent
    };
    let mut end = 0;
    while is_part(end) {
        end += 1;
    }
    let spelled = &rest[..end];
    let value = spelled.parse::<f64>().ok();
    // What is too large for an f64 would read as infinity.
    let value = value.filter(|value| value.is_finite());
    let value = value.ok_or_else(|| Fault::Number(spelled.to_owned()))?;
    Ok((Token::Number(value), end))
}
