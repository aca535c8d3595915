"""Tables and charts through libentente.so, and what an SVG shows, for tests of pictures.

    table = Table("name", [("from", TEXT), ("value", REAL)], rows); svg = table.draw(kind="lines", **columns)
"""
import ctypes
import os
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ET

from tap import SHARED

TEXT, INT, REAL = 0, 1, 2
SVG = "{http://www.w3.org/2000/svg}"
MEMBERS = ["from", "to", "value", "lower", "upper", "series", "panel", "label", "sign", "status", "tip"]
KINDS = {"lines": 0, "spans": 1}


class Error(ctypes.Structure):
    _fields_ = [("status", ctypes.c_int), ("message", ctypes.c_char * 400), ("hint", ctypes.c_char * 240)]


class Column(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("type", ctypes.c_int), ("help", ctypes.c_char_p), ("wide", ctypes.c_bool),
                ("hidden", ctypes.c_bool)]


class Chart(ctypes.Structure):
    _fields_ = [("kind", ctypes.c_int)] + [(name, ctypes.c_char_p) for name in MEMBERS]


def load():
    """The library, or None where it cannot be loaded into Python (a build with sanitizers)."""
    if os.environ.get("SANITIZE"):
        return None
    try:
        library = ctypes.CDLL(os.path.join(os.environ.get("BUILD", "build"), "libentente.so"))
    except OSError:
        return None
    library.ent_table_set_real.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_double, ctypes.c_void_p]
    library.ent_table_set_int.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64, ctypes.c_void_p]
    library.ent_table_set_text.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_void_p]
    library.ent_free.argtypes = [ctypes.c_void_p]
    return library


def draw(library, columns, rows, kind, title="", notes=(), **named):
    """The SVG of a table with these columns and rows (None: missing), or (status, message)."""
    table, error, out = ctypes.c_void_p(), Error(), ctypes.c_void_p()
    array = (Column * len(columns))(*[Column(name.encode(), what, b"", False, False) for name, what in columns])
    assert library.ent_table_new(b"test", array, ctypes.c_size_t(len(columns)), ctypes.byref(table), None) == 0
    library.ent_table_set_title(table, title.encode(), None)
    for note in notes:
        library.ent_table_note(table, None, b"%s", note.encode())
    setters = {TEXT: lambda k, v: library.ent_table_set_text(table, k, v.encode(), None),
               INT: lambda k, v: library.ent_table_set_int(table, k, v, None),
               REAL: lambda k, v: library.ent_table_set_real(table, k, v, None)}
    for row in rows:
        library.ent_table_add_row(table, None)
        for k, value in enumerate(row):
            if value is not None:
                assert setters[columns[k][1]](k, value) == 0
    chart = Chart(KINDS[kind], *[named[m].encode() if m in named else None for m in MEMBERS])
    status = library.ent_chart_write(table, ctypes.byref(chart), ctypes.byref(out), None, ctypes.byref(error))
    svg = ctypes.string_at(out).decode("utf-8") if status == 0 else (status, error.message.decode())
    library.ent_free(out)
    library.ent_table_free(table)
    return svg


def parse(svg):
    return ET.fromstring(svg.encode("utf-8"))


def of_class(root, name):
    """Elements that have that class."""
    return [e for e in root.iter() if name in e.get("class", "").split()]


def title_of(element):
    return element.findtext(SVG + "title") or ""


def texts(root):
    return ["".join(e.itertext()) for e in root.iter(SVG + "text")]


def numbers(path):
    return [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path)]


def extent(path):
    """From the leftmost to the rightmost x of a path with M L A H and Z."""
    xs, last = [], None
    for command, rest in re.findall(r"([MLAHVZ])([^MLAHVZ]*)", path):
        n = numbers(rest)
        if command == "A":  # a half circle: its top lies half a diameter further out
            x, y = n[5], n[6]
            xs += [x, x + n[0] * (1 if y > last else -1)]
            last = y
        elif command in "ML":
            xs.append(n[0])
            last = n[1]
        elif command == "H":
            xs.append(n[0])
    return min(xs), max(xs)


LIMITS = ["nodes<1", "xml_ok<1", "node_overlaps>0", "label_overlaps>0", "label_overflow>0", "label_node_hits>0",
          "off_canvas>0", "font_min_pt_on_page<5.5", "contrast_text_fails>0", "contrast_graphic_fails>0",
          "contrast_text_fails_dark>0", "contrast_graphic_fails_dark>0", "dark_mode_css<1", "a11y_role_img<1",
          "a11y_title<1", "a11y_desc<1", "a11y_label<1", "a11y_lang<1", "objects_without_title>0", "duplicate_ids>0",
          "scripts>0", "event_attrs>0", "unsafe_links>0", "external_refs>0", "foreign_objects>0",
          "processing_instructions>0", "entities_declared>0"]
SVGCHECK = os.path.join(SHARED, "tools", "svgcheck.py")


def findings(svg):
    """What svgcheck has against a picture; "" for nothing, None where it is not at hand."""
    if not os.path.exists(SVGCHECK):
        return None
    with tempfile.NamedTemporaryFile("w", suffix=".svg", encoding="utf-8") as file:
        file.write(svg)
        file.flush()
        words = ["/usr/bin/python3", SVGCHECK, "--list"] + [w for limit in LIMITS for w in ("--fail", limit)]
        ran = subprocess.run([*words, file.name], capture_output=True, text=True, timeout=200)
    return "" if ran.returncode == 0 else ran.stdout + ran.stderr
