//! The eight kernels of the first convolution: before any training, as they are now, and what each makes
//! of a digit.

use crate::dataset::idx::SIDE;
use crate::labs::dense_cnn::DenseCnn;
use crate::labs::dense_cnn::networks::{CNN, KERNELS, SIZE, kernel};
use crate::nn::Sequential;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::number::a;
use crate::ui::plot::digit::{self, Picture};
use ndarray::ArrayView2;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns of a weight, and rows of both rows of kernels with their heads.
const CELL: u16 = 2;
const BOTH: u16 = 2 * (SIZE as u16 + 1);

/// Rows without the maps of the digit.
pub const LEAST: u16 = BOTH;

/// Columns of one of the eight.
fn each(width: u16) -> u16 {
    width / KERNELS as u16
}

/// Columns and rows of a map.
fn map(width: u16) -> (u16, u16) {
    let wide = each(width).saturating_sub(1).min(26);
    (wide, wide / 2)
}

/// All rows at a width.
pub fn rows(width: u16) -> u16 {
    BOTH + 1 + map(width).1
}

pub fn draw(lab: &DenseCnn, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let (Some(before), Some(after)) = (lab.untrained(CNN), lab.network(CNN)) else {
        return;
    };
    let updates = lab.runs[CNN].steps();
    let heads = [
        format!("the 8 kernels before training; {}", legend(look)),
        match updates {
            0 => "as they are now: untrained".to_owned(),
            n => format!("as they are after {n} updates"),
        },
    ];
    for (at, net) in [before, after].into_iter().enumerate() {
        let y = area.y + at as u16 * (SIZE as u16 + 1);
        if y < area.bottom() {
            put(buf, area.x, y, &heads[at], area.width, theme.dim);
        }
        row(
            net,
            Rect {
                y: y + 1,
                height: area.bottom().saturating_sub(y + 1),
                ..area
            },
            buf,
            look,
        );
    }
    maps(lab, after, area, buf, look);
}

fn legend(look: &Look) -> String {
    let [most, more, less, least] = [1.0, 0.3, -0.3, -1.0].map(|share| sign(share, look).trim());
    format!("{most} {more} above 0, {less} {least} below")
}

/// A weight, as a share of the largest: two signs, so that nothing is told by colour alone.
fn sign(share: f32, look: &Look) -> &'static str {
    match share {
        0.6.. => look.pick("██", "##"),
        0.2.. => look.pick("▓▓", "++"),
        ..-0.6 => "--",
        ..-0.2 => "- ",
        _ => look.pick("· ", ". "),
    }
}

/// Eight kernels side by side, on one scale.
fn row(net: &Sequential, area: Rect, buf: &mut Buffer, look: &Look) {
    let all: Vec<Vec<f32>> = (0..KERNELS).map(|filter| kernel(net, filter)).collect();
    let most = all
        .iter()
        .flatten()
        .fold(f32::MIN_POSITIVE, |most, it| most.max(it.abs()));
    for (filter, weights) in all.iter().enumerate() {
        let x = area.x + filter as u16 * each(area.width);
        for (at, weight) in weights.iter().enumerate() {
            let (x, y) = (x + CELL * (at % SIZE) as u16, area.y + (at / SIZE) as u16);
            if y >= area.bottom() || x + CELL > area.right() {
                continue;
            }
            let share = weight / most;
            let style = match share {
                0.2.. => look.theme.first,
                ..-0.2 => look.theme.second,
                _ => look.theme.dim,
            };
            put(buf, x, y, sign(share, look), CELL, style);
        }
    }
}

/// What each makes of the digit, each on its own scale.
fn maps(lab: &DenseCnn, net: &Sequential, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(mnist) = lab.data.ready() else {
        return;
    };
    let (wide, high) = map(area.width);
    let y = area.y + BOTH;
    if y + 1 + high > area.bottom() || high == 0 {
        return;
    }
    let label = a(mnist.test.label(lab.nth));
    let words = format!("what each makes of test digit {}, {label}", lab.nth);
    put(buf, area.x, y, &words, area.width, look.theme.dim);
    let pixels = mnist.test.grey(lab.nth);
    let Ok(x) = ArrayView2::from_shape((1, pixels.len()), &pixels) else {
        return;
    };
    let Some(first) = net.slice(..1).outputs(x).into_iter().next() else {
        return;
    };
    let side = SIDE - SIZE + 1;
    for filter in 0..KERNELS {
        let its: Vec<f32> = first
            .iter()
            .skip(filter)
            .step_by(KERNELS)
            .copied()
            .collect();
        let most = its.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
        let ink: Vec<f32> = its.iter().map(|it| it / most).collect();
        let frame = Rect {
            x: area.x + filter as u16 * each(area.width),
            y: y + 1,
            width: wide,
            height: high,
        };
        digit::draw(&Picture::new(&ink, side), frame, buf, look);
    }
}
