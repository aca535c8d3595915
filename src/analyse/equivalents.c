/* equivalents: who could take whose place. Classes of the same ties, or pairs by how far their ties differ. */
#include "analyse/members.h"
#include "analyse/equivalents_twins.h"
#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXACT, EUCLIDEAN, HAMMING, JACCARD, CORRELATION };
enum { MOST_VERTICES = 10000, TICK_EVERY = 1 << 16 };

typedef struct {
    int distance, ties;
    double max_distance;
    int64_t limit, members;
    bool relations;
} equivalent_options;

static const char *const distances[] = {"exact", "euclidean", "hamming", "jaccard", "correlation", NULL};
static const char *const tie_words[] = {"alike", "signs", "types", NULL};

static const ent_option options[] = {
    {.name = "distance",
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(equivalent_options, distance),
     .choices = distances,
     .preset = "exact",
     .help = "classes of exactly the same ties, or pairs by the distance of their ties, the nearest first"},
    {.name = "ties",
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(equivalent_options, ties),
     .choices = tie_words,
     .preset = "alike",
     .help = "what is the same tie: any relation, relations of one sign, or relations of one type"},
    {.name = "max-distance",
     .type = ENT_OPTION_REAL,
     .offset = offsetof(equivalent_options, max_distance),
     .preset = "0",
     .minimum = 0,
     .maximum = 1e300,
     .argument = "D",
     .help = "with --distance: only pairs at most so far apart; 0: no limit"},
    {.name = "limit",
     .type = ENT_OPTION_INT,
     .offset = offsetof(equivalent_options, limit),
     .preset = "100",
     .minimum = 1,
     .maximum = 1e7,
     .argument = "N",
     .help = "with --distance: list at most N pairs, the nearest"},
    {.name = "relations",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(equivalent_options, relations),
     .help = "one row a relation that the members of a class have in common, with its evidence"},
    ENT_MEMBERS_ROW(equivalent_options),
    {.name = NULL},
};

/* Three tables from one list of columns: classes, pairs, and relations of classes. */
enum { CLASS, SIZE, MEMBERS, IDS, A, A_ID, B, B_ID, DISTANCE, TIED, COMMON, WITH, FROM };

static const ent_column columns[] = {
    {"class", ENT_COLUMN_INT, "number of the class, the largest first", false, false},
    {"size", ENT_COLUMN_INT, "number of its members", false, false},
    {"members", ENT_COLUMN_TEXT, "names of the members, at most as many as --members says", true, false},
    {"ids", ENT_COLUMN_TEXT, "ids of all members, joined by blanks", true, true},
    {"a", ENT_COLUMN_TEXT, "name of one of the pair", false, false},
    {"a_id", ENT_COLUMN_TEXT, "its id", false, true},
    {"b", ENT_COLUMN_TEXT, "name of the other", false, false},
    {"b_id", ENT_COLUMN_TEXT, "its id", false, true},
    {"distance", ENT_COLUMN_REAL, "how far their ties to others differ, by --distance; 0: not at all", false, false},
    {"tied", ENT_COLUMN_BOOL, "whether they are tied to each other", false, true},
    {"common", ENT_COLUMN_INT, "number of ties to others that they have in common", false, false},
    {"with", ENT_COLUMN_TEXT, "those ties: the neighbour, to or from when directed, sign or type when told apart", true,
     false},
    ENT_INSIDE_COLUMNS,
    {NULL, 0, NULL, false, false},
};
enum { ALL_COLUMNS = sizeof columns / sizeof *columns - 1, NO_COLUMN = -1 };

typedef struct {
    const ent_analysis_input *input;
    const equivalent_options *asked;
    ent_view *view;
    ent_profiles ties;
    int at[ALL_COLUMNS]; /* where a column stands in the table at hand, or NO_COLUMN */
    size_t compared, undefined;
    uint64_t near; /* pairs within --max-distance */
} question;

/* ---- the ties that two have in common ---- */

static void say_tie(const question *q, const ent_tie *tie, ent_buffer *out) {
    static const char *const ways[] = {"", "to ", "from "};
    ent_vertex vertex;
    ent_type type;
    ent_view_vertex(q->view, (size_t)q->ties.vertex[tie->to], &vertex);
    ent_buffer_format(out, "%s%s%s", out->length ? ", " : "", ways[tie->way], vertex.name);
    if (q->asked->ties == ENT_TIES_BY_SIGN) ent_buffer_format(out, " (%s)", ent_sign_word(tie->tag - 1));
    if (q->asked->ties != ENT_TIES_BY_TYPE) return;
    ent_graph_type(ent_selection_graph(q->input->selection), (uint32_t)tie->tag, &type);
    ent_buffer_format(out, " (%s)", type.label);
}

/* Walk through two lists of ties side by side, those to each other left out. False at the end; one of x and y is NULL
 * when only the other has that tie. */
typedef struct {
    const ent_profiles *ties;
    int32_t a, b;
    size_t i, j;
    const ent_tie *x, *y;
} walk;

static walk walk_from(const ent_profiles *ties, int32_t a, int32_t b) {
    return (walk){.ties = ties, .a = a, .b = b, .i = ties->start[a], .j = ties->start[b]};
}

static const ent_tie *tie_at(const walk *w, size_t *i, int32_t of) {
    size_t end = w->ties->start[of + 1];
    while (*i < end && (w->ties->ties[*i].to == w->a || w->ties->ties[*i].to == w->b)) ++*i;
    return *i < end ? &w->ties->ties[*i] : NULL;
}

static bool walk_on(walk *w) {
    w->x = tie_at(w, &w->i, w->a);
    w->y = tie_at(w, &w->j, w->b);
    if (!w->x && !w->y) return false;
    int order = !w->x ? 1 : !w->y ? -1 : ent_compare_ties(w->x, w->y);
    if (order > 0) w->x = NULL;
    if (order < 0) w->y = NULL;
    w->i += w->x != NULL;
    w->j += w->y != NULL;
    return true;
}

static bool are_tied(const question *q, int32_t a, int32_t b) {
    for (size_t i = q->ties.start[a]; i < q->ties.start[a + 1]; i++)
        if (q->ties.ties[i].to == b) return true;
    return false;
}

/* Fill tied, common and with of the last row. `others`, when given, takes the vertices of the common neighbours. */
static ent_status set_common(ent_table *table, const question *q, int32_t a, int32_t b, ent_error *err) {
    ent_buffer words = {0};
    int64_t count = 0, listed = q->asked->members;
    for (walk w = walk_from(&q->ties, a, b); walk_on(&w);) {
        if (!w.x || !w.y) continue;
        if (listed == 0 || count < listed) say_tie(q, w.x, &words);
        count++;
    }
    if (listed > 0 && count > listed) ent_buffer_format(&words, " and %lld more", (long long)(count - listed));
    ent_status status = ent_table_set_bool(table, (size_t)q->at[TIED], are_tied(q, a, b), err);
    if (!status) status = ent_table_set_int(table, (size_t)q->at[COMMON], count, err);
    if (!status) status = ent_cell_buffer(table, (size_t)q->at[WITH], &words, err);
    ent_buffer_clear(&words);
    return status;
}

/* ---- classes ---- */

/* Places sorted by class, and classes by size: class k is place[start[k] .. start[k + 1] - 1]. */
typedef struct {
    int32_t *first, *size, *place;
    size_t *start, count;
} classes;

static int by_class(const void *a, const void *b, void *context) {
    const classes *c = context;
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b, f = c->first[x], g = c->first[y];
    if (c->size[f] != c->size[g]) return c->size[f] > c->size[g] ? -1 : 1;
    if (f != g) return f < g ? -1 : 1;
    return x < y ? -1 : x > y;
}

static void classes_clear(classes *c) {
    free(c->first);
    free(c->size);
    free(c->place);
    free(c->start);
}

static ent_status find_classes(const question *q, classes *c, ent_error *err) {
    size_t n = q->ties.n, end = 0;
    c->first = malloc((n + 1) * sizeof *c->first);
    c->size = calloc(n + 1, sizeof *c->size);
    c->place = malloc((n + 1) * sizeof *c->place);
    c->start = calloc(n + 1, sizeof *c->start);
    if (!c->first || !c->size || !c->place || !c->start) return ent_fail_memory(err);
    ent_status status = ent_profiles_classes(&q->ties, q->input->monitor, c->first, err);
    if (status) return status;
    for (size_t p = 0; p < n; p++) {
        c->size[c->first[p]]++;
        c->place[p] = (int32_t)p;
    }
    if (n > 1) qsort_r(c->place, n, sizeof *c->place, by_class, c);
    while (end < n && c->size[c->first[c->place[end]]] > 1) {
        end += (size_t)c->size[c->first[c->place[end]]];
        c->start[++c->count] = end;
    }
    return ENT_OK;
}

/* The class and its members, as vertices, in the last row. */
static ent_status set_class(ent_table *table, const question *q, size_t k, const int32_t *members, size_t size,
                            ent_error *err) {
    ent_status status = ent_table_set_int(table, CLASS, (int64_t)k + 1, err);
    if (!status) status = ent_table_set_int(table, SIZE, (int64_t)size, err);
    size_t ids = q->asked->relations ? SIZE_MAX : IDS; /* as many as relations: not in every row of these */
    return status ? status : ent_set_members(table, q->view, members, size, q->asked->members, MEMBERS, ids, err);
}

/* What the members of a class have in common are the relations to others, and those among themselves. */
static ent_status write_relations(ent_table *table, const question *q, size_t k, const int32_t *members, size_t size,
                                  int32_t a, ent_error *err) {
    ent_inside inside = {0};
    size_t count = size, ties = q->ties.start[a + 1] - q->ties.start[a];
    int32_t *others = malloc((size + ties + 1) * sizeof *others);
    ent_status status = others ? ent_inside_init(&inside, q->view, err) : ent_fail_memory(err);
    if (!status) {
        memcpy(others, members, size * sizeof *others);
        for (size_t i = q->ties.start[a]; i < q->ties.start[a + 1]; i++)
            others[count++] = q->ties.vertex[q->ties.ties[i].to];
        status = ent_inside_between(&inside, members, size, others, count, err);
    }
    for (size_t i = 0; i < inside.count && !status; i++) {
        status = ent_table_add_row(table, err);
        if (!status) status = set_class(table, q, k, members, size, err);
        if (!status)
            status = ent_set_relation(table, (size_t)q->at[FROM], q->input->selection, inside.relations[i], err);
        if (!status)
            status = ent_monitor_tick(q->input->monitor, "quoting what they have in common", i, inside.count, err);
    }
    ent_inside_clear(&inside);
    free(others);
    return status;
}

static ent_status annotate(const question *q, size_t k, const int32_t *members, size_t size, ent_error *err) {
    const ent_annotator *annotator = q->input->annotator;
    ent_status status = ENT_OK;
    char value[24];
    snprintf(value, sizeof value, "%zu", k + 1);
    for (size_t i = 0; i < size && annotator && !status; i++) {
        ent_vertex vertex;
        ent_view_vertex(q->view, (size_t)members[i], &vertex);
        if (vertex.kind == ENT_VERTEX_ENTITY) status = annotator->say(annotator->context, vertex.index, value, err);
    }
    return status;
}

static ent_status write_class(ent_table *table, const question *q, const classes *c, size_t k, int32_t *members,
                              ent_error *err) {
    const int32_t *places = c->place + c->start[k];
    size_t size = c->start[k + 1] - c->start[k];
    for (size_t i = 0; i < size; i++) members[i] = q->ties.vertex[places[i]];
    if (q->asked->relations) return write_relations(table, q, k, members, size, places[0], err);
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = set_class(table, q, k, members, size, err);
    return status ? status : set_common(table, q, places[0], places[1], err);
}

static ent_status write_classes(ent_table *table, const question *q, size_t *count, ent_error *err) {
    classes c = {0};
    int32_t *members = malloc((q->ties.n + 1) * sizeof *members);
    ent_status status = members ? find_classes(q, &c, err) : ent_fail_memory(err);
    for (size_t k = 0; k < c.count && !status; k++) {
        status = write_class(table, q, &c, k, members, err);
        if (!status) status = annotate(q, k, members, c.start[k + 1] - c.start[k], err);
        if (!status) status = ent_monitor_tick(q->input->monitor, "listing classes", k, c.count, err);
    }
    *count = c.count;
    classes_clear(&c);
    free(members);
    return status;
}

/* ---- distances ---- */

/* Sums over the ties of two, those to each other left out. */
typedef struct {
    double a, b, aa, bb, ab, squares, either, both, cells;
} sums;

static sums add_up(const question *q, int32_t a, int32_t b) {
    double others = q->ties.n > 2 ? (double)q->ties.n - 2 : 0;
    sums s = {.cells = others * (ent_view_directed(q->view) ? 2 : 1) * (double)q->ties.tags};
    for (walk w = walk_from(&q->ties, a, b); walk_on(&w);) {
        double x = w.x ? w.x->value : 0, y = w.y ? w.y->value : 0;
        s.a += x, s.b += y, s.aa += x * x, s.bb += y * y, s.ab += x * y;
        s.squares += (x - y) * (x - y);
        s.either++;
        s.both += w.x && w.y;
    }
    return s;
}

static double euclidean(const sums *s) {
    return sqrt(s->squares);
}
static double hamming(const sums *s) {
    return s->either - s->both;
}
static double jaccard(const sums *s) {
    return s->either > 0 ? 1 - s->both / s->either : 0;
}
/* Not defined when one of them is tied to all others alike, or to none. */
static double correlation(const sums *s) {
    double a = s->cells * s->aa - s->a * s->a, b = s->cells * s->bb - s->b * s->b;
    double least = 1e-12 * s->cells;
    if (a <= least * s->aa || b <= least * s->bb) return NAN;
    return 1 - (s->cells * s->ab - s->a * s->b) / sqrt(a * b);
}

static double (*const measures[])(const sums *s) = {NULL, euclidean, hamming, jaccard, correlation};

typedef struct {
    double key, distance;
    int32_t a, b;
} pair;

/* The nearest so far; when twice as many as wanted are there, the farther half goes. */
typedef struct {
    pair *items;
    size_t count, capacity, wanted;
} pairs;

static int by_distance(const void *a, const void *b) {
    const pair *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

static void keep_nearest(pairs *list) {
    if (list->count > 1) qsort(list->items, list->count, sizeof *list->items, by_distance);
    if (list->count > list->wanted) list->count = list->wanted;
}

static ent_status add_pair(question *q, pairs *list, int32_t a, int32_t b, ent_error *err) {
    sums s = add_up(q, a, b);
    double distance = measures[q->asked->distance](&s), key = ent_ten_digits(distance);
    q->compared++;
    q->undefined += isnan(distance);
    if (isnan(distance) || (q->asked->max_distance > 0 && key > ent_ten_digits(q->asked->max_distance))) return ENT_OK;
    q->near++;
    if (!ent_grow(&list->items, &list->capacity, list->count, sizeof *list->items)) return ent_fail_memory(err);
    list->items[list->count++] = (pair){key, distance, a, b};
    if (list->count / 2 >= list->wanted) keep_nearest(list);
    return ENT_OK;
}

static ent_status find_pairs(question *q, pairs *list, ent_error *err) {
    uint64_t all = (uint64_t)q->ties.n * (q->ties.n ? q->ties.n - 1 : 0) / 2;
    ent_status status = ENT_OK;
    for (size_t a = 0; a < q->ties.n; a++)
        for (size_t b = a + 1; b < q->ties.n; b++) {
            status = add_pair(q, list, (int32_t)a, (int32_t)b, err);
            if (!status && q->compared % TICK_EVERY == 1)
                status = ent_monitor_tick(q->input->monitor, "comparing pairs", q->compared, all, err);
            if (status) return status;
        }
    keep_nearest(list);
    return ENT_OK;
}

static ent_status write_pair(ent_table *table, const question *q, const pair *p, ent_error *err) {
    ent_vertex a, b;
    ent_view_vertex(q->view, (size_t)q->ties.vertex[p->a], &a);
    ent_view_vertex(q->view, (size_t)q->ties.vertex[p->b], &b);
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = ent_table_set_text(table, (size_t)q->at[A], a.name, err);
    if (!status) status = ent_table_set_text(table, (size_t)q->at[A_ID], a.id, err);
    if (!status) status = ent_table_set_text(table, (size_t)q->at[B], b.name, err);
    if (!status) status = ent_table_set_text(table, (size_t)q->at[B_ID], b.id, err);
    if (!status) status = ent_table_set_real(table, (size_t)q->at[DISTANCE], p->distance, err);
    return status ? status : set_common(table, q, p->a, p->b, err);
}

static ent_status write_pairs(ent_table *table, question *q, size_t *count, ent_error *err) {
    pairs list = {.wanted = (size_t)q->asked->limit};
    ent_status status = find_pairs(q, &list, err);
    for (size_t i = 0; i < list.count && !status; i++) {
        status = write_pair(table, q, &list.items[i], err);
        if (!status) status = ent_monitor_tick(q->input->monitor, "listing pairs", i, list.count, err);
    }
    *count = list.count;
    free(list.items);
    return status;
}

/* ---- the table ---- */

static ent_status note_method(ent_table *table, const question *q, ent_error *err) {
    static const char *const ways[] = {
        "equivalent: the same ties to all others, and to each other alike",
        "distance: the square root of the sum of squared differences of their ties to others",
        "distance: number of ties to others that one has and the other has not",
        "distance: 1 - ties in common / ties of either",
        "distance: 1 - correlation of their ties to others",
    };
    static const char *const alike[] = {"any relation makes a tie", "ties of another sign are other ties",
                                        "ties of another type are other ties"};
    bool directed = ent_view_directed(q->view);
    const char *direction = directed ? "ties to and from others are told apart" : "direction does not count";
    ent_status status = ent_table_note(table, err, "%s", ways[q->asked->distance]);
    if (!status)
        status = ent_table_note(table, err, "%s, %s; ties to itself do not count", alike[q->asked->ties], direction);
    if (!status && ent_view_weighted(q->view) && q->asked->distance != EUCLIDEAN && q->asked->distance != CORRELATION)
        status = ent_table_note(table, err, "a tie is there or not: weights do not count");
    return status;
}

static ent_status note_pairs(ent_table *table, const question *q, size_t listed, ent_error *err) {
    ent_buffer words = {0};
    if (q->asked->distance == EXACT) return ENT_OK;
    ent_say_count(&words, q->compared, "pair", "pairs");
    ent_buffer_text(&words, " compared");
    if (q->near > listed)
        ent_buffer_format(&words, ", the nearest %zu of %llu listed (--limit)", listed, (unsigned long long)q->near);
    if (q->undefined) {
        ent_buffer_text(&words, "; not defined for ");
        ent_say_count(&words, q->undefined, "pair", "pairs");
        ent_buffer_text(&words, ", where one is tied to all others alike or to none");
    }
    return ent_note_buffer(table, &words, err);
}

static ent_status note(ent_table *table, const question *q, size_t count, ent_error *err) {
    ent_status status = ENT_OK;
    if (!count && q->asked->distance == EXACT)
        status = ent_table_note(table, err, "no two are structurally equivalent (--distance shows the nearest pairs)");
    if (!count && q->asked->distance != EXACT)
        status = ent_table_note(table, err, "there is no such pair%s",
                                q->asked->max_distance > 0 ? " within --max-distance" : "");
    if (!status) status = note_pairs(table, q, count, err);
    if (!status) status = note_method(table, q, err);
    if (!status) status = ent_note_view(table, q->view, err);
    if (!status && q->asked->ties == ENT_TIES_ALIKE) status = ent_note_signs_ignored(table, q->input->selection, err);
    return status;
}

static ent_status set_title(ent_table *table, const question *q, size_t count, ent_error *err) {
    ent_buffer title = {0};
    if (q->asked->relations) ent_buffer_text(&title, "relations of ");
    if (q->asked->distance == EXACT)
        ent_say_count(&title, count, "class of structurally equivalent vertices",
                      "classes of structurally equivalent vertices");
    else
        ent_buffer_format(&title, "nearest pairs by %s distance", distances[q->asked->distance]);
    return ent_title_buffer(table, &title, err);
}

static bool wanted(const equivalent_options *asked, int column) {
    if (column == IDS && asked->relations) return false;
    if (column <= IDS) return asked->distance == EXACT;
    if (column <= DISTANCE) return asked->distance != EXACT;
    return (column >= FROM) == asked->relations;
}

static ent_status make_table(const ent_analysis *self, question *q, ent_table **table, ent_error *err) {
    ent_column chosen[ALL_COLUMNS];
    size_t count = 0;
    for (int i = 0; i < ALL_COLUMNS; i++) {
        q->at[i] = NO_COLUMN;
        if (!wanted(q->asked, i)) continue;
        q->at[i] = (int)count;
        chosen[count] = columns[i];
        if (q->asked->relations && i < MEMBERS) chosen[count].hidden = true; /* the heading has the members */
        count++;
    }
    ent_status status = ent_table_new(self->name, chosen, count, table, err);
    if (!status && q->asked->relations) status = ent_table_set_layout(*table, ENT_LAYOUT_CARDS, MEMBERS, err);
    if (!status && q->asked->relations) status = ent_table_set_unit(*table, MEMBERS, "classes", err);
    return status;
}

static ent_status fill(const ent_analysis *self, question *q, ent_table **out, ent_error *err) {
    ent_table *table = NULL;
    size_t count = 0;
    ent_status status = make_table(self, q, &table, err);
    if (!status)
        status =
            q->asked->distance == EXACT ? write_classes(table, q, &count, err) : write_pairs(table, q, &count, err);
    if (!status) status = set_title(table, q, count, err);
    if (!status) status = note(table, q, count, err);
    if (status) {
        ent_table_free(table);
        return status;
    }
    *out = table;
    return count ? ENT_OK : ENT_NO;
}

/* What makes no sense, or no end, is refused before it starts. */
static ent_status check(const question *q, size_t vertices, ent_error *err) {
    bool exact = q->asked->distance == EXACT;
    if (!exact && q->asked->relations) {
        ent_fail(err, ENT_USAGE, "--relations shows what classes have in common, and --distance makes none");
        return ent_hint(err, "leave out one of them");
    }
    if (!exact && q->input->annotator) {
        ent_fail(err, ENT_USAGE, "distances belong to pairs, so there is nothing to write back for an entity");
        return ent_hint(err, "leave --distance out to write back the classes");
    }
    if (!exact && q->asked->ties != ENT_TIES_ALIKE && q->input->view.weighting != ENT_WEIGHTING_NONE) {
        ent_fail(err, ENT_USAGE, "distances with --weight need all relations of a pair taken together");
        return ent_hint(err, "leave out --ties or --weight");
    }
    if (!exact && vertices > MOST_VERTICES) {
        ent_fail(err, ENT_USAGE, "%zu vertices make too many pairs; distances go up to %d vertices", vertices,
                 (int)MOST_VERTICES);
        return ent_hint(err, "take a part with --around, --type or --kind, or leave --distance out for exact classes");
    }
    return ENT_OK;
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    question q = {.input = input, .asked = input->options};
    ent_view_options how = input->view;
    how.parallel = ENT_PARALLEL_MERGE;
    ent_status status = check(&q, 0, err);
    if (!status) status = ent_view_new(input->selection, &how, &q.view, err);
    if (!status) status = check(&q, ent_view_vertices(q.view), err);
    if (!status) status = ent_profiles_make(q.view, q.asked->ties, input->monitor, &q.ties, err);
    if (!status) status = fill(self, &q, out, err);
    ent_profiles_clear(&q.ties);
    ent_view_free(q.view);
    return status;
}

static const ent_example examples[] = {
    {"equivalents graphs/korea-us-2022.json", "who is tied to exactly the same others"},
    {"equivalents graphs/classic/karate.json --relations", "the ties that make members of the club interchangeable"},
    {"equivalents graphs/classic/florentine.json --distance euclidean --top 5", "the families whose ties differ least"},
    {NULL, NULL},
};

static const ent_term terms[] = {
    {"exact",
     "structurally equivalent: to exchange the two changes no tie; the same ties to all others, and to each "
     "other the same both ways",
     "x(i,k) = x(j,k) and x(k,i) = x(k,j) for all other k, and x(i,j) = x(j,i)",
     "Lorrain and White 1971; Everett and Borgatti 1994", "O((n + m) log n)"},
    {"euclidean", "how far the ties of two to and from all others differ; each counted once when undirected",
     "d(i,j) = sqrt(sum over other k of (x(i,k) - x(j,k))^2 + (x(k,i) - x(k,j))^2)", "Burt 1976", "O(n^2 + n m)"},
    {"hamming", "number of ties to others that one of the two has and the other has not", "|N(i) xor N(j)|",
     "Hamming 1950", "O(n^2 + n m)"},
    {"jaccard", "share of the ties of either that they do not have in common; 0 when neither has any",
     "1 - |N(i) and N(j)| / |N(i) or N(j)|", "Jaccard 1901", "O(n^2 + n m)"},
    {"correlation", "one less the correlation of their ties to and from all others: 0 the same pattern, 2 the opposite",
     "1 - r of x(i,k), x(k,i) with x(j,k), x(k,j) over other k", "Breiger, Boorman and Arabie 1975", "O(n^2 + n m)"},
    {NULL, NULL, NULL, NULL, NULL},
};

const ent_analysis ent_analysis_equivalents = {
    .name = "equivalents",
    .summary = "who could take whose place: structural equivalence, exact or by distance",
    .detail = "Two are structurally equivalent when they have the same ties to all others, and to each other alike: to "
              "exchange them changes nothing. Classes of two or more are listed with the ties they have in common; "
              "those without any tie are a class too. --ties says whether ties of another sign or type are other ties, "
              "--directed tells ties to and from others apart. --distance lists pairs instead, the nearest first: how "
              "far their ties to others differ, whatever the tie between the two. Ties to itself do not count.",
    .citation = "Lorrain and White 1971; Burt 1976; Everett and Borgatti 1994",
    .cost = "O((n + m) log n); O(n^2 + n m) with --distance",
    .uses_view = true,
    .options = options,
    .options_size = sizeof(equivalent_options),
    .columns = columns,
    .terms = terms,
    .annotates = "equivalence",
    .examples = examples,
    .run = run,
};
