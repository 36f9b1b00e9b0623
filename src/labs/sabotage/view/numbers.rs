//! What is fed, in numbers; and test rows that are training rows too.

use crate::labs::sabotage::Sabotage;
use crate::labs::sabotage::data::{BATCH, TESTS};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::grouped;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub fn draw(lab: &Sabotage, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(it) = lab.seen.numbers else { return };
    let theme = &look.theme;
    let pixel = |value: f64| format!("{value:.2}");
    let rows = [
        ("", "training".to_owned(), "test".to_owned()),
        ("rows", grouped(it.rows as u64), grouped(it.tests as u64)),
        ("the least pixel", pixel(it.train[0]), pixel(it.test[0])),
        ("the mean pixel", pixel(it.train[1]), pixel(it.test[1])),
        ("the largest pixel", pixel(it.train[2]), pixel(it.test[2])),
        ("rows of a batch", BATCH.to_string(), String::new()),
        ("updates an epoch", it.updates.to_string(), String::new()),
    ];
    for (y, (name, train, test)) in (area.y + 1..area.bottom()).zip(rows) {
        let style = if name.is_empty() {
            theme.dim
        } else {
            theme.text
        };
        put(
            buf,
            area.x + 2,
            y,
            name,
            area.width.saturating_sub(2),
            theme.text,
        );
        for (column, words) in [(24, train), (40, test)] {
            let x = area.x + column;
            let words = format!("{words:>10}");
            put(buf, x, y, &words, area.right().saturating_sub(x), style);
        }
    }
}

pub fn twins(lab: &Sabotage, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(twins) = lab.seen.twins else { return };
    let words = format!(
        "{} of {} test rows are a training row too, pixel for pixel",
        grouped(twins as u64),
        grouped(TESTS as u64)
    );
    put(
        buf,
        area.x + 2,
        area.y + 2,
        &words,
        area.width.saturating_sub(2),
        look.theme.text,
    );
}
