#!/usr/bin/env python3
"""A real browser measures the text: in every script that there is a font for, all words lie inside their box, inside the
page, and the table of widths (base/widths.inc) is not narrower than what Chromium sets. Skips without Chromium."""
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
from tap import check, done, equal, not_under_sanitizers, skip  # noqa: E402

not_under_sanitizers("text in a browser")
ENTENTE = os.environ["ENTENTE"]
folder = tempfile.mkdtemp()
# what each script is called, a letter that a font must have, and names of countries, people and offices
SCRIPTS = {
    "latin": ("a", ["Türkiye", "Česká republika", "Österreichischer Außenminister", "Łódź", "São Tomé e Príncipe",
                    "Ministry of Foreign Affairs", "Île-de-France", "İstanbul Büyükşehir Belediyesi"]),
    "greek": ("α", ["Ελληνική Δημοκρατία", "Υπουργείο Εξωτερικών", "Κυριάκος", "ΑΘΗΝΑ"]),
    "cyrillic": ("я", ["Российская Федерация", "Міністерство закордонних справ України", "Њујорк", "ЩЮЖ"]),
    "vietnamese": ("ế", ["Việt Nam", "Bộ Ngoại giao", "Nguyễn Phú Trọng", "Đường chín đoạn"]),
    "korean": ("한", ["대한민국", "인도태평양 경제프레임워크", "국가안보실", "한미 기술동맹", "더불어민주당(야당)"]),
    "chinese": ("中", ["中华人民共和国", "外交部", "上海合作组织", "“一带一路”倡议"]),
    "japanese": ("あ", ["日本国", "サプライチェーン強靱化", "株式会社「トヨタ」", "ﾊﾝｶｸ ｶﾅ"]),
    "arabic": ("ع", ["المملكة العربية السعودية", "وزارة الخارجية", "مجلس التعاون لدول الخليج العربية", "مصر"]),
    "hebrew": ("א", ["מדינת ישראל", "משרד החוץ", "ירושלים"]),
    "emoji": ("😀", ["🇰🇷 Korea", "Go 🚀 now", "👩‍👩‍👧 family"]),
}

PROBE = """<script>
const out = [];
for (const g of document.querySelectorAll('g.node')) {
  const shape = g.querySelector('.shape').getBBox();
  for (const t of g.querySelectorAll('text')) {
    const b = t.getBBox();
    out.push({of: 'node', text: t.textContent, left: b.x - shape.x, right: shape.x + shape.width - b.x - b.width,
              top: b.y - shape.y, bottom: shape.y + shape.height - b.y - b.height, set: t.getComputedTextLength()});
  }
}
const page = document.querySelector('svg').viewBox.baseVal;
for (const t of document.querySelectorAll('svg > text, g.legend text, g.edge-label text')) {
  const b = t.getBBox();
  out.push({of: t.getAttribute('class') || 'legend', text: t.textContent, left: b.x, right: page.width - b.x - b.width,
            top: b.y, bottom: page.height - b.y - b.height, set: t.getComputedTextLength()});
}
document.getElementById('out').textContent = JSON.stringify(out);
</script>"""


def chromium(page):
    path = os.path.join(folder, "page.html")
    with open(path, "w", encoding="utf-8") as file:
        file.write(page)
    profile = tempfile.mkdtemp(dir=folder)
    run = subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                          "--disable-background-networking", "--user-data-dir=" + profile, "--virtual-time-budget=5000",
                          "--dump-dom", "file://" + path], capture_output=True, text=True, timeout=240)
    found = re.search(r'<pre id="out">(.*?)</pre>', run.stdout, re.S)
    return json.loads(html.unescape(found.group(1))) if found and found.group(1) else None


def has_font(letter):
    run = subprocess.run(["fc-list", f":charset={ord(letter):x}", "family"], capture_output=True, text=True)
    return bool(run.stdout.strip())


def graph(names):
    """Each name in a box twice: small, and with the weight that makes it bold; a name as role, and as type of relation."""
    entities = [{"id": f"n{k}", "kind": "country" if k % 2 else "framework", "name": name, "role": names[k - 1]}
                for k, name in enumerate(names)]
    relations = [{"type": names[0], "source": "n0", "target": f"n{k}", "sign": k % 3 - 1, "weight": 8 if k == 1 else 1}
                 for k in range(1, len(names))]
    return {"format": "entente/1", "title": names[-1] + ", " + names[0], "entities": entities, "relations": relations}


def render(name, names):
    path = os.path.join(folder, name + ".json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(graph(names), file)
    run = subprocess.run([ENTENTE, "render", path, "--subtitle", names[1], "--caption", ", ".join(names), "--format", "svg",
                          "--quiet"], capture_output=True, text=True)
    equal(run.returncode, 0, f"{name}: rendered")
    return re.sub(r"^<\?xml[^>]*>", "", run.stdout)


# what reads from the right begins at the right margin
svg = render("arabic", SCRIPTS["arabic"][1])
equal(len(re.findall(r'<text class="t-(?:title|sub|cap)"[^>]* direction="rtl"|<text class="t-(?:title|sub|cap)" direction="rtl"',
                     svg)), len(re.findall(r'<text class="t-', svg)), "arabic: title, subtitle and caption are written from the right")
svg = render("latin", SCRIPTS["latin"][1])
check("direction" not in svg, "latin: nothing is")

if not shutil.which("chromium"):
    skip("text in a browser", "no chromium")
    done()
if chromium("<html><body><pre id=\"out\">[1]</pre></body></html>") != [1]:
    skip("text in a browser", "chromium does not start here")
    done()
for script, (letter, names) in SCRIPTS.items():
    if not has_font(letter):
        skip(f"{script}: in a browser", "no font")
        continue
    svg = render(script, names)
    found = chromium(f'<html><meta charset="utf-8"><body>{svg}<pre id="out"></pre>{PROBE}</body></html>')
    check(found, f"{script}: measured")
    if not found:
        continue
    check(sum(t["of"] == "node" for t in found) >= 2 * len(names), f"{script}: all boxes have words", len(found))
    out = [t for t in found if min(t["left"], t["right"]) < 0]
    check(not out, f"{script}: nothing sticks out at the sides", out)
    # a box has 7 points of padding at least: the words are not wider than the table of widths says
    out = [t for t in found if t["of"] == "node" and t["right"] < 7]
    check(not out, f"{script}: the padding stays free", out)
    out = [t for t in found if min(t["top"], t["bottom"]) < (-2.5 if t["of"] == "node" else 0)]
    check(not out, f"{script}: nor above and below", out)
done()
