#!/usr/bin/python3
"""Loading beside jq, Python's json, jansson and simdjson, as rows of JSON Lines (see run.py).

Ours is `entente info` as a whole: start, reading, selection, counting. Seconds are of the processor, of whole processes that run
in turn; the peers get the same file. jansson and simdjson fill the columns that our reader fills, by the same calls. A peer
that is not installed is passed over.
"""
import json
import os
import re
import shutil
import statistics
import subprocess
import sys

ENTENTE = os.environ.get("ENTENTE", "build/entente")
BUILD = os.environ.get("BUILD", "build")
FOLDER = os.path.join(BUILD, "bench")
ROUNDS = int(os.environ.get("ROUNDS", "5"))
QUICK = bool(os.environ.get("QUICK"))
PYTHON = [sys.executable, "-c", "import json, sys\nfor line in open(sys.argv[1], encoding='utf-8'): json.loads(line)"]
INFLATE = [sys.executable, "-c", "import sys, zlib\nfile, unpack = open(sys.argv[1], 'rb'), zlib.decompressobj(31)\n"
           "while block := file.read(1 << 17): unpack.decompress(block)"]


def say(words):
    print(f"load.py: {words}", file=sys.stderr, flush=True)


def seconds(command):
    """Processor time of a whole process."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"load.py: {' '.join(command)[:200]} ended with status {status}")
    return usage.ru_utime + usage.ru_stime


def made(count, form):
    """The file of that many relations; form is jsonl, json or jsonl.gz."""
    path = os.path.join(FOLDER, f"{count}.{form}")
    if os.path.exists(path):
        return path
    part = path + ".part"
    if form == "jsonl.gz":
        with open(part, "wb") as out:
            subprocess.run(["gzip", "-c", made(count, "jsonl")], stdout=out, check=True)
    else:
        with open(part, "wb") as out:
            words = ["document"] if form == "json" else []
            subprocess.run([os.path.join(FOLDER, "generate"), str(count), *words], stdout=out, check=True)
    os.rename(part, path)
    return path


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


def row(what, count, **more):
    answer = {"part": "load", "what": what, "size": f"{count:,} relations", "ours": None, "peer": None, "theirs": None,
              "ratio": None, "target": None, "unit": "s"} | more
    print(json.dumps(answer), flush=True)


def beside(what, count, path, peers, rounds, note=None):
    """Runs in turn: ours and each peer, and all over again. A peer is name, target, command."""
    ours, theirs = [], {name: [] for name, _, _ in peers}
    for turn in range(rounds):
        say(f"{what}, {count:,} relations: round {turn + 1} of {rounds}")
        ours.append(seconds([ENTENTE, "info", path]))
        for name, _, command in peers:
            theirs[name].append(seconds([*command, path]))
    for name, target, _ in peers:
        ratio = statistics.median(a / b for a, b in zip(ours, theirs[name]))
        row(what, count, ours=statistics.median(ours), peer=name, theirs=statistics.median(theirs[name]), ratio=ratio,
            target=target, **({"note": note} if note else {}))
    return statistics.median(ours)


def packed(count, rounds):
    """Our load of a gzip file beside inflating it and loading it plain."""
    plain, path = made(count, "jsonl"), made(count, "jsonl.gz")
    ours, theirs = [], []
    for turn in range(rounds):
        say(f"gzip, {count:,} relations: round {turn + 1} of {rounds}")
        ours.append(seconds([ENTENTE, "info", path]))
        theirs.append(seconds([*INFLATE, path]) + seconds([ENTENTE, "info", plain]))
    row("JSON Lines, gzip", count, ours=statistics.median(ours), peer="zlib's inflate + our plain load",
        theirs=statistics.median(theirs), ratio=statistics.median(a / b for a, b in zip(ours, theirs)), target=1.05)


def instructions(form, name):
    """Of loading, for each relation more; the documents that come with them are counted in."""
    if not shutil.which("valgrind"):
        say("valgrind is not installed: no instructions")
        return
    counts, small, large = [], 20000, 40000
    for count in (small, large):
        command = ["valgrind", "--tool=callgrind", "--toggle-collect=ent_read_files", "--callgrind-out-file=/dev/null", ENTENTE,
                   "info", made(count, form)]
        answer = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        found = re.search(r"Collected : (\d+)", answer.stderr)
        if not found:
            say("callgrind gave no count")
            return
        counts.append(int(found.group(1)))
    row(f"instructions of loading a relation, {name}", large, ours=(counts[1] - counts[0]) / (large - small), target=3500,
        unit="instructions", note="with a quarter of a document for each relation")


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
        many = count > 2000000
        rounds = min(ROUNDS, 2) if many else ROUNDS
        note = f"{rounds} rounds: a round takes minutes" if rounds < ROUNDS else None
        beside("JSON Lines", count, made(count, "jsonl"), peers, rounds, note)
        if shutil.which("jq") and not many: # it holds a whole document in memory
            beside("one document", count, made(count, "json"), [("jq -c .", 0.08, ["jq", "-c", "."])], rounds)
        else:
            row("one document", count, ours=statistics.median(seconds([ENTENTE, "info", made(count, "json")])
                                                              for _ in range(rounds)),
                note="no peer: they hold the whole document in memory")
    packed(sizes[0], ROUNDS)
    instructions("jsonl", "JSON Lines")
    instructions("json", "one document")


main()
