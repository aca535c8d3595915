/* draw/field.c - what a layout costs, and trials. See field.h. */
#include "draw/field.h"
#include "draw/page.h"

#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define CROSSING 5.0F
#define SHALLOW 1.5F   /* more for lines that cross at less than 30 degrees */
#define THROUGH 7.0F   /* a line through a foreign box */
#define CLEARANCE 6.0F /* a line keeps this far from foreign boxes */
#define GAP 12.0F      /* boxes keep this far apart */
#define LABEL_ON_NODE 1.6F
#define LABEL_ON_LABEL 1.4F
#define LABEL_ON_LINE .7F
#define NARROW_FAN 3.0F /* two lines of one box under 12 degrees */
#define BENT 12.0F      /* a line that turns at its junction, by right angles */
#define LENGTH 0.012F   /* for each point of line */
#define OUTSIDE .12F    /* for each point that a box is off the page */
#define PRINTED 712.0   /* a page wider than that has type too small to be printed */

static inline float size_of(float a) {
    return fabsf(a); /* one instruction, without a jump */
}

static inline float lesser(float a, float b) {
    return a < b ? a : b;
}

static inline float greater(float a, float b) {
    return a > b ? a : b;
}

static inline int32_t units(float cost) {
    return (int32_t)(cost * ENT_FIELD_UNIT);
}

/* ---- boxes as four numbers in one ----
 *
 * Two boxes are near when in four comparisons none fails; packed with a spare bit each, one subtraction makes all four.
 * All corners are rounded down alike, so what is near is never missed. */

#define SPARE 0x8000800080008000ULL

static inline uint64_t coordinate(float v) {
    float scaled = (v + 4096) * 4;
    return scaled <= 0 ? 0 : scaled >= 32766 ? 32766 : (uint64_t)scaled;
}

static inline uint64_t pack_box(float x0, float y0, float x1, float y1) {
    return coordinate(x0) | coordinate(y0) << 16 | (32766 - coordinate(x1)) << 32 | (32766 - coordinate(y1)) << 48;
}

/* The same box as the one that asks: its high corners against low ones, and the reverse. */
static inline uint64_t asking(uint64_t key) {
    uint64_t low = key & 0xffffffff, high = key >> 32, most = 0x7ffe7ffe;
    return (most - high) | (most - low) << 32 | SPARE;
}

static size_t close_to(const uint64_t *keys, uint32_t count, uint64_t key, uint32_t *out) {
    uint64_t ask = asking(key);
    size_t found = 0;
    uint32_t i = 0;
#ifdef __SSE2__
    /* four keys at once: of each number only its spare bit is kept, which makes four bits a key */
    const __m128i wide = _mm_set1_epi64x((long long)ask);
    for (; i + 4 <= count; i += 4) {
        __m128i one = _mm_sub_epi16(wide, _mm_loadu_si128((const __m128i *)(keys + i)));
        __m128i two = _mm_sub_epi16(wide, _mm_loadu_si128((const __m128i *)(keys + i + 2)));
        uint32_t kept = (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(one, two));
        kept &= kept >> 1;
        for (kept &= kept >> 2 & 0x1111; kept; kept &= kept - 1) out[found++] = i + (uint32_t)__builtin_ctz(kept) / 4;
    }
#endif
    for (; i < count; i++) {
        out[found] = i;
        found += ((ask - keys[i]) & SPARE) == SPARE;
    }
    return found;
}

static void refresh_node(ent_field *f, uint32_t v) {
    float w = f->half_w[v] + CLEARANCE, h = f->half_h[v] + CLEARANCE;
    f->node_key[v] = pack_box(f->x[v] - w, f->y[v] - h, f->x[v] + w, f->y[v] + h);
}

/* Share of the way d from the centre of a box at which one is outside. */
static inline float exit_share(float dx, float dy, float half_w, float half_h) {
    float along_x = dx > 1e-6F ? half_w / dx : 1e6F, along_y = dy > 1e-6F ? half_h / dy : 1e6F;
    return lesser(along_x, along_y);
}

static void refresh_link(ent_field *f, uint32_t i) {
    ent_stretch *s = &f->stretch[i];
    uint32_t a = s->a, b = s->b;
    float x = f->x[a], y = f->y[a], dx = f->x[b] - x, dy = f->y[b] - y, wide = size_of(dx), high = size_of(dy);
    float from = exit_share(wide, high, f->half_w[a], f->half_h[a]);
    float to = 1 - exit_share(wide, high, f->half_w[b], f->half_h[b]);
    float middle = (lesser(from, 1) + greater(to, 0)) / 2;
    s->x = x;
    s->y = y;
    s->dx = dx;
    s->dy = dy;
    s->length = sqrtf(dx * dx + dy * dy);
    s->gap = greater((to - from) * s->length, -1000);
    s->label_x = x + dx * middle;
    s->label_y = y + dy * middle;
    f->link_key[i] = pack_box(
        lesser(s->label_x - s->label_w, lesser(x, x + dx)), lesser(s->label_y - s->label_h, lesser(y, y + dy)),
        greater(s->label_x + s->label_w, greater(x, x + dx)), greater(s->label_y + s->label_h, greater(y, y + dy)));
}

/* ---- costs ---- */

/* Whether a stretch runs into a box, of which it gives the centre and half sizes. All three are asked at once: which one
 * says no is so hard to foresee that jumping past the others costs more than they do. */
static inline bool meets(const ent_stretch *s, float x, float y, float half_w, float half_h) {
    float wide = size_of(s->dx), high = size_of(s->dy);
    return (size_of(s->x + s->dx / 2 - x) * 2 < wide + 2 * half_w) &
           (size_of(s->y + s->dy / 2 - y) * 2 < high + 2 * half_h) &
           (size_of((x - s->x) * s->dy - (y - s->y) * s->dx) < half_w * high + half_h * wide);
}

/* Too long, or too short for its heads and its label. */
static int32_t link_cost(const ent_stretch *s) {
    float length = s->length + 1e-6F, gap = s->gap;
    float wanted = s->room + lesser(2 * s->label_w, 2 * s->label_w * size_of(s->dx) / length) +
                   1.6F * s->label_h * size_of(s->dy) / length;
    float cost = greater(gap, 0) * LENGTH;
    if (gap > 220) cost += (gap - 220) * LENGTH;
    if (gap < s->room + 2) cost += (s->room + 2 - gap) * .12F;
    if (gap < wanted) cost += (wanted - gap) * .06F;
    return units(cost);
}

static int32_t outside_cost(const ent_field *f, uint32_t v) {
    float over_x = size_of(f->x[v]) + f->half_w[v] - f->page_w / 2;
    float over_y = size_of(f->y[v]) + f->half_h[v] - f->page_h / 2;
    return f->framed ? units(OUTSIDE * lesser(greater(over_x, 0) + greater(over_y, 0), 1e4F)) : 0;
}

static inline int32_t node_pair_cost(const ent_field *f, uint32_t v, uint32_t w) {
    float over_x = f->half_w[v] + f->half_w[w] + GAP - size_of(f->x[v] - f->x[w]);
    float over_y = f->half_h[v] + f->half_h[w] + GAP - size_of(f->y[v] - f->y[w]);
    return over_x > 0 && over_y > 0 ? units(1 + .6F * lesser(over_x, over_y)) : 0;
}

static int32_t link_node_cost(const ent_field *f, uint32_t i, uint32_t v) {
    const ent_stretch *s = &f->stretch[i];
    if (v == s->a || v == s->b) return 0;
    float x = f->x[v], y = f->y[v], half_w = f->half_w[v], half_h = f->half_h[v], cost = 0;
    if (meets(s, x, y, half_w + CLEARANCE, half_h + CLEARANCE)) {
        double inside = ent_segment_in_rect((ent_point){s->x, s->y}, (ent_point){s->x + s->dx, s->y + s->dy},
                                            ent_rect_around(x, y, 2 * half_w + 12, 2 * half_h + 12));
        cost += THROUGH * (.35F + .65F * lesser(1, (float)inside / 24));
    }
    if (s->label_w > 0 && size_of(s->label_x - x) < s->label_w + half_w + 1 &&
        size_of(s->label_y - y) < s->label_h + half_h + 1)
        cost += LABEL_ON_NODE;
    return units(cost);
}

static inline float crossing_cost(const ent_stretch *s, const ent_stretch *t) {
    float qx = t->x - s->x, qy = t->y - s->y, from_t = s->dx * qy - s->dy * qx;
    float turn = s->dx * t->dy - s->dy * t->dx;
    float from_s = t->dy * qx - t->dx * qy; /* the start of s seen from t, and its end */
    if (((from_t < 0) == (from_t + turn < 0)) | ((from_s < 0) == (from_s - turn < 0)))
        return 0; /* both ends on one side */
    float dot = s->dx * t->dx + s->dy * t->dy, lengths = s->length * t->length;
    bool shallow = dot * dot > .75F * lengths * lengths;
    return (CROSSING + (shallow ? SHALLOW : 0)) * s->lines * t->lines;
}

/* Two lines that leave one box at almost the same angle are read as one; the halves of a line should be one. */
static inline float fan_cost(const ent_stretch *s, const ent_stretch *t, float dot, bool halves) {
    float lengths = s->length * t->length + 1e-6F;
    if (halves) return BENT * (1 + dot / lengths + size_of(s->dx * t->dy - s->dy * t->dx) / lengths);
    if (dot <= 0) return 0;
    float cosine = dot / lengths, squared = cosine * cosine;
    if (squared > .9568F) return NARROW_FAN; /* 12 degrees */
    return squared > .883F ? NARROW_FAN * (squared - .883F) / .0738F * .5F : 0;
}

static int32_t link_pair_cost(const ent_field *f, uint32_t i, uint32_t j) {
    const ent_stretch *s = &f->stretch[i], *t = &f->stretch[j];
    float cost = 0, dot = s->dx * t->dx + s->dy * t->dy;
    bool halves = s->straight == j;
    if (s->label_w > 0) {
        if (!halves && meets(t, s->label_x, s->label_y, s->label_w, s->label_h)) cost += LABEL_ON_LINE;
        if (t->label_w > 0 && size_of(s->label_x - t->label_x) < s->label_w + t->label_w &&
            size_of(s->label_y - t->label_y) < s->label_h + t->label_h)
            cost += LABEL_ON_LABEL;
    }
    if (t->label_w > 0 && !halves && meets(s, t->label_x, t->label_y, t->label_w, t->label_h)) cost += LABEL_ON_LINE;
    if (s->a == t->a || s->b == t->b)
        cost += fan_cost(s, t, dot, halves);
    else if (s->a == t->b || s->b == t->a)
        cost += fan_cost(s, t, -dot, halves);
    else
        cost += crossing_cost(s, t);
    return units(cost);
}

/* A page is at most some 700 points wide before its smallest type becomes too small, and between 4:5 and 8:5. */
double ent_frame_cost(const ent_rooms *rooms, double w, double h, double frame_w, double frame_h) {
    if (rooms->count) return ent_rooms_cost(rooms, w, h);
    double page_w = ent_max(w + frame_w, 420), page_h = h + frame_h, aspect = page_w / page_h;
    double cost = page_w / 32 + page_h / 32;
    if (page_w > 675) cost += (page_w - 675) * .12;
    if (page_w > 690) cost += (page_w - 690) * .5;
    if (page_w > PRINTED) cost += (page_w - PRINTED) * 3;
    if (aspect < .72) cost += (.72 - aspect) * 600;
    if (aspect < .9) cost += (.9 - aspect) * 150;
    if (aspect > 1.5) cost += (aspect - 1.5) * 100;
    return cost;
}

static void widen(const ent_field *f, uint32_t v, ent_rect *span) {
    span->x0 = ent_min(span->x0, f->x[v] - f->half_w[v]);
    span->x1 = ent_max(span->x1, f->x[v] + f->half_w[v]);
    span->y0 = ent_min(span->y0, f->y[v] - f->half_h[v]);
    span->y1 = ent_max(span->y1, f->y[v] + f->half_h[v]);
}

static ent_rect span_of(const ent_field *f) {
    ent_rect span = {1e9, 1e9, -1e9, -1e9};
    for (uint32_t v = 0; v < f->node_count; v++) widen(f, v, &span);
    return span;
}

static int64_t frame_cost(const ent_field *f, const ent_rect *span) {
    if (!f->framed || !f->node_count) return 0;
    double cost = ent_frame_cost(&f->rooms, span->x1 - span->x0, span->y1 - span->y0, f->frame_w, f->frame_h);
    return (int64_t)(cost * ENT_FIELD_UNIT);
}

/* ---- all costs ---- */

void ent_field_get(const ent_field *f, double *xy) {
    for (uint32_t v = 0; v < f->node_count; v++) {
        xy[2 * v] = f->x[v];
        xy[2 * v + 1] = f->y[v];
    }
}

static void set_near(ent_field *f, uint32_t v, uint32_t w, int32_t cost) {
    size_t n = f->node_count;
    f->near[v * n + w] = f->near[w * n + v] = cost;
    f->node_sum[v] += cost;
    f->node_sum[w] += cost;
}

static void set_through(ent_field *f, uint32_t v, uint32_t i, int32_t cost) {
    f->through[(size_t)v * f->link_count + i] = cost;
    f->node_sum[v] += cost;
    f->link_sum[i] += cost;
}

static void set_pair(ent_field *f, uint32_t i, uint32_t j, int32_t cost) {
    size_t m = f->link_count;
    f->pair[i * m + j] = f->pair[j * m + i] = cost;
    f->link_sum[i] += cost;
    f->link_sum[j] += cost;
}

void ent_field_set(ent_field *f, const double *xy) {
    uint32_t n = f->node_count, m = f->link_count;
    for (uint32_t v = 0; v < n; v++) {
        f->x[v] = (float)xy[2 * v];
        f->y[v] = (float)xy[2 * v + 1];
        refresh_node(f, v);
    }
    for (uint32_t i = 0; i < m; i++) refresh_link(f, i);
    f->span = span_of(f);
    f->total = f->frame = frame_cost(f, &f->span);
    for (uint32_t v = 0; v < n; v++) f->total += f->node_sum[v] = f->outside[v] = outside_cost(f, v);
    for (uint32_t i = 0; i < m; i++) f->total += f->link_sum[i] = f->own[i] = link_cost(&f->stretch[i]);
    for (uint32_t v = 0; v < n; v++) {
        for (uint32_t w = 0; w < v; w++) {
            set_near(f, v, w, node_pair_cost(f, v, w));
            f->total += f->near[(size_t)v * n + w];
        }
        for (uint32_t i = 0; i < m; i++) {
            set_through(f, v, i, link_node_cost(f, i, v));
            f->total += f->through[(size_t)v * m + i];
        }
    }
    for (uint32_t i = 0; i < m; i++) {
        for (uint32_t j = 0; j < i; j++) {
            set_pair(f, i, j, link_pair_cost(f, i, j));
            f->total += f->pair[(size_t)i * m + j];
        }
    }
}

double ent_field_cost(const ent_field *f) {
    return (double)f->total / ENT_FIELD_UNIT;
}

/* ---- trials ---- */

static void touch_links(ent_field *f, const ent_trial *t) {
    f->touched_count = 0;
    for (int k = 0; k < t->count; k++) {
        for (uint32_t p = f->first[t->node[k]]; p < f->first[t->node[k] + 1]; p++) {
            uint32_t i = f->incident[p];
            if (f->touched_as[i]) continue;
            f->saved[f->touched_count] = f->stretch[i];
            f->saved_key[f->touched_count] = f->link_key[i];
            f->touched[f->touched_count++] = i;
            f->touched_as[i] = f->touched_count;
        }
    }
}

/* All costs that the trial changes, as they stand. */
static int64_t cost_before(const ent_field *f, const ent_trial *t) {
    size_t n = f->node_count, m = f->link_count;
    int64_t cost = f->frame;
    for (int k = 0; k < t->count; k++) {
        cost += f->node_sum[t->node[k]];
        for (int l = 0; l < k; l++) cost -= f->near[t->node[k] * n + t->node[l]];
    }
    for (uint32_t k = 0; k < f->touched_count; k++) {
        uint32_t i = f->touched[k];
        cost += f->link_sum[i];
        for (int q = 0; q < t->count; q++) cost -= f->through[t->node[q] * m + i];
        for (uint32_t l = 0; l < k; l++) cost -= f->pair[i * m + f->touched[l]];
    }
    return cost;
}

static void move_nodes(ent_field *f, const ent_trial *t) {
    for (int k = 0; k < t->count; k++) {
        uint32_t v = t->node[k];
        f->saved_node_key[k] = f->node_key[v];
        f->x[v] = (float)t->to[k].x;
        f->y[v] = (float)t->to[k].y;
        refresh_node(f, v);
    }
}

static inline int64_t put_fresh(ent_field *f, int what, uint32_t i, uint32_t j, int32_t cost) {
    if (!cost) return 0;
    f->fresh[f->fresh_count++] = (ent_fresh_cost){what, i, j, cost};
    return cost;
}

/* The span after a trial: when no box on the rim moves it only grows. */
static ent_rect span_after(const ent_field *f, const ent_trial *t) {
    ent_rect span = f->span;
    for (int k = 0; k < t->count; k++) {
        uint32_t v = t->node[k];
        if (t->from[k].x - f->half_w[v] <= span.x0 || t->from[k].x + f->half_w[v] >= span.x1 ||
            t->from[k].y - f->half_h[v] <= span.y0 || t->from[k].y + f->half_h[v] >= span.y1)
            return span_of(f);
    }
    for (int k = 0; k < t->count; k++) widen(f, t->node[k], &span);
    return span;
}

static bool moves_before(const ent_trial *t, int k, uint32_t node) {
    for (int l = 0; l < k; l++)
        if (t->node[l] == node) return true;
    return false;
}

/* Costs of the moved nodes: with other nodes, and with links that stay. */
static int64_t nodes_after(ent_field *f, const ent_trial *t, int64_t limit) {
    int64_t cost = 0;
    for (int k = 0; k < t->count; k++) {
        uint32_t v = t->node[k];
        cost += f->fresh_outside[k] = outside_cost(f, v);
        size_t count = close_to(f->node_key, f->node_count, f->node_key[v], f->close);
        f->met += f->node_count;
        for (size_t c = 0; c < count; c++) {
            uint32_t w = f->close[c];
            if (!moves_before(t, k + 1, w)) cost += put_fresh(f, ENT_FRESH_NEAR, v, w, node_pair_cost(f, v, w));
        }
        if (cost > limit) return cost;
    }
    return cost;
}

static int64_t links_near_nodes_after(ent_field *f, const ent_trial *t) {
    int64_t cost = 0;
    for (int k = 0; k < t->count; k++) {
        uint32_t v = t->node[k];
        size_t count = close_to(f->link_key, f->link_count, f->node_key[v], f->close);
        f->met += f->link_count;
        for (size_t c = 0; c < count; c++)
            if (!f->touched_as[f->close[c]])
                cost += put_fresh(f, ENT_FRESH_THROUGH, v, f->close[c], link_node_cost(f, f->close[c], v));
    }
    return cost;
}

/* Costs of one moved link with all nodes and with links not seen before. */
static int64_t link_after(ent_field *f, uint32_t k, int64_t limit) {
    uint32_t i = f->touched[k];
    int64_t cost = 0;
    size_t count = close_to(f->node_key, f->node_count, f->link_key[i], f->close);
    for (size_t c = 0; c < count; c++)
        cost += put_fresh(f, ENT_FRESH_THROUGH, f->close[c], i, link_node_cost(f, i, f->close[c]));
    f->met += f->node_count;
    if (cost > limit) return cost;
    count = close_to(f->link_key, f->link_count, f->link_key[i], f->close);
    for (size_t c = 0; c < count && cost <= limit; c++) {
        uint32_t j = f->close[c], as = f->touched_as[j];
        if (!as || as > k + 1) cost += put_fresh(f, ENT_FRESH_PAIR, i, j, link_pair_cost(f, i, j));
    }
    f->met += f->link_count;
    return cost;
}

/* The cheap parts first: most trials fail at them. Above `limit` the rest does not matter. */
static int64_t cost_after(ent_field *f, const ent_trial *t, int64_t limit) {
    f->fresh_count = 0;
    f->fresh_span = span_after(f, t);
    f->fresh_frame = frame_cost(f, &f->fresh_span);
    int64_t cost = f->fresh_frame + nodes_after(f, t, limit - f->fresh_frame);
    if (cost > limit) return cost;
    for (uint32_t k = 0; k < f->touched_count; k++) {
        refresh_link(f, f->touched[k]);
        cost += f->fresh_own[k] = link_cost(&f->stretch[f->touched[k]]);
    }
    if (cost > limit) return cost;
    cost += links_near_nodes_after(f, t);
    for (uint32_t k = 0; k < f->touched_count && cost <= limit; k++) cost += link_after(f, k, limit - cost);
    return cost;
}

bool ent_field_try(ent_field *f, const ent_trial *t, int64_t limit) {
    touch_links(f, t);
    int64_t before = cost_before(f, t);
    move_nodes(f, t);
    int64_t after = cost_after(f, t, before + limit);
    f->fresh_total = f->total + after - before;
    return after <= before + limit;
}

static void end_trial(ent_field *f) {
    for (uint32_t k = 0; k < f->touched_count; k++) f->touched_as[f->touched[k]] = 0;
}

static void clear_node(ent_field *f, uint32_t v) {
    size_t n = f->node_count, m = f->link_count;
    for (uint32_t w = 0; w < n; w++)
        if (f->near[v * n + w]) set_near(f, v, w, -f->near[v * n + w]), f->near[v * n + w] = f->near[w * n + v] = 0;
    for (uint32_t i = 0; i < m; i++)
        if (f->through[v * m + i]) set_through(f, v, i, -f->through[v * m + i]), f->through[v * m + i] = 0;
}

static void clear_link(ent_field *f, uint32_t i) {
    size_t n = f->node_count, m = f->link_count;
    for (uint32_t v = 0; v < n; v++)
        if (f->through[v * m + i]) set_through(f, v, i, -f->through[v * m + i]), f->through[v * m + i] = 0;
    for (uint32_t j = 0; j < m; j++)
        if (f->pair[i * m + j]) set_pair(f, i, j, -f->pair[i * m + j]), f->pair[i * m + j] = f->pair[j * m + i] = 0;
}

void ent_field_keep(ent_field *f, const ent_trial *t) {
    for (int k = 0; k < t->count; k++) {
        uint32_t v = t->node[k];
        clear_node(f, v);
        f->node_sum[v] += f->fresh_outside[k] - f->outside[v];
        f->outside[v] = f->fresh_outside[k];
    }
    for (uint32_t k = 0; k < f->touched_count; k++) {
        uint32_t i = f->touched[k];
        clear_link(f, i);
        f->link_sum[i] += f->fresh_own[k] - f->own[i];
        f->own[i] = f->fresh_own[k];
    }
    for (size_t k = 0; k < f->fresh_count; k++) {
        static void (*const put[])(ent_field *, uint32_t, uint32_t, int32_t) = {set_near, set_through, set_pair};
        put[f->fresh[k].what](f, f->fresh[k].i, f->fresh[k].j, f->fresh[k].cost);
    }
    f->span = f->fresh_span;
    f->frame = f->fresh_frame;
    f->total = f->fresh_total;
    end_trial(f);
}

void ent_field_undo(ent_field *f, const ent_trial *t) {
    for (int k = 0; k < t->count; k++) {
        uint32_t v = t->node[k];
        f->x[v] = (float)t->from[k].x;
        f->y[v] = (float)t->from[k].y;
        f->node_key[v] = f->saved_node_key[k];
    }
    for (uint32_t k = 0; k < f->touched_count; k++) {
        f->stretch[f->touched[k]] = f->saved[k];
        f->link_key[f->touched[k]] = f->saved_key[k];
    }
    end_trial(f);
}
