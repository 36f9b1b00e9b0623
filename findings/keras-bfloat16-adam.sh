#!/usr/bin/env bash
# Keras 3.15.1 with JAX 0.10.2 on the CPU, on Linux x86-64.
#
# Under the dtype policy "bfloat16" Adam, AdamW and Lamb train without any error and move no weight at all,
# and Nadam's first losses are not numbers. The same fit under "mixed_bfloat16" and "float32" learns, and so
# does plain SGD under "bfloat16".
#
# What is seen: beta_2 is 0.999 and bfloat16 has no number between 0.99609375 and 1. Cast to the weights' type
# it is 1, so that 1 - beta_2^step, which the step is scaled by, is 0. Seen with the TensorFlow and the PyTorch
# backend of the same version as well, but for Nadam, which raises a TypeError on PyTorch.
#
# Why it matters here: `handson train --precision bf16-weights --keras` prints a script under this policy.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet keras==3.15.1 "jax[cpu]==0.10.2" numpy
cat > "$folder/fit.py" <<'PYTHON'
import math

import keras
import numpy as np


def fit(policy, optimizer):
    """The last loss of a linear regression on 64 rows, and how far its weights have come at most."""
    keras.utils.set_random_seed(0)
    keras.config.set_dtype_policy(policy)
    model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1)])
    model.compile(getattr(keras.optimizers, optimizer)(0.01), "mse")
    x = np.random.default_rng(0).normal(size=(64, 8)).astype("float32")
    y = x.sum(axis=1, keepdims=True)
    before = [np.asarray(weight, dtype="float32") for weight in model.get_weights()]
    losses = model.fit(x, y, epochs=20, batch_size=16, verbose=0).history["loss"]
    after = [np.asarray(weight, dtype="float32") for weight in model.get_weights()]
    moved = max(float(np.abs(new - old).max()) for new, old in zip(after, before))
    print(f"{policy:15} {optimizer:6} loss {losses[0]:.4f} to {losses[-1]:.4f}, largest move {moved:.4f}")
    return losses[-1], moved


print("keras", keras.__version__, "on", keras.backend.backend())
for optimizer in ["Adam", "AdamW", "Lamb"]:
    assert fit("float32", optimizer)[1] > 0.1
    assert fit("mixed_bfloat16", optimizer)[1] > 0.1
    assert fit("bfloat16", optimizer)[1] == 0.0, "the weights move now"
assert fit("mixed_bfloat16", "Nadam")[1] > 0.1
assert math.isnan(fit("bfloat16", "Nadam")[0]), "the loss is a number now"
assert fit("bfloat16", "SGD")[1] > 0.1
PYTHON
KERAS_BACKEND=jax "$folder/venv/bin/python" "$folder/fit.py"
echo "as described: it still behaves so"
