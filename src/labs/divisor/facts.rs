//! Everything the samples show, as numbers and sentences.

use super::{DEVIATION, Divisor, VARIANCE};
use crate::labs::Facts;
use crate::ui::number::{figure, grouped, short};

/// All facts. By what one must divide is for the learner to find.
pub fn tell(lab: &Divisor, facts: &mut Facts) {
    let words = format!(
        "Each sample is {} leaves from a normal distribution with sigma {}.",
        lab.n,
        short(DEVIATION)
    );
    facts.count("n", lab.n, words);
    let words = format!(
        "So the true variance, sigma squared, is {}.",
        short(VARIANCE)
    );
    facts.number("variance", VARIANCE, words).unit("cm^2");
    let words = format!(
        "The squares about each sample's own mean are divided by {}.",
        short(lab.divisor)
    );
    facts.number("divisor", lab.divisor, words);
    let drawn = lab.drawn;
    let words = match drawn {
        1 => "1 sample is drawn.".to_owned(),
        more => format!("{} samples are drawn.", grouped(more as u64)),
    };
    facts.count("samples", drawn, words);
    let average = lab.average();
    let words = match average {
        Some(average) => format!("The variance comes out as {} on average.", figure(average)),
        None => "Without a sample there is no average.".to_owned(),
    };
    let of_average = facts.number("average", average.unwrap_or(f64::NAN), words);
    of_average.unit("cm^2").shown_if(average.is_some());
    let words = format!("These are the samples of seed {}.", lab.seed);
    facts.number("seed", lab.seed as f64, words).hide();
}
