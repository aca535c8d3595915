/* Rank movers: who stands higher or lower by a measure than before. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/diff.h"
#include "analyse/measures.h"

/* Value and place of every entity of one side, by shared number; a place of 0: it has none. */
typedef struct {
    double *value;
    size_t *rank;
} standing;

static bool standing_init(standing *s, size_t n) {
    s->value = calloc(n + 1, sizeof *s->value);
    s->rank = calloc(n + 1, sizeof *s->rank);
    return s->value && s->rank;
}

static void standing_clear(standing *s) {
    free(s->value);
    free(s->rank);
}

/* Places count entities only: an area or a targeted relation takes none. Equal values share the better place. */
static ent_status rank(const ent_diff_side *side, const ent_measuring *m, int measure, const double *value,
                       standing *out, ent_error *err) {
    size_t *order = NULL, seen = 0, place = 0;
    double last = 0, *key = malloc((m->n + 1) * sizeof *key);
    double way = ent_measure_rows[measure].low_is_prominent ? -1 : 1;
    for (size_t v = 0; v < m->n && key; v++) key[v] = way * value[v];
    ent_status status = key ? ent_rank_vertices(m->view, key, &order, err) : ent_fail_memory(err);
    for (size_t i = 0; i < m->n && !status; i++) {
        ent_vertex vertex;
        ent_view_vertex(m->view, order[i], &vertex);
        if (vertex.kind != ENT_VERTEX_ENTITY || isnan(value[order[i]])) continue;
        double here = ent_ten_digits(key[order[i]]);
        seen++;
        if (seen == 1 || here != last) place = seen;
        last = here;
        out->value[side->common[vertex.index]] = value[order[i]];
        out->rank[side->common[vertex.index]] = place;
    }
    free(order);
    free(key);
    return status;
}

static ent_status stand(const ent_diffing *d, const ent_diff_side *side, standing *out, ent_error *err) {
    const ent_measure_options asked = {.damping = 0.85, .katz_alpha = 0.85};
    int measure = d->asked.measure;
    ent_measuring m = {0};
    if (!standing_init(out, d->names.count)) return ent_fail_memory(err);
    ent_status status =
        ent_measuring_open(side->selection, &d->asked.view, UINT64_C(1) << measure, &asked, d->monitor, &m, err);
    if (status) return status;
    double *value = calloc(m.n + 1, sizeof *value);
    if (!value) status = ent_fail_memory(err);
    if (!status && m.n) status = ent_measure_fill(&m, measure, value, err);
    if (!status) status = rank(side, &m, measure, value, out, err);
    free(value);
    ent_measuring_close(&m);
    return status;
}

/* ---- movers ---- */

typedef struct {
    uint32_t number;
    long moved;    /* places up */
    double change; /* of the value */
    const char *id;
} mover;

static int by_move(const void *a, const void *b) {
    const mover *x = a, *y = b;
    if (labs(x->moved) != labs(y->moved)) return labs(x->moved) > labs(y->moved) ? -1 : 1;
    double p = ent_ten_digits(fabs(x->change)), q = ent_ten_digits(fabs(y->change));
    if (p != q) return p > q ? -1 : 1;
    return strcmp(x->id, y->id);
}

static size_t list_movers(const ent_diffing *d, const standing *before, const standing *after, mover *out) {
    size_t count = 0;
    for (size_t k = 0; k < d->shared; k++) {
        if (!before->rank[k] || !after->rank[k] || before->rank[k] == after->rank[k]) continue;
        out[count++] = (mover){(uint32_t)k, (long)before->rank[k] - (long)after->rank[k],
                               after->value[k] - before->value[k], ent_pool_text(&d->names, k)};
    }
    if (count > 1) qsort(out, count, sizeof *out, by_move);
    return count;
}

/* What moved it: "2 relations added, 1 removed", or others moved around it. */
static ent_status say_why(ent_diffing *d, uint32_t number, ent_error *err) {
    static const char *const done[3] = {"added", "removed", "changed"};
    ent_buffer words = {0};
    for (int k = 0; k < 3; k++) {
        size_t count = d->touched[k][number];
        if (!count) continue;
        if (words.length)
            ent_buffer_format(&words, ", %zu", count);
        else if (d->asked.by == ENT_DIFF_TIE)
            ent_say_count(&words, count, "tie", "ties");
        else
            ent_say_count(&words, count, "relation", "relations");
        ent_buffer_format(&words, " %s", done[k]);
    }
    if (!words.length) ent_buffer_text(&words, "only others changed");
    return ent_cell_buffer(d->table, CHANGED, &words, err);
}

static ent_status write_mover(ent_diffing *d, const mover *one, const standing *before, const standing *after,
                              ent_error *err) {
    const ent_relation_cells cells = {SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX,
                                      RELATION, SIZE_MAX, SIZE_MAX, EVIDENCE, SOURCE};
    uint32_t k = one->number;
    ent_table *table = d->table;
    ent_status status = ent_diff_begin_row(d, "rank", "ranks", "moved", err);
    if (!status) status = ent_table_set_text(table, ENTITY, ent_diff_name(d, k), err);
    if (!status) status = ent_table_set_text(table, ENTITY_ID, one->id, err);
    if (!status) status = ent_table_set_text(table, MEASURE, ent_measure_names[d->asked.measure], err);
    if (!status) status = ent_table_set_real(table, VALUE_BEFORE, before->value[k], err);
    if (!status) status = ent_table_set_real(table, VALUE_AFTER, after->value[k], err);
    if (!status) status = ent_table_set_int(table, RANK_BEFORE, (int64_t)before->rank[k], err);
    if (!status) status = ent_table_set_int(table, RANK_AFTER, (int64_t)after->rank[k], err);
    if (!status) status = ent_table_set_int(table, MOVED, one->moved, err);
    if (!status) status = say_why(d, k, err);
    ent_id cited = d->because[k];
    const ent_diff_side *side = &d->side[d->because_side[k]];
    return status || cited == ENT_NONE ? status : ent_cite_relation(table, &cells, side->graph, cited, err);
}

static ent_status write_movers(ent_diffing *d, const mover *movers, size_t count, const standing *before,
                               const standing *after, ent_error *err) {
    size_t shown = count < (size_t)d->asked.movers ? count : (size_t)d->asked.movers;
    ent_status status = ENT_OK;
    for (size_t i = 0; i < shown && !status; i++) status = write_mover(d, &movers[i], before, after, err);
    if (!status && shown < count)
        status = ent_table_note(d->table, err, "ranks: %zu of %zu entities that moved by %s are shown (--movers)",
                                shown, count, ent_measure_names[d->asked.measure]);
    return status;
}

ent_status ent_diff_ranks(ent_diffing *d, ent_error *err) {
    standing s[2] = {{0}, {0}};
    mover *movers = malloc((d->shared + 1) * sizeof *movers);
    ent_status status = movers ? ENT_OK : ent_fail_memory(err);
    for (int k = 0; k < 2 && !status; k++) status = stand(d, &d->side[k], &s[k], err);
    if (!status) {
        size_t count = list_movers(d, &s[0], &s[1], movers);
        status = write_movers(d, movers, count, &s[0], &s[1], err);
    }
    for (int k = 0; k < 2; k++) standing_clear(&s[k]);
    free(movers);
    return status;
}
