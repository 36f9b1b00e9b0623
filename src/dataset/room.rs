//! Whether the system would give more memory.

use std::hint::black_box;

/// Whether the system would give this many bytes now. It is asked before much is taken: a small
/// piece that is refused later ends the program.
pub fn has_room(bytes: usize) -> bool {
    let mut asked = Vec::<u8>::new();
    let given = asked.try_reserve_exact(bytes).is_ok();
    black_box(&asked); // what nobody looks at is not asked for
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_little_is_given_and_more_than_there_can_be_is_not() {
        assert!(has_room(1 << 20));
        assert!(!has_room(isize::MAX as usize));
    }
}
