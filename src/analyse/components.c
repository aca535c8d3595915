/* components: who can be reached from whom at all. */
#include "analyse/common.h"

#include <stdlib.h>

typedef struct {
    bool strong;
    int64_t members;
} component_options;

static const ent_option options[] = {
    {.name = "strong",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(component_options, strong),
     .help = "strong components: each member reaches every other along the direction of relations"},
    {.name = "members",
     .type = ENT_OPTION_INT,
     .offset = offsetof(component_options, members),
     .preset = "50",
     .minimum = 0,
     .maximum = 1e9,
     .argument = "N",
     .help = "names listed a component; 0: all (ids are always all there in csv and json)"},
    {.name = NULL},
};

enum { COMPONENT, SIZE, SHARE, MEMBERS, IDS };

static const ent_column columns[] = {
    {"component", ENT_COLUMN_INT, "number of the component, the largest first", false, false},
    {"size", ENT_COLUMN_INT, "number of vertices in it", false, false},
    {"share", ENT_COLUMN_REAL, "size as a share of all vertices, 0 to 1", false, false},
    {"members", ENT_COLUMN_TEXT, "names of the members, at most as many as --members says", true, false},
    {"ids", ENT_COLUMN_TEXT, "ids of all members, joined by blanks", true, true},
    {NULL, 0, NULL, false, false},
};

/* Parts by size, larger first, then by smallest vertex (which is the order of their numbers). */
static int by_size(const void *a, const void *b, void *sizes) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    const int32_t *size = sizes;
    if (size[x] != size[y]) return size[x] > size[y] ? -1 : 1;
    return x < y ? -1 : x > y;
}

static ent_status add_component(ent_table *table, const ent_view *view, const int32_t *members, size_t size,
                                int64_t listed, ent_error *err) {
    ent_buffer names = {0}, ids = {0};
    size_t shown = listed > 0 && (size_t)listed < size ? (size_t)listed : size;
    for (size_t i = 0; i < size; i++) {
        ent_vertex vertex;
        ent_view_vertex(view, (size_t)members[i], &vertex);
        if (i < shown) {
            if (i) ent_buffer_text(&names, ", ");
            ent_buffer_text(&names, vertex.name);
        }
        if (i) ent_buffer_char(&ids, ' ');
        ent_buffer_text(&ids, vertex.id);
    }
    if (shown < size) ent_buffer_format(&names, " and %zu more", size - shown);
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = ent_table_set_int(table, COMPONENT, (int64_t)ent_table_rows(table), err);
    if (!status) status = ent_table_set_int(table, SIZE, (int64_t)size, err);
    if (!status) status = ent_table_set_real(table, SHARE, (double)size / (double)ent_view_vertices(view), err);
    if (!status) status = ent_cell_buffer(table, MEMBERS, &names, err);
    if (!status) status = ent_cell_buffer(table, IDS, &ids, err);
    ent_buffer_clear(&names);
    ent_buffer_clear(&ids);
    return status;
}

static ent_status list_components(ent_table *table, const ent_view *view, const ent_parts *parts, int64_t listed,
                                  const ent_monitor *monitor, ent_error *err) {
    int32_t *order = malloc((parts->count + 1) * sizeof *order);
    if (!order) return ent_fail_memory(err);
    ent_status status = ENT_OK;
    for (size_t p = 0; p < parts->count; p++) order[p] = (int32_t)p;
    if (parts->count > 1) qsort_r(order, parts->count, sizeof *order, by_size, parts->size);
    for (size_t i = 0; i < parts->count && !status; i++) {
        int32_t part = order[i];
        status = add_component(table, view, parts->member + parts->start[part], (size_t)parts->size[part], listed, err);
        if (!status) status = ent_monitor_tick(monitor, "listing components", i, parts->count, err);
    }
    free(order);
    return status;
}

static ent_status set_title(ent_table *table, const ent_parts *parts, bool strong, ent_error *err) {
    ent_buffer title = {0};
    ent_say_count(&title, parts->count, strong ? "strong component" : "component",
                  strong ? "strong components" : "components");
    return ent_title_buffer(table, &title, err);
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    const component_options *asked = input->options;
    ent_view_options how = input->view;
    ent_view *view = NULL;
    ent_table *table = NULL;
    ent_parts parts = {0};
    if (asked->strong && how.direction == ENT_DIRECTION_UNDIRECTED)
        return ent_fail(err, ENT_USAGE, "strong components need a direction, and --direction undirected takes it away");
    if (asked->strong) how.direction = ENT_DIRECTION_DIRECTED;
    ent_status status = ent_view_new(input->selection, &how, &view, err);
    if (!status) status = ent_parts_find(view, asked->strong, input->monitor, &parts, err);
    if (!status) status = ent_table_new(self->name, columns, ent_count_columns(columns), &table, err);
    if (!status) status = set_title(table, &parts, asked->strong, err);
    if (!status) status = list_components(table, view, &parts, asked->members, input->monitor, err);
    if (!status) status = ent_note_view(table, view, err);
    ent_parts_clear(&parts);
    ent_view_free(view);
    if (status) {
        ent_table_free(table);
        return status;
    }
    *out = table;
    return ENT_OK;
}

static const ent_example examples[] = {
    {"components graphs/korea-us-2022.json", "one large component, and the reporter with his newspaper"},
    {"components graphs/korea-us-2022.json --no-structural", "what holds together without offices and places"},
    {NULL, NULL},
};

const ent_analysis ent_analysis_components = {
    .name = "components",
    .summary = "the parts of the graph that no relation connects",
    .detail =
        "Weak components (the default) join whatever a chain of relations connects, whichever way they point. Strong "
        "components join those who reach each other along the direction of the relations. Components are listed by "
        "size, ties by the member that comes first in the data.",
    .citation = "Tarjan 1972",
    .cost = "O(n + m)",
    .uses_view = true,
    .options = options,
    .options_size = sizeof(component_options),
    .columns = columns,
    .examples = examples,
    .run = run,
};
