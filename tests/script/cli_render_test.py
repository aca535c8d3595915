#!/usr/bin/env python3
"""render and the program that draws: pipes, limits, exit codes, formats. A small script stands in for entente-draw
where its behaviour has to be bad; the real one draws at the end."""
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, "tests")
from tap import check, done, equal, skip  # noqa: E402

ENTENTE = os.environ["ENTENTE"]
SEED = os.path.abspath("graphs/korea-us-2022.json")
folder = tempfile.mkdtemp()
copy = shutil.copy(ENTENTE, folder)
drawer = os.path.join(folder, "entente-draw")
out = os.path.join(folder, "x.svg")


def stand_in(body):
    with open(drawer, "w", encoding="utf-8") as file:
        file.write("#!/usr/bin/python3\nimport os, sys, time\n" + body)
    os.chmod(drawer, 0o755)


def render(*words, **more):
    more.setdefault("timeout", 120)
    return subprocess.run([copy, "render", SEED, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)


def ends(name, code, *words, says=""):
    got = render(*words)
    check(got.returncode == code and says in got.stderr.decode(), name,
          f"exit {got.returncode}\n{got.stderr.decode()}wanted {code}: {says}")
    return got


try:
    got = ends("without entente-draw", 5, "-o", out, says="entente-draw")
    check(not os.path.exists(out), "nothing is written then")

    stand_in("print(' '.join(sys.argv[1:])); sys.stdin.read()")
    given = "--format pdf --theme dark --time-limit 7 --memory-limit 512"
    got = render(*given.split())
    words = got.stdout.decode().split()
    pairs = set(zip(words, words[1:]))
    check(pairs >= set(zip(given.split()[::2], given.split()[1::2])), "options are handed on", words)
    check(got.stderr.startswith(b"wrote standard output: 30 entities, "), "one line says what was drawn", got.stderr)
    equal(render("--quiet").stderr, b"", "unless --quiet")
    for name, form in (("x.svg", "svg"), ("x.PNG", "png"), ("x.gv", "dot"), ("x.pdf", "pdf")):
        path = os.path.join(folder, name)
        render("-o", path)
        equal(open(path).read().split()[1], form, f"-o {name} is {form}")
    ends("an extension that is no picture", 2, "-o", os.path.join(folder, "x.jpg"), says=".svg, .png, .pdf")
    ends("unless --format says", 0, "-o", os.path.join(folder, "x.jpg"), "--format", "png")
    ends("nothing selected is no", 1, "--at", "1066", says="nothing is selected")

    # more than a pipe holds, before anything is read: both sides must be served at once
    stand_in("sys.stdout.write('x' * 3000000); sys.stdout.flush(); n = len(sys.stdin.read()); print(n)")
    large = os.path.join(folder, "large.json")
    ids = [f"entity with a rather long name, number {i}" for i in range(600)]
    json.dump({"format": "entente/1", "entities": [{"id": i, "kind": "country"} for i in ids],
               "relations": [{"type": "visits", "source": a, "target": b} for a, b in zip(ids, ids[1:])]},
              open(large, "w", encoding="utf-8"))
    got = subprocess.run([copy, "render", large, "--quiet", "--time-limit", "5"], capture_output=True, timeout=60)
    check(got.stdout.startswith(b"x" * 3000000) and int(got.stdout[3000000:] or 0) > 65536,
          "pipes do not block each other", got.stderr)
    stand_in("os.close(0); print('done')")
    equal(render("--quiet").stdout, b"done\n", "a drawer that reads nothing is heard")

    for code, mapped in ((2, 2), (3, 3), (4, 4), (5, 5), (9, 4)):
        stand_in(f"sys.stdin.read(); print('half'); sys.stderr.write('because\\n'); sys.exit({code})")
        open(out, "w").write("old")
        ends(f"exit code {code} of the drawer is {mapped}", mapped, "-o", out, says="because")
        equal(open(out).read(), "old", "and leaves the old picture")
    stand_in("os.kill(os.getpid(), 11)")
    ends("a crash of the drawer is 4", 4, says="ended unexpectedly")

    stand_in("x = bytearray(3 << 30); print(len(x))")
    if b"__asan" in open(ENTENTE, "rb").read():
        skip("the limit of memory holds", "a sanitizer reserves more than any limit")
    else:
        got = render("--memory-limit", "512")
        check(got.returncode == 4 and b"MemoryError" in got.stderr, "the limit of memory holds", got)

    pidfile = os.path.join(folder, "pid")
    stand_in(f"open({pidfile!r}, 'w').write(str(os.getpid())); time.sleep(600)")
    got = render("--time-limit", "1", "-o", out)
    check(got.returncode == 4 and b"--time-limit" in got.stderr, "a drawer that sleeps is stopped", got)
    check(not os.path.exists(f"/proc/{open(pidfile).read()}"), "and is gone")

    os.unlink(pidfile)
    process = subprocess.Popen([copy, "render", SEED, "-o", out], stderr=subprocess.PIPE,
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
    while not (os.path.exists(pidfile) and open(pidfile).read()):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    equal(process.wait(60), 130, "Ctrl-C while drawing is 130")
    process.stderr.close()
    check(not os.path.exists(f"/proc/{open(pidfile).read()}"), "and ends the drawer")
    equal(open(out).read(), "old", "the old picture is whole")

    real = os.path.join(os.path.dirname(ENTENTE), "entente-draw")
    if os.path.exists(real):
        shutil.copy(real, drawer)
        if b"__asan" not in open(ENTENTE, "rb").read():
            got = render("--format", "pdf", "--memory-limit", "64", "--effort", "quick")
            check(got.returncode == 0 and got.stdout[:5] == b"%PDF-", "fonts of a pdf are no matter of the layout's memory", got.stderr)
        # a tangle in which some labels find no place: the page says how many, and so does a note
        tangle = os.path.join(folder, "tangle.json")
        with open(tangle, "w", encoding="utf-8") as out:
            json.dump({"format": "entente/1", "title": "Tangle", "entities": [{"id": f"e{i}", "kind": "country"} for i in range(14)],
                       "relations": [{"id": f"r{i}-{j}", "type": ["trades_with", "supports", "cooperates_with"][(i + j) % 3],
                                      "source": f"e{i}", "target": f"e{j}"} for i in range(14) for j in range(i)]}, out)
        for lang, words in (("en", r">(\d+) labels found no room and are not shown\.<"), ("ko", r">자리가 없어 선 이름 (\d+)개는 표시하지 않음\.<")):
            got = subprocess.run([copy, "render", tangle, "--effort", "draft", "--lang", lang], capture_output=True, text=True, check=False)
            on_page, note = re.findall(words, got.stdout), re.findall(r"^(\d+) labels found no room in the picture", got.stderr, re.M)
            check(len(on_page) == 1 and on_page == note, f"labels that found no room are counted ({lang})", (on_page, note, got.stderr))
        for words in (["--quiet"], ["--format", "dot"]):
            got = subprocess.run([copy, "render", tangle, "--effort", "draft", *words], capture_output=True, text=True, check=False)
            check(got.returncode == 0 and "found no room in" not in got.stderr, f"no note of it with {' '.join(words)}", got.stderr)
        for form, magic in (("svg", b"<"), ("png", b"\x89PNG\r\n"), ("pdf", b"%PDF-"), ("dot", b"//")):
            path = os.path.join(folder, "real." + form)
            got = render("-o", path)
            check(got.returncode == 0 and open(path, "rb").read().startswith(magic), f"a real {form}", got)
    else:
        skip("real pictures", "entente-draw is not built")
finally:
    shutil.rmtree(folder)
done()
