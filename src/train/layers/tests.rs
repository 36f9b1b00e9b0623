use super::*;
use Activation::{Linear, Relu, Sigmoid, Softmax};

const NETWORK: &str = "8 conv3 relu, pool2, 16 conv3 relu, pool2, 64 relu, 10 softmax";

#[test]
fn units_activation_and_the_word_dense_are_read() {
    let layers = parse(" 128 relu,dense 2,  784   Sigmoid ").unwrap();
    let expected = [(128, Relu), (2, Linear), (784, Sigmoid)];
    assert_eq!(layers, expected.map(|(units, f)| Dense(units, f)));
    assert_eq!(write(&layers), "128 relu, 2 linear, 784 sigmoid");
    assert_eq!(parse(&write(&layers)), Ok(layers));
}

#[test]
fn convolutions_and_poolings_are_read_and_written() {
    let text =
        "8 Conv3 relu,pool2, 4 conv1, 5 conv2 stride2 same sigmoid, 6 conv3 valid, 10 softmax";
    let layers = parse(text).unwrap();
    let strided = Conv2d::new(5, 2, Sigmoid).stride(2).padding(Padding::Same);
    let expected = [
        LayerSpec::Conv2d(Conv2d::new(8, 3, Relu)),
        Pool(2),
        LayerSpec::Conv2d(Conv2d::new(4, 1, Linear)),
        LayerSpec::Conv2d(strided),
        LayerSpec::Conv2d(Conv2d::new(6, 3, Linear)),
        Dense(10, Softmax),
    ];
    assert_eq!(layers, expected);
    assert_eq!(
        write(&layers),
        "8 conv3 relu, pool2, 4 conv1 linear, 5 conv2 same stride2 sigmoid, 6 conv3 linear, 10 softmax"
    );
    assert_eq!(parse(&write(&layers)), Ok(layers));
    let sizes = sizes(784, &parse(NETWORK).unwrap());
    assert_eq!(sizes, "784-8conv3-pool2-16conv3-pool2-64-10");
}

#[test]
fn faults_name_the_layer() {
    let said = |text: &str| parse(text).unwrap_err().to_string();
    assert!(said("8 relu, -3 relu").starts_with("layer 2 has \"-3\" units"));
    assert!(said("8.5 relu").starts_with("layer 1 has \"8.5\" units"));
    assert!(said("8 relu 4 relu").starts_with("layer 1 goes on with \"4\""));
    assert!(said("dense").starts_with("layer 1 is empty"));
    assert_eq!(
        said("0 conv3"),
        "layer 1 has 0 channels: give it at least 1"
    );
    assert!(said("conv3 relu").starts_with("layer 1 does not say how many channels"));
    assert_eq!(
        said("8 conv3, pool"),
        "layer 2 has \"pool\": write pool with a whole number of at least 1"
    );
    for (text, what) in [
        ("8 conv", "\"conv\": write conv"),
        ("8 conv0", "\"conv0\": write conv"),
        ("pool2.5", "\"pool2.5\": write pool"),
        ("8 conv3 stride0", "\"stride0\": write stride"),
        ("pool2 relu", "goes on with \"relu\""),
        ("8 conv3 relu same", "goes on with \"same\""),
        ("8 conv3 sme", "sme"),
        ("convolution 3", "convolution"),
        ("99999999999999999999 conv3", "units"),
    ] {
        assert!(said(text).contains(what), "{}", said(text));
    }
}

#[test]
fn parameters_count_weights_and_biases_and_never_overflow() {
    assert_eq!(parameters(784, &[Dense(128, Relu)]), 100_480);
    let network = parse(NETWORK).unwrap();
    // 80 + 1,168 + 25,664 + 650, as the summary of `nn` has them.
    assert_eq!(parameters(784, &network), 27_562);
    assert_eq!(model(784, &network).parameters(), 27_562);
    for most in [
        "18446744073709551615 relu, 2 relu",
        "18446744073709551615 conv3, 2 conv3, 2 relu",
        "2 conv18446744073709551615 same, pool2, 2 relu",
        "8 conv3 stride18446744073709551615, pool18446744073709551615",
    ] {
        let layers = parse(most).unwrap();
        let count = parameters(784, &layers);
        assert!(count > 20_000_000 || check(784, &layers).is_err(), "{most}");
    }
}

#[test]
fn layers_that_do_not_fit_on_each_other_are_refused() {
    let said = |text: &str| {
        let error = check(784, &parse(text).unwrap()).unwrap_err();
        error.to_string()
    };
    assert!(said("8 conv29 relu").starts_with("layer 1 has a kernel of 29 x 29, but only 28 x 28"));
    let deep = "8 conv3, pool2, 8 conv3, pool2, 8 conv3, pool2, 8 conv3, 10 softmax";
    assert!(said(deep).starts_with("layer 7 has a kernel of 3 x 3, but only 1 x 1"));
    assert!(
        said("8 conv3, 64 relu, 8 conv3").starts_with("layer 3 is a convolution, but what comes")
    );
    assert!(said("64 relu, pool2").starts_with("layer 2 is a pooling"));
    assert!(said("8 conv3 softmax, 10 softmax").contains("with softmax"));
    // Nine numbers of a car are three by three, and ten are no picture.
    let conv = parse("8 conv3, 1 linear").unwrap();
    assert!(
        check(10, &conv)
            .unwrap_err()
            .to_string()
            .contains("a row of numbers")
    );
    assert_eq!(check(784, &parse(NETWORK).unwrap()), Ok(()));
}

#[test]
fn what_a_pooling_leaves_out_is_said() {
    assert_eq!(
        left_out(784, &parse(NETWORK).unwrap()),
        [
            "layer 4 pools 11 x 11 places in squares of 2 x 2, which leaves out 1 row and 1 column at \
             the rim, as Keras does"
        ]
    );
    assert!(left_out(784, &parse("8 conv3, pool2, 10 softmax").unwrap()).is_empty());
}
