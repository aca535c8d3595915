/* cli/load.c - files to a graph, a graph to a selection. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Names written before the files are taken for files: say so. */
static void hint_order(const cli_call *call, size_t files, ent_error *err) {
    if (!err || err->status != ENT_IO || files >= call->operand_count) return;
    const char *last = call->operands[call->operand_count - 1];
    if (access(call->operands[0], R_OK) == 0 || access(last, R_OK) != 0) return;
    err->hint[0] = '\0';
    ent_hint(err, "files come first: entente %s %s ...", call->command.name, last);
}

/* --without Yoon Biden: a second name behind an option is taken for a file. */
static void hint_list(const cli_call *call, size_t files, ent_error *err) {
    if (!err || err->status != ENT_IO) return;
    for (size_t i = 1; i < files; i++) {
        const char *word = call->operands[i];
        if (strpbrk(word, "./") || access(word, F_OK) == 0 || access(call->operands[0], R_OK) != 0) continue;
        err->hint[0] = '\0';
        ent_hint(err, "it is taken for a file; several names behind an option are joined by commas: 'A,%s'", word);
        return;
    }
}

static void hint_memory(const cli_reading *reading, ent_error *err) {
    if (!err || err->status != ENT_NOMEM) return;
    ent_hint(err, "%s'entente pack' where there is more memory makes a file that takes next to none",
             reading->quotes == CLI_QUOTES_FILE ? "" : "--quotes file takes half as much; ");
}

/* The graph with the relations of --add instead of the one that was read. */
static ent_status add_relations(const cli_call *call, cli_data *data, ent_error *err) {
    ent_sink sink = cli_sink(call);
    ent_edits *edits = NULL;
    ent_graph *graph = NULL;
    ent_status status = ent_edits_new(data->graph, &edits, err);
    if (status == ENT_OK)
        status = ent_edits_add_words(edits, &call->settings.reading.add, "added", NULL, &data->added, err);
    if (status == ENT_OK) status = ent_edits_apply(edits, &sink, &graph, err);
    ent_edits_free(edits);
    if (status != ENT_OK) return status;
    ent_graph_free(data->graph);
    data->graph = graph;
    if (!call->command.analysis) cli_say(call, "%s: " CLI_ADDED, data->added);
    return ENT_OK;
}

static const char *temporary_folder(void) {
    const char *folder = getenv("TMPDIR");
    return folder && *folder ? folder : "/tmp";
}

ent_status cli_read(const cli_call *call, size_t files, cli_data *data, ent_error *err) {
    const cli_reading *reading = &call->settings.reading;
    ent_sink sink = cli_sink(call);
    ent_status status = ENT_OK;
    memset(data, 0, sizeof *data);
    if (reading->vocabulary) status = ent_vocabulary_read_file(reading->vocabulary, &sink, &data->vocabulary, err);
    if (status != ENT_OK) return status;
    ent_read options = {.strict = reading->strict,
                        .from = reading->from,
                        .max_findings = (size_t)reading->max_findings,
                        .vocabulary = data->vocabulary,
                        .keep_findings = reading->keep_findings,
                        .quotes_folder = reading->quotes == CLI_QUOTES_FILE ? temporary_folder() : NULL,
                        .monitor = cli_monitor(call)};
    const char *const *paths = (const char *const *)call->operands;
    status = ent_read_files(paths, files, &options, &sink, &data->graph, err);
    cli_progress_clear();
    hint_memory(reading, err);
    hint_order(call, files, err);
    hint_list(call, files, err);
    if (status == ENT_OK && reading->add.count) status = cli_stage(call, "adding relations", err);
    if (status == ENT_OK && reading->add.count) status = add_relations(call, data, err);
    return status;
}

ent_status cli_load(const cli_call *call, size_t files, cli_data *data, ent_error *err) {
    ent_status status = cli_read(call, files, data, err);
    if (status == ENT_OK) status = cli_stage(call, "selecting relations", err);
    if (status == ENT_OK) status = ent_selection_new(data->graph, &call->settings.select, &data->selection, err);
    return status;
}

void cli_data_clear(cli_data *data) {
    ent_selection_free(data->selection);
    ent_free(data->added);
    ent_graph_free(data->graph);
    ent_vocabulary_free(data->vocabulary);
    memset(data, 0, sizeof *data);
}
