#!/bin/sh
# Time of `entente frustration`, loading included: two planted factions, and graphs of the size of country networks.
#   ROUNDS  runs of each (5)
# Exit code 1 when one is not exact or its median misses the target: 5 s for the factions, 50 ms for the country graphs.
set -eu
ENTENTE=${ENTENTE:-build/entente} BUILD=${BUILD:-build} ROUNDS=${ROUNDS:-5}
mkdir -p "$BUILD/bench"
exec /usr/bin/python3 - "$ENTENTE" "$BUILD/bench" "$ROUNDS" <<'EOF'
import json, os, random, statistics, subprocess, sys, time

entente, folder, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])

# vertices, relations, share against the factions, target in seconds
GRAPHS = [
    (500, 2000, 0.05, 5), (500, 2000, 0.15, 5), (1000, 2000, 0.10, 5),
    (2000, 10000, 0.05, 5), (2000, 10000, 0.10, 5), (2000, 10000, 0.15, 5), (3000, 10000, 0.10, 5),
    (64, 362, 0.10, 0.05), (100, 800, 0.10, 0.05), (151, 1247, 0.05, 0.05), (151, 1247, 0.20, 0.05),
]


def write(path, n, m, noise):
    """Two factions in n entities, and m pairs of which a share is against them."""
    chance = random.Random(n * m)
    side = [chance.randrange(2) for _ in range(n)]
    pairs = {}
    while len(pairs) < m:
        a, b = sorted(chance.sample(range(n), 2))
        pairs[a, b] = (side[a] == side[b]) != (chance.random() < noise)
    entities = [{"id": f"v{v}", "kind": "country"} for v in range(n)]
    relations = [
        {"source": f"v{a}", "target": f"v{b}", "type": "allied_with" if positive else "rivals"}
        for (a, b), positive in pairs.items()
    ]
    with open(path, "w") as file:
        json.dump({"format": "entente/1", "entities": entities, "relations": relations}, file)


missed = False
for n, m, noise, target in GRAPHS:
    path = os.path.join(folder, f"planted-{n}-{m}-{noise}.json")
    write(path, n, m, noise)
    times = []
    for _ in range(rounds):
        start = time.monotonic()
        words = [entente, "frustration", path, "--summary", "--format", "json"]
        answer = subprocess.run(words, capture_output=True, text=True, check=True)
        times.append(time.monotonic() - start)
    row = json.loads(answer.stdout)["rows"][0]
    median = statistics.median(times)
    bad = median > target or not row["exact"]
    missed = missed or bad
    print(f"{n:5} entities {m:6} relations {noise:4.0%} noise  L {row['lower']:g}..{row['upper']:g}"
          f"  {row['steps']:6} steps  {median:6.3f} s (target {target} s){'  MISSED' if bad else ''}")
sys.exit(missed)
EOF
