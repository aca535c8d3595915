/* 01-load.c - read a file of relations and say what it holds.
 *
 *     cc 01-load.c $(pkg-config --cflags --libs entente) -o load && ./load graphs/korea-us-2022.json
 *
 * Shows: the error struct of the caller, a sink for findings, the counts of a graph, and its columns by index.
 */
#include <stdio.h>

#include <entente/entente.h>

/* Findings come one by one while the file is read: where, what is wrong, what would be right. */
static void show_finding(void *context, const ent_finding *finding) {
    (void)context;
    fprintf(stderr, "%s:%zu:%zu: %s\n", finding->file, finding->line, finding->column, finding->message);
    if (finding->remedy) fprintf(stderr, "    %s\n", finding->remedy);
}

static void show_kinds(const ent_graph *graph) {
    for (uint32_t k = 0; k < ent_graph_kinds(graph); k++) {
        size_t count = 0;
        for (ent_id e = 0; e < ent_graph_entities(graph); e++) {
            ent_entity entity;
            ent_graph_entity(graph, e, &entity);
            count += entity.kind == k;
        }
        ent_kind kind;
        ent_graph_kind(graph, k, &kind);
        if (count > 0) printf("  %-13s %2zu\n", kind.name, count);
    }
}

static void show_signs(const ent_graph *graph) {
    size_t positive = 0, negative = 0, structural = 0;
    for (ent_id r = 0; r < ent_graph_relations(graph); r++) {
        ent_relation relation;
        ent_graph_relation(graph, r, &relation);
        if (relation.sign > 0)
            positive++;
        else if (relation.sign < 0)
            negative++;
        else
            structural++;
    }
    printf("%zu positive, %zu negative, %zu structural\n", positive, negative, structural);
}

int main(int argc, char **argv) {
    const char *path = argc > 1 ? argv[1] : "graphs/korea-us-2022.json";
    ent_error error = {0};
    ent_graph *graph = NULL;
    ent_read options = {0};
    ent_sink sink = {.report = show_finding};

    if (ent_read_files(&path, 1, &options, &sink, &graph, &error) != ENT_OK) {
        fprintf(stderr, "%s\n%s\n", error.message, error.hint);
        return ent_status_exit_code(error.status);
    }
    printf("%s\n", ent_graph_title(graph));
    printf("%zu relations between %zu entities, from %zu document\n", ent_graph_relations(graph),
           ent_graph_entities(graph), ent_graph_documents(graph));
    show_signs(graph);
    show_kinds(graph);
    ent_graph_free(graph);
    return 0;
}
