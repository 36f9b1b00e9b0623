//! Where cars come from, as numbers: 1, 2 and 3 in one order or another, or an input for each place;
//! and what the best sum of weights makes of each.

mod view;

use super::model::Model;
use super::pane::Pane;
use super::table;
use super::{Facts, Height};
use crate::dataset::table::Table;
use crate::stats::{Line, mean};
use crate::ui::number::figure;
use ratatui::layout::Rect;

type Control = table::Control<Categories>;

/// The places, in the order of the table.
const PLACES: [&str; 3] = ["Europe", "Japan", "USA"];

/// Ways to write them, in the order of the control: the code of each place, or none where each has an
/// input of its own.
const WAYS: [(&str, Option<[f64; 3]>); 4] = [
    ("usa-europe-japan", Some([2.0, 3.0, 1.0])),
    ("europe-usa-japan", Some([1.0, 3.0, 2.0])),
    ("usa-japan-europe", Some([3.0, 2.0, 1.0])),
    ("one-hot", None),
];
const NAMES: [&str; 4] = [WAYS[0].0, WAYS[1].0, WAYS[2].0, WAYS[3].0];

/// The lab's state.
pub struct Categories {
    way: usize,
    /// The fuel economy of the cars of each place, in miles per gallon.
    cars: [Vec<f64>; 3],
}

impl Default for Categories {
    fn default() -> Self {
        Self {
            way: 0,
            cars: cars().unwrap_or_default(),
        }
    }
}

/// Of the cars whose fuel economy is known, by where they come from.
fn cars() -> Option<[Vec<f64>; 3]> {
    let table = Table::auto_mpg().ok()?;
    let (names, codes) = table.categories("origin")?;
    let mpg = table.numbers("mpg")?;
    let of = |place: &str| {
        let code = names.iter().position(|name| name == place);
        let known = codes.iter().zip(mpg).filter(|(origin, _)| **origin == code);
        known.filter_map(|(_, mpg)| *mpg).collect()
    };
    Some(PLACES.map(of))
}

impl Categories {
    fn codes(&self) -> Option<[f64; 3]> {
        WAYS[self.way].1
    }

    fn means(&self) -> [f64; 3] {
        [0, 1, 2].map(|place| mean(&self.cars[place]).unwrap_or(0.0))
    }

    /// The line of least squares over the codes; none where there are none.
    fn line(&self) -> Option<Line> {
        let codes = self.codes()?;
        let points = (0..3).flat_map(|place| {
            let cars = self.cars[place].iter();
            cars.map(move |mpg| [codes[place], *mpg])
        });
        Line::least_squares(&points.collect::<Vec<_>>())
    }

    /// What the best weights say of each place: with an input for each, its mean.
    fn said(&self) -> [f64; 3] {
        match (self.codes(), self.line()) {
            (Some(codes), Some(line)) => codes.map(|code| line.predict(code)),
            _ => self.means(),
        }
    }

    /// How far that is off, as the root of the mean square over all cars.
    fn error(&self) -> f64 {
        let said = self.said();
        let squares = (0..3).flat_map(|place| {
            self.cars[place]
                .iter()
                .map(move |mpg| (mpg - said[place]).powi(2))
        });
        let squares: Vec<f64> = squares.collect();
        mean(&squares).unwrap_or(0.0).sqrt()
    }

    /// Where a place stands along the axis.
    fn at(&self, place: usize) -> f64 {
        self.codes()
            .map_or(place as f64 + 1.0, |codes| codes[place])
    }

    /// What goes in for a place.
    fn goes_in(&self, place: usize) -> String {
        match self.codes() {
            Some(codes) => format!("{:.0}", codes[place]),
            None => [0, 1, 2]
                .map(|at| if at == place { "1" } else { "0" })
                .join(" "),
        }
    }
}

impl Model for Categories {
    const CONTROLS: &'static [Control] = &[Control::choice(
        "codes",
        "How the place goes in: as 1, 2, 3 in this order, or as three inputs of which one is 1.",
        &NAMES,
        |lab| lab.way,
        |lab, way| lab.way = way,
    )];

    const WIDTH: u16 = 54;

    const STAYS: bool = false;

    fn facts(&self, facts: &mut Facts) {
        let inputs = self.codes().map_or(3, |_| 1);
        let said = match inputs {
            1 => "The place goes in as one number.",
            _ => "The place goes in as three numbers, of which one is 1.",
        };
        facts.count("inputs", inputs, said);
        let names = [
            ["mean_europe", "said_europe"],
            ["mean_japan", "said_japan"],
            ["mean_usa", "said_usa"],
        ];
        for (place, [mean_name, said_name]) in names.into_iter().enumerate() {
            let (place_name, mean, said) = (PLACES[place], self.means()[place], self.said()[place]);
            let words = format!(
                "{place_name}: {} cars, {} mpg on average.",
                self.cars[place].len(),
                figure(mean)
            );
            facts.number(mean_name, mean, words).unit("mpg");
            let words = format!(
                "{place_name} goes in as {}, and {} mpg comes out.",
                self.goes_in(place),
                figure(said)
            );
            facts.number(said_name, said, words).unit("mpg");
        }
        let error = self.error();
        let said =
            format!("Over all cars that is off by {error:.2} mpg, the root of the mean square.");
        facts.number("error", error, said).unit("mpg");
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(area)
    }

    fn height(&self, _width: u16) -> Height {
        Height::new(10, 14, 24)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::hosted::Hosted;
    use crate::labs::testing::{after, number_of};

    fn with(way: &str) -> Hosted<Categories> {
        after(&[&format!("set codes {way}")])
    }

    #[test]
    fn with_an_input_for_each_place_its_mean_is_said() {
        let lab = with("one-hot");
        let means = lab.means();
        assert_eq!(lab.said(), means);
        // The means that pandas gives for the 398 cars.
        for (mean, expected) in means.iter().zip([27.891, 30.451, 20.084]) {
            assert!((mean - expected).abs() < 1e-3, "{means:?}");
        }
    }

    #[test]
    fn codes_put_the_places_on_one_line_and_its_order_decides_what_that_costs() {
        let [ordered, europe, japan, hot] = NAMES.map(|way| number_of(&with(way), "error"));
        assert!(hot <= ordered && ordered < japan && japan < europe);
        let lab = with("europe-usa-japan");
        let [europe, japan, usa] = lab.said();
        assert!((europe + japan - 2.0 * usa).abs() > 1.0 || (europe - japan).abs() > 1.0);
        // On a line what is said of the middle code is halfway between the others.
        let codes = lab.codes().expect("codes");
        let mut by_code: Vec<(f64, f64)> = codes.into_iter().zip(lab.said()).collect();
        by_code.sort_by(|one, other| one.0.total_cmp(&other.0));
        assert!((by_code[0].1 + by_code[2].1 - 2.0 * by_code[1].1).abs() < 1e-9);
    }
}
