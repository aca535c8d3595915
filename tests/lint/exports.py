#!/usr/bin/python3
"""libentente.so exports what the public headers declare with ENT_API: all of it, and nothing else."""
import glob
import os
import re
import subprocess
import sys


def declared():
    names = set()
    for path in glob.glob("include/entente/*.h"):
        text = re.sub(r"/\*.*?\*/", "", open(path, encoding="utf-8").read(), flags=re.S)
        text = re.sub(r"^\s*#.*$", "", text, flags=re.M)
        for declaration in re.findall(r"\bENT_API\b([^;]*);", text):
            names.add(re.search(r"(\w+)\s*(?:\(|\[)", declaration).group(1))
    return names


def exported(library):
    out = subprocess.run(["nm", "-D", "--defined-only", library], check=True, capture_output=True, text=True).stdout
    return {line.split()[2].split("@")[0] for line in out.splitlines() if line.split()[1] != "A"}


def main():
    library = os.path.join(os.environ.get("BUILD", "build"), "libentente.so")
    want, have = declared(), exported(library)
    for name in sorted(want - have):
        print(f"{name}: declared in include/ and not exported by {library}")
    for name in sorted(have - want):
        print(f"{name}: exported and not declared with ENT_API in include/")
    if not want:
        print("no declaration found in include/")
    return 1 if want != have or not want else 0


if __name__ == "__main__":
    sys.exit(main())
