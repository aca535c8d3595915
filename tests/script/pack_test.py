#!/usr/bin/python3
"""Packed graphs: every command says the same of them as of their sources, and a damaged file is refused."""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests")
import tap

ENTENTE = os.environ.get("ENTENTE", "build/entente")
GRAPH = "graphs/korea-us-2022.json"
# what can be said while it is read: a member, a type and a kind that are not known, ends that nobody declared
ODD = ["{'id': 'A', 'kind': 'contry', 'name': 'Aland', 'rol': 'x'}", "{'type': 'alied_with', 'source': 'A', 'target': 'Bland'}",
       "{'id': 'x', 'type': 'warns', 'source': 'Alend', 'target': 'A', 'confidense': 1, 'date': '2022'}"]


def run(*arguments, **how):
    done = subprocess.run([ENTENTE, *arguments], capture_output=True, **how)
    return done.returncode, done.stdout, done.stderr


def commands():
    """All that take one file and nothing else, and some more."""
    found = [line.split()[0] for line in run("help")[1].decode().splitlines() if line.startswith("  ") and line[2:3].isalpha()]
    plain = [[name] for name in found if run("help", name)[0] == 0 and name not in
             ("pack", "render", "convert", "help", "explain", "formats", "vocabulary", "completion", "version")]
    return plain + [["convert", "--to", "json"], ["convert", "--to", "jsonl", "--sign", "negative"], ["info", "--max-findings", "1"], ["render", "--format", "dot", "--effort", "quick"]]


def check_commands(folder):
    odd = os.path.join(folder, "odd.jsonl")
    with open(odd, "w", encoding="utf-8") as file:
        file.write("\n".join(ODD).replace("'", '"') + "\n")
    for graph in [odd] if tap.SANITIZED else [GRAPH, odd]:
        packed = os.path.join(folder, "graph.entpack")
        code, out, words = run("pack", graph, "-o", packed)
        tap.equal((code, out, words), (0, b"", run("convert", graph, "--to", "json")[2]), f"pack {os.path.basename(graph)}")
        for command in commands():
            tap.equal(run(command[0], packed, *command[1:]), run(command[0], graph, *command[1:]), f"{' '.join(command)} {os.path.basename(graph)}")
    packed = os.path.join(folder, "graph.entpack")
    run("pack", GRAPH, "-o", packed)
    again = os.path.join(folder, "again.entpack")
    run("pack", packed, "-o", again)
    with open(packed, "rb") as one, open(again, "rb") as other:
        tap.check(one.read() == other.read(), "packed again it is the same")
    for words in (("dossier", "South Korea", "USA"), ("show", "Samsung"), ("paths", "Samsung", "China"),
                  ("show", "Samsung", "--add", "Samsung -> opposes -> USA")):
        tap.equal(run(words[0], packed, *words[1:]), run(words[0], GRAPH, *words[1:]), " ".join(words))
    other = "graphs/frameworks.json"
    tap.equal(run("convert", packed, other, "--to", "jsonl"), run("convert", GRAPH, other, "--to", "jsonl"), "united with another")
    tap.equal(run("info", packed, "--strict"), run("info", GRAPH, "--strict"), "strictly")


def refused(name, words, *arguments, code=3, **how):
    got, out, said = run(*arguments, **how)
    tap.check(got == code and not out and words in said.decode(), name, (got, out[:80], said))


def check_refusals(folder):
    packed, other = os.path.join(folder, "graph.entpack"), os.path.join(folder, "other.entpack")
    with open(packed, "rb") as file:
        data = file.read()
        file.seek(0)
        refused("from a pipe", "write it to a file", "info", "-", stdin=file)

    def write(content):
        with open(other, "wb") as file:
            file.write(content)

    write(data[:len(data) // 2])
    refused("cut", "another length", "info", other)
    write(data[:8] + bytes(56) + data[64:])
    refused("no front", "make no sense", "info", other)
    write(data[:12] + b"\x09" + data[13:])
    refused("newer", "format 9", "info", other)
    subprocess.run(["gzip", "-kf", packed], check=True)
    refused("compressed", "gunzip", "info", packed + ".gz")
    refused("without a file", "-o FILE", "pack", GRAPH, code=2)
    refused("where nothing can be written", "make the folder first", "pack", GRAPH, "-o", "/no/such/folder/x", code=5)


def check_damage(folder):
    """Damage far from what a selection reads: seen by whoever reads it, and by check."""
    source, packed = os.path.join(folder, "large.jsonl"), os.path.join(folder, "large.entpack")
    with open(source, "w", encoding="utf-8") as file:
        file.write('{"id": "d", "title": "paper"}\n')
        for i in range(3000):
            file.write(f'{{"id": "r{i}", "type": "opposes", "source": "A{i % 50}", "target": "B{i % 70}", "date": "2022", '
                       f'"evidence": [{{"document": "d", "quote": "quote number {i} {"x" * 60}"}}]}}\n')
    run("pack", source, "-o", packed, "-q")
    tap.equal(run("info", packed, "-q"), run("info", source, "-q"), "larger than a block")
    with open(packed, "r+b") as file:
        data = file.read()
        file.seek(data.index(b"quote number 2500"))
        file.write(b"Q")
    code, _, words = run("centrality", packed, "-q")
    tap.check(code == 0, "what does not need it", words)
    refused("what reads it", "do not match their check sum", "convert", packed, "--to", "jsonl", "-q")
    refused("check", "do not match their check sum", "check", packed, "-q")
    refused("packed again", "do not match their check sum", "pack", packed, "-o", os.path.join(folder, "x"), "-q")
    tap.check(not os.path.exists(os.path.join(folder, "x")), "nothing is left")


def main():
    with tempfile.TemporaryDirectory() as folder:
        check_commands(folder)
        check_refusals(folder)
        check_damage(folder)
    tap.done()


main()
