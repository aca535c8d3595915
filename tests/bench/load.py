#!/usr/bin/python3
"""Loading beside jq, Python's json, jansson and simdjson, as rows of JSON Lines (see run.py).

Ours is `entente info` as a whole: start, reading, selection, counting. Seconds are of the processor, of whole processes that run
in turn; the peers get the same file, but for gzip, beside which stand
inflating and reading it plain. jansson and simdjson fill the columns that our reader fills, by the same calls. A peer
that is not installed is passed over.
"""
import os
import shutil
import subprocess
import sys

from measure import BUILD, ENTENTE, FOLDER, QUICK, ROUNDS, relations, row, seconds

sys.path.insert(0, "tests")
import callgrind  # noqa: E402

PYTHON = [sys.executable, "-c", "import json, sys\nfor line in open(sys.argv[1], encoding='utf-8'): json.loads(line)"]
INFLATE = [sys.executable, "-c", "import sys, zlib\nfile, unpack = open(sys.argv[1], 'rb'), zlib.decompressobj(31)\n"
           "while block := file.read(1 << 17): unpack.decompress(block)"]


def say(words):
    print(f"load.py: {words}", file=sys.stderr, flush=True)


def size_of(count):
    return f"{count:,} relations"


def simdjson():
    """The program, built when simdjson is there; else None."""
    out = os.path.join(FOLDER, "load_simdjson")
    compiler = os.environ.get("CXX") or shutil.which("c++")
    if not compiler:
        return None
    command = [compiler, "-O2", "-std=c++17", "-Iinclude", "-Isrc", "-Itests/bench", "tests/bench/load_simdjson.cpp", "-o", out,
               os.path.join(BUILD, "libentente.a"), "-lsimdjson", "-ljansson", "-lutf8proc", "-lz", "-lm", "-ldl", "-lpthread"]
    built = subprocess.run(command, stderr=subprocess.PIPE, text=True)
    if built.returncode:
        say("simdjson is passed over: " + (built.stderr.strip().splitlines() or ["it cannot be built"])[0][:200])
        return None
    return out


def beside(what, count, path, peers, rounds):
    """Runs in turn: ours and each peer, and all over again. A peer is name, target, command."""
    ours, theirs = [], {name: [] for name, _, _ in peers}
    for turn in range(rounds):
        say(f"{what}, {size_of(count)}: round {turn + 1} of {rounds}")
        ours.append(seconds(ENTENTE, "info", path))
        for name, _, command in peers:
            theirs[name].append(seconds(*command, path))
    for name, target, _ in peers:
        row(what, size_of(count), ours, peer=name, theirs=theirs[name], target=target)


def packed(count, rounds):
    """Our load of a gzip file beside inflating it and loading it plain."""
    plain, path = relations(count), relations(count, "jsonl.gz")
    ours, theirs = [], []
    for turn in range(rounds):
        say(f"gzip, {size_of(count)}: round {turn + 1} of {rounds}")
        ours.append(seconds(ENTENTE, "info", path))
        theirs.append(seconds(*INFLATE, path) + seconds(ENTENTE, "info", plain))
    row("JSON Lines, gzip", size_of(count), ours, peer="zlib's inflate + our plain load", theirs=theirs, target=1.05)


def instructions(form, name):
    """Of loading, for each relation more; the documents that come with them are counted in."""
    if not shutil.which("valgrind"):
        say("valgrind is not installed: no instructions")
        return
    small, large = 20000, 40000
    counts = [callgrind.instructions([ENTENTE, "info", relations(count, form)], "ent_read_files") for count in (small, large)]
    if None in counts:
        say("callgrind gave no count")
        return
    row(f"instructions of loading a relation, {name}", size_of(large), (counts[1] - counts[0]) / (large - small), "instructions",
        target=3500, note="with a quarter of a document for each relation")


def main():
    sizes = [50000] if QUICK else [1000000, 5000000]
    peers = []
    if shutil.which("jq"):
        peers.append(("jq -c .", 0.08, ["jq", "-c", "."]))
    peers.append(("python3, json.loads a line", 0.25, PYTHON))
    jansson, simd = os.path.join(FOLDER, "load_jansson"), simdjson()
    if os.path.exists(jansson):
        peers.append(("jansson a line, same columns", 0.12, [jansson]))
    if simd:
        peers.append(("simdjson DOM, same columns", 1.0, [simd]))
    for count in sizes:
        beside("JSON Lines", count, relations(count), peers, ROUNDS)
        if shutil.which("jq") and count <= 2000000: # it holds a whole document in memory
            beside("one document", count, relations(count, "json"), [("jq -c .", 0.08, ["jq", "-c", "."])], ROUNDS)
        else:
            row("one document", size_of(count), [seconds(ENTENTE, "info", relations(count, "json")) for _ in range(ROUNDS)],
                note="no peer: they hold the whole document in memory")
    packed(sizes[0], ROUNDS)
    instructions("jsonl", "JSON Lines")
    instructions("json", "one document")


main()
