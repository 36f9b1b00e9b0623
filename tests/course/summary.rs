//! The page after the last step of a lesson.

use crate::common::{open, plain};
use handson::session::headless::Headless;

/// High enough for all that a lesson leaves open.
const SIZE: (u16, u16) = (80, 40);

#[test]
fn no_lesson_is_left_unasked_its_page_says_what_is_open_and_leads_there_or_on() {
    let end = |session: &mut Headless| session.screen().contains("05 Regression: the end");
    let mut session = open("05:cars", SIZE, plain());
    session.play("> Enter Right").unwrap();
    let page = session.screen();
    for words in [
        "This was Regression: ",
        "You have seen: Weight against fuel economy.",
        "Weight against fuel economy (1 left open)",
        "Here in 1 bet you gave what happened",
        "06 Maximum likelihood: ",
        "next lesson",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    session.play("Left").unwrap();
    assert!(!end(&mut session) && session.screen().contains("Weight against fuel economy"));
    session.play("Right Right").unwrap();
    let next = session.screen();
    assert!(
        next.contains("06 Maximum likelihood") && next.contains(" 1 of "),
        "{next}"
    );
    // Left of the first step lies the last one of the lesson before, and no page.
    session.play("Left").unwrap();
    assert!(!end(&mut session) && session.screen().contains("Weight against fuel economy"));
    session.play("Right Down Down Enter").unwrap();
    assert!(session.screen().contains(" 3 of "), "{}", session.screen());
    let mut session = open("05:cars", SIZE, plain());
    session.play("Right").unwrap();
    let row = session.rows().iter().position(|row| row.contains("05:4 "));
    let row = row.expect("a step that is not seen yet");
    session.play(&format!("press@8,{row}")).unwrap();
    assert!(session.screen().contains(" 4 of "), "{}", session.screen());
    // After the last lesson come the contents.
    let mut session = open("13:further", SIZE, plain());
    session.play("Right Right").unwrap();
    assert!(
        session.screen().contains("contents"),
        "{}",
        session.screen()
    );
}
