//! Digits that stand side by side, told apart where nothing joins them.
//!
//! Blank columns part the ink into groups. Those at least half as tall as the tallest are digits; what is
//! lower, such as a dot or the end of a stroke that came off, belongs to the nearest of them. So digits
//! that touch are taken for one, and one with a gap from top to bottom for two (README says how often).

use super::{Ink, PictureError};
use std::ops::Range;

/// The digits of a row, from the left; one at least, where there is ink.
///
/// # Errors
/// Where the ink stands in several rows: what belongs together cannot be told then.
pub fn digits(ink: &Ink) -> Result<Vec<Ink>, PictureError> {
    let rows = groups(ink.height(), |y| ink.row(y).iter().any(|ink| *ink > 0.0));
    if tall(&rows, Range::len).len() > 1 {
        return Err(PictureError::SeveralRows);
    }
    let columns = groups(ink.width, |x| ink.column(x).any(|ink| ink > 0.0));
    let mut digits = tall(&columns, |group| height(ink, group));
    for group in &columns {
        if let Some(digit) = digits.iter_mut().min_by_key(|digit| between(digit, group)) {
            *digit = digit.start.min(group.start)..digit.end.max(group.end);
        }
    }
    Ok(digits.into_iter().map(|columns| ink.cut(columns)).collect())
}

/// Stretches without a blank.
fn groups(length: usize, inked: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for at in (0..length).filter(|&at| inked(at)) {
        match groups.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => groups.push(at..at + 1),
        }
    }
    groups
}

/// Those at least half as tall as the tallest.
fn tall(groups: &[Range<usize>], height: impl Fn(&Range<usize>) -> usize) -> Vec<Range<usize>> {
    let heights: Vec<usize> = groups.iter().map(height).collect();
    let most = heights.iter().copied().max().unwrap_or(0);
    let each = groups.iter().zip(heights);
    let tall = each.filter(|(_, height)| 2 * height >= most);
    tall.map(|(group, _)| group.clone()).collect()
}

/// Rows from the first with ink to the last, in some columns.
fn height(ink: &Ink, columns: &Range<usize>) -> usize {
    let inked = |y: &usize| ink.row(*y)[columns.clone()].iter().any(|ink| *ink > 0.0);
    let rows = || (0..ink.height()).filter(inked);
    rows()
        .max()
        .map_or(0, |last| last + 1 - rows().min().unwrap_or(last))
}

/// Columns from one to the other; 0 if one is in the other.
fn between(a: &Range<usize>, b: &Range<usize>) -> usize {
    b.start
        .saturating_sub(a.end)
        .max(a.start.saturating_sub(b.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::mnist;
    use crate::dataset::nist::normalized;

    /// Ink of rows of signs, `#` being ink.
    fn drawn(rows: &[&str]) -> Ink {
        let pixels = rows
            .concat()
            .chars()
            .map(|sign| f32::from(sign == '#'))
            .collect();
        Ink {
            width: rows[0].len(),
            pixels,
        }
    }

    fn widths(rows: &[&str]) -> Vec<usize> {
        digits(&drawn(rows))
            .unwrap()
            .iter()
            .map(|digit| digit.width)
            .collect()
    }

    #[test]
    fn what_a_blank_column_parts_is_several_digits_and_what_is_low_belongs_to_the_nearest() {
        assert_eq!(widths(&["#.##", "#.##", "#.##", "#.##"]), [1, 2]);
        assert_eq!(
            widths(&["#..##...#", "#..##...#", "...##....", "...##...."]),
            [1, 2, 1]
        );
        assert_eq!(widths(&["#.##", "..##", "..##", "..##"]), [4], "a dot");
        assert_eq!(
            widths(&["##.#", "##..", "##.."]),
            [4],
            "a dot on the other side"
        );
        assert_eq!(widths(&["#.##....##", "..##....##", "..##....##"]), [4, 2]);
        assert_eq!(widths(&["####", "#..#"]), [4]);
    }

    #[test]
    fn several_rows_are_refused_and_a_bar_that_came_off_is_no_row() {
        let rows = ["#.#", "#.#", "...", "#.#", "#.#"];
        assert_eq!(digits(&drawn(&rows)), Err(PictureError::SeveralRows));
        assert_eq!(widths(&["###", "...", "###", "#..", "###", "#.."]), [3]);
    }

    #[test]
    fn digits_of_mnist_side_by_side_come_out_as_they_are_alone_and_few_fall_apart() {
        let mnist = mnist::test_digits().unwrap();
        let ink = |at: usize| Ink {
            width: 28,
            pixels: mnist.grey(at),
        };
        let alone: Vec<Ink> = (0..10_000).map(ink).collect();
        let parted = |ink: &&Ink| digits(ink).is_ok_and(|digits| digits.len() > 1);
        let refused = |ink: &&Ink| digits(ink).is_err();
        let (apart, rows) = (
            alone.iter().filter(parted).count(),
            alone.iter().filter(refused).count(),
        );
        assert_eq!((apart, rows), (13, 2));
        let mut together = Ink {
            width: 28 * 5,
            pixels: Vec::new(),
        };
        for y in 0..28 {
            together
                .pixels
                .extend(alone[..5].iter().flat_map(|ink| ink.row(y)));
        }
        let told = digits(&together).unwrap();
        assert_eq!(told.len(), 5);
        for (told, alone) in told.iter().zip(&alone) {
            let [told, alone] = [told, alone].map(|ink| normalized(&ink.pixels, ink.width));
            assert_eq!(told, alone);
        }
    }
}
