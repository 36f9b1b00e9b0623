//! What a terminal can show: colour tiers, background, character tiers.

pub use crate::event::{Background, ColorTier};
use std::str::FromStr;

/// How digits are made of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Drawing {
    /// One character a cell, darker ones for more ink. The face of this course.
    Ramp,
    /// Two pixels a cell.
    Blocks,
    /// Eight dots a cell.
    Braille,
}

impl Drawing {
    /// All of them, in the order the learner walks through.
    pub const ALL: [Drawing; 3] = [Drawing::Ramp, Drawing::Blocks, Drawing::Braille];

    /// The name on the command line and in the state file.
    pub fn name(self) -> &'static str {
        match self {
            Drawing::Ramp => "ramp",
            Drawing::Blocks => "blocks",
            Drawing::Braille => "braille",
        }
    }

    /// The next way of drawing, round and round.
    pub fn next(self) -> Self {
        match self {
            Drawing::Ramp => Drawing::Blocks,
            Drawing::Blocks => Drawing::Braille,
            Drawing::Braille => Drawing::Ramp,
        }
    }
}

impl FromStr for Drawing {
    type Err = UnknownDrawing;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Drawing::ALL
            .into_iter()
            .find(|d| d.name() == name)
            .ok_or(UnknownDrawing)
    }
}

/// How plots are made of characters: their lines, that is, since what is filled is filled in
/// either. A digit is recognized in characters of growing weight; a curve is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Plotting {
    /// Lines of eight dots a cell.
    Braille,
    /// Lines of quarters of a cell.
    Blocks,
}

impl Plotting {
    /// All of them, in the order the learner walks through: the finest first.
    pub const ALL: [Plotting; 2] = [Plotting::Braille, Plotting::Blocks];

    /// The name in the state file.
    pub fn name(self) -> &'static str {
        match self {
            Plotting::Braille => "braille",
            Plotting::Blocks => "blocks",
        }
    }

    /// The next way of drawing, to and fro.
    pub fn next(self) -> Self {
        match self {
            Plotting::Braille => Plotting::Blocks,
            Plotting::Blocks => Plotting::Braille,
        }
    }

    /// What goes with a drawing of digits, for who names one for both.
    pub fn with(drawing: Drawing) -> Self {
        match drawing {
            Drawing::Blocks => Plotting::Blocks,
            Drawing::Ramp | Drawing::Braille => Plotting::Braille,
        }
    }
}

impl FromStr for Plotting {
    type Err = UnknownDrawing;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Plotting::ALL
            .into_iter()
            .find(|p| p.name() == name)
            .ok_or(UnknownDrawing)
    }
}

/// A name that is no way of drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such drawing: it is one of ramp, blocks, braille")]
pub struct UnknownDrawing;

/// What is drawn: digits and plots choose their drawing apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// Handwritten digits.
    Digits,
    /// Lines, points, areas.
    Plots,
}

/// The characters that may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Glyphs {
    /// How digits are drawn, where more than ASCII may be.
    pub digits: Drawing,
    /// How plots are drawn, where more than ASCII may be.
    pub plots: Plotting,
    /// Nothing above 0x7F anywhere.
    pub ascii: bool,
}

impl Glyphs {
    /// What suits most eyes: digits in the ramp, plots in the finest lines.
    pub const BEST: Glyphs = Glyphs {
        digits: Drawing::Ramp,
        plots: Plotting::Braille,
        ascii: false,
    };

    /// The drawing of digits in force: ASCII has but the ramp.
    pub fn digits(self) -> Drawing {
        if self.ascii {
            Drawing::Ramp
        } else {
            self.digits
        }
    }

    /// The drawing of plots in force: none, where there is ASCII alone.
    pub fn plots(self) -> Option<Plotting> {
        (!self.ascii).then_some(self.plots)
    }

    /// Takes the next drawing of what is drawn, and says which.
    pub fn change(&mut self, drawn: Drawn) -> &'static str {
        match drawn {
            Drawn::Digits => {
                self.digits = self.digits.next();
                self.digits.name()
            }
            Drawn::Plots => {
                self.plots = self.plots.next();
                self.plots.name()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_plots_change_their_drawing_apart_and_come_round() {
        let mut glyphs = Glyphs::BEST;
        assert_eq!(glyphs.change(Drawn::Digits), "blocks");
        assert_eq!(glyphs.plots, Glyphs::BEST.plots);
        assert_eq!(glyphs.change(Drawn::Plots), "blocks");
        assert_eq!(glyphs.change(Drawn::Digits), "braille");
        assert_eq!(glyphs.plots, Plotting::Blocks);
        glyphs.change(Drawn::Digits);
        glyphs.change(Drawn::Plots);
        assert_eq!(glyphs, Glyphs::BEST);
    }

    #[test]
    fn every_name_is_read_as_what_it_names() {
        for plots in Plotting::ALL {
            assert_eq!(plots.name().parse(), Ok(plots));
        }
        assert!("ramp".parse::<Plotting>().is_err());
    }
}
