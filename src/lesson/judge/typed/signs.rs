//! Signs that keyboards, phones and texts have for the same thing, folded into one.

/// What stands for a character: itself, or the sign that everybody means by it.
pub fn folded(c: char) -> char {
    let narrow = match c {
        '−' | '–' | '—' | '‐' | '‑' | '﹣' => '-',
        '×' | '⋅' | '∙' | '∗' | '✕' | '✖' => '*',
        '÷' | '∕' | '⁄' => '/',
        '٪' => '%',
        '٫' => '.',
        '٬' | '،' | '、' => ',',
        'π' | 'Π' | '𝜋' | 'ϖ' => 'π',
        '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2007}' | '\u{3000}' => ' ',
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        // Full width, as Japanese and Chinese keyboards have it.
        '！'..='～' => wide(c),
        _ => digit(c).unwrap_or(c),
    };
    match narrow {
        '[' | '{' => '(',
        ']' | '}' => ')',
        other => other,
    }
}

/// The narrow form of a full-width sign, which lies so far below it.
fn wide(c: char) -> char {
    char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
}

/// A digit of a script that has its own: Arabic, Persian, Devanagari, Bengali, Thai.
fn digit(c: char) -> Option<char> {
    let zeros = ['٠', '۰', '०', '০', '๐'].map(u32::from);
    let value = zeros.iter().find_map(|zero| {
        let value = u32::from(c).checked_sub(*zero)?;
        (value < 10).then_some(value)
    });
    char::from_digit(value?, 10)
}

/// Greek letters with their names.
const GREEK: [(char, &str); 10] = [
    ('λ', "lambda"),
    ('η', "eta"),
    ('σ', "sigma"),
    ('μ', "mu"),
    ('θ', "theta"),
    ('α', "alpha"),
    ('β', "beta"),
    ('γ', "gamma"),
    ('δ', "delta"),
    ('ε', "epsilon"),
];

/// Whether a word is a name, a Greek letter by itself or spelled.
pub fn names(word: &str, name: &str) -> bool {
    let letter = GREEK.iter().find(|(_, spelled)| *spelled == name);
    word.eq_ignore_ascii_case(name) || letter.is_some_and(|(letter, _)| word.chars().eq([*letter]))
}

/// A fraction that is one character, in digits.
pub fn fraction(c: char) -> Option<&'static str> {
    Some(match c {
        '½' => "1/2",
        '⅓' => "1/3",
        '⅔' => "2/3",
        '¼' => "1/4",
        '¾' => "3/4",
        '⅕' => "1/5",
        '⅖' => "2/5",
        '⅗' => "3/5",
        '⅘' => "4/5",
        '⅙' => "1/6",
        '⅚' => "5/6",
        '⅐' => "1/7",
        '⅛' => "1/8",
        '⅜' => "3/8",
        '⅝' => "5/8",
        '⅞' => "7/8",
        '⅑' => "1/9",
        '⅒' => "1/10",
        _ => return None,
    })
}

/// A raised digit or minus, on the line.
pub fn raised(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        '⁻' => '-',
        _ => return None,
    })
}
