use super::*;
use crate::labs::hosted::Hosted;
use crate::labs::testing::{after, fact, number_of, screen};
use crate::labs::{Lab, Value};

fn lab(lines: &[&str]) -> Hosted<Gaussians> {
    after(lines)
}

/// The species of a fact.
fn species(lab: &Hosted<Gaussians>, name: &str) -> String {
    match fact(lab, name) {
        Value::Text(text) => text,
        Value::Number(x) => panic!("{name} is {x}"),
    }
}

/// Worked out from the same table in Python, with plain sums and covariances over n: log f,
/// posterior under equal priors, correlation.
const BY_PYTHON: [(&str, [f64; 3]); 3] = [
    (
        "adelie",
        [-5.472446719320661, 0.3007763017149021, 0.3914916918358762],
    ),
    (
        "chinstrap",
        [-4.628843295978441, 0.6992233563133918, 0.6535362081800427],
    ),
    (
        "gentoo",
        [
            -19.159596079537213,
            3.419717059593856e-07,
            0.6433839465253386,
        ],
    ),
];

#[test]
fn likelihoods_and_posteriors_are_those_of_another_language() {
    let lab = lab(&["set x 44.5", "set y 18.6"]);
    for (species, values) in BY_PYTHON {
        for (name, value) in ["log_f", "posterior", "correlation"]
            .into_iter()
            .zip(values)
        {
            let name = format!("{name}_{species}");
            let ours = number_of(&lab, &name);
            assert!((ours - value).abs() < 1e-9, "{name} {ours} {value}");
        }
    }
}

#[test]
fn a_prior_moves_each_score_by_its_logarithm_and_no_likelihood() {
    let equal = lab(&[]);
    let counted = lab(&["set adelie 151", "set chinstrap 68", "set gentoo 123"]);
    for (species, count) in [("adelie", 151.0), ("chinstrap", 68.0), ("gentoo", 123.0)] {
        let of = |lab: &Hosted<Gaussians>, name: &str| number_of(lab, &format!("{name}_{species}"));
        assert_eq!(of(&equal, "log_f"), of(&counted, "log_f"));
        let pulled = of(&counted, "score") - of(&counted, "log_f");
        assert!((pulled - (count / 342.0_f64).ln()).abs() < 1e-12);
    }
}

#[test]
fn both_models_get_nine_birds_wrong_at_different_prices() {
    // The same sums in Python.
    for (lines, cost) in [
        ("own", 0.08691169171912162),
        ("shared", 0.07799504400752003),
    ] {
        let lab = lab(&[&format!("set covariance {lines}")]);
        assert_eq!(number_of(&lab, "wrong"), 9.0, "{lines}");
        assert!(
            (number_of(&lab, "mean_cost") - cost).abs() < 1e-12,
            "{lines}"
        );
    }
}

#[test]
fn with_one_covariance_for_all_every_boundary_is_straight() {
    // The difference of two scores along a line has no second difference.
    let bend = |covariance: &str| {
        let at = |x: &str| {
            let lab = lab(&[
                &format!("set covariance {covariance}"),
                &format!("set x {x}"),
            ]);
            number_of(&lab, "score_adelie") - number_of(&lab, "score_gentoo")
        };
        at("40") - 2.0 * at("45") + at("50")
    };
    assert!(bend("shared").abs() < 1e-9, "{}", bend("shared"));
    assert!(bend("own").abs() > 0.1, "{}", bend("own"));
}

#[test]
fn likelihood_and_nearest_mean_may_disagree() {
    let lab = lab(&["set x 43", "set y 16.7"]);
    assert_eq!(species(&lab, "likeliest"), "Chinstrap");
    assert_eq!(species(&lab, "nearest_mean"), "Adelie");
}

#[test]
fn the_table_says_what_the_facts_say_at_every_size() {
    for table in ["likelihood", "posterior", "softmax"] {
        for (width, height) in [(54, 17), (76, 18), (76, 6), (84, 34), (130, 40)] {
            for ascii in [true, false] {
                let lab = lab(&[&format!("set table {table}"), "set x 44.5", "set y 18.6"]);
                let text = screen(&lab, width, height, ascii).join("\n");
                let what = format!("{table} {width}x{height} {ascii}\n{text}");
                let values = match table {
                    "likelihood" => ["-5.47", "-4.63", "-19.16"],
                    _ => ["-6.57", "-5.73", "-20.26"],
                };
                for value in values {
                    assert!(text.contains(value), "{value} {what}");
                }
                let posterior = table == "likelihood" || text.contains("0.699");
                assert!(posterior, "{what}");
                // Its sign is explained where it is drawn.
                let is_drawn = text.contains("bill depth");
                assert_eq!(text.contains("the new bird"), is_drawn, "{what}");
            }
        }
    }
}

#[test]
fn there_is_no_size_at_which_drawing_falls() {
    for (width, height) in [(0, 0), (1, 1), (8, 30), (20, 5), (30, 12), (40, 3)] {
        for table in TABLES {
            let lab = lab(&[
                &format!("set table {table}"),
                "set boundary shown",
                "set costs shown",
            ]);
            screen(&lab, width, height, false);
        }
    }
}

#[test]
fn what_a_table_does_not_show_is_told_to_nobody() {
    let shown = |lines: &[&str], name: &str| {
        let facts = lab(lines).facts();
        facts.iter().any(|fact| fact.name == name && fact.shown)
    };
    assert!(!shown(&["set table none"], "log_f_adelie"));
    assert!(!shown(&["set table likelihood"], "posterior_adelie"));
    assert!(shown(&["set table posterior"], "posterior_adelie"));
    assert!(!shown(&["set hills hidden"], "rising"));
    assert!(!shown(&["set boundary hidden"], "curved"));
    assert!(!shown(&[], "wrong") && shown(&["set costs shown"], "wrong"));
}
