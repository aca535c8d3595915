#!/usr/bin/python3
"""What a start takes: the help beside an empty C program that links jansson, RUNS (200) runs of each in turn, and the
centrality of a small file, loading included. An empty program is the best peer there is: nobody starts in less. Both are
copied first, as an installed program is: what the linker has just written lies in the page cache in smaller pieces."""
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time

entente = os.environ.get("ENTENTE", "build/entente")
folder = os.path.join(os.environ.get("BUILD", "build"), "bench")
runs = int(os.environ.get("RUNS", "20" if os.environ.get("QUICK") else "200"))
EMPTY = """#include <jansson.h>
int main(int argc, char **argv) { (void)argv; return argc > 99 ? (int)json_integer_value(json_integer(argc)) : 0; }
"""
nothing = os.open(os.devnull, os.O_RDWR)


def once(line):
    """Seconds by the clock and of processor time. Spawned as a shell would, so that no copy of this process is paid for."""
    begun = time.perf_counter()
    child = os.posix_spawn(line[0], line, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, nothing, fd) for fd in (0, 1, 2)])
    _, state, used = os.wait4(child, 0)
    took = time.perf_counter() - begun
    if state:
        sys.exit(f"start.py: {' '.join(line)} ended with {state}")
    return took, used.ru_utime + used.ru_stime


def in_turn(*lines):
    """Runs of each line, the first changing from round to round."""
    took = [[] for _ in lines]
    for line in lines:
        once(line)
    for turn in range(runs):
        for k in range(len(lines)):
            at = (turn + k) % len(lines)
            took[at].append(once(lines[at]))
    return took


def row(what, unit, ours, target, theirs=None, peer=None, size="", note=None):
    ratio = statistics.median(a / b for a, b in zip(ours, theirs)) if theirs else None
    print(json.dumps({"what": what, "size": size, "ours": statistics.median(ours), "peer": peer,
                      "theirs": statistics.median(theirs) if theirs else None, "ratio": ratio, "target": target, "unit": unit,
                      "note": note}), flush=True)


def copy(path, name):
    to = os.path.abspath(os.path.join(folder, name))
    shutil.copy(path, to)
    return [to]


def empty_program():
    path = os.path.join(folder, "empty")
    with open(path + ".c", "w", encoding="utf-8") as out:
        out.write(EMPTY)
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "jansson"], capture_output=True, text=True, check=True).stdout.split()
    subprocess.run([os.environ.get("CC", "gcc"), "-O2", path + ".c", "-o", path, *flags], check=True)
    return copy(path, "empty-copy")


def small_graph():
    path = os.path.join(folder, "small.jsonl")
    generate = os.path.join(folder, "generate")
    with open(path, "wb") as out:
        subprocess.run([generate, "1000", "lines", "200"], stdout=out, check=True)
    return path


def instructions(line):
    if not shutil.which("valgrind"):
        return None
    said = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *line], capture_output=True, text=True,
                          check=True).stderr
    return int(re.search(r"Collected : (\d+)", said).group(1))


os.makedirs(folder, exist_ok=True)
command = copy(entente, "entente-copy")
empty = empty_program()
help_took, empty_took = in_turn(command + ["--help"], empty)
peer = "an empty C program that links jansson"
for k, clock in ((1, ""), (0, ", clock")):
    row("start: --help" + clock, "s", [t[k] for t in help_took], 1.5, [t[k] for t in empty_took], peer)
counts = [instructions(line) for line in (command + ["--help"], empty)]
if all(counts):
    row("start: --help", "instructions", counts[:1], None, counts[1:], peer)
graph = small_graph()
runs = max(5, runs // 5)
for words, target, note in ((["centrality", graph], .01, None), (["communities", graph], None, "loads igraph")):
    took, = in_turn(command + words)
    row(f"load and {words[0]}", "s", [t[1] for t in took], target, size="1,000 relations", note=note)
