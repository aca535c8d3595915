#!/usr/bin/env python3
"""Long work shows on a terminal what it is at, stage by stage, and takes the line away; nothing of it goes anywhere else."""
import os
import pty
import random
import re
import select
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, "tests")
from tap import check, done, equal, skip  # noqa: E402

ENTENTE = os.environ["ENTENTE"]
LINE = re.compile(r"\r\x1b\[K([a-z][a-z ,]*?)( \d+( %)?)?, \d+ s")
LIMIT = 60  # seconds after which a stage that was not seen is missing
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs this may have it ignored


class Terminal:
    """A command whose words go to a terminal of its own."""

    def __init__(self, *words, stdin=subprocess.DEVNULL):
        self.own, its = pty.openpty()
        self.process = subprocess.Popen([ENTENTE, *words], stdin=stdin, stdout=subprocess.DEVNULL, stderr=its,
                                        env={**os.environ, "TERM": "xterm"})
        os.close(its)
        self.said = ""

    def read(self, seconds):
        """What came until then; False at the end."""
        if not select.select([self.own], [], [], seconds)[0]:
            return True
        try:
            got = os.read(self.own, 65536).decode()
        except OSError:
            return False
        self.said += got
        return got != ""

    def stages(self):
        names = [found[1] for found in LINE.finditer(self.said)]
        return [name for i, name in enumerate(names) if i == 0 or names[i - 1] != name]

    def wait_for(self, stage, meanwhile=lambda: None):
        end = time.monotonic() + LIMIT
        while stage not in self.stages() and time.monotonic() < end and self.read(.05):
            meanwhile()
        return stage in self.stages()

    def interrupt(self):
        self.process.send_signal(signal.SIGINT)
        while self.read(LIMIT):
            pass
        os.close(self.own)
        return self.process.wait()


def write_graph(path, vertices=6000, each=5):
    chance = random.Random(3)
    with open(path, "w") as file:
        for v in range(1, vertices):
            for k in range(each):
                kind = "allied_with" if chance.random() < .7 else "rivals"
                file.write(f'{{"type": "{kind}", "source": "v{v}", "target": "v{int(v * chance.random() ** 2)}"}}\n')


try:
    os.close(pty.openpty()[0])
except OSError as why:
    skip("progress on a terminal", f"no pseudo terminal: {why}")
    done()

with tempfile.TemporaryDirectory() as folder:
    graph = os.path.join(folder, "graph.jsonl")
    write_graph(graph)

    # from one stage to the next: the input comes slowly until "reading" was shown
    shown = Terminal("centrality", "-", "--measure", "betweenness", "--exact", "--threads", "1", stdin=subprocess.PIPE)
    number = 0

    def feed():
        global number
        for _ in range(200):
            number += 1
            shown.process.stdin.write(b'{"type": "visits", "source": "x%d", "target": "v1"}\n' % number)

    shown.process.stdin.write(open(graph, "rb").read())
    check(shown.wait_for("reading", feed), "reading is shown", shown.said[-300:])
    shown.process.stdin.close()
    check(shown.wait_for("measuring betweenness"), "and then what is measured", shown.said[-300:])
    equal(shown.interrupt(), 130, "Ctrl-C ends it")
    check(shown.said.endswith("\r\x1b[Kentente: interrupted\r\n"), "the line is wiped before the last words",
          repr(shown.said[-100:]))
    order = [name for name in shown.stages() if name in ("reading", "resolving names", "preparing the graph",
                                                         "measuring betweenness")]
    equal(order, sorted(order, key=["reading", "resolving names", "preparing the graph",
                                    "measuring betweenness"].index), "stages come in their order, each once")

    # work that says little shows its last stage all the same
    LONG = {"finding communities by infomap": ["communities", "--method", "infomap", "--trials", "1000"],
            "finding communities by walktrap": ["communities", "--method", "walktrap"],
            "drawing relations anew": ["centrality", "--measure", "pagerank", "--rank-interval", "1000"],
            "measuring closeness": ["centrality", "--measure", "closeness", "--exact", "--weight", "count", "--threads",
                                    "1"]}
    running = [(stage, Terminal(words[0], graph, *words[1:])) for stage, words in LONG.items()]
    silent = [Terminal("communities", graph, "--method", "infomap", "--trials", "1000", "-q")]
    plain = subprocess.Popen([ENTENTE, "communities", graph, "--method", "infomap", "--trials", "1000"],
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    for stage, terminal in running:
        check(terminal.wait_for(stage), f"{stage} is shown", terminal.said[-300:])
        equal(terminal.interrupt(), 130, "until Ctrl-C")
    for terminal in silent:
        terminal.interrupt()
        equal(terminal.said, "entente: interrupted\r\n", "--quiet shows none of it")
    plain.send_signal(signal.SIGINT)
    told = plain.communicate(timeout=LIMIT)[1].decode()
    check("\x1b" not in told and "\r" not in told, "nor is any of it in what is no terminal", told)

done()
