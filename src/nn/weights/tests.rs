use super::WeightsError::{NotFinite, NotSafetensors, OtherModel, Write};
use super::*;
use crate::nn::Activation::{Relu, Sigmoid};
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
    let bytes = file(&[("dense/bias", Dtype::F32, &[2], floats(2))]);
    let error = decoded(&bytes).unwrap_err().to_string();
    assert_eq!(
        error,
        "w.safetensors holds dense/bias (2), but the model wants dense/kernel (3, 2), \
         dense/bias (2), dense_1/kernel (2, 3), dense_1/bias (3)"
    );
    for tensors in [
        // A shape, a layer too many, a tensor of no layer, nothing.
        vec![("dense/kernel", vec![2, 3]), ("dense/bias", vec![2])],
        keras(&["dense", "dense_1", "dense_2"]),
        [keras(&["dense", "dense_1"]), vec![("step", vec![])]].concat(),
        vec![],
    ] {
        let mut named: Vec<&str> = tensors.iter().map(|(name, _)| *name).collect();
        named.sort_unstable();
        let error = decoded(&of_ones(&tensors, Dtype::F32)).unwrap_err();
        assert!(matches!(error, OtherModel { .. }), "{error}");
        let said = error.to_string();
        let missing = named.iter().find(|name| !said.contains(**name));
        assert_eq!(missing, None, "{said}");
    }
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
    // Of two layers alike nothing says which is first but their names.
    let square = |path: &str, number: f32| {
        [
            (format!("{path}.weight"), vec![2, 2], vec![number; 4]),
            (format!("{path}.bias"), vec![2], vec![number; 2]),
        ]
    };
    let tensors = [square("fc10", 10.0), square("fc9", 9.0)].concat();
    let tensors: Vec<_> = tensors
        .iter()
        .map(|(name, shape, numbers)| {
            let bytes = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
            (&name[..], Dtype::F32, &shape[..], bytes)
        })
        .collect();
    let mut model = Sequential::new(2).dense(2, Relu).dense(2, Relu);
    decode(&file(&tensors), Path::new("w"), &mut model).unwrap();
    assert_eq!(
        (model.kernel(0)[[0, 0]], model.kernel(1)[[0, 0]]),
        (9.0, 10.0)
    );
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
    assert!(converted.transposed && converted.types.is_empty());
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
        "tensor dense/kernel of w.safetensors is of type I32, not F32, F16, BF16 or F64"
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
fn places_that_cannot_be_read_or_written_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("none").join("w.safetensors");
    let error = load(&nowhere, &mut model()).unwrap_err();
    assert!(error.to_string().contains("none"), "{error}");
    assert!(matches!(save(&nowhere, &model()), Err(Write { file, .. }) if file == nowhere));
}
