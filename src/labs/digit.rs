//! The test digits, one at a time, in every way of drawing.

use crate::dataset::mnist::Mnist;
use crate::labs::source::Source;
use crate::labs::{BadValue, Fact, Height, Lab, Verb, number};
use crate::msg::{Effect, Msg};
use crate::train::JobId;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::control::{Control, Kind, Steps};
use crate::ui::glyphs::Drawing;
use crate::ui::number::a;
use crate::ui::plot::digit::{self, Picture};
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
            .map_or(String::new(), |l| format!("somebody wrote {}", a(l)));
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
        if let (Some(label), Some(mnist)) = (self.label(), self.source.ready()) {
            let ink = mnist
                .test
                .image(self.index)
                .iter()
                .filter(|&&byte| byte > 127)
                .count();
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

    fn width(&self) -> u16 {
        // The three drawings beside each other.
        64
    }

    fn height(&self, _width: u16) -> Height {
        Height {
            least: 15,
            good: 16,
            best: 16,
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let Some(mnist) = self.source.ready() else {
            put(
                buf,
                area.x,
                area.y,
                self.source.sentence(),
                area.width,
                look.theme.dim,
            );
            return;
        };
        let pixels = Self::pixels(mnist, self.index);
        let picture = Picture::new(&pixels, 28);
        let mut x = area.x;
        // The drawing in force stands first and large; the others small, to compare.
        let chosen = look.glyphs.drawing();
        draw_one(&picture, chosen, true, (x, area), buf, look);
        x += 28 + 4;
        if look.glyphs.ascii {
            return;
        }
        for drawing in Drawing::ALL.into_iter().filter(|&d| d != chosen) {
            draw_one(&picture, drawing, false, (x, area), buf, look);
            x += 14 + 4;
        }
    }
}

fn draw_one(
    picture: &Picture,
    drawing: Drawing,
    large: bool,
    (x, area): (u16, Rect),
    buf: &mut Buffer,
    look: &Look,
) {
    let (width, height) = if large { (28, 14) } else { (14, 7) };
    let place = Rect {
        x,
        y: area.y,
        width,
        height,
    }
    .intersection(area);
    if place.width < width {
        return;
    }
    let mut look = look.clone();
    look.glyphs.drawing = drawing;
    digit::draw(picture, place, buf, &look);
    let name = if look.glyphs.ascii {
        "ascii"
    } else {
        drawing.name()
    };
    let (caption, style) = match large {
        true => (format!("{name}, 28 x 14 characters"), look.theme.accent),
        false => (name.to_string(), look.theme.dim),
    };
    if place.bottom() < area.bottom() {
        put(
            buf,
            x,
            place.bottom(),
            &caption,
            area.right().saturating_sub(x),
            style,
        );
    }
}
