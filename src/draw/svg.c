/* draw/svg.c - the page: head, title, drawing, legend, caption. */
#include "draw/page.h"
#include "draw/picture.h"

#include <stdio.h>
#include <string.h>

#define MARGIN ENT_MARGIN
#define LEAST_WIDTH 420.0
/* The caption of a picture this wide has 5.5 points on a page whose text is 170 mm wide. A drawing that is a little wider is
 * made as small as that; one that is much wider is no picture for a page, and stays as large as it is. */
#define PRINTED_WIDTH 744.0
#define LEAST_SHRINK .75

enum { TITLE_LINES = 3, NOTE_LINES = 4, DESCRIBED = 12 };

void ent_svg_number(const ent_pen *pen, double value) {
    ent_buffer_fixed(pen->out, value, 1);
}

void ent_svg_attribute(const ent_pen *pen, const char *name, double value) {
    ent_buffer_char(pen->out, ' ');
    ent_buffer_text(pen->out, name);
    ent_buffer_text(pen->out, "=\"");
    ent_svg_number(pen, value);
    ent_buffer_char(pen->out, '"');
}

void ent_svg_text_attribute(const ent_pen *pen, const char *name, const char *value) {
    ent_buffer_char(pen->out, ' ');
    ent_buffer_text(pen->out, name);
    ent_buffer_text(pen->out, "=\"");
    ent_buffer_xml(pen->out, value);
    ent_buffer_char(pen->out, '"');
}

void ent_svg_id(const ent_pen *pen, const char *name, char letter, uint32_t number) {
    ent_buffer_format(pen->out, " %s=\"%s%s%c%u\"", name, pen->fragment, *pen->fragment ? "-" : "", letter, number);
}

void ent_svg_point(const ent_pen *pen, char command, double x, double y) {
    ent_buffer_char(pen->out, command);
    ent_svg_number(pen, x);
    ent_buffer_char(pen->out, ',');
    ent_svg_number(pen, y);
}

bool ent_svg_direction(const ent_pen *pen, const char *text) {
    bool rtl = ent_typeset_rtl(text);
    if (rtl) ent_buffer_text(pen->out, " direction=\"rtl\"");
    return rtl;
}

void ent_svg_words(const ent_pen *pen, const ent_wrapped_line *line) {
    /* at most a name long: cleaned text is cut at 400 code points */
    char piece[4 * (ENT_CUT_SUMMARY + 2) + 1];
    size_t length = line->length < sizeof piece ? line->length : sizeof piece - 1;
    memcpy(piece, line->start, length);
    piece[length] = '\0';
    ent_buffer_xml(pen->out, piece);
    if (line->cut) ent_buffer_text(pen->out, "…");
}

/* ---- head ---- */

static size_t count_sign(const ent_scene *scene, int sign) {
    size_t count = 0;
    for (uint32_t i = 0; i < scene->line_count; i++) count += scene->lines[i].sign == sign;
    return count;
}

static void describe_counts(const ent_scene *scene, ent_buffer *out) {
    const char *lang = scene->lang;
    ent_buffer parts[3] = {{0}};
    ent_say_number(&parts[0], lang, ENT_SAYS_ENTITIES, scene->node_count);
    ent_say_number(&parts[1], lang, ENT_SAYS_COUNT, scene->relations);
    ent_say_number(&parts[2], lang, ENT_SAYS_LINES, scene->line_count);
    for (size_t i = 0; i < 3; i++) out->failed = out->failed || parts[i].failed;
    if (!out->failed)
        ent_say(out, lang, ent_picture_of(scene)->words, ENT_TEXT(parts[0].data), ENT_TEXT(parts[1].data),
                ENT_TEXT(parts[2].data), ENT_NUMBER(count_sign(scene, 1)), ENT_NUMBER(count_sign(scene, -1)),
                ENT_NUMBER(count_sign(scene, 0)));
    for (size_t i = 0; i < 3; i++) ent_buffer_clear(&parts[i]);
}

static void describe_line(const ent_scene *scene, const ent_scene_line *line, ent_buffer *out) {
    const char *sign = ent_sign_words(scene->lang, line->sign);
    ent_buffer stance = {0};
    if (line->planned)
        ent_say_text(&stance, scene->lang, ENT_SAYS_AND_EXPECTED, sign);
    else
        ent_buffer_text(&stance, sign);
    out->failed = out->failed || stance.failed;
    if (!out->failed)
        ent_say(out, scene->lang, line->head && !line->tail ? ENT_SAYS_TOLD : ENT_SAYS_TOLD_MUTUAL,
                ENT_TEXT(scene->nodes[line->source].name), ENT_TEXT(line->label),
                ENT_TEXT(scene->nodes[line->target].name), ENT_TEXT(stance.data));
    ent_buffer_clear(&stance);
}

/* The picture in words for who cannot see it: counts, then the signed lines. */
static void write_description(const ent_pen *pen) {
    const ent_scene *scene = pen->plot->scene;
    ent_buffer words = {0};
    describe_counts(scene, &words);
    size_t told = 0;
    for (uint32_t i = 0; i < scene->line_count && told < DESCRIBED; i++) {
        if (!scene->lines[i].sign || !*scene->lines[i].label) continue;
        told++;
        describe_line(scene, &scene->lines[i], &words);
    }
    pen->out->failed = pen->out->failed || words.failed;
    ent_buffer_format(pen->out, "<desc id=\"%s-d\">", *pen->fragment ? pen->fragment : "ent");
    ent_buffer_xml(pen->out, words.data ? words.data : "");
    ent_buffer_text(pen->out, "</desc>\n");
    ent_buffer_clear(&words);
}

/* Size of the frame's type, in the usual sizes. */
static double page_type(const ent_pen *pen) {
    return pen->plot->look.page ? pen->plot->look.page->type : 1;
}

/* A file says how large it is in points; a fragment takes the width that its place in the page gives it. */
static void write_size(const ent_pen *pen) {
    double type = page_type(pen);
    if (*pen->fragment) {
        ent_buffer_text(pen->out, " style=\"display:block;width:100%;height:auto;max-width:");
        ent_svg_number(pen, pen->page_w * type / .75);
        ent_buffer_text(pen->out, "px\"");
    } else {
        ent_buffer_text(pen->out, " width=\"");
        ent_svg_number(pen, pen->page_w * type);
        ent_buffer_text(pen->out, "pt\" height=\"");
        ent_svg_number(pen, pen->page_h * type);
        ent_buffer_text(pen->out, "pt\"");
    }
    ent_buffer_text(pen->out, " viewBox=\"0 0 ");
    ent_svg_number(pen, pen->page_w);
    ent_buffer_char(pen->out, ' ');
    ent_svg_number(pen, pen->page_h);
    ent_buffer_char(pen->out, '"');
}

static void write_head(const ent_pen *pen) {
    const ent_scene *scene = pen->plot->scene;
    ent_buffer *out = pen->out;
    const char *name = *pen->fragment ? pen->fragment : "ent";
    if (!*pen->fragment) ent_buffer_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    ent_buffer_text(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    write_size(pen);
    ent_buffer_format(out, " role=\"img\" aria-labelledby=\"%s-t %s-d\"", name, name);
    ent_svg_text_attribute(pen, "lang", scene->lang);
    ent_svg_text_attribute(pen, "xml:lang", scene->lang);
    ent_buffer_format(out, " class=\"entente%s%s\" font-family=\"", *pen->fragment ? " " : "", pen->fragment);
    ent_say_fonts(scene->lang, out);
    ent_buffer_format(out, "\">\n<title id=\"%s-t\">", name);
    ent_buffer_xml(out, *scene->title ? scene->title : ent_phrase_words(scene->lang, ENT_SAYS_DIAGRAM));
    ent_buffer_text(out, "</title>\n");
    write_description(pen);
    ent_svg_style(pen);
    ent_buffer_text(out, "<rect class=\"bg\" width=\"");
    ent_svg_number(pen, pen->page_w);
    ent_buffer_text(out, "\" height=\"");
    ent_svg_number(pen, pen->page_h);
    ent_buffer_format(out, "\" fill=\"%s\"/>\n", pen->ink->paper);
}

/* ---- texts of the frame ---- */

typedef struct {
    const char *class, *text, *fill;
    double size, leading;
    bool bold;
    size_t most;
} frame_text;

/* Write (or only measure) a text at y; its height. */
static double write_text(const ent_pen *pen, const frame_text *t, double y, bool draw) {
    ent_wrapped_line lines[TITLE_LINES + NOTE_LINES];
    size_t count = ent_typeset_wrap(t->text, t->size, t->bold, pen->content_w, t->most, lines);
    for (size_t i = 0; draw && i < count; i++) {
        ent_buffer_text(pen->out, "<text");
        ent_svg_text_attribute(pen, "class", t->class);
        /* what reads from the right begins at the right margin */
        ent_svg_attribute(pen, "x", ent_svg_direction(pen, t->text) ? pen->left + pen->content_w : pen->left);
        ent_svg_attribute(pen, "y", y + t->size * .95 + (double)i * t->leading);
        ent_svg_attribute(pen, "font-size", t->size);
        if (t->bold) ent_buffer_text(pen->out, " font-weight=\"bold\"");
        ent_svg_text_attribute(pen, "fill", t->fill);
        ent_buffer_char(pen->out, '>');
        ent_svg_words(pen, &lines[i]);
        ent_buffer_text(pen->out, "</text>\n");
    }
    return (double)count * t->leading;
}

static void write_rule(const ent_pen *pen, double y) {
    ent_buffer_format(pen->out, "<path class=\"rule\" fill=\"none\" stroke=\"%s\" stroke-width=\"0.8\" d=\"",
                      pen->ink->rule);
    ent_svg_point(pen, 'M', pen->left, y);
    ent_buffer_char(pen->out, 'H');
    ent_svg_number(pen, pen->page_w - pen->left);
    ent_buffer_text(pen->out, "\"/>\n");
}

/* ---- whole ---- */

typedef struct {
    frame_text title, subtitle, caption, hidden;
    double drawing_y, rule_y, legend_y, caption_y, hidden_y;
} frame;

enum { ABOVE_DRAWING = 12, BELOW_DRAWING = 12, ABOVE_LEGEND = 8, ABOVE_CAPTION = 6 };

static ent_pen pen_for(const ent_plot *plot, const char *fragment, ent_buffer *out) {
    const ent_theme *theme = ent_theme_of(plot);
    const ent_page *page = plot->look.page;
    return (ent_pen){.out = out,
                     .plot = plot,
                     .theme = theme,
                     .ink = &ent_inks[theme->tone],
                     .fragment = fragment,
                     .left = page ? page->margin / page->type : MARGIN,
                     .scale = 1};
}

/* What stands above and below the drawing on a page of that width. */
static void measure_frame(ent_pen *pen, double width, frame *f, double *above, double *below) {
    const ent_scene *scene = pen->plot->scene;
    pen->page_w = width;
    pen->content_w = width - 2 * pen->left;
    f->title = (frame_text){"t-title", scene->title, pen->ink->title, ENT_SIZE_TITLE, 19, true, TITLE_LINES};
    f->subtitle =
        (frame_text){"t-sub", scene->subtitle, pen->ink->subtitle, ENT_SIZE_SUBTITLE, 13.5, false, TITLE_LINES};
    f->caption = (frame_text){"t-cap", scene->caption, pen->ink->caption, ENT_SIZE_CAPTION, 11, false, NOTE_LINES};
    f->hidden = f->caption;
    f->hidden.class = "t-note";
    f->hidden.text = pen->plot->hidden;
    *above = pen->left + write_text(pen, &f->title, 0, false) + write_text(pen, &f->subtitle, 0, false) + ABOVE_DRAWING;
    double legend = ent_svg_legend(pen, 0, false), caption = write_text(pen, &f->caption, 0, false);
    double hidden = write_text(pen, &f->hidden, 0, false);
    *below = BELOW_DRAWING + ABOVE_LEGEND + legend + ABOVE_CAPTION + caption + hidden + ent_max(pen->left - 4, 1);
    f->rule_y = BELOW_DRAWING; /* from the end of the drawing */
    f->legend_y = f->rule_y + ABOVE_LEGEND;
    f->caption_y = f->legend_y + legend + ABOVE_CAPTION;
    f->hidden_y = f->caption_y + caption;
}

/* A page upright (0) or on its side (1), in units in which its type has the usual sizes. */
static ent_point page_size(const ent_page *page, int side) {
    ent_point size = {page->w / page->type, page->h / page->type};
    return side ? (ent_point){size.y, size.x} : size;
}

void ent_svg_find_rooms(ent_plot *plot) {
    const ent_page *page = plot->look.page;
    plot->rooms.count = !page ? 0 : page->turns ? 2 : 1;
    for (int i = 0; i < plot->rooms.count; i++) {
        double above, below;
        frame f;
        ent_pen pen = pen_for(plot, "", NULL);
        ent_point size = page_size(page, i);
        measure_frame(&pen, size.x, &f, &above, &below);
        plot->rooms.w[i] = pen.content_w;
        plot->rooms.h[i] = ent_max(size.y - above - below, 40);
    }
}

size_t ent_svg_tell_hidden(ent_plot *plot) {
    size_t hidden = plot->scene->picture == ENT_PICTURE_NETWORK ? ent_labels_hidden(plot) : 0;
    ent_buffer words = {0};
    if (!hidden) return 0;
    ent_say_number(&words, plot->scene->lang, ENT_SAYS_HIDDEN, hidden);
    snprintf(plot->hidden, sizeof plot->hidden, "%s", words.failed ? "" : words.data);
    ent_buffer_clear(&words);
    ent_svg_find_rooms(plot); /* one line less */
    return hidden;
}

/* Which room the drawing lies in. */
static int choose_room(const ent_plot *plot, double w, double h) {
    const ent_rooms *rooms = &plot->rooms;
    double most = plot->look.page->most;
    return rooms->count > 1 && ent_room_scale(rooms, 1, w, h, most) > ent_room_scale(rooms, 0, w, h, most);
}

static void measure_page(ent_pen *pen, frame *f) {
    const ent_plot *plot = pen->plot;
    const ent_page *page = plot->look.page;
    ent_rect bounds = ent_picture_of(plot->scene)->bounds(plot);
    double w = bounds.x1 - bounds.x0, h = bounds.y1 - bounds.y0, above, below, free_h = 0;
    if (page) {
        int room = choose_room(plot, w, h);
        ent_point size = page_size(page, room);
        pen->scale = ent_room_scale(&plot->rooms, room, w, h, page->most);
        measure_frame(pen, size.x, f, &above, &below);
        if (!page->grows) free_h = ent_max(size.y - above - below - h * pen->scale, 0);
    } else {
        double wide = w + 2 * pen->left;
        if (wide > PRINTED_WIDTH && wide <= PRINTED_WIDTH / LEAST_SHRINK)
            pen->scale = (PRINTED_WIDTH - 2 * pen->left) / w;
        measure_frame(pen, ent_max(LEAST_WIDTH, w * pen->scale + 2 * pen->left), f, &above, &below);
    }
    pen->page_h = above + h * pen->scale + free_h + below;
    f->drawing_y = above + free_h / 2;
    f->rule_y += pen->page_h - below;
    f->legend_y += pen->page_h - below;
    f->caption_y += pen->page_h - below;
    f->hidden_y += pen->page_h - below;
    pen->dx = (pen->page_w / pen->scale - w) / 2 - bounds.x0;
    pen->dy = f->drawing_y / pen->scale - bounds.y0;
}

/* The smallest type that is named from `at` on. */
static double smallest_type(const ent_buffer *out, size_t at) {
    static const char name[] = " font-size=\"";
    double least = 1000, size;
    for (const char *p = out->data + at; !out->failed && (p = strstr(p, name));) {
        char digits[16] = "";
        p += sizeof name - 1;
        size_t length = strcspn(p, "\"");
        if (length < sizeof digits) memcpy(digits, p, length);
        if (ent_parse_double(digits, &size)) least = ent_min(least, size);
    }
    return least;
}

static double write_drawing(const ent_pen *pen) {
    size_t at = pen->out->length;
    ent_buffer_text(pen->out, "<g class=\"graph\"");
    if (pen->scale != 1) {
        ent_buffer_text(pen->out, " transform=\"scale(");
        ent_buffer_fixed(pen->out, pen->scale, 4);
        ent_buffer_text(pen->out, ")\"");
    }
    ent_buffer_text(pen->out, ">\n");
    ent_picture_of(pen->plot->scene)->body(pen);
    ent_buffer_text(pen->out, "</g>\n");
    return smallest_type(pen->out, at) * pen->scale;
}

static double write_whole(const ent_plot *plot, const char *fragment, ent_buffer *out) {
    ent_pen pen = pen_for(plot, fragment, out);
    frame f;
    measure_page(&pen, &f);
    write_head(&pen);
    double y = pen.left + write_text(&pen, &f.title, pen.left, true);
    write_text(&pen, &f.subtitle, y, true);
    double type = write_drawing(&pen);
    write_rule(&pen, f.rule_y);
    ent_svg_legend(&pen, f.legend_y, true);
    write_text(&pen, &f.caption, f.caption_y, true);
    write_text(&pen, &f.hidden, f.hidden_y, true);
    ent_buffer_text(out, "</svg>\n");
    return ent_min(type, ENT_SIZE_CAPTION) * page_type(&pen);
}

/* A name that two fragments share only when they are the same: FNV-1a of what is in them. */
static void name_fragment(const ent_buffer *content, char out[24]) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < content->length; i++) hash = (hash ^ (unsigned char)content->data[i]) * 16777619u;
    snprintf(out, 24, "ent-%08x", hash);
}

double ent_svg_write(const ent_plot *plot, ent_buffer *out) {
    if (!plot->look.embed) return write_whole(plot, "", out);
    char name[24];
    ent_buffer plain = {0};
    write_whole(plot, "", &plain);
    out->failed = out->failed || plain.failed;
    name_fragment(&plain, name);
    ent_buffer_clear(&plain);
    return write_whole(plot, name, out);
}
