#!/usr/bin/python3
"""What a start takes: the help beside an empty C program that links jansson, RUNS (200) runs of each in turn, and the
centrality of a small file, loading included. An empty program is the best peer there is: nobody starts in less. Both are
copied first, as an installed program is: what the linker has just written lies in the page cache in smaller pieces."""
import os
import shutil
import subprocess
import sys
import time

from measure import ENTENTE, FOLDER, QUICK, row

sys.path.insert(0, "tests")
from callgrind import instructions  # noqa: E402

runs = int(os.environ.get("RUNS", "20" if QUICK else "200"))
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


def copy(path, name):
    to = os.path.abspath(os.path.join(FOLDER, name))
    shutil.copy(path, to)
    return [to]


def empty_program():
    path = os.path.join(FOLDER, "empty")
    with open(path + ".c", "w", encoding="utf-8") as out:
        out.write(EMPTY)
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "jansson"], capture_output=True, text=True, check=True).stdout.split()
    subprocess.run([os.environ.get("CC", "gcc"), "-O2", path + ".c", "-o", path, *flags], check=True)
    return copy(path, "empty-copy")


def small_graph():
    path = os.path.join(FOLDER, "small.jsonl")
    generate = os.path.join(FOLDER, "generate")
    with open(path, "wb") as out:
        subprocess.run([generate, "1000", "lines", "200"], stdout=out, check=True)
    return path


os.makedirs(FOLDER, exist_ok=True)
command = copy(ENTENTE, "entente-copy")
empty = empty_program()
help_took, empty_took = in_turn(command + ["--help"], empty)
peer = "an empty C program that links jansson"
for k, clock in ((1, ""), (0, ", clock")):
    row("start: --help" + clock, "", [t[k] for t in help_took], peer=peer, theirs=[t[k] for t in empty_took], target=1.5)
counts = [instructions(line) for line in (command + ["--help"], empty)] if shutil.which("valgrind") else [None]
if all(counts):
    row("start: --help", "", counts[:1], "instructions", peer=peer, theirs=counts[1:])
graph = small_graph()
runs = max(5, runs // 5)
for words, target, note in ((["centrality", graph], .01, None), (["communities", graph], None, "loads igraph")):
    took, = in_turn(command + words)
    row(f"load and {words[0]}", "1,000 relations", [t[1] for t in took], target=target, note=note)
