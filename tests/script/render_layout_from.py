#!/usr/bin/env python3
"""--layout-from: the same data gives the same picture; what is added or taken away leaves all other boxes where they were."""
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests")
import tap

ENTENTE = os.environ["ENTENTE"]
LESS = ["--effort", "quick"] if tap.SANITIZED else []
SEED, REFERENCE = "graphs/korea-us-2022.json", "tests/data/draw/reference-23.json"
folder = tempfile.TemporaryDirectory()


def render(graph, name, *options):
    path = os.path.join(folder.name, name)
    run = subprocess.run([ENTENTE, "render", graph, "--quiet", "-o", path, *LESS, *options], stderr=subprocess.PIPE)
    return path, run.returncode, run.stderr.decode()


def places(path):
    text = open(path, encoding="utf-8").read()
    return dict(re.findall(r'<g class="node [^>]*? data-id="([^"]*)" data-at="([^"]*)"', text))


def boxes(path):
    """Centre and size of each box as drawn, from its outline."""
    out = {}
    for name, body in re.findall(r'<g class="node [^>]*?data-id="([^"]*)".*?class="shape"[^>]* d="([^"]*)"',
                                 open(path, encoding="utf-8").read(), re.S):
        points = [(float(x), float(y)) for x, y in re.findall(r"(?:[ML]|0 0 1 )(-?[\d.]+),(-?[\d.]+)", body)]
        xs, ys = zip(*points)
        out[name] = (min(xs), min(ys), max(xs), max(ys))
    return out


def changed(graph, name, change):
    data = json.load(open(graph, encoding="utf-8"))
    change(data)
    path = os.path.join(folder.name, name)
    json.dump(data, open(path, "w", encoding="utf-8"))
    return path


for graph in (SEED, REFERENCE):
    word = os.path.basename(graph)
    old, code, _ = render(graph, "old.svg", "--effort", "quick")
    tap.check(code == 0 and len(places(old)) > 20, f"{word}: every box says where it is", places(old))
    for options in ([], ["--effort", "best"]):
        again, code, words = render(graph, "again.svg", "--layout-from", old, *options)
        tap.check(code == 0 and open(old, "rb").read() == open(again, "rb").read(),
                  f"{word}: the same data gives the same bytes {' '.join(options)}", words)
    fewer = changed(graph, "fewer.json", lambda data: data["relations"].pop(7))
    new, code, words = render(fewer, "new.svg", "--layout-from", old)
    tap.check(code == 0, f"{word}: drawn without one relation", words)
    tap.equal(places(new), {key: at for key, at in places(old).items() if key in places(new)},
              f"{word}: without one relation all boxes stay")

def add(data):
    data["entities"].append({"id": "newcomer", "kind": "country", "name": "Newcomer"})
    data["relations"].append({"type": "cooperates_with", "source": "newcomer", "target": data["entities"][0]["id"]})
    data["relations"].append({"type": "sanctions", "source": "newcomer", "target": data["entities"][3]["id"]})


old, _, _ = render(SEED, "old.svg", "--effort", "quick")
new, code, words = render(changed(SEED, "more.json", add), "more.svg", "--layout-from", old)
tap.check(code == 0 and "newcomer" in places(new), "an entity more is drawn", words)
moved = {key for key, at in places(old).items() if places(new).get(key) != at}
tap.check(not moved, "all others stay", moved)
drawn = boxes(new)
one = drawn["newcomer"]
over = [key for key, r in drawn.items() if key != "newcomer" and r[0] < one[2] and one[0] < r[2] and r[1] < one[3] and one[1] < r[3]]
tap.check(not over, "and it lies on none of them", over)


def without(data):
    gone = data["entities"].pop(5)["id"]
    data["relations"] = [r for r in data["relations"] if gone not in (r["source"], r["target"])]


less, code, words = render(changed(SEED, "less.json", without), "less.svg", "--layout-from", old)
tap.check(code == 0, "an entity less is drawn", words)
tap.check(all(places(old)[key] == at for key, at in places(less).items()), "all others stay")

# ---- what is no such picture ----


def refused(content, name):
    path = os.path.join(folder.name, "foreign.svg")
    with open(path, "wb") as file:
        file.write(content)
    out, code, words = render(REFERENCE, "none.svg", "--layout-from", path)
    tap.check(code not in (0, -6, -11) and "does not say where its boxes are" in words and "entente render" in words, name, words)


refused(b"<svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>", "a foreign picture is refused with a remedy")
refused(b"", "an empty file")
refused(b'<g class="node ' * 50000, "a file that only begins")
refused(b'<g class="node x" data-id="KR" data-at="nan,1">' + b'<g class="node x" data-id="KR" data-at="1e9,1">'
        + b'<g class="node x" data-id="KR" data-at="1;2">' + b'<g class="node x" data-id="KR" data-at="1,-200000">'
        + b'<g class="node x" data-id="KR" data-at="1,2', "places that are no numbers")
for endless in ("/dev/zero", "/dev/full"):
    _, code, words = render(REFERENCE, "none.svg", "--layout-from", endless)
    tap.check(code == 3 and "512 MiB" in words, f"{endless} never ends", (code, words))
_, code, words = render(REFERENCE, "none.svg", "--layout-from", os.path.join(folder.name, "missing.svg"))
tap.check(code != 0 and "missing.svg" in words, "a file that is not there", words)
odd = os.path.join(folder.name, "odd.svg")
with open(odd, "w", encoding="utf-8") as file:
    file.write('<g class="node kind-country" id="n1" data-id="K&amp;R&lt;" data-at="10.5,-20"><g class="node " data-id="KR" data-at="50,60">')


def odd_name(data):
    data["entities"].append({"id": "K&R<", "name": "Odd"})
    data["relations"].append({"type": "cooperates_with", "source": "K&R<", "target": "CN"})


graph = changed(REFERENCE, "odd.json", odd_name)
new, code, words = render(graph, "odd-out.svg", "--layout-from", odd)
tap.check(code == 0, "places for two boxes are enough", words)
tap.equal(places(new).get("KR"), "50.0,60.0", "which take them")
tap.equal(places(new).get("K&amp;R&lt;"), "10.5,-20.0", "also those with signs of XML in their name")
for words, said in (((REFERENCE,), "no box of this picture is in"), ((REFERENCE, "--view", "matrix"), "has no boxes to be kept")):
    foreign = old if "matrix" in words else os.path.join(folder.name, "others.svg")
    with open(os.path.join(folder.name, "others.svg"), "w", encoding="utf-8") as file:
        file.write('<g class="node x" data-id="nobody of ours" data-at="1,2">')
    run = subprocess.run([ENTENTE, "render", *words, "--effort", "quick", "--layout-from", foreign], capture_output=True, text=True)
    tap.check(run.returncode == 0 and said in run.stderr, f"a word when nothing is kept: {said}", run.stderr)
tap.done()
