//! Weights that PyTorch and Keras wrote in safetensors are read, and give what these make of the same
//! inputs. `fixtures/peer_weights.py` says how its files were made.

use std::collections::BTreeMap;
use std::path::Path;

use handson::nn::{Activation, Sequential, weights};
use handson::train::layers;
use ndarray::Array2;
use serde::Deserialize;

#[derive(Deserialize)]
struct Fixture {
    files: BTreeMap<String, Made>,
}

#[derive(Deserialize)]
struct Made {
    layers: Layers,
    x: Vec<Vec<f32>>,
    y: Vec<Vec<f32>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Layers {
    /// Units and activations, the inputs first.
    Dense(Vec<(usize, Option<String>)>),
    /// In the words of `--layers`, over pictures of 6 x 6.
    Written(String),
}

fn model(layers: &Layers) -> Sequential {
    let dense = match layers {
        Layers::Dense(layers) => layers,
        Layers::Written(text) => return layers::model(36, &layers::parse(text).unwrap()),
    };
    let stack = |model: Sequential, (units, activation): &(usize, Option<String>)| {
        let activation: Activation = activation.as_deref().unwrap().parse().unwrap();
        model.dense(*units, activation)
    };
    let empty = Sequential::new(dense[0].0);
    dense[1..].iter().fold(empty, stack)
}

fn array(rows: &[Vec<f32>]) -> Array2<f32> {
    let shape = (rows.len(), rows[0].len());
    Array2::from_shape_vec(shape, rows.concat()).unwrap()
}

#[test]
fn every_peers_weights_give_what_the_peer_makes_of_them() {
    let text = include_str!("../fixtures/peer_weights.json");
    let fixture: Fixture = serde_json::from_str(text).unwrap();
    assert_eq!(fixture.files.len(), 15);
    for (name, made) in &fixture.files {
        let mut model = model(&made.layers);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/weights");
        let file = folder.join(format!("{name}.safetensors"));
        let converted = weights::load(&file, &mut model).unwrap();
        let torch = name.starts_with("torch");
        assert!(
            converted
                .layers
                .iter()
                .all(|layer| layer.transposed == torch),
            "{name}"
        );
        let dtype = ["F16", "BF16", "F64"]
            .into_iter()
            .find(|t| name.ends_with(&format!("_{t}")));
        assert!(
            converted.types.iter().eq(dtype.iter()),
            "{name}: {:?}",
            converted.types
        );
        let off = (model.predict(array(&made.x).view()) - array(&made.y)).mapv(f32::abs);
        let off = off.fold(0.0, |most: f32, &each| most.max(each));
        assert!(off < 1e-5, "{name} is off by {off:e}");
    }
}
