/* model/dyads.c - pairs of entities that hold both signs at once. */
#include <stdlib.h>
#include <string.h>

#include "model/selection.h"

/* A signed relation under its unordered pair of stand-ins. */
typedef struct signed_row {
    uint64_t pair;
    ent_id relation;
    int sign;
} signed_row;

static int by_pair(const void *a, const void *b) {
    const signed_row *x = a, *y = b;
    if (x->pair != y->pair) return x->pair < y->pair ? -1 : 1;
    return (x->relation > y->relation) - (x->relation < y->relation);
}

static size_t collect(const ent_selection *s, signed_row *rows) {
    const ent_relation_columns *r = &s->graph->r;
    size_t count = 0;
    for (ent_id k = 0; k < r->count; k++) {
        if (s->reason[k] || !r->sign[k] || (r->flags[k] & ENT_FLAG_TARGET_IS_RELATION)) continue;
        ent_id a = ent_selection_stand_in(s, r->source[k]), b = ent_selection_stand_in(s, r->target[k]);
        uint64_t low = a < b ? a : b, high = a < b ? b : a;
        rows[count++] = (signed_row){low << 32 | high, k, r->sign[k]};
    }
    return count;
}

/* Whether a relation of that sign stays in a dyad with so many of each. */
static bool stays(int mode, int sign, size_t positive, size_t negative) {
    switch (mode) {
    case ENT_AMBIVALENT_NET:
        return positive != negative && (sign > 0) == (positive > negative);
    case ENT_AMBIVALENT_POSITIVE:
        return sign > 0;
    case ENT_AMBIVALENT_NEGATIVE:
        return sign < 0;
    case ENT_AMBIVALENT_DROP:
        return false;
    default:
        return true;
    }
}

ent_status ent_dyads_apply(ent_selection *s, int mode, ent_error *err) {
    signed_row *rows = malloc((s->graph->r.count + 1) * sizeof *rows);
    if (!rows) return ent_fail_memory(err);
    size_t count = collect(s, rows), start = 0;
    qsort(rows, count, sizeof *rows, by_pair);
    ent_status status = ENT_OK;
    while (start < count && status == ENT_OK) {
        size_t end = start, positive = 0;
        for (; end < count && rows[end].pair == rows[start].pair; end++) positive += rows[end].sign > 0;
        size_t negative = end - start - positive;
        if (positive && negative) {
            if (!ent_grow(&s->dyads, &s->dyad_capacity, s->dyad_count, sizeof *s->dyads))
                status = ent_fail_memory(err);
            else
                s->dyads[s->dyad_count++] = rows[start].pair;
            for (size_t i = start; i < end; i++)
                if (!stays(mode, rows[i].sign, positive, negative))
                    s->reason[rows[i].relation] = ENT_LEFT_AMBIVALENT + 1;
        }
        start = end;
    }
    free(rows);
    return status;
}
