#!/usr/bin/env python3
"""Pictures of the views matrix, timeline, periods and diff from outside: limits of legibility, tooltips, hostile names, the
same bytes however a file is arranged, large graphs cut to what can be read, and what is refused."""
import json
import os
import random
import re
import sys
import tempfile
import xml.etree.ElementTree as tree

sys.path.insert(0, "tests")
import picture
import tap

GRAPH = "tests/data/draw/alliances-1872-1907.json"
VIEWS = {"matrix": [], "timeline": [], "periods": ["--every", "10y"], "diff": ["--before", "1885", "--after", "1907"]}
# In a matrix and on a timeline the form of a mark tells its sign, where lines of a network are told by their dash.
FORMS = ("matrix", "timeline")
folder = tempfile.mkdtemp()


def path(name):
    return os.path.join(folder, name)


def write(name, graph):
    with open(path(name), "w") as file:
        json.dump(graph, file)
    return path(name)


def svg(graph, view, *options):
    run = picture.render(graph, "--view", view, *VIEWS[view], "--quiet", "--effort", "quick", *options)
    assert run.returncode == 0, (view, run.stderr)
    return run.stdout


def groups(text, name):
    return [g for g in tree.fromstring(text).iter(picture.SVG + "g") if name in g.get("class", "").split()]


def titles(text):
    return [t.text or "" for t in tree.fromstring(text).iter(picture.SVG + "title")]


def words(text):
    return ["".join(t.itertext()) for t in tree.fromstring(text).iter(picture.SVG + "text")]


graph = json.load(open(GRAPH))
drawn = {view: svg(GRAPH, view) for view in VIEWS}

# ---- limits ----

for view, text in drawn.items():
    name = path(view + ".svg")
    with open(name, "wb") as file:
        file.write(text)
    metrics = picture.measure(name)
    if metrics is None:
        tap.skip(f"{view}: limits of legibility", "no svgcheck")
        continue
    limits = [limit for limit in picture.LIMITS if not (view in FORMS and "alike_in_grey" in limit)]
    limits = [limit for limit in limits if not (view == "timeline" and limit.startswith("aspect"))]  # as long as its rows
    bad = picture.broken(metrics, limits)
    tap.check(not bad, f"{view}: limits of legibility, accessibility and safety", bad)
    ids = re.findall(r' id="([^"]*)"', text.decode())
    tap.check(len(ids) == len(set(ids)), f"{view}: every id once", ids)

# ---- what is in them ----

cells = groups(drawn["matrix"], "edge")
tap.check(len(cells) == 30, "matrix: 15 mutual ties are marked in both triangles", len(cells))
pairs = {(c.get("data-source"), c.get("data-target"), c.get("data-sign")) for c in cells}
tap.check(all((b, a, sign) in pairs for a, b, sign in pairs), "matrix: what is mutual is symmetric", pairs)
tap.check(len(groups(drawn["matrix"], "node")) == 6, "matrix: a row for each entity")

directed = dict(graph, relations=[{"id": "1", "type": "sanctions", "source": "GB", "target": "FR"}])
one = groups(svg(write("directed.json", directed), "matrix"), "edge")
tap.check(len(one) == 1, "matrix: what has a direction is marked once", len(one))
rows = {g.get("id"): g.find(picture.SVG + "title").text for g in groups(svg(path("directed.json"), "matrix"), "node")}
tap.check(rows[one[0].get("data-source")].startswith("Great Britain"), "matrix: in the row of its source", rows)

bars = groups(drawn["timeline"], "span")
tap.check(len(bars) == 15, "timeline: a bar for each dated relation", len(bars))
tap.check(sum("Settlement of 1907." in t for t in titles(drawn["timeline"])) == 2,
          "timeline: bar and label tell the evidence")
tap.check("1875" in words(drawn["timeline"]), "timeline: years at the ticks", words(drawn["timeline"]))

panels = groups(drawn["periods"], "panel")
tap.check([len([e for e in p.iter(picture.SVG + "g") if "edge" in e.get("class", "").split()]) for p in panels] ==
          [5, 9, 11, 12], "periods: lines of each panel, counted by hand")
tap.check([p.get("data-from") for p in panels] == ["1870-01-01", "1880-01-01", "1890-01-01", "1900-01-01"],
          "periods: first days")
tap.check("3 cooperative, 2 adversarial" in words(drawn["periods"]), "periods: a panel counts", words(drawn["periods"]))
places = [{g.get("id").split("-")[-1]: [t.get("x") for t in g.iter(picture.SVG + "text")] for g in p.iter(picture.SVG + "g")
           if "node" in g.get("class", "").split()} for p in panels]  # panels 0 and 2 are below each other, so are 1 and 3
tap.check(len(places[0]) == 6 and places[0] == places[2] and places[1] == places[3],
          "periods: everybody stands where they stood", places)
idle = [len([g for g in p.iter(picture.SVG + "g") if {"node", "pale"} <= set(g.get("class", "").split())]) for p in panels]
tap.check(idle == [1, 0, 0, 0], "periods: Italy is idle in the first", idle)

changes = {name: len(groups(drawn["diff"], name)) for name in ("new", "ended")}
tap.check(changes == {"new": 5, "ended": 4}, "diff: 5 new, 4 ended", changes)
tap.check("+ allied with" in words(drawn["diff"]) and "− rivals" in words(drawn["diff"]), "diff: labels tell the change",
          words(drawn["diff"]))

# two files: the same states as two dates
for name, year in (("1885.json", 1885), ("1907.json", 1907)):
    kept = []
    for relation in graph["relations"]:
        if "date" not in relation:
            continue
        ends = [int(end) for end in relation["date"].split("/")]
        if ends[0] <= year <= ends[-1]:
            kept.append(relation)
    write(name, dict(graph, relations=kept))
run = picture.render(path("1885.json"), path("1907.json"), "--view", "diff", "--quiet", "--effort", "quick")
tap.check(run.returncode == 0 and {n: len(groups(run.stdout, n)) for n in ("new", "ended")} == changes,
          "diff: two files as two dates", run.stderr)

# ---- order of the input, hostile text, languages ----

shuffled = json.loads(json.dumps(graph))
random.Random(5).shuffle(shuffled["entities"])
random.Random(6).shuffle(shuffled["relations"])
write("shuffled.json", shuffled)
hostile = json.loads(json.dumps(graph))
for k, entity in enumerate(hostile["entities"]):
    entity["name"] = ["<script>alert(1)</script>", "a\"b' onload=\"x\" &amp; &", "\u202egnp.exe", "한국과 아주 긴 이름" * 30,
                      "W" * 300, "]]>--><x"][k]
hostile["title"] = "</title><script>x</script>"
hostile["documents"][0]["url"] = "javascript:alert(1)"
write("hostile.json", hostile)
for view in VIEWS:
    tap.check(svg(path("shuffled.json"), view) == drawn[view], f"{view}: the order of the file does not matter")
    text = svg(path("hostile.json"), view)
    root = tree.fromstring(text)
    tap.check(not [e for e in root.iter() if e.tag.endswith("script") or any(a.startswith("on") for a in e.attrib)] and
              b"javascript" not in text and "\u202e".encode() not in text, f"{view}: hostile names stay text")
    name = path("hostile.svg")
    with open(name, "wb") as file:
        file.write(text)
    metrics = picture.measure(name)
    if metrics:
        tap.check(not metrics["off_canvas"] and not metrics["label_overflow"] and not metrics["label_overlaps"],
                  f"{view}: long names stay in their place", metrics)
    korean = svg(GRAPH, view, "--lang", "ko").decode()
    tap.check("협력" in korean and "cooperative" not in re.sub(r"<title>.*?</title>", "", korean, flags=re.S),
              f"{view}: speaks Korean")
    for form, magic in (("png", b"\x89PNG"), ("pdf", b"%PDF")):
        run = picture.render(GRAPH, "--view", view, *VIEWS[view], "--quiet", "--effort", "quick", "-o", path("x." + form))
        with open(path("x." + form), "rb") as file:
            tap.check(run.returncode == 0 and file.read(4) == magic, f"{view}: as {form}", run.stderr)

# ---- large graphs: cut to what can be read, and said ----

chance = random.Random(20220521)
large = {"format": "entente/1", "title": "Large",
         "entities": [{"id": f"e{i}", "kind": "country", "name": f"Entity {i}"} for i in range(800)], "relations": []}
for i in range(5000):
    a, b = int(800 * chance.random() ** 2), int(800 * chance.random() ** 2)
    year = chance.randrange(2000, 2020)
    if a != b:
        large["relations"].append({"id": f"r{i}", "type": chance.choice(["cooperates_with", "sanctions", "allied_with"]),
                                   "source": f"e{a}", "target": f"e{b}", "date": f"{year}/{year + chance.randrange(1, 5)}"})
write("large.json", large)
for view, options, most in (("matrix", [], 64), ("timeline", [], 60), ("periods", ["--every", "8y"], 40),
                            ("diff", ["--before", "2004", "--after", "2016"], 40)):
    run = picture.render(path("large.json"), "--view", view, *options, "--quiet", "--effort", "quick")
    tap.check(run.returncode == 0, f"{view}: 800 entities are drawn", run.stderr)
    root = tree.fromstring(run.stdout)
    boxes = groups(run.stdout, "node")
    count = len(boxes) // (len(groups(run.stdout, "panel")) or 1)
    tap.check(0 < count <= most, f"{view}: no more than can be read", count)
    tap.check(any("strongest" in w for w in words(run.stdout)), f"{view}: and the subtitle says so", words(run.stdout)[:4])

# ---- what is refused ----

for view, options, what in (("matrix", ["--format", "dot"], b"dot"), ("timeline", ["--format", "dot"], b"dot"),
                            ("periods", ["--format", "dot"], b"dot"), ("periods", ["--every", "1y"], b"--every"),
                            ("periods", ["--every", "x"], b"--every"), ("diff", [], b"two files"),
                            ("diff", ["--before", "1900"], b"--after"), ("diff", ["--before", "1907", "--after", "1885"], b"later"),
                            ("network", ["--before", "1885", "--after", "1907"], b"--view diff")):
    run = picture.render(GRAPH, "--view", view, *options)
    tap.check(run.returncode == 2 and what in run.stderr, f"{view} {' '.join(options)}: a usage error with a remedy",
              (run.returncode, run.stderr))
undated = write("undated.json", dict(graph, relations=[{"id": "1", "type": "rivals", "source": "GB", "target": "FR"}]))
for view in ("timeline", "periods"):
    run = picture.render(undated, "--view", view)
    tap.check(run.returncode == 1 and b"date" in run.stderr, f"{view}: nothing dated is told", (run.returncode, run.stderr))

tap.done()
