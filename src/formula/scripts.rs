//! Small characters: what can be raised or lowered within one line, and letters that wear a mark.

/// `text` in raised characters, if every one of it exists.
pub(super) fn raised(text: &str) -> Option<String> {
    // A lone star or prime is raised as it is.
    if !text.is_empty() && text.chars().all(|c| matches!(c, '*' | '′')) {
        return Some(text.to_owned());
    }
    each(text, RAISED)
}

/// `text` in lowered characters, if every one of it exists.
pub(super) fn lowered(text: &str) -> Option<String> {
    each(text, LOWERED)
}

/// `letter` with `mark` over it: one character where Unicode has it, else two that combine.
pub(super) fn marked(letter: char, mark: char) -> String {
    MARKED
        .iter()
        .find(|(with, _, _)| *with == mark)
        .and_then(|(_, from, to)| find(letter, from, to))
        .map_or_else(|| [letter, mark].iter().collect(), String::from)
}

fn each(text: &str, (from, to): (&str, &str)) -> Option<String> {
    (!text.is_empty()).then(|| text.chars().map(|c| find(c, from, to)).collect())?
}

fn find(wanted: char, from: &str, to: &str) -> Option<char> {
    from.chars()
        .zip(to.chars())
        .find_map(|(plain, small)| (plain == wanted).then_some(small))
}

const RAISED: (&str, &str) = (
    "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδφχ⊤",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᵠᵡᵀ",
);

const LOWERED: (&str, &str) = (
    "0123456789+−=()aehijklmnoprstuvxβγρφχ",
    "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
);

/// Combining hat, bar, tilde and dot with the letters that exist in one piece.
const MARKED: &[(char, &str, &str)] = &[
    (
        '\u{302}',
        "aceghijosuwyzACEGHIJOSUWYZ",
        "âĉêĝĥîĵôŝûŵŷẑÂĈÊĜĤÎĴÔŜÛŴŶẐ",
    ),
    ('\u{304}', "aeiouyAEIOU", "āēīōūȳĀĒĪŌŪ"),
    ('\u{303}', "aeinouvyAEINOUVY", "ãẽĩñõũṽỹÃẼĨÑÕŨṼỸ"),
    (
        '\u{307}',
        "abcdefghmnoprstwxyzABCDEFGHMNOPRSTWXYZ",
        "ȧḃċḋėḟġḣṁṅȯṗṙṡṫẇẋẏżȦḂĊḊĖḞĠḢṀṄȮṖṘṠṪẆẊẎŻ",
    ),
];
