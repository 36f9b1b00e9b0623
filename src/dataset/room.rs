//! Whether the system would give more memory, and giving it back.

use std::hint::black_box;

/// Whether the system would give this many bytes now. It is asked before much is taken: a small
/// piece that is refused later ends the program.
pub fn has_room(bytes: usize) -> bool {
    let mut asked = Vec::<u8>::new();
    let given = asked.try_reserve_exact(bytes).is_ok();
    black_box(&asked); // what nobody looks at is not asked for
    given
}

/// Gives the system what was freed: glibc keeps tens of megabytes of it, for every process.
pub fn give_back() {
    // SAFETY: it may be called at any time; the number is what is kept at the end of the heap.
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    unsafe {
        libc::malloc_trim(0)
    };
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
