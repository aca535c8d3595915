/* cli/cmd_analysis.c - one command for every analysis of the registry: entente NAME FILE... [ARGUMENTS]. */
#include "cli/cli.h"

/* More entities than any analysis takes as arguments. */
enum { CLI_ARGUMENTS = 8 };

static ent_status resolve(const cli_call *call, const cli_data *data, size_t files, ent_id *entities, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t i = 0; i < CLI_ARGUMENTS; i++) entities[i] = ENT_NONE; /* one that may be left out */
    for (size_t i = files; i < call->operand_count && status == ENT_OK; i++)
        status = ent_graph_find_entity(data->graph, call->operands[i], &entities[i - files], err);
    return status;
}

/* The options of the selection left no relation of a graph that has some: the table is empty, and the answer is no. */
static bool nothing_matched(const cli_data *data) {
    return ent_graph_relations(data->graph) > 0 && ent_selection_relations(data->selection, NULL) == 0;
}

static bool is_answer(ent_status status) {
    return status == ENT_OK || status == ENT_NO;
}

static ent_status analyse(const cli_call *call, const cli_data *data, const ent_id *entities, ent_error *err) {
    ent_analysis_input input = {.selection = data->selection,
                                .view = call->settings.view,
                                .entities = entities,
                                .options = call->settings.own,
                                .monitor = cli_monitor(call)};
    ent_table *table = NULL;
    cli_annotating back = {0};
    ent_status written = cli_chart_check(call, err), answer = ENT_OK;
    bool drawn = true;
    if (written == ENT_OK) written = cli_annotate_begin(call, data->graph, &back, err);
    if (back.edits) input.annotator = &back.annotator;
    if (written == ENT_OK) answer = ent_analysis_run(call->command.analysis, &input, &table, err);
    if (table && data->added && is_answer(answer)) written = ent_table_note(table, err, "%s: " CLI_ADDED, data->added);
    if (table && answer == ENT_OK && written == ENT_OK) written = cli_annotate_write(&back, err);
    if (table && is_answer(answer) && written == ENT_OK) written = cli_chart_write(call, table, &drawn, err);
    if (table && is_answer(answer) && written == ENT_OK) written = cli_write_table(call, table, err);
    cli_annotate_clear(&back);
    ent_table_free(table);
    if (written != ENT_OK) return written;
    return answer == ENT_OK && (nothing_matched(data) || !drawn) ? ENT_NO : answer;
}

ent_status cli_run_analysis(cli_call *call, ent_error *err) {
    size_t files;
    cli_data data = {0};
    ent_status status = cli_files(call, &files, err);
    if (status != ENT_OK) return status;
    ent_id entities[CLI_ARGUMENTS];
    status = cli_load(call, files, &data, err);
    if (status == ENT_OK) status = resolve(call, &data, files, entities, err);
    if (status == ENT_OK) status = analyse(call, &data, entities, err);
    cli_data_clear(&data);
    return status;
}
