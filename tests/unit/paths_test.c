// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
/* Every question that `paths` can be asked against a twin that enumerates all simple paths by recursion over a table of
 * relations, on random graphs: directed or not, weighted or not, parallels, loops, relations that target relations. */
#include "sweep.h"

enum { ENTITIES = 7, LINES = 16, VERTICES = ENTITIES + LINES, ROUNDS = 600 };

static const struct {
    const char *name;
    int sign;
    bool symmetric;
} types[] = {{"supports", 1, false}, {"warns", -1, false}, {"located_in", 0, false}, {"allied_with", 1, true}};
static const char *const kinds[] = {"country", "leader", "organisation"};

typedef struct {
    int n, m, from[LINES], to[LINES], type[LINES]; /* to >= ENTITIES: the relation of that number less ENTITIES */
    double weight[LINES], confidence[LINES];
    bool targeted[LINES], directed, weighted;
} model;

static model random_model(int round) {
    static const double weights[] = {1, 2, 4, .5};
    model g = {.n = 3 + chance(ENTITIES - 2), .directed = round & 1, .weighted = round >> 1 & 1};
    g.m = 6 + chance(LINES - 5);
    for (int i = 0; i < g.m; i++) {
        g.from[i] = chance(g.n);
        g.to[i] = chance(g.n);
        int about = i ? chance(i) : 0; /* an earlier relation between two entities */
        if (i && chance(6) == 0 && g.to[about] < ENTITIES && g.from[about] != g.to[about]) {
            g.to[i] = ENTITIES + about;
            g.targeted[about] = true;
        }
        g.type[i] = chance(4);
        g.weight[i] = weights[chance(4)];
        g.confidence[i] = chance(3) ? .25 * (1 + chance(4)) : 0; /* 0: not given */
    }
    return g;
}

/* What stands between two vertices: relations as bits. */
typedef struct {
    unsigned lines[VERTICES][VERTICES];
} twin;

static void join(twin *t, const model *g, int i, int u, int v) {
    t->lines[u][v] |= 1u << i;
    if (!g->directed || types[g->type[i]].symmetric) t->lines[v][u] |= 1u << i;
}

static twin make_twin(const model *g) {
    twin t = {{{0}}};
    for (int i = 0; i < g->m; i++) {
        if (!g->targeted[i]) {
            join(&t, g, i, g->from[i], g->to[i]);
            continue;
        }
        join(&t, g, i, g->from[i], ENTITIES + i);
        join(&t, g, i, ENTITIES + i, g->to[i]);
    }
    return t;
}

/* A question: -1 and 0 are "not asked". */
typedef struct {
    int most, k, through, through_kind, through_type, avoid, avoid_kind, avoid_type, product;
    bool all, widest;
} question;

static question random_question(const model *g, int round) {
    question q = {
        .through = -1, .through_kind = -1, .through_type = -1, .avoid = -1, .avoid_kind = -1, .avoid_type = -1};
    if (chance(3) == 0) q.most = 1 + chance(5);
    q.all = round % 3 == 0;
    q.widest = !q.all && g->weighted && chance(2);
    if (!q.all && chance(2)) q.k = 1 + chance(12);
    if (chance(5) == 0) q.through = chance(g->n);
    if (chance(8) == 0) q.through_kind = chance(3);
    if (chance(6) == 0) q.through_type = chance(4);
    if (chance(6) == 0 && g->n > 3) q.avoid = 2 + chance(g->n - 2);
    if (chance(8) == 0) q.avoid_kind = chance(3);
    if (chance(6) == 0) q.avoid_type = chance(4);
    if (chance(5) == 0) q.product = 1 + chance(4);
    if (q.avoid >= 0 && (q.avoid == q.through || (q.through >= 2 && q.avoid_kind == q.through % 3))) q.avoid = -1;
    if (q.through >= 2 && q.avoid_kind == q.through % 3) q.through = -1; /* refused: another test */
    if (q.avoid_type >= 0 && q.avoid_type == q.through_type) q.through_type = -1;
    return q;
}

/* ---- the twin's answer ------------------------------------------------------------------------------------------------------ */

enum { NONE, POSITIVE, NEGATIVE, MIXED };
static const char *const readings[] = {"none", "positive", "negative", "mixed"};

typedef struct {
    int at[VERTICES], hops, reading, hop_reading[VERTICES];
    double length, width, confidence;
} track;

typedef struct {
    track *items;
    size_t count, capacity;
} tracks;

static unsigned counted(const model *g, const question *q, unsigned lines) {
    for (int i = 0; i < g->m; i++)
        if (q->avoid_type >= 0 && g->type[i] == q->avoid_type) lines &= ~(1u << i);
    return lines;
}

static void measure(const model *g, const twin *t, const question *q, track *p) {
    int product = 1, signed_hops = 0, mixed = 0;
    p->length = 0, p->width = INFINITY, p->confidence = 1;
    for (int h = 0; h < p->hops; h++) {
        unsigned lines = t->lines[p->at[h]][p->at[h + 1]], kept = counted(g, q, lines);
        double strength = 0, best = 0;
        bool plus = false, minus = false;
        for (int i = 0; i < g->m; i++) {
            if (lines >> i & 1) strength += g->weight[i];
            if (!(kept >> i & 1)) continue;
            best = fmax(best, g->confidence[i] == 0 ? .9 : g->confidence[i]);
            plus = plus || types[g->type[i]].sign > 0;
            minus = minus || types[g->type[i]].sign < 0;
        }
        p->length += g->weighted ? 1 / strength : 1;
        p->width = fmin(p->width, strength);
        p->confidence *= best;
        p->hop_reading[h] = plus && minus ? MIXED : plus ? POSITIVE : minus ? NEGATIVE : NONE;
        mixed += plus && minus;
        signed_hops += plus || minus;
        if (minus) product = -product;
    }
    p->reading = mixed ? MIXED : !signed_hops ? NONE : product > 0 ? POSITIVE : NEGATIVE;
}

static bool inside_kind(const track *p, int kind) {
    for (int i = 1; i < p->hops; i++)
        if (p->at[i] < ENTITIES && p->at[i] % 3 == kind) return true;
    return false;
}

static bool meets(const model *g, const twin *t, const question *q, const track *p) {
    bool through = q->through < 0, type = q->through_type < 0;
    for (int i = 0; i <= p->hops; i++) {
        if (p->at[i] == q->avoid) return false;
        through = through || p->at[i] == q->through;
        unsigned lines = i < p->hops ? t->lines[p->at[i]][p->at[i + 1]] : 0;
        if (i < p->hops && !counted(g, q, lines)) return false;
        for (int l = 0; l < g->m; l++) type = type || ((lines >> l & 1) && g->type[l] == q->through_type);
    }
    if (q->most && p->hops > q->most) return false;
    if (q->avoid_kind >= 0 && inside_kind(p, q->avoid_kind)) return false;
    if (q->through_kind >= 0 && !inside_kind(p, q->through_kind)) return false;
    return through && type && (!q->product || p->reading == q->product - 1);
}

static void enumerate(const model *g, const twin *t, const question *q, track *now, bool *used, tracks *out) {
    int v = now->at[now->hops];
    if (v == 1) {
        track p = *now;
        measure(g, t, q, &p);
        if (!meets(g, t, q, &p)) return;
        if (out->count == out->capacity) {
            out->capacity = out->capacity ? 2 * out->capacity : 64;
            out->items = realloc(out->items, out->capacity * sizeof *out->items);
            assert_non_null(out->items);
        }
        out->items[out->count++] = p;
        return;
    }
    for (int w = 0; w < VERTICES; w++) {
        if (used[w] || !t->lines[v][w]) continue;
        used[w] = true;
        now->at[++now->hops] = w;
        enumerate(g, t, q, now, used, out);
        now->hops--;
        used[w] = false;
    }
}

static bool sort_by_width;

static int in_order(const void *a, const void *b) {
    const track *x = a, *y = b;
    if (sort_by_width && x->width != y->width) return x->width > y->width ? -1 : 1;
    if (fabs(x->length - y->length) > 1e-9) return x->length < y->length ? -1 : 1;
    for (int i = 0; i <= x->hops && i <= y->hops; i++)
        if (x->at[i] != y->at[i]) return x->at[i] - y->at[i];
    return x->hops - y->hops;
}

/* Sort, and keep what was asked for. */
static void settle(const question *q, tracks *all) {
    sort_by_width = q->widest;
    if (all->count > 1) qsort(all->items, all->count, sizeof *all->items, in_order);
    size_t keep = all->count ? 1 : 0;
    while (keep && keep < all->count && fabs(all->items[keep].length - all->items[0].length) < 1e-9 &&
           (!q->widest || all->items[keep].width == all->items[0].width))
        keep++;
    if (q->all) return;
    if (q->k) keep = all->count < (size_t)q->k ? all->count : (size_t)q->k;
    all->count = keep;
}

/* ---- ours ------------------------------------------------------------------------------------------------------------------------ */

/* Entities and lines are written forwards or backwards: no answer may depend on it. */
static ent_graph *build(const model *g, bool backwards) {
    ent_builder *b = graph_start();
    char ids[3][16];
    for (int k = 0; k < g->n; k++) {
        int v = backwards ? g->n - 1 - k : k;
        snprintf(ids[0], sizeof ids[0], "v%02d", v);
        graph_entity(b, ids[0], kinds[v % 3], ids[0]);
    }
    for (int k = 0; k < g->m; k++) {
        int i = backwards ? g->m - 1 - k : k;
        bool about = g->to[i] >= ENTITIES;
        snprintf(ids[0], sizeof ids[0], "z%02d", ENTITIES + i);
        snprintf(ids[1], sizeof ids[1], "v%02d", g->from[i]);
        snprintf(ids[2], sizeof ids[2], "%c%02d", about ? 'z' : 'v', g->to[i]);
        graph_line(b, (line){ids[1], types[g->type[i]].name, ids[2], ids[0], .weight = g->weight[i],
                             .confidence = g->confidence[i]});
    }
    return graph_finish(b);
}

static size_t set_words(const question *q, char (*text)[40], const char **words) {
    const struct {
        const char *option;
        int given;
        const char *value;
    } named[] = {{"through-kind", q->through_kind, q->through_kind < 0 ? "" : kinds[q->through_kind]},
                 {"through-type", q->through_type, q->through_type < 0 ? "" : types[q->through_type].name},
                 {"avoid-kind", q->avoid_kind, q->avoid_kind < 0 ? "" : kinds[q->avoid_kind]},
                 {"avoid-type", q->avoid_type, q->avoid_type < 0 ? "" : types[q->avoid_type].name},
                 {"sign-product", q->product - 1, q->product ? readings[q->product - 1] : ""}};
    size_t count = 0;
    snprintf(text[count++], 40, "per-hop=1");
    if (q->most) snprintf(text[count++], 40, "max-length=%d", q->most);
    if (q->k) snprintf(text[count++], 40, "k=%d", q->k);
    if (q->all) snprintf(text[count++], 40, "all");
    if (q->widest) snprintf(text[count++], 40, "widest");
    if (q->through >= 0) snprintf(text[count++], 40, "through=v%02d", q->through);
    if (q->avoid >= 0) snprintf(text[count++], 40, "avoid=v%02d", q->avoid);
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (named[i].given >= 0) snprintf(text[count++], 40, "%s=%s", named[i].option, named[i].value);
    for (size_t i = 0; i < count; i++) words[i] = text[i];
    words[count] = NULL;
    return count;
}

static void assert_path(const ent_table *table, size_t row, const track *p, const model *g, const question *q) {
    for (int h = 0; h < p->hops; h++, row++) {
        char from[16], to[16];
        snprintf(from, sizeof from, "%c%02d", p->at[h] < ENTITIES ? 'v' : 'z', p->at[h]);
        snprintf(to, sizeof to, "%c%02d", p->at[h + 1] < ENTITIES ? 'v' : 'z', p->at[h + 1]);
        assert_true(row < ent_table_rows(table));
        assert_string_equal(table_text(table, row, "from_id"), from);
        assert_string_equal(table_text(table, row, "to_id"), to);
        assert_int_equal((int)table_value(table, row, "hop"), h + 1);
        assert_string_equal(table_text(table, row, "path_sign"), readings[p->reading]);
        assert_string_equal(table_text(table, row, "hop_sign"),
                            p->hop_reading[h] == MIXED ? "ambivalent" : readings[p->hop_reading[h]]);
        assert_true(fabs(table_value(table, row, "path_confidence") - p->confidence) < 1e-9);
        assert_true(fabs(table_value(table, row, "length") - p->length) < 1e-9);
        double width = table_value(table, row, "width");
        assert_true(g->weighted ? fabs(width - p->width) < 1e-9 : isnan(width));
        assert_true(strlen(table_text(table, row, "relation")) > 0);
        if (q->avoid_type == 1) assert_string_not_equal(table_text(table, row, "type"), "warns");
    }
}

static void ask(const model *g, const question *q, const tracks *want, bool backwards) {
    char text[16][40], limited[40];
    const char *words[18];
    ent_graph *graph = build(g, backwards);
    ent_selection *selection = graph_select(graph, true, false);
    ent_view_options how = {.direction = g->directed ? ENT_DIRECTION_DIRECTED : ENT_DIRECTION_UNDIRECTED,
                            .weighting = g->weighted ? ENT_WEIGHTING_WEIGHT : ENT_WEIGHTING_NONE};
    ent_id ends[] = {graph_find(graph, "v00"), graph_find(graph, "v01")};
    ent_table *table;
    ent_error err = {0};
    size_t row = 0, given = set_words(q, text, words);
    ent_status status = analysis_run("paths", selection, &how, ends, words, &table, &err);
    if (status != ENT_OK && status != ENT_NO) fail_msg("%s", err.message);
    assert_int_equal(status, want->count ? ENT_OK : ENT_NO);
    for (size_t p = 0; p < want->count; row += (size_t)want->items[p++].hops)
        assert_path(table, row, &want->items[p], g, q);
    assert_int_equal(row, ent_table_rows(table));
    ent_table_free(table);
    if (q->all && want->count > 2) { /* the same in number when only two may be listed */
        words[given] = "limit=2", words[given + 1] = NULL;
        assert_int_equal(analysis_run("paths", selection, &how, ends, words, &table, &err), ENT_OK);
        snprintf(limited, sizeof limited, "there are %zu paths", want->count);
        assert_true(table_notes_say(table, limited));
        assert_int_equal(ent_table_rows(table), want->items[0].hops + want->items[1].hops);
        assert_path(table, 0, &want->items[0], g, q);
        ent_table_free(table);
    }
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static void all_questions_equal_the_enumeration(void **state) {
    (void)state;
    size_t found = 0, most = 0;
    for (int round = 0; round < ROUNDS; round++) {
        model g = random_model(round);
        twin t = make_twin(&g);
        question q = random_question(&g, round);
        bool used[VERTICES] = {true};
        track now = {.at = {0}};
        tracks all = {0};
        enumerate(&g, &t, &q, &now, used, &all);
        settle(&q, &all);
        ask(&g, &q, &all, false);
        ask(&g, &q, &all, true);
        found += all.count > 0;
        if (all.count > most) most = all.count;
        free(all.items);
    }
    assert_true(found > ROUNDS / 3 && most > 10); /* most questions are not idle */
}

/* ---- values ------------------------------------------------------------------------------------------------------------------------ */

static ent_status run_paths(ent_graph *graph, const char *from, const char *to, ent_view_options how,
                            const char *const *words, ent_table **table, ent_error *err) {
    ent_selection *selection = graph_select(graph, true, false);
    ent_id ends[] = {graph_find(graph, from), graph_find(graph, to)};
    ent_status status = analysis_run("paths", selection, &how, ends, words, table, err);
    ent_selection_free(selection);
    return status;
}

static ent_graph *triangle(void) {
    ent_builder *b = graph_start();
    graph_line(b, (line){"a", "warns", "b", "r1", .confidence = .5});
    graph_line(b, (line){"b", "warns", "c", "r2", .confidence = .8});
    graph_line(b, (line){.source = "a", .type = "located_in", .target = "c"});
    graph_line(b, (line){.source = "c", .type = "supports", .target = "d", .area = "chips"});
    graph_line(b, (line){.source = "d", .type = "warns", .target = "c"});
    graph_entity(b, "chips", "technology", "chips");
    return graph_finish(b);
}

/* Heider 1946: the enemy of an enemy. */
static void an_enemy_of_an_enemy_reads_positive(void **state) {
    (void)state;
    ent_graph *graph = triangle();
    ent_table *table;
    const char *const through[] = {"through=b", NULL}, *const all[] = {"all", NULL};
    assert_int_equal(run_paths(graph, "a", "c", (ent_view_options){0}, through, &table, NULL), ENT_OK);
    assert_string_equal(table_text(table, 0, "route"),
                        "path 1 of 1: a - b - c (2 hops; reads positive: an enemy of an enemy; confidence 0.4)");
    ent_table_free(table);
    assert_int_equal(run_paths(graph, "a", "c", (ent_view_options){0}, NULL, &table, NULL), ENT_OK);
    assert_string_equal(table_text(table, 0, "route"), "path 1 of 1: a - c (1 hop; no sign to read; confidence 0.9)");
    ent_table_free(table);
    assert_int_equal(run_paths(graph, "a", "d", (ent_view_options){0}, all, &table, NULL), ENT_OK);
    assert_string_equal(table_text(table, 0, "path_sign"), "mixed");
    assert_true(table_notes_say(table, "who stands between: c on 2; b on 1 (of 2 paths listed)"));
    ent_table_free(table);
    ent_graph_free(graph);
}

static void the_widest_path_goes_round(void **state) {
    (void)state;
    ent_graph *graph = triangle();
    ent_view_options how = {.weighting = ENT_WEIGHTING_CONFIDENCE};
    ent_table *table;
    const char *const words[] = {"widest", "avoid-type=located_in", NULL};
    assert_int_equal(run_paths(graph, "a", "c", how, words, &table, NULL), ENT_OK);
    assert_true(table_value(table, 0, "width") == .5);
    assert_string_equal(ent_table_title(table), "a to c: 1 widest path of 2 hops, length 3.250, weakest hop 0.5");
    ent_table_free(table);
    ent_graph_free(graph);
}

/* K(12): the sum over k of 10!/(10-k)! paths between two vertices, 9,864,101 of them (integer part of 10! e). */
static void what_is_too_many_is_counted_up_to_a_limit(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    char from[8], to[8];
    for (int i = 0; i < 12; i++)
        for (int j = i + 1; j < 12; j++) {
            snprintf(from, sizeof from, "k%02d", i);
            snprintf(to, sizeof to, "k%02d", j);
            graph_relate(b, from, "supports", to, NULL);
        }
    ent_graph *graph = graph_finish(b);
    ent_table *table;
    const char *const four[] = {"all", "max-length=5", "limit=3", NULL},
                      *const exact[] = {"all", "limit=3", "count-limit=20000000", NULL},
                      *const capped[] = {"all", "limit=3", "count-limit=5000", NULL};
    assert_int_equal(run_paths(graph, "k00", "k01", (ent_view_options){0}, four, &table, NULL), ENT_OK);
    assert_true(table_notes_say(
        table, "there are 5861 paths of at most 5 hops, the first 3 are listed")); /* 1+10+90+720+5040 */
    ent_table_free(table);
    assert_int_equal(run_paths(graph, "k00", "k01", (ent_view_options){0}, exact, &table, NULL), ENT_OK);
    assert_true(table_notes_say(table, "there are 9864101 paths, the first 3 are listed"));
    ent_table_free(table);
    assert_int_equal(run_paths(graph, "k00", "k01", (ent_view_options){0}, capped, &table, NULL), ENT_OK);
    assert_true(table_notes_say(table, "there are more than 5000 paths, the first 3 are listed"));
    ent_table_free(table);
    ent_graph_free(graph);
}

static void areas_are_reached_or_pointed_at(void **state) {
    (void)state;
    ent_graph *graph = triangle();
    ent_table *table;
    ent_selection *selection = graph_select(graph, false, false);
    ent_id ends[] = {graph_find(graph, "a"), graph_find(graph, "chips")};
    assert_int_equal(analysis_run("paths", selection, NULL, ends, NULL, &table, NULL), ENT_NO);
    assert_true(table_notes_say(table, "'chips' has no selected relation, but is the area of 1 relation: --areas"));
    ent_table_free(table);
    ent_view_options how = {.areas = true};
    assert_int_equal(analysis_run("paths", selection, &how, ends, NULL, &table, NULL), ENT_OK);
    assert_true(table_value(table, 0, "length") == 2);
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

/* ---- refusals ---------------------------------------------------------------------------------------------------------------------- */

static void what_makes_no_sense_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *words[10], *says, *hint;
    } cases[] = {
        {{"widest"}, "--widest compares the strength of hops", "--weight confidence"},
        {{"all", "k=3"}, "--all lists every path, --k picks some", "one of the two"},
        {{"through=b", "avoid=b"}, "a path cannot lead through 'b' and avoid it", "--avoid"},
        {{"through-type=warns", "avoid-type=warns"}, "a path cannot lead through a relation of type 'warns'", ""},
        {{"avoid=a"}, "a path from 'a' to 'c' cannot avoid 'a'", ""},
        {{"avoid-kind=cuontry"}, "--avoid-kind: no kind of entity is called 'cuontry'", "country"},
        {{"through-kind=cuontry"}, "--through-kind: no kind of entity is called 'cuontry'", "country"},
        {{"through-type=wanrs"}, "--through-type: no type of relation is called 'wanrs'", "warns"},
        {{"avoid-type=qqqqqqqqqq"}, "--avoid-type: no type of relation is called 'qqqqqqqqqq'", "vocabulary"},
        {{"through=nobody"}, "nobody", ""},
        {{"through-type=warns,supports,leads,visits,operates,allied_with,located_in,objects_to,threatens"},
         "a path can be asked to lead through 8 things at most",
         "split"},
    };
    ent_graph *graph = triangle();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_table *table;
        ent_error err = {0};
        assert_int_equal(run_paths(graph, "a", "c", (ent_view_options){0}, cases[i].words, &table, &err), ENT_USAGE);
        if (!strstr(err.message, cases[i].says)) fail_msg("%s", err.message);
        if (!strstr(err.hint, cases[i].hint)) fail_msg("%s: %s", err.message, err.hint);
        assert_null(table);
    }
    ent_graph_free(graph);
}

static void an_end_that_nothing_touches_can_be_told_from_one_to_avoid(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_entity(b, "alone", "country", NULL);
    graph_relate(b, "a", "supports", "b", NULL);
    ent_graph *graph = graph_finish(b);
    const char *const avoid_end[] = {"avoid=a", NULL}, *const avoid_other[] = {"avoid=b", NULL};
    ent_table *table;
    ent_error err = {0};
    assert_int_equal(run_paths(graph, "a", "alone", (ent_view_options){0}, avoid_end, &table, &err), ENT_USAGE);
    assert_string_equal(err.message, "a path from 'a' to 'alone' cannot avoid 'a'");
    assert_int_equal(run_paths(graph, "alone", "a", (ent_view_options){0}, avoid_end, &table, &err), ENT_USAGE);
    assert_int_equal(run_paths(graph, "a", "alone", (ent_view_options){0}, avoid_other, &table, NULL), ENT_NO);
    ent_table_free(table);
    ent_graph_free(graph);
}

static void all_paths_of_a_large_graph_need_a_length(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    char from[8], to[8];
    for (int i = 0; i < 40; i++) {
        snprintf(from, sizeof from, "c%02d", i);
        snprintf(to, sizeof to, "c%02d", i + 1);
        graph_relate(b, from, "supports", to, NULL);
    }
    ent_graph *graph = graph_finish(b);
    ent_table *table;
    ent_error err = {0};
    const char *const all[] = {"all", NULL}, *const bounded[] = {"all", "max-length=9", NULL};
    assert_int_equal(run_paths(graph, "c00", "c09", (ent_view_options){0}, all, &table, &err), ENT_USAGE);
    assert_non_null(strstr(err.hint, "--max-length"));
    assert_int_equal(run_paths(graph, "c00", "c09", (ent_view_options){0}, bounded, &table, NULL), ENT_OK);
    assert_int_equal(ent_table_rows(table), 9);
    ent_table_free(table);
    ent_graph_free(graph);
}

static void memory_runs_out(void **state) {
    (void)state;
    static const char *const asked[][8] = {
        {"all", "through=b", "through-kind=country,area", "avoid-kind=leader", "limit=1"},
        {"widest", "k=4", "through-type=warns", "avoid-type=located_in"},
        {"sign-product=mixed", "avoid=b", "k=2"},
        {"sign-product=positive"}};
    ent_graph *graph = triangle();
    ent_selection *selection = graph_select(graph, true, false);
    const ent_analysis *paths = ent_analysis_find("paths");
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        void *options = analysis_options(paths, asked[i]);
        ent_id ends[] = {graph_find(graph, "a"), graph_find(graph, "d")};
        ent_analysis_input input = {
            .selection = selection, .entities = ends, .options = options, .view.weighting = ENT_WEIGHTING_CONFIDENCE};
        run_out_of_memory(paths, &input);
        ent_options_clear(paths->options, options);
        free(options);
    }
    ent_selection_free(selection);
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_questions_equal_the_enumeration),
        cmocka_unit_test(an_enemy_of_an_enemy_reads_positive),
        cmocka_unit_test(the_widest_path_goes_round),
        cmocka_unit_test(what_is_too_many_is_counted_up_to_a_limit),
        cmocka_unit_test(areas_are_reached_or_pointed_at),
        cmocka_unit_test(memory_runs_out),
        cmocka_unit_test(what_makes_no_sense_is_refused),
        cmocka_unit_test(an_end_that_nothing_touches_can_be_told_from_one_to_avoid),
        cmocka_unit_test(all_paths_of_a_large_graph_need_a_length),
    };
    return cmocka_run_group_tests_name("paths", tests, NULL, NULL);
}
