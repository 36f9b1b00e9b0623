//! The hill e^(-(x - mu)^2 / (2 sigma^2)) measured by strips, and the factor that makes its area 1.

use super::model::Model;
use super::pane::{Pane, split_below};
use super::scale::Scale;
use super::table;
use super::{Facts, Height};
use crate::ui::Look;
use crate::ui::plot::curve::{self, Hill};
use crate::ui::plot::legend::{self, Entry};
use crate::ui::plot::overlay;
use crate::ui::plot::plane::Plane;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

type Control = table::Control<Strips>;

/// How far strips are laid to both sides.
const REACH: f64 = 9.0;

/// How wide a strip may be, in the order of the control.
const WIDTHS: [f64; 3] = [1.0, 0.5, 0.25];
const NAMES: [&str; 3] = ["1", "0.5", "0.25"];

/// The lab's state.
pub struct Strips {
    sigma: f64,
    /// Whether the area is told, or is for the learner to add up.
    told: bool,
    /// What the whole hill is multiplied with.
    factor: f64,
    width: usize,
}

impl Default for Strips {
    fn default() -> Self {
        Self {
            sigma: 1.0,
            factor: 1.0,
            told: true,
            width: 0,
        }
    }
}

impl Strips {
    fn height(&self, x: f64) -> f64 {
        self.factor * (-0.5 * (x / self.sigma).powi(2)).exp()
    }

    fn width(&self) -> f64 {
        WIDTHS[self.width]
    }

    /// The middles of all strips: one of them lies at the top.
    fn middles(&self) -> impl Iterator<Item = f64> {
        let (width, each) = (self.width(), (REACH / self.width()).floor() as i32);
        (-each..=each).map(move |at| f64::from(at) * width)
    }

    /// Each strip's height times its width, added up.
    fn area(&self) -> f64 {
        let heights = self.middles().map(|x| self.height(x));
        self.width() * heights.sum::<f64>()
    }
}

impl Model for Strips {
    const CONTROLS: &'static [Control] = &[
        Control::number(
            "sigma",
            "How wide the hill is.",
            |_| Scale::even((0.5, 2.0), 0.1, 1),
            |lab| lab.sigma,
            |lab, sigma| lab.sigma = sigma,
        )
        .symbol("σ"),
        Control::number(
            "factor",
            "What every height is multiplied with.",
            |_| Scale::even((0.1, 1.2), 0.005, 3),
            |lab| lab.factor,
            |lab, factor| lab.factor = factor,
        )
        .note(|lab| match lab.told {
            true => format!("area {:.3}", lab.area()),
            false => String::new(),
        }),
        Control::toggle(
            "told",
            "Whether the area is told: a question asks for it first.",
            &["no", "yes"],
            |lab| lab.told,
            |lab, told| lab.told = told,
        ),
        Control::choice(
            "width",
            "How wide each strip is.",
            &NAMES,
            |lab| lab.width,
            |lab, width| lab.width = width,
        ),
    ];

    const WIDTH: u16 = 54;

    const STAYS: bool = false;

    fn facts(&self, facts: &mut Facts) {
        let (sigma, factor) = (self.sigma, self.factor);
        facts.number("sigma", sigma, format!("Sigma is {sigma:.1}."));
        facts.number(
            "factor",
            factor,
            format!("Every height is multiplied with {factor:.3}."),
        );
        let width = self.width();
        let heights = (0..4).map(|at| {
            let x = f64::from(at) * width;
            format!("{:.3} at {x}", self.height(x))
        });
        let heights = heights.collect::<Vec<_>>().join(", ");
        let said = format!("Strips {width} wide are {heights} high, and the same on the left.");
        facts.number("width", width, said);
        let area = self.area();
        facts
            .number(
                "area",
                area,
                format!("Together they hold an area of {area:.4}."),
            )
            .shown_if(self.told);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        let [picture, words] = split_below(area, 1);
        vec![
            Pane::new(picture, draw),
            Pane::new(words, |lab, area, buf, look| {
                legend::draw(&words_of(lab, look), area, buf, look);
            }),
        ]
    }

    fn height(&self, _width: u16) -> Height {
        Height::new(7, 10, 26)
    }
}

fn draw(lab: &Strips, area: Rect, buf: &mut Buffer, look: &Look) {
    let plane = Plane {
        x: (-5.0, 5.0),
        y: (0.0, 1.25),
        x_name: "x",
        y_name: "height",
    };
    let grid = plane.draw_on_ground(area, buf, look);
    if grid.plot.is_empty() {
        return;
    }
    let width = lab.width();
    let strip = |column: u16| (grid.value(column, grid.plot.y)[0] / width).round();
    for column in grid.plot.left()..grid.plot.right() {
        let at = strip(column);
        // Every other strip is dim, so that each can be told from the next.
        let style = match at.rem_euclid(2.0) == 0.0 {
            true => look.theme.first,
            false => look.theme.dim,
        };
        curve::fill(&grid, column, lab.height(at * width), style, buf, look);
    }
    overlay::draw(grid.plot, buf, |buf| {
        let f = |x| lab.height(x);
        let hill = Hill { f: &f, top: 0.0 };
        curve::line(hill, &grid, look.theme.accent, buf, look);
    });
}

fn words_of(lab: &Strips, look: &Look) -> Vec<Entry> {
    let theme = &look.theme;
    let bar = look.pick("█", "#");
    let strips = vec![
        (bar.to_owned(), theme.first),
        (bar.to_owned(), theme.dim),
        (format!(" strips {} wide", lab.width()), theme.text),
    ];
    let hill = vec![
        (look.pick("━", "-").to_owned(), theme.accent),
        (" the hill".to_owned(), theme.text),
    ];
    let area = vec![(format!("area {:.3}", lab.area()), theme.strong)];
    let area = lab.told.then_some(area);
    [strips, hill].into_iter().chain(area).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::hosted::Hosted;
    use crate::labs::testing::number_of;
    use std::f64::consts::TAU;

    fn after(lines: &[&str]) -> Hosted<Strips> {
        crate::labs::testing::after(lines)
    }

    #[test]
    fn seven_strips_by_hand() {
        let by_hand = 1.0 + 2.0 * (0.607 + 0.135 + 0.011);
        assert!((number_of(&after(&[]), "area") - by_hand).abs() < 1e-3);
    }

    #[test]
    fn the_area_is_sigma_times_the_root_of_two_pi() {
        for (sigma, width) in [
            ("1", "1"),
            ("1", "0.25"),
            ("2", "0.5"),
            ("1.5", "1"),
            ("0.5", "0.25"),
        ] {
            let lab = after(&[&format!("set sigma {sigma}"), &format!("set width {width}")]);
            let closed = sigma.parse::<f64>().unwrap() * TAU.sqrt();
            let seen = number_of(&lab, "area");
            assert!(
                (seen / closed - 1.0).abs() < 1e-4,
                "{sigma} {width}: {seen}, {closed}"
            );
        }
    }

    #[test]
    fn with_its_factor_the_area_is_one_and_the_hill_is_the_density() {
        use crate::stats::normal::pdf;
        let lab = after(&["set sigma 2", "set factor 0.2", "set width 0.25"]);
        assert!((number_of(&lab, "area") - 1.0).abs() < 0.01);
        for x in [0.0, 1.0, 3.0] {
            let shape = lab.model.height(x) / lab.model.height(0.0);
            assert!((shape - pdf(x, 0.0, 2.0) / pdf(0.0, 0.0, 2.0)).abs() < 1e-12);
        }
    }
}
