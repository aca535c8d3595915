#!/usr/bin/python3
"""Limits of legibility, accessibility and safety, on graphs of many kinds: pictures are judged by what an independent
reader of SVG measures in them, never by coordinates."""
import json
import os
import shutil
import sys
import tempfile

sys.path.insert(0, "tests")
import picture_graphs
from picture import LIMITS, SVGCHECK, broken, measure, render
from tap import check, done, equal, not_under_sanitizers, skip

not_under_sanitizers("limits of legibility")

SEED = "graphs/korea-us-2022.json"
folder = tempfile.mkdtemp()

# name, graph, options, crossings a line at most. Dense graphs cannot do with few: a drawing of n nodes and m lines has at
# least m - 3n + 6 crossings, by Euler's formula.
CASES = [
    ("the seed graph", SEED, (), .3),
    ("the seed graph in Korean", SEED, ("--lang", "ko"), .3),
    ("the seed graph with its areas", SEED, ("--areas",), 1),
    ("around a country", SEED, ("--view", "ego", "KOR"), .3),
    ("a path", SEED, ("--view", "path", "CHN", "Samsung Electronics"), .3),
    ("bands by kind", SEED, ("--view", "layers"), 1.3),
    ("kinds with counts", SEED, ("--view", "groups"), .3),
    ("the frameworks", "graphs/frameworks.json", (), 1),
    ("Florentine families", "graphs/classic/florentine.json", (), .3),
    ("the example of brokers", "graphs/classic/gould-fernandez.json", (), .3),
    ("the karate club", "graphs/classic/karate.json", (), 1),
    ("tribes of the highlands", "graphs/classic/gahuku-gama.json", (), 2),
    ("camps of the tribes", "graphs/classic/gahuku-gama.json", ("--view", "factions"), 2),
    ("50 entities of all kinds", picture_graphs.mixed, (), .3),
    ("64 countries of both signs", picture_graphs.countries, (), 2),
    ("40 of 200 entities", picture_graphs.large, ("--limit", "40"), 1),
]


def judge(name, graph, words, crossings):
    if callable(graph):
        path = os.path.join(folder, "graph.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(graph(), file)
        graph = path
    view = [w for w in words if not w.startswith("-")] if "--view" in words else []
    out = os.path.join(folder, "x.svg")
    options = ["--view", view[0]] if view else list(words)
    got = render(graph, *view[1:], *options, "--quiet", "-o", out)
    if got.returncode:
        return check(False, f"{name}: drawn", got.stderr.decode())
    metrics = measure(out)
    faults = broken(metrics, [*LIMITS, f"crossings_per_edge>{crossings}"])
    equal(faults, [], f"{name}: all limits hold")


try:
    if os.path.exists(SVGCHECK):
        for case in CASES:
            judge(*case)
    else:
        skip("limits of legibility", "no svgcheck")
finally:
    shutil.rmtree(folder)
done()
