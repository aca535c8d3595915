#!/usr/bin/python3
"""The forms of a picture: themes, pages, fragments for HTML, png, pdf, and DOT that Graphviz draws as it was placed."""
import html
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
import zlib

sys.path.insert(0, "tests")
from picture import LIMITS, SVG, broken, centres, draw, measure, middle, points, render
from tap import check, done, equal, skip

SEED, FRAMEWORKS = "graphs/korea-us-2022.json", "graphs/frameworks.json"
folder = tempfile.mkdtemp()


def made(name, *words, graph=SEED):
    path = os.path.join(folder, name)
    got = render(graph, "--quiet", "-o", path, *words)
    if got.returncode:
        check(False, f"{name} is made", got.stderr.decode())
    return path, got.stderr.decode()


def text(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def raw(path):
    with open(path, "rb") as file:
        return file.read()


def ran(*words):
    return subprocess.run(words, capture_output=True)


def have(*programs):
    return all(shutil.which(p) for p in programs)


def refuses(name, wanted, *words):
    got = render(SEED, *words)
    check(got.returncode == 2 and wanted in got.stderr.decode() and not got.stdout, name, got.stderr.decode())


# ---- themes ----

def themes():
    for theme in ("light", "dark", "print"):
        path, _ = made(f"{theme}.svg", "--theme", theme)
        metrics = measure(path)
        follows = "@media screen and (prefers-color-scheme:dark)" in text(path)
        equal(follows, theme == "light", f"{theme}: only a light picture follows the reader's setting")
        if metrics is None:
            skip(f"{theme}: colours and all limits", "no svgcheck")
            continue
        limits = [n for n in LIMITS if theme == "light" or not n.startswith("dark_mode")]
        equal(broken(metrics, limits), [], f"{theme}: colours and all limits")
    paper = {theme: re.search(r'class="bg"[^>]* fill="(#\w+)"', text(os.path.join(folder, f"{theme}.svg")))[1]
             for theme in ("light", "dark", "print")}
    check(paper["light"] == paper["print"] == "#FFFFFF" and paper["dark"] < "#303030", "paper of its own", paper)
    widths = [sum(map(float, re.findall(r'class="line"[^>]* stroke-width="([\d.]+)"', text(os.path.join(folder, f)))))
              for f in ("light.svg", "print.svg")]
    check(widths[1] > 1.1 * widths[0], "lines on paper are thicker", widths)
    fills = dict(re.findall(r'class="node kind-(\w+)".*?class="shape" fill="(#\w+)"', text(os.path.join(folder, "print.svg")), re.S))
    greys = sorted(lightness(fill) for fill in fills.values())
    apart = min(b - a for a, b in zip(greys, greys[1:]))
    check(len(fills) == 6 and apart > 2.5, "tints for paper differ in lightness", (fills, greys))
    refuses("a theme that is not there", "light, dark, print", "--theme", "loud")


def lightness(colour):
    """CIE L* of an sRGB colour, after IEC 61966-2-1."""
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= .04045 else ((p + .055) / 1.055) ** 2.4 for p in parts]
    y = sum(w * p for w, p in zip((.2126, .7152, .0722), linear))
    return 116 * y ** (1 / 3) - 16


# ---- pages ----

def pages():
    # ISO 216, ANSI A, and 16 to 9 at 13 1/3 inches, in points; a column of 90 mm is as high as it needs to be
    sizes = {"a4": (595, 842), "letter": (612, 792), "slide": (960, 540), "column": (255, None)}
    page_limits = [n for n in LIMITS if not n.startswith(("aspect", "font_min"))]
    for page, size in sizes.items():
        path, words = made(f"{page}.svg", "--page", page)
        head = tree.parse(path).getroot()
        w, h = (float(head.get(n).removesuffix("pt")) for n in ("width", "height"))
        check(w == size[0] and (h == size[1] if size[1] else h <= 720), f"{page}: its size in points", (w, h))
        metrics = measure(path)
        if metrics is None:
            skip(f"{page}: the limits", "no svgcheck")
            continue
        equal(broken(metrics, page_limits), [], f"{page}: the limits")
        # of the drawn size, not of a page of 170 mm
        unit = w / float(head.get("viewBox").split()[2])
        least = min(type_sizes(head)) * unit
        check(least >= 5.45 or f"type is only {int(least * 10) / 10} pt" in words, f"{page}: type that is small is named",
              (least, words))
        check(words == "" or "--limit" in words, f"{page}: with a remedy", words)
    crowd, few = os.path.join(folder, "crowd.json"), os.path.join(folder, "few.json")
    for path, count in ((crowd, 160), (few, 8)):
        with open(path, "w", encoding="utf-8") as file:
            file.write(chain(count))
    _, words = made("crowd.svg", "--page", "column", graph=crowd)
    check("type is only" in words and "--limit" in words, "160 entities on a column: a word", words)
    path, words = made("turned.svg", "--page", "a4", graph=few)
    equal(words, "", "8 entities on a page: no word")
    head = tree.parse(path).getroot()
    check({head.get("width"), head.get("height")} == {"595.0pt", "842.0pt"}, "a4 upright or on its side", head.attrib)
    refuses("a page that is not there", "letter", "--page", "a9")


def chain(count):
    entities = ",".join(f'{{"id":"e{i}","kind":"country","name":"Country {i}"}}' for i in range(count))
    relations = ",".join(f'{{"id":"r{i}","type":"visits","source":"e{i}","target":"e{i + 1}"}}' for i in range(count - 1))
    return f'{{"format":"entente/1","entities":[{entities}],"relations":[{relations}]}}'


def type_sizes(element, scale=1.0, size=None):
    """Size of all type that is drawn, in the units of the outermost element."""
    turn = re.match(r"scale\(([\d.]+)\)", element.get("transform", ""))
    scale *= float(turn[1]) if turn else 1
    size = float(element.get("font-size", size or 0))
    if element.tag == SVG + "text":
        yield size * scale
    for child in element:
        yield from type_sizes(child, scale, size)


# ---- fragments ----

def fragments():
    first, second = made("one.svg", "--embed")[0], made("two.svg", "--embed", graph=FRAMEWORKS)[0]
    check(text(first).startswith("<svg ") and "<?xml" not in text(first), "a fragment has no prolog")
    head = tree.fromstring(text(first))
    check(not head.get("width") and head.get("viewBox") and "max-width" in head.get("style"), "nor a size of its own", head.attrib)
    name = head.get("class").split()[1]
    ids = [e.get("id") for e in head.iter() if e.get("id")]
    check(len(ids) > 70 and all(i.startswith(name + "-") for i in ids), "every id begins with the name of the fragment", ids)
    ends = {e.get(a) for e in head.iter() for a in ("data-source", "data-target", "data-edge") if e.get(a)}
    check(ends and ends <= set(ids), "what refers to an id refers to one that is there", ends - set(ids))
    css = head.find(SVG + "style").text
    check(css.count("{") == css.count("}"), "its rules are whole")
    selectors = [s for group in re.findall(r"([^{}]+)\{", re.sub(r"@media[^{]*\{", "", css)) for s in group.strip().split(",") if s]
    check(selectors and all(f".{name} " in s + " " for s in selectors), "every rule is below its class",
          [s for s in selectors if f".{name} " not in s + " "])
    equal(raw(made("again.svg", "--embed")[0]), raw(first), "the same bytes again")
    plain = raw(made("plain.svg")[0])
    check(name.encode() not in plain, "a file of its own knows no such names")
    other = tree.fromstring(text(second))
    check(not set(ids) & {e.get("id") for e in other.iter() if e.get("id")}, "two fragments share no id")
    for form in ("png", "pdf", "dot"):
        refuses(f"--embed is not for {form}", "--embed", "--embed", "--format", form, "-o", os.path.join(folder, "none"))
    in_browser(first, second, name)


SCRIPT = """
const all = [...document.querySelectorAll('[id]')].map(e => e.id), svgs = [...document.querySelectorAll('svg')];
const fill = s => getComputedStyle(s.querySelector('.bg')).fill, seen = {};
const outside = () => getComputedStyle(document.querySelector('#outside .bg')).fill;
for (const theme of ['light', 'dark']) {
  document.documentElement.dataset.theme = theme;
  seen[theme] = svgs.slice(0, 2).map(fill); seen[theme + 'Outside'] = outside();
}
delete document.documentElement.dataset.theme; seen.free = svgs.slice(0, 2).map(fill);
seen.twice = all.length - new Set(all).size; seen.width = svgs[0].getBoundingClientRect().width;
document.getElementById('answer').textContent = JSON.stringify(seen);
"""


def in_browser(first, second, name):
    if not have("chromium"):
        return skip("two fragments in one page of HTML", "no chromium")
    page = os.path.join(folder, "page.html")
    with open(page, "w", encoding="utf-8") as file:
        file.write(f'<!DOCTYPE html><meta charset="utf-8"><body style="width:600px">{text(first)}{text(second)}'
                   '<svg id="outside"><rect class="bg" width="1" height="1" fill="#00ff00"/></svg>'
                   f'<pre id="answer"></pre><script>{SCRIPT}</script>')
    for scheme, free in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(20, 23, 28)")):
        got = ran("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                  f"--blink-settings=preferredColorScheme={'0' if scheme == 'dark' else '1'}",
                  f"--user-data-dir={os.path.join(folder, 'profile')}", "--dump-dom", "file://" + page)
        found = re.search(r'<pre id="answer">(.+?)</pre>', got.stdout.decode())
        if not found:
            return skip("two fragments in one page of HTML", "chromium does not start here")
        seen = json.loads(html.unescape(found[1]))
        equal(seen["twice"], 0, f"in a {scheme} browser: no id twice")
        equal(seen["light"] + seen["dark"], ["rgb(255, 255, 255)"] * 2 + ["rgb(20, 23, 28)"] * 2, f"{scheme}: the page's switch decides")
        equal(seen["free"], [free] * 2, f"{scheme}: without it the reader's setting does")
        equal({seen["lightOutside"], seen["darkOutside"]}, {"rgb(0, 255, 0)"}, f"{scheme}: nothing outside is touched")
        equal(seen["width"], 600, f"{scheme}: as wide as the place it has")


# ---- png and pdf ----

def png():
    for words, size in ((("--page", "a4"), (595, 842)), (("--page", "slide", "--theme", "dark"), (960, 540))):
        path, _ = made("x.png", *words)
        data, chunks, at = raw(path), {}, 8
        while at < len(data):
            length, kind = struct.unpack(">I4s", data[at:at + 8])
            body = data[at + 8:at + 8 + length]
            sound = struct.unpack(">I", data[at + 8 + length:at + 12 + length])[0] == zlib.crc32(kind + body)
            if not sound:
                check(False, f"png {' '.join(words)}: the check sum of {kind.decode()}")
            chunks.setdefault(kind, body)
            at += 12 + length
        w, h = struct.unpack(">II", chunks[b"IHDR"][:8])
        want = [n * 2 * 96 / 72 for n in size]
        check(abs(w - want[0]) <= 1 and abs(h - want[1]) <= 1, f"png {' '.join(words)}: twice the page in pixels of 1/96 inch", (w, h))
        equal(struct.unpack(">IIB", chunks[b"pHYs"]), (7559, 7559, 1), "it says that an inch has 192 of them")  # 192 / .0254
    made("y.png", *words)
    equal(raw(path), raw(os.path.join(folder, "y.png")), "the same png twice")


def pdf():
    path, _ = made("x.pdf", "--page", "letter")
    equal(raw(path), raw(made("y.pdf", "--page", "letter")[0]), "the same pdf twice")
    if not have("pdffonts", "pdftotext", "pdfinfo"):
        return skip("fonts, text and size of the pdf", "no poppler-utils")
    fonts = ran("pdffonts", path).stdout.decode().splitlines()[2:]
    check(fonts and all(re.search(r"\byes\s+yes\s+(yes|no)\s+\d+\s+\d+$", line) for line in fonts), "all fonts are embedded", fonts)
    words = " ".join(ran("pdftotext", path, "-").stdout.decode().split())
    missing = [w for w in ("South Korea", "Samsung", "Announced or expected", "60 of 60 relations shown") if w not in words]
    equal(missing, [], "its text can be searched")
    info = ran("pdfinfo", path).stdout.decode()
    check("612 x 792 pts" in info and re.search(r"Pages:\s+1\n", info), "one page of its size", info)
    links = ran("pdfinfo", "-url", path).stdout.decode()
    check("https://www.asiae.co.kr/" in links, "its links can be followed", links)
    dark = ran("pdftotext", made("dark.pdf", "--theme", "dark")[0], "-")
    check(dark.returncode == 0 and b"Samsung" in dark.stdout, "a dark pdf")


# ---- DOT ----

def number_pairs(words):
    return [tuple(map(float, p)) for p in re.findall(r"(-?[\d.]+),(-?[\d.]+)", words)]


def bezier(path):
    """Points along a path of M, L and C pieces."""
    out, at = [], None
    for command, words in re.findall(r"([MLC])([^MLC]*)", path):
        some = number_pairs(words)
        if command == "M":
            at, some = some[0], some[1:]
        step = 3 if command == "C" else 1
        for i in range(0, len(some), step):
            p = [at, *some[i:i + step]]
            for k in range(33):
                t = k / 32
                if step == 1:
                    out.append(tuple(a + (b - a) * t for a, b in zip(*p)))
                else:
                    out.append(tuple((1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t * t * c + t ** 3 * d
                                     for a, b, c, d in zip(*p)))
            at = p[-1]
    return out


def distance(p, line):
    """Of a point from a polyline."""
    best = 1e9
    for (ax, ay), (bx, by) in zip(line, line[1:]):
        dx, dy = bx - ax, by - ay
        square = dx * dx + dy * dy
        t = max(0, min(1, ((p[0] - ax) * dx + (p[1] - ay) * dy) / square)) if square else 0
        best = min(best, ((ax + dx * t - p[0]) ** 2 + (ay + dy * t - p[1]) ** 2) ** .5)
    return best


def spread(values):
    return max(values) - min(values)


def dot(graph, count, words=()):
    source, ours = made("x.dot", *words, graph=graph)[0], made("x.svg", *words, graph=graph)[0]
    theirs = ran("dot", "-Tsvg", source)
    check(theirs.returncode == 0 and not theirs.stderr, f"{graph}: plain dot draws it without a word", theirs.stderr.decode())
    root = tree.fromstring(theirs.stdout)
    nodes, lines = {}, {}
    for group in root.iter(SVG + "g"):
        title = group.find(SVG + "title")
        drawn = next((e for e in group.iter() if e.tag in (SVG + "path", SVG + "polygon")), None)
        if "node" in group.get("class", "").split():
            nodes[title.text] = middle(number_pairs(drawn.get("points") or drawn.get("d")))
        elif "edge" in group.get("class", "").split():
            lines[group.get("id")] = bezier(group.find(SVG + "path").get("d"))
    want = centres(ours)
    check(nodes.keys() == want.keys() and len(want) == count, f"{graph}: all nodes", nodes.keys() ^ want.keys())
    dx, dy = ([nodes[k][i] - want[k][i] for k in want] for i in (0, 1))
    check(spread(dx) < .5 and spread(dy) < .5, f"{graph}: every node within half a point of its place", (spread(dx), spread(dy)))
    shift = (middle([(v, v) for v in dx])[0], middle([(v, v) for v in dy])[0])
    far, seen = [], 0
    for group in tree.parse(ours).getroot().iter(SVG + "g"):
        if "edge" not in group.get("class", "").split():
            continue
        seen += 1
        path = bezier(group.find(SVG + "path").get("d"))
        moved = [(p[0] - shift[0], p[1] - shift[1]) for p in lines[group.get("id")]]
        # theirs stops before its heads, so it lies on ours and not the other way round
        off = max(distance(p, path) for p in moved[2:-2])
        if off > 1:
            far.append((group.get("id"), off))
    check(seen == len(lines) and not far, f"{graph}: every line within a point of its way", far or (seen, len(lines)))


try:
    themes()
    pages()
    fragments()
    png()
    pdf()
    if have("dot"):
        dot(SEED, 30)
        dot(FRAMEWORKS, 57)
        dot(SEED, 30, ("--theme", "dark"))
    else:
        skip("dot draws what was placed", "no dot")
finally:
    shutil.rmtree(folder)
done()
