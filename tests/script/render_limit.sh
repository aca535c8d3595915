#!/bin/sh
# A graph that no layout masters in time: a plainer picture and a word, and never a hang.
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
n=0
check() {
    name=$1 && shift && n=$((n + 1))
    if "$@" >"$dir/log" 2>&1; then echo "ok $n - $name"; else
        echo "not ok $n - $name"
        sed 's/^/# /' "$dir/log"
    fi
}

/usr/bin/python3 - "$dir/big.json" <<'PY'
import json, random, sys
random.seed(5)
kinds = ["country", "leader", "firm", "alliance", "facility"]
types = ["cooperates_with", "sanctions", "member_of", "visits"]
json.dump({"format": "entente/1", "title": "Large",
           "entities": [{"id": f"e{i}", "kind": kinds[i % 5], "name": f"Entity number {i}", "attributes": {"cell": f"c{i % 200}"}} for i in range(800)],
           "relations": [{"id": f"r{k}", "type": random.choice(types), "source": f"e{random.randrange(800)}",
                          "target": f"e{random.randrange(800)}", "date": str(1990 + k % 30)} for k in range(5000)]}, open(sys.argv[1], "w"))
PY

limited() {
    timeout 120 "$ENTENTE" render "$dir/big.json" --time-limit 1 -o "$dir/x.svg" 2>"$dir/words" &&
        grep -q 'layout took over 1 s; a faster, plainer one is shown (--time-limit N allows more)' "$dir/words" &&
        [ "$(grep -c '<g class="node ' "$dir/x.svg")" = 800 ] && grep -q '</svg>' "$dir/x.svg"
}
check 'over the time limit: a plainer picture and a word' limited
memory() {
    timeout 240 "$ENTENTE" render "$dir/big.json" --memory-limit 64 -o "$dir/m.svg" 2>"$dir/words"
    code=$?
    cat "$dir/words"
    [ $code = 0 ] && grep -q '</svg>' "$dir/m.svg" || { [ $code = 4 ] && grep -q 'memory' "$dir/words"; }
}
case "$SANITIZE" in
*address*) n=$((n + 1)) && echo "ok $n - over the memory limit # SKIP the sanitizer needs more than any limit" ;;
*) check 'over the memory limit: a picture or a word, no crash' memory ;;
esac
unlimited() {
    timeout 280 "$ENTENTE" render "$dir/big.json" --time-limit 120 -o "$dir/y.svg" 2>"$dir/words" &&
        ! grep -q 'plainer' "$dir/words" && ! cmp -s "$dir/x.svg" "$dir/y.svg"
}
check 'with time enough: the better layout, and no word' unlimited
case "$SANITIZE" in *address*) most=60 ;; *) most=3 ;; esac
bounded() { # bounded WORD...: whatever the picture is, all its processes together take a second for the layout, and what is around it
    timeout 280 /usr/bin/python3 - "$most" "$ENTENTE" render "$dir/big.json" --time-limit 1 --limit 800 --quiet "$@" -o "$dir/b.svg" <<'PY' &&
import resource, subprocess, sys
code = subprocess.run(sys.argv[2:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, round(used.ru_utime + used.ru_stime, 2), "s of processor time")
sys.exit(code or used.ru_utime + used.ru_stime > float(sys.argv[1]))
PY
        grep -q '</svg>' "$dir/b.svg"
}
words() { # what a view wants beside the file; nothing is asked of a view that is new
    case $1 in
    path) echo e1 e2 ;;
    ego) echo e1 ;;
    periods) echo --since 1990 --until 2019 ;;
    diff) echo --before 1999 --after 2010 ;;
    groups) echo --group-by cell ;;
    esac
}
for view in $("$ENTENTE" help --format json | /usr/bin/python3 -c '
import json, sys
render = next(c for c in json.load(sys.stdin)["commands"] if c["name"] == "render")
print(*(view["name"] for view in render["views"]))'); do
    # shellcheck disable=SC2046 # words are several
    check "$view keeps to its limit" bounded $(words "$view") --view "$view"
done

drawer=$(dirname "$ENTENTE")/entente-draw
usage() {
    code=0
    echo | "$drawer" "$@" >"$dir/none" 2>"$dir/words" || code=$?
    [ $code = 2 ] && grep -q usage "$dir/words"
}
check 'an unknown format is a usage error' usage --format gif
check 'a time limit of nothing is a usage error' usage --time-limit 0
check 'an argument is a usage error' usage file
scene() { # scene NODES LINES
    /usr/bin/python3 - "$dir/scene" "$@" <<'PY'
import json, sys
n, m = map(int, sys.argv[2:])
nodes = [{"weight": 1, "step": 0, "name": f"n{i}", "text": f"n{i}"} for i in range(n)]
lines = [{"source": i % n, "target": (7 * i + 3) % n, "sign": 1, "count": 1, "weight": 1} for i in range(m)]
json.dump({"scene": "0", "relations": m, "nodes": nodes, "lines": lines}, open(sys.argv[1], "w"))
PY
}
plainest() { # plainest NODES LINES OPTION...
    scene "$1" "$2"
    nodes=$1
    shift 2
    timeout 60 "$drawer" "$@" <"$dir/scene" >"$dir/p.svg" 2>"$dir/words" && cat "$dir/words" &&
        [ "$(grep -c '<g class="node ' "$dir/p.svg")" = "$nodes" ] && grep -q 'plainer one is shown' "$dir/words"
}
check 'no time at all: a grid and a word' plainest 60 60 --time-limit 0.01
case "$SANITIZE" in
*address*) n=$((n + 1)) && echo "ok $n - no memory at all: a grid and a word # SKIP the sanitizer needs more than any limit" ;;
*) check 'no memory at all: a grid and a word' plainest 500 3000 --memory-limit 16 ;;
esac
full() {
    code=0
    printf '{"scene":"0","relations":0,"nodes":[{"weight":1,"step":0,"name":"a"}],"lines":[]}' | "$drawer" >/dev/full || code=$?
    [ $code = 5 ]
}
if [ -c /dev/full ]; then check 'a full disk is an output error' full; fi
echo "1..$n"
