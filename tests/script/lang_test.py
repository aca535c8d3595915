#!/usr/bin/env python3
"""render --lang: what the picture says by itself is in that language, names and labels too where the data has them. The
expected words are written here by hand; the data is read with Python's json."""
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
from tap import check, done, equal, load  # noqa: E402

SEED = "graphs/korea-us-2022.json"
HANGUL = re.compile("[\uac00-\ud7a3]")
SVG = "{http://www.w3.org/2000/svg}"
ENTENTE = os.environ["ENTENTE"]
folder = tempfile.mkdtemp()


def render(*words, file=SEED):
    run = subprocess.run([ENTENTE, "render", file, *words, "--effort", "draft", "--format", "svg"], capture_output=True, text=True)
    return run.returncode, run.stdout, run.stderr


def texts(svg, group):
    return [t.text or "" for g in xml.fromstring(svg).iter(SVG + "g") if (g.get("class") or "").split(" ")[0] == group
            for t in g.iter(SVG + "text")]


def whole(svg, name):
    return " ".join(t.text or "" for t in xml.fromstring(svg).iter(SVG + "text") if t.get("class") == name)


# ---- the vocabulary has Korean for every kind and type, each label once
vocabulary = load("graphs/vocabulary/default.json")
for part in ("kinds", "types"):
    labels = [entry.get("labels", {}).get("ko", "") for entry in vocabulary[part]]
    check(all(HANGUL.search(label) for label in labels), f"all {part} have a Korean label", labels)
    equal(len(set(labels)), len(labels), f"no two {part} share a Korean label")

# ---- Korean
code, svg, said = render("--lang", "ko")
equal(code, 0, "--lang ko")
check("legend words" not in said, "nothing is said of a language that is there", said)
graph = load(SEED)
legend = texts(svg, "legend")
check(legend and all(HANGUL.search(t) and not re.search("[A-Za-z]", t) for t in legend), "the legend is Korean", legend)
check({"협력", "국가", "화살표 없음: 상호 관계", "발표·예상(점선)"} <= set(legend), "it has these entries", legend)
ko_types = {t["labels"]["ko"] for t in vocabulary["types"]}
labels = texts(svg, "edge-label")
pieces = {re.sub(r" ×\d+$", "", p.strip()) for label in labels for p in label.split(",") if p.strip()}
check(labels and {p for p in pieces if not p.startswith("+")} <= ko_types, "labels are those of the vocabulary", pieces)
boxes = " ".join(texts(svg, "node"))
named = [e["names"]["ko"] for e in graph["entities"] if "ko" in e.get("names", {}) and " " not in e["names"]["ko"]]
shown = [name for name in named if name in boxes]
check(len(shown) > 10, "boxes have the Korean names", shown)
check("South Korea" not in boxes and "대한민국" in boxes, "and not the others")
check("<title>대한민국 (South Korea)\n국가" in svg, "the tooltip of a box has both names, and the kind")
equal(whole(svg, "t-sub"), "관계 60건, 2022-05-20부터 2022-05-22까지. 점선은 발표되었거나 예상되는 관계", "subtitle")
check(re.fullmatch(r"출처: The Asia Business Daily, Ki-min Lee, 2022-05-20\. 관계 60건 중 60건 표시\. entente [0-9.]+",
                   whole(svg, "t-cap")), "caption", whole(svg, "t-cap"))
tips = [t.text for g in xml.fromstring(svg).iter(SVG + "g") if (g.get("class") or "").startswith("edge ")
        for t in g.findall(SVG + "title")]
ENGLISH = re.compile(r"\b(cooperative|adversarial|factual|planned|asserted|more|announced|drawn as)\b")
stances = [m.group(1) for tip in tips for m in re.finditer(r"^[^\n(]*\(([^)]*)\)", tip.split("\n", 1)[1], re.M)]
check(tips and not [s for s in stances if ENGLISH.search(s)], "tooltips tell sign and status in Korean",
      [s for s in stances if ENGLISH.search(s)])
check(any("(적대적, 계획됨)" in tip for tip in tips), "sign and status")
check(any(re.search("\n외 [0-9]+건$", tip) for tip in tips), "how many more")
described = xml.fromstring(svg).find(SVG + "desc").text
check(described.startswith("개체 30개와 관계 60건을 선 46개로 그린 관계망: "), "description", described)
equal(render("--lang", "KO-kr")[1].replace("KO-kr", "ko"), svg, "a tag of a kind of Korean is Korean")

# ---- a language that the table does not have: English words, names from the data, said once
code, other, said = render("--lang", "ja")
equal(code, 0, "--lang ja")
equal(said.count("--lang ja"), 1, "it is said once that the words are English")
check(' lang="ja"' in other and "Cooperative" in other, "the tag is kept, the words are English")
check("韓国" in " ".join(texts(other, "node")), "names are there in that language all the same")
check("--lang" not in render("--lang", "en-GB")[2], "nothing is said of English")
equal(render()[1], render("--lang", "en")[1], "English is what is there without the option")

# ---- a vocabulary of one's own
own = {"format": "entente-vocabulary/1", "kinds": [{"name": "town", "labels": {"de": "Stadt", "de-AT": "Ort"}}],
       "types": [{"name": "likes", "sign": 1, "labels": {"de": "mag"}}]}
data = {"format": "entente/1", "entities": [{"id": "a", "kind": "town", "names": {"de": "Ä"}}, {"id": "b", "kind": "town"}],
        "relations": [{"type": "likes", "source": "a", "target": "b"}]}


def with_vocabulary(vocabulary, lang):
    for name, content in (("v.json", vocabulary), ("g.json", data)):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            json.dump(content, file)
    return render("--vocabulary", os.path.join(folder, "v.json"), "--lang", lang, file=os.path.join(folder, "g.json"))


svg = with_vocabulary(own, "de")[1]
check("Stadt" in texts(svg, "legend") and "mag" in texts(svg, "edge-label") and "Ä" in texts(svg, "node"),
      "labels of one's own", texts(svg, "legend"))
svg = with_vocabulary(own, "de-AT-1996")[1]
check("Ort" in texts(svg, "legend") and "mag" in texts(svg, "edge-label"), "the nearest tag wins", texts(svg, "legend"))
check("Town" in texts(with_vocabulary(own, "d")[1], "legend"), "a part of a tag is none")
for bad in ({"de": 5}, ["Stadt"], {"de": ""}, "Stadt"):
    own["kinds"][0]["labels"] = bad
    code, _, said = with_vocabulary(own, "de")
    check(code == 3 and "/kinds/0" in said and "label" in said, f"labels {bad} are refused", (code, said))

done()
