#!/usr/bin/env python3
"""Trains the models that the lessons quote and writes what they reach to data/measured.toml.

    cargo build --release
    python3 data/measure.py target/release/handson

Each group is one run of `handson train ... --json`, with its defaults and seed 0: the losses and
accuracies of its last epoch. Lessons read them by `measured("ae.val_loss")`; a test holds every
claim that they make to this file.
"""

import datetime
import json
import pathlib
import subprocess
import sys

RUNS = {
    "ae": ["autoencoder"],
    "classifier": ["classifier"],
    "regression": ["regression"],
}
KEPT = ["loss", "val_loss", "accuracy", "val_accuracy", "val_mae"]


def last_epoch(lines):
    events = [json.loads(line) for line in lines if line.strip()]
    epochs = [event for event in events if event["event"] == "epoch"]
    done = [event for event in events if event["event"] == "done"]
    if not epochs or not done:
        sys.exit("the run did not come to its end")
    return epochs[-1], done[-1]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    today = datetime.date.today().isoformat()
    out = [f"# Written by data/measure.py on {today}; do not edit by hand.\n"]
    for group, arguments in RUNS.items():
        arguments = ["train", *arguments, "--seed", "0", "--json"]
        run = subprocess.run(
            [sys.argv[1], *arguments], check=True, capture_output=True, text=True
        )
        epoch, done = last_epoch(run.stdout.splitlines())
        out.append(f"\n# handson {' '.join(arguments)}\n[{group}]\n")
        out.append(f"epochs = {done['epochs']}\nparameters = {done['parameters']}\n")
        for name in KEPT:
            if epoch.get(name) is not None:
                out.append(f"{name} = {epoch[name]:.6g}\n")
    target = pathlib.Path(__file__).with_name("measured.toml")
    target.write_text("".join(out), encoding="utf-8")
    print("".join(out), end="")


if __name__ == "__main__":
    main()
