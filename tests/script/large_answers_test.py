#!/usr/bin/env python3
"""Answers that could grow beyond the memory, and sums that could grow beyond all numbers."""
import json
import os
import re
import resource
import subprocess
import sys

sys.path.insert(0, "tests")
from tap import check, done, equal, skip  # noqa: E402

ENTENTE = os.environ["ENTENTE"]
MEMORY = 400 << 20


def small():
    if not os.environ.get("SANITIZE"):  # a sanitizer reserves more than there is
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def ask(lines, command, *words):
    text = "\n".join(json.dumps(line) for line in lines)
    run = subprocess.run([ENTENTE, command, "-", "-q", *words, "-f", "json"], input=text, capture_output=True, text=True,
                         preexec_fn=small)
    return run.returncode, json.loads(run.stdout) if run.stdout else None, run.stderr


LEAVES = 6000
star = [{"id": f"r{i:04}", "type": "allied_with", "source": "hub", "target": f"v{i:04}"} for i in range(LEAVES)]

code, table, err = ask(star, "brokers", "--of", "hub", "--limit", "3")
equal(code, 0, "36 million pairs need no room")
equal(table and table["title"], f"hub: {LEAVES * (LEAVES - 1)} brokered pairs", "all are counted")
equal(table and [(row["from"], row["to"]) for row in table["rows"]],
      [("v0000", "hub"), ("hub", "v0001"), ("v0000", "hub"), ("hub", "v0002"), ("v0000", "hub"), ("hub", "v0003")],
      "the first three by id are listed")

code, table, err = ask(star, "equivalents", "--relations")
equal((code, table and len(table["rows"])), (0, LEAVES), "a class of 6000 lists its 6000 relations")
check(table and all(len(json.dumps(row)) < 2000 for row in table["rows"]), "not all members in each of them")
code, table, err = ask(star, "equivalents")
equal(table and len(table["rows"][0]["ids"].split()), LEAVES, "the class itself has all ids")

# what cannot fit is refused before it begins, with the numbers
SPOKES = [{"type": "allied_with", "source": "hub", "target": f"v{i}"} for i in range(8000)]
for command, words in ("communities", ["--method", "walktrap"]), ("centrality", ["--rank-interval", "16000", "--measure", "degree"]):
    if os.environ.get("SANITIZE"):
        skip(f"{command} is refused", "a sanitizer reserves more than there is")
        continue
    code, table, err = ask(SPOKES, command, *words)
    equal((code, table), (4, None), f"{command} {words[0]} is refused")
    check(re.search(r"needs up to [0-9.]+ [MG]iB of memory, [0-9.]+ MiB are available\n  .*(fewer|leiden)", err),
          "with how much it needs, what there is and a remedy", err)


def weighted(*weights):
    return [{"type": "allied_with", "source": f"a{i}", "target": f"b{i % 2}", "weight": weight}
            for i, weight in enumerate(weights)]


for weights in (1e308, 1e308), (1e200, 1), (1, 1e-308, 1e-308), (1e-320, 1):
    for command in "centrality", "communities":
        code, table, err = ask(weighted(*weights), command, "--weight", "weight")
        equal(code, 4, f"{command} of the weights {weights} is refused")
        check("too large or too small to add up" in err and "--weight count" in err, "in words that help", err)
code, table, err = ask(weighted(1e100, 1e-100), "centrality", "--weight", "weight")
equal(code, 0, "other weights are taken")

done()
