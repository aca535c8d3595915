/* cli/cmd_diff.c - two files beside each other, or one graph at two dates. */
#include "cli/states.h"

const ent_option cli_diff_rows[] = {
    {.name = "before",
     .type = ENT_OPTION_DATE,
     .offset = offsetof(cli_two_dates, before),
     .argument = "DATE",
     .help = "with --after: compare one graph at two dates instead of two files"},
    {.name = "after",
     .type = ENT_OPTION_DATE,
     .offset = offsetof(cli_two_dates, after),
     .argument = "DATE",
     .help = "the later date"},
    {.name = NULL},
};

static ent_status write_diff(const cli_call *call, const ent_selection *before, const ent_selection *after,
                             const char *added, ent_error *err) {
    ent_diff_options options = *(const ent_diff_options *)call->settings.own;
    ent_table *table = NULL;
    options.view = call->settings.view;
    ent_status answer = ent_diff(before, after, &options, cli_monitor(call), &table, err), written = ENT_OK;
    if (table && added) written = ent_table_note(table, err, "%s: " CLI_ADDED, added);
    if (table && written == ENT_OK) written = cli_write_table(call, table, err);
    ent_table_free(table);
    return written != ENT_OK ? written : answer;
}

static ent_status diff(const cli_call *call, size_t files, ent_error *err) {
    cli_states states = {0};
    cli_call own = *call;
    /* an entity that a file declares is there, with or without relations */
    own.settings.select.isolates |= !call->settings.dates.before.given;
    ent_status status = cli_load_states(&own, files, &states, err);
    if (status == ENT_OK) status = write_diff(call, states.before, states.after, states.data[0].added, err);
    cli_states_clear(&states);
    return status;
}

ent_status cli_run_diff(cli_call *call, ent_error *err) {
    size_t files;
    ent_status status = cli_files(call, &files, err);
    if (status == ENT_OK) status = cli_check_states(call, files, err);
    if (status != ENT_OK) return status;
    return diff(call, files, err);
}
