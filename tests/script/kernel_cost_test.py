#!/usr/bin/env python3
"""Instructions of each kernel on one fixed graph, counted by callgrind: a bound of about one and a half times what they took
when they were written, so that what makes them slow again is seen where clocks cannot be trusted."""
import json
import os
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
from callgrind import instructions  # noqa: E402
from tap import check, done, skip  # noqa: E402

ENTENTE = os.environ.get("ENTENTE", "build/entente")
ENTITIES, EACH = 300, 5
WEIGHTED = ["--weight", "weight"]
# kernel, its function, the command, thousands of instructions at most
KERNELS = [
    ("closeness", "ent_nearness_hops", ["centrality", "--measure", "closeness"], 1050),
    ("betweenness", "ent_betweenness", ["centrality", "--measure", "betweenness", "--threads", "1"], 27700),
    ("betweenness weighted", "ent_betweenness", ["centrality", "--measure", "betweenness", "--threads", "1", *WEIGHTED], 78000),
    ("pagerank", "ent_pagerank", ["centrality", "--measure", "pagerank"], 1450),
    ("pagerank directed", "ent_pagerank", ["centrality", "--measure", "pagerank", "--directed"], 1550),
    ("cores", "ent_coreness", ["cores"], 160),
    ("a selection", "ent_selection_new", ["components"], 470),
    ("a view", "ent_view_new", ["components"], 680),
    ("a view directed and weighted", "ent_view_new", ["components", "--directed", *WEIGHTED], 1010),
    ("constraint", "ent_constraint", ["centrality", "--measure", "constraint"], 290),
    ("k shortest paths", "ent_paths_k", ["paths", "v150", "v299", "--k", "10"], 640),
    ("bounds of paths", "ent_seeker_init", ["paths", "v150", "v299", "--all", "--max-length", "3"], 24),
    ("signed triangles", "ent_triangles_count", ["balance"], 200),
]


def chance(state):
    """Numbers that are the same everywhere."""
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield state >> 33


def write(path):
    """Preferential attachment: five relations from each entity, half of them to whoever has many."""
    roll, ends, relations = chance(1), [], []
    for v in range(1, ENTITIES):
        for _ in range(min(EACH, v)):
            other = ends[next(roll) % len(ends)] if ends and next(roll) % 2 else next(roll) % v
            other = other if other < v else next(roll) % v
            ends += [v, other]
            relations.append({"source": f"v{v}", "target": f"v{other}", "weight": 1 + next(roll) % 1000,
                              "type": "supports" if next(roll) % 3 else "rivals"})
    entities = [{"id": f"v{v}", "kind": "country"} for v in range(ENTITIES)]
    with open(path, "w", encoding="utf-8") as out:
        json.dump({"format": "entente/1", "entities": entities, "relations": relations}, out)


def cost(function, command, graph):
    """Thousands of instructions inside that function."""
    took = instructions([ENTENTE, command[0], graph, *command[1:], "--format", "csv"], function, (0, 1))
    return None if took is None else took // 1000


def count_all():
    with tempfile.TemporaryDirectory() as folder:
        graph = os.path.join(folder, "graph.json")
        write(graph)
        for name, function, command, most in KERNELS:
            took = cost(function, command, graph)
            check(took is not None and 0 < took <= most, f"{name} takes at most {most} thousand instructions",
                  f"{took} thousand in {function}")


if os.environ.get("SANITIZE"):
    skip("instructions of the kernels", "they mean nothing under sanitizers")
elif not shutil.which("valgrind"):
    skip("instructions of the kernels", "valgrind is not installed")
else:
    count_all()
done()
