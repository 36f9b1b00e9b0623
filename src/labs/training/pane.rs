//! A run in lines: how far it is, and both its losses.

use super::Training;
use crate::train::{Checkpoint, Place, State};
use crate::ui::Look;
use crate::ui::chrome::{longest_form, put};
use crate::ui::number::{clock, grouped, many, ordinal};
use crate::ui::plot::sparkline;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Where a run is: epoch, bar, speed, time to go; or what can be done. `things` is what it learns
/// from, `missing` says why there is no data yet. It names no key: on a step where nothing can be
/// trained none would do it, and where one does the footer names it.
pub fn progress(
    run: &Training,
    things: &str,
    missing: Option<&str>,
    line: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    if line.is_empty() {
        return;
    }
    let theme = &look.theme;
    let (text, style) = match (run.latest(), missing) {
        (Some(at), _) => line_of(at, things, run.is_restored(), line.width, look),
        (None, Some(missing)) => (missing.to_owned(), theme.dim),
        (None, None) if run.is_wanted() => ("starting...".into(), theme.dim),
        (None, None) => ("untrained".into(), theme.dim),
    };
    put(buf, line.x, line.y, &text, line.width, style);
}

/// As much as there is room for: what is cut would be the end, which matters most.
fn line_of(
    at: &Checkpoint,
    things: &str,
    restored: bool,
    width: u16,
    look: &Look,
) -> (String, Style) {
    let theme = &look.theme;
    match &at.place {
        Some(Place::Waits(says)) => return (says.to_string(), theme.accent),
        Some(Place::Gone(says)) => return (says.to_string(), theme.bad),
        Some(Place::On(_)) | None => {}
    }
    let (mut ends, style) = match &at.state {
        State::Failed(reason) => return (reason.clone(), theme.bad),
        State::Queued(ahead) => return (queued(*ahead, width), theme.accent),
        State::Finished => (
            {
                let done = format!("done: {}", many(at.step, "update"));
                vec![format!("{done}; plan more epochs to go on"), done]
            },
            theme.good,
        ),
        State::Paused if restored => (
            vec!["kept: it can go on from here".into(), "kept".into()],
            theme.accent,
        ),
        State::Paused | State::Stopped => (vec!["paused".into()], theme.accent),
        State::Validating => (vec![format!("looking at unseen {things}")], theme.text),
        State::Running => (pace(at, things), theme.text),
    };
    if let (Some(Place::On(host)), true) = (&at.place, at.is_working()) {
        let there = ends.iter().map(|end| format!("{end}  on {host}"));
        ends = there.chain(ends.clone()).collect();
    }
    let epoch = (at.epoch + 1).min(at.epochs);
    let epoch = format!("epoch {epoch:>2}/{}", at.epochs);
    let share = at.step as f64 / at.steps.max(1) as f64;
    let bar = |width| sparkline::progress(share, width, look);
    let mut heads = vec![
        format!("{epoch} {}", bar(17)),
        format!("{epoch} {}", bar(8)),
        epoch.clone(),
    ];
    if !restored && at.state != State::Finished {
        let batch = format!("batch {:>3}/{}", at.batch, at.batches);
        heads.insert(0, format!("{epoch} {batch} {}", bar(17)));
    }
    let lines = ends
        .iter()
        .flat_map(|end| heads.iter().map(move |head| format!("{head} {end}")));
    let alone = ends.iter().map(|end| end.trim_start().to_owned());
    (longest_form(lines.chain(alone), width), style)
}

/// How fast it learns and how long it still takes.
fn pace(at: &Checkpoint, things: &str) -> Vec<String> {
    let Some(eta) = at.eta else {
        return vec![format!("update {}", grouped(at.step))];
    };
    let speed = grouped(at.samples_per_second.max(0.0) as u64);
    let to_go = format!("{:>6} to go", clock(eta.as_secs_f64()));
    vec![format!("{speed:>8} {things}/s  {to_go}"), to_go]
}

/// Where a run waits for a core.
fn queued(ahead: usize, width: u16) -> String {
    let place = match ahead {
        0 => "next".to_owned(),
        more => format!("{} in the queue", ordinal(more + 1)),
    };
    let lines = [
        format!("every core is busy: you are {place}. It begins by itself; → reads on"),
        format!("every core is busy: you are {place}"),
        format!("you are {place}"),
    ];
    longest_form(lines, width)
}

/// A fall by less than this factor is drawn as what it is: nearly flat.
const LEAST_FALL: f64 = 1.5;

/// A scale widened to a span, downwards.
fn at_least((low, high): (f64, f64), span: f64) -> (f64, f64) {
    (low.min(high - span), high)
}

/// Both losses on one scale, with their last values.
pub fn losses(run: &Training, area: Rect, buf: &mut Buffer, look: &Look) {
    let width = usize::from(area.width.saturating_sub(46)).clamp(12, 40);
    let [loss, val_loss] = run.curves(width);
    // Logarithms: a loss falls by factors, and the last epochs matter as much as the first.
    let log = |line: &[Option<f64>]| -> Vec<Option<f64>> {
        line.iter()
            .map(|v| v.filter(|v| *v > 0.0).map(f64::ln))
            .collect()
    };
    let (a, b) = (log(&loss), log(&val_loss));
    let scale = at_least(sparkline::scale([&a[..], &b[..]]), LEAST_FALL.ln());
    // The bars are compared on one scale, which says where it begins; the values are those of one epoch.
    let last = run.losses();
    let value_is = match (last[0], run.latest().and_then(|at| at.last_epoch())) {
        (None, _) => None,
        (_, Some(_)) => Some("epoch's mean"),
        (_, None) => Some("latest batch"),
    };
    let note = |bars: &str| match value_is {
        Some(value_is) => format!("{value_is}; {bars}"),
        None => bars.to_owned(),
    };
    let bars_are = match scale.1.is_finite() {
        true => format!("log from {:.4}", scale.1.exp()),
        false => "log scale".to_owned(),
    };
    let rows = [
        (
            "loss    ",
            &a,
            last[0],
            look.theme.first,
            vec![
                note(&format!("bars: each batch, {bars_are}")),
                note(&bars_are),
                value_is.unwrap_or_default().to_owned(),
            ],
        ),
        (
            "val_loss",
            &b,
            last[1],
            look.theme.second,
            vec!["each epoch's end, unseen".to_owned()],
        ),
    ];
    for (y, (name, line, value, style, notes)) in (area.y..area.bottom()).zip(rows) {
        put(buf, area.x, y, name, area.width, look.theme.text);
        let bars = sparkline::bars(line, scale, look);
        put(
            buf,
            area.x + 9,
            y,
            &bars,
            area.width.saturating_sub(9),
            style,
        );
        let at = area.x + 10 + width as u16;
        let value = value.map_or_else(|| "  -   ".into(), |v| format!("{v:.4}"));
        put(
            buf,
            at,
            y,
            &value,
            area.right().saturating_sub(at),
            look.theme.strong,
        );
        let room = area.right().saturating_sub(at + 8);
        let fits = |note: &String| note.len() <= usize::from(room);
        if let Some(note) = notes.iter().find(|note| fits(note)) {
            put(buf, at + 8, y, note, room, look.theme.dim);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::training::testing::checkpoint;
    use crate::train::{JobId, Spec};

    #[test]
    fn the_time_to_go_is_shown_whole_at_every_width_and_in_every_state() {
        use crate::ui::plain;
        let plan = Spec::default().check(60_000, 784, 784).expect("a plan");
        let id = JobId {
            lab: 0,
            lane: 0,
            run: 0,
        };
        let mut at = checkpoint(id, plan.model());
        at.epoch = 3;
        (at.epochs, at.batch, at.batches, at.steps) = (17, 12, 235, 3995);
        at.samples_per_second = 146_000.0;
        at.eta = Some(std::time::Duration::from_secs(21));
        let ends = [
            (State::Running, "0:21 to go"),
            (State::Finished, "done: 0 updates"),
            (State::Paused, "paused"),
            (State::Validating, "looking at unseen digits"),
        ];
        for (state, end) in ends {
            at.state = state;
            for width in 26..=140 {
                for look in [plain(true), plain(false)] {
                    let (line, _) = line_of(&at, "digits", false, width, &look);
                    let more = format!("{end}; plan more epochs to go on");
                    let is_done = at.state == State::Finished && line.ends_with(&more);
                    assert!(line.ends_with(end) || is_done, "{line}");
                    assert!(line.chars().count() <= width.into(), "{width}: {line}");
                }
            }
        }
    }
}
