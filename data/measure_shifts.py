#!/usr/bin/env python3
"""Measures what helps against shifted digits, and writes it to the group `shifts` of measured.toml.

    pip install torch==2.15.0 numpy==2.4.6 safetensors==0.8.0 zstandard==0.25.0
    python3 data/measure_shifts.py

A convolutional network has no trainer in the course yet, so PyTorch trains this one: 8 kernels of
3 x 3, pooling, 16 of 3 x 3, pooling, 64 nodes, 10 (Adam, batches of 128, 3 epochs, digits as they
come). Beside it the course's dense classifier, 784-128-64-10, on digits that are shifted anew in every
epoch by up to 2 pixels to each side (10 epochs). Glorot-uniform kernels, zero biases. Two seeds; every
test digit. `dense` is the classifier that ships.

    *_axis, *_diagonal    the share read rightly, shifted by 0 to 4 pixels: the mean over seeds and the
                          four directions
    *_noise               the same with 10% of the pixels made black or white
    *_parameters          weights and biases

It takes five minutes on two cores.
"""

import datetime
import pathlib

import numpy as np
import safetensors.torch
import torch
import zstandard
from torch import nn

HERE = pathlib.Path(__file__).parent
SEEDS = 2
AXIS = [(0, 1), (0, -1), (1, 0), (-1, 0)]
DIAGONAL = [(1, 1), (1, -1), (-1, 1), (-1, -1)]


def unpacked(name, header):
    packed = (HERE / f"{name}.zst").read_bytes()
    raw = zstandard.ZstdDecompressor().decompressobj().decompress(packed)
    return torch.from_numpy(np.frombuffer(raw, np.uint8, offset=header).copy())


def digits(part):
    images = unpacked(f"{part}-images-idx3-ubyte", 16).reshape(-1, 28, 28).float() / 255
    return images, unpacked(f"{part}-labels-idx1-ubyte", 8).long()


def shifted(images, down, right):
    """The same pictures, moved; what leaves them is lost."""
    moved = torch.zeros_like(images)
    rows, columns = ([max(0, by), 28 + min(0, by)] for by in (down, right))
    moved[:, rows[0] : rows[1], columns[0] : columns[1]] = images[
        :, rows[0] - down : rows[1] - down, columns[0] - right : columns[1] - right
    ]
    return moved


def glorot(model):
    for layer in model:
        if isinstance(layer, (nn.Linear, nn.Conv2d)):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
    return model


def dense():
    layers = [nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU()]
    return glorot(nn.Sequential(*layers, nn.Linear(64, 10)))


def cnn():
    layers = [nn.Unflatten(1, (1, 28)), nn.Conv2d(1, 8, 3), nn.ReLU(), nn.MaxPool2d(2)]
    layers += [nn.Conv2d(8, 16, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    return glorot(nn.Sequential(*layers, nn.Linear(400, 64), nn.ReLU(), nn.Linear(64, 10)))


def anew(images):
    """Every picture shifted by up to 2 pixels to each side."""
    by, out = torch.randint(-2, 3, (len(images), 2)), torch.zeros_like(images)
    for down in range(-2, 3):
        for right in range(-2, 3):
            at = (by == torch.tensor([down, right])).all(1)
            out[at] = shifted(images[at], down, right)
    return out


def trained(make, epochs, seed, augment=lambda images: images):
    torch.manual_seed(seed)
    model, (images, labels) = make(), digits("train")
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001, eps=1e-7)
    for _ in range(epochs):
        seen = augment(images)
        for rows in torch.randperm(len(images)).split(128):
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(seen[rows]), labels[rows]).backward()
            optimizer.step()
    return model.eval()


def shipped():
    """The classifier of the course, in the layers of `dense`."""
    model, weights = dense(), safetensors.torch.load_file(HERE / "classifier.safetensors")
    linears = [layer for layer in model if isinstance(layer, nn.Linear)]
    for layer, name in zip(linears, ("dense", "dense_1", "dense_2")):
        layer.weight.data = weights[f"{name}/kernel"].T.contiguous()
        layer.bias.data = weights[f"{name}/bias"]
    return [model.eval()]


@torch.no_grad()
def right(model, images, labels):
    answers = torch.cat([model(rows).argmax(1) for rows in images.split(1000)])
    return (answers == labels).float().mean().item()


def along(model, test, directions):
    images, labels = test
    at = lambda by, way: right(model, shifted(images, by * way[0], by * way[1]), labels)
    return [float(np.mean([at(by, way) for way in directions])) for by in range(5)]


def noisy(images):
    drawn = torch.Generator().manual_seed(0)
    hit = torch.rand(images.shape, generator=drawn) < 0.1
    white = torch.rand(images.shape, generator=drawn) < 0.5
    return torch.where(hit, white.float(), images)


def main():
    test = digits("t10k")
    out = f"\n# data/measure_shifts.py on {datetime.date.today()}; PyTorch {torch.__version__}, "
    out += f"seed 0 to {SEEDS - 1}\n[shifts]\nseeds = {SEEDS}\n"
    each_seed = lambda *how: [trained(*how[:2], seed, *how[2:]) for seed in range(SEEDS)]
    for name, models in [
        ("dense", shipped()),
        ("augmented", each_seed(dense, 10, anew)),
        ("cnn", each_seed(cnn, 3)),
    ]:
        series = lambda ways: np.mean([along(model, test, ways) for model in models], axis=0)
        for side, ways in (("axis", AXIS), ("diagonal", DIAGONAL)):
            out += f"{name}_{side} = [{', '.join(f'{share:.4g}' for share in series(ways))}]\n"
        noise = np.mean([right(model, noisy(test[0]), test[1]) for model in models])
        out += f"{name}_noise = {noise:.4g}\n"
        out += f"{name}_parameters = {sum(part.numel() for part in models[0].parameters())}\n"
        print(out, flush=True)
    target = HERE / "measured.toml"
    pieces = target.read_text(encoding="utf-8").split("\n\n")
    others = [piece.strip("\n") for piece in pieces if "[shifts]" not in piece]
    target.write_text("\n\n".join([*others, out.strip("\n")]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
