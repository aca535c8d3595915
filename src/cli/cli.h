/* cli/cli.h - what the commands of `entente` share: the catalogue, a call, and the way out for data and words. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <entente/entente.h>
#include <stdio.h>

/* ---- settings: one struct that every table of option rows fills a part of --------------------------------------- */

typedef enum cli_color { CLI_COLOR_AUTO, CLI_COLOR_ALWAYS, CLI_COLOR_NEVER } cli_color;

typedef struct cli_output {
    const char *path; /* NULL: standard output */
    bool quiet;
    int color; /* cli_color */
} cli_output;

typedef enum cli_quotes { CLI_QUOTES_MEMORY, CLI_QUOTES_FILE } cli_quotes;

typedef struct cli_reading {
    bool strict;
    const char *from, *vocabulary;
    int64_t max_findings;
    int quotes;         /* cli_quotes */
    bool keep_findings; /* no option: pack asks for it */
    ent_text_list add;
} cli_reading;

/* Where the graph goes with what an analysis found out about its entities. */
typedef struct cli_annotation {
    const char *path, *attribute;
} cli_annotation;

/* Where the table goes as a picture. */
typedef struct cli_charting {
    const char *path;
} cli_charting;

/* The dates that diff compares one graph at. */
typedef struct cli_two_dates {
    ent_date before, after;
} cli_two_dates;

typedef struct cli_drawing {
    const char *size_by, *color_by, *group_by; /* a measure; words as --group of brokers takes them */
    int64_t factions;
    int format; /* place in the list of picture formats */
    int theme;  /* place in the list of themes */
    int page;   /* place in the list of pages */
    bool embed;
    int effort; /* place in the list of efforts */
    int64_t work;
    const char *layout_from;
    int64_t time_limit, memory_limit;
} cli_drawing;

typedef struct cli_settings {
    bool help;
    cli_output output;
    cli_reading reading;
    ent_select select;
    ent_view_options view;
    ent_show show;
    ent_scene_options scene;
    cli_drawing drawing;
    cli_annotation annotation;
    cli_charting chart;
    cli_two_dates dates;
    const char *to;     /* convert */
    bool syntax;        /* check */
    ent_text_list only; /* check */
    bool kinds;         /* vocabulary */
    int help_format;    /* help */
    bool man;
    void *own; /* the options struct of an analysis */
} cli_settings;

extern const ent_option cli_general_rows[], cli_output_rows[], cli_reading_rows[], cli_annotation_rows[],
    cli_chart_rows[], cli_diff_rows[];

/* ---- commands --------------------------------------------------------------------------------------------------- */

/* A table of options under a title, and where its struct is in cli_settings; CLI_OWN: what settings->own points to. */
typedef struct cli_group {
    const char *title;
    const ent_option *rows;
    size_t offset;
} cli_group;
#define CLI_OWN ((size_t)-1)
enum { CLI_GROUPS = 10 };

/* The groups that nearly every command has. */
#define CLI_GROUP_SELECT                                                                                               \
    { "Selection", ent_select_options, offsetof(cli_settings, select) }
#define CLI_GROUP_VIEW                                                                                                 \
    { "View", ent_view_option_rows, offsetof(cli_settings, view) }
#define CLI_GROUP_SHOW                                                                                                 \
    { "Table", ent_show_options, offsetof(cli_settings, show) }
#define CLI_GROUP_ANNOTATION                                                                                           \
    { "Writing back", cli_annotation_rows, offsetof(cli_settings, annotation) }
#define CLI_GROUP_CHART                                                                                                \
    { "Chart", cli_chart_rows, offsetof(cli_settings, chart) }
#define CLI_GROUP_READING                                                                                              \
    { "Reading", cli_reading_rows, offsetof(cli_settings, reading) }
#define CLI_GROUP_OUTPUT                                                                                               \
    { "Output", cli_output_rows, offsetof(cli_settings, output) }
#define CLI_GROUP_GENERAL                                                                                              \
    { "Help", cli_general_rows, 0 }

typedef struct cli_call cli_call;
typedef struct cli_command cli_command;

/* What an option of a command chooses from, with words for each: the views of render. */
typedef struct cli_item {
    const char *name, *arguments, *summary, *detail;
} cli_item;
typedef struct cli_list {
    const char *title; /* heading in help */
    const char *key;   /* member of the catalogue */
    size_t (*count)(void);
    void (*at)(size_t index, cli_item *out);
} cli_list;

struct cli_command {
    const char *name, *summary, *detail;
    const char *section; /* heading in the list of commands */
    bool reads_files;    /* FILE... comes first */
    const ent_argument
        *arguments; /* after the files; ends with a NULL name; "[NAME]" may be left out, "NAME..." repeats */
    cli_group groups[CLI_GROUPS]; /* ends with a NULL title; the command's own first */
    const ent_example *examples;  /* ends with a NULL line */
    const ent_analysis *analysis; /* NULL for a command that is none */
    const cli_list *list;         /* NULL: none */
    ent_status (*run)(cli_call *call, ent_error *err);
};

/* One run of one command. */
struct cli_call {
    cli_command command;
    cli_settings settings;
    char **operands;
    size_t operand_count;
    bool format_given; /* --format was named */
    bool selects;      /* an option of the selection was named */
};

/* The catalogue: the analyses of the library and the commands of the program. */
size_t cli_command_count(void);
void cli_command_at(size_t index, cli_command *out);
bool cli_command_find(const char *name, cli_command *out);
/* The analyses that commands are made of: those of the registry, and diff. */
size_t cli_analysis_count(void);
const ent_analysis *cli_analysis_at(size_t index);
/* The command nearest to a misspelt name, or NULL. */
const char *cli_command_nearest(const char *name);

extern const cli_command cli_check, cli_render, cli_convert, cli_pack, cli_vocabulary, cli_formats, cli_explain,
    cli_help, cli_completion, cli_version;
ent_status cli_run_analysis(cli_call *call, ent_error *err);
ent_status cli_run_diff(cli_call *call, ent_error *err);

/* Findings about entities on their way back into the graph (annotate.c). */
typedef struct cli_annotating {
    const cli_call *call;
    ent_edits *edits; /* NULL: nobody asked for it */
    ent_annotator annotator;
    size_t count;
} cli_annotating;
/* Ready to collect, when --annotate was given. The caller clears *out, whether or not this succeeds. */
ent_status cli_annotate_begin(const cli_call *call, const ent_graph *graph, cli_annotating *out, ent_error *err);
/* Write the graph with the attribute, in the format of the file's name. */
ent_status cli_annotate_write(cli_annotating *annotating, ent_error *err);
void cli_annotate_clear(cli_annotating *annotating);

/* Whether the file of --chart can be written (chart.c), before the work begins. */
ent_status cli_chart_check(const cli_call *call, ent_error *err);
/* Draw the table, when --chart was given. Where nothing can be drawn that is said, no file written, and *drawn false. */
ent_status cli_chart_write(const cli_call *call, const ent_table *table, bool *drawn, ent_error *err);

/* ---- options (options.c) ---------------------------------------------------------------------------------------- */

/* An option of a command and the struct it fills. */
typedef struct cli_bound {
    const ent_option *row;
    const char *group;
    void *target;
    bool seen;
} cli_bound;
/* All rows of the command, in order, with the place they fill in settings (which may be NULL). *out is freed by the
 * caller; a name that an earlier group has is left out when unique is set. */
ent_status cli_bind(const cli_command *command, cli_settings *settings, bool unique, cli_bound **out, size_t *count,
                    ent_error *err);
/* Fill call->settings and call->operands from the words after the command's name (argv[0] is that name). */
ent_status cli_parse(cli_call *call, int argc, char **argv, ent_error *err);
void cli_call_clear(cli_call *call);
/* How many of the operands are names, from the last one back: at least `least`, and at most `most` of those that are not
 * written like files. The first one is always a file. */
size_t cli_count_names(const cli_call *call, size_t least, size_t most);
/* The operands that are files: all but those of the command's arguments. ENT_USAGE when some are wanting. */
ent_status cli_files(const cli_call *call, size_t *files, ent_error *err);

/* ---- data (load.c) ---------------------------------------------------------------------------------------------- */

typedef struct cli_data {
    ent_vocabulary *vocabulary; /* NULL: the built-in one */
    ent_graph *graph;
    ent_selection *selection;
    char *added; /* "with A opposes B", what --add put into the graph; NULL: nothing */
} cli_data;
/* What is said of a relation that --add put into the graph. */
#define CLI_ADDED "assumed by --add, not in the data; without date and evidence"
/* Read the first `files` operands and select. The caller clears *data, whether or not this succeeds. */
ent_status cli_load(const cli_call *call, size_t files, cli_data *data, ent_error *err);
/* Only read, and add what --add says. */
ent_status cli_read(const cli_call *call, size_t files, cli_data *data, ent_error *err);
void cli_data_clear(cli_data *data);

/* ---- the way out: data (output.c) and words (report.c) ---------------------------------------------------------- */

/* Write data to the file of -o, or to standard output. */
ent_status cli_write(const cli_call *call, const char *data, size_t length, ent_error *err);
/* ent_write_file, held against Ctrl-C. */
ent_status cli_write_file(const cli_call *call, const char *path, const char *data, size_t length, ent_error *err);
/* Write a table in the wanted form; the notes of formats that have no place for them go to standard error. */
ent_status cli_write_table(const cli_call *call, const ent_table *table, ent_error *err);
/* Whether the reader of standard output has gone. */
bool cli_reader_gone(void);
/* The last chance of a full disk to be noticed. */
ent_status cli_close_output(ent_error *err);

/* A text that is put together with stdio and then written in one piece. */
typedef struct cli_page {
    FILE *file;
    char *data;
    size_t length;
} cli_page;
ent_status cli_page_open(cli_page *page, ent_error *err);
ent_status cli_page_close(cli_page *page, const cli_call *call, ent_error *err);

/* Text from data with control characters as spaces. */
void cli_put(FILE *file, const char *text);
/* One line "entente: ..." and its hint. */
void cli_report_error(const ent_error *err);
/* Findings to standard error; quiet keeps errors only. context is the cli_call. */
ent_sink cli_sink(const cli_call *call);
/* A line of words on standard error unless --quiet. */
void cli_say(const cli_call *call, const char *format, ...) ENT_PRINTF(2, 3);

/* ---- terminal (terminal.c) -------------------------------------------------------------------------------------- */

void cli_fill_streams(void);
void cli_catch_signals(void);
bool cli_interrupted(void);
/* Work that does not end within a twentieth of a second after Ctrl-C is ended where it is, by leaving the program. Between hold
 * and release it is waited for: while a file is half-written, a child runs, or the last words are said. */
void cli_hold(void);
void cli_release(void);
size_t cli_width(void);
bool cli_use_color(const cli_call *call);

/* ---- progress (progress.c) -------------------------------------------------------------------------------------- */

/* Progress after a second on a terminal, and interruption. */
const ent_monitor *cli_monitor(const cli_call *call);
/* Say what work begins that tells nothing itself; ENT_INTERRUPTED when it shall not. */
ent_status cli_stage(const cli_call *call, const char *name, ent_error *err);
/* Take the progress line away before other words are written. May be called by handlers of signals. */
void cli_progress_clear(void);

/* ---- pages made from the tables --------------------------------------------------------------------------------- */

/* Words wrapped to `width`, every line indented; the first starts at column `at`. */
void cli_wrap(FILE *file, const char *text, size_t at, size_t indent, size_t width);
/* "FILE... A B [OPTIONS]" */
void cli_usage(FILE *file, const cli_command *command);
/* "-o, --output FILE" */
void cli_option_left(FILE *file, const ent_option *row);
/* "choices: ...; default: ...; from 0 to 1", "" when there is nothing to say */
void cli_option_limits(FILE *file, const ent_option *row);
void cli_help_overview(FILE *file);
void cli_help_command(FILE *file, const cli_command *command);
void cli_man_overview(FILE *file);
void cli_man_command(FILE *file, const cli_command *command);
void cli_catalogue_json(FILE *file);
void cli_completion_bash(FILE *file);
/* "Definition: ..., formula ... (source; cost)": a term in one paragraph. The caller frees the text; NULL: no memory. */
char *cli_term_text(const ent_term *term, bool cost);
/* A JSON string. */
void cli_json(FILE *file, const char *text);

/* Words of the model; ends with a NULL name. */
extern const ent_term cli_glossary[];

/* One exit code and what it says. */
typedef struct cli_exit {
    int code;
    const char *says;
} cli_exit;
extern const cli_exit cli_exits[]; /* ends with a NULL says */

/* ---- processes (child.c) ---------------------------------------------------------------------------------------- */

/* How a child ended and what it wrote. */
typedef struct cli_child {
    char *output; /* freed by the caller */
    size_t length;
    int exit_code; /* -1: killed */
    int signal;    /* that killed it, 0: none */
    bool timed_out;
} cli_child;
/* Run argv[0] with input on its standard input; its standard output is collected, its standard error is ours. Limits of
 * 0 are none. wall_limit in seconds. */
ent_status cli_run_child(char *const argv[], const char *input, size_t length, int64_t cpu_seconds,
                         int64_t wall_seconds, int64_t memory_mib, cli_child *out, ent_error *err);

#endif
