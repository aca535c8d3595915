/* A relation told: when, who acted for whom, towards what. */
#include "analyse/statement.h"

#include <stdio.h>

void ent_say_year(const ent_relation *relation, char out[24]) {
    char day[16] = "";
    if (relation->date.given) ent_date_format_day(relation->date.first, day);
    for (size_t i = 1; day[0] && day[i]; i++) /* a year may begin with a minus */
        if (day[i] == '-') day[i] = '\0';
    snprintf(out, 24, "%s", !relation->date.given ? "no date given" : day[0] ? day : "before any date");
}

static void say_one(const ent_selection *selection, ent_id entity, ent_buffer *out) {
    ent_entity row;
    if (ent_selection_stand_in(selection, entity) == entity) return;
    ent_graph_entity(ent_selection_graph(selection), entity, &row);
    ent_buffer_format(out, "%s%s for %s", out->length ? "; " : "", row.name, ent_shown_name(selection, entity));
}

void ent_say_acting(const ent_selection *selection, const ent_relation *relation, ent_buffer *out) {
    say_one(selection, relation->source, out);
    if (!relation->target_is_relation) say_one(selection, relation->target, out);
}

void ent_say_target(const ent_selection *selection, const ent_relation *relation, ent_buffer *out, const char **id) {
    if (relation->target_is_relation) {
        ent_relation target;
        ent_graph_relation(ent_selection_graph(selection), relation->target, &target);
        *id = target.id;
        ent_say_relation(selection, relation->target, out);
    } else {
        *id = ent_shown_id(selection, relation->target);
        ent_buffer_text(out, ent_shown_name(selection, relation->target));
    }
}

size_t ent_relation_ends(const ent_selection *selection, const ent_relation *relation, ent_id out[3]) {
    size_t count = 0;
    ent_relation last = *relation;
    out[count++] = ent_selection_stand_in(selection, relation->source);
    if (relation->target_is_relation) {
        ent_graph_relation(ent_selection_graph(selection), relation->target, &last);
        out[count++] = ent_selection_stand_in(selection, last.source);
    }
    if (!last.target_is_relation) out[count++] = ent_selection_stand_in(selection, last.target);
    return count;
}
