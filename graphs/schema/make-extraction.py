#!/usr/bin/python3
"""Print the schema to hand to a language model, made from the vocabulary.

    graphs/schema/make-extraction.py [VOCABULARY] > graphs/schema/entente-1-extraction.schema.json

Services that hold a model to a schema know few keywords, want every object closed and every member named as required.
So this one uses type, enum, items, properties, required, additionalProperties, anyOf, description, $defs and $ref, and
nothing else. What is valid for it, with dates and ids that make sense, is valid for entente-1.schema.json.
Left out are the members with free names (names, identifiers, attributes), which a closed object cannot have, and weight,
which is counted and not judged.
"""
import json
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
STATUSES = {
    "asserted": "the text says it is so, or was so", "planned": "the text says it will be or is meant to be",
    "reported": "the text passes on that others say so", "denied": "the text says it is not so",
    "hypothetical": "the text only weighs it (if, might, could)", "ended": "the text says it is over",
}
CONFIDENCES = {1: "said in so many words", 0.9: "clear from the text", 0.7: "likely, some reading between the lines",
               0.5: "as likely as not", 0.3: "a guess"}
SIGNS = {1: "cooperative", 0: "structural", -1: "conflictual"}


def text(description):
    return {"type": "string", "description": description}


def or_null(schema):
    description = schema.pop("description")
    return {"anyOf": [schema, {"type": "null"}], "description": description + " null when the text does not say."}


def maybe(description):
    return or_null(text(description))


def choice(kind, options, description):
    return {"type": kind, "enum": list(options), "description": description}


def explained(words):
    return "; ".join(f"{name}: {meaning}" for name, meaning in words.items()) + "."


def items(schema, description):
    return {"type": "array", "items": schema, "description": description}


def closed(members, description):
    return {"type": "object", "description": description, "additionalProperties": False, "required": list(members),
            "properties": members}


def kinds_of(names):
    return "/".join(names) if names else "any"


def explained_types(types):
    """A line a type: what the model chooses from, with its sign and who it holds between."""
    sign = {1: "+", 0: "0", -1: "-"}
    lines = [f"{t['name']} ({sign[t['sign']]}) {kinds_of(t['source'])} {'-' if t['symmetric'] else '->'} "
             f"{kinds_of(t['target'])}" for t in types]
    return ("What source does to target. In brackets the sign: + cooperative, - conflictual, 0 structural; then the kinds "
            "it holds between. Choose the most specific type that the text supports.\n" + "\n".join(lines))


def document():
    return closed({
        "id": text("Short name that evidence refers to, such as doc1."),
        "title": maybe("Its title."),
        "publisher": maybe("Who published it."),
        "author": maybe("Who wrote it."),
        "date": maybe("Day of publication as YYYY-MM-DD, YYYY-MM or YYYY."),
        "url": maybe("Its address, beginning with http:// or https://."),
        "language": maybe("Language tag of the text: en, ko, zh-Hant."),
    }, "A text that was read.")


def entity(kinds):
    return closed({
        "id": text("Short name of its own, in ASCII without blanks. Countries by ISO 3166-1 alpha-3 code: KOR, USA."),
        "kind": choice("string", kinds, "What it is."),
        "name": text("Its usual name in full."),
        "aliases": items({"type": "string"}, "The other names the text uses for it; may be empty. No name may stand for "
                                             "two entities."),
        "role": maybe("What it is in this text, such as National Security Advisor."),
        "short": maybe("A shorter name for diagrams."),
    }, "Someone or something named in the text. One entry for each, however often it is named.")


def evidence():
    return closed({
        "document": text("Id of the document."),
        "locator": maybe("Where in it: paragraph 4, page 12."),
        "summary": text("What it says there, in one sentence of your own words."),
        "quote": maybe("The words that say so, copied exactly from the text, as few as will do."),
    }, "One place in a document that says so.")


def relation(types):
    date = ("When, as the text says it and no more precisely: YYYY, YYYY-MM or YYYY-MM-DD; START/END for a span of time "
            "and START/.. for one that goes on; a ? behind it when it is uncertain.")
    return closed({
        "id": text("r1, r2, ... in the order of the text."),
        "type": choice("string", [t["name"] for t in types], explained_types(types)),
        "source": text("Id of the entity that acts."),
        "target": text("Id of the entity it acts on, or of the relation it is about (China objects to an alliance: the id "
                       "of that relation, unless the alliance is an entity)."),
        "sign": or_null(choice("integer", SIGNS, "Only when the text gives it another sign than its type has: " +
                               explained(SIGNS))),
        "date": maybe(date),
        "areas": items({"type": "string"}, "Fields that it is about, in lower case: semiconductors, military, energy; may "
                                           "be empty, no empty names."),
        "status": choice("string", STATUSES, explained(STATUSES)),
        "confidence": choice("number", CONFIDENCES, "How sure it is that the text says so. " + explained(CONFIDENCES)),
        "said_by": maybe("Who says so, when it is not the text itself: id of an entity, or a name."),
        "note": maybe("What a reader must know to judge it, in one sentence."),
        "evidence": items({"$ref": "#/$defs/evidence"}, "Where the text says so; at least one place."),
    }, "One statement of the text: source does this to target.")


def schema(vocabulary):
    top = closed({
        "format": choice("string", ["entente/1"], "Name of the format."),
        "title": text("What the text is about, in a few words."),
        "documents": items({"$ref": "#/$defs/document"}, "The texts that were read."),
        "entities": items({"$ref": "#/$defs/entity"}, "Everyone and everything that a relation has as an end."),
        "relations": items({"$ref": "#/$defs/relation"}, "What the text says of them. Nothing that it does not say."),
    }, "The relations that a text states, with the words that say so.")
    top["$defs"] = {"document": document(), "entity": entity([k["name"] for k in vocabulary["kinds"]]),
                    "relation": relation(vocabulary["types"]), "evidence": evidence()}
    return top


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "graphs/vocabulary/default.json")
    with open(path, encoding="utf-8") as file:
        vocabulary = json.load(file)
    json.dump(schema(vocabulary), sys.stdout, ensure_ascii=False, indent=2)
    print()


if __name__ == "__main__":
    main()
