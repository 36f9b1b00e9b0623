//! What a matrix product is given and where it goes: pieces of A and B, and C.

use super::vector::Lanes;

/// A piece of the sum: `depth` products of a column of A and a row of B.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms<'a> {
    /// Rows of A, or of A^T.
    pub a: &'a [f32],
    /// Numbers from one row of `a` to the next.
    pub a_stride: usize,
    /// B in stripes a line wide, each from its first row to its last.
    pub b: &'a [Lanes],
    /// Lines from one stripe to the next.
    pub across: usize,
    /// Columns of A and rows of B.
    pub depth: usize,
    /// How many such pieces there are, each as far from the last as the numbers of A and the lines
    /// of B say.
    pub pieces: usize,
    pub next: (usize, usize),
}

/// Where C goes.
#[derive(Debug)]
pub(super) struct Target<'a> {
    pub c: &'a mut [f32],
    /// Numbers from one row to the next.
    pub down: usize,
    /// Numbers from one line of columns to the next.
    pub across: usize,
    /// Numbers a row that are wanted.
    pub columns: usize,
}
