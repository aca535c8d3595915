#!/usr/bin/python3
"""Quotes in a file instead of in memory: the same answers, an error with a remedy when there is no room, and memory."""
import os
import resource
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests")
import tap

ENTENTE = os.environ.get("ENTENTE", "build/entente")
GRAPH = "graphs/korea-us-2022.json"


def run(*arguments, folder=None, largest=None):
    """Exit code, standard output and error; `largest`: bytes that a file may have."""
    environ = dict(os.environ, TMPDIR=folder) if folder else os.environ
    limit = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))) if largest else None
    done = subprocess.run([ENTENTE, *arguments], capture_output=True, env=environ, preexec_fn=limit, restore_signals=False)
    return done.returncode, done.stdout, done.stderr


def check_answers(folder):
    other = os.path.join(folder, "other.jsonl")
    _, text, _ = run("convert", GRAPH, "--to", "jsonl")
    records = [line.replace("Biden", "Trump") if number % 7 == 0 else line
               for number, line in enumerate(text.decode().splitlines())]
    with open(other, "w", encoding="utf-8") as file:
        file.write("\n".join(records) + "\n")
    cases = [("convert", GRAPH, "--to", "json"), ("convert", GRAPH, other, "--to", "jsonl"), ("check", GRAPH),
             ("dossier", GRAPH, "South Korea", "USA"), ("what-if", GRAPH, "--without", "Samsung"),
             ("show", GRAPH, "Samsung", "--add", "Samsung -> opposes -> USA")]
    for case in cases:
        tap.equal(run(*case, "--quotes", "file", folder=folder), run(*case), " ".join(case[:3]).replace(folder, "."))
    tap.equal(os.listdir(folder), ["other.jsonl"], "the file has no name")


def check_failures(folder):
    code, out, words = run("info", GRAPH, "--quotes", "file", folder="/no/such/folder")
    tap.check(code == 5 and not out and b"'/no/such/folder'" in words and b"TMPDIR" in words, "a folder that is not there",
              words)
    code, out, words = run("info", GRAPH, "--quotes", "file", folder=folder, largest=4096)
    tap.check(code == 5 and not out and b"make room" in words, "a disk that is full", words)


def peak(*arguments):
    process = subprocess.Popen([ENTENTE, *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    return usage.ru_maxrss * 1024 if status == 0 else None


def check_memory(folder):
    """Bytes a relation over what a graph of a tenth takes, so that what the program itself takes does not count."""
    generate, n = os.path.join(folder, "generate"), 200000
    subprocess.run(["cc", "-O1", "-o", generate, "tests/bench/generate.c"], check=True)
    files = []
    for count in (n // 10, n):
        files.append(os.path.join(folder, f"{count}.jsonl"))
        with open(files[-1], "wb") as file:
            subprocess.run([generate, str(count)], check=True, stdout=file)
    for words, limit in (((), 250), (("--quotes", "file"), 120)):
        small, large = (peak("info", path, *words) for path in files)
        each = (large - small) / (n - n // 10)
        tap.check(each <= limit, f"at most {limit} bytes a relation {' '.join(words)}".strip(), f"{each:.1f}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        check_answers(folder)
        check_failures(folder)
        if tap.SANITIZED:
            tap.skip("bytes a relation", "sanitizers keep their own books")
        else:
            check_memory(folder)
    tap.done()


main()
