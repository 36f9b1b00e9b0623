//! A kernel of 3 by 3 held against a digit: nine products and their sum at one place, the same at all
//! places as a map, what ReLU and pooling leave of it, and what it prefers.

mod controls;
mod facts;
mod field;
mod judged;
mod keys;
mod response;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::source::{Awaited, Source};
use super::table;
use super::{Facts, Height};
use crate::dataset::mnist::{Digits, test_digits};
use crate::event::Key;
use crate::ui::glyphs::Drawn;
use field::LAYERS;
use judged::{Judged, Pairs};
use ratatui::layout::Rect;
use response::{Kernel, Response};
use std::sync::Arc;

type Control = table::Control<OneKernel>;

/// The views by name, and each by its place.
const VIEWS: [&str; 4] = ["products", "pooled", "field", "score"];
const PRODUCTS: usize = 0;
const POOLED: usize = 1;
const FIELD: usize = 2;
const SCORE: usize = 3;

/// What is known by name, and the learner's own.
const KERNELS: [&str; 8] = [
    "identity", "blur", "upper", "left", "upright", "outline", "zero", "own",
];
const ZERO: usize = 6;
const OWN: usize = 7;

/// Their numbers, row by row.
const KNOWN: [Kernel; OWN] = [
    [0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0],
    [1.0; 9],
    [-1.0, -1.0, -1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0],
    [-1.0, 0.0, 1.0, -1.0, 0.0, 1.0, -1.0, 0.0, 1.0],
    [-1.0, 2.0, -1.0, -1.0, 2.0, -1.0, -1.0, 2.0, -1.0],
    [-1.0, -1.0, -1.0, -1.0, 8.0, -1.0, -1.0, -1.0, -1.0],
    [0.0; 9],
];

/// The lab's state.
pub struct OneKernel {
    data: Source<Data>,
    view: usize,
    /// Which test digit.
    nth: usize,
    /// The place of the kernel among the known ones, and the numbers of the learner's own.
    kernel: usize,
    own: Kernel,
    /// The number of the kernel under the hand.
    cell: usize,
    /// How many layers up the unit is whose field is looked at.
    layer: usize,
    /// Row and column of the unit, or of the window.
    at: [usize; 2],
    /// The maps are shown: hidden where they are asked for.
    shown: bool,
    seen: Option<Response>,
    judged: Option<(Kernel, Judged)>,
}

/// The digits, and a thousand of them to judge by.
#[derive(Clone)]
struct Data {
    digits: Arc<Digits>,
    pairs: Arc<Pairs>,
}

impl OneKernel {
    /// The first test digit, looked at where its stroke begins.
    pub fn new(id: u32) -> Self {
        Self {
            data: Source::new(id, || {
                let digits = test_digits().map_err(|error| error.to_string())?;
                let pairs = Arc::new(Pairs::of(&digits));
                Ok(Data { digits, pairs })
            }),
            view: PRODUCTS,
            nth: 0,
            kernel: 2,
            own: [0.0; 9],
            cell: 4,
            layer: 0,
            at: [6, 9],
            shown: true,
            seen: None,
            judged: None,
        }
    }

    /// What the kernel is called; not where a name would tell what is asked.
    fn kernel_name(&self) -> Option<&'static str> {
        self.shown.then(|| KERNELS[self.kernel])
    }

    /// The numbers of the kernel.
    fn weights(&self) -> Kernel {
        KNOWN.get(self.kernel).copied().unwrap_or(self.own)
    }

    /// Gives the number under the hand another value: the kernel is then the learner's own.
    fn write(&mut self, value: f64) {
        let mut weights = self.weights();
        if weights[self.cell] != value {
            weights[self.cell] = value;
            (self.kernel, self.own) = (OWN, weights);
        }
    }

    /// Units along a side, where the place is one.
    fn side(&self) -> usize {
        LAYERS[self.unit_layer()].side
    }

    /// The layer of the place: beyond the view of fields it is the map.
    fn unit_layer(&self) -> usize {
        if self.view == FIELD { self.layer } else { 0 }
    }

    /// The place, within the map that it is on.
    fn place(&self) -> [usize; 2] {
        self.at.map(|at| at.min(self.side() - 1))
    }

    /// Goes on by so many places.
    fn step(&mut self, by: [isize; 2]) {
        let last = self.side() - 1;
        let place = self.place();
        self.at = [0, 1].map(|axis| place[axis].saturating_add_signed(by[axis]).min(last));
    }

    fn pixels(&self) -> Option<Vec<f32>> {
        Some(self.data.ready()?.digits.grey(self.nth))
    }
}

impl Model for OneKernel {
    const CONTROLS: &'static [Control] = controls::CONTROLS;

    /// A digit, its map and the nine products.
    const WIDTH: u16 = 76;

    const DRAWS: Drawn = Drawn::Digits;

    fn awaits(&mut self) -> Option<&mut dyn Awaited> {
        Some(&mut self.data)
    }

    fn refresh(&mut self) {
        let weights = self.weights();
        self.seen = self.pixels().map(|pixels| Response::of(&weights, pixels));
        let known = |judged: &(Kernel, Judged)| judged.0 == weights;
        if self.view == SCORE
            && !self.judged.as_ref().is_some_and(known)
            && let Some(data) = self.data.ready()
        {
            self.judged = Some((weights, Judged::of(&weights, &data.pairs)));
        }
    }

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(self, area)
    }

    fn height(&self, _width: u16) -> Height {
        view::height(self)
    }

    fn made(&self) -> Vec<String> {
        if self.kernel != OWN {
            return Vec::new();
        }
        let weights = (1..).zip(self.own);
        let written = weights.map(|(cell, weight)| format!("set w{cell} {weight}"));
        written.chain(["set kernel own".to_owned()]).collect()
    }

    fn unmake(&mut self) {
        if self.kernel == OWN {
            (self.kernel, self.own) = (ZERO, [0.0; 9]);
        }
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        keys::of(self.view)
    }

    fn press(&mut self, key: Key) -> bool {
        keys::press(self, key)
    }
}

#[cfg(test)]
mod tests;
