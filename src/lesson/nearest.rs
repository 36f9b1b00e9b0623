//! The name that was probably meant: by the letters to insert, delete, replace or swap with their
//! neighbour (optimal string alignment).

use strsim::osa_distance as distance;

/// The known name nearest to `name`, if it is near enough to be a slip of the finger.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let far = name.chars().count().max(3) / 2;
    known
        .into_iter()
        .map(|other| (distance(&name.to_lowercase(), &other.to_lowercase()), other))
        .filter(|(distance, _)| *distance <= far)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
}

/// The known name that is at most one slip of the finger away, or is written in other letters' case:
/// for words that may be right as they are.
pub fn slip<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    known.into_iter().find(|other| distance(&name, other) <= 1)
}

/// "did you mean" and the nearest name, or all there are.
pub(super) fn hint<'a>(name: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    match nearest(name, known.clone()) {
        Some(other) => format!("did you mean `{other}`?"),
        None => all(name, known),
    }
}

/// All known names, the nearest first.
pub(super) fn all<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let mut all: Vec<&str> = known.into_iter().collect();
    all.sort_by_key(|other| distance(&name.to_lowercase(), &other.to_lowercase()));
    match all.is_empty() {
        true => "there are none".to_owned(),
        false => format!("there are: {}", all.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognized_and_another_word_is_not() {
        let known = ["normal", "digit", "autoencoder"];
        assert_eq!(nearest("autoencodr", known), Some("autoencoder"));
        assert_eq!(nearest("Nromal", known), Some("normal"));
        assert_eq!(nearest("regression", known), None);
        assert_eq!(hint("xyz", known), "there are: digit, normal, autoencoder");
    }
}
