"""What the measuring scripts have in common: where things are, files that are made once, processes that are timed, rows."""
import json
import os
import statistics
import subprocess
import sys

sys.dont_write_bytecode = True
BUILD = os.environ.get("BUILD", "build")
ENTENTE = os.environ.get("ENTENTE", os.path.join(BUILD, "entente"))
FOLDER = os.path.join(BUILD, "bench")
ROUNDS = int(os.environ.get("ROUNDS", "5"))
QUICK = bool(os.environ.get("QUICK"))


def spent(*command, **more):
    """Seconds of processor and peak resident bytes of a whole process."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, **more)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)[:200]} ended with status {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def seconds(*command, **more):
    return spent(*command, **more)[0]


def made(name, *command):
    """The file of that name in FOLDER that a command writes to its standard output, or to the place of {}; kept from run to
    run, and never there in part."""
    path = os.path.join(FOLDER, name)
    if os.path.exists(path):
        return path
    print(f"making {path}", file=sys.stderr, flush=True)
    part = path + ".part"
    if "{}" in command:
        subprocess.run([part if word == "{}" else word for word in command], check=True)
    else:
        with open(part, "wb") as out:
            subprocess.run(command, stdout=out, check=True)
    os.rename(part, path)
    return path


def relations(count, form="jsonl"):
    """generate.c's file of that many relations: jsonl, json (one document) or jsonl.gz."""
    name = f"{count}.{form}"
    if form == "jsonl.gz":
        return made(name, "gzip", "-c", relations(count))
    return made(name, os.path.join(FOLDER, "generate"), str(count), *(["document"] if form == "json" else []))


def row(what, size, ours, unit="s", peer=None, theirs=None, ratio=None, target=None, note=None):
    """One row of the table, as run.py reads it. Of lists the medians are taken, and the median of the ratios of their pairs."""
    if isinstance(theirs, list):
        ratio = statistics.median(a / b for a, b in zip(ours, theirs))
        theirs = statistics.median(theirs)
    if isinstance(ours, list):
        ours = statistics.median(ours)
    line = {"what": what, "size": size, "ours": ours, "peer": peer, "theirs": theirs, "ratio": ratio, "target": target, "unit": unit}
    print(json.dumps(line | ({"note": note} if note else {})), flush=True)
