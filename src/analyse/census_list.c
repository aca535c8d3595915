/* Who is in a class of the census: pairs, triads and triangles, with the relations that put them there. */
#include "analyse/census.h"

#include <stdlib.h>
#include <string.h>

/* Pairs first, then triads without 003 (whose members nothing joins), then triangles by their signs. */
const char *const ent_census_classes[] = {
    "nothing", "mutual", "asymmetric", "positive", "negative", "ambivalent", "structural", "012", "102",
    "021D",    "021U",   "021C",       "111D",     "111U",     "030T",       "030C",       "201", "120D",
    "120U",    "120C",   "210",        "300",      "+++",      "++-",        "+--",        "---", "ambivalent-triangle",
    NULL};
enum { FIRST_PAIR = 1, FIRST_TRIAD = 7, FIRST_TRIANGLE = 22 };

enum {
    L_CLASS,
    L_NAMES,
    L_IDS,
    L_SAYS,
    L_TYPE,
    L_SIGN,
    L_STATUS,
    L_DATE,
    L_CONFIDENCE,
    L_RELATION,
    L_EVIDENCE,
    L_SOURCE
};
static const ent_relation_cells cells = {
    .type = L_TYPE,
    .sign = L_SIGN,
    .status = L_STATUS,
    .date = L_DATE,
    .confidence = L_CONFIDENCE,
    .areas = SIZE_MAX,
    .id = L_RELATION,
    .said_by = SIZE_MAX,
    .note = SIZE_MAX,
    .evidence = L_EVIDENCE,
    .source = L_SOURCE,
};

typedef struct {
    const ent_view *view;
    const ent_ties *ties;
    ent_table *table;
    const ent_monitor *monitor;
    int class;
    size_t limit, found;
    ent_id *rows;
    size_t capacity;
} listing;

/* The class of a pair by direction, or by sign. */
static bool pair_is(uint8_t bits, const char *class) {
    uint8_t both = ENT_TIE_OUT | ENT_TIE_IN, signs = bits & (ENT_TIE_POSITIVE | ENT_TIE_NEGATIVE);
    if (!strcmp(class, "mutual")) return (bits & both) == both;
    if (!strcmp(class, "asymmetric")) return (bits & both) != both;
    if (!strcmp(class, "positive")) return signs == ENT_TIE_POSITIVE;
    if (!strcmp(class, "negative")) return signs == ENT_TIE_NEGATIVE;
    return !strcmp(class, "ambivalent") ? signs == (ENT_TIE_POSITIVE | ENT_TIE_NEGATIVE) : !signs;
}

static void say_members(const listing *l, const int32_t *members, int count, ent_buffer *names, ent_buffer *ids) {
    for (int i = 0; i < count; i++) {
        ent_vertex vertex;
        ent_view_vertex(l->view, (size_t)l->ties->vertex[members[i]], &vertex);
        ent_buffer_format(names, "%s%s", i ? ", " : "", vertex.name);
        ent_buffer_format(ids, "%s%s", i ? " " : "", vertex.id);
    }
}

static ent_status add_relation(listing *l, const int32_t *members, int count, ent_id relation, ent_error *err) {
    const ent_selection *selection = ent_view_selection(l->view);
    ent_buffer names = {0}, ids = {0}, says = {0};
    say_members(l, members, count, &names, &ids);
    ent_say_relation(selection, relation, &says);
    ent_status status = ent_table_add_row(l->table, err);
    if (!status) status = ent_table_set_text(l->table, L_CLASS, ent_census_classes[l->class], err);
    if (!status) status = ent_cell_buffer(l->table, L_NAMES, &names, err);
    if (!status) status = ent_cell_buffer(l->table, L_IDS, &ids, err);
    if (!status) status = ent_cell_buffer(l->table, L_SAYS, &says, err);
    if (!status) status = ent_cite_relation(l->table, &cells, ent_selection_graph(selection), relation, err);
    ent_buffer_clear(&names);
    ent_buffer_clear(&ids);
    ent_buffer_clear(&says);
    return status;
}

/* A row for each relation of each of the pairs among the members. */
static ent_status add_members(listing *l, const int32_t *members, int count, ent_error *err) {
    ent_status status = ENT_OK;
    if (l->found++ >= l->limit) return ENT_OK;
    for (int i = 0; i < count && !status; i++)
        for (int j = i + 1; j < count && !status; j++) {
            size_t relations = 0;
            status =
                ent_ties_relations(l->ties, l->view, members[i], members[j], &l->rows, &l->capacity, &relations, err);
            if (!status) ent_sort_by_date(ent_selection_graph(ent_view_selection(l->view)), l->rows, relations);
            for (size_t k = 0; k < relations && !status; k++) status = add_relation(l, members, count, l->rows[k], err);
        }
    return status;
}

static ent_status list_pairs(listing *l, ent_error *err) {
    const ent_ties *ties = l->ties;
    ent_status status = ENT_OK;
    for (size_t u = 0; u < ties->n && !status; u++) {
        status = ent_monitor_tick(l->monitor, "listing pairs", u, ties->n, err);
        for (int32_t i = ties->offsets[u]; i < ties->offsets[u + 1] && !status; i++) {
            int32_t members[2] = {(int32_t)u, ties->to[i]};
            if (members[1] > members[0] && pair_is(ties->bits[i], ent_census_classes[l->class]))
                status = add_members(l, members, 2, err);
        }
    }
    return status;
}

static ent_status visit_triad(void *context, const int32_t members[3], ent_error *err) {
    listing *l = context;
    int32_t u = members[0], v = members[1], w = members[2];
    uint8_t uv = ent_ties_between(l->ties, u, v), uw = ent_ties_between(l->ties, u, w);
    uint8_t vw = ent_ties_between(l->ties, v, w);
    if (l->class < FIRST_TRIANGLE) {
        if (strcmp(ent_triad_names[ent_triad_class(uv, uw, vw)], ent_census_classes[l->class]) != 0) return ENT_OK;
    } else if (!uw || !vw || (int)ent_triangle_of(uv, uw, vw) != l->class - FIRST_TRIANGLE) {
        return ENT_OK;
    }
    return add_members(l, members, 3, err);
}

static ent_status note_list(const listing *l, ent_error *err) {
    const char *class = ent_census_classes[l->class];
    ent_buffer words = {0};
    const char *one = l->class < FIRST_TRIAD ? "pair" : l->class < FIRST_TRIANGLE ? "triad" : "triangle";
    ent_buffer_format(&words, "%zu %s%s", l->found, one, l->found == 1 ? "" : "s");
    if (l->found > l->limit) ent_buffer_format(&words, ", the first %zu by id are listed (--limit)", l->limit);
    ent_buffer_format(&words, "; %s: %s", class, ent_census_term(class)->definition);
    return ent_note_buffer(l->table, &words, err);
}

ent_status ent_census_list(const ent_view *view, const ent_ties *ties, int class, int64_t limit,
                           const ent_monitor *monitor, ent_table **out, ent_error *err) {
    ent_column columns[L_SOURCE + 1];
    listing l = {view, ties, NULL, monitor, class, (size_t)limit, 0, NULL, 0};
    bool lonely = !strcmp(ent_census_classes[class], "012") || !strcmp(ent_census_classes[class], "102");
    ent_triad_visitor visitor = {visit_triad, &l, lonely};
    memcpy(columns, ent_census_columns + CENSUS_CLASS, sizeof columns);
    columns[L_TYPE].hidden = true; /* the relation says it in words */
    ent_status status = ent_table_new("census", columns, L_SOURCE + 1, &l.table, err);
    if (!status) status = ent_table_set_layout(l.table, ENT_LAYOUT_CARDS, L_NAMES, err);
    if (!status) status = class < FIRST_TRIAD ? list_pairs(&l, err) : ent_triads_each(ties, monitor, &visitor, err);
    if (!status) status = note_list(&l, err);
    free(l.rows);
    if (status) {
        ent_table_free(l.table);
        return status;
    }
    *out = l.table;
    return l.found ? ENT_OK : ENT_NO;
}
