#!/usr/bin/env python3
"""Views from outside: names behind the files, exit codes, what help, man page, catalogue and completion tell of them, what
is shown of a graph of 800 entities on 5,000 relations, and that every picture keeps the rules of readable ones."""
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests")
import generate_graph
import tap

ENTENTE = os.environ["ENTENTE"]
SVGCHECK = os.path.join(tap.SHARED, "tools", "svgcheck.py")
SEED, GAMA, KARATE = "graphs/korea-us-2022.json", "graphs/classic/gahuku-gama.json", "graphs/classic/karate.json"
FRAMEWORKS = "graphs/frameworks.json"
NEVER = ("node_overlaps label_overflow off_canvas edges_without_ends contrast_text_fails contrast_graphic_fails "
         "contrast_text_fails_dark contrast_graphic_fails_dark edge_colour_pairs_alike_in_grey duplicate_ids "
         "objects_without_title scripts external_refs").split()
folder = tempfile.TemporaryDirectory()
LARGE = os.path.join(folder.name, "large.json")
with open(LARGE, "w", encoding="utf-8") as file:
    json.dump(generate_graph.make(800, 5000), file)


def run(*words):
    return subprocess.run([ENTENTE, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def draw(*words):
    return run("render", *words, "--effort", "quick")


def refused(words, code, *said):
    got = draw(*words)
    tap.check(got.returncode == code and not got.stdout and all(s in got.stderr for s in said),
              f"refused: {' '.join(words[1:])}", f"{got.returncode}: {got.stderr}")


# ---- names and exit codes ----

refused((SEED, "--view", "ego"), 2, "needs an entity", "FILE... ENTITY... --view ego")
refused((SEED, "Samsung", "--view", "path"), 2, "needs two entities", "FILE... A B --view path")
refused((SEED, "Samsung", "China", "Yoon", "--view", "path"), 2, "'Yoon' is one name too many", "A B --view path")
refused((SEED, "Yoon"), 2, "'Yoon' is no file", "--view ego")
refused((SEED, "Yoom", "--view", "ego"), 2, "Yoom", "Yoon")
refused((SEED, "Samsung", "Samsung", "--view", "path"), 2, "both ends")
refused((SEED, "Samsung", "China", "--view", "path", "--sign", "negative"), 1, "Samsung", "entente components")
with open(os.path.join(folder.name, "alone.json"), "w", encoding="utf-8") as file:
    json.dump({"format": "entente/1", "entities": [{"id": "A", "kind": "country"}], "relations": []}, file)
refused((file.name,), 1, "nothing is selected", "--isolates draws its entities alone")
tap.equal(draw(file.name, "--isolates").stdout.count('<g class="node '), 1, "which it does")
refused((SEED, "--view", "nonsense"), 2, "network", "ego")
refused((SEED, "--page", "A4"), 2, "did you mean 'a4'")
refused((SEED, "--size-by", "betweeness"), 2, "did you mean 'betweenness'")
refused((SEED, "--color-by", "comunity"), 2, "did you mean 'community'")
refused((SEED, "--view", "groups", "--group-by", "nonsense"), 2, "kind, bloc")

# ---- what is told of the views ----

catalogue = json.loads(run("help", "--format", "json").stdout)
render = next(c for c in catalogue["commands"] if c["name"] == "render")
views = [view["name"] for view in render["views"]]
choices = next(o for o in render["options"] if o["name"] == "view")["choices"]
tap.equal(choices, views, "the choices of --view are the views")
tap.check({"network", "ego", "path", "layers", "factions", "groups"} <= set(views), "the views are there", views)
help_text, manual = run("render", "--help").stdout, run("help", "render", "--man").stdout
completion = run("completion", "bash").stdout
for view in render["views"]:
    words = " ".join((view["name"] + " " + view["arguments"]).split())
    flat = " ".join(help_text.split())
    tap.check(f"{words} {view['summary']}" in flat, f"help lists {view['name']}")
    tap.check(f".B {view['name']}" in manual, f"the manual lists {view['name']}")
tap.check(f"'render --view') words='{' '.join(views)}'" in completion, "completion offers the views")

# ---- the path is that of `paths` ----

got = draw(SEED, "Samsung", "China", "--view", "path")
hops = json.loads(run("paths", SEED, "Samsung", "China", "--format", "json", "--columns", "all", "--per-hop", "0").stdout)
stations = {row[end] for row in hops["rows"] for end in ("from", "to")}
focus = set(re.findall(r'<g class="node [^"]*focus"[^>]*><title>([^\n<]*)', got.stdout))
tap.equal(focus, stations, "the boxes in full colour are the stations of the path")
bright = re.findall(r'<g class="edge rel-\w+(?: expected)?"', got.stdout)
tap.equal(len(bright), len({(row["from"], row["to"], row["sign"]) for row in hops["rows"]}), "and so are the lines")
tap.check("3 hops" in got.stdout and "reads positive" in got.stdout, "the subtitle tells hops and sign")

# ---- the caption names the sources of what is drawn, and of nothing else ----

got = draw(FRAMEWORKS, "KOR", "--view", "ego")
tap.check("2 of 77 relations shown" in got.stdout and "White House" in got.stdout and "Sources: NATO" not in got.stdout,
          "the caption has the sources of the lines that are drawn")
got = draw(GAMA, KARATE, "--view", "diff")
tap.check("Kenneth E. Read" in got.stdout and "Zachary, 1977" in got.stdout and "of 136 relations" in got.stderr,
          "and those of what has ended; the relations of both files are counted", got.stderr)

# ---- camps: Doreian and Mrvar (1996) find three of them with two lines that do not fit ----

for camps, misfits in ((2, 7), (3, 2)):
    got = draw(GAMA, "--view", "factions", "--factions", str(camps))
    tap.check(f"{misfits} lines do not fit the camps, the fewest possible" in got.stdout,
              f"Gahuku-Gama in {camps} camps leaves {misfits} lines", got.stderr)

# ---- sizes and colours ----

got = draw(KARATE, "--color-by", "community", "--size-by", "betweenness")
told = " ".join(re.sub(r"<[^>]*>", " ", got.stdout).split())
tap.check("size: betweenness (Freeman 1979" in told and re.search(r"colour: +community", told), "the subtitle tells both")
counts = [int(n) for n in re.findall(r"Around Member \d+ \((\d+)\)</text>", got.stdout)]
tap.equal((sum(counts), counts), (34, sorted(counts, reverse=True)), "the key counts the groups, largest first")
tap.equal(draw(KARATE, "--color-by", "kind").stdout, draw(KARATE).stdout, "colours by kind are the usual ones")

# ---- hairballs ----

# ---- of equally tied neighbours those that matter elsewhere come first ----

star = [("X", f"n{k:02}") for k in range(40)] + [(f"n{k:02}", f"z{j}") for k in range(30, 40) for j in range(3)]
with open(os.path.join(folder.name, "star.json"), "w", encoding="utf-8") as file:
    json.dump({"format": "entente/1", "entities": [{"id": v, "kind": "country"} for v in sorted({v for e in star for v in e})],
               "relations": [{"id": f"r{i}", "source": a, "target": b, "type": "supports"} for i, (a, b) in enumerate(star)]},
              file)
for size in ((), ("--size-by", "degree"), ("--size-by", "constraint", "--limit", "5")):
    boxes = set(re.findall(r'data-id="(.*?)"', draw(file.name, "X", "--view", "ego", *size).stdout))
    busy = {f"n{k:02}" for k in range(30, 40)}
    tap.check(not boxes & busy if "constraint" in size else busy <= boxes,
              f"ego {' '.join(size)}: the {len(boxes) - 1} neighbours are those with most ties, or of the size asked for", boxes)


# ---- what a line says does not depend on the view ----

def tips(words):
    """By ends and sign, what the tooltip of a line says."""
    found = {}
    for line in re.findall(r'<g class="edge (?:.|\n)*?</title>', draw(*words).stdout):
        sign, tip = re.search(r'data-sign="(.*?)"', line).group(1), re.search(r"<title>((?:.|\n)*)</title>", line).group(1)
        found[frozenset(re.split(" [↔→–] ", tip.split("\n")[0])), sign] = tip
    return found


ways = [("D", "C", "-01"), ("A", "C", "-02"), ("D", "C", "-03"), ("C", "A", "-04"), ("C", "A", ""), ("C", "B", "-05")]
with open(os.path.join(folder.name, "ways.json"), "w", encoding="utf-8") as file:
    json.dump({"format": "entente/1", "entities": [{"id": v, "kind": "country"} for v in "ABCD"], "relations": [
        {"id": str(i), "source": a, "target": b, "type": "objects_to"} | ({"date": "2001-01" + day} if day else {})
        for i, (a, b, day) in enumerate(ways)]}, file)
WAYS, plain = file.name, tips((file.name,))
tap.check(any("C → A: objects to" in tip for tip in plain.values()), "a tooltip says who did it to whom", plain)
for view in ("matrix", "periods", "layers", "factions"):
    tap.equal(tips((WAYS, "--view", view)), plain, f"the view {view} says the same of each line as the network")
    network, other = tips((SEED,)), tips((SEED, "--view", view))
    tap.check(other and all(network.get(line) == tip for line, tip in other.items()), f"{view} of the seed, too",
              [tip for line, tip in other.items() if network.get(line) != tip][:3])


warned = draw(LARGE, "--time-limit", "2")
tap.check(warned.returncode == 0 and "hard to read: --limit 40" in warned.stderr and "groups" in warned.stderr
          and "ego ENTITY" in warned.stderr, "a hairball is drawn with a warning that names what helps", warned.stderr)
tap.check("hard to read" not in draw(SEED).stderr, "the seed is no hairball")
hub = json.loads(run("centrality", LARGE, "--measure", "degree", "--top", "1", "--format", "json").stdout)["rows"][0]["name"]
shown = {
    "network, limit 40": (LARGE, "--limit", "40"),
    "network, limit 60": (LARGE, "--limit", "60"),
    "network by betweenness": (LARGE, "--limit", "40", "--size-by", "betweenness"),
    "ego of the largest hub": (LARGE, hub, "--view", "ego"),
    "path": (LARGE, "n0000", "n0700", "--view", "path"),
    "layers": (LARGE, "--view", "layers", "--limit", "40"),
    "factions": (LARGE, "--view", "factions", "--limit", "40"),
    "groups": (LARGE, "--view", "groups"),
    "groups by community": (LARGE, "--view", "groups", "--group-by", "community"),
    "groups by attribute": (LARGE, "--view", "groups", "--group-by", "bloc"),
}
for name, words in shown.items():
    got = draw(*words)
    boxes, lines = got.stdout.count('<g class="node '), got.stdout.count('<g class="edge ')
    tap.check(got.returncode == 0 and 0 < boxes <= 60 and 0 < lines <= 120, f"{name}: {boxes} boxes, {lines} lines", got.stderr)
    tap.check(re.search(r"\d+ of 5000 relations shown", got.stdout), f"{name}: the caption counts")
    if "limit" in name:
        tap.check(lines <= 2 * boxes, f"{name}: at most two lines a box")
    if not os.path.exists(SVGCHECK):
        tap.skip(f"{name}: readable", "svgcheck.py is not there")
        continue
    path = os.path.join(folder.name, "picture.svg")
    with open(path, "w", encoding="utf-8") as file:
        file.write(got.stdout)
    checked = json.loads(subprocess.run([sys.executable, SVGCHECK, "--json", path], stdout=subprocess.PIPE).stdout)
    while "edge_crossings" not in checked:
        checked = checked[0] if isinstance(checked, list) else next(iter(checked.values()))
    bad = {metric: checked[metric] for metric in NEVER if checked.get(metric)}
    for metric in [m for m in bad if m.startswith("contrast_graphic") and bad[m] <= 2]:
        del bad[metric]  # the middle of a line may lie on the head of another
    tap.check(not bad and checked["xml_ok"] == 1, f"{name}: readable", bad)

tap.done()
