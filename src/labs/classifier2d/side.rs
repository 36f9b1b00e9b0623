//! What stands beside the map: the network and its run, and the dearest points.

use super::Classifier2d;
use crate::labs::pane::split_below;
use crate::labs::training::{self, Curve, curves};
use crate::msg::TrainState;
use crate::ui::Look;
use crate::ui::chrome::{longest_form, put};
use crate::ui::number::{figure, grouped};
use crate::ui::plot::plane::Plane;
use crate::ui::plot::sparkline;
use crate::ui::text::wrap_text;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Rows of the dearest points under their heading.
pub const DEAR: u16 = 6;

/// Rows from which on the curves are drawn on axes.
const CURVES: u16 = 9;

/// The network, how far its run is, its losses, and how many points are right.
pub fn draw_run(lab: &Classifier2d, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let line = |nth: u16| {
        let y = area.y + nth;
        let height = u16::from(nth < area.height);
        Rect { y, height, ..area }
    };
    let mut say = |nth: u16, words: &str, style: Style| {
        let line = line(nth);
        if !line.is_empty() {
            put(buf, line.x, line.y, words, line.width, style);
        }
    };
    let [long, short] = shape(lab, look);
    let fits = long.chars().count() <= usize::from(area.width);
    say(0, if fits { &long } else { &short }, theme.strong);
    say(1, &accuracy(lab), theme.text);
    let failed = match lab.run.latest().map(|at| &at.state) {
        Some(TrainState::Failed(reason)) => Some(reason),
        _ => None,
    };
    if let Some(reason) = failed {
        for (row, words) in (2..area.height).zip(wrap_text(reason, area.width)) {
            say(row, &words, theme.bad);
        }
        return;
    }
    let missing = lab.data.lack();
    training::progress(&lab.run, "points", missing, line(2), buf, look);
    let [_, rest] = split_below(area, area.height.saturating_sub(3));
    match rest.height {
        CURVES.. => axes(lab, rest, buf, look),
        _ => sparks(lab, rest, buf, look),
    }
}

/// `2 in ─ 16 ─ 3 out, 99 weights`, and the same for a narrow column, `2─16─3, 99 weights`.
fn shape(lab: &Classifier2d, look: &Look) -> [String; 2] {
    let hidden = lab.settings.hidden().map(|nodes| nodes.to_string());
    let classes = lab.data.classes.len().to_string();
    let ends = ["2".to_owned()].into_iter().chain(hidden).chain([classes]);
    let nodes: Vec<String> = ends.collect();
    let weights = grouped(lab.fresh.parameters() as u64);
    let wire = look.pick("─", "-");
    let short = format!("{}, {weights} weights", nodes.join(wire));
    let [.., outputs] = &nodes[..] else {
        return [short.clone(), short];
    };
    let hidden = nodes[1..nodes.len() - 1]
        .iter()
        .map(|n| format!(" {wire} {n}"));
    let hidden: String = hidden.collect();
    let long = format!("2 in{hidden} {wire} {outputs} out, {weights} weights");
    [long, short]
}

fn accuracy(lab: &Classifier2d) -> String {
    if lab.judged.train.points == 0 {
        return String::new();
    }
    let [train, test] = [lab.judged.train, lab.judged.test].map(|it| 100.0 * it.accuracy());
    match lab.judged.test.points {
        0 => format!("right {train:.1}%"),
        _ => format!("right {train:.1}%, unseen {test:.1}%"),
    }
}

/// Both losses as a row of bars each, on one scale.
fn sparks(lab: &Classifier2d, area: Rect, buf: &mut Buffer, look: &Look) {
    let width = usize::from(area.width.saturating_sub(16)).min(40);
    let [loss, val_loss] = lab.run.curves(width);
    let scale = sparkline::scale([&loss[..], &val_loss[..]]);
    let scale = (0.0, scale.1.max(f64::MIN_POSITIVE));
    let rows = [
        ("loss", &loss, look.theme.first),
        ("val_loss", &val_loss, look.theme.second),
    ];
    let last = lab.run.losses();
    for (y, ((name, values, style), last)) in
        (area.y..area.bottom()).zip(rows.into_iter().zip(last))
    {
        put(buf, area.x, y, name, area.width, look.theme.text);
        let bars = sparkline::bars(values, scale, look);
        put(
            buf,
            area.x + 9,
            y,
            &bars,
            area.width.saturating_sub(9),
            style,
        );
        let last = last.map_or(String::new(), figure);
        let at = area.x + 10 + width as u16;
        let room = area.right().saturating_sub(at);
        put(buf, at, y, &last, room, look.theme.strong);
    }
}

/// Both losses over the epochs.
fn axes(lab: &Classifier2d, area: Rect, buf: &mut Buffer, look: &Look) {
    let latest = lab.run.latest().map(AsRef::as_ref);
    let plane = Plane {
        x: (0.0, lab.settings.learning.epochs as f64),
        y: (0.0, lab.start_cost.max(0.1)),
        x_name: "epoch",
        y_name: lab.settings.loss_name(),
    };
    let runs = [
        Curve::of_batches("loss", latest),
        Curve::of_epochs("val_loss", latest),
    ];
    curves(&runs.map(Curve::brief), &plane, area, buf, look);
}

/// The points that cost most, with their ranks on the map.
pub fn draw_dear(lab: &Classifier2d, area: Rect, buf: &mut Buffer, look: &Look) {
    if area.is_empty() {
        return;
    }
    let theme = &look.theme;
    let (of, tally) = match lab.settings.draws_test() {
        true => ("unseen ", lab.judged.test),
        false => ("", lab.judged.train),
    };
    if tally.points == 0 {
        return;
    }
    let mean = tally.mean_cost;
    let headings = [
        format!("-ln p: {of}mean {mean:.3}, dearest"),
        format!("-ln p: {of}{mean:.3}, dearest"),
        format!("-ln p: {of}mean {mean:.3}"),
        format!("-ln p: {of}{mean:.3}"),
    ];
    let heading = longest_form(headings, area.width);
    put(buf, area.x, area.y, &heading, area.width, theme.dim);
    let most = lab.judged.dearest.first().map_or(0.0, |dear| dear.cost);
    let room = area.width.saturating_sub(16);
    let rows = (area.y + 1..area.bottom()).zip(&lab.judged.dearest);
    for (rank, (y, dear)) in rows.enumerate() {
        let letter = |class: usize| lab.data.classes.get(class).map_or('?', |it| it.letter);
        let [own, answer] = [dear.point.class, dear.answer].map(letter);
        let words = match own == answer {
            true => format!("{} {own}", rank + 1),
            false => format!("{} {own} as {answer}", rank + 1),
        };
        put(buf, area.x, y, &words, area.width, theme.bad);
        let cost = format!("{:>6.2}", dear.cost);
        put(
            buf,
            area.x + 8,
            y,
            &cost,
            area.width.saturating_sub(8),
            theme.strong,
        );
        let share = dear.cost / most.max(f64::MIN_POSITIVE);
        let bar = sparkline::bar(share, room.into(), look);
        put(buf, area.x + 15, y, &bar, room, theme.text);
    }
}
