/* cli/glossary.c - words of the model that stand in tables and options and are neither measure, type nor kind. */
#include "cli/cli.h"

const ent_term cli_glossary[] = {
    {"positive", "A cooperative relation: its type has the sign +1. Drawings call it cooperative.", "",
     "Cartwright and Harary 1956; PLOVER 2024", ""},
    {"negative", "A conflictual relation: its type has the sign -1. Drawings call it adversarial.", "",
     "Cartwright and Harary 1956; PLOVER 2024", ""},
    {"structural",
     "A relation that is neither cooperation nor conflict: membership, office, place (sign 0). Drawings call it "
     "factual. "
     "--no-structural leaves them out.",
     "", "", ""},
    {"sign", "+1, -1 or 0: from the type of the relation, unless the data gives the relation a sign of its own.", "",
     "Cartwright and Harary 1956", ""},
    {"ambivalent",
     "A pair with positive and negative relations at once. It is never summed in silence: tables name such pairs, and "
     "--ambivalent decides what becomes of them (split, net, positive, negative, drop).",
     "", "", ""},
    {"asserted", "Status of a relation that its source states as a fact. The status when none is given.", "", "", ""},
    {"planned", "Status of a relation that is announced or expected, not yet so.", "", "", ""},
    {"reported", "Status of a relation that somebody is said to have stated; the source does not vouch for it.", "", "",
     ""},
    {"denied", "Status of a relation that is disputed. Left out unless --status asks for it.", "", "", ""},
    {"hypothetical",
     "Status of a relation that would hold if something else did. Left out unless --status asks for it.", "", "", ""},
    {"ended", "Status of a relation that held once: until the end of its date, see dates.", "", "", ""},
    {"confidence",
     "How sure the data is of a relation, from 0 to 1. A relation without one counts as 0.9 where a number is needed.",
     "", "", ""},
    {"intensity",
     "How strongly a type cooperates or conflicts: the score of its PLOVER class. Types without a score count as 1 "
     "under "
     "--weight intensity.",
     "", "PLOVER 2024", ""},
    {"weight", "Size of a relation as the data gives it, 0 or more; 1 when it gives none.", "", "", ""},
    {"strength",
     "What an edge weighs under --weight, summed over its relations. The distance of an edge is 1/strength.", "", "",
     ""},
    {"area",
     "A field of cooperation that a relation names. --areas makes each one a vertex between those who work in it.", "",
     "", ""},
    {"lift",
     "--lift lets leaders, officials and agencies stand for their country: what they do, it does. Relations within one "
     "country are left out and counted.",
     "", "", ""},
    {"targeted relation",
     "A relation that another relation is about: who objects to an alliance points at the alliance itself. It is a "
     "vertex "
     "between its own ends.",
     "", "", ""},
    {"evidence", "What bears a relation out: a document, a place in it, a summary in our words, or a quotation.", "",
     "", ""},
    {"dates",
     "The days of a date are all the days it can mean: 2022 its 365 days, 2022-05 its 31, 2022-05/2022-07 from the "
     "first of May to the last of July. An end '..' has no limit, and ?, ~ and % move nothing. --at asks for the days "
     "of its date, --since for those from its first day on, --until for those up to its last day; together for the "
     "days that all of them have. A relation is kept when it has one of these days, whatever its status. One that is "
     "ended should have an end in its date, and one that is planned a date that is not past when it is reported; check "
     "says where not.",
     "keep when first <= last day asked for, and last >= first day asked for", "ISO 8601-2:2019 (EDTF)", ""},
    {"undated", "A relation without a date. It is left out as soon as a date is asked for, unless --undated keeps it.",
     "", "", ""},
    {"isolates",
     "Entities that no selected relation touches. They are left out, and counted, unless --isolates keeps them.", "",
     "", ""},
    {"seed",
     "Where the random numbers of an analysis begin. The same seed gives the same answer; it stands under the table.",
     "", "", ""},
    {NULL, NULL, NULL, NULL, NULL},
};
