#!/usr/bin/env python3
"""What a start costs: which libraries a command loads, what is said when one is missing, how many instructions the help takes.
The dynamic linker tells (LD_DEBUG=files) what it loads."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
from callgrind import instructions  # noqa: E402
from tap import SANITIZED, check, done, skip  # noqa: E402

ENTENTE = os.environ.get("ENTENTE", "build/entente")
DRAW = os.path.join(os.path.dirname(ENTENTE), "entente-draw")
GRAPH = "graphs/korea-us-2022.json"
HEAVY = {"libigraph", "libglpk", "libgvc", "librsvg", "libcairo", "libpango", "libgdk_pixbuf", "libblas", "libxml2"}
# what is run, and which of the heavy libraries are loaded
LOADS = [
    ([ENTENTE, "--help"], set()),
    ([ENTENTE, "info", GRAPH], set()),
    ([ENTENTE, "paths", GRAPH, "Samsung", "China"], set()),
    ([ENTENTE, "centrality", GRAPH, "--measure", "betweenness,closeness,degree"], set()),
    ([ENTENTE, "communities", GRAPH], {"libigraph", "libglpk", "libblas", "libxml2"}),
    ([ENTENTE, "centrality", GRAPH, "--measure", "eigenvector", "--direction", "undirected"], set()),
    ([ENTENTE, "centrality", GRAPH, "--measure", "hub,authority"], set()),
    (
        [ENTENTE, "centrality", GRAPH, "--measure", "eigenvector", "--direction", "directed"],
        {"libigraph", "libglpk", "libblas", "libxml2"},
    ),
    ([DRAW, "--format", "svg", "--effort", "draft"], set()),  # other efforts load Graphviz, in a child that keeps silent
    ([DRAW, "--format", "dot", "--effort", "draft"], set()),
    ([DRAW, "--format", "png", "--effort", "draft"], {"librsvg", "libcairo", "libpango", "libgdk_pixbuf", "libxml2"}),
]
SCENE = '{"scene":"0","relations":0,"nodes":[{"weight":1,"step":0,"name":"a"},{"weight":1,"step":0,"name":"b"}],"lines":[]}'
# A third more than it took when this was written; an empty program with jansson takes 141 thousand.
MOST_THOUSANDS = 500


def run(line, **environ):
    return subprocess.run(line, input=SCENE.encode(), capture_output=True, env=dict(os.environ, **environ), check=False)


def named(line):
    return " ".join([os.path.basename(line[0]), *line[1:]])


def loaded():
    for line, wanted in LOADS:
        said = run(line, LD_DEBUG="files")
        files = set(re.findall(r"file=(lib[a-z_0-9]+?)(?:-[\d.]+)?\.so", said.stderr.decode("utf-8", "replace")))
        name = named(line)
        check(said.returncode == 0 and files, f"{name} runs and is seen", said.stderr[-500:])
        check(files & HEAVY == wanted, f"{name} loads {', '.join(sorted(wanted)) or 'none of the heavy ones'}",
              f"loaded {sorted(files)}")


def missing(folder):
    """A file of that name that is no library stands where the linker looks first."""
    cases = [("igraph", [ENTENTE, "communities", GRAPH]), ("rsvg-2", [DRAW, "--format", "png"]),
             ("rsvg-2", [ENTENTE, "render", GRAPH, "--effort", "draft", "--format", "png"])]
    if not SANITIZED:  # where the path of the program comes before that of the environment
        cases += [("gvplugin_neato_layout", [DRAW, "--format", "svg"]),
                  ("gvplugin_neato_layout", [ENTENTE, "render", GRAPH, "--effort", "quick"])]
    for stem, line in cases:
        file = re.search(rf'"(lib{stem}\.so[^"]*)"', open(os.environ.get("BUILD", "build") + "/sonames.h", encoding="utf-8").read())
        with open(f"{folder}/{file.group(1)}", "w", encoding="utf-8") as out:
            out.write("no library")
        said = run(line, LD_LIBRARY_PATH=folder)
        words = said.stderr.decode("utf-8", "replace")
        fine = "cannot load" in words and file.group(1) in words and "-dev" in words and words.count("entente") == 1
        check(said.returncode == 4 and not said.stdout and fine,
              f"{named(line)} without {file.group(1)}: one error that names it and its package", f"{said.returncode}\n{words}")
    said = run([DRAW, "--effort", "draft"], LD_LIBRARY_PATH=folder)
    check(said.returncode == 0 and b"</svg>" in said.stdout, "a draft needs no Graphviz", said.stderr)


def help_cost():
    took = instructions([ENTENTE, "--help"])
    took = None if took is None else took // 1000
    check(took is not None and took <= MOST_THOUSANDS, f"the help takes at most {MOST_THOUSANDS} thousand instructions",
          f"{took} thousand")


loaded()
with tempfile.TemporaryDirectory() as place:
    missing(place)
    if SANITIZED:
        skip("instructions of the help", "they mean nothing under sanitizers")
    elif not shutil.which("valgrind"):
        skip("instructions of the help", "valgrind is not installed")
    else:
        help_cost()
done()
