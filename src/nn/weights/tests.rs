use super::*;
use crate::nn::Activation::{Relu, Sigmoid};

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
    result.map(|()| blank)
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
fn a_missing_tensor_is_named_with_those_there_are() {
    let bytes = file(&[("dense/bias", Dtype::F32, &[2], floats(2))]);
    let error = decoded(&bytes).unwrap_err().to_string();
    assert_eq!(
        error,
        "w.safetensors has no tensor dense/kernel of shape [3, 2]; it has dense/bias"
    );
}

#[test]
fn a_wrong_shape_is_named_with_the_right_one() {
    let bytes = file(&[("dense/kernel", Dtype::F32, &[2, 3], floats(6))]);
    assert_eq!(
        decoded(&bytes).unwrap_err().to_string(),
        "tensor dense/kernel of w.safetensors has the shape [2, 3], but the model's is [3, 2]"
    );
}

#[test]
fn numbers_of_another_type_are_refused() {
    let bytes = file(&[("dense/kernel", Dtype::F64, &[3, 2], vec![0; 48])]);
    assert_eq!(
        decoded(&bytes).unwrap_err().to_string(),
        "tensor dense/kernel of w.safetensors is of type F64, not F32"
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
fn a_tensor_the_model_has_not_is_refused() {
    let bytes = encode(&model().dense(1, Relu)).unwrap();
    let error = decoded(&bytes).unwrap_err();
    assert!(
        matches!(&error, Unexpected { tensor, .. } if tensor.starts_with("dense_2/")),
        "{error}"
    );
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
