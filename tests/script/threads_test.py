#!/usr/bin/env python3
"""What comes from igraph does not depend on how many threads OpenMP would take."""
import json
import os
import random
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
from tap import SANITIZED, check, done  # noqa: E402

ENTENTE = os.environ.get("ENTENTE", "build/entente")
ENTITIES, RELATIONS = (60, 240) if SANITIZED else (100, 500)
QUESTIONS = [["communities", "--method", method] for method in
             ("leiden", "louvain", "walktrap", "infomap", "label-propagation", "fast-greedy", "edge-betweenness")]
QUESTIONS += [["centrality", "--measure", "eigenvector,hub,authority,pagerank", "--weight", "weight"],
              ["centrality", "--measure", "eigenvector,hub,authority,pagerank", "--directed"]]


def write(path):
    """A few are named often, most seldom, so that what is found is no matter of course."""
    chance = random.Random(5)
    with open(path, "w", encoding="utf-8") as file:
        for _ in range(RELATIONS):
            a, b = (int(ENTITIES * chance.random() ** 2) for _ in range(2))
            file.write(json.dumps({"type": "supports", "source": f"v{a}", "target": f"v{(b + 1) if a == b else b}",
                                   "weight": chance.randrange(1, 100) / 10}) + "\n")


def answer(question, path, threads):
    surroundings = dict(os.environ, OMP_NUM_THREADS=str(threads), OPENBLAS_NUM_THREADS=str(threads))
    asked = subprocess.run([ENTENTE, question[0], path, *question[1:], "--format", "json"], env=surroundings, capture_output=True)
    return asked.returncode, asked.stdout


with tempfile.TemporaryDirectory() as folder:
    graph = os.path.join(folder, "graph.jsonl")
    write(graph)
    for words in QUESTIONS:
        alone, together = (answer(words, graph, threads) for threads in (1, 4))
        check(alone == together and alone[0] == 0 and alone[1], " ".join(words) + ": one thread and four, the same bytes",
              f"ends with {alone[0]} and {together[0]}, {len(alone[1])} and {len(together[1])} bytes")
done()
