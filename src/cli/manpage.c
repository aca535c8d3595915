/* cli/manpage.c - the same help as manual pages, in the macros of man(7). */
#include "cli/cli.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Text in which roff sees neither requests nor escapes. */
static void put(FILE *file, const char *text) {
    if (*text == '.' || *text == '\'') fputs("\\&", file);
    for (; *text; text++) {
        if (*text == '\\')
            fputs("\\e", file);
        else if (*text == '"') /* a quote would part the arguments of a macro */
            fputs("\\(dq", file);
        else if (*text == '-')
            fputs("\\-", file);
        else
            fputc(*text == '\n' ? ' ' : *text, file);
    }
}

static void line(FILE *file, const char *text) {
    put(file, text);
    fputc('\n', file);
}

static void head(FILE *file, const char *name, const char *summary) {
    fputs(".TH ", file);
    for (const char *p = name; *p; p++) fputc(toupper((unsigned char)*p), file);
    fprintf(file, " 1 \"\" \"entente %s\" \"User Commands\"\n.SH NAME\n", ent_version());
    put(file, name);
    fputs(" \\- ", file);
    line(file, summary);
    fputs(".SH SYNOPSIS\n", file);
}

static void exits(FILE *file) {
    fputs(".SH EXIT STATUS\n", file);
    for (const cli_exit *e = cli_exits; e->says; e++) {
        fprintf(file, ".TP\n%d\n", e->code);
        line(file, e->says);
    }
}

static void option(FILE *file, const ent_option *row) {
    char text[1000] = "";
    FILE *part = fmemopen(text, sizeof text, "w");
    if (part) {
        cli_option_left(part, row);
        fclose(part);
    }
    fputs(".TP\n.B ", file);
    line(file, text);
    put(file, row->help);
    memset(text, 0, sizeof text);
    part = fmemopen(text, sizeof text, "w");
    if (part) {
        cli_option_limits(part, row);
        fclose(part);
    }
    if (text[0]) {
        fputs(" (", file);
        put(file, text);
        fputc(')', file);
    }
    fputc('\n', file);
}

static void options(FILE *file, const cli_command *command) {
    cli_bound *bound;
    size_t count;
    if (cli_bind(command, NULL, true, &bound, &count, NULL) != ENT_OK) return;
    const char *group = "";
    if (count > 0) fputs(".SH OPTIONS\n", file);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(group, bound[i].group) != 0) fprintf(file, ".SS %s\n", bound[i].group);
        group = bound[i].group;
        option(file, bound[i].row);
    }
    free(bound);
}

static void examples(FILE *file, const cli_command *command) {
    if (!command->examples || !command->examples->line) return;
    fputs(".SH EXAMPLES\n", file);
    for (const ent_example *e = command->examples; e->line; e++) {
        fputs(".TP\n.B entente ", file);
        line(file, e->line);
        line(file, e->says);
    }
}

static void list(FILE *file, const cli_list *of) {
    if (!of) return;
    fputs(".SH ", file);
    for (const char *p = of->title; *p; p++) fputc(toupper((unsigned char)*p), file);
    fputc('\n', file);
    for (size_t i = 0; i < of->count(); i++) {
        cli_item item;
        of->at(i, &item);
        fputs(".TP\n.B ", file);
        put(file, item.name);
        fputc(' ', file);
        line(file, item.arguments);
        put(file, item.summary);
        fputs(".\n", file);
        line(file, item.detail);
    }
}

static void terms(FILE *file, const ent_term *term) {
    if (!term || !term->name) return;
    fputs(".SH DEFINITIONS\n", file);
    for (; term->name; term++) {
        char *text = cli_term_text(term, true);
        fputs(".TP\n.B ", file);
        line(file, term->name);
        line(file, text ? text : term->definition);
        free(text);
    }
}

static void analysis(FILE *file, const ent_analysis *a) {
    terms(file, a->terms);
    fputs(".SH COLUMNS\n", file);
    for (const ent_column *column = a->columns; column && column->name; column++) {
        fputs(".TP\n.B ", file);
        line(file, column->name);
        line(file, column->help ? column->help : "");
    }
    fputs(".SH COST\n", file);
    line(file, a->cost);
    if (!a->citation || !a->citation[0]) return;
    fputs(".SH SOURCES\n", file);
    line(file, a->citation);
}

void cli_man_command(FILE *file, const cli_command *command) {
    char name[64];
    snprintf(name, sizeof name, "entente-%s", command->name);
    head(file, name, command->summary);
    cli_usage(file, command);
    fputs("\n.SH DESCRIPTION\n", file);
    line(file, command->detail);
    for (const ent_argument *a = command->arguments; a && a->name; a++) {
        fputs(".TP\n.I ", file);
        line(file, a->name);
        line(file, a->help);
    }
    list(file, command->list);
    options(file, command);
    if (command->analysis) analysis(file, command->analysis);
    examples(file, command);
    exits(file);
    fputs(".SH SEE ALSO\n.BR entente (1)\n", file);
}

void cli_man_overview(FILE *file) {
    head(file, "entente", "relations between countries, leaders, firms and frameworks");
    fputs(".B entente\n.I COMMAND FILE...\n[\\fIARGUMENTS\\fR] [\\fIOPTIONS\\fR]\n.SH DESCRIPTION\n"
          "Reads relations with their evidence, measures who is central and how one reaches another, and draws them.\n"
          ".SH COMMANDS\n",
          file);
    for (size_t i = 0; i < cli_command_count(); i++) {
        cli_command command;
        cli_command_at(i, &command);
        fprintf(file, ".TP\n.BR entente-%s (1)\n", command.name);
        line(file, command.summary);
    }
    exits(file);
}
