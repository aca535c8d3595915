/* Assortative mixing over the arcs of simple ties. */
#include "analyse/census_mixing.h"

#include <math.h>
#include <stdlib.h>

ent_status ent_mixing_by_group(const ent_ties *ties, const int32_t *group, size_t groups, ent_mixing *out,
                               ent_error *err) {
    double *sent = calloc(groups + 1, sizeof *sent), *received = calloc(groups + 1, sizeof *received);
    ent_mixing mixing = {NAN, NAN, NAN, 0, 0};
    double same = 0, chance = 0;
    for (size_t u = 0; u < ties->n && sent && received; u++)
        for (int32_t i = ties->offsets[u]; i < ties->offsets[u + 1]; i++) {
            int32_t a = group[ties->vertex[u]], b = group[ties->vertex[ties->to[i]]];
            if (!(ties->bits[i] & ENT_TIE_OUT)) continue;
            if (a < 0 || b < 0) {
                mixing.left_out++;
                continue;
            }
            mixing.arcs++;
            sent[a]++, received[b]++;
            same += a == b;
        }
    for (size_t g = 0; g < groups && sent && received; g++) chance += sent[g] * received[g];
    bool complete = sent && received;
    free(sent);
    free(received);
    if (!complete) return ent_fail_memory(err);
    double m = (double)mixing.arcs;
    if (m > 0) {
        mixing.within = same / m;
        mixing.expected = chance / (m * m);
        /* whole numbers: m * m is chance exactly when all arcs begin and end in one group */
        if (chance < m * m) mixing.assortativity = (m * same - chance) / (m * m - chance);
    }
    *out = mixing;
    return ENT_OK;
}

int32_t ent_degree_of(const ent_ties *ties, int32_t v, ent_degree_kind kind) {
    if (kind == ENT_DEGREE_ALL) return ent_ties_degree(ties, v);
    return ent_ties_count(ties, v, kind == ENT_DEGREE_OUT ? ENT_TIE_OUT : ENT_TIE_IN);
}

/* Sums of whole numbers below 2^53 are exact, in any order; the differences below are then 0 when they should be. */
static double pearson(double m, double x, double y, double xx, double yy, double xy) {
    double vary_x = m * xx - x * x, vary_y = m * yy - y * y;
    return vary_x > 0 && vary_y > 0 ? (m * xy - x * y) / sqrt(vary_x) / sqrt(vary_y) : NAN;
}

ent_status ent_mixing_by_degree(const ent_ties *ties, ent_degree_kind from, ent_degree_kind to, double *out,
                                ent_error *err) {
    int32_t *sender = malloc((ties->n + 1) * sizeof *sender), *receiver = malloc((ties->n + 1) * sizeof *receiver);
    uint8_t wanted = from == ENT_DEGREE_ALL ? ENT_TIE_OUT | ENT_TIE_IN : ENT_TIE_OUT;
    double m = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    bool complete = sender && receiver;
    for (size_t v = 0; v < ties->n && complete; v++) {
        sender[v] = ent_degree_of(ties, (int32_t)v, from);
        receiver[v] = ent_degree_of(ties, (int32_t)v, to);
    }
    for (size_t u = 0; u < ties->n && complete; u++)
        for (int32_t i = ties->offsets[u]; i < ties->offsets[u + 1]; i++) {
            if (!(ties->bits[i] & wanted)) continue;
            double a = sender[u], b = receiver[ties->to[i]];
            m++, x += a, y += b, xx += a * a, yy += b * b, xy += a * b;
        }
    free(sender);
    free(receiver);
    if (!complete) return ent_fail_memory(err);
    *out = pearson(m, x, y, xx, yy, xy);
    return ENT_OK;
}
