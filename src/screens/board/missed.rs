//! What was missed most at first, and the answers to one of it, the same ones together.

use super::{Sight, told};
use crate::class::{Given, Tally};
use crate::lesson::model::Block;
use crate::ui::chrome::put;
use crate::ui::text::{Columns, wrap_text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns of the share that was right, with its bar.
const SHARE: u16 = 17;

/// Draws the list, the answers and the sentence to say.
pub fn draw(sight: Sight, chosen: Option<usize>, active: bool, area: Rect, buf: &mut Buffer) {
    let (class, look) = (sight.class, sight.look);
    let theme = &look.theme;
    let room = area.width.saturating_sub(SHARE + 3);
    put(
        buf,
        area.x + 2,
        area.y,
        "Missed most, first answers",
        room,
        theme.strong,
    );
    put(buf, area.x + 3 + room, area.y, "right", SHARE, theme.strong);
    let missed = class.missed();
    let Some(chosen) = chosen else {
        let text = "Nothing was missed yet.";
        put(buf, area.x + 2, area.y + 1, text, room, theme.dim);
        return;
    };
    let rows = (area.height.saturating_sub(1) * 2 / 5).max(1);
    let at = missed.iter().position(|(at, _)| *at == chosen).unwrap_or(0);
    let first = at.saturating_sub(usize::from(rows - 1));
    for ((at, tally), y) in missed.iter().skip(first).zip(area.y + 1..area.y + 1 + rows) {
        let Some((_, _, block)) = class.questions().at(*at) else {
            continue;
        };
        let here = *at == chosen;
        let mark = if here && active {
            look.pick("►", ">")
        } else {
            " "
        };
        let text = format!("{} {}", spot(sight, *at), told::asked(block, look));
        let style = if here { theme.text } else { theme.dim };
        put(buf, area.x, y, mark, 1, theme.accent);
        put(
            buf,
            area.x + 2,
            y,
            &told::cut(&text, usize::from(room)),
            room,
            style,
        );
        let share = 100.0 * tally.right_share();
        let bar = look.pick("█", "#").repeat((share / 10.0).round() as usize);
        put(
            buf,
            area.x + 3 + room,
            y,
            &format!("{share:>3.0}% {bar}"),
            SHARE,
            style,
        );
    }
    let under = Rect {
        y: area.y + 1 + rows,
        height: area.height.saturating_sub(1 + rows),
        ..area
    };
    answers(sight, chosen, under, buf);
}

fn spot(sight: Sight, question: usize) -> String {
    let at = sight.class.questions().all().get(question);
    at.map_or(String::new(), |at| {
        told::place(sight.class.questions(), (at.lesson, at.step))
    })
}

fn answers(sight: Sight, question: usize, area: Rect, buf: &mut Buffer) {
    let (look, theme) = (sight.look, &sight.look.theme);
    let found = sight
        .class
        .questions()
        .at(question)
        .zip(sight.class.tally(question));
    let Some(((.., block), tally)) = found else {
        return;
    };
    if area.height < 2 {
        return;
    }
    let head = format!(
        "{}, what was answered first ({})",
        spot(sight, question),
        tally.answers()
    );
    put(
        buf,
        area.x + 2,
        area.y,
        &head,
        area.width.saturating_sub(3),
        theme.strong,
    );
    let groups = tally.groups();
    let most = groups.first().map_or(1, |(_, count)| *count).max(1);
    let room = usize::from(area.width.saturating_sub(20));
    let width = area.width.saturating_sub(3);
    let said = lines(&say(block, tally, sight), width, area.height);
    let last = area.bottom().saturating_sub(said.len() as u16);
    for ((given, count), y) in groups.iter().zip(area.y + 1..last) {
        let right = **given == Given::Right;
        let (sign, style) = match right {
            true => (look.pick("✓", "+"), theme.good),
            false => (look.pick("×", "x"), theme.bad),
        };
        let text = told::cut(&told::given(given, block, look), room);
        let pad = " ".repeat(room.saturating_sub(text.columns()));
        let bar = look.pick("■", "#").repeat((count * 10).div_ceil(most));
        put(buf, area.x + 2, y, sign, 1, style);
        let text = format!("{text}{pad} {count:>3} {bar}");
        put(
            buf,
            area.x + 4,
            y,
            &text,
            area.width.saturating_sub(5),
            theme.text,
        );
    }
    for (line, y) in said.iter().zip(last..) {
        put(buf, area.x + 2, y, line, width, theme.accent);
    }
}

/// A sentence in two lines where there is height for a second one, cut where that is not enough.
fn lines(sentence: &str, width: u16, height: u16) -> Vec<String> {
    let most = if height > 3 { 2 } else { 1 };
    let wrapped = wrap_text(sentence, width);
    if wrapped.len() <= most {
        return wrapped;
    }
    let mut lines = wrapped;
    let rest = lines.split_off(most - 1).join(" ");
    lines.push(told::cut(&rest, usize::from(width)));
    lines
}

/// The one sentence to say aloud.
fn say(block: &Block, tally: &Tally, sight: Sight) -> String {
    let groups = tally.groups();
    let wrong = groups.iter().find(|(given, _)| **given != Given::Right);
    let Some((given, count)) = wrong else {
        return String::new();
    };
    let all = tally.answers();
    let text = told::given(given, block, sight.look);
    match (given, *count) {
        (_, 1) if tally.wrong() > 1 => format!(
            "Say: {} of {all} answered otherwise, each in their own way.",
            tally.wrong()
        ),
        (Given::Hinted, count) => format!("Say: {count} of {all} did not meet it without a hint."),
        (_, count) => format!("Say: {count} of {all} answered: {text}"),
    }
}
