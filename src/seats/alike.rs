//! What people would take for the same: words told aloud, names on a board.

/// A word as it is told aloud: case counts for nothing, and blanks and hyphens are not heard.
pub(super) fn heard(word: &str) -> String {
    let silent = |c: char| c.is_whitespace() || matches!(c, '-' | '_' | '\u{2010}'..='\u{2015}');
    let loud = word.chars().filter(|c| !silent(*c));
    loud.flat_map(char::to_lowercase).collect()
}

/// Whether two names look the same, whatever their letters are. Who has none looks like nobody.
pub(super) fn look_alike(one: &str, other: &str) -> bool {
    let (one, other) = (letters(one), letters(other));
    let same = |(a, b): (&char, &char)| a.eq_ignore_ascii_case(b) || is_one_sign(*a, *b);
    !one.is_empty() && one.len() == other.len() && one.iter().zip(&other).all(same)
}

/// Whether a name has a letter or a digit that can be told.
pub(super) fn has_letters(name: &str) -> bool {
    !letters(name).is_empty()
}

/// Signs that many fonts draw alike. An `i` and an `l` are told apart, and so are `Elia` and `Ella`.
fn is_one_sign(a: char, b: char) -> bool {
    [&['I', 'l', '1'][..], &['O', 'o', '0']]
        .into_iter()
        .any(|signs| signs.contains(&a) && signs.contains(&b))
}

/// The letters and digits of a name in ASCII; those that two small ones draw are one.
fn letters(name: &str) -> Vec<char> {
    let spelled = name.chars().filter_map(deunicode::deunicode_char);
    let text: String = spelled
        .flat_map(str::chars)
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let text = text.replace("rn", "m").replace("vv", "w");
    text.chars().collect()
}

/// The name with one kind of apostrophe and single blanks.
pub(super) fn tidied(name: &str) -> String {
    let plain = name.replace(['\u{2018}', '\u{2019}', '\u{2bc}', '\u{b4}', '`'], "'");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_fonts_draw_alike_are_the_same_and_others_are_not() {
        for (one, other) in [
            ("Carla Ann", "CarIa Ann"),
            ("carIa ann", "Carla Ann"),
            ("O'Neil", "O'Nei1"),
            ("O'Neil", "0'Neil"),
            ("Ian", "lan"),
            ("Mia", "MIA"),
            ("Emil", "Ernil"),
            ("Ada", "АDA"),
            ("seat-001", "Seat OO1"),
        ] {
            assert!(
                look_alike(one, other) && look_alike(other, one),
                "{one} {other}"
            );
        }
        for (one, other) in [
            ("Elia", "Ella"),
            ("ELIA", "ELLA"),
            ("Ana", "Anna"),
            ("", ""),
        ] {
            assert!(!look_alike(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_word_told_aloud_has_no_case_and_no_hyphens() {
        for said in [
            "Maple Orbit Tin",
            "MAPLE-ORBIT-TIN\r\n",
            "maple orbit–tin",
            "mapleorbittin",
        ] {
            assert_eq!(heard(said), heard("maple-orbit-tin"), "{said}");
        }
        assert_ne!(heard("maple-orbit-ten"), heard("maple-orbit-tin"));
    }
}
