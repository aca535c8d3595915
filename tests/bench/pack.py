#!/usr/bin/python3
"""Memory a relation, and packed files: how large, how soon open, and what a command costs beside the same from JSON Lines.

Data of generate.c; made once under BUILD/bench. ROUNDS (5); QUICK=1: a tenth of the sizes.
"""
import json
import os
import statistics
import subprocess
import sys

BUILD = os.environ.get("BUILD", "build")
ENTENTE = os.environ.get("ENTENTE", f"{BUILD}/entente")
FOLDER = os.path.join(BUILD, "bench")
ROUNDS = int(os.environ.get("ROUNDS", "5"))
QUICK = 10 if os.environ.get("QUICK") else 1


def run(*command):
    """Seconds of processor, and peak resident bytes."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} ended with status {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def made(path, *command):
    """The file that a command writes to its standard output, or to the place of {}; kept from run to run."""
    if os.path.exists(path):
        return path
    print(f"making {path}", file=sys.stderr, flush=True)
    part = path + ".part"
    if "{}" in command:
        subprocess.run([part if word == "{}" else word for word in command], check=True)
    else:
        with open(part, "wb") as file:
            subprocess.run(command, check=True, stdout=file)
    os.rename(part, path)
    return path


def source(n):
    return made(os.path.join(FOLDER, f"{n}.jsonl"), os.path.join(FOLDER, "generate"), str(n))


def packed(n):
    path = os.path.join(FOLDER, f"{n}.entpack")
    if os.path.exists(path) and os.path.getmtime(path) < os.path.getmtime(ENTENTE):
        os.remove(path)
    return made(path, ENTENTE, "pack", source(n), "-o", "{}")


def row(what, n, ours, unit, target, peer=None, theirs=None, ratio=None, note=None):
    line = {"part": "pack", "what": what, "size": f"{n:,} relations", "ours": ours, "peer": peer, "theirs": theirs, "ratio": ratio,
            "target": target, "unit": unit}
    print(json.dumps(line | ({"note": note} if note else {})), flush=True)


def memory(n):
    base = run(ENTENTE, "--version")[1]
    for words, target in (((), 250), (("--quotes", "file"), 120)):
        peaks = [run(ENTENTE, "info", source(n), *words)[1] for _ in range(3)]
        row(" ".join(("bytes a relation, info", *words)), n, (statistics.median(peaks) - base) / n, "bytes", target,
            note="peak resident memory less that of --version")


def opening(n):
    for words, what, target in (((), "open (clock)", 0.05), (("all",), "open and check what a selection reads (clock)", None)):
        times = [float(subprocess.run([f"{FOLDER}/open", packed(n), *words], check=True, capture_output=True, text=True).stdout)
                 for _ in range(ROUNDS)]
        row(what, n, statistics.median(times), "s", target)
    row("size of the packed file", n, os.path.getsize(packed(n)), "bytes", None, peer="JSON Lines", theirs=os.path.getsize(source(n)),
        ratio=os.path.getsize(packed(n)) / os.path.getsize(source(n)))


def answering(n):
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(run(ENTENTE, "info", packed(n))[0])
        theirs.append(run(ENTENTE, "info", source(n))[0])
    row("info from the packed file", n, statistics.median(ours), "s", None, peer="info from JSON Lines", theirs=statistics.median(theirs),
        ratio=statistics.median(a / b for a, b in zip(ours, theirs)))


def ten_million(n):
    limit = 6 << 30
    peak = run(ENTENTE, "info", source(n))[1]
    row("load and count, peak memory", n, peak, "bytes", limit // QUICK)


def main():
    memory(1_000_000 // QUICK)
    opening(5_000_000 // QUICK)
    answering(1_000_000 // QUICK)
    if os.environ.get("LARGE"):
        ten_million(10_000_000 // QUICK)


main()
