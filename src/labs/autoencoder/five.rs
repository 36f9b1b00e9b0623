//! Five moments of the run as pictures, shuffled: which came first?

use super::Autoencoder;
use super::pictures::{self, Frame};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::digit::{self, Picture};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows of a row of pictures with the line over it.
pub const HIGH: u16 = 8;

const PICTURE: (u16, u16) = (14, 7);

/// Which of the five moments, in their order, stands at each place: A is the fourth of them.
const PLACES: [usize; 5] = [3, 0, 4, 1, 2];

/// Epochs that a run must have, so that no two moments are the same.
const LEAST: usize = 6;

/// The epochs of the five moments: early ones lie closer together, since most is learned there.
fn moments(epochs: usize) -> [usize; 5] {
    let power = |share: f64| (epochs as f64).powf(share).round() as usize;
    [0, 1, power(0.4).max(2), power(0.7).max(3), epochs]
}

impl Autoencoder {
    /// The chosen digit at the five moments, and after it the next one, in the order they are shown.
    pub(super) fn five_shown(&self) -> Vec<Frame> {
        let (Some(mnist), Some(past)) = (self.source.ready(), self.past_shown()) else {
            return Vec::new();
        };
        let epochs = past.latest.epoch;
        if epochs < LEAST {
            return Vec::new();
        }
        let moments = moments(epochs);
        let of = |place: usize, digit: usize| {
            let epoch = moments[PLACES[place]];
            let at = self.checkpoint_of(past, epoch);
            let model = at.map(|at| at.model.clone());
            let model = model.or_else(|| self.fresh(&past.settings))?;
            Some(pictures::frame(&model, &mnist.test, digit, (place, epoch)))
        };
        let digits = [self.settings.digit, self.settings.digit + 1];
        let all = digits
            .into_iter()
            .flat_map(|digit| (0..5).map(move |place| (place, digit)));
        all.filter_map(|(place, digit)| of(place, digit)).collect()
    }
}

pub fn draw(lab: &Autoencoder, area: Rect, buf: &mut Buffer, look: &Look) {
    if lab.frames.is_empty() {
        let words = "Six epochs are needed: train on, and five of their pictures stand here.";
        put(buf, area.x, area.y, words, area.width, look.theme.dim);
        return;
    }
    let (wide, high) = PICTURE;
    for (nth, frame) in lab.frames.iter().enumerate() {
        let (column, row) = ((nth % 5) as u16, (nth / 5) as u16);
        let x = area.x + column * (wide + 1);
        if row == 0 {
            let letter = ["A", "B", "C", "D", "E"][nth % 5];
            put(buf, x + wide / 2, area.y, letter, 1, look.theme.strong);
        }
        let place = Rect {
            x,
            y: area.y + 1 + row * high,
            width: wide,
            height: high,
        };
        if area.intersection(place) == place {
            digit::draw(&Picture::new(&frame.pixels, 28), place, buf, look);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_moments_are_five_and_in_order_from_six_epochs_on() {
        for epochs in LEAST..=100 {
            let moments = moments(epochs);
            assert!(moments.is_sorted_by(|one, next| one < next), "{moments:?}");
        }
        assert_eq!(moments(17), [0, 1, 3, 7, 17]);
    }
}
