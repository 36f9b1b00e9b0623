//! Numbers as people read them.

/// An integer with a comma every three digits: 222,384.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// So many of a thing: `1 update`, `1,234 updates`.
pub fn many(n: u64, thing: &str) -> String {
    let ending = if n == 1 { "" } else { "s" };
    format!("{} {thing}{ending}", grouped(n))
}

/// A digit with its article: "a 7", "an 8".
pub fn a(digit: u8) -> String {
    format!("{} {digit}", if digit == 8 { "an" } else { "a" })
}

/// A place in a row: 1st, 2nd, 11th, 22nd.
pub fn ordinal(n: usize) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// A duration in seconds as minutes and seconds: 1:05. Anything beyond 99 hours is 99:59:59.
pub fn clock(seconds: f64) -> String {
    let s = if seconds.is_finite() {
        seconds.round().clamp(0.0, 359_999.0) as u64
    } else {
        359_999
    };
    match (s / 3600, s / 60 % 60, s % 60) {
        (0, m, s) => format!("{m}:{s:02}"),
        (h, m, s) => format!("{h}:{m:02}:{s:02}"),
    }
}

/// A number in few characters, without trailing zeros: 0.001, 12, 1e-5.
pub fn short(x: f64) -> String {
    if x != 0.0 && (x.abs() < 1e-4 || x.abs() >= 1e7) {
        return format!("{x:e}");
    }
    let text = format!("{x:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

/// A small matrix in a line, to two digits: "0 0.5 1, -1 0 2".
pub fn by_rows(numbers: &[f64], columns: usize) -> String {
    // What rounds to zero from below would be "-0" without the sum.
    let rounded = |number: &f64| short((number * 100.0).round() / 100.0 + 0.0);
    let row = |row: &[f64]| row.iter().map(rounded).collect::<Vec<_>>().join(" ");
    let rows: Vec<String> = numbers.chunks(columns.max(1)).map(row).collect();
    rows.join(", ")
}

/// A measured number in four significant digits: 0.01234, 12.34, 1234, 1.234e9.
pub fn figure(x: f64) -> String {
    if x == 0.0 || !x.is_finite() {
        return format!("{x}");
    }
    let exponent = x.abs().log10().floor();
    if !(-4.0..7.0).contains(&exponent) {
        return format!("{x:.3e}");
    }
    let decimals = (3.0 - exponent).max(0.0) as usize;
    format!("{x:.decimals$}")
}

/// How many times one number is another: "1.2 times", "832 times", and no more than can be meant.
pub fn times(ratio: f64) -> String {
    match ratio {
        _ if ratio >= 1e6 => "over a million times".to_owned(),
        _ if ratio >= 100.0 => format!("{} times", grouped(ratio.round() as u64)),
        _ => format!("{ratio:.1} times"),
    }
}

/// A probability in four digits, a small one by its first two, down to a millionth; what is no certainty is
/// not called one.
pub fn probability(p: f64) -> String {
    match p {
        ..1e-6 => "under 0.000001".to_owned(),
        ..1e-3 => format!("{p:.*}", (1.0 - p.log10().floor()) as usize),
        0.99995.. => "over 0.9999".to_owned(),
        _ => format!("{p:.4}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_probability_keeps_two_digits_down_to_a_millionth() {
        for (p, said) in [
            (0.25, "0.2500"),
            (0.99996, "over 0.9999"),
            (0.00123, "0.0012"),
            (0.000123, "0.00012"),
            (0.0000099, "0.0000099"),
            (3e-7, "under 0.000001"),
        ] {
            assert_eq!(probability(p), said);
        }
    }

    #[test]
    fn a_matrix_is_told_row_by_row() {
        let numbers = [0.0, 0.5, 1.0, -1.0, -0.004, 2.0 / 3.0];
        assert_eq!(by_rows(&numbers, 3), "0 0.5 1, -1 0 0.67");
        assert_eq!(by_rows(&numbers[..4], 2), "0 0.5, 1 -1");
        assert_eq!(by_rows(&[], 0), "");
    }

    #[test]
    fn a_ratio_is_said_in_few_digits() {
        for (ratio, said) in [
            (1.04, "1.0 times"),
            (12.84, "12.8 times"),
            (99.96, "100.0 times"),
            (12_345.6, "12,346 times"),
            (f64::INFINITY, "over a million times"),
        ] {
            assert_eq!(times(ratio), said);
        }
    }

    #[test]
    fn groups_of_three() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1000), "1,000");
        assert_eq!(grouped(222_384), "222,384");
    }

    #[test]
    fn places_end_as_they_are_said() {
        let said = [1, 2, 3, 4, 11, 12, 13, 21, 111].map(ordinal);
        let right = [
            "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "111th",
        ];
        assert_eq!(said, right);
    }

    #[test]
    fn clocks_carry_and_never_overflow() {
        assert_eq!(clock(9.4), "0:09");
        assert_eq!(clock(59.6), "1:00");
        assert_eq!(clock(3661.0), "1:01:01");
        assert_eq!(clock(f64::INFINITY), "99:59:59");
        assert_eq!(clock(-3.0), "0:00");
    }

    #[test]
    fn four_digits_say_how_large_it_is() {
        let read = |x| figure(x);
        assert_eq!(
            [12.3456, 1234.5, 0.0123456].map(read),
            ["12.35", "1234", "0.01235"]
        );
        assert_eq!(
            [1.0, -5e-7, 3e12].map(read),
            ["1.000", "-5.000e-7", "3.000e12"]
        );
        assert_eq!([0.0, f64::INFINITY].map(read), ["0", "inf"]);
    }

    #[test]
    fn one_thing_is_not_told_as_several() {
        assert_eq!(many(0, "step"), "0 steps");
        assert_eq!(many(1, "step"), "1 step");
        assert_eq!(many(1234, "step"), "1,234 steps");
    }

    #[test]
    fn short_numbers_read_back_as_themselves() {
        for x in [0.0, 0.001, 12.0, -3.25, 1e-5, 2e8, 0.38] {
            assert_eq!(short(x).parse::<f64>().ok(), Some(x), "{x}");
        }
    }
}
