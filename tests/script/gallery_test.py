#!/usr/bin/python3
"""The gallery has every view of the registry, drawn, once, in one page whose ids do not collide."""
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests")
import tap

ENTENTE = os.environ.get("ENTENTE", os.path.abspath("build/entente"))


def main():
    tap.not_under_sanitizers("the gallery")
    catalogue = json.loads(subprocess.run([ENTENTE, "help", "--format", "json"], capture_output=True, check=True).stdout)
    render = next(command for command in catalogue["commands"] if command["name"] == "render")
    views = [view["name"] for view in render["views"]]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.dirname(ENTENTE) + os.pathsep + os.environ["PATH"]
        done = subprocess.run(["sh", "examples/gallery.sh", folder], env=dict(os.environ, PATH=path), capture_output=True,
                              text=True, check=False)
        tap.equal((done.returncode, done.stderr), (0, ""), "it is made without a word")
        tap.equal(os.listdir(folder), ["index.html"], "of one file")
        page = open(f"{folder}/index.html", encoding="utf-8").read()
    sections = dict(re.findall(r'<section id="(\w+)">(.*?)</section>', page, re.S))
    for view in views:
        picture = sections.get(view, "")
        command = re.search(r"<pre>(.*?)</pre>", picture, re.S)
        tap.check("<svg" in picture and "</svg>" in picture, f"it shows {view}", picture[:200])
        tap.check(command and (view == "network" or f"--view {view}" in command.group(1)), f"and the command for {view}", command)
    ids = re.findall(r'\sid="([^"]+)"', page)
    tap.equal(sorted(set(ids)), sorted(ids), "no id is there twice")


main()
tap.done()
