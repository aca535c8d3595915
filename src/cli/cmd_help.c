/* cli/cmd_help.c - help, manual pages and the catalogue, all from the same tables. */
#include "cli/cli.h"

typedef enum help_form { HELP_TEXT, HELP_JSON } help_form;
static const char *const forms[] = {"text", "json", NULL};

static const ent_option rows[] = {
    {.name = "format",
     .letter = 'f',
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(cli_settings, help_format),
     .preset = "text",
     .choices = forms,
     .help = "json: the catalogue of all commands, options, columns and rules"},
    {.name = "man",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(cli_settings, man),
     .help = "a manual page, for man -l"},
    {.name = NULL},
};

static const ent_argument arguments[] = {{"[COMMAND]", "the command to tell about; none: all in short"}, {NULL, NULL}};

static ent_status unknown(const char *word, ent_error *err) {
    const char *near = cli_command_nearest(word);
    ent_fail(err, ENT_USAGE, "there is no command '%s'", word);
    if (near)
        ent_hint(err, "did you mean 'entente help %s'?", near);
    else
        ent_hint(err, "'entente help' lists the commands, 'entente explain' tells about measures and rules");
    return ENT_USAGE;
}

static void print(FILE *file, const cli_settings *settings, const cli_command *command) {
    if (settings->help_format == HELP_JSON)
        cli_catalogue_json(file);
    else if (settings->man && command)
        cli_man_command(file, command);
    else if (settings->man)
        cli_man_overview(file);
    else if (command)
        cli_help_command(file, command);
    else
        cli_help_overview(file);
}

static ent_status run(cli_call *call, ent_error *err) {
    size_t files;
    cli_page page;
    cli_command command;
    ent_status status = cli_files(call, &files, err);
    if (status != ENT_OK) return status;
    bool named = call->operand_count > 0;
    if (named && !cli_command_find(call->operands[0], &command)) return unknown(call->operands[0], err);
    status = cli_page_open(&page, err);
    if (status != ENT_OK) return status;
    print(page.file, &call->settings, named ? &command : NULL);
    return cli_page_close(&page, call, err);
}

static const ent_example examples[] = {
    {"help", "the commands"},
    {"help paths", "the same as entente paths --help"},
    {"help --man centrality", "a manual page, to be read with man -l"},
    {"help --format json", "everything that can be named, for programs"},
    {NULL, NULL},
};

const cli_command cli_help = {
    .name = "help",
    .summary = "tell about a command, or list all",
    .detail = "Help, manual pages and the catalogue are printed from the tables that the program itself runs on.",
    .section = "Help",
    .arguments = arguments,
    .groups = {{"Form", rows, 0}, CLI_GROUP_OUTPUT, CLI_GROUP_GENERAL},
    .examples = examples,
    .run = run,
};
