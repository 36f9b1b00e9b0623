"""Digits to codes and codes to digits, in handson and in PyTorch: the same weights on the same
digits, taking turns on the same machine.

    pip install -r benches/peers/requirements.txt
    cargo build --release
    python benches/peers/codes.py [turns] [digits]

handson's time is that of the whole process, from the file it reads to the file it writes, of which
what a process with one digit takes is not taken off. PyTorch's is of `encoder(x)` and `decoder(x)` in
batches of 256 alone, under `torch.no_grad()`, after one round that is not counted; and once more with
its files: pixels read from IDX and scaled, codes and pixels written. Printed are the medians over all
turns, in digits a second, and how often handson's time PyTorch took in the same turn.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from peers import ROOT, tensors, unpacked

BATCH = 256
WEIGHTS = ROOT / "data" / "autoencoder.safetensors"
HANDSON = os.environ.get("HANDSON", ROOT / "target" / "release" / "handson")
JOBS = ["compress", "decompress"]


def idx(path, digits):
    """MNIST's training digits, over and over, as an IDX file of so many."""
    import numpy as np

    pixels = unpacked("train-images-idx3-ubyte", 16).reshape(-1, 784)
    head = b"".join(number.to_bytes(4, "big") for number in [0x0803, digits, 28, 28])
    with open(path, "wb") as file:
        file.write(head)
        for first in range(0, digits, len(pixels)):
            file.write(np.ascontiguousarray(pixels[: digits - first]).tobytes())


def halves():
    """Encoder and decoder; the file has the tensors of a layer side by side, in the order of names."""
    import torch

    parameters, layers = list(tensors(WEIGHTS)), []
    for index, (bias, kernel) in enumerate(zip(parameters[::2], parameters[1::2])):
        linear = torch.nn.Linear(*kernel.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(kernel.T.copy()))
            linear.bias.copy_(torch.from_numpy(bias))
        layers.append([linear, torch.nn.Sigmoid() if index == 5 else torch.nn.ReLU()])
    return [torch.nn.Sequential(*sum(half, [])) for half in (layers[:3], layers[3:])]


def run_pytorch(file):
    import numpy as np
    import torch

    encoder, decoder = halves()

    def through(model, x):
        with torch.no_grad():
            began = time.perf_counter()
            out = [model(rows) for rows in x.split(BATCH)]
            return torch.cat(out), time.perf_counter() - began

    def read():
        pixels = np.fromfile(file, np.uint8, offset=16).reshape(-1, 784)
        return torch.from_numpy(pixels.astype(np.float32) / 255)

    def write(numbers):
        with tempfile.TemporaryFile() as out:
            out.write(numbers.tobytes())

    through(decoder, through(encoder, read()[: 100 * BATCH])[0])
    began = time.perf_counter()
    codes, encoded = through(encoder, read())
    write(codes.numpy())
    compressed = time.perf_counter() - began
    began = time.perf_counter()
    pixels, decoded = through(decoder, codes)
    write((pixels.numpy() * 255 + 0.5).astype(np.uint8))
    decompressed = time.perf_counter() - began
    told = {"compress": [encoded, compressed], "decompress": [decoded, decompressed]}
    print(json.dumps(told))


def timed(command):
    began = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - began


def main(turns, digits):
    seconds = {(job, who): [] for job in JOBS for who in ("handson", "model", "files")}
    with tempfile.TemporaryDirectory() as folder:
        at = {name: os.path.join(folder, name) for name in ("digits", "codes", "again")}
        idx(at["digits"], digits)
        for _ in range(turns):
            own = {
                "compress": timed([HANDSON, "compress", at["digits"], "-o", at["codes"]]),
                "decompress": timed([HANDSON, "decompress", at["codes"], "-o", at["again"]]),
            }
            peer = [sys.executable, __file__, "--peer", at["digits"]]
            told = json.loads(subprocess.run(peer, capture_output=True, check=True).stdout)
            for job in JOBS:
                seconds[job, "handson"].append(own[job])
                for who, theirs in zip(("model", "files"), told[job]):
                    seconds[job, who].append(theirs)
    print(f"| {digits:,} digits, medians of {turns} | digits a second | times handson |")
    print("| --- | --- | --- |")
    names = {"handson": "handson {}", "model": "PyTorch, {} alone", "files": "PyTorch, {} and files"}
    for job in JOBS:
        half = {"compress": "encoder(x)", "decompress": "decoder(x)"}[job]
        for who, name in names.items():
            of = seconds[job, who]
            times = statistics.median(a / b for a, b in zip(of, seconds[job, "handson"]))
            name = name.format(job if who == "handson" else half)
            print(f"| {name} | {digits / statistics.median(of):,.0f} | {times:.1f} |")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--peer", file]:
            run_pytorch(file)
        case rest:
            main(*(list(map(int, rest)) + [5, 60_000][len(rest) :]))
