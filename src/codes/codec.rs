//! An autoencoder's two halves: from pictures to codes and back.

use ndarray::{Array2, ArrayView2};

use crate::nn::{Layer, Sequential};

/// Why a model is no autoencoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoCode {
    /// What comes out is not as wide as what went in.
    #[error(
        "{inputs} numbers go in and {outputs} come out: an autoencoder gives back as many as it takes"
    )]
    Widths {
        /// Numbers in.
        inputs: usize,
        /// Numbers out.
        outputs: usize,
    },
    /// One layer or none: nothing lies between what goes in and what comes out.
    #[error("it has no layer between its input and its output, so there is no code")]
    NothingBetween,
    /// Convolutions in the half that makes pictures: what is kept of a decoder are dense layers.
    #[error("behind its narrowest layer there are convolutions: a decoder has dense layers alone")]
    NotDense,
}

/// A model that copies its input through a narrowest layer, cut there in two.
#[derive(Debug, Clone, PartialEq)]
pub struct Codec {
    encoder: Sequential,
    decoder: Sequential,
}

impl Codec {
    /// Cuts a model behind the first of its narrowest layers below the last.
    ///
    /// # Errors
    /// If it is no autoencoder.
    pub fn of(model: &Sequential) -> Result<Self, NoCode> {
        let (inputs, outputs) = (model.inputs(), model.output_width());
        if inputs != outputs {
            return Err(NoCode::Widths { inputs, outputs });
        }
        let below_the_last = model.layers().iter().rev().skip(1).rev();
        let narrowest = below_the_last
            .enumerate()
            .min_by_key(|(_, layer)| layer.units());
        let (mut at, _) = narrowest.ok_or(NoCode::NothingBetween)?;
        // A picture as narrow as its row is flattened before it is a code.
        if let Some(Layer::Flatten(_)) = model.layers().get(at + 1) {
            at += 1;
        }
        let dense = |layer: &Layer| matches!(layer, Layer::Dense(_));
        if !model.layers()[at + 1..].iter().all(dense) {
            return Err(NoCode::NotDense);
        }
        Ok(Self {
            encoder: model.slice(..=at),
            decoder: model.slice(at + 1..),
        })
    }

    /// Numbers of a code.
    pub fn width(&self) -> usize {
        self.decoder.inputs()
    }

    /// The half that makes codes: (pictures, pixels) to (pictures, width).
    pub fn encoder(&self) -> &Sequential {
        &self.encoder
    }

    /// The half that makes pictures: (codes, width) to (codes, pixels).
    pub fn decoder(&self) -> &Sequential {
        &self.decoder
    }

    /// Codes of pictures, (pictures, pixels), a pixel from 0 to 1.
    ///
    /// # Panics
    /// If they are not as wide as the encoder takes them.
    pub fn encode(&self, pictures: ArrayView2<f32>) -> Array2<f32> {
        self.encoder.predict(pictures)
    }

    /// Pictures of codes, (codes, width).
    ///
    /// # Panics
    /// If they are not as wide as the decoder takes them.
    pub fn decode(&self, codes: ArrayView2<f32>) -> Array2<f32> {
        self.decoder.predict(codes)
    }

    /// Bytes of the decoder's weights, 4 each.
    pub fn decoder_bytes(&self) -> u64 {
        size_of_val(self.decoder.weights()) as u64
    }
}

/// A pixel from 0 to 1 as a byte, the nearest.
#[inline]
pub fn byte(pixel: f32) -> u8 {
    // What lies outside, or is no number, `as` makes 0 or 255.
    (pixel * 255.0 + 0.5) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::Activation::{Linear, Relu, Sigmoid};
    use crate::nn::Conv2d;
    use crate::train::{autoencoder, classifier};

    #[test]
    fn a_model_is_cut_behind_its_narrowest_layer() {
        let codec = Codec::of(&autoencoder::trained().unwrap()).unwrap();
        assert_eq!(codec.width(), 32);
        assert_eq!(codec.encoder().layers().len(), 3);
        // 32 x 64 + 64, 64 x 128 + 128, 128 x 784 + 784 weights of 4 bytes.
        assert_eq!(codec.decoder_bytes(), 4 * (2_112 + 8_320 + 101_136));
        let linear = Sequential::new(6).dense(2, Linear).dense(6, Linear);
        assert_eq!(Codec::of(&linear).unwrap().width(), 2);
        // Pictures may be narrowed by convolutions.
        let conv = Conv2d::new(1, 5, Relu);
        let pictures = Sequential::pictures(6, 6, 1).conv2d(conv).dense(36, Linear);
        assert_eq!(Codec::of(&pictures).unwrap().width(), 4);
        let wide = Sequential::pictures(2, 2, 1)
            .conv2d(Conv2d::new(1, 1, Relu))
            .max_pool2d(1);
        assert_eq!(Codec::of(&wide), Err(NoCode::NotDense));
        // The first of two as narrow.
        let twice = Sequential::new(6).dense(2, Relu).dense(2, Relu);
        let twice = Codec::of(&twice.dense(6, Sigmoid)).unwrap();
        assert_eq!(twice.encoder().layers().len(), 1);
    }

    #[test]
    fn the_halves_together_are_the_model() {
        let model = Sequential::new(5).dense(4, Relu).dense(2, Linear);
        let model = model.dense(3, Relu).dense(5, Sigmoid).initialize(7);
        let codec = Codec::of(&model).unwrap();
        let x = Array2::from_shape_fn((300, 5), |(row, pixel)| {
            ((row + 3 * pixel) % 7) as f32 / 7.0
        });
        let codes = codec.encode(x.view());
        assert_eq!(codes.dim(), (300, 2));
        assert_eq!(codec.decode(codes.view()), model.predict(x.view()));
    }

    #[test]
    fn what_is_no_autoencoder_is_refused() {
        let refused = Codec::of(&classifier::trained().unwrap());
        let (inputs, outputs) = (784, 10);
        assert_eq!(refused, Err(NoCode::Widths { inputs, outputs }));
        let one = Sequential::new(3).dense(3, Relu);
        assert_eq!(Codec::of(&one), Err(NoCode::NothingBetween));
        assert_eq!(Codec::of(&Sequential::new(3)), Err(NoCode::NothingBetween));
    }

    #[test]
    fn a_pixel_becomes_the_nearest_byte() {
        for (pixel, expected) in [(0.0, 0), (1.0, 255), (0.5, 128), (0.0019, 0), (0.002, 1)] {
            assert_eq!(byte(pixel), expected, "{pixel}");
        }
    }
}
