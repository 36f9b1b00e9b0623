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

#[test]
fn nothing_of_a_bad_script_is_played() {
    let mut session = Headless::new(App::default(), 40, 12);
    assert!(session.play("a b nonsense").is_err());
    assert!(session.screen().contains("keys 0"));
}

#[test]
fn work_and_jobs_run_in_line() {
    let mut session = Headless::new(App::default(), 60, 12).quanta(500);
    session.play("w t tick*2").unwrap();
    let screen = session.screen();
    assert!(screen.contains("worked Some(42)"), "{screen}");
    assert!(screen.contains("trained Some((1000, Running))"), "{screen}");
    session.play("p tick*2").unwrap();
    assert!(session.screen().contains("(1000, Paused)"));
}

#[test]
fn effects_can_be_looked_at() {
    let mut session = Headless::new(App::default(), 60, 12);
    session.play("y Right q Left").unwrap();
    assert_eq!(session.copied(), ["mu=0"]);
    assert_eq!(session.saved().map(|kept| kept.place.as_str()), Some("q"));
    assert!(
        session.ended() && session.screen().contains("keys 3"),
        "nothing comes after the end"
    );
}

#[test]
fn every_size_is_drawn_and_nothing_costs_nothing() {
    let mut session = Headless::new(App::default(), 80, 24);
    for size in ["0x0", "1x1", "0x5", "500x200", "80x24"] {
        session.play(&format!("resize@{size}")).unwrap();
        session.bytes();
        assert_eq!(session.bytes(), [], "at {size}");
    }
    assert_eq!(session.rows().len(), 24);
    assert_eq!(session.rows()[0], "handson");
}
