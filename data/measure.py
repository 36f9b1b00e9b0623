#!/usr/bin/env python3
"""Trains the models that the lessons quote and writes what they reach to data/measured.toml.

    cargo build --release
    python3 data/measure.py target/release/handson

Each group is `handson train ... --json`, with its defaults but for what its comment says. Lessons
read a number by `measured("ae.val_loss")`, and one of a series by its epoch, from 1:
`measured("ae.val_loss_most", 9)`. A test holds every claim that they make to this file.

    loss, val_loss, accuracy, ...   of the last epoch, seed 0
    val_loss_least, val_loss_most   of each epoch, over the seeds; loss_least, loss_most likewise

It takes a quarter of an hour on two cores. The same seed, threads and instruction set give the same
numbers; elsewhere they may differ in their last digits.
"""

import datetime
import json
import pathlib
import subprocess
import sys

SEEDS = 3
KEPT = ["loss", "val_loss", "accuracy", "val_accuracy", "val_mae"]


def through(middle, activation="relu"):
    """An autoencoder with another middle, as the lab builds it."""
    layers = f"128 relu, 64 relu, {middle} {activation}, 64 relu, 128 relu, 784 sigmoid"
    return ["--layers", layers]


SHORT = ["--epochs", "4"]
# The name of a group, the arguments of its runs, and how many seeds it has.
RUNS = [
    ("ae", ["autoencoder"], SEEDS),
    ("ae-holdout", ["autoencoder", "--holdout", "10000"], 1),
    ("ae-batch-128", ["autoencoder", *SHORT, "--batch-size", "128"], SEEDS),
    ("ae-batch-64", ["autoencoder", *SHORT, "--batch-size", "64"], SEEDS),
    ("ae-rate-002", ["autoencoder", *SHORT, "--learning-rate", "0.002"], SEEDS),
    ("ae-rate-005", ["autoencoder", *SHORT, "--learning-rate", "0.005"], SEEDS),
    ("ae-rate-1", ["autoencoder", *SHORT, "--learning-rate", "0.1"], SEEDS),
    ("ae-adam", ["autoencoder", *SHORT, "--optimizer", "adam"], SEEDS),
    (
        "ae-adam-002",
        ["autoencoder", *SHORT, "--optimizer", "adam", "--learning-rate", "0.002"],
        SEEDS,
    ),
    ("ae-16", ["autoencoder", *through(16)], SEEDS),
    ("ae-8", ["autoencoder", *through(8)], SEEDS),
    ("ae-64", ["autoencoder", *through(64)], SEEDS),
    ("ae-2", ["autoencoder", *through(2, "linear")], 1),
    ("classifier", ["classifier"], 1),
    ("regression", ["regression"], 1),
]


def run(program, arguments, seed):
    """One run: how it began, its epochs, how it ended."""
    command = [program, "train", *arguments, "--seed", str(seed), "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    events = [json.loads(line) for line in done.stdout.splitlines() if line.strip()]
    named = {name: [e for e in events if e["event"] == name] for name in ("begin", "epoch", "done")}
    if not all(named.values()):
        sys.exit(f"the run did not come to its end: {' '.join(command)}")
    return named["begin"][0], named["epoch"], named["done"][0]


def series(name, runs, pick):
    """The least or the greatest of all seeds, epoch by epoch."""
    rows = zip(*([epoch[name] for epoch in epochs] for _, epochs, _ in runs))
    return ", ".join(f"{pick(row):.6g}" for row in rows)


def group(program, name, arguments, seeds):
    runs = [run(program, arguments, seed) for seed in range(seeds)]
    begin, epochs, done = runs[0]
    said = " ".join(f'"{word}"' if " " in word else word for word in arguments)
    to = f" to {seeds - 1}" if seeds > 1 else ""
    version, threads = begin["version"], begin["settings"]["threads"]
    out = [
        f"\n# handson {version} train {said} --json; seed 0{to}; {threads} threads\n[{name}]\n",
        f"seeds = {seeds}\nepochs = {done['epochs']}\nparameters = {done['parameters']}\n",
    ]
    out += [f"{key} = {epochs[-1][key]:.6g}\n" for key in KEPT if epochs[-1].get(key) is not None]
    if name.startswith("ae"):
        for key in ("loss", "val_loss"):
            out.append(f"{key}_least = [{series(key, runs, min)}]\n")
            out.append(f"{key}_most = [{series(key, runs, max)}]\n")
    return "".join(out)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    today = datetime.date.today().isoformat()
    out = [f"# Written by data/measure.py on {today}; do not edit by hand.\n"]
    for name, arguments, seeds in RUNS:
        out.append(group(sys.argv[1], name, arguments, seeds))
        print(out[-1], end="", flush=True)
    target = pathlib.Path(__file__).with_name("measured.toml")
    target.write_text("".join(out), encoding="utf-8")


if __name__ == "__main__":
    main()
