#!/usr/bin/env python3
"""--add: a relation that an analyst assumes goes beside those of the files, for every command, and each answer says so."""
import json
import os
import subprocess
import sys

sys.path.insert(0, "tests")
from tap import check, done, equal  # noqa: E402

ENTENTE = os.environ["ENTENTE"]
SEED = "graphs/korea-us-2022.json"
ASSUMED = "USA -> opposes -> CHN"
WORDS = "with USA objects_to CHN: assumed by --add, not in the data; without date and evidence"


def run(*words):
    return subprocess.run([ENTENTE, *words], capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)


def relations(text):
    return {r["id"]: r for r in json.loads(text)["relations"]}


plain = run("convert", SEED, "--to", "json")
ran = run("convert", SEED, "--to", "json", "--add", ASSUMED)
before, after = relations(plain.stdout), relations(ran.stdout)
equal(set(after) - set(before), {"added-1"}, "one relation more")
equal({k: v for k, v in after.items() if k != "added-1"}, before, "the others are as they were")
equal({k: after["added-1"][k] for k in ("source", "type", "target")}, {"source": "USA", "type": "objects_to", "target": "CHN"},
      "it is what was asked for")
check("date" not in after["added-1"] and "evidence" not in after["added-1"], "it claims no date and no evidence")
check(WORDS in ran.stderr, "a command that writes no table says so")

ran = run("components", SEED, "--add", ASSUMED, "--format", "json")
check(WORDS in json.loads(ran.stdout)["notes"], "an analysis says so under its table")
equal(run("components", SEED, "--format", "json").stdout.count("--add"), 0, "and nothing without it")

# Biden objects to China in no file: the shortest way between them is a step with the assumption, and two without
hops = lambda *more: json.loads(run("paths", SEED, "biden", "CHN", "--format", "json", *more).stdout)["rows"][0]["length"]
check(hops("--add", "biden -> opposes -> CHN") == 1 < hops(), "analyses see it")

ran = run("convert", SEED, "--to", "json", "--add", "USA -> opposes -> CHN, USA -> supports -> new:Wakanda, Land of")
equal([(r["type"], r["target"]) for i, r in relations(ran.stdout).items() if i.startswith("added-")],
      [("objects_to", "CHN"), ("supports", "Wakanda, Land of")], "several, and names with commas")

for words, why in [
    ("USA opposes CHN", "does not say SOURCE -> TYPE -> TARGET"),
    ("USA -> opposes -> Chian", "no entity is called 'Chian'"),
    ("USA -> oposes -> CHN", "no type of relation is called 'oposes'"),
]:
    ran = run("components", SEED, "--add", words)
    equal((ran.returncode, ran.stdout), (2, ""), f"refused: {words}")
    check(why in ran.stderr and "\n  " in ran.stderr, f"and told why: {why}")
done()
