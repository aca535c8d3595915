#!/usr/bin/env python3
"""Every number of the analyses beside a second computation: tests/twin.py and twin_groups.py, networkx for the triads.

ORACLE=from,to looks at other random graphs than the usual: a soak.
"""
import collections
import copy
import itertools
import json
import math
import os
import random
import subprocess
import sys
import tempfile

import networkx

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
import twin  # noqa: E402
import twin_groups as groups  # noqa: E402
from tap import check, done, load  # noqa: E402

ENTENTE = os.environ.get("ENTENTE", "build/entente")
FIRST, LAST = map(int, os.environ.get("ORACLE", "0,12").split(","))
wrong, seen = collections.defaultdict(list), collections.Counter()


def rows(*line):
    run = subprocess.run([ENTENTE, *map(str, line), "--format", "json"], capture_output=True, text=True, check=False)
    return json.loads(run.stdout)["rows"] if run.stdout else run.stderr.split("\n")[0]


def same(a, b):
    if isinstance(a, float) or isinstance(b, float):
        return a is not None and b is not None and math.isclose(a, b, rel_tol=1e-7, abs_tol=1e-8)
    return a == b


def compare(what, got, want, where):
    """Numbers by key, or anything else that can be equal."""
    seen[what] += 1
    if isinstance(got, dict) and isinstance(want, dict):
        bad = {k: (got.get(k, "none"), want[k]) for k in want if not same(got.get(k, "none"), want[k])}
        if set(got) - set(want):
            bad["more"] = set(got) - set(want)
    else:
        bad = None if same(got, want) else (got, want)
    if bad:
        wrong[what].append((where, str(bad)[:300]))


class Case:
    """A graph in a file, options for the view, and the same view of the twin."""

    def __init__(self, folder, name, data, chance, weights=("none", "none", "weight", "count", "confidence"), **choice):
        self.data, self.name = data, name
        self.path = os.path.join(folder, f"{name}.json")
        with open(self.path, "w", encoding="utf-8") as out:
            json.dump(data, out)
        areas = any("areas" in r for r in data["relations"])
        self.how = {"directed": chance.random() < .5, "weight": chance.choice(weights), "keep": chance.random() < .3,
                    "isolates": chance.random() < .7, "structural": chance.random() < .8, "areas": areas, **choice}
        self.line = self.options(**self.how)
        self.where = f"{name} {' '.join(self.line)}"
        self.view, self.simple = self.see(), self.see(keep=False)

    @staticmethod
    def options(directed, weight, keep, isolates, structural, areas):
        return (["--direction", "directed" if directed else "undirected", "--weight", weight]
                + ["--parallel", "keep"] * keep + ["--isolates"] * isolates
                + ["--no-structural"] * (not structural) + ["--areas"] * areas)

    def see(self, data=None, **other):
        return twin.View(data or self.data, **{**self.how, **other})

    def ask(self, command, *line, **other):
        return rows(command, self.path, *line, *self.options(**{**self.how, **other}))


# ---- centrality and what-if ------------------------------------------------------------------------------------------
def centrality(case):
    n, want = case.view.n, twin.measures(case.view, case.simple)[0]
    first = want.pop("eigenvector")
    got = case.ask("centrality", "--measure", ",".join(want))
    for name, values in want.items():
        compare(name, {r["id"]: r[name] for r in got}, values, case.where)
    got = case.ask("centrality", "--measure", "eigenvector")
    if isinstance(got, str):  # no cycle, or several that tie
        compare("eigenvector refused", case.how["directed"], True, case.where)
    else:
        compare("eigenvector", {r["id"]: r["eigenvector"] for r in got}, first, case.where)
    size = math.sqrt(sum(x * x for x in want["katz"].values()))
    pairs = (n - 1) * (n - 2) / (1 if case.how["directed"] else 2)
    share = dict.fromkeys(("degree", "in-degree", "out-degree", "harmonic"), n - 1)
    share.update({"betweenness": pairs, "katz": size})
    got = case.ask("centrality", "--normalized", "--measure", ",".join(share))
    for name, most in share.items():
        compare(f"{name} normalised", {r["id"]: r[name] for r in got},
                {v: x / most if most else None for v, x in want[name].items()}, case.where)
    return want


def centralisation(case, want):
    n, directed = case.view.n, case.how["directed"]
    one_way = (n - 1) ** 2 if directed else (n - 1) * (n - 2)
    most = {"betweenness": (n - 1) ** 2 * (n - 2) / (1 if directed else 2)}
    if not case.how["keep"] and not any(a == b for a, b, _, _ in case.view.edges):
        most.update({"degree": (n - 1) * (n - 2) * (1 + directed), "in-degree": one_way, "out-degree": one_way})
    if len(groups.parts(case.simple.both())) == 1 and not directed and not case.simple.weighted:
        most["closeness"] = (n - 1) * (n - 2) / (2 * n - 3)
    got = {r["measure"]: r for r in case.ask("centrality", "--centralisation", "--measure", ",".join(want))}
    for name, values in want.items():
        there = [x for x in values.values() if x is not None]
        if not there:
            continue
        compare("mean", got[name]["mean"], float(sum(there) / len(there)), f"{name} {case.where}")
        if most.get(name):
            compare(f"centralisation of {name}", got[name]["centralisation"],
                    float(sum(max(there) - x for x in there) / most[name]), case.where)


def lose(data, ids):
    """Without these entities and relations, and what targets them."""
    ids = set(ids)
    while True:
        more = {r["id"] for r in data["relations"] if {r["source"], r["target"]} & ids} - ids
        if not more:
            break
        ids |= more
    data["entities"] = [e for e in data["entities"] if e["id"] not in ids]
    data["relations"] = [r for r in data["relations"] if r["id"] not in ids]


def what_if(case, before, chance):
    """Every measure before and after, the data edited by hand."""
    if not case.how["isolates"] or not case.data["relations"]:
        return
    data, line = copy.deepcopy(case.data), []
    pick = chance.choice(case.data["relations"])
    change = chance.choice(("entity", "relation", "add", "flip"))
    if change == "entity":
        line = ["--without", pick["source"]]
        lose(data, [pick["source"]])
    elif change == "relation":
        line = ["--without-relation", pick["id"]]
        lose(data, [pick["id"]])
    elif change == "add":
        a, b = (chance.choice(data["entities"])["id"] for _ in "ab")
        line = ["--add", f"{a} -> supports -> {b}"]
        data["relations"].append({"id": "added", "source": a, "target": b, "type": "supports"})
    else:
        line = ["--flip", f"{pick['source']} -> {pick['target']}"]
        for r in data["relations"]:
            if {r["source"], r["target"]} == {pick["source"], pick["target"]}:
                r["sign"] = -twin.TYPES[r["type"]][0]
    if len(data["entities"]) < 2:
        return
    got = case.ask("what-if", "--unchanged", "--measure", ",".join(before), *line)
    if isinstance(got, str):
        compare("what-if refused", change, "flip" if "--flip" in got else "add" if "--add" in got else None,
                case.where + got)
        return
    view, simple = case.see(data), case.see(data, keep=False)
    after = twin.measures(view, simple)[0]
    entities = {e["id"] for e in case.data["entities"]}
    for name in before:
        found = {r["id"]: (r["before"], r["after"]) for r in got if r["measure"] == name and r["id"] in entities}
        for k, values in ((0, before[name]), (1, after[name])):
            compare(f"what-if: {name}", {v: pair[k] for v, pair in found.items()},
                    {v: values.get(v) for v in found}, f"{line} {case.where}")
    compare("what-if: whole", {r["measure"]: (r["before"], r["after"]) for r in got if r["what"] == "whole graph"
                               and r["measure"] in ("vertices", "edges", "components")},
            {"vertices": (case.view.n, view.n), "edges": (len(case.view.edges), len(view.edges)),
             "components": tuple(len(groups.parts(s.both())) for s in (case.simple, simple))}, f"{line} {case.where}")


# ---- groups --------------------------------------------------------------------------------------------------------
def ids(table):
    return sorted(sorted(r["ids"].split()) for r in table)


def parts_and_cores(case):
    simple, out = case.simple, case.simple.out()
    compare("weak components", ids(case.ask("components")), sorted(map(sorted, groups.parts(simple.both()))),
            case.where)
    compare("biconnected components", [g for g in ids(case.ask("components", "--by", "biconnected")) if len(g) > 1],
            groups.biconnected(simple.both()), case.where)
    ways = {"all": simple.both()}
    if case.how["directed"]:
        compare("strong components", ids(case.ask("components", "--by", "strong")),
                sorted(map(sorted, groups.strong(simple))), case.where)
        ways.update({"out": out, "in": {v: [u for u in out if v in out[u]] for v in out}})
    for along, of in ways.items():
        compare("cores", {r["id"]: r["coreness"] for r in case.ask("cores", "--each", "--along", along)},
                groups.cores(of, of), f"{along} {case.where}")
    compare("cliques", [tuple(g) for g in ids(case.ask("cliques", "--limit", 100000))], groups.cliques(simple.both()),
            case.where)


def likeness(case, chance):
    simple = case.simple
    compare("equivalents", ids(case.ask("equivalents")), groups.equivalents(simple), case.where)
    for how in ("euclidean", "hamming", "jaccard", "correlation"):
        want = {p: groups.apart(simple, *p, how) for p in itertools.combinations(sorted(simple.vertices), 2)}
        got = case.ask("equivalents", "--distance", how, "--limit", 100000)
        compare(f"{how} distance", {tuple(sorted((r["a_id"], r["b_id"]))): r["distance"] for r in got
                                    if r["distance"] is not None},
                {p: d for p, d in want.items() if d is not None}, case.where)
    entities = [v for v in simple.vertices if v in simple.kind]
    a = chance.choice(entities)
    names = ("jaccard", "cosine", "adamic-adar", "resource-allocation", "overlap", "common-neighbours")
    for along in ("all", "in", "out") if case.how["directed"] else ("all",):
        line = ("--along", along, "--measure", ",".join(names), "--limit", 0)
        want = {v: s for v, s in groups.similar(simple, a, along).items() if v in simple.kind}
        got = case.ask("similar", a, *line)
        if isinstance(got, str):
            compare("similar refused", want, {}, f"{a} {case.where} {got}")
            continue
        for name in names:
            compare(f"similar: {name}", {r["id"]: r[name] for r in got}, {v: s[name] for v, s in want.items()},
                    f"{a} {along} {case.where}")
        tied = set(simple.both()[a]) | {end for r in simple.relation.values() if a in (r["source"], r["target"])
                                        for end in (r["source"], r["target"])}
        compare("similar: predicted", {r["id"] for r in case.ask("similar", a, *line, "--predict")}, set(want) - tied,
                f"{a} {along} {case.where}")


def brokerage(case):
    for spec in ("kind", "side", "component"):
        plain = {"weight": "none"}
        view, simple, arrows = (case.see(**plain, **other)
                                for other in ({}, {"keep": False}, {"keep": False, "directed": True}))
        kind = {v: simple.kind.get(v, "area" if v.startswith("area:") else "relation") for v in simple.vertices}
        part = {v: k for k, p in enumerate(groups.parts(simple.both())) for v in p}
        grouped = {"kind": kind, "side": {v: simple.side.get(v) for v in kind}, "component": part}[spec]
        line = ("--structural",) if case.how["structural"] else ()
        got = case.ask("brokers", "--group", spec, *line, **plain, structural=True)
        if isinstance(got, str):
            compare("brokers refused", any(grouped.values()), False, got)
            continue
        want = groups.brokers(view, simple, arrows, grouped)
        between, holes = twin.betweenness(simple, twin.shortest(simple)), twin.holes(simple)
        for v, row in want.items():
            row.update(betweenness=between[v], constraint=holes[v][0])
        for name in next(iter(want.values()), {}):
            compare(f"brokers: {name}", {r["id"]: r[name] for r in got}, {v: row[name] for v, row in want.items()},
                    f"{spec} {case.where}")


def counts(case):
    directed = case.how["directed"]
    simple = case.see(weight="none", keep=False)
    kind = {v: simple.kind.get(v, "area" if v.startswith("area:") else "relation") for v in simple.vertices}
    got = case.ask("census", "--section", "size,dyads,signs,triads,reciprocity,transitivity,assortativity",
                   weight="none")
    got = {r["name"]: r["value"] for r in got}
    want = groups.census(simple, simple, kind)
    for name in ("arcs", "out-in", "in-out", "out-out", "in-in"):
        if not directed:
            want.pop(name)
    for name, value in want.items():
        compare(f"census: {name}", got.get(name, "none"), value, case.where)
    arrows = networkx.DiGraph()
    arrows.add_nodes_from(simple.vertices)
    arrows.add_edges_from((a, b) for a, to in simple.out().items() for b in to)
    classes = networkx.triadic_census(arrows)
    compare("census: triads", {c: got.get(c, 0) for c in classes}, classes, case.where)


def communities(case, chance):
    """Modularity of every method, the optimum by enumeration, and another order of the file."""
    view = twin.View(case.data, False, case.how["weight"], areas=case.how["areas"])
    ties = [(a, b, float(w)) for a, to in view.both().items() for b, w in to.items() if view.place[a] < view.place[b]]
    all_, strength = sum(w for *_, w in ties), {v: float(sum(to.values())) for v, to in view.both().items()}

    def modularity(group):
        total = collections.Counter()
        for v, s in strength.items():
            total[group[v]] += s
        inside = sum(w for a, b, w in ties if group[a] == group[b])
        return inside / all_ - sum(s * s for s in total.values()) / (2 * all_) ** 2
    other = copy.deepcopy(case.data)
    chance.shuffle(other["entities"])
    chance.shuffle(other["relations"])
    with open(case.path + ".other.json", "w", encoding="utf-8") as out:
        json.dump(other, out)
    best = max(modularity(dict(zip(view.vertices, p))) for p in partitions(view.n)) if ties and view.n < 9 else None
    line = case.options(False, case.how["weight"], False, True, True, case.how["areas"])
    for method in ("leiden", "leiden-cpm", "louvain", "walktrap", "infomap", "label-propagation", "fast-greedy",
                   "edge-betweenness", "optimal"):
        got, again = (rows("communities", path, "--method", method, *line)
                      for path in (case.path, case.path + ".other.json"))
        compare(f"{method}: order of the file", ids(got), ids(again), case.where)
        group = {v: r["community"] for r in got for v in r["ids"].split()}
        compare(f"{method}: everybody is in one", sorted(v for r in got for v in r["ids"].split()),
                sorted(view.vertices), case.where)
        if ties:
            compare(f"{method}: modularity", float(sum(r["modularity"] for r in got)), modularity(group), case.where)
        if best is not None and method == "optimal":
            compare(f"{method}: the best partition", modularity(group), float(best), case.where)


def partitions(n):
    stack = [((), 0)]
    while stack:
        start, used = stack.pop()
        if len(start) == n:
            yield start
            continue
        stack += [(start + (c,), max(used, c + 1)) for c in range(used + 1)]


# ---- ways and paths ------------------------------------------------------------------------------------------------
class Walks:
    """All simple paths between two, and what is said about each."""

    def __init__(self, simple, a, b):
        self.simple, self.to, self.on = simple, simple.out(), collections.defaultdict(set)
        for x, y, _, ids_ in simple.edges:
            self.on[x, y].update(ids_)
            if not simple.directed:
                self.on[y, x].update(ids_)
        self.paths = list(itertools.islice(groups.simple_paths(self.to, a, b), 3000))

    def length(self, path):
        return sum(1 / twin.Fraction(self.to[x][y]) if self.simple.weighted else 1 for x, y in zip(path, path[1:]))

    def signs(self, path):
        on = [{self.simple.sign[i] for i in self.on[hop]} for hop in zip(path, path[1:])]
        return ["ambivalent" if {1, -1} <= s else "positive" if 1 in s else "negative" if -1 in s else "none"
                for s in on]

    def sign(self, path):
        signs = self.signs(path)
        if "ambivalent" in signs or set(signs) == {"none"}:
            return "mixed" if "ambivalent" in signs else "none"
        return "negative" if signs.count("negative") % 2 else "positive"

    def say(self, path):
        sure = math.prod(max(self.simple.relation[i].get("confidence", .9) for i in self.on[hop])
                         for hop in zip(path, path[1:]))
        width = min(self.to[x][y] for x, y in zip(path, path[1:])) if self.simple.weighted else None
        return {"length": float(self.length(path)), "path_sign": self.sign(path), "path_confidence": float(sure),
                "width": None if width is None else float(width)}

    def least(self, fits=lambda path: True, of=None):
        fit = [p for p in self.paths if fits(p)]
        least = min(map(of or self.length, fit), default=None)
        return {p: self.say(p) for p in fit if (of or self.length)(p) == least}


def told(table):
    """Paths of a table, with what is said about each."""
    hops, says = collections.defaultdict(dict), {}
    for r in table:
        hops[r["path"]][r["hop"]] = r["from_id"], r["to_id"]
        says[r["path"]] = {k: r.get(k) for k in ("length", "path_sign", "path_confidence", "width")}
    return {tuple([h[1][0]] + [h[k][1] for k in sorted(h)]): says[p] for p, h in hops.items()}


def compare_paths(what, got, want, where):
    compare(f"paths: {what}", sorted(got), sorted(want), where)
    for path in set(got) & set(want):
        compare("paths: length, sign, confidence, width", got[path], want[path], f"{path} {where}")


def paths(case, a, b, chance):
    walks = Walks(case.simple, a, b)
    if len(walks.paths) == 3000:
        return
    where, most = f"{a} {b} {case.where}", ("--limit", 100000)
    compare_paths("shortest", told(case.ask("paths", a, b, *most)), walks.least(), where)
    longest = chance.randint(1, 9)
    compare_paths("all", told(case.ask("paths", a, b, "--all", "--max-length", longest, *most)),
                  {p: walks.say(p) for p in walks.paths if len(p) <= longest + 1}, where)
    k = chance.randint(1, 9)
    got = told(case.ask("paths", a, b, "--k", k, *most))
    compare("paths: k shortest", dict(enumerate(sorted(s["length"] for s in got.values()))),
            dict(enumerate(float(x) for x in sorted(map(walks.length, walks.paths))[:k])), where)
    compare_paths("k shortest are paths", got, {p: walks.say(p) for p in got if p in set(walks.paths)}, where)
    sign = chance.choice(("positive", "negative", "mixed", "none"))
    compare_paths("by sign", told(case.ask("paths", a, b, "--sign-product", sign, *most)),
                  walks.least(lambda p: walks.sign(p) == sign), f"{sign} {where}")
    kind = chance.choice(twin.KINDS)
    compare_paths("through a kind", told(case.ask("paths", a, b, "--through-kind", kind, *most)),
                  walks.least(lambda p: any(case.simple.kind.get(v) == kind for v in p[1:-1])), f"{kind} {where}")
    if case.simple.weighted:
        strongest = max((walks.say(p)["width"] for p in walks.paths), default=None)
        compare_paths("widest", told(case.ask("paths", a, b, "--widest", *most)),
                      walks.least(lambda p: walks.say(p)["width"] == strongest), where)


def exits(case, a, b):
    view = case.see(weight="none")
    to, where = view.out(), f"{a} {b} {case.where}"
    got = case.ask("exits", a, b, weight="none")
    many = collections.Counter(what for what, _ in {(r["answer"], r["number"]) for r in got})
    direct = b in to[a]
    free = {v: {u: w for u, w in to[v].items() if (v, u) != (a, b)} for v in to}
    others = [v for v in view.vertices if v not in (a, b)]
    compare("exits: entities", many["entity-way"],
            groups.least_cut(others, lambda chosen: b not in groups.reach(free, a, chosen)) + direct, where)
    lost = {r["lost"] for r in got if r["answer"] == "entity-cut"}
    compare("exits: the entities cut", (b in groups.reach(free, a, lost), len(lost)),
            (False, many["entity-way"] - direct), where)
    ties = [(x, y) for x, y, _, _ in view.edges if x != y]
    if len(ties) > 12:
        return
    name = "relation" if case.how["keep"] else "tie"

    def cut(chosen):
        left = {v: [] for v in view.vertices}
        for i, (x, y) in enumerate(ties):
            if i not in chosen:
                left[x].append(y)
                if not view.directed:
                    left[y].append(x)
        return b not in groups.reach(left, a)
    least = groups.least_cut(range(len(ties)), cut)
    compare("exits: ties", (many[f"{name}-way"], many[f"{name}-cut"]), (least, least), where)


# ---- the graphs ----------------------------------------------------------------------------------------------------
def everything(case, chance):
    if case.view.n < 2:
        return
    want = centrality(case)
    centralisation(case, want)
    what_if(case, want, chance)
    parts_and_cores(case)
    entities = [v for v in case.view.vertices if v in case.view.kind]
    likeness(case, chance)
    brokerage(case)
    counts(case)
    communities(case, chance)
    if len(entities) > 1:
        a, b = chance.sample(entities, 2)
        paths(case, a, b, chance)
        exits(case, a, b)


def triads_as_defined():
    """The arrows in the definition of a class make a triad of that class."""
    table = rows("census", "graphs/classic/gould-fernandez.json", "--section", "triads")
    for row in table:
        triad = networkx.DiGraph()
        triad.add_nodes_from("ABC")
        for chain in row["definition"].partition(": ")[2].split(", "):
            words = chain.split()
            for a, arrow, b in zip(words[::2], words[1::2], words[2::2]):
                triad.add_edges_from(pair for pair, mark in (((a, b), ">"), ((b, a), "<")) if mark in arrow)
        if row["name"] != "300":  # all mutual, in words
            compare("triads are drawn as they are called", [c for c, k in networkx.triadic_census(triad).items() if k],
                    [row["name"]], row["definition"])
    compare("triads are drawn as they are called", len(table), 16, "census")


def social(name, graph):
    """One of networkx' own graphs, weighted where it is."""
    return name, {"entities": [{"id": str(v), "kind": "person", "name": str(v)} for v in graph],
                  "relations": [{"id": f"r{i}", "source": str(a), "target": str(b), "type": "allied_with", "weight": w}
                                for i, (a, b, w) in enumerate(graph.edges(data="weight", default=1))]}


for row in load("graphs/vocabulary/default.json")["types"]:
    twin.TYPES.setdefault(row["name"], (row["sign"], row["symmetric"], 1))
with tempfile.TemporaryDirectory() as folder:
    for seed in range(FIRST, LAST):
        dice = random.Random(seed)
        everything(Case(folder, f"g{seed}", twin.random_data(dice, most=8, areas=seed % 4 == 3), dice), dice)
    known = [(n, load(f"graphs/classic/{n}.json")) for n in ("florentine", "karate", "gahuku-gama", "gould-fernandez")]
    known += [("seed", load("graphs/korea-us-2022.json")), social("karate-weighted", networkx.karate_club_graph())]
    for name, data in known:
        dice = random.Random(name)
        for weight, directed in (("none", False), ("weight", True)):
            case = Case(folder, name, data, dice, weight=weight, directed=directed, keep=False, areas=False,
                        structural=True)
            centralisation(case, centrality(case))
            counts(case)
            parts_and_cores(case)
triads_as_defined()
for what in sorted(seen):
    check(not wrong[what], f"{what}, {seen[what]} times", "\n".join(map(str, wrong[what][:3])))
done()
