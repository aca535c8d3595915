#!/usr/bin/env python3
"""Published values of the classic networks and what the seed graph says, each asked of the program itself."""
import collections
import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
from tap import done, equal, near  # noqa: E402

ENTENTE = os.environ.get("ENTENTE", "build/entente")
FLORENTINE, KARATE, TRIBES, ROLES = (f"graphs/classic/{n}.json" for n in ("florentine", "karate", "gahuku-gama",
                                                                          "gould-fernandez"))
SEED = "graphs/korea-us-2022.json"


def rows(*line):
    run = subprocess.run([ENTENTE, *map(str, line), "--format", "json"], capture_output=True, check=False)
    return json.loads(run.stdout)["rows"] if run.stdout else []


def column(what, *line, key="id"):
    return {row[key]: row[what] for row in rows(*line)}


def measure(name, file, *line):
    return column(name, "centrality", file, "--measure", name, *line)


def whole(name, file, *line):
    return rows("centrality", file, "--measure", name, "--centralisation", *line)[0]["centralisation"]


def census(file, *names):
    values = {r["name"]: r["value"] for r in rows("census", file, "--section", "size,dyads,signs,reciprocity,"
                                                  "transitivity,assortativity") if r["section"] != "degrees"}
    return {name: values.get(name) for name in names}


# ---- Florentine marriages: Padgett and Ansell 1993; Freeman 1979 and Wasserman and Faust 1994 for the measures
equal({f: measure("degree", FLORENTINE)[f] for f in ("Medici", "Strozzi", "Guadagni")},
      {"Medici": 6, "Strozzi": 4, "Guadagni": 4}, "florentine: degree")
near(measure("betweenness", FLORENTINE), {"Medici": 47.5, "Guadagni": 139 / 6, "Albizzi": 58 / 3, "Salviati": 13},
     "florentine: betweenness")
near(measure("betweenness", FLORENTINE, "--normalized"),
     {"Medici": .521978, "Guadagni": .254579, "Albizzi": .212454, "Salviati": .142857},
     "florentine: betweenness as a share", 3e-6)
near(measure("betweenness", FLORENTINE, "--normalized", "--isolates")["Medici"], .452381, "florentine: Pucci too", 3e-6)
near(whole("betweenness", FLORENTINE), .4368132, "florentine: centralisation of betweenness")
near(whole("degree", FLORENTINE, "--isolates"), 56 / 210, "florentine: centralisation of degree, Pucci among them")
near(measure("closeness", FLORENTINE), {"Medici": .56, "Ridolfi": .5, "Tornabuoni": .482759}, "florentine: closeness",
     3e-6)
near(measure("eigenvector", FLORENTINE), {"Medici": .430308, "Strozzi": .355980, "Ridolfi": .341553},
     "florentine: eigenvector", 3e-6)
near(measure("pagerank", FLORENTINE), {"Medici": .145817, "Guadagni": .098398, "Strozzi": .088098},
     "florentine: pagerank", 6e-6)
for command in ("centrality", "brokers"):
    near(column("constraint", command, FLORENTINE, *(["--measure", "constraint"] if command == "centrality" else [])),
         {"Medici": .2098765, "Guadagni": .25, "Albizzi": 1 / 3}, f"florentine: constraint, {command}")
brokers = column("articulation", "brokers", FLORENTINE)
equal({v for v in brokers if brokers[v]}, {"Albizzi", "Guadagni", "Medici", "Salviati"}, "florentine: cut points")
equal({tuple(sorted((r["from_id"], r["to_id"]))) for r in rows("brokers", FLORENTINE, "--bridges")},
      {("Acciaiuoli", "Medici"), ("Albizzi", "Ginori"), ("Guadagni", "Lamberteschi"), ("Medici", "Salviati"),
       ("Pazzi", "Salviati")}, "florentine: bridges")
ways = rows("exits", FLORENTINE, "Medici", "Strozzi")
equal({kind: max(r["number"] for r in ways if r["answer"] == kind) for kind in ("entity-way", "entity-cut")},
      {"entity-way": 3, "entity-cut": 3}, "florentine: Medici to Strozzi, 3 ways that share no family")
without = {r["measure"]: (r["before"], r["after"]) for r in rows("what-if", FLORENTINE, "--without", "Medici")
           if r["what"] == "whole graph"}
equal((without["components"], without["largest-component"], without["diameter"]), ((1, 3), (15, 11), (5, 6)),
      "florentine: without the Medici 3 components, the largest of 11, diameter 5 to 6")
with tempfile.TemporaryDirectory() as folder:
    with open(FLORENTINE, encoding="utf-8") as file:
        left = json.load(file)
    left["entities"] = [e for e in left["entities"] if e["id"] not in ("Medici", "Pucci")]
    left["relations"] = [r for r in left["relations"] if "Medici" not in (r["source"], r["target"])]
    edited = os.path.join(folder, "left.json")
    with open(edited, "w", encoding="utf-8") as file:
        json.dump(left, file)
    equal(sorted(r["size"] for r in rows("components", edited, "--isolates")), [1, 2, 11],
          "florentine: without the Medici parts of 1, 2 and 11")
core = rows("cores", FLORENTINE)[0]
equal((core["k"], core["size"]), (2, 10), "florentine: innermost core of order 2, ten families")
equal(len(rows("show", FLORENTINE, "Medici", "--radius", 1)), 7, "florentine: 7 ties within a step of the Medici")
around = rows("centrality", FLORENTINE, "--measure", "degree", "--around", "Medici")
equal((len(around), sum(r["degree"] for r in around) / 2), (7, 7), "florentine: ego network, 7 families and 7 ties")
paths = rows("paths", FLORENTINE, "Pazzi", "Peruzzi")
equal((max(r["path"] for r in paths), {r["length"] for r in paths}), (2, {5}), "florentine: Pazzi to Peruzzi")
equal(rows("equivalents", FLORENTINE), [], "florentine: nobody is structurally equivalent")
near(census(FLORENTINE, "density", "transitivity"), {"density": 20 / 105, "transitivity": 9 / 47},
     "florentine: density and transitivity")


# ---- definitions say what is computed
def explained(*line):
    run = subprocess.run([ENTENTE, *line], capture_output=True, text=True, check=False)
    return " ".join(run.stdout.split())


for term, command, words in (("constraint", "centrality", "sum over its neighbours j of (p(v,j)"),
                             ("constraint", "brokers", "sum over its contacts j of (p(ij)"),
                             ("effective-size", "centrality", "sum over its neighbours j of (1 -"),
                             ("pagerank", "centrality", "where no edge leads on it always jumps"),
                             ("communities", "communities", "Edges of a vertex to itself are left out")):
    equal(words in explained("explain", command), True, f"{command}: the definition of {term} is that of the numbers")

# ---- karate club: Zachary 1977; Brandes et al. 2008 (optimum); Newman and Girvan 2004
between = sorted(measure("betweenness", KARATE).values(), reverse=True)
near(dict(enumerate(between[:3])), {0: 231.0714, 1: 160.5516, 2: 76.6905}, "karate: betweenness")
equal({m: measure("degree", KARATE)[m] for m in ("1", "33", "34")}, {"1": 16, "33": 12, "34": 17}, "karate: degree")
near(measure("closeness", KARATE), {"1": 33 / 58, "3": 33 / 59, "34": 33 / 60}, "karate: closeness")
near(measure("pagerank", KARATE), {"34": .1009192, "1": .0969973}, "karate: pagerank")
for method, modularity in (("optimal", .4197896), ("edge-betweenness", .4012985), ("leiden", .4197896)):
    near(sum(r["modularity"] for r in rows("communities", KARATE, "--method", method)), modularity,
         f"karate: modularity of {method}")
core = rows("cores", KARATE)[0]
equal((core["k"], core["size"]), (4, 10), "karate: ten members in the 4-core")
equal(sorted(sorted(map(int, r["ids"].split())) for r in rows("equivalents", KARATE)), [[15, 16, 19, 21, 23], [18, 22]],
      "karate: structurally equivalent")
near(census(KARATE, "transitivity", "degree-assortativity", "density", "triangles", "clustering-of-all"),
     {"transitivity": .2556818, "degree-assortativity": -.4756131, "density": 78 / 561, "triangles": 45,
      "clustering-of-all": .5706385}, "karate: transitivity, assortativity (Newman), triangles, clustering")
whole_club = {r["measure"]: r["before"] for r in rows("what-if", KARATE, "--without", "34")}
equal(whole_club["diameter"], 5, "karate: diameter")
near(whole_club["mean-distance"], 2.4082, "karate: mean distance", 1e-5)
equal(len(rows("cliques", KARATE, "--min-size", 5)), 2, "karate: two cliques of five")

# ---- Gahuku-Gama: Read 1954
equal(census(TRIBES, "ties", "positive", "negative", "+++", "++-", "+--", "---"),
      {"ties": 58, "positive": 29, "negative": 29, "+++": 19, "++-": 2, "+--": 40, "---": 7},
      "gahuku-gama: triangles by sign")

# ---- brokerage: Gould and Fernandez 1989
names = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")
equal({r["id"]: [r[n] for n in names] for r in rows("brokers", ROLES, "--group", "group")},
      {"v1": [0, 1, 0, 1, 0], "v2": [0, 0, 1, 0, 0], "v3": [0, 0, 0, 1, 0], "v4": [0, 1, 1, 0, 0]}, "roles of brokers")

# ---- the seed graph
equal({v: measure("degree", SEED)[v] for v in ("biden", "yoon", "KOR", "CHN", "USA", "alliance", "kaoc")},
      {"biden": 10, "yoon": 9, "KOR": 7, "CHN": 5, "USA": 5, "alliance": 5, "kaoc": 5}, "seed: degree")
near(measure("betweenness", SEED, "--normalized"), {"biden": .3374, "yoon": .2899, "kaoc": .2287, "CHN": .2081,
     "presidential_office": .1293, "pyeongtaek_plant": .1256, "KOR": .1130}, "seed: betweenness", 5e-4)
equal(sorted(r["size"] for r in rows("components", SEED)), [2, 28], "seed: components")
equal(census(SEED, "vertices", "ties"), {"vertices": 30, "ties": 44}, "seed: 30 vertices and 44 ties")
core = rows("cores", SEED)[0]
equal((core["k"], set(core["ids"].split())),
      (3, {"KOR", "USA", "CHN", "PRK", "alliance", "tech_alliance", "yoon", "biden"}), "seed: 3-core")
brokers = column("articulation", "brokers", SEED, "--structural")
equal({v for v in brokers if brokers[v]}, {"CHN", "KOR", "biden", "kaoc", "kongjaksa", "presidential_office",
      "pyeongtaek_plant", "sullivan", "yongsan", "yoon"}, "seed: articulation points")
for ends, count in ((("samsung", "CHN"), 1), (("samsung", "PRK"), 2), (("ipef", "PRK"), 1), (("sullivan", "CHN"), 2)):
    equal(max(r["path"] for r in rows("paths", SEED, *ends)), count, f"seed: shortest paths {ends[0]} to {ends[1]}")
dyads = collections.Counter()
for group in ("positive", "negative", "ambivalent"):
    for row in rows("census", SEED, "--lift", "--kind", "country", "--list", group):
        dyads["-".join(sorted(row["ids"].split())), row["sign"]] += row["sign"] != "structural"
equal(dict(+dyads), {("KOR-USA", "positive"): 17, ("CHN-KOR", "positive"): 4, ("CHN-KOR", "negative"): 1,
                     ("KOR-PRK", "negative"): 2, ("PRK-USA", "negative"): 2}, "seed: pairs of countries after lifting")
equal(census(SEED, "ambivalent"), {"ambivalent": 1}, "seed: Korea and China are ambivalent")

done()
