//! A value, and where a lesson file says it.

use std::fmt;
use std::ops::Deref;

/// A value and the byte offset in the file where it stands, for whoever finds something wrong with
/// it later. Two are equal wherever they stand.
#[derive(Debug, Clone, Default)]
pub struct Spot<T> {
    /// What is said.
    pub value: T,
    /// Where.
    pub at: usize,
}

impl<T: PartialEq> PartialEq for Spot<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T> Deref for Spot<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Display> fmt::Display for Spot<T> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl AsRef<str> for Spot<String> {
    fn as_ref(&self) -> &str {
        &self.value
    }
}

/// A value that stands in no file.
impl<T> From<T> for Spot<T> {
    fn from(value: T) -> Self {
        Self { value, at: 0 }
    }
}

impl From<&str> for Spot<String> {
    fn from(value: &str) -> Self {
        value.to_owned().into()
    }
}
