/* cli/cmd_check.c - is the data right, and what in it deserves a look? */
#include "cli/cli.h"

static const ent_option rows[] = {
    {.name = "syntax",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(cli_settings, syntax),
     .help = "only: is it well-formed JSON or JSON Lines, whatever it says?"},
    {.name = "rule",
     .type = ENT_OPTION_LIST,
     .offset = offsetof(cli_settings, only),
     .argument = "RULE,...",
     .help = "only these rules, see 'entente explain check'"},
    {.name = NULL},
};

static ent_status check_syntax(cli_call *call, size_t files, ent_error *err) {
    ent_sink sink = cli_sink(call);
    ent_status worst = ENT_OK;
    for (size_t i = 0; i < files; i++) { /* all files are looked at, the first failure is told */
        ent_status status = ent_check_json_syntax(call->operands[i], &sink, err);
        if (worst == ENT_OK) worst = status;
    }
    return worst;
}

/* Message and remedy are sentences: beside each other they would be too narrow to be read. */
static ent_status group_by_rule(ent_table *table, ent_error *err) {
    long rule = ent_table_find_column(table, "rule");
    return rule < 0 ? ENT_OK : ent_table_set_layout(table, ENT_LAYOUT_CARDS, (size_t)rule, err);
}

static ent_status check_rules(cli_call *call, size_t files, ent_error *err) {
    cli_data data = {0};
    ent_table *table = NULL;
    size_t warnings = 0, errors = 0;
    ent_status status = cli_read(call, files, &data, err);
    if (status == ENT_OK) status = cli_stage(call, "checking", err);
    if (status == ENT_OK) status = ent_check(data.graph, &call->settings.only, &table, &warnings, &errors, err);
    if (status == ENT_OK) status = group_by_rule(table, err);
    if (status == ENT_OK) status = cli_write_table(call, table, err);
    if (status == ENT_OK && (errors > 0 || (call->settings.reading.strict && warnings > 0))) status = ENT_NO;
    ent_table_free(table);
    cli_data_clear(&data);
    return status;
}

static ent_status run(cli_call *call, ent_error *err) {
    size_t files;
    ent_status status = cli_files(call, &files, err);
    if (status != ENT_OK) return status;
    return call->settings.syntax ? check_syntax(call, files, err) : check_rules(call, files, err);
}

static const ent_example examples[] = {
    {"check graphs/korea-us-2022.json", "what in the data deserves a look"},
    {"check --syntax graphs/korea-us-2022.json", "well-formed or not; no output when it is"},
    {NULL, NULL},
};

const cli_command cli_check = {
    .name = "check",
    .summary = "look for what is wrong or doubtful in the data",
    .detail =
        "Reads the files and applies every rule to what was read. What cannot be loaded is told on standard error "
        "with file, line, column and remedy, and ends with exit code 3. What can be loaded but deserves a look is a "
        "row of the table. A finding that is an error ends with exit code 1; with --strict a warning does too.",
    .section = "Data",
    .reads_files = true,
    .groups = {{"Check", rows, 0}, CLI_GROUP_SHOW, CLI_GROUP_READING, CLI_GROUP_OUTPUT, CLI_GROUP_GENERAL},
    .examples = examples,
    .run = run,
};
