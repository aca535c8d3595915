#!/usr/bin/python3
"""The published JSON Schema and the reader say the same of every file under tests/data, and of everything made here.

  good, odd     valid for the schema; accepted by the reader (exit code 0)
  bad/syntax    not JSON; refused by the reader (exit code 3)
  bad/shape     refused by both
  bad/meaning   valid for the schema, which cannot see what is wrong; refused by the reader

Then every member of a full document is given a value of every type, one at a time, and the verdicts compared again. Last,
the closed schema for language models: it is what the vocabulary makes it, asks for no keyword that services refuse, and
whatever is valid for it, with ids and dates that make sense, is accepted by the open one and by the reader.
"""
import copy
import glob
import json
import os
import random
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
from tap import SANITIZED, check, done, equal, load, skip  # noqa: E402

try:
    import jsonschema
except ImportError:
    skip("the schema and the reader agree", "python3-jsonschema is not installed")
    done()

ENTENTE = os.environ["ENTENTE"]
SCHEMAS = "graphs/schema"
# what the reader finds and no schema can
UNSEEN = {"dangling-id", "duplicate-id", "duplicate-key", "ambiguous-name", "impossible-date", "end-before-start", "own-target",
          "source-is-relation", "nul-character", "utf-8", "number-range"}


def validator(name):
    schema = load(f"{SCHEMAS}/{name}.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    store = {s["$id"]: s for s in (load(path) for path in glob.glob(f"{SCHEMAS}/*.schema.json")) if "$id" in s}
    resolver = jsonschema.RefResolver(schema.get("$id", ""), schema, store=store)
    return jsonschema.Draft202012Validator(schema, resolver=resolver)


DOCUMENT, RECORD, EXTRACTION = map(validator, ("entente-1", "entente-1-record", "entente-1-extraction"))


def no_number(word):
    raise ValueError(f"{word} is not JSON")


def parse(text):
    return json.loads(text, parse_constant=no_number)


def verdict(path):
    """"not JSON", "refused" or "accepted" by the schema for the document form, or for each line of JSON Lines."""
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8-sig")
        if path.endswith(".jsonl"):
            good = all([RECORD.is_valid(parse(line)) for line in text.split("\n") if line.strip(" \t\r")])
        else:
            good = DOCUMENT.is_valid(parse(text))
    except ValueError:
        return "not JSON"
    return "accepted" if good else "refused"


def read(path, *options):
    """Exit code and rules of the errors found."""
    result = subprocess.run([ENTENTE, "check", *options, path], capture_output=True, text=True, errors="replace", timeout=60)
    rules = re.findall(r": error: .* \[([a-z0-9-]+)\]$", result.stderr, re.M)
    return result.returncode, rules


def files(*patterns):
    return sorted(path for pattern in patterns for path in glob.glob(pattern) if path.endswith((".json", ".jsonl")))


# ---- the folders

EXPECTED = {"good": ("accepted", 0), "odd": ("accepted", 0), "bad/syntax": ("not JSON", 3), "bad/shape": ("refused", 3),
            "bad/meaning": ("accepted", 3)}
for folder, wanted in EXPECTED.items():
    found = files(f"tests/data/{folder}/*")
    check(len(found) >= 10, f"{folder} holds cases", f"{len(found)}")
    for path in found:
        equal((verdict(path), read(path)[0]), wanted, f"{folder}/{os.path.basename(path)}: schema and reader")
for path in files("graphs/*.json", "graphs/classic/*.json"):
    equal((verdict(path), read(path)[0]), ("accepted", 0), f"{path}: schema and reader")

# ---- one member changed at a time

VALUES = [None, True, False, 0, 1, -1, 2, 0.5, "", "x", "2022-05-20", "positive", "planned", "KOR", [], ["x"], [""], [1],
          [None], [{}], {}, {"x": "y"}, {"x": 1}, {"x": None}]
if SANITIZED:  # each value starts a process
    VALUES = [None, 2, "x", ["x"], {"x": 1}]


def places(value, pointer=()):
    """Pointers of all values inside a JSON value, those the format leaves open excepted."""
    if pointer and pointer[-1] in ("attributes", "licence", "made_with", "archive", "colour", "page", "reviewed"):
        yield pointer
        return
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield pointer + (key,)
        yield from places(child, pointer + (key,))


def parent_of(value, pointer):
    for key in pointer[:-1]:
        value = value[key]
    return value


def changes(value, pointer):
    """Copies of value without the one at pointer, and with each of VALUES in its place."""
    without = copy.deepcopy(value)
    del parent_of(without, pointer)[pointer[-1]]
    yield "absent", without
    for other in VALUES:
        changed = copy.deepcopy(value)
        parent_of(changed, pointer)[pointer[-1]] = other
        yield json.dumps(other), changed


def disagreements(value, pointer, schema, path):
    for what, changed in changes(value, pointer):
        with open(path, "w", encoding="utf-8") as file:
            json.dump(changed, file)
        said, (code, rules) = schema.is_valid(changed), read(path)
        agreed = code == 0 if said else code == 3
        if not agreed and not (said and code == 3 and set(rules) <= UNSEEN):
            yield f"{what}: schema {'accepts' if said else 'refuses'}, reader ends with {code} {rules}"


with tempfile.TemporaryDirectory() as directory:
    everything = load("tests/data/good/everything.json")
    for pointer in places(everything):
        bad = list(disagreements(everything, pointer, DOCUMENT, os.path.join(directory, "changed.json")))
        check(not bad, "every value of /" + "/".join(map(str, pointer)), "\n".join(bad))
    for kind in ("documents", "entities", "relations"):
        record, bad = everything[kind][0], []
        if kind == "relations":
            record = dict(record, evidence=[])
        for pointer in places(record):
            bad += [f"/{pointer[0]} {text}" for text in
                    disagreements(record, pointer, RECORD, os.path.join(directory, "changed.jsonl"))]
        check(not bad, f"every value of every member of one of the {kind} as a line", "\n".join(bad))

# ---- the schema for language models

made = subprocess.run(["/usr/bin/python3", f"{SCHEMAS}/make-extraction.py"], capture_output=True, text=True, timeout=60)
with open(f"{SCHEMAS}/entente-1-extraction.schema.json", encoding="utf-8") as file:
    equal(file.read(), made.stdout, "the extraction schema is what make-extraction.py makes of the vocabulary")

KEYWORDS = {"type", "enum", "items", "properties", "required", "additionalProperties", "anyOf", "description", "$defs", "$ref"}
extraction = EXTRACTION.schema
vocabulary = load("graphs/vocabulary/default.json")


def subschemas(schema):
    yield schema
    for inner in [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values(), *schema.get("anyOf", [])]:
        yield from subschemas(inner)
    if "items" in schema:
        yield from subschemas(schema["items"])


every = list(subschemas(extraction))
objects = [s for s in every if s.get("type") == "object"]
equal(sorted({key for s in every for key in s} - KEYWORDS), [], "it uses only keywords that services take")
check(all(s["additionalProperties"] is False and s["required"] == list(s["properties"]) for s in objects),
      "every object is closed and requires every member")
check(all("description" in inner for s in objects for inner in s["properties"].values()), "every member is described")
relation, entity = (extraction["$defs"][name]["properties"] for name in ("relation", "entity"))
equal(relation["type"]["enum"], [t["name"] for t in vocabulary["types"]], "it offers all types of the vocabulary")
equal(entity["kind"]["enum"], [k["name"] for k in vocabulary["kinds"]], "and all kinds")


class Invention:
    """Instances of the extraction schema: what it leaves free (ids, dates, names) is filled in so that it makes sense."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.counts = {"documents": self.random.randint(1, 3), "entities": self.random.randint(2, 6),
                       "relations": self.random.randint(0, 8)}

    def text(self, path):
        pick = self.random.choice
        owner, member = path[0] if path else "", path[-1]
        index = next((key for key in path if isinstance(key, int)), 0)
        if member == "id":
            return f"{owner[0]}{index}"
        if member == "date":
            return pick(["2022", "2022-05", "2022-05-20", "2022-05-20/..", "2022-05-20?"])
        if member in ("source", "target"):
            return f"e{self.random.randrange(self.counts['entities'])}"
        if member == "document":
            return f"d{self.random.randrange(self.counts['documents'])}"
        if member == "name" or "aliases" in path:
            return f"name {index} of {'-'.join(map(str, path))}"
        return pick(["x", "한국", "a \"quoted\" word", "line\nbreak", "😀"])

    def make(self, schema, path=()):
        if "$ref" in schema:
            return self.make(extraction["$defs"][schema["$ref"].rsplit("/", 1)[1]], path)
        if "anyOf" in schema:
            return self.make(self.random.choice(schema["anyOf"]), path)
        if "enum" in schema:
            return self.random.choice(schema["enum"])
        if schema["type"] == "object":
            return {key: self.make(inner, path + (key,)) for key, inner in schema["properties"].items()}
        if schema["type"] == "array":
            count = self.counts[path[-1]] if len(path) == 1 else self.random.randint(0, 3)
            return [self.make(schema["items"], path + (k,)) for k in range(count)]
        return None if schema["type"] == "null" else self.text(path)


with tempfile.TemporaryDirectory() as directory:
    bad = []
    for seed in range(60):
        instance = Invention(seed).make(extraction)
        path = os.path.join(directory, f"{seed}.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(instance, file, ensure_ascii=False)
        code, rules = read(path, "--strict")
        if not EXTRACTION.is_valid(instance) or not DOCUMENT.is_valid(instance) or code == 3:
            bad.append(f"{seed}: exit code {code} {rules}")
    check(not bad, "what is valid for it is valid for the open schema and read, --strict", "\n".join(bad))
    instance = next(i for i in map(lambda seed: Invention(seed).make(extraction), range(60)) if i["relations"])
    spoilt = [dict(instance, relations=[dict(instance["relations"][0], **change)]) for change in
              ({"type": "likes"}, {"status": "sure"}, {"confidence": 0.85}, {"sign": 2}, {"mood": "good"}, {"areas": None})]
    spoilt.append({key: value for key, value in instance.items() if key != "documents"})
    check(not any(map(EXTRACTION.is_valid, spoilt)), "other types, statuses, members and missing members are refused")

done()
