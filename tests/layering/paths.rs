//! The paths in a file: `use crate::{a, b::c}` is `crate::a` and `crate::b::c`.

use super::tokens::{Kind, Token, test_attribute, tokens};

/// A path, and the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub segments: Vec<String>,
    pub line: usize,
}

/// The module that is a crate of its own, which the rest reaches by its bare name.
const CRATE: &str = "nn";

/// The modules that a file's path stands for: `src/ui/theme.rs` is `ui::theme`, and the root of a
/// crate of its own, `src/nn/lib.rs`, is `nn`.
pub fn module(file: &str) -> Vec<String> {
    let inside = file.strip_prefix("src/").unwrap_or(file);
    let inside = inside.strip_suffix(".rs").unwrap_or(inside);
    let inside = inside.strip_suffix("/lib").unwrap_or(inside);
    inside.split('/').map(str::to_owned).collect()
}

/// All paths of a file outside of its tests, `super` and `handson` made `crate`.
pub fn paths(file: &str, text: &str) -> Vec<Found> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut here = module(file);
    let mut inline: Vec<usize> = Vec::new();
    let mut depth = 0;
    let mut at = 0;
    while at < tokens.len() {
        match (
            tokens[at].kind,
            kind(&tokens, at + 1),
            kind(&tokens, at + 2),
        ) {
            (Kind::Word("mod"), Some(Kind::Word(name)), Some(Kind::Sign('{'))) => {
                here.push(name.to_owned());
                inline.push(depth);
                at += 2;
            }
            (Kind::Sign('{'), ..) => {
                depth += 1;
                at += 1;
            }
            (Kind::Sign('}'), ..) => {
                depth -= 1;
                if inline.pop_if(|opened| *opened == depth).is_some() {
                    here.pop();
                }
                at += 1;
            }
            (Kind::Word("use"), Some(Kind::Separator), _) => at += 2,
            (Kind::Word(_), ..) => {
                let begin = found.len();
                at = path(&tokens, at, &mut Vec::new(), &mut found);
                for path in &mut found[begin..] {
                    resolve(&mut path.segments, &here);
                }
            }
            _ => at += 1,
        }
    }
    found
}

/// The files that are there for tests only, by the module that a `#[cfg(test)] mod name;` names.
pub fn test_modules(file: &str, text: &str) -> Vec<Vec<String>> {
    let all = super::tokens::every_token(text);
    let declared = (0..all.len()).filter_map(|at| {
        let (length, _) = test_attribute(&all[at..])?;
        let rest = &all[at + length..];
        match (kind(rest, 0)?, kind(rest, 1)?, kind(rest, 2)?) {
            (Kind::Word("mod"), Kind::Word(name), Kind::Sign(';')) => Some(name),
            _ => None,
        }
    });
    let parent = match file {
        "src/lib.rs" | "src/main.rs" => Vec::new(),
        _ => module(file),
    };
    declared
        .map(|name| [parent.clone(), vec![name.to_owned()]].concat())
        .collect()
}

fn kind<'a>(tokens: &[Token<'a>], at: usize) -> Option<Kind<'a>> {
    tokens.get(at).map(|token| token.kind)
}

/// Reads the path or use tree that begins at a token, under a prefix; says where it ends.
fn path(
    tokens: &[Token<'_>],
    begin: usize,
    prefix: &mut Vec<String>,
    found: &mut Vec<Found>,
) -> usize {
    let length = prefix.len();
    let line = tokens[begin].line;
    let mut at = begin;
    loop {
        match kind(tokens, at) {
            Some(Kind::Word(word)) => prefix.push(word.to_owned()),
            Some(Kind::Sign('*')) => prefix.push("*".to_owned()),
            Some(Kind::Sign('{')) => {
                at += 1;
                while let Some(next) = kind(tokens, at) {
                    match next {
                        Kind::Sign('}') => break,
                        Kind::Word("as") => at += 2,
                        Kind::Word(_) | Kind::Sign('*' | '{') => {
                            at = path(tokens, at, prefix, found)
                        }
                        _ => at += 1,
                    }
                }
                prefix.truncate(length);
                return at + 1;
            }
            _ => break,
        }
        at += 1;
        match kind(tokens, at) {
            Some(Kind::Separator) => at += 1,
            _ => break,
        }
    }
    let segments = prefix
        .iter()
        .filter(|segment| segment.as_str() != "self" || prefix.len() == 1);
    found.push(Found {
        segments: segments.cloned().collect(),
        line,
    });
    prefix.truncate(length);
    at
}

/// Makes a path that leads through `super` or a crate's own name begin with `crate`.
fn resolve(segments: &mut Vec<String>, here: &[String]) {
    let ups = segments
        .iter()
        .take_while(|segment| *segment == "super")
        .count();
    if ups > 0 && ups <= here.len() {
        let base = here[..here.len() - ups].iter().cloned();
        let rest = segments.drain(ups..).collect::<Vec<_>>();
        *segments = ["crate".to_owned()]
            .into_iter()
            .chain(base)
            .chain(rest)
            .collect();
    }
    if segments.len() < 2 {
        return;
    }
    match segments[0].as_str() {
        "handson" => segments[0] = "crate".to_owned(),
        "crate" if ups == 0 && here.first().is_some_and(|own| own == CRATE) => {
            segments.insert(1, CRATE.to_owned());
        }
        CRATE => segments.insert(0, "crate".to_owned()),
        _ => {}
    }
}
