#!/usr/bin/python3
"""Pictures: a graph of 20 entities and 30 relations from JSON to SVG, the whole command beside a Python that does the same with
NetworkX and pygraphviz (read, make the graph, lay it out with dot, write the svg); and what 1,000 pictures in one process
leave behind. Processor time of all processes; ROUNDS (5) times 3 runs in turn."""
import os
import re
import subprocess
import sys

from measure import BUILD, ENTENTE, FOLDER, QUICK, ROUNDS, row, seconds

runs = 3 * ROUNDS
renders = 200 if QUICK else 1000
PEER = """
import json, sys
import networkx
data = json.load(open(sys.argv[1], encoding="utf-8"))
graph = networkx.MultiDiGraph(name=data["title"])
for entity in data["entities"]:
    graph.add_node(entity["id"], label=entity["name"])
for relation in data["relations"]:
    graph.add_edge(relation["source"], relation["target"], key=relation["id"], label=relation["type"])
picture = networkx.nx_agraph.to_agraph(graph)
picture.layout("dot")
picture.draw(sys.argv[2])
"""
NAME = "python3-networkx + python3-pygraphviz"


def beside_python(effort, target, note=None):
    ours, theirs = [], []
    command = [ENTENTE, "render", graph, "--effort", effort, "-o", os.path.join(FOLDER, "twenty.svg")]
    peer = ["/usr/bin/python3", "-c", PEER, graph, os.path.join(FOLDER, "twenty-peer.svg")]
    for turn in range(runs):
        for which in ((0, 1), (1, 0))[turn % 2]:
            if has_peer or not which:
                (ours, theirs)[which].append(seconds(*(command, peer)[which], stderr=subprocess.DEVNULL))
    row(f"JSON to SVG, --effort {effort}", "20 entities, 30 relations", ours, note=note,
        **({"peer": NAME, "theirs": theirs, "target": target} if has_peer else {}))


def memory():
    """What each way of drawing takes more after all pictures than after a tenth of them."""
    said = subprocess.run([os.path.join(BUILD, "tests/draw/leaks_test"), str(renders)], capture_output=True, text=True, check=False)
    for how, early, first, late, last in re.findall(r"# (.*): (\d+) KiB after (\d+) renders, (\d+) after (\d+)", said.stdout):
        row(f"memory that pictures in one process leave, layout {how}", f"{int(last):,} pictures",
            max(0, int(late) - int(early)) * 1024, "bytes", target=192 * 1024,
            note=f"{int(late):,} KiB, and {int(early):,} after {int(first)}")


os.makedirs(FOLDER, exist_ok=True)
graph = os.path.join(FOLDER, "twenty.json")
with open(graph, "wb") as out:
    subprocess.run([sys.executable, "tests/generate_graph.py", "20", "30"], stdout=out, check=True)
has_peer = subprocess.run(["/usr/bin/python3", "-c", "import networkx, pygraphviz"], stderr=subprocess.DEVNULL, check=False).returncode == 0
if not has_peer:
    print(f"render.py: {NAME} are not installed: nothing to compare with", file=sys.stderr)
beside_python("draft", .05)
beside_python("quick", None)
memory()
