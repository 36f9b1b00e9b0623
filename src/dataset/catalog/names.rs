//! The names that files of digits go by.

use std::fmt;

use crate::dataset::idx::Kind;

/// Which split of a set a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Split {
    /// To learn from.
    Train,
    /// To be tested on.
    Test,
}

impl Split {
    /// The name that such a file of a set usually has; MNIST's own has no set before it.
    pub fn usual(self, set: &str, kind: Kind) -> String {
        let split = match (self, set) {
            (Self::Train, _) => "train",
            (Self::Test, "") => "t10k",
            (Self::Test, _) => "test",
        };
        let hyphen = if set.is_empty() { "" } else { "-" };
        match kind {
            Kind::Images => format!("{set}{hyphen}{split}-images-idx3-ubyte"),
            Kind::Labels => format!("{set}{hyphen}{split}-labels-idx1-ubyte"),
        }
    }
}

/// As in "pictures to learn from".
impl fmt::Display for Split {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Train => "learn from",
            Self::Test => "test on",
        })
    }
}

/// What a file's name says: `train-images-idx3-ubyte` of MNIST, each split of it also
/// - with a set before it: `emnist-letters-train-...`, `qmnist-train-...`
/// - `test` for `t10k`, as EMNIST and QMNIST have it
/// - of another type, `qmnist-train-labels-idx2-int`: the header will say what is wrong with that
/// - with a dot for a hyphen, `train-images.idx3-ubyte`
/// - with `.idx` for the format or after it, and with `.gz` after all
///
/// The order is that of preference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileName {
    /// What stands before the split; nothing for MNIST's own.
    pub set: String,
    /// Which split it is.
    pub split: Split,
    /// Pictures or labels.
    pub kind: Kind,
    /// `test`, where MNIST has `t10k`.
    test: bool,
    gzipped: bool,
    dotted: bool,
}

impl FileName {
    /// Reads a name; `None` for that of something else.
    pub fn parse(name: &str) -> Option<Self> {
        let (name, gzipped) = without(name, ".gz");
        let (name, idx) = without(name, ".idx");
        let dotted = idx || name.contains('.');
        let name = name.replace('.', "-");
        let front = match name.rfind("-idx") {
            Some(at) if is_format(&name[at + 4..]) => &name[..at],
            _ if idx => &name,
            _ => return None,
        };
        let kinds = [("-images", Kind::Images), ("-labels", Kind::Labels)];
        let (front, kind) = ends_with(front, &kinds)?;
        let splits = [
            ("train", (Split::Train, false)),
            ("t10k", (Split::Test, false)),
            ("test", (Split::Test, true)),
        ];
        let (set, (split, test)) = ends_with(front, &splits)?;
        let set = match set {
            "" => "",
            set => set.strip_suffix('-')?,
        };
        Some(Self {
            set: set.to_string(),
            split,
            kind,
            test,
            gzipped,
            dotted,
        })
    }

    /// Whether both name the same split of the same set.
    pub fn is_as(&self, other: &Self) -> bool {
        (&self.set, self.split, self.kind) == (&other.set, other.split, other.kind)
    }
}

fn without<'a>(name: &'a str, ending: &str) -> (&'a str, bool) {
    let rest = name.strip_suffix(ending);
    (rest.unwrap_or(name), rest.is_some())
}

fn ends_with<'a, T: Copy>(name: &'a str, endings: &[(&str, T)]) -> Option<(&'a str, T)> {
    let found = endings.iter();
    found
        .filter_map(|(ending, value)| Some((name.strip_suffix(ending)?, *value)))
        .next()
}

/// `3-ubyte`: dimensions and type.
fn is_format(text: &str) -> bool {
    const TYPES: [&str; 6] = ["ubyte", "byte", "short", "int", "float", "double"];
    text.split_once('-').is_some_and(|(dimensions, name)| {
        matches!(dimensions.as_bytes(), [b'1'..=b'9']) && TYPES.contains(&name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(name: &str) -> Option<(String, Split, Kind)> {
        FileName::parse(name).map(|name| (name.set, name.split, name.kind))
    }

    #[test]
    fn the_names_of_every_set_are_known() {
        use Kind::{Images, Labels};
        use Split::{Test, Train};
        for (name, set, split, kind) in [
            ("train-images-idx3-ubyte", "", Train, Images),
            ("t10k-labels-idx1-ubyte.gz", "", Test, Labels),
            ("t10k-images.idx3-ubyte", "", Test, Images),
            ("train-labels.idx1-ubyte.gz", "", Train, Labels),
            ("train-images.idx", "", Train, Images),
            ("train-images-idx3-ubyte.idx", "", Train, Images),
            ("test-images-idx3-ubyte", "", Test, Images),
            (
                "emnist-letters-test-labels-idx1-ubyte.gz",
                "emnist-letters",
                Test,
                Labels,
            ),
            ("qmnist-train-images-idx3-ubyte.gz", "qmnist", Train, Images),
            ("qmnist-test-labels-idx2-int", "qmnist", Test, Labels),
            ("k49-train-images-idx3-ubyte", "k49", Train, Images),
        ] {
            assert_eq!(parsed(name), Some((set.to_string(), split, kind)), "{name}");
        }
    }

    #[test]
    fn what_goes_by_another_name_is_something_else() {
        for name in [
            "train-images",
            "train-images-idx3-ubyte.zip",
            "train-images-idx3-ubyte (1)",
            "train-images-idx3-ubyte.gz.part",
            "strain-images-idx3-ubyte",
            "valid-images-idx3-ubyte",
            "images-idx3-ubyte",
            ".gz",
            "",
            "ü-idx3-ubyte",
        ] {
            assert_eq!(parsed(name), None, "{name}");
        }
    }

    #[test]
    fn a_raw_file_is_taken_before_a_packed_one_and_t10k_before_test() {
        let name = |name| FileName::parse(name).unwrap();
        assert!(name("t10k-images.idx3-ubyte") < name("t10k-images-idx3-ubyte.gz"));
        assert!(name("t10k-images-idx3-ubyte") < name("t10k-images.idx3-ubyte"));
        assert!(name("t10k-images-idx3-ubyte.gz") < name("test-images-idx3-ubyte"));
    }
}
