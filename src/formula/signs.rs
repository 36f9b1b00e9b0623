//! Every sign a formula may hold: its LaTeX command, the character drawn, the ASCII spelling.
//!
//! Only characters of the Basic Multilingual Plane: few terminal fonts hold the rest.

/// One sign.
pub(super) struct Sign {
    /// The LaTeX command, without its backslash.
    pub command: &'static str,
    /// What is drawn.
    pub drawn: char,
    /// What is written, and said, where only ASCII will do.
    pub ascii: &'static str,
}

/// The sign that is drawn as `drawn`.
pub(super) fn by_character(drawn: char) -> Option<&'static Sign> {
    SIGNS.iter().find(|sign| sign.drawn == drawn)
}

/// The character drawn for one that the parser tells: one form of each letter, fonts being what
/// they are, and the sign a keyboard has where there is one.
pub(super) fn drawn(told: char) -> char {
    match told {
        'µ' => 'μ',
        'ϵ' => 'ε',
        'ϕ' => 'φ',
        '∗' => '*',
        '⋅' => '·',
        '∣' => '|',
        '∥' => '‖',
        '⟹' => '⇒',
        '⟺' => '⇔',
        '⋯' => '…',
        '⌀' => '∅',
        other => other,
    }
}

/// A letter in script (`\mathcal`) or double-struck (`\mathbb`), where the plane has it.
pub(super) fn styled(letter: char, double_struck: bool) -> char {
    let (plain, other) = if double_struck {
        ("CHNPQRZ", "ℂℍℕℙℚℝℤ")
    } else {
        ("BEFHILMR", "ℬℰℱℋℐℒℳℛ")
    };
    plain
        .chars()
        .zip(other.chars())
        .find_map(|(from, to)| (from == letter).then_some(to))
        .unwrap_or(letter)
}

/// The plain letter under a styled one.
pub(super) fn plain(letter: char) -> Option<char> {
    "ℂℍℕℙℚℝℤℬℰℱℋℐℒℳℛ"
        .chars()
        .zip("CHNPQRZBEFHILMR".chars())
        .find_map(|(from, to)| (from == letter).then_some(to))
}

/// Upright words that take an argument: `\log x`.
pub(super) const FUNCTIONS: &[&str] = &[
    "arccos", "arcsin", "arctan", "arg", "bmod", "cos", "cosh", "cot", "coth", "csc", "det", "dim",
    "exp", "gcd", "inf", "ker", "lim", "liminf", "limsup", "ln", "log", "max", "min", "Pr", "sec",
    "sgn", "sin", "sinh", "sup", "tan", "tanh",
];

/// Commands that shape what follows, rather than stand for a sign.
pub(super) const SHAPES: &[&str] = &[
    "frac",
    "dfrac",
    "tfrac",
    "sqrt",
    "left",
    "right",
    "middle",
    "hat",
    "widehat",
    "bar",
    "overline",
    "tilde",
    "widetilde",
    "vec",
    "dot",
    "limits",
    "nolimits",
    "displaystyle",
    "textstyle",
    "mathcal",
    "mathbb",
    "mathbf",
    "mathit",
    "mathrm",
    "boldsymbol",
    "quad",
    "qquad",
    " ",
    ",",
    ";",
    ":",
    "!",
    "\\",
    "big",
    "bigl",
    "bigr",
    "bigm",
    "Big",
    "Bigl",
    "Bigr",
    "Bigm",
];

/// Commands that take plain words in braces.
pub(super) const WORDS: &[&str] = &["text", "operatorname"];

/// Environments: grids of cells.
pub(super) const ENVIRONMENTS: &[&str] = &[
    "aligned", "bmatrix", "cases", "matrix", "pmatrix", "vmatrix", "Vmatrix",
];

const fn sign(command: &'static str, drawn: char, ascii: &'static str) -> Sign {
    Sign {
        command,
        drawn,
        ascii,
    }
}

/// All signs. One that has several commands stands once for each, its usual one first.
#[rustfmt::skip]
pub(super) const SIGNS: &[Sign] = &[
    sign("alpha", 'α', "alpha"), sign("beta", 'β', "beta"), sign("gamma", 'γ', "gamma"),
    sign("delta", 'δ', "delta"), sign("epsilon", 'ε', "epsilon"), sign("varepsilon", 'ε', "epsilon"),
    sign("zeta", 'ζ', "zeta"), sign("eta", 'η', "eta"), sign("theta", 'θ', "theta"),
    sign("iota", 'ι', "iota"), sign("kappa", 'κ', "kappa"), sign("lambda", 'λ', "lambda"),
    sign("mu", 'μ', "mu"), sign("nu", 'ν', "nu"), sign("xi", 'ξ', "xi"), sign("pi", 'π', "pi"),
    sign("rho", 'ρ', "rho"), sign("sigma", 'σ', "sigma"), sign("tau", 'τ', "tau"),
    sign("upsilon", 'υ', "upsilon"), sign("phi", 'φ', "phi"), sign("varphi", 'φ', "phi"),
    sign("chi", 'χ', "chi"), sign("psi", 'ψ', "psi"), sign("omega", 'ω', "omega"),
    sign("Gamma", 'Γ', "Gamma"), sign("Delta", 'Δ', "Delta"), sign("Theta", 'Θ', "Theta"),
    sign("Lambda", 'Λ', "Lambda"), sign("Xi", 'Ξ', "Xi"), sign("Pi", 'Π', "Pi"),
    sign("Sigma", 'Σ', "Sigma"), sign("Phi", 'Φ', "Phi"), sign("Psi", 'Ψ', "Psi"),
    sign("Omega", 'Ω', "Omega"),

    sign("ell", 'ℓ', "l"), sign("hbar", 'ℏ', "hbar"), sign("partial", '∂', "d"),
    sign("nabla", '∇', "grad"), sign("infty", '∞', "infinity"), sign("emptyset", '∅', "{}"),
    sign("varnothing", '∅', "{}"), sign("forall", '∀', "for all"), sign("exists", '∃', "exists"),
    sign("neg", '¬', "not "), sign("lnot", '¬', "not "), sign("prime", '′', "'"),
    sign("degree", '°', " degrees"), sign("top", '⊤', "T"), sign("ldots", '…', "..."),
    sign("cdots", '…', "..."), sign("dots", '…', "..."), sign("vdots", '⋮', ":"),
    sign("ddots", '⋱', "..."),

    sign("sum", '∑', "sum"), sign("prod", '∏', "prod"), sign("int", '∫', "int"),
    sign("iint", '∬', "int int"), sign("oint", '∮', "int"), sign("bigcup", '⋃', "union"),
    sign("bigcap", '⋂', "intersection"),

    sign("cdot", '·', "*"), sign("times", '×', "x"), sign("div", '÷', "/"), sign("ast", '*', "*"),
    sign("pm", '±', "+-"), sign("mp", '∓', "-+"), sign("circ", '∘', "o"), sign("odot", '⊙', "(*)"),
    sign("oplus", '⊕', "(+)"), sign("otimes", '⊗', "(x)"), sign("cup", '∪', "union"),
    sign("cap", '∩', "intersect"), sign("land", '∧', "and"), sign("wedge", '∧', "and"),
    sign("lor", '∨', "or"), sign("vee", '∨', "or"), sign("setminus", '∖', "\\"),

    sign("le", '≤', "<="), sign("leq", '≤', "<="), sign("ge", '≥', ">="), sign("geq", '≥', ">="),
    sign("ne", '≠', "!="), sign("neq", '≠', "!="), sign("lt", '<', "<"), sign("gt", '>', ">"),
    sign("ll", '≪', "<<"), sign("gg", '≫', ">>"), sign("approx", '≈', "~="), sign("sim", '∼', "~"),
    sign("simeq", '≃', "~="), sign("equiv", '≡', "=="), sign("propto", '∝', "proportional to"),
    sign("mid", '|', "|"), sign("in", '∈', "in"), sign("notin", '∉', "not in"),
    sign("subset", '⊂', "subset of"), sign("subseteq", '⊆', "subset of"),
    sign("to", '→', "->"), sign("rightarrow", '→', "->"), sign("gets", '←', "<-"),
    sign("leftarrow", '←', "<-"), sign("leftrightarrow", '↔', "<->"), sign("mapsto", '↦', "->"),
    sign("Rightarrow", '⇒', "=>"), sign("implies", '⇒', "=>"), sign("Leftrightarrow", '⇔', "<=>"),
    sign("iff", '⇔', "<=>"),

    sign("{", '{', "{"), sign("}", '}', "}"), sign("|", '‖', "||"), sign("Vert", '‖', "||"),
    sign("vert", '|', "|"), sign("lvert", '|', "|"), sign("rvert", '|', "|"),
    sign("lVert", '‖', "||"), sign("rVert", '‖', "||"), sign("langle", '⟨', "<"),
    sign("rangle", '⟩', ">"), sign("lfloor", '⌊', "floor("), sign("rfloor", '⌋', ")"),
    sign("lceil", '⌈', "ceil("), sign("rceil", '⌉', ")"), sign("%", '%', "%"), sign("&", '&', "&"),
    sign("#", '#', "#"), sign("$", '$', "$"), sign("_", '_', "_"),
];
