//! Reading a name that someone typed, and a helpful answer when it is unknown.

/// A name that is none of the known ones.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {kind} {name:?}: did you mean {nearest:?}? known are {}", known.join(", "))]
pub struct UnknownName {
    /// What was being named: "activation", "loss" or "optimizer".
    pub kind: &'static str,
    /// What was written.
    pub name: String,
    /// All names that would have been understood.
    pub known: Vec<&'static str>,
    /// The known name with the fewest letters to change.
    pub nearest: &'static str,
}

/// Finds what `name` stands for among `(name, value)` pairs. Case, spaces, `-` and `_` do not count.
///
/// # Errors
/// For a name that is neither in the table nor an alias; only the table's are proposed.
pub fn look_up<T: Copy>(
    kind: &'static str,
    name: &str,
    table: &[(&'static str, T)],
    aliases: &[(&'static str, T)],
) -> Result<T, UnknownName> {
    let wanted = letters(name);
    let found = table
        .iter()
        .chain(aliases)
        .find(|(known, _)| letters(known) == wanted);
    found.map(|&(_, value)| value).ok_or_else(|| UnknownName {
        kind,
        name: name.to_string(),
        known: table.iter().map(|&(known, _)| known).collect(),
        nearest: table
            .iter()
            .map(|&(known, _)| known)
            .min_by_key(|known| strsim::levenshtein(&letters(known), &wanted))
            .unwrap_or_default(),
    })
}

fn letters(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_name_is_answered_with_the_nearest_and_all_known() {
        let table = [("relu", 1), ("sigmoid", 2)];
        let error = look_up("activation", "Sigmod", &table, &[]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "unknown activation \"Sigmod\": did you mean \"sigmoid\"? known are relu, sigmoid"
        );
        assert_eq!(look_up("activation", "RELU", &table, &[]), Ok(1));
    }
}
