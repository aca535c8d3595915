/* draw/regions.c - places for groups: bands across the page, or columns (from four groups on in two rows). The search keeps
 * boxes in their region; then the regions are fitted to what is in them. */
#include "draw/regions.h"

#include <stdlib.h>

#define APART_X 34.0         /* room beside a box, on average */
#define APART_Y 28.0         /* and below it */
#define PAD 12.0             /* from boxes to the rim of their region */
#define ARCH 16.0            /* for lines within a band that pass over boxes */
#define BETWEEN_BANDS 36.0   /* of few; many stand closer */
#define BETWEEN_COLUMNS 96.0 /* of two; more columns stand closer */
#define FULLEST .9           /* of a band */
#define LOOSE 1.45           /* room in a column, in areas of boxes */
#define WIDEST_REGIONS 686.0
#define GUTTER 84.0 /* for the names of bands */

enum { MOST_IN_A_ROW = 3, MOST_REGIONS = 200 };

static bool is_columns(const ent_plot *plot) {
    return plot->scene->regions == ENT_REGIONS_COLUMNS;
}

/* ---- where a region stands among the others ---- */

static uint32_t column_count(const ent_plot *plot) {
    uint32_t count = plot->region_count;
    if (!is_columns(plot)) return 1;
    return count <= 1 ? 1 : count <= MOST_IN_A_ROW ? count : (count + 1) / 2;
}

static uint32_t row_count(const ent_plot *plot) {
    uint32_t columns = column_count(plot);
    return (plot->region_count + columns - 1) / columns;
}

static uint32_t row_of(const ent_plot *plot, uint32_t region) {
    return region / column_count(plot);
}

static uint32_t column_of(const ent_plot *plot, uint32_t region) {
    return region % column_count(plot);
}

/* Names stand where no line comes: beside bands, above columns, and below those of the last of several rows. */
static double strip_of(const ent_plot *plot, uint32_t row, bool top) {
    size_t lines = 0;
    if (!is_columns(plot)) return 0;
    bool last = row_count(plot) > 1 && row + 1 == row_count(plot);
    for (uint32_t r = 0; r < plot->region_count; r++)
        if (row_of(plot, r) == row && plot->regions[r].label_count > lines) lines = plot->regions[r].label_count;
    return top == !last && lines ? (double)lines * ENT_REGION_LEADING + 10 : 0;
}

static double gutter_of(const ent_plot *plot) {
    double wide = 0;
    for (uint32_t r = 0; r < plot->region_count; r++)
        for (size_t k = 0; k < plot->regions[r].label_count; k++) wide = ent_max(wide, plot->regions[r].label[k].width);
    return is_columns(plot) || wide <= 0 ? 0 : wide + 12;
}

static double between(const ent_plot *plot, bool across) {
    if (!is_columns(plot)) return !across ? 0 : plot->region_count > 4 ? BETWEEN_BANDS * .75 : BETWEEN_BANDS;
    return across ? 70 : column_count(plot) < 3 ? BETWEEN_COLUMNS : 62;
}

uint32_t ent_region_of(const ent_plot *plot, uint32_t node) {
    int group = plot->scene->nodes[node].group;
    for (uint32_t r = 0; r < plot->region_count && group >= 0; r++)
        if (plot->regions[r].group == (uint32_t)group) return r;
    return UINT32_MAX;
}

/* ---- sizes ---- */

/* What the boxes of a region want. */
typedef struct {
    double length, area, widest, highest; /* side by side; with the room round them; of one */
    uint32_t count;
    bool inner; /* lines between two of them */
} wish;

static void collect_wishes(const ent_plot *plot, wish *wishes) {
    for (uint32_t v = 0; v < plot->node_count; v++) {
        uint32_t r = ent_region_of(plot, v);
        const ent_plot_node *box = &plot->nodes[v];
        if (r == UINT32_MAX) continue;
        wishes[r].count++;
        wishes[r].length += box->w + APART_X;
        wishes[r].area += (box->w + APART_X) * (box->h + APART_Y) * LOOSE;
        wishes[r].widest = ent_max(wishes[r].widest, box->w);
        wishes[r].highest = ent_max(wishes[r].highest, box->h);
    }
    for (uint32_t i = 0; i < plot->link_count; i++) {
        uint32_t a = ent_region_of(plot, plot->links[i].a), b = ent_region_of(plot, plot->links[i].b);
        if (a == b && a != UINT32_MAX && plot->links[i].a != plot->links[i].b) wishes[a].inner = true;
    }
}

static double whole(double value) {
    double floor = (double)(long long)value;
    return floor < value ? floor + 1 : floor;
}

static void size_bands(const ent_plot *plot, const wish *wishes, double widest, double *widths, double *heights) {
    double longest = 0;
    for (uint32_t r = 0; r < plot->region_count; r++) longest = ent_max(longest, wishes[r].length);
    widths[0] = ent_min(widest, ent_max(longest / FULLEST, 260));
    for (uint32_t r = 0; r < plot->region_count; r++) {
        const wish *w = &wishes[r];
        double rows = ent_max(whole(w->length / (widths[0] * FULLEST)), 1);
        heights[r] = rows * w->highest + (rows - 1) * APART_Y + (w->inner ? ARCH : 0) + 2 * PAD;
        widths[0] = ent_max(widths[0], w->widest + 2 * PAD);
    }
}

static void size_columns(const ent_plot *plot, const wish *wishes, double widest, double *widths, double *heights) {
    uint32_t columns = column_count(plot), rows = row_count(plot);
    double areas = 0, *area = widths + columns; /* room behind the widths */
    for (uint32_t c = 0; c < columns; c++) area[c] = 0;
    for (uint32_t r = 0; r < plot->region_count; r++) {
        area[column_of(plot, r)] = ent_max(area[column_of(plot, r)], wishes[r].area);
        widths[column_of(plot, r)] = ent_max(widths[column_of(plot, r)], wishes[r].widest + 2 * PAD + 6);
    }
    for (uint32_t c = 0; c < columns; c++) areas += area[c];
    double room = widest - between(plot, false) * (columns - 1);
    for (uint32_t c = 0; c < columns; c++) widths[c] = ent_max(widths[c], room * area[c] / ent_max(areas, 1));
    for (uint32_t r = 0; r < plot->region_count; r++) {
        const wish *w = &wishes[r];
        double width = widths[column_of(plot, r)], mean = w->length / ent_max(w->count, 1);
        double abreast = ent_max((double)(long long)(width / ent_max(mean, 1)), 1);
        double height = ent_max(w->area / width, whole(w->count / abreast) * (w->highest + APART_Y) * 1.15) + 2 * PAD;
        uint32_t row = row_of(plot, r);
        heights[row] = ent_max(heights[row], height);
    }
    for (uint32_t row = 0; row < rows; row++) heights[row] += strip_of(plot, row, true) + strip_of(plot, row, false);
}

static void stand(ent_plot *plot, const double *widths, const double *heights) {
    uint32_t columns = column_count(plot), rows = row_count(plot);
    double gutter = gutter_of(plot), wide = gutter - between(plot, false), high = -between(plot, true);
    for (uint32_t c = 0; c < columns; c++) wide += widths[c] + between(plot, false);
    for (uint32_t r = 0; r < rows; r++) high += heights[r] + between(plot, true);
    for (uint32_t r = 0; r < plot->region_count; r++) {
        double x = -wide / 2, y = -high / 2;
        for (uint32_t c = 0; c < column_of(plot, r); c++) x += widths[c] + between(plot, false);
        for (uint32_t k = 0; k < row_of(plot, r); k++) y += heights[k] + between(plot, true);
        plot->regions[r].room = plot->regions[r].rect =
            (ent_rect){x, y, x + gutter + widths[column_of(plot, r)], y + heights[row_of(plot, r)]};
    }
}

/* ---- making them ---- */

static bool add_regions(ent_plot *plot) {
    const ent_scene *scene = plot->scene;
    uint8_t *used = calloc((size_t)scene->group_count + 1, 1);
    plot->regions = calloc((size_t)scene->group_count + 1, sizeof *plot->regions);
    bool fine = used && plot->regions;
    for (uint32_t v = 0; fine && v < plot->node_count; v++)
        if (scene->nodes[v].group >= 0) used[scene->nodes[v].group] = 1;
    for (uint32_t g = 0; fine && g < scene->group_count; g++)
        if (used[g]) plot->regions[plot->region_count++].group = g;
    free(used);
    return fine;
}

static void word_regions(ent_plot *plot) {
    double room = is_columns(plot) ? (WIDEST_REGIONS - 60.0 * column_count(plot)) / column_count(plot) : GUTTER - 12;
    for (uint32_t r = 0; r < plot->region_count; r++) {
        ent_region *region = &plot->regions[r];
        region->label_count = ent_typeset_wrap(plot->scene->groups[region->group].label, ENT_REGION_FONT, true, room,
                                               ENT_REGION_LINES, region->label);
    }
}

ent_status ent_regions_plan(ent_plot *plot, ent_error *err) {
    if (!plot->scene->regions || !plot->scene->group_count || plot->regions) return ENT_OK;
    if (plot->scene->group_count > MOST_REGIONS) return ENT_OK; /* nobody could see them */
    if (!add_regions(plot)) return ent_fail_memory(err);
    if (!plot->region_count) return ENT_OK;
    word_regions(plot);
    wish *wishes = calloc(plot->region_count, sizeof *wishes);
    double *widths = calloc(2 * (size_t)plot->region_count, sizeof *widths);
    double *heights = calloc(plot->region_count, sizeof *heights);
    bool fine = wishes && widths && heights;
    if (fine) {
        double widest = (plot->rooms.count ? plot->rooms.w[0] : WIDEST_REGIONS) - gutter_of(plot);
        collect_wishes(plot, wishes);
        (is_columns(plot) ? size_columns : size_bands)(plot, wishes, ent_max(widest, 200), widths, heights);
        stand(plot, widths, heights);
    }
    free(wishes);
    free(widths);
    free(heights);
    return fine ? ENT_OK : ent_fail_memory(err);
}

/* Where boxes may be within a region. */
static ent_rect inside(const ent_plot *plot, uint32_t region) {
    ent_rect r = plot->regions[region].room;
    uint32_t row = row_of(plot, region);
    return (ent_rect){r.x0 + gutter_of(plot) + PAD, r.y0 + PAD + strip_of(plot, row, true), r.x1 - PAD,
                      r.y1 - PAD - strip_of(plot, row, false)};
}

ent_rect ent_regions_home(const ent_plot *plot, uint32_t node) {
    uint32_t region = ent_region_of(plot, node);
    ent_rect r = {0, 0, 0, 0};
    if (region != UINT32_MAX) {
        r = inside(plot, region);
    } else if (plot->region_count) { /* anywhere among them */
        r = inside(plot, 0);
        for (uint32_t k = 1; k < plot->region_count; k++) {
            ent_rect other = inside(plot, k);
            r = (ent_rect){ent_min(r.x0, other.x0), ent_min(r.y0, other.y0), ent_max(r.x1, other.x1),
                           ent_max(r.y1, other.y1)};
        }
    }
    double half_w = ent_min(plot->nodes[node].w, r.x1 - r.x0) / 2,
           half_h = ent_min(plot->nodes[node].h, r.y1 - r.y0) / 2;
    return (ent_rect){r.x0 + half_w, r.y0 + half_h, r.x1 - half_w, r.y1 - half_h};
}

/* ---- a plain filling ---- */

void ent_regions_pack(ent_plot *plot) {
    for (uint32_t r = 0; r < plot->region_count; r++) {
        ent_rect room = inside(plot, r);
        double x = room.x0, y = room.y0, row_h = 0;
        for (uint32_t v = 0; v < plot->node_count; v++) {
            ent_plot_node *box = &plot->nodes[v];
            if (ent_region_of(plot, v) != r) continue;
            if (x > room.x0 && x + box->w > room.x1) {
                x = room.x0;
                y += row_h + APART_Y;
                row_h = 0;
            }
            box->x = x + box->w / 2;
            box->y = y + box->h / 2;
            x += box->w + APART_X;
            row_h = ent_max(row_h, box->h);
        }
    }
    double below = plot->region_count ? plot->regions[plot->region_count - 1].room.y1 + APART_Y : 0, x = 0;
    for (uint32_t v = 0; v < plot->node_count; v++) {
        ent_plot_node *box = &plot->nodes[v];
        if (ent_region_of(plot, v) != UINT32_MAX) continue;
        box->x = x + box->w / 2;
        box->y = below + box->h / 2;
        x += box->w + APART_X;
    }
}

/* ---- fitting ---- */

/* The stretch of the page that the boxes of one row or column take. */
typedef struct {
    double from, to, moved;
    bool used;
} stretch;

static stretch *find(const ent_plot *plot, stretch *list, uint32_t node, bool down) {
    uint32_t region = ent_region_of(plot, node);
    if (region != UINT32_MAX) return &list[down ? row_of(plot, region) : column_of(plot, region)];
    /* the nearest: boxes of no region move with those beside them */
    double at = down ? plot->nodes[node].y : plot->nodes[node].x, least = 1e18;
    uint32_t best = 0, count = down ? row_count(plot) : column_count(plot);
    for (uint32_t k = 0; k < count; k++) {
        double away = ent_max(ent_max(list[k].from - at, at - list[k].to), 0);
        if (list[k].used && away < least) {
            least = away;
            best = k;
        }
    }
    return &list[best];
}

static void measure(const ent_plot *plot, stretch *list, bool down) {
    for (uint32_t v = 0; v < plot->node_count; v++) {
        if (ent_region_of(plot, v) == UINT32_MAX) continue;
        const ent_plot_node *box = &plot->nodes[v];
        double at = down ? box->y : box->x, half = (down ? box->h : box->w) / 2;
        stretch *s = find(plot, list, v, down);
        s->from = s->used ? ent_min(s->from, at - half) : at - half;
        s->to = s->used ? ent_max(s->to, at + half) : at + half;
        s->used = true;
    }
}

/* Put rows (or columns) one after another again, as close as their contents allow; boxes that are pinned stay. */
static void close_up(ent_plot *plot, stretch *list, bool down, bool pinned) {
    uint32_t count = down ? row_count(plot) : column_count(plot);
    double at = 0;
    for (uint32_t k = 0; k < count && !pinned; k++) {
        double before = (down ? strip_of(plot, k, true) : gutter_of(plot)) + PAD;
        double after = (down ? strip_of(plot, k, false) : 0) + PAD;
        list[k].moved = at + before - list[k].from;
        at += before + list[k].to - list[k].from + after + between(plot, down);
    }
    for (uint32_t v = 0; v < plot->node_count && !pinned; v++) {
        double moved = find(plot, list, v, down)->moved;
        *(down ? &plot->nodes[v].y : &plot->nodes[v].x) += moved;
    }
    for (uint32_t k = 0; k < count; k++) {
        list[k].from += list[k].moved;
        list[k].to += list[k].moved;
    }
}

static void place_label(ent_plot *plot, uint32_t r) {
    ent_region *region = &plot->regions[r];
    double high = (double)region->label_count * ENT_REGION_LEADING, below = strip_of(plot, row_of(plot, r), false);
    region->label_x = region->rect.x0 + 8;
    if (!is_columns(plot))
        region->label_y = (region->rect.y0 + region->rect.y1 - high) / 2;
    else
        region->label_y = below > 0 ? region->rect.y1 - high - 6 : region->rect.y0 + 7;
}

bool ent_regions_settle(ent_plot *plot, bool pinned) {
    if (!plot->region_count) return true;
    stretch *rows = calloc((size_t)row_count(plot) + 1, sizeof *rows);
    stretch *columns = calloc((size_t)column_count(plot) + 1, sizeof *columns);
    bool fine = rows && columns;
    if (fine) {
        measure(plot, rows, true);
        measure(plot, columns, false);
        close_up(plot, rows, true, pinned);
        close_up(plot, columns, false, pinned);
    }
    for (uint32_t r = 0; fine && r < plot->region_count; r++) {
        uint32_t row = row_of(plot, r);
        const stretch *x = &columns[column_of(plot, r)], *y = &rows[row];
        plot->regions[r].rect = (ent_rect){x->from - PAD - gutter_of(plot), y->from - PAD - strip_of(plot, row, true),
                                           x->to + PAD, y->to + PAD + strip_of(plot, row, false)};
        place_label(plot, r);
    }
    free(rows);
    free(columns);
    return fine;
}
