#!/usr/bin/python3
"""A graph of any size that looks like one an analyst would have: a few hubs, blocs, rivals, dates, weights.

    generate_graph.py ENTITIES RELATIONS [SEED] >graph.json

The same numbers give the same bytes: only Random.random() is used, which Python promises to keep."""
import json
import random
import sys

# kind, share of the entities, words for names
KINDS = [
    ("country", .18, "Republic"), ("leader", .16, "Minister"), ("agency", .14, "Agency"), ("firm", .22, "Works"),
    ("framework", .08, "Pact"), ("facility", .08, "Port"), ("issue", .08, "Question"), ("event", .06, "Summit"),
]
# type by what the relation is like: friendly inside a bloc, hostile between two, factual anywhere
FRIENDLY = ["cooperates_with", "allied_with", "supports", "trades_with", "invests_in", "aids"]
HOSTILE = ["accuses", "sanctions", "warns", "rivals"]
FACTUAL = ["member_of", "part_of", "engages", "located_in"]
STARTS = "Ba Ce Di Fo Gu Ha Je Ki Lo Mu Na Pe Qui Ro Su Ta Ve Wi Xo Yu Za".split()
ENDS = "lar mond nia ster tova vik zan dor rell quin bria phos gard lund meer".split()
BLOCS = 3


def make(entities, relations, seed=1):
    chance = random.Random(seed).random
    pick = lambda items: items[int(chance() * len(items))]
    kinds = []
    for kind, share, word in KINDS:
        kinds += [(kind, word)] * max(1, round(share * entities))
    nodes = []
    for i in range(entities):
        kind, word = kinds[i * len(kinds) // entities]
        name = f"{pick(STARTS)}{pick(ENDS)} {word} {i + 1}"
        nodes.append({"id": f"n{i:04d}", "kind": kind, "name": name, "attributes": {"bloc": f"bloc {i % BLOCS + 1}"}})
    # the place of a node in a shuffled order tells how often it is met: a few hubs, a long tail
    order = list(range(entities))
    for i in range(entities - 1, 0, -1):
        k = int(chance() * (i + 1))
        order[i], order[k] = order[k], order[i]
    hub = lambda: order[int(entities * chance() ** 3)]
    links = []
    while len(links) < relations:
        a, b = hub(), int(entities * chance()) if chance() < .5 else hub()
        friends = a % BLOCS == b % BLOCS
        if a == b or (not friends and chance() < .6):
            continue
        draw = chance()
        type_ = pick(FACTUAL) if draw < .15 else pick(FRIENDLY if (draw < .85) == friends else HOSTILE)
        year, month = 2010 + int(chance() * 14), 1 + int(chance() * 12)
        links.append({"id": f"l{len(links):05d}", "source": nodes[a]["id"], "target": nodes[b]["id"], "type": type_,
                      "date": f"{year}-{month:02d}", "weight": 1 + int(4 * chance() ** 4)})
    return {"format": "entente/1", "title": f"{entities} entities on {relations} relations", "entities": nodes,
            "relations": links}


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    json.dump(make(*numbers), sys.stdout, indent=0)
    print()
