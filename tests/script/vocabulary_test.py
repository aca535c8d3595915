#!/usr/bin/env python3
"""The default vocabulary is complete and every name in it means one thing. Reads the data, not our code."""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, "tests")
from tap import SHARED, check, done, equal, fold, load, skip  # noqa: E402


def clashes(entries, members):
    """Folded names that two entries, or one entry twice, lay claim to."""
    owner, bad = {}, []
    for entry in entries:
        for name in [entry["name"]] + [n for m in members for n in entry.get(m, [])]:
            if fold(name) in owner:
                bad.append(f"{name}: {owner[fold(name)]} and {entry['name']}")
            owner[fold(name)] = entry["name"]
    return owner, bad


vocabulary = load("graphs/vocabulary/default.json")
kinds = {kind["name"]: kind for kind in vocabulary["kinds"]}
types = {type_["name"]: type_ for type_ in vocabulary["types"]}

equal(vocabulary["format"], "entente-vocabulary/1", "format is entente-vocabulary/1")

# ---- kinds
SHAPES = {"country": "country", "leader": "leader", "official": "leader", "person": "leader", "firm": "firm",
          "framework": "framework", "alliance": "framework", "organization": "org", "agency": "org",
          "facility": "site", "location": "site", "group": "org", "issue": "technology", "event": "event"}
check({name: kind["shape"] for name, kind in kinds.items()} == SHAPES, "every kind is there and has its shape")
check({n for n, k in kinds.items() if k["lifts"]} == {"leader", "official", "agency", "organization"},
      "leaders, officials, agencies and organizations stand for their country")
check(not clashes(vocabulary["kinds"], ["aliases"])[1], "names of kinds are unique",
      clashes(vocabulary["kinds"], ["aliases"])[1])

# ---- types: sign, symmetry and score after the PLOVER manual (2024); None where PLOVER has no class
POSITIVE = {"allied_with": 5, "cooperates_with": 9.5, "signs_agreement_with": 5, "pledges_cooperation": 2.5,
            "declares": 5, "supports": 5, "recognizes": 5, "aids": 10, "trades_with": 9.5, "invests_in": 9.5,
            "visits": 4, "hosts": 4, "meets_with": 2.5, "negotiates_with": 2.5, "mediates": 1, "invites": 2.5,
            "accompanies": 2.5, "reassures": None, "concedes_to": 4.5, "deescalates": 6.5, "joins": 5}
NEGATIVE = {"requests": 0, "objects_to": -2, "accuses": -3, "rejects": -2, "warns": -3.5, "protests_against": -5,
            "sanctions": -6, "reduces_relations": -6, "mobilizes_against": -5.5, "coerces": -7, "attacks": -9,
            "rivals": None}
STRUCTURAL = ["member_of", "part_of", "extends", "leads", "holds_office", "advises", "commands", "engages",
              "operates", "located_in", "operates_in", "concerns"]
SYMMETRIC = {"allied_with", "cooperates_with", "signs_agreement_with", "trades_with", "meets_with",
             "negotiates_with", "rivals"}
score = {name: type_["intensity"] for name, type_ in types.items()}
check(set(types) == set(POSITIVE) | set(NEGATIVE) | set(STRUCTURAL), "every type is there",
      set(types) ^ (set(POSITIVE) | set(NEGATIVE) | set(STRUCTURAL)))
check({n: score[n] for n in types if types[n]["sign"] == 1} == POSITIVE, "cooperative types and their PLOVER scores")
check({n: score[n] for n in types if types[n]["sign"] == -1} == NEGATIVE, "conflictual types and their PLOVER scores")
check({n for n in types if types[n]["sign"] == 0} == set(STRUCTURAL)
      and all(score[n] is None for n in STRUCTURAL), "structural types have sign 0 and no score")
check({n for n in types if types[n]["symmetric"]} == SYMMETRIC, "symmetric types")
check(all(types[n]["source"] == types[n]["target"] for n in SYMMETRIC), "symmetric types allow both ends the same kinds")
check({n for n in types if types[n].get("lifts")} == {"leads", "holds_office", "part_of"}, "types that lift")
bad = [(n, k) for n, t in types.items() for k in t["source"] + t["target"] if k not in kinds]
check(not bad, "ends are known kinds", bad)
check(types["allied_with"]["attributes"]["pact"] == ["defense", "offense", "neutrality", "nonaggression",
      "consultation", "entente", "technology", "economic"], "kinds of pact")
check(all(t["label"] and "_" not in t["label"] for t in types.values()), "labels are words")

# ---- aliases
owner, bad = clashes(vocabulary["types"], ["aliases", "inverse_aliases"])
check(not bad, "names, aliases and inverse aliases are unique over all types", bad)
plain = clashes(vocabulary["types"], ["aliases"])[0]


def means(name, expected):
    got = {alias: plain.get(fold(alias)) for alias in expected}
    check(got == expected, name, {a: got[a] for a in got if got[a] != expected[a]})


means("everyday names", {
    "alliance": "allied_with", "cooperation": "cooperates_with", "cooperation area": "cooperates_with",
    "backlash": "objects_to", "criticism": "objects_to", "criticises": "objects_to", "membership": "member_of",
    "participation": "joins", "visit": "visits", "sanction": "sanctions", "provocation": "mobilizes_against",
    "provokes": "mobilizes_against", "warning": "warns", "threatens": "warns"})
means("PLOVER classes", {
    "AGREE": "pledges_cooperation", "CONSULT": "meets_with", "SUPPORT": "supports", "CONCEDE": "concedes_to",
    "COOPERATE": "cooperates_with", "AID": "aids", "RETREAT": "deescalates", "REQUEST": "requests",
    "ACCUSE": "accuses", "REJECT": "rejects", "THREATEN": "warns", "PROTEST": "protests_against",
    "SANCTION": "sanctions", "MOBILIZE": "mobilizes_against", "COERCE": "coerces", "ASSAULT": "attacks"})
means("UPPER_SNAKE, spaced and dashed spellings", {
    "ALLIED_WITH": "allied_with", "Member Of": "member_of", "located-in": "located_in", "LOCATED_IN": "located_in"})
means("CAMEO roots", {
    "03": "pledges_cooperation", "04": "meets_with", "05": "supports", "06": "cooperates_with", "07": "aids",
    "08": "concedes_to", "09": "accuses", "10": "requests", "11": "objects_to", "12": "rejects", "13": "warns",
    "14": "protests_against", "15": "mobilizes_against", "16": "reduces_relations", "17": "coerces",
    "18": "attacks", "19": "attacks", "20": "attacks"})
means("CAMEO codes below the root", {
    "013": "reassures", "014": "engages", "036": "invites", "042": "visits", "043": "hosts", "045": "mediates",
    "046": "negotiates_with", "051": "supports", "054": "recognizes", "057": "signs_agreement_with",
    "062": "cooperates_with", "084": "deescalates", "087": "deescalates", "111": "objects_to", "112": "accuses",
    "163": "sanctions", "190": "attacks"})
means("codes are text: 01 and 10 are not 010", {"010": None, "01": None, "02": None, "1": None, "10": "requests"})
means("Wikidata properties said from the source", {
    "P463": "member_of", "P361": "part_of", "P17": "located_in", "P131": "located_in", "P276": "located_in",
    "P39": "holds_office", "P530": "recognizes", "P121": "operates"})
turned = {fold(n): t for t in types for n in types[t].get("inverse_aliases", [])}
check([turned.get(p) for p in ("p6", "p35", "p137", "p527")] == ["leads", "leads", "operates", "part_of"]
      and not any(p in plain for p in turned), "Wikidata properties said from the target turn the ends")
bad = [(n, c) for n, t in types.items() for c in t["cameo"] + t["aliases"]
       if not isinstance(c, str) or (c[0].isdigit() and not re.fullmatch(r"\d{2,4}", c))]
check(not bad, "codes are text of two to four digits", bad)

codes = os.path.join(SHARED, "data/cameo-codes/cameoCodeTable.tsv")
if os.path.exists(codes):
    with open(codes, encoding="latin-1") as file:
        listed = [line.split("\t")[0].strip() for line in file]
    missing = [c for c in listed if re.fullmatch(r"\d{2,4}", c) and "03" <= c[:2] <= "20" and c not in plain]
    check(not missing, "every CAMEO code from 03 to 20 has its type", missing)
else:
    skip("every CAMEO code from 03 to 20 has its type", "no shared data")

# ---- areas: the contexts of PLOVER
AREAS = """military intelligence executive legislative election political_institutions pro_democracy pro_autocracy
economic legal reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity
inequality diplomatic territory peacekeeping health asylum migration disasters natural_resource environment technology
terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking""".split()
equal(vocabulary["areas"], AREAS, "areas are the contexts of PLOVER")

done()
