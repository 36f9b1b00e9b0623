//! Everything the two meters show, as numbers and sentences.

use crate::labs::Facts;
use crate::labs::mle_mse::{MleMse, NOISES};
use crate::stats::{Line, Noise};
use crate::ui::number::figure;

/// Less than this is a rounding error of a sum of nine terms.
const ROUNDING: f64 = 1e-9;

/// All facts; their names are what tasks refer to. Of the meters' least values only where they lie
/// is shown.
pub fn tell(lab: &MleMse, facts: &mut Facts) {
    let (line, [x, y]) = (lab.line(), lab.points[lab.chosen]);
    let (mse, nll) = (lab.mse(lab.slope), lab.nll(lab.slope));
    let noise = NOISES[usize::from(lab.noise == Noise::Laplace)];
    let (sigma, slope, point) = (lab.sigma, lab.slope, lab.chosen + 1);
    let count = lab.points.len();
    let words = format!("The errors are taken to be {noise}.");
    facts.text("noise", noise, words);
    let words = format!("The errors' standard deviation sigma is {sigma:.2}.");
    facts.number("sigma", sigma, words);
    let words = format!("There are {count} points.");
    facts.count("n", count, words).unit("points");
    facts
        .number("a", slope, format!("Your slope a is {slope:.3}."))
        .shown_if(lab.has_meters());
    let b = figure(line.intercept);
    let words = format!("The likeliest intercept for your slope is {b}.");
    facts
        .number("b", line.intercept, words)
        .shown_if(lab.has_meters());
    let words = format!("The negative log-likelihood is {} nats.", figure(nll));
    facts
        .number("nll", nll, words)
        .unit("nats")
        .shown_if(lab.has_meters());
    let least = figure(mse);
    let words = format!("The least mean squared error of this slope is {least}.");
    facts.number("mse", mse, words).shown_if(lab.has_meters());
    let words = format!("Point {point} of 9 is the chosen one.");
    facts.count("point", point, words);
    facts.number("x", x, format!("The chosen point lies at x = {x:.1}."));
    facts.number("y", y, format!("It lies at y = {y:.1}."));
    let places: Vec<String> = (lab.points.iter())
        .map(|[x, y]| format!("({x:.1}, {y:.1})"))
        .collect();
    let words = format!("The points (x, y), point 1 first: {}.", places.join(", "));
    facts.text("points", &format!("{count} points"), words);
    if lab.covered {
        let words = "The curves of the meters are hidden: where they are least is not told.";
        facts.text("curves", "hidden", words);
    } else if let (Some(squared), Some(absolute)) = (lab.squared, lab.absolute) {
        of_fits(lab, &squared, &absolute, facts);
    } else {
        let words = "All points lie on one x: every slope is as likely, and neither fit has one.";
        facts.text("fits", "none", words);
    }
}

/// Both fits, and where the meters are least.
fn of_fits(lab: &MleMse, squared: &Line, absolute: &Line, facts: &mut Facts) {
    let likeliest = lab.likeliest().unwrap_or(*squared);
    let (best_nll, best_mse) = (lab.nll(likeliest.slope), lab.mse(squared.slope));
    // At the best itself the two may differ in the last digit.
    let behind = match lab.nll(lab.slope) - best_nll {
        behind if behind < ROUNDING => 0.0,
        behind => behind,
    };
    let [a, a_absolute, a_likeliest] = [squared, absolute, &likeliest].map(|line| line.slope);
    let (difference, minima_apart) = ((a - a_absolute).abs(), (a_likeliest - a).abs());
    let [far, far_absolute] = [squared, absolute].map(|line| lab.largest_error(line));
    let words = format!("The line of least squares has slope {a:.3}.");
    facts.number("slope_squared", a, words);
    let words = format!("The line of least absolute errors has slope {a_absolute:.3}.");
    facts
        .number("slope_absolute", a_absolute, words)
        .shown_if(lab.has_absolute());
    let words = format!("The two slopes differ by {difference:.3}.");
    facts
        .number("difference", difference, words)
        .shown_if(lab.has_absolute());
    let words = format!("The likelihood is greatest at slope {a_likeliest:.3}.");
    facts.number("slope_likeliest", a_likeliest, words);
    let nll = figure(best_nll);
    let words = format!("There the negative log-likelihood is {nll} nats.");
    facts
        .number("best_nll", best_nll, words)
        .unit("nats")
        .hide();
    let words = format!("Your slope is {} nats behind it.", figure(behind));
    facts.number("behind", behind, words).unit("nats").hide();
    let mse = figure(best_mse);
    let words = format!("The mean squared error is least at slope {a:.3}: {mse}.");
    facts.number("best_mse", best_mse, words);
    let words = format!("The minima of the two meters lie {minima_apart:.3} apart in slope.");
    facts.number("minima_apart", minima_apart, words).hide();
    let words = format!("The largest distance of a point from the squared fit is {far:.2}.");
    facts.number("largest_residual", far, words);
    let words = format!("From the absolute fit it is {far_absolute:.2}.");
    facts
        .number("largest_residual_absolute", far_absolute, words)
        .shown_if(lab.has_absolute());
}
