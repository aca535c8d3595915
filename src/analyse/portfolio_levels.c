/* The scale of the Correlates of War (Gibler 2009), with the words of ATOP beside it. */
#include "analyse/portfolio_levels.h"
#include "model/attributes.h"
#include "model/vocabulary.h"

#include <stdlib.h>
#include <string.h>

enum { UNNAMED = ENT_PACTS - 1 };

/* Letters only, small: "Non-aggression" is nonaggression. */
static const struct {
    const char *name, *also;
    int level;
} pacts[ENT_PACTS] = {
    {"defense", "defence", 3},
    {"offense", "offence", 3},
    {"neutrality", NULL, 2},
    {"nonaggression", NULL, 2},
    {"consultation", "consultative", 1},
    {"entente", NULL, 1},
    {"technology", NULL, 0},
    {"economic", NULL, 0},
    {"unnamed", NULL, 3},
};

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whether the first `length` bytes of text are the word, whatever its case, dashes and blanks. */
static bool is_word(const char *text, size_t length, const char *word) {
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '-' || text[i] == '_' || text[i] == ' ') continue;
        if (!is_letter(text[i]) || (text[i] | 32) != *word) return false;
        word++;
    }
    return !*word;
}

static int pact_of(const char *text, size_t length) {
    for (int k = 0; k < ENT_PACTS; k++)
        if (is_word(text, length, pacts[k].name) || (pacts[k].also && is_word(text, length, pacts[k].also))) return k;
    return -1;
}

static ent_status refuse_level(const char *word, ent_error *err) {
    ent_fail(err, ENT_USAGE, "'--levels %s' is no level: NAME=N with N from 0 to %d is", word, ENT_MOST_LEVEL);
    return ent_hint(err, "--levels nonaggression=1,technology=1,cooperates_with=1");
}

/* *out: a type of the vocabulary or of the data, or -1. */
static ent_status find_type(const ent_graph *graph, const char *name, long *out, ent_error *err) {
    for (size_t k = 0; k < ent_graph_types(graph); k++) {
        ent_type type;
        ent_graph_type(graph, (uint32_t)k, &type);
        *out = (long)k;
        if (strcmp(type.name, name) == 0) return ENT_OK;
    }
    return ent_vocabulary_look_up(ent_graph_vocabulary(graph), true, name, out, err);
}

static ent_status set_level(ent_scale *s, const char *word, ent_error *err) {
    const char *equals = strchr(word, '=');
    double level;
    if (!equals || !ent_parse_double(equals + 1, &level)) return refuse_level(word, err);
    if (level < 0 || level > ENT_MOST_LEVEL || level != (int)level) return refuse_level(word, err);
    size_t length = (size_t)(equals - word);
    int pact = pact_of(word, length);
    if (pact >= 0) {
        s->pact[pact] = (int)level;
        return ENT_OK;
    }
    char *name = strndup(word, length);
    if (!name) return ent_fail_memory(err);
    long type;
    ent_status status = find_type(s->graph, name, &type, err);
    if (status) {
        free(name);
        return status;
    }
    if (type < 0) {
        ent_fail(err, ENT_USAGE, "--levels: '%s' is neither a kind of pact nor a type of relation", name);
        status = ent_hint(err, "kinds of pact are defense, offense, neutrality, nonaggression, consultation, entente, "
                               "technology, economic, unnamed");
    } else if ((uint32_t)type == s->allied) {
        ent_fail(err, ENT_USAGE, "--levels: pacts of type '%s' have their levels by their kind", name);
        status = ent_hint(err, "unnamed=N is for those that do not say of what kind they are");
    } else {
        s->type[type] = (int)level;
    }
    free(name);
    return status;
}

ent_status ent_scale_init(ent_scale *s, ent_portfolio_of of, const ent_graph *graph, const ent_text_list *words,
                          ent_error *err) {
    long allied;
    ent_status status = find_type(graph, "allied_with", &allied, err);
    if (status) return status;
    *s = (ent_scale){.of = of, .graph = graph, .allied = allied < 0 ? UINT32_MAX : (uint32_t)allied};
    for (int k = 0; k < ENT_PACTS; k++) s->pact[k] = pacts[k].level;
    if (of == ENT_PORTFOLIO_RELATIONS) {
        s->top = 2;
        s->nothing = 1;
        if (!words->count) return ENT_OK;
        ent_fail(err, ENT_USAGE, "--levels is for pacts, and --on relations takes the signs of relations");
        return ent_hint(err, "leave out one of them");
    }
    s->type = calloc(ent_graph_types(graph) + 1, sizeof *s->type);
    status = s->type ? ENT_OK : ent_fail_memory(err);
    for (size_t i = 0; i < words->count && !status; i++) status = set_level(s, words->items[i], err);
    if (status) return status;
    for (int k = 0; k < ENT_PACTS; k++) s->top = s->pact[k] > s->top ? s->pact[k] : s->top;
    for (size_t k = 0; k < ent_graph_types(graph); k++) s->top = s->type[k] > s->top ? s->type[k] : s->top;
    if (s->top) return ENT_OK;
    ent_fail(err, ENT_USAGE, "--levels puts every kind of pact at 0, so there is nothing to compare");
    return ent_hint(err, "--levels defense=3");
}

void ent_scale_clear(ent_scale *s) {
    free(s->type);
}

/* The highest level among the words of a pact; -1 when it has none that is known. */
static int highest(const ent_scale *s, const char *texts) {
    int best = -1;
    for (const char *text = texts; *text;) {
        size_t length = strcspn(text, "\n");
        int pact = pact_of(text, length);
        if (pact >= 0 && s->pact[pact] > best) best = s->pact[pact];
        text += length + (text[length] == '\n');
    }
    return best;
}

ent_status ent_scale_level(ent_scale *s, ent_id relation, int *out, ent_error *err) {
    ent_relation row;
    ent_graph_relation(s->graph, relation, &row);
    *out = s->of == ENT_PORTFOLIO_RELATIONS ? 1 + row.sign : s->type[row.type];
    if (s->of == ENT_PORTFOLIO_RELATIONS || row.type != s->allied) return ENT_OK;
    char *texts = NULL;
    ent_status status = ent_relation_texts(s->graph, relation, "pact", &texts, err);
    if (status) return status;
    int level = texts ? highest(s, texts) : s->pact[UNNAMED];
    s->unnamed += !texts;
    s->unknown += level < 0;
    *out = level < 0 ? 0 : level;
    free(texts);
    return ENT_OK;
}

void ent_scale_say(const ent_scale *s, ent_buffer *out) {
    for (int level = s->top; level > 0; level--) {
        size_t named = 0;
        ent_buffer_format(out, "%s%d", level < s->top ? "; " : "", level);
        for (int k = 0; k < ENT_PACTS; k++)
            if (s->pact[k] == level) ent_buffer_format(out, "%s %s", named++ ? "," : "", pacts[k].name);
        for (size_t k = 0; k < ent_graph_types(s->graph); k++) {
            ent_type type;
            ent_graph_type(s->graph, (uint32_t)k, &type);
            if (s->type[k] == level) ent_buffer_format(out, "%s %s", named++ ? "," : "", type.name);
        }
        if (!named) ent_buffer_text(out, " nothing");
    }
}
