//! The test digits, one at a time, in every way of drawing.

mod drawings;

use crate::dataset::idx::PIXELS;
use crate::dataset::mnist::Mnist;
use crate::labs::source::Source;
use crate::labs::{BadValue, Fact, Height, Lab, Verb, number};
use crate::msg::{Effect, Msg};
use crate::train::JobId;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::control::{Control, Kind, Steps};
use crate::ui::glyphs::Drawn;
use crate::ui::number::a;
use crate::ui::plot::digit::Picture;
use drawings::{GAP, LARGE, PITCH};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// One digit of the test set.
pub struct Digit {
    id: u32,
    index: usize,
    source: Source,
}

impl Digit {
    /// Shows the first test digit until told otherwise.
    pub fn new(id: u32) -> Self {
        Self {
            id,
            index: 0,
            source: Source::Unasked,
        }
    }

    fn label(&self) -> Option<u8> {
        self.source
            .ready()
            .map(|mnist| mnist.test.label(self.index))
    }

    /// Pixels that are more than half inked.
    fn ink(&self) -> Option<usize> {
        let mnist = self.source.ready()?;
        let image = mnist.test.image(self.index);
        Some(image.iter().filter(|&&byte| byte > 127).count())
    }

    fn pixels(mnist: &Mnist, index: usize) -> Vec<f32> {
        mnist
            .test
            .image(index)
            .iter()
            .map(|&byte| f32::from(byte) / 255.0)
            .collect()
    }
}

impl Lab for Digit {
    fn open(&mut self) -> Vec<Effect> {
        self.source.ask(JobId {
            lab: self.id,
            run: 0,
        })
    }

    fn controls(&self) -> Vec<Control> {
        let kind = Kind::Number {
            value: self.index as f64,
            min: 0.0,
            max: 9999.0,
            steps: Steps::Even(1.0),
            decimals: 0,
            unit: "",
        };
        let note = self
            .label()
            .zip(self.ink())
            .map(|(label, ink)| format!("{}: {ink} of {PIXELS} pixels inked", a(label)));
        let note = note.unwrap_or_default();
        let help = "Which of the 10,000 test digits.";
        vec![Control {
            name: "digit",
            symbol: "",
            help,
            kind,
            note,
        }]
    }

    fn set(&mut self, name: &str, value: &str) -> Result<Vec<Effect>, BadValue> {
        self.index = number(&self.controls(), name, value)?.round() as usize;
        Ok(Vec::new())
    }

    fn verbs(&self) -> Vec<Verb> {
        vec![Verb {
            name: "another",
            key: Some(' '),
            does: "another",
            arguments: "",
            help: "Jump to another digit.",
        }]
    }

    fn act(&mut self, verb: &str, arguments: &str) -> Result<Vec<Effect>, BadValue> {
        if verb != "another" {
            return Err(BadValue::unknown_verb(verb, &self.verbs()));
        }
        if !arguments.is_empty() {
            return Err(BadValue::arguments(verb, arguments, "said alone"));
        }
        // 7,919 shares no factor with 10,000: every digit comes once before any comes again.
        self.index = (self.index + 7919) % 10_000;
        Ok(Vec::new())
    }

    fn facts(&self) -> Vec<Fact> {
        let index = self.index as f64;
        let mut facts = vec![Fact::number(
            "digit",
            index,
            "",
            format!(
                "This is test digit {} of 10,000, counted from 0.",
                self.index
            ),
        )];
        if let Some((label, ink)) = self.label().zip(self.ink()) {
            facts.push(Fact::number(
                "label",
                f64::from(label),
                "",
                format!("It is {}.", a(label)),
            ));
            facts.push(Fact::number(
                "ink",
                ink as f64,
                "pixels",
                format!("{ink} of its 784 pixels are more than half inked."),
            ));
        }
        facts
    }

    fn update(&mut self, msg: &Msg, _area: Rect) -> Vec<Effect> {
        self.source.receive(msg);
        Vec::new()
    }

    fn draws(&self) -> Drawn {
        Drawn::Digits
    }

    fn width(&self) -> u16 {
        // The large one, and three small ones beside it.
        LARGE.0 + GAP + 3 * PITCH
    }

    fn height(&self, _width: u16) -> Height {
        Height {
            least: LARGE.1 / 2 + 1,
            good: LARGE.1 + 1,
            best: LARGE.1 + 2,
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let Some(mnist) = self.source.ready() else {
            let sentence = self.source.sentence();
            put(buf, area.x, area.y, sentence, area.width, look.theme.dim);
            return;
        };
        let pixels = Self::pixels(mnist, self.index);
        drawings::draw(&Picture::new(&pixels, 28), area, buf, look);
    }
}
