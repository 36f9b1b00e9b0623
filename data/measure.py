#!/usr/bin/env python3
"""Trains the models that the lessons quote and writes what they reach to data/measured.toml.

    cargo build --release
    python3 data/measure.py target/release/handson
    python3 data/measure.py target/release/handson classifier-holdout homework

With names of groups only these are measured, and the others stay as they are. Each group is `handson train ... --json`, with its defaults but for what its comment says. Lessons
read a number by `measured("ae.val_loss")`, and one of a series by its epoch, from 1:
`measured("ae.val_loss_most", 9)`. A test holds every claim that they make to this file.

    loss, val_loss, accuracy, ...   of the last epoch, seed 0
    val_loss_least, val_loss_most   of each epoch, over the seeds; loss_least, loss_most likewise,
                                    and for a classifier val_accuracy_least, val_accuracy_most
    val_mae_mean                    of the last epoch, over 20 draws of the cars held out

The group `shifts` is measured by data/measure_shifts.py, and stays as it is here.

The group `ensemble` is ten classifiers and their mean, by `handson class --vote`.

The group `homework` is `handson homework --json`: the least and the most over its seeds.

It takes a quarter of an hour on two cores. The same seed, threads and instruction set give the same
numbers; elsewhere they may differ in their last digits.
"""

import datetime
import json
import pathlib
import subprocess
import sys
import tempfile

SEEDS = 3
# Draws of the cars that are held out: 78 of them say little, and differ much.
DRAWS = 20
KEPT = ["loss", "val_loss", "accuracy", "val_accuracy", "val_top2_accuracy", "val_mae"]
# The series of a group, by what its model is.
SERIES = {
    "autoencoder": ["loss", "val_loss"],
    "classifier": ["val_accuracy", "val_top2_accuracy"],
    "regression": [],
}


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
    # Without hidden layers: 32 numbers, and the picture of them; as it is, and through a sigmoid.
    ("ae-linear", ["autoencoder", "--layers", "32 linear, 784 linear"], SEEDS),
    ("ae-sigmoid", ["autoencoder", "--layers", "32 linear, 784 sigmoid"], SEEDS),
    ("classifier", ["classifier"], SEEDS),
    ("classifier-bf16", ["classifier", "--precision", "bf16"], SEEDS),
    ("classifier-holdout", ["classifier", "--holdout", "10000"], SEEDS),
    ("classifier-linear", ["classifier", "--holdout", "10000", "--layers", "10 softmax"], 1),
    ("regression", ["regression"], 1),
    ("regression-draws", ["regression"], DRAWS),
    (
        "plane-draws",
        ["regression", "--layers", "1 linear", "--learning-rate", "0.1", "--epochs", "200"],
        DRAWS,
    ),
]

# Groups that another script measures.
ELSEWHERE = ["shifts"]


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
    for key in SERIES[arguments[0]]:
        out.append(f"{key}_least = [{series(key, runs, min)}]\n")
        out.append(f"{key}_most = [{series(key, runs, max)}]\n")
    if seeds == DRAWS:
        last = [epochs[-1]["val_mae"] for _, epochs, _ in runs]
        out.append(f"val_mae_mean = {sum(last) / len(last):.6g}\n")
    return "".join(out)


def homework(program, seeds):
    """What the homework comes to on the test digits."""
    runs = []
    for seed in range(seeds):
        command = [program, "homework", "--seed", str(seed), "--json"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        runs.append(json.loads(done.stdout))
    version, instructions = (runs[0]["settings"][key] for key in ("version", "instructions"))
    out = [f"\n# handson {version} homework --json; seed 0 to {seeds - 1}; {instructions}\n[homework]\n"]
    out.append(f"seeds = {seeds}\nparameters = {runs[0]['parameters']}\n")
    shares = [{**run, "sure_share": run["sure_errors"] / run["errors"]} for run in runs]
    for key in ("accuracy", "top2", "errors", "next_share", "sure_share", "mean_cost"):
        for name, pick in (("least", min), ("most", max)):
            out.append(f"{key}_{name} = {pick(run[key] for run in shares):.6g}\n")
    return "".join(out)


def ensemble(program, seeds):
    """Ten classifiers of the course, and the mean of their probabilities, on the test digits."""
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(seeds):
            save = f"{folder}/{seed}.safetensors"
            command = [program, "train", "classifier", "--seed", str(seed), "--threads", "1"]
            subprocess.run([*command, "--save", save], check=True, capture_output=True)
        command = [program, "class", folder, "--vote", "--json"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return ensemble_told(json.loads(done.stdout), seeds)


def ensemble_told(told, seeds):
    vote, each = told["vote"], [one["accuracy"] for one in told["classifiers"]]
    said = "handson train classifier --threads 1, then handson class --vote --json"
    out = [f"\n# {said}; seed 0 to {seeds - 1}\n[ensemble]\nvoters = {vote['voters']}\n"]
    out += [f"accuracy = {vote['accuracy']:.6g}\nwithin_two = {vote['within_two']:.6g}\n"]
    out += [f"alone_least = {min(each):.6g}\nalone_most = {max(each):.6g}\n"]
    out += [f"alone_mean = {sum(each) / len(each):.6g}\n"]
    out += [f"{key} = {told[key]}\n" for key in ("disagree", "wrong_in_any", "wrong_in_all")]
    return "".join(out)


def before(target):
    """The groups of the file as it is, by their names, each with its comment."""
    if not target.exists():
        return {}
    pieces = target.read_text(encoding="utf-8").split("\n\n")[1:]
    return {piece.split("[", 1)[1].split("]", 1)[0]: f"\n{piece.strip()}\n" for piece in pieces}


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program, only = sys.argv[1], sys.argv[2:]
    known = [name for name, _, _ in RUNS] + ["homework", "ensemble"]
    if unknown := set(only) - set(known):
        sys.exit(f"there is no group {', '.join(unknown)}; there are {', '.join(known)}")
    target = pathlib.Path(__file__).with_name("measured.toml")
    kept = before(target)
    today = datetime.date.today().isoformat()
    out = [f"# Written by data/measure.py on {today}; do not edit by hand.\n"]
    jobs = [(name, lambda job=job: group(program, *job)) for job in RUNS for name in job[:1]]
    jobs.append(("homework", lambda: homework(program, SEEDS)))
    jobs.append(("ensemble", lambda: ensemble(program, 10)))
    for name, measure in jobs:
        if only and name not in only:
            out.append(kept.get(name, ""))
            continue
        out.append(measure())
        print(out[-1], end="", flush=True)
    out += [kept.get(name, "") for name in ELSEWHERE]
    target.write_text("".join(out), encoding="utf-8")


if __name__ == "__main__":
    main()
