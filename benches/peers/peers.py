"""The seed job in PyTorch, in Keras and in handson: the same digits, the same first weights, the
same batches in the same order, taking turns on the same machine.

    pip install -r benches/peers/requirements.txt
    cargo build --release
    python benches/peers/peers.py [turns]

Every turn is a process of its own for each of the three, of EPOCHS epochs; the first epoch, in
which a library may still be compiling, is left out. Printed are the medians over all turns, as the
table of the README. Nothing is validated while the clock runs.
"""

import json
import os
import pathlib
import statistics
import struct
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
WIDTHS = [784, 128, 64, 32, 64, 128, 784]
BATCH = 256
EPOCHS = 3


def digits():
    import numpy as np
    import zstandard

    packed = (ROOT / "data" / "train-images-idx3-ubyte.zst").read_bytes()
    raw = zstandard.ZstdDecompressor().decompressobj().decompress(packed)
    return np.frombuffer(raw, np.uint8, offset=16).reshape(-1, 784).astype(np.float32) / 255


def first_weights(path):
    """Glorot-uniform kernels and zero biases, as a safetensors file with the names of Keras."""
    import numpy as np

    generator, header, data = np.random.default_rng(0), {}, b""
    for layer, (inputs, units) in enumerate(zip(WIDTHS, WIDTHS[1:])):
        name = f"dense_{layer}" if layer else "dense"
        limit = (6 / (inputs + units)) ** 0.5
        kernel = generator.uniform(-limit, limit, (inputs, units)).astype("<f4")
        for part, tensor in [("kernel", kernel), ("bias", np.zeros(units, "<f4"))]:
            begin, data = len(data), data + tensor.tobytes()
            header[f"{name}/{part}"] = {
                "dtype": "F32",
                "shape": list(tensor.shape),
                "data_offsets": [begin, len(data)],
            }
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    pathlib.Path(path).write_bytes(struct.pack("<Q", len(text)) + text + data)


def tensors(path):
    import numpy as np

    raw = pathlib.Path(path).read_bytes()
    length = struct.unpack("<Q", raw[:8])[0]
    for entry in json.loads(raw[8 : 8 + length]).values():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        yield np.frombuffer(raw[begin:end], "<f4").reshape(entry["shape"]).copy()


def run_pytorch(weights):
    import torch

    x = torch.from_numpy(digits())
    layers = []
    parameters = list(tensors(weights))
    for index, (inputs, units) in enumerate(zip(WIDTHS, WIDTHS[1:])):
        linear = torch.nn.Linear(inputs, units)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(parameters[2 * index].T.copy()))
            linear.bias.copy_(torch.from_numpy(parameters[2 * index + 1]))
        layers += [linear, torch.nn.ReLU() if index < 5 else torch.nn.Sigmoid()]
    model = torch.nn.Sequential(*layers)
    optimizer = torch.optim.Adamax(model.parameters(), lr=0.001, eps=1e-7)
    loss_of = torch.nn.MSELoss()
    for _ in range(EPOCHS):
        began, total = time.perf_counter(), 0.0
        for batch in x.split(BATCH):
            optimizer.zero_grad()
            loss = loss_of(model(batch), batch)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        print(json.dumps({"seconds": time.perf_counter() - began, "loss": total / len(x)}))


def run_keras(weights):
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import keras

    x = digits()
    model = keras.Sequential([keras.Input((784,))])
    for units in WIDTHS[1:-1]:
        model.add(keras.layers.Dense(units, "relu"))
    model.add(keras.layers.Dense(784, "sigmoid"))
    model.set_weights(list(tensors(weights)))
    model.compile(optimizer=keras.optimizers.Adamax(0.001), loss="mse")
    for _ in range(EPOCHS):
        began = time.perf_counter()
        history = model.fit(x, x, batch_size=BATCH, shuffle=False, verbose=0)
        seconds = time.perf_counter() - began
        print(json.dumps({"seconds": seconds, "loss": history.history["loss"][0]}))


def handson(weights):
    command = [os.environ.get("HANDSON", ROOT / "target" / "release" / "handson"), "train"]
    command += ["autoencoder", "--json", "--epochs", str(EPOCHS), "--batch-size", str(BATCH)]
    return command + ["--no-shuffle", "--init", weights]


def epochs_of(lines):
    """Seconds and loss of every epoch that a process has told of."""
    for line in map(json.loads, lines):
        if line.get("event", "epoch") == "epoch":
            yield line["seconds"], line["loss"]


def main(turns):
    here = [sys.executable, __file__]
    seconds, losses = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        weights = os.path.join(folder, "first.safetensors")
        first_weights(weights)
        commands = {
            "handson": handson(weights),
            "PyTorch": [*here, "--pytorch", weights],
            "Keras": [*here, "--keras", weights],
        }
        for turn in range(turns):
            for name, command in commands.items():
                run = subprocess.run(command, capture_output=True, text=True, check=False)
                if run.returncode:
                    sys.exit(f"{name} failed:\n{run.stderr}")
                epochs = list(epochs_of(run.stdout.splitlines()))
                seconds.setdefault(name, []).append(statistics.mean(s for s, _ in epochs[1:]))
                losses[name] = epochs[-1][1]
                print(f"turn {turn + 1}: {name} {seconds[name][-1]:.2f} s", file=sys.stderr)
    own = statistics.median(seconds["handson"])
    print(f"| | s an epoch, median of {turns} | from - to | 17 epochs, s | times handson | loss |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, all_of in seconds.items():
        median = statistics.median(all_of)
        cells = [f"{median:.2f}", f"{min(all_of):.2f} - {max(all_of):.2f}", f"{17 * median:.1f}"]
        cells += [f"{median / own:.1f}", f"{losses[name]:.5f}"]
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--pytorch", weights]:
            run_pytorch(weights)
        case ["--keras", weights]:
            run_keras(weights)
        case rest:
            main(int(rest[0]) if rest else 5)
