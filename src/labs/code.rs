//! The code by hand: a picture goes in, one of its 32 numbers is turned, and what comes back changes.

mod controls;
mod facts;
mod view;

use super::brush::Brush;
use super::coded::picture::{LARGE, SMALL};
use super::coded::{self, Coded, Judged};
use super::model::Model;
use super::pane::Pane;
use super::source::{Awaited, Source};
use super::table;
use super::{Facts, Height};
use crate::dataset::idx::{PIXELS, SIDE};
use crate::dataset::nist;
use crate::stats::mean_squared_error;
use crate::ui::glyphs::Drawn;
use ratatui::layout::Rect;
use std::sync::Arc;

type Control = table::Control<Code>;
type Action = table::Action<Code>;

/// What can go in, by name, and each by its place.
const INPUTS: [&str; 5] = ["digit", "clothes", "drawing", "blank", "inverted"];
const CLOTHES: usize = 1;
const DRAWING: usize = 2;
const BLANK: usize = 3;
const INVERTED: usize = 4;

/// Numbers of the code.
const NUMBERS: usize = 32;

/// How far a number can be turned: further than any training digit took one.
const MOST: f64 = 100.0;

/// Half of what the last decimal of a value tells.
const HALF: f32 = 0.05;

/// The lab's state.
pub struct Code {
    data: Source<Arc<Coded>>,
    /// What goes in, by its place in [`INPUTS`].
    input: usize,
    /// Which test digit, and which picture of clothes.
    digit: usize,
    clothes: usize,
    /// The number under the hand, from 0, and its value where that was moved.
    number: usize,
    turned: Option<f32>,
    /// What comes back is shown: hidden where that is asked.
    shown: bool,
    /// The numbers are drawn.
    bars: bool,
    brush: Brush,
    seen: Option<Seen>,
}

/// What goes in, and what comes of it.
struct Seen {
    /// 784 grey values.
    input: Vec<f32>,
    /// Its code.
    code: Vec<f32>,
    /// What comes back of the code as it is.
    before: Back,
    /// What comes back of it with one number turned.
    now: Back,
}

/// A picture that came back.
#[derive(Clone)]
struct Back {
    pixels: Vec<f32>,
    /// How far it is from what went in: the mean squared error.
    error: f64,
    judged: Option<Judged>,
}

impl Back {
    fn of(code: &[f32], input: &[f32], coded: &Coded) -> Self {
        let pixels = coded.decode(code);
        Self {
            error: mean_squared_error(input, &pixels),
            judged: coded.judge(&pixels),
            pixels,
        }
    }
}

impl Code {
    /// The first test digit, nothing turned.
    pub fn new(id: u32) -> Self {
        Self {
            data: Source::new(id, coded::data),
            input: 0,
            digit: 0,
            clothes: 0,
            number: 0,
            turned: None,
            shown: true,
            bars: true,
            brush: Brush::default(),
            seen: None,
        }
    }

    /// The picture that goes in; a drawing is centred and scaled as MNIST's digits were.
    fn picture(&self, coded: &Coded) -> Vec<f32> {
        let digit = || coded.digits.grey(self.digit);
        match self.input {
            CLOTHES => coded.clothes.grey(self.clothes),
            DRAWING => {
                let sheet = &self.brush.paper.pixels;
                nist::normalized(sheet, SIDE).unwrap_or(vec![0.0; PIXELS])
            }
            BLANK => vec![0.0; PIXELS],
            INVERTED => digit().iter().map(|ink| 1.0 - ink).collect(),
            _ => digit(),
        }
    }

    /// Another picture, or another number of it: nothing is turned.
    fn bring(&mut self, choose: impl FnOnce(&mut Self)) {
        choose(self);
        self.turned = None;
    }

    /// The value of the number under the hand when the picture was encoded.
    fn was(&self) -> f32 {
        let code = self.seen.as_ref().map(|seen| &seen.code);
        code.and_then(|code| code.get(self.number))
            .copied()
            .unwrap_or(0.0)
    }

    /// Its value now.
    fn value(&self) -> f32 {
        self.turned.unwrap_or(self.was())
    }

    fn turn(&mut self, to: f64) {
        let to = to as f32;
        self.turned = ((to - self.was()).abs() > HALF).then_some(to);
    }

    /// Lowest and highest of a number over the training digits.
    fn range(&self, number: usize) -> Option<[f32; 2]> {
        self.data.ready()?.ranges.each().get(number).copied()
    }

    /// The number under the hand is where no training digit took it.
    fn is_outside(&self) -> bool {
        self.data.ready().is_some_and(|coded| {
            self.turned
                .is_some_and(|to| coded.ranges.leaves_out(self.number, to))
        })
    }
}

impl Model for Code {
    const CONTROLS: &'static [Control] = controls::CONTROLS;

    const ACTIONS: &'static [Action] = controls::ACTIONS;

    /// Two columns for each of the numbers, and their axis.
    const WIDTH: u16 = 74;

    const DRAWS: Drawn = Drawn::Digits;

    fn refresh(&mut self) {
        let Some(coded) = self.data.ready() else {
            return;
        };
        let input = self.picture(coded);
        let seen = match self.seen.take() {
            Some(seen) if seen.input == input => seen,
            before => {
                // Of another picture nothing is turned.
                if before.is_some() {
                    self.turned = None;
                }
                let code = coded.encode(&input);
                let before = Back::of(&code, &input, coded);
                let now = before.clone();
                Seen {
                    input,
                    code,
                    before,
                    now,
                }
            }
        };
        let now = match self.turned {
            Some(to) => {
                let mut code = seen.code.clone();
                if let Some(number) = code.get_mut(self.number) {
                    *number = to;
                }
                Back::of(&code, &seen.input, coded)
            }
            None => seen.before.clone(),
        };
        self.seen = Some(Seen { now, ..seen });
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
        match self.bars {
            true => Height::new(13, 19, 24),
            false => Height::new(SMALL + 1, LARGE + 1, LARGE + 2),
        }
    }

    fn shows_sheet(&self) -> bool {
        self.input == DRAWING
    }

    fn brush(&self) -> Option<&Brush> {
        Some(&self.brush)
    }

    fn brush_mut(&mut self) -> Option<&mut Brush> {
        Some(&mut self.brush)
    }
}

#[cfg(test)]
mod tests;
