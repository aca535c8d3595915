/* draw/field_make.c - a field from a plot: sizes, links, the page, and where boxes may stand. */
#include <stdlib.h>
#include <string.h>

#include "draw/field.h"
#include "draw/junction.h"
#include "draw/regions.h"

#define GAP 12.0
#define ROOM_FOR_LINES 2.2 /* the page, in areas of the boxes */
#define WIDEST 660.0
#define ANYWHERE 1e9

/* The page that the boxes will want, seen from how much room they take themselves. */
static void choose_page(ent_field *f) {
    double area = 0;
    for (uint32_t v = 0; v < f->node_count; v++) area += (2 * f->half_w[v] + GAP) * (2 * f->half_h[v] + GAP);
    area *= ROOM_FOR_LINES;
    f->framed = true;
    if (f->rooms.count) {
        f->page_w = (float)sqrt(area * f->rooms.w[0] / f->rooms.h[0]);
        f->page_h = (float)(area / ent_max(f->page_w, 1));
        return;
    }
    f->page_w = (float)ent_min(sqrt(area * 1.3), WIDEST);
    f->page_h = (float)(area / ent_max(f->page_w, 1) * 1.1);
}

/* The regions say how large the page is. */
static void keep_to_regions(ent_field *f, const ent_plot *plot) {
    ent_rect first = plot->regions[0].room, last = plot->regions[plot->region_count - 1].room;
    f->framed = plot->scene->regions == ENT_REGIONS_COLUMNS; /* bands have the height that they have */
    f->page_w = (float)ent_max(first.x1 - first.x0, last.x1 - first.x0);
    f->page_h = (float)(last.y1 - first.y0);
}

/* The parts of a field that are allocated: where, how many, and how large. */
typedef struct {
    void **part;
    size_t count, size;
} part;
enum { PARTS = 28 };

static size_t list_parts(ent_field *f, size_t n, size_t m, part out[PARTS]) {
    const part parts[] = {
        {(void **)&f->x, n, sizeof(float)},
        {(void **)&f->y, n, sizeof(float)},
        {(void **)&f->half_w, n, sizeof(float)},
        {(void **)&f->half_h, n, sizeof(float)},
        {(void **)&f->home, n, sizeof(ent_rect)},
        {(void **)&f->region, n, sizeof(int32_t)},
        {(void **)&f->hangs, n, sizeof(bool)},
        {(void **)&f->movable, n, sizeof(uint32_t)},
        {(void **)&f->stretch, m, sizeof(ent_stretch)},
        {(void **)&f->node_key, n, sizeof(uint64_t)},
        {(void **)&f->link_key, m, sizeof(uint64_t)},
        {(void **)&f->first, n + 1, sizeof(uint32_t)},
        {(void **)&f->incident, 2 * m, sizeof(uint32_t)},
        {(void **)&f->near, n * n, sizeof(int32_t)},
        {(void **)&f->through, n * m, sizeof(int32_t)},
        {(void **)&f->pair, m * m, sizeof(int32_t)},
        {(void **)&f->own, m, sizeof(int32_t)},
        {(void **)&f->outside, n, sizeof(int32_t)},
        {(void **)&f->node_sum, n, sizeof(int64_t)},
        {(void **)&f->link_sum, m, sizeof(int64_t)},
        {(void **)&f->touched, m, sizeof(uint32_t)},
        {(void **)&f->touched_as, m, sizeof(uint32_t)},
        {(void **)&f->saved, m, sizeof(ent_stretch)},
        {(void **)&f->saved_key, m, sizeof(uint64_t)},
        {(void **)&f->fresh, (m + 2) * (n + m), sizeof(ent_fresh_cost)},
        {(void **)&f->fresh_own, m, sizeof(int32_t)},
        {(void **)&f->close, n + m, sizeof(uint32_t)},
    };
    size_t count = sizeof parts / sizeof *parts;
    memcpy(out, parts, sizeof parts);
    return count;
}

static bool allocate(ent_field *f, size_t n, size_t m) {
    part parts[PARTS];
    size_t count = list_parts(f, n, m, parts);
    bool fine = true;
    for (size_t i = 0; i < count; i++) {
        *parts[i].part = calloc(parts[i].count + 1, parts[i].size);
        fine = fine && *parts[i].part;
    }
    return fine;
}

void ent_field_clear(ent_field *f) {
    part parts[PARTS];
    size_t count = list_parts(f, 0, 0, parts);
    for (size_t i = 0; i < count; i++) free(*parts[i].part);
    memset(f, 0, sizeof *f);
}

static void index_links(ent_field *f) {
    for (uint32_t i = 0; i < f->link_count; i++) {
        f->first[f->stretch[i].a + 1]++;
        f->first[f->stretch[i].b + 1]++;
    }
    for (uint32_t v = 0; v < f->node_count; v++) f->first[v + 1] += f->first[v];
    /* fill from the front of each node's range, then the ranges start one too late */
    for (uint32_t i = 0; i < f->link_count; i++) {
        f->incident[f->first[f->stretch[i].a]++] = i;
        f->incident[f->first[f->stretch[i].b]++] = i;
    }
    memmove(f->first + 1, f->first, f->node_count * sizeof *f->first);
    f->first[0] = 0;
    for (uint32_t k = 0; k < f->movable_count; k++) {
        uint32_t v = f->movable[k];
        f->hangs[v] = f->first[v + 1] - f->first[v] == 1;
    }
}

static void add_nodes(ent_field *f, const ent_plot *plot) {
    f->node_count = plot->node_count;
    for (uint32_t v = 0; v < f->node_count; v++) {
        f->half_w[v] = (float)plot->nodes[v].w / 2;
        f->half_h[v] = (float)plot->nodes[v].h / 2;
        f->home[v] = (ent_rect){-ANYWHERE, -ANYWHERE, ANYWHERE, ANYWHERE};
        if (plot->region_count) f->home[v] = ent_regions_home(plot, v);
        f->region[v] = (int32_t)ent_region_of(plot, v);
        if (!plot->scene->nodes[v].placed) f->movable[f->movable_count++] = v;
    }
}

static void add_links(ent_field *f, const ent_plot *plot) {
    for (uint32_t i = 0; i < plot->link_count; i++) {
        const ent_link *link = &plot->links[i];
        if (link->a == link->b) continue;
        ent_stretch *s = &f->stretch[f->link_count++];
        s->a = link->a;
        s->b = link->b;
        s->label_w = (float)link->label_w / 2;
        s->label_h = (float)link->label_h / 2 * (link->count > 1 ? 1.6F : 1); /* side by side each has a label */
        s->lines = (float)link->count;
        s->room = 20;
        s->straight = UINT32_MAX;
    }
}

/* The field's number of a link: it leaves out loops. */
static uint32_t number_of_link(const ent_field *f, const ent_plot *plot, uint32_t link) {
    for (uint32_t k = 0; k < f->link_count; k++)
        if (f->stretch[k].a == plot->links[link].a && f->stretch[k].b == plot->links[link].b) return k;
    return UINT32_MAX;
}

static void join_halves(ent_field *f, const ent_plot *plot) {
    uint32_t lines[2];
    for (uint32_t v = 0; v < f->node_count; v++) {
        if (!ent_junction_halves(plot, v, lines)) continue;
        uint32_t one = number_of_link(f, plot, plot->lines[lines[0]].link);
        uint32_t other = number_of_link(f, plot, plot->lines[lines[1]].link);
        if (one == UINT32_MAX || other == UINT32_MAX) continue;
        f->stretch[one].straight = other;
        f->stretch[other].straight = one;
    }
}

ent_status ent_field_init(ent_field *f, const ent_plot *plot, ent_error *err) {
    memset(f, 0, sizeof *f);
    if (!allocate(f, plot->node_count, plot->link_count)) {
        ent_field_clear(f);
        return ent_fail_memory(err);
    }
    f->rooms = plot->rooms;
    f->frame_w = 28;
    f->frame_h = 150;
    add_nodes(f, plot);
    add_links(f, plot);
    join_halves(f, plot);
    index_links(f);
    choose_page(f);
    if (f->movable_count < f->node_count) f->page_w = f->page_h = ANYWHERE; /* it is where the placed boxes are */
    if (plot->region_count) keep_to_regions(f, plot);
    return ENT_OK;
}
