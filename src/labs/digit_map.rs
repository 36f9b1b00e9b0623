//! A map of test digits by two numbers each: a code that a network found, or the first two principal
//! components. Any place on it is decoded, also where no digit lies.

mod facts;
mod points;
mod view;

use super::coded::{Coded, Judged};
use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::source::{Awaited, Source};
use super::table;
use super::{Facts, Height};
use crate::ui::glyphs::Drawn;
use points::{Atlas, CODE, MAPS, PCA};
use ratatui::layout::Rect;
use std::sync::Arc;

type Control = table::Control<DigitMap>;
type Action = table::Action<DigitMap>;

/// How far each map reaches: what lies further out is an arrow at its edge.
const REACH: [[(f64, f64); 2]; 2] = [[(-30.0, 120.0), (-20.0, 130.0)], [(-5.0, 9.0), (-6.0, 7.0)]];

/// The lab's state.
pub struct DigitMap {
    data: Source<Arc<Atlas>>,
    /// Which map, by its place in [`MAPS`].
    by: usize,
    /// The place under the hand.
    at: [f64; 2],
    zoom: f64,
    /// The digits are on it; what is decoded is shown; how often neighbours are of one class is told.
    digits: bool,
    decoded: bool,
    alike: bool,
    here: Option<Here>,
}

/// What is at the place under the hand.
struct Here {
    /// 784 grey values.
    pixels: Vec<f32>,
    judged: Option<Judged>,
    /// The nearest digit on the map, and how far it is.
    nearest: usize,
    distance: f64,
}

impl DigitMap {
    /// The map of the code, all of it.
    pub fn new(id: u32) -> Self {
        Self {
            data: Source::new(id, points::data),
            by: CODE,
            at: middle(CODE),
            zoom: 1.0,
            digits: true,
            decoded: true,
            alike: false,
            here: None,
        }
    }

    /// The part of the map that is shown, along an axis: the hand walks from part to part, each half
    /// of one further.
    fn window(&self, axis: usize) -> (f64, f64) {
        let (low, high) = REACH[self.by][axis];
        let wide = (high - low) / self.zoom;
        let last = 2.0 * (self.zoom - 1.0);
        let nth = ((self.at[axis] - low) / (wide / 2.0) - 1.0)
            .round()
            .clamp(0.0, last);
        let from = low + nth * wide / 2.0;
        (from, from + wide)
    }

    /// A digit of the map: its picture as it was written.
    fn written(&self, coded: &Coded, index: usize) -> Vec<f32> {
        coded.digits.grey(index)
    }
}

/// The middle of a map.
fn middle(by: usize) -> [f64; 2] {
    REACH[by].map(|(low, high)| f64::midpoint(low, high).round())
}

impl Model for DigitMap {
    const CONTROLS: &'static [Control] = &[
        Control::choice(
            "by",
            "Which two numbers: the code of a network with a bottleneck of 2, or the first two principal components.",
            &MAPS,
            |lab| lab.by,
            |lab, by| {
                if lab.by != by {
                    lab.by = by;
                    lab.at = middle(by);
                }
            },
        ),
        Control::number(
            "x",
            "The first number of the place that is decoded.",
            |lab| scale(lab, 0),
            |lab| lab.at[0],
            |lab, x| lab.at[0] = x,
        ),
        Control::number(
            "y",
            "The second number of it.",
            |lab| scale(lab, 1),
            |lab| lab.at[1],
            |lab, y| lab.at[1] = y,
        ),
        Control::number(
            "zoom",
            "How many times larger than the whole map.",
            |_| Scale::double((1.0, 16.0)),
            |lab| lab.zoom,
            |lab, zoom| lab.zoom = zoom,
        ),
        Control::toggle(
            "digits",
            "Whether the digits are on the map: hidden where that is asked.",
            &["hidden", "shown"],
            |lab| lab.digits,
            |lab, digits| lab.digits = digits,
        ),
        Control::toggle(
            "decoded",
            "Whether the place under your hand is decoded beside the map.",
            &["hidden", "shown"],
            |lab| lab.decoded,
            |lab, decoded| lab.decoded = decoded,
        ),
        Control::toggle(
            "alike",
            "Whether it is told how often the nearest digit is of the same class, by several codes.",
            &["hidden", "shown"],
            |lab| lab.alike,
            |lab, alike| lab.alike = alike,
        ),
    ];

    const ACTIONS: &'static [Action] =
        &[
            Action::new("nearest", "Go to the nearest digit.", |lab: &mut Self| {
                let nearest = lab.here.as_ref().map(|here| here.nearest);
                if let Some((atlas, nearest)) = lab.data.ready().zip(nearest) {
                    let place = atlas.points[lab.by][nearest];
                    lab.at = [0, 1].map(|axis| scale(lab, axis).snapped(place[axis]));
                }
                Ok(())
            })
            .key(' ', |_| "nearest digit"),
        ];

    /// A map that can be read, and a picture beside it.
    const WIDTH: u16 = 76;

    const DRAWS: Drawn = Drawn::Digits;

    fn refresh(&mut self) {
        let Some(atlas) = self.data.ready() else {
            return;
        };
        let pixels = match self.by {
            PCA => atlas.of_components(self.at),
            _ => atlas.of_code(self.at),
        };
        let (nearest, distance) = atlas.nearest(self.by, self.at);
        self.here = Some(Here {
            judged: atlas.coded.judge(&pixels),
            pixels,
            nearest,
            distance,
        });
    }

    fn awaits(&mut self) -> Option<&mut dyn Awaited> {
        Some(&mut self.data)
    }

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(self, area)
    }

    fn height(&self, _width: u16) -> Height {
        Height::new(10, 18, 34)
    }
}

/// What a coordinate may be: the map's own reach, in steps of a tenth.
fn scale(lab: &DigitMap, axis: usize) -> Scale {
    Scale::even(REACH[lab.by][axis], STEP[lab.by], 1)
}

/// One step over each map.
const STEP: [f64; 2] = [1.0, 0.2];

#[cfg(test)]
mod tests;
