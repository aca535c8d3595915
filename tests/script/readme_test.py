#!/usr/bin/python3
"""README.md is true: its session prints what it shows, its data loads, its program compiles and prints what it says,
and the files it links to are there."""
import os
import re
import shlex
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests")
import tap

BUILD = os.environ.get("BUILD", "build")
ENTENTE = os.environ.get("ENTENTE", os.path.abspath(f"{BUILD}/entente"))
README = open("README.md", encoding="utf-8").read()
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.M | re.S)


def run(words, folder="."):
    """Output and exit code, as on a pipe of 80 columns."""
    done = subprocess.run(words, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, env=dict(os.environ, COLUMNS="80"), check=False)
    return done.stdout, done.returncode


def session(folder):
    shown = re.findall(r"^\$ (entente .*)\n((?:(?!\$ ).*\n)*)", "".join(text for kind, text in BLOCKS if not kind), re.M)
    tap.check(len(shown) >= 3, "the session has at least three commands", len(shown))
    for line, wanted in shown:
        got, code = run([ENTENTE] + shlex.split(line)[1:], folder)
        tap.equal((got.strip(), code), (wanted.strip(), 0), line)


def data(folder):
    for text in (text for kind, text in BLOCKS if kind == "json"):
        with open(f"{folder}/example.json", "w", encoding="utf-8") as file:
            file.write(text)
        got, code = run([ENTENTE, "check", "--strict", "example.json"], folder)
        tap.check(code == 0, "the example of the data is good to the last rule", got)


def program(folder):
    wanted = re.search(r"^It prints `(.*?)`", README, re.M).group(1)
    libs = subprocess.run(["pkg-config", "--libs", "jansson", "libutf8proc", "zlib"], check=True,
                          capture_output=True, text=True).stdout.split()
    for text in (text for kind, text in BLOCKS if kind == "c"):
        with open(f"{folder}/example.c", "w", encoding="utf-8") as file:
            file.write(text)
        flags = ["-std=c11", "-Wall", "-Wextra", "-Werror"] + os.environ.get("SANITIZE", "").split()
        out, code = run([os.environ.get("CC", "cc"), *flags, "-I" + os.path.abspath("include"), "example.c", "-o", "example",
                         os.path.abspath(f"{BUILD}/libentente.a"), *libs, "-lm"], folder)
        tap.check(code == 0, "the program compiles without a warning", out)
        tap.equal(run(["./example"], folder), (wanted + "\n", 0), "the program prints what the text says")


def links():
    names = {name for name in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in name}
    missing = sorted(name for name in names if not os.path.exists(name))
    tap.check(names and not missing, "what it links to is there", missing)


with tempfile.TemporaryDirectory() as place:
    os.symlink(os.path.abspath("graphs"), f"{place}/graphs")
    session(place)
    data(place)
    program(place)
links()
tap.done()
