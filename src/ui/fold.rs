//! Text for screens that show nothing above 0x7F.

use std::borrow::Cow;

/// The text in ASCII, words instead of Greek where a letter is missing.
pub fn ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            out.push_str(word(c).unwrap_or("?"));
        }
    }
    Cow::Owned(out)
}

/// One ASCII character for a cell that already has its place in a picture.
pub fn cell(symbol: &str) -> Option<&'static str> {
    let c = symbol.chars().next()?;
    if c.is_ascii() {
        return None;
    }
    let word = word(c).unwrap_or("?");
    Some(if word.len() == 1 { word } else { &word[..1] })
}

fn word(c: char) -> Option<&'static str> {
    Some(match c {
        '─' | '━' | '–' | '−' | '‒' | '‐' => "-",
        '—' => "--",
        '│' | '┃' | '▏' | '▕' => "|",
        '┤' | '├' | '┼' | '└' | '┘' | '┌' | '┐' | '┬' | '┴' => "+",
        '→' | '▸' | '▶' | '›' => ">",
        '←' | '◂' | '◀' | '‹' => "<",
        '↑' | '▲' => "^",
        '↓' | '▼' => "v",
        '●' | '◉' | '•' => "*",
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
        'ŷ' => "y^",
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
        'Σ' => "Sigma",
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
        '\u{302}' | '\u{304}' => "^",
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
        assert_eq!(ascii("μ ≤ 2σ → ½"), "mu <= 2sigma > ?");
    }

    #[test]
    fn a_cell_stays_one_column_wide() {
        assert_eq!(cell("─"), Some("-"));
        assert_eq!(cell("σ"), Some("s"));
        assert_eq!(cell("⣿"), Some("?"));
        assert_eq!(cell("x"), None);
    }
}
