#!/usr/bin/env python3
"""Ctrl-C: the work stops with exit code 130, nothing is half-written. See interrupt_test.py for every
command."""
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, "tests")
from tap import check, done, equal  # noqa: E402

ENTENTE = os.environ["ENTENTE"]
LINE = b'{"type": "allied_with", "source": "A%d", "target": "B%d"}\n'


def start(*words):
    return subprocess.Popen([ENTENTE, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))


def ready(process):
    """Wait until the program has opened its input: it is past the point where the signal is caught."""
    link = f"/proc/{process.pid}/status"
    while process.poll() is None:
        caught = [line for line in open(link) if line.startswith("SigCgt:")]
        if int(caught[0].split()[1], 16) & 1 << (signal.SIGINT - 1):
            return


with tempfile.TemporaryDirectory() as folder:
    out = os.path.join(folder, "out.csv")
    open(out, "w").write("old\n")

    process = start("centrality", "-", "-o", out)
    ready(process)
    process.send_signal(signal.SIGINT)
    try:
        for i in range(10_000_000):  # records for as long as it takes them: it must stop by itself
            process.stdin.write(LINE % (i, i))
    except BrokenPipeError:
        pass
    try:
        process.stdin.close()
    except BrokenPipeError:
        pass
    err = process.stderr.read().decode()
    equal(process.wait(), 130, "Ctrl-C while reading a stream is 130")
    check("interrupted" in err, "and says so", err)
    equal(process.stdout.read(), b"", "nothing on standard output")
    equal(open(out).read(), "old\n", "the old file is whole")
    equal(os.listdir(folder), ["out.csv"], "and nothing beside it")

    process = start("info", "-")
    ready(process)
    while "S" not in open(f"/proc/{process.pid}/stat").read().split()[2]:
        pass  # until it sleeps in its read
    process.send_signal(signal.SIGINT)
    try:
        equal(process.wait(30), 130, "Ctrl-C while waiting for input is 130")
    except subprocess.TimeoutExpired:
        process.kill()
        check(False, "Ctrl-C while waiting for input is 130", "it went on waiting")
    process.stdin.close()

# long work of every kind, side by side, interrupted at once: whatever it does, it ends
LONG = [
    ["centrality", "--measure", "betweenness", "--exact", "--threads", "2"],
    ["centrality", "--measure", "closeness", "--exact", "--weight", "count"],
    ["centrality", "--measure", "betweenness", "--approximate", "0.0005"],
    ["equivalents", "--distance", "correlation"],
    ["centrality", "--measure", "pagerank", "--rank-interval", "1000"],
    ["communities", "--method", "infomap"],
    ["communities", "--method", "walktrap"],
    ["census", "--section", "small-world"],
    ["paths", "v5", "v2990", "--all", "--max-length", "9"],
    ["frustration"],
    ["what-if", "--without", "v7"],
]


def write_graph(path, vertices=3000, each=5):
    chance = random.Random(3)
    with open(path, "w") as file:
        for v in range(1, vertices):
            for _ in range(each):
                other = int(v * chance.random() ** 2)
                kind = "allied_with" if chance.random() < .7 else "rivals"
                file.write(f'{{"type": "{kind}", "source": "v{v}", "target": "v{other}"}}\n')


with tempfile.TemporaryDirectory() as folder:
    graph = os.path.join(folder, "graph.jsonl")
    write_graph(graph)
    running = [(words, start(words[0], graph, "-q", *words[1:], "-o", os.path.join(folder, f"{i}.csv")))
               for i, words in enumerate(LONG)]
    time.sleep(1.5)
    running = [(words, process) for words, process in running if process.poll() is None]
    check(len(running) >= len(LONG) // 2, "most of them are still at it", [words for words, _ in running])
    for _, process in running:
        process.send_signal(signal.SIGINT)
    for words, process in running:
        try:
            out, err = process.communicate(timeout=30)
            equal((process.returncode, out, err.decode()), (130, b"", "entente: interrupted\n"), " ".join(words))
        except subprocess.TimeoutExpired:
            process.kill()
            check(False, " ".join(words), "it went on")
    left = [name for name in os.listdir(folder) if name != "graph.jsonl"]
    check(all(name.endswith(".csv") and open(os.path.join(folder, name)).read().endswith("\n") for name in left),
          "nothing is left half-written", left)

done()
