#!/bin/sh
# Pictures of the graphs: well-formed, the same every time, and within the limits of svgcheck where that is at hand.
SHARED=${SHARED:-../shared}
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
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
    check "$graph is drawn" "$ENTENTE" render "graphs/$graph.json" -o "$dir/$graph.svg"
    if have xmllint; then check "$graph is well-formed" xmllint --noout "$dir/$graph.svg"; else skip "$graph is well-formed" 'no xmllint'; fi
done
seed=graphs/korea-us-2022.json

# ---- limits of legibility, accessibility and safety ----

gate() {
    set -- "$1" 'nodes<1' 'xml_ok<1' 'node_overlaps>0' 'label_overlaps>0' 'label_overflow>0' 'label_node_hits>0' 'off_canvas>0' \
        'edge_node_crossings>0' 'label_edge_crossings_bare>0' 'label_own_edge_overlaps>0' 'edges_without_ends>0' \
        'edges_drawn_over_another>0' "crossings_per_edge>$2" 'font_min_pt_on_page<5.5' 'aspect<0.7' 'aspect>1.8' \
        'contrast_text_fails>0' 'contrast_graphic_fails>0' 'contrast_text_fails_dark>0' 'contrast_graphic_fails_dark>0' \
        'edge_colour_pairs_alike_in_grey>0' 'edge_cvd_delta_e_min<12' 'dark_mode_css<1' 'a11y_role_img<1' 'a11y_title<1' \
        'a11y_desc<1' 'a11y_label<1' 'a11y_lang<1' 'objects_without_title>0' 'duplicate_ids>0' 'scripts>0' 'event_attrs>0' \
        'unsafe_links>0' 'external_refs>0' 'foreign_objects>0' 'processing_instructions>0' 'entities_declared>0'
    file=$1 && shift
    for limit in "$@"; do
        set -- "$@" --fail "$limit"
        shift
    done
    /usr/bin/python3 "$SHARED/tools/svgcheck.py" --list "$@" "$file"
}
if [ -f "$SHARED/tools/svgcheck.py" ]; then
    check 'the seed graph is fit to print' gate "$dir/korea-us-2022.svg" 0.3
    [ -f "$dir/frameworks.svg" ] && check 'so are the frameworks' gate "$dir/frameworks.svg" 1
else
    skip 'the seed graph is fit to print' "no $SHARED/tools/svgcheck.py"
fi

# ---- the same bytes ----

again() {
    env "$@" "$ENTENTE" render $seed -o "$dir/again.svg" && cmp "$dir/korea-us-2022.svg" "$dir/again.svg"
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
        "$ENTENTE" render "$dir/rearranged.json" -o "$dir/again.svg" && cmp "$dir/korea-us-2022.svg" "$dir/again.svg"
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
    "$ENTENTE" render $seed --title 'A & B' --subtitle S --caption '<C>' --lang ko --no-structural -o "$dir/o.svg" &&
        grep -qF '>A &amp; B</title>' "$dir/o.svg" && grep -qF '&lt;C&gt;' "$dir/o.svg" && grep -qF ' lang="ko"' "$dir/o.svg" &&
        ! grep -qF 'rel-neutral" id' "$dir/o.svg"
}
check 'title, subtitle, caption, language, no structural' options
common() { grep -q 'member of</text>' "$dir/frameworks.svg" && ! grep -q 'class="edge-label' "$dir/frameworks.svg"; }
[ -f "$dir/frameworks.svg" ] && check 'one label for all lines stands in the legend' common
areas() {
    "$ENTENTE" render $seed --areas -o "$dir/areas.svg" && grep -q 'semiconductors</text>' "$dir/areas.svg"
}
check 'areas are boxes' areas

# ---- the other forms ----

form() { "$ENTENTE" render $seed -o "$dir/x.$1" && [ "$(head -c 4 "$dir/x.$1" | od -An -tx1 | tr -d ' \n')" = "$2" ]; }
check 'png' form png 89504e47
check 'pdf' form pdf 25504446
same_pdf() { "$ENTENTE" render $seed -o "$dir/y.pdf" && cmp "$dir/x.pdf" "$dir/y.pdf"; }
check 'the same pdf twice' same_pdf
pdf_text() {
    pdftotext "$dir/x.pdf" - | tr '\n' ' ' >"$dir/text"
    for words in 'South Korea' 'Samsung' 'Announced or expected' '60 of 60 relations shown'; do
        grep -qF "$words" "$dir/text" || { echo "missing: $words"; cat "$dir/text"; return 1; }
    done
}
if have pdftotext; then check 'the pdf holds text, not pictures of it' pdf_text; else skip 'the pdf holds text' 'no pdftotext'; fi
check 'dot' form dot "$(printf '// a' | od -An -tx1 | tr -d ' \n')"

# Graphviz itself, from the DOT: every box where the SVG has it (y upwards there), up to one shift for the page
reproduced() {
    neato -n2 -Tplain "$dir/x.dot" >"$dir/plain" && /usr/bin/python3 - "$dir/plain" "$dir/korea-us-2022.svg" <<'PY'
import re, sys
plain = {w[1]: (float(w[2]) * 72, float(w[3]) * 72) for w in map(str.split, open(sys.argv[1])) if w[0] == "node"}
drawn = {}
for name, path in re.findall(r'id="(n\d+)">.*?class="shape".*? d="([^"]*)"', open(sys.argv[2]).read(), re.S):
    points = [tuple(map(float, p)) for p in re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", path)]
    drawn[name] = [(min(p[i] for p in points) + max(p[i] for p in points)) / 2 for i in (0, 1)]
assert plain.keys() == drawn.keys() and len(plain) == 30, (len(plain), len(drawn))
for shifts in ([plain[k][0] - drawn[k][0] for k in plain], [plain[k][1] + drawn[k][1] for k in plain]):
    assert max(shifts) - min(shifts) < 1.5, shifts
PY
}
if have neato; then check 'neato -n2 draws the dot as placed' reproduced; else skip 'neato -n2 draws the dot as placed' 'no neato'; fi

echo "1..$n"
