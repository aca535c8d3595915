#!/usr/bin/python3
"""Beside python-igraph, NetworkX and graph-tool, where they are installed: reading JSON Lines into a graph with all
attributes, and shortest-path measures. Ours is the whole command with its start; theirs is what stands between two looks at the
processor clock in a Python that has all modules loaded."""
import importlib.util
import json
import os
import random
import subprocess
import sys

import measure
from measure import ENTENTE, FOLDER, QUICK, ROUNDS, relations, seconds

READ = """
import json, sys, time
{load}
start = time.process_time()
records = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
relations = [r for r in records if "source" in r]
names = {{r["id"]: r for r in records if "kind" in r}}
{build}
print(time.process_time() - start)
"""
IGRAPH = """
number = {name: k for k, name in enumerate(names)}
graph = igraph.Graph(n=len(names), edges=[(number[r["source"]], number[r["target"]]) for r in relations], directed=True)
for key in ("id", "type", "date", "areas", "status", "confidence", "evidence"):
    graph.es[key] = [r[key] for r in relations]
"""
NETWORKX = """
graph = networkx.MultiDiGraph()
graph.add_nodes_from(names.items())
for r in relations:
    graph.add_edge(r["source"], r["target"], key=r["id"], **{k: r[k] for k in ("type", "date", "areas", "status", "confidence", "evidence")})
"""
MEASURE = """
import os, sys, time
os.environ["OMP_NUM_THREADS"] = "1"
import graph_tool, graph_tool.centrality
graph_tool.openmp_set_num_threads(1)
graph = graph_tool.Graph(directed=False)
graph.add_edge_list([tuple(map(int, line.split())) for line in open(sys.argv[1])])
start = time.process_time()
{call}
print(time.process_time() - start)
"""


def row(what, size, ours, peer, script, path, target):
    """One row: `ours` is a command, the peer a script that prints its seconds."""
    mine, theirs = [], []
    for _ in range(1 if QUICK else ROUNDS):
        theirs.append(float(subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True).stdout))
        mine.append(seconds(*ours))
    measure.row(what, size, mine, peer=peer, theirs=theirs, target=target)


def preferential(n):
    """Preferential attachment with five edges a vertex: a file of pairs of numbers, and the same as relations."""
    chance, ends, pairs = random.Random(n), [], []
    for v in range(1, n):
        for _ in range(min(5, v)):
            u = chance.choice(ends) if ends and chance.random() < .9 else chance.randrange(v)
            pairs.append((v, u))
            ends += [v, u]
    plain, records = os.path.join(FOLDER, f"ba{n}.txt"), os.path.join(FOLDER, f"ba{n}.jsonl")
    with open(plain, "w") as file:
        file.writelines(f"{a} {b}\n" for a, b in pairs)
    with open(records, "w") as file:
        file.writelines(json.dumps({"id": f"v{v}", "kind": "organization"}) + "\n" for v in range(n))
        file.writelines(json.dumps({"source": f"v{a}", "target": f"v{b}", "type": "allied_with"}) + "\n" for a, b in pairs)
    return plain, records


def main():
    count = 20000 if QUICK else 200000
    path = relations(count)
    for module, build, peer in (("igraph", IGRAPH, "json and python-igraph"), ("networkx", NETWORKX, "json and NetworkX")):
        if importlib.util.find_spec(module):
            row("read into a graph with all attributes", f"{count:,} relations", [ENTENTE, "info", path], peer,
                READ.format(load=f"import {module}", build=build), path, .05 if module == "networkx" else None)
    if importlib.util.find_spec("graph_tool"):
        size = 1000 if QUICK else 10000
        plain, records = preferential(size)
        for measure, call in (("betweenness", "graph_tool.centrality.betweenness(graph)"),
                              ("closeness", "graph_tool.centrality.closeness(graph)"),
                              ("pagerank", "graph_tool.centrality.pagerank(graph, epsilon=1e-10)")):
            row(f"{measure}, ours with reading and printing", f"{size:,} vertices, {5 * size:,} edges",
                [ENTENTE, "centrality", records, "--measure", measure, "--parallel", "keep", "--threads", "1", "--top", "10"],
                "graph-tool, one thread", MEASURE.format(call=call), plain, None)


main()
