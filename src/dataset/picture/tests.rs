use super::*;
use crate::dataset::idx::Kind;
use ::png::{BitDepth, ColorType, Encoder};

/// A PNG file.
fn png(width: u32, height: u32, colour: ColorType, depth: BitDepth, samples: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    if colour == ColorType::Indexed {
        encoder.set_palette(vec![255, 255, 255, 0, 0, 0]);
    }
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(samples).unwrap();
    writer.finish().unwrap();
    bytes
}

fn one(bytes: &[u8]) -> Grey {
    let mut all = Grey::all(bytes).unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[test]
fn every_kind_of_png_gives_the_same_greys() {
    use {BitDepth::*, ColorType::*};
    let white = [255, 0, 255, 255, 0, 255u8];
    let twice = |alpha: Option<u8>, each: usize| -> Vec<u8> {
        let pixel = |&grey: &u8| [vec![grey; each], Vec::from_iter(alpha)].concat();
        white.iter().flat_map(pixel).collect()
    };
    for (what, file) in [
        ("8 bits", png(3, 2, Grayscale, Eight, &white)),
        ("16 bits", png(3, 2, Grayscale, Sixteen, &twice(None, 2))),
        (
            "1 bit",
            png(3, 2, Grayscale, One, &[0b1010_0000, 0b1010_0000]),
        ),
        (
            "alpha",
            png(3, 2, GrayscaleAlpha, Eight, &twice(Some(255), 1)),
        ),
        ("colour", png(3, 2, Rgb, Eight, &twice(None, 3))),
        ("16-bit colour", png(3, 2, Rgb, Sixteen, &twice(None, 6))),
        (
            "colour and alpha",
            png(3, 2, Rgba, Eight, &twice(Some(255), 3)),
        ),
        (
            "palette",
            png(3, 2, Indexed, One, &[0b0100_0000, 0b0100_0000]),
        ),
    ] {
        let picture = one(&file);
        assert_eq!(
            (picture.width, picture.pixels),
            (3, white.to_vec()),
            "{what}"
        );
    }
}

#[test]
fn what_is_transparent_is_paper() {
    use {BitDepth::Eight, ColorType::GrayscaleAlpha};
    // Black ink on nothing, white ink on nothing, nothing at all.
    let of = |ink: u8, alpha: u8| png(2, 1, GrayscaleAlpha, Eight, &[ink, alpha, 9, 0]);
    assert_eq!(one(&of(0, 255)).pixels, [0, 255]);
    assert_eq!(one(&of(255, 255)).pixels, [255, 0]);
    assert_eq!(one(&of(0, 128)).pixels, [127, 255]);
    assert_eq!(Grey::all(&of(0, 0)), Err(PictureError::Transparent));
}

#[test]
fn pgm_is_read_plain_and_raw_with_comments_and_two_bytes() {
    let greys = [0, 127, 255];
    for file in [
        &b"P2\n# by hand\n3 1\n255\n0 127 255\n"[..],
        b"P2 3 1 # wide\n 65535 0 32768 65535",
        b"P5 3 1 255\n\x00\x7f\xff",
        b"P5\n3 1\n65535\n\x00\x00\x80\x00\xff\xff",
    ] {
        assert_eq!(one(file).pixels, greys, "{file:?}");
    }
    for (file, said) in [
        (&b"P5 3 1 255\n\x00"[..], "fewer pixels"),
        (b"P2 3 1 255 1 2", "fewer pixels"),
        (b"P5 3 1 0\n\0\0\0", "largest grey"),
        (b"P5 3", "no PGM header"),
        (b"P5 x 1 255", "no PGM header"),
        (b"P5 99999999999 1 255", "no PGM header"),
        (b"P5 0 1 255\n", "0x1 pixels"),
    ] {
        let error = Grey::all(file).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn an_idx_file_holds_many_pictures_of_its_own_size() {
    let header = |numbers: [u32; 4]| {
        numbers
            .iter()
            .flat_map(|n| n.to_be_bytes())
            .collect::<Vec<_>>()
    };
    let file = [
        header([Kind::Images.magic(), 2, 1, 3]),
        vec![1, 2, 3, 4, 5, 6],
    ]
    .concat();
    let all = Grey::all(&file).unwrap();
    let pixels: Vec<&[u8]> = all.iter().map(|picture| &picture.pixels[..]).collect();
    assert_eq!(
        (all[1].width, pixels),
        (3, vec![&[1, 2, 3][..], &[4, 5, 6]])
    );
    let refused = |file: &[u8]| Grey::all(file).unwrap_err();
    assert!(
        refused(&file[..20])
            .to_string()
            .contains("2 pictures of 3x1")
    );
    assert!(
        refused(&file[..9])
            .to_string()
            .contains("inside its header")
    );
    assert_eq!(refused(&Kind::Labels.header(3)), PictureError::OtherIdx);
}

#[test]
fn what_is_too_large_is_refused_before_anything_is_decoded() {
    // A header that promises 20,000 by 20,000 pixels, and nothing behind it.
    let small = png(2, 2, ColorType::Grayscale, BitDepth::Eight, &[0; 4]);
    let mut header = small[..33].to_vec();
    header[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
    let checksum = crc(&header[12..29]);
    header[29..33].copy_from_slice(&checksum.to_be_bytes());
    for file in [
        &header[..],
        b"P5 20000 20000 255\n",
        b"P2 20000 20000 255\n",
    ] {
        let expected = TooLarge {
            width: 20_000,
            height: 20_000,
        };
        assert_eq!(Grey::all(file), Err(expected));
    }
}

/// The checksum of a chunk of PNG.
fn crc(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

#[test]
fn what_is_no_picture_is_called_by_its_name() {
    for (file, said) in [
        (&b""[..], "is empty"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"P6 1 1 255\n", "not a PGM"),
        (b"hello", "neither PNG"),
        (b"\x89PNG\r\n\x1a\n", "broken"),
        (b"\x89PNG", "broken"),
    ] {
        let error = Grey::all(file).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
}

/// A square picture with a bar of `ink` in its middle, and a grain on the paper.
fn bar(paper: u8, ink: u8, grain: u8) -> Grey {
    let pixel = |at: usize| match (at % 20, at / 20) {
        (9..=10, 3..=16) => ink,
        (x, y) if (x * 7 + y * 3) % 5 == 0 => paper.saturating_add(grain),
        _ => paper,
    };
    Grey {
        width: 20,
        pixels: (0..400).map(pixel).collect(),
    }
}

#[test]
fn ink_is_what_differs_from_the_paper_whichever_is_darker() {
    for (picture, expected) in [
        (bar(255, 0, 0), Paper::Light),
        (bar(0, 255, 0), Paper::Dark),
        (bar(200, 120, 9), Paper::Light),
        (bar(40, 90, 9), Paper::Dark),
    ] {
        let (ink, paper) = Ink::of(&picture).unwrap();
        assert_eq!(paper, expected);
        let inked: Vec<usize> = (0..400).filter(|&at| ink.pixels[at] > 0.0).collect();
        assert_eq!(inked.len(), 2 * 14, "the grain is paper");
        assert!(inked.iter().all(|&at| ink.pixels[at] == 1.0));
    }
}

#[test]
fn where_there_is_no_ink_it_is_said_why() {
    let of = |width: usize, pixels: Vec<u8>| Ink::of(&Grey { width, pixels }).map(|_| ());
    assert_eq!(of(1, vec![7]), Err(PictureError::OnePixel));
    assert_eq!(of(20, vec![7; 400]), Err(PictureError::OneColour));
    assert_eq!(of(2, vec![7, 9]), Ok(()));
}

#[test]
fn noise_of_the_paper_and_specks_of_dust_are_no_digits() {
    use crate::dataset::{mnist, nist};
    use ndarray_rand::rand::SeedableRng;
    use ndarray_rand::rand_distr::{Distribution, Normal};
    let digit = mnist::test_digits().unwrap().grey(7);
    let side = 28 * 12;
    // Ink of 60 on a paper of 235, twelve pixels for each of the digit's.
    let clean = |at: usize| 235.0 - 175.0 * digit[at / side / 12 * 28 + at % side / 12];
    let mut generator = rand_chacha::ChaCha8Rng::seed_from_u64(3);
    let mut seen = Vec::new();
    for deviation in [0.0, 1.0, 2.0, 5.0] {
        let noise = Normal::new(0.0f32, deviation).unwrap();
        let mut noisy = |at| (clean(at) + noise.sample(&mut generator)).round() as u8;
        let mut pixels: Vec<u8> = (0..side * side).map(&mut noisy).collect();
        // Dust, far from the strokes.
        pixels[5 * side + 5] = 0;
        pixels[(side - 9) * side + side - 7] = 30;
        let (ink, paper) = Ink::of(&Grey {
            width: side,
            pixels,
        })
        .unwrap();
        assert_eq!(paper, Paper::Light);
        let digits = apart::digits(&ink).unwrap();
        assert_eq!(digits.len(), 1, "at a deviation of {deviation}");
        seen.push(nist::normalized(&digits[0].pixels, digits[0].width).unwrap());
    }
    for noisy in &seen {
        let off = seen[0]
            .iter()
            .zip(noisy.iter())
            .map(|(a, b)| (a - b).powi(2));
        assert!(off.sum::<f32>() / 784.0 < 0.001);
    }
}
