use super::*;
use crate::codes::{Bits, Codec, CodesError, Quantizer, Ranges};
use crate::nn::Activation::{Linear, Relu, Sigmoid};
use crate::nn::Sequential;
use ndarray::{Array2, Axis, s};
use proptest::prelude::*;

/// An autoencoder of digits, as small as can be.
fn codec(width: usize) -> Codec {
    let model = Sequential::new(784).dense(width, Linear).dense(12, Relu);
    Codec::of(&model.dense(784, Sigmoid).initialize(5)).unwrap()
}

fn codes(pictures: usize, width: usize) -> Array2<f32> {
    Array2::from_shape_fn((pictures, width), |(picture, number)| {
        ((picture * 37 + number * 11) % 101) as f32 / 7.0 - 3.0
    })
}

/// A file of codes, put into it so many at a time.
fn written(codes: &Array2<f32>, bits: Bits, inside: bool, at_once: usize) -> Vec<u8> {
    let codec = codec(codes.ncols());
    let head = Head::new(codes.nrows() as u32, bits, codec.decoder(), inside);
    let quantizer = Quantizer::new(bits, Ranges::of(codes.view()));
    let mut file = Vec::new();
    let mut writer = Writer::begin(&mut file, &head, quantizer, codec.decoder()).unwrap();
    for some in codes.axis_chunks_iter(Axis(0), at_once) {
        writer.put(some).unwrap();
    }
    writer.finish().unwrap();
    assert_eq!(file.len() as u64, head.file_len());
    file
}

/// All codes of a file, read so many at a time.
fn read(file: &[u8], at_once: usize) -> Result<Array2<f32>, CodesError> {
    let mut reader = Reader::open(file)?;
    let mut codes = Array2::zeros((0, reader.head().width));
    while let Some(some) = reader.next(at_once)? {
        codes.append(Axis(0), some.view()).unwrap();
    }
    Ok(codes)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Whatever was written comes back rounded, and nothing else, however it is cut.
    #[test]
    fn what_is_read_is_what_was_written_rounded(
        pictures in 1usize..40, width in 1usize..12, which in 0usize..5, inside: bool,
        put in 1usize..50, take in 1usize..50,
    ) {
        let (codes, bits) = (codes(pictures, width), Bits::ALL[which]);
        let file = written(&codes, bits, inside, put);
        let rounded = Quantizer::new(bits, Ranges::of(codes.view())).round_all(codes.view());
        prop_assert_eq!(read(&file, take).unwrap(), rounded);
    }

    /// Any file of which one bit is another is refused, and any that ends early or late.
    #[test]
    fn one_bit_flipped_is_noticed_wherever_it_is(at: prop::sample::Index, bit in 0u32..8) {
        let mut file = written(&codes(9, 3), Bits::Four, false, 9);
        let at = at.index(file.len());
        file[at] ^= 1 << bit;
        let error = read(&file, 4).unwrap_err();
        prop_assert!(!error.to_string().contains('\n'), "{}", error);
        // From the ranges on there is nothing but the checksum to tell by.
        let head = 8 + u64::from_le_bytes(written(&codes(9, 3), Bits::Four, false, 9)[..8].try_into().unwrap());
        if at as u64 >= head {
            prop_assert!(matches!(error, CodesError::Checksum), "{:?}", error);
        }
    }
}

#[test]
fn every_cut_of_a_file_is_refused_and_so_is_a_byte_too_many() {
    let mut file = written(&codes(5, 2), Bits::Two, false, 5);
    for cut in 0..file.len() {
        let error = read(&file[..cut], 2).unwrap_err();
        let short = matches!(error, CodesError::Truncated { .. } | CodesError::Foreign);
        assert!(short, "{cut}: {error:?}");
    }
    let whole = file.len() as u64;
    file.push(0);
    assert!(matches!(read(&file, 2), Err(CodesError::TooLong(length)) if length == whole));
}

#[test]
fn the_decoder_comes_back_with_the_file_and_no_other_is_taken() {
    let (own, codes) = (codec(3), codes(4, 3));
    let file = written(&codes, Bits::Eight, true, 4);
    let reader = Reader::open(&file[..]).unwrap();
    assert_eq!(&reader.decoder(None).unwrap(), own.decoder());
    assert_eq!(&reader.decoder(Some(own.decoder())).unwrap(), own.decoder());
    let other = own.decoder().clone().initialize(6);
    let refused = reader.decoder(Some(&other)).unwrap_err();
    assert!(matches!(refused, CodesError::OtherDecoder));
    let apart = written(&codes, Bits::Eight, false, 4);
    assert_eq!(
        file.len() - apart.len() > own.decoder_bytes() as usize,
        true
    );
    let reader = Reader::open(&apart[..]).unwrap();
    assert_eq!(&reader.decoder(Some(own.decoder())).unwrap(), own.decoder());
    assert!(matches!(reader.decoder(None), Err(CodesError::NoDecoder)));
    assert!(matches!(
        reader.decoder(Some(&other)),
        Err(CodesError::OtherDecoder)
    ));
}

#[test]
fn other_readers_of_the_format_find_the_tensors() {
    let (codes, own) = (codes(7, 5), codec(5));
    let file = written(&codes, Bits::Eight, true, 3);
    let tensors = safetensors::SafeTensors::deserialize(&file).unwrap();
    let shape = |name: &str| tensors.tensor(name).unwrap().shape().to_vec();
    assert_eq!(shape("decoder/dense/kernel"), [5, 12]);
    assert_eq!(shape("decoder/dense_1/bias"), [784]);
    assert_eq!(
        (shape("ranges"), shape("codes"), shape("sha256")),
        (vec![2, 5], vec![7, 5], vec![32])
    );
    let kernel = tensors.tensor("decoder/dense/kernel").unwrap();
    let first = f32::from_le_bytes(kernel.data()[..4].try_into().unwrap());
    assert_eq!(first, own.decoder().kernel(0)[[0, 0]]);
    let quantizer = Quantizer::new(Bits::Eight, Ranges::of(codes.view()));
    let cells = tensors.tensor("codes").unwrap();
    assert_eq!(cells.data()[7], quantizer.cell(2, codes[[1, 2]]));
    let whole = written(&codes, Bits::ThirtyTwo, false, 7);
    let whole = safetensors::SafeTensors::deserialize(&whole).unwrap();
    assert_eq!(whole.tensor("codes").unwrap().shape(), [7, 5]);
    assert!(whole.tensor("ranges").is_err());
}

#[test]
fn a_file_of_another_version_or_kind_says_so() {
    let file = written(&codes(2, 2), Bits::Eight, false, 2);
    let newer = String::from_utf8_lossy(&file).replace(r#""version":"1""#, r#""version":"2""#);
    let length = usize::from(file[0]) + 256 * usize::from(file[1]);
    let head = newer.find('{').unwrap();
    let newer = [&file[..8], &newer.as_bytes()[head..][..length]].concat();
    let error = read(&newer, 2).unwrap_err();
    assert!(
        matches!(&error, CodesError::Version(found) if found == "2"),
        "{error:?}"
    );
    let weights = include_bytes!("../../../data/autoencoder.safetensors");
    for other in [
        &weights[..],
        b"",
        b"\x89PNG\r\n\x1a\n",
        &[255; 64],
        b"\x10\0\0\0\0\0\0\0no json, sixteen",
    ] {
        assert!(matches!(read(other, 2), Err(CodesError::Foreign)));
    }
}

#[test]
fn more_or_fewer_codes_than_were_said_are_refused() {
    let (own, codes) = (codec(2), codes(3, 2));
    let head = Head::new(2, Bits::Four, own.decoder(), false);
    let quantizer = Quantizer::new(Bits::Four, Ranges::of(codes.view()));
    let begin = || Writer::begin(Vec::new(), &head, quantizer.clone(), own.decoder()).unwrap();
    assert!(begin().put(codes.view()).is_err());
    assert!(begin().put(codes.slice(s![..2, ..1])).is_err());
    assert!(begin().finish().is_err());
}
