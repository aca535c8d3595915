/* cli/cmd_version.c - which entente this is. */
#include "cli/cli.h"

static ent_status run(cli_call *call, ent_error *err) {
    size_t files;
    cli_page page;
    ent_status status = cli_files(call, &files, err);
    if (status == ENT_OK) status = cli_page_open(&page, err);
    if (status != ENT_OK) return status;
    fprintf(page.file, "entente %s\n", ent_version());
    return cli_page_close(&page, call, err);
}

static const ent_example examples[] = {
    {"version", "name and version"},
    {NULL, NULL},
};

const cli_command cli_version = {
    .name = "version",
    .summary = "print the version",
    .detail = "The same as entente --version.",
    .section = "Help",
    .groups = {CLI_GROUP_OUTPUT, CLI_GROUP_GENERAL},
    .examples = examples,
    .run = run,
};
