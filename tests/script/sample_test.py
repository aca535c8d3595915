#!/usr/bin/env python3
"""Large graphs are sampled without asking, and it is said; the order of the data and the number of threads change nothing."""
import json
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests")
from tap import check, done, equal, not_under_sanitizers  # noqa: E402

ENTENTE = os.environ["ENTENTE"]
N = 50_001
not_under_sanitizers("sampling of a large graph")


def answer(command, path, *words):
    run = subprocess.run([ENTENTE, command, path, "-f", "json", *words], capture_output=True, text=True)
    return run.returncode, json.loads(run.stdout) if run.stdout else None, run.stderr


def ask(path, *words):
    return answer("centrality", path, *words)


def notes_of(command, path):
    name, *words = command.split()
    code, table, err = answer(name, path, *words)
    return "\n".join(table["notes"]) if table else err


def columns(table, *names):
    return {row["id"]: [row.get(name) for name in names] for row in table["rows"]}


chance = random.Random(1)
lines = [json.dumps({"id": f"r{i}", "type": "supports", "source": f"v{i}", "target": f"v{chance.randrange(i)}"})
         for i in range(1, N)]
lines += [json.dumps({"id": f"s{i}", "type": "supports", "source": f"v{chance.randrange(N)}", "target": f"v{i % 99}"})
          for i in range(N // 4)]

with tempfile.TemporaryDirectory() as folder:
    one, other = os.path.join(folder, "one.jsonl"), os.path.join(folder, "other.jsonl")
    open(one, "w").write("\n".join(lines))
    chance.shuffle(lines)
    open(other, "w").write("\n".join(lines))

    measures = "--measure", "betweenness,closeness"
    code, first, err = ask(one, *measures, "--threads", "1")
    equal(code, 0, "a graph of 50,001 vertices is measured")
    notes = "\n".join(first["notes"]) if first else err
    check("betweenness is sampled, from " in notes and "no normalised value is more than 0.001 off" in notes,
          "betweenness says how it was sampled", notes)
    check("closeness is sampled, from " in notes and "0.05 of the diameter" in notes, "closeness too", notes)
    check("probability 0.95" in notes and "--seed 42" in notes and "--exact" in notes,
          "with what certainty, from what seed, and how not to", notes)
    measures += "--approximate", "0.02"
    first = ask(one, *measures, "--threads", "1")[1]
    equal(ask(one, *measures, "--threads", "2")[1], first, "two threads say the same")
    second = ask(other, *measures)[1]
    equal(columns(second, "betweenness", "closeness"), columns(first, "betweenness", "closeness"),
          "another order of the records says the same")
    check(columns(ask(one, *measures, "--seed", "7")[1], "closeness") != columns(first, "closeness"),
          "another seed does not")

    code, table, err = ask(one, "--measure", "closeness", "--approximate", "0.1", "--weight", "count")
    equal((code, "sampled by hops" in err), (2, True), "a weighted view is not sampled")

    # not 50,000 vertices, but so many edges that all shortest paths would take over a minute
    many = os.path.join(folder, "many.jsonl")
    M = 45_000
    lines = [json.dumps({"id": f"r{i}", "type": "supports", "source": f"v{i % M}", "target": f"v{chance.randrange(M)}"})
             for i in range(7 * M // 2)]
    open(many, "w").write("\n".join(lines))
    for command in ("brokers", "centrality --measure betweenness"):
        notes = notes_of(command, many)
        check("betweenness is sampled, from " in notes, f"{command} samples where all paths would take a minute", notes)
        check("so many places are chance; --approximate 0.0001 tells more" in notes,
              "where no value is much larger than the error, that is said", notes)
    for path, runs in (one, 8), (many, 3):
        notes = notes_of("communities --method label-propagation", path)
        check(f"the best of {runs} runs" in notes, f"communities of so many edges are the best of {runs} runs", notes)
    notes = notes_of("what-if --without v7", many)
    check("not measured: betweenness, closeness; they would take long" in notes,
          "what-if leaves out what nobody named", notes)
    for extra, words in (("--exact --approximate 0.1", "exclude each other"), ("--bridges --exact", "does not show")):
        code, table, err = answer("brokers", one, *extra.split())
        equal((code, words in err), (2, True), f"brokers {extra} is refused")

done()
