/* draw/timeline.c - bars from the first to the last day of relations, those of one pair under its name. */
#include "base/axis.h"
#include "draw/picture.h"

#define WIDTH 692.0 /* of the whole */
#define PAIR_MOST 150.0
#define DASH_W 10.0 /* " – " */
#define TYPE_MOST 128.0
#define GAP 8.0
#define ROW 15.0
#define LEADING 10.8
#define BETWEEN 5.0 /* pairs */
#define HEAD 16.0   /* for the dates above */
#define FOOT 15.0   /* and below */
#define HALF 4.2    /* of a bar's height */
#define THIN 1.8    /* of a bar that means some day among these */
#define DOT 3.8     /* a single day */
#define ARROW 7.0
#define EDGE 16.0 /* air for the labels of the outermost ticks */
enum { PAIR_LINES = 3, AGAIN = 18 };

typedef struct sizes {
    double pair_w, type_w, bottom; /* of the bars */
    ent_axis axis;
} sizes;

/* ---- sizes ---- */

static bool same_pair(const ent_scene_span *a, const ent_scene_span *b) {
    return (a->source == b->source && a->target == b->target) || (a->source == b->target && a->target == b->source);
}

/* The bars from `from` on that have the same pair. */
static uint32_t pair_end(const ent_scene *scene, uint32_t from) {
    uint32_t end = from + 1;
    while (end < scene->span_count && same_pair(&scene->spans[from], &scene->spans[end])) end++;
    return end;
}

/* The name in full when it has room, else the short one. */
static const char *full_name(const ent_scene_node *node) {
    return ent_typeset_width(node->name, ENT_SIZE_LABEL, true) <= PAIR_MOST - DASH_W ? node->name : node->text;
}

/* "A – B" in at most three lines; where one line is too short the second name has a line of its own. */
static size_t pair_lines(const ent_scene *scene, const ent_scene_span *span, ent_wrapped_line out[PAIR_LINES],
                         bool *dash) {
    const char *a = full_name(&scene->nodes[span->source]), *b = full_name(&scene->nodes[span->target]);
    ent_wrapped_line first, second;
    bool has_first = ent_svg_fit(a, ENT_SIZE_LABEL, true, PAIR_MOST - DASH_W, &first);
    bool has_second = ent_svg_fit(b, ENT_SIZE_LABEL, true, PAIR_MOST, &second);
    size_t count = 0;
    *dash = has_first && has_second;
    if (has_first) out[count++] = first;
    if (has_second) out[count++] = second;
    return count;
}

static double pair_height(const ent_scene *scene, uint32_t from, uint32_t end) {
    ent_wrapped_line lines[PAIR_LINES];
    bool dash;
    size_t count = pair_lines(scene, &scene->spans[from], lines, &dash);
    if (count == 2 && lines[0].width + DASH_W + lines[1].width <= PAIR_MOST) count = 1;
    return ent_max((double)(end - from) * ROW, (double)count * LEADING + 4) + BETWEEN;
}

static double type_indent(const ent_scene_span *span) {
    return span->directed ? 11 : 0;
}

static void include_day(ent_axis *axis, int32_t day) {
    if (day == ENT_DAY_MIN || day == ENT_DAY_MAX) return;
    if (day < axis->first) axis->first = day;
    if (day + 1LL > axis->end) axis->end = day + 1LL;
}

/* From the first to the last day that is named, with room for open ends. */
static void set_axis(const ent_scene *scene, ent_axis *axis) {
    bool open_start = false, open_end = false;
    axis->first = INT64_MAX;
    axis->end = INT64_MIN;
    for (uint32_t i = 0; i < scene->span_count; i++) {
        include_day(axis, scene->spans[i].first);
        include_day(axis, scene->spans[i].last);
        open_start |= scene->spans[i].first == ENT_DAY_MIN;
        open_end |= scene->spans[i].last == ENT_DAY_MAX;
    }
    if (axis->first >= axis->end) axis->first = 0, axis->end = 1;
    int64_t length = axis->end - axis->first, air = length / 50 + 1;
    axis->first -= open_start ? length / 10 + 2 : air;
    axis->end += open_end ? length / 10 + 2 : air;
}

static sizes measure(const ent_plot *plot) {
    const ent_scene *scene = plot->scene;
    sizes s = {.bottom = HEAD};
    for (uint32_t from = 0, end; from < scene->span_count; from = end) {
        ent_wrapped_line lines[PAIR_LINES];
        bool dash;
        end = pair_end(scene, from);
        size_t count = pair_lines(scene, &scene->spans[from], lines, &dash);
        for (size_t k = 0; k < count; k++) s.pair_w = ent_max(s.pair_w, lines[k].width + (k ? 0 : DASH_W));
        if (count == 2 && lines[0].width + DASH_W + lines[1].width <= PAIR_MOST)
            s.pair_w = ent_max(s.pair_w, lines[0].width + DASH_W + lines[1].width);
        s.bottom += pair_height(scene, from, end);
    }
    for (uint32_t i = 0; i < scene->span_count; i++) {
        ent_wrapped_line line;
        if (ent_svg_fit(scene->spans[i].label, ENT_SIZE_LABEL, false, TYPE_MOST, &line))
            s.type_w = ent_max(s.type_w, line.width + type_indent(&scene->spans[i]));
    }
    s.axis.x0 = s.pair_w * 1.02 + GAP + s.type_w * 1.02 + GAP + EDGE;
    s.axis.x1 = WIDTH - EDGE;
    set_axis(scene, &s.axis);
    return s;
}

ent_rect ent_timeline_bounds(const ent_plot *plot) {
    sizes s = measure(plot);
    return (ent_rect){0, 0, WIDTH, s.bottom + (plot->scene->span_count > AGAIN ? FOOT : 0)};
}

/* ---- axis ---- */

static void write_axis(const ent_pen *pen, const sizes *s) {
    ent_tick ticks[ENT_TICKS];
    size_t count = ent_axis_ticks(&s->axis, ticks);
    ent_buffer *out = pen->out;
    if (count) {
        ent_buffer_format(out, "<path class=\"rule\" fill=\"none\" stroke=\"%s\" stroke-width=\"0.6\" d=\"",
                          pen->ink->rule);
        for (size_t i = 0; i < count; i++) {
            ent_svg_point(pen, 'M', pen->dx + ent_axis_x(&s->axis, (double)ticks[i].day), pen->dy + HEAD - 3);
            ent_buffer_char(out, 'V');
            ent_svg_number(pen, pen->dy + s->bottom);
        }
        ent_buffer_text(out, "\"/>\n");
    }
    for (int below = 0; below <= (pen->plot->scene->span_count > AGAIN); below++)
        for (size_t i = 0; i < count; i++) {
            ent_buffer_format(out, "<text class=\"t-sub\" text-anchor=\"middle\" fill=\"%s\"", pen->ink->subtitle);
            ent_svg_attribute(pen, "x", pen->dx + ent_axis_x(&s->axis, (double)ticks[i].day));
            ent_svg_attribute(pen, "y", pen->dy + (below ? s->bottom + 11 : HEAD - 6));
            ent_svg_attribute(pen, "font-size", ENT_SIZE_CAPTION);
            ent_buffer_format(out, ">%s</text>\n", ticks[i].label);
        }
}

/* ---- bars ---- */

typedef struct bar {
    double x0, x1, y, half;
    bool left, right; /* open ends */
} bar;

static void write_outline(const ent_pen *pen, const bar *b) {
    double x0 = b->left ? b->x0 + ARROW : b->x0, x1 = b->right ? b->x1 - ARROW : b->x1, wide = b->half + 2.6;
    ent_svg_point(pen, 'M', x0, b->y - b->half);
    ent_svg_point(pen, 'L', x1, b->y - b->half);
    if (b->right) {
        ent_svg_point(pen, 'L', x1, b->y - wide);
        ent_svg_point(pen, 'L', b->x1, b->y);
        ent_svg_point(pen, 'L', x1, b->y + wide);
    }
    ent_svg_point(pen, 'L', x1, b->y + b->half);
    ent_svg_point(pen, 'L', x0, b->y + b->half);
    if (b->left) {
        ent_svg_point(pen, 'L', x0, b->y + wide);
        ent_svg_point(pen, 'L', b->x0, b->y);
        ent_svg_point(pen, 'L', x0, b->y - wide);
    }
    ent_buffer_char(pen->out, 'Z');
}

/* A single day: round for cooperation, a diamond for conflict, a small square for a fact. */
static void write_dot(const ent_pen *pen, int sign, double x, double y) {
    double r = sign < 0 ? DOT * 1.25 : sign ? DOT : DOT * .75;
    if (sign > 0) {
        ent_svg_point(pen, 'M', x - r, y);
        for (int k = 0; k < 2; k++) {
            ent_buffer_char(pen->out, 'A');
            ent_svg_number(pen, r);
            ent_buffer_char(pen->out, ',');
            ent_svg_number(pen, r);
            ent_buffer_text(pen->out, " 0 0 1 ");
            ent_svg_number(pen, k ? x - r : x + r);
            ent_buffer_char(pen->out, ',');
            ent_svg_number(pen, y);
        }
    } else {
        ent_svg_point(pen, 'M', x - r, sign ? y : y - r);
        ent_svg_point(pen, 'L', sign ? x : x + r, y - r);
        ent_svg_point(pen, 'L', x + r, sign ? y : y + r);
        ent_svg_point(pen, 'L', sign ? x : x - r, y + r);
    }
    ent_buffer_char(pen->out, 'Z');
}

/* The bar or dot of a sign. A planned one is hollow and dotted; conflict has a dashed core, for its colour and that of
 * cooperation are alike in grey. */
static void write_mark(const ent_pen *pen, int sign, bool planned, bool dot, const bar *b) {
    const ent_sign_style *style = ent_sign_of(sign);
    const char *colour = ent_ink_of_sign(pen->theme->tone, sign).line;
    ent_buffer *out = pen->out;
    if (planned)
        ent_buffer_format(out,
                          "<path class=\"line\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.2\" "
                          "stroke-dasharray=\"0.1 2.4\" stroke-linecap=\"round\" d=\"",
                          colour);
    else
        ent_buffer_format(out, "<path class=\"head\" fill=\"%s\" stroke=\"none\" d=\"", colour);
    if (dot)
        write_dot(pen, sign, (b->x0 + b->x1) / 2, b->y);
    else
        write_outline(pen, b);
    ent_buffer_text(out, "\"/>");
    if (sign >= 0 || planned || dot || b->half < HALF || b->x1 - b->x0 < 2 * ARROW) return;
    ent_buffer_format(
        out, "<path class=\"halo\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\" stroke-dasharray=\"%s\" d=\"",
        pen->ink->paper, style->dash);
    ent_svg_point(pen, 'M', b->x0 + (b->left ? ARROW : 2), b->y);
    ent_buffer_char(out, 'H');
    ent_svg_number(pen, b->x1 - (b->right ? ARROW : 2));
    ent_buffer_text(out, "\"/>");
}

static bool is_dot(const ent_scene_span *span) {
    return span->first == span->last;
}

static bool is_open(const ent_scene_span *span) {
    return span->first == ENT_DAY_MIN || span->last == ENT_DAY_MAX;
}

static bool is_vague(const ent_scene_span *span) {
    return !span->interval && !is_dot(span) && !is_open(span);
}

static bar place(const ent_pen *pen, const sizes *s, const ent_scene_span *span, double y) {
    bar b = {.y = y, .left = span->first == ENT_DAY_MIN, .right = span->last == ENT_DAY_MAX};
    b.half = is_vague(span) ? THIN : span->sign ? HALF : HALF - 1;
    b.x0 = pen->dx + (b.left ? s->axis.x0 - EDGE / 2 : ent_axis_x(&s->axis, span->first));
    b.x1 = pen->dx + (b.right ? s->axis.x1 + EDGE / 2 : ent_axis_x(&s->axis, span->last + 1.0));
    double least = 2 * DOT, middle = (b.x0 + b.x1) / 2;
    if (b.x1 - b.x0 >= least) return b;
    b.x0 = middle - least / 2;
    b.x1 = middle + least / 2;
    return b;
}

static void write_type(const ent_pen *pen, const sizes *s, const ent_scene_span *span, bool forwards, double y) {
    const char *colour = ent_ink_of_sign(pen->theme->tone, span->sign).text;
    ent_wrapped_line line;
    double x = pen->dx + s->pair_w * 1.02 + GAP;
    if (!ent_svg_fit(span->label, ENT_SIZE_LABEL, false, TYPE_MOST, &line)) return;
    ent_buffer_format(pen->out, "<text fill=\"%s\"", colour);
    ent_svg_attribute(pen, "x", x);
    ent_svg_attribute(pen, "y", y + ENT_SIZE_LABEL * .35);
    ent_svg_attribute(pen, "font-size", ENT_SIZE_LABEL);
    ent_buffer_char(pen->out, '>');
    if (span->directed) ent_buffer_text(pen->out, forwards ? "→ " : "← ");
    ent_svg_words(pen, &line);
    ent_buffer_text(pen->out, "</text>");
}

/* The beginning of a group that tells of the relation; the label and the bar each have one. */
static void write_group(const ent_pen *pen, uint32_t index, const char *class, bool label) {
    const ent_scene_span *span = &pen->plot->scene->spans[index];
    ent_buffer *out = pen->out;
    ent_buffer_format(out, "<g class=\"%s rel-%s%s\"", class, ent_sign_of(span->sign)->name,
                      span->planned ? " expected" : "");
    if (!label) {
        ent_svg_id(pen, "id", 's', index);
        ent_buffer_format(out, " data-sign=\"%d\"", span->sign);
        ent_svg_text_attribute(pen, "data-date", span->date);
    }
    ent_buffer_text(out, "><title>");
    ent_buffer_xml(out, *span->tip ? span->tip : span->label);
    ent_buffer_text(out, "</title>");
    if (!*span->url) return;
    ent_buffer_text(out, "<a");
    ent_svg_text_attribute(pen, "href", span->url);
    ent_buffer_text(out, " target=\"_blank\" rel=\"noopener\">");
}

static void write_span(const ent_pen *pen, const sizes *s, uint32_t index, bool forwards, double y) {
    const ent_scene_span *span = &pen->plot->scene->spans[index];
    bar b = place(pen, s, span, y);
    write_group(pen, index, "span-label", true);
    write_type(pen, s, span, forwards, y);
    ent_buffer_text(pen->out, *span->url ? "</a></g>" : "</g>");
    write_group(pen, index, "node span", false);
    write_mark(pen, span->sign, span->planned, is_dot(span), &b);
    ent_buffer_text(pen->out, *span->url ? "</a></g>\n" : "</g>\n");
}

/* ---- pairs ---- */

static void write_name(const ent_pen *pen, const ent_wrapped_line *line, double x, double y, const char *after) {
    ent_buffer_format(pen->out, "<text class=\"t-title\" font-weight=\"bold\" fill=\"%s\"", pen->ink->name);
    ent_svg_attribute(pen, "x", x);
    ent_svg_attribute(pen, "y", y);
    ent_svg_attribute(pen, "font-size", ENT_SIZE_LABEL);
    ent_buffer_char(pen->out, '>');
    ent_svg_words(pen, line);
    ent_buffer_text(pen->out, after);
    ent_buffer_text(pen->out, "</text>");
}

static void write_pair(const ent_pen *pen, uint32_t from, double top) {
    const ent_scene *scene = pen->plot->scene;
    ent_wrapped_line lines[PAIR_LINES];
    bool dash;
    size_t count = pair_lines(scene, &scene->spans[from], lines, &dash);
    double y = pen->dy + top + ROW / 2 + ENT_SIZE_LABEL * .35;
    bool one = count == 2 && lines[0].width + DASH_W + lines[1].width <= PAIR_MOST;
    for (size_t k = 0; k < count; k++)
        write_name(pen, &lines[k], pen->dx + (one && k ? lines[0].width + DASH_W : 0),
                   y + (one ? 0 : (double)k * LEADING), dash && !k ? " –" : "");
    ent_buffer_char(pen->out, '\n');
}

static void write_rule(const ent_pen *pen, double y) {
    ent_buffer_format(pen->out, "<path class=\"rule\" fill=\"none\" stroke=\"%s\" stroke-width=\"0.4\" d=\"",
                      pen->ink->rule);
    ent_svg_point(pen, 'M', pen->dx, y);
    ent_buffer_char(pen->out, 'H');
    ent_svg_number(pen, pen->dx + WIDTH);
    ent_buffer_text(pen->out, "\"/>\n");
}

void ent_timeline_body(const ent_pen *pen) {
    const ent_scene *scene = pen->plot->scene;
    sizes s = measure(pen->plot);
    double top = HEAD;
    write_axis(pen, &s);
    for (uint32_t from = 0, end; from < scene->span_count; from = end) {
        end = pair_end(scene, from);
        write_rule(pen, pen->dy + top);
        write_pair(pen, from, top + BETWEEN / 2);
        for (uint32_t i = from; i < end; i++)
            write_span(pen, &s, i, scene->spans[i].source == scene->spans[from].source,
                       pen->dy + top + BETWEEN / 2 + (i - from + .5) * ROW);
        top += pair_height(scene, from, end);
    }
}

ent_status ent_timeline_layout(ent_plot *plot, const ent_layout_limits *limits, char note[200], ent_error *err) {
    (void)plot;
    (void)limits;
    (void)err;
    note[0] = '\0'; /* days have their places */
    return ENT_OK;
}

/* ---- legend ---- */

enum { KEY_BAR, KEY_DAY, KEY_VAGUE, KEY_OPEN };
#define SAMPLE 26.0

static void write_sample(const ent_pen *pen, const ent_key_entry *entry, double x, double y) {
    bar b = {x, x + SAMPLE, y, entry->sign ? HALF : HALF - 1, false, entry->what == KEY_OPEN};
    if (entry->what == KEY_VAGUE) b.half = THIN;
    ent_buffer_format(pen->out, "<g class=\"rel-%s\">", ent_sign_of(entry->sign)->name);
    write_mark(pen, entry->sign, entry->planned, entry->what == KEY_DAY, &b);
    ent_buffer_text(pen->out, "</g>");
}

static void add(ent_key *key, const ent_plot *plot, ent_phrase words, int what, int sign, bool planned) {
    ent_key_add(key, (ent_key_entry){.words = ent_phrase_words(plot->scene->lang, words),
                                     .sample = write_sample,
                                     .sample_w = SAMPLE,
                                     .what = what,
                                     .sign = sign,
                                     .planned = planned});
}

void ent_timeline_key(ent_key *key, const ent_plot *plot) {
    static const struct {
        int sign;
        ent_phrase words;
    } signs[] = {{1, ENT_SAYS_COOPERATIVE}, {-1, ENT_SAYS_BAR_ADVERSARIAL}, {0, ENT_SAYS_FACTUAL}};
    const ent_scene *scene = plot->scene;
    bool present[3] = {false}, planned[3] = {false}, day = false, vague = false, open = false;
    for (uint32_t i = 0; i < scene->span_count; i++) {
        const ent_scene_span *span = &scene->spans[i];
        present[span->sign + 1] = true;
        planned[span->sign + 1] |= span->planned;
        day |= is_dot(span);
        vague |= is_vague(span);
        open |= is_open(span);
    }
    int first = present[2] ? 1 : present[0] ? -1 : 0;
    for (size_t k = 0; k < 3; k++)
        if (present[signs[k].sign + 1]) add(key, plot, signs[k].words, KEY_BAR, signs[k].sign, false);
    for (size_t k = 0; k < 3; k++) {
        if (!planned[signs[k].sign + 1]) continue;
        add(key, plot, ENT_SAYS_EXPECTED, KEY_BAR, signs[k].sign, true);
        break;
    }
    if (day) add(key, plot, ENT_SAYS_BAR_DAY, KEY_DAY, first, false);
    if (vague) add(key, plot, ENT_SAYS_BAR_VAGUE, KEY_VAGUE, first, false);
    if (open) add(key, plot, ENT_SAYS_BAR_OPEN, KEY_OPEN, first, false);
}
