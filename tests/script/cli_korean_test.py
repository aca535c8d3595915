#!/usr/bin/env python3
"""Korean in a table: every column begins where its heading does, counted in columns of the terminal."""
import json
import os
import subprocess
import sys
import tempfile
import unicodedata

sys.path.insert(0, "tests")
from tap import check, done, equal  # noqa: E402

ENTENTE = os.environ["ENTENTE"]
NAMES = {"KOR": "대한민국", "USA": "미국", "CHN": "中国", "samsung": "삼성전자 (Samsung)", "x": "Ｆｕｌｌ", "y": "plain"}
graph = {"format": "entente/1",
         "entities": [{"id": i, "kind": "country", "name": n} for i, n in NAMES.items()],
         "relations": [{"type": "allied_with", "source": "KOR", "target": i} for i in NAMES if i != "KOR"]}


def columns(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "korean.json")
    json.dump(graph, open(path, "w", encoding="utf-8"), ensure_ascii=False)
    run = subprocess.run([ENTENTE, "centrality", path, "--columns", "name,degree,id", "--quiet"], capture_output=True,
                         check=True)
    lines = run.stdout.decode("utf-8").split("\n")
    lines = lines[:lines.index("")]
    place = columns(lines[0][:lines[0].index("id")])
    equal(len(lines), 1 + len(NAMES), "one line an entity")
    for line in lines[1:]:
        name, degree, ident = line.rsplit(None, 2)
        check(NAMES[ident] == name, f"{ident} has its name", line)
        equal(columns(line[:len(line) - len(ident)]), place, f"the id of {name} stands beneath its heading")
    run = subprocess.run([ENTENTE, "show", path, "한국", "--quiet"], capture_output=True)
    equal(run.returncode, 2, "a name that is not there is refused")
    run = subprocess.run([ENTENTE, "show", path, "대한민국", "--quiet"], capture_output=True)
    equal(run.returncode, 0, "a Korean name is taken from the command line")

done()
