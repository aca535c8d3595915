#!/usr/bin/python3
"""Analyses beside NetworkX on the same graphs, preferential attachment with five edges a vertex: both from relations in memory
to the answer, ours with its view and its table, theirs with its graph. Pairs of runs in turn, seconds of processor, medians
of ROUNDS (5); the answers are compared. A row as JSON a line. QUICK=1 takes smaller graphs; ONLY=word some of the rows."""
import collections
import itertools
import json
import math
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

sys.path = [folder for folder in sys.path if os.path.abspath(folder or ".") != os.path.dirname(os.path.abspath(__file__))]
try:
    import networkx  # not this file: its folder was taken out of the path
except ImportError:
    print("networkx.py: python3-networkx is not installed", file=sys.stderr)
    sys.exit(0)

PROGRAM = os.path.join(os.environ.get("BUILD", "build"), "bench", "analyse")
QUICK = bool(os.environ.get("QUICK"))
ROUNDS = int(os.environ.get("ROUNDS", "5"))
ONLY = os.environ.get("ONLY", "")


class Graph:
    """Relations, a file of them, and the program that has read it."""

    def __init__(self, folder, n):
        chance, ends, edges = random.Random(n), [], {}
        for v in range(1, n):
            for _ in range(min(5, v)):
                other = chance.choice(ends) if ends and chance.random() < .5 else chance.randrange(v)
                if other != v and (other, v) not in edges:
                    edges[other, v] = chance.randrange(1, 1000) / 100
                    ends += [v, other]
        self.n = n
        self.edges = [(f"v{a}", f"v{b}", {"weight": w, "length": 1 / w}) for (a, b), w in edges.items()]
        path = os.path.join(folder, f"{n}.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for v in range(n):
                file.write(json.dumps({"id": f"v{v}", "kind": "country"}) + "\n")
            for a, b, about in self.edges:
                file.write(json.dumps({"type": "allied_with", "source": a, "target": b, "weight": about["weight"]}) + "\n")
        self.program = subprocess.Popen([PROGRAM, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, question):
        self.program.stdin.write(question + "\n")
        self.program.stdin.flush()
        answer = json.loads(self.program.stdout.readline())
        return answer["seconds"], answer["table"]

    def make(self):
        made = networkx.Graph()
        made.add_edges_from(self.edges)
        return made


def column(name):
    return lambda table: {row["id"]: row[name] for row in table["rows"]}


def hops(table):
    return sorted(len({row["hop"] for row in rows})
                  for _, rows in itertools.groupby(table["rows"], key=lambda row: row["path"]))


def first_number(table):
    return int(re.search(r": ([0-9,]+) path", table["title"]).group(1).replace(",", ""))


def core_of(table):
    return {row["id"]: row["coreness"] for row in table["rows"]}


def triangles(table):
    return next(row["value"] for row in table["rows"] if row["statistic"] == "triangles")


def largest_difference(a, b):
    if not isinstance(a, dict):
        return 0 if a == b else math.inf
    if a.keys() != b.keys():
        return math.inf
    return max(abs(a[k] - b[k]) / max(abs(a[k]), abs(b[k]), 1e-300) for k in a)


nx = networkx
SMALL, MIDDLE, LARGE = (100, 300, 2000) if QUICK else (300, 1000, 10000)
Row = collections.namedtuple("Row", "what n question read theirs target tolerance times note", defaults=(1e-9, 1, ""))
K = 20  # sources that NetworkX follows of a large graph
FAR = f"v{LARGE // 2}", f"v{LARGE - 1}"
NEAR = "v10", f"v{LARGE // 2}"  # an old vertex has many neighbours
ROWS = [
    Row("closeness", MIDDLE, "centrality measure=closeness", column("closeness"), nx.closeness_centrality, .01),
    Row("harmonic", MIDDLE, "centrality measure=harmonic", column("harmonic"), nx.harmonic_centrality, .01),
    Row("betweenness", MIDDLE, "centrality measure=betweenness threads=1", column("betweenness"),
        lambda g: nx.betweenness_centrality(g, normalized=False), .01),
    Row("betweenness by lengths", MIDDLE, "centrality measure=betweenness threads=1 weighted", column("betweenness"),
        lambda g: nx.betweenness_centrality(g, normalized=False, weight="length"), .01),
    Row("closeness by lengths", MIDDLE, "centrality measure=closeness weighted", column("closeness"),
        lambda g: nx.closeness_centrality(g, distance="length"), .01),
    Row("betweenness of all", LARGE, "centrality measure=betweenness threads=1", None,
        lambda g: nx.betweenness_centrality(g, k=K, seed=1), .01, 0, LARGE / K, f"NetworkX: {K} sources, times {LARGE // K}"),
    Row("constraint", SMALL, "centrality measure=constraint", column("constraint"), nx.constraint, .05),
    Row("PageRank", LARGE, "centrality measure=pagerank", column("pagerank"), lambda g: nx.pagerank(g, weight=None, tol=1e-10 / LARGE), .05, 1e-4, 1,
        "both stop at a difference of 1e-10 in all"),
    Row("10 shortest paths", LARGE, "paths @{} @{} k=10".format(*FAR), hops,
        lambda g: sorted(len(p) - 1 for p in itertools.islice(nx.shortest_simple_paths(g, *FAR), 10)), .05),
    Row("all simple paths to 4 hops", LARGE, "paths @{} @{} all max-length=4".format(*NEAR), first_number,
        lambda g: sum(1 for _ in nx.all_simple_paths(g, *NEAR, cutoff=4)), .05),
    Row("components", LARGE, "components members=5", lambda table: len(table["rows"]),
        lambda g: sum(1 for _ in nx.connected_components(g)), .05),
    Row("cores", LARGE, "cores each", core_of, nx.core_number, .05),
    Row("triangles", LARGE, "balance of=triangles", triangles, lambda g: sum(nx.triangles(g).values()) // 3, .05),
]


def measure(row, graph):
    """The rounds of one row: ours, theirs, and how far the answers are apart."""
    ours, theirs, apart = [], [], 0
    for _ in range(ROUNDS):
        seconds, table = graph.ask(row.question)
        start = time.process_time()
        made = graph.make()
        begun = time.process_time()
        answer = row.theirs(made)
        theirs.append(begun - start + (time.process_time() - begun) * row.times)
        ours.append(seconds)
        if row.read:
            apart = max(apart, largest_difference(row.read(table), answer))
    return ours, theirs, apart


missed = False
with tempfile.TemporaryDirectory() as folder:
    graphs = {}
    for row in ROWS:
        if ONLY not in row.what:
            continue
        graph = graphs.setdefault(row.n, None) or Graph(folder, row.n)
        graphs[row.n] = graph
        ours, theirs, apart = measure(row, graph)
        ratio = statistics.median(a / b for a, b in zip(ours, theirs))
        shown = {"part": "networkx", "what": row.what, "size": f"{row.n:,} vertices, {len(graph.edges):,} edges",
                 "ours": statistics.median(ours), "peer": f"NetworkX {networkx.__version__}", "theirs": statistics.median(theirs),
                 "ratio": ratio, "target": row.target, "unit": "s"}
        notes = [row.note] if row.note else []
        if apart > row.tolerance:
            notes.append(f"answers differ by {apart:.1e}")
            missed = True
        print(json.dumps(shown | ({"note": "; ".join(notes)} if notes else {})), flush=True)
        missed |= ratio > row.target
    for graph in graphs.values():
        graph.program.stdin.close()
        graph.program.wait()
sys.exit(missed)
