#!/usr/bin/python3
"""What data must not be able to do to a picture: a test for each hazard that Graphviz, XML, CSS, URLs and numbers bring.

One graph carries the hostile texts; it is drawn in all forms and looked at from outside: by an XML parser, by Graphviz,
and by rules written here anew. Scenes forged by hand go to entente-draw directly.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as tree

sys.path.insert(0, "tests")
from picture import SVG, draw, render
from tap import check, done, equal, skip

folder = tempfile.mkdtemp()
HTML = ["<b>x</b>", "<<TABLE><TR><TD HREF=\"javascript:alert(1)\">cell</TD></TR></TABLE>>", "<script>alert(1)</script>",
        "<IMG SRC=\"/etc/hostname\"/>"]
QUOTES = ["\" onload=\"alert(1)", "' onclick='x", "]]></style><script>x</script>", "a\" image=\"/etc/hostname", "a\\\" shapefile=\"/etc/x"]
ESCAPES = ["\\N \\G \\L \\E \\T \\H", "\\\\N twice", "line\\nend\\l left\\r right", "trailing\\", "trailing\\\\"]
ENTITIES = ["a&lt;b", "a &#60; b", "a &#x3c; b", "&copy; 2022", "A & B; C&D", "&amp;amp;"]
CONTROLS = ["c\u0001x", "e\u001b[31mx", "d\u007fx", "n\u0085x", "v\ufffex", "w\uffffx", "p\ufdd0x", "q\U0001ffffx", "o\u202eabc\u202cx",
            "i\u2066abc\u2069x", "z\u200bx\ufeff", "t\U000e0041x"]
OTHERS = ["line\nbreak\ttab", " ", "-->", "${x} %s %n %d", "w" * 300, "대한민국과 미국의 기술 동맹", "جامعة الدول العربية", "\U0001f1f0\U0001f1f7 flag",
          "a" * 100_000]
NAMES = HTML + QUOTES + ESCAPES + ENTITIES + CONTROLS + OTHERS
URLS = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>x</script>", "java\u0001script:x", " javascript:x", "vbscript:x",
        "file:///etc/passwd", "//evil.example/x", "https:javascript", "http://x/\"onclick=\"alert(1)", "http://x/<script>", "http://x/`x`",
        "https://x/ y", "https://\u0007x", "https://", "https:///etc", "ftp://x/y"]
SAFE = {"https://example.org/?a=1&b=2": "https://example.org/?a=1&b=2", "https://example.org/\u202e": "https://example.org/%E2%80%AE",
        "HTTPS://EXAMPLE.org/#x": "HTTPS://EXAMPLE.org/#x"}


def write(name, graph):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(graph, file)
    return path


def hostile():
    urls = URLS + list(SAFE)
    count = len(NAMES)
    style = {"color": "red\" onload=\"x", "fontname": "Arial\" onload=\"alert(1)", "stylesheet": "x.css\"?><x", "image": "/etc/hostname",
             "shapefile": "/etc/hostname", "href": "javascript:x", "tooltip": "\\\\N", "URL": "javascript:x"}
    return {"format": "entente/1", "title": "</title><script>alert(1)</script> \\N \\",
            "documents": [{"id": f"d{i}", "title": "</script><img src=x onerror=x>", "url": u} for i, u in enumerate(urls)],
            "entities": [{"id": f"e{i}\"><x \\N\\", "kind": ["country", "leader", "odd\"kind", "alliance", "event"][i % 5], "name": name,
                          "role": name[:70], "attributes": style} for i, name in enumerate(NAMES)],
            "relations": [{"id": f"r{i}<", "type": ["visits", "sanctions", "leads", "odd<type>\"", "cooperates_with"][i % 5],
                           "source": f"e{i % count}\"><x \\N\\", "target": f"e{(i * 7 + 1) % count}\"><x \\N\\", "areas": ["</text><script>"],
                           "weight": 1e308 if i % 9 == 0 else 1, "attributes": style,
                           "evidence": [{"document": f"d{i % len(urls)}", "summary": "</title><script>alert(1)</script>",
                                         "quote": "\u202e" * 5}]} for i in range(count + len(urls))] +
                         [{"id": "loop", "type": "visits", "source": "e0\"><x \\N\\", "target": "e0\"><x \\N\\"},
                          {"id": "about", "type": "sanctions", "source": "e1\"><x \\N\\", "target": "r0<"}]}


def cleaned(text, limit=120):
    """Text as a picture may show it, by our own reading of the rule: no controls, no overrides, blanks collapsed, cut."""
    def keep(c):
        o = ord(c)
        return not (unicodedata.category(c) in ("Cc", "Cs", "Cn") and (o < 32 or 0x7f <= o <= 0x9f or o & 0xfffe == 0xfffe or 0xfdd0 <= o <= 0xfdef)
                    or 0x202a <= o <= 0x202e or 0x2060 <= o <= 0x206f or 0xe0000 <= o <= 0xe007f or o in (0x200b, 0xfeff, 0x200e, 0x200f))
    text = "".join(c for c in re.sub(r"[\s\u0085]+", " ", text) if keep(c)).strip()
    return text[:limit] + "…" if len(text) > limit else text


def tips(root):
    """First line of the tooltip of each node, which is its whole name."""
    return {g.get("id"): g.find(SVG + "title").text.split("\n")[0] for g in root.iter(SVG + "g") if "node" in g.get("class", "").split()}


# ---- our own SVG ----

def svg(path):
    with open(path, "rb") as file:
        raw = file.read()
    text, root = raw.decode("utf-8"), tree.fromstring(raw)
    check(True, "labels like HTML, quotes, brackets, entities: the SVG is well-formed")
    tags = {e.tag.replace(SVG, "") for e in root.iter()}
    equal(tags - {"svg", "title", "desc", "style", "rect", "text", "g", "path", "a"}, set(), "labels like HTML: no element comes from data")
    names = {n.split("}")[-1] for e in root.iter() for n in e.attrib}
    equal({n for n in names if n.lower().startswith("on") or n in ("style", "src", "image", "shapefile")}, set(),
          "href, fontname and the like with quotes: no attribute comes from data")
    equal({e.get("href") for e in root.iter(SVG + "a")} - set(SAFE.values()), set(), "href: only http and https, percent-encoded")
    equal({e.get("href") for e in root.iter(SVG + "a")}, set(SAFE.values()), "href: safe ones are there")
    fonts = {e.get("font-family") for e in root.iter() if e.get("font-family")}
    check(len(fonts) == 1 and fonts.pop().startswith("Helvetica,Arial,"), "fontname: always the same list")
    equal(re.findall(r"<\?(?!xml )|<!(?!\[)", text), [], "stylesheet: no processing instruction, no declaration, no comment")
    colours = {e.get(a) for e in root.iter() for a in ("fill", "stroke") if e.get(a)}
    equal([c for c in colours if not re.fullmatch(r"#[0-9A-F]{6}|none", c)], [], "color: only those of the tables")
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    check(len(ids) == len(set(ids)) and all(re.fullmatch(r"[ne]\d+|ent-[td]", i) for i in ids), "id: synthetic, each once")
    classes = {w for e in root.iter() for w in e.get("class", "").split()}
    check(all(re.fullmatch(r"[a-z-]+", w) for w in classes), "class: synthetic", classes)
    odd = sorted({f"U+{ord(c):04X}" for c in text if cleaned(c) == "" and not c.isspace()})
    equal(odd, [], "controls, overrides, noncharacters: none is left")
    got = sorted(tips(root).values())
    want = sorted(cleaned(n) or f"e{i}\"><x \\N\\" for i, n in enumerate(NAMES))
    want += ["visits", "?"]  # a relation that another is about; who has no name
    equal([n for n in got if n not in want and "<x" not in n], [], "entities and escapes: names are kept letter by letter")
    check(sum(n in got for n in want) >= len(NAMES) + 1, "all of them", [n[:60] for n in want if n not in got])
    check(max(map(len, got)) <= 121 and len(raw) < 2_000_000, "label of 100 KB: cut at 120 letters", (max(map(len, got)), len(raw)))


# ---- through Graphviz ----

def dot(path):
    with open(path, encoding="utf-8") as file:
        source = file.read()
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', '""', source, flags=re.S)  # without what is inside quotes
    check('"' not in bare.replace('""', ""), "agwrite, trailing backslash: every string of the DOT ends where it should")
    words = set(re.findall(r"\b(\w+)=", bare))
    equal(words & {"image", "shapefile", "href", "URL", "tooltip", "stylesheet", "target", "imagepath"}, set(),
          "image, shapefile, href, tooltip, stylesheet: never in the DOT")
    equal(re.findall(r"=\s*<", bare), [], "HTML and plain: no HTML label is written")
    fonts = set(re.findall(r'fontname="([^"]*)"', source))
    equal(fonts, {"Helvetica"}, "fontname: constant in the DOT")
    check(set(re.findall(r'\b(?:fill|font|bg)?color="([^"]*)"', source)) and
          all(re.fullmatch(r"#[0-9A-F]{6}", c) for c in re.findall(r'\b(?:fill|font|bg)?color="([^"]*)"', source)), "color: constant in the DOT")
    if not shutil.which("dot"):
        return skip("Graphviz reads the names back", "no dot")
    got = subprocess.run(["dot", "-Tsvg", path], capture_output=True)
    noise = [line for line in got.stderr.decode().splitlines() if "size too small" not in line]
    check(got.returncode == 0 and not noise, "Graphviz takes the DOT without a word", "\n".join(noise))
    root = tree.fromstring(got.stdout)
    equal({e.tag.replace(SVG, "") for e in root.iter()} - {"svg", "g", "title", "text", "path", "polygon", "polyline", "ellipse"}, set(),
          "HTML and plain, IMG, TD HREF: Graphviz makes no element of data")
    shown = {}
    for group in root.iter(SVG + "g"):
        if "node" in group.get("class", "").split():
            shown[group.find(SVG + "title").text] = "".join("".join(t.itertext()) for t in group.iter(SVG + "text"))
    flat = {re.sub(r"\s", "", s) for s in shown.values()}
    wanted = [n for n in HTML[:3] + QUOTES[:2] + ESCAPES + ENTITIES if len(n) < 40]
    equal([n for n in wanted if re.sub(r"\s", "", n) not in flat], [], "\\N, \\\\N, \\n, &lt;, trailing \\: read back exactly")


# ---- the other forms ----

def forms(graph):
    for form, head in (("png", b"\x89PNG"), ("pdf", b"%PDF")):
        path = os.path.join(folder, f"x.{form}")
        got = render(graph, "--quiet", "--effort", "quick", "-o", path)
        with open(path, "rb") as file:
            check(got.returncode == 0 and file.read(4) == head, f"the same as {form}", got.stderr.decode())
    if shutil.which("pdfinfo"):
        links = subprocess.run(["pdfinfo", "-url", os.path.join(folder, "x.pdf")], capture_output=True).stdout.decode()
        equal(set(re.findall(r"Annotation\s+(\S+)", links)) - set(SAFE.values()), set(), "href: only safe ones in the pdf")
    path = os.path.join(folder, "x.html.svg")
    got = render(graph, "--quiet", "--effort", "quick", "--embed", "--lang", "ko\" onload=\"x", "--title", "</title><script>x</script>\u202e",
                 "--subtitle", "]]>\u0001", "--caption", "<img src=x onerror=x>", "-o", path)
    if got.returncode:
        check(got.returncode == 2, "a language that is none is refused", got.stderr.decode())
        got = render(graph, "--quiet", "--effort", "quick", "--embed", "--title", "</title><script>x</script>\u202e", "--subtitle", "]]>\u0001",
                     "--caption", "<img src=x onerror=x>", "-o", path)
    root = tree.parse(path).getroot()
    check(got.returncode == 0 and not got.stderr and not any(n.lower().startswith("on") for e in root.iter() for n in e.attrib)
          and {e.tag.replace(SVG, "") for e in root.iter()} <= {"svg", "title", "desc", "style", "rect", "text", "g", "path", "a"},
          "options and fragments: texts of the command line are cleaned as well", got.stderr.decode())


# ---- numbers, loops, ends ----

def graph_with(**relation):
    return {"format": "entente/1", "entities": [{"id": "a", "kind": "country", "name": "A"}, {"id": "b", "kind": "country", "name": "B"}],
            "relations": [{"id": "r", "type": "visits", "source": "a", "target": "b", **relation}]}


def numbers():
    path = os.path.join(folder, "n.json")
    for name, number in (("NaN", "NaN"), ("Infinity", "Infinity"), ("1e999", "1e999"), ("a word", '"many"')):
        with open(path, "w", encoding="utf-8") as file:
            file.write(json.dumps(graph_with(weight=777)).replace("777", number))
        got = render(path, "--quiet")
        check(got.returncode == 3 and b"<svg" not in got.stdout and b"error" in got.stderr, f"weight {name}: refused with its place",
              (got.returncode, got.stderr.decode()))
    for weight in (1e308, -5, 0, 5e-324):
        got = render(write("n.json", graph_with(weight=weight)), "--quiet")
        check((got.returncode == 3 and not got.stdout) or (got.returncode == 0 and sane(got.stdout)), f"weight {weight}: refused, or drawn sanely",
              got.stderr.decode())
    got = render(write("n.json", graph_with(target="a")), "--quiet")
    check(got.returncode == 0 and sane(got.stdout) and b'class="edge' in got.stdout, "self loop: drawn", got.stderr.decode())
    got = render(write("n.json", graph_with(target="nobody")), "--quiet")
    check(got.returncode == 0 and sane(got.stdout) and got.stderr == b"" and b"kind-other" in got.stdout,
          "unknown end: a box of no kind", got.stderr.decode())
    got = render(write("n.json", graph_with(target="nobody")))
    check(b"nobody" in got.stderr, "and a word about it", got.stderr.decode())


def sane(picture):
    """Every number of the picture is finite and of a size that is drawn."""
    root = tree.fromstring(picture)
    words = [w for e in root.iter() for n in ("d", "x", "y", "width", "height", "stroke-width", "viewBox") for w in re.findall(r"[-\w.]+", e.get(n, ""))]
    numbers_only = [re.sub(r"^[A-Z]|pt$|[A-Z].*$", "", w) for w in words]
    return not re.search(rb"\bnan\b|\binf\b", picture, re.I) and all(abs(float(n)) < 1e5 for n in numbers_only if re.fullmatch(r"-?[\d.]+", n))


# ---- scenes forged by hand ----

def forged():
    node = {"name": "a", "text": "a", "weight": 1, "step": 0}
    line = {"source": 0, "target": 0, "sign": 1, "count": 1, "weight": 1}
    scene = {"scene": "0", "relations": 1, "title": "t", "nodes": [node, node], "lines": [line]}

    def refused(name, data, *words):
        got = draw(data, *words)
        check(got.returncode == 3 and not got.stdout and got.stderr.startswith(b"entente-draw: ") and got.stderr.count(b"\n") == 1,
              f"forged scene: {name} refused", (got.returncode, got.stderr[:300]))

    text = json.dumps(scene).encode()
    for name, bytes_ in (("an invalid byte", b"\xff"), ("a truncated sequence", b"\xe2\x82"), ("a surrogate in three bytes", b"\xed\xa0\x80"),
                         ("an overlong slash", b"\xc0\xaf"), ("a NUL", b"\\u0000"), ("half a surrogate pair", b"\\ud800"), ("a raw control", b"\x01")):
        refused(name + " is", text.replace(b'"t"', b'"t' + bytes_ + b'"'))
    for member, values in (("weight", (-5, 1e308, "x", None)), ("sign", (7, -2)), ("count", (0, 1e12)), ("source", (2, -1, 1e9)), ("target", (2, "0"))):
        for value in values:
            refused(f"a line with {member} {value!r} is", {**scene, "lines": [{**line, member: value}]})
    for number in ("NaN", "Infinity", "1e999"):
        refused(f"weight {number} is", text.replace(b'"weight": 1', b'"weight": ' + number.encode()))
    for member, values in (("step", (3, -1)), ("weight", (-1, 1e308)), ("x", (1e300, 1e6)), ("group", (0,))):
        for value in values:
            broken = {**node, member: value}
            refused(f"a node with {member} {value!r} is", {**scene, "nodes": [{**broken, "y": 0} if member == "x" else broken]})
    refused("a member given twice is", text.replace(b'"title"', b'"scene": "0", "title"'))
    refused("a list as a scene is", b"[]")
    refused("nothing is", b"")
    refused("200,001 nodes are", b'{"scene":"0","relations":0,"lines":[],"nodes":[' + b",".join([b"{}"] * 200_001) + b"]}")
    deep = b'{"scene":"0","x":' + b"[" * 5000 + b"]" * 5000 + b"}"
    refused("5,000 lists in each other are", deep)
    big = {**scene, "nodes": [{**node, "text": "x" * 10_000_000, "name": "\u202e" * 1000 + "y" * 10_000_000}, node]}
    got = draw(big)
    check(got.returncode == 0 and len(got.stdout) < 100_000 and sane(got.stdout), "label of 10 MB: cut", (got.returncode, len(got.stdout), got.stderr[:200]))
    odd = {**scene, "lang": "x\" onload=\"y", "nodes": [{**node, "shape": "\"><script>", "kind": "<i>", "role": "\\N", "id": "\"><x"}] * 2,
           "lines": [{**line, "label": "</g>", "url": "javascript:x", "types": "\" onclick=\"x", "from": "<", "to": "\u202e"}]}
    got = draw(odd)
    root = tree.fromstring(got.stdout)
    check(not any(n.lower().startswith("on") or n == "href" for e in root.iter() for n in e.attrib) and "kind-other" in got.stdout.decode(),
          "forged scene: shape, link, language and dates are cleaned again")
    for form in ("svg", "png", "pdf", "dot"):
        got = draw({"scene": "0", "relations": 0, "nodes": [], "lines": []}, "--format", form)
        check(got.returncode == 0 and got.stdout, f"nothing at all as {form}", got.stderr.decode())


try:
    path = write("hostile.json", hostile())
    for form in ("svg", "dot"):
        got = render(path, "--quiet", "--effort", "quick", "-o", os.path.join(folder, f"x.{form}"))
        check(got.returncode == 0 and got.stderr == b"", f"hostile texts as {form}: drawn, and nobody else writes to stderr", got.stderr.decode())
    svg(os.path.join(folder, "x.svg"))
    dot(os.path.join(folder, "x.dot"))
    forms(path)
    numbers()
    forged()
finally:
    shutil.rmtree(folder)
done()
