/* cli/cmd_vocabulary.c - the types of relations and the kinds of entities that are known. */
#include "cli/cli.h"

static const ent_option rows[] = {
    {.name = "kinds",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(cli_settings, kinds),
     .help = "the kinds of entities instead of the types of relations"},
    {.name = "vocabulary",
     .type = ENT_OPTION_TEXT,
     .offset = offsetof(cli_settings, reading.vocabulary),
     .argument = "FILE",
     .help = "list this vocabulary instead of the built-in one"},
    {.name = NULL},
};

/* ---- types ---- */

enum {
    T_TYPE,
    T_SIGN,
    T_INTENSITY,
    T_NAMES,
    T_SYMMETRIC,
    T_ALIASES,
    T_LABEL,
    T_SOURCES,
    T_TARGETS,
    T_PLOVER,
    T_CAMEO,
    T_LIFTS
};
static const ent_column type_columns[] = {
    [T_TYPE] = {"type", ENT_COLUMN_TEXT, "canonical name", false, false},
    [T_SIGN] = {"sign", ENT_COLUMN_TEXT, "positive (cooperative), negative (conflictual) or structural", false, false},
    [T_INTENSITY] = {"intensity", ENT_COLUMN_REAL, "PLOVER score, from -10 to 10", false, false},
    [T_NAMES] = {"also", ENT_COLUMN_TEXT, "the first of its other names", true, false},
    [T_SYMMETRIC] = {"symmetric", ENT_COLUMN_BOOL, "direction has no meaning", false, true},
    [T_ALIASES] = {"aliases", ENT_COLUMN_TEXT, "all other names, accepted in files and options", true, true},
    [T_LABEL] = {"label", ENT_COLUMN_TEXT, "words for a reader", false, true},
    [T_SOURCES] = {"sources", ENT_COLUMN_TEXT, "kinds that may be source", true, true},
    [T_TARGETS] = {"targets", ENT_COLUMN_TEXT, "kinds that may be target", true, true},
    [T_PLOVER] = {"plover", ENT_COLUMN_TEXT, "PLOVER class", false, true},
    [T_CAMEO] = {"cameo", ENT_COLUMN_TEXT, "CAMEO codes", false, true},
    [T_LIFTS] = {"lifts", ENT_COLUMN_BOOL, "under --lift the source stands for the target", false, true},
};

static const char *or_missing(const char *text) {
    return text && text[0] ? text : NULL;
}

/* The first `most` items of a list. A comma without a space would hide where a line may break. */
static ent_status set_items(ent_table *table, size_t column, const char *list, size_t most, ent_error *err) {
    char spaced[4000];
    size_t used = 0;
    for (const char *p = list ? list : ""; *p && used + 3 < sizeof spaced; p++) {
        if (*p == ',' && --most == 0) break;
        spaced[used++] = *p;
        if (*p == ',' && p[1] != ' ') spaced[used++] = ' ';
    }
    spaced[used] = '\0';
    return ent_table_set_text(table, column, or_missing(spaced), err);
}

static ent_status set_list(ent_table *table, size_t column, const char *list, ent_error *err) {
    return set_items(table, column, list, SIZE_MAX, err);
}

static ent_status add_type(ent_table *table, const ent_type *type, ent_error *err) {
    static const char *const signs[] = {"negative", "structural", "positive"};
    ent_status status = ent_table_add_row(table, err);
    if (status == ENT_OK) status = ent_table_set_text(table, T_TYPE, type->name, err);
    if (status == ENT_OK) status = ent_table_set_text(table, T_SIGN, signs[type->sign + 1], err);
    if (status == ENT_OK) status = ent_table_set_bool(table, T_SYMMETRIC, type->symmetric, err);
    if (status == ENT_OK) status = ent_table_set_real(table, T_INTENSITY, type->intensity, err);
    if (status == ENT_OK) status = set_items(table, T_NAMES, type->aliases, 3, err);
    if (status == ENT_OK) status = set_list(table, T_ALIASES, type->aliases, err);
    if (status == ENT_OK) status = ent_table_set_text(table, T_LABEL, type->label, err);
    if (status == ENT_OK) status = set_list(table, T_SOURCES, type->sources, err);
    if (status == ENT_OK) status = set_list(table, T_TARGETS, type->targets, err);
    if (status == ENT_OK) status = ent_table_set_text(table, T_PLOVER, or_missing(type->plover), err);
    if (status == ENT_OK) status = ent_table_set_text(table, T_CAMEO, or_missing(type->cameo), err);
    if (status == ENT_OK) status = ent_table_set_bool(table, T_LIFTS, type->lifts, err);
    return status;
}

static ent_status list_types(const ent_vocabulary *vocabulary, ent_table **out, ent_error *err) {
    size_t count = ent_vocabulary_type_count(vocabulary);
    ent_status status = ent_table_new("vocabulary", type_columns, sizeof type_columns / sizeof *type_columns, out, err);
    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        ent_type type;
        ent_vocabulary_type(vocabulary, i, &type);
        status = add_type(*out, &type, err);
    }
    if (status == ENT_OK)
        status =
            ent_table_note(*out, err,
                           "%zu types of relations; 'entente explain TYPE' tells all about one, --columns all shows "
                           "all columns, --kinds lists the kinds of entities",
                           count);
    return status;
}

/* ---- kinds ---- */

enum { K_KIND, K_LABEL, K_SHAPE, K_LIFTS, K_ALIASES };
static const ent_column kind_columns[] = {
    [K_KIND] = {"kind", ENT_COLUMN_TEXT, "canonical name", false, false},
    [K_LABEL] = {"label", ENT_COLUMN_TEXT, "words for a reader", false, false},
    [K_SHAPE] = {"shape", ENT_COLUMN_TEXT, "outline and tint in diagrams", false, false},
    [K_LIFTS] = {"lifts", ENT_COLUMN_BOOL, "under --lift it stands for its country", false, false},
    [K_ALIASES] = {"aliases", ENT_COLUMN_TEXT, "other names, accepted in files and options", true, false},
};

static ent_status add_kind(ent_table *table, const ent_kind *kind, ent_error *err) {
    ent_status status = ent_table_add_row(table, err);
    if (status == ENT_OK) status = ent_table_set_text(table, K_KIND, kind->name, err);
    if (status == ENT_OK) status = ent_table_set_text(table, K_LABEL, kind->label, err);
    if (status == ENT_OK) status = ent_table_set_text(table, K_SHAPE, kind->shape, err);
    if (status == ENT_OK) status = ent_table_set_bool(table, K_LIFTS, kind->lifts, err);
    if (status == ENT_OK) status = set_list(table, K_ALIASES, kind->aliases, err);
    return status;
}

static ent_status list_kinds(const ent_vocabulary *vocabulary, ent_table **out, ent_error *err) {
    size_t count = ent_vocabulary_kind_count(vocabulary);
    ent_status status = ent_table_new("vocabulary", kind_columns, sizeof kind_columns / sizeof *kind_columns, out, err);
    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        ent_kind kind;
        ent_vocabulary_kind(vocabulary, i, &kind);
        status = add_kind(*out, &kind, err);
    }
    if (status == ENT_OK) status = ent_table_note(*out, err, "%zu kinds of entities", count);
    return status;
}

static ent_status run(cli_call *call, ent_error *err) {
    size_t files;
    ent_vocabulary *vocabulary = NULL;
    ent_table *table = NULL;
    ent_sink sink = cli_sink(call);
    const char *path = call->settings.reading.vocabulary;
    ent_status status = cli_files(call, &files, err);
    if (status != ENT_OK) return status;
    status = path ? ent_vocabulary_read_file(path, &sink, &vocabulary, err) : ent_vocabulary_default(&vocabulary, err);
    if (status == ENT_OK)
        status = call->settings.kinds ? list_kinds(vocabulary, &table, err) : list_types(vocabulary, &table, err);
    if (status == ENT_OK) status = ent_table_set_title(table, ent_vocabulary_title(vocabulary), err);
    if (status == ENT_OK) status = cli_write_table(call, table, err);
    ent_table_free(table);
    ent_vocabulary_free(vocabulary);
    return status;
}

static const ent_example examples[] = {
    {"vocabulary", "types of relations, their signs and aliases"},
    {"vocabulary --sort intensity --top 5 --columns type,intensity,plover", "the most hostile types"},
    {"vocabulary --kinds", "kinds of entities"},
    {NULL, NULL},
};

const cli_command cli_vocabulary = {
    .name = "vocabulary",
    .summary = "list the types of relations and the kinds of entities",
    .detail =
        "The vocabulary is data: graphs/vocabulary/default.json is built in, and --vocabulary FILE puts another in "
        "its place, here and in every command that reads a graph.",
    .section = "Data",
    .groups = {{"Vocabulary", rows, 0}, CLI_GROUP_SHOW, CLI_GROUP_OUTPUT, CLI_GROUP_GENERAL},
    .examples = examples,
    .run = run,
};
