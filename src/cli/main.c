/* entente - relations between countries, leaders, firms and frameworks: read, measured, drawn. */
#include "cli/cli.h"

#include <string.h>
#include <sys/stat.h>

static ent_status unknown_command(const char *word, ent_error *err) {
    struct stat info;
    const char *near = cli_command_nearest(word);
    if (word[0] == '-')
        ent_fail(err, ENT_USAGE, "the command comes first, not '%s'", word);
    else
        ent_fail(err, ENT_USAGE, "there is no command '%s'", word);
    if (near)
        ent_hint(err, "did you mean 'entente %s'?", near);
    else if (stat(word, &info) == 0)
        ent_hint(err, "to look into the file: entente info %s", word);
    else
        ent_hint(err, "'entente help' lists the commands");
    return ENT_USAGE;
}

/* `entente --help` and `entente --version` are the commands of that name. */
static const char *command_word(const char *word) {
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) return "help";
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) return "version";
    return word;
}

static ent_status show_help(cli_call *call, ent_error *err) {
    cli_page page;
    ent_status status = cli_page_open(&page, err);
    if (status != ENT_OK) return status;
    cli_help_command(page.file, &call->command);
    return cli_page_close(&page, call, err);
}

static ent_status run(cli_call *call, int argc, char **argv, ent_error *err) {
    if (!cli_command_find(command_word(argv[1]), &call->command)) return unknown_command(argv[1], err);
    ent_status status = cli_parse(call, argc - 1, argv + 1, err);
    if (status == ENT_OK) status = call->settings.help ? show_help(call, err) : call->command.run(call, err);
    return status;
}

static int without_words(void) {
    fputs("usage: entente COMMAND [FILE...] [OPTIONS]\n"
          "  entente help lists the commands; begin with: entente info FILE\n",
          stderr);
    return ent_status_exit_code(ENT_USAGE);
}

int main(int argc, char **argv) {
    static cli_call call;
    ent_error err = {0};
    cli_fill_streams();
    setvbuf(stderr, NULL, _IOLBF, BUFSIZ);
    cli_catch_signals();
    if (argc < 2) return without_words();
    ent_status status = run(&call, argc, argv, &err);
    cli_call_clear(&call);
    cli_hold();                                  /* what remains to be said is said once */
    if (cli_interrupted() && status != ENT_OK) { /* a read that Ctrl-C broke off failed for that reason only */
        err = (ent_error){0};
        status = ent_fail(&err, ENT_INTERRUPTED, "interrupted");
    }
    if (status == ENT_OK || status == ENT_NO) {
        ent_status closed = cli_close_output(&err);
        if (closed != ENT_OK) status = closed;
    }
    if (status == ENT_NOMEM)
        ent_hint(&err, "ask of fewer relations (--since, --type, --around), or where there is more memory");
    if (status != ENT_OK && err.message[0]) cli_report_error(&err);
    cli_progress_clear();
    /* whoever closed the pipe has seen enough: that is no failure */
    return cli_reader_gone() ? 0 : ent_status_exit_code(status);
}
