/* model/stretch.c - the time that a selection spans. */
#include "model/stretch.h"

static void stretch_over(ent_stretch *s, int32_t day, int32_t least, int32_t most) {
    if (day == ENT_DAY_MIN || day == ENT_DAY_MAX) return;
    day = day < least ? least : day > most ? most : day;
    if (day < s->first) s->first = day;
    if (day > s->last) s->last = day;
}

ent_stretch ent_selection_stretch(const ent_selection *selection) {
    const ent_select *o = ent_selection_options(selection);
    const ent_graph *graph = ent_selection_graph(selection);
    int32_t least = ENT_DAY_MIN, most = ENT_DAY_MAX;
    const ent_id *rows;
    size_t count = ent_selection_relations(selection, &rows);
    if (o->at.given) least = o->at.first, most = o->at.last;
    if (o->since.given && o->since.first > least) least = o->since.first;
    if (o->until.given && o->until.last < most) most = o->until.last;
    ent_stretch s = {ENT_DAY_MAX, ENT_DAY_MIN, least != ENT_DAY_MIN, most != ENT_DAY_MAX};
    for (size_t i = 0; i < count; i++) {
        ent_relation relation;
        ent_graph_relation(graph, rows[i], &relation);
        if (!relation.date.given) continue;
        stretch_over(&s, relation.date.first, least, most);
        stretch_over(&s, relation.date.last, least, most);
    }
    if (s.anchored) s.first = least;
    if (s.closed) s.last = most;
    if (s.first == ENT_DAY_MAX) s.first = s.last; /* one end is known at most */
    if (s.last == ENT_DAY_MIN) s.last = s.first;
    return s;
}
