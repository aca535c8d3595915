"""Graphs made by rule for the tests of pictures: the same on every machine, names of many lengths in several scripts."""

KINDS = ["country", "leader", "firm", "alliance", "facility", "agency", "event", "technology", "organization"]
POSITIVE, NEGATIVE, NEUTRAL = ["cooperates_with", "supports", "allied_with"], ["sanctions", "warns", "objects_to"], ["visits", "located_in"]
SYLLABLES = ["Ka", "ro", "Min", "tel", "Su", "var", "Ost", "li", "Nen", "dor", "Pa", "shi"]
SCRIPTS = ["{0}", "{0}{1}", "{0}{1} {2}", "Ministry of {0}{1} and {2}{3}", "대한{0}연구원", "中央{0}公司", "Министерство {0}", "وزارة {0}", "Υπουργείο {0}"]


class Draw:
    """A linear congruential generator with the constants of Knuth's MMIX; the upper bits are used."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        return (self.state >> 33) % bound

    def of(self, some):
        return some[self.below(len(some))]


def name(draw, number, scripts):
    words = [draw.of(SYLLABLES) for _ in range(4)]
    return scripts[number % len(scripts)].format(*words) + f" {number}"


def graph(entities, pairs, kinds=KINDS, scripts=SCRIPTS, types=None, seed=1, spare=0, near=None):
    """`entities` in a tree, then further pairs; every pair has one relation, the last `spare` ones repeat a pair."""
    draw, seen, rows = Draw(seed), set(), []
    for i in range(1, entities):
        other = draw.below(i) if near is None else max(0, i - 1 - draw.below(near))
        seen.add((other, i))
        rows.append((i, other) if draw.below(2) else (other, i))
    while len(rows) < pairs:
        a = draw.below(entities)
        b = draw.below(entities) if near is None else min(entities - 1, a + 1 + draw.below(near))
        if a == b or (min(a, b), max(a, b)) in seen:
            continue
        seen.add((min(a, b), max(a, b)))
        rows.append((a, b))
    types = types or POSITIVE + NEGATIVE + NEUTRAL
    rows = [(a, b, draw.of(types)) for a, b in rows]
    rows += [draw.of(rows) for _ in range(spare)]
    return {"format": "entente/1", "title": f"{entities} entities made by rule",
            "entities": [{"id": f"e{i}", "kind": kinds[i % len(kinds)], "name": name(draw, i, scripts)} for i in range(entities)],
            "relations": [{"id": f"r{k}", "type": type_, "source": f"e{a}", "target": f"e{b}", "date": f"20{10 + k % 12}",
                           "status": draw.of(["asserted", "reported", "reported", "planned"])} for k, (a, b, type_) in enumerate(rows)]}


def mixed():
    """50 entities of all kinds on 75 lines."""
    return graph(50, 75, seed=50, near=6)


def countries():
    """64 countries with 163 relations on 117 pairs, of both signs."""
    scripts = ["{0}{1}", "{0}{1}{2}", "{0}{1} Republic", "{0}land"]
    return graph(64, 117, kinds=["country"], scripts=scripts, types=POSITIVE + NEGATIVE, seed=64, spare=46)


def large():
    return graph(200, 560, seed=200, spare=40)
