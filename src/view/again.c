/* A second view of a selection, made from the first: its vertices are lent, and nothing is drawn anew. */
#include "view/edges.h"

#include <stdlib.h>

ent_view *ent_view_borrow(const ent_view *lender, ent_parallel parallel, bool directed) {
    ent_view *view = calloc(1, sizeof *view);
    if (!view) return NULL;
    *view = (ent_view){.lender = lender,
                       .selection = lender->selection,
                       .graph = lender->graph,
                       .made_with = lender->made_with,
                       .directed = directed,
                       .entities = lender->entities,
                       .entity_count = lender->entity_count,
                       .vertex_of_entity = lender->vertex_of_entity,
                       .hyper = lender->hyper,
                       .hyper_names = lender->hyper_names,
                       .hyper_count = lender->hyper_count,
                       .areas = lender->areas,
                       .area_count = lender->area_count,
                       .vertex_count = lender->vertex_count,
                       .structural_left_out = lender->structural_left_out,
                       /* all that were drawn: which of them weigh nothing is found out anew */
                       .used_relations = lender->used_relations + lender->weightless_left_out,
                       .weightless_left_out = lender->weightless_left_out};
    view->made_with.parallel = parallel;
    view->made_with.directed = directed;
    view->made_with.direction = directed ? ENT_DIRECTION_DIRECTED : ENT_DIRECTION_UNDIRECTED;
    return view;
}

/* A line for each relation of each edge, in order. */
static ent_link *lines_of(const ent_view *view) {
    ent_link *lines = malloc((view->relation_first[view->edge_count] + 1) * sizeof *lines);
    for (size_t e = 0; e < view->edge_count && lines; e++)
        for (uint32_t i = view->relation_first[e]; i < view->relation_first[e + 1]; i++)
            lines[i] = (ent_link){{(uint32_t)view->from[e], (uint32_t)view->to[e]}, view->relations[i]};
    return lines;
}

ent_status ent_view_apart(const ent_view *merged, ent_view **out, ent_error *err) {
    ent_view *view = ent_view_borrow(merged, ENT_PARALLEL_KEEP, merged->directed);
    ent_link *lines = lines_of(merged);
    ent_status status = view && lines ? ENT_OK : ent_fail_memory(err);
    if (!status) status = ent_view_fill(view, lines, merged->relation_first[merged->edge_count], err);
    free(lines);
    if (!status) status = ent_view_index(view, err);
    if (status)
        ent_view_free(view);
    else
        *out = view;
    return status;
}
