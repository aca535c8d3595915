/* 06-formats.c - make a table of one's own and write it in several formats.
 *
 *     cc 06-formats.c $(pkg-config --cflags --libs entente) -o formats && ./formats
 *
 * Shows: typed columns, missing values, sorting, and that a format is an option and not a different call.
 */
#include <stdio.h>

#include <entente/entente.h>

static const ent_column columns[] = {
    {.name = "framework", .type = ENT_COLUMN_TEXT, .help = "its name"},
    {.name = "members", .type = ENT_COLUMN_INT, .help = "states that belong to it"},
    {.name = "since", .type = ENT_COLUMN_INT, .help = "year of its start"},
};

typedef struct framework {
    const char *name;
    int64_t members, since; /* since 0: not stated */
} framework;

static ent_status fill(ent_table *table, ent_error *err) {
    static const framework rows[] = {
        {"Quad", 4, 2007}, {"NATO, of 1949", 32, 1949}, {"IPEF", 14, 2022}, {"협력 체계", 2, 0}};
    ent_status status = ENT_OK;
    for (size_t i = 0; i < sizeof rows / sizeof *rows && status == ENT_OK; i++) {
        status = ent_table_add_row(table, err);
        if (status == ENT_OK) status = ent_table_set_text(table, 0, rows[i].name, err);
        if (status == ENT_OK) status = ent_table_set_int(table, 1, rows[i].members, err);
        if (status == ENT_OK && rows[i].since) status = ent_table_set_int(table, 2, rows[i].since, err);
    }
    return status;
}

static ent_status show(const ent_table *table, const char *format, ent_error *err) {
    ent_show how;
    char *text = NULL;
    ent_status status = ent_options_init(ent_show_options, &how, sizeof how, err);
    if (status == ENT_OK) status = ent_option_set(ent_option_find(ent_show_options, "format"), &how, format, err);
    if (status == ENT_OK) status = ent_option_set(ent_option_find(ent_show_options, "sort"), &how, "-members", err);
    if (status == ENT_OK) status = ent_table_format(table, &how, &text, NULL, err);
    if (status == ENT_OK) printf("--- %s\n%s", format, text);
    ent_free(text);
    ent_options_clear(ent_show_options, &how);
    return status;
}

int main(void) {
    static const char *const formats[] = {"text", "csv", "tsv", "jsonl", "md"};
    ent_error error = {0};
    ent_table *table = NULL;

    if (ent_table_new("frameworks", columns, 3, &table, &error) != ENT_OK) goto done;
    if (fill(table, &error) != ENT_OK) goto done;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (show(table, formats[i], &error) != ENT_OK) goto done;
done:
    if (error.status != ENT_OK) fprintf(stderr, "%s\n", error.message);
    ent_table_free(table);
    return ent_status_exit_code(error.status);
}
