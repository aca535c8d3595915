#!/usr/bin/env python3
"""graphs/korea-us-2022.json holds what was published about it; computed with networkx, not with our code."""
import collections
import os
import re
import sys

import networkx

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
from tap import SHARED, check, done, equal, fold, load, skip  # noqa: E402

graph = load("graphs/korea-us-2022.json")
sign_of = {t["name"]: t["sign"] for t in load("graphs/vocabulary/default.json")["types"]}
kinds_of = {t["name"]: (t["source"], t["target"]) for t in load("graphs/vocabulary/default.json")["types"]}
entities = {e["id"]: e for e in graph["entities"]}
relations = graph["relations"]


def sign(relation):
    return relation.get("sign", sign_of[relation["type"]])


# ---- counts
equal(graph["format"], "entente/1", "format is entente/1")
equal(len(graph["entities"]), 41, "41 entities")
equal([r["id"] for r in relations], [f"r{i:02d}" for i in range(1, 61)], "relations r01 to r60")
equal(collections.Counter(map(sign, relations)), {1: 34, -1: 6, 0: 20}, "34 positive, 6 negative, 20 structural")
equal(collections.Counter(r["status"] for r in relations), {"asserted": 37, "planned": 23}, "37 asserted, 23 planned")

# ---- names and ends
owner, bad = {}, []
for entity in graph["entities"]:
    names = [entity["id"], entity["name"], entity.get("short", entity["name"])] + entity.get("aliases", [])
    for name in {fold(n) for n in names + list(entity.get("names", {}).values())}:
        if name in owner:
            bad.append(f"{name}: {owner[name]} and {entity['id']}")
        owner[name] = entity["id"]
check(not bad, "every name belongs to one entity", bad)
equal({n: owner.get(fold(n)) for n in ("Samsung", "China", "IPEF", "Korea", "ROK", "대한민국", "U.S.", "US", "삼성전자")},
      {"Samsung": "samsung", "China": "CHN", "IPEF": "ipef", "Korea": "KOR", "ROK": "KOR", "대한민국": "KOR",
       "U.S.": "USA", "US": "USA", "삼성전자": "samsung"}, "well-known names find their entity")
bad = [r["id"] for r in relations if r["source"] not in entities or r["target"] not in entities]
check(not bad, "ends are ids of entities", bad)
bad = [(r["id"], r[end]) for r in relations for end, allowed in zip(("source", "target"), kinds_of[r["type"]])
       if allowed and entities[r[end]]["kind"] not in allowed]
check(not bad, "ends are of the kinds that the vocabulary expects", bad)
bad = [r["id"] for r in relations if r.get("said_by", "KOR") not in entities]
check(not bad, "speakers are entities", bad)

# ---- evidence: our own words with a place, and the inferred month said
documents = {d["id"] for d in graph["documents"]}
bad = [r["id"] for r in relations for e in r.get("evidence", [{}])
       if e.get("document") not in documents or "quote" in e or not e.get("summary")
       or not re.fullmatch(r"headline|paragraph [1-7]", e.get("locator", ""))]
check(not bad, "every relation has evidence with paragraph and summary, without quotes", bad)
bad = [r["id"] for r in relations if ("date" in r) != ("inferred" in r.get("attributes", {}).get("date_basis", ""))]
check(not bad and "inferred" in graph["documents"][0]["attributes"]["date_basis"], "inferred dates are marked", bad)

# ---- the table of the relations, row by row
table = os.path.join(SHARED, "reference/seed-relations.md")
if os.path.exists(table):
    rows, kinds = [], {}
    with open(table, encoding="utf-8") as file:
        for line in file:
            cells = [c.strip() for c in line.strip().strip("|").split("|")]
            if re.fullmatch(r"r\d\d", cells[0]):
                rows.append(cells)
            elif len(cells) == 4 and cells[0] not in ("id", "---"):
                kinds[cells[0]] = cells[2]
    ours = [[r["id"], r["source"], r["type"] + "".join(f" [{a}]" for a in r.get("areas", [])), r["target"],
             "−0+"[sign(r) + 1], r["status"], r.get("date", "(not stated)"), f"{r['confidence']:.1f}",
             r.get("said_by", "article")] for r in relations]
    bad = [(a, b) for a, b in zip(ours, (row[:9] for row in rows)) if a != b]
    check(len(rows) == 60 and not bad, "all relations equal the table", bad)
    equal({i: e["kind"] for i, e in entities.items()}, kinds, "all entities equal the table")
else:
    skip("all relations equal the table", "no shared data")
    skip("all entities equal the table", "no shared data")

# ---- the simple undirected projection without the issues
simple = networkx.Graph()
simple.add_nodes_from(i for i, e in entities.items() if e["kind"] != "issue")
simple.add_edges_from((r["source"], r["target"]) for r in relations)
equal((simple.number_of_nodes(), simple.number_of_edges()), (30, 44), "30 vertices and 44 edges")
equal(sorted(map(len, networkx.connected_components(simple))), [2, 28], "components of 28 and 2")
degree = dict(simple.degree())
equal(sorted(degree.items(), key=lambda p: (-p[1], p[0]))[:7],
      [("biden", 10), ("yoon", 9), ("KOR", 7), ("CHN", 5), ("USA", 5), ("alliance", 5), ("kaoc", 5)], "degrees")
between = networkx.betweenness_centrality(simple)
equal({k: round(v, 4) for k, v in sorted(between.items(), key=lambda p: -p[1])[:7]},
      {"biden": .3374, "yoon": .2899, "kaoc": .2287, "CHN": .2081, "presidential_office": .1293,
       "pyeongtaek_plant": .1256, "KOR": .1130}, "betweenness")
equal(set(networkx.k_core(simple, 3)), {"KOR", "USA", "CHN", "PRK", "alliance", "tech_alliance", "yoon", "biden"},
      "3-core")
equal(set(networkx.articulation_points(simple)), {"CHN", "KOR", "biden", "kaoc", "kongjaksa", "presidential_office",
      "pyeongtaek_plant", "sullivan", "yongsan", "yoon"}, "articulation points")


def paths(a, b):
    return sorted(networkx.all_shortest_paths(simple, a, b))


equal(paths("samsung", "CHN"), [["samsung", "pyeongtaek_plant", "yoon", "CHN"]], "Samsung to China: one shortest path")
equal([p[2] for p in paths("samsung", "PRK")], ["biden", "yoon"], "Samsung to North Korea: through Biden or Yoon")
equal(paths("ipef", "PRK"), [["ipef", "KOR", "PRK"]], "IPEF to North Korea: through Korea")
equal(len(paths("sullivan", "CHN")), 2, "Sullivan to China: two shortest paths")

# ---- countries after lifting
equal({i: e["attributes"]["country"] for i, e in entities.items() if "country" in e.get("attributes", {})},
      {"presidential_office": "KOR", "kor_gov": "KOR", "white_house": "USA"}, "offices that stand for a country")
stands = {r["source"]: r["target"] for r in relations if r["type"] in ("leads", "holds_office")}


def country(entity, hops=8):
    if entities[entity]["kind"] == "country":
        return entity
    own = entities[entity].get("attributes", {}).get("country")
    return own or (country(stands[entity], hops - 1) if hops and entity in stands else None)


dyads = collections.Counter()
for relation in relations:
    pair = sorted({country(relation["source"]) or "-", country(relation["target"]) or "-"})
    if len(pair) == 2 and "-" not in pair and sign(relation):
        dyads["-".join(pair), sign(relation)] += 1
equal(dict(dyads), {("KOR-USA", 1): 17, ("CHN-KOR", 1): 4, ("CHN-KOR", -1): 1, ("KOR-PRK", -1): 2,
                    ("PRK-USA", -1): 2}, "country dyads after lifting")

done()
