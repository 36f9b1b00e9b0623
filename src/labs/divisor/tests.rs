use super::*;
use crate::labs::testing::{after, number_of, screen};

/// The mean that a divisor gives over all samples of a size and a seed.
fn average(seed: u64, n: usize, divisor: f64) -> f64 {
    let lines = [
        format!("set seed {seed}"),
        format!("set n {n}"),
        format!("set divisor {divisor}"),
        "set samples 2000".to_owned(),
    ];
    number_of(
        &after::<Divisor>(&lines.each_ref().map(String::as_str)),
        "average",
    )
}

#[test]
fn divided_by_one_less_than_the_sample_the_variance_is_right_on_average() {
    // Within four deviations of the mean of 2,000: each estimate has the variance 2 sigma^4 / (n - 1).
    for n in [2, 3, 5, 10, 20] {
        let one_less = (n - 1) as f64;
        let allowed = 4.0 * VARIANCE * (2.0 / one_less / MOST as f64).sqrt();
        for seed in 0..20 {
            let off = average(seed, n, one_less) - VARIANCE;
            assert!(off.abs() < allowed, "seed {seed}, n = {n}: {off}");
        }
        // Divided by n, it is too small by a share of 1/n: that of many seeds shows it.
        let many = (0..20).map(|seed| average(seed, n, n as f64)).sum::<f64>() / 20.0;
        let expected = VARIANCE * one_less / n as f64;
        assert!((many / expected - 1.0).abs() < 0.03, "n = {n}: {many}");
    }
}

#[test]
fn each_estimate_is_the_variance_that_statrs_gives_of_the_same_sample() {
    use statrs::statistics::Statistics;
    let lab = after::<Divisor>(&["set seed 3", "set n 6", "set divisor 5", "set samples 50"]);
    let mut random = ChaCha8Rng::seed_from_u64(3);
    for estimate in lab.estimates() {
        let draw = |_| MEAN + DEVIATION * Distribution::<f64>::sample(&StandardNormal, &mut random);
        let sample: Vec<f64> = (0..6).map(draw).collect();
        assert!((sample.iter().variance() - estimate).abs() < 1e-9);
    }
}

#[test]
fn the_means_so_far_end_at_the_average_and_the_same_seed_draws_the_same() {
    let lines = ["set seed 7", "draw", "draw"];
    let [lab, again] = [(); 2].map(|()| after::<Divisor>(&lines));
    assert_eq!(lab.squares, again.squares);
    let running = lab.running();
    assert_eq!(running.len(), 200);
    assert!((running[199] - number_of(&lab, "average")).abs() < 1e-12);
    assert_ne!(after::<Divisor>(&["set seed 8"]).squares, lab.squares);
}

#[test]
fn at_every_size_the_legend_is_whole() {
    let lab = after::<Divisor>(&["draw"]);
    for (width, height) in [(76, 10), (50, 12), (40, 12), (110, 26)] {
        for ascii in [false, true] {
            let rows = screen(&lab, width, height, ascii).join("\n");
            for words in [
                "one sample",
                "their mean so far",
                "the true sigma",
                "truth 1.44",
            ] {
                assert!(rows.contains(words), "{width}x{height} {words}\n{rows}");
            }
        }
    }
}
