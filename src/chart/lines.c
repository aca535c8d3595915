/* chart/lines.c - values over periods: a line a series, a panel a measure, gaps where nothing is known. */
#include "chart/page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LEFT (ENT_MARGIN + 48) /* numbers stand left of it */
#define PANEL_ONE 230.0        /* height of a single panel, and of one among several */
#define PANEL_MANY 104.0
#define PANEL_HEAD 17.0
#define PANEL_GAP 12.0
enum { MARKED = 80, TOLD = 12 }; /* with more periods, only points that stand alone have marks */

typedef struct point {
    uint32_t panel, series, period;
    int32_t first, last;
    double value, lower, upper;
    size_t row;
} point;

typedef struct period {
    int32_t first, last;
} period;

typedef struct scale {
    double low, high, step;
    int decimals;
    double top, bottom; /* on the page */
} scale;

typedef struct lines {
    chart_page *page;
    point *points;
    size_t count, missing, without_period, banded;
    period *periods;
    size_t period_count;
    ent_pool series, panels;
    ent_axis axis;
} lines;

/* ---- rows --------------------------------------------------------------------------------------------------------------------- */

static double number_of(const lines *l, size_t row, long column) {
    double value = column < 0 ? NAN : ent_table_real(l->page->table, row, (size_t)column);
    return isfinite(value) ? value : NAN;
}

static bool read_row(lines *l, size_t row) {
    const chart_columns *at = &l->page->at;
    point p = {.row = row};
    bool interval;
    const char *series = chart_text(l->page, row, at->series), *panel = chart_text(l->page, row, at->panel);
    if (!series || !panel) return false;
    if (!chart_days(l->page, row, &p.first, &p.last, &interval) || p.first == ENT_DAY_MIN || p.last == ENT_DAY_MAX) {
        l->without_period++;
        return true;
    }
    p.series = ent_pool_add(&l->series, series, NULL);
    p.panel = ent_pool_add(&l->panels, panel, NULL);
    p.value = number_of(l, row, at->value);
    p.lower = number_of(l, row, at->lower);
    p.upper = number_of(l, row, at->upper);
    l->missing += isnan(p.value);
    l->banded += p.lower < p.upper;
    l->points[l->count++] = p;
    return p.series != UINT32_MAX && p.panel != UINT32_MAX;
}

static int by_period(const void *a, const void *b) {
    const period *x = a, *y = b;
    if (x->first != y->first) return x->first < y->first ? -1 : 1;
    return x->last < y->last ? -1 : x->last > y->last;
}

static int by_line(const void *a, const void *b) {
    const point *x = a, *y = b;
    if (x->panel != y->panel) return x->panel < y->panel ? -1 : 1;
    if (x->series != y->series) return x->series < y->series ? -1 : 1;
    if (x->period != y->period) return x->period < y->period ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* Number the periods of the table in their order, and sort the points line by line. */
static bool arrange(lines *l) {
    size_t kept = 0;
    l->periods = calloc(l->count + 1, sizeof *l->periods);
    if (!l->periods) return false;
    for (size_t i = 0; i < l->count; i++) l->periods[i] = (period){l->points[i].first, l->points[i].last};
    if (l->count > 1) qsort(l->periods, l->count, sizeof *l->periods, by_period);
    for (size_t i = 0; i < l->count; i++)
        if (!kept || by_period(&l->periods[i], &l->periods[kept - 1])) l->periods[kept++] = l->periods[i];
    l->period_count = kept;
    for (size_t i = 0; i < l->count; i++) {
        period wanted = {l->points[i].first, l->points[i].last};
        const period *found = bsearch(&wanted, l->periods, kept, sizeof *l->periods, by_period);
        l->points[i].period = found ? (uint32_t)(found - l->periods) : 0;
    }
    if (l->count > 1) qsort(l->points, l->count, sizeof *l->points, by_line);
    l->axis = (ent_axis){LEFT, CHART_RIGHT, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < kept; i++) {
        if (l->periods[i].first < l->axis.first) l->axis.first = l->periods[i].first;
        if (l->periods[i].last + 1LL > l->axis.end) l->axis.end = l->periods[i].last + 1LL;
    }
    return true;
}

/* ---- scale -------------------------------------------------------------------------------------------------------------------- */

/* A step of 1, 2 or 5 times a power of ten that is at least `least`. */
static double round_step(double least, int *decimals) {
    static const double factors[] = {1, 2, 5};
    double unit = 1;
    int exponent = 0;
    while (unit > least && exponent > -300) unit /= 10, exponent--;
    while (unit * 10 <= least && exponent < 300) unit *= 10, exponent++;
    for (int k = 0; k < 3; k++) {
        if (unit * factors[k] < least) continue;
        *decimals = exponent < 0 ? -exponent : 0;
        return unit * factors[k];
    }
    *decimals = exponent + 1 < 0 ? -exponent - 1 : 0;
    return unit * 10;
}

static void include_value(scale *s, double value) {
    if (isnan(value)) return;
    if (!(value >= s->low)) s->low = value;
    if (!(value <= s->high)) s->high = value;
}

/* Zero is shown unless that would flatten everything. */
static scale make_scale(const point *points, size_t count, double top, double bottom) {
    scale s = {.low = NAN, .high = NAN, .top = top, .bottom = bottom};
    for (size_t i = 0; i < count; i++) {
        if (isnan(points[i].value)) continue;
        include_value(&s, points[i].value);
        include_value(&s, points[i].lower);
        include_value(&s, points[i].upper);
    }
    if (isnan(s.low)) s.low = 0, s.high = 1;
    if (s.low > 0 && s.low < .6 * s.high) s.low = 0;
    if (s.high < 0 && s.high > .6 * s.low) s.high = 0;
    if (s.low == s.high) {
        double air = s.low == 0 ? 1 : fabs(s.low) / 2;
        s.low -= s.low > 0 || s.low < 0 ? air : 0;
        s.high += air;
    }
    s.step = round_step((s.high - s.low) / (bottom - top > 150 ? 6 : 4), &s.decimals);
    s.low = floor(s.low / s.step + 1e-9) * s.step;
    s.high = ceil(s.high / s.step - 1e-9) * s.step;
    return s;
}

static double y_of(const scale *s, double value) {
    return s->bottom - (value - s->low) / (s->high - s->low) * (s->bottom - s->top);
}

static void write_scale(const lines *l, const scale *s, ent_buffer *b) {
    size_t ticks = (size_t)((s->high - s->low) / s->step + 1.5);
    ent_buffer_text(b, "<path class=\"rule\" fill=\"none\" stroke=\"" ENT_INK_RULE "\" stroke-width=\"0.6\" d=\"");
    for (size_t k = 0; k < ticks; k++) {
        ent_buffer_char(b, 'M');
        chart_number(b, l->axis.x0);
        ent_buffer_char(b, ',');
        chart_number(b, y_of(s, s->low + (double)k * s->step));
        ent_buffer_char(b, 'H');
        chart_number(b, l->axis.x1);
    }
    ent_buffer_text(b, "\"/>\n<g class=\"t-axis\" fill=\"" ENT_INK_CAPTION "\"");
    chart_attribute(b, "font-size", ENT_SIZE_CAPTION);
    ent_buffer_text(b, ">\n");
    for (size_t k = 0; k < ticks; k++) {
        double value = s->low + (double)k * s->step;
        ent_buffer words = {0};
        if (s->decimals > 6 || fabs(value) >= 1e9)
            ent_buffer_double(&words, fabs(value) < s->step / 2 ? 0 : value);
        else
            ent_buffer_fixed(&words, value, s->decimals);
        chart_words(b, l->axis.x0 - 5, y_of(s, value) + ENT_SIZE_CAPTION * .35, "end", words.data ? words.data : "");
        b->failed |= words.failed;
        ent_buffer_clear(&words);
    }
    ent_buffer_text(b, "</g>\n");
}

/* ---- one line ----------------------------------------------------------------------------------------------------------------- */

static double x_of(const lines *l, const point *p) {
    return ent_axis_x(&l->axis, ((double)p->first + (double)p->last + 1) / 2);
}

static void write_point(const lines *l, const scale *s, const point *p, double value, char command, ent_buffer *b) {
    ent_buffer_char(b, command);
    chart_number(b, x_of(l, p));
    ent_buffer_char(b, ',');
    chart_number(b, y_of(s, value));
}

/* How many points from the first on follow each other without a gap; 0 when the first is missing. */
static size_t run_length(const point *points, size_t count) {
    size_t n = 0;
    while (n < count && !isnan(points[n].value) && (n == 0 || points[n].period - points[n - 1].period <= 1)) n++;
    return n;
}

static void write_band(const lines *l, const scale *s, const point *points, size_t count, const char *ink,
                       ent_buffer *b) {
    size_t n = 0;
    while (n < count && !isnan(points[n].lower) && !isnan(points[n].upper)) n++;
    if (n == 1) { /* a band without a width is a line */
        ent_buffer_format(b, "<path class=\"line\" fill=\"none\" stroke=\"%s\" stroke-width=\"1\" d=\"", ink);
        write_point(l, s, points, points->lower, 'M', b);
        write_point(l, s, points, points->upper, 'L', b);
        ent_buffer_text(b, "\"/>");
    }
    if (n > 1) {
        ent_buffer_format(b, "<path class=\"band solid\" fill=\"%s\" fill-opacity=\"0.16\" stroke=\"none\" d=\"", ink);
        for (size_t i = 0; i < n; i++) write_point(l, s, &points[i], points[i].upper, i ? 'L' : 'M', b);
        for (size_t i = n; i-- > 0;) write_point(l, s, &points[i], points[i].lower, 'L', b);
        ent_buffer_text(b, "Z\"/>");
    }
    n += n < count;
    if (n < count) write_band(l, s, points + n, count - n, ink, b);
}

static void write_path(const lines *l, const scale *s, const point *points, size_t count, int style, ent_buffer *b) {
    const ent_series_style *look = &ent_series_styles[style];
    ent_buffer_format(b,
                      "<path class=\"line\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-linejoin=\"round\"",
                      look->line, style == ENT_SERIES_STYLES ? "0.8" : "1.6");
    if (look->dash) ent_buffer_format(b, " stroke-dasharray=\"%s\"", look->dash);
    ent_buffer_text(b, " d=\"");
    for (size_t i = 0; i < count; i++) write_point(l, s, &points[i], points[i].value, i ? 'L' : 'M', b);
    ent_buffer_text(b, "\"/>");
}

static void say_point(const point *p, ent_buffer *b) {
    char from[16], to[16];
    ent_date_format_day(p->first, from);
    ent_date_format_day(p->last, to);
    ent_buffer_text(b, from);
    if (p->last != p->first) ent_buffer_format(b, " to %s", to);
    ent_buffer_text(b, ": ");
    ent_buffer_double(b, p->value);
}

static void write_mark(const lines *l, const scale *s, const point *p, int style, ent_buffer *b) {
    const ent_series_style *look = &ent_series_styles[style];
    const char *mark = look->mark ? look->mark : "M-1.4,-1.4H1.4V1.4H-1.4Z";
    ent_buffer_format(b, "<path class=\"mark solid\" fill=\"%s\" d=\"%s\" transform=\"translate(", look->line, mark);
    write_point(l, s, p, p->value, ' ', b);
    ent_buffer_text(b, ")\"><title>");
    ent_buffer_xml(b, ent_pool_text(&l->series, p->series));
    ent_buffer_text(b, *ent_pool_text(&l->series, p->series) ? ", " : "");
    say_point(p, b);
    ent_buffer_text(b, "</title></path>\n");
}

/* All points of one series in one panel. */
static void write_series(const lines *l, const scale *s, const point *points, size_t count, ent_buffer *b) {
    int style = points->series < ENT_SERIES_STYLES ? (int)points->series : ENT_SERIES_STYLES;
    bool marked = l->period_count <= MARKED && style < ENT_SERIES_STYLES;
    ent_buffer_format(b, "<g class=\"series series-%d\"><title>", style + 1);
    ent_buffer_xml(b, ent_pool_text(&l->series, points->series));
    ent_buffer_text(b, "</title>\n");
    for (size_t i = 0; i < count;) {
        size_t n = run_length(points + i, count - i);
        if (n > 0) write_band(l, s, points + i, n, ent_series_styles[style].line, b);
        if (n > 1) write_path(l, s, points + i, n, style, b);
        for (size_t k = i; k < i + n; k++)
            if (marked || n == 1) write_mark(l, s, &points[k], style, b);
        i += n ? n : 1;
    }
    ent_buffer_text(b, "</g>\n");
}

/* ---- one panel ---------------------------------------------------------------------------------------------------------------- */

static size_t same_series(const point *points, size_t count) {
    size_t n = 1;
    while (n < count && points[n].series == points->series) n++;
    return n;
}

/* The head above a panel, and its frame for who reads the picture. */
static void write_panel_head(const lines *l, const char *name, const scale *s, ent_buffer *b) {
    ent_wrapped_line line;
    if (*name && ent_typeset_wrap(name, ENT_SIZE_SUBTITLE, true, l->axis.x1 - ENT_MARGIN, 1, &line)) {
        ent_buffer_text(b, "<g class=\"t-panel\" font-weight=\"bold\" fill=\"" ENT_INK_TITLE "\"");
        chart_attribute(b, "font-size", ENT_SIZE_SUBTITLE);
        ent_buffer_char(b, '>');
        chart_piece(b, ENT_MARGIN, s->top - 7, &line);
        ent_buffer_text(b, "</g>\n");
    }
    ent_buffer_text(b, "<g class=\"node rel-neutral\"><title>");
    ent_buffer_xml(b, *name ? name : "panel");
    ent_buffer_format(b, "</title><path class=\"line\" fill=\"none\" stroke=\"%s\" stroke-width=\"0.9\" d=\"M",
                      ent_sign_of(0)->line);
    chart_number(b, l->axis.x0);
    ent_buffer_char(b, ',');
    chart_number(b, s->top);
    ent_buffer_char(b, 'V');
    chart_number(b, s->bottom);
    ent_buffer_char(b, 'H');
    chart_number(b, l->axis.x1);
    ent_buffer_text(b, "\"/></g>\n");
}

/* What is drawn last lies on top: the first series. */
static void write_panel(const lines *l, const point *points, size_t count, double top, double bottom) {
    ent_buffer *b = &l->page->body;
    scale s = make_scale(points, count, top, bottom);
    chart_grid(&l->axis, top, bottom, b);
    write_scale(l, &s, b);
    write_panel_head(l, ent_pool_text(&l->panels, points->panel), &s, b);
    for (size_t end = count; end > 0;) {
        size_t start = end - 1;
        while (start > 0 && points[start - 1].series == points[start].series) start--;
        write_series(l, &s, points + start, end - start, b);
        end = start;
    }
}

/* ---- legend ------------------------------------------------------------------------------------------------------------------- */

static void write_sample(const chart_key *key, double x, double y, ent_buffer *out) {
    const ent_series_style *look = &ent_series_styles[key->what];
    ent_buffer_format(out,
                      "<g class=\"series-%d\"><path class=\"line\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\"",
                      key->what + 1, look->line);
    if (look->dash) ent_buffer_format(out, " stroke-dasharray=\"%s\"", look->dash);
    ent_buffer_text(out, " d=\"M");
    chart_number(out, x);
    ent_buffer_char(out, ',');
    chart_number(out, y);
    ent_buffer_char(out, 'H');
    chart_number(out, x + CHART_SAMPLE);
    ent_buffer_text(out, "\"/>");
    if (look->mark) {
        ent_buffer_format(out, "<path class=\"solid\" fill=\"%s\" d=\"%s\" transform=\"translate(", look->line,
                          look->mark);
        chart_number(out, x + CHART_SAMPLE / 2.0);
        ent_buffer_char(out, ',');
        chart_number(out, y);
        ent_buffer_text(out, ")\"/>");
    }
    ent_buffer_text(out, "</g>");
}

static double write_legend(const lines *l, double y) {
    chart_legend legend = {.sample = write_sample};
    for (size_t k = 0; k < l->series.count && k < ENT_SERIES_STYLES; k++)
        if (l->series.count > 1 || *ent_pool_text(&l->series, k))
            chart_add_key(&legend, ent_pool_text(&l->series, k), (int)k);
    if (l->series.count > ENT_SERIES_STYLES) chart_add_key(&legend, "all others", ENT_SERIES_STYLES);
    return chart_write_legend(&legend, y, &l->page->body);
}

/* ---- the whole ---------------------------------------------------------------------------------------------------------------- */

static void describe(const lines *l) {
    chart_page *page = l->page;
    char from[16], to[16];
    size_t told = 0;
    ent_date_format_day((int32_t)l->axis.first, from);
    ent_date_format_day((int32_t)(l->axis.end - 1), to);
    ent_buffer_format(&page->subtitle, "%zu %s, %s to %s", l->period_count, l->period_count == 1 ? "period" : "periods",
                      from, to);
    if (l->missing) ent_buffer_text(&page->subtitle, "; gaps: no value");
    if (l->banded) ent_buffer_text(&page->subtitle, "; bands: lower to upper");
    ent_buffer_format(&page->counts, "%zu of %zu %s drawn", l->count - l->missing, l->count + l->without_period,
                      l->count + l->without_period == 1 ? "row" : "rows");
    if (l->missing) ent_buffer_format(&page->counts, ", %zu without a value", l->missing);
    if (l->without_period) ent_buffer_format(&page->counts, ", %zu without a period", l->without_period);
    ent_buffer_format(&page->about, "Lines over %zu %s, %s to %s.", l->period_count,
                      l->period_count == 1 ? "period" : "periods", from, to);
    for (size_t i = 0; i < l->count && told < TOLD;) {
        size_t n = same_series(l->points + i, l->count - i), first = i, last = i + n;
        const char *panel = ent_pool_text(&l->panels, l->points[i].panel),
                   *series = ent_pool_text(&l->series, l->points[i].series);
        i += n;
        while (first < last && isnan(l->points[first].value)) first++;
        while (last > first && isnan(l->points[last - 1].value)) last--;
        if (first == last) continue;
        told++;
        ent_buffer_format(&page->about, " %s%s%s: ", panel, *panel && *series ? ", " : "", series);
        say_point(&l->points[first], &page->about);
        if (last - first > 1) {
            ent_buffer_text(&page->about, "; ");
            say_point(&l->points[last - 1], &page->about);
        }
        ent_buffer_char(&page->about, '.');
    }
}

static void draw(lines *l) {
    double height = l->panels.count > 1 ? PANEL_MANY : PANEL_ONE, y = 0;
    for (size_t i = 0; i < l->count;) {
        size_t n = 0;
        while (i + n < l->count && l->points[i + n].panel == l->points[i].panel) n++;
        y += *ent_pool_text(&l->panels, l->points[i].panel) ? PANEL_HEAD : 6;
        write_panel(l, l->points + i, n, y, y + height);
        y += height + PANEL_GAP;
        i += n;
    }
    chart_dates(&l->axis, y - PANEL_GAP + 12, &l->page->body);
    l->page->height = write_legend(l, y + 10);
}

ent_status chart_draw_lines(chart_page *page, ent_error *err) {
    size_t rows = ent_table_rows(page->table);
    lines l = {.page = page};
    bool room = (l.points = calloc(rows + 1, sizeof *l.points)) != NULL;
    for (size_t i = 0; i < rows && room; i++) room = read_row(&l, i);
    room = room && arrange(&l);
    ent_status status = room ? ENT_OK : ent_fail_memory(err);
    if (!status && l.count == l.missing) {
        ent_fail(err, ENT_NO, "there is nothing to draw: no period has a value");
        status = ENT_NO;
    }
    if (!status) {
        describe(&l);
        draw(&l);
    }
    free(l.points);
    free(l.periods);
    ent_pool_clear(&l.series);
    ent_pool_clear(&l.panels);
    return status;
}
