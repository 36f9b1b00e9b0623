//! All runs in a table: what was set for each, where it was forked, and how far it came.

use super::Autoencoder;
use super::settings::{NETWORKS, NOISES, Settings};
use crate::labs::training::Past;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::many;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows at the least: the head, some runs and the line below.
pub const LEAST: u16 = 8;

const HEAD: &str =
    "run  from     network    optimizer  rate     batch  epochs  val_loss  kept  learns";

/// Rows that all runs take.
pub fn height(lab: &Autoencoder) -> u16 {
    lab.time.kept.runs().len() as u16 + 3
}

/// The newest runs, as many as there is room for, and what memory they take.
pub fn draw(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let mut line = |row: u16, text: &str, style| {
        if row < area.height {
            put(
                buf,
                area.x + 2,
                area.y + row,
                text,
                area.width.saturating_sub(2),
                style,
            );
        }
    };
    line(0, HEAD, theme.dim);
    let kept = &lab.time.kept;
    let runs = kept.runs();
    let room = usize::from(area.height.saturating_sub(3));
    let shown = &runs[runs.len().saturating_sub(room)..];
    let looked_at = lab.past_shown().map(|past| past.number);
    for (row, past) in (1..).zip(shown) {
        let style = match Some(past.number) == looked_at {
            true => theme.strong,
            false => theme.text,
        };
        line(row, &told(past), style);
    }
    let below = match runs {
        [] => "no run yet: Space trains".to_owned(),
        _ => format!("{:.1} MB of weights are kept", kept.bytes() as f64 / 1e6),
    };
    let row = shown.len() as u16 + 1;
    if !runs.is_empty() {
        line(row, &components(lab), theme.text);
    }
    line(row + u16::from(!runs.is_empty()), &below, theme.dim);
    let marked = shown.iter().position(|past| Some(past.number) == looked_at);
    if let Some(row) = marked
        .map(|at| at as u16 + 1)
        .filter(|row| *row < area.height)
    {
        put(
            buf,
            area.x,
            area.y + row,
            look.pick("►", ">"),
            1,
            theme.accent,
        );
    }
}

/// The nearest linear code as a row: it takes the place of a run, and has no epochs.
fn components(lab: &Autoencoder) -> String {
    let loss = match lab.components_error() {
        Some(error) => format!("{error:.4}"),
        None if lab.components.failure().is_some() => "-".to_owned(),
        None => "...".to_owned(),
    };
    format!(
        "{:>3}  {:<7}  {:<9}  {:<9}  {:<7}  {:>5}  {:>6}  {loss:>8}  {:>4}  clean",
        "-",
        "algebra",
        format!("PCA {}", lab.settings.code()),
        "-",
        "-",
        "-",
        "-",
        "-",
    )
}

/// The runs in words, each as its row has it.
pub fn in_words(lab: &Autoencoder) -> String {
    let each = lab.time.kept.runs().iter().map(|past| {
        let learning = &past.settings.learning;
        let from = past.origin.map_or(String::new(), |origin| {
            format!(", from run {} after epoch {}", origin.run, origin.epoch)
        });
        let loss = past.last_val_loss();
        format!(
            "Run {}{from}: {} at {}, batches of {}, {} numbers, epoch {} of {}, {}; {} kept",
            past.number,
            learning.optimizer_name(),
            learning.rate,
            learning.batch_size,
            past.settings.code(),
            past.latest.epoch,
            past.latest.epochs,
            loss.map_or("no val_loss yet".into(), |loss| format!(
                "val_loss {loss:.4}"
            )),
            many(past.epochs() as u64, "epoch"),
        )
    });
    let each: Vec<String> = each.collect();
    format!("{}.", each.join(". "))
}

fn told(past: &Past<Settings>) -> String {
    let learning = &past.settings.learning;
    let from = past.origin.map_or(String::new(), |origin| {
        format!("{} at {}", origin.run, origin.epoch)
    });
    let loss = past
        .last_val_loss()
        .map_or("-".into(), |loss| format!("{loss:.4}"));
    let network = format!(
        "{} {}",
        NETWORKS[past.settings.network],
        past.settings.code()
    );
    let learns = match past.settings.learned_noise() {
        Some(_) => format!("{} {}", NOISES[past.settings.noise], past.settings.amount),
        None => "clean".into(),
    };
    format!(
        "{:>3}  {from:<7}  {network:<9}  {:<9}  {:<7}  {:>5}  {:>2}/{:<3}  {loss:>8}  {:>4}  {learns}",
        past.number,
        learning.optimizer_name(),
        learning.rate,
        learning.batch_size,
        past.latest.epoch,
        past.latest.epochs,
        past.epochs(),
    )
}
