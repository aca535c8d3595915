/* cli/states.h - two states beside each other: two files, or one graph at two dates; for diff and for its picture. */
#ifndef CLI_STATES_H
#define CLI_STATES_H

#include "cli/cli.h"

typedef struct cli_states {
    cli_data data[2];            /* a file each; at two dates all is in the first */
    ent_selection *at_before;    /* at two dates: owned */
    cli_data *later;             /* whose selection is `after` */
    const ent_selection *before; /* NULL when there is one state only */
    const ent_selection *after;
} cli_states;

/* Whether the operands and dates name two states. */
ent_status cli_check_states(const cli_call *call, size_t files, ent_error *err);
/* Read them, the earlier first. Cleared by the caller also when it fails. */
ent_status cli_load_states(const cli_call *call, size_t files, cli_states *states, ent_error *err);
void cli_states_clear(cli_states *states);
/* What the view of `render` is made of: both states for one that compares, else all files as one graph. */
ent_status cli_render_load(const cli_call *call, size_t files, cli_states *states, ent_error *err);

#endif
