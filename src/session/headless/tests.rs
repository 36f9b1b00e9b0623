mod race;

use super::script::{Act, parse};
use super::*;
use crate::event::{Key, KeyCode, Mouse, MouseKind};

fn keys(script: &str) -> Vec<Event> {
    let acts = parse(script).unwrap();
    acts.into_iter()
        .filter_map(|act| match act {
            Act::Send(event) => Some(event),
            Act::Tick => None,
        })
        .collect()
}

#[test]
fn words_become_events() {
    let key = |code| Event::Key(Key::new(code));
    assert_eq!(
        keys("Right Space a"),
        [
            key(KeyCode::Right),
            key(KeyCode::Char(' ')),
            key(KeyCode::Char('a')),
        ]
    );
    assert_eq!(keys("+*3"), vec![key(KeyCode::Char('+')); 3]);
    assert_eq!(
        keys("* **2 @ :"),
        ['*', '*', '*', '@', ':'].map(|c| key(KeyCode::Char(c)))
    );
    assert_eq!(keys("Ctrl-c"), [Event::Key(Key::ctrl('c'))]);
    assert_eq!(keys("type:hi"), ['h', 'i'].map(|c| key(KeyCode::Char(c))));
    assert_eq!(keys("paste:a*b"), [Event::Paste("a*b".into())]);
    let at = |kind| Event::Mouse(Mouse { kind, x: 12, y: 5 });
    assert_eq!(
        keys("click@12,5"),
        [at(MouseKind::Press), at(MouseKind::Release)]
    );
    assert_eq!(
        keys("resize@0x0"),
        [Event::Resize {
            width: 0,
            height: 0
        }]
    );
    assert_eq!(parse("tick*4").unwrap(), vec![Act::Tick; 4]);
}

#[test]
fn a_word_that_means_nothing_is_named() {
    for word in [
        "Rihgt",
        "click@12",
        "resize@80",
        "Ctrl-",
        "type",
        "jump@1,2",
        "resize@80x99999",
    ] {
        assert_eq!(parse(&format!("a {word}")), Err(ScriptError(word.into())));
    }
}
