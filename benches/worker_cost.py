#!/usr/bin/env python3
"""What a worker costs: the same training in the course's process and in a worker on the same host.

    benches/worker_cost.py BINARY [EPOCHS]

Alternately, three times each: seconds on the clock, and of the processors in both processes together,
which other work on the machine disturbs less. Wants a quiet machine all the same: checkpoints are
asked for by the clock, ten a second, so that slow training pays for more of them.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time

BINARY = os.path.abspath(sys.argv[1])
EPOCHS = sys.argv[2] if len(sys.argv) > 2 else "5"


def run(in_a_worker):
    with tempfile.TemporaryDirectory() as folder:
        spent = os.path.join(folder, "spent")
        command = [BINARY, "--plain", "--state", folder, "--slots", "off"]
        if in_a_worker:
            timed = f"TIMEFORMAT=\"%U %S\"; time {BINARY} worker --slots off"
            command += ["--worker", f"bash -c '{timed}' 2>{spent}"]
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        subprocess.run(
            [*command, "open", "09:train"],
            input=f"train {EPOCHS} epochs\n",
            text=True,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        took, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        processors = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        while in_a_worker and not (os.path.exists(spent) and os.path.getsize(spent)):
            time.sleep(0.1)
        if in_a_worker:
            with open(spent) as file:
                processors += sum(map(float, file.read().split()[-2:]))
        return took, processors


for _ in range(3):
    for place, in_a_worker in [("here", False), ("worker", True)]:
        took, processors = run(in_a_worker)
        print(f"{place:<8}{took:8.2f} s{processors:8.2f} s of the processors", flush=True)
