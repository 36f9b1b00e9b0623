//! A row of numbers as a row of bars.

use crate::ui::Look;

/// One character a value: the higher the larger, on the scale `low..high`. A gap is a space.
///
/// Lines that are to be compared must be given the same scale.
pub fn bars(values: &[Option<f64>], (low, high): (f64, f64), look: &Look) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    const ASCII: [char; 8] = ['_', '.', ',', '-', '=', '+', '*', '#'];
    let set = if look.glyphs.ascii { ASCII } else { BARS };
    let span = high - low;
    let bar = |value: f64| {
        let share = if span > 0.0 {
            ((value - low) / span).clamp(0.0, 1.0)
        } else {
            0.0
        };
        set[(share * 7.0).round() as usize]
    };
    let shown = |value: &Option<f64>| value.filter(|v| v.is_finite()).map_or(' ', bar);
    values.iter().map(shown).collect()
}

/// The scale that holds every finite value of several lines.
pub fn scale<'a>(lines: impl IntoIterator<Item = &'a [Option<f64>]>) -> (f64, f64) {
    let values = lines
        .into_iter()
        .flatten()
        .flatten()
        .copied()
        .filter(|v| v.is_finite());
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| {
        (a.min(v), b.max(v))
    })
}

/// A share of `width` columns as a bar with eighths: `███▌`.
pub fn bar(share: f64, width: usize, look: &Look) -> String {
    const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];
    let share = if share.is_finite() {
        share.clamp(0.0, 1.0)
    } else {
        0.0
    };
    if look.glyphs.ascii {
        return "#".repeat((share * width as f64).round() as usize);
    }
    let eighths = (share * width as f64 * 8.0).round() as usize;
    let mut bar = "█".repeat(eighths / 8);
    if !eighths.is_multiple_of(8) {
        bar.push(EIGHTHS[eighths % 8 - 1]);
    }
    bar
}

/// A bar between its ends: `▕███▌    ▏`, `width` columns with them.
pub fn progress(share: f64, width: usize, look: &Look) -> String {
    let inner = width.saturating_sub(2);
    let bar = bar(share, inner, look);
    let space = " ".repeat(inner.saturating_sub(bar.chars().count()));
    format!("{}{bar}{space}{}", look.pick("▕", "["), look.pick("▏", "]"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plain;

    #[test]
    fn the_largest_is_full_and_the_smallest_is_low() {
        let values = [Some(0.0), Some(0.5), Some(1.0), None, Some(f64::NAN)];
        assert_eq!(bars(&values, (0.0, 1.0), &plain(false)), "▁▅█  ");
        assert_eq!(bars(&values, (0.0, 1.0), &plain(true)), "_=#  ");
    }

    #[test]
    fn one_scale_serves_both_lines() {
        let (a, b) = ([Some(1.0), None], [Some(3.0), Some(f64::INFINITY)]);
        assert_eq!(scale([&a[..], &b[..]]), (1.0, 3.0));
    }

    #[test]
    fn a_bar_is_as_wide_as_it_is_told() {
        for width in 2..20 {
            for share in [-1.0, 0.0, 0.33, 0.5, 1.0, f64::NAN] {
                assert_eq!(progress(share, width, &plain(false)).chars().count(), width);
                assert_eq!(progress(share, width, &plain(true)).chars().count(), width);
            }
        }
        assert_eq!(progress(0.5, 6, &plain(true)), "[##  ]");
    }
}
