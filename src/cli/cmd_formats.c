/* cli/cmd_formats.c - the formats of graphs that are read and written. */
#include "cli/cli.h"

enum { F_NAME, F_DIRECTION, F_EXTENSIONS, F_SUMMARY, F_COLUMNS };
static const ent_column columns[] = {
    [F_NAME] = {"format", ENT_COLUMN_TEXT, "name for --from and --to", false, false},
    [F_DIRECTION] = {"does", ENT_COLUMN_TEXT, "whether it is read or written", false, false},
    [F_EXTENSIONS] = {"extensions", ENT_COLUMN_TEXT, "of file names", false, false},
    [F_SUMMARY] = {"summary", ENT_COLUMN_TEXT, "what it is", true, false},
};

static ent_status add(ent_table *table, const char *name, const char *does, const char *extensions, const char *summary,
                      ent_error *err) {
    ent_status status = ent_table_add_row(table, err);
    if (status == ENT_OK) status = ent_table_set_text(table, F_NAME, name, err);
    if (status == ENT_OK) status = ent_table_set_text(table, F_DIRECTION, does, err);
    if (status == ENT_OK) status = ent_table_set_text(table, F_EXTENSIONS, extensions, err);
    if (status == ENT_OK) status = ent_table_set_text(table, F_SUMMARY, summary, err);
    return status;
}

static ent_status fill(ent_table *table, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t i = 0; i < ent_reader_count() && status == ENT_OK; i++) {
        ent_reader_info reader;
        ent_reader_at(i, &reader);
        status = add(table, reader.name, "read", reader.extensions, reader.summary, err);
    }
    for (size_t i = 0; i < ent_writer_count() && status == ENT_OK; i++) {
        const ent_writer *writer = ent_writer_at(i);
        status = add(table, writer->name, "write", writer->extensions, writer->summary, err);
    }
    return status;
}

static ent_status run(cli_call *call, ent_error *err) {
    size_t files;
    ent_table *table = NULL;
    ent_status status = cli_files(call, &files, err);
    if (status == ENT_OK) status = ent_table_new("formats", columns, F_COLUMNS, &table, err);
    if (status == ENT_OK) status = fill(table, err);
    if (status == ENT_OK) status = cli_write_table(call, table, err);
    ent_table_free(table);
    return status;
}

static const ent_example examples[] = {
    {"formats", "what can be read and written"},
    {NULL, NULL},
};

const cli_command cli_formats = {
    .name = "formats",
    .summary = "list the file formats that are read and written",
    .detail = "Formats are told by content when read, by --to or the extension of -o when written. Files may be gzip.",
    .section = "Data",
    .groups = {CLI_GROUP_SHOW, CLI_GROUP_OUTPUT, CLI_GROUP_GENERAL},
    .examples = examples,
    .run = run,
};
