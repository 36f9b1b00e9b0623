use super::*;
use Activation::{Linear, Relu, Sigmoid, Softmax, Tanh};

/// Numbers of one sample, the second of a panel.
fn panel(numbers: &[f32]) -> Vec<Lanes> {
    let line = |&number| {
        let mut line = Lanes::default();
        line.0[1] = number;
        line
    };
    numbers.iter().map(line).collect()
}

fn sample(panel: &[Lanes]) -> Vec<f32> {
    panel.iter().map(|line| line.0[1]).collect()
}

/// Replaces z by a = f(z), and returns the loss.
fn forward(loss: Loss, f: Activation, z: &mut [f32], y: &[f32]) -> f32 {
    let mut lines = panel(z);
    let losses = loss.forward(f, &mut lines, &panel(y), 1.0 / y.len() as f32);
    z.copy_from_slice(&sample(&lines));
    losses[1]
}

fn backward(loss: Loss, f: Activation, a: &[f32], y: &[f32], scale: f32) -> Vec<f32> {
    let mut delta = panel(a);
    let mean = 1.0 / y.len() as f32;
    loss.backward(f, &panel(a), &panel(y), scale, mean, &mut delta);
    sample(&delta)
}

#[test]
fn each_loss_of_a_known_pair_is_the_one_computed_by_hand() {
    let y = [1.0, 0.0, 0.0, 1.0];
    let a = [0.5, 0.5, -1.0, 3.0];
    assert_eq!(
        forward(Mse, Linear, &mut a.clone(), &y),
        (0.25 + 0.25 + 1.0 + 4.0) / 4.0
    );
    assert_eq!(
        forward(Mae, Linear, &mut a.clone(), &y),
        (0.5 + 0.5 + 1.0 + 2.0) / 4.0
    );
    // Of two equal logits each has probability 1/2.
    let bit = forward(CrossEntropy, Softmax, &mut [0.0, 0.0], &[1.0, 0.0]);
    assert!((bit - 2f32.ln()).abs() < 1e-7);
}

#[test]
fn cross_entropy_of_ten_equal_outputs_is_ln_10() {
    let mut y = [0.0; 10];
    y[3] = 1.0;
    let loss = forward(CrossEntropy, Softmax, &mut [7.0; 10], &y);
    assert!((loss - 10f32.ln()).abs() < 1e-6);
}

#[test]
fn cross_entropy_of_a_sure_and_wrong_answer_is_finite() {
    // ln of the softmax would be ln 0 here.
    let loss = forward(CrossEntropy, Softmax, &mut [1000.0, 0.0], &[0.0, 1.0]);
    assert_eq!(loss, 1000.0);
    let loss = forward(
        CrossEntropy,
        Softmax,
        &mut [1000.0, f32::NEG_INFINITY],
        &[1.0, 0.0],
    );
    assert_eq!(loss, 0.0);
}

/// The losses again, from their definitions and through the activation, in f64.
fn exact(loss: Loss, f: Activation, z: &[f64], y: &[f64]) -> f64 {
    let total: f64 = z.iter().map(|z| z.exp()).sum();
    let a = z.iter().map(|&z| match f {
        Linear => z,
        Relu => z.max(0.0),
        Sigmoid => 1.0 / (1.0 + (-z).exp()),
        Tanh => z.sinh() / z.cosh(),
        Softmax => z.exp() / total,
    });
    let n = y.len() as f64;
    a.zip(y)
        .map(|(a, y)| match loss {
            Mse => (a - y).powi(2) / n,
            Mae => (a - y).abs() / n,
            CrossEntropy => -y * a.ln(),
        })
        .sum()
}

#[test]
fn every_gradient_through_every_activation_is_that_of_finite_differences() {
    let z = [-1.5, 0.4, 1.2, 0.1];
    for y in [
        [0.0, 0.0, 1.0, 0.0],
        [0.1, 0.2, 0.3, 0.4],
        [0.5, 0.25, 0.0, 0.5],
    ] {
        for loss in Loss::ALL {
            for f in Activation::ALL {
                if loss == CrossEntropy && f != Softmax {
                    continue;
                }
                let target = y.map(|y| y as f32);
                let mut a = z.map(|z| z as f32);
                let value = forward(loss, f, &mut a, &target);
                let expected = exact(loss, f, &z, &y);
                assert!(
                    (f64::from(value) - expected).abs() < 1e-6,
                    "{loss} {f} {value}"
                );
                let delta = backward(loss, f, &a, &target, 0.5);
                for i in 0..4 {
                    let (mut up, mut down) = (z, z);
                    up[i] += 1e-6;
                    down[i] -= 1e-6;
                    let slope = (exact(loss, f, &up, &y) - exact(loss, f, &down, &y)) / 2e-6;
                    let found = f64::from(delta[i]);
                    assert!(
                        (found - 0.5 * slope).abs() < 1e-6,
                        "{loss} {f} {found} {slope}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_absolute_error_of_a_hit_pulls_nowhere() {
    let delta = backward(Mae, Linear, &[0.25], &[0.25], 1.0);
    assert_eq!(delta, [0.0]);
}

#[test]
fn every_name_is_read_back_and_the_long_ones_too() {
    for loss in Loss::ALL {
        assert_eq!(loss.to_string().parse(), Ok(loss));
    }
    assert_eq!("mean_squared_error".parse(), Ok(Mse));
    assert_eq!("cross-entropy".parse(), Ok(CrossEntropy));
    assert_eq!("msee".parse::<Loss>().unwrap_err().nearest, "mse");
}
