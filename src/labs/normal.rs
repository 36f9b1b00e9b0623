//! The normal density: two knobs, one area, and samples.

mod facts;
mod funnel;
mod sample;
mod strip;
#[cfg(test)]
mod tests;

use crate::event::{Event, MouseKind};
use crate::labs::{BadValue, Fact, Height, Lab, Verb, number};
use crate::msg::{Effect, Msg};
use crate::stats::normal::Normal as Density;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::control::{Control, Kind, Steps};
use crate::ui::plot::axis::Axis;
use crate::ui::plot::curve::{self, Curve};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use sample::Samples;
use strip::Strip;

/// Tops of the vertical axis: few, so that taller looks taller.
const TOPS: [f64; 4] = [0.5, 1.2, 2.5, 4.5];

/// By how much an end of the interval moves.
const ENDS: f64 = 0.01;

/// N(mu, sigma^2) and an interval under it.
pub struct Normal {
    density: Density,
    low: f64,
    high: f64,
    /// How far the axis reaches to each side. It stays while mu and sigma move, so that wider looks
    /// wider.
    span: f64,
    /// The end that the mouse took hold of.
    held: &'static str,
    samples: Samples,
    /// The formula with its numbers, and the symbol in it that was moved last.
    strip: Strip,
    moved: Option<&'static str>,
}

impl Default for Normal {
    fn default() -> Self {
        Self {
            density: Density::standard(),
            low: -1.0,
            high: 1.0,
            span: 5.0,
            held: "low",
            samples: Samples::default(),
            strip: Strip::default(),
            moved: None,
        }
    }
}

impl Normal {
    fn mu(&self) -> f64 {
        self.density.mean()
    }

    fn sigma(&self) -> f64 {
        self.density.std_dev()
    }

    fn peak(&self) -> f64 {
        self.density.pdf(self.mu())
    }

    fn area(&self) -> f64 {
        self.density.area(self.low, self.high)
    }

    fn move_to(&mut self, mu: f64, sigma: f64) {
        // The controls' ranges hold only what is a distribution.
        self.density = Density::new(mu, sigma).unwrap_or(self.density);
    }

    fn top(&self) -> f64 {
        let above = TOPS.into_iter().find(|top| self.peak() * 1.02 <= *top);
        above.unwrap_or(TOPS[TOPS.len() - 1])
    }

    fn knob(
        &self,
        name: &'static str,
        symbol: &'static str,
        value: f64,
        range: (f64, f64),
        help: &'static str,
        note: String,
    ) -> Control {
        let (min, max) = range;
        let (step, decimals) = match name {
            "span" => (1.0, 0),
            "sigma" => (0.02, 2),
            "mu" => (0.05, 2),
            "n" => (1.0, 0),
            _ => (ENDS, 2),
        };
        let kind = Kind::Number {
            value,
            min,
            max,
            steps: if name == "n" {
                Steps::OneTwoFive
            } else {
                Steps::Even(step)
            },
            decimals,
            unit: "",
        };
        Control {
            name,
            symbol,
            help,
            kind,
            note,
        }
    }

    /// Where a column of the picture lies on the horizontal axis.
    fn axis(&self, area: Rect) -> Axis {
        Axis {
            from: -self.span,
            to: self.span,
            cells: curve::plot_area(area).width,
        }
    }
}

impl Lab for Normal {
    fn controls(&self) -> Vec<Control> {
        // The span comes first: a set-up code sets it before what must lie within it.
        vec![
            self.knob(
                "span",
                "",
                self.span,
                (1.0, 10.0),
                "How far the axis reaches to each side of 0.",
                String::new(),
            ),
            self.knob(
                "mu",
                "μ",
                self.mu(),
                (-3.0, 3.0),
                "The mean: where the curve is centred.",
                self.strip.power(self.mu(), self.sigma()),
            ),
            self.knob(
                "sigma",
                "σ",
                self.sigma(),
                (0.1, 3.0),
                "The standard deviation: how wide the curve is, in the units of x.",
                format!("{} = {:.2}", self.strip.factor(self.sigma()), self.peak()),
            ),
            self.knob(
                "low",
                "",
                self.low,
                (-self.span, self.span),
                "The lower end of the interval.",
                "P(low ≤ x ≤ high)".into(),
            ),
            self.knob(
                "high",
                "",
                self.high,
                (-self.span, self.span),
                "The upper end of the interval.",
                format!("is the area, {:.4}", self.area()),
            ),
            self.knob(
                "n",
                "",
                self.samples.n() as f64,
                (1.0, sample::MOST as f64),
                "How many values a sample has; Space draws another one.",
                String::new(),
            ),
        ]
    }

    fn set(&mut self, name: &str, value: &str) -> Result<Vec<Effect>, BadValue> {
        let value = number(&self.controls(), name, value)?;
        match name {
            "mu" => {
                self.move_to(value, self.sigma());
                self.moved = Some(r"\mu");
            }
            "sigma" => {
                self.move_to(self.mu(), value);
                self.moved = Some(r"\sigma");
            }
            // An end that meets the other pushes it along: the interval never turns over.
            "low" => (self.low, self.high) = (value, self.high.max(value)),
            "high" => (self.low, self.high) = (self.low.min(value), value),
            "n" => self.samples.resize(value as usize),
            _ => {
                self.span = value;
                self.low = self.low.clamp(-value, value);
                self.high = self.high.clamp(-value, value);
            }
        }
        Ok(Vec::new())
    }

    fn verbs(&self) -> Vec<Verb> {
        // Before a sample is asked for there is none to be drawn again.
        let drawn = self.samples.is_drawn();
        vec![Verb {
            name: "sample",
            key: drawn.then_some(' '),
            does: if drawn { "sample again" } else { "" },
            arguments: sample::ARGUMENTS,
            help: "Draw a sample of n values, or M of N each.",
        }]
    }

    fn act(&mut self, verb: &str, arguments: &str) -> Result<Vec<Effect>, BadValue> {
        match verb {
            "sample" => self.samples.draw(arguments).map(|()| Vec::new()),
            _ => Err(BadValue::unknown_verb(verb, &self.verbs())),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        self.told()
    }

    fn update(&mut self, msg: &Msg, area: Rect) -> Vec<Effect> {
        let Msg::Input(Event::Mouse(mouse)) = msg else {
            return Vec::new();
        };
        let area = funnel::above(&self.samples, area);
        let plot = curve::plot_area(self.picture(area));
        let held = matches!(mouse.kind, MouseKind::Press | MouseKind::Drag);
        if !held || !plot.contains((mouse.x, mouse.y).into()) {
            return Vec::new();
        }
        let x = (self.axis(area).value(mouse.x - plot.x) / ENDS).round() * ENDS;
        if mouse.kind == MouseKind::Press {
            self.held = if (x - self.low).abs() < (x - self.high).abs() {
                "low"
            } else {
                "high"
            };
        }
        self.set(self.held, &format!("{x:.2}")).unwrap_or_default()
    }

    fn moved_in_picture(&self) -> &'static [&'static str] {
        &["low", "high"]
    }

    fn width(&self) -> u16 {
        54
    }

    fn height(&self, _width: u16) -> Height {
        Height {
            least: 7,
            good: 9,
            best: 31,
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let whole = area;
        let area = funnel::above(&self.samples, whole);
        if area != whole {
            let funnel = Rect {
                y: area.bottom() + 1,
                height: funnel::ROWS,
                ..whole
            };
            funnel::draw(&self.samples, funnel, buf, look);
        }
        let picture = self.picture(area);
        let axis = self.axis(picture);
        let bin = 2.0 * self.span / f64::from(axis.cells.max(1));
        let bins = self
            .samples
            .histogram(&self.density, axis.from, bin, axis.cells.into());
        // Once there is a sample, what is filled is its histogram, and the density a line over it.
        let f = |x| match self.samples.is_drawn() {
            true => axis.cell(x).map_or(0.0, |cell| bins[usize::from(cell)]),
            false => self.density.pdf(x),
        };
        let interval = (self.low, self.high);
        let curve = Curve {
            f: &f,
            x: (-self.span, self.span),
            top: self.top(),
            interval,
            x_name: "x",
        };
        curve::draw(&curve, picture, buf, look);
        if self.samples.is_drawn() {
            let up = Axis {
                from: 0.0,
                to: self.top(),
                cells: curve::plot_area(picture).height,
            };
            funnel::line(&self.density, (axis, up), picture, buf, look);
        }
        self.name_the_peak(picture, buf, look);
        if area.height == 0 {
            return;
        }
        let legend = format!(
            " P({:.2} {le} x {le} {:.2}) = {:.4}",
            self.low,
            self.high,
            self.area(),
            le = look.pick("≤", "<=")
        );
        let x = curve::plot_area(picture).x;
        let room = area.right().saturating_sub(x);
        let y = picture.bottom();
        put(buf, x, y, look.pick("█", "#"), room, look.theme.first);
        put(
            buf,
            x + 1,
            y,
            &legend,
            room.saturating_sub(1),
            look.theme.text,
        );
        put(buf, x, area.y, " f(x)", room, look.theme.text);
        let below = y + 2;
        let strip = Rect {
            y: below,
            height: area.bottom().saturating_sub(below),
            ..area
        };
        if !self.samples.is_drawn() {
            let numbers = (self.mu(), self.sigma());
            self.strip.draw(numbers, self.moved, strip, buf, look);
        }
    }
}

impl Normal {
    /// The curve's place: over the legend, and over the formula where there is room for it.
    fn picture(&self, area: Rect) -> Rect {
        let strip = if !self.samples.is_drawn() && Strip::fits(area.height) {
            strip::ROWS
        } else {
            0
        };
        Rect {
            height: area.height.saturating_sub(1 + strip),
            ..area
        }
    }

    /// The most important number, written beside the place it belongs to.
    fn name_the_peak(&self, picture: Rect, buf: &mut Buffer, look: &Look) {
        let plot = curve::plot_area(picture);
        let axis = Axis {
            from: 0.0,
            to: self.top(),
            cells: plot.height,
        };
        let (Some(up), Some(column)) = (axis.cell(self.peak()), self.axis(picture).cell(self.mu()))
        else {
            return;
        };
        let clear = (plot.width / 12).max(3);
        let words = format!("peak {:.2}", self.peak());
        let width = words.len() as u16 + 2;
        // Right of the summit where there is room, left of it elsewhere; the arrow points at it.
        let (x, text) = if column + clear + width <= plot.width {
            (column + clear, format!("{} {words}", look.pick("←", "<")))
        } else {
            (
                column.saturating_sub(clear + width),
                format!("{words} {}", look.pick("→", ">")),
            )
        };
        let y = plot.y + plot.height - 1 - up;
        put(buf, plot.x + x, y, &text, width, look.theme.accent);
    }
}
