//! Tensors as a sentence names them.

use super::layers::pieces;

/// Tensors named in a sentence; of more it says how many.
const NAMED: usize = 12;
/// Characters of a name.
const LONGEST: usize = 60;

/// `dense/kernel (784, 10), dense/bias (10)`, in the order given.
pub(super) fn in_order(tensors: &[(String, Vec<usize>)]) -> String {
    let sizes = |shape: &[usize]| {
        let sizes: Vec<String> = shape.iter().map(usize::to_string).collect();
        sizes.join(", ")
    };
    let first = tensors.iter().take(NAMED);
    let mut listed: Vec<String> = first
        .map(|(name, shape)| format!("{} ({})", short(name), sizes(shape)))
        .collect();
    match tensors.len() {
        0 => listed.push("nothing".into()),
        n if n > NAMED => listed.push(format!("and {} more", n - NAMED)),
        _ => {}
    }
    listed.join(", ")
}

/// The same, sorted by name; numbers in it as numbers.
pub(super) fn listed(mut tensors: Vec<(String, Vec<usize>)>) -> String {
    tensors.sort_by_cached_key(|(name, _)| pieces(name));
    in_order(&tensors)
}

/// A name on one line and not too long; a file can hold any.
pub(super) fn short(name: &str) -> String {
    let shown = |c: char| if c.is_control() { '?' } else { c };
    let mut short: String = name.chars().take(LONGEST).map(shown).collect();
    if short.len() < name.len() {
        short.push_str("...");
    }
    short
}
