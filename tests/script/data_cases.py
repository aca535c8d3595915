#!/usr/bin/python3
"""Every file under tests/data is read and its findings compared with NAME.expected: `rule line:column pointer` a line.

A good file has no expected file and no finding. `# strict refuses` or `# strict accepts` in an expected file says what
--strict makes of an odd one. What is too large or no file is made here.
"""
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
from tap import check, done, equal  # noqa: E402

ENTENTE = os.environ["ENTENTE"]
DATA = "tests/data"
FINDING = re.compile(r"^(?P<file>.+?)(?::(?P<place>\d+:\d+))?: (?P<severity>error|warning|note): "
                     r".*?(?: \((?P<pointer>/[^()]*)\))? \[(?P<rule>[a-z0-9-]+)\]$")


def run(*arguments, **more):
    return subprocess.run([ENTENTE, *arguments], capture_output=True, text=True, errors="replace", timeout=60, **more)


def findings(text):
    """Findings on standard error, as dicts in their order; remedies and the summary are other lines."""
    return [match.groupdict() for match in map(FINDING.match, text.splitlines()) if match]


def lines(found):
    return [" ".join(filter(None, [f["rule"], f["place"], f["pointer"]])) for f in found]


def expected(path):
    """Lines of the expected file, and what --strict does ("" when it does not say)."""
    if not os.path.exists(path + ".expected"):
        return [], ""
    with open(path + ".expected", encoding="utf-8") as file:
        read = file.read().splitlines()
    strict = [line.split()[-1] for line in read if line.startswith("# strict ")]
    return [line for line in read if not line.startswith("#")], strict[0] if strict else ""


def try_case(path):
    folder = os.path.relpath(path, DATA).split(os.sep)[0]
    result = run("check", path)
    found, (wanted, strict) = findings(result.stderr), expected(path)
    name = os.path.relpath(path, DATA)
    equal(lines(found), wanted, f"{name}: findings")
    if folder == "bad":
        summary = [line for line in result.stderr.splitlines() if line.startswith("entente: ")]
        check(result.returncode == 3 and len(summary) == 1 and not result.stdout,
              f"{name}: exit code 3, one summary, nothing on stdout",
              f"exit code {result.returncode}, {summary}, {result.stdout[:80]}")
        remedies = sum(line.startswith("  ") for line in result.stderr.splitlines())
        check(remedies >= len(found), f"{name}: every finding has a remedy", result.stderr)
    else:
        equal(result.returncode, 0, f"{name}: exit code")
    check(folder != "odd" or strict in ("accepts", "refuses"), f"{name}: what --strict does is said") if folder == "odd" else None
    if strict:
        equal(run("check", "--strict", path).returncode == 3, strict == "refuses", f"{name}: --strict {strict}")


def cases():
    for intent in ("bad", "good", "odd"):
        for folder, folders, names in os.walk(os.path.join(DATA, intent)):
            folders.sort()
            yield from (os.path.join(folder, n) for n in sorted(names) if n.endswith((".json", ".jsonl")))


def nested(levels):
    return '{"format": "entente/1", "deep": ' + "[" * levels + "]" * levels + "}\n"


def made_cases(folder):
    def write(name, text):
        path = os.path.join(folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    result = run("check", write("deep.json", nested(1000)))
    equal((result.returncode, lines(findings(result.stderr))), (0, []), "1,000 levels are read")
    for levels in (10000, 1000000):
        result = run("check", write("deep.json", nested(levels)))
        equal((result.returncode, [f["rule"] for f in findings(result.stderr)]), (3, ["too-deep"]),
              f"{levels:,} levels are refused")
    result = run("check", write("open.json", "[" * 100000))
    equal(result.returncode, 3, "100,000 open brackets are refused")

    many = "".join(f'{{"type": "rivals", "source": "A", "target": "B", "weight": -{k + 1}}}\n' for k in range(500))
    result = run("check", write("many.jsonl", many))
    found = [f for f in findings(result.stderr) if f["severity"] == "error"]
    check(result.returncode == 3 and 1 <= len(found) < 500, "findings of a file have a limit", f"{len(found)} findings")
    check(any("500" in line for line in result.stderr.splitlines() if line.startswith("entente: ")),
          "the summary counts those not shown", result.stderr[-400:])

    check(run("check", folder).returncode == 5, "a directory is an input error")
    check(run("check", os.path.join(folder, "none.json")).returncode == 5, "so is a file that is not there")
    good = os.path.join(DATA, "good", "everything.json")
    if os.path.exists("/dev/full"):
        with open("/dev/full", "w", encoding="utf-8") as full:
            result = subprocess.run([ENTENTE, "convert", "--to", "json", good], stdout=full, stderr=subprocess.PIPE,
                                    text=True, timeout=60)
        check(result.returncode == 5 and result.stderr, "a full disk is an output error", result.stderr)


for case in cases():
    try_case(case)
with tempfile.TemporaryDirectory() as directory:
    made_cases(directory)
done()
