#!/usr/bin/env python3
"""The formats of tables, read back by Python's own csv and json: all say the same, whatever the cells hold."""
import csv
import io
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests")
from tap import check, done, equal  # noqa: E402

ENTENTE = os.environ["ENTENTE"]
NASTY = ["plain", 'with "quotes"', "comma, semicolon;", "two\nlines", "tab\tand \\ backslash", "=1+1", "-x", "a|b",
         "대한민국", "carriage\rreturn", "<b>&amp;</b>", "'", " spaces ", "\\n is no line end"]


def table(*options):
    run = subprocess.run([ENTENTE, "vocabulary", "--vocabulary", path, *options], capture_output=True, check=True)
    return run.stdout.decode("utf-8")


def untab(cell):
    out, i = "", 0
    while i < len(cell):
        if cell[i] == "\\":
            out += {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}[cell[i + 1]]
            i += 2
        else:
            out += cell[i]
            i += 1
    return out


def text_of(value):
    return "" if value is None else {True: "true", False: "false"}.get(value, value) if not isinstance(value, float) \
        else repr(value)


vocabulary = json.load(open("graphs/vocabulary/default.json", encoding="utf-8"))
for entry, label in zip(vocabulary["types"], NASTY):
    entry["label"] = label
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "vocabulary.json")
    json.dump(vocabulary, open(path, "w", encoding="utf-8"))

    document = json.loads(table("--format", "json"))
    rows = document["rows"]
    names = [column["name"] for column in document["columns"]]
    equal([row["label"] for row in rows[:len(NASTY)]], NASTY, "json keeps every character")
    check(all(list(row) == names for row in rows), "every row of json has the columns in order")
    equal(len(rows), len(vocabulary["types"]), "json has all rows")
    check({column["type"] for column in document["columns"]} == {"text", "real", "bool"}, "json names the types")
    check(document["notes"] and all(isinstance(note, str) for note in document["notes"]), "json has the notes")

    lines = table("--format", "jsonl").split("\n")
    equal([json.loads(line) for line in lines[:-1]], rows, "jsonl holds the same rows, one a line")

    back = list(csv.reader(io.StringIO(table("--format", "csv"), newline=""), strict=True))
    equal(back[0], names, "csv begins with the names of the columns")
    numbers = [i for i, column in enumerate(document["columns"]) if column["type"] == "real"]

    def same(cells, row):
        return all(cell == "" if value is None else float(cell) == value if i in numbers else cell == text_of(value)
                   for i, (cell, value) in enumerate(zip(cells, row.values())))

    check(len(back) == len(rows) + 1 and all(map(same, back[1:], rows)), "csv holds the same cells")
    check("\r\n" not in table("--format", "csv"), "csv ends its lines with a line feed alone")

    tabbed = [line.split("\t") for line in table("--format", "tsv").split("\n")[:-1]]
    check({len(line) for line in tabbed} == {len(names)}, "tsv has as many cells in every line")
    check(all(same([untab(cell) for cell in cells], row) for cells, row in zip(tabbed[1:], rows)),
          "tsv holds the same cells")

    marked = table("--format", "md", "--columns", "type,label").split("\n")
    marked = marked[marked.index("| type | label |"):]
    body = marked[2:marked.index("")]
    check(len(body) == len(rows) and all(line.replace("\\\\", "").replace("\\|", "").count("|") == 3 for line in body),
          "md has one line and two cells a row")

    down = json.loads(table("--format", "json", "--sort", "-intensity,type", "--top", "7"))["rows"]
    known = sorted((row for row in rows if row["intensity"] is not None),
                   key=lambda row: (-row["intensity"], row["type"]))
    equal([row["type"] for row in down], [row["type"] for row in known[:7]], "sorted as Python sorts")

done()
