/* 03-select.c - the hostile relations, first as reported, then as a matter between countries.
 *
 *     cc 03-select.c $(pkg-config --cflags --libs entente) -o select && ./select graphs/korea-us-2022.json
 *
 * Shows: options set by name as on the command line, a selection, and lifting leaders to the country they speak for.
 */
#include <stdio.h>

#include <entente/entente.h>

static ent_status set(ent_select *select, const char *name, const char *value, ent_error *err) {
    return ent_option_set(ent_option_find(ent_select_options, name), select, value, err);
}

static const char *entity_name(const ent_graph *graph, ent_id id) {
    ent_entity entity;
    ent_graph_entity(graph, id, &entity);
    return entity.name;
}

static void show(const ent_selection *selection) {
    const ent_graph *graph = ent_selection_graph(selection);
    const ent_id *rows;
    size_t count = ent_selection_relations(selection, &rows);
    for (size_t i = 0; i < count; i++) {
        ent_relation relation;
        ent_type type;
        ent_graph_relation(graph, rows[i], &relation);
        ent_graph_type(graph, relation.type, &type);
        printf("  %s %s: %s %s %s (%s)\n", relation.id, relation.date_text,
               entity_name(graph, ent_selection_stand_in(selection, relation.source)), type.label,
               entity_name(graph, ent_selection_stand_in(selection, relation.target)),
               ent_relation_status_name(relation.status));
    }
}

int main(int argc, char **argv) {
    const char *path = argc > 1 ? argv[1] : "graphs/korea-us-2022.json";
    ent_error error = {0};
    ent_graph *graph = NULL;
    ent_selection *selection = NULL;
    ent_select select;

    if (ent_options_init(ent_select_options, &select, sizeof select, &error) != ENT_OK) goto done;
    if (ent_read_files(&path, 1, &(ent_read){0}, NULL, &graph, &error) != ENT_OK) goto done;
    if (set(&select, "sign", "negative", &error) != ENT_OK) goto done;
    if (ent_selection_new(graph, &select, &selection, &error) != ENT_OK) goto done;
    printf("negative relations:\n");
    show(selection);

    ent_selection_free(selection);
    selection = NULL;
    if (set(&select, "lift", NULL, &error) != ENT_OK) goto done;
    if (set(&select, "kind", "country", &error) != ENT_OK) goto done;
    if (ent_selection_new(graph, &select, &selection, &error) != ENT_OK) goto done;
    printf("between countries:\n");
    show(selection);
    printf("left out: %zu of another sign, %zu that touch no country at one end\n",
           ent_selection_left_out(selection, ENT_LEFT_SIGN), ent_selection_left_out(selection, ENT_LEFT_KIND));
done:
    if (error.status != ENT_OK) fprintf(stderr, "%s\n", error.message);
    ent_selection_free(selection);
    ent_options_clear(ent_select_options, &select);
    ent_graph_free(graph);
    return ent_status_exit_code(error.status);
}
