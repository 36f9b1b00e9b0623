//! The normal density: two knobs, one area.

use crate::event::{Event, MouseKind};
use crate::labs::{BadValue, Fact, Height, Lab, number};
use crate::msg::{Effect, Msg};
use crate::stats::normal::Normal as Density;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::control::{Control, Kind, Steps};
use crate::ui::plot::axis::Axis;
use crate::ui::plot::curve::{self, Curve};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Tops of the vertical axis: few, so that taller looks taller.
const TOPS: [f64; 4] = [0.5, 1.2, 2.5, 4.5];

/// N(mu, sigma^2) and an interval under it.
pub struct Normal {
    density: Density,
    low: f64,
    high: f64,
    /// How far the axis reaches to each side. It stays while mu and sigma move, so that wider looks
    /// wider.
    span: f64,
}

impl Default for Normal {
    fn default() -> Self {
        Self {
            density: Density::standard(),
            low: -1.0,
            high: 1.0,
            span: 5.0,
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
            _ => (0.05, 2),
        };
        let kind = Kind::Number {
            value,
            min,
            max,
            steps: Steps::Even(step),
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
        let variance = self.sigma() * self.sigma();
        vec![
            self.knob(
                "mu",
                "μ",
                self.mu(),
                (-3.0, 3.0),
                "The mean: where the curve is centred.",
                "f(x) = 1/√(2πσ²) · e^(-(x-μ)²/2σ²)".into(),
            ),
            self.knob(
                "sigma",
                "σ",
                self.sigma(),
                (0.1, 3.0),
                "The standard deviation: how wide the curve is, in the units of x.",
                format!("f(μ) = 1/√(2π·{variance:.3}) = {:.2}", self.peak()),
            ),
            self.knob(
                "low",
                "a",
                self.low,
                (-self.span, self.span),
                "The lower end of the interval.",
                "P(a ≤ x ≤ b) is the area".into(),
            ),
            self.knob(
                "high",
                "b",
                self.high,
                (-self.span, self.span),
                "The upper end of the interval.",
                format!("from a to b: {:.3}", self.area()),
            ),
            self.knob(
                "span",
                "",
                self.span,
                (1.0, 10.0),
                "How far the axis reaches to each side of 0.",
                String::new(),
            ),
        ]
    }

    fn set(&mut self, name: &str, value: &str) -> Result<Vec<Effect>, BadValue> {
        let value = number(&self.controls(), name, value)?;
        match name {
            "mu" => self.move_to(value, self.sigma()),
            "sigma" => self.move_to(self.mu(), value),
            // An end that meets the other pushes it along: the interval never turns over.
            "low" => (self.low, self.high) = (value, self.high.max(value)),
            "high" => (self.low, self.high) = (self.low.min(value), value),
            _ => {
                self.span = value;
                self.low = self.low.clamp(-value, value);
                self.high = self.high.clamp(-value, value);
            }
        }
        Ok(Vec::new())
    }

    fn facts(&self) -> Vec<Fact> {
        let (mu, sigma) = (self.mu(), self.sigma());
        let fact = Fact::number;
        vec![
            fact("mu", mu, "", format!("The mean mu is {mu:.2}.")),
            fact(
                "sigma",
                sigma,
                "",
                format!("The standard deviation sigma is {sigma:.2}."),
            ),
            fact(
                "peak",
                self.peak(),
                "",
                format!(
                    "The density is highest at x = {mu:.2}, where it is {:.3}.",
                    self.peak()
                ),
            ),
            fact(
                "low",
                self.low,
                "",
                format!("The interval begins at {:.2}.", self.low),
            ),
            fact(
                "high",
                self.high,
                "",
                format!("It ends at {:.2}.", self.high),
            ),
            fact(
                "area",
                self.area(),
                "",
                format!("The area over it, its probability, is {:.4}.", self.area()),
            ),
        ]
    }

    fn update(&mut self, msg: &Msg, area: Rect) -> Vec<Effect> {
        let Msg::Input(Event::Mouse(mouse)) = msg else {
            return Vec::new();
        };
        let plot = curve::plot_area(area);
        let held = matches!(mouse.kind, MouseKind::Press | MouseKind::Drag);
        if !held || !plot.contains((mouse.x, mouse.y).into()) {
            return Vec::new();
        }
        let x = (self.axis(area).value(mouse.x - plot.x) / 0.05).round() * 0.05;
        let nearer = if (x - self.low).abs() < (x - self.high).abs() {
            "low"
        } else {
            "high"
        };
        self.set(nearer, &format!("{x:.2}")).unwrap_or_default()
    }

    fn width(&self) -> u16 {
        54
    }

    fn height(&self, _width: u16) -> Height {
        Height {
            least: 7,
            good: 9,
            best: 24,
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let picture = Rect {
            height: area.height.saturating_sub(1),
            ..area
        };
        let f = |x| self.density.pdf(x);
        let interval = (self.low, self.high);
        let curve = Curve {
            f: &f,
            x: (-self.span, self.span),
            top: self.top(),
            interval,
            x_name: "x",
        };
        curve::draw(&curve, picture, buf, look);
        self.name_the_peak(picture, buf, look);
        if area.height == 0 {
            return;
        }
        let legend = format!(
            "{} P({:.2} {le} x {le} {:.2}) = {:.3}",
            look.pick("█", "#"),
            self.low,
            self.high,
            self.area(),
            le = look.pick("≤", "<=")
        );
        let x = curve::plot_area(picture).x;
        let room = area.right().saturating_sub(x);
        put(buf, x, area.bottom() - 1, &legend, room, look.theme.text);
        put(buf, x, area.y, " f(x)", room, look.theme.text);
    }
}

impl Normal {
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
        let text = format!("{} peak {:.2}", look.pick("←", "<"), self.peak());
        let width = text.chars().count() as u16;
        let clear = (plot.width / 12).max(3);
        // Right of the summit where there is room, left of it elsewhere.
        let right = column + clear;
        let at = if right + width <= plot.width {
            right
        } else {
            column.saturating_sub(clear + width)
        };
        put(
            buf,
            plot.x + at,
            plot.y + plot.height - 1 - up,
            &text,
            width,
            look.theme.accent,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::{Value, say};

    fn fact(lab: &Normal, name: &str) -> f64 {
        let facts = lab.facts();
        match facts.iter().find(|f| f.name == name).map(|f| &f.value) {
            Some(Value::Number(x)) => *x,
            other => panic!("{name} is {other:?}"),
        }
    }

    #[test]
    fn a_small_sigma_lifts_the_peak_above_one_and_leaves_the_area_at_one() {
        let mut lab = Normal::default();
        for line in ["set sigma 0.3", "set low -5", "set high 5"] {
            assert!(say(&mut lab, line).is_ok());
        }
        // 1/sqrt(2 pi 0.09)
        assert!((fact(&lab, "peak") - 1.329_807_6).abs() < 1e-6);
        assert!((fact(&lab, "area") - 1.0).abs() < 1e-9);
    }

    #[test]
    fn one_sigma_holds_two_thirds() {
        assert!((fact(&Normal::default(), "area") - 0.682_689_5).abs() < 1e-6);
    }

    #[test]
    fn the_interval_never_turns_over() {
        let mut lab = Normal::default();
        assert!(say(&mut lab, "set low 2").is_ok());
        assert_eq!((lab.low, lab.high), (2.0, 2.0));
        assert_eq!(fact(&lab, "area"), 0.0);
    }

    #[test]
    fn values_out_of_range_are_refused_with_the_range() {
        let mut lab = Normal::default();
        let error = say(&mut lab, "set sigma 0")
            .map(|_| ())
            .map_err(|e| e.to_string());
        assert_eq!(
            error,
            Err("sigma cannot be '0': it may be 0.10 to 3.00".into())
        );
        assert!(say(&mut lab, "set sigma NaN").is_err());
        assert!(say(&mut lab, "set omega 1").is_err());
        assert!(say(&mut lab, "dance").is_err());
    }
}
