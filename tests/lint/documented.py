#!/usr/bin/python3
"""Every public declaration is documented: by a comment above it, on its line, or above the group it stands in. A group
is a run of lines without a blank line; headings (`/* ---- words --- */`) are no documentation."""
import glob
import re
import sys

START = re.compile(r"^(ENT_API|typedef|enum|#define ENT_[A-Z])\b")
OPAQUE = re.compile(r"^typedef struct (\w+) \1;")
EXEMPT = re.compile(r"^#define ENT_(API|PRINTF)\b|^#define ENTENTE_\w*_?H$")
HEADING = re.compile(r"^/\* ?-{3}")


def main():
    bad = count = 0
    for path in sorted(glob.glob("include/entente/*.h")):
        commented = False
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            if not line.strip():
                commented = False
            if line.startswith("/*") and not HEADING.match(line):
                commented = True
            if START.match(line) and not OPAQUE.match(line) and not EXEMPT.match(line):
                count += 1
                if not commented and "/*" not in line:
                    print(f"{path}:{number}: no comment says what this is: {line.strip()[:70]}")
                    bad = 1
    if count == 0:
        print("no declaration found in include/")
        bad = 1
    return bad


if __name__ == "__main__":
    sys.exit(main())
