#!/usr/bin/env python3
"""A class that comes at once: from each start to its first frame, and what a reader's key waits meanwhile.

    benches/class_starts.py BINARY [--sessions 50] [--seconds 10] [--training 2] [--step 09:train]

Some learners train on all cores. A reader, who was there before, turns a knob all the time. Then the class
starts, one session after the other, evenly over --seconds. Each is a course on a terminal of its own that
answers what it is asked at once. Timed is from the start of the process to the arrival of the bytes after
which the whole first frame stands there, and from the reader's key to the first byte of its repaint.
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

# What ends a first frame: the last row names the way out.
DRAWN = b"leave"
# The question that every terminal answers, and an answer.
ASKED, ANSWER = b"\x1b[c", b"\x1b[?62;22c"
# A reader presses a key so often, in seconds; after so many nothing is waited for.
EACH, LATE = 0.07, 2.0


class Session:
    def __init__(self, binary, folder, learner, step):
        self.began = time.monotonic()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(
                TERM="xterm-256color",
                LANG="C.UTF-8",
                HOME=folder,
                XDG_CACHE_HOME=os.path.join(folder, "cache"),
                TMPDIR=os.path.join(folder, "tmp"),
            )
            own = ["--state", os.path.join(folder, "state"), "--slots", os.path.join(folder, "slots")]
            os.execv(binary, [binary, *own, "--learner", learner, "open", step])
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.seen, self.drawn, self.pressed, self.waits = b"", None, None, []

    def hear(self, now):
        try:
            came = os.read(self.fd, 1 << 16)
        except OSError:
            raise SystemExit("a session ended before its time")
        if ASKED in came:
            os.write(self.fd, ANSWER)
        if self.drawn is None:
            self.seen += came
            if DRAWN in self.seen:
                self.drawn = now - self.began
        if self.pressed is not None:
            self.waits.append(now - self.pressed)
            self.pressed = None

    def press(self, key):
        os.write(self.fd, key)
        self.pressed = time.monotonic()


def listen(sessions, until):
    """Hears what the sessions draw until a time."""
    by_fd = {session.fd: session for session in sessions}
    while (left := until - time.monotonic()) > 0:
        ready = select.select(by_fd, [], [], left)[0]
        now = time.monotonic()
        for fd in ready:
            by_fd[fd].hear(now)


def quantile(values, q):
    values = sorted(values)
    return values[min(len(values) - 1, int(q * len(values)))]


def main():
    flags = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    flags.add_argument("binary")
    flags.add_argument("--sessions", type=int, default=50)
    flags.add_argument("--seconds", type=float, default=10)
    flags.add_argument("--training", type=int, default=2)
    flags.add_argument("--step", default="09:train")
    asked = flags.parse_args()
    binary, folder = os.path.abspath(asked.binary), tempfile.mkdtemp(prefix="class-starts-")
    os.mkdir(os.path.join(folder, "tmp"))
    sessions = []

    def start(learner, step):
        sessions.append(Session(binary, folder, learner, step))
        return sessions[-1]

    try:
        for n in range(asked.training):
            trains = start(f"trains{n}", "09:train")
            listen(sessions, time.monotonic() + 2)
            os.write(trains.fd, b" ")
        reader = start("reader", "04:mean")
        listen(sessions, time.monotonic() + 3)
        class_begins = len(sessions)
        began = time.monotonic()
        presses, alone = 0, []
        for title in ["nobody comes", "the class comes"]:
            began, reader.waits, reader.pressed = time.monotonic(), [], None
            for turn in range(int(asked.seconds / EACH)):
                due = began + turn * EACH
                come = len(sessions) - class_begins
                if title != "nobody comes" and come < asked.sessions * turn * EACH / asked.seconds:
                    start(f"s{come}", asked.step)
                listen(sessions, due)
                if reader.pressed is None or time.monotonic() - reader.pressed > LATE:
                    # To and fro, so that no end is reached.
                    reader.press(b"-" if presses // 3 % 2 else b"+")
                    presses += 1
            listen(sessions, time.monotonic() + LATE)
            waits = [1000 * wait for wait in reader.waits]
            p50, p99 = quantile(waits, 0.5), quantile(waits, 0.99)
            print(
                f"{title:<16} a reader's key, {len(waits)} times: median {p50:.1f} ms, 99th percentile {p99:.1f},"
                f" at most {max(waits):.1f}",
                flush=True,
            )
        listen(sessions, time.monotonic() + 3)
        came = sessions[class_begins:]
        frames = [session.drawn for session in came if session.drawn is not None]
        print(
            f"{len(came)} starts in {asked.seconds:.0f} s, {len(frames)} drawn: median {quantile(frames, 0.5):.3f} s,"
            f" 99th percentile {quantile(frames, 0.99):.3f}, at most {max(frames):.3f}"
        )
    finally:
        for session in sessions:
            os.kill(session.pid, signal.SIGKILL)
        for session in sessions:
            os.close(session.fd)
            os.waitpid(session.pid, 0)
        shutil.rmtree(folder, ignore_errors=True)


main()
