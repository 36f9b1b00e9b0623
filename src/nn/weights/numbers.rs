//! The number types that weights come in, as `f32`.

use safetensors::Dtype;

/// The numbers in the bytes of a tensor, little-endian as the format has them; none for a type that
/// weights do not come in.
pub(super) fn numbers(dtype: Dtype, bytes: &[u8]) -> Option<Vec<f32>> {
    Some(match dtype {
        Dtype::F32 => each(bytes, f32::from_le_bytes),
        Dtype::F64 => each(bytes, |number| f64::from_le_bytes(number) as f32),
        Dtype::F16 => each(bytes, |number| from_f16(u16::from_le_bytes(number))),
        // The upper half of an f32.
        Dtype::BF16 => each(bytes, |number| {
            f32::from_bits(u32::from(u16::from_le_bytes(number)) << 16)
        }),
        _ => return None,
    })
}

fn each<const N: usize>(bytes: &[u8], read: impl Fn([u8; N]) -> f32) -> Vec<f32> {
    let numbers = bytes.as_chunks::<N>().0;
    numbers.iter().map(|&number| read(number)).collect()
}

/// Half precision (IEEE 754 binary16): a sign, 5 bits of exponent, 10 of fraction. Every such number
/// is an `f32`.
fn from_f16(bits: u16) -> f32 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f32::from(bits & 0x3ff));
    sign * match exponent {
        0 => fraction * 2f32.powi(-24),
        31 if fraction == 0.0 => f32::INFINITY,
        31 => f32::NAN,
        _ => (1.0 + fraction / 1024.0) * 2f32.powi(exponent - 15),
    }
}

/// Adds numbers to bytes, four each, little-endian.
pub fn add_as_bytes(numbers: &[f32], bytes: &mut Vec<u8>) {
    let at = bytes.len();
    bytes.resize(at + 4 * numbers.len(), 0);
    let each = bytes[at..].as_chunks_mut::<4>().0.iter_mut().zip(numbers);
    each.for_each(|(bytes, number)| *bytes = number.to_le_bytes());
}

/// The numbers that these bytes are; those that make up no whole number are left out.
pub fn of_bytes(bytes: &[u8]) -> Vec<f32> {
    let each = bytes.as_chunks::<4>().0.iter();
    each.map(|bytes| f32::from_le_bytes(*bytes)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_precision_is_read_as_the_standard_tabulates_it() {
        for (bits, number) in [
            (0x0000, 0.0),
            (0x0001, 2f32.powi(-24)),
            (0x03ff, 1023.0 * 2f32.powi(-24)),
            (0x0400, 2f32.powi(-14)),
            (0x3555, 0.333_251_95),
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x7bff, 65504.0),
            (0x7c00, f32::INFINITY),
            (0xfc00, f32::NEG_INFINITY),
        ] {
            assert_eq!(from_f16(bits), number, "{bits:#06x}");
        }
        assert!(from_f16(0x7e00).is_nan());
        assert!(from_f16(0x8000).is_sign_negative());
    }

    #[test]
    fn each_type_holds_the_same_numbers() {
        let [one, minus] = [1.0f64, -1.5];
        let f32s = [1.0f32, -1.5].map(f32::to_le_bytes).concat();
        let f64s = [one, minus].map(f64::to_le_bytes).concat();
        let f16s = [0x3c00u16, 0xbe00].map(u16::to_le_bytes).concat();
        let bf16s = [0x3f80u16, 0xbfc0].map(u16::to_le_bytes).concat();
        for (dtype, bytes) in [
            (Dtype::F32, f32s),
            (Dtype::F64, f64s),
            (Dtype::F16, f16s),
            (Dtype::BF16, bf16s),
        ] {
            assert_eq!(numbers(dtype, &bytes), Some(vec![1.0, -1.5]), "{dtype}");
        }
        assert_eq!(numbers(Dtype::I32, &[0; 8]), None);
    }
}
