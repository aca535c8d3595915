#!/usr/bin/env python3
"""Paths that are very long or very many: rows stay small, and numbers are no more exact than they are known."""
import json
import os
import subprocess
import sys

sys.path.insert(0, "tests")
from tap import check, done, equal  # noqa: E402

ENTENTE = os.environ["ENTENTE"]


def relation(a, b):
    return json.dumps({"type": "cooperates_with", "source": a, "target": b})


def ask(lines, *words):
    run = subprocess.run([ENTENTE, "paths", "-", *words], input="\n".join(lines), capture_output=True, text=True)
    return run.returncode, run.stdout


def diamonds(n):
    """A chain of n diamonds: two ways around each, 2^n shortest paths of 2 n hops."""
    for i in range(n):
        for side in ("a", "b"):
            yield relation(f"v{i}", f"{side}{i}")
            yield relation(f"{side}{i}", f"v{i + 1}")


HOPS = 5000
code, out = ask([relation(f"v{i}", f"v{i + 1}") for i in range(HOPS)], "v0", f"v{HOPS}", "-f", "json")
rows = json.loads(out)["rows"]
equal((code, len(rows)), (0, HOPS), "a path of 5000 hops has a row for each")
route = rows[0]["route"]
check(len(route) < 400, "its route is told by the ends", route[:400])
check("v0 - v1 - " in route and " - 4981 more - " in route and " - v5000 (" in route, "and what is left out is counted", route)
check(all(f"v{i}" in route for i in (9, 4991)), "ten stations at either end", route)

code, out = ask([relation(f"v{i}", f"v{i + 1}") for i in range(39)], "v0", "v39", "-f", "json")
route = json.loads(out)["rows"][0]["route"]
check("more" not in route and all(f"v{i}" in route for i in range(40)), "forty stations are told in full", route)

for n, says in (52, "there are 4503599627370496 shortest paths"), (100, "there are about 1.27e30 shortest paths"), \
               (1100, "there are more than 1e308 shortest paths"):
    code, out = ask(diamonds(n), "v0", f"v{n}", "--limit", "2", "-f", "json")
    notes = json.loads(out)["notes"]
    check(code == 0 and any(note.startswith(says) for note in notes), f"{n} diamonds: {says}", notes)

done()
