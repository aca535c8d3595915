"""TAP for the scripts under tests/script: check(ok, name), skip(name, why), done() at the end.

A script finds this file with: sys.path.insert(0, "tests")
"""
import json
import math
import os
import re
import sys
import unicodedata

SHARED = os.environ.get("SHARED", "../shared")
# Under sanitizers a layout takes ten times as long: what a picture looks like is not looked at there.
SANITIZED = bool(os.environ.get("SANITIZE"))
_count = 0
_failed = 0


def check(ok, name, detail=""):
    """One test. detail is shown when it failed."""
    global _count, _failed
    _count += 1
    _failed += not ok
    print(f"{'ok' if ok else 'not ok'} {_count} - {name}")
    if not ok and detail:
        print("# " + str(detail).replace("\n", "\n# "))


def equal(got, expected, name):
    check(got == expected, name, f"got {got}\nexpected {expected}")


def near(got, expected, name, tolerance=1e-6):
    """Numbers, or dicts of numbers by the keys of expected, with a relative tolerance."""
    if isinstance(expected, dict):
        bad = {k: got.get(k) for k in expected
               if k not in got or not math.isclose(got[k], expected[k], rel_tol=tolerance)}
        check(not bad, name, f"got {bad}\nexpected {({k: expected[k] for k in bad})}")
    else:
        check(math.isclose(got, expected, rel_tol=tolerance), name, f"got {got}, expected {expected}")


def skip(name, why):
    global _count
    _count += 1
    print(f"ok {_count} - {name} # SKIP {why}")


def done():
    print(f"1..{_count}")
    sys.exit(1 if _failed else 0)


def not_under_sanitizers(what):
    """Ends a script that only looks at what comes out, where it would take too long."""
    if SANITIZED:
        skip(what, "too slow under sanitizers")
        done()


def _no_duplicates(pairs):
    keys = [key for key, _ in pairs]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise ValueError(f"duplicate members {twice}")
    return dict(pairs)


def load(path):
    """JSON of a file; a member given twice is an error."""
    with open(path, encoding="utf-8") as file:
        return json.load(file, object_pairs_hook=_no_duplicates)


def fold(text):
    """Names that differ in case, width, accents, blanks, dashes or underscores are one."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[\s_\-\u2010-\u2015]+", " ", text).strip()
