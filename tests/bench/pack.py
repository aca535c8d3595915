#!/usr/bin/python3
"""Memory a relation, and packed files: how large, how soon open, and what a command costs beside the same from JSON Lines.

Data of generate.c; made once under BUILD/bench. ROUNDS (5); QUICK=1: a tenth of the sizes.
"""
import os
import statistics
import subprocess

import measure
from measure import ENTENTE, FOLDER, ROUNDS, made, relations, seconds, spent

LESS = 10 if measure.QUICK else 1


def row(what, n, ours, unit, **more):
    measure.row(what, f"{n:,} relations", ours, unit, **more)


def packed(n):
    path = os.path.join(FOLDER, f"{n}.entpack")
    if os.path.exists(path) and os.path.getmtime(path) < os.path.getmtime(ENTENTE):
        os.remove(path)
    return made(f"{n}.entpack", ENTENTE, "pack", relations(n), "-o", "{}")


def memory(n):
    base = spent(ENTENTE, "--version")[1]
    for words, target in (((), 250), (("--quotes", "file"), 120)):
        peaks = [spent(ENTENTE, "info", relations(n), *words)[1] for _ in range(3)]
        row(" ".join(("bytes a relation, info", *words)), n, (statistics.median(peaks) - base) / n, "bytes", target=target,
            note="peak resident memory less that of --version")


def opening(n):
    for words, what, target in (((), "open (clock)", 0.05), (("all",), "open and check what a selection reads (clock)", None)):
        times = [float(subprocess.run([f"{FOLDER}/open", packed(n), *words], check=True, capture_output=True, text=True).stdout)
                 for _ in range(ROUNDS)]
        row(what, n, times, "s", target=target)
    row("size of the packed file", n, os.path.getsize(packed(n)), "bytes", peer="JSON Lines", theirs=os.path.getsize(relations(n)),
        ratio=os.path.getsize(packed(n)) / os.path.getsize(relations(n)))


def answering(n):
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(ENTENTE, "info", packed(n)))
        theirs.append(seconds(ENTENTE, "info", relations(n)))
    row("info from the packed file", n, ours, "s", peer="info from JSON Lines", theirs=theirs)


def ten_million(n):
    limit = 6 << 30
    peak = spent(ENTENTE, "info", relations(n))[1]
    row("load and count, peak memory", n, peak, "bytes", target=limit // LESS)


def main():
    memory(1_000_000 // LESS)
    opening(5_000_000 // LESS)
    answering(1_000_000 // LESS)
    if os.environ.get("LARGE"):
        ten_million(10_000_000 // LESS)


main()
