/* cli/chart.c - the table of an analysis as a picture beside it. */
#include "cli/cli.h"

#include <string.h>
#include <strings.h>

const ent_option cli_chart_rows[] = {
    {.name = "chart",
     .type = ENT_OPTION_TEXT,
     .offset = offsetof(cli_charting, path),
     .argument = "FILE",
     .help = "draw the table into FILE, whose name ends in .svg; all rows, whatever --top, --columns and --sort say"},
    {.name = NULL},
};

static bool ends_in(const char *path, const char *extension) {
    size_t length = strlen(path), end = strlen(extension);
    return length > end && strcasecmp(path + length - end, extension) == 0;
}

ent_status cli_chart_check(const cli_call *call, ent_error *err) {
    const char *path = call->settings.chart.path, *output = call->settings.output.path;
    const char *graph = call->settings.annotation.path;
    if (!path) return ENT_OK;
    if (strcmp(path, output ? output : "-") == 0 || strcmp(path, "-") == 0) {
        ent_fail(err, ENT_USAGE, "--chart '%s' is where the table goes", path);
        return ent_hint(err, "name a file of its own that ends in .svg");
    }
    if (graph && strcmp(path, graph) == 0) {
        ent_fail(err, ENT_USAGE, "--chart '%s' is where --annotate writes the graph", path);
        return ent_hint(err, "name two files");
    }
    if (ends_in(path, ".svg")) return ENT_OK;
    ent_fail(err, ENT_USAGE, "charts are written as SVG, and '%s' does not end in .svg", path);
    return ent_hint(err, "rsvg-convert and browsers turn SVG into PNG and PDF");
}

ent_status cli_chart_write(const cli_call *call, const ent_table *table, bool *drawn, ent_error *err) {
    const char *path = call->settings.chart.path;
    char *data = NULL;
    size_t length = 0;
    if (!path) return ENT_OK;
    ent_error why = {0};
    ent_status status = ent_chart_write(table, call->command.analysis->chart, &data, &length, &why);
    if (status == ENT_NO) {
        *drawn = false;
        cli_say(call, "%s is not written: %s", path, why.message);
        return ENT_OK;
    }
    if (status != ENT_OK) {
        if (err) *err = why;
        return status;
    }
    status = cli_write_file(call, path, data, length, err);
    ent_free(data);
    return status;
}
