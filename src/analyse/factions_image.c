/* The image of a partition: weights by block and sign, kept true while vertices come and go. */
#include "analyse/factions.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

ent_status ent_image_init(ent_image *image, ent_image_kind kind, int32_t k, ent_error *err) {
    size_t cells = (size_t)k * (size_t)k + 1;
    *image = (ent_image){.kind = kind, .k = k};
    image->positive = calloc(cells, sizeof *image->positive);
    image->negative = calloc(cells, sizeof *image->negative);
    return image->positive && image->negative ? ENT_OK : ent_fail_memory(err);
}

void ent_image_clear(ent_image *image) {
    free(image->positive);
    free(image->negative);
    *image = (ent_image){0};
}

void ent_image_empty(ent_image *image) {
    size_t cells = (size_t)image->k * (size_t)image->k;
    memset(image->positive, 0, cells * sizeof *image->positive);
    memset(image->negative, 0, cells * sizeof *image->negative);
    image->cost = 0;
}

static int64_t lesser(int64_t a, int64_t b) {
    return a < b ? a : b;
}

int64_t ent_image_change(const ent_image *image, int32_t part, const int64_t *plus, const int64_t *minus) {
    const int64_t *p = image->positive + (size_t)part * (size_t)image->k;
    const int64_t *q = image->negative + (size_t)part * (size_t)image->k;
    int64_t change = 0;
    for (int32_t j = 0; j < image->k; j++) {
        if (image->kind == ENT_IMAGE_RELAXED)
            change += lesser(p[j] + plus[j], q[j] + minus[j]) - lesser(p[j], q[j]);
        else
            change += j == part ? minus[j] : plus[j];
    }
    return change;
}

static void add(ent_image *image, int32_t part, const int64_t *plus, const int64_t *minus, int64_t times) {
    size_t k = (size_t)image->k, i = (size_t)part;
    for (size_t j = 0; j < k; j++) {
        image->positive[i * k + j] += times * plus[j];
        image->negative[i * k + j] += times * minus[j];
        image->positive[j * k + i] = image->positive[i * k + j];
        image->negative[j * k + i] = image->negative[i * k + j];
    }
}

void ent_image_put(ent_image *image, int32_t part, const int64_t *plus, const int64_t *minus) {
    image->cost += ent_image_change(image, part, plus, minus);
    add(image, part, plus, minus, 1);
}

void ent_image_take(ent_image *image, int32_t part, const int64_t *plus, const int64_t *minus) {
    add(image, part, plus, minus, -1);
    image->cost -= ent_image_change(image, part, plus, minus);
}

void ent_image_fill(ent_image *image, const ent_signed_edges *graph, const int32_t *part) {
    ent_image_empty(image);
    size_t k = (size_t)image->k;
    for (size_t e = 0; e < graph->m; e++) {
        const ent_signed_edge *edge = &graph->edges[e];
        size_t i = (size_t)part[edge->u], j = (size_t)part[edge->v];
        int64_t *half = edge->sign > 0 ? image->positive : image->negative;
        half[i * k + j] += edge->weight;
        if (i != j) half[j * k + i] += edge->weight;
    }
    for (int32_t i = 0; i < image->k; i++)
        for (int32_t j = 0; j <= i; j++) image->cost += ent_image_inconsistent(image, i, j);
}
