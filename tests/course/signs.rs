//! The signs on the screens: fonts have them, and each thing has one name.

use crate::common::{ascii, at_step, course, look, plain, steps};
use handson::ui::glyphs::{ColorTier, Drawing};
use std::collections::{BTreeMap, BTreeSet};

/// Which signs the fonts of terminals lack: written by `fixtures/fonts.py`.
#[derive(serde::Deserialize)]
struct Fonts {
    fonts: Vec<Font>,
    braille_lacking: Vec<String>,
    in_all: String,
    lacking: BTreeMap<char, Vec<String>>,
}

#[derive(serde::Deserialize)]
struct Font {
    name: String,
}

impl Fonts {
    fn table() -> Self {
        let table = include_str!("../fixtures/fonts.json");
        serde_json::from_str(table).expect("the table is as the script writes it")
    }

    /// How many fonts lack a sign; none for one that the table does not know.
    fn lacking(&self, sign: char) -> Option<usize> {
        let lacking = self.lacking.get(&sign).map(Vec::len);
        lacking.or_else(|| (sign.is_ascii() || self.in_all.contains(sign)).then_some(0))
    }
}

/// Lines, corners and blocks: terminals draw these themselves, whatever their font has, so that
/// they meet (VTE, Konsole, kitty, foot, Alacritty, WezTerm, iTerm2, Windows Terminal, mintty).
fn is_drawn_by_terminals(sign: char) -> bool {
    matches!(sign, '\u{2500}'..='\u{259f}')
}

fn is_braille(sign: char) -> bool {
    matches!(sign, '\u{2800}'..='\u{28ff}')
}

#[test]
fn no_sign_on_a_screen_is_missing_in_two_fonts_of_terminals() {
    let (table, course) = (Fonts::table(), course());
    assert!(table.fonts.len() >= 10, "{}", table.fonts.len());
    let mut signs: BTreeMap<char, String> = BTreeMap::new();
    for at in steps(&course) {
        for drawing in Drawing::ALL {
            let look = look(ColorTier::None, drawing, false);
            let mut session = at_step(course.clone(), at, (140, 45), look);
            for keys in ["h", "?", "Esc", "c"] {
                for sign in session.screen().chars().filter(|sign| !sign.is_ascii()) {
                    signs
                        .entry(sign)
                        .or_insert_with(|| format!("{at:?} {drawing:?}"));
                }
                session.play(keys).expect("these keys are known");
            }
        }
    }
    for (sign, place) in signs {
        // A blank that does not break needs no picture; braille has a test of its own.
        if sign == '\u{a0}' || is_drawn_by_terminals(sign) || is_braille(sign) {
            continue;
        }
        let lacking = table.lacking(sign);
        let lacking = lacking.unwrap_or_else(|| panic!("{sign:?} at {place} is not in the table"));
        let names = table.lacking.get(&sign);
        assert!(lacking < 2, "{sign:?} at {place} is missing in {names:?}");
    }
}

#[test]
fn who_has_no_braille_chooses_blocks_and_meets_none() {
    let (table, course) = (Fonts::table(), course());
    // So it is no sign that can be taken for granted, although most terminals find it elsewhere.
    assert!(table.braille_lacking.len() > table.fonts.len() / 2);
    for font in &table.braille_lacking {
        assert!(table.fonts.iter().any(|known| known.name == *font));
    }
    for at in steps(&course) {
        let look = look(ColorTier::None, Drawing::Blocks, false);
        let screen = at_step(course.clone(), at, (100, 30), look).screen();
        // The first lesson shows what there is to choose from, with its name.
        let shown = screen.contains("braille");
        assert!(shown || !screen.contains(is_braille), "{at:?}: {screen}");
    }
}

#[test]
fn in_a_lesson_one_thing_has_one_name() {
    let course = course();
    // Each row: the names that a thing could have, the one it has first.
    let things: [&[&str]; 4] = [
        &["log L", "ln L", "log \u{2112}", "ln \u{2112}"],
        &["log f", "ln f"],
        &["y_hat", "y^", "yhat"],
        &["L(", "\u{2112}("],
    ];
    let mut told = BTreeSet::new();
    for at in steps(&course) {
        for look in [plain(), ascii()] {
            for size in [(80, 24), (140, 45)] {
                let mut session = at_step(course.clone(), at, size, look.clone());
                let texts = [session.screen(), session.app().plain()];
                for text in texts {
                    for names in things {
                        told.extend(text.contains(names[0]).then_some(names[0]));
                        for other in &names[1..] {
                            assert!(!text.contains(other), "{other} at {at:?}: {text}");
                        }
                    }
                }
            }
        }
    }
    // What nobody says could have any name.
    assert_eq!(told.len(), things.len(), "{told:?}");
}
