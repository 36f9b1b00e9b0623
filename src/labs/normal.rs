//! The normal density: two knobs, one area, and samples.

mod bars;
mod facts;
mod funnel;
mod sample;
mod strip;
#[cfg(test)]
mod tests;
mod view;

use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::table;
use super::{Facts, Height};
use crate::stats::normal::Normal as Density;
use ratatui::layout::Rect;
use sample::Samples;
use strip::Strip;

type Control = table::Control<Normal>;
type Action = table::Action<Normal>;

/// N(mu, sigma^2) and an interval under it.
pub struct Normal {
    density: Density,
    low: f64,
    high: f64,
    /// How far the axis reaches to each side. It stays while mu and sigma move, so that wider looks
    /// wider.
    span: f64,
    /// How high the axis reaches, whatever the curve does: so that taller looks taller.
    top: f64,
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
            top: 0.5,
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

    fn move_to(&mut self, mu: f64, sigma: f64, moved: &'static str) {
        // The controls' ranges hold only what is a distribution.
        self.density = Density::new(mu, sigma).unwrap_or(self.density);
        self.moved = Some(moved);
    }

    /// What an end of the interval may be.
    fn ends(&self) -> Scale {
        Scale::even((-self.span, self.span), 0.01, 2)
    }
}

impl Model for Normal {
    const CONTROLS: &'static [Control] = &[
        // The span comes first: a set-up code sets it before what must lie within it.
        Control::number(
            "span",
            "How far the axis reaches to each side of 0.",
            |_| Scale::whole(1.0, 10.0),
            |lab| lab.span,
            |lab, span| {
                lab.span = span;
                lab.low = lab.low.clamp(-span, span);
                lab.high = lab.high.clamp(-span, span);
            },
        ),
        Control::number(
            "top",
            "How high the axis reaches: it stays while the curve grows.",
            |_| Scale::even((0.1, 5.0), 0.1, 1),
            |lab| lab.top,
            |lab, top| lab.top = top,
        ),
        Control::number(
            "mu",
            "The mean: where the curve is centred.",
            |_| Scale::even((-3.0, 3.0), 0.05, 2),
            Self::mu,
            |lab, mu| lab.move_to(mu, lab.sigma(), r"\mu"),
        )
        .symbol("μ")
        .note(|lab| lab.strip.power(lab.mu(), lab.sigma())),
        Control::number(
            "sigma",
            "The standard deviation: how wide the curve is, in the units of x.",
            |_| Scale::even((0.1, 3.0), 0.02, 2),
            Self::sigma,
            |lab, sigma| lab.move_to(lab.mu(), sigma, r"\sigma"),
        )
        .symbol("σ")
        .note(|lab| format!("{} = {:.2}", lab.strip.factor(lab.sigma()), lab.peak())),
        // An end that meets the other pushes it along: the interval never turns over.
        Control::number(
            "low",
            "The lower end of the interval.",
            Self::ends,
            |lab| lab.low,
            |lab, low| (lab.low, lab.high) = (low, lab.high.max(low)),
        )
        .note(|_| "P(low ≤ x ≤ high)".into()),
        Control::number(
            "high",
            "The upper end of the interval.",
            Self::ends,
            |lab| lab.high,
            |lab, high| (lab.low, lab.high) = (lab.low.min(high), high),
        )
        .note(|lab| format!("is the area, {:.4}", lab.area())),
        Control::whole(
            "n",
            "How many values a sample has; Space draws another one.",
            |_| Scale::one_two_five((1.0, sample::MOST as f64), 0),
            |lab| lab.samples.n(),
            |lab, n| lab.samples.resize(n),
        )
        .note(|lab| match lab.samples.mean() {
            Some(mean) => format!("mean {:.3}", lab.mu() + lab.sigma() * mean),
            None => String::new(),
        }),
    ];

    const ACTIONS: &'static [Action] = &[Action::with(
        "sample",
        "[N [x M]]",
        "Draw a sample of n values, or M of N each.",
        |lab, arguments| lab.samples.draw(arguments),
    )
    // Before a sample is asked for there is none to be drawn again.
    .key(' ', |_| "sample again")
    .keyed_if(|lab| lab.samples.is_drawn())];

    const WIDTH: u16 = 54;

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(self, area)
    }

    fn height(&self, _width: u16) -> Height {
        Height::new(7, 9, 31)
    }
}
