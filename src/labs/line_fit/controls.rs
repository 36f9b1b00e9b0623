//! The controls of the line fit, with what stands beside them.

use crate::labs::knob::{Knob, options};
use crate::labs::line_fit::LineFit;
use crate::labs::line_fit::data::{AXES, SETS};
use crate::labs::line_fit::walk::By;
use crate::stats::Form;
use crate::ui::control::{Control, Steps};
use crate::ui::number::figure;

/// Ways of drawing a residual, in the order of the control.
pub const RESIDUALS: [&str; 2] = ["lines", "squares"];

/// Ways of putting squared errors together, in the order of the control.
pub const FORMS: [&str; 2] = ["sum", "mean"];

/// What the picture shows, in the order of the control.
pub const VIEWS: [&str; 3] = ["both", "points", "landscape"];

/// Whether descent may move the weights, in the order of the control.
pub const DESCENT: [&str; 2] = ["off", "on"];

/// Whether the least E is known, in the order of the control.
pub const LEAST: [&str; 2] = ["hidden", "shown"];

/// The learning rate.
pub const RATE: Knob = Knob {
    name: "rate",
    symbol: "η",
    range: (1e-11, 10.0),
    steps: Steps::OneTwoFive,
    decimals: 4,
    unit: "",
    help: "The learning rate: how far one descent step goes against the gradient.",
};

/// All controls, in their order.
pub fn all(lab: &LineFit) -> Vec<Control> {
    let (line, [knob_a, knob_b]) = (lab.told_line(), weights(lab));
    let (a, b) = (knob_a.shown(line.slope), knob_b.shown(line.intercept));
    let error = figure(lab.error.at(&line));
    let share = match lab.form {
        Form::Sum => "",
        Form::Mean => "/n",
    };
    // The signs of the numbers join those of the formula: y - 0.3x + 2.
    let (minus_a, minus_b) = (knob_a.signed(-a), knob_b.signed(-b));
    let notes = if lab.has_plain_errors() {
        ["ŷ = ax + b".to_owned(), String::new()]
    } else {
        [
            format!("Σ(y {minus_a}x {minus_b})²{share}"),
            format!("= {error}"),
        ]
    };
    let [note_a, note_b] = notes;
    // Data and axes come first: they decide what a and b may be.
    vec![
        options("data", "Which points.", &SETS, lab.set, String::new()),
        options(
            "axes",
            "The units of the data, or mean 0 and standard deviation 1 both ways.",
            &AXES,
            usize::from(lab.standardized),
            String::new(),
        ),
        options(
            "form",
            "The sum of the squared errors, or their mean.",
            &FORMS,
            usize::from(lab.form == Form::Mean),
            format!("E = Σ(y-ax-b)²{share}"),
        ),
        knob_a.at(a, note_a),
        knob_b.at(b, note_b),
        RATE.at(lab.rate, "step = -η·gradient".into()),
        options(
            "descent",
            "On: gradient descent may move a and b. Off: they are moved by hand alone.",
            &DESCENT,
            usize::from(lab.descent),
            String::new(),
        ),
        options(
            "least",
            "The least E with the line that has it, and how far yours is from it; or E alone.",
            &LEAST,
            usize::from(!lab.covered),
            String::new(),
        ),
        options(
            "residuals",
            "Draw each error as a line, or its square as a square.",
            &RESIDUALS,
            usize::from(lab.squares),
            String::new(),
        ),
        options(
            "view",
            "The points with the line, E as a landscape over a and b, or both.",
            &VIEWS,
            lab.view,
            String::new(),
        ),
    ]
}

/// The knobs of the weights: as fine as descent moves them, once it does.
fn weights(lab: &LineFit) -> [Knob; 2] {
    let finer = |knob: Knob| match lab.walk.by() {
        By::Descent => Knob {
            decimals: knob.decimals.max(4),
            ..knob
        },
        _ => knob,
    };
    [finer(lab.data.a), finer(lab.data.b)]
}
