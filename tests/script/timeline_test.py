#!/usr/bin/env python3
"""timeline: what stands in it and in which order is computed anew from the JSON; the picture beside it; what is refused."""
import calendar
import csv
import datetime
import io
import json
import os
import re
import resource
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests")
from chart_table import extent, findings, of_class, parse, texts, title_of  # noqa: E402
from tap import check, done, equal, load, skip  # noqa: E402

ENTENTE = os.environ["ENTENTE"]
SEED = "graphs/korea-us-2022.json"
folder = tempfile.mkdtemp()


def run(*words, **how):
    return subprocess.run([ENTENTE, *words], capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL, **how)


def rows(*words):
    ran = run("timeline", *words, "--format", "json")
    return json.loads(ran.stdout)["rows"] if ran.stdout else ran


# ---- an independent reading of dates ----

def span(text):
    """First and last day of a plain date as ISO text; None for an open end."""
    text = text.rstrip("?~%")
    parts = [int(p) for p in text.split("-")]
    first = datetime.date(*(parts + [1, 1])[:3])
    month = parts[1] if len(parts) > 1 else 12
    last = datetime.date(parts[0], month, parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], month)[1])
    return first.isoformat(), last.isoformat()


def days(text):
    if not text:
        return None, None
    start, _, end = text.partition("/")
    if "/" not in text:
        return span(text)
    return None if start in ("", "..") else span(start)[0], None if end in ("", "..") else span(end)[1]


def expected(graph, *who):
    """Ids in order: by first day, open starts first, undated last, then short ids first."""
    relations = {r["id"]: r for r in graph["relations"]}

    def ends(r):
        target = relations.get(r["target"])
        return {r["source"], r["target"]} | ({target["source"], target["target"]} if target else set())

    kept = [r for r in graph["relations"] if set(who) <= ends(r) and r.get("status") not in ("denied", "hypothetical")]
    kept.sort(key=lambda r: (not r.get("date"), days(r.get("date"))[0] or "", len(r["id"]), r["id"]))
    return [r["id"] for r in kept]


def names(graph):
    return {e["id"]: e["name"] for e in graph["entities"]}


seed = load(SEED)
for number, relation in enumerate(seed["relations"]):
    relation.setdefault("id", f"r{number + 1}")
for entity in seed["entities"]:
    wanted = expected(seed, entity["id"])
    got = rows(SEED, entity["id"])
    equal([r["relation"] for r in got], wanted, f"the timeline of {entity['id']}")
pairs = [("KOR", "USA"), ("USA", "KOR"), ("yoon", "biden"), ("KOR", "CHN")]
ids = {e["id"] for e in seed["entities"]}
for a, b in pairs:
    if {a, b} <= ids:
        equal([r["relation"] for r in rows(SEED, a, b)], expected(seed, a, b), f"the timeline of {a} and {b}")
between = {r["relation"] for r in rows(SEED, "KOR", "USA", "--lift")}
dossier = json.loads(run("dossier", SEED, "KOR", "USA", "--lift", "--format", "json").stdout)["rows"]
equal(between, {r["relation"] for r in dossier if r["section"] != "shared"}, "with --lift it tells what the dossier tells of the two")

# ---- dates of every precision ----
DATES = ["2020-05-17", "2020-05", "2020", "2019-03-01/2021-02", "2018/..", "../2017-06", "2020~", "2019-11?", None, "2016-02", "2015/2016"]
SIGNS = ["supports", "warns", "member_of"]
STATUS = ["asserted", "planned", "ended"]
graph = {"format": "entente/1", "title": "Dates", "entities": [{"id": x, "kind": "country", "name": f"Land {x}"} for x in "abc"],
         "relations": [{"id": f"x{k}", "source": "ab"[k % 2], "type": SIGNS[k % 3], "target": "ba"[k % 2] if k % 4 else "c",
                        "status": STATUS[k // 3 % 3], **({"date": d} if d else {})} for k, d in enumerate(DATES)]}
graph["relations"].append({"id": "about", "source": "c", "type": "criticizes", "target": "x1", "date": "2021"})
path = os.path.join(folder, "dates.json")
with open(path, "w", encoding="utf-8") as file:
    json.dump(graph, file)
everything = rows(path, "a")
equal([r["relation"] for r in everything], expected(graph, "a"), "all precisions, in order of the first day")
by_id = {r["id"]: r for r in graph["relations"]}
equal([(r["date"], r["first"], r["last"]) for r in everything], [(by_id[i].get("date"), *days(by_id[i].get("date"))) for i in expected(graph, "a")], "first and last day that a date can mean")
precision = {r["date"]: r["precision"] for r in everything}
equal([precision.get(d) for d in ("2020-05-17", "2020-05", "2020", "2019-03-01/2021-02", "2018/..", "2020~", "2019-11?", None)],
      [p if d in precision else None for d, p in (("2020-05-17", "day"), ("2020-05", "month"), ("2020", "year"), ("2019-03-01/2021-02", "interval"),
                                                  ("2018/..", "interval"), ("2020~", "year, approximate"), ("2019-11?", "month, uncertain"), (None, None))], "how exact a date is")
check(all(r["from"] == names(graph)[by_id[r["relation"]]["source"]] and r["from_id"] == by_id[r["relation"]]["source"] for r in everything), "who it is of")
equal([r["to"] for r in everything if r["relation"] == "about"], [f"{names(graph)[by_id['x1']['source']]} {[r['type'] for r in everything if r['relation'] == 'x1'][0]} {names(graph)[by_id['x1']['target']]}"], "what a relation about a relation is about")
equal([r["relation"] for r in rows(path, "a", "b")], expected(graph, "a", "b"), "between two, what is about them included")
equal([r["relation"] for r in rows(path, "a", "--dated")], [i for i in expected(graph, "a") if by_id[i].get("date")], "--dated leaves out what has no date")


def holds(text, since, until):
    first, last = days(text)
    return text is not None and (first or "0") <= until and since <= (last or "9")


for words, since, until in ((("--at", "2020-05"), "2020-05-01", "2020-05-31"), (("--since", "2020-06"), "2020-06-01", "9"), (("--until", "2017"), "0", "2017-12-31")):
    wanted = [i for i in expected(graph, "a") if holds(by_id[i].get("date"), since, until) and (i != "about" or holds(by_id["x1"]["date"], since, until))]
    equal([r["relation"] for r in rows(path, "a", *words)], wanted, f"{' '.join(words)} keeps what has a day in common")
notes = " | ".join(json.loads(run("timeline", path, "a", "--format", "json").stdout)["notes"])
undated = sum(not by_id[i].get("date") for i in expected(graph, "a"))
check((f"{undated} relation" in notes and "without a date listed last" in notes) == (undated > 0), "undated relations are counted", notes)
said = run("timeline", SEED, "KOR").stdout
check(said.startswith("South Korea") and "2022-05-20" in said, "as text", said[:300])
equal({r["statement"] for r in rows(SEED, "KOR") if r["relation"] == "r08"}, {"South Korea allied with United States: technology"}, "the relation in words")
evidence = [r for r in rows(SEED, "KOR") if r["evidence"] and r["source"]]
check(len(evidence) > 10, "with evidence and source")
back = rows(SEED, "KOR", "USA")
reverse = dict(seed, relations=seed["relations"][::-1], entities=seed["entities"][::-1])
other = os.path.join(folder, "reverse.json")
with open(other, "w", encoding="utf-8") as file:
    json.dump(reverse, file)
equal(rows(other, "KOR", "USA"), back, "the order of the file has no say")

# ---- the picture ----
svg = os.path.join(folder, "a.svg")
ran = run("timeline", path, "a", "--chart", svg, "--format", "csv", "--top", "2")
equal((ran.returncode, len(list(csv.reader(io.StringIO(ran.stdout))))), (0, 3), "the table comes as before beside the picture")
with open(svg, encoding="utf-8") as file:
    first_drawing = file.read()
root = parse(first_drawing)
dated = [r for r in everything if r["date"]]
bars = of_class(root, "node")
equal([title_of(b).split(f": {r['date']}")[0] for b, r in zip(bars, dated)], [r["statement"] for r in dated], "a bar for each dated relation, in order, whatever --top says")
equal([bool(list(b)[1].get("stroke-dasharray")) for b in bars], [r["status"] == "planned" for r in dated], "what is planned is dotted")
equal([b.get("class").split("rel-")[1] for b in bars], [{"positive": "positive", "negative": "negative"}.get(r["sign"], "neutral") for r in dated], "each with its sign")
whole = [(extent(list(b)[1].get("d")), r) for b, r in zip(bars, dated) if r["first"] and r["last"]]
long = [(x, (datetime.date.fromisoformat(r["last"]) - datetime.date.fromisoformat(r["first"])).days + 1) for x, r in whole if x[1] - x[0] > 9.01]
ratio = [(x1 - x0) / d for (x0, x1), d in long]
check(len(ratio) > 2 and max(ratio) - min(ratio) < .02 * max(ratio), "as long as its days", ratio)
origin = {round(x0 - ratio[0] * (datetime.date.fromisoformat(r["first"]) - datetime.date(2000, 1, 1)).days) for (x0, x1), r in whole if x1 - x0 > 9.01}
check(max(origin) - min(origin) <= 1, "and where they are", origin)
check(any("without a date" in t for t in texts(root)) == (undated > 0), "undated relations are counted below")
run("timeline", path, "a", "--chart", svg)
with open(svg, encoding="utf-8") as file:
    equal(file.read(), first_drawing, "the same bytes")
for words in (("KOR",), ("USA", "KOR", "--lift"), ("Samsung",)):
    run("timeline", SEED, *words, "--chart", svg)
    with open(svg, encoding="utf-8") as file:
        problems = findings(file.read())
    if problems is None:
        skip(f"{words}: fit to print", "no svgcheck.py")
    else:
        check(problems == "", f"{words}: fit to print", problems)

# ---- what is refused ----
outside = os.path.join(folder, "no such folder", "x.svg")
for words, code, says in ((("--chart", "-"), 2, "where the table goes"), (("--chart", svg, "-o", svg), 2, "where the table goes"),
                          (("--chart", os.path.join(folder, "x.png")), 2, "does not end in .svg"), (("--chart", outside), 5, "no such folder")):
    ran = run("timeline", SEED, "KOR", *words)
    check(ran.returncode == code and says in ran.stderr, f"{words[-1][-12:]}: {says}", f"{ran.returncode} {ran.stderr}")
ran = run("components", SEED, "--chart", svg)
check(ran.returncode == 2 and re.search(r"there is no option '--chart'[\s\S]*option of .*timeline|there is no option '--chart'[\s\S]*one of .*timeline", ran.stderr), "an analysis without a picture names those with one", ran.stderr)
os.remove(svg)
ran = run("timeline", path, "c", "a", "--until", "1900", "--chart", svg)
equal((ran.returncode, os.path.exists(svg), "is not written: there is nothing to draw" in ran.stderr), (1, False, True), "where nothing is to be drawn there is no file")
timeless = os.path.join(folder, "timeless.json")
with open(timeless, "w", encoding="utf-8") as file:
    json.dump({"format": "entente/1", "relations": [{"id": "x", "source": "a", "type": "supports", "target": "b"}]}, file)
ran = run("timeline", timeless, "a", "--chart", svg, "--format", "csv")
equal((ran.returncode, os.path.exists(svg), len(ran.stdout.splitlines())), (1, False, 2), "nor where nothing has a date; the table comes, and the answer is no")
ran = run("timeline", SEED, "KOR", "KOR")
check(ran.returncode == 2 and "both sides of the timeline are 'South Korea'" in ran.stderr, "an entity with itself", ran.stderr)
ran = run("timeline", SEED, "USA", "biden", "--lift")
check(ran.returncode == 2 and "stand for 'United States'" in ran.stderr, "or with its own leader", ran.stderr)


def small_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))


ran = run("timeline", SEED, "KOR", "--chart", svg, preexec_fn=small_files, restore_signals=False)
check(ran.returncode == 5 and not os.path.exists(svg) and svg in ran.stderr, "a full disk is an error, and leaves no half of a picture", f"{ran.returncode} {ran.stderr} {os.listdir(folder)}")
done()
