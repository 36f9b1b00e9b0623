mod convolutions;

use super::WeightsError::{NoOrder, NotFinite, NotSafetensors, OtherModel, TooLong, Write};
use super::*;
use crate::Activation::{Relu, Sigmoid};
use proptest::prelude::*;
use safetensors::SafeTensors;

fn model() -> Sequential {
    Sequential::new(3)
        .dense(2, Relu)
        .dense(3, Sigmoid)
        .initialize(4)
}

fn decoded(bytes: &[u8]) -> Result<Sequential, WeightsError> {
    let mut blank = model().initialize(9);
    let before = blank.clone();
    let result = decode(bytes, Path::new("w.safetensors"), &mut blank);
    if result.is_err() {
        assert_eq!(blank, before, "a refused file changes nothing");
    }
    result.map(|_| blank)
}

/// A file of these tensors.
fn file(tensors: &[(&str, Dtype, &[usize], Vec<u8>)]) -> Vec<u8> {
    let views = tensors.iter().map(|(name, dtype, shape, data)| {
        (
            *name,
            TensorView::new(*dtype, shape.to_vec(), data).unwrap(),
        )
    });
    safetensors::serialize(views, None).unwrap()
}

fn floats(count: usize) -> Vec<u8> {
    (0..count).flat_map(|n| (n as f32).to_le_bytes()).collect()
}

#[test]
fn what_is_saved_is_loaded_to_the_bit() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ae.safetensors");
    save(&path, &model()).unwrap();
    let mut loaded = model().initialize(9);
    load(&path, &mut loaded).unwrap();
    assert_eq!(loaded, model());
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "no other file is left"
    );
}

#[test]
fn the_file_has_the_names_and_shapes_of_keras() {
    let bytes = encode(&model()).unwrap();
    let tensors = SafeTensors::deserialize(&bytes).unwrap();
    let mut shapes: Vec<_> = tensors
        .iter()
        .map(|(name, view)| (name.to_string(), view.shape().to_vec()))
        .collect();
    shapes.sort();
    let expected: [(&str, &[usize]); 4] = [
        ("dense/bias", &[2]),
        ("dense/kernel", &[3, 2]),
        ("dense_1/bias", &[3]),
        ("dense_1/kernel", &[2, 3]),
    ];
    assert!(
        shapes
            .iter()
            .map(|(name, shape)| (&name[..], &shape[..]))
            .eq(expected)
    );
}

#[test]
fn another_model_is_told_beside_the_one_that_is_wanted() {
    let bytes = of_ones(&keras(&["dense", "dense_10", "dense_9"]), Dtype::F32);
    let error = decoded(&bytes).unwrap_err().to_string();
    assert_eq!(
        error,
        "w.safetensors holds dense/bias (2), dense/kernel (3, 2), dense_9/bias (2), \
         dense_9/kernel (3, 2), dense_10/bias (3), dense_10/kernel (2, 3), but the model wants \
         dense/kernel (3, 2), dense/bias (2), dense_1/kernel (2, 3), dense_1/bias (3)"
    );
    for tensors in [
        // Turned, of three dimensions, one layer too few, nothing.
        vec![("dense/kernel", vec![2, 3]), ("dense/bias", vec![2])],
        vec![("a.weight", vec![2, 3, 1]), ("a.bias", vec![2])],
        keras(&["dense"]),
        vec![],
    ] {
        let error = decoded(&of_ones(&tensors, Dtype::F32)).unwrap_err();
        assert!(matches!(error, OtherModel { .. }), "{error}");
    }
}

#[test]
fn a_tensor_too_many_or_too_few_is_named_alone() {
    let whole = keras(&["dense", "dense_1"]);
    let said = |tensors: &[_]| {
        decoded(&of_ones(tensors, Dtype::F32))
            .unwrap_err()
            .to_string()
    };
    let more = [
        vec![("adam/step", vec![]), ("dense/gamma", vec![2])],
        whole.clone(),
    ]
    .concat();
    assert!(
        said(&more).starts_with("w.safetensors holds adam/step (), dense/gamma (2), neither"),
        "{}",
        said(&more)
    );
    let twice = [vec![("dense/weight", vec![2, 3])], whole.clone()].concat();
    assert!(
        said(&twice).contains("holds dense/weight (2, 3), neither"),
        "{}",
        said(&twice)
    );
    for (left_out, lacks) in [
        (1, "its bias, beside dense/kernel"),
        (0, "its kernel, beside dense/bias"),
    ] {
        let mut less = whole.clone();
        less.remove(left_out);
        assert!(said(&less).contains(lacks), "{}", said(&less));
    }
}

#[test]
fn a_name_is_one_line_and_not_too_long() {
    let name = "\u{1b}[31m\n".repeat(1000);
    let said = decoded(&of_ones(&[(&name, vec![1])], Dtype::F32))
        .unwrap_err()
        .to_string();
    assert!(
        !said.contains(char::is_control) && said.len() < 300,
        "{said}"
    );
}

/// Names and shapes of two layers 3-2-3, and of a third 3-2, by their paths.
fn keras<'a>(paths: &[&'a str]) -> Vec<(&'a str, Vec<usize>)> {
    let shapes = [([3, 2], 2), ([2, 3], 3), ([3, 2], 2)];
    let layer = |(path, (kernel, bias)): (&&'a str, ([usize; 2], usize))| {
        let name = |last: &str| -> &'a str { Box::leak(format!("{path}/{last}").into_boxed_str()) };
        [
            (name("kernel"), kernel.to_vec()),
            (name("bias"), vec![bias]),
        ]
    };
    paths.iter().zip(shapes).flat_map(layer).collect()
}

fn of_ones(tensors: &[(&str, Vec<usize>)], dtype: Dtype) -> Vec<u8> {
    let one: &[u8] = match dtype {
        Dtype::F64 => &[0, 0, 0, 0, 0, 0, 0xf0, 0x3f],
        Dtype::F16 => &[0, 0x3c],
        Dtype::BF16 => &[0x80, 0x3f],
        _ => &[0, 0, 0x80, 0x3f],
    };
    let tensors: Vec<_> = tensors
        .iter()
        .map(|(name, shape)| (*name, dtype, &shape[..], one.repeat(shape.iter().product())))
        .collect();
    file(&tensors)
}

#[test]
fn layers_come_in_the_order_of_their_names_whatever_stands_before() {
    for paths in [
        ["dense", "dense_1"],
        ["sequential_1/dense", "sequential_1/dense_1"],
        ["dense_9", "dense_10"],
    ] {
        let read = decoded(&of_ones(&keras(&paths), Dtype::F32)).unwrap();
        assert!(read.weights().iter().all(|&weight| weight == 1.0));
    }
}

#[test]
fn where_shapes_leave_one_order_it_is_taken() {
    // By name the decoder would come first.
    let read = decoded(&of_ones(&keras(&["encoder.0", "decoder.0"]), Dtype::F32));
    assert!(read.is_ok());
}

/// A file of layers 2-2 under these paths, each filled with the number beside it.
fn squares(layers: &[(&str, f32)]) -> Vec<u8> {
    let tensor = |name: String, shape: &'static [usize], number: f32| {
        (
            name,
            shape,
            number.to_le_bytes().repeat(shape.iter().product()),
        )
    };
    let tensors = layers.iter().flat_map(|(path, number)| {
        [
            tensor(format!("{path}.weight"), &[2, 2], *number),
            tensor(format!("{path}.bias"), &[2], *number),
        ]
    });
    let tensors: Vec<_> = tensors.collect();
    let tensors = tensors.iter();
    let tensors: Vec<_> = tensors
        .map(|(name, shape, bytes)| (&name[..], Dtype::F32, *shape, bytes.clone()))
        .collect();
    file(&tensors)
}

#[test]
fn layers_alike_come_in_the_order_of_their_numbers() {
    for [first, second] in [
        ["fc9", "fc10"],
        ["dense", "dense_1"],
        ["sequential/dense_9", "sequential_1/dense_10"],
        ["2", "10"],
        ["net.block2.fc1", "net.block2.fc3"],
    ] {
        let bytes = squares(&[(second, 2.0), (first, 1.0)]);
        let mut model = Sequential::new(2).dense(2, Relu).dense(2, Relu);
        decode(&bytes, Path::new("w"), &mut model).unwrap();
        let read = [0, 1].map(|layer| model.kernel(layer)[[0, 0]]);
        assert_eq!(read, [1.0, 2.0], "{first}, {second}");
    }
}

#[test]
fn layers_alike_that_nothing_orders_are_refused_by_name() {
    for [first, second] in [
        ["decoder.0", "encoder.2"],
        ["dense", "dense_0"],
        ["hidden", "middle"],
        ["a.b", "a"],
    ] {
        let bytes = squares(&[(second, 2.0), (first, 1.0)]);
        let mut model = Sequential::new(2).dense(2, Relu).dense(2, Relu);
        let error = decode(&bytes, Path::new("w"), &mut model).unwrap_err();
        let NoOrder { layers, .. } = &error else {
            panic!("{error}")
        };
        assert!(
            layers.contains(first) && layers.contains(second),
            "{layers}"
        );
    }
}

#[test]
fn a_weight_of_pytorch_is_turned() {
    let (kernel, bias) = (floats(6), floats(2));
    let (second, last) = (floats(6), floats(3));
    let bytes = file(&[
        ("0.weight", Dtype::F32, &[2, 3], kernel),
        ("0.bias", Dtype::F32, &[2], bias),
        ("2.weight", Dtype::F32, &[3, 2], second),
        ("2.bias", Dtype::F32, &[3], last),
    ]);
    let mut read = model();
    let converted = decode(&bytes, Path::new("w"), &mut read).unwrap();
    assert!(converted.layers.iter().all(|layer| layer.transposed));
    assert_eq!(converted.layers[1].kernel, "2.weight");
    assert!(converted.types.is_empty());
    // Unit 1 of PyTorch's first layer has the weights 3, 4, 5: a column of the kernel.
    assert_eq!(read.kernel(0).column(1).to_vec(), [3.0, 4.0, 5.0]);
    assert_eq!(read.kernel(1).row(0).to_vec(), [0.0, 2.0, 4.0]);
    assert_eq!(read.bias(1).to_vec(), [0.0, 1.0, 2.0]);
}

#[test]
fn numbers_of_another_type_are_converted_and_told_or_refused() {
    let tensors = keras(&["dense", "dense_1"]);
    for dtype in [Dtype::F16, Dtype::BF16, Dtype::F64] {
        let mut read = model();
        let bytes = of_ones(&tensors, dtype);
        let converted = decode(&bytes, Path::new("w"), &mut read).unwrap();
        assert_eq!(converted.types, [dtype.to_string()].into());
        assert!(read.weights().iter().all(|&weight| weight == 1.0));
    }
    let error = decoded(&of_ones(&tensors, Dtype::I32)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "tensor dense/kernel of w.safetensors is of type I32, not F32, F16, BF16 or F64: \
         convert it to F32"
    );
}

#[test]
fn a_number_that_is_none_is_refused_with_its_place() {
    for bad in [f32::NAN, f32::INFINITY] {
        let mut broken = model();
        broken.parts_mut().1[8 + 4] = bad; // kernel and bias of the first layer are 8 weights
        let error = decoded(&encode(&broken).unwrap()).unwrap_err();
        let NotFinite { tensor, at, .. } = &error else {
            panic!("{error}")
        };
        assert_eq!((&tensor[..], *at), ("dense_1/kernel", 4));
    }
}

#[test]
fn a_file_that_is_something_else_is_refused() {
    let whole = encode(&model()).unwrap();
    let cut = &whole[..whole.len() - 1];
    for bytes in [b"".as_slice(), b"\x89PNG\r\n\x1a\n", &[255; 64], cut] {
        assert!(matches!(decoded(bytes), Err(NotSafetensors { .. })));
    }
}

#[test]
fn a_number_beyond_f32_is_refused_and_not_rounded_to_infinity() {
    let mut tensors: Vec<_> = keras(&["dense", "dense_1"])
        .into_iter()
        .map(|(name, shape)| {
            let zeros = vec![0; 8 * shape.iter().product::<usize>()];
            (name, Dtype::F64, shape, zeros)
        })
        .collect();
    tensors[1].3[8..16].copy_from_slice(&1e300f64.to_le_bytes());
    let views: Vec<_> = tensors
        .iter()
        .map(|(n, d, s, b)| (*n, *d, &s[..], b.clone()))
        .collect();
    let error = decoded(&file(&views)).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("tensor dense/bias of w.safetensors is inf as F32 at position 1"),
        "{error}"
    );
}

#[test]
fn files_that_people_take_for_weights_are_known_by_their_first_bytes() {
    for (bytes, what) in [
        (&b"\x89HDF\r\n\x1a\n"[..], "HDF5, as Keras' .h5"),
        (b"PK\x03\x04 and more bytes", "PyTorch's .pt"),
        (b"\x93NUMPY\x01\x00v\x00{'descr'", "an array of NumPy"),
    ] {
        let said = decoded(bytes).unwrap_err().to_string();
        assert!(said.contains(what) && said.contains("save_file"), "{said}");
    }
}

#[test]
fn a_file_too_long_for_any_network_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.safetensors");
    // A hole: it takes no room on the disk.
    fs::File::create(&path).unwrap().set_len(1 << 40).unwrap();
    assert!(matches!(load(&path, &mut model()), Err(TooLong { .. })));
    #[cfg(target_os = "linux")]
    assert!(matches!(
        load(Path::new("/dev/zero"), &mut model()),
        Err(TooLong { .. })
    ));
}

proptest! {
    /// Whatever a file holds: an error and the model as it was, or weights, and never a panic.
    #[test]
    fn a_damaged_file_is_read_or_refused(at in 0usize..600, byte: u8, cut in 0usize..600) {
        let mut bytes = encode(&model()).unwrap();
        let at = at % bytes.len();
        bytes[at] = byte;
        let cut = if cut < bytes.len() { cut } else { bytes.len() };
        let result = decoded(&bytes[..cut]);
        if let Err(error) = result {
            prop_assert!(!error.to_string().contains('\n'), "{}", error);
        }
    }
}

#[test]
fn places_that_cannot_be_read_or_written_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("none").join("w.safetensors");
    let error = load(&nowhere, &mut model()).unwrap_err();
    assert!(error.to_string().contains("none"), "{error}");
    assert!(matches!(save(&nowhere, &model()), Err(Write { file, .. }) if file == nowhere));
}
