//! The head of a file in NumPy's format, version 1.0: a magic string, the length of what follows, and
//! a Python dictionary, padded so that the numbers begin at a multiple of 64 bytes.
//!
//! Source: NumPy's `numpy.lib.format`.

/// What stands before numbers of 32 bits, little-endian, row by row.
pub fn header([rows, columns]: [usize; 2]) -> Vec<u8> {
    const BEGIN: &[u8] = b"\x93NUMPY\x01\x00";
    const LENGTH: usize = 2;
    let mut text =
        format!("{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}");
    let bare = BEGIN.len() + LENGTH + text.len() + 1;
    text += &" ".repeat(bare.next_multiple_of(64) - bare);
    text.push('\n');
    // Two numbers of 20 digits at most: far below what two bytes count.
    let length = (text.len() as u16).to_le_bytes();
    [BEGIN, &length, text.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_is_the_one_that_numpy_writes() {
        // np.save(f, np.zeros((10000, 784), "<f4")), its first 128 bytes.
        let mut expected = b"\x93NUMPY\x01\x00v\x00".to_vec();
        expected.extend(b"{'descr': '<f4', 'fortran_order': False, 'shape': (10000, 784), }");
        expected.resize(127, b' ');
        expected.push(b'\n');
        assert_eq!(header([10_000, 784]), expected);
        for shape in [[1, 1], [usize::MAX, usize::MAX]] {
            assert_eq!(header(shape).len() % 64, 0);
        }
    }
}
