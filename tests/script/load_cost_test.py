#!/usr/bin/env python3
"""Instructions of loading one relation more, counted by callgrind: of about 330 bytes, with a date, an area, a confidence and a
piece of evidence; with the same documents for all, and with a quarter of a document for each. A bound that clocks cannot give:
what makes loading slow again is seen here."""
import os
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
from callgrind import instructions  # noqa: E402
from tap import check, done, skip  # noqa: E402

ENTENTE = os.environ.get("ENTENTE", "build/entente")
SMALL, LARGE, MOST = 3000, 8000, 3400
ENTITIES, DOCUMENTS = 1000, 1000
TYPES = ["allied_with", "cooperates_with", "trades_with", "visits", "objects_to", "sanctions", "warns", "supports"]
AREAS = ["semiconductors", "batteries", "military", "economic", "technology"]
QUOTES = ["the two sides agreed to widen their work on supply chains and to meet again before the end of the year",
          "officials said that the talks were frank and that a joint statement would follow within a few days",
          "양국은 공급망 협력을 강화하기로 합의하였다",
          "die Minister unterzeichneten eine Erklärung über die Zusammenarbeit der Behörden",
          "the spokesman \\\"regretted\\\" the decision and called for a return to the table, as both had promised"]


def quote(roll):
    """One in twenty with an escape, every third with characters beyond ASCII."""
    return QUOTES[4 if roll < 5 else 2 + roll % 2 if roll < 38 else roll % 2]


def chance(state):
    """Numbers that are the same everywhere."""
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield state >> 33


def records(count, document_count):
    """The lists of a document, each record as text."""
    roll = chance(1)
    documents = [f'{{"id": "d{i}", "title": "Report {i}", "publisher": "Press {i % 97}", "date": "2022-05-{1 + i % 28:02}", '
                 f'"url": "https://press{i % 97}.example/world/{i}.html"}}' for i in range(document_count)]
    entities = [f'{{"id": "E{i}", "kind": "country", "name": "Actor number {i}"}}' for i in range(ENTITIES)]
    relations = []
    for i in range(count):
        source = next(roll) % ENTITIES
        target = (source + 1 + next(roll) % (ENTITIES - 1)) % ENTITIES
        relations.append(
            f'{{"id": "r{i}", "type": "{TYPES[next(roll) % 8]}", "source": "E{source}", "target": "E{target}", '
            f'"date": "20{20 + next(roll) % 3}-{1 + next(roll) % 12:02}-{1 + next(roll) % 28:02}", '
            f'"areas": ["{AREAS[next(roll) % 5]}"], "status": "asserted", "confidence": 0.{50 + next(roll) % 50}, '
            f'"evidence": [{{"document": "d{next(roll) % document_count}", "locator": "p{next(roll) % 20}", '
            f'"quote": "{quote(next(roll) % 100)}"}}]}}')
    return {"documents": documents, "entities": entities, "relations": relations}


def write(path, lists):
    with open(path, "w", encoding="utf-8") as out:
        if path.endswith("l"):
            out.write("".join(f"{record}\n" for records_of in lists.values() for record in records_of))
        else:
            lists_as_text = [f'"{name}": [{", ".join(of)}]' for name, of in lists.items()]
            out.write('{"format": "entente/1", ' + ", ".join(lists_as_text) + "}\n")


def cost(path):
    """Instructions of reading that file."""
    return instructions([ENTENTE, "info", path], "ent_read_files")


def count_all(documents, count_documents):
    small, large = (records(count, count_documents(count)) for count in (SMALL, LARGE))
    with tempfile.TemporaryDirectory() as folder:
        for form, name in [("jsonl", "JSON Lines"), ("json", "a document on one line")]:
            took = []
            for lists in (small, large):
                path = os.path.join(folder, f"graph.{form}")
                write(path, lists)
                took.append(cost(path))
            each = None if None in took else (took[1] - took[0]) / (LARGE - SMALL)
            check(each is not None and 0 < each <= MOST, f"{name}, {documents}: a relation takes at most {MOST:,} instructions", f"{each}")


def country(i):
    return (f'{{"id": "E{i}", "kind": "country", "name": "Country {i}", "names": {{"ko": "나라 {i}", "ja": "国 {i}"}}, '
            f'"aliases": ["C{i}", "Republic {i}"], "identifiers": {{"cow": "{i}", "wikidata": "Q{i}"}}, '
            f'"attributes": {{"capital": "City {i}", "rows": [{i}, 2]}}}}')


def with_attributes(i):
    return (f'{{"id": "r{i}", "type": "visits", "source": "E{i % 100}", "target": "E{(i + 1) % 100}", "date": "2022-05-20", '
            f'"attributes": {{"basis": "stated in the text", "page": {i}}}}}')


def count_single(what, record, most):
    """Records with members that not all have. Looking up names is a part of it: each is folded."""
    small, large = 500, 1500
    entities = [f'{{"id": "E{i}", "kind": "country"}}' for i in range(100)] if record is with_attributes else []
    took = []
    with tempfile.TemporaryDirectory() as folder:
        for count in (small, large):
            path = os.path.join(folder, "graph.jsonl")
            write(path, {"entities": entities, "others": [record(i) for i in range(count)]})
            took.append(cost(path))
    each = None if None in took else (took[1] - took[0]) / (large - small)
    check(each is not None and 0 < each <= most, f"{what} takes at most {most:,} instructions", f"{each}")


if os.environ.get("SANITIZE"):
    skip("instructions of loading", "they mean nothing under sanitizers")
elif not shutil.which("valgrind"):
    skip("instructions of loading", "valgrind is not installed")
else:
    count_all("few documents", lambda relations: DOCUMENTS)
    count_all("a quarter of a document each", lambda relations: relations // 4)
    count_single("an entity with names, aliases, identifiers and attributes", country, 22000)
    count_single("a relation with attributes", with_attributes, 3500)
done()
