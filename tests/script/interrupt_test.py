#!/usr/bin/env python3
"""Ctrl-C at any moment of any command: exit code 130, one line, nothing half-written, no file or process left over.

The commands come from the catalogue: one without a case here is a failure. MEASURE=ROUNDS prints instead how late each
command ended, in milliseconds (median and worst of so many interrupts), beside how late a process ends that does
nothing; PACKED_FILE and LINES_FILE name larger files for it, COMMANDS some commands.
"""
import contextlib
import csv
import io
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, "tests")
from tap import SANITIZED, check, done, equal  # noqa: E402

ENTENTE = os.environ["ENTENTE"]
ROUNDS = int(os.environ.get("MEASURE", 0))
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
SMALL = ["--top", "3"]  # fits a pipe: an answer on standard output is there whole or not at all

PIPE = 65536  # bytes that fit in a pipe: longer answers are cut where the program waits for their reader

# What takes long, by command; PACKED and LINES stand for the graph. Several rows: what goes different ways.
CASES = {
    "info": [["PACKED"], ["LINES"]],
    "show": [["PACKED", "E7", "--radius", "3"]],
    "dossier": [["PACKED", "E1", "E2"]],
    "centrality": [["PACKED"], ["PACKED", "--measure", "betweenness", "--exact"],
                   ["PACKED", "--measure", "betweenness", "--exact", "--weight", "count", "--threads", "2"],
                   ["PACKED", "--measure", "closeness", "--exact", "--weight", "count"],
                   ["PACKED", "--measure", "betweenness", "--approximate", "0.002"],
                   ["PACKED", "--measure", "pagerank", "--rank-interval", "1000"],
                   ["PACKED", "--measure", "eigenvector,hub,authority,katz", "--parallel", "keep"],
                   ["PACKED", "--measure", "constraint,clustering,effective-size,coreness"],
                   ["PACKED", "--measure", "subgraph"],
                   ["PACKED", "--measure", "pn,signed-eigenvector"]],
    "brokers": [["PACKED"], ["PACKED", "--group", "kind"], ["PACKED", "--bridges", "--tie-bridges"]],
    "what-if": [["PACKED", "--without", "E7"], ["PACKED", "--without", "E7", "--measure", "betweenness"]],
    "paths": [["PACKED", "E1", "E77", "--k", "500"], ["PACKED", "E1", "E77", "--all", "--max-length", "5"],
              ["PACKED", "E1", "E77", "--all", "--max-length", "6", "--avoid", "E3"]],
    "exits": [["PACKED", "E1", "E2"], ["PACKED", "E1", "E2", "--by", "relations"]],
    "components": [["PACKED"], ["PACKED", "--by", "biconnected"], ["PACKED", "--strong"]],
    "cores": [["PACKED", "--each"], ["PACKED", "--relations"]],
    "cliques": [["PACKED"]],
    "communities": [["PACKED"], *[["PACKED", "--method", m] for m in
                                  ("louvain", "infomap", "walktrap", "label-propagation", "leiden-cpm",
                                   "edge-betweenness", "fast-greedy", "optimal")]],
    "equivalents": [["PACKED"], ["PACKED", "--distance", "correlation"]],
    "similar": [["PACKED", "E1"], ["PACKED", "E1", "--predict"]],
    "census": [["PACKED"], ["PACKED", "--section", "small-world"], ["PACKED", "--section", "triads"]],
    "balance": [["PACKED"]],
    "frustration": [["PACKED"]],
    "factions": [["PACKED"], ["PACKED", "--k", "3"]],
    "portfolio": [["PACKED"], ["PACKED", "E1", "E2", "--among", "organization"]],
    "trend": [["PACKED", "--every", "1m"]],
    "timeline": [["PACKED", "E1"]],
    "diff": [["PACKED", "--before", "2015", "--after", "2018"], ["PACKED", "LINES"]],
    "render": [["PACKED", "--around", "E77", "--radius", "1"], ["PACKED", "--view", "matrix"],
               ["PACKED", "--view", "ego", "E77"], ["PACKED", "--view", "groups", "--group-by", "kind"]],
    "check": [["LINES"], ["PACKED"], ["LINES", "--syntax"]],
    "convert": [["PACKED", "--to", "jsonl"], ["PACKED", "--to", "json"]],
    "pack": [["LINES"], ["PACKED"]],
}
INSTANT = {"vocabulary": [[]], "formats": [[]], "explain": [["pagerank"]], "help": [[], ["--format", "json"]],
           "completion": [[]], "version": [[]]}
NO_TABLE = {"render", "convert", "pack"}  # what they write is no table


def write_graph(path, relations):
    """Relations of every kind between E0, E1, ...; a few entities are named often."""
    chance = random.Random(20)
    entities = relations // 10
    types = ["allied_with", "cooperates_with", "trades_with", "sanctions", "warns", "member_of", "invests_in"]
    with open(path, "w") as file:
        for i in range(entities + 1):
            file.write(f'{{"id": "E{i}", "kind": "organization", "name": "Actor {i}"}}\n')
        for i in range(relations // 4 + 1):
            file.write(f'{{"id": "d{i}", "title": "Report {i}", "url": "https://example.org/{i}"}}\n')
        for i in range(relations):
            a, b = (int(entities * chance.random() * chance.random()) for _ in range(2))
            b += b == a
            file.write(f'{{"id": "r{i}", "type": "{types[i % 7]}", "source": "E{a}", "target": "E{b}", "date": '
                       f'"20{10 + i % 13}-{1 + i % 12:02}-{1 + i % 28:02}", "evidence": [{{"document": "d{i // 4}", '
                       f'"quote": "said in article {i}"}}]}}\n')


def start(words, folder, stdout=subprocess.PIPE):
    """In a session of its own, so that whatever it leaves behind can be told."""
    return subprocess.Popen([ENTENTE, *words], stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE,
                            env={**os.environ, "TMPDIR": folder}, start_new_session=True)


def catches(process):
    """Wait until the program is past the point where it catches signals."""
    try:
        while process.poll() is None:
            caught = [line for line in open(f"/proc/{process.pid}/status") if line.startswith("SigCgt:")]
            if int(caught[0].split()[1], 16) & 1 << (signal.SIGALRM - 1):
                return
    except (FileNotFoundError, IndexError, ProcessLookupError):
        pass  # it has ended


def children_left(process):
    """Whether anything of its session is still there a while after its end."""
    for _ in range(500):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return False
        time.sleep(.01)
    return True


def whole(text, suffix):
    """Whether an answer is complete."""
    if suffix == ".json":
        return bool(json.loads(text))
    if suffix == ".csv":
        csv.field_size_limit(sys.maxsize)
        rows = list(csv.reader(io.StringIO(text)))
        return text.endswith("\n") and all(len(row) == len(rows[0]) for row in rows)
    return text.endswith("</svg>\n" if suffix == ".svg" else "\n")


def interrupt(command, words, moment, number, to_file, folder, twice=False):
    """One run that is interrupted; returns what is wrong ("" is nothing), the exit code and how late it ended."""
    suffix = {"render": ".svg", "pack": ".entpack", "convert": ".jsonl"}.get(
        command, ".txt" if command in INSTANT else ".csv" if to_file else ".json")
    out = os.path.join(folder, "out" + suffix)
    with open(out, "w") as file:
        file.write("old\n")
    words = [command, *words]
    if command not in NO_TABLE and "--syntax" not in words and command not in INSTANT:
        words += ["--format", suffix[1:]] + SMALL
    if to_file or command == "pack":
        words += ["-o", out]
    if not to_file and command == "convert":
        words += ["--around", "E77"]
    process = start([*words, "-q"], folder)
    catches(process)
    if callable(moment):
        while process.poll() is None and not moment(process, folder):
            pass
    else:
        time.sleep(moment)
    begun = time.perf_counter()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)  # as a terminal does: to all of the group
        if twice:
            os.killpg(process.pid, number)
    try:
        answer, told = process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return "it went on", None, 60
    late = time.perf_counter() - begun
    wrong = []
    if process.returncode == 130:
        if told != b"entente: interrupted\n":
            wrong.append(f"says {told.decode()!r}")
        if 0 < len(answer) < PIPE:
            wrong.append(f"half an answer: {answer[:80]}")
    elif process.returncode not in (0, 1, 4):
        wrong.append(f"exit code {process.returncode}: {told.decode()}")
    elif answer and suffix == ".json" and command not in INSTANT and command not in NO_TABLE:
        if not whole(answer.decode(), suffix):
            wrong.append("half an answer")
    if os.listdir(folder) != ["out" + suffix]:
        wrong.append(f"left {os.listdir(folder)}")
    kept = open(out, "rb").read()
    if kept != b"old\n" and suffix != ".entpack" and not whole(kept.decode(), suffix):
        wrong.append("half a file")
    if kept != b"old\n" and suffix == ".entpack" and subprocess.run([ENTENTE, "check", out, "-q"],
                                                                    stdout=subprocess.DEVNULL).returncode > 1:
        wrong.append("half a file")
    if children_left(process):
        wrong.append("left a process")
    return "; ".join(wrong), process.returncode, late


def writes(process, folder):
    """Whether the new file is being written beside the old one."""
    return len(os.listdir(folder)) > 1


def draws(process, folder):
    """Whether the program that draws is at work."""
    try:
        return open(f"/proc/{process.pid}/task/{process.pid}/children").read() != ""
    except OSError:
        return False


def idle_wakeup():
    """How late a process ends that has nothing to do, in seconds."""
    process = subprocess.Popen(["sleep", "100"])
    time.sleep(.05)
    process.send_signal(signal.SIGINT)
    begun = time.perf_counter()
    process.wait()
    return time.perf_counter() - begun


def measure(all_cases, files, folder):
    chance = random.Random()
    only = os.environ.get("COMMANDS", "").split()
    for command, words in all_cases:
        if only and command not in only:
            continue
        words = [files.get(word, word) for word in words]
        begun = time.perf_counter()
        out = ["-o", folder + "/out.entpack"] if command == "pack" else []
        process = start([command, *words, "-q", *out], folder, subprocess.DEVNULL)
        try:
            process.communicate(timeout=3)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        length = time.perf_counter() - begun
        lates, wrong = [], []
        for i in range(ROUNDS):
            with tempfile.TemporaryDirectory() as place:
                moment = chance.random() * length * .95
                told, code, late = interrupt(command, words, moment, SIGNALS[i % 3], i % 2, place)
            if code == 130:
                lates.append(late * 1000)
            if told:
                wrong.append(told)
        idle = max(idle_wakeup() for _ in range(5)) * 1000
        shown = " ".join(os.path.basename(word) for word in words)
        print(f"{command + ' ' + shown:75} {length:5.1f} s  {len(lates):3} "
              f"{statistics.median(lates or [0]):6.0f} {max(lates or [0]):6.0f}  idle {idle:4.0f} {'; '.join(wrong)}",
              flush=True)


def try_case(case):
    number, (command, words, moment) = case
    with tempfile.TemporaryDirectory() as folder:
        return interrupt(command, words, moment, SIGNALS[number % 3], number % 2, folder)


for ignored in SIGNALS:  # whoever runs this may have them ignored
    signal.signal(ignored, signal.default_int_handler if ignored == signal.SIGINT else signal.SIG_DFL)
with tempfile.TemporaryDirectory() as folder:
    files = {"LINES": os.environ.get("LINES_FILE", folder + "/graph.jsonl"),
             "PACKED": os.environ.get("PACKED_FILE", folder + "/graph.entpack")}
    if "LINES_FILE" not in os.environ:
        write_graph(files["LINES"], 20_000 if SANITIZED else 100_000)
        subprocess.run([ENTENTE, "pack", files["LINES"], "-o", files["PACKED"]], check=True)
    flat = [(command, words) for command, rows in CASES.items() for words in rows]
    if ROUNDS:
        measure(flat, files, folder)
        sys.exit()
    commands = {command["name"] for command in json.loads(
        subprocess.run([ENTENTE, "help", "--format", "json"], capture_output=True, check=True).stdout)["commands"]}
    equal(commands ^ (CASES.keys() | INSTANT.keys()), set(), "every command has a case here")
    chance = random.Random(4)
    runs = [(command, [files.get(word, word) for word in words], moment)
            for command, words in flat + [(c, w) for c, rows in INSTANT.items() for w in rows]
            for moment in (chance.random() * .02, .04 + chance.random() * .3)]
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(try_case, enumerate(runs)))
    for (command, words, moment), (wrong, code, _) in zip(runs, results):
        shown = " ".join(os.path.basename(word) for word in words)
        check(not wrong, f"{command} {shown} stopped after {moment * 1000:.0f} ms", wrong)
    stopped = {command for (command, _, _), (_, code, _) in zip(runs, results) if code == 130}
    check(len(stopped) >= len(CASES) - 2, "nearly all were still at it", CASES.keys() - stopped)

    # while a file is half-written, while a picture is being drawn, and a second one while the first is being heard
    for command, words, moment in (("centrality", ["PACKED"], .1), ("pack", ["PACKED"], writes),
                                   ("convert", ["PACKED", "--to", "json"], writes),
                                   ("render", ["PACKED", "--around", "E77"], draws)):
        for twice in (False, True):
            with tempfile.TemporaryDirectory() as place:
                wrong, code, _ = interrupt(command, [files.get(word, word) for word in words], moment, signal.SIGINT,
                                           moment is writes, place, twice)
                name = f"{command} in the middle of it, Ctrl-C {'twice' if twice else 'once'}"
                check(code in (0, 130) and not wrong, name, f"exit code {code}; {wrong}")

    # whoever reads no further ends the command, and that is no failure
    for words in (["convert", "PACKED", "--to", "jsonl"], ["components", "PACKED", "--members", "1000000"],
                  ["centrality", "PACKED", "--measure", "degree", "--format", "csv"]):
        process = start([files.get(word, word) for word in words] + ["-q"], folder)
        process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read().decode()
        equal((process.wait(60), told), (0, ""), f"{words[0]} into a pipe that closes")

done()
