/* model/select_options.c - the rows that every command shares to say what it looks at. */
#include <entente/model.h>

static const char *const signs[] = {"positive", "negative", "structural", NULL};
static const char *const statuses[] = {"asserted",     "planned", "reported", "denied",
                                       "hypothetical", "ended",   "all",      NULL};
static const char *const ambivalents[] = {"split", "net", "positive", "negative", "drop", NULL};

#define AT(member) offsetof(ent_select, member)

const ent_option ent_select_options[] = {
    {"at", 0, ENT_OPTION_DATE, AT(at), NULL, NULL, 0, 0, "DATE",
     "keep what holds on a day, month or year (2022-05-20, 2022-05, 2022)"},
    {"since", 0, ENT_OPTION_DATE, AT(since), NULL, NULL, 0, 0, "DATE", "keep what holds on that date or later"},
    {"until", 0, ENT_OPTION_DATE, AT(until), NULL, NULL, 0, 0, "DATE", "keep what holds on that date or earlier"},
    {"undated", 0, ENT_OPTION_FLAG, AT(undated), NULL, NULL, 0, 0, NULL,
     "keep relations without a date when a date is asked for"},
    {"type", 0, ENT_OPTION_LIST, AT(types), NULL, NULL, 0, 0, "TYPE,...",
     "keep relations of these types; everyday names such as alliance or visit will do"},
    {"kind", 0, ENT_OPTION_LIST, AT(kinds), NULL, NULL, 0, 0, "KIND,...",
     "keep relations between entities of these kinds"},
    {"sign", 0, ENT_OPTION_CHOICES, AT(signs), NULL, signs, 0, 0, NULL, "keep relations of these signs"},
    {"area", 0, ENT_OPTION_LIST, AT(areas), NULL, NULL, 0, 0, "AREA,...", "keep relations in these cooperation areas"},
    {"status", 0, ENT_OPTION_CHOICES, AT(statuses), NULL, statuses, 0, 0, NULL,
     "keep relations of these statuses; denied and hypothetical ones stay out unless named"},
    {"min-confidence", 0, ENT_OPTION_REAL, AT(min_confidence), NULL, NULL, 0, 1, "P",
     "keep relations at least this sure, from 0 to 1; none given counts as 0.9"},
    {"min-sources", 0, ENT_OPTION_INT, AT(min_sources), NULL, NULL, 0, 1e9, "N",
     "keep relations that at least N documents bear out"},
    {"around", 0, ENT_OPTION_TEXT, AT(around), NULL, NULL, 0, 0, "ENTITY",
     "keep what lies near an entity (see --radius)"},
    {"radius", 0, ENT_OPTION_INT, AT(radius), "1", NULL, 1, 1e6, "N", "how many steps around it"},
    {"ambivalent", 0, ENT_OPTION_CHOICE, AT(ambivalent), "split", ambivalents, 0, 0, NULL,
     "a pair with both signs: keep both, the more frequent, one sign, or neither"},
    {"lift", 0, ENT_OPTION_FLAG, AT(lift), NULL, NULL, 0, 0, NULL, "let leaders and agencies stand for their country"},
    {"isolates", 0, ENT_OPTION_FLAG, AT(isolates), NULL, NULL, 0, 0, NULL, "keep entities without a selected relation"},
    {NULL, 0, ENT_OPTION_FLAG, 0, NULL, NULL, 0, 0, NULL, NULL},
};
