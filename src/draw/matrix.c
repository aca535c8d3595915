/* draw/matrix.c - a row and a column an entity, a mark a pair: squares for cooperation, crosses for conflict, dots for
 * facts, so that no sign is told by colour alone. */
#include "draw/picture.h"

#include <string.h>

#include "scene/language.h"

#define CELL_LARGE 17.0 /* for few entities, and for many */
#define CELL_SMALL 9.5
#define NAME_LEAST 98.0 /* how wide row names may be in any case, and when there is room */
#define NAME_MOST 170.0
#define PAGE 690.0      /* up to where there is room */
#define HEAD_MOST 108.0 /* longest column name */
#define GROUP_MOST 96.0 /* names of groups, at the right */
#define GAP 4.0
enum { FEW = 18, MANY = 56, HEAD_AGAIN = 36, GROUP_LINES = 3, STEPS = 3 };

/* Measures of the whole; the upper left corner of the first cell is 0, 0. */
typedef struct sizes {
    double cell, font, name_most, name_w, head_h, icon, group_w;
    uint32_t n;
    bool again; /* column names below as well */
} sizes;

/* ---- sizes ---- */

static double name_width(const char *text, double font, double most) {
    ent_wrapped_line line;
    return ent_svg_fit(text, font, false, most, &line) ? line.width * 1.02 : 0;
}

static bool many_kinds(const ent_scene *scene) {
    for (uint32_t i = 1; i < scene->node_count; i++)
        if (scene->nodes[i].shape != scene->nodes[0].shape) return true;
    return false;
}

/* The name in full when there is room, else the short one. */
static const char *row_name(const ent_scene_node *node, const sizes *s) {
    const char *name = *node->name ? node->name : node->text;
    return ent_typeset_width(name, s->font, false) <= s->name_most ? name : node->text;
}

static sizes measure(const ent_plot *plot) {
    const ent_scene *scene = plot->scene;
    sizes s = {.n = scene->node_count};
    double share = s.n <= FEW ? 0 : s.n >= MANY ? 1 : (double)(s.n - FEW) / (MANY - FEW);
    s.cell = CELL_LARGE - share * (CELL_LARGE - CELL_SMALL);
    s.font = ent_min(10, s.cell * .9);
    s.icon = many_kinds(scene) ? s.font + 4 : 0;
    s.again = s.n >= HEAD_AGAIN;
    for (uint32_t i = 0; i < scene->group_count; i++)
        s.group_w = ent_max(s.group_w, name_width(scene->groups[i].label, s.font, GROUP_MOST));
    s.name_most = ent_max(NAME_LEAST, ent_min(NAME_MOST, PAGE - s.n * s.cell - s.icon - s.group_w));
    for (uint32_t i = 0; i < s.n; i++) {
        s.name_w = ent_max(s.name_w, name_width(row_name(&scene->nodes[i], &s), s.font, s.name_most));
        s.head_h = ent_max(s.head_h, name_width(scene->nodes[i].text, s.font, HEAD_MOST));
    }
    return s;
}

ent_rect ent_matrix_bounds(const ent_plot *plot) {
    sizes s = measure(plot);
    double side = s.n * s.cell;
    return (ent_rect){-s.name_w - s.icon - GAP, -s.head_h - GAP, side + (s.group_w > 0 ? s.group_w + 2 * GAP : 1),
                      side + (s.again ? s.head_h + GAP : 1)};
}

ent_status ent_matrix_layout(ent_plot *plot, const ent_layout_limits *limits, char note[200], ent_error *err) {
    (void)plot;
    (void)limits;
    (void)err;
    note[0] = '\0'; /* the order of the nodes is all there is to it */
    return ENT_OK;
}

/* ---- rules ---- */

static void write_rules(const ent_pen *pen, const sizes *s, bool groups) {
    const ent_scene *scene = pen->plot->scene;
    double side = s->n * s->cell;
    ent_buffer_format(pen->out, "<path class=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" d=\"",
                      groups ? "between" : "rule", groups ? pen->ink->caption : pen->ink->rule, groups ? "0.9" : "0.4");
    for (uint32_t i = 0; i <= s->n; i++) {
        bool between = i > 0 && i < s->n && scene->nodes[i].group != scene->nodes[i - 1].group;
        if (groups && !between) continue;
        double at = i * s->cell;
        ent_svg_point(pen, 'M', pen->dx - (groups ? s->name_w + s->icon : 0), pen->dy + at);
        ent_buffer_char(pen->out, 'H');
        ent_svg_number(pen, pen->dx + side);
        ent_svg_point(pen, 'M', pen->dx + at, pen->dy - (groups ? s->head_h : 0));
        ent_buffer_char(pen->out, 'V');
        ent_svg_number(pen, pen->dy + side);
    }
    ent_buffer_text(pen->out, "\"/>\n");
}

static void write_group_names(const ent_pen *pen, const sizes *s) {
    const ent_scene *scene = pen->plot->scene;
    for (uint32_t i = 0, next; i < s->n; i = next) {
        for (next = i + 1; next < s->n && scene->nodes[next].group == scene->nodes[i].group;) next++;
        if (scene->nodes[i].group < 0) continue;
        ent_wrapped_line lines[GROUP_LINES];
        double leading = s->font * 1.15, tall = (next - i) * s->cell;
        size_t most = tall >= GROUP_LINES * leading ? GROUP_LINES : tall >= 2 * leading ? 2 : 1;
        size_t count =
            ent_typeset_wrap(scene->groups[scene->nodes[i].group].label, s->font, false, GROUP_MOST, most, lines);
        double top = pen->dy + (i + next) * s->cell / 2 - (double)count * leading / 2;
        for (size_t k = 0; k < count; k++) {
            ent_buffer_format(pen->out, "<text class=\"t-sub\" fill=\"%s\"", pen->ink->subtitle);
            ent_svg_attribute(pen, "x", pen->dx + s->n * s->cell + 2 * GAP);
            ent_svg_attribute(pen, "y", top + (double)k * leading + s->font * .92);
            ent_svg_attribute(pen, "font-size", s->font);
            ent_buffer_char(pen->out, '>');
            ent_svg_words(pen, &lines[k]);
            ent_buffer_text(pen->out, "</text>\n");
        }
    }
}

/* ---- names ---- */

static void write_row_name(const ent_pen *pen, const sizes *s, uint32_t i) {
    const ent_scene_node *node = &pen->plot->scene->nodes[i];
    ent_wrapped_line line;
    double middle = pen->dy + (i + .5) * s->cell, side = s->cell - 3;
    ent_buffer_format(pen->out, "<g class=\"node kind-%s\"", ent_shape_name(node->shape));
    ent_svg_id(pen, "id", 'n', i);
    ent_buffer_char(pen->out, '>');
    ent_svg_tip(pen, node);
    if (s->icon > 0)
        ent_svg_icon(pen, node->shape, ent_tint_of(pen->plot->scene, node, pen->theme->tone), pen->dx - s->icon,
                     middle - s->font / 2, s->font);
    if (ent_svg_fit(row_name(node, s), s->font, false, s->name_most, &line)) {
        ent_buffer_format(pen->out, "<text text-anchor=\"end\" fill=\"%s\"", pen->ink->name);
        ent_svg_attribute(pen, "x", pen->dx - GAP - s->icon);
        ent_svg_attribute(pen, "y", middle + s->font * .35);
        ent_svg_attribute(pen, "font-size", s->font);
        if (node->focus) ent_buffer_text(pen->out, " font-weight=\"bold\"");
        ent_buffer_char(pen->out, '>');
        ent_svg_words(pen, &line);
        ent_buffer_text(pen->out, "</text>");
    }
    ent_buffer_text(pen->out, "</g>\n");
    /* the diagonal, in the tint of the kind: where the row meets its own column */
    ent_buffer_format(pen->out, "<g class=\"kind-%s\">", ent_shape_name(node->shape));
    ent_svg_tint(pen, node->shape, ent_rect_around(pen->dx + (i + .5) * s->cell, middle, side, side));
    ent_buffer_text(pen->out, "</g>\n");
}

static void write_column_name(const ent_pen *pen, const sizes *s, uint32_t i, bool below) {
    const ent_scene_node *node = &pen->plot->scene->nodes[i];
    ent_wrapped_line line;
    if (!ent_svg_fit(node->text, s->font, false, HEAD_MOST, &line)) return;
    double x = pen->dx + (i + .5) * s->cell + s->font * .35;
    double y = below ? pen->dy + s->n * s->cell + GAP : pen->dy - GAP;
    ent_buffer_format(pen->out, "<text class=\"t-sub\" fill=\"%s\" text-anchor=\"%s\" transform=\"translate(",
                      pen->ink->subtitle, below ? "end" : "start");
    ent_svg_number(pen, x);
    ent_buffer_char(pen->out, ' ');
    ent_svg_number(pen, y);
    ent_buffer_text(pen->out, ") rotate(-90)\"");
    ent_svg_attribute(pen, "font-size", s->font);
    ent_buffer_char(pen->out, '>');
    ent_svg_words(pen, &line);
    ent_buffer_text(pen->out, "</text>\n");
}

/* ---- marks ---- */

typedef struct mark {
    int sign;
    int step;           /* 0, 1, 2: by weight */
    bool planned, half; /* half: the upper left half of a square, for a foe is in the other */
} mark;

/* A mark in the box; each of several signs of one pair has a box of its own. */
static void write_mark(const ent_pen *pen, const mark *m, ent_rect box) {
    static const char *const shades[STEPS] = {"0.72", "0.86", "1"};
    static const double shares[STEPS] = {.62, .76, .9}, strokes[STEPS] = {1.2, 1.7, 2.3};
    const char *colour = ent_ink_of_sign(pen->theme->tone, m->sign).line;
    double w = box.x1 - box.x0, h = box.y1 - box.y0, x = (box.x0 + box.x1) / 2, y = (box.y0 + box.y1) / 2;
    double half_w = w * shares[m->step] / 2, half_h = h * shares[m->step] / 2;
    ent_buffer *out = pen->out;
    if (m->sign < 0) {
        half_w *= .82;
        half_h *= .82;
        ent_buffer_format(out, "<path class=\"tip\" fill=\"none\" stroke=\"%s\" stroke-width=\"", colour);
        ent_svg_number(pen, strokes[m->step]);
        ent_buffer_format(out, "\" stroke-linecap=\"round\"%s d=\"", m->planned ? " stroke-dasharray=\"0.1 2.6\"" : "");
        ent_svg_point(pen, 'M', x - half_w, y - half_h);
        ent_svg_point(pen, 'L', x + half_w, y + half_h);
        ent_svg_point(pen, 'M', x - half_w, y + half_h);
        ent_svg_point(pen, 'L', x + half_w, y - half_h);
        ent_buffer_text(out, "\"/>");
        return;
    }
    if (m->sign == 0) half_w = half_h = ent_min(w, h) * shares[m->step] * .28;
    if (m->planned)
        ent_buffer_format(out,
                          "<path class=\"line\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.2\" "
                          "stroke-dasharray=\"1.5 1.5\" d=\"",
                          colour);
    else if (m->sign > 0)
        ent_buffer_format(out, "<path class=\"head\" fill=\"%s\" fill-opacity=\"%s\" stroke=\"none\" d=\"", colour,
                          shades[m->step]);
    else
        ent_buffer_format(out, "<path class=\"head\" fill=\"%s\" stroke=\"none\" d=\"", colour);
    if (m->half && m->sign > 0) {
        ent_svg_point(pen, 'M', x - half_w, y - half_h);
        ent_buffer_char(out, 'H');
        ent_svg_number(pen, x + half_w);
        ent_svg_point(pen, 'L', x - half_w, y + half_h);
    } else if (m->sign > 0) {
        ent_svg_point(pen, 'M', x - half_w, y - half_h);
        ent_buffer_char(out, 'H');
        ent_svg_number(pen, x + half_w);
        ent_buffer_char(out, 'V');
        ent_svg_number(pen, y + half_h);
        ent_buffer_char(out, 'H');
        ent_svg_number(pen, x - half_w);
    } else {
        ent_svg_point(pen, 'M', x - half_w, y);
        ent_svg_point(pen, 'L', x, y - half_h);
        ent_svg_point(pen, 'L', x + half_w, y);
        ent_svg_point(pen, 'L', x, y + half_h);
    }
    ent_buffer_text(out, "Z\"/>");
}

/* Whether a line is marked in the cell of that row and column. */
static bool is_in_cell(const ent_scene_line *line, uint32_t row, uint32_t column) {
    bool directed = line->head != line->tail;
    if (line->source == row && line->target == column) return !directed || line->head;
    return line->target == row && line->source == column && (!directed || line->tail);
}

/* Which signs are in the cell where line i is: bit sign + 1. */
static unsigned signs_in_cell(const ent_plot *plot, uint32_t i, uint32_t row, uint32_t column) {
    const ent_link *link = &plot->links[plot->lines[i].link];
    unsigned signs = 0;
    for (uint32_t k = 0; k < link->count; k++) {
        const ent_scene_line *line = &plot->scene->lines[plot->link_lines[link->first + k]];
        if (is_in_cell(line, row, column)) signs |= 1u << (line->sign + 1);
    }
    return signs;
}

enum { FACT = 2, FRIEND_AND_FOE = 1 | 4 };

/* The part of a cell that a sign has: all of it when it is alone. Else cooperation has the upper left half, conflict the
 * lower right corner, and a fact the upper right corner. */
static ent_rect mark_box(ent_rect cell, int sign, unsigned signs) {
    double side = cell.x1 - cell.x0;
    bool both = (signs & FRIEND_AND_FOE) == FRIEND_AND_FOE;
    if (sign == 0 && signs != FACT) return (ent_rect){cell.x0 + side * .62, cell.y0, cell.x1, cell.y0 + side * .38};
    if (sign < 0 && both) return (ent_rect){cell.x0 + side * .44, cell.y0 + side * .44, cell.x1, cell.y1};
    return cell;
}

static int weight_step(const ent_plot *plot, double width) {
    double low = 9, high = 0;
    for (uint32_t i = 0; i < plot->line_count; i++) {
        low = ent_min(low, plot->lines[i].width);
        high = ent_max(high, plot->lines[i].width);
    }
    if (high < low + .2) return STEPS - 1;
    double share = (width - low) / (high - low);
    return share < .25 ? 0 : share < .6 ? 1 : 2;
}

static void write_cell(const ent_pen *pen, const sizes *s, uint32_t index, int step, bool mirrored) {
    const ent_scene_line *line = &pen->plot->scene->lines[index];
    const ent_sign_style *style = ent_sign_of(line->sign);
    uint32_t row = mirrored ? line->target : line->source, column = mirrored ? line->source : line->target;
    unsigned signs = signs_in_cell(pen->plot, index, row, column);
    ent_rect cell = {pen->dx + column * s->cell, pen->dy + row * s->cell, pen->dx + (column + 1) * s->cell,
                     pen->dy + (row + 1) * s->cell};
    ent_buffer *out = pen->out;
    ent_buffer_format(out, "<g class=\"edge rel-%s%s\"", style->name, line->planned ? " expected" : "");
    ent_svg_id(pen, "id", mirrored ? 'm' : 'e', index);
    ent_svg_id(pen, "data-source", 'n', row);
    ent_svg_id(pen, "data-target", 'n', column);
    ent_buffer_format(out, " data-sign=\"%d\" data-count=\"%u\"", line->sign, line->count);
    if (*line->from) ent_svg_text_attribute(pen, "data-from", line->from);
    if (*line->to) ent_svg_text_attribute(pen, "data-to", line->to);
    ent_svg_text_attribute(pen, "data-types", line->types);
    ent_buffer_text(out, "><title>");
    ent_buffer_xml(out, *line->tip ? line->tip : style->word);
    ent_buffer_text(out, "</title>");
    if (*line->url) {
        ent_buffer_text(out, "<a");
        ent_svg_text_attribute(pen, "href", line->url);
        ent_buffer_text(out, " target=\"_blank\" rel=\"noopener\">");
    }
    write_mark(pen, &(mark){line->sign, step, line->planned, (signs & FRIEND_AND_FOE) == FRIEND_AND_FOE},
               mark_box(cell, line->sign, signs));
    ent_buffer_text(out, *line->url ? "</a></g>\n" : "</g>\n");
}

void ent_matrix_body(const ent_pen *pen) {
    const ent_plot *plot = pen->plot;
    sizes s = measure(plot);
    write_rules(pen, &s, false);
    ent_buffer_text(pen->out, "<g class=\"nodes\">\n");
    for (uint32_t i = 0; i < s.n; i++) write_row_name(pen, &s, i);
    ent_buffer_text(pen->out, "</g>\n");
    for (int below = 0; below <= s.again; below++)
        for (uint32_t i = 0; i < s.n; i++) write_column_name(pen, &s, i, below);
    if (plot->scene->group_count) write_rules(pen, &s, true);
    write_group_names(pen, &s);
    ent_buffer_text(pen->out, "<g class=\"edges\">\n");
    for (uint32_t i = 0; i < plot->line_count; i++) {
        const ent_scene_line *line = &plot->scene->lines[i];
        int step = weight_step(plot, plot->lines[i].width);
        if (is_in_cell(line, line->source, line->target)) write_cell(pen, &s, i, step, false);
        if (line->source != line->target && is_in_cell(line, line->target, line->source))
            write_cell(pen, &s, i, step, true);
    }
    ent_buffer_text(pen->out, "</g>\n");
}

/* ---- legend ---- */

#define SAMPLE 12.0

enum { KEY_MARK, KEY_HEAVY, KEY_BOTH, KEY_DIAGONAL };

static void write_sample(const ent_pen *pen, const ent_key_entry *entry, double x, double y) {
    ent_rect box = {x, y - SAMPLE / 2, x + SAMPLE, y + SAMPLE / 2};
    for (int k = 0; k < (entry->what == KEY_HEAVY ? STEPS : entry->what == KEY_BOTH ? 2 : 1); k++) {
        mark m = {entry->sign, entry->what == KEY_HEAVY ? k : STEPS - 1, entry->planned, false};
        ent_rect place = box;
        if (entry->what == KEY_HEAVY) place.x0 += k * (SAMPLE + 1), place.x1 += k * (SAMPLE + 1);
        if (entry->what == KEY_BOTH) {
            m.sign = k ? -1 : 1;
            m.half = true;
            place = mark_box(box, m.sign, FRIEND_AND_FOE);
        }
        ent_buffer_format(pen->out, "<g class=\"rel-%s\">", ent_sign_of(m.sign)->name);
        write_mark(pen, &m, place);
        ent_buffer_text(pen->out, "</g>");
    }
}

static void add(ent_key *key, const ent_plot *plot, ent_phrase words, ent_key_entry entry) {
    entry.words = ent_phrase_words(plot->scene->lang, words);
    entry.sample = write_sample;
    entry.sample_w = entry.what == KEY_HEAVY ? STEPS * (SAMPLE + 1) : SAMPLE;
    ent_key_add(key, entry);
}

void ent_matrix_key(ent_key *key, const ent_plot *plot) {
    static const struct {
        int sign;
        ent_phrase words;
    } rows[] = {{1, ENT_SAYS_COOPERATIVE}, {-1, ENT_SAYS_MATRIX_ADVERSARIAL}, {0, ENT_SAYS_FACTUAL}};
    bool present[3] = {false}, planned[3] = {false}, both = false, directed = false;
    double low = 9, high = 0;
    for (uint32_t i = 0; i < plot->line_count; i++) {
        const ent_scene_line *line = &plot->scene->lines[i];
        present[line->sign + 1] = true;
        planned[line->sign + 1] |= line->planned;
        unsigned signs = signs_in_cell(plot, i, line->source, line->target);
        both |= (signs & FRIEND_AND_FOE) == FRIEND_AND_FOE;
        signs = signs_in_cell(plot, i, line->target, line->source);
        both |= (signs & FRIEND_AND_FOE) == FRIEND_AND_FOE;
        directed |= line->head != line->tail;
        low = ent_min(low, plot->lines[i].width);
        high = ent_max(high, plot->lines[i].width);
    }
    if (many_kinds(plot->scene)) ent_key_shapes(key, plot);
    size_t from = key->count;
    for (size_t k = 0; k < 3; k++)
        if (present[rows[k].sign + 1]) add(key, plot, rows[k].words, (ent_key_entry){.sign = rows[k].sign});
    if (both) add(key, plot, ENT_SAYS_MATRIX_BOTH, (ent_key_entry){.what = KEY_BOTH});
    for (size_t k = 0; k < 3; k++) {
        if (!planned[rows[k].sign + 1]) continue;
        add(key, plot, ENT_SAYS_EXPECTED, (ent_key_entry){.sign = rows[k].sign, .planned = true});
        break;
    }
    if (high >= low + .2)
        add(key, plot, ENT_SAYS_MATRIX_DARKER, (ent_key_entry){.sign = present[2] ? 1 : -1, .what = KEY_HEAVY});
    if (from < key->count) key->list[from].starts_row = true;
    if (directed)
        ent_key_add(key, (ent_key_entry){.words = ent_phrase_words(plot->scene->lang, ENT_SAYS_MATRIX_DIRECTION),
                                         .sample = NULL,
                                         .width = 1.4,
                                         .head = true});
}
