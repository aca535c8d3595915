#!/usr/bin/python3
"""All measurements as one table: run.py [PART...] (all parts). Each part is a program that prints rows as JSON Lines: what,
size, ours, peer, theirs, ratio, target, unit; and note, where something must be said. The table is written to
BUILD/bench/bench.json and bench.md, with the date, the machine and the versions of the peers, and printed.

A ratio is the median of paired runs in turn (ROUNDS, 5), of processor time unless it says "clock". Exit code 1 when a part
failed or a target was missed. QUICK=1 takes small sizes, for trying the programs out.
"""
import datetime
import json
import math
import os
import platform
import subprocess
import sys

BUILD = os.environ.get("BUILD", "build")
FOLDER = os.path.join(BUILD, "bench")
HERE = os.path.dirname(os.path.abspath(__file__))

# name, heading, program: a script here or a program in BUILD/bench
PARTS = [
    ("load", "Loading", "load.py"),
    ("pack", "Packed files and memory", "pack.py"),
    ("select", "Selection and views", "views"),
    ("kernels", "Kernels beside igraph", "kernels"),
    ("networkx", "Beside NetworkX", "networkx.py"),
    ("python", "Beside Python packages", "python_peers.py"),
    ("frustration", "Frustration", "frustration.py"),
    ("start", "Start", "start.py"),
    ("render", "Pictures", "render.py"),
    ("growth", "Growth", "growth.py"),
]
PACKAGES = ["jq", "python3", "libjansson4", "libsimdjson14", "libigraph3", "python3-igraph", "python3-networkx", "python3-graph-tool",
            "python3-pygraphviz", "libgvc6", "zlib1g"]


def program(name):
    return [sys.executable, os.path.join(HERE, name)] if name.endswith(".py") else [os.path.join(FOLDER, name)]


def rows_of(name, command):
    """Rows of one part; None when the program failed. Its exit code is ours to decide: a missed target is in the rows."""
    print(f"== {name}", file=sys.stderr, flush=True)
    answer = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    rows = []
    for line in answer.stdout.splitlines():
        if line.startswith("{"):
            rows.append(json.loads(line) | {"part": name})
    if answer.returncode not in (0, 1) or not rows:
        print(f"run.py: {name} ended with exit code {answer.returncode}", file=sys.stderr)
        return None
    return rows


def versions():
    found = {}
    for package in PACKAGES:
        answer = subprocess.run(["dpkg-query", "-W", "-f=${Version}", package], capture_output=True, text=True)
        if answer.returncode == 0 and answer.stdout:
            found[package] = answer.stdout
    return found


def processor():
    with open("/proc/cpuinfo") as file:
        models = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    return f"{len(models)} x {models[0]}" if models else platform.machine()


def amount(value, unit):
    if value is None:
        return ""
    if unit == "bytes":
        return f"{value / 2**30:.2f} GiB" if value >= 2**30 else f"{value / 2**20:.1f} MiB" if value >= 2**20 else f"{value:,.0f} B"
    if unit == "instructions":
        return f"{value:,.0f} instr."
    if value and abs(value) < 0.1:
        return f"{value * 1000:.3g} ms"
    return f"{value:.3g} s"


def missed(row):
    """Whether the target does not hold; a row without one holds."""
    if row.get("target") is None:
        return False
    value = row["ratio"] if row.get("ratio") is not None else row["ours"]
    return value is None or not value <= row["target"]


def table(rows):
    lines = ["| what | size | entente | peer | its | ratio | target |", "|---|---|--:|---|--:|--:|--:|"]
    for row in rows:
        unit = row.get("unit", "s")
        ratio = "" if row.get("ratio") is None else f"{row['ratio']:.3g}"
        target = row.get("target")
        target = "" if target is None else f"{target:g}" if row.get("ratio") is not None else amount(target, unit)
        what = row["what"] + (f" ({row['note']})" if row.get("note") else "")
        lines.append(f"| {what} | {row.get('size', '')} | {amount(row['ours'], unit)} | {row.get('peer') or ''} | "
                     f"{amount(row.get('theirs'), unit)} | {ratio} | {target}{' **missed**' if missed(row) else ''} |")
    return lines


def growth(rows):
    """Stages down, sizes across; the exponent is the slope between the last two sizes: 1 is linear."""
    staged = [row for row in rows if "complexity" in row]
    sizes = sorted({row["relations"] for row in staged})
    lines = ["| stage | stated | " + " | ".join(f"{size:,}" for size in sizes) + " | exponent |",
             "|---|---|" + "--:|" * (len(sizes) + 1)]
    for what in dict.fromkeys(row["what"] for row in staged):
        found = {row["relations"]: row for row in staged if row["what"] == what}
        cells = [f"{amount(found[size]['ours'], 's')}, {found[size]['peak'] / 2**20:,.0f} MiB" if size in found else ""
                 for size in sizes]
        slope = ""
        if len(sizes) > 1 and all(size in found for size in sizes[-2:]):
            a, b = (found[size]["ours"] for size in sizes[-2:])
            slope = f"{math.log(b / a) / math.log(sizes[-1] / sizes[-2]):.2f}" if a > 0 and b > 0 else ""
        stated = next(iter(found.values()))["complexity"]
        lines.append(f"| {what} | {stated} | " + " | ".join(cells) + f" | {slope} |")
    return lines + [""] + table([row for row in rows if "complexity" not in row])


def main():
    known = {name for name, _, _ in PARTS}
    asked = sys.argv[1:] or [name for name, _, _ in PARTS]
    unknown = [name for name in asked if name not in known]
    if unknown:
        sys.exit(f"run.py: no part '{unknown[0]}'; there are {', '.join(sorted(known))}")
    os.makedirs(FOLDER, exist_ok=True)
    head = {"date": datetime.date.today().isoformat(), "machine": processor(), "rounds": int(os.environ.get("ROUNDS", "5")),
            "versions": versions()}
    every, failed, text = [], [], []
    for name, heading, what in PARTS:
        if name not in asked:
            continue
        rows = rows_of(name, program(what))
        if rows is None:
            failed.append(name)
            continue
        every += rows
        text += ["", f"### {heading}", ""] + (growth(rows) if name == "growth" else table(rows))
        with open(os.path.join(FOLDER, "bench.json"), "w") as file:
            json.dump(head | {"rows": every}, file, indent=1, ensure_ascii=False)
            file.write("\n")
        said = ", ".join(f"{package} {version}" for package, version in head["versions"].items())
        with open(os.path.join(FOLDER, "bench.md"), "w") as file:
            file.write("\n".join([f"Measured {head['date']} on {head['machine']}; medians of {head['rounds']} paired runs.",
                                  f"Versions: {said}."] + text) + "\n")
    with open(os.path.join(FOLDER, "bench.md")) as file:
        print(file.read(), end="")
    misses = [row for row in every if missed(row)]
    print(f"{len(every)} rows, {len(misses)} missed" + (f", failed: {', '.join(failed)}" if failed else ""), file=sys.stderr)
    return 1 if misses or failed else 0


if __name__ == "__main__":
    sys.exit(main())
