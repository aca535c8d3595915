#!/usr/bin/env python3
"""What analysts see in a terminal of 80 columns: every answer in one block of columns, no line too long, and nothing
lost for programs."""
import json
import os
import subprocess
import sys

sys.path.insert(0, "tests")
from tap import check, done, equal  # noqa: E402

ENTENTE = os.environ["ENTENTE"]
SEED = "graphs/korea-us-2022.json"


def entente(*words):
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "TERM")}
    return subprocess.run([ENTENTE, *words], capture_output=True, text=True, env=env, timeout=120)


# ---- one block: a title, the table, the notes ----
TABLES = [
    ["centrality", SEED],
    ["centrality", SEED, "--rank-interval", "20", "--measure", "degree"],
    ["centrality", SEED, "--centralisation"],
    ["brokers", SEED],
    ["brokers", SEED, "--group", "kind"],
    ["brokers", SEED, "--group", "bloc"],
    ["what-if", SEED, "--without", "Yoon"],
    ["what-if", SEED, "--flip", "KOR", "CHN", "--unchanged"],
    ["components", SEED],
    ["cores", SEED],
    ["cores", SEED, "--each"],
    ["cliques", SEED],
    ["communities", SEED],
    ["communities", SEED, "--each"],
    ["communities", SEED, "--stability", "3"],
    ["equivalents", SEED],
    ["equivalents", SEED, "--distance", "jaccard"],
    ["similar", SEED, "Yoon"],
    ["similar", SEED, "Yoon", "--predict"],
    ["census", SEED],
    ["census", SEED, "--section", "degrees"],
]
for words in TABLES:
    got = entente(*words)
    name = " ".join(words).replace(SEED, "korea")
    blocks = got.stdout.strip("\n").split("\n\n")
    titled = "\n" not in blocks[0] and len(blocks) > 2
    check(got.returncode in (0, 1) and len(blocks) == (3 if titled else 2), name + " stands in one block",
          f"{len(blocks)} blocks, exit {got.returncode}\n{got.stderr}")
    long = [line for line in got.stdout.split("\n") if len(line) > 80]
    check(not long, name + " fits 80 columns", "\n".join(long))

# ---- what a screen has no room for is there for programs ----
HIDDEN = {
    "brokers": (["id", "kind", "articulation", "coordinator", "liaison", "roles", "group"], []),
    "what-if": (["rank_before", "rank_after", "id", "evidence"], ["--without", "Yoon"]),
    "similar": (["id", "kind", "cosine", "adamic-adar", "shared", "tied"], ["Yoon"]),
    "communities": (["share", "modularity", "ids"], []),
    "cliques": (["relations", "first", "last", "ids"], []),
    "census": (["cumulative", "definition"], []),
}
for command, (columns, more) in HIDDEN.items():
    told = json.loads(entente(command, SEED, *more, "--format", "json").stdout)
    there = [column["name"] for column in told["columns"]]
    equal([c for c in columns if c not in there], [], f"{command} has all its columns in json")

# ---- relations are cards everywhere, and read as sentences ----
for words in (["cores", SEED], ["cliques", SEED], ["equivalents", SEED], ["similar", SEED, "Yoon"]):
    text = entente(*words, "--relations").stdout
    cards = text.split("\n\n", 2)[1].split("\n")
    wanted = "Ki-min Lee  holds office  The Asia" if words[0] == "equivalents" else "Yoon Suk-yeol  leads  South Korea"
    check(any(line.startswith("  " + wanted) for line in cards), f"{words[0]} --relations are cards", text[:600])
bridges = entente("brokers", "graphs/classic/florentine.json", "--bridges").stdout
check("\nMedici - Salviati, the bridge between 13 and 2 vertices\n" in bridges, "bridges are cards", bridges[:400])
told = entente("brokers", "graphs/frameworks.json").stdout
check(told.startswith("nobody stands between others") and "--structural" in told.split("\n\n")[0],
      "brokers says when only memberships are there", told[:400])

# ---- intervals in words say what the numbers say ----
told = json.loads(entente("centrality", SEED, "--rank-interval", "50", "--format", "json").stdout)
for measure in ("degree", "betweenness", "closeness", "pagerank"):
    bad = []
    for row in told["rows"]:
        low, high = row[measure + "_rank_low"], row[measure + "_rank_high"]
        places = [float(word) for word in row[measure + "_place"].split(" to ")]
        spans = [float(word) for word in row[measure + "_span"].split(" to ")]
        ends = [row[measure + "_low"], row[measure + "_high"]]
        if max(abs(places[0] - low), abs(places[-1] - high)) > 5e-3 or low == high and len(places) == 2:
            bad.append(row["id"])
        if max(abs(spans[i] - ends[i]) for i in (0, -1)) > 1e-3 * max(ends):
            bad.append(row["id"])
    equal(bad, [], f"span and place of {measure}")
notes = " ".join(told["notes"])
check("closeness compares within each of the 2 components" in notes, "closeness in parts is warned of", notes)
whole = json.loads(entente("centrality", "graphs/classic/florentine.json", "--format", "json").stdout)
check("compares within" not in " ".join(whole["notes"]), "a connected graph needs no such word")

# ---- what cuts comes before the ways that bear it out ----
rows = json.loads(entente("exits", SEED, "KOR", "USA", "--format", "json").stdout)["rows"]
kinds = [row["answer"].split("-")[1] for row in rows]
equal(kinds, sorted(kinds), "exits begins with what has to be lost")

# ---- a pair may be two words or one ----
words = ["--measure", "degree", "--unchanged", "--format", "csv"]
one = entente("what-if", SEED, "--flip", "KOR, CHN", *words)
equal(one.returncode, 1, "turning signs round moves no degree")
for pair in (["--flip", "KOR", "CHN", SEED], [SEED, "--flip", "South Korea", "China"], [SEED, "--flip=KOR", "CHN"]):
    two = entente("what-if", *pair, *words)
    equal((two.returncode, two.stdout), (one.returncode, one.stdout), "what-if " + " ".join(pair))
alone = entente("what-if", SEED, "--flip", "KOR")
check(alone.returncode == 2 and "two entities" in alone.stderr, "one entity is no pair", alone.stderr)
done()
