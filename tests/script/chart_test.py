#!/usr/bin/env python3
"""Charts of tables, as an XML parser sees them: where bars and points lie is computed anew from the dates."""
import datetime
import os
import re
import sys

sys.path.insert(0, "tests")
from chart_table import REAL, TEXT, draw, extent, findings, load, numbers, of_class, parse, texts, title_of  # noqa: E402
from tap import check, done, equal, skip  # noqa: E402

library = load()
if library is None:
    skip("charts", "libentente.so cannot be loaded here")
    done()


def day(text):
    return (datetime.date.fromisoformat(text) - datetime.date(1970, 1, 1)).days


def axis_of(root, kind):
    """How x follows from a day: a and b of x = a + b day, from the dates printed under the chart."""
    ticks = []
    for text in root.iter("{http://www.w3.org/2000/svg}text"):
        if text.get("text-anchor") == "middle":
            parts = (text.text + "-01-01")[:10] if len(text.text) < 10 else text.text
            ticks.append((day(parts), float(text.get("x"))))
    (d0, x0), (d1, x1) = min(ticks), max(ticks)
    b = (x1 - x0) / (d1 - d0)
    check(d1 > d0 and all(abs(x0 + b * (d - d0) - x) < .02 for d, x in ticks), f"{kind}: the ticks are at their days")
    return x0 - b * d0, b


def fit(svg, name):
    problems = findings(svg)
    if problems is None:
        skip(name, "no svgcheck.py")
    else:
        check(problems == "", name, problems)


# ---- spans ----
COLUMNS = [("date", TEXT), ("label", TEXT), ("sign", TEXT), ("status", TEXT), ("source", TEXT)]
NAMED = {"from": "date", "label": "label", "sign": "sign", "status": "status", "tip": "source"}


def spans(rows, **words):
    return draw(library, COLUMNS, rows, "spans", **NAMED, **words)


ROWS = [("2019-01-01/2019-12-31", "positive bar", "positive", "asserted", "page 1"),
        ("2018-06-01/2020-05-31", "negative bar", "negative", "asserted", "page 2"),
        ("2020-01-15/2020-10-01", "neutral bar", "structural", "ended", None),
        ("2021-02-01/2021-09-30", "planned bar", "positive", "planned", None),
        ("2019-03/2020-02", "planned threat", "negative", "planned", None),
        ("2020", "some day", "positive", "asserted", None),
        ("2020-03-04", "one day", "negative", "asserted", None),
        ("2019-07-01/..", "still", "positive", "asserted", None),
        ("../2018-12-31", "long ago", "structural", "asserted", None),
        (None, "undated", "positive", "asserted", None),
        ("", "undated too", "positive", "asserted", None)]
svg = spans(ROWS, title="A & B <i>over time</i>", notes=["a note"])
root = parse(svg)
bars = {title_of(g).split(":")[0]: g for g in of_class(root, "node")}
equal(list(bars), [r[1] for r in ROWS[:9]], "spans: one bar for each dated row, in order")
a, b = axis_of(root, "spans")
SHOWN = {"positive bar": ("2019-01-01", "2019-12-31"), "negative bar": ("2018-06-01", "2020-05-31"),
         "neutral bar": ("2020-01-15", "2020-10-01"), "planned bar": ("2021-02-01", "2021-09-30"),
         "planned threat": ("2019-03-01", "2020-02-29"), "some day": ("2020-01-01", "2020-12-31")}
for name, (first, last) in SHOWN.items():
    x0, x1 = extent(list(bars[name])[1].get("d"))
    check(abs(x0 - (a + b * day(first))) < .05 and abs(x1 - (a + b * (day(last) + 1))) < .05, f"spans: {name} is where its days are",
          f"{x0} {x1}, expected {a + b * day(first)} {a + b * (day(last) + 1)}")
x0, x1 = extent(list(bars["one day"])[1].get("d"))
check(abs((x0 + x1) / 2 - (a + b * (day("2020-03-04") + .5))) < .05 and x1 - x0 == 9, "spans: a single day is seen, around its noon")
x0, x1 = extent(list(bars["still"])[1].get("d"))
check(abs(x0 - (a + b * day("2019-07-01"))) < .05 and x1 > a + b * (day("2021-10-01") + 60), "spans: an open end runs on beyond all dates")
x0, x1 = extent(list(bars["long ago"])[1].get("d"))
check(abs(x1 - (a + b * day("2019-01-01"))) < .05 and x0 < a + b * (day("2018-06-01") - 60), "spans: so does an open start")
shape = {name: list(g)[1].get("d") for name, g in bars.items()}


def half_height(path):
    ys = [float(y) for y in re.findall(r",(-?[\d.]+)", re.sub(r"A[^ ]* 0 0 1", "L", path))]
    return (max(ys) - min(ys)) / 2


check(shape["still"].count("L") > shape["positive bar"].count("L") + 2 and half_height(shape["still"]) > half_height(shape["positive bar"]) + 3,
      "spans: an open end is an arrow, wider than the bar")
check("A" in shape["positive bar"] and "A" not in shape["negative bar"] + shape["neutral bar"], "spans: positive is round")
check(shape["negative bar"].count("L") == 5 and shape["neutral bar"].count("L") == 3, "spans: negative is pointed, factual straight")
corners = [float(x) for x in re.findall(r"[ML](-?[\d.]+),", shape["negative bar"])]
check(len(set(corners)) == 4 and min(corners) + 4 < sorted(set(corners))[1] and max(corners) - 4 > sorted(set(corners))[2], "spans: a point sticks out on either side", corners)
equal(len({list(bars[n])[1].get("stroke") for n in ("positive bar", "negative bar", "neutral bar")}), 3, "spans: three colours")
dotted = {n for n, g in bars.items() if list(g)[1].get("stroke-dasharray")}
equal(dotted, {"planned bar", "planned threat"}, "spans: planned is dotted, nothing else is")
check(all(list(bars[n])[1].get("fill") == "#FFFFFF" for n in dotted), "spans: and hollow")
equal({n for n, g in bars.items() if of_class(g, "core")}, {"negative bar"}, "spans: a long negative bar has a dashed core")
check(half_height(shape["some day"]) < half_height(shape["positive bar"]) - 1, "spans: a vague date is thin")
said = texts(root)
check("2 rows without a date are not drawn" in said, "spans: undated rows are counted", said)
check(any(t.startswith("9 of 11 rows drawn, 2 without a date. entente test ") and t.endswith(": a note") for t in said), "spans: the caption counts, and has the notes", said)
check(title_of(bars["negative bar"]) == "negative bar: 2018-06-01/2020-05-31, adversarial, asserted. page 2", "spans: what a bar says when pointed at", title_of(bars["negative bar"]))
check("4 cooperative, 3 adversarial, 2 factual; 2 of them dotted: not a fact as yet, or not taken for one" in said, "spans: the subtitle counts signs", said)
equal(title_of(root), "A & B <i>over time</i>", "spans: the title is text, whatever it holds")
equal([t for t in said if "(" in t or ":" in t][-6:-1], ["Adversarial (pointed)", "Factual (straight)", "Dotted: planned", "Thin: some day among these", "Arrow: open end"], "spans: the legend has what is there")
check("Dotted: planned" not in texts(parse(spans(ROWS[:3]))), "spans: and nothing else")
equal(spans(ROWS, title="t"), spans(ROWS, title="t"), "spans: the same bytes")
LONG = "The Ministry of Foreign Affairs and of everything else besides cooperates with an organisation whose name is long " * 3
KOREAN = "대한민국 외교부 장관이 미합중국 국무장관과 협력한다 그리고 반도체 공급망을 논의한다"
fit(svg, "spans: fit to print")
fit(spans([(r[0], LONG, *r[2:]) for r in ROWS], title=LONG, notes=[LONG]), "spans: with long labels")
fit(spans([(r[0], KOREAN, *r[2:]) for r in ROWS], title=KOREAN), "spans: in Korean")
fit(spans(ROWS[:1]), "spans: one row")
many = spans([(ROWS[k % 9][0], f"{ROWS[k % 9][1]} {k}", *ROWS[k % 9][2:]) for k in range(200)])
fit(many, "spans: 200 rows")
equal(len(of_class(parse(many), "node")), 200, "spans: 200 bars")
equal(spans([("2020", "x", "positive", "asserted", None)] * 2001), (-2, "a picture of 2001 bars cannot be read, at most 2000 are drawn"), "spans: too many are refused")
check(isinstance(spans([("2020", "x", "positive", "asserted", None)] * 2000), str), "spans: 2,000 are drawn")
hostile = spans([("2020", "</text><script>alert(1)</script>\u202e\x01", 'positive" onload="x', "planned", "]]>")])
check("script" not in {e.tag.split("}")[-1] for e in parse(hostile).iter()} and "\u202e" not in hostile and "\x01" not in hostile, "spans: hostile text is text")

# ---- lines ----
LINES = [("from", TEXT), ("to", TEXT), ("value", REAL), ("low", REAL), ("high", REAL), ("who", TEXT), ("what", TEXT)]
ALL = {"from": "from", "to": "to", "value": "value", "series": "who", "panel": "what"}


def lines(rows, named, **words):
    return draw(library, LINES, rows, "lines", **named, **words)


def years(values, who="A", what="m", first=2000):
    return [(f"{first + k}-01-01", f"{first + k}-12-31", v, None if v is None else v - 1, None if v is None else v + 1, who, what)
            for k, v in enumerate(values)]


def points(path):
    n = numbers(path)
    return list(zip(n[::2], n[1::2]))


values = [3, 4, None, 5, 6, 7, None, 2]
svg = lines(years(values) + years([1] * 8, "B") + years([9, 8, 7, 6, 5, 4, 3, 2], "A", "other"), ALL)
root = parse(svg)
panels = of_class(root, "node")
equal([title_of(p) for p in panels], ["m", "other"], "lines: a panel a measure")
a, b = axis_of(root, "lines")
groups = of_class(root, "series")
first = [g for g in groups if title_of(g) == "A"][0]
paths = [p for p in first if "line" in p.get("class", "").split()]
equal([len(points(p.get("d"))) for p in paths], [2, 3], "lines: a missing value is a gap")
middles = [a + b * (day(f"{2000 + k}-01-01") + day(f"{2000 + k}-12-31") + 1) / 2 for k in range(8)]
drawn = [p for path in paths for p in points(path.get("d"))]
check(all(abs(p[0] - middles[k]) < .05 for p, k in zip(drawn, (0, 1, 3, 4, 5))), "lines: points lie in the middle of their periods", drawn)
slope = (drawn[1][1] - drawn[0][1]) / (values[1] - values[0])
check(slope < 0 and all(abs(p[1] - drawn[0][1] - slope * (v - 3)) < .05 for p, v in zip(drawn, (3, 4, 5, 6, 7))), "lines: and as high as their values")
marks = [m for m in first if "mark" in m.get("class", "").split()]
equal([title_of(m) for m in marks], [f"A, {2000 + k}-01-01 to {2000 + k}-12-31: {v}" for k, v in enumerate(values) if v is not None], "lines: each point says what it is")
absent = years(values[:2]) + years(values[3:6], first=2003) + years([1] * 8, "B")
one = [g for g in of_class(parse(lines(absent, ALL)), "series") if title_of(g) == "A"][0]
equal([len(points(p.get("d"))) for p in one if "line" in p.get("class", "").split()], [2, 3], "lines: a period without a row is a gap too")
looks = {(p.get("stroke"), p.get("stroke-dasharray")) for g in groups for p in g if "line" in p.get("class", "").split() and title_of(g)}
equal(len(looks), 2, "lines: two series have two looks, and the same in every panel")
band = lines(years([3, 4, 5]) + years([None, 6], first=2003), {**ALL, "lower": "low", "upper": "high"})
polygon = [points(p.get("d")) for p in of_class(parse(band), "band")]
equal([len(p) for p in polygon], [6], "lines: a band runs along lower and upper")
check(polygon and abs((polygon[0][-1][1] - polygon[0][0][1]) + 2 * slope * 0 - (polygon[0][3][1] - polygon[0][2][1])) < .05, "lines: and is as wide as they say")
many = lines([r for s in range(9) for r in years([s, s + 1, s], f"series {s}")], ALL)
check("all others" in texts(parse(many)) and len(of_class(parse(many), "series-7")) >= 3, "lines: more than six series are grey together")
equal(many, lines([r for s in range(9) for r in years([s, s + 1, s], f"series {s}")], ALL), "lines: the same bytes")
numbers_left = [t.text for t in parse(lines(years([.01, .02, .03]), ALL)).iter("{http://www.w3.org/2000/svg}text") if t.get("text-anchor") == "end"]
check(len(numbers_left) > 3 and all(re.fullmatch(r"-?\d\.\d+", t) for t in numbers_left), "lines: numbers of the axis are plain", numbers_left)
months = [(f"2022-{m:02}-01", f"2022-{m:02}-28", m, None, None, "A", "m") for m in range(1, 13)]
check("2022-05" in texts(parse(lines(months, ALL))), "lines: months are written as months")
fit(svg, "lines: fit to print")
fit(band, "lines: with a band")
fit(many, "lines: nine series")
fit(lines(years([1, 2], LONG, LONG) + years([3, 4], KOREAN, KOREAN), ALL, title=LONG, notes=[LONG]), "lines: long names, Korean names")
fit(lines(years([1]), {"from": "from", "value": "value"}), "lines: one row, two columns")
fit(lines([r for s in range(200) for r in years([s, 1], f"s{s}")], ALL), "lines: 200 series")
done()
