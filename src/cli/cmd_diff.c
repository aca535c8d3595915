/* cli/cmd_diff.c - two files beside each other, or one graph at two dates. */
#include <string.h>

#include "cli/cli.h"

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

static ent_status check_dates(const cli_call *call, ent_error *err) {
    const cli_two_dates *dates = &call->settings.dates;
    const ent_select *select = &call->settings.select;
    if (dates->before.given != dates->after.given) {
        ent_fail(err, ENT_USAGE, "--%s needs --%s beside it", dates->before.given ? "before" : "after",
                 dates->before.given ? "after" : "before");
        ent_hint(err, "entente diff FILE --before DATE --after DATE");
        return ENT_USAGE;
    }
    if (!dates->before.given) return ENT_OK;
    if (select->at.given || select->since.given || select->until.given) {
        ent_fail(err, ENT_USAGE, "--before and --after say the dates, so --at, --since and --until cannot");
        ent_hint(err, "with two files --at, --since and --until hold for both");
        return ENT_USAGE;
    }
    if (dates->before.first > dates->after.first || dates->before.last > dates->after.last) {
        ent_fail(err, ENT_USAGE, "the date of --before is later than that of --after");
        ent_hint(err, "exchange the two dates");
        return ENT_USAGE;
    }
    return ENT_OK;
}

static ent_status check_files(const cli_call *call, size_t files, ent_error *err) {
    if (call->settings.dates.before.given) return ENT_OK;
    if (files != 2) {
        ent_fail(err, ENT_USAGE, "diff compares two files, and %zu %s named", files, files == 1 ? "is" : "are");
        ent_hint(err, files == 1 ? "name a second file, or two dates: --before DATE --after DATE"
                                 : "entente convert A B -o AB.json unites files");
        return ENT_USAGE;
    }
    if (strcmp(call->operands[0], call->operands[1]) != 0) return ENT_OK;
    if (strcmp(call->operands[0], "-") != 0) {
        cli_say(call, "'%s' is compared with itself", call->operands[0]);
        return ENT_OK;
    }
    ent_fail(err, ENT_USAGE, "standard input can be read only once");
    ent_hint(err, "name a file for the other side");
    return ENT_USAGE;
}

/* What one file has and the other lacks (an area, an entity to look around) is refused in the name of the file. */
static void name_file(const char *path, ent_error *err) {
    if (!err || err->status != ENT_USAGE) return;
    const ent_error own = *err;
    memset(err, 0, sizeof *err);
    ent_fail(err, own.status, "in '%s': %s", path, own.message);
    if (own.hint[0]) ent_hint(err, "%s", own.hint);
}

/* The call as if it had one of its operands only. */
static ent_status load_side(const cli_call *call, size_t which, cli_data *data, ent_error *err) {
    cli_call one = *call;
    one.operands += which;
    one.operand_count = 1;
    one.settings.select.isolates = true; /* an entity that a file declares is there, with or without relations */
    ent_status status = cli_load(&one, 1, data, err);
    name_file(one.operands[0], err);
    return status;
}

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

static ent_status diff_files(const cli_call *call, ent_error *err) {
    cli_data data[2] = {{0}, {0}};
    ent_status status = ENT_OK;
    for (size_t k = 0; k < 2 && status == ENT_OK; k++) status = load_side(call, k, &data[k], err);
    if (status == ENT_OK) status = write_diff(call, data[0].selection, data[1].selection, data[0].added, err);
    for (size_t k = 0; k < 2; k++) cli_data_clear(&data[k]);
    return status;
}

static ent_status diff_dates(const cli_call *call, size_t files, ent_error *err) {
    cli_data data = {0};
    ent_selection *side[2] = {NULL, NULL};
    const ent_date dates[2] = {call->settings.dates.before, call->settings.dates.after};
    ent_status status = cli_read(call, files, &data, err);
    for (size_t k = 0; k < 2 && status == ENT_OK; k++) {
        ent_select select = call->settings.select;
        select.at = dates[k];
        status = ent_selection_new(data.graph, &select, &side[k], err);
    }
    if (status == ENT_OK) status = write_diff(call, side[0], side[1], data.added, err);
    for (size_t k = 0; k < 2; k++) ent_selection_free(side[k]);
    cli_data_clear(&data);
    return status;
}

ent_status cli_run_diff(cli_call *call, ent_error *err) {
    size_t files;
    ent_status status = cli_files(call, &files, err);
    if (status == ENT_OK) status = check_dates(call, err);
    if (status == ENT_OK) status = check_files(call, files, err);
    if (status != ENT_OK) return status;
    return call->settings.dates.before.given ? diff_dates(call, files, err) : diff_files(call, err);
}
