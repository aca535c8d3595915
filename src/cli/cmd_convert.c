/* cli/cmd_convert.c - from one format of graphs to another, or to a smaller graph. */
#include "cli/cli.h"

#include <string.h>

static const ent_option rows[] = {
    {.name = "to",
     .letter = 't',
     .type = ENT_OPTION_TEXT,
     .offset = offsetof(cli_settings, to),
     .argument = "FORMAT",
     .help = "format to write, see 'entente formats'; otherwise told by the extension of -o FILE"},
    {.name = NULL},
};

static ent_status choose_writer(const cli_call *call, const ent_writer **out, ent_error *err) {
    const char *to = call->settings.to, *path = call->settings.output.path;
    *out = to ? ent_writer_find(to) : path ? ent_writer_find(path) : NULL;
    if (*out) return ENT_OK;
    if (to)
        ent_fail(err, ENT_USAGE, "there is no format '%s' to write", to);
    else if (path)
        ent_fail(err, ENT_USAGE, "the extension of '%s' names no format", path);
    else
        ent_fail(err, ENT_USAGE, "convert needs a format to write");
    ent_hint(err, "say --to FORMAT; 'entente formats' lists them");
    return ENT_USAGE;
}

static ent_status convert(const cli_call *call, const ent_writer *writer, const cli_data *data, ent_error *err) {
    char *text = NULL;
    size_t length = 0;
    /* without a word about the selection everything is written, denied relations too: nothing is lost */
    const ent_selection *selection = call->selects ? data->selection : NULL;
    ent_status status = cli_stage(call, "putting records into words", err);
    if (status == ENT_OK) status = writer->write(data->graph, selection, &text, &length, err);
    if (status == ENT_OK) status = cli_write(call, text, length, err);
    if (status == ENT_OK && selection && ent_selection_relations(selection, NULL) < ent_graph_relations(data->graph))
        cli_say(call, "%zu of %zu relations were selected and written", ent_selection_relations(selection, NULL),
                ent_graph_relations(data->graph));
    ent_free(text);
    return status;
}

static ent_status run(cli_call *call, ent_error *err) {
    size_t files;
    const ent_writer *writer;
    cli_data data = {0};
    ent_status status = cli_files(call, &files, err);
    if (status == ENT_OK && call->settings.select.lift) {
        status = ent_fail(err, ENT_USAGE, "convert writes the data as it is, so it cannot lift");
        ent_hint(err, "leave out --lift, and use it when the data is analysed or drawn");
    }
    if (status == ENT_OK) status = choose_writer(call, &writer, err);
    if (status == ENT_OK) status = cli_load(call, files, &data, err);
    if (status == ENT_OK) status = convert(call, writer, &data, err);
    cli_data_clear(&data);
    return status;
}

static const ent_example examples[] = {
    {"convert graphs/korea-us-2022.json -o korea-us.jsonl", "the same graph, one record a line"},
    {"convert graphs/korea-us-2022.json --to json --sign negative", "only the conflicts, on standard output"},
    {NULL, NULL},
};

const cli_command cli_convert = {
    .name = "convert",
    .summary = "write the graph, or a selection of it, in another format",
    .detail = "Reads the files, unites them, and writes them in the format of --to or of the extension of -o. Without "
              "options of the selection everything is written, denied and hypothetical relations too.",
    .section = "Data",
    .reads_files = true,
    .groups = {{"Convert", rows, 0}, CLI_GROUP_SELECT, CLI_GROUP_READING, CLI_GROUP_OUTPUT, CLI_GROUP_GENERAL},
    .examples = examples,
    .run = run,
};
