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
        '⟂' => '⊥',
        '⟶' => '→',
        other => other,
    }
}

/// A double-struck letter (`\mathbb`), which names a set of numbers. A letter in script is its plain
/// letter: few terminal fonts have the others.
pub(super) fn double_struck(letter: char) -> char {
    match letter {
        'C' => 'ℂ',
        'N' => 'ℕ',
        'Q' => 'ℚ',
        'R' => 'ℝ',
        'Z' => 'ℤ',
        other => other,
    }
}

/// The plain letter under a double-struck one.
pub(super) fn plain(letter: char) -> Option<char> {
    Some(match letter {
        'ℂ' => 'C',
        'ℕ' => 'N',
        'ℚ' => 'Q',
        'ℝ' => 'R',
        'ℤ' => 'Z',
        _ => return None,
    })
}

/// Signs that two or more of the fonts of terminals lack (`tests/fixtures/fonts.toml`): they are
/// known by their characters here, and written as in ASCII everywhere.
pub(super) const RARE: &str =
    "‖′ℏℓ↛↦⇏⇒⇔∀∃∄∅∇∈∉∋∏∑∓∖∘∝∤∥∦∧∨∪∫∬∮∼≁≃≅≆≔≜≪≫≮≯≰≱≺≻⊂⊃⊄⊆⊇⊈⊕⊗⊙⊢⊤⊥⊨⋂⋃⋮⋱⌈⌉⌊⌋⟨⟩ℂℕℚℝℤ";

/// How the reader knows what the parser has no event for: by colours, which no author can ask for.
pub(super) const BOXED: &str = "#000001";
/// As [`BOXED`], for the number of a formula.
pub(super) const TAGGED: &str = "#000002";

/// How many bytes the name of a command has that begins here: letters, or one sign.
pub(super) fn name_length(rest: &str) -> usize {
    match rest.bytes().take_while(u8::is_ascii_alphabetic).count() {
        0 => rest.chars().next().map_or(0, char::len_utf8),
        letters => letters,
    }
}

/// What `\not` makes of the relation that begins here, and what follows that relation.
pub(super) fn negated(rest: &str) -> Option<(&'static str, &str)> {
    let length = match rest.strip_prefix('\\') {
        Some(name) => 1 + name_length(name),
        None => rest.chars().next().map_or(0, char::len_utf8),
    };
    let (relation, after) = rest.split_at(length);
    let known = NEGATED.iter().find(|(plain, _)| *plain == relation);
    known.map(|(_, negated)| (*negated, after))
}

/// Relations that can be denied, and the command of the sign that denies them.
#[rustfmt::skip]
pub(super) const NEGATED: &[(&str, &str)] = &[
    ("=", "neq"), ("<", "nless"), (">", "ngtr"), (r"\in", "notin"), (r"\le", "nleq"),
    (r"\leq", "nleq"), (r"\ge", "ngeq"), (r"\geq", "ngeq"), (r"\sim", "nsim"),
    (r"\subset", "nsubset"), (r"\subseteq", "nsubseteq"), (r"\mid", "nmid"), ("|", "nmid"),
    (r"\cong", "ncong"), (r"\to", "nrightarrow"), (r"\rightarrow", "nrightarrow"),
    (r"\Rightarrow", "nRightarrow"), (r"\exists", "nexists"), (r"\parallel", "nparallel"),
];

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
    "ddot",
    "underset",
    "overset",
    "stackrel",
    "underbrace",
    "overbrace",
    "binom",
    "dbinom",
    "tbinom",
    "substack",
    "xrightarrow",
    "xleftarrow",
    "boxed",
    "pmod",
    "not",
    "nonumber",
    "notag",
    "limits",
    "nolimits",
    "displaystyle",
    "textstyle",
    "mathcal",
    "mathbb",
    "mathbf",
    "mathit",
    "mathrm",
    "mathsf",
    "mathtt",
    "mathfrak",
    "mathscr",
    "boldsymbol",
    "bm",
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
#[rustfmt::skip]
pub(super) const WORDS: &[&str] = &[
    "text", "textbf", "textit", "textrm", "textsf", "texttt", "operatorname", "tag", "label",
];

/// Environments: grids of cells.
#[rustfmt::skip]
pub(super) const ENVIRONMENTS: &[&str] = &[
    "align", "align*", "aligned", "array", "Bmatrix", "bmatrix", "cases", "equation", "equation*",
    "gather", "gather*", "gathered", "matrix", "multline", "multline*", "pmatrix", "split",
    "vmatrix", "Vmatrix",
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
    sign("nexists", '∄', "no "), sign("bot", '⊥', "_|_"), sign("dagger", '†', "+"),
    sign("neg", '¬', "not "), sign("lnot", '¬', "not "), sign("prime", '′', "'"),
    sign("degree", '°', " degrees"), sign("top", '⊤', "T"), sign("ldots", '…', "..."),
    sign("cdots", '…', "..."), sign("dots", '…', "..."), sign("dotsc", '…', "..."),
    sign("dotsb", '…', "..."), sign("vdots", '⋮', ":"),
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
    sign("supset", '⊃', "superset of"), sign("supseteq", '⊇', "superset of"), sign("ni", '∋', "contains"),
    sign("perp", '⊥', "_|_"), sign("parallel", '∥', "||"), sign("cong", '≅', "~="),
    sign("coloneqq", '≔', ":="), sign("triangleq", '≜', ":="), sign("prec", '≺', "<"),
    sign("succ", '≻', ">"), sign("models", '⊨', "|="), sign("vdash", '⊢', "|-"),
    sign("nless", '≮', "not <"), sign("ngtr", '≯', "not >"), sign("nleq", '≰', "not <="),
    sign("ngeq", '≱', "not >="), sign("nsim", '≁', "not ~"), sign("nsubset", '⊄', "not subset of"),
    sign("nsubseteq", '⊈', "not subset of"), sign("nmid", '∤', "does not divide"),
    sign("ncong", '≆', "not ~="), sign("nrightarrow", '↛', "not ->"),
    sign("nRightarrow", '⇏', "not =>"), sign("nparallel", '∦', "not ||"),
    sign("to", '→', "->"), sign("rightarrow", '→', "->"), sign("gets", '←', "<-"),
    sign("leftarrow", '←', "<-"), sign("leftrightarrow", '↔', "<->"), sign("mapsto", '↦', "->"),
    sign("longrightarrow", '→', "->"), sign("uparrow", '↑', "^"), sign("downarrow", '↓', "v"),
    sign("Rightarrow", '⇒', "=>"), sign("implies", '⇒', "=>"), sign("Leftrightarrow", '⇔', "<=>"),
    sign("iff", '⇔', "<=>"),

    sign("{", '{', "{"), sign("}", '}', "}"), sign("|", '‖', "||"), sign("Vert", '‖', "||"),
    sign("vert", '|', "|"), sign("lvert", '|', "|"), sign("rvert", '|', "|"),
    sign("lVert", '‖', "||"), sign("rVert", '‖', "||"), sign("langle", '⟨', "<"),
    sign("rangle", '⟩', ">"), sign("lfloor", '⌊', "floor("), sign("rfloor", '⌋', ")"),
    sign("lceil", '⌈', "ceil("), sign("rceil", '⌉', ")"), sign("%", '%', "%"), sign("&", '&', "&"),
    sign("#", '#', "#"), sign("$", '$', "$"), sign("_", '_', "_"),
];
