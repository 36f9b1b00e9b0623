//! A digit in words, for whoever is told the picture: where its ink is.

use crate::dataset::idx::SIDE;
use crate::labs::Fact;

/// The least mean of a cell that counts as ink.
const INKED: f32 = 0.35;

/// The fact that says where the ink is, row by row as the picture draws it: two rows of pixels are
/// one of cells.
pub fn rows(pixels: &[f32]) -> Fact {
    let rows: Vec<String> = pixels
        .chunks(2 * SIDE)
        .enumerate()
        .filter_map(|(row, pair)| {
            let (upper, lower) = pair.split_at_checked(SIDE)?;
            let inked = |(a, b): (&f32, &f32)| (a + b) / 2.0 >= INKED;
            let runs = runs(upper.iter().zip(lower).map(inked), 0);
            (!runs.is_empty()).then(|| format!("{row}: {}", runs.join(" and ")))
        })
        .collect();
    let rows = rows.join(", ");
    let sentence = match rows.is_empty() {
        true => "There is no ink yet.".to_owned(),
        false => format!(
            "Its ink, two of the 28 rows at a time, counted 0 to 13, by column, 0 to 27: {rows}."
        ),
    };
    Fact::text("rows", &rows, sentence)
}

/// The same by single rows and columns, both counted from 1, for whoever is told of windows and units.
pub fn places(pixels: &[f32]) -> Fact {
    let inked = |row: &[f32]| runs(row.iter().map(|pixel| *pixel >= INKED), 1).join(" and ");
    let rows: Vec<String> = pixels
        .chunks_exact(SIDE)
        .enumerate()
        .map(|(at, row)| (at + 1, inked(row)))
        .filter(|(_, inked)| !inked.is_empty())
        .map(|(row, inked)| format!("{row}: {inked}"))
        .collect();
    let rows = rows.join(", ");
    let sentence = match rows.is_empty() {
        true => "The digit has no ink.".to_owned(),
        false => format!("The digit's ink by row, 1 to 28, and column, 1 to 28: {rows}."),
    };
    Fact::text("rows", &rows, sentence)
}

/// The unbroken stretches of inked places in a row, each from its first to its last, counted from `first`.
fn runs(row: impl Iterator<Item = bool>, first: usize) -> Vec<String> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in row.enumerate().filter(|(_, inked)| *inked) {
        let at = at + first;
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == at => *last = at,
            _ => runs.push((at, at)),
        }
    }
    let spelled = |(first, last): (usize, usize)| match first == last {
        true => first.to_string(),
        false => format!("{first} to {last}"),
    };
    runs.into_iter().map(spelled).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::idx::PIXELS;
    use crate::labs::Value;

    #[test]
    fn every_stretch_of_ink_is_told_with_its_ends() {
        let mut pixels = [0.0; PIXELS];
        for (row, columns) in [
            (6, 10..13),
            (7, 10..13),
            (6, 20..21),
            (7, 20..21),
            (9, 5..7),
        ] {
            pixels[row * SIDE..][columns].fill(1.0);
        }
        let fact = rows(&pixels);
        assert!(fact.sentence.contains("two of the 28 rows at a time"));
        assert_eq!(
            fact.value,
            Value::Text("3: 10 to 12 and 20, 4: 5 to 6".into())
        );
        let blank = rows(&[0.0; PIXELS]);
        assert_eq!(blank.value, Value::Text(String::new()));
        assert_eq!(blank.sentence, "There is no ink yet.");
        assert_eq!(
            places(&pixels).value,
            Value::Text("7: 11 to 13 and 21, 8: 11 to 13 and 21, 10: 6 to 7".into())
        );
        assert_eq!(places(&[0.0; PIXELS]).sentence, "The digit has no ink.");
        assert_eq!(rows(&[1.0]).value, Value::Text(String::new()));
    }
}
