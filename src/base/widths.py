#!/usr/bin/env python3
"""Print base/widths.inc: how wide every character is, in thousandths of an em, regular and bold. ASCII, dashes and
quotes are rounded as in Adobe's metrics of Helvetica, whose widths these are; all else is rounded up.

Widths are facts read off fonts: the advance widths of Liberation Sans 1.07 (package fonts-liberation), which are those of
Arial and, for ASCII, of Helvetica; for what it lacks those of DejaVu Sans 2.37 (fonts-dejavu-core), which is what a
browser falls back to where the fonts of the stack are missing, and wider than most. Arabic letters have their isolated
form or, where that is wider, their final one: joined they are narrower. What neither has goes by class, chosen so that it is
rather too wide. Marks that combine have no width of their own; which these are says the Unicode database of Python.

    python3 src/base/widths.py > src/base/widths.inc
"""
import struct
import sys
import unicodedata

FOLDER = "/usr/share/fonts/truetype/"
FONTS = [("liberation/LiberationSans-Regular.ttf", "liberation/LiberationSans-Bold.ttf"),
         ("dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf")]
LAST = 0x3FFFF
PER_LINE = 6

# first, last, width: before the fonts
FIXED = [
    (0x0000, 0x001F, 0), (0x007F, 0x009F, 0), (0x200B, 0x200F, 0), (0x202A, 0x202E, 0), (0x2060, 0x206F, 0), (0xFE00, 0xFE0F, 0),
    (0xFEFF, 0xFEFF, 0),
    (0x1160, 0x11FF, 0), (0xD7B0, 0xD7FF, 0),         # vowels and finals of Hangul join the letter before them
    (0x1F1E6, 0x1F1FF, 800),                          # halves of a flag
    (0x1F000, 0x1FAFF, 1250),                         # emoji
    (0x231A, 0x231B, 1250), (0x23E9, 0x23F3, 1250), (0x2600, 0x27BF, 1250), (0x2B1B, 0x2B1C, 1250), (0x2B50, 0x2B55, 1250),
    (0x2E80, 0x303F, 1000), (0x3040, 0x30FF, 1000),
]
# after the fonts
CLASSES = [
    (0x0600, 0x06FF, 700), (0x0750, 0x077F, 900), (0x08A0, 0x08FF, 900), (0xFB50, 0xFDFF, 1000), (0xFE70, 0xFEFC, 900),
    (0x0900, 0x0DFF, 800), (0x0E00, 0x0EFF, 650), (0x0F00, 0x0FFF, 750), (0x1000, 0x109F, 900),
    (0x1100, 0x115F, 920), (0xA960, 0xA97F, 920), (0x3130, 0x318F, 920), (0xAC00, 0xD7A3, 920),
    (0x3100, 0xA4CF, 1000), (0xF900, 0xFAFF, 1000), (0xFE30, 0xFE4F, 1000),
    (0xFF00, 0xFF60, 1000), (0xFF61, 0xFFDC, 500), (0xFFE0, 0xFFE6, 1000), (0x20000, 0x3FFFF, 1000),
]
OTHERWISE = 1000


def tables(data):
    count = struct.unpack_from(">H", data, 4)[0]
    return {data[at:at + 4].decode(): struct.unpack_from(">II", data, at + 8) for at in range(12, 12 + 16 * count, 16)}


def segments(data, at):
    """Glyph by code point of the subtables in formats 4 and 12."""
    glyphs = {}
    for k in range(struct.unpack_from(">H", data, at + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", data, at + 4 + 8 * k)
        sub = at + offset
        form = struct.unpack_from(">H", data, sub)[0]
        if (platform, encoding) not in ((3, 1), (3, 10)):
            continue
        if form == 12:
            for g in range(struct.unpack_from(">I", data, sub + 12)[0]):
                first, last, glyph = struct.unpack_from(">III", data, sub + 16 + 12 * g)
                glyphs.update((c, glyph + c - first) for c in range(first, last + 1))
        elif form == 4:
            n = struct.unpack_from(">H", data, sub + 6)[0] // 2
            end, start = sub + 14, sub + 16 + 2 * n
            for s in range(n):
                last, first = struct.unpack_from(">H", data, end + 2 * s)[0], struct.unpack_from(">H", data, start + 2 * s)[0]
                delta, place = struct.unpack_from(">H", data, start + 2 * n + 2 * s)[0], start + 4 * n + 2 * s
                shift = struct.unpack_from(">H", data, place)[0]
                for c in range(first, last + 1):
                    glyph = struct.unpack_from(">H", data, place + shift + 2 * (c - first))[0] if shift else c
                    if c < 0xFFFF and (glyph or not shift):
                        glyphs[c] = glyph + delta & 0xFFFF
    return {c: g for c, g in glyphs.items() if g}


def rounded(code, advance, em):
    return (advance * 1000 * 2 + em) // (2 * em) if code < 0x80 or 0x2013 <= code <= 0x2026 else -(-advance * 1000 // em)


def widths(path):
    """Advance width by code point, in thousandths of an em."""
    with open(FOLDER + path, "rb") as file:
        data = file.read()
    table = tables(data)
    em = struct.unpack_from(">H", data, table["head"][0] + 18)[0]
    metrics = struct.unpack_from(">H", data, table["hhea"][0] + 34)[0]
    advance = [struct.unpack_from(">H", data, table["hmtx"][0] + 4 * min(g, metrics - 1))[0] for g in range(65536)]
    return {c: rounded(c, advance[g], em) for c, g in segments(data, table["cmap"][0]).items() if c <= 0xFFFF}


def finals():
    """The final form of each Arabic letter that has one as a character."""
    return {int(parts[1], 16): c for c in range(0xFB50, 0xFEFD)
            for parts in [unicodedata.decomposition(chr(c)).split()] if len(parts) == 2 and parts[0] == "<final>"}


def in_rows(rows, code):
    return next((width for first, last, width in rows if first <= code <= last), None)


def width_of(code, fonts, final):
    if unicodedata.category(chr(code)) in ("Mn", "Me", "Cf") and not 0x600 <= code <= 0x605:
        return 0
    fixed = in_rows(FIXED, code)
    if fixed is not None:
        return fixed
    for font in fonts:
        if code in font and not 0xE000 <= code <= 0xF8FF:
            return max(font[code], font.get(final.get(code), 0))
    found = in_rows(CLASSES, code)
    return OTHERWISE if found is None else found


def revision(path):
    with open(FOLDER + path, "rb") as file:
        data = file.read()
    major, minor = struct.unpack_from(">hH", data, tables(data)["head"][0] + 4)
    return f"{path.split('/')[1].split('.')[0]} {major}.{minor * 1000 // 65536:03}"


def main():
    pairs = [[widths(path) for path in pair] for pair in FONTS]
    final, rows = finals(), []
    for code in range(LAST + 1):
        both = tuple(width_of(code, [pair[bold] for pair in pairs], final) for bold in (0, 1))
        if not rows or rows[-1][1:] != both:
            rows.append((code, *both))
    rows += [(LAST + 1, OTHERWISE, OTHERWISE), (0xE0000, 0, 0), (0xE1000, OTHERWISE, OTHERWISE)]
    print(f"""/* base/widths.inc - made by base/widths.py from {", ".join(revision(pair[0]) for pair in FONTS)}; Unicode {unicodedata.unidata_version}.
 * ROW(code point, regular, bold): from here on this wide, in thousandths of an em. */
/* clang-format off */""")
    for k in range(0, len(rows), PER_LINE):
        print(" ".join(f"ROW({row[0]:#x},{row[1]},{row[2]})" for row in rows[k:k + PER_LINE]))


if __name__ == "__main__":
    sys.exit(main())
