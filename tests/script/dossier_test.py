#!/usr/bin/env python3
"""similar, show --radius and dossier through the program, compared with networkx and with the data itself."""
import itertools
import json
import math
import os
import re
import subprocess
import sys
import tempfile

import networkx

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
from tap import check, done, equal, load  # noqa: E402

KOREA, FLORENCE = "graphs/korea-us-2022.json", "graphs/classic/florentine.json"


def run(*words):
    done_ = subprocess.run([os.environ["ENTENTE"], *words], capture_output=True, text=True)
    return done_.returncode, done_.stdout, done_.stderr


def table(*words):
    code, out, err = run(*words, "--format", "json")
    return code, json.loads(out) if out else err


def column(answer, name):
    return [row[name] for row in answer["rows"]]


# ---- similar: networkx as oracle
for path, ends in ((FLORENCE, ("medici", "strozzi", "pazzi")), ("graphs/classic/karate.json", ("1", "34", "12")),
                   (KOREA, ("KOR", "biden"))):
    graph, data = networkx.Graph(), load(path)
    graph.add_edges_from((r["source"], r["target"]) for r in data["relations"] if r["source"] != r["target"])
    for end in ends:
        end = next(n for n in graph if n.lower() == end.lower() or n.lower() in (f"n{end}", f"v{end}", f"m{end}"))
        others = [(end, v) for v in graph if v != end]
        want = {v: [j] for _, v, j in networkx.jaccard_coefficient(graph, others)}
        for f in (networkx.adamic_adar_index, networkx.resource_allocation_index):
            for _, v, score in f(graph, others):
                want[v].append(score)
        want = {v: s for v, s in want.items() if s[0] > 0}
        code, got = table("similar", path, end, "-m", "jaccard,adamic-adar,resource-allocation", "--limit", "0")
        have = {r["id"]: [r["jaccard"], r["adamic-adar"], r["resource-allocation"]] for r in got["rows"]}
        check(code == 0 and have.keys() == want.keys() and all(
            math.isclose(a, b, rel_tol=1e-9) for v in want for a, b in zip(have[v], want[v])),
            f"{path} {end}: scores of networkx", f"{have}\n{want}")
        equal({r["id"]: r["tied"] for r in got["rows"]}, {v: graph.has_edge(end, v) for v in want},
              f"{path} {end}: who is tied")
        missing = table("similar", path, end, "--predict", "--limit", "0")[1]
        equal(sorted(column(missing, "id")), sorted(v for v in want if not graph.has_edge(end, v)),
              f"{path} {end}: --predict leaves out who is tied")

code, got = table("similar", KOREA, "China", "--predict", "--relations", "--limit", "3")
by_id = {r["id"]: r for r in load(KOREA)["relations"]}
bad = [r for r in got["rows"] if {by_id[r["relation"]]["source"], by_id[r["relation"]]["target"]} !=
       {"CHN" if r["side"] == "entity" else r["id"], r["via_id"]} or not r["evidence"] or not r["source"]]
check(got["rows"] and not bad, "every reason is a relation to the shared neighbour, with evidence and source", bad)

# ---- show --radius
code, got = table("show", FLORENCE, "Medici", "--radius", "1")
note = " ".join(got["notes"])
check("7 vertices, 7 edges, 1 alter-alter tie, density 0.3333" in note, "Medici ego network", note)
equal(column(got, "step"), [0] * 6 + [1], "own relations first, then the one between kin")
check("7 entities within 1 step" in got["title"], "the title counts entities and steps", got["title"])
graph = networkx.Graph()
graph.add_edges_from((r["source"], r["target"]) for r in load(FLORENCE)["relations"])
centre = next(n for n in graph if n.lower() == "medici")
for radius in (2, 3):
    ego = networkx.ego_graph(graph, centre, radius)
    steps = networkx.single_source_shortest_path_length(graph, centre)
    code, got = table("show", FLORENCE, "Medici", "--radius", str(radius))
    equal(sorted(column(got, "step")), sorted(min(steps[a], steps[b]) for a, b in ego.edges), f"radius {radius}: steps")
    check(f"{len(ego)} vertices, {ego.number_of_edges()} edges" in " ".join(got["notes"]), f"radius {radius}: counts")
plain = table("show", FLORENCE, "Medici")[1]
equal((len(plain["rows"]), "step" in plain["rows"][0], plain["title"]), (6, False, "Medici (group)")
      if plain["title"] == "Medici (group)" else (6, False, plain["title"]), "without --radius only its own relations")
code, out, err = run("show", "--help")
equal(len(re.findall(r"^\s+--radius", out, re.M)), 1, "--radius stands once in the help")
check("within N steps of ENTITY" in " ".join(out.split()) and "not that of --around" in " ".join(out.split()),
      "and says what it means beside --around", out)
equal(run("completion", "bash")[1].count("--radius") >= 1, True, "completion knows --radius")
catalogue = {c["name"]: c for c in json.loads(run("help", "--format", "json")[1])["commands"]}
radius = [o["help"] for o in catalogue["show"]["options"] if o["name"] == "radius"]
check(len(radius) == 1 and "ENTITY" in radius[0], "the catalogue has show's own --radius once", radius)
code, got = table("show", KOREA, "China", "--around", "KOR", "--radius", "2")
check(any("1 step of 'KOR' (--around)" in n for n in got["notes"]), "with --around a note says how far that reached")
code, got = table("show", KOREA, "China", "--radius", "1", "--at", "1900")
equal((code, got["rows"]), (1, []), "nothing near is an answer")

# ---- dossier
def direct(answer):
    return [r for r in answer["rows"] if r["section"] == "direct"]


code, usa = table("dossier", KOREA, "KOR", "USA", "--lift")
signs = [r["sign"] for r in direct(usa)]
equal((code, signs.count("positive"), signs.count("negative")), (0, 17, 0), "KOR-USA: 17 positive")
code, china = table("dossier", KOREA, "China", "KOR", "--lift")
signs = [r["sign"] for r in direct(china)]
equal((signs.count("positive"), signs.count("negative")), (4, 1), "CHN-KOR: 4 positive, 1 negative")
check("; ambivalent" in china["title"] and "not ambivalent" in usa["title"], "the title says which is ambivalent")
acting = {r["relation"]: r["acting"] for r in direct(usa)}
check(acting["r12"] == "Yoon Suk-yeol for South Korea; Joe Biden for United States" and acting["r05"] is None,
      "it is said who acted", acting)
for pair in (("KOR", "USA"), ("CHN", "KOR"), ("PRK", "USA"), ("yoon", "biden"), ("KOR", "alliance")):
    for lift in ([], ["--lift"]):
        one, other = table("dossier", KOREA, *pair, *lift), table("dossier", KOREA, *pair[::-1], *lift)
        check(one[0] == other[0] and one[1]["rows"] == other[1]["rows"], f"{pair} {lift}: the same either way")
        dates = [r["date"] or "~" for r in direct(one[1])]
        equal(dates, sorted(dates), f"{pair} {lift}: by date")
        check(all(r["source"] and r["evidence"] for r in one[1]["rows"]), f"{pair} {lift}: every statement has a source")
thirds = {}
for row in table("dossier", KOREA, "yoon", "biden")[1]["rows"]:
    if row["section"] == "shared":
        thirds.setdefault(row["third_id"], set()).update({row["from_id"], row["to_id"]})
equal(thirds, {t: {"yoon", "biden", t} for t in ("tech_alliance", "pyeongtaek_plant", "kaoc", "PRK")},
      "what both presidents declare, visit and warn")
code, got = table("dossier", KOREA, "samsung", "PRK")
equal((code, got["rows"]), (1, []), "nothing between them is an answer")
check(any("'paths'" in n for n in got["notes"]), "which names the remedy")
code, out, err = run("dossier", KOREA, "KOR", "yoon", "--lift")
check(code == 2 and "both sides stand for 'South Korea'" in err, "a country and its leader are one under --lift", err)

# ---- made by hand: relations on relations, years, hostile names
NAME = "A|b <script>*[x](y)*\n# `z`"
with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
    source = [{"document": "d", "locator": "p. 1", "summary": "It <b>says</b> so | here."}]
    relations = [["d1", "a", "allied_with", "b", "1999"], ["d2", "b", "warns", "a", "2001-05"],
                 ["x1", "c", "objects_to", "d1", "2000"], ["x2", "a", "supports", "e1", "2002"],
                 ["e1", "b", "allied_with", "c", "1998"], ["d3", "a", "supports", "b", None]]
    json.dump({"format": "entente/1", "documents": [{"id": "d", "title": "T"}],
               "entities": [{"id": i, "kind": "country", "name": n} for i, n in
                            (("a", NAME), ("b", "B"), ("c", "C"))],
               "relations": [{k: v for k, v in zip(("id", "source", "type", "target", "date"), r) if v}
                             | {"evidence": source, "areas": ["chips"]} for r in relations]}, file)
    file.flush()
    code, got = table("dossier", file.name, "a", "b")
    equal([(r["relation"], r["section"], r["year"]) for r in got["rows"]],
          [("d1", "direct", "1999"), ("d2", "direct", "2001"), ("d3", "direct", "no date given"),
           ("x1", "about", "2000"), ("x2", "about", "2002")] + [(r["relation"], "shared", r["year"])
                                                                for r in got["rows"][5:]], "direct, then about")
    notes = " | ".join(got["notes"])
    check("1999 +1 (1 positive, 0 negative); 2001 -1 (0 positive, 1 negative); no date given +1" in notes,
          "net tone by year", notes)
    check("chips 3" in notes and "first: 1999" in notes and "1 without a date" in notes, "areas, first and last", notes)
    code, out, err = run("dossier", file.name, "a", "b", "--format", "md")
    check("<script>" not in out and "<b>" not in out and "\n# " not in out and out.startswith("### ")
          and "#### direct: 1999" in out, "Markdown has headings, and names cannot break it", out)
    bars = {len(re.findall(r"(?<!\\)\|", line)) for line in out.splitlines() if line.startswith("|")}
    equal(len(bars), 1, "every row of the Markdown has the same cells")
wide = [line for line in run("dossier", KOREA, "KOR", "USA", "--lift")[1].splitlines() if len(line) > 80]
equal(wide, [], "text fits 80 columns")
done()
