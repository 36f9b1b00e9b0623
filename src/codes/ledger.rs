//! The ledger of bytes: what the same digits weigh as pixels, as zstd packs them, and as codes.

use crate::codes::{Bits, Codec};
use crate::dataset::idx::PIXELS;

/// How many digits there are, and what does not follow from that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ledger {
    /// Digits.
    pub pictures: u64,
    /// Numbers of a code.
    pub width: usize,
    /// Bytes of the decoder's weights: without it a code is no picture.
    pub decoder: u64,
}

impl Ledger {
    /// Of so many digits, as codes of this codec.
    pub fn new(pictures: u64, codec: &Codec) -> Self {
        Self {
            pictures,
            width: codec.width(),
            decoder: codec.decoder_bytes(),
        }
    }

    /// Bytes of the digits as they are, one a pixel.
    pub fn raw(&self) -> u64 {
        self.pictures * PIXELS as u64
    }

    /// Bytes of their codes alone.
    pub fn codes(&self, bits: Bits) -> u64 {
        self.pictures * bits.bytes(self.width) as u64
    }

    /// Of bytes of all digits, those of one.
    pub fn each(&self, bytes: u64) -> f64 {
        bytes as f64 / self.pictures as f64
    }

    /// From how many such digits on codes and decoder together are no longer than what a rival makes
    /// of them; `rival` is its bytes of the digits counted here. Never, where their codes alone are
    /// as long.
    pub fn repaid_after(&self, rival: u64, bits: Bits) -> Option<u64> {
        let (rival, codes) = (u128::from(rival), u128::from(self.codes(bits)));
        let saved = rival.checked_sub(codes).filter(|saved| *saved > 0)?;
        let cost = u128::from(self.decoder) * u128::from(self.pictures);
        u64::try_from(cost.div_ceil(saved)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LEDGER: Ledger = Ledger {
        pictures: 10_000,
        width: 32,
        decoder: 446_272,
    };

    #[test]
    fn bytes_of_ten_thousand_digits() {
        assert_eq!(LEDGER.raw(), 7_840_000);
        assert_eq!(
            Bits::ALL.map(|bits| LEDGER.each(LEDGER.codes(bits))),
            [128.0, 32.0, 16.0, 8.0, 4.0]
        );
        assert_eq!(
            LEDGER.codes(Bits::Eight) + LEDGER.decoder,
            320_000 + 446_272
        );
    }

    #[test]
    fn the_decoder_is_repaid_after_hundreds_of_raw_digits_and_thousands_of_packed_ones() {
        let against = |rival, bits| LEDGER.repaid_after(rival, bits);
        // 446,272 / (784 - 128) = 680.3, and / (784 - 32) = 593.4.
        assert_eq!(against(LEDGER.raw(), Bits::ThirtyTwo), Some(681));
        assert_eq!(against(LEDGER.raw(), Bits::Eight), Some(594));
        // 446,272 / (142 - 128) = 31,876.6.
        assert_eq!(against(1_420_000, Bits::ThirtyTwo), Some(31_877));
        assert_eq!(
            against(LEDGER.codes(Bits::ThirtyTwo), Bits::ThirtyTwo),
            None
        );
        assert_eq!(against(230_000, Bits::Eight), None);
    }

    proptest! {
        /// At that number of digits the codes have caught up, and with one fewer they had not.
        #[test]
        fn before_it_is_repaid_it_is_not(rival in 1u64..2000, decoder in 1u64..1_000_000) {
            let ledger = Ledger { pictures: 1, width: 32, decoder };
            let weigh = |pictures: u64| {
                let ledger = Ledger { pictures, ..ledger };
                ledger.codes(Bits::Four) + ledger.decoder <= pictures * rival
            };
            match ledger.repaid_after(rival, Bits::Four) {
                Some(pictures) => prop_assert!(weigh(pictures) && !weigh(pictures - 1)),
                None => prop_assert!(rival <= 16),
            }
        }
    }
}
