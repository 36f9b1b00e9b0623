//! The picture: what the chosen look shows, under a line that says how it stands.

mod numbers;
mod pictures;

use super::data::PLANTED;
use super::{BUGS, CURVES, FIRST_BATCH, NUMBERS, PROBES, SABOTAGED, SOUND, Sabotage, TEST_ROWS};
use crate::labs::Height;
use crate::labs::pane::split_below;
use crate::labs::training::{self, Curve};
use crate::msg::Checkpoint;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::plane::Plane;
use crate::ui::text::{self, Run, folded, wrap};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::sync::Arc;

/// Heights worth having: the same for every probe, so that nothing under the picture moves.
pub fn height() -> Height {
    Height::new(12, 14, 24)
}

pub fn draw(lab: &Sabotage, area: Rect, buf: &mut Buffer, look: &Look) {
    if area.is_empty() {
        return;
    }
    let (words, style) = line(lab, look);
    let lines = wrap(&[Run::new(&folded(&words, look), style)], area.width.into());
    for (line, row) in lines.iter().zip(area.rows()) {
        text::draw(line, row, buf);
    }
    let rows = (lines.len().max(1) as u16).min(area.height);
    let [_, below] = split_below(area, area.height - rows);
    if lab.fed.is_none() {
        let words = lab.data.sentence();
        return put(buf, below.x, below.y, words, below.width, look.theme.dim);
    }
    if !lab.sees(lab.probe) {
        let words = format!("? {}: not looked at", PROBES[lab.probe]);
        return put(
            buf,
            below.x + 2,
            below.y + below.height / 2,
            &words,
            below.width,
            look.theme.dim,
        );
    }
    match lab.probe {
        CURVES => curves(lab, below, buf, look),
        FIRST_BATCH => pictures::draw(
            &lab.seen.batch,
            "the first batch, as it is fed",
            below,
            buf,
            look,
        ),
        TEST_ROWS => pictures::draw(
            &lab.seen.test,
            "the test rows, as they are fed",
            below,
            buf,
            look,
        ),
        NUMBERS => numbers::draw(lab, below, buf, look),
        _ => numbers::twins(lab, below, buf, look),
    }
}

/// What is wrong, or how the hunt goes.
fn line(lab: &Sabotage, look: &Look) -> (String, Style) {
    let theme = &look.theme;
    let fault = lab.fault();
    if !lab.is_planted() {
        return (format!("{}: {}", fault.name(), fault.words()), theme.strong);
    }
    let missed = match lab.missed {
        0 => String::new(),
        n => format!(", {n} missed"),
    };
    let head = format!("bug {} of {BUGS}, {} found{missed}", lab.bug + 1, lab.found);
    match lab.verdict {
        Some(true) => (
            format!("{head}. Right, {}: {}", fault.name(), fault.words()),
            theme.good,
        ),
        Some(false) => (
            format!(
                "{head}. No, it is {}: {}. m goes on, and after the last plants four others",
                fault.name(),
                fault.words()
            ),
            theme.bad,
        ),
        None => {
            let suspect = PLANTED[lab.suspect];
            let words = format!(
                "{head}, looks left: {}. You suspect {}: {}",
                lab.left(),
                suspect.name(),
                suspect.words()
            );
            (words, theme.strong)
        }
    }
}

/// The shares that are right, epoch by epoch, of both runs.
fn curves(lab: &Sabotage, area: Rect, buf: &mut Buffer, look: &Look) {
    let [area, below] = split_below(area, 1.min(area.height));
    let unseen = |at: &Checkpoint| {
        let known = at.epoch_reports.iter();
        known
            .filter_map(|it| Some([it.epoch as f64, it.val_accuracy?]))
            .collect()
    };
    let learned = |at: &Checkpoint| {
        let known = at.epoch_reports.iter();
        known
            .filter_map(|it| Some([it.epoch as f64 - 0.5, it.accuracy?]))
            .collect()
    };
    let last_unseen = |at: &Checkpoint| {
        let last = at.last_epoch().and_then(|it| it.val_accuracy);
        last.map_or(String::new(), |share| format!("{share:.3}"))
    };
    let last_learned = |at: &Checkpoint| {
        let last = at.last_epoch().and_then(|it| it.accuracy);
        last.map_or(String::new(), |share| format!("{share:.3}"))
    };
    let [sound, sabotaged] = [SOUND, SABOTAGED].map(|at| lab.runs[at].latest().map(Arc::as_ref));
    let runs = [
        Curve::new("this one, on test rows    ", sabotaged, unseen, last_unseen),
        Curve::new(
            "this one, on what it learns",
            sabotaged,
            learned,
            last_learned,
        )
        .brief(),
        Curve::new("a sound one, on test rows ", sound, unseen, last_unseen).brief(),
    ];
    let latest = lab.runs.iter().filter_map(|run| run.latest());
    let reports = latest.flat_map(|at| at.epoch_reports.iter());
    let shares = reports.flat_map(|it| it.accuracy.into_iter().chain(it.val_accuracy));
    let plane = Plane {
        x: (0.0, lab.epochs as f64),
        y: (training::floor(shares), 1.0),
        x_name: "epoch",
        y_name: "share that is right",
    };
    training::curves(&runs, &plane, area, buf, look);
    let mut words = match lab.seen.first_loss {
        Some(loss) => format!("first loss {loss:.2}, blind ln 10 = 2.30"),
        None => String::new(),
    };
    if let Some((_, answers)) = lab.seen.answers {
        words += &format!(
            "; {:.0} % of its answers are {}, at p {:.2}",
            100.0 * answers.share,
            answers.class,
            answers.sure
        );
    }
    put(buf, below.x, below.y, &words, below.width, look.theme.text);
}
