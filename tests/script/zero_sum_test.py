#!/usr/bin/env python3
"""The seed graph with one assumed relation between the United States and China: what frustration and balance say of it is
what counting all factions and all triangles of the file says, with the countries' people and offices written down here."""
import itertools
import json
import os
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
from tap import check, done, equal, load  # noqa: E402

ENTENTE = os.environ.get("ENTENTE", "build/entente")
SEED = "graphs/korea-us-2022.json"
STANDS_FOR = {"yoon": "KOR", "presidential_office": "KOR", "pres_official": "KOR", "kor_gov": "KOR",
              "biden": "USA", "sullivan": "USA", "white_house": "USA"}
ASSUMED = ["--lift", "--add", "USA -> opposes -> CHN"]


def ask(command, *words):
    answer = subprocess.run([ENTENTE, command, SEED, *words, "--format", "json"], capture_output=True, text=True)
    if answer.returncode:
        sys.exit(f"{command} {' '.join(words)}: {answer.stderr}")
    return json.loads(answer.stdout)


def frustrated(rows):
    ids = {e["name"]: e["id"] for e in load(SEED)["entities"]}
    return sorted({tuple(sorted((ids[r["from"]], ids[r["to"]]))) for r in rows})


def edges(ambivalent, assumed=True):
    """Pairs with the signs between them, South Korea and China read as told."""
    graph = load(SEED)
    sign_of = {t["name"]: t["sign"] for t in load("graphs/vocabulary/default.json")["types"]}
    entities = {e["id"] for e in graph["entities"]}
    signs = {frozenset(("USA", "CHN")): {-1}} if assumed else {}
    for r in graph["relations"]:
        ends = frozenset(STANDS_FOR.get(r[end], r[end]) for end in ("source", "target"))
        sign = r.get("sign", sign_of[r["type"]])
        if sign and len(ends) == 2 and ends <= entities:
            signs.setdefault(ends, set()).add(sign)
    mixed = [sorted(pair) for pair, both in signs.items() if len(both) == 2]
    equal(mixed, [["CHN", "KOR"]], "South Korea and China are the only pair with both signs")
    return {pair: ambivalent if len(both) == 2 else both.copy().pop() for pair, both in signs.items()}


def least(signs):
    """The least number of frustrated pairs over all factions, and every set of pairs that reaches it."""
    names = sorted(set().union(*signs))
    best, sets = len(signs) + 1, []
    for bits in range(2 ** (len(names) - 1)):
        side = {name: bits >> i & 1 for i, name in enumerate(names)}
        bad = [sorted(pair) for pair, sign in signs.items() if (len({side[v] for v in pair}) == 1) != (sign > 0)]
        if len(bad) < best:
            best, sets = len(bad), []
        if len(bad) == best:
            sets.append(sorted(bad))
    return best, sets


def triangles(signs):
    names, counts = sorted(set().union(*signs)), {"+++": 0, "++-": 0, "+--": 0, "---": 0}
    for three in itertools.combinations(names, 3):
        found = [signs.get(frozenset(pair)) for pair in itertools.combinations(three, 2)]
        if None not in found:
            counts["".join("+" if s > 0 else "-" for s in sorted(found, reverse=True))] += 1
    return counts


for word, sign in (("negative", -1), ("positive", 1)):
    value, sets = least(edges(sign))
    equal(value, int(sign > 0), f"{word}: the least over all factions is {int(sign > 0)}")
    row = ask("frustration", *ASSUMED, "--ambivalent", word, "--summary")["rows"][0]
    equal([row["index"], row["lower"], row["upper"], row["exact"]], [value, value, value, True], f"{word}: frustration proves it")
    rows = ask("frustration", *ASSUMED, "--ambivalent", word)["rows"]
    named = frustrated(rows)
    check([list(pair) for pair in named] in sets, f"{word}: the frustrated relations are those of best factions", [named, sets])
    census = {r["statistic"]: r["value"] for r in ask("balance", *ASSUMED, "--ambivalent", word)["rows"] if r["section"] == "triangles"}
    equal({kind: census[kind] for kind in ("+++", "++-", "+--", "---")}, triangles(edges(sign)), f"{word}: balance counts all triangles")

answer = ask("frustration", *ASSUMED, "--ambivalent", "positive")
equal(frustrated(answer["rows"]), [("CHN", "KOR")], "positive: South Korea and China are named")
check("r33" in {r["relation"] for r in answer["rows"]}, "positive: the statement that it is no zero-sum game is among the evidence",
      answer["rows"])
check(any("assumed by --add, not in the data" in note for note in answer["notes"]), "what is assumed is called so", answer["notes"])
equal(least(edges(1)), (1, [[["CHN", "KOR"]]]), "positive: no other pair will do")
bare = least(edges(1, assumed=False))
row = ask("frustration", "--lift", "--ambivalent", "positive", "--summary")["rows"][0]
equal([row["index"], row["exact"]], [bare[0], True], "without the assumed relation frustration says what counting says")
check(len(bare[1]) > 1, "and then several pairs are equally good", bare)
done()
