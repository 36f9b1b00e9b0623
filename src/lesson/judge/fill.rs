//! Facts put into sentences: `{sigma}` becomes 0.30.

use crate::lesson::model::Inline;

/// Running text with each `{name}` in it replaced by what `fact` says. A name that it does not know
/// stays as it stands. Formulas keep their braces.
pub fn fill(text: &[Inline], fact: &dyn Fn(&str) -> Option<String>) -> Vec<Inline> {
    text.iter()
        .map(|inline| match inline {
            Inline::Text(words) => Inline::Text(filled(words, fact)),
            Inline::Emphasis(inner) => Inline::Emphasis(fill(inner, fact)),
            Inline::Strong(inner) => Inline::Strong(fill(inner, fact)),
            Inline::Struck(inner) => Inline::Struck(fill(inner, fact)),
            other => other.clone(),
        })
        .collect()
}

/// The names in braces in running text.
pub fn placeholders(text: &[Inline]) -> Vec<String> {
    let mut names = Vec::new();
    for inline in text {
        match inline {
            Inline::Text(words) => {
                names.extend(pieces(words).into_iter().filter_map(|piece| match piece {
                    Piece::Name(name) => Some(name.to_owned()),
                    Piece::Words(_) => None,
                }));
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                names.extend(placeholders(inner));
            }
            _ => {}
        }
    }
    names
}

/// The sentences that name no fact, if there are any: what can still be said another day, when the
/// facts are gone.
pub fn timeless(text: &[Inline]) -> Option<Vec<Inline>> {
    let mut sentences = vec![Vec::new()];
    for inline in text {
        let Inline::Text(words) = inline else {
            sentences.last_mut()?.push(inline.clone());
            continue;
        };
        let mut rest = words.as_str();
        while let Some(end) = [". ", "! "].iter().filter_map(|end| rest.find(end)).min() {
            let (sentence, after) = rest.split_at(end + 2);
            sentences
                .last_mut()?
                .push(Inline::Text(sentence.to_owned()));
            sentences.push(Vec::new());
            rest = after;
        }
        sentences.last_mut()?.push(Inline::Text(rest.to_owned()));
    }
    let kept = sentences
        .into_iter()
        .filter(|sentence| placeholders(sentence).is_empty());
    let kept: Vec<Inline> = kept.flatten().collect();
    let empty = |inline: &Inline| matches!(inline, Inline::Text(words) if words.is_empty());
    (!kept.iter().all(empty)).then_some(kept)
}

enum Piece<'a> {
    Words(&'a str),
    Name(&'a str),
}

fn filled(words: &str, fact: &dyn Fn(&str) -> Option<String>) -> String {
    let pieces = pieces(words).into_iter();
    pieces
        .map(|piece| match piece {
            Piece::Words(words) => words.to_owned(),
            Piece::Name(name) => fact(name).unwrap_or_else(|| format!("{{{name}}}")),
        })
        .collect()
}

fn pieces(words: &str) -> Vec<Piece<'_>> {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_')
    };
    let (mut pieces, mut rest) = (Vec::new(), words);
    let mut from = 0;
    while let Some(open) = rest[from..].find('{').map(|at| at + from) {
        let inside = &rest[open + 1..];
        let name = inside.split_once('}').map(|(name, _)| name);
        match name.filter(|name| is_name(name)) {
            Some(name) => {
                pieces.push(Piece::Words(&rest[..open]));
                pieces.push(Piece::Name(name));
                rest = &inside[name.len() + 1..];
                from = 0;
            }
            None => from = open + 1,
        }
    }
    pieces.push(Piece::Words(rest));
    pieces
}
