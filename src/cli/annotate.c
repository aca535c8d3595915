/* cli/annotate.c - what an analysis found out about entities goes back into the graph as an attribute, and from there into
 * groupings, diagrams and other programs. */
#include "cli/cli.h"

#include <string.h>

const ent_option cli_annotation_rows[] = {
    {.name = "annotate",
     .type = ENT_OPTION_TEXT,
     .offset = offsetof(cli_annotation, path),
     .argument = "FILE",
     .help =
         "write the whole graph to FILE with the result as an attribute of its entities; its name tells the format"},
    {.name = "attribute",
     .type = ENT_OPTION_TEXT,
     .offset = offsetof(cli_annotation, attribute),
     .argument = "NAME",
     .help = "what the attribute is called; preset: what the analysis finds (community, core, ...)"},
    {.name = NULL},
};

static const char *attribute_name(const cli_call *call) {
    const char *name = call->settings.annotation.attribute;
    return name ? name : call->command.analysis->annotates;
}

static ent_status collect(void *context, ent_id entity, const char *value, ent_error *err) {
    cli_annotating *annotating = context;
    const cli_call *call = annotating->call;
    annotating->count++;
    return ent_edits_set_attribute(annotating->edits, entity, attribute_name(call), value, err);
}

/* What an earlier run wrote is taken away: entities that are not selected this time would keep it otherwise. */
static ent_status forget(const cli_annotating *annotating, const ent_graph *graph, const char *name, ent_error *err) {
    ent_status status = ENT_OK;
    for (ent_id e = 0; e < ent_graph_entities(graph) && status == ENT_OK; e++) {
        ent_entity row;
        ent_graph_entity(graph, e, &row);
        if (row.attributes) status = ent_edits_set_attribute(annotating->edits, e, name, NULL, err);
    }
    return status;
}

ent_status cli_annotate_begin(const cli_call *call, const ent_graph *graph, cli_annotating *out, ent_error *err) {
    const cli_annotation *asked = &call->settings.annotation;
    const char *output = call->settings.output.path;
    *out = (cli_annotating){.call = call};
    if (!asked->path && asked->attribute) {
        ent_fail(err, ENT_USAGE, "--attribute names what --annotate writes, and --annotate is missing");
        return ent_hint(err, "add --annotate FILE");
    }
    if (!asked->path) return ENT_OK;
    if (asked->attribute && !asked->attribute[0]) return ent_fail(err, ENT_USAGE, "--attribute needs a name");
    if (strcmp(asked->path, output ? output : "-") == 0) {
        ent_fail(err, ENT_USAGE, "--annotate '%s' is where the table goes", asked->path);
        return ent_hint(err, "write the table or the graph to another file");
    }
    if (!ent_writer_find(asked->path)) {
        ent_fail(err, ENT_USAGE, "the name '%s' tells no format of graphs", asked->path);
        return ent_hint(err, "end it in .json or .jsonl; 'entente formats' lists them");
    }
    out->annotator = (ent_annotator){collect, out};
    ent_status status = ent_edits_new(graph, &out->edits, err);
    return status == ENT_OK ? forget(out, graph, attribute_name(call), err) : status;
}

ent_status cli_annotate_write(cli_annotating *annotating, ent_error *err) {
    if (!annotating->edits) return ENT_OK;
    const char *path = annotating->call->settings.annotation.path;
    ent_graph *graph = NULL;
    char *data = NULL;
    size_t length = 0;
    ent_status status = cli_stage(annotating->call, "annotating", err);
    if (status == ENT_OK) status = ent_edits_apply(annotating->edits, NULL, &graph, err);
    if (status == ENT_OK) status = ent_writer_find(path)->write(graph, NULL, &data, &length, err);
    if (status == ENT_OK) status = cli_write_file(annotating->call, path, data, length, err);
    if (status == ENT_OK)
        cli_say(annotating->call, "%s: %zu %s annotated", path, annotating->count,
                annotating->count == 1 ? "entity" : "entities");
    ent_free(data);
    ent_graph_free(graph);
    return status;
}

void cli_annotate_clear(cli_annotating *annotating) {
    ent_edits_free(annotating->edits);
    annotating->edits = NULL;
}
