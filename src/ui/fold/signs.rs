//! How signs are spelled in ASCII.

/// An arrow: its sign in a picture, and how it is written in a text.
pub fn arrow(c: char) -> Option<(&'static str, &'static str)> {
    Some(match c {
        '→' => (">", "->"),
        '←' => ("<", "<-"),
        '↑' => ("^", "up"),
        '↓' => ("v", "down"),
        '↔' => ("-", "<->"),
        '⇒' => (">", "=>"),
        '⇐' => ("<", "<="),
        '⇔' => ("=", "<=>"),
        _ => return None,
    })
}

/// The name of the key with this arrow on it.
pub fn key_name(c: char) -> Option<&'static str> {
    Some(match c {
        '→' => "Right",
        '←' => "Left",
        '↑' => "Up",
        '↓' => "Down",
        _ => return None,
    })
}

/// The name of a Greek letter that stands for a number.
pub fn greek(c: char) -> Option<&'static str> {
    Some(match c {
        'α' => "alpha",
        'β' => "beta",
        'γ' => "gamma",
        'Γ' => "Gamma",
        'δ' => "delta",
        'Δ' => "Delta",
        'ε' | 'ϵ' => "epsilon",
        'ζ' => "zeta",
        'η' => "eta",
        'θ' | 'ϑ' => "theta",
        'Θ' => "Theta",
        'ι' => "iota",
        'κ' => "kappa",
        'λ' => "lambda",
        'Λ' => "Lambda",
        'μ' | 'µ' => "mu",
        'ν' => "nu",
        'ξ' => "xi",
        'Ξ' => "Xi",
        'π' => "pi",
        'Π' => "Pi",
        'ρ' => "rho",
        'σ' | 'ς' => "sigma",
        'Σ' => "sum",
        'τ' => "tau",
        'υ' => "upsilon",
        'φ' | 'ϕ' => "phi",
        'Φ' => "Phi",
        'χ' => "chi",
        'ψ' => "psi",
        'Ψ' => "Psi",
        'ω' => "omega",
        'Ω' => "Omega",
        _ => return None,
    })
}

/// Every other sign that this course spells its own way.
pub fn sign(c: char) -> Option<&'static str> {
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
        '⁴' => "^4",
        '⁵' => "^5",
        '⁶' => "^6",
        '⁷' => "^7",
        '⁸' => "^8",
        '⁹' => "^9",
        '‰' => " per mille",
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
        'ℒ' => "L",
        'ℝ' => "R",
        '\u{a0}' | '\u{2009}' | '\u{202f}' => " ",
        _ => return None,
    })
}

/// What a mark over a letter that stands for a number is called; over any other it is an accent.
pub fn over(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{302}' => "_hat",
        '\u{304}' => "_bar",
        '\u{303}' => "_tilde",
        _ => return None,
    })
}
