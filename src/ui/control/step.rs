//! How a number moves: evenly, through 1-2-5, or by doubling.

use crate::ui::control::Steps;
use crate::ui::number;

/// A number with so many decimals, or in its shortest form where they would hide it.
pub fn spelled(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let rounded: f64 = text.parse().unwrap_or(value);
    if value != 0.0 && (rounded - value).abs() > value.abs() * 1e-6 {
        return number::short(value);
    }
    if rounded == 0.0 {
        text.trim_start_matches('-').to_string()
    } else {
        text
    }
}

/// The value so many steps on.
pub fn moved(value: f64, how: Steps, steps: i32) -> f64 {
    match how {
        // Rounded to whole steps, so that 0.1 added ten times is 1.
        Steps::Even(step) => ((value / step).round() + f64::from(steps)) * step,
        Steps::Double => value * 2f64.powi(steps),
        Steps::OneTwoFive => one_two_five(index_of(value) + steps),
    }
}

/// The value at a share of the range.
pub fn at_share(share: f64, min: f64, max: f64, how: Steps) -> f64 {
    match how {
        Steps::Even(step) => {
            let value = min + share * (max - min);
            ((value / step).round() * step).clamp(min, max)
        }
        Steps::Double => {
            let doublings = (max / min).log2() * share;
            (min * 2f64.powi(doublings.round() as i32)).clamp(min, max)
        }
        Steps::OneTwoFive => {
            let (first, last) = (index_of(min), index_of(max));
            let index = f64::from(first) + share * f64::from(last - first);
            one_two_five(index.round() as i32).clamp(min, max)
        }
    }
}

/// The share of the range at which a value lies.
pub fn share(value: f64, min: f64, max: f64, how: Steps) -> f64 {
    let share = match how {
        Steps::Even(_) => (value - min) / (max - min),
        _ => (value / min).ln() / (max / min).ln(),
    };
    if share.is_finite() {
        share.clamp(0.0, 1.0)
    } else {
        0.0
    }
}

/// Numbers 1, 2, 5, 10, ... by index; 0 is 1.
fn one_two_five(index: i32) -> f64 {
    let mantissa = [1.0, 2.0, 5.0][index.rem_euclid(3) as usize];
    // Through text, so that 1e-3 is the f64 nearest to 0.001.
    format!("{mantissa}e{}", index.div_euclid(3))
        .parse()
        .unwrap_or(mantissa)
}

/// The index whose number is nearest, by ratio.
fn index_of(value: f64) -> i32 {
    let decade = value.max(f64::MIN_POSITIVE).log10().floor() as i32;
    let near = (decade * 3 - 1)..=(decade * 3 + 3);
    let off = |i: &i32| (one_two_five(*i) / value).ln().abs();
    near.min_by(|a, b| off(a).total_cmp(&off(b))).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_two_five_walks_both_ways() {
        let mut value = 0.001;
        let mut seen = Vec::new();
        for _ in 0..4 {
            seen.push(value);
            value = moved(value, Steps::OneTwoFive, 1);
        }
        assert_eq!(seen, [0.001, 0.002, 0.005, 0.01]);
        assert_eq!(moved(0.01, Steps::OneTwoFive, -3), 0.001);
        assert_eq!(moved(0.003, Steps::OneTwoFive, 1), 0.005);
    }

    #[test]
    fn even_steps_do_not_gather_rounding() {
        let mut value = 0.0;
        for _ in 0..10 {
            value = moved(value, Steps::Even(0.1), 1);
        }
        assert_eq!(value, 1.0);
    }

    #[test]
    fn share_and_value_are_inverse() {
        for how in [Steps::Even(1.0), Steps::OneTwoFive, Steps::Double] {
            for value in [1.0, 2.0, 8.0, 64.0] {
                let share = share(value, 1.0, 64.0, how);
                let back = at_share(share, 1.0, 64.0, how);
                assert!((back / value).ln().abs() < 0.4, "{how:?} {value} {back}");
            }
        }
    }

    #[test]
    fn small_numbers_are_not_rounded_away() {
        assert_eq!(spelled(0.00001, 4), "1e-5");
        assert_eq!(spelled(0.001, 4), "0.0010");
        assert_eq!(spelled(-0.0, 2), "0.00");
    }
}
