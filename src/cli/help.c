/* cli/help.c - help for people, made from the tables; every line fits 80 columns. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = 79, LEFT = 28, TERM = 20 };

/* How many bytes the word at `text` has, and how many columns it takes. */
static size_t measure_word(const char *text, size_t *columns) {
    char word[200];
    size_t length = 0;
    bool plain = true;
    for (; text[length] && text[length] != ' ' && text[length] != '\n'; length++) plain = plain && text[length] > 0;
    *columns = length;
    if (plain) return length;
    snprintf(word, sizeof word, "%.*s", (int)length, text);
    *columns = ent_text_width(word);
    return length;
}

static void begin_line(FILE *file, size_t indent) {
    static const char blanks[] = "\n                                        ";
    if (indent + 1 < sizeof blanks)
        fwrite(blanks, 1, indent + 1, file);
    else
        fprintf(file, "\n%*s", (int)indent, "");
}

/* What of the text stands as it is to be printed is printed at once, which is a line as a rule: printing words would be
 * most of what help takes. */
void cli_wrap(FILE *file, const char *text, size_t at, size_t indent, size_t width) {
    const char *from = text, *to = text; /* not printed yet */
    size_t start = at;
    for (const char *p = text; *p;) {
        size_t columns, bytes;
        for (; *p == ' ' || *p == '\n'; p++) continue;
        if ((bytes = measure_word(p, &columns)) == 0) break;
        bool breaks = at > start && at + 1 + columns > width, follows = at > start && p == to + 1 && *to == ' ';
        if (breaks || !follows) {
            fwrite(from, 1, (size_t)(to - from), file);
            from = p;
        }
        if (breaks) {
            begin_line(file, indent);
            at = start = indent;
        } else if (at > start) {
            if (!follows) fputc(' ', file);
            at++;
        }
        at += columns;
        p += bytes;
        to = p;
    }
    fwrite(from, 1, (size_t)(to - from), file);
    fputc('\n', file);
}

void cli_usage(FILE *file, const cli_command *command) {
    fprintf(file, "entente %s", command->name);
    if (command->reads_files) fputs(" FILE...", file);
    for (const ent_argument *a = command->arguments; a && a->name; a++) fprintf(file, " %s", a->name);
    fputs(" [OPTIONS]", file);
}

static const char *value_word(const ent_option *row) {
    if (row->type == ENT_OPTION_FLAG) return NULL;
    if (row->argument) return row->argument;
    if (row->type == ENT_OPTION_CHOICES) return "WORD,...";
    return row->type == ENT_OPTION_CHOICE ? "WORD" : "VALUE";
}

void cli_option_left(FILE *file, const ent_option *row) {
    const char *value = value_word(row);
    if (row->letter) fprintf(file, "-%c, ", row->letter);
    fprintf(file, "--%s", row->name);
    if (value) fprintf(file, " %s", value);
}

void cli_option_limits(FILE *file, const ent_option *row) {
    const char *separator = "";
    char low[32], high[32];
    if (row->choices) {
        fputs(row->type == ENT_OPTION_CHOICES ? "any of " : "one of ", file);
        for (size_t i = 0; row->choices[i]; i++) fprintf(file, "%s%s", i ? ", " : "", row->choices[i]);
        separator = "; ";
    }
    if ((row->minimum != 0 || row->maximum != 0) && row->maximum < 1e9) {
        fprintf(file, "%sfrom %s to %s", separator, ent_format_double(row->minimum, low),
                ent_format_double(row->maximum, high));
        separator = "; ";
    }
    if (row->preset && row->preset[0]) fprintf(file, "%sdefault %s", separator, row->preset);
}

char *cli_term_text(const ent_term *term, bool cost) {
    cli_page text = {0};
    text.file = open_memstream(&text.data, &text.length);
    if (!text.file) return NULL;
    fputs(term->definition, text.file);
    size_t length = strlen(term->definition);
    if (length && term->definition[length - 1] != '.') fputc('.', text.file);
    if (term->formula && term->formula[0]) fprintf(text.file, " %s.", term->formula);
    bool source = term->source && term->source[0];
    cost = cost && term->cost && term->cost[0];
    if (source || cost)
        fprintf(text.file, " (%s%s%s)", source ? term->source : "", source && cost ? "; " : "", cost ? term->cost : "");
    if (fclose(text.file) == 0) return text.data;
    free(text.data);
    return NULL;
}

/* ---- one command ---- */

static void print_option(FILE *file, const ent_option *row) {
    char left[100] = "", right[1000] = "";
    FILE *part = fmemopen(left, sizeof left, "w");
    if (part) {
        fprintf(part, row->letter ? "  " : "      ");
        cli_option_left(part, row);
        fclose(part);
    }
    part = fmemopen(right, sizeof right, "w");
    if (part) {
        fprintf(part, "%s (", row->help);
        cli_option_limits(part, row);
        fputc(')', part);
        fclose(part);
    }
    size_t length = strlen(right);
    if (length > 3 && strcmp(right + length - 3, " ()") == 0) right[length - 3] = '\0';
    if (strlen(left) + 2 <= LEFT)
        fprintf(file, "%-*s", LEFT, left);
    else
        fprintf(file, "%s\n%*s", left, LEFT, "");
    cli_wrap(file, right, LEFT, LEFT, WIDTH);
}

static void print_groups(FILE *file, const cli_command *command) {
    cli_bound *bound;
    size_t count;
    if (cli_bind(command, NULL, true, &bound, &count, NULL) != ENT_OK) return;
    const char *group = "";
    for (size_t i = 0; i < count; i++) {
        if (strcmp(group, bound[i].group) != 0) fprintf(file, "\n%s\n", bound[i].group);
        group = bound[i].group;
        print_option(file, bound[i].row);
    }
    free(bound);
}

static void print_arguments(FILE *file, const cli_command *command) {
    const ent_argument *a = command->arguments;
    if (!command->reads_files && !(a && a->name)) return;
    fputs("\nArguments\n", file);
    if (command->reads_files) {
        fprintf(file, "%-*s", LEFT, "  FILE...");
        cli_wrap(file, "graphs to read and unite; '-' is standard input, gzip is unpacked", LEFT, LEFT, WIDTH);
    }
    for (; a && a->name; a++) {
        fprintf(file, "  %-*s", LEFT - 2, a->name);
        cli_wrap(file, a->help, LEFT, LEFT, WIDTH);
    }
}

static void print_list(FILE *file, const cli_list *list) {
    if (!list) return;
    fprintf(file, "\n%s\n", list->title);
    for (size_t i = 0; i < list->count(); i++) {
        cli_item item;
        char left[64];
        list->at(i, &item);
        snprintf(left, sizeof left, "%s %s", item.name, item.arguments);
        fprintf(file, "  %-*s", TERM - 2, left);
        cli_wrap(file, item.summary, TERM, TERM, WIDTH);
    }
}

static void print_terms(FILE *file, const cli_command *command) {
    const ent_term *term = command->analysis ? command->analysis->terms : NULL;
    if (!term || !term->name) return;
    fputs("\nDefinitions\n", file);
    for (; term->name; term++) {
        char *text = cli_term_text(term, false);
        if (strlen(term->name) + 4 <= TERM)
            fprintf(file, "  %-*s", TERM - 2, term->name);
        else
            fprintf(file, "  %s\n%*s", term->name, TERM, "");
        cli_wrap(file, text ? text : term->definition, TERM, TERM, WIDTH);
        free(text);
    }
    if (!command->analysis->citation || !command->analysis->citation[0]) return;
    fputs("\nSources\n  ", file);
    cli_wrap(file, command->analysis->citation, 2, 2, WIDTH);
}

static void print_examples(FILE *file, const cli_command *command) {
    const ent_example *example = command->examples;
    if (!example || !example->line) return;
    fputs("\nExamples\n", file);
    for (; example->line; example++) {
        fputs("  entente ", file);
        cli_wrap(file, example->line, 10, 8, WIDTH);
        fputs("      ", file);
        cli_wrap(file, example->says, 6, 6, WIDTH);
    }
}

void cli_help_command(FILE *file, const cli_command *command) {
    fprintf(file, "entente %s: ", command->name);
    cli_wrap(file, command->summary, strlen(command->name) + 10, 2, WIDTH);
    fputs("\nusage: ", file);
    cli_usage(file, command);
    fputs("\n\n", file);
    cli_wrap(file, command->detail, 0, 0, WIDTH);
    print_arguments(file, command);
    print_list(file, command->list);
    print_groups(file, command);
    print_terms(file, command);
    print_examples(file, command);
    if (command->analysis) {
        fputs("\n", file);
        char more[200];
        snprintf(more, sizeof more, "'entente explain %s' tells the definition, the sources and the columns.",
                 command->name);
        cli_wrap(file, more, 0, 0, WIDTH);
    }
}

/* ---- the overview ---- */

static void print_section(FILE *file, const char *section) {
    fprintf(file, "\n%s\n", section);
    for (size_t i = 0; i < cli_command_count(); i++) {
        cli_command command;
        cli_command_at(i, &command);
        if (strcmp(command.section, section) != 0) continue;
        fprintf(file, "  %-14s", command.name);
        cli_wrap(file, command.summary, 16, 16, WIDTH);
    }
}

void cli_help_overview(FILE *file) {
    static const char *const sections[] = {"Analyses", "Diagram", "Data", "Help"};
    fputs("entente: relations between countries, leaders, firms and frameworks\n\n"
          "usage: entente COMMAND FILE... [ARGUMENTS] [OPTIONS]\n",
          file);
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) print_section(file, sections[i]);
    fputs("\nBegin with\n"
          "  entente info graphs/korea-us-2022.json\n"
          "  entente centrality graphs/korea-us-2022.json --top 10\n"
          "  entente paths graphs/korea-us-2022.json Samsung China\n"
          "  entente render graphs/korea-us-2022.json -o korea-us.svg\n"
          "\nExit codes\n",
          file);
    for (const cli_exit *e = cli_exits; e->says; e++) fprintf(file, "  %3d  %s\n", e->code, e->says);
    fputs("\n'entente COMMAND --help' tells more about a command.\n", file);
}
