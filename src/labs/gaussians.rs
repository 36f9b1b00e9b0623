//! A Gaussian for each species: which one makes a new bird likeliest, and with priors most probable.

mod classes;
mod facts;
mod table;
mod view;

use super::birds::{self, BILL, Flock, Measure};
use super::model::Model;
use super::pane::Pane;
use super::scale::Scale;
use super::table as rows;
use super::{Facts, Height};
use classes::{Classes, Record, Scores};
use ratatui::layout::Rect;

type Control = rows::Control<Gaussians>;
type Action = rows::Action<Gaussians>;

/// What the table of the species shows.
const TABLES: [&str; 4] = ["none", "likelihood", "posterior", "softmax"];

/// How many birds of a species are expected before one is looked at, to begin with: equal priors.
const EXPECTED: f64 = 100.0;

/// The lab's state.
pub struct Gaussians {
    /// None where the table of penguins cannot be read.
    data: Option<(Flock, Classes)>,
    /// One covariance for all species.
    shared: bool,
    /// The hills are drawn, as ellipses.
    hills: bool,
    /// It is drawn where two scores are equal, and what each side is called.
    boundary: bool,
    /// What the errors cost is told.
    costs: bool,
    table: usize,
    /// Birds expected of each species: the priors are their shares.
    expected: [f64; 3],
    /// The new bird, in mm.
    bird: [f64; 2],
    /// What the Gaussians say of it.
    scores: Scores,
    /// How they do on the known birds.
    record: Record,
}

impl Default for Gaussians {
    fn default() -> Self {
        let data = Flock::new(BILL).and_then(|flock| {
            let classes = Classes::fit(&flock)?;
            Some((flock, classes))
        });
        let mut lab = Self {
            data,
            shared: false,
            hills: true,
            boundary: false,
            costs: false,
            table: 1,
            expected: [EXPECTED; 3],
            bird: birds::centre(BILL),
            scores: Scores::default(),
            record: Record::default(),
        };
        lab.judge();
        lab.refresh();
        lab
    }
}

impl Gaussians {
    /// What was measured along both axes.
    fn measures() -> [&'static Measure; 2] {
        birds::PAIRS[BILL].map(|measure| &birds::MEASURES[measure])
    }

    /// The prior of each species, adding up to 1.
    fn priors(&self) -> [f64; 3] {
        let all: f64 = self.expected.iter().sum();
        self.expected.map(|expected| expected / all)
    }

    fn prior(&self, class: usize) -> String {
        format!("prior {:.2}", self.priors()[class])
    }

    /// Whether the species are told in a table, and in it what their priors do.
    fn has_table(&self) -> bool {
        TABLES[self.table] != "none"
    }

    fn has_priors(&self) -> bool {
        ["posterior", "softmax"].contains(&TABLES[self.table])
    }

    /// Asks about every known bird: wherever the new bird goes this stays.
    fn judge(&mut self) {
        if let Some((flock, classes)) = &self.data {
            self.record = classes.record(flock, self.shared, self.priors());
        }
    }

    fn expect_birds(&mut self, class: usize, birds: f64) {
        self.expected[class] = birds;
        self.judge();
    }

    /// The species whose mean is nearest to the new bird, in standard deviations over all birds.
    fn nearest_mean(&self, flock: &Flock) -> usize {
        let (ruler, means) = (flock.ruler(), &flock.means);
        let away = |class: &usize| ruler.distance(means[*class], self.bird);
        let nearest = (0..means.len()).min_by(|a, b| away(a).total_cmp(&away(b)));
        nearest.unwrap_or(0)
    }

    /// The species of the known bird that is nearest to the new one, and what it costs.
    fn beside(&self, flock: &Flock, classes: &Classes) -> Option<([f64; 2], usize, f64)> {
        let ruler = flock.ruler();
        let away = |at| ruler.distance(at, self.bird);
        let birds = flock.birds.iter();
        let &(at, class) = birds.min_by(|a, b| away(a.0).total_cmp(&away(b.0)))?;
        Some((at, class, self.scores_at(classes, at).cost(class)))
    }

    /// What the Gaussians say of a place.
    fn scores_at(&self, classes: &Classes, at: [f64; 2]) -> Scores {
        classes.scores(at, self.shared, self.priors())
    }
}

const fn expected() -> Scale {
    Scale::whole(1.0, 300.0)
}

impl Model for Gaussians {
    const CONTROLS: &'static [Control] = &[
        Control::toggle(
            "hills",
            "Whether the Gaussians are drawn: an ellipse two standard deviations from each mean.",
            &["hidden", "shown"],
            |lab| lab.hills,
            |lab, hills| lab.hills = hills,
        ),
        Control::toggle(
            "covariance",
            "Whether each species has a covariance of its own, or all share one.",
            &["own", "shared"],
            |lab| lab.shared,
            |lab, shared| {
                lab.shared = shared;
                lab.judge();
            },
        ),
        Control::toggle(
            "boundary",
            "Whether it is drawn where two scores are equal.",
            &["hidden", "shown"],
            |lab| lab.boundary,
            |lab, boundary| lab.boundary = boundary,
        ),
        Control::toggle(
            "costs",
            "Whether it is told how the known birds come out.",
            &["hidden", "shown"],
            |lab| lab.costs,
            |lab, costs| lab.costs = costs,
        ),
        Control::choice(
            "table",
            "What is told of each species: its log f, or the score with the prior, by either name.",
            &TABLES,
            |lab| lab.table,
            |lab, table| lab.table = table,
        ),
        Control::number(
            "adelie",
            "How many Adelies are expected, before the bird is measured.",
            |_| expected(),
            |lab| lab.expected[0],
            |lab, birds| lab.expect_birds(0, birds),
        )
        .note(|lab| lab.prior(0)),
        Control::number(
            "chinstrap",
            "How many Chinstraps are expected, before the bird is measured.",
            |_| expected(),
            |lab| lab.expected[1],
            |lab, birds| lab.expect_birds(1, birds),
        )
        .note(|lab| lab.prior(1)),
        Control::number(
            "gentoo",
            "How many Gentoos are expected, before the bird is measured.",
            |_| expected(),
            |lab| lab.expected[2],
            |lab, birds| lab.expect_birds(2, birds),
        )
        .note(|lab| lab.prior(2)),
        Control::number(
            "x",
            "The length of the new bird's bill.",
            |_| Gaussians::measures()[0].scale,
            |lab| lab.bird[0],
            |lab, x| lab.bird[0] = x,
        )
        .note(|_| Gaussians::measures()[0].name.into()),
        Control::number(
            "y",
            "The depth of the new bird's bill, from top to bottom.",
            |_| Gaussians::measures()[1].scale,
            |lab| lab.bird[1],
            |lab, y| lab.bird[1] = y,
        )
        .note(|_| Gaussians::measures()[1].name.into()),
    ];

    const ACTIONS: &'static [Action] = &[Action::new(
        "reset",
        "Put the new bird back in the middle, and make the priors equal.",
        |lab| {
            lab.bird = birds::centre(BILL);
            lab.expected = [EXPECTED; 3];
            lab.judge();
            Ok(())
        },
    )
    .key('r', |_| "reset")
    .moves(&["x", "y", "adelie", "chinstrap", "gentoo"])];

    const WIDTH: u16 = 54;

    fn refresh(&mut self) {
        if let Some((_, classes)) = &self.data {
            self.scores = self.scores_at(classes, self.bird);
        }
    }

    fn facts(&self, facts: &mut Facts) {
        facts::tell(self, facts);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        view::panes(self, area)
    }

    fn height(&self, width: u16) -> Height {
        view::height(self, width)
    }
}

#[cfg(test)]
mod tests;
