#!/usr/bin/env python3
"""The command as its users meet it: exit codes, streams, messages, options, colour, files."""
import fcntl
import json
import os
import pty
import resource
import re
import stat
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests")
from tap import check, done, equal, skip  # noqa: E402

ENTENTE = os.environ["ENTENTE"]
SEED = "graphs/korea-us-2022.json"
BAD = {"format": "entente/1", "entities": [{"id": "A", "kind": "country", "name": "Able"}],
       "relations": [{"type": "visits", "source": "A", "target": "A", "date": "2022-13-45"}]}


def run(*words, stdin=b"", env=None, **more):
    clean = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "TERM")}
    more.setdefault("stdout", subprocess.PIPE)
    return subprocess.run([ENTENTE, *words], input=stdin, stderr=subprocess.PIPE, env={**clean, **(env or {})},
                          timeout=60, **more)


def ends(name, code, *words, says="", **more):
    """The command ends with that code and its words on standard error hold `says`."""
    got = run(*words, **more)
    err = got.stderr.decode()
    check(got.returncode == code and says in err, name, f"exit {got.returncode}, wanted {code}\n{err}wanted: {says}")
    return got


def terminal(*words, env=None):
    """What the command writes when standard output is a terminal of 80 columns, without TERM in its environment."""
    master, slave = pty.openpty()
    got = run(*words, env=env, stdout=slave)
    os.close(slave)
    seen = b""
    try:
        while chunk := os.read(master, 65536):
            seen += chunk
    except OSError:
        pass
    os.close(master)
    return got.returncode, seen


# ---- exit codes ----
ends("success is 0", 0, "info", SEED)
ends("no answer is 1", 1, "paths", SEED, "Samsung", "lee")
ends("no words at all is 2", 2, says="usage: entente COMMAND")
ends("an unknown command is 2", 2, "centralty", SEED, says="did you mean 'entente centrality'?")
ends("a file in the place of the command is told", 2, SEED, says=f"entente info {SEED}")
ends("an unknown entity is 2", 2, "show", SEED, "Chnia", says="China")
ends("a missing file is 5", 5, "info", "no-such-file.json", says="no-such-file.json")
for more in (("--add", "KOR -> supports -> USA"), ("--flip", "KOR", "CHN")):
    ends(f"who is taken away has nothing {more[0]}", 2, "what-if", SEED, "--without", "KOR", *more, says="ask for one of the two")
ends("a second name behind an option is no file", 5, "what-if", SEED, "--without", "Yoon", "Biden",
     says="joined by commas: 'A,Biden'")
ends("a directory is 5", 5, "info", "graphs", says="directory")
ends("too few operands is 2", 2, "paths", SEED, "Samsung", says="usage: entente paths FILE... ")
ends("too many operands is 2", 2, "vocabulary", "x", says="'x'")
ends("names before files are told", 5, "show", "China", SEED, says="files come first")
with tempfile.TemporaryDirectory() as folder:
    bad = os.path.join(folder, "bad.json")
    json.dump(BAD, open(bad, "w", encoding="utf-8"))
    got = ends("bad data is 3", 3, "info", bad)
    form = re.compile(rf"^{re.escape(bad)}:1:\d+: error: .+ \(/relations/0/date\) \[[a-z-]+\]\n  \S", re.M)
    check(form.search(got.stderr.decode()), "a finding has file, line, column, pointer, rule and remedy",
          got.stderr.decode())
    equal(got.stdout, b"", "nothing on standard output when the data is bad")
    ends("check ends with 3 as well", 3, "check", bad)
    ends("check --syntax looks at the syntax only", 0, "check", "--syntax", bad)

# ---- options ----
ends("an unknown option names the nearest", 2, "centrality", SEED, "--tpo", "3", says="did you mean '--top'?")
ends("an unknown letter is told", 2, "info", SEED, "-Z", says="'-Z'")
ends("an ambiguous prefix lists what it could be", 2, "centrality", SEED, "--un", "x", says="one of --until, --undated")
ends("a missing value is told", 2, "centrality", SEED, "--top", says="'--top' needs a value")
ends("a flag takes no value", 2, "centrality", SEED, "--lift=yes", says="'--lift' takes no value")
ends("a wrong choice names the nearest", 2, "centrality", SEED, "--format", "jsno", says="did you mean 'json'?")
ends("a number is checked", 2, "centrality", SEED, "--top", "ten", says="whole number")
ends("an unknown column names the nearest", 2, "centrality", SEED, "--sort", "-betweeness", says="'betweenness'")


def rows(*words):
    got = run(*words, "--format", "json")
    return json.loads(got.stdout)["rows"] if got.returncode == 0 else got.stderr.decode()


plain = rows("centrality", SEED, "--top", "3", "--sort", "name")
equal(len(plain), 3, "--top 3 gives three rows")
equal(rows("centrality", "--top=3", SEED, "--sort=name"), plain, "options stand anywhere, with = or a blank")
equal(rows("centrality", "--sor", "name", "-n3", SEED), plain, "unique prefixes and letters will do")
equal(json.loads(run("centrality", "-n3", "-sname", "-fjson", "--", SEED).stdout)["rows"], plain, "-- ends the options")
ends("after -- a dash is a name", 5, "info", "--", "--top", says="cannot open '--top'")
both = rows("centrality", SEED, "--kind", "country", "--kind", "leader")
equal(both, rows("centrality", SEED, "--kind", "country,leader"), "a repeated list adds up")
check(len(both) > len(rows("centrality", SEED, "--kind", "country")), "and holds more than its first part")
got = run("centrality", "-", "--top", "3", "--sort", "name", "--format", "json", stdin=open(SEED, "rb").read())
equal(json.loads(got.stdout)["rows"], plain, "- is standard input")

# ---- streams ----
got = run("centrality", SEED, "--format", "csv", "--top", "1")
check(got.stdout.startswith(b"rank,") and got.stdout.count(b"\n") == 2, "csv on standard output is data alone")
check(b"44 edges" in got.stderr, "its notes are on standard error")
equal(run("centrality", SEED, "--format", "csv", "--quiet").stderr, b"", "--quiet keeps them back")
equal(run("centrality", SEED).stderr, b"", "text has its notes with the table")
with open("/dev/full", "wb") as full:
    ends("a full disk is 5", 5, "info", SEED, stdout=full,
         says="cannot write standard output: no space left on device")
    ends("help on a full disk is 5 as well", 5, "help", stdout=full, says="no space left on device")
for words in (("info", SEED), ("help",), ("vocabulary", "--format", "json")):
    reader, writer = os.pipe()
    os.close(reader)
    got = run(*words, stdout=writer)
    os.close(writer)
    check(got.returncode == 0 and got.stderr == b"", f"a closed pipe is quiet: {words[0]}", got)
whole = run("help", "--format", "json").stdout
reader, writer = os.pipe()
fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
os.set_blocking(writer, False)
slow = subprocess.Popen([ENTENTE, "help", "--format", "json"], stdout=writer)
os.close(writer)
seen = b""
while chunk := os.read(reader, 1000):
    seen += chunk
os.close(reader)
check(slow.wait() == 0 and seen == whole, "a pipe that is full and does not block is waited for")
got = run("version", stdout=subprocess.DEVNULL, preexec_fn=lambda: os.close(1))
check(got.returncode == 5, "no standard output at all is 5", got)

# ---- files ----
with tempfile.TemporaryDirectory() as folder:
    out = os.path.join(folder, "x.csv")
    got = run("centrality", SEED, "-o", out, "--quiet")
    check(got.stdout == b"" and open(out, "rb").read().startswith(b"rank,"), "-o x.csv is csv")
    run("centrality", SEED, "-o", out, "--format", "json", "--quiet")
    check(json.load(open(out, encoding="utf-8"))["name"] == "centrality", "--format has the last word")
    old = open(out, "rb").read()
    ends("a failure leaves the old file", 2, "show", SEED, "nobody", "-o", out)
    equal(open(out, "rb").read(), old, "byte for byte")
    equal(os.listdir(folder), ["x.csv"], "and nothing beside it")
    ends("-o /dev/full is 5", 5, "info", SEED, "-o", "/dev/full", says="/dev/full")
    check(stat.S_ISCHR(os.stat("/dev/full").st_mode), "a device stays a device")
    ends("-o into no directory is 5", 5, "info", SEED, "-o", os.path.join(folder, "no", "x.txt"), says="no/x.txt")
    lines = os.path.join(folder, "x.jsonl")
    def small():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
    for words in (("convert", SEED, "-o"), ("render", SEED, "--effort", "draft", "-o"), ("pack", SEED, "-o")):
        large = os.path.join(folder, "large.svg" if words[0] == "render" else "large.json")
        ends(f"{words[0]} of a file that may not be so large is 5", 5, *words, large, says="ulimit -f", preexec_fn=small)
    equal(os.listdir(folder), ["x.csv"], "and leaves nothing behind")
    ends("convert goes by the extension", 0, "convert", SEED, "-o", lines)
    equal(rows("centrality", lines), rows("centrality", SEED), "and loses nothing that is measured")
    ends("convert wants a format", 2, "convert", SEED, says="--to")
    ends("convert to an unknown one is 2", 2, "convert", SEED, "-o", os.path.join(folder, "x.doc"), says="x.doc")

# ---- terminal ----
ESC = b"\033["
check(ESC not in run("info", SEED).stdout, "no colour in a pipe")
check(ESC in run("info", SEED, "--color", "always").stdout, "--color always has it everywhere")
check(ESC in terminal("info", SEED, env={"TERM": "xterm"})[1], "colour on a terminal")
check(ESC not in terminal("info", SEED, env={"TERM": "dumb"})[1], "TERM=dumb has none")
check(ESC not in terminal("info", SEED)[1], "no TERM has none")
check(ESC not in terminal("info", SEED, env={"TERM": "xterm", "NO_COLOR": "1"})[1], "NO_COLOR has none")
check(ESC in terminal("info", SEED, env={"TERM": "xterm", "NO_COLOR": ""})[1], "an empty NO_COLOR is none")
check(ESC not in terminal("info", SEED, "--color", "never", env={"TERM": "xterm"})[1], "--color never has none")
code, seen = terminal("render", SEED, "--format", "png")
check(code == 2 and b"PNG" not in seen, "no picture bytes to a terminal")


def width(line):
    import unicodedata
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def widest(*words, columns):
    text = run(*words, env={"COLUMNS": str(columns)}).stdout.decode()
    return max(map(width, text.split("\n")))


for columns in (40, 60, 80, 132):
    for words in (("centrality", SEED), ("show", SEED, "KOR"), ("paths", SEED, "Samsung", "China"), ("info", SEED),
                  ("check", SEED), ("vocabulary",)):
        got = widest(*words, columns=columns)
        check(got <= columns, f"{words[0]} fits {columns} columns", f"{got} columns")

done()
