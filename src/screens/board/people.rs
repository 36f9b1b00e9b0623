//! Who needs somebody, then who trains or waits, then everybody else.

use super::{Sight, told};
use crate::class::{Class, Digest, Doing, Need};
use crate::ui::chrome::{longest_form, put};
use crate::ui::number::clock;
use crate::ui::text::Columns;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::collections::BTreeSet;

/// Columns before a name: of the mark and of the sign.
const SIGNS: u16 = 3;

/// Columns of the place and of the time, with a blank before each and behind both.
const BETWEEN: usize = 15;

/// Columns that are left for what somebody does, however long names are.
const DOES: usize = 12;

/// Columns of a name at the least: of the head over it.
const NAME: usize = 11;

/// Everybody in the order of the list: who needs somebody, who trains, who waits, who else is here, who
/// is away.
pub fn ids(class: &Class) -> Vec<&str> {
    let mut ids: Vec<&str> = class.needs().iter().map(|need| need.id).collect();
    let needing: BTreeSet<&str> = ids.iter().copied().collect();
    let others = class.learners().filter(|(id, _)| !needing.contains(id));
    let mut others: Vec<_> = others.collect();
    others.sort_by_key(|(_, learner)| match learner.digest.doing {
        Some(Doing::Training { .. }) => 0,
        Some(Doing::Waiting { .. }) => 1,
        Some(Doing::Reading) => 2,
        None => 3,
    });
    ids.extend(others.into_iter().map(|(id, _)| id));
    ids
}

/// Draws the list, and under it who trains, who waits and how many rows there are beyond.
pub fn draw(sight: Sight, chosen: Option<&str>, active: bool, area: Rect, buf: &mut Buffer) {
    let (class, theme) = (sight.class, &sight.look.theme);
    let (needs, ids) = (class.needs(), ids(class));
    let name = name_columns(sight, &ids, area.width);
    let need = match needs.len() {
        1 => "1 needs you".to_owned(),
        n => format!("{n} need you"),
    };
    let head = format!("{need:<name$} where since   last tried");
    let room = area.width.saturating_sub(SIGNS);
    put(buf, area.x + SIGNS, area.y, &head, room, theme.strong);
    if ids.is_empty() {
        let text = "Nobody has begun yet.";
        put(buf, area.x + SIGNS, area.y + 1, text, room, theme.dim);
    }
    let rows = usize::from(area.height.saturating_sub(2));
    // Without the keys in it the list shows who needs somebody.
    let at = ids.iter().position(|id| active && Some(*id) == chosen);
    let first = (at.unwrap_or(0) + 1).saturating_sub(rows);
    let shown = ids.iter().skip(first).take(rows);
    for (id, y) in shown.zip(area.y + 1..) {
        let Some(learner) = class.learner(id) else {
            continue;
        };
        let need = needs.iter().find(|need| need.id == *id);
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        if active && Some(*id) == chosen {
            let mark = sight.look.pick("►", ">");
            put(buf, row.x, y, mark, 1, theme.accent);
        }
        draw_row(sight, (id, &learner.digest, need), name, row, buf);
    }
    let beyond = [first, ids.len().saturating_sub(first + rows)];
    foot(sight, beyond, area, buf);
}

/// As wide as the longest name, while there is room for what somebody does; a number is never cut.
fn name_columns(sight: Sight, ids: &[&str], width: u16) -> usize {
    let names = ids.iter().map(|id| told::name(sight, id).columns());
    let longest = names.max().unwrap_or(0).max(NAME);
    let room = usize::from(width.saturating_sub(SIGNS)).saturating_sub(BETWEEN + DOES);
    match sight.names {
        true => longest.min(room.max(NAME)),
        false => longest,
    }
}

fn draw_row(
    sight: Sight,
    (id, digest, need): (&str, &Digest, Option<&Need>),
    name: usize,
    row: Rect,
    buf: &mut Buffer,
) {
    let (class, look, theme) = (sight.class, sight.look, &sight.look.theme);
    let style = match digest.doing {
        Some(_) => theme.text,
        None => theme.dim,
    };
    if need.is_some() {
        put(buf, row.x + 1, row.y, look.pick("◊", "!"), 1, theme.bad);
    }
    let place = digest.place;
    let place = place.map_or("-".to_owned(), |at| told::place(class.questions(), at));
    let since = told::time(class.now.saturating_sub(digest.since));
    let called = told::cut(&told::name(sight, id), name);
    let pad = " ".repeat(name.saturating_sub(called.columns()));
    let room = row.width.saturating_sub(SIGNS);
    let left = room.saturating_sub((name + BETWEEN) as u16);
    let does = does(sight, digest, need, left);
    let text = format!("{called}{pad} {place:<5} {since:<7} {does}");
    let text = told::cut(&text, usize::from(room));
    put(buf, row.x + SIGNS, row.y, &text, room, style);
}

/// What somebody does, or tried where they need somebody.
fn does(sight: Sight, digest: &Digest, need: Option<&Need>, room: u16) -> String {
    let (class, look) = (sight.class, sight.look);
    if let Some(need) = need {
        let block = class.questions().at(need.open).map(|(.., block)| block);
        let tried = need.tried.zip(block);
        return tried.map_or("nothing yet".to_owned(), |(given, block)| {
            told::given(given, block, look)
        });
    }
    match digest.doing {
        Some(Doing::Training { step, steps, left }) => {
            let share = (step as f64 / steps.max(1) as f64).clamp(0.0, 1.0);
            let short = match left {
                Some(left) => format!("{} to go", clock(left as f64)),
                None => format!("trains, {:.0}%", 100.0 * share),
            };
            let filled = (10.0 * share).round() as usize;
            let bar = look.pick("█", "#").repeat(filled) + &" ".repeat(10 - filled);
            longest_form([format!("{bar} {short}"), short], room)
        }
        Some(Doing::Waiting { ahead }) => {
            let forms = [
                format!("waits for a core, {ahead} ahead"),
                format!("waits no. {}", ahead + 1),
            ];
            longest_form(forms, room)
        }
        Some(Doing::Reading) => "gets on".to_owned(),
        None => {
            let since = told::time(class.now.saturating_sub(digest.last));
            longest_form([format!("away for {since}"), format!("away {since}")], room)
        }
    }
}

fn foot(sight: Sight, [above, below]: [usize; 2], area: Rect, buf: &mut Buffer) {
    let (look, theme) = (sight.look, &sight.look.theme);
    let [training, waiting] = sight.class.at_work();
    let mut text = format!("training {training}  waiting {waiting}");
    for (count, sign) in [(above, look.pick("↑", "^")), (below, look.pick("↓", "v"))] {
        if count > 0 {
            text += &format!("  {sign} {count} more");
        }
    }
    let y = (area.y + area.height).saturating_sub(1);
    if area.height > 1 {
        let room = area.width.saturating_sub(SIGNS);
        put(buf, area.x + SIGNS, y, &text, room, theme.strong);
    }
}
