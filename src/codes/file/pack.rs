//! Cells in few bits: the first in the highest bits of a byte.

use crate::codes::{Bits, Quantizer};

/// Puts a code behind what is in `bytes`.
pub(super) fn pack(quantizer: &Quantizer, code: impl Iterator<Item = f32>, bytes: &mut Vec<u8>) {
    if quantizer.bits() == Bits::ThirtyTwo {
        return code.for_each(|value| bytes.extend_from_slice(&value.to_le_bytes()));
    }
    let bits = quantizer.bits().count();
    let (begin, in_a_byte) = (bytes.len(), 8 / bits);
    for (number, value) in code.enumerate() {
        let (at, place) = (begin + number / in_a_byte, number % in_a_byte);
        bytes.resize(at + 1, 0);
        bytes[at] |= quantizer.cell(number, value) << (8 - bits * (place + 1));
    }
}

/// The value of code number `number` in the bytes of its code.
pub(super) fn unpack(quantizer: &Quantizer, code: &[u8], number: usize) -> f32 {
    let bits = quantizer.bits().count();
    let Some(cells) = quantizer.bits().cells() else {
        return f32::from_le_bytes(code.as_chunks::<4>().0[number]);
    };
    let in_a_byte = 8 / bits;
    let (byte, place) = (code[number / in_a_byte], number % in_a_byte);
    let cell = byte >> (8 - bits * (place + 1)) & (cells - 1) as u8;
    quantizer.centre(number, cell)
}
