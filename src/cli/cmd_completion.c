/* cli/cmd_completion.c - completion for bash, printed from the tables of commands and options. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

static const ent_argument arguments[] = {{"[bash]", "the shell; bash is the only one so far"}, {NULL, NULL}};

static void print_options(FILE *file, const cli_command *command) {
    cli_bound *bound;
    size_t count;
    if (cli_bind(command, NULL, true, &bound, &count, NULL) != ENT_OK) return;
    fprintf(file, "    %s) words='", command->name);
    for (size_t i = 0; i < count; i++) fprintf(file, "%s--%s", i ? " " : "", bound[i].row->name);
    fputs("' ;;\n", file);
    free(bound);
}

/* `command --option`) words='its choices' */
static void print_choices(FILE *file, const cli_command *command) {
    cli_bound *bound;
    size_t count;
    if (cli_bind(command, NULL, true, &bound, &count, NULL) != ENT_OK) return;
    for (size_t i = 0; i < count; i++) {
        const ent_option *row = bound[i].row;
        if (!row->choices) continue;
        fprintf(file, "    '%s --%s') words='", command->name, row->name);
        for (size_t k = 0; row->choices[k]; k++) fprintf(file, "%s%s", k ? " " : "", row->choices[k]);
        fputs("' ;;\n", file);
    }
    free(bound);
}

static void for_commands(FILE *file, void (*print)(FILE *, const cli_command *)) {
    for (size_t i = 0; i < cli_command_count(); i++) {
        cli_command command;
        cli_command_at(i, &command);
        print(file, &command);
    }
}

static void print_name(FILE *file, const cli_command *command) {
    fprintf(file, "%s ", command->name);
}

void cli_completion_bash(FILE *file) {
    fputs("# bash completion for entente; load it with: source <(entente completion bash)\n"
          "_entente() {\n"
          "  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=\n"
          "  COMPREPLY=()\n"
          "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
          "    COMPREPLY=($(compgen -W '",
          file);
    for_commands(file, print_name);
    fputs("--help --version' -- \"$current\"))\n"
          "    return\n"
          "  fi\n"
          "  case \"${COMP_WORDS[1]} $before\" in\n",
          file);
    for_commands(file, print_choices);
    fputs("  esac\n"
          "  if [ -z \"$words\" ] && [[ $current == -* ]]; then\n"
          "    case ${COMP_WORDS[1]} in\n",
          file);
    for_commands(file, print_options);
    fputs("    esac\n"
          "  fi\n"
          "  if [ -n \"$words\" ]; then COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
          "  else COMPREPLY=($(compgen -f -- \"$current\")); fi\n"
          "}\n"
          "complete -o filenames -F _entente entente\n",
          file);
}

static ent_status run(cli_call *call, ent_error *err) {
    size_t files;
    cli_page page;
    ent_status status = cli_files(call, &files, err);
    if (status != ENT_OK) return status;
    const char *shell = call->operand_count ? call->operands[0] : "bash";
    if (strcmp(shell, "bash") != 0) {
        ent_fail(err, ENT_USAGE, "there is no completion for '%s'", shell);
        ent_hint(err, "there is one for bash");
        return ENT_USAGE;
    }
    status = cli_page_open(&page, err);
    if (status != ENT_OK) return status;
    cli_completion_bash(page.file);
    return cli_page_close(&page, call, err);
}

static const ent_example examples[] = {
    {"completion bash", "to be loaded with: source <(entente completion bash)"},
    {NULL, NULL},
};

const cli_command cli_completion = {
    .name = "completion",
    .summary = "print the completion of commands and options for a shell",
    .detail = "Commands, options and the choices of options are completed, file names everywhere else.",
    .section = "Help",
    .arguments = arguments,
    .groups = {CLI_GROUP_OUTPUT, CLI_GROUP_GENERAL},
    .examples = examples,
    .run = run,
};
