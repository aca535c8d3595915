#!/usr/bin/env python3
"""graphs/frameworks.json: members, dates and codes agree with published lists, and it unites with the seed graph."""
import collections
import csv
import json
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
from tap import SHARED, check, done, equal, fold, load, skip  # noqa: E402

graph = load("graphs/frameworks.json")
seed = load("graphs/korea-us-2022.json")
entities = {e["id"]: e for e in graph["entities"]}
members = collections.defaultdict(dict)
for relation in graph["relations"]:
    members[relation["target"]][relation["source"]] = relation.get("date")


def names(entity):
    listed = [entity["id"], entity["name"], entity.get("short", entity["name"])] + entity.get("aliases", [])
    return {fold(n) for n in listed + list(entity.get("names", {}).values())}


equal({f: len(m) for f, m in members.items()}, {"ipef": 14, "quad": 4, "rcep": 15, "cptpp": 12, "nato": 32},
      "members of each framework")
equal(len(graph["relations"]), 77, "no membership twice")
equal(members["ipef"].keys() & members["rcep"].keys() & members["cptpp"].keys(),
      {"AUS", "BRN", "JPN", "MYS", "NZL", "SGP", "VNM"}, "seven are in IPEF, RCEP and CPTPP")
equal({m for f in members for m in members[f]} | set(members), set(entities), "no entity without a membership")
check(all(r["id"] == f"{r['target']}-{r['source']}" and r["type"] == "member_of" for r in graph["relations"]),
      "relations are named framework-country")
bad = [r["id"] for r in graph["relations"] if not re.fullmatch(r"\d{4}-\d\d(-\d\d)?/\.\.", r.get("date", "2000-01/.."))]
check(not bad, "memberships run from a date on", bad)
equal([r["id"] for r in graph["relations"] if "date" not in r], ["rcep-MMR"], "only Myanmar in RCEP has no date")
in_year = collections.Counter(d[:4] for d in members["nato"].values())
equal(dict(in_year), {"1949": 12, "1952": 2, "1955": 1, "1982": 1, "1999": 3, "2004": 7, "2009": 2, "2017": 1,
                      "2020": 1, "2023": 1, "2024": 1}, "NATO grows from 12 to 32")
documents = {d["id"] for d in graph["documents"]}
bad = [r["id"] for r in graph["relations"] if {e["document"] for e in r["evidence"]} - documents]
check(not bad and all(d["url"].startswith("https://") for d in graph["documents"]), "evidence names its document", bad)

# ---- united with the seed graph
owner = {}
for entity in graph["entities"] + seed["entities"]:
    for name in names(entity):
        owner.setdefault(name, set()).add(entity["id"])
bad = {n: ids for n, ids in owner.items() if len(ids) > 1}
check(not bad, "every name belongs to one entity, also beside the seed graph", bad)
shared = [e["id"] for e in seed["entities"] if e["id"] in entities]
equal((sorted(shared), [i for i in shared if entities[i] != next(e for e in seed["entities"] if e["id"] == i)]),
      (["CHN", "KOR", "USA", "ipef"], []), "entities of the seed graph are the same")
check(not {r["id"] for r in graph["relations"]} & {r["id"] for r in seed["relations"]}, "ids of relations do not clash")

# ---- codes against public lists
countries = [e for e in graph["entities"] if e["kind"] == "country"]
folder = os.path.join(SHARED, "data/country-meta")
if os.path.isdir(folder):
    with open(os.path.join(folder, "iso_3166-1.json"), encoding="utf-8") as file:
        iso = {row["alpha_3"]: row for row in json.load(file)["3166-1"]}
    bad = [e["id"] for e in countries if e["identifiers"]["iso3166-1"] != e["id"] or e["id"] not in iso]
    check(not bad, "ids are ISO 3166-1 codes", bad)
    with open(os.path.join(folder, "countrycode_data_cow.csv"), encoding="utf-8") as file:
        cow = {(row["cown"], fold(row["cow.name"])) for row in csv.DictReader(file)}
    bad = [e["id"] for e in countries if not {(e["identifiers"]["cow"], n) for n in names(e)} & cow]
    check(not bad, "numbers of the Correlates of War belong to the name", bad)
    with open(os.path.join(folder, "mledoze_countries.json"), encoding="utf-8") as file:
        korean = {row["cca3"]: row["translations"]["kor"]["common"] for row in json.load(file)}
    bad = [(e["id"], korean[e["id"]]) for e in countries if fold(korean[e["id"]]) not in names(e)]
    check(not bad, "Korean names are the usual ones", bad)
else:
    for name in ("ids are ISO 3166-1 codes", "numbers of the Correlates of War belong to the name",
                 "Korean names are the usual ones"):
        skip(name, "no shared data")

done()
