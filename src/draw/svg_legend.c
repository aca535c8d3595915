/* draw/svg_legend.c - the key: only what is in the drawing, in rows that wrap. */
#include "draw/picture.h"

#include <string.h>

#include "scene/language.h"

#define ROW 16.0
#define SHAPE_W 19.0
#define LINE_W 28.0
#define AFTER_SAMPLE 5.0
#define BETWEEN 15.0
#define BEFORE_LABEL ": " /* "Cooperative: allied with" */

void ent_key_add(ent_key *key, ent_key_entry entry) {
    if (key->count < ENT_KEY_ENTRIES) key->list[key->count++] = entry;
}

/* ---- what is present ---- */

void ent_key_shapes(ent_key *k, const ent_plot *plot) {
    const ent_scene *scene = plot->scene;
    bool present[ENT_SHAPE_COUNT] = {false};
    for (uint32_t i = 0; i < scene->node_count; i++) present[scene->nodes[i].shape] = true;
    for (int s = 0; s < ENT_SHAPE_COUNT; s++) {
        if (!present[s]) continue;
        const char *words = scene->legend[s];
        if (s == ENT_SHAPE_RELATION) words = ent_phrase_words(scene->lang, ENT_SAYS_REFERRED);
        if (!*words) words = ent_phrase_words(scene->lang, ENT_SAYS_OTHER);
        ent_key_add(k, (ent_key_entry){.words = words, .is_shape = true, .shape = (ent_shape)s});
    }
}

/* ---- colours that tell something else than kinds ---- */

static void draw_tint(const ent_pen *pen, const ent_key_entry *e, double x, double y) {
    ent_buffer_format(pen->out, "<g class=\"group-%d\">", e->what);
    ent_svg_shape(pen, ENT_SHAPE_ORG, &ent_group_tints[e->what][pen->theme->tone], 0,
                  ent_rect_around(x + SHAPE_W / 2, y, SHAPE_W - 1, 12.5));
    ent_buffer_text(pen->out, "</g>");
}

static void draw_pale(const ent_pen *pen, const ent_key_entry *e, double x, double y) {
    (void)e;
    ent_buffer_text(pen->out, "<g class=\"pale\">");
    ent_svg_shape(pen, ENT_SHAPE_ORG, &ent_pales[pen->theme->tone].tint, 0,
                  ent_rect_around(x + SHAPE_W / 2, y, SHAPE_W - 1, 12.5));
    ent_buffer_text(pen->out, "</g>");
}

/* A pale box has no colour that would want to be told. */
static bool shows_tint(const ent_scene *scene, int tint) {
    for (uint32_t i = 0; i < scene->node_count; i++)
        if (scene->nodes[i].tint == tint && !scene->nodes[i].pale) return true;
    return false;
}

static void add_tints(ent_key *k, const ent_scene *scene) {
    bool rest = false, starts = true;
    for (uint32_t i = 0; i < scene->node_count; i++)
        rest = rest || (scene->nodes[i].tint < 0 && scene->nodes[i].shape != ENT_SHAPE_RELATION);
    for (uint32_t i = 0; i < scene->tint_count; i++) {
        if (!shows_tint(scene, (int)i)) continue;
        ent_key_add(k, (ent_key_entry){.words = scene->tints[i],
                                       .starts_row = starts,
                                       .sample = draw_tint,
                                       .sample_w = SHAPE_W,
                                       .what = (int)i});
        starts = false;
    }
    if (scene->tinted && rest)
        ent_key_add(k, (ent_key_entry){.words = ent_phrase_words(scene->lang, ENT_SAYS_NO_TINT),
                                       .sample = draw_tint,
                                       .sample_w = SHAPE_W,
                                       .what = ENT_MOST_TINTS});
}

void ent_key_pale(ent_key *k, const char *words) {
    ent_key_add(k, (ent_key_entry){.words = words, .sample = draw_pale, .sample_w = SHAPE_W});
}

static void add_pale(ent_key *k, const ent_scene *scene) {
    bool pale = false;
    for (uint32_t i = 0; i < scene->node_count; i++) pale = pale || scene->nodes[i].pale;
    if (pale && strcmp(scene->view, "path") == 0) ent_key_pale(k, ent_phrase_words(scene->lang, ENT_SAYS_PALE));
}

/* A line of that sign; dots of one that has ended say that, and not that it is planned. */
static const ent_scene_line *find_line(const ent_scene *scene, int sign, bool planned) {
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_scene_line *line = &scene->lines[i];
        if (line->sign == sign && (line->planned && line->change != ENT_CHANGE_ENDED) == planned) return line;
    }
    return NULL;
}

static bool any_head(const ent_scene *scene, int sign) {
    for (uint32_t i = 0; i < scene->line_count; i++)
        if (scene->lines[i].sign == sign && (scene->lines[i].head || scene->lines[i].tail)) return true;
    return false;
}

static void add_signs(ent_key *k, const ent_plot *plot) {
    const ent_scene *scene = plot->scene;
    static const struct {
        int sign;
        ent_phrase phrase;
        double width;
    } signs[] = {{1, ENT_SAYS_COOPERATIVE, 1.6}, {-1, ENT_SAYS_ADVERSARIAL, 1.6}, {0, ENT_SAYS_FACTUAL, 1.4}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        int sign = signs[i].sign;
        const char *common = plot->common_label[sign + 1];
        bool head = any_head(scene, sign), expected = find_line(scene, sign, true) != NULL;
        /* of conflict that is only expected the next row tells all: its words name the sign */
        if (!find_line(scene, sign, false) && (!expected || (sign < 0 && !common))) continue;
        ent_phrase words = sign < 0 && !head ? ENT_SAYS_ADVERSARIAL_MUTUAL : signs[i].phrase;
        ent_key_add(k, (ent_key_entry){.words = ent_phrase_words(scene->lang, words),
                                       .after = common,
                                       .sign = sign,
                                       .head = head,
                                       .width = signs[i].width});
    }
}

static void add_expected(ent_key *k, const ent_scene *scene) {
    static const int signs[] = {1, 0};
    const ent_scene_line *line = NULL, *adversarial = find_line(scene, -1, true);
    for (size_t i = 0; i < 2 && !line; i++) line = find_line(scene, signs[i], true);
    ent_key_entry e = {.planned = true};
    if (line) {
        e.words = ent_phrase_words(scene->lang, ENT_SAYS_EXPECTED);
        e.sign = line->sign;
        e.width = line->change == ENT_CHANGE_NEW ? 2.6 : 1.6; /* dots that are thin have ended */
        e.head = any_head(scene, line->sign);
        ent_key_add(k, e);
    }
    if (!adversarial) return;
    e.words = ent_phrase_words(scene->lang, ENT_SAYS_EXPECTED_ADVERSARIAL);
    e.sign = -1;
    e.width = adversarial->change == ENT_CHANGE_NEW ? 2.6 : 1.6;
    e.head = any_head(scene, -1);
    ent_key_add(k, e);
}

static void add_remarks(ent_key *k, const ent_plot *plot) {
    const ent_scene *scene = plot->scene;
    double thinnest = 9, thickest = 0;
    const ent_scene_line *mutual = NULL, *strong = NULL, *thick = NULL;
    bool compares = false;
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_scene_line *line = &scene->lines[i];
        bool through = !*line->label || scene->nodes[line->target].shape == ENT_SHAPE_RELATION; /* half of a relation */
        if (line->strong && !line->change && !strong) strong = line;
        compares = compares || line->change;
        if (!line->pale && !line->strong) {
            thinnest = ent_min(thinnest, plot->lines[i].width);
            if (plot->lines[i].width > thickest) thick = line;
            thickest = ent_max(thickest, plot->lines[i].width);
        }
        if (!line->head && !line->tail && !through && !mutual) mutual = line;
    }
    if (mutual)
        ent_key_add(k, (ent_key_entry){.words = ent_phrase_words(scene->lang, ENT_SAYS_MUTUAL),
                                       .sign = mutual->sign,
                                       .width = 1.6});
    if (strong && strcmp(scene->view, "factions") == 0)
        ent_key_add(k, (ent_key_entry){.words = ent_phrase_words(scene->lang, ENT_SAYS_MISFIT),
                                       .sign = strong->sign,
                                       .width = 2.6});
    if (thick && thickest > thinnest + .2 && !compares) /* between two states thick is new */
        ent_key_add(k, (ent_key_entry){.words = ent_phrase_words(scene->lang, ENT_SAYS_THICKER),
                                       .sign = thick->sign,
                                       .width = ent_min(3.4, thickest)});
}

/* ---- changes between two states ---- */

static void draw_change(const ent_pen *pen, const ent_key_entry *e, double x, double y) {
    bool kept = e->what == ENT_CHANGE_KEPT;
    ent_buffer_format(pen->out, "<g class=\"%s\">", kept ? "kept" : "changed");
    ent_svg_sample_in(pen, e->sign, e->planned, e->width, kept ? ent_pale_sign(pen->theme->tone, e->sign) : NULL, x,
                      x + LINE_W, y);
    ent_buffer_text(pen->out, "</g>");
}

static void add_changes(ent_key *k, const ent_scene *scene) {
    static const struct {
        ent_change change;
        ent_phrase words;
        bool dotted;
        double width;
    } rows[] = {{ENT_CHANGE_NEW, ENT_SAYS_DIFF_KEY_NEW, false, 2.6},
                {ENT_CHANGE_ENDED, ENT_SAYS_DIFF_KEY_ENDED, true, 1.3},
                {ENT_CHANGE_KEPT, ENT_SAYS_DIFF_KEY_KEPT, false, 1.4}};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        int sign = -2;
        for (uint32_t i = 0; i < scene->line_count; i++)
            if (scene->lines[i].change == rows[r].change && scene->lines[i].sign > sign) sign = scene->lines[i].sign;
        if (sign == -2) continue;
        ent_key_add(k, (ent_key_entry){.words = ent_phrase_words(scene->lang, rows[r].words),
                                       .sign = sign,
                                       .planned = rows[r].dotted,
                                       .width = rows[r].width,
                                       .sample = draw_change,
                                       .sample_w = LINE_W,
                                       .what = (int)rows[r].change});
    }
}

void ent_key_network(ent_key *k, const ent_plot *plot) {
    ent_key_shapes(k, plot);
    add_tints(k, plot->scene);
    add_pale(k, plot->scene);
    size_t lines_from = k->count;
    add_signs(k, plot);
    add_expected(k, plot->scene);
    add_changes(k, plot->scene);
    add_remarks(k, plot);
    if (lines_from < k->count) k->list[lines_from].starts_row = true;
}

/* ---- drawing ---- */

static double sample_width(const ent_key_entry *e) {
    return e->sample ? e->sample_w : e->is_shape ? SHAPE_W : LINE_W;
}

static void draw_entry(const ent_pen *pen, const ent_key_entry *e, double x, double y) {
    double sample = sample_width(e), middle = y + ROW / 2;
    bool grey = pen->plot->scene->tinted && e->shape != ENT_SHAPE_RELATION;
    const ent_tint *tint =
        grey ? &ent_group_tints[ENT_MOST_TINTS][pen->theme->tone] : &ent_styles[e->shape].tint[pen->theme->tone];
    if (e->sample) {
        e->sample(pen, e, x, middle);
    } else if (e->is_shape && e->shape == ENT_SHAPE_RELATION) {
        ent_buffer_format(pen->out, "<g class=\"kind-%s\">", ent_shape_name(e->shape));
        ent_svg_shape(pen, e->shape, tint, 0, ent_rect_around(x + SHAPE_W / 2, middle, 7, 7));
        ent_buffer_text(pen->out, "</g>");
    } else if (e->is_shape) {
        ent_buffer_format(pen->out, "<g class=\"kind-%s", ent_shape_name(e->shape));
        if (grey) ent_buffer_format(pen->out, " group-%d", ENT_MOST_TINTS);
        ent_buffer_text(pen->out, "\">");
        ent_svg_shape(pen, e->shape, tint, 0, ent_rect_around(x + SHAPE_W / 2, middle, SHAPE_W - 1, 12.5));
        ent_svg_icon(pen, e->shape, tint, x + SHAPE_W / 2 - 4.2, middle - 4.2, 8.4);
        ent_buffer_text(pen->out, "</g>");
    } else {
        ent_svg_sample(pen, e->sign, e->planned, e->head, e->width, x, x + LINE_W, middle);
    }
    ent_buffer_text(pen->out, "<text");
    ent_svg_attribute(pen, "x", x + sample + AFTER_SAMPLE);
    ent_svg_attribute(pen, "y", middle + ENT_SIZE_LEGEND * .35);
    if (ent_svg_direction(pen, e->words)) ent_buffer_text(pen->out, " text-anchor=\"end\""); /* which is at the left */
    ent_buffer_char(pen->out, '>');
    ent_buffer_xml(pen->out, e->words);
    if (e->after) ent_buffer_text(pen->out, BEFORE_LABEL);
    ent_buffer_xml(pen->out, e->after ? e->after : "");
    ent_buffer_text(pen->out, "</text>\n");
}

static double entry_width(const ent_key_entry *e) {
    double w = sample_width(e) + AFTER_SAMPLE + ent_typeset_width(e->words, ENT_SIZE_LEGEND, false);
    if (!e->after) return w;
    return w + ent_typeset_width(BEFORE_LABEL, ENT_SIZE_LEGEND, false) +
           ent_typeset_width(e->after, ENT_SIZE_LEGEND, false);
}

double ent_svg_legend(const ent_pen *pen, double y, bool draw) {
    ent_key k = {.count = 0};
    ent_picture_of(pen->plot->scene)->key(&k, pen->plot);
    if (!k.count) return 0;
    double x = pen->left, top = y;
    if (draw) {
        ent_buffer_format(pen->out, "<g class=\"legend\" fill=\"%s\"", pen->ink->legend);
        ent_svg_attribute(pen, "font-size", ENT_SIZE_LEGEND);
        ent_buffer_text(pen->out, ">\n");
    }
    for (size_t i = 0; i < k.count; i++) {
        const ent_key_entry *e = &k.list[i];
        double w = entry_width(e);
        if (x > pen->left && (e->starts_row || x + w > pen->left + pen->content_w)) {
            x = pen->left;
            y += ROW;
        }
        if (draw) draw_entry(pen, e, x, y);
        x += w + BETWEEN;
    }
    if (draw) ent_buffer_text(pen->out, "</g>\n");
    return y + ROW - top;
}
