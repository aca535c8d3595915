/* cli/cmd_explain.c - what a name means: an analysis, a column of a result, a rule, a type of relation, a kind. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = 79 };

static const ent_argument arguments[] = {
    {"NAME",
     "an analysis, a measure or method, a column, an option, a rule of check, a word of the model, a type or a kind"},
    {NULL, NULL}};

static void field(FILE *file, const char *name, const char *text) {
    if (!text || !text[0]) return;
    fprintf(file, "%-12s", name);
    cli_wrap(file, text, 12, 12, WIDTH);
}

/* A list whose lines may break at its commas. */
static void list_field(FILE *file, const char *name, const char *list) {
    char spaced[4000];
    size_t used = 0;
    for (const char *p = list ? list : ""; *p && used + 3 < sizeof spaced; p++) {
        spaced[used++] = *p;
        if (*p == ',' && p[1] != ' ') spaced[used++] = ' ';
    }
    spaced[used] = '\0';
    field(file, name, spaced);
}

static void item(FILE *file, const char *name, const char *text) {
    if (strlen(name) + 4 <= 20)
        fprintf(file, "  %-18s", name);
    else
        fprintf(file, "  %s\n%20s", name, "");
    cli_wrap(file, text && text[0] ? text : "-", 20, 20, WIDTH);
}

/* ---- analyses and their columns ---- */

static void list_needs(const ent_analysis *analysis, char *out, size_t size) {
    static const char *const words[] = {"weights of 0 or more", "dates", "signs", "a connected graph",
                                        "at least one relation"};
    out[0] = '\0';
    for (unsigned i = 0; i < sizeof words / sizeof *words; i++) {
        size_t used = strlen(out);
        if (analysis->needs >> i & 1) snprintf(out + used, size - used, "%s%s", used ? ", " : "", words[i]);
    }
}

static void explain_analysis(FILE *file, const ent_analysis *analysis) {
    char needs[200];
    list_needs(analysis, needs, sizeof needs);
    fprintf(file, "%s: ", analysis->name);
    cli_wrap(file, analysis->summary, strlen(analysis->name) + 2, 2, WIDTH);
    fputc('\n', file);
    cli_wrap(file, analysis->detail, 0, 0, WIDTH);
    fputc('\n', file);
    field(file, "sources", analysis->citation);
    field(file, "cost", analysis->cost);
    field(file, "needs", needs);
    fputs("\nColumns\n", file);
    for (const ent_column *column = analysis->columns; column && column->name; column++)
        item(file, column->name, column->help);
    if (analysis->terms) fputs("\nDefinitions\n", file);
    for (const ent_term *term = analysis->terms; term && term->name; term++) {
        char *text = cli_term_text(term, true);
        item(file, term->name, text ? text : term->definition);
        free(text);
    }
    if (analysis->options) fputs("\nOptions of its own\n", file);
    for (const ent_option *row = analysis->options; row && row->name; row++) {
        char name[64];
        snprintf(name, sizeof name, "--%s", row->name);
        item(file, name, row->help);
    }
    fprintf(file, "\n'entente %s --help' shows all options and examples.\n", analysis->name);
}

static const ent_analysis *find_analysis(const char *name) {
    for (size_t i = 0; i < cli_analysis_count(); i++)
        if (strcmp(cli_analysis_at(i)->name, name) == 0) return cli_analysis_at(i);
    return NULL;
}

static bool try_analysis(FILE *file, const ent_vocabulary *vocabulary, const char *name) {
    (void)vocabulary;
    const ent_analysis *analysis = find_analysis(name);
    if (analysis) explain_analysis(file, analysis);
    return analysis != NULL;
}

static bool try_column(FILE *file, const ent_vocabulary *vocabulary, const char *name) {
    (void)vocabulary;
    bool found = false;
    for (size_t i = 0; i < cli_analysis_count(); i++) {
        const ent_analysis *analysis = cli_analysis_at(i);
        for (const ent_column *column = analysis->columns; column && column->name; column++) {
            if (strcmp(column->name, name) != 0) continue;
            fprintf(file, "%s%s, a column of entente %s: ", found ? "\n" : "", name, analysis->name);
            cli_wrap(file, column->help ? column->help : "-", strlen(name) + strlen(analysis->name) + 24, 2, WIDTH);
            if (!found) field(file, "sources", analysis->citation);
            found = true;
        }
    }
    return found;
}

/* ---- terms ---- */

static void explain_term(FILE *file, const ent_term *term, const char *where) {
    fprintf(file, "%s: %s\n\n", term->name, where);
    cli_wrap(file, term->definition, 0, 0, WIDTH);
    bool more =
        (term->formula && term->formula[0]) || (term->source && term->source[0]) || (term->cost && term->cost[0]);
    if (more) fputc('\n', file);
    field(file, "formula", term->formula);
    field(file, "source", term->source);
    field(file, "cost", term->cost);
}

/* A term that several analyses share (betweenness of centrality and of brokers) is explained once, unless its sources differ. */
static bool try_term(FILE *file, const ent_vocabulary *vocabulary, const char *name) {
    (void)vocabulary;
    const ent_term *told = NULL;
    for (size_t i = 0; i < cli_analysis_count(); i++) {
        const ent_analysis *analysis = cli_analysis_at(i);
        for (const ent_term *term = analysis->terms; term && term->name; term++) {
            if (strcmp(term->name, name) != 0 || (told && strcmp(told->source, term->source) == 0)) continue;
            char where[100];
            snprintf(where, sizeof where, "a term of entente %s", analysis->name);
            if (told) fputc('\n', file);
            explain_term(file, term, where);
            told = term;
        }
    }
    return told != NULL;
}

static bool try_glossary(FILE *file, const ent_vocabulary *vocabulary, const char *name) {
    (void)vocabulary;
    for (const ent_term *term = cli_glossary; term->name; term++)
        if (strcmp(term->name, name) == 0) {
            explain_term(file, term, "a word of the model");
            return true;
        }
    return false;
}

/* ---- commands that are no analyses, and rules ---- */

static bool try_command(FILE *file, const ent_vocabulary *vocabulary, const char *name) {
    (void)vocabulary;
    cli_command command;
    if (!cli_command_find(name, &command) || command.analysis) return false;
    fprintf(file, "%s: ", name);
    cli_wrap(file, command.summary, strlen(name) + 2, 2, WIDTH);
    fputc('\n', file);
    cli_wrap(file, command.detail, 0, 0, WIDTH);
    if (strcmp(name, "check") == 0) {
        fputs("\nRules\n", file);
        for (size_t i = 0; i < ent_rule_count(); i++) item(file, ent_rule_at(i)->name, ent_rule_at(i)->summary);
    }
    return true;
}

static bool try_rule(FILE *file, const ent_vocabulary *vocabulary, const char *name) {
    (void)vocabulary;
    static const char *const severities[] = {"note", "warning", "error"};
    for (size_t i = 0; i < ent_rule_count(); i++) {
        const ent_rule *rule = ent_rule_at(i);
        if (strcmp(rule->name, name) != 0) continue;
        fprintf(file, "%s: a rule of entente check\n\n", name);
        field(file, "severity", severities[rule->severity]);
        field(file, "looks for", rule->summary);
        field(file, "why", rule->reason);
        return true;
    }
    return false;
}

/* ---- vocabulary ---- */

static bool try_type(FILE *file, const ent_vocabulary *vocabulary, const char *name) {
    static const char *const signs[] = {"negative: conflict", "structural: neither", "positive: cooperation"};
    long index = ent_vocabulary_find_type(vocabulary, name);
    ent_type type;
    char intensity[32];
    if (index < 0) return false;
    ent_vocabulary_type(vocabulary, (size_t)index, &type);
    fprintf(file, "%s: a type of relation, \"%s\"\n\n", type.name, type.label);
    field(file, "sign", signs[type.sign + 1]);
    field(file, "direction", type.symmetric ? "none: both ends are alike" : "from source to target");
    list_field(file, "sources", type.sources);
    list_field(file, "targets", type.targets);
    if (type.intensity == type.intensity) field(file, "intensity", ent_format_double(type.intensity, intensity));
    field(file, "plover", type.plover);
    list_field(file, "cameo", type.cameo);
    list_field(file, "aliases", type.aliases);
    if (type.lifts) field(file, "--lift", "the source stands for the target");
    return true;
}

static bool try_kind(FILE *file, const ent_vocabulary *vocabulary, const char *name) {
    long index = ent_vocabulary_find_kind(vocabulary, name);
    ent_kind kind;
    if (index < 0) return false;
    ent_vocabulary_kind(vocabulary, (size_t)index, &kind);
    fprintf(file, "%s: a kind of entity, \"%s\"\n\n", kind.name, kind.label);
    field(file, "drawn as", kind.shape);
    list_field(file, "aliases", kind.aliases);
    if (kind.lifts) field(file, "--lift", "stands for its country");
    return true;
}

/* ---- options and their words ---- */

static bool has_choice(const ent_option *row, const char *name) {
    for (const char *const *choice = row->choices; choice && *choice; choice++)
        if (strcmp(*choice, name) == 0) return true;
    return false;
}

/* The commands that have this very row, joined by commas. */
static void list_holders(const ent_option *wanted, char *out, size_t size) {
    out[0] = '\0';
    for (size_t i = 0; i < cli_command_count(); i++) {
        cli_command command;
        cli_command_at(i, &command);
        for (const cli_group *group = command.groups; group->title; group++)
            for (const ent_option *row = group->rows; row && row->name; row++) {
                size_t used = strlen(out);
                if (row == wanted) snprintf(out + used, size - used, "%s%s", used ? ", " : "", command.name);
            }
    }
}

static void explain_option(FILE *file, const ent_option *row, const char *word) {
    char holders[600];
    list_holders(row, holders, sizeof holders);
    if (word) fprintf(file, "%s: a word for --%s\n\n", word, row->name);
    cli_option_left(file, row);
    fputs(": an option\n\n", file);
    cli_wrap(file, row->help, 0, 0, WIDTH);
    fputc('\n', file);
    if (row->preset) field(file, "default", row->preset);
    field(file, "in", holders);
}

/* Rows that are shared are told once: where they first stand, and who has them. */
static bool is_first(const ent_option *wanted, size_t command_at) {
    for (size_t i = 0; i < command_at; i++) {
        cli_command command;
        cli_command_at(i, &command);
        for (const cli_group *group = command.groups; group->title; group++)
            for (const ent_option *row = group->rows; row && row->name; row++)
                if (row == wanted) return false;
    }
    return true;
}

static bool look_in_options(FILE *file, const char *name, bool choices) {
    bool found = false;
    for (size_t i = 0; i < cli_command_count(); i++) {
        cli_command command;
        cli_command_at(i, &command);
        for (const cli_group *group = command.groups; group->title; group++)
            for (const ent_option *row = group->rows; row && row->name; row++) {
                if (choices ? !has_choice(row, name) : strcmp(row->name, name) != 0) continue;
                if (!is_first(row, i)) continue;
                if (found) fputc('\n', file);
                explain_option(file, row, choices ? name : NULL);
                found = true;
            }
    }
    return found;
}

static bool try_option(FILE *file, const ent_vocabulary *vocabulary, const char *name) {
    (void)vocabulary;
    return look_in_options(file, strncmp(name, "--", 2) == 0 ? name + 2 : name, false);
}

static bool try_choice(FILE *file, const ent_vocabulary *vocabulary, const char *name) {
    (void)vocabulary;
    return look_in_options(file, name, true);
}

/* ---- the command ---- */

typedef struct nearest {
    const char *word, *best;
    size_t distance;
} nearest;

static void consider(nearest *n, const char *candidate) {
    size_t distance = ent_text_distance(n->word, candidate);
    if (distance >= n->distance || !ent_text_nearest(n->word, &candidate, 1)) return;
    n->best = candidate;
    n->distance = distance;
}

static ent_status unknown(const char *word, const ent_vocabulary *vocabulary, ent_error *err) {
    nearest n = {word, NULL, SIZE_MAX};
    for (size_t i = 0; i < cli_command_count(); i++) {
        cli_command command;
        cli_command_at(i, &command);
        consider(&n, command.name);
        const ent_column *column = command.analysis ? command.analysis->columns : NULL;
        for (; column && column->name; column++) consider(&n, column->name);
        const ent_term *term = command.analysis ? command.analysis->terms : NULL;
        for (; term && term->name; term++) consider(&n, term->name);
    }
    for (const ent_term *term = cli_glossary; term->name; term++) consider(&n, term->name);
    for (size_t i = 0; i < ent_rule_count(); i++) consider(&n, ent_rule_at(i)->name);
    const char *type = ent_vocabulary_nearest_type(vocabulary, word),
               *kind = ent_vocabulary_nearest_kind(vocabulary, word);
    if (type) consider(&n, type);
    if (kind) consider(&n, kind);
    ent_fail(err, ENT_USAGE, "nothing is called '%s'", word);
    if (n.best)
        ent_hint(err, "did you mean '%s'?", n.best);
    else
        ent_hint(err, "it explains commands, options, columns, rules, types and kinds: see 'entente help' and 'entente "
                      "vocabulary'");
    return ENT_USAGE;
}

/* What one of the places to look in says, after a blank line when others spoke before. */
static size_t append(FILE *file, bool (*look)(FILE *, const ent_vocabulary *, const char *),
                     const ent_vocabulary *vocabulary, const char *name, size_t found) {
    char *text = NULL;
    size_t length = 0;
    FILE *part = open_memstream(&text, &length);
    bool met = part && look(part, vocabulary, name);
    if (part) fclose(part);
    if (met && text) fprintf(file, "%s%s", found ? "\n" : "", text);
    free(text);
    return met;
}

/* Everything of that name: a word may be a measure, a word of the model and a type at once. */
static bool explain_all(FILE *file, const ent_vocabulary *vocabulary, const char *name) {
    static bool (*const places[])(FILE *, const ent_vocabulary *, const char *) = {
        try_analysis, try_command, try_rule, try_term, try_glossary, try_type, try_kind};
    size_t found = 0;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        found += append(file, places[i], vocabulary, name, found);
    static bool (*const otherwise[])(FILE *, const ent_vocabulary *, const char *) = {try_column, try_option,
                                                                                      try_choice};
    for (size_t i = 0; i < sizeof otherwise / sizeof *otherwise && !found; i++)
        found += append(file, otherwise[i], vocabulary, name, found);
    return found > 0;
}

static ent_status run(cli_call *call, ent_error *err) {
    size_t files;
    cli_page page;
    ent_vocabulary *vocabulary = NULL;
    ent_status status = cli_files(call, &files, err);
    if (status == ENT_OK) status = ent_vocabulary_default(&vocabulary, err);
    if (status == ENT_OK) status = cli_page_open(&page, err);
    if (status == ENT_OK) {
        bool found = explain_all(page.file, vocabulary, call->operands[0]);
        status = cli_page_close(&page, call, err);
        if (status == ENT_OK && !found) status = unknown(call->operands[0], vocabulary, err);
    }
    ent_vocabulary_free(vocabulary);
    return status;
}

static const ent_example examples[] = {
    {"explain centrality", "definitions, sources, cost and columns of an analysis"},
    {"explain betweenness", "a measure: definition, formula, source, cost"},
    {"explain backlash", "a type of relation, by one of its names"},
    {NULL, NULL},
};

const cli_command cli_explain = {
    .name = "explain",
    .summary = "tell what a measure, a method, a column, an option, a rule or a type means",
    .detail = "Definition and formula, the publications they come from, the cost, and the columns of the result.",
    .section = "Help",
    .arguments = arguments,
    .groups = {CLI_GROUP_OUTPUT, CLI_GROUP_GENERAL},
    .examples = examples,
    .run = run,
};
