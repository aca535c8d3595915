/* Which vertex of one view is which of another, and places in a ranking. */
#include "analyse/what_if.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Ids of entities, relations and areas may be alike. */
static void key_of(const ent_view *view, size_t v, ent_buffer *out) {
    ent_vertex row;
    ent_view_vertex(view, v, &row);
    out->length = 0;
    ent_buffer_char(out, (char)('0' + row.kind));
    ent_buffer_text(out, row.id);
}

ent_status ent_match_vertices(const ent_view *from, const ent_view *to, int32_t *out, ent_error *err) {
    ent_pool keys = {0};
    ent_buffer key = {0};
    ent_status status = ENT_OK;
    for (size_t v = 0; v < ent_view_vertices(to) && !status; v++) {
        key_of(to, v, &key);
        if (key.failed || ent_pool_add(&keys, key.data, NULL) == UINT32_MAX) status = ent_fail_memory(err);
    }
    for (size_t v = 0; v < ent_view_vertices(from) && !status; v++) {
        key_of(from, v, &key);
        if (key.failed) status = ent_fail_memory(err);
        uint32_t number = status ? UINT32_MAX : ent_pool_find(&keys, key.data);
        out[v] = number == UINT32_MAX ? -1 : (int32_t)number;
    }
    ent_buffer_clear(&key);
    ent_pool_clear(&keys);
    return status;
}

ent_status ent_places(const ent_view *view, const double *values, bool low_first, int32_t *out, ent_error *err) {
    size_t n = ent_view_vertices(view), *order = NULL;
    double *key = malloc((n + 1) * sizeof *key);
    if (!key) return ent_fail_memory(err);
    for (size_t v = 0; v < n; v++) key[v] = low_first ? -values[v] : values[v];
    ent_status status = ent_rank_vertices(view, key, &order, err);
    for (size_t i = 0, place = 0; i < n && !status; i++) {
        if (i == 0 || ent_ten_digits(key[order[i]]) != ent_ten_digits(key[order[i - 1]])) place = i + 1;
        out[order[i]] = (int32_t)place;
    }
    free(order);
    free(key);
    return status;
}
