#!/usr/bin/env python3
"""--annotate: what an analysis finds about entities goes into the graph as an attribute, nothing else changes, and the
attribute is a grouping afterwards."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests")
from tap import check, done, equal  # noqa: E402

ENTENTE = os.environ["ENTENTE"]
SEED = "graphs/korea-us-2022.json"


def run(*words):
    return subprocess.run([ENTENTE, *words], capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)


def graph(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def without(document, name):
    """The document with that attribute taken from every entity."""
    for entity in document["entities"]:
        entity.get("attributes", {}).pop(name, None)
        if not entity.get("attributes"):
            entity.pop("attributes", None)
    return document


folder = tempfile.mkdtemp()
plain, out = os.path.join(folder, "plain.json"), os.path.join(folder, "out.json")
run("convert", SEED, "-o", plain)
catalogue = json.loads(run("help", "--format", "json").stdout)
annotating = {c["name"]: c["analysis"]["annotates"] for c in catalogue["commands"] if c.get("analysis", {}).get("annotates")}
check({"components", "cores", "communities", "equivalents"} <= set(annotating), "groups can be written back")
for command, attribute in annotating.items():
    ran = run(command, SEED, "--annotate", out)
    equal(ran.returncode, 0, f"{command} answers")
    values = {e["id"]: e.get("attributes", {}).get(attribute) for e in graph(out)["entities"]}
    selected = {r["source"] for r in graph(SEED)["relations"]}
    alone = {None} if command == "equivalents" else set()  # who is like nobody else is in no class
    check(all(values[e] or values[e] in alone for e in selected) and any(values.values()), f"{command} annotates every selected entity with '{attribute}'")
    equal(without(graph(out), attribute), graph(plain), f"{command} changes nothing else")
    equal(run("check", out).returncode, run("check", plain).returncode, f"the graph of {command} is as good as before")

run("components", SEED, "--annotate", out)
parts = {e["id"]: e["attributes"]["component"] for e in graph(out)["entities"] if "attributes" in e}
equal((parts["lee"], parts["asia_business_daily"], parts["yoon"]), ("2", "2", "1"), "the reporter and his paper stand apart")
ran = run("brokers", out, "--group", "attribute:component", "--format", "json")
equal(ran.returncode, 0, "an attribute that was written back is a grouping")

# ---- once more ----
again = os.path.join(folder, "again.json")
run("components", out, "--type", "member_of", "--annotate", again)
check(all(e["id"] in ("KOR", "USA", "alliance") or "component" not in e.get("attributes", {}) for e in graph(again)["entities"]),
      "what an earlier run wrote does not stay on entities that are not selected now")
run("components", SEED, "--annotate", again, "--attribute", "part of it")
equal(graph(again)["entities"][0]["attributes"], {"part of it": "1"}, "--attribute names it")

# ---- the result is a grouping ----
run("communities", SEED, "--method", "walktrap", "--annotate", again)
groups = {e["id"]: e.get("attributes", {}).get("community") for e in graph(again)["entities"]}
rows = json.loads(run("brokers", again, "--group", "attribute:community", "--format", "json").stdout)["rows"]
equal([row["id"] for row in rows if row["group"] != groups[row["id"]]], [], "attribute:community is what was written")

# ---- refusals, and nothing half-written ----
for words, why in [
    (("--annotate", os.path.join(folder, "x.xyz")), "tells no format"),
    (("--attribute", "x"), "--annotate is missing"),
    (("--annotate", "-"), "where the table goes"),
    (("-o", again, "--annotate", again), "where the table goes"),
]:
    ran = run("components", SEED, *words)
    equal((ran.returncode, why in ran.stderr), (2, True), f"refused: {why}")
before = graph(out)
ran = run("components", SEED, "--annotate", os.path.join(folder, "no such folder", "x.json"))
equal((ran.returncode, ran.stdout), (5, ""), "a folder that is not there is an error before the table")
ran = run("components", SEED, "--kind", "no such kind", "--annotate", out)
equal((ran.returncode, graph(out) == before), (2, True), "an error leaves the old file")
shutil.rmtree(folder)
done()
