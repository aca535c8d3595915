"""A second opinion on the numbers: views and measures from their published definitions, in plain Python.

Nothing here reads our code or igraph; graphs are small, so matrices are lists and sums are fractions where ties matter.
"""
import heapq
import math
from fractions import Fraction

TYPES = {  # sign, symmetric, intensity
    "supports": (1, False, 5), "visits": (1, False, 4), "allied_with": (1, True, 5), "cooperates_with": (1, True, 9.5),
    "objects_to": (-1, False, 2), "rivals": (-1, True, 1), "operates": (0, False, 1), "located_in": (0, False, 1),
}
KINDS = ("country", "firm", "leader", "organization")


def random_data(chance, most=11, targets=True, loops=True, areas=False):
    """An entente/1 graph: arrows and ties, signed, weighted, doubled, to themselves, about relations, in parts."""
    n = chance.randint(1, most)
    ids = [f"{chance.choice('abcXYZ')}{i}" for i in range(n)]
    entities = [{"id": v, "kind": chance.choice(KINDS), "name": f"N {v}",
                 "attributes": {"side": chance.choice("pqr")} if chance.random() < .8 else {}} for v in ids]
    relations = []
    kinds = chance.choice((list(TYPES), ["supports"], ["allied_with"], ["supports", "allied_with"]))
    for i in range(chance.randint(0, chance.choice((n, 2 * n, 3 * n)))):
        a, b = chance.choice(ids), chance.choice(ids)
        if a == b and not (loops and chance.random() < .5):
            continue
        relation = {"id": f"r{i}", "source": a, "target": b, "type": chance.choice(kinds)}
        if targets and relations and chance.random() < .08:
            relation["target"] = chance.choice(relations)["id"]
        if chance.random() < .7:
            relation["weight"] = chance.choice((.5, 1, 2, 3, 4))
        if chance.random() < .7:
            relation["confidence"] = chance.choice((.25, .5, .75, 1))
        if areas and chance.random() < .4:
            relation["areas"] = chance.sample(("oil", "trade", "arms"), chance.randint(1, 2))
        relations.append(relation)
    return {"format": "entente/1", "entities": entities, "relations": relations}


class View:
    """Vertices by id and edges (a, b, strength, relations). Undirected edges have a before b."""

    def __init__(self, data, directed=False, weight="none", keep=False, isolates=True, structural=True, areas=False):
        relations = {r["id"]: r for r in data["relations"]}
        sign = {i: r.get("sign", TYPES[r["type"]][0]) for i, r in relations.items()}
        gone = set()
        if not structural:  # and what targets one
            gone = {i for i in relations if sign[i] == 0}
            while True:
                more = {i for i, r in relations.items() if r["target"] in gone} - gone
                if not more:
                    break
                gone |= more
        live = {i: r for i, r in relations.items() if i not in gone}
        about = {r["target"] for r in live.values() if r["target"] in live}
        used = {end for r in relations.values() for end in (r["source"], r["target"])}
        self.vertices = [e["id"] for e in data["entities"] if isolates or e["id"] in used]
        self.kind = {e["id"]: e["kind"] for e in data["entities"]}
        self.side = {e["id"]: e.get("attributes", {}).get("side") for e in data["entities"]}
        self.vertices += [i for i in live if i in about]
        self.directed, self.weighted, self.sign = directed, weight != "none", sign
        self.relation = live
        pieces = []  # from, to, relation, both ways
        for i, r in live.items():
            both = TYPES[r["type"]][1] and r["source"] != r["target"]
            chain = [r["source"]] + ([i] if i in about else []) + [r["target"]]
            pieces += [(a, b, i, both) for a, b in zip(chain, chain[1:])]
            for area in r.get("areas", []) if areas else []:
                area = "area:" + area
                if area not in self.vertices:
                    self.vertices.append(area)
                pieces += [(r["source"], area, i, both), (area, r["target"], i, both)]
        place = {v: k for k, v in enumerate(self.vertices)}
        strength = {"none": lambda r: 1, "count": lambda r: 1, "weight": lambda r: r.get("weight", 1),
                    "confidence": lambda r: r.get("confidence", .9)}[weight]
        found = {}
        for a, b, i, both in pieces:
            ways = [(a, b)]
            if not directed and place[a] > place[b]:
                ways = [(b, a)]
            elif directed and both:
                ways.append((b, a))
            for a_, b_ in ways:
                entry = found.setdefault((a_, b_) + ((i,) if keep else ()), [a_, b_, {}])
                entry[2][i] = strength(live[i])
        self.edges = [(a, b, 1 if weight == "none" else Fraction(sum(w.values())), sorted(w))
                      for a, b, w in found.values()]
        self.n, self.place = len(self.vertices), place

    def matrix(self):
        """Strengths; an undirected edge to itself counts twice."""
        m = [[0.0] * self.n for _ in range(self.n)]
        for a, b, w, _ in self.edges:
            m[self.place[a]][self.place[b]] += float(w)
            if not self.directed:
                m[self.place[b]][self.place[a]] += float(w)
        return m

    def out(self):
        """Neighbours with the strength to each, none of itself."""
        to = {v: {} for v in self.vertices}
        for a, b, w, _ in self.edges:
            if a != b:
                to[a][b] = to[a].get(b, 0) + w
                if not self.directed:
                    to[b][a] = to[b].get(a, 0) + w
        return to

    def both(self):
        """The same with directions added."""
        to = {v: {} for v in self.vertices}
        for a, b, w, _ in self.edges:
            if a != b:
                to[a][b] = to[a].get(b, 0) + w
                to[b][a] = to[b].get(a, 0) + w
        return to


# ---- matrices ------------------------------------------------------------------------------------------------------
def times(a, b):
    columns = list(zip(*b))
    return [[sum(map(float.__mul__, row, column)) for column in columns] for row in a]


def turned(a):
    return [list(row) for row in zip(*a)]


def powered(a, squarings=40):
    """a^(2^squarings) scaled to a largest entry of 1, and the largest eigenvalue."""
    log, m = 0.0, a
    for k in range(squarings):
        top = max((max(row) for row in m), default=0)
        if top == 0:
            return None, 0.0
        m = [[x / top for x in row] for row in m]
        log += math.log(top) / 2 ** k
        m = times(m, m)
    top = max(max(row) for row in m)
    if top == 0:
        return None, 0.0
    return m, math.exp(log + math.log(top) / 2 ** squarings)


def solve(a, b):
    n = len(a)
    a = [list(map(float, row)) + [float(y)] for row, y in zip(a, b)]
    for k in range(n):
        best = max(range(k, n), key=lambda i: abs(a[i][k]))
        a[k], a[best] = a[best], a[k]
        for i in range(k + 1, n):
            f = a[i][k] / a[k][k]
            if f:
                for j in range(k, n + 1):
                    a[i][j] -= f * a[k][j]
    x = [0.0] * n
    for k in reversed(range(n)):
        x[k] = (a[k][n] - sum(a[k][j] * x[j] for j in range(k + 1, n))) / a[k][k]
    return x


def leading(a):
    """Ones under ever higher powers of a + I, of length 1; and the largest eigenvalue."""
    m, _ = powered([[x + (i == j) for j, x in enumerate(row)] for i, row in enumerate(a)], 24)
    x = [sum(row) for row in m]
    size = math.sqrt(sum(y * y for y in x))
    return [y / size for y in x], powered(a)[1]


# ---- distances -----------------------------------------------------------------------------------------------------
def distances(to, s, weighted):
    """Exact lengths from s, with the number of shortest paths and who comes before."""
    length, count, before, order, done = {s: Fraction(0)}, {s: 1}, {s: []}, [], set()
    heap = [(Fraction(0), 0, s)]
    tick = 0
    while heap:
        d, _, v = heapq.heappop(heap)
        if v in done:
            continue
        done.add(v)
        order.append(v)
        for u, w in to[v].items():
            far = d + (1 / Fraction(w) if weighted else 1)
            if u not in length or far < length[u]:
                length[u], count[u], before[u] = far, count[v], [v]
                tick += 1
                heapq.heappush(heap, (far, tick, u))
            elif far == length[u] and u not in done:
                count[u] += count[v]
                before[u].append(v)
    return length, count, before, order


def shortest(view):
    to = view.out()
    return {v: distances(to, v, view.weighted) for v in view.vertices}


def betweenness(view, all_):
    """Over pairs, counting paths through v as paths to it times paths from it."""
    score = dict.fromkeys(view.vertices, Fraction(0))
    for s in view.vertices:
        length, count = all_[s][0], all_[s][1]
        for t in length:
            if t == s:
                continue
            for v in length:
                if v in (s, t) or t not in all_[v][0]:
                    continue
                if length[v] + all_[v][0][t] == length[t]:
                    score[v] += Fraction(count[v] * all_[v][1][t], count[t])
    return {v: float(x if view.directed else x / 2) for v, x in score.items()}


# ---- the measures --------------------------------------------------------------------------------------------------
def coreness(simple):
    """Edges in and out together, so that two arrows between one pair are two."""
    many = {v: {} for v in simple.vertices}
    for a, b, _, _ in simple.edges:
        if a != b:
            many[a][b] = many[a].get(b, 0) + 1
            many[b][a] = many[b].get(a, 0) + 1
    core, left, k = {}, set(simple.vertices), 0
    while left:
        low = [v for v in left if sum(c for u, c in many[v].items() if u in left) <= k]
        if not low:
            k += 1
        for v in low:
            core[v] = k
        left -= set(low)
    return core


def holes(simple):
    """Constraint, effective size (Burt 1992) and efficiency."""
    z = simple.both()
    out = {}
    for i in z:
        if not z[i]:
            out[i] = (None, None, None)
            continue

        def p(a, b):
            return Fraction(z[a].get(b, 0)) / sum(z[a].values())

        def m(a, b):
            return Fraction(z[a].get(b, 0)) / max(z[a].values())
        constraint = sum((p(i, j) + sum(p(i, q) * p(q, j) for q in z[i] if q != j)) ** 2
                         for j in z[i])
        size = sum(1 - sum(p(i, q) * m(j, q) for q in z[i] if q != j) for j in z[i])
        out[i] = (float(constraint), float(size), float(size / len(z[i])))
    return out


def clustering(simple):
    z = simple.both()
    out = {}
    for v in z:
        k, s = len(z[v]), sum(z[v].values())
        if k < 2:
            out[v] = None
            continue
        closed = sum((Fraction(z[v][j]) + z[v][h]) / 2 for j in z[v] for h in z[v] if j != h and h in z[j])
        out[v] = float(closed / (s * (k - 1))) if simple.weighted else float(
            Fraction(sum(1 for j in z[v] for h in z[v] if j != h and h in z[j]), k * (k - 1)))
    return out


def walk_measures(view, damping=.85, share=.85):
    """PageRank, Katz, eigenvector, hub, authority and subgraph centrality, by linear algebra."""
    n, a, vs = view.n, view.matrix(), view.vertices
    at = turned(a)
    lam = powered(a)[1]
    alpha = share / (lam if lam > 0 else 1)
    out = {"katz": dict(zip(vs, solve([[(i == j) - alpha * at[i][j] for j in range(n)] for i in range(n)], [1] * n)))}
    gone = [sum(row) for row in a]
    step = [[a[j][i] / gone[j] if gone[j] else 1 / n for j in range(n)] for i in range(n)]
    out["pagerank"] = dict(zip(vs, solve([[(i == j) - damping * step[i][j] for j in range(n)] for i in range(n)],
                                         [(1 - damping) / n] * n)))
    for name, m in (("eigenvector", at), ("hub", times(a, at)), ("authority", times(at, a))):
        if not view.directed and name != "eigenvector":
            m = at
        out[name] = dict(zip(vs, leading(m)[0]))
    scale = max(0, math.ceil(math.log2(max(1, max(gone + [sum(r) for r in at])))) + 3)
    small = [[x / 2 ** scale for x in row] for row in a]
    term = total = [[float(i == j) for j in range(n)] for i in range(n)]
    for k in range(1, 25):
        term = [[x / k for x in row] for row in times(term, small)]
        total = [[x + y for x, y in zip(r, s)] for r, s in zip(total, term)]
    for _ in range(scale):
        total = times(total, total)
    out["subgraph"] = {v: total[i][i] for i, v in enumerate(vs)}
    return out, lam


def measures(view, simple):
    """Every measure of centrality: raw. `simple` is the view with parallel relations merged."""
    vs, n = view.vertices, view.n
    into, outof, strong = (dict.fromkeys(vs, 0) for _ in range(3))
    for a, b, w, _ in view.edges:
        outof[a] += 1
        into[b] += 1
        strong[a] += w
        strong[b] += w
    got = {"degree": {v: into[v] + outof[v] for v in vs}, "strength": {v: float(x) for v, x in strong.items()}}
    got["in-degree"] = into if view.directed else got["degree"]
    got["out-degree"] = outof if view.directed else got["degree"]
    far = shortest(simple)
    got["betweenness"] = betweenness(simple, far)
    for name in ("closeness", "harmonic", "wasserman-faust", "eccentricity"):
        got[name] = {}
    for v in vs:
        d = [x for u, x in far[v][0].items() if u != v]
        got["closeness"][v] = float(len(d) / sum(d)) if d else None
        got["harmonic"][v] = float(sum(1 / x for x in d))
        got["wasserman-faust"][v] = float(Fraction(len(d), n - 1) * len(d) / sum(d)) if d else 0
        got["eccentricity"][v] = float(max(d)) if d else None
    got["coreness"] = coreness(simple)
    hole = holes(simple)
    for k, name in enumerate(("constraint", "effective-size", "efficiency")):
        got[name] = {v: x[k] for v, x in hole.items()}
    got["clustering"] = clustering(simple)
    walks, lam = walk_measures(view)
    got.update(walks)
    return got, lam
