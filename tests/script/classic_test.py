#!/usr/bin/env python3
"""graphs/classic: the published values of the classic networks, computed with networkx and by enumeration."""
import collections
import itertools
import sys

import networkx

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
from tap import check, done, equal, load, near  # noqa: E402

vocabulary = {t["name"]: t for t in load("graphs/vocabulary/default.json")["types"]}


def read(name, directed=False):
    """The graph of a file, its signs, and the checks that every file must pass."""
    data = load(f"graphs/classic/{name}.json")
    graph = networkx.DiGraph() if directed else networkx.Graph()
    graph.add_nodes_from((e["id"], e.get("attributes", {})) for e in data["entities"])
    documents = {d["id"] for d in data["documents"]}
    bad = []
    for relation in data["relations"]:
        type_ = vocabulary[relation["type"]]
        ends = relation["source"], relation["target"]
        if graph.has_edge(*ends) or ends[0] == ends[1] or not set(ends) <= set(graph):
            bad.append(relation["id"])
        if type_["symmetric"] == directed or not {e["document"] for e in relation["evidence"]} <= documents:
            bad.append(relation["id"])
        graph.add_edge(*ends, sign=type_["sign"])
    check(not bad, f"{name}: simple, declared ends, with documents", bad)
    return graph


# ---- Florentine families (Padgett and Ansell 1993)
all_families = read("florentine")
equal((len(all_families), all_families.number_of_edges()), (16, 20), "florentine: 16 families and 20 marriages")
equal(list(networkx.isolates(all_families)), ["Pucci"], "florentine: Pucci is isolated")
families = all_families.subgraph(set(all_families) - {"Pucci"})
equal({f: families.degree(f) for f in ("Medici", "Strozzi", "Guadagni")}, {"Medici": 6, "Strozzi": 4, "Guadagni": 4},
      "florentine: degree")
near(networkx.betweenness_centrality(families, normalized=False),
     {"Medici": 47.5, "Guadagni": 23.1666667, "Albizzi": 19.3333333, "Salviati": 13}, "florentine: betweenness")
near(networkx.betweenness_centrality(all_families)["Medici"], .4523810, "florentine: betweenness with Pucci")
near(networkx.closeness_centrality(families), {"Medici": .56, "Ridolfi": .5, "Tornabuoni": .48275862},
     "florentine: closeness")
near(networkx.constraint(families), {"Medici": .20987654, "Guadagni": .25, "Albizzi": .33333333}, "florentine: constraint")
equal({tuple(sorted(b)) for b in networkx.bridges(families)},
      {("Acciaiuoli", "Medici"), ("Albizzi", "Ginori"), ("Guadagni", "Lamberteschi"), ("Medici", "Salviati"),
       ("Pazzi", "Salviati")}, "florentine: bridges")
equal(networkx.shortest_path_length(families, "Pazzi", "Peruzzi"), 5, "florentine: Pazzi to Peruzzi")

# ---- karate club (Zachary 1977)
karate = read("karate")
equal((len(karate), karate.number_of_edges()), (34, 78), "karate: 34 members and 78 ties")
between = networkx.betweenness_centrality(karate, normalized=False)
near(dict(enumerate(sorted(between.values(), reverse=True)[:3])), {0: 231.0714286, 1: 160.5515873, 2: 76.6904762},
     "karate: betweenness")
equal(max(between, key=between.get), "1", "karate: the instructor comes first")
equal(len(networkx.k_core(karate, 4)), 10, "karate: ten in the 4-core")
check(not len(networkx.k_core(karate, 5)), "karate: no 5-core")
same = collections.defaultdict(set)
for vertex in karate:
    same[frozenset(karate[vertex])].add(int(vertex))
equal(sorted(sorted(c) for c in same.values() if len(c) > 1), [[15, 16, 19, 21, 23], [18, 22]],
      "karate: structurally equivalent members")
equal(collections.Counter(dict(karate.nodes(data="club")).values()), {"Mr. Hi": 17, "Officer": 17}, "karate: two clubs")

# ---- Gahuku-Gama tribes (Read 1954)
tribes = read("gahuku-gama")
sign = {frozenset(e[:2]): e[2] for e in tribes.edges(data="sign")}
equal((len(tribes), len(sign), sum(s < 0 for s in sign.values())), (16, 58, 29), "gahuku-gama: 58 ties, 29 negative")
triangles = collections.Counter()
for trio in itertools.combinations(tribes, 3):
    pairs = [frozenset(p) for p in itertools.combinations(trio, 2)]
    if all(p in sign for p in pairs):
        triangles[sum(sign[p] < 0 for p in pairs)] += 1
equal(dict(triangles), {0: 19, 1: 2, 2: 40, 3: 7}, "gahuku-gama: triangles by negative ties")
plus_minus = {t: tuple(sum(d["sign"] == s for _, _, d in tribes.edges(t, data=True)) for s in (1, -1)) for t in tribes}
equal({t: plus_minus[t] for t in ("Masil", "Gahuk", "Nagad", "Ove")},
      {"Masil": (7, 0), "Gahuk": (5, 5), "Nagad": (3, 6), "Ove": (4, 2)}, "gahuku-gama: signed degrees")


def frustrated(side):
    return {tuple(sorted(p)) for p, s in sign.items() if (len(p & side) == 1) != (s < 0)}


order = list(tribes)
ties = [(order.index(a), order.index(b), s < 0) for a, b, s in tribes.edges(data="sign")]
lines = [sum(((k >> a ^ k >> b) & 1) != negative for a, b, negative in ties) for k in range(1 << (len(order) - 1))]
index = min(lines)
least = [{t for i, t in enumerate(order) if k >> i & 1} for k in range(len(lines)) if lines[k] == index]
equal((index, [side if "Gama" in side else set(order) - side for side in least]),
      (7, [{"Gavev", "Kotun", "Nagad", "Gama"}]), "gahuku-gama: frustration index and the only best sides")
equal(frustrated({"Gavev", "Kotun", "Nagad", "Gama"}), {tuple(sorted(p.split("-"))) for p in
      "Gahuk-Notoh Gahuk-Uheto Ukudz-Seuve Notoh-Geham Kohik-Geham Geham-Uheto Asaro-Seuve".split()},
      "gahuku-gama: frustrated ties")

# ---- brokerage (Gould and Fernandez 1989)
broker = read("gould-fernandez", directed=True)
equal([[int(broker.has_edge(a, b)) for b in sorted(broker)] for a in sorted(broker)],
      [[0, 1, 1, 0], [0, 0, 1, 1], [0, 0, 0, 1], [1, 0, 0, 0]], "gould-fernandez: adjacency")
group = dict(broker.nodes(data="group"))
roles = {v: [0] * 5 for v in broker}  # coordinator, itinerant, representative, gatekeeper, liaison
for a, v, c in itertools.permutations(broker, 3):
    if broker.has_edge(a, v) and broker.has_edge(v, c) and not broker.has_edge(a, c):
        if group[a] == group[c]:
            role = 0 if group[v] == group[a] else 1
        else:
            role = 2 if group[v] == group[a] else 3 if group[v] == group[c] else 4
        roles[v][role] += 1
equal(roles, {"v1": [0, 1, 0, 1, 0], "v2": [0, 0, 1, 0, 0], "v3": [0, 0, 0, 1, 0], "v4": [0, 1, 1, 0, 0]},
      "gould-fernandez: roles")

done()
