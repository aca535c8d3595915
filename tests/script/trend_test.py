#!/usr/bin/python3
"""trend against a twin that reads the JSON itself: periods of the calendar, who is in them by the rule of dates, what is
measured there, who enters and leaves; and every value against the command that has it, run on the period alone."""
import collections
import csv
import datetime
import itertools
import json
import math
import os
import random
import subprocess
import sys
import tempfile

import networkx as nx

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
from tap import SHARED, check, done, equal, skip  # noqa: E402

ENTENTE = os.environ["ENTENTE"]
folder = tempfile.mkdtemp()
path = os.path.join(folder, "graph.json")
NEVER, EVER = -10**9, 10**9
MONDAY = datetime.date(1970, 1, 5).toordinal()


def entente(*words):
    return subprocess.run([ENTENTE, *words], capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL)


def table(*words):
    ran = entente(*words, "--format", "json")
    return json.loads(ran.stdout) if ran.stdout else {"rows": [], "notes": [], "title": ran.stderr}


def write(relations, entities=None):
    names = entities or sorted({end for r in relations for end in (r["source"], r["target"])})
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"format": "entente/1", "entities": [{"id": n, "kind": "country", "name": n} for n in names],
                   "relations": [dict({"id": f"r{i}"}, **r) for i, r in enumerate(relations)]}, file)


# ---- the twin ----

def month_length(year, month):
    return ((datetime.date(year + month // 12, month % 12 + 1, 1)) - datetime.date(year, month, 1)).days


def part(text, end):
    """First (end 0) or last (end 1) day that a date without an interval can mean."""
    fields = [int(f) for f in text.split("-")]
    year, month = fields[0], fields[1] if len(fields) > 1 else (12 if end else 1)
    day = fields[2] if len(fields) > 2 else (month_length(year, month) if end else 1)
    return datetime.date(year, month, day).toordinal()


def span(text):
    if text is None:
        return None
    first, _, last = text.partition("/")
    last = last if "/" in text else first
    return (NEVER if first in ("", "..") else part(first, 0), EVER if last in ("", "..") else part(last, 1))


def shift(day, months):
    date = datetime.date.fromordinal(day)
    total = date.year * 12 + date.month - 1 + months
    year, month = total // 12, total % 12 + 1
    return datetime.date(year, month, min(date.day, month_length(year, month))).toordinal()


def periods(every, first, last, anchored, closed):
    number, unit = int(every[:-1]), every[-1]
    months = {"y": 12, "q": 3, "m": 1}.get(unit, 0) * number
    days = {"w": 7, "d": 1}.get(unit, 0) * number
    if not anchored and months:
        date = datetime.date.fromordinal(first)
        total = (date.year * 12 + date.month - 1) // months * months
        first = datetime.date(total // 12, total % 12 + 1, 1).toordinal()
    elif not anchored:
        first = MONDAY + (first - MONDAY) // days * days
    out, k = [], 0
    while True:
        start = shift(first, k * months) if months else first + k * days
        end = (shift(first, (k + 1) * months) if months else start + days) - 1
        if start > last:
            return out
        out.append((start, min(end, last) if closed else end))
        k += 1


def iso(day):
    return datetime.date.fromordinal(day).isoformat()


def stretch(relations, since, until):
    low, high = (part(since, 0) if since else NEVER), (part(until, 1) if until else EVER)
    spans = [s for s in (span(r.get("date")) for r in relations) if s and s[0] <= high and s[1] >= low]
    ends = [min(max(d, low), high) for s in spans for d in s if d not in (NEVER, EVER)]
    return (low if since else min(ends)), (high if until else max(ends))


def inside(relations, first, last):
    return [r for r in relations if r.get("date") and span(r["date"])[0] <= last and span(r["date"])[1] >= first]


def people(relations):
    return {end for r in relations for end in (r["source"], r["target"])}


def measures(relations):
    """By definition, on the pairs."""
    n = len(people(relations))
    if not n:
        return {"relations": 0, "entities": 0}
    graph, signs = nx.Graph(), collections.defaultdict(set)
    for r in relations:
        graph.add_edge(r["source"], r["target"])
        signs[frozenset((r["source"], r["target"]))].add(1 if r["type"] == "supports" else -1)
    parts = [len(c) for c in nx.connected_components(graph)]
    product = [math.prod(min(signs[frozenset(p)]) for p in itertools.combinations(t, 2))
               for t in itertools.combinations(sorted(graph), 3)
               if all(len(signs.get(frozenset(p), ())) == 1 for p in itertools.combinations(t, 2))]
    order, least = sorted(graph), EVER
    for sides in itertools.product((1, -1), repeat=n - 1):
        side = dict(zip(order, (1,) + sides))
        least = min(least, sum(side[a] * side[b] != s for (a, b), ss in ((tuple(p), ss) for p, ss in signs.items())
                               for s in ss))
    out = {"relations": len(relations), "entities": n, "density": nx.density(graph), "components": len(parts),
           "giant": max(parts) / n, "frustration": least, "degree": 2 * graph.number_of_edges() / n,
           "betweenness": sum(nx.betweenness_centrality(graph, normalized=False).values()) / n}
    paths = sum(d * (d - 1) for _, d in graph.degree())
    if paths:
        out["transitivity"] = nx.transitivity(graph)
    if product:
        out["balance"] = sum(p > 0 for p in product) / len(product)
    return out


def key(name, r):
    return (span(r["date"])[0], len(name), name)


def changes(relations, cuts):
    """(from, change, entity, relation) in order; ids of relations are r and their place."""
    ids = {id(r): f"r{i}" for i, r in enumerate(relations)}
    out, before = [], None
    for first, last in cuts:
        now = inside(relations, first, last)
        if before is not None:
            for e in sorted(people(now) - people(before)):
                own = [r for r in now if e in (r["source"], r["target"])]
                out.append((iso(first), "entered", e, min((key(ids[id(r)], r) for r in own))[2]))
            for e in sorted(people(before) - people(now)):
                own = [r for r in before if e in (r["source"], r["target"])]
                out.append((iso(first), "left", e,
                            min(((-span(r["date"])[1],) + key(ids[id(r)], r) for r in own))[3]))
        before = now
    return out


# ---- random graphs ----

def random_date(rng):
    day = datetime.date(2015, 1, 1) + datetime.timedelta(days=rng.randrange(2400))
    texts = [day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]]
    end = day + datetime.timedelta(days=rng.randrange(0, 900))
    texts += [f"{day}/{end}", f"{day}/..", f"../{day}", f"{day.isoformat()[:7]}/{end}", f"{day.isoformat()[:4]}/"]
    return rng.choice(texts + [None, texts[0], texts[1]])


def random_graph(rng):
    names = [f"e{i}" for i in range(rng.randrange(2, 8))]
    out = []
    for _ in range(rng.randrange(1, 22)):
        a, b = rng.sample(names, 2)
        r = {"source": a, "target": b, "type": rng.choice(["supports", "opposes"])}
        date = random_date(rng)
        out.append(dict(r, date=date) if date else r)
    return out


NAMES = ["entities", "relations", "density", "transitivity", "components", "giant", "balance", "frustration", "degree",
         "betweenness"]
rng = random.Random(7)
bad, bad_cuts, bad_moves, bad_changes, tried = [], [], [], [], 0
for turn in range(60):
    relations = random_graph(rng)
    if not any(span(r.get("date")) not in (None, (NEVER, EVER)) for r in relations):
        continue
    since = rng.choice([None, None, "2016-01-31", "2017", "2016-02-29"])
    until = rng.choice([None, None, "2019-06", "2018-11-15"])
    every = rng.choice(["1y", "2q", "5m", "1m", "9w", "100d"])
    window = (["--since", since] if since else []) + (["--until", until] if until else [])
    low, high = (part(since, 0) if since else NEVER), (part(until, 1) if until else EVER)
    if not inside(relations, low, high):
        continue
    tried += 1
    write(relations)
    cuts = periods(every, *stretch(relations, since, until), bool(since), bool(until))
    got = table("trend", path, "--every", every, "--measure", ",".join(NAMES), "--direction", "undirected", *window)
    rows = collections.defaultdict(dict)
    for row in got["rows"]:
        rows[row["from"], row["to"]][row["measure"]] = row
    if list(rows) != [(iso(a), iso(b)) for a, b in cuts]:
        bad_cuts.append((turn, every, window, list(rows)[:3], [(iso(a), iso(b)) for a, b in cuts][:3]))
        continue
    before = None
    for a, b in cuts:
        now = inside(relations, a, b)
        want, have = measures(now), rows[iso(a), iso(b)]
        for name in NAMES:
            value, expected = have[name].get("value"), want.get(name)
            if (value is None) != (expected is None) or (value is not None and not math.isclose(
                    value, expected, rel_tol=1e-9, abs_tol=1e-12)):
                bad.append((turn, iso(a), name, value, expected))
        cell = have["density"]
        moved = (len(people(now) - before), len(before - people(now))) if before is not None else (None, None)
        if (cell["entities"], cell["relations"], cell.get("entering"), cell.get("leaving")) != \
                (len(people(now)), len(now), *moved):
            bad_moves.append((turn, iso(a), cell, moved))
        if now and (have["frustration"]["exact"] is not True or have["frustration"]["lower"] != want["frustration"]):
            bad.append((turn, iso(a), "bounds", have["frustration"]))
        before = people(now)
    listed = [(r["from"], r["change"], r["id"], r["relation"])
              for r in table("trend", path, "--every", every, "--changes", *window)["rows"]]
    if listed != changes(relations, cuts):
        bad_changes.append((turn, listed, changes(relations, cuts)))
check(tried > 30, f"enough random graphs: {tried}")
check(not bad_cuts, "time is cut as the calendar says", bad_cuts[:3])
check(not bad, "each measure in each period is what its definition says", bad[:5])
check(not bad_moves, "who is there, enters and leaves is counted", bad_moves[:3])
check(not bad_changes, "who enters and leaves is named with the first and the last relation", bad_changes[:1])


# ---- the same as the commands ----

COMMANDS = {
    "density": (["census", "--section", "size"], lambda t: named(t, "density")),
    "mean-degree": (["census", "--section", "size"], lambda t: named(t, "mean-degree")),
    "reciprocity": (["census", "--section", "reciprocity"], lambda t: named(t, "reciprocity")),
    "transitivity": (["census", "--section", "transitivity"], lambda t: named(t, "transitivity")),
    "components": (["components"], lambda t: len(t["rows"])),
    "giant": (["components"], lambda t: t["rows"][0]["share"]),
    "positive-share": (["balance", "--of", "signs"], lambda t: named(t, "positive", "share")),
    "balance": (["balance", "--of", "triangles"], lambda t: named(t, "strong-balance")),
    "weak-balance": (["balance", "--of", "triangles"], lambda t: named(t, "weak-balance")),
    "frustration": (["frustration", "--summary"], lambda t: t["rows"][0]["index"]),
    "normalised-frustration": (["frustration", "--summary"], lambda t: t["rows"][0]["normalised"]),
    "pagerank": (["centrality", "--centralisation", "--measure", "pagerank"], lambda t: t["rows"][0].get("mean")),
    "in-degree": (["centrality", "--centralisation", "--measure", "in-degree"], lambda t: t["rows"][0].get("mean")),
    "clustering": (["centrality", "--centralisation", "--measure", "clustering"], lambda t: t["rows"][0].get("mean")),
}


def named(answer, name, column="value"):
    return next(row.get(column) for row in answer["rows"] if name in (row.get("name"), row.get("statistic")))


def against_commands(file, every, *window):
    wrong, count = [], 0
    for row in table("trend", file, "--every", every, "--measure", ",".join(COMMANDS), *window)["rows"]:
        words, pick = COMMANDS[row["measure"]]
        if not row["relations"]:
            continue
        alone = pick(table(words[0], file, *words[1:], *[w for w in window if w not in DATES], "--since", row["from"],
                           "--until", row["to"]))
        count += 1
        if alone != row.get("value"):
            wrong.append((row["measure"], row["from"], row.get("value"), alone))
    check(count > 5 and not wrong, f"{os.path.basename(file)} by {every}: the numbers of the commands, to the last digit",
          (count, wrong[:4]))


DATES = ("--since", "2018", "--until", "2022")
against_commands("graphs/frameworks.json", "20y")
against_commands("graphs/korea-us-2022.json", "1y", "--lift")
against_commands("graphs/frameworks.json", "2y", *DATES)
of = table("trend", "graphs/frameworks.json", "--every", "2y", "--of", "KOR", "--measure", "degree,closeness,pagerank",
           "--since", "2016")["rows"]
alone = {}
for row in of:
    for other in table("centrality", "graphs/frameworks.json", "--measure", "degree,closeness,pagerank", "--since",
                       row["from"], "--until", row["to"])["rows"]:
        if other["id"] == "KOR":
            alone[row["from"], row["measure"]] = other[row["measure"]]
equal({(r["from"], r["measure"]): r["value"] for r in of if r.get("value") is not None}, alone,
      "--of: the value of that entity, missing while it is not there")
check(alone and len(alone) < len(of), "KOR is there in some periods and not in others")
shares = table("trend", "graphs/frameworks.json", "--every", "20y", "--measure", "degree", "--centralisation")["rows"]
equal([r.get("value") for r in shares],
      [table("centrality", "graphs/frameworks.json", "--measure", "degree", "--centralisation", "--since", r["from"],
             "--until", r["to"])["rows"][0].get("centralisation") for r in shares], "--centralisation is Freeman's")


# ---- the calendar ----

def cut(every, *words):
    return [f"{r['from']}/{r['to']}" for r in table("trend", path, "--every", every, *words)["rows"]]


write([{"source": "a", "target": "b", "type": "supports", "date": "2020-01-31/2020-04-02"}])
equal(cut("1m", "--since", "2020-01-31"), ["2020-01-31/2020-02-28", "2020-02-29/2020-03-30", "2020-03-31/2020-04-29"],
      "months from the 31st on, in a leap year")
equal(cut("1m")[:2], ["2020-01-01/2020-01-31", "2020-02-01/2020-02-29"], "months keep to the calendar")
equal(cut("1q"), ["2020-01-01/2020-03-31", "2020-04-01/2020-06-30"], "quarters")
equal(cut("3m"), cut("1q"), "three months are a quarter")
equal(cut("y"), ["2020-01-01/2020-12-31"], "a unit alone is one of it")
equal(cut("5w")[0], "2020-01-27/2020-03-01" if (datetime.date(2020, 1, 27).toordinal() - MONDAY) % 35 == 0
      else iso(MONDAY + (datetime.date(2020, 1, 31).toordinal() - MONDAY) // 35 * 35) + "/" +
      iso(MONDAY + (datetime.date(2020, 1, 31).toordinal() - MONDAY) // 35 * 35 + 34), "five weeks from a Monday")
equal(cut("1w", "--until", "2020-02-05"), ["2020-01-27/2020-02-02", "2020-02-03/2020-02-05"], "cut by --until")
equal(cut("1m", "--at", "2020-02"), ["2020-02-01/2020-02-29"], "--at is a stretch too")
write([{"source": "a", "target": "b", "type": "supports", "date": "2019/.."},
       {"source": "b", "target": "c", "type": "opposes", "date": "../2017"},
       {"source": "c", "target": "d", "type": "supports"}])
equal([(r["from"], r["relations"]) for r in table("trend", path)["rows"]],
      [("2017-01-01", 1), ("2018-01-01", 0), ("2019-01-01", 1)], "open ends reach as far as the days that are known")
equal([r["relations"] for r in table("trend", path, "--undated")["rows"]], [2, 1, 2], "--undated: in every period")
check(any("1 relation without a date in no period" in n for n in table("trend", path)["notes"]), "who is undated is said")
equal([r["relations"] for r in table("trend", path, "--since", "2030", "--until", "2031")["rows"]], [1, 1],
      "what is open holds after all dates")
write([{"source": "a", "target": "b", "type": "supports", "date": "-0044-03-15"},
       {"source": "a", "target": "b", "type": "supports", "date": "0004-02-29"}])
equal([cut("4y")[0], cut("4y")[-1]], ["-0044-01-01/-0041-12-31", "0004-01-01/0007-12-31"], "years before the first")


# ---- refusals and empty answers ----

def refused(code, says, *words):
    ran = entente("trend", *words)
    check(ran.returncode == code and says in ran.stderr + ran.stdout, f"{' '.join(words[1:])}: {says}",
          (ran.returncode, ran.stderr, ran.stdout))


for word in ("", "1", "0y", "y1", "1yy", "-1y", "1.5y", "100001d", "99999999999999999999y", "1Y"):
    refused(2, "--every takes a number and a unit", path, "--every=" + word)
refused(2, "more than 10000", path, "--every", "1d")
refused(2, "--since", path, "--every", "1d")
refused(2, "'density' is of the whole graph", path, "--of", "a", "--measure", "density")
refused(2, "take one of them", path, "--of", "a", "--centralisation")
refused(2, "nobody", path, "--of", "nobody")
refused(1, "nobody enters or leaves", path, "--every", "100y", "--changes")
refused(1, "one period only", "graphs/korea-us-2022.json", "--changes")
write([{"source": "a", "target": "b", "type": "supports"}])
refused(1, "needs a relation with a date", path)
write([{"source": "a", "target": "b", "type": "supports", "date": "1990/.."}])
equal(len(cut("1y", "--since", "2000", "--until", "2004")), 5, "with --since and --until no date needs a day in between")
equal(cut("1y", "--since", "2000"), ["2000-01-01/2000-12-31"], "with --since alone one period at least")


# ---- shared data ----

events = os.path.join(SHARED, "data", "icews-mmkb", "icews_2014_valid.txt")
if os.path.exists(events):
    with open(events, encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file if line.strip()]
    numbers = {name: f"n{i}" for i, name in enumerate(sorted({x for h, _, t, _ in lines for x in (h, t)}))}
    write([{"source": numbers[h], "target": numbers[t], "type": "supports", "date": d} for h, _, t, d in lines])
    months = collections.Counter(d[:7] for *_, d in lines)
    got = table("trend", path, "--every", "1m", "--measure", "relations")["rows"]
    equal({r["from"][:7]: r["value"] for r in got}, dict(months), "8,941 events of 2014, month by month")
    there = {m: {numbers[x] for h, _, t, d in lines if d[:7] == m for x in (h, t)} for m in months}
    order = sorted(there)
    equal([(r["entering"], r["leaving"]) for r in got[1:]],
          [(len(there[b] - there[a]), len(there[a] - there[b])) for a, b in zip(order, order[1:])],
          "who comes and goes among the thousands")
else:
    skip("events of 2014", "no shared data")
folder_cow = os.path.join(SHARED, "data", "cow-mid5-raw")
if os.path.exists(folder_cow):
    def day(row, prefix):
        y, m, d = row[f"{prefix}year"], row[f"{prefix}mon"], row[f"{prefix}day"]
        return y if m == "-9" else f"{y}-{int(m):02}" if d == "-9" else f"{y}-{int(m):02}-{int(d):02}"
    with open(os.path.join(folder_cow, "MIDB 5.0.csv"), encoding="utf-8-sig", newline="") as file:
        parties = collections.defaultdict(list)
        for row in csv.DictReader(file):
            row = {k.lower(): v for k, v in row.items()}
            if "-9" not in (row["styear"], row["endyear"]):
                parties[row["dispnum"]].append(row)
    relations = []
    for rows in parties.values():
        for a, b in itertools.combinations(rows, 2):
            if a["sidea"] != b["sidea"] and a["ccode"] != b["ccode"]:
                relations.append({"source": "c" + a["ccode"], "target": "c" + b["ccode"], "type": "opposes",
                                  "date": f"{day(a, 'st')}/{day(a, 'end')}"})
    write(relations)
    cuts = periods("5y", *stretch(relations, None, None), False, False)
    equal([(r["from"], r["relations"], r["entities"]) for r in table("trend", path, "--every", "5y")["rows"]],
          [(iso(a), len(inside(relations, a, b)), len(people(inside(relations, a, b)))) for a, b in cuts],
          f"{len(relations)} disputes between states since 1816, five years at a time")
else:
    skip("disputes", "no shared data")

chart = os.path.join(folder, "chart.svg")
ran = entente("trend", "graphs/frameworks.json", "--every", "10y", "--measure", "density,components", "--chart", chart)
with open(chart, encoding="utf-8") as file:
    picture = file.read()
check(ran.returncode == 0 and "<svg" in picture and "density" in picture and "components" in picture,
      "a chart with a panel for each measure", ran.stderr)
done()
