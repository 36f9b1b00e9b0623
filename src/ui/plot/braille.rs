//! Eight dots in a cell.

/// Unicode numbers the dots down the left column, then the right one; the lowest row came later.
const BITS: [[u32; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

/// The character with one dot more, by column (0, 1) and row (0 to 3, from the top). What is no
/// dots yet gives way.
pub fn with(before: char, (i, j): (u16, u16)) -> char {
    let dots = (before as u32).wrapping_sub(EMPTY as u32);
    let dots = if dots < 0x100 { dots } else { 0 };
    let bit = BITS[usize::from(j % 4)][usize::from(i % 2)];
    char::from_u32(EMPTY as u32 + (dots | bit)).unwrap_or(before)
}

/// Whether a cell shows dots, and nothing else.
pub fn is_dots(symbol: &str) -> bool {
    let mut signs = symbol.chars();
    signs
        .next()
        .is_some_and(|sign| (EMPTY..='\u{28ff}').contains(&sign))
        && signs.next().is_none()
}

/// The character whose dots are asked for by column (0, 1) and row (0 to 3, from the top).
pub fn cell(dot: impl Fn(u16, u16) -> bool) -> char {
    let mut bits = 0;
    for (j, row) in (0..).zip(BITS) {
        for (i, bit) in (0..).zip(row) {
            if dot(i, j) {
                bits |= bit;
            }
        }
    }
    char::from_u32(0x2800 + bits).unwrap_or(' ')
}

/// The cell without a dot.
pub const EMPTY: char = '\u{2800}';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_where_unicode_has_them() {
        assert_eq!(cell(|_, _| false), EMPTY);
        assert_eq!(cell(|_, _| true), '⣿');
        assert_eq!(cell(|i, j| (i, j) == (0, 0)), '⠁');
        assert_eq!(cell(|i, j| (i, j) == (1, 3)), '⢀');
    }

    #[test]
    fn dots_gather_in_a_cell() {
        assert_eq!(with('x', (0, 0)), '⠁');
        assert_eq!(with('⠁', (1, 3)), '⢁');
    }
}
