//! A row for each species: its log f on an axis that all share, what the prior adds, the posterior.

use super::{Gaussians, TABLES};
use crate::labs::birds::{Flock, sign};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::sparkline;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The ends of the axis, in nats, and its ticks. They stay, whatever the bird does: a score below is
/// an arrow, its number stands beside.
const ENDS: (f64, f64) = (-16.0, -2.0);
const TICKS: [f64; 3] = [-15.0, -10.0, -5.0];

/// Columns of the names, of a prior, of a score, of a posterior and of the gap between two.
const NAME: u16 = 11;
const PRIOR: u16 = 5;
const SCORE: u16 = 7;
const POSTERIOR: u16 = 5;
const GAP: u16 = 1;

/// Columns of the posterior's bar, at least and at most.
const BAR: (u16, u16) = (5, 16);

/// Rows of the table.
pub const ROWS: u16 = 4;

/// Where the columns stand.
struct Columns {
    prior: Option<u16>,
    axis: Rect,
    score: u16,
    posterior: Option<u16>,
    bar: u16,
}

impl Columns {
    fn of(lab: &Gaussians, area: Rect) -> Self {
        let with_priors = lab.has_priors();
        let mut x = area.x + NAME + GAP;
        let prior = with_priors.then_some(x);
        x += if with_priors { PRIOR + GAP } else { 0 };
        let bar = match with_priors {
            true => (area.width / 6).clamp(BAR.0, BAR.1),
            false => 0,
        };
        let after = match with_priors {
            true => SCORE + POSTERIOR + bar + 3 * GAP,
            false => SCORE + GAP,
        };
        let axis = Rect {
            x,
            width: (area.right().saturating_sub(x)).saturating_sub(after),
            ..area
        };
        let score = axis.right() + GAP;
        Self {
            prior,
            axis,
            score,
            posterior: with_priors.then_some(score + SCORE + GAP),
            bar,
        }
    }
}

/// Draws the table; less than all of it where there is no room.
pub fn draw(lab: &Gaussians, flock: &Flock, area: Rect, buf: &mut Buffer, look: &Look) {
    let columns = Columns::of(lab, area);
    let theme = &look.theme;
    let right = |x: u16, width: u16, y: u16, words: &str, style, buf: &mut Buffer| {
        let words = format!("{words:>width$}", width = usize::from(width));
        put(buf, x, y, &words, width, style);
    };
    let [score, posterior] = match TABLES[lab.table] {
        "likelihood" => ["log f", ""],
        "softmax" => ["logit", "softmax"],
        _ => ["score", "posterior"],
    };
    for tick in TICKS {
        let label = format!("{tick:.0}");
        let at = columns.axis.x + place(tick, columns.axis.width);
        let x = at.saturating_sub(label.len() as u16 / 2);
        put(buf, x, area.y, &label, u16::MAX, theme.dim);
    }
    if let Some(x) = columns.prior {
        right(x, PRIOR, area.y, "prior", theme.text, buf);
    }
    right(columns.score, SCORE, area.y, score, theme.text, buf);
    if let Some(x) = columns.posterior {
        put(
            buf,
            x,
            area.y,
            posterior,
            area.right().saturating_sub(x),
            theme.text,
        );
    }
    let answer = match lab.has_priors() {
        false => lab.scores.likeliest(),
        true => lab.scores.most_probable(),
    };
    for (class, species) in flock.species.iter().enumerate() {
        let y = area.y + 1 + class as u16;
        if y >= area.bottom() {
            return;
        }
        let (symbol, style) = sign(class, look);
        let name = if class == answer {
            style.patch(theme.strong)
        } else {
            style
        };
        put(buf, area.x, y, &format!("{symbol} {species}"), NAME, name);
        if let Some(x) = columns.prior {
            let prior = format!("{:.3}", lab.priors()[class]);
            right(x, PRIOR, y, &prior, theme.text, buf);
        }
        draw_axis(
            lab,
            class,
            Rect {
                y,
                height: 1,
                ..columns.axis
            },
            buf,
            look,
        );
        let value = told(lab, class);
        let number = if class == answer {
            theme.strong
        } else {
            theme.text
        };
        right(columns.score, SCORE, y, &shown(value), number, buf);
        if let Some(x) = columns.posterior {
            let p = lab.scores.posterior(class);
            put(buf, x, y, &format!("{p:.3}"), POSTERIOR, number);
            let bar = sparkline::bar(p, columns.bar.into(), look);
            put(buf, x + POSTERIOR + GAP, y, &bar, columns.bar, style);
        }
    }
}

/// What is told of a species: log f, or the score with its prior.
fn told(lab: &Gaussians, class: usize) -> f64 {
    match lab.has_priors() {
        false => lab.scores.log_f[class],
        true => lab.scores.scores[class],
    }
}

/// A log density or a score in its columns.
fn shown(value: f64) -> String {
    match value {
        -999.0.. => format!("{value:.2}"),
        _ => format!("{value:.0}"),
    }
}

/// The cell of a value on an axis of so many.
fn place(value: f64, cells: u16) -> u16 {
    let share = (value - ENDS.0) / (ENDS.1 - ENDS.0);
    (share.clamp(0.0, 1.0) * f64::from(cells.saturating_sub(1))).round() as u16
}

/// The likelihood, and with priors how far each pulls it down.
fn draw_axis(lab: &Gaussians, class: usize, line: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let rail = look.pick("·", ".").repeat(line.width.into());
    put(buf, line.x, line.y, &rail, line.width, theme.dim);
    let (log_f, to) = (lab.scores.log_f[class], told(lab, class));
    let (_, style) = sign(class, look);
    let [from, at] = [log_f, to].map(|value| place(value, line.width));
    // On the left the score, the likelihood on the right: a prior is 1 at most.
    let pull = look.pick("─", "-").repeat(from.saturating_sub(at).into());
    put(
        buf,
        line.x + at,
        line.y,
        &pull,
        line.width.saturating_sub(at),
        style,
    );
    if lab.has_priors() {
        put(buf, line.x + from, line.y, look.pick("│", "|"), 1, style);
    }
    let mark = match to < ENDS.0 {
        true => look.pick("◄", "<"),
        false => look.pick("●", "@"),
    };
    put(buf, line.x + at, line.y, mark, 1, style.patch(theme.strong));
}
