//! Just enough of Rust's tokens: words, signs and their lines; no comments, no literals.

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind<'a> {
    /// An identifier or a keyword.
    Word(&'a str),
    /// `::`
    Separator,
    /// Any other sign.
    Sign(char),
}

/// A token and the line it stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    pub kind: Kind<'a>,
    pub line: usize,
}

/// The tokens of a file that are there outside of tests.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    without_tests(every_token(text))
}

/// The tokens of a file, those of its tests, too.
pub fn every_token(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
        let word = word.unwrap_or(rest.len());
        let (kind, length) = match skipped(rest) {
            0 if word > 0 => (Some(Kind::Word(&rest[..word])), word),
            0 if rest.starts_with("::") => (Some(Kind::Separator), 2),
            0 if first.is_whitespace() => (None, first.len_utf8()),
            0 => (Some(Kind::Sign(first)), first.len_utf8()),
            length => (None, length),
        };
        tokens.extend(kind.map(|kind| Token { kind, line }));
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// How many bytes at the start are a comment or a literal.
fn skipped(rest: &str) -> usize {
    let raw = rest.trim_start_matches(['b', 'c', 'r']);
    let prefix = rest.len() - raw.len();
    let hashes = raw.len() - raw.trim_start_matches('#').len();
    if rest.starts_with("//") {
        rest.find('\n').unwrap_or(rest.len())
    } else if rest.starts_with("/*") {
        block_comment(rest)
    } else if prefix <= 2 && rest[..prefix].contains('r') && raw[hashes..].starts_with('"') {
        let end = format!("\"{}", "#".repeat(hashes));
        let begin = prefix + hashes + 1;
        rest[begin..]
            .find(&end)
            .map_or(rest.len(), |at| begin + at + end.len())
    } else if prefix <= 1 && raw.starts_with('"') {
        prefix + quoted(raw, '"')
    } else if prefix <= 1 && raw.starts_with('\'') {
        let mut inside = raw.chars().skip(1);
        match (inside.next(), inside.next()) {
            (Some('\\'), _) | (_, Some('\'')) => prefix + quoted(raw, '\''),
            // A lifetime: its name is no path.
            _ => {
                prefix
                    + 1
                    + raw[1..]
                        .find(|c: char| !c.is_alphanumeric() && c != '_')
                        .unwrap_or(0)
            }
        }
    } else {
        0
    }
}

fn block_comment(rest: &str) -> usize {
    let (mut at, mut depth) = (2, 1);
    while depth > 0 && at < rest.len() {
        let step = match rest.get(at..at + 2) {
            Some("/*") => {
                depth += 1;
                2
            }
            Some("*/") => {
                depth -= 1;
                2
            }
            _ => rest[at..].chars().next().map_or(1, char::len_utf8),
        };
        at += step;
    }
    at
}

fn quoted(rest: &str, end: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == end => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Leaves out every item under `#[cfg(test)]`, and everything under `#![cfg(test)]`.
fn without_tests(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match test_attribute(&tokens[at..]) {
            Some((_, true)) => return Vec::new(),
            Some((length, false)) => at += length + item(&tokens[at + length..]),
            None => {
                kept.push(tokens[at]);
                at += 1;
            }
        }
    }
    kept
}

/// The length of a `cfg(test)` attribute at the start, and whether it is about the whole file.
pub fn test_attribute(tokens: &[Token<'_>]) -> Option<(usize, bool)> {
    let sign = |at: usize| tokens.get(at).map(|token| token.kind);
    let inner = sign(1) == Some(Kind::Sign('!'));
    let open = 1 + usize::from(inner);
    let length = open + group(&tokens[open..]);
    let is = sign(0) == Some(Kind::Sign('#'))
        && sign(open) == Some(Kind::Sign('['))
        && sign(open + 1) == Some(Kind::Word("cfg"))
        && tokens[..length]
            .iter()
            .any(|token| token.kind == Kind::Word("test"))
        && tokens[..length]
            .iter()
            .all(|token| token.kind != Kind::Word("not"));
    is.then_some((length, inner))
}

/// The length of the bracketed group at the start.
fn group(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Sign('(' | '[' | '{') => depth += 1,
            Kind::Sign(')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        if depth <= 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// The length of the item, field or statement at the start, with attributes before it.
fn item(tokens: &[Token<'_>]) -> usize {
    const ITEMS: [&str; 14] = [
        "pub", "fn", "mod", "use", "impl", "struct", "enum", "const", "static", "type", "trait",
        "unsafe", "async", "extern",
    ];
    let mut at = 0;
    while tokens.get(at).map(|token| token.kind) == Some(Kind::Sign('#')) {
        at += 1 + group(&tokens[at + 1..]);
    }
    let first = tokens.get(at).map(|token| token.kind);
    let is_item = matches!(first, Some(Kind::Word(word)) if ITEMS.contains(&word));
    let is_use = tokens[at..]
        .iter()
        .take_while(|token| !matches!(token.kind, Kind::Sign('{' | ';')))
        .any(|token| token.kind == Kind::Word("use"));
    while let Some(token) = tokens.get(at) {
        match token.kind {
            Kind::Sign(';') => return at + 1,
            Kind::Sign(',') if !is_item => return at + 1,
            Kind::Sign('}') => return at,
            Kind::Sign('{') if !is_use => return at + group(&tokens[at..]),
            Kind::Sign('(' | '[' | '{') => at += group(&tokens[at..]),
            _ => at += 1,
        }
    }
    tokens.len()
}
