#!/bin/sh
# Pictures of the graphs: well-formed, the same every time, and with the words that belong in them.
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
less=${SANITIZE:+--effort quick} # sanitizers make layouts slow
n=0

# check NAME COMMAND...: one test
check() {
    name=$1 && shift && n=$((n + 1))
    if "$@" >"$dir/log" 2>&1; then echo "ok $n - $name"; else
        echo "not ok $n - $name"
        sed 's/^/# /' "$dir/log"
    fi
}
skip() {
    n=$((n + 1))
    echo "ok $n - $1 # SKIP $2"
}
have() { command -v "$1" >/dev/null 2>&1; }

for graph in korea-us-2022 frameworks; do
    [ -f "graphs/$graph.json" ] || continue
    check "$graph is drawn" "$ENTENTE" render $less "graphs/$graph.json" -o "$dir/$graph.svg"
    if have xmllint; then check "$graph is well-formed" xmllint --noout "$dir/$graph.svg"; else skip "$graph is well-formed" 'no xmllint'; fi
done
seed=graphs/korea-us-2022.json

# ---- the same bytes ----

again() {
    env "$@" "$ENTENTE" render $less $seed -o "$dir/again.svg" && cmp "$dir/korea-us-2022.svg" "$dir/again.svg"
}
check 'the same bytes in another locale, zone and home' again LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8 TZ=Asia/Seoul HOME=/nowhere
check 'the same bytes without fonts' again FONTCONFIG_FILE=/dev/null MALLOC_PERTURB_=85
rearranged() {
    /usr/bin/python3 - $seed "$dir/rearranged.json" <<'PY' &&
import json, sys
graph = json.load(open(sys.argv[1], encoding="utf-8"))
for member in ("entities", "relations"):
    graph[member].reverse()
json.dump(graph, open(sys.argv[2], "w", encoding="utf-8"))
PY
        "$ENTENTE" render $less "$dir/rearranged.json" -o "$dir/again.svg" && cmp "$dir/korea-us-2022.svg" "$dir/again.svg"
}
check 'the same bytes from a rearranged file' rearranged

# ---- what is in it ----

contains() {
    for words in "$@"; do
        grep -qF -- "$words" "$dir/korea-us-2022.svg" || { echo "missing: $words"; return 1; }
    done
}
check 'names, evidence, sources and counts are in it' contains '>South Korea</text>' '60 of 60 relations shown' \
    'cooperates with ×8,' 'The Asia Business Daily, Ki-min Lee, 2022-05-20' 'stroke-dasharray="6 3"' 'href="https://'
options() {
    "$ENTENTE" render $less $seed --title 'A & B' --subtitle S --caption '<C>' --lang ko --no-structural -o "$dir/o.svg" &&
        grep -qF '>A &amp; B</title>' "$dir/o.svg" && grep -qF '&lt;C&gt;' "$dir/o.svg" && grep -qF ' lang="ko"' "$dir/o.svg" &&
        ! grep -qF 'rel-neutral" id' "$dir/o.svg"
}
check 'title, subtitle, caption, language, no structural' options
common() { grep -q 'member of</text>' "$dir/frameworks.svg" && ! grep -q 'class="edge-label' "$dir/frameworks.svg"; }
[ -f "$dir/frameworks.svg" ] && check 'one label for all lines stands in the legend' common
areas() {
    "$ENTENTE" render $less $seed --areas -o "$dir/areas.svg" && grep -q 'semiconductors</text>' "$dir/areas.svg"
}
check 'areas are boxes' areas

echo "1..$n"
