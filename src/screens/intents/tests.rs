use super::*;
use crate::screens::plain::vocabulary::WORDS;

#[test]
fn no_two_rows_of_a_place_share_a_key() {
    // Whatever holds wherever the mark is on a step is one place.
    let place = |row: &Row| (!row.place.is_on_step()).then_some(row.place);
    let mut seen = Vec::new();
    for row in ROWS {
        for key in row.keys {
            let here = (place(row), *key);
            assert!(!seen.contains(&here), "{here:?} of {:?}", row.intent);
            seen.push(here);
        }
    }
}

#[test]
fn every_row_is_said_by_a_word_that_there_is_or_says_why_it_is_not() {
    for row in ROWS {
        match row.spoken {
            Spoken::Word(word) => {
                assert!(WORDS.iter().any(|known| known.name == word), "{word}");
            }
            Spoken::Key => assert!(!row.keys.is_empty(), "{:?}", row.intent),
            Spoken::Never(why) => assert!(!why.is_empty(), "{:?}", row.intent),
        }
    }
}

#[test]
fn every_row_is_in_the_help_by_itself_or_with_one_that_is() {
    for row in ROWS {
        let owner = match row.told {
            Told::As(..) => continue,
            Told::With(intent) => ROWS.iter().find(|other| other.intent == intent),
            Told::Nothing => {
                assert!(!row.place.is_on_step(), "{:?}", row.intent);
                continue;
            }
        };
        let told = owner
            .is_some_and(|owner| owner.place == row.place && matches!(owner.told, Told::As(..)));
        assert!(told, "{:?}", row.intent);
    }
}

#[test]
fn a_key_said_in_a_line_does_what_it_does_on_the_screen() {
    for (said, word) in [
        ("n", "next"),
        ("→", "next"),
        ("left", "back"),
        ("?", "help"),
        ("h", "hint"),
    ] {
        assert_eq!(word_for(said), Some(word));
    }
    for needless in [
        "up",
        "tab",
        "esc",
        "shift-tab",
        "pagedown",
        "shift-drag",
        "b",
    ] {
        assert!(is_needless(needless), "{needless}");
    }
    assert!(!is_needless("sigma") && !is_needless("enter 5"));
}

#[test]
fn a_sentence_names_keys_on_a_screen_and_words_in_lines() {
    let said = "a bet is open: {next} goes on, {back} and {test} too";
    assert_eq!(
        named_in(said, false),
        "a bet is open: → goes on, ← and T too"
    );
    assert_eq!(
        named_in(said, true),
        "a bet is open: next goes on, back and test too"
    );
}
