/* scene/positions.c - where boxes stood in an earlier picture. Reads only what svg_nodes.c writes: node groups with data-id and
 * data-at; whatever else a file holds is passed over, and nothing in it is trusted. */
#include <stdlib.h>
#include <string.h>

#include "base/source.h"
#include "scene/scene.h"

enum { MOST_ID = 4 * 6 * ENT_CUT_NAME }; /* bytes of an escaped id */

typedef struct {
    char *id;
    double x, y;
    size_t order; /* of two with one id the first counts */
} place;

typedef struct {
    place *list;
    size_t count, capacity;
} places;

static int compare_places(const void *a, const void *b) {
    const place *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order ? order : x->order < y->order ? -1 : x->order > y->order;
}

/* The value of an attribute of the tag that ends at `end`; its length, or SIZE_MAX when it is not there. */
static size_t find_attribute(const char *tag, const char *end, const char *name, const char **value) {
    size_t length = strlen(name);
    for (const char *p = tag; p + length + 2 < end; p++) {
        if (p[-1] != ' ' || memcmp(p, name, length) != 0 || p[length] != '=' || p[length + 1] != '"') continue;
        *value = p + length + 2;
        const char *quote = memchr(*value, '"', (size_t)(end - *value));
        return quote ? (size_t)(quote - *value) : SIZE_MAX;
    }
    return SIZE_MAX;
}

/* A copy with the five references of XML resolved. */
static char *unescape(const char *text, size_t length) {
    static const struct {
        const char *reference;
        char means;
    } known[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&apos;", '\''}};
    enum { KNOWN = sizeof known / sizeof *known };
    char *out = malloc(length + 1);
    size_t used = 0;
    for (size_t at = 0; out && at < length;) {
        size_t k = 0;
        while (k < KNOWN && (strlen(known[k].reference) > length - at ||
                             memcmp(text + at, known[k].reference, strlen(known[k].reference)) != 0))
            k++;
        out[used++] = k < KNOWN ? known[k].means : text[at];
        at += k < KNOWN ? strlen(known[k].reference) : 1;
    }
    if (out) out[used] = '\0';
    return out;
}

static bool read_number(const char *text, size_t length, double *out) {
    char digits[24];
    if (length == 0 || length >= sizeof digits) return false;
    memcpy(digits, text, length);
    digits[length] = '\0';
    return ent_parse_double(digits, out) && *out > -ENT_FARTHEST && *out < ENT_FARTHEST;
}

/* What one tag says; a tag that says it wrongly is passed over. */
static ent_status read_tag(places *all, const char *tag, const char *end, ent_error *err) {
    const char *id, *at;
    size_t id_length = find_attribute(tag, end, "data-id", &id), at_length = find_attribute(tag, end, "data-at", &at);
    place p = {.order = all->count};
    if (id_length == SIZE_MAX || at_length == SIZE_MAX || id_length > MOST_ID) return ENT_OK;
    const char *comma = memchr(at, ',', at_length);
    if (!comma || !read_number(at, (size_t)(comma - at), &p.x) ||
        !read_number(comma + 1, at_length - (size_t)(comma + 1 - at), &p.y))
        return ENT_OK;
    if (!ent_grow(&all->list, &all->capacity, all->count, sizeof *all->list) || !(p.id = unescape(id, id_length)))
        return ent_fail_memory(err);
    all->list[all->count++] = p;
    return ENT_OK;
}

static ent_status read_places(places *all, const char *svg, size_t length, ent_error *err) {
    static const char start[] = "<g class=\"node ";
    const char *end = svg + length;
    ent_status status = ENT_OK;
    for (const char *p = svg; !status && (p = memmem(p, (size_t)(end - p), start, sizeof start - 1));) {
        const char *close = memchr(p, '>', (size_t)(end - p));
        if (!close) break;
        status = read_tag(all, p + 1, close, err);
        p = close;
    }
    return status;
}

static size_t place_nodes(ent_scene *scene, const places *all) {
    size_t placed = 0;
    for (uint32_t v = 0; v < scene->node_count; v++) {
        ent_scene_node *node = &scene->nodes[v];
        size_t low = 0, high = all->count;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (strcmp(all->list[middle].id, node->id) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        if (low == all->count || strcmp(all->list[low].id, node->id) != 0) continue;
        node->placed = true;
        node->x = all->list[low].x;
        node->y = all->list[low].y;
        placed++;
    }
    return placed;
}

ent_status ent_scene_place(ent_scene *scene, const char *path, size_t *placed, ent_error *err) {
    char *svg = NULL;
    size_t length = 0, count = 0;
    places all = {0};
    ent_status status = ent_source_slurp(path, &svg, &length, err);
    if (!status) status = read_places(&all, svg, length, err);
    if (!status && !all.count) {
        status = ent_fail(err, ENT_BAD_INPUT, "'%s' does not say where its boxes are", path);
        ent_hint(err, "give a picture of a network that 'entente render' of this version wrote as svg");
    }
    if (!status) {
        if (all.count > 1) qsort(all.list, all.count, sizeof *all.list, compare_places);
        count = place_nodes(scene, &all);
    }
    if (placed) *placed = count;
    for (size_t i = 0; i < all.count; i++) free(all.list[i].id);
    free(all.list);
    ent_free(svg);
    return status;
}
