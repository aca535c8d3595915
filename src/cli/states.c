/* cli/states.c - two states beside each other, for `diff` and for `render --view diff`. */
#include "cli/states.h"

#include <string.h>

static ent_status check_dates(const cli_call *call, ent_error *err) {
    const cli_two_dates *dates = &call->settings.dates;
    const ent_select *select = &call->settings.select;
    if (dates->before.given != dates->after.given) {
        ent_fail(err, ENT_USAGE, "--%s needs --%s beside it", dates->before.given ? "before" : "after",
                 dates->before.given ? "after" : "before");
        ent_hint(err, "entente %s FILE%s --before DATE --after DATE", call->command.name,
                 strcmp(call->command.name, "diff") == 0 ? "" : " --view diff");
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
static ent_status load_file(const cli_call *call, size_t which, cli_data *data, ent_error *err) {
    cli_call one = *call;
    one.operands += which;
    one.operand_count = 1;
    ent_status status = cli_load(&one, 1, data, err);
    name_file(one.operands[0], err);
    return status;
}

ent_status cli_check_states(const cli_call *call, size_t files, ent_error *err) {
    ent_status status = check_dates(call, err);
    return status ? status : check_files(call, files, err);
}

static ent_status load_files(const cli_call *call, cli_states *states, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t k = 0; k < 2 && !status; k++) status = load_file(call, k, &states->data[k], err);
    states->before = states->data[0].selection;
    states->later = &states->data[1];
    return status;
}

static ent_status load_dates(const cli_call *call, size_t files, cli_states *states, ent_error *err) {
    cli_data *data = &states->data[0];
    ent_select select = call->settings.select;
    ent_status status = cli_read(call, files, data, err);
    select.at = call->settings.dates.before;
    if (!status) status = cli_stage(call, "selecting relations", err);
    if (!status) status = ent_selection_new(data->graph, &select, &states->at_before, err);
    select.at = call->settings.dates.after;
    if (!status) status = ent_selection_new(data->graph, &select, &data->selection, err);
    states->before = states->at_before;
    states->later = data;
    return status;
}

ent_status cli_load_states(const cli_call *call, size_t files, cli_states *states, ent_error *err) {
    bool dates = call->settings.dates.before.given;
    ent_status status = dates ? load_dates(call, files, states, err) : load_files(call, states, err);
    states->after = states->later->selection;
    return status;
}

void cli_states_clear(cli_states *states) {
    ent_selection_free(states->at_before);
    for (size_t k = 0; k < 2; k++) cli_data_clear(&states->data[k]);
    memset(states, 0, sizeof *states);
}

ent_status cli_render_load(const cli_call *call, size_t files, cli_states *states, ent_error *err) {
    const ent_scene_view *view = ent_scene_view_at((size_t)call->settings.scene.view);
    const cli_two_dates *dates = &call->settings.dates;
    states->later = &states->data[0];
    if (view->compares) {
        ent_status status = cli_check_states(call, files, err);
        return status ? status : cli_load_states(call, files, states, err);
    }
    if (dates->before.given || dates->after.given) {
        ent_fail(err, ENT_USAGE, "--before and --after are two states, and the view '%s' shows one", view->name);
        ent_hint(err, "compare them with --view diff, or take --since, --until or --at");
        return ENT_USAGE;
    }
    ent_status status = cli_load(call, files, states->later, err);
    states->after = states->later->selection;
    return status;
}
