#!/bin/sh
# Data that means harm: names with markup, links with scripts, controls, overrides, endless words, loops, huge weights.
SHARED=${SHARED:-../shared}
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
less=${SANITIZE:+--effort quick} # sanitizers make layouts slow
n=0
check() {
    name=$1 && shift && n=$((n + 1))
    if "$@" >"$dir/log" 2>&1; then echo "ok $n - $name"; else
        echo "not ok $n - $name"
        sed 's/^/# /' "$dir/log"
    fi
}

/usr/bin/python3 - "$dir/hostile.json" <<'PY'
import json, sys
names = ["<script>alert(1)</script>", "\" onload=\"alert(1)", "' onclick='x", "]]></style><script>x</script>", "a&b &amp; &#60;",
         "abc\u202edef\u2066ghi\u2069", "w" * 300, "back\\slash\\", "\\N \\G \\L \\E", "line\nbreak\ttab", "zero\u200bwidth\ufeff",
         "non\ufffe\uffffcharacter\ufdd0", "esc\u001b[31m\u0001\u0085", "대한민국과 미국의 기술 동맹", "中华人民共和国（大陆）", "جامعة الدول العربية",
         "<b>x</b>", "<<TABLE><TR><TD>x</TD></TR></TABLE>>", "${x} %s %n %d", "\U0001f1f0\U0001f1f7 flag", " ", "-->"]
urls = ["javascript:alert(1)", "data:text/html,<script>x</script>", "java\u0001script:x", "http://x/\"onclick=\"alert(1)",
        "https://example.org/?a=1&b=2", " javascript:x", "vbscript:x", "file:///etc/passwd", "https://example.org/\u202e"]
graph = {"format": "entente/1", "title": "</title><script>alert(1)</script>",
         "documents": [{"id": f"d{i}", "title": "</script><img src=x onerror=x>", "url": u} for i, u in enumerate(urls)],
         "entities": [{"id": f"e{i}\"><x", "kind": ["country", "leader", "odd\"kind", "alliance", "event"][i % 5], "name": name,
                       "role": name[:60], "short": name if i % 2 else None} for i, name in enumerate(names)], "relations": []}
for e in graph["entities"]:
    if e["short"] is None:
        del e["short"]
count = len(names)
types = ["visits", "sanctions", "leads", "odd<type>\"", "cooperates_with"]
for i in range(2 * count):
    graph["relations"].append({"id": f"r{i}<", "type": types[i % 5], "source": f"e{i % count}\"><x",
                               "target": f"e{(i * 7 + 1) % count}\"><x", "weight": 1e308 if i % 9 == 0 else 0,
                               "areas": ["</text><script>"], "evidence": [{"document": f"d{i % len(urls)}",
                               "summary": "</title><script>alert(1)</script>", "quote": "\u202e" * 5}]})
graph["relations"] += [{"id": "loop", "type": "visits", "source": "e0\"><x", "target": "e0\"><x"},
                       {"id": "about", "type": "sanctions", "source": "e1\"><x", "target": "r0<"}]
json.dump(graph, open(sys.argv[1], "w"))
PY

check 'it is drawn' "$ENTENTE" render $less "$dir/hostile.json" --areas -o "$dir/x.svg"
safe() {
    /usr/bin/python3 - "$dir/x.svg" <<'PY'
import re, sys
import xml.etree.ElementTree as tree
raw = open(sys.argv[1], "rb").read()
text = raw.decode("utf-8")
root = tree.fromstring(raw)
bad = []
for element in root.iter():
    tag = element.tag.split("}")[-1]
    if tag not in ("svg", "title", "desc", "style", "rect", "text", "g", "path", "a"):
        bad.append("element " + tag)
    for name, value in element.attrib.items():
        name = name.split("}")[-1].lower()
        if name.startswith("on"):
            bad.append("attribute " + name)
        if name == "href" and value not in ("https://example.org/?a=1&b=2", "https://example.org/%E2%80%AE"):
            bad.append("link " + value)
        if name == "style":
            bad.append("style attribute")
for c in text:
    o = ord(c)
    if (o < 32 and c != "\n") or 0x7f <= o <= 0x9f or 0x202a <= o <= 0x202e or 0x2066 <= o <= 0x2069 or o & 0xfffe == 0xfffe \
            or 0xfdd0 <= o <= 0xfdef:
        bad.append("U+%04X" % o)
ids = [e.get("id") for e in root.iter() if e.get("id")]
if len(ids) != len(set(ids)) or not all(re.fullmatch(r"[ne]\d+|ent-[td]", i) for i in ids):
    bad.append("ids")
links = sum(1 for e in root.iter() if e.tag.endswith("}a"))
if not links:
    bad.append("the safe link is gone as well")
print("\n".join(sorted(set(bad))))
sys.exit(bool(bad))
PY
}
check 'no script, no event, no unsafe link, no control' safe
if command -v xmllint >/dev/null; then check 'well-formed' xmllint --noout "$dir/x.svg"; fi
if [ -f "$SHARED/tools/svgcheck.py" ]; then
    check 'svgcheck agrees' /usr/bin/python3 "$SHARED/tools/svgcheck.py" --list --fail 'xml_ok<1' --fail 'scripts>0' \
        --fail 'event_attrs>0' --fail 'unsafe_links>0' --fail 'external_refs>0' --fail 'foreign_objects>0' \
        --fail 'label_overflow>0' --fail 'node_overlaps>0' --fail 'duplicate_ids>0' --fail 'objects_without_title>0' \
        --fail 'off_canvas>0' --fail 'contrast_text_fails>0' "$dir/x.svg"
fi
for form in png pdf; do check "as $form" "$ENTENTE" render $less "$dir/hostile.json" -o "$dir/x.$form"; done
check 'as dot' "$ENTENTE" render $less "$dir/hostile.json" -o "$dir/x.dot"
# what Graphviz reads back must be the names as they were cleaned, and nothing may break out of a string
dot_names() {
    neato -n2 -Tsvg "$dir/x.dot" >"$dir/gv.svg" && xmllint --noout "$dir/gv.svg" &&
        grep -qF 'back\slash\' "$dir/gv.svg" && grep -qF '\N \G \L \E' "$dir/gv.svg" &&
        grep -qF 'onload=&quot;alert(1)' "$dir/gv.svg" && ! grep -qE '<script|<table|<a ' "$dir/gv.svg"
}
if command -v neato >/dev/null && command -v xmllint >/dev/null; then check 'dot reads back' dot_names; fi

# a scene that is itself forged: entente-draw trusts nobody
drawer=$(dirname "$ENTENTE")/entente-draw
forged() {
    printf '%s' '{"scene":"0","relations":1,"title":"<x>","nodes":[{"name":"\u202e<a>","text":"\u0001b","weight":1,"step":0,"shape":"\"><script>"}],
        "lines":[{"source":0,"target":0,"sign":1,"count":1,"weight":1e9,"label":"</g>","url":"javascript:x"}]}' |
        "$drawer" >"$dir/f.svg" && xmllint --noout "$dir/f.svg" && ! grep -qE '<script|javascript:|<a>' "$dir/f.svg"
}
refused() {
    code=0
    printf '%s' "$1" | "$drawer" >"$dir/none" 2>"$dir/words" || code=$?
    [ $code = 3 ] && [ ! -s "$dir/none" ] && [ -s "$dir/words" ]
}
if [ -x "$drawer" ]; then
    check 'a forged scene is cleaned again' forged
    check 'a broken scene is refused' refused '{"scene":"0","relations":1,"nodes":[],"lines":[{"source":7}]}'
    check 'no scene is refused' refused 'what'
fi
echo "1..$n"
