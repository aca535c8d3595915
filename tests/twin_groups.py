"""The second opinion, continued: parts, brokers, ways, paths, likeness and counts of a twin.View."""
import itertools
import math
from fractions import Fraction

ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")


def reach(to, start, without=()):
    seen, stack = {start}, [start]
    while stack:
        for u in to[stack.pop()]:
            if u not in seen and u not in without:
                seen.add(u)
                stack.append(u)
    return seen


def parts(to, without=()):
    """Components of a symmetric neighbourhood."""
    left, out = [v for v in to if v not in without], []
    while left:
        part = reach(to, left[0], without)
        out.append(frozenset(part))
        left = [v for v in left if v not in part]
    return out


def strong(view):
    to = view.out()
    ahead = {v: reach(to, v) for v in view.vertices}
    return {frozenset(u for u in ahead[v] if v in ahead[u]) for v in view.vertices}


def biconnected(to):
    """Edges are together when no single vertex other than their ends parts them: by removing each vertex in turn."""
    edges = [(a, b) for a in to for b in to[a] if a < b]
    group = {e: e for e in edges}

    def root(e):
        while group[e] != e:
            e = group[e]
        return e
    for (a, b), (c, d) in itertools.combinations(edges, 2):  # two edges at a vertex: the other ends meet without it
        for x, y, z in ((a, b, d if a == c else c), (b, a, d if b == c else c)):
            if x in (c, d) and z in reach(to, y, (x,)):
                group[root((a, b))] = root((c, d))
    sets = {}
    for e in edges:
        sets.setdefault(root(e), set()).update(e)
    return sorted(sorted(s) for s in sets.values())


def brokers(view, simple, arrows, grouped):
    """articulation, parts, bridges, tie_bridges and the roles, by taking away."""
    to = simple.both()
    count = len(parts(to))
    out = {}
    for v in view.vertices:
        without = len(parts(to, (v,)))
        mine = [p for p in parts(to) if v in p][0]
        apart = without - (count - 1)
        out[v] = {"articulation": apart > 1, "parts": max(1, apart) if len(mine) > 1 else 0,
                  "bridges": 0, "tie_bridges": 0}
    for a, b in {tuple(sorted((a, b))) for a in to for b in to[a]}:
        cut = {v: {u: w for u, w in to[v].items() if {u, v} != {a, b}} for v in to}
        if b not in reach(cut, a):
            on = {i for x, y, _, rs in view.edges if {x, y} == {a, b} for i in rs}
            for v in (a, b):
                out[v]["tie_bridges"] += 1
                out[v]["bridges"] += len(on) == 1
    send = arrows.out()
    for v in view.vertices:
        roles = dict.fromkeys(ROLES, 0)
        for a in view.vertices:
            for c in send[v]:
                if v in send[a] and a not in (v, c) and c != v and c not in send[a]:
                    roles[role(grouped, a, v, c)] += 1
        out[v].update(roles, brokered=sum(roles.values()))
    return out


def role(grouped, a, v, c):
    def same(x, y):
        return x == y or (grouped[x] is not None and grouped[x] == grouped[y])
    if same(a, v) and same(v, c):
        return "coordinator"
    if same(a, c):
        return "itinerant"
    return "representative" if same(a, v) else "gatekeeper" if same(v, c) else "liaison"


def cores(to, of):
    core, left, k = {}, set(to), 0
    while left:
        low = [v for v in left if sum(u in left for u in of[v]) <= k]
        k += not low
        for v in low:
            core[v] = k
        left -= set(low)
    return core


def cliques(to, least=2):
    """Every set of vertices that are all tied and that nobody else is tied to, by trying all subsets."""
    vs, near = sorted(to), {v: set(to[v]) for v in to}
    found = []

    def grow(chosen, common):
        if not common:
            found.append(tuple(sorted(chosen)))
        for v in sorted(common):
            if not chosen or v > chosen[-1]:
                grow(chosen + [v], common & near[v])
    grow([], set(vs))
    return sorted({c for c in found if len(c) >= least})


def profile(view):
    """Ties to and from others, by strength: 1 where there is one unless weighted."""
    to = view.out()
    return {v: {**{("to", u): float(w) for u, w in to[v].items()},
                **({("from", u): float(to[u][v]) for u in to if v in to[u]} if view.directed else {})}
            for v in view.vertices}


def equivalents(view):
    x, left, out = profile(view), list(view.vertices), []

    def same(i, j):
        strip = [{k for k in x[a] if k[1] not in (i, j)} for a in (i, j)]
        return strip[0] == strip[1] and all((((w, j) in x[i]) == ((w, i) in x[j])) for w in ("to", "from"))
    while left:
        alike = [j for j in left if j == left[0] or same(left[0], j)]
        out.append(sorted(alike))
        left = [j for j in left if j not in alike]
    return sorted(c for c in out if len(c) > 1)


def apart(view, i, j, how):
    x = profile(view)
    keys = [(w, k) for k in view.vertices if k not in (i, j) for w in (("to", "from") if view.directed else ("to",))]
    a, b = ([x[v].get(k, 0) for k in keys] for v in (i, j))
    either, common = sum(p > 0 or q > 0 for p, q in zip(a, b)), sum(p > 0 and q > 0 for p, q in zip(a, b))
    if how == "euclidean":
        return math.sqrt(sum((p - q) ** 2 for p, q in zip(a, b)))
    if how == "hamming":
        return either - common
    if how == "jaccard":
        return 1 - common / either if either else 0
    n = len(keys)
    if not n:
        return None
    ma, mb = sum(a) / n, sum(b) / n
    va, vb = sum((p - ma) ** 2 for p in a), sum((q - mb) ** 2 for q in b)
    if not va or not vb:
        return None
    return 1 - sum((p - ma) * (q - mb) for p, q in zip(a, b)) / math.sqrt(va * vb)


def similar(view, a, along):
    """Scores of everybody who shares a neighbour with a."""
    to = view.both() if along == "all" else view.out()
    if along == "in":
        to = {v: {u: to[u][v] for u in to if v in to[u]} for v in to}
    if not view.weighted:
        to = {v: dict.fromkeys(to[v], 1) for v in to}
    back = {w: sum(w in to[v] for v in to) for w in to}  # how many have it as a neighbour
    out = {}
    for b in to:
        common = set(to[a]) & set(to[b])
        if b == a or not common:
            continue
        out[b] = {"jaccard": len(common) / len(set(to[a]) | set(to[b])),
                  "cosine": float(sum(to[a][w] * to[b][w] for w in common)) / math.sqrt(
                      sum(w * w for w in to[a].values()) * sum(w * w for w in to[b].values())),
                  "adamic-adar": sum(1 / math.log(back[w]) for w in common),
                  "resource-allocation": sum(1 / back[w] for w in common),
                  "overlap": len(common) / min(len(to[a]), len(to[b])), "common-neighbours": len(common)}
    return out


# ---- ways and paths ------------------------------------------------------------------------------------------------
def simple_paths(to, a, b):
    stack = [(a,)]
    while stack:
        path = stack.pop()
        for u in to[path[-1]]:
            if u == b:
                yield path + (u,)
            elif u not in path:
                stack.append(path + (u,))


def least_cut(candidates, cuts):
    """Fewest of the candidates that cut, by trying all sets, smallest first."""
    candidates = list(candidates)
    for size in range(len(candidates) + 1):
        if any(cuts(chosen) for chosen in itertools.combinations(candidates, size)):
            return size
    return None


# ---- counts --------------------------------------------------------------------------------------------------------
def correlation(pairs):
    n = len(pairs)
    if not n:
        return None
    mx, my = Fraction(sum(p[0] for p in pairs), n), Fraction(sum(p[1] for p in pairs), n)
    vx, vy = sum((p[0] - mx) ** 2 for p in pairs), sum((p[1] - my) ** 2 for p in pairs)
    if not vx or not vy:
        return None
    return float(sum((p[0] - mx) * (p[1] - my) for p in pairs)) / math.sqrt(vx * vy)


def census(simple, arrows, grouped):
    """What the census says, without triads and the small world. arrows: the directed view; grouped: kind by vertex."""
    to, send, n = simple.both(), arrows.out(), simple.n
    pairs = [(a, b) for a, b in itertools.combinations(simple.vertices, 2) if b in to[a]]
    mutual = sum(b in send[a] and a in send[b] for a, b in pairs)
    asymmetric = len(pairs) - mutual
    arcs = [(a, b) for a in send for b in send[a]]
    got = {"vertices": n, "ties": len(pairs), "arcs": len(arcs), "isolates": sum(not to[v] for v in to),
           "mean-degree": 2 * len(pairs) / n if n else None, "mutual": mutual, "asymmetric": asymmetric,
           "null": n * (n - 1) // 2 - len(pairs), "density": len(arcs) / (n * (n - 1)) if n > 1 else None,
           "loops": len({a for a, b, _, _ in simple.edges if a == b})}
    got["reciprocity"] = 2 * mutual / len(arcs) if arcs else None
    got["dyad-reciprocity"] = mutual / len(pairs) if pairs else None
    if arcs and got["density"] not in (None, 1):
        got["rho"] = (got["reciprocity"] - got["density"]) / (1 - got["density"])
    triangles = [t for t in itertools.combinations(simple.vertices, 3) if all(b in to[a] for a, b in
                                                                          itertools.combinations(t, 2))]
    triples = sum(len(to[v]) * (len(to[v]) - 1) // 2 for v in to)
    local = {v: sum(v in t for t in triangles) / math.comb(len(to[v]), 2) for v in to if len(to[v]) > 1}
    got.update({"triangles": len(triangles), "transitivity": 3 * len(triangles) / triples if triples else None,
                "clustering": sum(local.values()) / len(local) if local else None,
                "clustering-of-all": sum(local.values()) / n if n else None})
    signs = {}
    for a, b in pairs:
        on = {simple.sign[i] for x, y, _, rs in simple.edges if {x, y} == {a, b} for i in rs}
        on |= {simple.sign[i] for x, y, _, rs in arrows.edges if {x, y} == {a, b} for i in rs}
        signs[a, b] = ("ambivalent" if {1, -1} <= on else "positive" if 1 in on else "negative" if -1 in on
                       else "structural")
    for name in ("positive", "negative", "ambivalent", "structural"):
        got[name] = sum(s == name for s in signs.values())
    got.update({"+++": 0, "++-": 0, "+--": 0, "---": 0, "ambivalent-triangle": 0})
    for t in triangles:
        on = [signs[p] for p in itertools.combinations(t, 2)]
        if "structural" not in on:
            got["ambivalent-triangle" if "ambivalent" in on else
                "+" * on.count("positive") + "-" * on.count("negative")] += 1
    out = {v: len(send[v]) for v in send}
    into = {v: sum(v in send[u] for u in send) for v in send}
    degree = {v: len(to[v]) for v in to}
    got["degree-assortativity"] = correlation([(degree[a], degree[b]) for a in to for b in to[a]])
    for name, x, y in (("out-in", out, into), ("in-out", into, out), ("out-out", out, out), ("in-in", into, into)):
        got[name] = correlation([(x[a], y[b]) for a, b in arcs])
    known = [(grouped[a], grouped[b]) for a, b in arcs if grouped[a] is not None and grouped[b] is not None]
    if known:
        m, names = len(known), {g for p in known for g in p}
        within = Fraction(sum(a == b for a, b in known), m)
        chance = sum(Fraction(sum(a == g for a, _ in known) * sum(b == g for _, b in known), m * m) for g in names)
        got["within-groups"] = float(within)
        got["assortativity"] = float((within - chance) / (1 - chance)) if chance != 1 else None
    return got
