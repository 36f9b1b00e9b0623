//! Progress and numbers as one reads them.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::train::Plan;

/// A bar of all samples of all epochs.
pub fn bar(plan: &Plan) -> Option<ProgressBar> {
    let steps = (plan.epochs() as u64).saturating_mul(plan.samples() as u64);
    let style = ProgressStyle::with_template("[{bar:20}]  {wide_msg}").ok()?;
    Some(ProgressBar::new(steps).with_style(style.progress_chars("=> ")))
}

/// Seconds to three decimals.
pub fn milliseconds(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}

/// 125 seconds as 2:05.
pub fn clock(left: Duration) -> String {
    let seconds = left.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// 146000 as 146,000.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_one_reads_them() {
        assert_eq!(
            [999, 1000, 222_384].map(thousands),
            ["999", "1,000", "222,384"]
        );
        assert_eq!(
            [5, 65, 3600].map(Duration::from_secs).map(clock),
            ["0:05", "1:05", "60:00"]
        );
    }
}
