#!/usr/bin/python3
"""Pictures: a graph of 20 entities and 30 relations from JSON to SVG, the whole command beside a Python that does the same with
NetworkX and pygraphviz (read, make the graph, lay it out with dot, write the svg); and what 1,000 pictures in one process
leave behind. Processor time of all processes; ROUNDS (5) times 3 runs in turn."""
import json
import os
import re
import resource
import statistics
import subprocess
import sys

entente = os.environ.get("ENTENTE", "build/entente")
build = os.environ.get("BUILD", "build")
folder = os.path.join(build, "bench")
runs = 3 * int(os.environ.get("ROUNDS", "5"))
renders = 200 if os.environ.get("QUICK") else 1000
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


def processor(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def row(**cells):
    print(json.dumps({"peer": None, "theirs": None, "ratio": None, "target": None, "unit": "s"} | cells), flush=True)


def beside_python(effort, target, note=None):
    ours, theirs = [], []
    command = [entente, "render", graph, "--effort", effort, "-o", os.path.join(folder, "twenty.svg")]
    peer = ["/usr/bin/python3", "-c", PEER, graph, os.path.join(folder, "twenty-peer.svg")]
    for turn in range(runs):
        for which in ((0, 1), (1, 0))[turn % 2]:
            (ours, theirs)[which].append(processor((command, peer)[which])) if has_peer or not which else None
    cells = {"what": f"JSON to SVG, --effort {effort}", "size": "20 entities, 30 relations", "ours": statistics.median(ours),
             "note": note}
    if has_peer:
        cells |= {"peer": NAME, "theirs": statistics.median(theirs), "target": target,
                  "ratio": statistics.median(a / b for a, b in zip(ours, theirs))}
    row(**cells)


def memory():
    """What each way of drawing takes more after all pictures than after a tenth of them."""
    said = subprocess.run([os.path.join(build, "tests/draw/leaks_test"), str(renders)], capture_output=True, text=True, check=False)
    for how, early, first, late, last in re.findall(r"# (.*): (\d+) KiB after (\d+) renders, (\d+) after (\d+)", said.stdout):
        row(what=f"memory that pictures in one process leave, layout {how}", size=f"{int(last):,} pictures",
            ours=max(0, int(late) - int(early)) * 1024, unit="bytes", target=192 * 1024,
            note=f"{int(late):,} KiB, and {int(early):,} after {int(first)}")


os.makedirs(folder, exist_ok=True)
graph = os.path.join(folder, "twenty.json")
with open(graph, "wb") as out:
    subprocess.run([sys.executable, "tests/generate_graph.py", "20", "30"], stdout=out, check=True)
has_peer = subprocess.run(["/usr/bin/python3", "-c", "import networkx, pygraphviz"], stderr=subprocess.DEVNULL, check=False).returncode == 0
if not has_peer:
    print(f"render.py: {NAME} are not installed: nothing to compare with", file=sys.stderr)
beside_python("draft", .05)
beside_python("quick", None)
memory()
