/* cli/catalogue.c - the list of commands: every analysis of the library is one, and the program adds its own. */
#include "cli/cli.h"

#include <string.h>

static const cli_command *const own[] = {&cli_render,  &cli_check,   &cli_convert, &cli_pack,       &cli_vocabulary,
                                         &cli_formats, &cli_explain, &cli_help,    &cli_completion, &cli_version};
enum { OWN_COUNT = sizeof own / sizeof *own };

const cli_exit cli_exits[] = {
    {0, "done"},
    {1, "the answer is no, or nothing matched"},
    {2, "the command line makes no sense"},
    {3, "the data is wrong"},
    {4, "a calculation is undefined or did not converge, or memory ran out"},
    {5, "a file, a pipe or a helper program failed"},
    {130, "interrupted"},
    {0, NULL},
};

static void analysis_command(const ent_analysis *analysis, cli_command *out) {
    static const cli_group shared[] = {CLI_GROUP_SELECT,  CLI_GROUP_VIEW,   CLI_GROUP_SHOW,
                                       CLI_GROUP_READING, CLI_GROUP_OUTPUT, CLI_GROUP_GENERAL};
    *out = (cli_command){.name = analysis->name,
                         .summary = analysis->summary,
                         .detail = analysis->detail,
                         .section = "Analyses",
                         .reads_files = true,
                         .arguments = analysis->arguments,
                         .examples = analysis->examples,
                         .analysis = analysis,
                         .run = cli_run_analysis};
    size_t count = 0;
    if (analysis->options) out->groups[count++] = (cli_group){"Analysis", analysis->options, CLI_OWN};
    if (analysis->annotates) out->groups[count++] = (cli_group)CLI_GROUP_ANNOTATION;
    if (analysis->chart) out->groups[count++] = (cli_group)CLI_GROUP_CHART;
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        if (analysis->uses_view || shared[i].rows != ent_view_option_rows) out->groups[count++] = shared[i];
}

/* diff takes two selections, so it is not in the registry; all else is as with an analysis. */
static void diff_command(cli_command *out) {
    size_t count = 0;
    analysis_command(ent_diff_about(), out);
    out->run = cli_run_diff;
    while (out->groups[count].title) count++;
    for (; count > 0; count--) out->groups[count] = out->groups[count - 1];
    out->groups[0] = (cli_group){"Dates", cli_diff_rows, offsetof(cli_settings, dates)};
}

size_t cli_analysis_count(void) {
    return ent_analysis_count() + 1;
}

const ent_analysis *cli_analysis_at(size_t index) {
    return index < ent_analysis_count() ? ent_analysis_at(index) : ent_diff_about();
}

size_t cli_command_count(void) {
    return cli_analysis_count() + OWN_COUNT;
}

void cli_command_at(size_t index, cli_command *out) {
    size_t analyses = ent_analysis_count();
    if (index < analyses)
        analysis_command(ent_analysis_at(index), out);
    else if (index == analyses)
        diff_command(out);
    else
        *out = *own[index - cli_analysis_count()];
}

bool cli_command_find(const char *name, cli_command *out) {
    for (size_t i = 0; i < cli_command_count(); i++) {
        cli_command_at(i, out);
        if (strcmp(out->name, name) == 0) return true;
    }
    return false;
}

const char *cli_command_nearest(const char *name) {
    const char *best = NULL;
    size_t best_distance = SIZE_MAX;
    for (size_t i = 0; i < cli_command_count(); i++) {
        cli_command command;
        cli_command_at(i, &command);
        const char *candidate = command.name;
        size_t distance = ent_text_distance(name, candidate);
        if (ent_text_nearest(name, &candidate, 1) && distance < best_distance) {
            best = candidate;
            best_distance = distance;
        }
    }
    return best;
}
