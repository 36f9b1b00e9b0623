//! Who needs somebody, then everybody else; and who trains and who waits.

use super::{Sight, told};
use crate::class::{Class, Doing, Why};
use crate::ui::chrome::put;
use crate::ui::number::clock;
use crate::ui::text::Columns;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows of trainings at the most.
const AT_WORK: u16 = 3;

/// Everybody in the order of the list: who needs somebody, who is here, who is away.
pub fn ids(class: &Class) -> Vec<&str> {
    let needs = class.needs();
    let mut ids: Vec<&str> = needs.iter().map(|need| need.id).collect();
    let needing: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    for here in [true, false] {
        let others = class
            .learners()
            .filter(|(_, it)| it.digest.doing.is_some() == here);
        ids.extend(others.map(|(id, _)| id).filter(|id| !needing.contains(id)));
    }
    ids
}

/// Draws the list and the trainings under it.
pub fn draw(sight: Sight, chosen: Option<&str>, active: bool, area: Rect, buf: &mut Buffer) {
    let (class, look) = (sight.class, sight.look);
    let theme = &look.theme;
    let name = usize::from(area.width / 4).clamp(8, 20);
    let head = format!(
        "{:<name$} where  since   last tried",
        "needs you",
        name = name + 1
    );
    put(
        buf,
        area.x + 2,
        area.y,
        &head,
        area.width.saturating_sub(2),
        theme.strong,
    );
    let working = class.at_work();
    let below = (working.len() as u16).min(AT_WORK) + 1;
    let rows = area.height.saturating_sub(below + 2);
    let needs = class.needs();
    let ids = ids(class);
    let at = ids.iter().position(|id| Some(*id) == chosen).unwrap_or(0);
    let first = at.saturating_sub(usize::from(rows.saturating_sub(1)));
    if ids.is_empty() {
        let text = "Nobody has begun yet.";
        put(
            buf,
            area.x + 2,
            area.y + 1,
            text,
            area.width.saturating_sub(2),
            theme.dim,
        );
    } else if needs.is_empty() && rows > 1 {
        let text = "nobody needs you now";
        put(
            buf,
            area.x + 2,
            area.y + 1,
            text,
            area.width.saturating_sub(2),
            theme.dim,
        );
    }
    let skip = u16::from(needs.is_empty());
    let shown = ids
        .iter()
        .skip(first)
        .zip(area.y + 1 + skip..area.y + 1 + rows);
    for (id, y) in shown {
        let Some(learner) = class.learner(id) else {
            continue;
        };
        let digest = &learner.digest;
        let need = needs.iter().find(|need| need.id == *id);
        let mark = match (Some(*id) == chosen && active, need.is_some()) {
            (true, _) => look.pick("►", ">"),
            (false, true) => look.pick("◊", "!"),
            (false, false) => " ",
        };
        let style = match (need.is_some(), digest.doing.is_some()) {
            (true, _) => theme.text,
            (false, true) => theme.text,
            (false, false) => theme.dim,
        };
        let tried = match (need.map(|need| &need.why), digest.doing) {
            (Some(Why::Core), _) => "waits for a core".to_owned(),
            (Some(Why::Open(_, None)), _) => "nothing yet".to_owned(),
            (Some(Why::Open(at, Some(given))), _) => match class.questions().at(*at) {
                Some((_, _, block)) => told::given(given, block, look),
                None => String::new(),
            },
            (None, Some(Doing::Training { .. })) => "trains".to_owned(),
            (None, Some(Doing::Waiting { .. })) => "waits for a core".to_owned(),
            (None, Some(Doing::Reading)) => "gets on".to_owned(),
            (None, None) => format!(
                "away for {}",
                told::time(class.now.saturating_sub(digest.last))
            ),
        };
        let place = digest
            .place
            .map_or("-".to_owned(), |at| told::place(class.questions(), at));
        let since = told::time(class.now.saturating_sub(digest.since));
        let called = told::cut(&told::name(sight, id), name);
        let pad = " ".repeat(name.saturating_sub(called.columns()));
        let text = format!("{called}{pad} {place:<6} {since:<7} {tried}");
        let room = usize::from(area.width.saturating_sub(3));
        put(
            buf,
            area.x,
            y,
            mark,
            1,
            if need.is_some() {
                theme.bad
            } else {
                theme.accent
            },
        );
        put(buf, area.x + 2, y, &told::cut(&text, room), u16::MAX, style);
    }
    let y = area.y + area.height.saturating_sub(below);
    at_work(
        sight,
        &working,
        Rect {
            y,
            height: below.min(area.height),
            ..area
        },
        buf,
    );
}

fn at_work(sight: Sight, working: &[(&str, Doing)], area: Rect, buf: &mut Buffer) {
    let theme = &sight.look.theme;
    let trains = |doing: &Doing| matches!(doing, Doing::Training { .. });
    let training = working.iter().filter(|(_, doing)| trains(doing)).count();
    let head = format!(
        "training {training}    waiting {}",
        working.len() - training
    );
    put(
        buf,
        area.x + 2,
        area.y,
        &head,
        area.width.saturating_sub(2),
        theme.strong,
    );
    for ((id, doing), y) in working.iter().zip(area.y + 1..area.bottom()) {
        let name = told::cut(&told::name(sight, id), 12);
        let pad = " ".repeat(12usize.saturating_sub(name.columns()));
        let text = match doing {
            Doing::Training { step, steps, left } => {
                let share = *step as f64 / (*steps).max(1) as f64;
                let filled = (share.clamp(0.0, 1.0) * 10.0).round() as usize;
                let bar = sight.look.pick("█", "#").repeat(filled);
                let left = left.map_or(String::new(), |left| {
                    format!("{} to go", clock(left as f64))
                });
                format!("{name}{pad} {bar}{}  {left}", " ".repeat(10 - filled))
            }
            Doing::Waiting { ahead } => format!("{name}{pad} waits, {ahead} ahead"),
            Doing::Reading => continue,
        };
        put(
            buf,
            area.x + 2,
            y,
            &text,
            area.width.saturating_sub(3),
            theme.dim,
        );
    }
}
