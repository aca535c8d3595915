#!/usr/bin/env python3
"""The table of widths is what its generator makes of the fonts that it names, where these are installed."""
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
from tap import check, done, equal, skip  # noqa: E402

NAME = "widths.inc is what widths.py makes"
with open("src/base/widths.inc", encoding="utf-8") as file:
    table = file.read()
run = subprocess.run([sys.executable, "-B", "src/base/widths.py"], capture_output=True, text=True)
if "No such file" in run.stderr:
    skip(NAME, "fonts-liberation or fonts-dejavu-core is not installed")
elif run.stdout.split("\n")[0] != table.split("\n")[0]:
    skip(NAME, "other versions: " + run.stdout.split("\n")[0])
else:
    check(run.stdout == table, NAME, run.stderr)

rows = [[int(n, 0) for n in line[4:-1].split(",")] for line in table.split("clang-format off */")[1].split()]
firsts = [row[0] for row in rows]
equal(firsts, sorted(set(firsts)), "rows ascend")
equal(firsts[0], 0, "from 0")
widest = max(max(row[1:]) for row in rows)
check(widest < 20000, "a width is two bytes, and no more than a whole phrase in one character takes", widest)
done()
