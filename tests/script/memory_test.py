#!/usr/bin/env python3
"""What does not fit in memory is refused before it begins, naming the number; the number is what would have been
taken, or up to half as much again; and with room for so much nothing is refused."""
import contextlib
import fcntl
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, "tests")
from tap import check, done, equal, not_under_sanitizers  # noqa: E402

not_under_sanitizers("memory limits")
ENTENTE = os.environ["ENTENTE"]
MIB = 1 << 20


def full_pipe():
    """Both ends of a pipe, and how many bytes fill it: whoever writes to it waits until they are read."""
    out, into = os.pipe()
    fcntl.fcntl(into, fcntl.F_SETPIPE_SZ, 4096)
    os.set_blocking(into, False)
    filled = 0
    with contextlib.suppress(BlockingIOError):
        while True:
            filled += os.write(into, b"." * 4096)
    os.set_blocking(into, True)
    return out, into, filled


def look(pid, most):
    """Note the most memory so far. Whether the program waits: for what it has to say to be read."""
    try:
        status = open(f"/proc/{pid}/status").read()
    except OSError:
        return False
    if f"Name:\t{os.path.basename(ENTENTE)}\n" not in status:  # it is Python still
        return False
    for name in most:
        found = re.search(name + r":\s+(\d+) kB", status)
        most[name] = max(most[name], int(found[1]) * 1024 if found else 0)
    return "State:\tS" in status


def run(words, limit=None):
    """Exit code, what is said, and the most memory (resident, addresses) in bytes, seen before the end at the latest."""
    def confine():
        if limit:
            resource.setrlimit(resource.RLIMIT_AS, (int(limit), int(limit)))
    most = {"VmHWM": 0, "VmPeak": 0}
    out, into, filled = full_pipe()
    process = subprocess.Popen([ENTENTE, *words, "-q", "--top", "1"], stdout=into, stderr=into, preexec_fn=confine)
    os.close(into)
    while process.poll() is None and not look(process.pid, most):
        time.sleep(.001)
    with open(out, "rb") as said:
        text = said.read()[filled:].decode()
    return process.wait(), text, most["VmHWM"], most["VmPeak"]


def write(path, vertices, pairs, kind="country"):
    with open(path, "w") as file:
        for v in range(vertices):
            file.write(f'{{"id": "v{v}", "kind": "{kind}", "name": "Actor {v}"}}\n')
        for i, (a, b) in enumerate(pairs):
            kind = ("allied_with", "trades_with", "sanctions")[i % 3]
            file.write(f'{{"id": "r{i}", "type": "{kind}", "source": "v{a}", "target": "v{b}"}}\n')
    subprocess.run([ENTENTE, "pack", path, "-o", path + ".entpack"], check=True, stderr=subprocess.DEVNULL)
    return path + ".entpack"


chance = random.Random(5)


def any_pair(n):
    return chance.sample(range(n), 2)


def number_of(err):
    """The bytes that a refusal asks for."""
    found = re.search(r"needs (?:up to|at least) ([\d.]+) (MiB|GiB) of memory, ([\d.]+) (MiB|GiB) are available\n  \S", err)
    return float(found[1]) * (MIB if found[2] == "MiB" else 1024 * MIB) if found else None


with tempfile.TemporaryDirectory() as folder:
    def path(name):
        return os.path.join(folder, name)

    few = write(path("few"), 400, [any_pair(400) for _ in range(3000)])
    middle = write(path("middle"), 1800, [any_pair(1800) for _ in range(11000)])
    many = write(path("many"), 12000, [any_pair(12000) for _ in range(36000)])
    dense = write(path("dense"), 5000, [any_pair(5000) for _ in range(300000)])
    ring = write(path("ring"), 9000, [(v, (v + 1) % 9000) for v in range(9000)])
    through = ",".join(f"v{v}" for v in range(10, 15))

    CASES = [  # a command; a light one that has as much loaded when the other looks for memory; whether to run it whole
        (["communities", middle, "--method", "walktrap"], ["components", middle], True),
        (["centrality", many, "--measure", "degree", "--rank-interval", "60"], ["components", many], True),
        (["paths", many, "v1", "v2", "--through", through], ["components", many], True),
        (["portfolio", few], ["components", few], True),
        (["balance", many, "--of", "spectrum"], ["balance", many, "--of", "triangles"], True),
        (["communities", many, "--method", "label-propagation", "--trials", "1",
          "--stability", "3000"], ["communities", many, "--method", "label-propagation", "--trials", "1"], False),
        (["components", dense], ["info", dense], True),
        (["communities", dense, "--method", "label-propagation", "--trials", "3"], ["components", dense], True),
    ]
    for words, light, whole in CASES:
        name = " ".join(os.path.basename(word) for word in words)
        code, err, before, room = run(light)
        check(code in (0, 1), f"{light[0]} before {name}", err)
        code, err, refused, _ = run(words, room + 2 * MIB)
        asked = number_of(err)
        check(code == 4 and asked, f"{name} is refused with a number and a remedy", f"exit code {code}\n{err}")
        if not whole or not asked:
            continue
        code, err, most, addresses = run(words)
        used = most - refused
        check(code in (0, 1), f"{name} is done with all memory", err)
        check(used <= asked * 1.02 + MIB, f"{name} takes no more than it asks for",
              f"{used / MIB:.1f} MiB taken, {asked / MIB:.1f} asked for")
        check(asked <= 1.5 * used + MIB, f"{name} asks for little more than it takes",
              f"{used / MIB:.1f} MiB taken, {asked / MIB:.1f} asked for")
        code, err, _, _ = run(words, addresses + .6 * used)
        check(code in (0, 1), f"{name} is done with room for what it takes", err)

    # walks that stay near: what all of them could reach is not asked for
    code, err, _, room = run(["communities", ring, "--method", "label-propagation", "--trials", "1"])
    code, err, _, _ = run(["communities", ring, "--method", "walktrap"], room + 60 * MIB)
    check(code in (0, 1), "walktrap on a ring is let be", err)

    # a file that cannot fit is given up when a part of it has told so
    big = path("big.jsonl")
    with open(big, "w") as file:
        file.write('{"id": "d", "title": "Report"}\n')
        for i in range(30000):
            file.write(f'{{"id": "r{i}", "type": "visits", "source": "v{i % 999}", "target": "w{i % 997}", "evidence":'
                       f' [{{"document": "d", "quote": "{i} {"said at length " * 60}"}}]}}\n')
    _, _, _, room = run(["info", few])
    code, err, most, _ = run(["info", big], room + 12 * MIB)
    check(code == 4 and number_of(err) and "--quotes file" in err, "a file that cannot fit is refused", err)
    check(most < room / 2 + 16 * MIB, "long before its end", f"{most / MIB} MiB")
    equal(run(["info", big])[0], 0, "it is read when there is room")

    # what is dense stands first: the rest is not taken for as dense, by which it would not fit
    mixed = path("mixed.jsonl")
    with open(mixed, "w") as file:
        for v in range(30000):
            file.write(f'{{"id": "v{v}", "kind": "country", "name": "Actor {v}"}}\n')
        for i in range(100000):
            file.write(f'{{"type": "visits", "source": "v{i % 29}", "target": "v{i % 31}",{" " * 250}"date": "2020"}}\n')
    _, _, _, room = run(["info", mixed])
    code, err, _, _ = run(["info", mixed], room + 2 * MIB)
    check(code in (0, 1), "a file that begins with what is dense is let be", err)

done()
