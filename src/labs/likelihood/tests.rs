use super::*;
use crate::labs::hosted::Hosted;
use crate::labs::testing::{number_of, screen};
use crate::labs::{Fact, Lab, Value, say};
use crate::stats::likelihood::log_likelihood;
use crate::stats::{Noise, Normal};

fn after(lines: &[&str]) -> Hosted<Likelihood> {
    crate::labs::testing::after(lines)
}

fn lengths(lab: &Likelihood) -> Vec<f64> {
    lab.leaves().iter().map(|leaf| leaf[1]).collect()
}

#[test]
fn the_sum_is_the_log_likelihood_of_a_mean_and_of_a_line() {
    let lab = after(&["set n 37", "set mu 6.6", "set sigma 1.1"]);
    let normal = Normal::new(6.6, 1.1).unwrap();
    let expected = log_likelihood(&lengths(&lab), &normal);
    assert!((number_of(&lab, "log_likelihood") - expected).abs() < 1e-9);
    let surface = reading::Surface::new(&lab.leaves()).unwrap();
    assert!((surface.at(6.6, 1.1) - expected).abs() < 1e-9);

    let lab = after(&["set view line", "set a 0.9", "set b 3", "set sigma 0.8"]);
    let line = Line {
        slope: 0.9,
        intercept: 3.0,
    };
    let expected = -Noise::Gaussian.negative_log_likelihood(&lab.leaves(), &line, 0.8);
    assert!((number_of(&lab, "log_likelihood") - expected).abs() < 1e-9);
}

#[test]
fn the_two_remarks_beside_the_knobs_add_up_to_the_log_likelihood() {
    let lab = after(&["set unit mm", "set mu 66", "set sigma 11"]);
    let number = |name: &str| {
        let controls = lab.controls();
        let note = controls
            .iter()
            .find(|c| c.name == name)
            .unwrap()
            .note
            .clone();
        note.rsplit(' ').next().unwrap().parse::<f64>().unwrap()
    };
    let sum = number("mu") + number("sigma");
    assert!(
        (sum - number_of(&lab, "log_likelihood")).abs() < 0.05,
        "{sum}"
    );
}

#[test]
fn nothing_is_better_than_the_best() {
    for view in ["points", "line"] {
        let view = format!("set view {view}");
        let best = after(&[&view, "best"]);
        assert!(number_of(&best, "behind") < 1e-9);
        for (name, cm) in [
            ("mu", best.mu),
            ("sigma", best.sigma),
            ("b", best.line.intercept),
        ] {
            for by in [-0.05, 0.05] {
                let set = format!("set {name} {}", cm + by);
                let moved = after(&[&view, "best", &set]);
                assert!(
                    number_of(&moved, "behind") >= number_of(&best, "behind"),
                    "{set}"
                );
            }
        }
    }
    let lab = after(&["best"]);
    assert!(number_of(&lab, "best_sigma") < number_of(&lab, "sample_sigma"));
    assert!(
        number_of(&after(&["set view line"]), "best_log_likelihood")
            > number_of(&lab, "best_log_likelihood")
    );
}

#[test]
fn the_knobs_steps_come_within_a_twentieth_of_a_nat_for_every_sample_up_to_thirty() {
    for seed in 0..40 {
        for (view, n) in [("points", 30), ("points", 10), ("line", 30)] {
            let mut lab = after(&[
                &format!("set seed {seed}"),
                &format!("set n {n}"),
                &format!("set view {view}"),
                "best",
            ]);
            for name in ["mu", "sigma", "a", "b"] {
                let controls = lab.controls();
                let control = controls.iter().find(|c| c.name == name).unwrap();
                let line = format!("set {name} {}", control.stepped(0));
                assert!(say(&mut lab, &line).is_ok());
            }
            assert!(
                number_of(&lab, "behind") < 0.05,
                "seed {seed}, {view}, n = {n}"
            );
        }
    }
}

#[test]
fn the_product_sinks_to_zero_first_in_f32_while_the_sum_stays_calm() {
    let lab = after(&["set unit mm", "set n 200", "best"]);
    let (single, double) = (number_of(&lab, "dead_at"), number_of(&lab, "dead_at_f64"));
    assert!(
        single < 40.0 && double > 150.0 && double <= 200.0,
        "{single} {double}"
    );
    assert_eq!(
        (
            number_of(&lab, "product_f32"),
            number_of(&lab, "product_f64")
        ),
        (0.0, 0.0)
    );
    assert!(number_of(&lab, "log_likelihood") > -1000.0);
    // One leaf earlier it was still there.
    let alive = after(&[
        "set unit mm",
        "set n 200",
        "best",
        &format!("set n {}", single - 1.0),
    ]);
    assert!(number_of(&alive, "product_f32") > 0.0);
    assert_eq!(number_of(&alive, "dead_at"), f64::INFINITY);
}

#[test]
fn a_deviation_below_0_242_lifts_the_product_to_infinity_and_another_unit_moves_no_best() {
    let mm = after(&["set unit mm", "set n 200", "set mu 66", "set sigma 11"]);
    let m = after(&["set n 200", "set mu 6.6", "set sigma 1.1", "set unit m"]);
    assert_eq!(number_of(&m, "product_f32"), f64::INFINITY);
    assert!(number_of(&m, "infinite_at") < 40.0);
    assert!((number_of(&m, "behind") - number_of(&mm, "behind")).abs() < 1e-6);
    assert!((number_of(&m, "best_mu") * 1000.0 - number_of(&mm, "best_mu")).abs() < 1e-9);
    // n ln 1000 lie between the two.
    let between = number_of(&m, "log_likelihood") - number_of(&mm, "log_likelihood");
    assert!((between - 200.0 * 1000_f64.ln()).abs() < 1e-6);
}

#[test]
fn a_single_leaf_has_no_best_and_says_why_without_a_nan() {
    for lines in [["set n 1", "set view points"], ["set n 2", "set view line"]] {
        let mut lab = after(&lines);
        let error = say(&mut lab, "best").map(|_| ()).map_err(|e| e.to_string());
        assert!(error.is_err_and(|e| e.contains("without bound")));
        assert_eq!(number_of(&lab, "behind"), f64::INFINITY);
        for fact in lab.facts() {
            assert!(
                !matches!(fact.value, Value::Number(x) if x.is_nan()),
                "{fact:?}"
            );
        }
    }
    let on_it = after(&["set n 1"]);
    let at = format!("set mu {}", lengths(&on_it)[0]);
    let up = |sigma: &str| number_of(&after(&["set n 1", &at, sigma]), "log_likelihood");
    assert!(up("set sigma 0.02") > up("set sigma 0.2") + 2.0);
}

#[test]
fn every_knob_at_both_ends_keeps_every_number_a_number() {
    for view in VIEWS {
        for unit in ["cm", "mm", "m"] {
            let mut lab = after(&[&format!("set view {view}"), &format!("set unit {unit}")]);
            for control in lab
                .controls()
                .iter()
                .filter(|c| !["view", "unit"].contains(&c.name))
            {
                for share in [0.0, 1.0] {
                    let set = lab.set(control.name, &control.at_share(share));
                    assert!(set.is_ok(), "{view} {unit} {}", control.name);
                    let none = |f: &Fact| matches!(f.value, Value::Number(x) if x.is_nan());
                    let facts = lab.facts();
                    let bad = facts.iter().find(|fact| none(fact));
                    assert!(bad.is_none(), "{view} {unit} {}: {bad:?}", control.name);
                }
            }
        }
    }
}

#[test]
fn sigma_at_its_lower_stop_keeps_every_log_density_finite() {
    for n in ["1", "200"] {
        let lab = after(&[&format!("set n {n}"), "set mu 4", "set sigma 0.02"]);
        assert!(lab.reading.logs.iter().all(|log| log.is_finite()));
        assert!(number_of(&lab, "log_likelihood").is_finite());
        assert!(say(&mut after(&["set sigma 0.02"]), "set sigma 0.019").is_err());
    }
}

/// What is left of the plot and under it, and the heads of the bars.
fn axes(lab: &dyn Lab) -> Vec<String> {
    let rows = screen(lab, 76, 16, true);
    let numbers = |row: &String| row.chars().take(6).collect::<String>();
    rows.iter()
        .take(13)
        .map(numbers)
        .chain([rows[0].clone()])
        .collect()
}

#[test]
fn no_knob_of_a_curve_moves_an_axis_of_any_view() {
    for view in VIEWS {
        for unit in ["cm", "mm", "m"] {
            let lines = [format!("set view {view}"), format!("set unit {unit}")];
            let lines = lines.each_ref().map(String::as_str);
            let at_first = axes(&after(&lines));
            let knobs: &[&str] = match view {
                "points" => &["mu", "sigma"],
                "product" => &["n", "mu", "sigma"],
                "surface" => &["mu", "sigma"],
                _ => &["a", "b", "sigma"],
            };
            for knob in knobs {
                for share in 0..=10 {
                    let mut lab = after(&lines);
                    let controls = lab.controls();
                    let control = controls.iter().find(|c| c.name == *knob).unwrap();
                    lab.set(knob, &control.at_share(f64::from(share) / 10.0))
                        .unwrap();
                    assert_eq!(axes(&lab), at_first, "{view} {unit} {knob} {share}");
                }
            }
        }
    }
}

#[test]
fn densities_are_told_alone_until_their_product_or_their_logarithms_are_asked_for() {
    let shown = |told_as: &str| {
        let lab = after(&["set n 2", &format!("set told {told_as}")]);
        let facts = lab.visible_facts();
        let words: Vec<String> = facts.iter().map(|fact| fact.sentence.clone()).collect();
        let picture = screen(&lab, 76, 13, false).join("\n");
        (words.join(" "), picture)
    };
    let lab = after(&["set n 2"]);
    let normal = Normal::new(5.0, 0.8).unwrap();
    let each: Vec<f64> = lengths(&lab).iter().map(|x| normal.pdf(*x)).collect();
    let product = figure(each[0] * each[1]);
    let (words, picture) = shown("densities");
    for density in &each {
        assert!(words.contains(&figure(*density)), "{words}");
    }
    assert!(!words.contains(&product) && !picture.contains(&product));
    assert!(
        !words.contains("log") && !picture.contains("log"),
        "{words}\n{picture}"
    );
    let (words, picture) = shown("product");
    assert!(words.contains(&product) && picture.contains(&product));
    let (words, picture) = shown("logs");
    assert!(words.contains("log-likelihood") && picture.contains("Σ log f"));
    assert!(!words.contains(&product));
}

#[test]
fn at_every_size_the_legend_says_every_sign_and_both_numbers() {
    for (view, signs) in [
        ("points", ["leaves", "f(x)", "a leaf's density"]),
        ("surface", ["your trail", "best", "nats behind it"]),
        ("line", ["leaves", "ax + b", "leaves"]),
    ] {
        let lab = after(&[&format!("set view {view}")]);
        for (width, height) in [(76, 9), (55, 13), (40, 12), (36, 13), (110, 28)] {
            for ascii in [false, true] {
                let rows = screen(&lab, width, height, ascii).join("\n");
                let words = signs.into_iter().chain(["log f =", "nats behind the best"]);
                for words in words {
                    assert!(
                        rows.contains(words),
                        "{view} {width}x{height} {words}\n{rows}"
                    );
                }
            }
        }
    }
}
