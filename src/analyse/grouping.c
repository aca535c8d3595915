/* Groups of vertices by a word that the reader gives: one row a way to group. */
#include "analyse/grouping.h"
#include "base/memory.h"
#include "model/attributes.h"
#include "view/communities.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 4, LISTED_NAMES = 12 };

/* One grouping while it is made. */
typedef struct {
    ent_view *view;
    const ent_graph *graph;
    const char *subject; /* what follows the colon */
    int64_t seed;
    const ent_monitor *monitor;
    ent_grouping *out;
    ent_pool keys; /* what tells groups apart, by number of the group */
    size_t capacity;
} making;

void ent_grouping_clear(ent_grouping *grouping) {
    for (size_t g = 0; grouping->names && g < grouping->count; g++) free(grouping->names[g]);
    free(grouping->names);
    free(grouping->group);
    *grouping = (ent_grouping){0};
}

/* Put a vertex in the group of that key, which shows as `name`. */
static ent_status join(making *m, size_t vertex, const char *key, const char *name, ent_error *err) {
    bool fresh = false;
    uint32_t number = ent_pool_add(&m->keys, key, &fresh);
    if (number == UINT32_MAX) return ent_fail_memory(err);
    if (fresh) {
        if (!ent_grow(&m->out->names, &m->capacity, m->out->count, sizeof *m->out->names)) return ent_fail_memory(err);
        char *copy = ent_strdup(name);
        if (!copy) return ent_fail_memory(err);
        m->out->names[m->out->count++] = copy;
    }
    m->out->group[vertex] = (int32_t)number;
    return ENT_OK;
}

/* ---- kind, component, community, attribute ---- */

static ent_status by_kind(making *m, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t v = 0; v < ent_view_vertices(m->view) && !status; v++) {
        ent_vertex vertex;
        ent_view_vertex(m->view, v, &vertex);
        const char *word = ent_vertex_kind_word(m->view, &vertex);
        status = join(m, v, word, word, err);
    }
    return status;
}

static ent_status join_numbered(making *m, const int32_t *group, const char *word, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t v = 0; v < ent_view_vertices(m->view) && !status; v++) {
        char name[48];
        snprintf(name, sizeof name, "%s %d", word, group[v] + 1);
        status = join(m, v, name, name, err);
    }
    return status;
}

static ent_status by_component(making *m, ent_error *err) {
    ent_parts parts = {0};
    ent_status status = ent_parts_find(m->view, false, m->monitor, &parts, err);
    if (!status) status = join_numbered(m, parts.part, "component", err);
    ent_parts_clear(&parts);
    return status;
}

static bool is_simple(const ent_view *view) {
    return !ent_view_directed(view) && ent_view_made_with(view)->parallel == ENT_PARALLEL_MERGE;
}

/* Communities are those of the undirected view with parallel relations merged, however the analysis sees the graph: the
 * vertices are the same. */
static ent_status by_community(making *m, ent_error *err) {
    ent_view_options how = *ent_view_made_with(m->view);
    ent_view *simple = NULL;
    size_t count;
    double modularity;
    ent_community_search search = {.method = ENT_COMMUNITY_LEIDEN,
                                   .resolution = 1,
                                   .steps = STEPS,
                                   .seed = (uint64_t)m->seed,
                                   .monitor = m->monitor};
    how.parallel = ENT_PARALLEL_MERGE;
    how.direction = ENT_DIRECTION_UNDIRECTED;
    how.directed = false;
    int32_t *group = malloc((ent_view_vertices(m->view) + 1) * sizeof *group);
    ent_status status = group ? ENT_OK : ent_fail_memory(err);
    if (!status && !is_simple(m->view)) status = ent_view_new(ent_view_selection(m->view), &how, &simple, err);
    ent_view *seen = simple ? simple : m->view;
    search.trials = ent_community_trials(seen);
    if (!status) status = ent_communities_find(seen, &search, group, &count, &modularity, err);
    if (!status) status = join_numbered(m, group, "community", err);
    ent_view_free(simple);
    free(group);
    return status;
}

static ent_status by_attribute(making *m, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t v = 0; v < ent_view_vertices(m->view) && !status; v++) {
        ent_vertex vertex;
        char *value = NULL;
        ent_view_vertex(m->view, v, &vertex);
        if (vertex.kind != ENT_VERTEX_ENTITY) continue;
        status = ent_attribute_text(m->graph, vertex.index, m->subject, &value, err);
        if (!status && value) status = join(m, v, value, value, err);
        free(value);
    }
    return status;
}

/* ---- blocs: who is in what together ---- */

typedef struct {
    ent_id member, target;
    const char *id; /* of the target: memberships are compared in the order of ids */
} membership;

static int by_member(const void *a, const void *b) {
    const membership *x = a, *y = b;
    if (x->member != y->member) return x->member < y->member ? -1 : 1;
    return strcmp(x->id, y->id);
}

/* Whether a relation is a membership that holds: of a status that the selection admits, and within its dates. */
static bool is_membership(const making *m, const ent_select *asked, const ent_relation *relation) {
    ent_type type;
    uint64_t barred = 1u << ENT_DENIED | 1u << ENT_HYPOTHETICAL;
    uint64_t admitted = asked->statuses ? asked->statuses : ~barred;
    ent_graph_type(m->graph, relation->type, &type);
    if (strcmp(type.name, "member_of") != 0 || relation->target_is_relation) return false;
    if (!(admitted >> relation->status & 1)) return false;
    if (!relation->date.given) return true;
    if (asked->at.given && !ent_date_overlaps(&asked->at, &relation->date)) return false;
    if (asked->since.given && relation->date.last < asked->since.first) return false;
    return !asked->until.given || relation->date.first <= asked->until.last;
}

/* All memberships, by member and then by id of the target, each once; the caller frees *out. */
static ent_status list_memberships(const making *m, membership **out, size_t *count, ent_error *err) {
    const ent_selection *selection = ent_view_selection(m->view);
    const ent_select *asked = ent_selection_options(selection);
    size_t total = ent_graph_relations(m->graph), found = 0, kept = 0;
    membership *list = malloc((total + 1) * sizeof *list);
    if (!list) return ent_fail_memory(err);
    for (ent_id r = 0; r < total; r++) {
        ent_relation relation;
        ent_graph_relation(m->graph, r, &relation);
        if (!is_membership(m, asked, &relation)) continue;
        ent_id member = ent_selection_stand_in(selection, relation.source);
        list[found++] = (membership){member, relation.target, ent_shown_id(selection, relation.target)};
        list[found - 1].target = ent_selection_stand_in(selection, relation.target);
    }
    if (found > 1) qsort(list, found, sizeof *list, by_member);
    for (size_t i = 0; i < found; i++)
        if (!kept || by_member(&list[kept - 1], &list[i]) != 0) list[kept++] = list[i];
    *out = list;
    *count = kept;
    return ENT_OK;
}

/* Where the memberships of `member` begin in the sorted list. */
static size_t first_of(const membership *list, size_t count, ent_id member) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list[middle].member < member)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static ent_status join_memberships(making *m, size_t v, const membership *list, size_t count, ent_error *err) {
    ent_buffer key = {0}, name = {0};
    for (size_t i = 0; i < count; i++) {
        ent_entity target;
        ent_graph_entity(m->graph, list[i].target, &target);
        ent_buffer_format(&key, "%u ", list[i].target);
        if (i) ent_buffer_text(&name, " + ");
        ent_buffer_text(&name, target.short_name[0] ? target.short_name : target.name);
    }
    ent_status status = key.failed || name.failed ? ent_fail_memory(err) : join(m, v, key.data, name.data, err);
    ent_buffer_clear(&key);
    ent_buffer_clear(&name);
    return status;
}

static ent_status by_same_memberships(making *m, const membership *list, size_t count, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t v = 0; v < ent_view_vertices(m->view) && !status; v++) {
        ent_vertex vertex;
        ent_view_vertex(m->view, v, &vertex);
        if (vertex.kind != ENT_VERTEX_ENTITY) continue;
        size_t first = first_of(list, count, vertex.index), end = first;
        while (end < count && list[end].member == vertex.index) end++;
        if (end > first) status = join_memberships(m, v, list + first, end - first, err);
    }
    return status;
}

static bool is_member(const membership *list, size_t count, ent_id member, ent_id target) {
    for (size_t i = first_of(list, count, member); i < count && list[i].member == member; i++)
        if (list[i].target == target) return true;
    return false;
}

static ent_status refuse_empty(const making *m, ent_id target, ent_error *err) {
    ent_fail(err, ENT_USAGE, "nobody is a member of '%s'", ent_shown_name(ent_view_selection(m->view), target));
    return ent_hint(err, "bloc:NAME wants what relations of type 'member_of' point at");
}

static ent_status by_membership_in(making *m, const membership *list, size_t count, ent_error *err) {
    ent_id target;
    ent_buffer name = {0};
    size_t members = 0;
    ent_status status = ent_graph_find_entity(m->graph, m->subject, &target, err);
    if (status) return status;
    target = ent_selection_stand_in(ent_view_selection(m->view), target);
    for (size_t i = 0; i < count; i++) members += list[i].target == target;
    if (!members) return refuse_empty(m, target, err);
    ent_buffer_format(&name, "members of %s", ent_shown_name(ent_view_selection(m->view), target));
    if (name.failed) status = ent_fail_memory(err);
    for (size_t v = 0; v < ent_view_vertices(m->view) && !status; v++) {
        ent_vertex vertex;
        ent_view_vertex(m->view, v, &vertex);
        if (vertex.kind != ENT_VERTEX_ENTITY) continue;
        bool inside = is_member(list, count, vertex.index, target);
        status = join(m, v, inside ? "1" : "0", inside ? name.data : "others", err);
    }
    ent_buffer_clear(&name);
    return status;
}

static ent_status by_bloc(making *m, ent_error *err) {
    membership *list = NULL;
    size_t count = 0;
    ent_status status = list_memberships(m, &list, &count, err);
    if (!status) status = (m->subject ? by_membership_in : by_same_memberships)(m, list, count, err);
    free(list);
    return status;
}

/* ---- which way ---- */

static const struct way {
    const char *name;
    bool takes_subject, needs_subject;
    ent_status (*make)(making *m, ent_error *err);
    const char *says; /* in the note, after the number of groups */
} ways[] = {
    {"kind", false, false, by_kind, "kind"},
    {"bloc", true, false, by_bloc,
     "membership (relations of type member_of in the whole data, of the statuses and dates asked for)"},
    {"community", false, false, by_community, "community (Leiden, modularity; undirected, parallel relations merged)"},
    {"component", false, false, by_component, "component"},
    {"attribute", true, true, by_attribute, NULL},
};
enum { WAYS = sizeof ways / sizeof *ways };

static ent_status no_such_way(const char *name, const ent_pool *attributes, ent_error *err) {
    ent_buffer words = {0};
    const char *nearest = ent_pool_nearest(attributes, name);
    for (size_t i = 0; i < WAYS && !nearest; i++) nearest = ent_text_nearest(name, &ways[i].name, 1);
    if (nearest) ent_buffer_format(&words, "did you mean '%s'? ", nearest);
    ent_buffer_text(&words, "there is kind, bloc, bloc:NAME, community, component");
    for (size_t i = 0; i < attributes->count && i < LISTED_NAMES; i++)
        ent_buffer_format(&words, "%s%s", i ? ", " : ", and the attributes ", ent_pool_text(attributes, i));
    if (attributes->count > LISTED_NAMES) ent_buffer_format(&words, " ... (%zu in all)", attributes->count);
    if (words.failed) {
        ent_buffer_clear(&words);
        return ent_fail_memory(err);
    }
    ent_fail(err, ENT_USAGE, "there is no grouping and no attribute '%s'", name);
    ent_hint(err, "%s", words.data);
    ent_buffer_clear(&words);
    return ENT_USAGE;
}

/* An attribute must be one that somebody in the data has. */
static ent_status check_attribute(const making *m, ent_error *err) {
    ent_pool attributes = {0};
    ent_status status = ent_attribute_names(m->graph, &attributes, err);
    if (!status && ent_pool_find(&attributes, m->subject) == UINT32_MAX)
        status = no_such_way(m->subject, &attributes, err);
    ent_pool_clear(&attributes);
    return status;
}

static const struct way *find_way(const char *spec, const char **subject) {
    size_t length = strcspn(spec, ":");
    *subject = spec[length] && spec[length + 1] ? spec + length + 1 : NULL;
    for (size_t i = 0; i < WAYS; i++) {
        if (strlen(ways[i].name) != length || strncmp(ways[i].name, spec, length) != 0) continue;
        if (spec[length] ? ways[i].takes_subject && *subject : !ways[i].needs_subject) return &ways[i];
    }
    *subject = spec;
    return &ways[WAYS - 1];
}

ent_status ent_grouping_make(ent_view *view, const char *spec, int64_t seed, const ent_monitor *monitor,
                             ent_grouping *out, ent_error *err) {
    size_t n = ent_view_vertices(view);
    ent_grouping made = {.group = malloc((n + 1) * sizeof *made.group)};
    making m = {.view = view,
                .graph = ent_selection_graph(ent_view_selection(view)),
                .seed = seed,
                .monitor = monitor,
                .out = &made};
    const struct way *way = find_way(spec, &m.subject);
    ent_status status = made.group ? ENT_OK : ent_fail_memory(err);
    for (size_t v = 0; v < n && !status; v++) made.group[v] = -1;
    if (!status) status = ent_monitor_tick(monitor, "grouping", 0, n, err);
    if (!status && way->make == by_attribute) status = check_attribute(&m, err);
    if (!status) status = way->make(&m, err);
    ent_pool_clear(&m.keys);
    if (status) {
        ent_grouping_clear(&made);
        return status;
    }
    for (size_t v = 0; v < n; v++) made.nameless += made.group[v] < 0;
    *out = made;
    return ENT_OK;
}

ent_status ent_note_grouping(ent_table *table, const ent_grouping *grouping, const char *spec, ent_error *err) {
    ent_buffer words = {0};
    const char *subject;
    const struct way *way = find_way(spec, &subject);
    ent_say_count(&words, grouping->count, "group by ", "groups by ");
    if (way->says)
        ent_buffer_text(&words, way->says);
    else
        ent_buffer_format(&words, "the attribute '%s'", subject);
    if (grouping->nameless) {
        ent_buffer_text(&words, "; in none: ");
        ent_say_count(&words, grouping->nameless, "vertex", "vertices");
    }
    return ent_note_buffer(table, &words, err);
}

/* ---- for others than analyses ---- */

static const ent_column entity_columns[] = {
    {"id", ENT_COLUMN_TEXT, "id of the entity", false, false},
    {"name", ENT_COLUMN_TEXT, "its name", false, false},
    {"group", ENT_COLUMN_TEXT, "name of its group; missing when it is in none", false, false},
};
enum { ENTITY_ID, ENTITY_NAME, ENTITY_GROUP, ENTITY_COLUMNS };

static ent_status write_entity(ent_table *table, const ent_view *view, size_t v, const ent_grouping *grouping,
                               ent_error *err) {
    ent_vertex vertex;
    ent_view_vertex(view, v, &vertex);
    if (vertex.kind != ENT_VERTEX_ENTITY) return ENT_OK;
    int32_t group = grouping->group[v];
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = ent_table_set_text(table, ENTITY_ID, vertex.id, err);
    if (!status) status = ent_table_set_text(table, ENTITY_NAME, vertex.name, err);
    return status ? status : ent_table_set_text(table, ENTITY_GROUP, group < 0 ? NULL : grouping->names[group], err);
}

ent_status ent_group_entities(const ent_selection *selection, const ent_view_options *view, const char *spec,
                              int64_t seed, const ent_monitor *monitor, ent_table **out, ent_error *err) {
    const ent_view_options plain = {0};
    ent_view *made = NULL;
    ent_grouping grouping = {0};
    ent_table *table = NULL;
    *out = NULL;
    ent_status status = ent_view_new(selection, view ? view : &plain, &made, err);
    if (!status) status = ent_grouping_make(made, spec, seed, monitor, &grouping, err);
    if (!status) status = ent_table_new("groups", entity_columns, ENTITY_COLUMNS, &table, err);
    for (size_t v = 0; !status && v < ent_view_vertices(made); v++)
        status = write_entity(table, made, v, &grouping, err);
    if (!status) status = ent_note_grouping(table, &grouping, spec, err);
    ent_grouping_clear(&grouping);
    ent_view_free(made);
    if (status)
        ent_table_free(table);
    else
        *out = table;
    return status;
}
