#!/usr/bin/python3
"""portfolio against vectors written out and compared pair by pair of positions: published values, random systems of
pacts and of signs, dates, what is undefined, what is refused, and the pacts behind the numbers."""
import csv
import io
import json
import math
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
from tap import SHARED, check, done, equal, near, skip  # noqa: E402

ENTENTE = os.environ["ENTENTE"]
SEED = "graphs/korea-us-2022.json"
LEVEL = {"defense": 3, "offense": 3, "neutrality": 2, "nonaggression": 2, "consultation": 1, "entente": 1,
         "technology": 0, "economic": 0, None: 3}
OF_LEVEL = {3: "defense", 2: "neutrality", 1: "entente"}
NAMES = [f"{m}-{d}" for m in ("s", "kappa", "pi") for d in ("absolute", "squared")] + ["tau-b"]
folder = tempfile.mkdtemp()
path = os.path.join(folder, "graph.json")


def run(*words):
    return subprocess.run([ENTENTE, "portfolio", *words], capture_output=True, text=True, timeout=120,
                          stdin=subprocess.DEVNULL)


def write(states, relations, kind="country"):
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"format": "entente/1", "entities": [{"id": s, "kind": kind, "name": s} for s in states],
                   "relations": [dict({"id": f"r{i}"}, **r) for i, r in enumerate(relations)]}, file)


def pact(a, b, kind=None, **more):
    relation = {"source": a, "target": b, "type": "allied_with", **more}
    if kind:
        relation["attributes"] = {"pact": kind}
    return relation


def ask(*words):
    """The table; rows under the pair of their ids."""
    ran = run(path, *words, "--format", "json")
    table = json.loads(ran.stdout) if ran.stdout else {"rows": [], "notes": [], "title": ran.stderr}
    return ran.returncode, table, {(r["a_id"], r["b_id"]): r for r in table["rows"]}


def values(row):
    return {name: row[name] for name in NAMES if row.get(name) is not None}


def twin(p, q, span):
    """By definition; every pair of positions is looked at."""
    n, out = len(p), {}
    if not n:
        return out
    for word, power in (("absolute", 1), ("squared", 2)):
        met = Fraction(sum(abs(x - y) ** power for x, y in zip(p, q)), n)
        each = Fraction(sum(abs(x - y) ** power for x in p for y in q), n * n)
        both = p + q
        any_two = Fraction(sum(abs(x - y) ** power for x in both for y in both), 4 * n * n)
        out["s-" + word] = float(1 - 2 * met / span ** power)
        if each:
            out["kappa-" + word] = float(1 - met / each)
        if any_two:
            out["pi-" + word] = float(1 - met / any_two)
    score = tied_p = tied_q = 0
    for i in range(n):
        for j in range(i):
            x, y = p[i] - p[j], q[i] - q[j]
            score += (x * y > 0) - (x * y < 0)
            tied_p += x == 0
            tied_q += y == 0
    pairs = n * (n - 1) // 2
    if pairs > tied_p and pairs > tied_q:
        out["tau-b"] = score / math.sqrt((pairs - tied_p) * (pairs - tied_q))
    return out


def same(got, expected):
    return got.keys() == expected.keys() and all(math.isclose(got[k], expected[k], rel_tol=1e-9, abs_tol=1e-12)
                                                 for k in got)


def vectors(states, levels, a, b, own):
    """own: None leaves the two out, else the level of a state with itself."""
    others = [s for s in states if own is not None or s not in (a, b)]
    return [[own if s == t else levels.get(frozenset((s, t)), 0) for t in others] for s in (a, b)]


# ---- published values ----
P, Q = [3, 3, 0, 0, 1, 0], [3, 0, 0, 0, 1, 2]
PUBLISHED = {"s-absolute": .4444444, "s-squared": .5185185, "kappa-squared": .3157895, "kappa-absolute": .3750000,
             "pi-squared": .3127753, "pi-absolute": .3684211, "tau-b": .2611165}
third = [f"x{i}" for i in range(6)]
links = [pact(s, t, OF_LEVEL[v]) for s, row in (("A", P), ("B", Q)) for t, v in zip(third, row) if v]
write(["A", "B", *third], links)
code, table, rows = ask("A", "B", "--isolates")
equal(code, 0, "a pair is compared")
near({k: round(v, 7) for k, v in rows["A", "B"].items() if k in PUBLISHED}, PUBLISHED, "the published values")
near(values(rows["A", "B"]), twin(P, Q, 3), "all digits of them", 1e-12)
equal(rows["A", "B"]["positions"], 6, "six positions, those of the two left out")
code, table, rows = ask("B", "A", "--isolates")
near({k: round(v, 7) for k, v in rows["B", "A"].items() if k in PUBLISHED}, PUBLISHED, "and the same the other way")
code, table, rows = ask("A", "B")
equal(rows["A", "B"]["positions"], 4, "states without a selected relation are no positions")
check(any("2 more of these kinds" in note for note in table["notes"]), "and a note says how many they are")
code, table, rows = ask("A", "--isolates")
equal(list(rows), [("A", s) for s in ["B", *third]], "A alone is compared with everyone, by id")

# ---- random systems ----
chance = random.Random(4)
OWN = {"leave-out": None, "highest": 3, "none": 0}
bad, unequal, ranges, pis, undefined = [], [], [], [], 0
for turn in range(60):
    states = [f"s{i}" for i in chance.sample(range(100), chance.randint(2, 9))]
    relations, levels = [], {}
    for _ in range(chance.randint(0, 3 * len(states))):
        s, t = chance.choice(states), chance.choice(states)
        kind = chance.choice(list(LEVEL))
        relations.append(pact(s, t, kind) if chance.random() < .8 else {"source": s, "target": t, "type": "supports"})
        if s != t and relations[-1]["type"] == "allied_with":
            levels[frozenset((s, t))] = max(LEVEL[kind], levels.get(frozenset((s, t)), 0))
    write(states, relations)
    own = chance.choice(list(OWN))
    code, table, rows = ask("--all", "--isolates", "--self", own)
    order = sorted(states)
    expected_pairs = [(a, b) for i, a in enumerate(order) for b in order[i + 1:]]
    if list(rows) != expected_pairs:
        bad.append((turn, "pairs", list(rows)[:5]))
    for a, b in expected_pairs:
        p, q = vectors(states, levels, a, b, OWN[own])
        got = values(rows[a, b])
        undefined += len(got) < 7
        if not same(got, twin(p, q, 3)):
            bad.append((turn, own, a, b, p, q, got, twin(p, q, 3)))
        if p == q and any(abs(v - 1) > 1e-12 for v in got.values()):
            unequal.append((p, q, got))
        if any(v > 1 + 1e-12 for v in got.values()) or any(got.get(k, 0) < -1 - 1e-12 for k in ("s-absolute", "s-squared", "tau-b")):
            ranges.append(got)
        pis += [got for d in ("absolute", "squared")
                if "kappa-" + d in got and got.get("pi-" + d, 0) > got["kappa-" + d] + 1e-12]
    if not any("not defined" in note for note in table["notes"]) and any(len(values(r)) < 7 for r in rows.values()):
        bad.append((turn, "no note"))
check(not bad, "random pacts: every pair equals the vectors written out", bad[:2])
check(not unequal, "equal portfolios are at 1", unequal[:2])
check(not ranges, "S and tau-b are between -1 and 1, nothing is above 1", ranges[:2])
check(not pis, "pi is never above kappa", pis[:2])
check(undefined > 20, "some of them were not defined")

SIGNS = {"supports": 1, "warns": -1, "allied_with": 1, "member_of": 0}
bad = []
for turn in range(30):
    states = [f"s{i}" for i in range(chance.randint(3, 8))]
    relations, met = [], {}
    for _ in range(chance.randint(2, 3 * len(states))):
        s, t = chance.sample(states, 2)
        kind = chance.choice(list(SIGNS))
        relations.append({"source": s, "target": t, "type": kind})
        met.setdefault(frozenset((s, t)), set()).add(SIGNS[kind])
    levels = {pair: sum(signs - {0}) for pair, signs in met.items()}
    write(states, relations)
    own = chance.choice(list(OWN))
    code, table, rows = ask("--on", "relations", "--isolates", "--self", own)
    for a, b in rows:
        p, q = vectors(states, levels, a, b, {**OWN, "highest": 1}[own])
        if not same(values(rows[a, b]), twin(p, q, 2)):
            bad.append((turn, own, a, b, p, q, values(rows[a, b]), twin(p, q, 2)))
    both = sum({1, -1} <= signs for signs in met.values())
    if both and not any(f"{both} pair" in note and "both" in note for note in table["notes"]):
        bad.append((turn, both, table["notes"]))
check(not bad, "random signs: every pair equals the vectors written out, and pairs of both signs are counted", bad[:2])

# ---- what a pact is ----
write("ABCD", [pact("A", "C", ["technology", "neutrality"]), pact("B", "C", "Non-aggression"), pact("A", "D", "defence"),
               pact("B", "D"), pact("A", "B", "friendship")])
code, table, rows = ask("A", "B")
equal([rows["A", "B"][k] for k in ("tie", "s-absolute", "positions")], [0, 1, 2], "lists, spellings and pacts without a kind")
check(any("1 pact does not say" in n for n in table["notes"]), "a pact that does not say of what kind is counted")
check(any("1 pact is of a kind without a level" in n for n in table["notes"]), "so is one of an unknown kind")
code, table, rows = ask("A", "B", "--levels", "unnamed=1,nonaggression=1")
near(rows["A", "B"]["s-absolute"], 1 - 2 * (1 + 2) / (2 * 3), "--levels changes the scale")
code, table, rows = ask("A", "B", "--levels", "technology=6")
near(rows["A", "B"]["s-absolute"], 1 - 2 * (4 + 0) / (2 * 6), "and its span")
write("ABC", [{"source": "A", "target": "C", "type": "cooperates_with"}, pact("B", "C", "entente")])
code, table, rows = ask("A", "B", "--levels", "cooperates_with=1")
equal(rows["A", "B"]["s-absolute"], 1, "another type of relation can count as a pact")

# ---- a date ----
write("ABC", [pact("A", "C", "defense", date="1900/1910"), pact("B", "C", "defense", date="1905/1920")])
found = {}
for year in ("1902", "1907", "1915", "1930"):
    found[year] = ask("A", "B", "--at", year, "--isolates")[2]["A", "B"]["s-absolute"]
equal(found, {"1902": -1, "1907": 1, "1915": -1, "1930": 1}, "--at takes the pacts of its day")
check(any("all times" in n for n in ask("A", "B")[1]["notes"]), "without a date a note says that all times count")
code, table, rows = ask("A", "B", "--at", "1930")
check(code == 1 and not rows and "--isolates" in table["title"], "nobody with a pact is an empty answer", (code, table["title"]))

# ---- undefined, and refused ----
write("ABCD", [pact("A", "C"), pact("A", "D"), pact("B", "C"), pact("B", "D")])
code, table, rows = ask("A", "B")
equal(values(rows["A", "B"]), {"s-absolute": 1, "s-squared": 1}, "without variance kappa, pi and tau-b are empty")
equal(sum("not defined for 1 pair " in n for n in table["notes"]), 2, "and two notes say so")
write("AB", [pact("A", "B")])
equal(values(ask("A", "B")[2]["A", "B"]), {}, "without positions nothing is defined")
write("A", [])
equal(ask("--all", "--isolates")[0], 1, "one state is no pair")
write("ABC", [pact("A", "B")])
for words, says in ((("A", "A"), "both"), (("A", "--all"), "--all"), (("--levels", "defense=x"), "no level"),
                    (("--levels", "defense=10"), "no level"), (("--levels", "zeal=1"), "neither"),
                    (("--levels", "allied_with=1"), "by their kind"), (("--among", "contry"), "no kind"),
                    (("A", "--among", "firm"), "none of the kinds"), (("--on", "relations", "--levels", "defense=1"), "signs"),
                    (("--levels", "defense=0,offense=0,neutrality=0,nonaggression=0,consultation=0,entente=0,unnamed=0"),
                     "nothing to compare")):
    ran = run(path, *words)
    check(ran.returncode == 2 and says in ran.stderr, f"refused in words: {' '.join(words)[:40]}", (ran.returncode, ran.stderr))
many = [f"s{i}" for i in range(2001)]
write(many, [])
ran = run(path, "--isolates")
check(ran.returncode == 2 and "at most 2000" in ran.stderr, "too many pairs are refused", ran.stderr)
equal(len(ask("s0", "--isolates")[2]), 2000, "one with everyone is not")

# ---- the pacts behind the numbers ----
ran = json.loads(run(SEED, "KOR", "USA", "--self", "highest", "--relations", "--format", "json").stdout)
row = ran["rows"][0]
equal((len(ran["rows"]), row["relation"], row["side"], row["level"]), (1, "r05", "both", 3), "the pact of the seed is cited")
check(row["evidence"] and row["source"], "with evidence and source")
write("ABCD", [pact("A", "C", "defense", date="1950"), pact("C", "A", "entente", date="1940"), pact("B", "D", "neutrality"),
               pact("A", "B", "entente"), pact("C", "D", "defense")])
code, table, _ = ask("A", "B", "--relations")
equal([(r["side"], r["with_id"], r["level"], r["relation"]) for r in table["rows"]],
      [("a", "C", 1, "r1"), ("a", "C", 3, "r0"), ("b", "D", 2, "r2")], "each side by partner and date, without their own")
code, table, _ = ask("A", "B", "--relations", "--self", "none")
equal([(r["side"], r["relation"]) for r in table["rows"]], [("both", "r3"), ("a", "r1"), ("a", "r0"), ("b", "r2")],
      "their own once where it counts")
top = list(csv.DictReader(io.StringIO(run(path, "--all", "--relations", "--top", "2", "--format", "csv").stdout)))
equal(sorted({(r["a_id"], r["b_id"]) for r in top}), [("A", "B"), ("A", "C")], "--top counts pairs")

# ---- two hundred states ----
states = [f"s{i:03}" for i in range(200)]
levels, relations = {}, []
for _ in range(2500):
    s, t = chance.sample(states, 2)
    level = chance.randint(1, 3)
    relations.append(pact(s, t, OF_LEVEL[level]))
    levels[frozenset((s, t))] = max(level, levels.get(frozenset((s, t)), 0))
write(states, relations)
code, table, rows = ask("--all", "--isolates")
equal(len(rows), 19900, "two hundred states are 19,900 pairs")
bad = [pair for pair in chance.sample(sorted(rows), 12)
       if not same(values(rows[pair]), twin(*vectors(states, levels, *pair, None), 3))]
check(not bad, "a sample of them equals the vectors written out", bad)

try:
    from scipy.stats import kendalltau
    near(twin(P, Q, 3)["tau-b"], float(kendalltau(P, Q).statistic), "scipy has the same tau-b")
except ImportError:
    skip("scipy has the same tau-b", "scipy is not installed")
skip("alliances of the Correlates of War", f"{SHARED}/data has none, and no reader takes them yet")
done()
