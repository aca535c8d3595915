/* cli/catalogue_json.c - everything that a user can name, as JSON: for tests, tools and language models. */
#include "cli/cli.h"

#include <stdlib.h>

void cli_json(FILE *file, const char *text) {
    if (!text) {
        fputs("null", file);
        return;
    }
    fputc('"', file);
    for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
        if (*p == '"' || *p == '\\')
            fprintf(file, "\\%c", *p);
        else if (*p < 0x20 || *p == 0x7f)
            fprintf(file, "\\u%04x", *p);
        else
            fputc(*p, file);
    }
    fputc('"', file);
}

static void member(FILE *file, const char *name, const char *text) {
    fprintf(file, ", \"%s\": ", name);
    cli_json(file, text);
}

static void print_choices(FILE *file, const ent_option *row) {
    fputs(", \"choices\": ", file);
    if (!row->choices) {
        fputs("null", file);
        return;
    }
    for (size_t i = 0; row->choices[i]; i++) {
        fputs(i ? ", " : "[", file);
        cli_json(file, row->choices[i]);
    }
    fputc(']', file);
}

static void print_option(FILE *file, const char *group, const ent_option *row) {
    static const char *const types[] = {"flag", "int", "real", "text", "date", "choice", "choices", "list"};
    char letter[2] = {row->letter, '\0'}, low[32], high[32];
    fputs("{\"name\": ", file);
    cli_json(file, row->name);
    member(file, "group", group);
    member(file, "letter", row->letter ? letter : NULL);
    member(file, "type", types[row->type]);
    member(file, "argument", row->argument);
    member(file, "default", row->preset);
    print_choices(file, row);
    if (row->minimum != 0 || row->maximum != 0)
        fprintf(file, ", \"minimum\": %s, \"maximum\": %s", ent_format_double(row->minimum, low),
                ent_format_double(row->maximum, high));
    member(file, "help", row->help);
    fputc('}', file);
}

/* A command's own option takes the place of a shared one of that name (show --radius), as on the command line. */
static void print_options(FILE *file, const cli_command *command) {
    cli_bound *bound;
    size_t count;
    if (cli_bind(command, NULL, true, &bound, &count, NULL) != ENT_OK) return;
    for (size_t i = 0; i < count; i++) {
        fputs(i ? ",\n       " : "\n       ", file);
        print_option(file, bound[i].group, bound[i].row);
    }
    free(bound);
}

static void print_columns(FILE *file, const ent_column *columns) {
    static const char *const types[] = {"text", "int", "real", "bool"};
    const char *separator = "";
    for (; columns && columns->name; columns++) {
        fprintf(file, "%s\n       {\"name\": ", separator);
        cli_json(file, columns->name);
        member(file, "type", types[columns->type]);
        member(file, "help", columns->help);
        fprintf(file, ", \"hidden\": %s}", columns->hidden ? "true" : "false");
        separator = ",";
    }
}

static void print_needs(FILE *file, unsigned needs) {
    static const char *const words[] = {"non-negative weights", "dates", "signs", "connected", "relations"};
    const char *separator = "";
    for (unsigned i = 0; i < sizeof words / sizeof *words; i++) {
        if (!(needs >> i & 1)) continue;
        fprintf(file, "%s\"%s\"", separator, words[i]);
        separator = ", ";
    }
}

static void print_terms(FILE *file, const ent_term *term) {
    const char *separator = "";
    for (; term && term->name; term++) {
        fprintf(file, "%s\n       {\"name\": ", separator);
        cli_json(file, term->name);
        member(file, "definition", term->definition);
        member(file, "formula", term->formula);
        member(file, "source", term->source);
        member(file, "cost", term->cost);
        fputc('}', file);
        separator = ",";
    }
}

static void print_analysis(FILE *file, const ent_analysis *analysis) {
    fputs(",\n     \"analysis\": {\"citation\": ", file);
    cli_json(file, analysis->citation);
    member(file, "cost", analysis->cost);
    fputs(", \"needs\": [", file);
    print_needs(file, analysis->needs);
    fputs("]", file);
    member(file, "annotates", analysis->annotates);
    fprintf(file, ", \"chart\": %s", analysis->chart ? "true" : "false");
    fputs(",\n      \"columns\": [", file);
    print_columns(file, analysis->columns);
    fputs("],\n      \"terms\": [", file);
    print_terms(file, analysis->terms);
    fputs("]}", file);
}

static void print_arguments(FILE *file, const cli_command *command) {
    const char *separator = "";
    if (command->reads_files) {
        fputs("{\"name\": \"FILE...\", \"help\": \"graphs to read and unite\"}", file);
        separator = ", ";
    }
    for (const ent_argument *a = command->arguments; a && a->name; a++) {
        fprintf(file, "%s{\"name\": ", separator);
        cli_json(file, a->name);
        member(file, "help", a->help);
        fputc('}', file);
        separator = ", ";
    }
}

/* ,"views": [{"name": ...}, ...] */
static void print_list(FILE *file, const cli_list *list) {
    if (!list) return;
    fprintf(file, ",\n     \"%s\": [", list->key);
    for (size_t i = 0; i < list->count(); i++) {
        cli_item item;
        list->at(i, &item);
        fputs(i ? ",\n       {\"name\": " : "\n       {\"name\": ", file);
        cli_json(file, item.name);
        member(file, "arguments", item.arguments);
        member(file, "summary", item.summary);
        member(file, "detail", item.detail);
        fputc('}', file);
    }
    fputc(']', file);
}

static void print_command(FILE *file, const cli_command *command) {
    const char *separator = "";
    fputs("    {\"name\": ", file);
    cli_json(file, command->name);
    member(file, "section", command->section);
    member(file, "summary", command->summary);
    member(file, "detail", command->detail);
    fputs(",\n     \"arguments\": [", file);
    print_arguments(file, command);
    fputs("],\n     \"options\": [", file);
    print_options(file, command);
    fputs("],\n     \"examples\": [", file);
    for (const ent_example *e = command->examples; e && e->line; e++) {
        fprintf(file, "%s\n       {\"line\": ", separator);
        cli_json(file, e->line);
        member(file, "says", e->says);
        fputc('}', file);
        separator = ",";
    }
    fputc(']', file);
    print_list(file, command->list);
    if (command->analysis) print_analysis(file, command->analysis);
    fputc('}', file);
}

static void print_formats(FILE *file) {
    fputs("  \"readers\": [", file);
    for (size_t i = 0; i < ent_reader_count(); i++) {
        ent_reader_info reader;
        ent_reader_at(i, &reader);
        fputs(i ? ",\n    {\"name\": " : "\n    {\"name\": ", file);
        cli_json(file, reader.name);
        member(file, "summary", reader.summary);
        member(file, "extensions", reader.extensions);
        fputc('}', file);
    }
    fputs("],\n  \"writers\": [", file);
    for (size_t i = 0; i < ent_writer_count(); i++) {
        const ent_writer *writer = ent_writer_at(i);
        fputs(i ? ",\n    {\"name\": " : "\n    {\"name\": ", file);
        cli_json(file, writer->name);
        member(file, "summary", writer->summary);
        member(file, "extensions", writer->extensions);
        fputc('}', file);
    }
    fputs("],\n", file);
}

static void print_rules(FILE *file) {
    static const char *const severities[] = {"note", "warning", "error"};
    fputs("  \"rules\": [", file);
    for (size_t i = 0; i < ent_rule_count(); i++) {
        const ent_rule *rule = ent_rule_at(i);
        fputs(i ? ",\n    {\"name\": " : "\n    {\"name\": ", file);
        cli_json(file, rule->name);
        member(file, "severity", severities[rule->severity]);
        member(file, "summary", rule->summary);
        member(file, "reason", rule->reason);
        fputc('}', file);
    }
    fputs("],\n", file);
}

void cli_catalogue_json(FILE *file) {
    fputs("{\"program\": \"entente\", \"version\": ", file);
    cli_json(file, ent_version());
    fputs(",\n  \"commands\": [\n", file);
    for (size_t i = 0; i < cli_command_count(); i++) {
        cli_command command;
        cli_command_at(i, &command);
        print_command(file, &command);
        fputs(i + 1 < cli_command_count() ? ",\n" : "],\n", file);
    }
    print_formats(file);
    print_rules(file);
    fputs("  \"glossary\": [", file);
    print_terms(file, cli_glossary);
    fputs("],\n", file);
    fputs("  \"exit_codes\": [", file);
    for (const cli_exit *e = cli_exits; e->says; e++) {
        fprintf(file, "%s{\"code\": %d", e == cli_exits ? "" : ", ", e->code);
        member(file, "says", e->says);
        fputc('}', file);
    }
    fputs("]}\n", file);
}
