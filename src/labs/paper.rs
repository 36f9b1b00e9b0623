//! Paper of 28 by 28 pixels: the ink that a brush has laid on it, and the way back.

use crate::dataset::idx::{PIXELS, SIDE};

/// The last column and row.
pub const LAST: f64 = (SIDE - 1) as f64;

/// How broad the brush is, in pixels: about as the digits are written.
const BRUSH: f64 = 2.5;

/// Strokes that can be undone.
const UNDONE: usize = 100;

/// The places a stroke goes through, each a column and a row.
pub type Stroke = Vec<[f64; 2]>;

/// Ink on paper.
pub struct Paper {
    /// Grey values from 0 to 1, row by row.
    pub pixels: Vec<f32>,
    /// The strokes that laid it.
    strokes: Vec<Stroke>,
    /// Both before each stroke.
    before: Vec<(Vec<f32>, Vec<Stroke>)>,
}

impl Default for Paper {
    fn default() -> Self {
        Self {
            pixels: vec![0.0; PIXELS],
            strokes: Vec::new(),
            before: Vec::new(),
        }
    }
}

impl Paper {
    /// What is laid from here on is one stroke, and can be undone in one.
    pub fn begin(&mut self) {
        self.keep();
        self.strokes.push(Stroke::new());
    }

    fn keep(&mut self) {
        if self.before.len() == UNDONE {
            self.before.remove(0);
        }
        self.before
            .push((self.pixels.clone(), self.strokes.clone()));
    }

    /// The strokes that are on it.
    pub fn strokes(&self) -> &[Stroke] {
        &self.strokes
    }

    /// Lays the ink of a stroke between two places, each a column and a row, with a soft brush:
    /// the nearer it comes to a pixel, the more ink is there, and no ink goes.
    pub fn lay(&mut self, [from, to]: [[f64; 2]; 2]) {
        for (at, pixel) in self.pixels.iter_mut().enumerate() {
            let place = [(at % SIDE) as f64, (at / SIDE) as f64];
            let ink = BRUSH / 2.0 + 0.5 - distance(place, from, to);
            *pixel = pixel.max(ink.clamp(0.0, 1.0) as f32);
        }
        self.note(to);
    }

    /// The stroke goes on to a place; straight on is no new one.
    fn note(&mut self, to: [f64; 2]) {
        let Some(stroke) = self.strokes.last_mut() else {
            return;
        };
        let goes_on = |[a, b]: [[f64; 2]; 2]| {
            let ([x, y], [dx, dy]) = ([b[0] - a[0], b[1] - a[1]], [to[0] - b[0], to[1] - b[1]]);
            x * dy == y * dx && x * dx + y * dy >= 0.0
        };
        match stroke[..] {
            [.., last] if last == to => {}
            [.., before, ref mut last] if goes_on([before, *last]) => *last = to,
            _ => stroke.push(to),
        }
    }

    /// A clean sheet.
    pub fn clear(&mut self) {
        self.keep();
        self.pixels.fill(0.0);
        self.strokes.clear();
    }

    /// Takes back what was done last; nothing where there is none.
    pub fn undo(&mut self) -> Option<()> {
        (self.pixels, self.strokes) = self.before.pop()?;
        Some(())
    }

    /// Whether there is anything to take back.
    pub fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// The mean ink of a pixel.
    pub fn mean(&self) -> f64 {
        f64::from(self.pixels.iter().sum::<f32>()) / PIXELS as f64
    }

    /// How many pixels are more than half inked.
    pub fn inked(&self) -> usize {
        self.pixels.iter().filter(|ink| **ink > 0.5).count()
    }
}

/// How far a place is from the nearest one between two ends.
fn distance(place: [f64; 2], from: [f64; 2], to: [f64; 2]) -> f64 {
    let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    let [x, y] = [place[0] - from[0], place[1] - from[1]];
    let square = dx * dx + dy * dy;
    let share = (x * dx + y * dy) / if square > 0.0 { square } else { 1.0 };
    let share = share.clamp(0.0, 1.0);
    (x - share * dx).hypot(y - share * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stroke_is_full_along_its_way_soft_at_its_edge_and_nowhere_else() {
        let mut paper = Paper::default();
        paper.lay([[5.0, 10.0], [9.0, 10.0]]);
        let at = |x: usize, y: usize| paper.pixels[y * SIDE + x];
        for x in 5..=9 {
            assert_eq!(
                [at(x, 8), at(x, 9), at(x, 10), at(x, 11)],
                [0.0, 0.75, 1.0, 0.75]
            );
        }
        assert_eq!((at(4, 10), at(10, 10), at(3, 10)), (0.75, 0.75, 0.0));
        // At a corner it is round.
        assert!(at(4, 9) > 0.0 && at(4, 9) < 0.4, "{}", at(4, 9));
        let before = paper.pixels.clone();
        paper.lay([[9.0, 10.0], [5.0, 10.0]]);
        assert_eq!(paper.pixels, before, "no ink goes");
        paper.lay([[-9.0, -9.0]; 2]);
        assert_eq!(paper.pixels, before, "beside the paper there is none");
    }

    #[test]
    fn undo_goes_back_stroke_by_stroke_and_over_a_cleared_sheet() {
        let mut paper = Paper::default();
        let dab = |paper: &mut Paper, at: f64| {
            paper.begin();
            paper.lay([[at, at]; 2]);
        };
        dab(&mut paper, 4.0);
        let one = paper.pixels.clone();
        dab(&mut paper, 9.0);
        paper.clear();
        assert_eq!(paper.inked(), 0);
        assert!(paper.undo().and(paper.undo()).is_some());
        assert_eq!(paper.pixels, one);
        assert!(paper.undo().is_some() && !paper.can_undo());
        assert_eq!(paper.undo(), None);
        assert_eq!(paper.mean(), 0.0);
        (0..3 * UNDONE).for_each(|_| dab(&mut paper, 1.0));
        assert_eq!(paper.before.len(), UNDONE, "what is kept has an end");
    }
}
