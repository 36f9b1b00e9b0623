//! Into a lab that takes keys for itself and out again: Enter goes in, Esc or Tab comes back.

use crate::common::{at_step, plain};
use handson::lesson::catalog::Catalog;
use handson::lesson::model::Course;
use handson::session::headless::Headless;
use std::fs;
use std::sync::Arc;

const LESSON: &str = r#"+++
id = "pad"
title = "Pad"
summary = "S."
minutes = 3
+++

## Draw {#draw}

Goal: draw.

```lab
name = "pad"
```

```task
id    = "some"
goal  = "Ink on the paper."
until = "inked >= 3"
hints = ["Press Enter."]
done  = "{inked} pixels."
solve = ["ink 3 3 9 9"]
naive = ["undo"]
```

## Asked {#asked}

Goal: answer.

```lab
name = "pad"
keep = "other"
```

```quiz
id = "q"
ask = "Which?"
[[option]]
text = "this one"
right = true
reply = "So it is."
[[option]]
text = "that one"
reply = "No."
```
"#;

fn course() -> Arc<Course> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("01-pad.md"), LESSON).expect("a lesson");
    let catalog = Catalog::read(folder.path()).expect("a folder of lessons");
    Arc::new(catalog.course().expect("lessons without fault"))
}

fn open(step: usize, size: (u16, u16)) -> Headless {
    at_step(course(), (0, step), size, plain())
}

fn footer(session: &mut Headless) -> String {
    session.rows().last().cloned().unwrap_or_default()
}

/// Whether something is drawn.
fn is_inked(session: &mut Headless) -> bool {
    !session.screen().contains("mean ink 0.000")
}

#[test]
fn enter_goes_in_and_arrows_and_letters_are_the_labs_until_esc_or_tab() {
    for out in ["Esc", "Tab"] {
        for size in [(80, 24), (100, 30), (140, 45)] {
            let mut session = open(0, size);
            assert!(
                footer(&mut session).contains("Enter go in"),
                "{}",
                session.screen()
            );
            session.play("Enter").unwrap();
            let inside = footer(&mut session);
            for hint in ["↑↓←→ move", "Space put the brush down", "Esc back"] {
                assert!(inside.contains(hint), "{size:?}: {hint}: {inside}");
            }
            assert!(!inside.contains("next"), "{inside}");
            let head = session.rows()[0].clone();
            // Right would turn the page, q would leave, c would open the contents.
            session.play("Space Right Down Left q c n").unwrap();
            assert!(!session.ended() && session.rows()[0] == head);
            assert!(is_inked(&mut session), "{}", session.screen());
            let drawn = footer(&mut session);
            assert!(drawn.contains("x clear"), "{size:?}: {drawn}");
            session.play("u").unwrap();
            assert!(!is_inked(&mut session), "one undo for what one Space began");
            session.play(out).unwrap();
            assert!(
                footer(&mut session).contains("next"),
                "{}",
                session.screen()
            );
            session.play("Right").unwrap();
            assert_ne!(session.rows()[0], head, "Right goes on again");
        }
    }
}

#[test]
fn the_key_that_meets_a_task_inside_stands_out() {
    let mut session = open(0, (80, 24));
    session
        .play("Enter Space Right Right Right Right Space")
        .unwrap();
    assert!(
        session.screen().contains("✓") || session.screen().contains("pixels."),
        "{}",
        session.screen()
    );
}

#[test]
fn enter_answers_what_is_asked_and_goes_in_once_nothing_is() {
    let mut session = open(1, (100, 30));
    assert!(
        !footer(&mut session).contains("go in"),
        "{}",
        session.screen()
    );
    session.play("Enter").unwrap();
    assert!(
        session.screen().contains("So it is."),
        "{}",
        session.screen()
    );
    session.play("Enter Space").unwrap();
    assert!(is_inked(&mut session), "{}", session.screen());
}

#[test]
fn help_inside_is_help_and_a_capital_is_its_small_letter() {
    let mut session = open(0, (100, 30));
    session.play("Enter Space Down Space X").unwrap();
    assert!(!is_inked(&mut session), "{}", session.screen());
    session.play("?").unwrap();
    assert!(
        session.screen().contains("Esc or Tab comes back"),
        "{}",
        session.screen()
    );
}
