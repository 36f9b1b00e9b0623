//! Everything the two meters show, as numbers and sentences.

use crate::labs::Fact;
use crate::labs::mle_mse::{MleMse, NOISES};
use crate::stats::{Line, Noise};
use crate::ui::number::figure;

/// Less than this is a rounding error of a sum of nine terms.
const ROUNDING: f64 = 1e-9;

/// The picture of the points in words.
fn all_points(lab: &MleMse) -> Fact {
    let told: Vec<String> = lab
        .points
        .iter()
        .map(|[x, y]| format!("({x:.1}, {y:.1})"))
        .collect();
    let words = format!("The points (x, y), point 1 first: {}.", told.join(", "));
    Fact::text("points", &format!("{} points", told.len()), words)
}

/// All facts; their names are what tasks refer to.
pub fn all(lab: &MleMse) -> Vec<Fact> {
    let n = Fact::number;
    let (line, [x, y]) = (lab.line(), lab.points[lab.chosen]);
    let (mse, nll) = (lab.mse(lab.slope), lab.nll(lab.slope));
    let noise = NOISES[usize::from(lab.noise == Noise::Laplace)];
    let point = lab.chosen + 1;
    let mut facts = vec![
        Fact::text(
            "noise",
            noise,
            format!("The errors are taken to be {noise}."),
        ),
        n(
            "sigma",
            lab.sigma,
            "",
            format!("Their standard deviation sigma is {:.2}.", lab.sigma),
        ),
        n(
            "n",
            lab.points.len() as f64,
            "points",
            format!("There are {} points.", lab.points.len()),
        ),
        n(
            "a",
            lab.slope,
            "",
            format!("Your slope a is {:.3}.", lab.slope),
        ),
        n(
            "b",
            line.intercept,
            "",
            format!(
                "The likeliest intercept for it is {}.",
                figure(line.intercept)
            ),
        ),
        n(
            "nll",
            nll,
            "nats",
            format!("The negative log-likelihood is {} nats.", figure(nll)),
        ),
        n(
            "mse",
            mse,
            "",
            format!(
                "The least mean squared error of this slope is {}.",
                figure(mse)
            ),
        ),
        n(
            "point",
            point as f64,
            "",
            format!("Point {point} of 9 is the chosen one."),
        ),
        n("x", x, "", format!("The chosen point lies at x = {x:.1}.")),
        n("y", y, "", format!("It lies at y = {y:.1}.")),
        all_points(lab),
    ];
    if lab.covered {
        let sentence = "The curves of the meters are hidden: where they are least is not told.";
        facts.push(Fact::text("curves", "hidden", sentence.into()));
        return facts;
    }
    let (Some(squared), Some(absolute)) = (lab.squared, lab.absolute) else {
        let sentence =
            "All points lie on one x: every slope is as likely, and neither fit has one.";
        facts.push(Fact::text("fits", "none", sentence.into()));
        return facts;
    };
    let likeliest = lab.likeliest().unwrap_or(squared);
    let (best_nll, best_mse) = (lab.nll(likeliest.slope), lab.mse(squared.slope));
    // At the best itself the two may differ in the last digit.
    let behind = match nll - best_nll {
        behind if behind < ROUNDING => 0.0,
        behind => behind,
    };
    let difference = (squared.slope - absolute.slope).abs();
    let (far, far_absolute) = (largest(lab, &squared), largest(lab, &absolute));
    facts.extend([
        n(
            "slope_squared",
            squared.slope,
            "",
            format!("The line of least squares has slope {:.3}.", squared.slope),
        ),
        n(
            "slope_absolute",
            absolute.slope,
            "",
            format!(
                "The line of least absolute errors has slope {:.3}.",
                absolute.slope
            ),
        ),
        n(
            "difference",
            difference,
            "",
            format!("The two slopes differ by {difference:.3}."),
        ),
        n(
            "slope_likeliest",
            likeliest.slope,
            "",
            format!(
                "The likelihood is greatest at slope {:.3}.",
                likeliest.slope
            ),
        ),
        n(
            "best_nll",
            best_nll,
            "nats",
            format!(
                "There the negative log-likelihood is {} nats.",
                figure(best_nll)
            ),
        ),
        n(
            "behind",
            behind,
            "nats",
            format!("Your slope is {} nats behind it.", figure(behind)),
        ),
        n(
            "best_mse",
            best_mse,
            "",
            format!(
                "The mean squared error is least at slope {:.3}: {}.",
                squared.slope,
                figure(best_mse)
            ),
        ),
        n(
            "minima_apart",
            (likeliest.slope - squared.slope).abs(),
            "",
            format!(
                "The minima of the two meters lie {:.3} apart in slope.",
                (likeliest.slope - squared.slope).abs()
            ),
        ),
        n(
            "largest_residual",
            far,
            "",
            format!("The largest distance of a point from the squared fit is {far:.2}."),
        ),
        n(
            "largest_residual_absolute",
            far_absolute,
            "",
            format!("From the absolute fit it is {far_absolute:.2}."),
        ),
    ]);
    facts
}

/// The largest |y - ax - b|.
fn largest(lab: &MleMse, line: &Line) -> f64 {
    let far = lab.points.iter().map(|&[x, y]| (y - line.predict(x)).abs());
    far.fold(0.0, f64::max)
}
