use super::*;

fn check(change: impl FnOnce(&mut Spec)) -> Result<Plan, SpecError> {
    let mut spec = Spec::default();
    change(&mut spec);
    spec.check(60_000, 784, 784)
}

#[test]
fn the_default_is_the_workshops_autoencoder() {
    let plan = check(|_| ()).unwrap();
    assert_eq!(plan.parameters(), 222_384);
    assert_eq!(
        (plan.epochs(), plan.batch_size(), plan.batches()),
        (17, 256, 235)
    );
    assert_eq!(plan.optimizer().name(), "adamax");
    assert_eq!(plan.optimizer().learning_rate(), 0.001);
    assert_eq!(plan.loss(), Loss::Mse);
    assert!(plan.shuffle() && plan.batch_clipped().is_none());
}

#[test]
fn the_default_batch_is_clipped_to_the_data_and_a_given_one_is_not() {
    let small = Spec::default().check(100, 784, 784).unwrap();
    assert_eq!(small.batch_clipped(), Some(256));
    assert_eq!(small.batch_size(), 100);
    let given = Spec {
        batch_size: Some(101),
        ..Spec::default()
    };
    let refused = SpecError::BatchOverData {
        given: 101,
        samples: 100,
    };
    assert_eq!(given.check(100, 784, 784).unwrap_err(), refused);
    let all = Spec {
        batch_size: Some(100),
        ..Spec::default()
    };
    assert_eq!(
        all.check(100, 784, 784).map(|plan| plan.batch_clipped()),
        Ok(None)
    );
}

#[test]
fn a_precision_is_one_of_three_and_settings_of_old_have_the_first() {
    let precision = |name: &str| check(|spec| spec.precision = name.to_string());
    assert_eq!(precision("bf16").unwrap().precision(), Precision::Bf16);
    let refused = precision("fp16").unwrap_err();
    assert_eq!(refused.setting(), "precision");
    assert!(refused.to_string().contains("bf16"), "{refused}");
    let mut old = serde_json::to_value(Spec::default()).unwrap();
    assert!(old.as_object_mut().unwrap().remove("precision").is_none());
    assert_eq!(
        serde_json::from_value::<Spec>(old).unwrap(),
        Spec::default()
    );
}

#[test]
fn an_optimizer_without_a_rate_has_its_own_and_with_one_has_that() {
    let rate = |optimizer: &str, learning_rate| {
        let plan = check(|spec| {
            spec.optimizer = optimizer.to_string();
            spec.learning_rate = learning_rate;
        });
        plan.unwrap().optimizer().learning_rate()
    };
    assert_eq!(rate("sgd", None), 0.01);
    assert_eq!(rate("adam", None), 0.001);
    assert_eq!(rate("SGD", Some(0.5)), 0.5);
}

/// Each bad value: how to make it, the setting it is filed under, and what the sentence must say.
#[test]
fn every_bad_value_has_a_sentence_and_a_setting_of_its_own() {
    type Change = fn(&mut Spec);
    let cases: [(Change, &str, &str); 21] = [
        (|s| s.epochs = 0, "epochs", "0 epochs would train nothing"),
        (
            |s| s.batch_size = Some(0),
            "batch-size",
            "a batch of 0 samples",
        ),
        (
            |s| s.batch_size = Some(60_001),
            "batch-size",
            "more than the 60000 samples",
        ),
        (
            |s| s.learning_rate = Some(0.0),
            "learning-rate",
            "rate of 0 would never learn",
        ),
        (
            |s| s.learning_rate = Some(-0.0),
            "learning-rate",
            "rate of 0 would never learn",
        ),
        (
            |s| s.learning_rate = Some(-0.5),
            "learning-rate",
            "rate of -0.5 would climb",
        ),
        (
            |s| s.learning_rate = Some(f32::NAN),
            "learning-rate",
            "NaN is no learning rate",
        ),
        (
            |s| s.learning_rate = Some(f32::INFINITY),
            "learning-rate",
            "inf is no learning",
        ),
        (
            |s| s.threads = 1000,
            "threads",
            "1000 threads are more than the 256",
        ),
        (
            |s| s.optimizer = "adamix".into(),
            "optimizer",
            "did you mean \"adamax\"?",
        ),
        (|s| s.loss = "msa".into(), "loss", "did you mean"),
        (
            |s| s.loss = "cross_entropy".into(),
            "loss",
            "needs a softmax in the last layer",
        ),
        (
            |s| s.layers = "64 relu, 10 sigmoid".into(),
            "layers",
            "end with 784 units",
        ),
        (|s| s.layers = String::new(), "layers", "no layers"),
        (
            |s| s.layers = "64 relu,, 784 sigmoid".into(),
            "layers",
            "layer 2 is empty",
        ),
        (
            |s| s.layers = "64 rleu, 784 sigmoid".into(),
            "layers",
            "did you mean \"relu\"?",
        ),
        (
            |s| s.layers = "0 relu, 784 sigmoid".into(),
            "layers",
            "layer 1 has 0 units",
        ),
        (
            |s| s.layers = "dens 8 relu, 784 sigmoid".into(),
            "layers",
            "mean \"dense\"?",
        ),
        (
            |s| s.layers = "conv3 relu, 784 sigmoid".into(),
            "layers",
            "such as \"8 conv3 relu\"",
        ),
        (
            |s| s.layers = "8 conv29 relu, 784 sigmoid".into(),
            "layers",
            "only 28 x 28 of the picture",
        ),
        (
            |s| s.layers = "99999999 relu, 784 sigmoid".into(),
            "layers",
            "parameters, over the",
        ),
    ];
    let mut said = Vec::new();
    for (change, setting, sentence) in cases {
        let error = check(change).expect_err(sentence);
        assert_eq!(error.setting(), setting, "{error}");
        assert!(
            error.to_string().contains(sentence),
            "{error} lacks {sentence:?}"
        );
        said.push(error.to_string());
    }
    said.sort();
    said.dedup();
    assert_eq!(said.len(), 20, "only the two zeros share a sentence");
}

#[test]
fn cross_entropy_over_a_softmax_is_allowed() {
    let spec = Spec {
        layers: "32 relu, 10 softmax".to_string(),
        loss: "categorical_crossentropy".to_string(),
        ..Spec::default()
    };
    assert_eq!(spec.check(100, 784, 10).unwrap().loss(), Loss::CrossEntropy);
}
