//! What an event costs: counted, not timed.

use super::*;
use crate::event::{KeyCode, MouseKind};
use crate::lesson::catalog::Catalog;
use crate::screens::counted;
use crate::ui::plain;
use ratatui::buffer::Buffer;

/// One thing of each kind that a learner does on a step.
fn events() -> Vec<Event> {
    let keys = [
        KeyCode::Down,
        KeyCode::Up,
        KeyCode::Tab,
        KeyCode::Enter,
        KeyCode::PageDown,
        KeyCode::Esc,
    ];
    let keys = keys.into_iter().map(Key::new);
    let letters = "+->1h 2".chars().map(Key::char);
    let kinds = [
        MouseKind::Press,
        MouseKind::Drag,
        MouseKind::Release,
        MouseKind::WheelDown,
        MouseKind::WheelUp,
    ];
    let mouse = [(8, 9), (70, 12)]
        .into_iter()
        .flat_map(|(x, y)| kinds.map(|kind| Event::Mouse(Mouse { kind, x, y })));
    let last = [KeyCode::Esc, KeyCode::Right].map(Key::new);
    let all = keys.chain(letters).map(Event::Key).chain(mouse);
    all.chain(last.map(Event::Key)).collect()
}

#[test]
fn an_event_and_the_frame_after_it_lay_one_page_out_and_ask_for_the_controls_once() {
    let course = Arc::new(Catalog::embedded().course().expect("lessons without fault"));
    for (width, height) in [(80, 24), (140, 45), (40, 12)] {
        for lesson in 0..course.lessons.len() {
            let progress = Progress::default();
            let mut app = App::new(Arc::clone(&course), progress, plain(false), (lesson, 1));
            app.update(Msg::Input(Event::Resize { width, height }));
            let mut buf = Buffer::empty(app.area);
            app.draw(app.area, &mut buf);
            for event in events() {
                let (at, shown) = (app.lesson.step, app.lesson.lab(&app.labs).is_some());
                counted();
                app.update(Msg::Input(event.clone()));
                app.draw(app.area, &mut buf);
                let [pages, controls, texts] = counted();
                let place = (width, lesson + 1, at + 1, &event);
                assert_eq!(pages, 1, "{place:?}");
                assert!(controls <= 1, "{place:?}: {controls}");
                // Of a page that stays the text stays, but where what is asked has taken its room.
                let stays = app.lesson.step == at && app.lesson.lab(&app.labs).is_some() == shown;
                let answers = matches!(event, Event::Key(key) if key.code != KeyCode::Down);
                assert!(!stays || answers || texts == 0, "{place:?}: {texts}");
            }
        }
    }
}
