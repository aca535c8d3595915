#!/usr/bin/env python3
"""The contract of the catalogue: every command, option, column and rule is told about, help fits 80 columns, and every
example runs as it stands. Nothing is named here: all comes from `entente help --format json`."""
import collections
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests")
from tap import SANITIZED, check, done, equal, skip  # noqa: E402

ENTENTE = os.environ["ENTENTE"]


def run(*words, **more):
    env = {k: v for k, v in os.environ.items() if k != "COLUMNS"}
    return subprocess.run([ENTENTE, *words], capture_output=True, timeout=120, env=env, stdin=subprocess.DEVNULL, **more)


def told(items, *fields):
    """Those of items in which a field says nothing."""
    return [item["name"] for item in items for field in fields if not (item[field] or "").strip()]


catalogue = json.loads(run("help", "--format", "json").stdout)
commands = catalogue["commands"]
check(len(commands) >= 12, "the catalogue has the commands")
equal([n for n, k in collections.Counter(c["name"] for c in commands).items() if k > 1], [], "no command twice")
analyses = [c for c in commands if "analysis" in c]
for command in commands:
    name, options = command["name"], command["options"]
    equal(told([command], "summary", "detail", "section"), [], f"{name} has summary, detail and section")
    check(len(command["summary"]) <= 100 and "\n" not in command["summary"] and not command["summary"].endswith("."), f"{name} has a summary of one line")
    check(command["examples"] and all(e["says"] for e in command["examples"]), f"{name} has examples that say why")
    check(all(shlex.split(e["line"])[0] == name for e in command["examples"]), f"{name} is what its examples run")
    twice = [n for n, k in collections.Counter(o["name"] for o in options).items() if k > 1]
    equal(twice, [], f"{name} has no option twice")
    twice = [n for n, k in collections.Counter(o["letter"] for o in options if o["letter"]).items() if k > 1]
    equal(twice, [], f"{name} has no letter twice")
    equal(told(options, "help") + told(command["arguments"], "help"), [], f"{name} tells about each option and argument")
    equal([o["name"] for o in options if not re.fullmatch(r"[a-z][a-z0-9-]*", o["name"])], [], f"{name} has plain names")
    equal([o["name"] for o in options if o["type"] in ("choice", "choices") and not o["choices"]], [],
          f"{name} has choices where it asks for one")
    equal([o["name"] for o in options if o["type"] == "choice" and o["default"] not in o["choices"]], [],
          f"{name} has defaults among the choices")
for command in analyses:
    analysis = command["analysis"]
    check(analysis["cost"].startswith("O("), f"{command['name']} tells its cost")
    check(analysis["columns"] and not told(analysis["columns"], "help"), f"{command['name']} tells about its columns")
for what in ("readers", "writers"):
    check(catalogue[what] and not told(catalogue[what], "summary", "extensions"), f"{what} are told about")
check(catalogue["rules"] and not told(catalogue["rules"], "summary", "reason"), "rules are told about")

# ---- help for people ----
pages = [("help",)] + [(c["name"], "--help") for c in commands]
texts = {}
for page in pages:
    got = run(*page)
    texts[page] = text = got.stdout.decode()
    check(got.returncode == 0 and got.stderr == b"" and max(map(len, text.split("\n"))) < 80,
          f"{' '.join(page)} fits 80 columns", [line for line in text.split("\n") if len(line) >= 80])
    check(not re.search(r"[ \t]$", text, re.M), f"{' '.join(page)} has no blanks at the ends of lines")
for command in commands:
    text = texts[command["name"], "--help"]
    missing = [o["name"] for o in command["options"] if f"--{o['name']}" not in text]
    equal(missing, [], f"{command['name']} --help shows every option")
    equal(run("help", command["name"]).stdout.decode(), text, f"help {command['name']} is the same")
listed = run("--help").stdout.decode()
equal([c["name"] for c in commands if f"\n  {c['name']} " not in listed], [], "entente --help lists every command")
equal(listed, texts["help",], "entente --help is entente help")
equal(run("--version").stdout, run("version").stdout, "entente --version is entente version")
names = [c["name"] for c in analyses] + [c["name"] for a in analyses for c in a["analysis"]["columns"]] \
    + [r["name"] for r in catalogue["rules"]]
for name in list(dict.fromkeys(names))[::10 if SANITIZED else 1]:
    got = run("explain", name)
    if got.returncode or max(map(len, got.stdout.decode().split("\n"))) >= 80:
        check(False, f"explain {name}", got.stdout + got.stderr)
check(run("explain", "betwenness").stderr.decode().strip().endswith("did you mean 'betweenness'?"),
      "explain suggests what was meant")

# ---- man pages and completion ----
manuals = {}
for words in [["help", "--man"]] + [["help", "--man", c["name"]] for c in commands]:
    manuals[words[-1]] = page = run(*words).stdout.decode()
    heads = [line for line in page.split("\n") if re.match(r"\.(TH|SH NAME|SH SYNOPSIS|SH DESCRIPTION)", line)]
    strange = [line for line in page.split("\n") if line.startswith(".")
               and not re.match(r"\.(TH|SH|SS|TP|PP|B|I|BR)( |$)", line)]
    check(len(heads) == 4 and not strange, f"manual page of {words[-1]}", strange or heads)
if shutil.which("groff"):
    for command in commands:
        page = manuals[command["name"]]
        got = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z"], input=page.encode(), capture_output=True)
        check(got.returncode == 0 and got.stderr == b"", f"groff reads the page of {command['name']}", got.stderr)
else:
    skip("groff reads the manual pages", "no groff here")


def completes(*words):
    """What bash offers for the last of these words."""
    script = "source <(\"$0\" completion bash); COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _entente; " \
             "printf '%s\\n' \"${COMPREPLY[@]}\""
    got = subprocess.run(["bash", "-c", script, ENTENTE, *words], capture_output=True, text=True)
    return sorted(got.stdout.split()) if not got.stderr else got.stderr


if shutil.which("bash"):
    equal(completes("entente", "cent"), ["centrality"], "completion of commands")
    equal(completes("entente", "render", "--time"), ["--time-limit"], "completion of options")
    equal(completes("entente", "info", "--format", "js"), ["json", "jsonl"], "completion of choices")
    equal(completes("entente", "info", "graphs/korea-us-2"), ["graphs/korea-us-2022.json"], "completion of files")
else:
    skip("completion", "no bash here")

# ---- examples ----
with tempfile.TemporaryDirectory() as folder:
    os.symlink(os.path.abspath("graphs"), os.path.join(folder, "graphs"))
    # under sanitizers contract/library_test runs those of the analyses, and compares what they print
    for command in [c for c in commands if not (SANITIZED and "analysis" in c)]:
        for example in command["examples"]:
            wanted = re.search(r"\(exit (\d+)\)", example["says"])
            # there a layout that is searched for takes ten times as long: the search has tests of its own
            draft = ["--effort", "draft"] if SANITIZED and command["name"] == "render" and "--effort" not in example["line"] else []
            got = run(*shlex.split(example["line"]), *draft, cwd=folder)
            check(got.returncode == (int(wanted[1]) if wanted else 0) and (got.stdout or "-o" in example["line"]
                  or "--syntax" in example["line"]), f"example: entente {example['line']}",
                  f"exit {got.returncode}\n{got.stderr.decode()}")

# ---- every option, and every word that one takes, is explained ----
words = {word for command in commands for option in command["options"]
         for word in ["--" + option["name"], *(option["choices"] or [])]}
asked = sorted(words)[::10] if SANITIZED else sorted(words)
equal([word for word in asked if run("explain", "--", word).returncode != 0], [], "explain knows every option and its words")
limits = run("explain", "limit").stdout.decode()
check("in          similar" in limits and limits.count(": an option") > 3, "the same option of several analyses", limits)

done()
