#!/usr/bin/env python3
"""diff counts what a comparison of sets counts, whatever the order of the records, and mirrors when the sides change."""
import collections
import csv
import json
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests")
from tap import check, done, equal, skip  # noqa: E402

ENTENTE = os.environ["ENTENTE"]
SHARED = os.environ.get("SHARED", "../shared")
SEED = "graphs/korea-us-2022.json"
folder = tempfile.TemporaryDirectory()


def run(*words, **more):
    return subprocess.run([ENTENTE, *words], capture_output=True, text=True, timeout=300, **more)


def write(name, graph):
    path = os.path.join(folder.name, name)
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"format": "entente/1", **graph}, file)
    return path


def graph_of(relations, entities=()):
    return {"entities": [{"id": e, "kind": "country"} for e in entities], "relations": relations}


def diff(*words):
    """The rows and notes of diff, and its exit code."""
    got = run("diff", *words, "--format", "json")
    if got.returncode > 1:
        return None, None, got
    table = json.loads(got.stdout)
    return table["rows"], table["notes"], got.returncode


def tally(rows, what):
    return collections.Counter(r["change"] for r in rows if r["what"] == what)


SIGN = {"positive": 1, "negative": -1, "structural": 0}


def tie_rows(rows):
    """Rows of ties as (pair, sign): after only, before only, and how many pairs turned from one to another."""
    come, gone, turned = set(), set(), 0
    for r in rows:
        if r["what"] != "tie":
            continue
        pair = frozenset((r["from_id"], r["to_id"]))
        if r["change"] != "removed":
            come.add((pair, SIGN[r["sign"]]))
        if r["change"] != "added":
            gone.add((pair, SIGN[r["sign"] if r["change"] == "removed" else r["before"].split()[1]]))
        turned += r["change"] == "changed"
    return come, gone, turned


def by_sets(before, after):
    """The same from the relations themselves, and how many are equal."""
    x, y = ({(frozenset((r["source"], r["target"])), r["sign"]) for r in rs} for rs in (before, after))
    lost, won = (collections.Counter(p for p, _ in s) for s in (x - y, y - x))
    return (y - x, x - y, sum((lost & won).values())), len(x & y)


def compare_ties(before, after, name):
    shuffled = random.Random(5)
    for turn in range(2):
        a, b = write("a.json", graph_of(before)), write("b.json", graph_of(after))
        rows, notes, code = diff(a, b, "--by", "tie", "--movers", "0")
        want, equal_ties = by_sets(before, after)
        got = tie_rows(rows)
        equal(got, want, f"{name}: the ties of a comparison of sets ({turn})")
        come, gone, turned = want
        line = f"ties (pairs with a sign): {len(come) - turned} added, {len(gone) - turned} removed, " \
               f"{turned} changed sign, {equal_ties} equal"
        check(line in notes, f"{name}: the note counts them ({turn})", notes)
        equal(code, int(bool(come or gone)), f"{name}: exit code ({turn})")
        people = [{e for r in rs for e in (r["source"], r["target"])} for rs in (before, after)]
        equal(dict(tally(rows, "entity")), {k: v for k, v in (("added", len(people[1] - people[0])),
              ("removed", len(people[0] - people[1]))) if v}, f"{name}: entities as by sets ({turn})")
        again = [dict(r, source=r["target"], target=r["source"]) if shuffled.random() < .5 else r for r in before]
        shuffled.shuffle(again)
        before = again


# ---- signed country networks in consecutive windows, from disputes: one side together, two sides against each other ----
def windows(path):
    by_dispute = collections.defaultdict(list)
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            row = {k.lower(): v for k, v in row.items()}
            by_dispute[row["dispnum"]].append((row["stabb"], row["sidea"], int(row["styear"])))
    out = collections.defaultdict(dict)
    for sides in by_dispute.values():
        for i, (a, x, year) in enumerate(sides):
            for b, y, _ in sides[:i]:
                if a != b:
                    out[year // 5 * 5].setdefault((min(a, b), max(a, b)), set()).add(1 if x == y else -1)
    for start, pairs in out.items():
        yield start, [{"type": "allied_with" if s > 0 else "opposes", "source": a, "target": b, "sign": s}
                      for (a, b), signs in sorted(pairs.items()) for s in sorted(signs)]


path = os.path.join(SHARED, "data/cow-mid5-raw/MIDB 5.0.csv")
if os.path.exists(path):
    made = dict(windows(path))
    for start in (1935, 1950, 1985, 1990, 2005):
        before, after = made[start], made[start + 5]
        check(len(before) > 50 and len(after) > 50, f"window {start} has relations", (len(before), len(after)))
        compare_ties(before, after, f"windows {start} and {start + 5}")
        # relations without ids, of one type each sign: (ends, type) as sets
        undirected = [[dict(r, type="cooperates_with" if r["sign"] > 0 else "opposes") for r in rs] for rs in (before, after)]
        a, b = (write(f"{n}.json", graph_of(rs)) for n, rs in zip("ab", undirected))
        rows, _, _ = diff(a, b, "--movers", "0")
        x, y = ({(r["source"], r["target"], r["sign"]) for r in rs} for rs in (before, after))
        got = tally(rows, "relation")
        equal((got["added"] + got["changed"], got["removed"] + got["changed"]), (len(y - x), len(x - y)),
              f"windows {start}: relations counted as by sets")
else:
    skip("windows of disputes", "no shared data")

chance = random.Random(11)
for n in range(12):
    def draw():
        return [{"type": chance.choice(["allied_with", "opposes", "sanctions"]), "source": a, "target": b, "sign": s}
                for a, b, s in ((chance.choice("ABCDEFG"), chance.choice("ABCDEFG"), chance.choice([1, -1, 0]))
                                for _ in range(chance.randrange(30)))]
    compare_ties(draw(), draw(), f"random graphs {n}")

# ---- a file and itself; sides exchanged ----
for words in ([SEED, SEED], [SEED, SEED, "--by", "tie"], [SEED, SEED, "--lift", "--at", "2022"]):
    rows, notes, code = diff(*words)
    equal((rows, code), ([], 0), f"{' '.join(words[2:]) or 'a file'} and itself")
OTHER = "graphs/frameworks.json"
for words in ([], ["--by", "tie"], ["--lift"], ["--sign", "positive"], ["--at", "2022"]):
    there, _, _ = diff(SEED, OTHER, *words, "--movers", "0")
    back, _, _ = diff(OTHER, SEED, *words, "--movers", "0")

    def seen(rows, swap):
        name = {"added": "removed", "removed": "added", "ended": "changed"} if swap else {"ended": "changed"}
        return collections.Counter((r["what"], name.get(r["change"], r["change"]), r["entity_id"], r["from_id"], r["to_id"],
                                    r["changed"], r["after" if swap else "before"]) for r in rows)
    equal(seen(back, True), seen(there, False), f"{' '.join(words)} mirrored")

# ---- what changed, with its words and evidence ----
old = graph_of([
    {"id": "pact", "type": "allied_with", "source": "A", "target": "B", "date": "1950/.."},
    {"id": "talk", "type": "cooperates_with", "source": "A", "target": "C", "status": "planned", "confidence": 0.5},
    {"id": "aid", "type": "supports", "source": "B", "target": "C", "weight": 2},
    {"id": "lost", "type": "opposes", "source": "C", "target": "D",
     "evidence": [{"summary": "They quarrelled."}]},
    {"id": "doubt", "type": "opposes", "source": "A", "target": "D"}], "ABCDE")
new = graph_of([
    {"id": "aid", "type": "supports", "source": "B", "target": "C", "sign": -1, "weight": 3},
    {"id": "pact", "type": "allied_with", "source": "B", "target": "A", "date": "1950/1990", "status": "ended"},
    {"id": "talk", "type": "allied_with", "source": "C", "target": "A", "confidence": 0.9,
     "evidence": [{"summary": "They signed."}]},
    {"id": "doubt", "type": "opposes", "source": "A", "target": "D", "status": "denied"},
    {"id": "new", "type": "opposes", "source": "B", "target": "F"}], "ABCDF")
new["entities"][0]["name"] = "Atlantis"
a, b = write("old.json", old), write("new.json", new)
rows, notes, code = diff(a, b)
found = {r["relation"]: r for r in rows if r["what"] == "relation"}
equal({k: (r["change"], r["changed"]) for k, r in found.items()},
      {"pact": ("ended", "status, date"), "talk": ("changed", "type, status, confidence, evidence"),
       "aid": ("changed", "sign, weight"), "lost": ("removed", None), "doubt": ("removed", "status"),
       "new": ("added", None)}, "what happened to each relation")
equal((found["aid"]["before"], found["aid"]["after"]), ("sign positive; weight 2", "sign negative; weight 3"), "before and after in words")
equal((found["lost"]["evidence"], found["talk"]["evidence"]), ("They quarrelled.", "They signed."), "evidence of the side that has it")
equal(found["doubt"]["after"], "status denied", "why a relation that both have is not selected")
equal(sorted((r["change"], r["entity_id"], r["changed"]) for r in rows if r["what"] == "entity"),
      [("added", "F", None), ("changed", "A", "name"), ("removed", "E", None)], "entities")
check("relations: 1 added, 2 removed, 1 ended, 2 changed, 0 equal" in notes, "the note counts the relations", notes)
moved = {r["entity_id"]: (r["value_before"], r["value_after"], r["rank_before"], r["rank_after"], r["moved"])
         for r in rows if r["what"] == "rank"}
# degrees before: A 3, B 2, C 3, D 2, E 0; after: A 2, B 3, C 2, D 0, F 1
equal(moved, {"A": (3, 2, 1, 2, -1), "B": (2, 3, 3, 1, 2), "C": (3, 2, 1, 2, -1), "D": (2, 0, 3, 5, -2)}, "rank movers")
equal([len([r for r in diff(a, b, "--movers", n)[0] if r["what"] == "rank"]) for n in ("0", "2", "9")], [0, 2, 4], "--movers")

# ---- ids that only tell the place, other ids, an end without a date ----
def visit(year, **more):
    return {"type": "visits", "source": "A", "target": "B", "date": year, **more}


one = write("one.json", graph_of([visit("2000", id="r1"), visit("2001", id="r2"), visit("2002", id="r3")]))
two = write("two.json", graph_of([visit("2001", id="r1"), visit("2002", id="r2")]))
equal([(r["change"], r["date"]) for r in diff(one, two, "--movers", "0")[0]], [("removed", "2000")],
      "r1, r2, ... in the order of the file are no ids")
one = write("one.json", graph_of([visit("2000", id="v1"), visit("2001", id="v2")]))
two = write("two.json", graph_of([visit("2001", id="w1", sign=-1), visit("2002", id="w2")]))
equal(sorted((r["change"], r["date"], r["changed"]) for r in diff(one, two, "--movers", "0")[0] if r["what"] == "relation"),
      [("added", "2002", None), ("changed", "2001", "sign"), ("removed", "2000", None)],
      "other ids: of the same date another sign, of other dates two relations")
two = write("two.json", graph_of([visit("2000", id="v1", status="ended"), visit("2001", id="v2")]))
equal([(r["change"], r["relation"], r["changed"]) for r in diff(one, two)[0]], [("ended", "v1", "status")], "the status says ended")

# ---- ordered pairs ----
there = {"type": "sanctions", "source": "A", "target": "B"}, {"type": "allied_with", "source": "A", "target": "C"}
back = {"type": "sanctions", "source": "B", "target": "A"}, {"type": "allied_with", "source": "C", "target": "A"}
one, two = write("there.json", graph_of(list(there))), write("back.json", graph_of(list(back)))
equal(diff(one, two, "--by", "tie")[2], 0, "pairs have no order")
rows, _, code = diff(one, two, "--by", "tie", "--directed", "--movers", "0")
equal([(r["change"], r["from_id"], r["to_id"]) for r in rows], [("added", "B", "A"), ("removed", "A", "B")],
      "--directed: pairs of types that are not symmetric have one")
equal(tally(diff(one, two, "--movers", "0")[0], "relation"), {"added": 1, "removed": 1}, "so have relations")

# ---- two dates in one graph ----
dated = write("dated.json", graph_of([
    {"id": "stays", "type": "allied_with", "source": "A", "target": "B", "date": "1950/.."},
    {"id": "ends", "type": "allied_with", "source": "A", "target": "C", "date": "1950/1960"},
    {"id": "day", "type": "visits", "source": "A", "target": "D", "date": "1955-05-05"},
    {"id": "comes", "type": "opposes", "source": "C", "target": "B", "date": "1961/.."},
    {"id": "never", "type": "opposes", "source": "C", "target": "A"}], "ABCD"))
rows, notes, code = diff(dated, "--before", "1955", "--after", "1965")
equal({r["relation"]: r["change"] for r in rows if r["what"] == "relation"},
      {"ends": "ended", "day": "removed", "comes": "added"}, "two dates: what ended, is past, and came")
equal(code, 1, "two dates: exit code")
equal(diff(dated, "--before", "1962", "--after", "1965")[2], 0, "two dates between which nothing happens")

# ---- ids that tell the place, several at once, targeted relations ----
many = [{"type": "visits", "source": "A", "target": "B"} for _ in range(5)]
a, b = write("five.json", graph_of(many)), write("three.json", graph_of(many[:3]))
check("relations: 0 added, 2 removed, 0 ended, 0 changed, 3 equal" in diff(a, b)[1], "as many as are left over are removed")
seed = json.load(open(SEED, encoding="utf-8"))
chance.shuffle(seed["relations"])
chance.shuffle(seed["entities"])
shuffled = os.path.join(folder.name, "shuffled.json")
json.dump(seed, open(shuffled, "w", encoding="utf-8"))
equal(diff(SEED, shuffled)[0], [], "another order of the records is no difference")
for r in seed["relations"]:
    if not any(r["id"] == other["target"] for other in seed["relations"]):
        del r["id"]
json.dump(seed, open(shuffled, "w", encoding="utf-8"))
equal(diff(SEED, shuffled)[0], [], "nor are ids that one side lacks")
texts = [run("diff", x, OTHER, "--format", "csv").stdout for x in (SEED,)] + \
        [run("diff", "-", OTHER, "--format", "csv", input=open(SEED, encoding="utf-8").read()).stdout]
equal(texts[0], texts[1], "standard input is one side")
for form in ("text", "md", "csv", "tsv", "jsonl"):
    got = run("diff", SEED, OTHER, "--format", form)
    check(got.returncode == 1 and len(got.stdout) > 1000, f"--format {form}", got.stderr)

# ---- refusals ----
for words, code, said in (([SEED], 2, "name a second file, or two dates"), ([SEED, SEED, SEED], 2, "and 3 are named"),
                          ([SEED, "none.json"], 5, "none.json"), (["-", "-"], 2, "standard input can be read only once"),
                          ([SEED, "--before", "2020"], 2, "--before needs --after beside it"),
                          ([SEED, "--after", "2020"], 2, "--after needs --before beside it"),
                          ([SEED, "--before", "2021", "--after", "2020"], 2, "exchange the two dates"),
                          ([SEED, "--before", "2020", "--after", "2021", "--at", "2020"], 2, "--at, --since and --until cannot"),
                          ([SEED, OTHER, "--around", "Yoon"], 2, f"in '{OTHER}'"),
                          ([SEED, OTHER, "--measure", "degre"], 2, "degree"), ([], 2, "")):
    got = run("diff", *words, stdin=subprocess.DEVNULL)
    check(got.returncode == code and said in got.stderr and not got.stdout, f"diff {' '.join(words)} is refused", got.stderr)
check("is compared with itself" in run("diff", SEED, SEED).stderr, "the same file twice is said")
done()
