//! Text for screens that show nothing above 0x7F.

use std::borrow::Cow;

/// The text in ASCII, words instead of Greek where a letter is missing. Arrow keys go by their
/// names: as signs they would be other keys.
pub fn ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut was_name = false;
    for c in text.chars() {
        let is_name = is_named(c);
        // Letters that stood beside each other stay two names: 2 pi sigma.
        let glued = match (was_name, is_name) {
            (true, _) => is_name || c.is_alphabetic(),
            (false, true) => out.ends_with(|c: char| c.is_ascii_alphabetic()),
            (false, false) => false,
        };
        if glued {
            out.push(' ');
        }
        if c.is_ascii() {
            out.push(c);
        } else {
            let key = arrow(c).map(|(_, key)| key);
            out.push_str(key.or(word(c)).unwrap_or("?"));
        }
        was_name = is_name;
    }
    Cow::Owned(out)
}

/// A letter or key that is written as its name.
fn is_named(c: char) -> bool {
    matches!(c, 'α'..='ω' | 'Α'..='Ω' | 'µ' | 'ϵ' | 'ϕ') || arrow(c).is_some()
}

/// An arrow: its sign in a picture, and the name of its key.
fn arrow(c: char) -> Option<(&'static str, &'static str)> {
    Some(match c {
        '→' => (">", "Right"),
        '←' => ("<", "Left"),
        '↑' => ("^", "Up"),
        '↓' => ("v", "Down"),
        _ => return None,
    })
}

/// One ASCII character for a cell that already has its place in a picture.
pub fn cell(symbol: &str) -> Option<&'static str> {
    let c = symbol.chars().next()?;
    if c.is_ascii() {
        return None;
    }
    let sign = arrow(c).map(|(sign, _)| sign);
    let word = sign.or(word(c)).unwrap_or("?");
    Some(if word.len() == 1 { word } else { &word[..1] })
}

fn word(c: char) -> Option<&'static str> {
    Some(match c {
        '─' | '━' | '–' | '−' | '‒' | '‐' => "-",
        '—' => "--",
        '│' | '┃' | '▏' | '▕' => "|",
        '┤' | '├' | '┼' | '└' | '┘' | '┌' | '┐' | '┬' | '┴' => "+",
        '▸' | '►' | '▶' | '›' => ">",
        '◂' | '◄' | '◀' | '‹' => "<",
        '▲' => "^",
        '▼' => "v",
        '●' | '◉' | '•' => "*",
        '◊' => "@",
        '■' => "#",
        '○' => ".",
        '·' | '⋅' | '∙' => "*",
        '█' | '▉' | '▊' | '▋' => "#",
        '▓' => "%",
        '▒' => "+",
        '░' => ".",
        '▇' | '▆' | '▅' => "=",
        '▄' | '▃' => "-",
        '▂' | '▁' => "_",
        '▀' => "\"",
        '▌' | '▍' | '▎' => "|",
        '✓' => "*",
        '✗' => "x",
        '…' => "...",
        '“' | '”' => "\"",
        '‘' | '’' => "'",
        '×' => "x",
        '÷' => "/",
        '±' => "+-",
        '≤' => "<=",
        '≥' => ">=",
        '≠' => "!=",
        '≈' => "~",
        '∼' => "~",
        '∞' => "inf",
        '√' => "sqrt",
        '∑' => "sum",
        '∏' => "prod",
        '∫' => "int",
        '∂' => "d",
        '∇' => "grad",
        '∈' => "in",
        '∣' => "|",
        '′' => "'",
        '²' => "^2",
        '³' => "^3",
        '¹' => "^1",
        '⁰' => "^0",
        'ⁿ' => "^n",
        '⁻' => "^-",
        '₀' => "_0",
        '₁' => "_1",
        '₂' => "_2",
        'ᵢ' => "_i",
        'ₙ' => "_n",
        'ŷ' => "y_hat",
        'α' => "alpha",
        'β' => "beta",
        'γ' => "gamma",
        'δ' => "delta",
        'Δ' => "Delta",
        'ε' | 'ϵ' => "epsilon",
        'η' => "eta",
        'θ' => "theta",
        'λ' => "lambda",
        'μ' | 'µ' => "mu",
        'π' => "pi",
        'ρ' => "rho",
        'σ' => "sigma",
        'Σ' => "sum",
        'τ' => "tau",
        'φ' | 'ϕ' => "phi",
        'χ' => "chi",
        'ψ' => "psi",
        'ω' => "omega",
        'ℒ' => "L",
        'ℝ' => "R",
        'é' | 'è' | 'ê' => "e",
        'ö' => "oe",
        'ä' => "ae",
        'ü' => "ue",
        '\u{302}' => "_hat",
        '\u{304}' => "_bar",
        '\u{a0}' | '\u{2009}' | '\u{202f}' => " ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(ascii("plain"), Cow::Borrowed("plain")));
    }

    #[test]
    fn greek_becomes_words_and_signs_become_signs() {
        assert_eq!(ascii("μ ≤ 2σ ▸ ½"), "mu <= 2sigma > ?");
        assert_eq!(ascii("2πσ² αx"), "2pi sigma^2 alpha x");
    }

    #[test]
    fn an_arrow_is_a_key_in_text_and_a_sign_in_a_picture() {
        assert_eq!(ascii("→ next, ↑↓ choose"), "Right next, Up Down choose");
        assert_eq!(cell("→"), Some(">"));
    }

    #[test]
    fn a_cell_stays_one_column_wide() {
        assert_eq!(cell("─"), Some("-"));
        assert_eq!(cell("σ"), Some("s"));
        assert_eq!(cell("⣿"), Some("?"));
        assert_eq!(cell("x"), None);
    }
}
