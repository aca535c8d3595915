#!/usr/bin/python3
"""`entente check --syntax` on JSONTestSuite (when it is there) and on cases of our own: taken or refused, never a crash.

y_ files are JSON, n_ files are not, i_ files may be either. Reading the same files as relations must not crash either. Under
sanitizers, where each start takes long, all files of a kind are given at once: a crash is what is looked for there.
"""
import glob
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
from tap import SANITIZED, SHARED, check, done, skip  # noqa: E402

ENTENTE = os.environ["ENTENTE"]
TAKEN, REFUSED = [0], [3]
# RFC 8259 says so, or, where several values stand, the definition of JSON Lines: one value a line
OWN = [
    ("an object", b'{"a": [1, 2, {"b": null}]}', TAKEN),
    ("a text alone", b'"\xed\x95\x9c\xea\xb5\xad"', TAKEN),
    ("white space around", b' \r\n\t[ ]\r\n ', TAKEN),
    ("a name twice", b'{"a": 1, "a": 2}', TAKEN),
    ("U+0000 as an escape", b'{"\\u0000": "\\u0000"}', TAKEN),
    ("a number beyond doubles", b'[1e999, -12345678901234567890123]', TAKEN),
    ("values on lines", b'{"a": 1}\n[2]\r\n\n3\n', TAKEN),
    ("a document", b'{"format": "entente/1", "relations": [{"x": [1]}, 2], "z": 3}', TAKEN),
    ("1,000 levels", b"[" * 1000 + b"]" * 1000, TAKEN),
    ("a long text", b'["' + b"x" * 3000000 + b'"]', TAKEN),
    ("nothing", b"", REFUSED),
    ("two values on a line", b"{} {}", REFUSED),
    ("100,000 levels", b"[" * 100000 + b"]" * 100000, REFUSED),
    ("100,000 objects deep", b'{"a":' * 100000, REFUSED),
    ("an element broken in a document", b'{"relations": [{"a": 01}, {"b": 2}]}', REFUSED),
    ("a comma too many in a document", b'{"relations": [{"b": 2},]}', REFUSED),
    ("a line broken among good ones", b'{"a": 1}\n{"a": }\n{"a": 3}\n', REFUSED),
    ("an overlong sequence", b'"\xc0\xaf"', REFUSED),
    ("a surrogate in UTF-8", b'"\xed\xa0\x80"', REFUSED),
    ("beyond U+10FFFF", b'"\xf4\x90\x80\x80"', REFUSED),
    ("UTF-16", '{"a": 1}'.encode("utf-16"), REFUSED),
    ("NaN", b"[NaN]", REFUSED),
    ("a comment", b"[1] // one", REFUSED),
    ("U+0000 as it is", b'["\x00"]', REFUSED),
    ("cut in an escape", b'["\\u12', REFUSED),
]


def run(*arguments):
    """Exit code (negative: a signal) and what was said."""
    done_run = subprocess.run([ENTENTE, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60)
    return done_run.returncode, done_run.stderr.decode("utf-8", "replace")


def own_cases():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "case.json")
        for name, text, wanted in OWN:
            with open(path, "wb") as file:
                file.write(text)
            code, words = run("check", "--syntax", path)
            check(code in wanted, f"{name} is {'taken' if wanted == TAKEN else 'refused'}", f"exit code {code}\n{words[:400]}")


def suite():
    files = sorted(glob.glob(os.path.join(SHARED, "data/json-nst-testsuite/test_parsing/*.json")))
    if not files:
        skip("JSONTestSuite", "not in " + SHARED)
        return
    for prefix, wanted in (("y_", TAKEN), ("n_", REFUSED), ("i_", TAKEN + REFUSED)):
        chosen = [path for path in files if os.path.basename(path).startswith(prefix)]
        wrong = []
        for paths in [chosen] if SANITIZED else [[path] for path in chosen]:
            name = os.path.basename(paths[0])
            code, words = run("check", "--syntax", *paths)
            if code not in (TAKEN + REFUSED if SANITIZED else wanted):
                wrong.append(f"{name}: exit code {code} {words[-2000:]}")
            code, words = run("info", *paths)
            if code not in TAKEN + REFUSED:
                wrong.append(f"{name} as relations: exit code {code} {words[-2000:]}")
        check(chosen and not wrong, f"{prefix} files of JSONTestSuite ({len(chosen)})", "\n".join(wrong))


own_cases()
suite()
done()
