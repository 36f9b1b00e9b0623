"""A training in handson and in its peers: the same digits, the same first weights, the same batches
in the same order, taking turns on the same machine.

    pip install -r benches/peers/requirements.txt
    cargo build --release
    python benches/peers/peers.py [autoencoder|classifier|cnn|small|shifts|refits] [turns] [PEER ...]

With the beginnings of names, such as `PyTorch Keras`, only those peers take part.

Every turn is a process of its own for each of them, of EPOCHS epochs; the first epoch, in which a
library may still be compiling, is left out. Of `small`, a network of 2-16-16-3 on 300 points, an epoch
is 200 of them: its points and first weights are those of `cargo bench --bench small`. Printed are the medians over all turns, as the table of
the README, and how often handson's time each took in the same turn. Nothing is validated while the
clock runs.

`bf16` beside a name are products of bfloat16 numbers: `--precision bf16`, and PyTorch's autocast.

`cnn` is the classifier of `LAYERS`: two convolutions, each of them pooled, and two dense layers. Each
library has it in the order of its own axes (PyTorch channels first, the others last); the numbers, and so
the losses, are the same.

`shifts` trains nothing: it is the classifier that ships, on all 10,000 test digits at 81 shifts, each
moved as a tensor is, in batches of 512 and on two threads, beside `cargo bench --bench shifts`. Its
"loss" is the share that is read wrongly, the mean of all shifts.

`refits` is the lab of lesson 02 on how much data a network needs: 9-64-64-1 on 10 to 320 cars, 20 times
each, 1,000 updates a network, one thread, beside `cargo bench --bench refits`. Its "loss" is the mean
absolute error on unseen cars after 320; whose cars are drawn differs, so it agrees in two digits.
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
EPOCHS = 3
# Units of every layer, the inputs first; samples a batch.
JOBS = {
    "autoencoder": ([784, 128, 64, 32, 64, 128, 784], 256),
    "classifier": ([784, 128, 64, 10], 128),
    "small": ([2, 16, 16, 3], 32),
    "cnn": ([784, 400, 64, 10], 128),
}
# The convolutional network, and its kernels: (height, width, in, out) and (in, out).
LAYERS = "8 conv3 relu, pool2, 16 conv3 relu, pool2, 64 relu, 10 softmax"
KERNELS = {
    "conv2d": (3, 3, 1, 8),
    "conv2d_1": (3, 3, 8, 16),
    "dense": (400, 64),
    "dense_1": (64, 10),
}
# Passes over the points that count as one epoch, since one is over before a clock has moved.
PASSES = {"small": 200}
RATE = {"small": 0.01}
# Cars that the networks of `refits` learn from.
SIZES = [10, 20, 40, 80, 120, 160, 240, 320]


def unpacked(name, header):
    import numpy as np
    import zstandard

    packed = (ROOT / "data" / f"{name}.zst").read_bytes()
    raw = zstandard.ZstdDecompressor().decompressobj().decompress(packed)
    return np.frombuffer(raw, np.uint8, offset=header)


def digits():
    import numpy as np

    return unpacked("train-images-idx3-ubyte", 16).reshape(-1, 784).astype(np.float32) / 255


def labels():
    return unpacked("train-labels-idx1-ubyte", 8)


def samples(job, weights):
    """Inputs and targets: the digits, or the points that lie beside the first weights."""
    import numpy as np

    if job == "small":
        folder = pathlib.Path(weights).parent
        points = np.fromfile(folder / "points.f32", "<f4").reshape(-1, 2)
        return points, np.fromfile(folder / "classes.u8", np.uint8)
    x = digits()
    return x, x if job == "autoencoder" else labels()


def kernels(job):
    """The shapes of all kernels, by the names of Keras."""
    if job == "cnn":
        return KERNELS
    widths = JOBS[job][0]
    names = [f"dense_{layer}" if layer else "dense" for layer in range(len(widths) - 1)]
    return dict(zip(names, zip(widths, widths[1:])))


def first_weights(path, job):
    """Glorot-uniform kernels and zero biases, as a safetensors file with the names of Keras."""
    import numpy as np

    generator, header, data = np.random.default_rng(0), {}, b""
    for name, shape in kernels(job).items():
        taps = int(np.prod(shape[:-2]))
        limit = (6 / (taps * (shape[-2] + shape[-1]))) ** 0.5
        kernel = generator.uniform(-limit, limit, shape).astype("<f4")
        for part, tensor in [("kernel", kernel), ("bias", np.zeros(shape[-1], "<f4"))]:
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


def parameters_of(path):
    """Kernel and bias of each layer, whichever of the two comes first in the file."""
    parts = list(tensors(path))
    if parts[0].ndim > 1:
        return parts
    return [part for bias, kernel in zip(parts[::2], parts[1::2]) for part in (kernel, bias)]


def tell(seconds, loss):
    print(json.dumps({"seconds": seconds, "loss": float(loss)}))


def run_pytorch(job, weights, compiled=False, rounded=False):
    import torch

    widths, batch_size = JOBS[job]
    x, y = samples(job, weights)
    x, layers, parameters = torch.from_numpy(x), [], parameters_of(weights)
    if job == "cnn":
        x = x.reshape(-1, 1, 28, 28)
        for kernel, bias in zip(parameters[:4:2], parameters[1:4:2]):
            conv = torch.nn.Conv2d(kernel.shape[2], kernel.shape[3], 3)
            with torch.no_grad():
                conv.weight.copy_(torch.from_numpy(kernel.transpose(3, 2, 0, 1).copy()))
                conv.bias.copy_(torch.from_numpy(bias))
            layers += [conv, torch.nn.ReLU(), torch.nn.MaxPool2d(2)]
        layers.append(torch.nn.Flatten())
        # What is flattened here has its channels first.
        parameters, widths = parameters[4:], widths[1:]
        turned = parameters[0].reshape(25, 16, 64).transpose(1, 0, 2)
        parameters[0] = turned.reshape(400, 64)
    for index, (inputs, units) in enumerate(zip(widths, widths[1:])):
        linear = torch.nn.Linear(inputs, units)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(parameters[2 * index].T.copy()))
            linear.bias.copy_(torch.from_numpy(parameters[2 * index + 1]))
        layers += [linear, torch.nn.Tanh() if job == "small" else torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers[:-1])
    rate = RATE.get(job, 0.001)
    if job == "autoencoder":
        y, loss_of = x, torch.nn.MSELoss()
        model.append(torch.nn.Sigmoid())
        optimizer = torch.optim.Adamax(model.parameters(), lr=rate, eps=1e-7)
    else:
        y, loss_of = torch.from_numpy(y.astype("int64")), torch.nn.CrossEntropyLoss()
        optimizer = torch.optim.Adam(model.parameters(), lr=rate, eps=1e-7)

    def step(x, y):
        optimizer.zero_grad()
        with torch.autocast("cpu", torch.bfloat16, enabled=rounded):
            loss = loss_of(model(x), y)
        loss.backward()
        optimizer.step()
        return loss

    if compiled:
        step = torch.compile(step)
    for _ in range(EPOCHS):
        began = time.perf_counter()
        for _ in range(PASSES.get(job, 1)):
            total = 0.0
            for rows, targets in zip(x.split(batch_size), y.split(batch_size)):
                total += step(rows, targets).item() * len(rows)
        tell(time.perf_counter() - began, total / len(x))


def run_torch_compile(job, weights):
    run_pytorch(job, weights, compiled=True)


def run_torch_bf16(job, weights):
    run_pytorch(job, weights, rounded=True)


def run_shifts(_, weights):
    import torch

    torch.set_num_threads(2)
    raw = unpacked("t10k-images-idx3-ubyte", 16)
    x = torch.from_numpy(raw.reshape(-1, 28, 28).copy()).float() / 255
    y = torch.from_numpy(unpacked("t10k-labels-idx1-ubyte", 8).astype("int64"))
    parts = [torch.from_numpy(part) for part in tensors(weights)]
    # The file's tensors in the order of their names: bias, kernel of each layer.
    layers = []
    for bias, kernel in zip(parts[::2], parts[1::2]):
        linear = torch.nn.Linear(*kernel.shape)
        linear.weight.data, linear.bias.data = kernel.T.contiguous(), bias
        layers += [linear, torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers[:-1])

    def shifted(x, down, right):
        moved = torch.zeros_like(x)
        (top, bottom), (left, end) = ((max(0, by), 28 + min(0, by)) for by in (down, right))
        moved[:, top:bottom, left:end] = x[:, top - down : bottom - down, left - right : end - right]
        return moved

    @torch.no_grad()
    def right_at(down, right):
        hits = 0
        for rows, labels in zip(x.split(512), y.split(512)):
            answers = model(shifted(rows, down, right).flatten(1)).argmax(1)
            hits += (answers == labels).sum().item()
        return hits / len(x)

    for _ in range(EPOCHS):
        began = time.perf_counter()
        shares = [right_at(down, right) for down in range(-4, 5) for right in range(-4, 5)]
        tell(time.perf_counter() - began, 1 - statistics.mean(shares))


def cars():
    """Inputs (cars, 9) and miles per gallon of all cars without a gap."""
    import csv

    import numpy as np

    rows = csv.DictReader((ROOT / "data" / "auto-mpg.csv").open())
    names = ["cylinders", "displacement_cu_in", "horsepower", "weight_lbs", "acceleration_s", "year"]
    whole = [row for row in rows if all(row[name] for name in [*names, "mpg"])]
    numbers = [[float(row[name]) for name in names] for row in whole]
    origins = sorted({row["origin"] for row in whole})
    spread = [[float(row["origin"] == origin) for origin in origins] for row in whole]
    x = np.hstack([numbers, spread]).astype(np.float32)
    return x, np.array([[float(row["mpg"])] for row in whole], np.float32)


def run_refits(_, __):
    import torch

    torch.set_num_threads(1)
    all_x, all_y = map(torch.from_numpy, cars())

    def refit(n, seed):
        torch.manual_seed(seed)
        order = torch.randperm(len(all_x))
        learn, held = order[72 : 72 + n], order[:72]
        x, y = all_x[learn], all_y[learn]
        mean, spread = x.mean(0), x.std(0, correction=0).clamp_min(1e-6)
        x, seen = (x - mean) / spread, (all_x[held] - mean) / spread
        layers = [torch.nn.Linear(9, 64), torch.nn.ReLU(), torch.nn.Linear(64, 64), torch.nn.ReLU()]
        model = torch.nn.Sequential(*layers, torch.nn.Linear(64, 1))
        optimizer = torch.optim.Adam(model.parameters(), eps=1e-7)
        batch = min(32, n)
        for _ in range(1000 // -(-n // batch)):
            for rows in torch.randperm(n).split(batch):
                optimizer.zero_grad()
                torch.nn.functional.mse_loss(model(x[rows]), y[rows]).backward()
                optimizer.step()
        with torch.no_grad():
            return (model(seen) - all_y[held]).abs().mean().item()

    for _ in range(EPOCHS):
        began = time.perf_counter()
        errors = [statistics.mean(refit(n, seed) for seed in range(20)) for n in SIZES]
        tell(time.perf_counter() - began, errors[-1])


def run_jax(job, weights, scan=False):
    os.environ["JAX_PLATFORMS"] = "cpu"
    import jax
    import jax.numpy as jnp

    widths, batch_size = JOBS[job]
    x, y = samples(job, weights)
    flat = [jnp.asarray(tensor) for tensor in parameters_of(weights)]
    activation = jnp.tanh if job == "small" else jax.nn.relu
    alpha = RATE.get(job, 0.001)

    def convolved(x, kernel, bias):
        axes, square = ("NHWC", "HWIO", "NHWC"), (1, 2, 2, 1)
        z = jax.lax.conv_general_dilated(x, kernel, (1, 1), "VALID", dimension_numbers=axes)
        z = activation(z + bias)
        return jax.lax.reduce_window(z, -jnp.inf, jax.lax.max, square, square, "VALID")

    def loss_of(parameters, x, y):
        if job == "cnn":
            x = x.reshape(-1, 28, 28, 1)
            x = convolved(convolved(x, *parameters[:2]), *parameters[2:4]).reshape(len(x), -1)
            parameters = parameters[4:]
        for index in range(0, len(parameters) - 2, 2):
            x = activation(x @ parameters[index] + parameters[index + 1])
        z = x @ parameters[-2] + parameters[-1]
        if job == "autoencoder":
            return jnp.mean((jax.nn.sigmoid(z) - y) ** 2)
        own = jnp.take_along_axis(jax.nn.log_softmax(z), y[:, None].astype(int), axis=1)
        return -jnp.mean(own)

    def adamax(w, g, m, v, t):
        m = 0.9 * m + 0.1 * g
        v = jnp.maximum(0.999 * v, jnp.abs(g))
        return w - alpha / (1 - 0.9**t) * m / (v + 1e-7), m, v

    def adam(w, g, m, v, t):
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        rate = alpha * jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
        return w - rate * m / (jnp.sqrt(v) + 1e-7), m, v

    update = adamax if job == "autoencoder" else adam

    def step(state, t, x, y):
        loss, gradients = jax.value_and_grad(loss_of)([w for w, _, _ in state], x, y)
        return [update(w, g, m, v, t) for (w, m, v), g in zip(state, gradients)], loss

    by_step = jax.jit(step)
    whole = len(x) // batch_size
    rest = len(x) - whole * batch_size
    in_batches = [a[: whole * batch_size].reshape(whole, batch_size, *a.shape[1:]) for a in (x, y)]
    short = [a[whole * batch_size :] for a in (x, y)]

    @jax.jit
    def by_epoch(state, t, in_batches, short):
        def one(carried, batch):
            state, t = carried
            state, loss = step(state, t + 1.0, *batch)
            return (state, t + 1.0), loss * batch_size

        (state, t), losses = jax.lax.scan(one, (state, t), in_batches)
        total = jnp.sum(losses)
        if rest:
            t += 1.0
            state, loss = step(state, t, *short)
            total += loss * rest
        return state, t, total

    if scan:
        in_batches, short = jax.device_put(in_batches), jax.device_put(short)
    state, t = [(w, jnp.zeros_like(w), jnp.zeros_like(w)) for w in flat], 0.0
    for _ in range(EPOCHS):
        began = time.perf_counter()
        for _ in range(PASSES.get(job, 1)):
            total = 0.0
            if scan:
                state, t, total = by_epoch(state, t, in_batches, short)
                total = float(total)
                continue
            for first in range(0, len(x), batch_size):
                rows = slice(first, first + batch_size)
                t += 1.0
                state, loss = by_step(state, t, x[rows], y[rows])
                total += float(loss) * len(x[rows])
        tell(time.perf_counter() - began, total / len(x))


def run_jax_scan(job, weights):
    run_jax(job, weights, scan=True)


def run_keras(job, weights):
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import keras

    widths, batch_size = JOBS[job]
    x, y = samples(job, weights)
    model = keras.Sequential([keras.Input((widths[0],))])
    if job == "cnn":
        model.add(keras.layers.Reshape((28, 28, 1)))
        for filters in (8, 16):
            model.add(keras.layers.Conv2D(filters, 3, activation="relu"))
            model.add(keras.layers.MaxPooling2D(2))
        model.add(keras.layers.Flatten())
        widths = widths[1:]
    for units in widths[1:-1]:
        model.add(keras.layers.Dense(units, "tanh" if job == "small" else "relu"))
    rate = RATE.get(job, 0.001)
    if job == "autoencoder":
        last, loss, optimizer = "sigmoid", "mse", keras.optimizers.Adamax(rate)
    else:
        y, last = keras.utils.to_categorical(y, widths[-1]), "softmax"
        loss, optimizer = "categorical_crossentropy", keras.optimizers.Adam(rate)
    model.add(keras.layers.Dense(widths[-1], last))
    model.set_weights(parameters_of(weights))
    model.compile(optimizer=optimizer, loss=loss)
    for _ in range(EPOCHS):
        began = time.perf_counter()
        passes = PASSES.get(job, 1)
        history = model.fit(x, y, batch_size, epochs=passes, shuffle=False, verbose=0)
        tell(time.perf_counter() - began, history.history["loss"][-1])


TRAIN = {
    "JAX, jit": run_jax,
    "JAX, scan over the epoch": run_jax_scan,
    "torch.compile": run_torch_compile,
    "PyTorch": run_pytorch,
    "PyTorch, bf16": run_torch_bf16,
    "Keras on TensorFlow": run_keras,
}
# Who takes part in a job, beside handson.
PEERS = {job: TRAIN for job in JOBS}
PEERS |= {"shifts": {"PyTorch": run_shifts}, "refits": {"PyTorch": run_refits}}


def handson(job, weights, precision="f32"):
    if job in ("small", "shifts", "refits"):
        bench = ["cargo", "bench", "--quiet", "--manifest-path", ROOT / "Cargo.toml"]
        return [*bench, "--bench", job]
    command = [os.environ.get("HANDSON", ROOT / "target" / "release" / "handson"), "train"]
    command += ["classifier", "--layers", LAYERS] if job == "cnn" else [job]
    command += ["--json", "--epochs", str(EPOCHS), "--batch-size", str(JOBS[job][1])]
    return command + ["--no-shuffle", "--init", weights, "--slots", "off", "--precision", precision]


def epochs_of(lines):
    """Seconds and loss of every epoch that a process has told of."""
    for line in map(json.loads, lines):
        if line.get("event", "epoch") == "epoch":
            yield line["seconds"], line["loss"]


def main(job, turns, chosen):
    here = [sys.executable, __file__, "--peer"]
    seconds, losses = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        weights = os.path.join(folder, "first.safetensors")
        if job == "small":
            subprocess.run([*handson(job, weights), "--", folder], check=True, stdout=subprocess.DEVNULL)
        elif job == "shifts":
            weights = str(ROOT / "data" / "classifier.safetensors")
        elif job != "refits":
            first_weights(weights, job)
        commands = {"handson": handson(job, weights)}
        if job in JOBS and job != "small":
            commands["handson, bf16"] = handson(job, weights, "bf16")
        commands |= {name: [*here, name, job, weights] for name in PEERS[job] if name.startswith(chosen)}
        for turn in range(turns):
            for name, command in commands.items():
                run = subprocess.run(command, capture_output=True, text=True, check=False)
                if run.returncode:
                    sys.exit(f"{name} failed:\n{run.stderr}")
                epochs = list(epochs_of(run.stdout.splitlines()))
                seconds.setdefault(name, []).append(statistics.mean(s for s, _ in epochs[1:]))
                losses[name] = epochs[-1][1]
                print(f"turn {turn + 1}: {name} {seconds[name][-1]:.3g} s", file=sys.stderr)
    own = seconds["handson"]
    passes = f" of {PASSES[job]} passes" if job in PASSES else ""
    print(f"| {job} | s an epoch{passes}, median of {turns} | from - to | times handson | loss |")
    print("| --- | --- | --- | --- | --- |")
    for name, all_of in seconds.items():
        times = statistics.median(theirs / ours for theirs, ours in zip(all_of, own))
        cells = [f"{statistics.median(all_of):.3g}", f"{min(all_of):.3g} - {max(all_of):.3g}"]
        print(f"| {name} | {' | '.join(cells)} | {times:.1f} | {losses[name]:.5f} |")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--peer", name, job, weights]:
            PEERS[job][name](job, weights)
        case rest:
            job = next((word for word in rest if word in PEERS), "autoencoder")
            turns = next((int(word) for word in rest if word.isdigit()), 5)
            chosen = tuple(word for word in rest if word not in PEERS and not word.isdigit())
            main(job, turns, chosen or ("",))
