/* cli/options.c - command lines read by the option rows of a command, with getopt_long underneath. */
#include "cli/cli.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const quotes[] = {"memory", "file", NULL};          /* in the order of cli_quotes */
static const char *const colors[] = {"auto", "always", "never", NULL}; /* in the order of cli_color */

const ent_option cli_general_rows[] = {
    {.name = "help",
     .letter = 'h',
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(cli_settings, help),
     .help = "show this help"},
    {.name = NULL},
};

const ent_option cli_output_rows[] = {
    {.name = "output",
     .letter = 'o',
     .type = ENT_OPTION_TEXT,
     .offset = offsetof(cli_output, path),
     .argument = "FILE",
     .help = "write to FILE, which is replaced only when all is written; its extension chooses the format"},
    {.name = "quiet",
     .letter = 'q',
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(cli_output, quiet),
     .help = "no words on standard error but errors"},
    {.name = "color",
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(cli_output, color),
     .preset = "auto",
     .choices = colors,
     .help = "emphasis in text; auto: on a terminal, unless NO_COLOR is set"},
    {.name = NULL},
};

const ent_option cli_reading_rows[] = {
    {.name = "strict",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(cli_reading, strict),
     .help = "undeclared endpoints, unknown types, kinds and members are errors"},
    {.name = "from",
     .type = ENT_OPTION_TEXT,
     .offset = offsetof(cli_reading, from),
     .argument = "FORMAT",
     .help = "format of the files, see 'entente formats'; otherwise told by their content"},
    {.name = "vocabulary",
     .type = ENT_OPTION_TEXT,
     .offset = offsetof(cli_reading, vocabulary),
     .argument = "FILE",
     .help = "types and kinds to use instead of the built-in ones"},
    {.name = "max-findings",
     .type = ENT_OPTION_INT,
     .offset = offsetof(cli_reading, max_findings),
     .preset = "20",
     .minimum = 1,
     .maximum = 1000000,
     .argument = "N",
     .help = "findings shown for each file; the rest is counted"},
    {.name = "quotes",
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(cli_reading, quotes),
     .preset = "memory",
     .choices = quotes,
     .help =
         "where the texts of the evidence are kept; file: in a file without a name in TMPDIR (else /tmp), which takes "
         "half of the memory off large data"},
    {.name = "add",
     .type = ENT_OPTION_LIST,
     .offset = offsetof(cli_reading, add),
     .argument = "'SOURCE -> TYPE -> TARGET'",
     .help = "add a relation that the files do not have, in quotes; 'new:NAME' is an entity that is not there yet; "
             "it has no date and no evidence, and what is written says so; repeat for more"},
    {.name = NULL},
};

/* ---- which rows a command has ---- */

static void *target_of(const cli_group *group, cli_settings *settings) {
    if (!settings) return NULL;
    return group->offset == CLI_OWN ? settings->own : (char *)settings + group->offset;
}

static bool is_taken(const cli_bound *bound, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(bound[i].row->name, name) == 0) return true;
    return false;
}

ent_status cli_bind(const cli_command *command, cli_settings *settings, bool unique, cli_bound **out, size_t *count,
                    ent_error *err) {
    size_t most = 0, used = 0;
    for (const cli_group *group = command->groups; group->title; group++)
        for (const ent_option *row = group->rows; row->name; row++) most++;
    cli_bound *bound = calloc(most + 1, sizeof *bound);
    if (!bound) return ent_fail_memory(err);
    for (const cli_group *group = command->groups; group->title; group++)
        for (const ent_option *row = group->rows; row->name; row++)
            if (!unique || !is_taken(bound, used, row->name))
                bound[used++] = (cli_bound){row, group->title, target_of(group, settings), false};
    *out = bound;
    *count = used;
    return ENT_OK;
}

/* ---- getopt_long ---- */

enum { FIRST_LONG = 1000 }; /* long options are numbered from here, letters are themselves */

typedef struct parser {
    cli_bound *bound;
    size_t count;
    struct option *longs;
    char *letters;
} parser;

static ent_status prepare(parser *p, ent_error *err) {
    p->longs = calloc(p->count + 1, sizeof *p->longs);
    p->letters = calloc(2 * p->count + 2, 1);
    if (!p->longs || !p->letters) return ent_fail_memory(err);
    size_t n = 0;
    p->letters[n++] = ':'; /* tell a missing value from an unknown option */
    for (size_t i = 0; i < p->count; i++) {
        const ent_option *row = p->bound[i].row;
        int has_value = row->type == ENT_OPTION_FLAG ? no_argument : required_argument;
        p->longs[i] = (struct option){row->name, has_value, NULL, FIRST_LONG + (int)i};
        if (!row->letter) continue;
        p->letters[n++] = row->letter;
        if (has_value) p->letters[n++] = ':';
    }
    return ENT_OK;
}

static cli_bound *bound_of(const parser *p, int code) {
    for (size_t i = 0; i < p->count; i++)
        if (code == FIRST_LONG + (int)i || code == p->bound[i].row->letter) return &p->bound[i];
    return NULL;
}

/* The words of a failure: what was written, without its value. */
static void name_written(const char *word, char out[64]) {
    size_t length = strcspn(word, "=");
    if (length > 60) length = 60;
    memcpy(out, word, length);
    out[length] = '\0';
}

static ent_status ambiguous(const parser *p, const char *written, ent_error *err) {
    char list[200] = "";
    for (size_t i = 0; i < p->count; i++) {
        const char *name = p->bound[i].row->name;
        if (strncmp(name, written + 2, strlen(written + 2)) != 0) continue;
        size_t used = strlen(list);
        snprintf(list + used, sizeof list - used, "%s--%s", used ? ", " : "", name);
    }
    if (!list[0]) return ENT_OK;
    ent_fail(err, ENT_USAGE, "'%s' could be several options", written);
    ent_hint(err, "one of %s", list);
    return ENT_USAGE;
}

/* Which analyses have an option of exactly that name, when not too many do: "trend, timeline". */
static bool owners(const char *name, char *out, size_t size) {
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < cli_command_count(); i++) {
        cli_command command;
        cli_command_at(i, &command);
        for (const cli_group *group = command.groups; group->title; group++) {
            if (!ent_option_find(group->rows, name)) continue;
            int more = snprintf(out + used, size - used, "%s%s", used ? ", " : "", command.name);
            if (more < 0 || (size_t)more >= size - used) return false;
            used += (size_t)more;
            break;
        }
    }
    return used > 0;
}

static ent_status unknown_option(const parser *p, const char *command, char **argv, ent_error *err) {
    char written[64];
    if (optopt >= FIRST_LONG) { /* a flag was given a value */
        ent_fail(err, ENT_USAGE, "'--%s' takes no value", bound_of(p, optopt)->row->name);
        return ENT_USAGE;
    }
    if (optopt) {
        ent_fail(err, ENT_USAGE, "there is no option '-%c'", optopt);
        ent_hint(err, "see 'entente %s --help'", command);
        return ENT_USAGE;
    }
    name_written(argv[optind - 1], written);
    if (ambiguous(p, written, err) != ENT_OK) return ENT_USAGE;
    const char *best = NULL;
    size_t best_distance = SIZE_MAX;
    for (size_t i = 0; i < p->count; i++) {
        const char *name = p->bound[i].row->name;
        size_t distance = ent_text_distance(written + 2, name);
        if (distance >= best_distance || !ent_text_nearest(written + 2, &name, 1)) continue;
        best = name;
        best_distance = distance;
    }
    char others[120];
    ent_fail(err, ENT_USAGE, "there is no option '%s'", written);
    if (owners(written + 2, others, sizeof others))
        ent_hint(err, "%s of %s", strchr(others, ',') ? "it is one" : "it is an option", others);
    else if (best)
        ent_hint(err, "did you mean '--%s'?", best);
    else
        ent_hint(err, "see 'entente %s --help'", command);
    return ENT_USAGE;
}

static ent_status value_missing(const parser *p, ent_error *err) {
    const cli_bound *bound = bound_of(p, optopt);
    const ent_option *row = bound->row;
    ent_fail(err, ENT_USAGE, "'--%s' needs a value", row->name);
    ent_hint(err, "write '--%s %s'", row->name,
             row->argument  ? row->argument
             : row->choices ? row->choices[0]
                            : "VALUE");
    return ENT_USAGE;
}

/* The first naming of a list replaces its preset, further ones add to it. */
static void forget_preset(const ent_option *row, void *target) {
    if (row->type == ENT_OPTION_CHOICES) *(uint64_t *)((char *)target + row->offset) = 0;
    if (row->type != ENT_OPTION_LIST) return;
    const ent_option only[] = {*row, {.name = NULL}};
    ent_options_clear(only, target);
}

/* Both words of a pair as one value, the second taken from the command line; NULL when the first is all there is. */
static char *join_pair(const ent_option *row, const char *first, int argc, char **argv) {
    bool is_pair = row->argument && strcmp(row->argument, "A B") == 0;
    if (!is_pair || optind >= argc || argv[optind][0] == '-') return NULL;
    if (strpbrk(first, ",;") || strstr(first, "->")) return NULL;
    const char *second = argv[optind++];
    size_t size = strlen(first) + strlen(second) + 3;
    char *both = malloc(size);
    if (both) snprintf(both, size, "%s, %s", first, second);
    return both;
}

static ent_status take_value(const cli_bound *bound, int argc, char **argv, ent_error *err) {
    char *both = join_pair(bound->row, optarg, argc, argv);
    ent_status status = ent_option_set(bound->row, bound->target, both ? both : optarg, err);
    free(both);
    return status;
}

static ent_status take_option(cli_call *call, const parser *p, int code, int argc, char **argv, ent_error *err) {
    if (code == '?') return unknown_option(p, call->command.name, argv, err);
    if (code == ':') return value_missing(p, err);
    cli_bound *bound = bound_of(p, code);
    if (!bound->seen) forget_preset(bound->row, bound->target);
    bound->seen = true;
    if (strcmp(bound->row->name, "format") == 0) call->format_given = true;
    if (bound->target == &call->settings.select) call->selects = true;
    return take_value(bound, argc, argv, err);
}

static ent_status preset_all(cli_call *call, ent_error *err) {
    ent_status status = ENT_OK;
    for (const cli_group *group = call->command.groups; group->title && status == ENT_OK; group++)
        status = ent_options_preset(group->rows, target_of(group, &call->settings), err);
    return status;
}

ent_status cli_parse(cli_call *call, int argc, char **argv, ent_error *err) {
    parser p = {0};
    const ent_analysis *analysis = call->command.analysis;
    if (analysis && analysis->options) {
        call->settings.own = calloc(1, analysis->options_size);
        if (!call->settings.own) return ent_fail_memory(err);
    }
    ent_status status = preset_all(call, err);
    if (status == ENT_OK) status = cli_bind(&call->command, &call->settings, true, &p.bound, &p.count, err);
    if (status == ENT_OK) status = prepare(&p, err);
    opterr = 0;
    optind = 0;
    while (status == ENT_OK) {
        int code = getopt_long(argc, argv, p.letters, p.longs, NULL);
        if (code == -1) break;
        status = take_option(call, &p, code, argc, argv, err);
    }
    call->operands = argv + optind;
    call->operand_count = status == ENT_OK ? (size_t)(argc - optind) : 0;
    free(p.letters);
    free(p.longs);
    free(p.bound);
    return status;
}

void cli_call_clear(cli_call *call) {
    for (const cli_group *group = call->command.groups; group->title; group++) {
        void *target = target_of(group, &call->settings);
        if (target) ent_options_clear(group->rows, target);
    }
    free(call->settings.own);
    call->settings.own = NULL;
}

/* ---- operands ---- */

/* Whether an operand where a name may be left out is rather one more file: it is there, or is written like one. */
static bool is_file(const char *word) {
    const char *dot = strrchr(word, '.');
    bool suffix = dot && strlen(dot) > 2 && strspn(dot + 1, "abcdefghijklmnopqrstuvwxyz0123456789") == strlen(dot + 1);
    return suffix || strchr(word, '/') || strcmp(word, "-") == 0 || access(word, F_OK) == 0;
}

size_t cli_count_names(const cli_call *call, size_t least, size_t most) {
    size_t names = least;
    while (names < most && names + 1 < call->operand_count && !is_file(call->operands[call->operand_count - names - 1]))
        names++;
    return names;
}

ent_status cli_files(const cli_call *call, size_t *files, ent_error *err) {
    size_t least = 0, most = 0, needed = call->command.reads_files ? 1 : 0;
    for (const ent_argument *a = call->command.arguments; a && a->name; a++) {
        least += a->name[0] != '[';
        most = strstr(a->name, "...") ? SIZE_MAX / 2 : most + 1;
    }
    size_t given = call->operand_count;
    bool too_many = !needed && given > most;
    if (given < least + needed || too_many) {
        char usage[200] = "";
        FILE *file = fmemopen(usage, sizeof usage, "w");
        if (file) {
            cli_usage(file, &call->command);
            fclose(file);
        }
        if (too_many)
            ent_fail(err, ENT_USAGE, "'%s' is too much for %s", call->operands[most], call->command.name);
        else
            ent_fail(err, ENT_USAGE, "%s needs more than that", call->command.name);
        ent_hint(err, "usage: %s", usage);
        return ENT_USAGE;
    }
    *files = needed ? given - cli_count_names(call, least, most) : 0;
    return ENT_OK;
}
