#!/usr/bin/env python3
"""The certificate of frustration as it is saved: factions and cycles are written to files, read back and checked against
the relations of the graph with nothing but the definitions, and one that was tampered with is refused."""
import copy, json, os, random, subprocess, sys, tempfile
from fractions import Fraction

ENTENTE = os.environ.get("ENTENTE", "build/entente")
done = failed = 0


def ok(passed, name, why=""):
    global done, failed
    done += 1
    failed += not passed
    print(f"{'ok' if passed else 'not ok'} {done} - {name}")
    if not passed and why:
        print(f"# {why}")


def run(path, *words):
    answer = subprocess.run([ENTENTE, "frustration", path, "--format", "json", *words], capture_output=True, text=True)
    if answer.returncode:
        sys.exit(f"frustration {' '.join(words)}: {answer.stderr}")
    return json.loads(answer.stdout)["rows"]


def planted(n, m, noise, seed):
    chance = random.Random(seed)
    side = [chance.randrange(2) for _ in range(n)]
    pairs = {}
    while len(pairs) < m:
        a, b = sorted(chance.sample(range(n), 2))
        pairs[a, b] = (side[a] == side[b]) != (chance.random() < noise)
    return {
        "format": "entente/1",
        "entities": [{"id": f"v{v}", "kind": "country"} for v in range(n)],
        "relations": [
            {"id": f"r{k}", "source": f"v{a}", "target": f"v{b}", "type": "allied_with" if positive else "rivals"}
            for k, ((a, b), positive) in enumerate(pairs.items())
        ],
    }


def fault(graph, certificate):
    """What is wrong with a certificate, None when it proves its value. One relation a pair and sign."""
    relations = {r["id"]: r for r in graph["relations"]}
    positive = {k: r["type"] == "allied_with" for k, r in relations.items()}
    faction = {}
    for row in certificate["factions"]:
        for name in row["ids"].split():
            faction[name] = (row["component"], row["faction"])
    cost = sum(
        (faction[r["source"]] == faction[r["target"]]) != positive[k] for k, r in relations.items()
    )
    if cost != certificate["upper"]:
        return "the factions leave another number"
    cycles, left = {}, {k: Fraction(1) for k in relations}
    for row in certificate["cycles"]:
        cycles.setdefault(row["cycle"], []).append(row)
    proved = Fraction(0)
    for rows in cycles.values():
        share, degree = Fraction(rows[0]["share"]), {}
        for row in rows:
            relation = relations[row["relation"]]
            left[row["relation"]] -= share
            for end in (relation["source"], relation["target"]):
                degree[end] = degree.get(end, 0) + 1
        if share <= 0 or any(d != 2 for d in degree.values()) or len(degree) != len(rows):
            return "no cycle"
        if sum(not positive[row["relation"]] for row in rows) % 2 == 0:
            return "not negative"
        proved += share
    if min(left.values()) < 0:
        return "an edge is used up"
    if -(-proved // 1) < certificate["lower"]:
        return "the cycles prove less"
    return None


def tampered(certificate):
    def change(name, work):
        wrong = copy.deepcopy(certificate)
        work(wrong)
        return name, wrong

    def swap(wrong):
        ids = wrong["factions"][0]["ids"].split()
        wrong["factions"][1]["ids"] += " " + ids.pop()
        wrong["factions"][0]["ids"] = " ".join(ids)

    def raise_bound(wrong):
        wrong["lower"] += 1

    def drop_row(wrong):
        del wrong["cycles"][0]

    def more_share(wrong):
        for row in wrong["cycles"]:
            row["share"] *= 2

    def lower_cost(wrong):
        wrong["upper"] -= 1

    return [change("an entity on the other side", swap), change("a higher bound", raise_bound),
            change("a relation gone from a cycle", drop_row), change("doubled shares", more_share),
            change("a lower index", lower_cost)]


with tempfile.TemporaryDirectory() as folder:
    for n, m, noise in ((40, 150, 0.1), (200, 900, 0.05), (200, 900, 0.15), (300, 1000, 0.1)):
        path, kept = os.path.join(folder, "graph.json"), os.path.join(folder, "certificate.json")
        graph = planted(n, m, noise, n + m)
        with open(path, "w") as file:
            json.dump(graph, file)
        numbers = run(path, "--summary", "--verify")[0]
        certificate = {"factions": run(path, "--factions", "--members", "0"), "cycles": run(path, "--cycles"),
                       "lower": numbers["lower"], "upper": numbers["upper"]}
        with open(kept, "w") as file:
            json.dump(certificate, file)
        with open(kept) as file:
            certificate = json.load(file)
        label = f"{n} entities, {m} relations, {noise:.0%} noise"
        ok(numbers["exact"], f"{label}: exact", numbers)
        why = fault(graph, certificate)
        ok(why is None, f"{label}: the saved certificate proves it", why)
        for name, wrong in tampered(certificate):
            ok(fault(graph, wrong) is not None, f"{label}: {name} is refused")

    # little work gives a true interval around the value, and says how to go on
    value = numbers["upper"]
    for steps in (1, 50, 500):
        few = run(path, "--summary", "--verify", "--steps", str(steps))[0]
        ok(few["lower"] <= value <= few["upper"], f"--steps {steps}: the interval holds the value", few)
    text = subprocess.run([ENTENTE, "frustration", path, "--steps", "1"], capture_output=True, text=True).stdout
    ok("more --steps (10, or 0 for no limit)" in " ".join(text.split()), "an interval says how to go on", text[-400:])

print(f"1..{done}")
sys.exit(failed > 0)
