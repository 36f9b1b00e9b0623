#!/usr/bin/env python3
"""From a key to its repaint, while both cores train.

    benches/keys.py BINARY [presses]

The course runs on a terminal of its own and `handson train` beside it, on all cores; keys are pressed one
after the other, each at another moment, and what comes is put on an emulated screen (`pip install pyte`). Timed
is from the key to the arrival of the bytes after which the value it changes stands there. An emulator is no
part of it: chunks are timed as they arrive, and drawn afterwards.
"""

import fcntl
import os
import pty
import re
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

import pyte

# Name, step, columns and rows, keys before and the seconds to wait for what they begin, the keys that are
# timed in turn, and what each changes on the screen.
CELL = r"\[ *[\d\\·.k]+\]"
SCENES = [
    ("11, matrix and digits", "11:train", (140, 45), " \r", 12, ["down", "right", "up", "left"], CELL),
    ("09, an epoch back", "09:ahead", (140, 45), " ", 14, ["-", "-", "+", "+"], r"moment +(\d+)"),
    ("10, a number turned", "10:knobs", (140, 45), "down", 2, ["+", "+", "+", "-"], r"value +(-?[\d.]+) "),
    ("10, a step on the way", "10:least", (140, 45), "", 2, ["+", "+", "-"], r"along +([\d.]+)"),
    ("10, the map moved", "10:map", (140, 45), "", 2, ["+", "+", "-"], r" x +(-?[\d.]+)"),
    ("10, the map zoomed", "10:map", (140, 45), "down down", 2, ["+", "-"], r"zoom +([\d.]+)"),
    ("12, ten bars", "12:clever", (140, 45), "", 2, ["+", "+", "-"], r"nth +(\d+)"),
    ("08, a prior moved", "08:prior", (140, 45), "", 2, ["+", "-"], r"adelie +(\d+)"),
]
# After so many seconds nothing is waited for: it counts as this.
LATE = 0.25
CODES = {"down": b"\x1b[B", "up": b"\x1b[A", "right": b"\x1b[C", "left": b"\x1b[D"}


def spawn(binary, step, size, folder):
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8", HOME=folder)
        state = os.path.join(folder, "state")
        os.execv(binary, [binary, "--state", state, "--slots", "off", "--remote=off", "open", step])
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    return pid, fd


class Seen:
    def __init__(self, fd, size, pattern):
        self.fd, self.pattern = fd, re.compile(pattern)
        self.screen = pyte.Screen(*size)
        self.stream = pyte.ByteStream(self.screen)

    def chunks(self, until):
        """What comes until then, and when each piece of it came."""
        while (left := until - time.perf_counter()) > 0:
            if select.select([self.fd], [], [], left)[0]:
                piece = os.read(self.fd, 1 << 16)
                yield time.perf_counter(), piece

    def pump(self, seconds):
        for _, piece in self.chunks(time.perf_counter() + seconds):
            self.stream.feed(piece)

    def value(self):
        for row, line in enumerate(self.screen.display):
            if found := self.pattern.search(line):
                return found.group(found.re.groups), row, found.start() if not found.re.groups else 0
        return None

    def timed(self, code):
        """Seconds from the key to the piece after which the value has changed; None if it never does."""
        self.pump(0.02)
        before = self.value()
        began = time.perf_counter()
        os.write(self.fd, code)
        pieces = list(self.chunks(began + LATE))
        took = None
        for at, piece in pieces:
            self.stream.feed(piece)
            if took is None and self.value() != before:
                took = at - began
        return took


def main(binary, presses):
    print(f"{'':24}{'keys':>6}{'p50':>8}{'p99':>8}{'most':>8}  ms")
    for name, step, size, keys, wait, timed, pattern in SCENES:
        with tempfile.TemporaryDirectory() as folder:
            args = ["train", "autoencoder", "--epochs", "1000", "--slots", "off", "--json"]
            load = subprocess.Popen([binary, *args], stdout=subprocess.DEVNULL)
            pid, fd = spawn(binary, step, size, folder)
            seen = Seen(fd, size, pattern)
            seen.pump(3)
            for key in keys.split() or list(keys):
                os.write(fd, CODES.get(key, key.encode()))
                seen.pump(0.3)
            seen.pump(wait)
            times, still = [], 0
            for press in range(presses):
                key = timed[press % len(timed)]
                took = seen.timed(CODES.get(key, key.encode()))
                times.append(1e3 * took if took is not None else 1e3 * LATE)
                still += took is None
                time.sleep(0.013 * (press % 7))
            os.kill(pid, 9)
            os.waitpid(pid, 0)
            os.close(fd)
            load.kill()
            load.wait()
        if still == presses:
            print(f"{name:24}nothing changed: {seen.value()}")
            print("\n".join(seen.screen.display))
            continue
        times.sort()
        p99 = times[round(0.99 * (len(times) - 1))]
        rest = f"  ({still} of them later than that, or never)" if still else ""
        print(f"{name:24}{len(times):6}{statistics.median(times):8.1f}{p99:8.1f}{times[-1]:8.1f}{rest}")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200)
