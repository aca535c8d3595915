/* chart/chart.c - the kinds of charts there are, and the one way to draw them. To add one: a file beside this one, and a
 * row. */
#include "chart/page.h"

/* Which columns a kind shows: their names in ent_chart, their numbers in chart_columns. */
typedef enum { A_TEXT, A_NUMBER } content;
typedef struct column_row {
    size_t name, number;
    content holds;
    bool needed;
} column_row;
#define COLUMN(member, holds, needed)                                                                                  \
    { offsetof(ent_chart, member), offsetof(chart_columns, member), holds, needed }

static const column_row lines_columns[] = {
    COLUMN(from, A_TEXT, true),     COLUMN(to, A_TEXT, false),      COLUMN(value, A_NUMBER, true),
    COLUMN(lower, A_NUMBER, false), COLUMN(upper, A_NUMBER, false), COLUMN(series, A_TEXT, false),
    COLUMN(panel, A_TEXT, false),
};
static const column_row spans_columns[] = {
    COLUMN(from, A_TEXT, true),  COLUMN(to, A_TEXT, false),     COLUMN(label, A_TEXT, true),
    COLUMN(sign, A_TEXT, false), COLUMN(status, A_TEXT, false), COLUMN(tip, A_TEXT, false),
};

static const struct {
    const column_row *columns;
    size_t count;
    ent_status (*draw)(chart_page *page, ent_error *err);
} kinds[] = {
    [ENT_CHART_LINES] = {lines_columns, sizeof lines_columns / sizeof *lines_columns, chart_draw_lines},
    [ENT_CHART_SPANS] = {spans_columns, sizeof spans_columns / sizeof *spans_columns, chart_draw_spans},
};

static ent_status find_column(const ent_table *table, const ent_chart *chart, const column_row *row, chart_columns *at,
                              ent_error *err) {
    const char *name = *(const char *const *)(const void *)((const char *)chart + row->name);
    long number = name ? ent_table_find_column(table, name) : -1;
    if (number < 0) {
        if (!row->needed) return ENT_OK;
        return ent_fail(err, ENT_USAGE, "the chart needs column '%s', and '%s' has none", name ? name : "",
                        ent_table_name(table));
    }
    ent_column column;
    ent_table_column(table, (size_t)number, &column);
    bool is_number = column.type == ENT_COLUMN_INT || column.type == ENT_COLUMN_REAL;
    if (row->holds == A_TEXT ? column.type != ENT_COLUMN_TEXT : !is_number)
        return ent_fail(err, ENT_USAGE, "the chart needs %s in column '%s'", row->holds == A_TEXT ? "text" : "numbers",
                        name);
    *(long *)(void *)((char *)at + row->number) = number;
    return ENT_OK;
}

static void clear_page(chart_page *page) {
    ent_arena_clear(&page->arena);
    ent_buffer_clear(&page->body);
    ent_buffer_clear(&page->subtitle);
    ent_buffer_clear(&page->about);
    ent_buffer_clear(&page->counts);
}

ent_status ent_chart_write(const ent_table *table, const ent_chart *chart, char **out, size_t *length, ent_error *err) {
    chart_page page = {.table = table, .at = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}};
    ent_buffer document = {0};
    ent_status status = ENT_OK;
    *out = NULL;
    for (size_t i = 0; i < kinds[chart->kind].count && !status; i++)
        status = find_column(table, chart, &kinds[chart->kind].columns[i], &page.at, err);
    if (!status) status = kinds[chart->kind].draw(&page, err);
    if (!status) status = chart_frame(&page, &document, err);
    if (!status) status = ent_buffer_take(&document, out, length, err);
    ent_buffer_clear(&document);
    clear_page(&page);
    return status;
}
