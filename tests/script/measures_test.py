#!/usr/bin/env python3
"""centrality beside networkx on random graphs: Katz, closeness, eccentricity, cores, clustering, structural holes."""
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
from tap import check, done  # noqa: E402

ENTENTE = os.environ.get("ENTENTE", "build/entente")
MEASURES = "katz,wasserman-faust,eccentricity,coreness,clustering,constraint,effective-size"


def random_graph(chance, directed, weighted):
    """Simple, without loops; weights are powers of two, so that sums are exact."""
    n = chance.randint(4, 30)
    graph = networkx.DiGraph() if directed else networkx.Graph()
    graph.add_nodes_from(f"v{i}" for i in range(n))
    for _ in range(chance.randint(n // 2, 4 * n)):
        a, b = chance.sample(range(n), 2)
        graph.add_edge(f"v{a}", f"v{b}", weight=chance.choice([.5, 1, 2, 4]) if weighted else 1)
    return graph


def measured(graph, directed, weighted, folder):
    data = {"entities": [{"id": v, "kind": "country", "name": v} for v in graph],
            "relations": [{"id": f"r{i}", "source": a, "target": b, "type": "supports", "weight": w}
                          for i, (a, b, w) in enumerate(graph.edges(data="weight"))]}
    path = os.path.join(folder, "graph.json")
    with open(path, "w", encoding="utf-8") as out:
        json.dump(data, out)
    line = [ENTENTE, "centrality", path, "--isolates", "--format", "json", "--measure",
            MEASURES, "--direction", "directed" if directed else "undirected"] + (["--weight", "weight"] if weighted else [])
    rows = json.loads(subprocess.run(line, check=True, capture_output=True).stdout)["rows"]
    return {row["id"]: row for row in rows}


def near(rows, measure, want):
    """Vertices whose value differs; networkx' NaN is our null."""
    bad = []
    for v, value in want.items():
        got = rows[v][measure]
        missing = value is None or (isinstance(value, float) and math.isnan(value))
        if missing != (got is None) or (not missing and not math.isclose(got, value, rel_tol=1e-7, abs_tol=1e-9)):
            bad.append((v, got, value))
    return bad


def radius(graph):
    """Largest eigenvalue by power iteration on A' + I, strong component by strong component."""
    largest = 0
    for part in networkx.strongly_connected_components(networkx.DiGraph(graph)):
        if len(part) < 2:
            continue
        x = dict.fromkeys(part, 1.0)
        edges = list(networkx.DiGraph(graph).subgraph(part).edges(data="weight"))
        for _ in range(2000):
            y = dict(x)
            for a, b, w in edges:
                y[b] += w * x[a]
            norm = sum(y.values()) / sum(x.values())
            x = {v: value / norm for v, value in y.items()}
        largest = max(largest, norm - 1)
    return largest


def katz(graph):
    """networkx sums over what comes in, as we do."""
    lam = radius(graph)
    return networkx.katz_centrality(graph, alpha=.85 / (lam or 1), beta=1, normalized=False, weight="weight",
                                    max_iter=100000, tol=1e-13)


def wasserman_faust(graph, length):
    """networkx looks inwards, we look outwards."""
    turned = graph.reverse() if graph.is_directed() else graph
    return networkx.closeness_centrality(turned, distance=length, wf_improved=True)


def eccentricity(graph, length):
    far = {}
    for v in graph:
        reached = networkx.single_source_dijkstra_path_length(graph, v, weight=length)
        far[v] = max((d for u, d in reached.items() if u != v), default=None)
    return far


def holes(graph, values):
    """networkx gives no value to who points at nobody; we add both directions and do: those are left to our own twin."""
    return {v: value for v, value in values.items() if len(graph[v]) > 0 or graph.degree(v) == 0}


def clustering(graph):
    ties = graph.to_undirected()
    return {v: value if ties.degree(v) > 1 else None for v, value in networkx.clustering(ties).items()}


chance = random.Random(7)
with tempfile.TemporaryDirectory() as folder:
    for kind in range(4):
        directed, weighted = bool(kind & 1), bool(kind & 2)
        wrong = {}
        for _ in range(8):
            graph = random_graph(chance, directed, weighted)
            rows = measured(graph, directed, weighted, folder)
            for _, _, data in graph.edges(data=True):
                data["length"] = 1 / data["weight"]
            want = {"katz": katz(graph), "wasserman-faust": wasserman_faust(graph, "length"),
                    "eccentricity": eccentricity(graph, "length"), "coreness": networkx.core_number(graph),
                    "constraint": holes(graph, networkx.constraint(graph, weight="weight")),
                    "effective-size": holes(graph, networkx.effective_size(graph, weight="weight" if weighted else None))}
            if not weighted:
                want["clustering"] = clustering(graph)
            for measure, values in want.items():
                wrong.setdefault(measure, []).extend(near(rows, measure, values))
        for measure, bad in wrong.items():
            check(not bad, f"{measure} as networkx has it, {'directed' if directed else 'undirected'}, "
                           f"{'weighted' if weighted else 'unweighted'}", bad[:5])
# ---- intensities have a sign: an unsigned measure does not add them up across signs, and says what to do
for command in (["centrality"], ["brokers"], ["what-if", "--without", "CHN"], ["communities"], ["similar", "CHN"]):
    name = ["--measure", "strength"] if command[0] in ("centrality", "what-if") else []
    answer = subprocess.run([ENTENTE, command[0], "graphs/korea-us-2022.json", *command[1:], *name, "--weight", "intensity"],
                            capture_output=True, text=True)
    check(answer.returncode == 2 and "intensities of negative relations" in answer.stderr and "--sign" in answer.stderr
          and not answer.stdout, f"{command[0]} refuses to add intensities of both signs", answer.stderr)
for words in (["--sign", "negative"], ["--sign", "positive"], ["--weight", "count"]):
    answer = subprocess.run([ENTENTE, "centrality", "graphs/korea-us-2022.json", "--measure", "strength", "--weight", "intensity", *words],
                            capture_output=True, text=True)
    check(answer.returncode == 0, f"the remedy {' '.join(words)} holds", answer.stderr)
done()
