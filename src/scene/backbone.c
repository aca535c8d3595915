/* scene/backbone.c - the lines that matter: the disparity filter of Serrano, Boguna and Vespignani (2009), which keeps a
 * line that is heavier than its end would make it by chance, united with a spanning forest, because the filter alone
 * takes a network apart. Pairs are weighed, and all lines of a pair stay or go together. */
#include "base/sets.h"
#include "scene/choose.h"

#include <stdlib.h>
#include <string.h>

double ent_backbone_chance(double w, double s, uint32_t k) {
    if (k < 2 || !(s > 0)) return 1;
    double rest = 1 - w / s, chance = 1;
    if (rest < 0) rest = 0;
    for (uint32_t i = 1; i < k; i++) chance *= rest; /* not pow(): the same everywhere */
    return chance;
}

/* All lines between two nodes. */
typedef struct {
    uint32_t a, b; /* a < b */
    uint32_t lines;
    double weight, chance; /* the smaller of the chances at both ends */
    bool open, kept;       /* open: both ends stay */
} pair;

typedef struct {
    pair *pairs;
    uint32_t *pair_of; /* by line, ENT_NONE for loops and lines at dots */
    uint32_t count;
    uint32_t *ties, *root; /* by node: pairs in the whole scene; the forest while it grows */
    double *strength;      /* by node */
} backbone;

typedef struct {
    uint32_t a, b, line;
} ends;

static int compare_ends(const void *x, const void *y) {
    const ends *p = x, *q = y;
    if (p->a != q->a) return p->a < q->a ? -1 : 1;
    if (p->b != q->b) return p->b < q->b ? -1 : 1;
    return p->line < q->line ? -1 : p->line > q->line;
}

static uint32_t list_ends(const ent_scene *scene, ends *list) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_scene_line *line = &scene->lines[i];
        if (line->source == line->target) continue;
        if (!ent_node_counts(scene, line->source) || !ent_node_counts(scene, line->target)) continue;
        bool up = line->source < line->target;
        list[count++] = (ends){up ? line->source : line->target, up ? line->target : line->source, i};
    }
    qsort(list, count, sizeof *list, compare_ends);
    return count;
}

static ent_status make_pairs(backbone *b, const ent_scene *scene, const ent_choice *choice, ent_error *err) {
    ends *list = calloc((size_t)scene->line_count + 1, sizeof *list);
    if (!list) return ent_fail_memory(err);
    uint32_t count = list_ends(scene, list);
    for (uint32_t i = 0; i < scene->line_count; i++) b->pair_of[i] = ENT_NONE;
    for (uint32_t i = 0; i < count; i++) {
        if (!i || list[i].a != list[i - 1].a || list[i].b != list[i - 1].b)
            b->pairs[b->count++] = (pair){.a = list[i].a,
                                          .b = list[i].b,
                                          .chance = 1,
                                          .open = choice->node[list[i].a] && choice->node[list[i].b]};
        pair *last = &b->pairs[b->count - 1];
        last->lines++;
        last->weight += scene->lines[list[i].line].weight;
        b->pair_of[list[i].line] = b->count - 1;
    }
    free(list);
    return ENT_OK;
}

/* The chances are those in the whole scene: what a node has with those who are not shown counts. */
static void weigh_pairs(backbone *b) {
    for (uint32_t k = 0; k < b->count; k++) {
        b->ties[b->pairs[k].a]++;
        b->ties[b->pairs[k].b]++;
        b->strength[b->pairs[k].a] += b->pairs[k].weight;
        b->strength[b->pairs[k].b] += b->pairs[k].weight;
    }
    for (uint32_t k = 0; k < b->count; k++) {
        pair *p = &b->pairs[k];
        double one = ent_backbone_chance(p->weight, b->strength[p->a], b->ties[p->a]);
        double other = ent_backbone_chance(p->weight, b->strength[p->b], b->ties[p->b]);
        p->chance = one < other ? one : other;
    }
}

static int by_weight(const void *a, const void *b) {
    const pair *x = *(pair *const *)a, *y = *(pair *const *)b;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    return x < y ? -1 : x > y; /* pairs are in the order of ids */
}

static int by_chance(const void *a, const void *b) {
    const pair *x = *(pair *const *)a, *y = *(pair *const *)b;
    if (x->chance != y->chance) return x->chance < y->chance ? -1 : 1;
    return by_weight(a, b);
}

/* Kruskal: the heaviest first. Returns the lines taken. */
static uint32_t grow_forest(backbone *b, pair **order, uint32_t open) {
    uint32_t lines = 0;
    qsort(order, open, sizeof(pair *), by_weight);
    for (uint32_t k = 0; k < open; k++) {
        uint32_t one = ent_set_of(b->root, order[k]->a), other = ent_set_of(b->root, order[k]->b);
        if (one == other) continue;
        b->root[one] = other;
        order[k]->kept = true;
        lines += order[k]->lines;
    }
    return lines;
}

static void choose(backbone *b, pair **order, uint32_t most) {
    uint32_t open = 0, all = 0;
    for (uint32_t k = 0; k < b->count; k++) {
        if (!b->pairs[k].open) continue;
        all += b->pairs[k].lines;
        order[open++] = &b->pairs[k];
    }
    for (uint32_t k = 0; k < open && all <= most; k++) order[k]->kept = true;
    if (all <= most) return;
    uint32_t lines = grow_forest(b, order, open);
    qsort(order, open, sizeof(pair *), by_chance);
    for (uint32_t k = 0; k < open && order[k]->chance < ENT_BACKBONE_ALPHA; k++) {
        if (order[k]->kept || lines + order[k]->lines > most) continue;
        order[k]->kept = true;
        lines += order[k]->lines;
    }
}

ent_status ent_choice_thin(ent_choice *choice, const ent_scene_maker *maker, ent_error *err) {
    const ent_scene *scene = maker->scene;
    size_t n = (size_t)scene->node_count + 1, m = (size_t)scene->line_count + 1;
    backbone b = {.pairs = calloc(m, sizeof *b.pairs),
                  .pair_of = calloc(m, sizeof *b.pair_of),
                  .ties = calloc(n, sizeof *b.ties),
                  .root = calloc(n, sizeof *b.root),
                  .strength = calloc(n, sizeof *b.strength)};
    pair **order = calloc(m, sizeof(pair *));
    ent_status status = b.pairs && b.pair_of && b.ties && b.root && b.strength && order ? ENT_OK : ent_fail_memory(err);
    if (!status) status = make_pairs(&b, scene, choice, err);
    if (!status) {
        uint32_t nodes = 0;
        for (uint32_t v = 0; v < scene->node_count; v++) {
            b.root[v] = v;
            nodes += choice->node[v];
        }
        weigh_pairs(&b);
        choose(&b, order, 2 * nodes);
        for (uint32_t i = 0; i < scene->line_count; i++)
            if (b.pair_of[i] != ENT_NONE && !b.pairs[b.pair_of[i]].kept) choice->line[i] = 0;
    }
    free(b.pairs);
    free(b.pair_of);
    free(b.ties);
    free(b.root);
    free(b.strength);
    free(order);
    return status;
}
