/* Builder, graph, lifting and selection. The selection has a naive twin that asks the getters one relation at a time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <entente/model.h>

typedef struct log_of_findings {
    char text[4000];
    size_t warnings, errors;
} log_of_findings;

static void record(void *context, const ent_finding *f) {
    log_of_findings *log = context;
    log->warnings += f->severity == ENT_SEVERITY_WARNING;
    log->errors += f->severity == ENT_SEVERITY_ERROR;
    size_t used = strlen(log->text);
    snprintf(log->text + used, sizeof log->text - used, "%s %s %zu %s|%s\n", f->rule, f->pointer ? f->pointer : "",
             f->line, f->message, f->remedy ? f->remedy : "");
}

static ent_builder *start(log_of_findings *log, bool strict) {
    ent_vocabulary *vocabulary;
    ent_builder *b;
    *log = (log_of_findings){0};
    ent_sink sink = {record, log};
    assert_int_equal(ent_vocabulary_default(&vocabulary, NULL), ENT_OK);
    assert_int_equal(ent_builder_new(vocabulary, &sink, strict, &b, NULL), ENT_OK);
    ent_vocabulary_free(vocabulary);
    assert_int_equal(ent_builder_begin_file(b, "data/one.json", true, NULL), ENT_OK);
    return b;
}

static void entity(ent_builder *b, const char *id, const char *kind, const char *name, const char *alias) {
    ent_entity_record r = {.id = id, .kind = kind, .name = name, .aliases = &alias, .alias_count = alias != NULL};
    assert_int_equal(ent_builder_add_entity(b, &r, NULL), ENT_OK);
}

static void relation(ent_builder *b, const char *id, const char *source, const char *type, const char *target,
                     uint32_t index) {
    ent_relation_record r = {.id = id,
                             .type = type,
                             .source = source,
                             .target = target,
                             .weight = NAN,
                             .confidence = NAN,
                             .place = {10 + index, 3, index}};
    assert_int_equal(ent_builder_add_relation(b, &r, NULL), ENT_OK);
}

static ent_graph *finish(ent_builder *b) {
    ent_graph *g = NULL;
    ent_error err = {0};
    if (ent_builder_finish(b, &g, &err) != ENT_OK) fail_msg("%s", err.message);
    ent_builder_free(b);
    return g;
}

static void refuses(ent_builder *b, const log_of_findings *log, const char *expected) {
    ent_graph *g = NULL;
    ent_error err = {0};
    assert_int_equal(ent_builder_finish(b, &g, &err), ENT_BAD_INPUT);
    assert_null(g);
    if (!strstr(log->text, expected)) fail_msg("'%s' is not in: %s", expected, log->text);
    ent_builder_free(b);
}

/* ---- builder ---- */

static void everything_comes_back(void **state) {
    (void)state;
    log_of_findings log;
    ent_builder *b = start(&log, true);
    const char *areas[] = {"semiconductors", "batteries"}, *aliases[] = {"ROK", "Korea"};
    ent_pair names[] = {{"ko", "대한민국"}}, ids[] = {{"cow", "732"}};
    ent_document_record d = {.id = "d1",
                             .title = "T",
                             .publisher = "P",
                             .author = "A",
                             .date = "2022-05-20",
                             .url = "https://x/",
                             .language = "en",
                             .attributes = "{\"a\":1}",
                             .extra = "{\"b\":2}"};
    ent_entity_record e = {.id = "KOR",
                           .kind = "country",
                           .name = "South Korea",
                           .role = "R",
                           .short_name = "S",
                           .names = names,
                           .name_count = 1,
                           .aliases = aliases,
                           .alias_count = 2,
                           .identifiers = ids,
                           .identifier_count = 1,
                           .attributes = "{}",
                           .extra = "{\"x\":null}"};
    ent_evidence_record evidence[] = {{"d1", "p1", "s1", "q1", NULL}, {"d1", "p2", "s2", "q2", "{\"z\":0}"}};
    ent_relation_record r = {.id = "r1",
                             .type = "alliance",
                             .source = "대한민국",
                             .target = "USA",
                             .has_sign = true,
                             .sign = -1,
                             .date = "2022-05/..",
                             .areas = areas,
                             .area_count = 2,
                             .status = ENT_PLANNED,
                             .has_status = true,
                             .weight = 2.5,
                             .confidence = 0.8,
                             .said_by = "KOR",
                             .note = "n",
                             .evidence = evidence,
                             .evidence_count = 2,
                             .attributes = "{\"pact\":\"defense\"}",
                             .extra = "{}",
                             .place = {7, 5, 0}};
    assert_int_equal(ent_builder_set_head(b, "Title", "{\"h\":1}", NULL), ENT_OK);
    assert_int_equal(ent_builder_add_relation(b, &r, NULL), ENT_OK); /* before what it names */
    assert_int_equal(ent_builder_add_entity(b, &e, NULL), ENT_OK);
    entity(b, "USA", "country", "United States", "U.S.");
    assert_int_equal(ent_builder_add_document(b, &d, NULL), ENT_OK);
    ent_graph *g = finish(b);
    assert_string_equal(log.text, "");
    ent_relation got;
    ent_graph_relation(g, 0, &got);
    ent_type type;
    ent_graph_type(g, got.type, &type);
    assert_string_equal(type.name, "allied_with");
    assert_int_equal(got.source, 0);
    assert_int_equal(got.target, 1);
    assert_int_equal(got.sign, -1);
    assert_true(got.sign_given && got.status_given && !got.target_is_relation);
    assert_int_equal(got.status, ENT_PLANNED);
    assert_string_equal(got.date_text, "2022-05/..");
    assert_int_equal(got.date.first, 19113);
    assert_int_equal(got.date.last, ENT_DAY_MAX);
    assert_true(got.weight == 2.5 && got.confidence == 0.8);
    assert_string_equal(got.said_by, "KOR");
    assert_string_equal(got.note, "n");
    assert_string_equal(got.attributes, "{\"pact\":\"defense\"}");
    assert_string_equal(got.extra, "{}");
    assert_int_equal(got.area_count, 2);
    assert_string_equal(ent_graph_relation_area(g, 0, 1), "batteries");
    assert_int_equal(got.evidence_count, 2);
    ent_evidence proof;
    ent_graph_evidence(g, got.evidence_first + 1, &proof);
    assert_int_equal(proof.document, 0);
    assert_string_equal(proof.locator, "p2");
    assert_string_equal(proof.summary, "s2");
    assert_string_equal(proof.quote, "q2");
    assert_string_equal(proof.extra, "{\"z\":0}");
    ent_entity korea;
    ent_graph_entity(g, 0, &korea);
    assert_string_equal(korea.name, "South Korea");
    assert_string_equal(korea.role, "R");
    assert_string_equal(korea.short_name, "S");
    assert_string_equal(ent_graph_entity_name(g, 0, 0).value, "대한민국");
    assert_string_equal(ent_graph_entity_alias(g, 0, 1), "Korea");
    assert_string_equal(ent_graph_entity_identifier(g, 0, 0).value, "732");
    ent_document doc;
    ent_graph_document(g, 0, &doc);
    assert_string_equal(doc.publisher, "P");
    assert_string_equal(doc.extra, "{\"b\":2}");
    assert_string_equal(ent_graph_title(g), "Title");
    assert_string_equal(ent_graph_extra(g), "{\"h\":1}");
    ent_place place;
    assert_string_equal(ent_graph_relation_place(g, 0, &place), "data/one.json");
    assert_int_equal(place.line, 7);
    ent_graph_free(g);
}

static void names_are_one(void **state) {
    (void)state;
    log_of_findings log;
    ent_builder *b = start(&log, false);
    entity(b, "KOR", "country", "South Korea", "ROK");
    entity(b, "CIV", "country", "Côte d'Ivoire", NULL);
    entity(b, "x1", "person", "Kim", NULL);
    entity(b, "x2", "person", "kim", NULL);
    ent_graph *g = finish(b);
    ent_id found;
    static const char *const korea[] = {"KOR", "kor", "rok", "SOUTH  KOREA", "ＲＯＫ", "south korea "};
    for (size_t i = 0; i < sizeof korea / sizeof *korea; i++) {
        assert_int_equal(ent_graph_find_entity(g, korea[i], &found, NULL), ENT_OK);
        assert_int_equal(found, 0);
    }
    assert_int_equal(ent_graph_find_entity(g, "cote d'ivoire", &found, NULL), ENT_OK);
    assert_int_equal(found, 1);
    ent_error err = {0};
    assert_int_equal(ent_graph_find_entity(g, "Kim", &found, &err), ENT_USAGE);
    assert_non_null(strstr(err.message, "x1 (Kim), x2 (kim)"));
    err = (ent_error){0};
    assert_int_equal(ent_graph_find_entity(g, "South Koera", &found, &err), ENT_USAGE);
    assert_non_null(strstr(err.hint, "South Korea"));
    ent_graph_free(g);
}

static void undeclared_ends_are_kept_with_one_warning(void **state) {
    (void)state;
    log_of_findings log;
    ent_builder *b = start(&log, false);
    entity(b, "KOR", "country", "South Korea", NULL);
    relation(b, "r1", "South Koera", "visits", "KOR", 0);
    relation(b, "r2", "south koera", "visits", "KOR", 1);
    relation(b, NULL, "KOR", "visits", "Atlantis", 2);
    ent_graph *g = finish(b);
    assert_int_equal(log.warnings, 2);
    assert_non_null(strstr(log.text,
                           "undeclared-entity /relations/0/source 10 no entity is called 'South Koera'|did you mean "
                           "'South Korea'?"));
    assert_int_equal(ent_graph_entities(g), 3);
    ent_entity e;
    ent_kind kind;
    ent_graph_entity(g, 1, &e);
    ent_graph_kind(g, e.kind, &kind);
    assert_string_equal(kind.name, "unknown");
    assert_false(e.declared);
    ent_relation r;
    ent_graph_relation(g, 2, &r);
    assert_string_equal(r.id, "r3");
    ent_graph_free(g);
    b = start(&log, true);
    entity(b, "KOR", "country", "South Korea", NULL);
    relation(b, "r1", "Atlantis", "visits", "KOR", 0);
    refuses(b, &log, "undeclared-entity");
}

static void ids_given_by_us_step_aside(void **state) {
    (void)state;
    log_of_findings log;
    ent_builder *b = start(&log, false);
    entity(b, "A", "country", NULL, NULL);
    relation(b, NULL, "A", "visits", "A", 0);
    relation(b, NULL, "A", "visits", "A", 1);
    relation(b, "r1", "A", "visits", "A", 2);
    ent_graph *g = finish(b);
    assert_int_equal(ent_graph_find_relation(g, "r1"), 2);
    assert_int_equal(ent_graph_find_relation(g, "r2"), 1);
    assert_int_equal(ent_graph_find_relation(g, "r1.2"), 0);
    ent_graph_free(g);
}

static void relations_target_relations(void **state) {
    (void)state;
    log_of_findings log;
    ent_builder *b = start(&log, false);
    entity(b, "A", "country", NULL, NULL);
    entity(b, "B", "country", NULL, NULL);
    entity(b, "C", "country", NULL, NULL);
    relation(b, "r2", "C", "objects_to", "r1", 0);
    relation(b, "r1", "A", "allied_with", "B", 1);
    ent_graph *g = finish(b);
    ent_relation r;
    ent_graph_relation(g, 0, &r);
    assert_true(r.target_is_relation);
    assert_int_equal(r.target, 1);
    ent_graph_free(g);
    b = start(&log, false);
    entity(b, "A", "country", NULL, NULL);
    relation(b, "r1", "A", "objects_to", "r1", 0);
    refuses(b, &log, "own-target /relations/0/target");
    b = start(&log, false);
    entity(b, "A", "country", NULL, NULL);
    relation(b, "r1", "r2", "objects_to", "A", 0);
    relation(b, "r2", "A", "objects_to", "A", 1);
    refuses(b, &log, "source-is-relation /relations/0/source");
}

static void bad_records_are_told(void **state) {
    (void)state;
    static const struct {
        ent_relation_record r;
        const char *expected;
    } cases[] = {
        {{.id = "r1",
          .type = "visits",
          .source = "A",
          .target = "A",
          .date = "2022-02-30",
          .weight = 1,
          .confidence = 1},
         "impossible-date /relations/0/date"},
        {{.id = "r1",
          .type = "visits",
          .source = "A",
          .target = "A",
          .date = "2022/2021",
          .weight = 1,
          .confidence = 1},
         "end-before-start /relations/0/date"},
        {{.id = "r1", .type = "visits", .source = "A", .target = "A", .weight = -1, .confidence = 1},
         "weight-range /relations/0/weight"},
        {{.id = "r1", .type = "visits", .source = "A", .target = "A", .weight = 1, .confidence = 1.1},
         "confidence-range /relations/0/confidence"},
        {{.id = "r1", .type = "visits", .source = "", .target = "A", .weight = 1, .confidence = 1},
         "empty-id /relations/0/source"},
        {{.id = "r0", .type = "visits", .source = "A", .target = "A", .weight = 1, .confidence = 1},
         "duplicate-id /relations/0/id"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        log_of_findings log;
        ent_builder *b = start(&log, false);
        entity(b, "A", "country", NULL, NULL);
        relation(b, "r0", "A", "visits", "A", 5);
        assert_int_equal(ent_builder_add_relation(b, &cases[i].r, NULL), ENT_OK);
        assert_int_equal(log.errors, 1);
        assert_int_equal(ent_builder_errors(b), 1);
        refuses(b, &log, cases[i].expected);
    }
    log_of_findings log;
    ent_builder *b = start(&log, false);
    entity(b, "A", "country", NULL, NULL);
    entity(b, "A", "country", NULL, NULL);
    refuses(b, &log, "duplicate-id /entities/0/id");
    b = start(&log, false);
    entity(b, "A", "country", NULL, NULL);
    ent_evidence_record evidence = {.document = "nowhere"};
    ent_relation_record r = {.id = "r1",
                             .type = "visits",
                             .source = "A",
                             .target = "A",
                             .weight = 1,
                             .confidence = 1,
                             .evidence = &evidence,
                             .evidence_count = 1};
    ent_builder_add_relation(b, &r, NULL);
    refuses(b, &log, "dangling-id /relations/0/evidence/0/document");
}

static void unknown_types_are_kept_and_told_once(void **state) {
    (void)state;
    log_of_findings log;
    ent_builder *b = start(&log, false);
    entity(b, "A", "country", NULL, NULL);
    relation(b, "r1", "A", "alied_with", "A", 0);
    relation(b, "r2", "A", "alied_with", "A", 1);
    ent_graph *g = finish(b);
    assert_int_equal(log.warnings, 1);
    assert_non_null(strstr(log.text, "did you mean 'allied_with'?"));
    ent_relation r;
    ent_type type;
    ent_graph_relation(g, 1, &r);
    ent_graph_type(g, r.type, &type);
    assert_string_equal(type.name, "alied_with");
    assert_int_equal(r.sign, 0);
    assert_false(type.known);
    ent_graph_free(g);
}

static void files_are_united(void **state) {
    (void)state;
    log_of_findings log;
    ent_builder *b = start(&log, false);
    entity(b, "KOR", "country", "South Korea", "ROK");
    entity(b, "USA", "country", "United States", NULL);
    relation(b, "r1", "KOR", "visits", "USA", 0);
    relation(b, "r2", "KOR", "visits", "USA", 1);
    assert_int_equal(ent_builder_set_head(b, "one", "{\"editor\":\"a\"}", NULL), ENT_OK);
    ent_builder_begin_file(b, "data/two.json", true, NULL);
    assert_int_equal(ent_builder_set_head(b, "two", "{\"editor\":\"b\"}", NULL), ENT_OK);
    assert_non_null(strstr(log.text, "{\"editor\":\"b\"}"));
    entity(b, "KOR", "country", "Korea (South)", "한국");
    relation(b, "r1", "KOR", "visits", "USA", 0);    /* the same */
    relation(b, "r2", "USA", "visits", "KOR", 1);    /* another */
    relation(b, "r3", "USA", "objects_to", "r2", 2); /* means the other one */
    ent_graph *g = finish(b);
    assert_int_equal(ent_graph_entities(g), 2);
    assert_int_equal(ent_graph_relations(g), 4);
    assert_non_null(strstr(log.text, "contradiction /entities/0/name"));
    assert_non_null(strstr(log.text, "renamed-id /relations/1/id"));
    assert_non_null(strstr(log.text, "repeated"));
    ent_id found;
    assert_int_equal(ent_graph_find_entity(g, "한국", &found, NULL), ENT_OK);
    assert_int_equal(found, 0);
    ent_relation r;
    ent_graph_relation(g, ent_graph_find_relation(g, "r3"), &r);
    assert_int_equal(r.target, ent_graph_find_relation(g, "two:r2"));
    ent_graph_free(g);
}

/* ---- lifting ---- */

static void leaders_stand_for_countries(void **state) {
    (void)state;
    log_of_findings log;
    ent_builder *b = start(&log, false);
    entity(b, "KOR", "country", NULL, NULL);
    entity(b, "USA", "country", NULL, NULL);
    entity(b, "yoon", "leader", NULL, NULL);
    entity(b, "office", "organization", NULL, NULL);
    entity(b, "aide", "official", NULL, NULL);
    entity(b, "torn", "official", NULL, NULL);
    entity(b, "firm", "firm", NULL, NULL);
    ent_entity_record gov = {.id = "gov", .kind = "organization", .attributes = "{\"country\":\"kor\"}"};
    assert_int_equal(ent_builder_add_entity(b, &gov, NULL), ENT_OK);
    relation(b, "r1", "yoon", "leads", "KOR", 0);
    relation(b, "r2", "aide", "holds_office", "office", 1);
    relation(b, "r3", "office", "part_of", "USA", 2);
    relation(b, "r4", "torn", "holds_office", "KOR", 3);
    relation(b, "r5", "torn", "holds_office", "USA", 4);
    relation(b, "r6", "firm", "part_of", "KOR", 5);
    ent_graph *g = finish(b);
    static const ent_id expected[] = {0, 1, 0, 1, 1, 5, 6, 0};
    for (ent_id e = 0; e < 8; e++) assert_int_equal(ent_graph_lifted(g, e), expected[e]);
    ent_graph_free(g);
}

/* ---- selection against its naive twin ---- */

static uint32_t seed = 12345;
static uint32_t roll(uint32_t n) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

static const char *const some_types[] = {"allied_with", "objects_to", "visits", "leads", "member_of", "sanctions"};
static const char *const some_kinds[] = {"country", "leader", "organization"};
static const char *const some_dates[] = {NULL, "2020", "2021-05", "2022-05-20", "2019/2021", "2022/.."};
static const char *const some_areas[] = {"chips", "Energy", "trade"};

static ent_graph *random_graph(void) {
    log_of_findings log;
    ent_builder *b = start(&log, true);
    char id[16], source[16], target[16];
    uint32_t entities = 2 + roll(9), relations = roll(40);
    for (uint32_t e = 0; e < entities; e++) {
        snprintf(id, sizeof id, "e%u", e);
        entity(b, id, some_kinds[roll(3)], NULL, NULL);
    }
    ent_document_record d1 = {.id = "d1"}, d2 = {.id = "d2"};
    ent_builder_add_document(b, &d1, NULL);
    ent_builder_add_document(b, &d2, NULL);
    ent_evidence_record evidence[3];
    for (uint32_t k = 0; k < relations; k++) {
        snprintf(id, sizeof id, "r%u", k);
        snprintf(source, sizeof source, "e%u", roll(entities));
        if (roll(8) == 0 && k > 0)
            snprintf(target, sizeof target, "r%u", roll(k));
        else
            snprintf(target, sizeof target, "e%u", roll(entities));
        for (int i = 0; i < 3; i++) evidence[i] = (ent_evidence_record){.document = roll(2) ? "d1" : "d2"};
        ent_relation_record r = {.id = id,
                                 .type = some_types[roll(6)],
                                 .source = source,
                                 .target = target,
                                 .date = some_dates[roll(6)],
                                 .areas = &some_areas[roll(3)],
                                 .area_count = roll(2),
                                 .status = (ent_relation_status)roll(ENT_RELATION_STATUS_COUNT),
                                 .has_status = true,
                                 .weight = NAN,
                                 .confidence = roll(3) ? roll(11) / 10.0 : (double)NAN,
                                 .evidence = evidence,
                                 .evidence_count = roll(4)};
        assert_int_equal(ent_builder_add_relation(b, &r, NULL), ENT_OK);
    }
    return finish(b);
}

static const char *kind_name(const ent_graph *g, ent_id e) {
    ent_entity entity_row;
    ent_kind kind;
    ent_graph_entity(g, e, &entity_row);
    ent_graph_kind(g, entity_row.kind, &kind);
    return kind.name;
}

static bool listed(const ent_text_list *list, const char *name) {
    for (size_t i = 0; i < list->count; i++)
        if (strcasecmp(list->items[i], name) == 0) return true;
    return list->count == 0;
}

/* The first reason against a relation that the options give, or -1, read off one relation at a time; the rest of the twin is
 * repeated until nothing changes. */
static int twin_reason(const ent_graph *g, const ent_select *o, ent_id k) {
    ent_relation r;
    ent_type type;
    ent_graph_relation(g, k, &r);
    ent_graph_type(g, r.type, &type);
    if (o->statuses == 0 && (r.status == ENT_DENIED || r.status == ENT_HYPOTHETICAL)) return ENT_LEFT_STATUS;
    if (o->statuses && !(o->statuses & 64) && !(o->statuses & 1u << r.status)) return ENT_LEFT_STATUS;
    ent_date spans[] = {o->at, o->since, o->until};
    for (int i = 0; i < 3; i++) {
        if (!spans[i].given) continue;
        if (!r.date.given) {
            if (!o->undated) return ENT_LEFT_UNDATED;
            continue;
        }
        if (i != 1 && r.date.first > spans[i].last) return ENT_LEFT_DATE;
        if (i != 2 && r.date.last < spans[i].first) return ENT_LEFT_DATE;
    }
    if (!listed(&o->types, type.name)) return ENT_LEFT_TYPE;
    if (o->signs && !(o->signs & (r.sign > 0 ? 1u : r.sign < 0 ? 2u : 4u))) return ENT_LEFT_SIGN;
    if (!listed(&o->kinds, kind_name(g, o->lift ? ent_graph_lifted(g, r.source) : r.source))) return ENT_LEFT_KIND;
    if (!r.target_is_relation && !listed(&o->kinds, kind_name(g, o->lift ? ent_graph_lifted(g, r.target) : r.target)))
        return ENT_LEFT_KIND;
    if (o->areas.count && !(r.area_count && listed(&o->areas, ent_graph_relation_area(g, k, 0)))) return ENT_LEFT_AREA;
    if ((isnan(r.confidence) ? 0.9 : r.confidence) < o->min_confidence) return ENT_LEFT_CONFIDENCE;
    bool first = false, second = false;
    for (size_t i = 0; i < r.evidence_count; i++) {
        ent_evidence e;
        ent_graph_evidence(g, r.evidence_first + (ent_id)i, &e);
        if (e.document == 0) first = true;
        if (e.document == 1) second = true;
    }
    if (first + second < o->min_sources) return ENT_LEFT_SOURCES;
    bool internal = o->lift && !r.target_is_relation && r.source != r.target &&
                    ent_graph_lifted(g, r.source) == ent_graph_lifted(g, r.target);
    return internal ? ENT_LEFT_INTERNAL : -1;
}

/* What targets something that is left out goes with it, for that reason of its own. */
static void twin_dangling(const ent_graph *g, int *reason) {
    size_t n = ent_graph_relations(g);
    for (size_t round = 0; round <= n; round++)
        for (ent_id k = 0; k < n; k++) {
            ent_relation r;
            ent_graph_relation(g, k, &r);
            if (reason[k] < 0 && r.target_is_relation && reason[r.target] >= 0) reason[k] = ENT_LEFT_TARGET;
        }
}

/* The sign of relation k if it is kept and lies between these two, whichever way, else 0. */
static int sign_between(const ent_graph *g, const ent_select *o, const int *reason, ent_id k, ent_id a, ent_id b) {
    ent_relation r;
    ent_graph_relation(g, k, &r);
    if (reason[k] >= 0 || r.target_is_relation) return 0;
    ent_id source = o->lift ? ent_graph_lifted(g, r.source) : r.source;
    ent_id target = o->lift ? ent_graph_lifted(g, r.target) : r.target;
    return (source == a && target == b) || (source == b && target == a) ? r.sign : 0;
}

/* Every pair of entities is asked about every relation. Gives the pairs with both signs in ascending order. */
static size_t twin_dyads(const ent_graph *g, const ent_select *o, int *reason, ent_id (*pairs)[2]) {
    size_t n = ent_graph_entities(g), m = ent_graph_relations(g), count = 0;
    int before[64];
    memcpy(before, reason, sizeof before);
    for (ent_id a = 0; a < n; a++)
        for (ent_id b = a; b < n; b++) {
            int of[3] = {0};
            for (ent_id k = 0; k < m; k++) of[sign_between(g, o, before, k, a, b) + 1]++;
            if (!of[0] || !of[2]) continue;
            pairs[count][0] = a;
            pairs[count++][1] = b;
            for (ent_id k = 0; k < m; k++) {
                int sign = sign_between(g, o, before, k, a, b), most = of[2] > of[0] ? 1 : of[2] < of[0] ? -1 : 2;
                bool stays = o->ambivalent == ENT_AMBIVALENT_SPLIT ||
                             (o->ambivalent == ENT_AMBIVALENT_NET && sign == most) ||
                             (o->ambivalent == ENT_AMBIVALENT_POSITIVE && sign > 0) ||
                             (o->ambivalent == ENT_AMBIVALENT_NEGATIVE && sign < 0);
                if (sign && !stays) reason[k] = ENT_LEFT_AMBIVALENT;
            }
        }
    return count;
}

static void add_item(ent_text_list *list, const char *text) {
    list->items = realloc(list->items, (list->count + 1) * sizeof *list->items);
    list->items[list->count++] = strdup(text);
}

static void roll_options(ent_select *o) {
    assert_int_equal(ent_options_init(ent_select_options, o, sizeof *o, NULL), ENT_OK);
    if (roll(3) == 0) ent_date_parse(some_dates[1 + roll(5)], &o->at, NULL);
    if (roll(4) == 0) ent_date_parse("2020-06", &o->since, NULL);
    if (roll(4) == 0) ent_date_parse("2021", &o->until, NULL);
    o->undated = roll(2);
    if (roll(3) == 0) add_item(&o->types, some_types[roll(6)]);
    if (roll(4) == 0) add_item(&o->kinds, some_kinds[roll(3)]);
    if (roll(3) == 0) o->signs = 1 + roll(7);
    if (roll(3) == 0) o->statuses = 1 + roll(127);
    if (roll(3) == 0) o->min_confidence = roll(11) / 10.0;
    if (roll(4) == 0) o->min_sources = 1 + roll(2);
    o->lift = roll(2);
    o->ambivalent = (int)roll(5);
}

/* The reasons are told by their counts, what is kept relation by relation. */
static void assert_like_twin(const ent_graph *g, const ent_select *o, const ent_selection *s) {
    enum { NONE = ENT_LEFT_COUNT };
    int reason[64];
    size_t counts[ENT_LEFT_COUNT + 1] = {0}, total = ent_graph_relations(g);
    ent_id pairs[64][2], a, b;
    for (ent_id k = 0; k < total; k++) reason[k] = twin_reason(g, o, k);
    twin_dangling(g, reason);
    size_t dyads = twin_dyads(g, o, reason, pairs);
    twin_dangling(g, reason);
    for (ent_id k = 0; k < total; k++) {
        assert_true(ent_selection_has(s, k) == (reason[k] < 0));
        counts[reason[k] < 0 ? NONE : reason[k]]++;
    }
    assert_int_equal(ent_selection_relations(s, NULL), counts[NONE]);
    for (int why = 0; why < ENT_LEFT_COUNT; why++)
        assert_int_equal(ent_selection_left_out(s, (ent_left_out)why), counts[why]);
    assert_int_equal(ent_selection_ambivalent_dyads(s), dyads);
    for (size_t k = 0; k < dyads; k++) {
        ent_selection_ambivalent_dyad(s, k, &a, &b);
        assert_true(a == pairs[k][0] && b == pairs[k][1]);
    }
}

static void selection_equals_its_twin(void **state) {
    (void)state;
    for (int round = 0; round < 3000; round++) {
        ent_graph *g = random_graph();
        ent_select o;
        roll_options(&o);
        ent_selection *s = NULL;
        ent_status status = ent_selection_new(g, &o, &s, NULL);
        if (status == ENT_OK)
            assert_like_twin(g, &o, s);
        else
            assert_int_equal(status, ENT_USAGE); /* dates that leave no day */
        ent_selection_free(s);
        ent_options_clear(ent_select_options, &o);
        ent_graph_free(g);
    }
}

static size_t kept_with(const ent_graph *g, const char *option, const char *value, const char *kept_ids) {
    ent_select o;
    ent_selection *s;
    ent_error err = {0};
    ent_options_init(ent_select_options, &o, sizeof o, NULL);
    assert_int_equal(ent_option_set(ent_option_find(ent_select_options, option), &o, value, &err), ENT_OK);
    if (ent_selection_new(g, &o, &s, &err) != ENT_OK) fail_msg("%s", err.message);
    char ids[200] = "";
    const ent_id *rows;
    size_t count = ent_selection_relations(s, &rows);
    for (size_t i = 0; i < count; i++) {
        ent_relation r;
        ent_graph_relation(g, rows[i], &r);
        strcat(strcat(ids, ids[0] ? " " : ""), r.id);
    }
    assert_string_equal(ids, kept_ids);
    size_t dyads = ent_selection_ambivalent_dyads(s);
    ent_selection_free(s);
    ent_options_clear(ent_select_options, &o);
    return dyads;
}

static void ambivalent_pairs(void **state) {
    (void)state;
    log_of_findings log;
    ent_builder *b = start(&log, false);
    for (const char *const *id = (const char *const[]){"A", "B", "C", "D", NULL}; *id; id++)
        entity(b, *id, "country", NULL, NULL);
    relation(b, "p1", "A", "allied_with", "B", 0);
    relation(b, "p2", "B", "visits", "A", 1);
    relation(b, "n1", "A", "objects_to", "B", 2);
    relation(b, "p3", "B", "visits", "C", 3);
    relation(b, "n2", "C", "objects_to", "B", 4);
    relation(b, "n3", "C", "objects_to", "D", 5);
    relation(b, "z", "A", "member_of", "B", 6);
    ent_graph *g = finish(b);
    assert_int_equal(kept_with(g, "ambivalent", "split", "p1 p2 n1 p3 n2 n3 z"), 2);
    assert_int_equal(kept_with(g, "ambivalent", "net", "p1 p2 n3 z"), 2);
    assert_int_equal(kept_with(g, "ambivalent", "positive", "p1 p2 p3 n3 z"), 2);
    assert_int_equal(kept_with(g, "ambivalent", "negative", "n1 n2 n3 z"), 2);
    assert_int_equal(kept_with(g, "ambivalent", "drop", "n3 z"), 2);
    kept_with(g, "around", "D", "n3");
    kept_with(g, "type", "alliance", "p1");
    kept_with(g, "type", "backlash,visit", "p2 n1 p3 n2 n3");
    ent_select o;
    ent_selection *s;
    ent_options_init(ent_select_options, &o, sizeof o, NULL);
    o.around = "D";
    o.radius = 2;
    assert_int_equal(ent_selection_new(g, &o, &s, NULL), ENT_OK);
    assert_int_equal(ent_selection_relations(s, NULL), 3); /* p3 n2 n3 */
    assert_int_equal(ent_selection_entities(s, NULL), 3);
    assert_int_equal(ent_selection_left_out(s, ENT_LEFT_AROUND), 4);
    ent_selection_free(s);
    ent_error err = {0};
    add_item(&o.types, "visitz");
    assert_int_equal(ent_selection_new(g, &o, &s, &err), ENT_USAGE);
    assert_non_null(strstr(err.hint, "visits"));
    ent_options_clear(ent_select_options, &o);
    ent_graph_free(g);
}

static void relations_about_relations_are_near_their_ends(void **state) {
    (void)state;
    log_of_findings log;
    ent_builder *b = start(&log, false);
    for (const char *const *id = (const char *const[]){"A", "B", "X", "Y", NULL}; *id; id++)
        entity(b, *id, "country", NULL, NULL);
    relation(b, "r1", "A", "allied_with", "B", 0);
    relation(b, "r2", "X", "objects_to", "r1", 1);
    relation(b, "r3", "Y", "visits", "X", 2);
    relation(b, "s1", "A", "objects_to", "s2", 3); /* a ring of targets hangs together */
    relation(b, "s2", "A", "objects_to", "s1", 4);
    ent_graph *g = finish(b);
    kept_with(g, "around", "A", "r1 r2 s1 s2"); /* X objects to what A is in: one step */
    kept_with(g, "around", "X", "r1 r2 r3");    /* and the relation it is about stays whole */
    kept_with(g, "around", "Y", "r3");
    kept_with(g, "type", "objects_to", "s1 s2"); /* r2 has lost what it is about */
    ent_graph_free(g);
}

static void odd_texts_are_told_apart(void **state) {
    (void)state;
    log_of_findings log;
    ent_builder *b = start(&log, false);
    entity(b, "K", "country", NULL, NULL);
    ent_entity_record leader = {
        .id = "L", .kind = "leader", .attributes = "{\"n\":99999999999999999999,\"country\":\"K\"}"};
    assert_int_equal(ent_builder_add_entity(b, &leader, NULL), ENT_OK);
    const char *one[] = {"a\x1f"
                         "b"},
               *two[] = {"a", "b"};
    ent_relation_record r = {.id = "\x01"
                                   "1",
                             .type = "visits",
                             .source = "K",
                             .target = "L",
                             .areas = one,
                             .area_count = 1,
                             .weight = NAN,
                             .confidence = NAN};
    assert_int_equal(ent_builder_add_relation(b, &r, NULL), ENT_OK);
    r.id = NULL; /* our own ids are no one's */
    r.areas = two;
    r.area_count = 2;
    assert_int_equal(ent_builder_add_relation(b, &r, NULL), ENT_OK);
    ent_graph *g = finish(b);
    ent_relation got;
    ent_graph_relation(g, 1, &got);
    assert_int_equal(got.area_count, 2);
    assert_string_equal(got.id, "r2");
    assert_int_equal(ent_graph_lifted(g, 1), 0); /* whatever the size of a number beside it */
    ent_graph_free(g);
}

static void a_vocabulary_may_be_empty(void **state) {
    (void)state;
    log_of_findings log = {0};
    static const char text[] = "{\"format\":\"entente-vocabulary/1\",\"types\":[],\"kinds\":[]}";
    ent_vocabulary *vocabulary;
    ent_builder *b;
    ent_sink sink = {record, &log};
    assert_int_equal(ent_vocabulary_read(text, sizeof text - 1, "empty", &sink, &vocabulary, NULL), ENT_OK);
    assert_int_equal(ent_builder_new(vocabulary, &sink, false, &b, NULL), ENT_OK);
    ent_vocabulary_free(vocabulary);
    relation(b, "r1", "A", NULL, "B", 0);
    refuses(b, &log, "empty-id");
}

static void equal_relations_of_three_files_count_once(void **state) {
    (void)state;
    log_of_findings log;
    ent_builder *b = start(&log, false);
    entity(b, "A", "country", NULL, NULL);
    relation(b, "r1", "A", "visits", "A", 0);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(ent_builder_begin_file(b, "two.json", true, NULL), ENT_OK);
        relation(b, "r1", "A", "supports", "A", 0);
    }
    ent_graph *g = finish(b);
    assert_int_equal(ent_graph_relations(g), 2);
    assert_int_equal(log.errors, 0);
    ent_graph_free(g);
}

static void everyday_names(void **state) {
    (void)state;
    static const char *const pairs[][2] = {{"alliance", "allied_with"},
                                           {"cooperation area", "cooperates_with"},
                                           {"cooperation", "cooperates_with"},
                                           {"backlash", "objects_to"},
                                           {"criticism", "objects_to"},
                                           {"membership", "member_of"},
                                           {"participation", "joins"},
                                           {"visit", "visits"},
                                           {"sanction", "sanctions"},
                                           {"provocation", "mobilizes_against"},
                                           {"warning", "warns"},
                                           {"ALLIED_WITH", "allied_with"}};
    ent_vocabulary *v;
    assert_int_equal(ent_vocabulary_default(&v, NULL), ENT_OK);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        ent_type type;
        long index = ent_vocabulary_find_type(v, pairs[i][0]);
        assert_true(index >= 0);
        ent_vocabulary_type(v, (size_t)index, &type);
        assert_string_equal(type.name, pairs[i][1]);
    }
    assert_int_equal(ent_vocabulary_find_type(v, "10") >= 0 &&
                         ent_vocabulary_find_type(v, "010") == ent_vocabulary_find_type(v, "10"),
                     0);
    ent_vocabulary_free(v);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(everything_comes_back),
                                       cmocka_unit_test(names_are_one),
                                       cmocka_unit_test(undeclared_ends_are_kept_with_one_warning),
                                       cmocka_unit_test(ids_given_by_us_step_aside),
                                       cmocka_unit_test(relations_target_relations),
                                       cmocka_unit_test(bad_records_are_told),
                                       cmocka_unit_test(unknown_types_are_kept_and_told_once),
                                       cmocka_unit_test(files_are_united),
                                       cmocka_unit_test(leaders_stand_for_countries),
                                       cmocka_unit_test(selection_equals_its_twin),
                                       cmocka_unit_test(ambivalent_pairs),
                                       cmocka_unit_test(relations_about_relations_are_near_their_ends),
                                       cmocka_unit_test(odd_texts_are_told_apart),
                                       cmocka_unit_test(a_vocabulary_may_be_empty),
                                       cmocka_unit_test(equal_relations_of_three_files_count_once),
                                       cmocka_unit_test(everyday_names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
