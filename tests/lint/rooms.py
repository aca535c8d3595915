#!/usr/bin/python3
"""The arrows between the rooms of src/: who may include whom, and who may open the door to which library."""
import glob
import re
import sys

ARROWS = {
    "base": [], "model": ["base"], "table": ["base"], "chart": ["base", "table"], "read": ["base", "model"], "check": ["base", "model", "table"],
    "kernel": ["base"], "view": ["base", "model", "kernel"], "solve": ["base"], "analyse": ["base", "model", "kernel", "view", "solve", "table", "chart"], "write": ["base", "model", "table"],
    "scene": ["base", "model", "table"], "draw": ["base", "scene"], "cli": [],
}
# a library, and the only rooms that may include its headers
DOORS = [
    (r"igraph/", ["view"]),
    (r"glpk\.h", ["solve"]),
    (r"graphviz/|gvc\.h|cgraph|cairo|librsvg/|glib", ["draw"]),
    (r"jansson\.h", ["base", "model", "read", "check", "table", "write", "scene", "draw"]),
    (r"utf8proc\.h", ["base"]),
    (r"zlib\.h", ["base", "read", "draw"]),
    (r"getopt\.h", ["cli", "draw"]),
]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def finding(room, mark, name):
    """What is wrong with that room including that file, or nothing."""
    public = re.fullmatch(r"entente/(\w+)\.h", name)
    if public:
        if room == "cli" or public.group(1) in ARROWS[room] + [room]:
            return None
        return f"room {room} may not include the public header of {public.group(1)}"
    if mark == '"':
        if "/" not in name:
            return 'internal headers are included as "room/file.h"' if name not in ("vocabulary_data.h", "sonames.h") else None
        other = name.split("/")[0]
        return None if other == room or other in ARROWS[room] else f"room {room} may not include room {other}"
    for pattern, rooms in DOORS:
        if re.match(pattern, name) and room not in rooms:
            return f"only {' and '.join(rooms)} may include it"
    return None


def main():
    bad = 0
    for path in sorted(glob.glob("src/*/*.[ch]") + glob.glob("include/entente/*.h")):
        room = path.split("/")[1] if path.startswith("src/") else path.split("/")[2][:-2]
        if room == "entente":
            continue
        if room not in ARROWS:
            print(f"{path}: no room of that name is known here")
            bad = 1
            continue
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            include = INCLUDE.match(line)
            wrong = include and finding(room, *include.groups())
            if wrong:
                print(f"{path}:{number}: {include.group(2)}: {wrong}")
                bad = 1
    return bad


if __name__ == "__main__":
    sys.exit(main())
