#!/usr/bin/python3
"""Time of `entente frustration` on the clock, loading included: two planted factions, and graphs of the size of country
networks. A row misses its target also when the answer is not exact."""
import json
import os
import random
import subprocess
import time

from measure import ENTENTE, FOLDER, QUICK, ROUNDS, row

# vertices, relations, share against the factions, target in seconds
GRAPHS = [
    (500, 2000, 0.05, 5), (500, 2000, 0.15, 5), (1000, 2000, 0.10, 5),
    (2000, 10000, 0.05, 5), (2000, 10000, 0.10, 5), (2000, 10000, 0.15, 5), (3000, 10000, 0.10, 5),
    (64, 362, 0.10, 0.05), (100, 800, 0.10, 0.05), (151, 1247, 0.05, 0.05), (151, 1247, 0.20, 0.05),
]
if QUICK:
    GRAPHS = GRAPHS[-4:]


def write(path, n, m, noise):
    """Two factions in n entities, and m pairs of which a share is against them."""
    chance = random.Random(n * m)
    side = [chance.randrange(2) for _ in range(n)]
    pairs = {}
    while len(pairs) < m:
        a, b = sorted(chance.sample(range(n), 2))
        pairs[a, b] = (side[a] == side[b]) != (chance.random() < noise)
    entities = [{"id": f"v{v}", "kind": "country"} for v in range(n)]
    relations = [{"source": f"v{a}", "target": f"v{b}", "type": "allied_with" if positive else "rivals"}
                 for (a, b), positive in pairs.items()]
    with open(path, "w") as file:
        json.dump({"format": "entente/1", "entities": entities, "relations": relations}, file)


for n, m, noise, target in GRAPHS:
    path = os.path.join(FOLDER, f"planted-{n}-{m}-{noise}.json")
    write(path, n, m, noise)
    times = []
    for _ in range(ROUNDS):
        start = time.monotonic()
        answer = subprocess.run([ENTENTE, "frustration", path, "--summary", "--format", "json"], capture_output=True,
                                text=True, check=True)
        times.append(time.monotonic() - start)
    answered = json.loads(answer.stdout)["rows"][0]
    exact = answered["lower"] == answered["upper"]
    said = f"L = {answered['upper']:g}" if exact else f"not exact: {answered['lower']:g} to {answered['upper']:g}"
    row(f"frustration index, {noise:.0%} against two factions, clock", f"{n} entities, {m} relations", times if exact else None,
        target=target if exact else 0, note=said)
