//! The same digit through the autoencoder's 32 numbers and through its first principal components:
//! what each gives back, and how far from all test digits.

use super::coded::picture::{self, LARGE, SMALL};
use super::coded::principal::{self, KEPT, principal};
use super::coded::weighed::{self, Weighed};
use super::model::Model;
use super::pane::{Pane, split_below};
use super::scale::Scale;
use super::source::{Awaited, Source};
use super::table;
use super::{Facts, Height};
use crate::dataset::mnist::TEST_DIGITS;
use crate::stats::Pca;
use crate::stats::mean_squared_error;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::glyphs::Drawn;
use crate::ui::number::figure;
use crate::ui::plot::sparkline;
use ndarray::ArrayView2;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::{Arc, OnceLock};

type Control = table::Control<Components>;

/// Columns between two pictures, and rows of the table.
const GAP: u16 = 3;
const TABLE: u16 = KEPT.len() as u16 + 2;

/// What the lab begins with.
struct Known {
    weighed: Arc<Weighed>,
    components: Arc<Pca>,
    /// The error over all test digits, for each of [`KEPT`].
    errors: [f64; KEPT.len()],
}

/// The lab's state.
pub struct Components {
    data: Source<Arc<Known>>,
    digit: usize,
    /// How many components are kept.
    kept: usize,
    /// The errors over all digits are told.
    errors: bool,
    seen: Option<Seen>,
}

/// A digit and what comes back of it.
struct Seen {
    input: Vec<f32>,
    network: (Vec<f32>, f64),
    components: (Vec<f32>, f64),
}

static KNOWN: OnceLock<Result<Arc<Known>, String>> = OnceLock::new();

fn known() -> Result<Arc<Known>, String> {
    let find = || {
        let (weighed, components) = (weighed::weighed()?, principal()?);
        Ok(Arc::new(Known {
            weighed,
            components,
            errors: principal::errors()?,
        }))
    };
    KNOWN.get_or_init(find).clone()
}

impl Components {
    /// The first test digit through 32 components.
    pub fn new(id: u32) -> Self {
        Self {
            data: Source::new(id, known),
            digit: 0,
            kept: 32,
            errors: true,
            seen: None,
        }
    }

    /// The errors over all test digits: of the components, and of the network.
    fn over_all(&self) -> Option<[f64; 2]> {
        let known = self.data.ready()?;
        let place = KEPT.iter().position(|kept| *kept == self.kept)?;
        Some([known.errors[place], known.weighed.errors[0]])
    }

    fn draw_pictures(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let Some(seen) = &self.seen else {
            let sentence = self.data.sentence();
            return put(buf, area.x, area.y, sentence, area.width, look.theme.dim);
        };
        let kept = self.kept;
        let (network, components) = (&seen.network, &seen.components);
        let told = match self.errors {
            true => figure(components.1),
            false => "?".to_owned(),
        };
        let hidden = Vec::new();
        let components = if self.errors { &components.0 } else { &hidden };
        let shown = [
            (&seen.input, format!("test digit {}", self.digit)),
            (&network.0, format!("network, 32: {}", figure(network.1))),
            (components, format!("PCA, {kept}: {told}")),
        ];
        let high = area
            .height
            .saturating_sub(1)
            .min(area.width.saturating_sub(2 * GAP) / 6)
            .min(LARGE);
        for ((pixels, words), place) in shown.into_iter().zip(0..) {
            let pitch = (2 * high).max(20) + GAP;
            let x = (area.x + place * pitch).min(area.right());
            let cell = Rect {
                x,
                width: area.right() - x,
                height: (high + 1).min(area.height),
                ..area
            };
            let cell = Rect {
                width: cell.width.min(pitch),
                ..cell
            };
            picture::draw(pixels, &words, cell, buf, look);
        }
    }

    fn draw_table(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let Some(known) = self.data.ready() else {
            return;
        };
        let theme = &look.theme;
        let network = known.weighed.errors[0];
        let most = known.errors.iter().copied().fold(network, f64::max);
        let wide = usize::from(area.width.saturating_sub(24)).min(60);
        let mut y = area.y;
        let mut line = |name: &str, error: Option<f64>, style| {
            if y < area.bottom() {
                let (number, bar) = match error {
                    Some(error) => (figure(error), sparkline::bar(error / most, wide, look)),
                    None => ("?".to_owned(), String::new()),
                };
                put(
                    buf,
                    area.x,
                    y,
                    &format!("{name:<14}{number:<8} {bar}"),
                    area.width,
                    style,
                );
            }
            y += 1;
        };
        line("network, 32", Some(network), theme.first);
        for (kept, &error) in KEPT.iter().zip(&known.errors) {
            let is_chosen = *kept == self.kept;
            let mark = if is_chosen {
                look.pick("►", ">")
            } else {
                " "
            };
            let style = if is_chosen { theme.strong } else { theme.text };
            line(
                &format!("{mark} PCA, {kept}"),
                self.errors.then_some(error),
                style,
            );
        }
        if y < area.bottom() {
            put(
                buf,
                area.x,
                y,
                "mean error over the 10,000 test digits",
                area.width,
                theme.dim,
            );
        }
    }
}

impl Model for Components {
    const CONTROLS: &'static [Control] = &[
        Control::whole(
            "digit",
            "Which of the 10,000 test digits.",
            |_| Scale::whole(0.0, (TEST_DIGITS - 1) as f64),
            |lab| lab.digit,
            |lab, digit| lab.digit = digit,
        ),
        Control::number(
            "numbers",
            "How many principal components are kept of a digit.",
            |_| Scale::double((2.0, 64.0)),
            |lab| lab.kept as f64,
            |lab, kept| {
                let nearest = |of: &&usize| (**of as f64 - kept).abs();
                let found = KEPT.iter().min_by(|a, b| nearest(a).total_cmp(&nearest(b)));
                lab.kept = found.copied().unwrap_or(lab.kept);
            },
        ),
        Control::toggle(
            "errors",
            "Whether it is shown what comes back of the components, and how far off.",
            &["hidden", "shown"],
            |lab| lab.errors,
            |lab, shown| lab.errors = shown,
        ),
    ];

    /// Three small digits with their words.
    const WIDTH: u16 = 70;

    const DRAWS: Drawn = Drawn::Digits;

    fn refresh(&mut self) {
        let Some(known) = self.data.ready() else {
            return;
        };
        let coded = &known.weighed.coded;
        let input = coded.digits.grey(self.digit);
        let back = |pixels: Vec<f32>| {
            let error = mean_squared_error(&input, &pixels);
            (pixels, error)
        };
        let network = back(coded.decode(&coded.encode(&input)));
        let row = ArrayView2::from_shape((1, input.len()), &input);
        let kept = row.map(|row| known.components.encode(row, self.kept));
        let components = kept.map(|code| known.components.decode(code.view()));
        let components = components.map_or(Vec::new(), |pixels| {
            pixels.iter().map(|&x| x as f32).collect()
        });
        let components = back(components);
        self.seen = Some(Seen {
            network,
            components,
            input,
        });
    }

    fn awaits(&mut self) -> Option<&mut dyn Awaited> {
        Some(&mut self.data)
    }

    fn facts(&self, facts: &mut Facts) {
        let (digit, kept) = (self.digit, self.kept);
        facts.count("digit", digit, format!("This is test digit {digit}."));
        facts.count(
            "numbers",
            kept,
            format!("{kept} principal components are kept."),
        );
        let Some((seen, [all, network])) = self.seen.as_ref().zip(self.over_all()) else {
            facts
                .number("pca_error", f64::NAN, self.data.sentence())
                .hide();
            return;
        };
        let words = format!(
            "Through the network's 32 numbers it comes back with an error of {}.",
            figure(seen.network.1)
        );
        facts.number("own_network", seen.network.1, words);
        let words = format!(
            "Through the components it comes back with an error of {}.",
            figure(seen.components.1)
        );
        facts
            .number("own_pca", seen.components.1, words)
            .shown_if(self.errors);
        let words = format!(
            "Over all test digits the network's error is {}.",
            figure(network)
        );
        facts.number("network_error", network, words);
        let words = format!(
            "Over all test digits {kept} components have an error of {}.",
            figure(all)
        );
        facts.number("pca_error", all, words).shown_if(self.errors);
    }

    fn panes(&self, area: Rect) -> Vec<Pane<Self>> {
        let [pictures, table] = split_below(area, TABLE.min(area.height.saturating_sub(5)));
        vec![
            Pane::new(pictures, Self::draw_pictures),
            Pane::new(table, Self::draw_table),
        ]
    }

    fn height(&self, _width: u16) -> Height {
        Height::new(SMALL + TABLE - 2, LARGE + TABLE, LARGE + TABLE + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::hosted::Hosted;
    use crate::labs::testing::{number_of, worked};
    use crate::labs::{Lab, say};

    #[test]
    fn at_32_numbers_the_network_is_nearer_and_at_64_the_components_are() {
        let mut lab = Hosted::new(Components::new(0));
        worked(lab.open(), &mut |msg| lab.update(msg));
        let network = number_of(&lab, "network_error");
        // The calibration of 60,000 digits found 0.0168 and 0.0090.
        let at = |lab: &mut dyn Lab, kept| {
            say(lab, &format!("set numbers {kept}")).unwrap();
            number_of(lab, "pca_error")
        };
        let errors = [2, 32, 64].map(|kept| at(&mut lab, kept));
        for (error, known) in errors.iter().zip([0.0557, 0.0168, 0.0090]) {
            assert!((error / known - 1.0).abs() < 0.02, "{error} {known}");
        }
        assert!(errors[1] > network && errors[2] < network);
    }
}
