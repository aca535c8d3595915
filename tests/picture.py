"""What the tests of pictures share: rendering, reading SVG, the limits of svgcheck, graphs made by rule."""
import json
import os
import re
import subprocess
import xml.etree.ElementTree as tree

import tap

ENTENTE = os.environ["ENTENTE"]
DRAWER = os.path.join(os.path.dirname(ENTENTE), "entente-draw")
SVGCHECK = os.path.join(os.environ.get("SHARED", "../shared"), "tools", "svgcheck.py")
SVG = "{http://www.w3.org/2000/svg}"

# Limits of legibility, accessibility and safety. A name with "dark" is for pictures that follow the reader's setting.
LIMITS = """nodes<1 xml_ok<1 node_overlaps>0 label_overlaps>0 label_overflow>0 label_node_hits>0 off_canvas>0
edge_node_crossings>0 label_edge_crossings_bare>0 label_own_edge_overlaps>0 edges_without_ends>0 edges_drawn_over_another>0
font_min_pt_on_page<5.5 aspect<0.7 aspect>1.8 contrast_text_fails>0 contrast_graphic_fails>0 contrast_text_fails_dark>0
contrast_graphic_fails_dark>0 edge_colour_pairs_alike_in_grey>0 edge_cvd_delta_e_min<12 dark_mode_css<1 a11y_role_img<1
a11y_title<1 a11y_desc<1 a11y_label<1 a11y_lang<1 objects_without_title>0 duplicate_ids>0 scripts>0 event_attrs>0
unsafe_links>0 external_refs>0 foreign_objects>0 processing_instructions>0 entities_declared>0""".split()


def render(*words):
    """entente render; with less effort where sanitizers make it slow."""
    less = ["--effort", "quick"] if tap.SANITIZED and "--effort" not in words else []
    return subprocess.run([ENTENTE, "render", *words, *less], capture_output=True)


def draw(scene, *words):
    """entente-draw itself, with a scene as text, bytes or an object."""
    if not isinstance(scene, (str, bytes)):
        scene = json.dumps(scene)
    return subprocess.run([DRAWER, *words], input=scene.encode() if isinstance(scene, str) else scene, capture_output=True)


def measure(path):
    """The metrics of svgcheck as a dict; None where it is not at hand."""
    if not os.path.exists(SVGCHECK):
        return None
    got = subprocess.run(["/usr/bin/python3", SVGCHECK, "--json", path], capture_output=True)
    report = json.loads(got.stdout)
    return report[0] if isinstance(report, list) else report


def broken(metrics, limits):
    """The limits that do not hold, with what was measured. A metric that is not there (no lines, no dark block) is no fault."""
    faults = []
    for limit in limits:
        name, sign, bound = re.fullmatch(r"(\w+)([<>])([\d.]+)", limit).groups()
        value = metrics.get(name)
        if value is not None and (value < float(bound) if sign == "<" else value > float(bound)):
            faults.append(f"{name} is {value}, {limit}")
    return faults


def centres(path):
    """Middle of the outline of each node by its synthetic id, from our own SVG."""
    out = {}
    for group in tree.parse(path).getroot().iter(SVG + "g"):
        if "node" not in group.get("class", "").split():
            continue
        shape = next(p for p in group.iter(SVG + "path") if p.get("class") == "shape")
        out[group.get("id")] = middle(points(shape.get("d")))
    return out


def points(path):
    """End points of a path in absolute M, L, A, C commands."""
    return [tuple(map(float, p)) for p in re.findall(r"[ML ](-?[\d.]+),(-?[\d.]+)(?=[A-Z ]|$)", path)]


def middle(some):
    return tuple((min(p[i] for p in some) + max(p[i] for p in some)) / 2 for i in (0, 1))
