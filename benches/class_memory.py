#!/usr/bin/env python3
"""The memory of a class: what so many sessions on one host take together.

    benches/class_memory.py BINARY [--against BINARY] [--sessions 50] [--trained 20] [--running 2]

Each session is the course on a terminal of its own, at a step with digits. Measured is what the kernel
counts of all their processes: PSS (a page that n processes share counts for 1/n in each), what is
private to one, and anonymous memory (private, and on no file: what cannot be had again from the disk).
First all read; then --trained of them train for a while and pause, but for --running that go on.
"""

import argparse
import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import tempfile
import termios
import time

KEYS = ["Rss", "Pss", "Pss_Anon", "Pss_File", "Private_Clean", "Private_Dirty", "Anonymous"]


def spawn(binary, step, learner, folder):
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(
            TERM="xterm-256color",
            HOME=folder,
            XDG_CACHE_HOME=os.path.join(folder, "cache"),
            TMPDIR=os.path.join(folder, "tmp"),
        )
        slots = os.path.join(folder, "slots")
        state = os.path.join(folder, "state")
        os.execv(binary, [binary, "--state", state, "--learner", learner, "--slots", slots, "open", step])
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    return pid, fd


def pump(sessions, seconds):
    """Reads what the sessions draw, for so long."""
    end = time.monotonic() + seconds
    fds = [fd for _, fd in sessions]
    while (left := end - time.monotonic()) > 0:
        for fd in select.select(fds, [], [], left)[0]:
            try:
                os.read(fd, 1 << 16)
            except OSError:
                raise SystemExit("a session ended before its time")


def memory(pid):
    with open(f"/proc/{pid}/smaps_rollup") as file:
        rows = (line.split() for line in file)
        found = {row[0].rstrip(":"): int(row[1]) for row in rows if row[-1] == "kB"}
    return [found.get(key, 0) / 1024 for key in KEYS]


def told(title, sessions):
    each = [memory(pid) for pid, _ in sessions]
    total = dict(zip(KEYS, (sum(column) for column in zip(*each))))
    most = dict(zip(KEYS, (max(column) for column in zip(*each))))
    print(
        f"  {title:<28} PSS {total['Pss']:8.1f} MB in all ({total['Pss_Anon']:.1f} anonymous,"
        f" {total['Pss_File']:.1f} of files), {total['Pss'] / len(each):6.1f} each;"
        f" at most {most['Anonymous']:.1f} anonymous, {most['Rss']:.1f} resident",
        flush=True,
    )
    return total["Pss"]


def measure(binary, asked):
    print(binary, flush=True)
    folder = tempfile.mkdtemp(prefix="class-memory-")
    os.mkdir(os.path.join(folder, "tmp"))
    sessions = []
    try:
        for n in range(asked.sessions):
            sessions.append(spawn(binary, asked.step, f"s{n}", folder))
            pump(sessions, asked.between)
        pump(sessions, asked.settle)
        found = [told("all read", sessions)]
        if asked.trained:
            # A few at a time, each for as long: those who wait for a core have trained nothing.
            trained = sessions[: asked.trained]
            for n, (_, fd) in enumerate(trained):
                os.write(fd, b" ")
                pump(sessions, asked.train)
                if n < asked.trained - asked.running:
                    os.write(fd, b" ")
            pump(sessions, asked.settle)
            found.append(told(f"{asked.trained} trained, {asked.running} train", sessions))
        left = os.listdir(os.path.join(folder, "tmp"))
        print(f"  left in the temporary folder: {left or 'nothing'}", flush=True)
        return found
    finally:
        for pid, fd in sessions:
            os.kill(pid, signal.SIGTERM)
        for pid, fd in sessions:
            os.close(fd)
            os.waitpid(pid, 0)
        shutil.rmtree(folder, ignore_errors=True)


def main():
    flags = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    flags.add_argument("binary")
    flags.add_argument("--against")
    flags.add_argument("--sessions", type=int, default=50)
    flags.add_argument("--trained", type=int, default=20)
    flags.add_argument("--running", type=int, default=2)
    flags.add_argument("--step", default="09:train")
    flags.add_argument("--between", type=float, default=0.2, help="seconds between two starts")
    flags.add_argument("--settle", type=float, default=8, help="seconds before it is measured")
    flags.add_argument("--train", type=float, default=1, help="seconds that each trains")
    asked = flags.parse_args()
    ours = measure(os.path.abspath(asked.binary), asked)
    if asked.against:
        theirs = measure(os.path.abspath(asked.against), asked)
        ratios = ", ".join(f"{a / b:.3f}" for a, b in zip(ours, theirs))
        print(f"PSS of the first over the second: {ratios}")


main()
