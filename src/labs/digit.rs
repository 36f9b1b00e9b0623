//! The test digits, one at a time, in every way of drawing.

mod drawings;

use crate::dataset::idx::PIXELS;
use crate::dataset::mnist::{Digits, test_digits};
use crate::labs::knob::options;
use crate::labs::source::Source;
use crate::labs::{BadValue, Fact, Height, Lab, Verb, choice, ink, number};
use crate::msg::{Effect, Msg};
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::control::{Control, Kind, Steps};
use crate::ui::glyphs::Drawn;
use crate::ui::number::a;
use crate::ui::plot::digit::Picture;
use drawings::{GAP, LARGE, LINE};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

/// Whether it is told what the digit is, in the order of the control.
const LABEL: [&str; 2] = ["hidden", "shown"];

/// Whether it is drawn in the chosen way alone, or beside it in all others, in the same order.
const WAYS: [&str; 2] = ["one", "all"];

/// One digit of the test set.
pub struct Digit {
    id: u32,
    index: usize,
    /// What the digit is may be told: otherwise that is asked.
    labelled: bool,
    /// It is drawn in every way.
    all_ways: bool,
    source: Source<Arc<Digits>>,
}

impl Digit {
    /// Shows the first test digit until told otherwise.
    pub fn new(id: u32) -> Self {
        Self {
            id,
            index: 0,
            labelled: true,
            all_ways: true,
            source: Source::default(),
        }
    }

    fn label(&self) -> Option<u8> {
        self.source.ready().map(|digits| digits.label(self.index))
    }

    /// Pixels that are more than half inked.
    fn ink(&self) -> Option<usize> {
        let image = self.source.ready()?.image(self.index);
        Some(image.iter().filter(|&&byte| byte > 127).count())
    }

    fn pixels(digits: &Digits, index: usize) -> Vec<f32> {
        let bytes = digits.image(index).iter();
        bytes.map(|&byte| f32::from(byte) / 255.0).collect()
    }
}

impl Lab for Digit {
    fn open(&mut self) -> Vec<Effect> {
        let unpack = || test_digits().map_err(|error| error.to_string());
        self.source.ask(self.id, unpack).into_iter().collect()
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
            .map(|(label, ink)| match self.labelled {
                true => format!("{}: {ink} of {PIXELS} pixels inked", a(label)),
                false => format!("{ink} of {PIXELS} pixels inked"),
            });
        let note = note.unwrap_or_default();
        let help = "Which of the 10,000 test digits.";
        let digit = Control {
            name: "digit",
            symbol: "",
            help,
            kind,
            note,
        };
        let choice = |name, help, all: &[&'static str], on| {
            options(name, help, all, usize::from(on), String::new())
        };
        vec![
            digit,
            choice(
                "label",
                "Whether it is told what the digit is: hidden where that is asked.",
                &LABEL,
                self.labelled,
            ),
            choice(
                "ways",
                "Whether it stands alone, or beside it every other way of drawing it.",
                &WAYS,
                self.all_ways,
            ),
        ]
    }

    fn set(&mut self, name: &str, value: &str) -> Result<Vec<Effect>, BadValue> {
        let controls = self.controls();
        match name {
            "label" => self.labelled = choice(&controls, name, value)? == 1,
            "ways" => self.all_ways = choice(&controls, name, value)? == 1,
            _ => self.index = number(&controls, name, value)?.round() as usize,
        }
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
        if let Some(digits) = self.source.ready() {
            facts.push(ink::rows(&Self::pixels(digits, self.index)));
        }
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

    fn kept_back(&self) -> Vec<&'static str> {
        match self.labelled {
            true => vec!["rows"],
            false => vec!["label"],
        }
    }

    fn update(&mut self, msg: &Msg, _area: Rect) -> Vec<Effect> {
        self.source.receive(msg);
        Vec::new()
    }

    fn draws(&self) -> Drawn {
        Drawn::Digits
    }

    fn stays(&self) -> bool {
        false
    }

    fn width(&self) -> u16 {
        // The large one, and small ones beside it.
        LARGE.0 + GAP + LINE
    }

    fn height(&self, width: u16) -> Height {
        let best = match self.all_ways {
            true => drawings::all(width),
            false => drawings::alone(width, u16::MAX) + 1,
        };
        Height {
            least: LARGE.1 / 2 + 1,
            good: LARGE.1 + 1,
            best,
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let Some(digits) = self.source.ready() else {
            let sentence = self.source.sentence();
            put(buf, area.x, area.y, sentence, area.width, look.theme.dim);
            return;
        };
        let pixels = Self::pixels(digits, self.index);
        let draw = match self.all_ways {
            true => drawings::draw_all,
            false => drawings::draw_one,
        };
        draw(&Picture::new(&pixels, 28), area, buf, look);
    }
}
