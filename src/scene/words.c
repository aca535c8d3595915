/* scene/words.c - what is written on and behind a line: label, tooltip, dates, link. */
#include "scene/make.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/typeset.h"
#include "scene/language.h"

static const char *type_words(const ent_scene_maker *maker, uint32_t type) {
    return ent_graph_type_label(maker->graph, type, maker->scene->lang);
}

/* ---- label: the types by how often they occur, the first of them named ---- */

typedef struct {
    uint32_t type;
    size_t count;
} type_count;

static size_t count_types(ent_scene_maker *maker, const ent_stroke *strokes, size_t count, type_count *types) {
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        ent_relation relation;
        ent_graph_relation(maker->graph, strokes[i].relation, &relation);
        size_t k = 0;
        while (k < used && types[k].type != relation.type) k++;
        if (k == used) types[used++] = (type_count){relation.type, 0};
        types[k].count++;
    }
    /* insertion sort: stable, and a line has few types */
    for (size_t i = 1; i < used; i++) {
        type_count moved = types[i];
        size_t k = i;
        for (; k > 0 && types[k - 1].count < moved.count; k--) types[k] = types[k - 1];
        types[k] = moved;
    }
    return used;
}

static ent_status write_label(ent_scene_maker *maker, ent_scene_line *line, const ent_stroke *strokes, size_t count,
                              ent_error *err) {
    bool named = false;
    for (size_t i = 0; i < count; i++) named = named || strokes[i].named;
    type_count *types = calloc(count + 1, sizeof *types);
    if (!types) return ent_fail_memory(err);
    size_t used = count_types(maker, strokes, count, types);
    ent_buffer label = {0}, names = {0};
    for (size_t i = 0; i < used; i++) {
        ent_type type;
        ent_graph_type(maker->graph, types[i].type, &type);
        if (i) ent_buffer_char(&names, ',');
        ent_buffer_text(&names, type.name);
        if (!named || i >= ENT_LABEL_TYPES) continue;
        const char *words =
            ent_typeset_clean(&maker->scene->arena, type_words(maker, types[i].type), ENT_CUT_TYPE, false);
        if (!words) label.failed = true;
        if (i) ent_buffer_text(&label, ", ");
        ent_buffer_text(&label, words);
        if (types[i].count > 1) ent_buffer_format(&label, " ×%zu", types[i].count);
    }
    if (named && used > ENT_LABEL_TYPES) ent_buffer_format(&label, ", +%zu", used - ENT_LABEL_TYPES);
    free(types);
    line->label = ent_scene_keep(maker->scene, &label, ENT_CUT_NAME, false);
    line->types = ent_scene_keep(maker->scene, &names, ENT_CUT_SUMMARY, false);
    return line->label && line->types ? ENT_OK : ent_fail_memory(err);
}

/* ---- tooltip ---- */

/* "cooperative", "cooperative, planned" */
static void write_stance(const char *lang, ent_buffer *out, const ent_relation *relation) {
    static const ent_phrase statuses[] = {
        [ENT_ASSERTED] = ENT_SAYS_STATUS_ASSERTED,         [ENT_PLANNED] = ENT_SAYS_STATUS_PLANNED,
        [ENT_REPORTED] = ENT_SAYS_STATUS_REPORTED,         [ENT_DENIED] = ENT_SAYS_STATUS_DENIED,
        [ENT_HYPOTHETICAL] = ENT_SAYS_STATUS_HYPOTHETICAL, [ENT_ENDED] = ENT_SAYS_STATUS_ENDED};
    ent_buffer_text(out, ent_sign_words(lang, relation->sign));
    if (relation->status == ENT_ASSERTED) return;
    ent_buffer_text(out, ", ");
    ent_buffer_text(out, ent_phrase_words(lang, statuses[relation->status]));
}

/* The words of the type and the areas: "cooperates with in chips, batteries". */
static void write_what(ent_scene_maker *maker, ent_buffer *out, ent_id row, const ent_relation *relation) {
    const char *words = type_words(maker, relation->type);
    ent_buffer areas = {0};
    for (size_t k = 0; k < relation->area_count; k++) {
        if (k) ent_buffer_text(&areas, ", ");
        ent_buffer_text(&areas, ent_graph_relation_area(maker->graph, row, k));
    }
    if (areas.failed) out->failed = true;
    if (areas.data)
        ent_say(out, maker->scene->lang, ENT_SAYS_IN_AREAS, ENT_TEXT(words), ENT_TEXT(areas.data));
    else
        ent_buffer_text(out, words);
    ent_buffer_clear(&areas);
}

static const char *node_name(const ent_scene_maker *maker, uint32_t node) {
    return maker->scene->nodes[node].name;
}

static void write_source(ent_buffer *tip, const ent_document *document) {
    const char *parts[] = {*document->publisher ? document->publisher : document->title, document->author,
                           document->date};
    bool any = false;
    for (size_t i = 0; i < 3; i++) {
        if (!parts[i] || !*parts[i]) continue;
        ent_buffer_text(tip, any ? ", " : " — ");
        ent_buffer_text(tip, parts[i]);
        any = true;
    }
}

static void write_evidence(ent_scene_maker *maker, ent_buffer *tip, const ent_relation *relation) {
    if (!relation->evidence_count) {
        if (!*relation->note) return;
        ent_buffer_text(tip, ": ");
        ent_buffer_text(tip, relation->note);
        return;
    }
    ent_evidence evidence;
    ent_graph_evidence(maker->graph, relation->evidence_first, &evidence);
    bool quoted = !*evidence.summary && *evidence.quote;
    const char *text =
        ent_typeset_clean(&maker->scene->arena, quoted ? evidence.quote : evidence.summary, ENT_CUT_SUMMARY, false);
    if (!text) tip->failed = true;
    if (text && *text) {
        ent_buffer_text(tip, quoted ? ": “" : ": ");
        ent_buffer_text(tip, text);
        if (quoted) ent_buffer_text(tip, "”");
    }
    if (evidence.document == ENT_NONE) return;
    ent_document document;
    ent_graph_document(maker->graph, evidence.document, &document);
    write_source(tip, &document);
}

static const char *name_of(const ent_scene_maker *maker, ent_id entity, const char *otherwise) {
    const char *own = ent_graph_entity_name_in(maker->graph, entity, maker->scene->lang);
    return own && *own ? own : otherwise;
}

/* The ends as the data has them, when the line does not say so already: under --lift, or against its direction. */
static void write_ends(ent_scene_maker *maker, ent_buffer *tip, const ent_scene_line *line, const ent_stroke *stroke,
                       const ent_relation *relation) {
    ent_entity source, target = {.name = ""};
    bool lifted = ent_selection_stand_in(maker->selection, relation->source) != relation->source;
    ent_graph_entity(maker->graph, relation->source, &source);
    if (!relation->target_is_relation) {
        lifted = lifted || ent_selection_stand_in(maker->selection, relation->target) != relation->target;
        ent_graph_entity(maker->graph, relation->target, &target);
    }
    if (!lifted && (!stroke->directed || stroke->from == line->source)) return;
    ent_buffer_text(tip, name_of(maker, relation->source, source.name));
    if (*target.name) {
        ent_buffer_text(tip, stroke->directed ? " → " : " – ");
        ent_buffer_text(tip, name_of(maker, relation->target, target.name));
    }
    ent_buffer_text(tip, ": ");
}

static void write_relation(ent_scene_maker *maker, ent_buffer *tip, const ent_scene_line *line,
                           const ent_stroke *stroke) {
    ent_relation relation;
    ent_graph_relation(maker->graph, stroke->relation, &relation);
    ent_buffer_char(tip, '\n');
    write_ends(maker, tip, line, stroke, &relation);
    write_what(maker, tip, stroke->relation, &relation);
    ent_buffer_text(tip, " (");
    write_stance(maker->scene->lang, tip, &relation);
    ent_buffer_char(tip, ')');
    if (*relation.date_text) {
        ent_buffer_text(tip, ", ");
        ent_buffer_text(tip, relation.date_text);
    }
    write_evidence(maker, tip, &relation);
}

static ent_status write_tip(ent_scene_maker *maker, ent_scene_line *line, const ent_stroke *strokes, size_t count,
                            ent_error *err) {
    ent_buffer tip = {0};
    ent_buffer_text(&tip, node_name(maker, line->source));
    ent_buffer_text(&tip, line->head && line->tail ? " ↔ " : line->head ? " → " : " – ");
    ent_buffer_text(&tip, node_name(maker, line->target));
    for (size_t i = 0; i < count && i < ENT_TIP_RELATIONS; i++) write_relation(maker, &tip, line, &strokes[i]);
    if (count > ENT_TIP_RELATIONS) {
        ent_buffer_char(&tip, '\n');
        ent_say_number(&tip, maker->scene->lang, ENT_SAYS_MORE, count - ENT_TIP_RELATIONS);
    }
    line->tip = ent_scene_keep(maker->scene, &tip, ENT_CUT_TIP, true);
    return line->tip ? ENT_OK : ent_fail_memory(err);
}

/* ---- dates and link ---- */

static ent_status write_dates(ent_scene_maker *maker, ent_scene_line *line, const ent_stroke *strokes, size_t count,
                              ent_error *err) {
    int32_t first = ENT_DAY_MAX, last = ENT_DAY_MIN;
    for (size_t i = 0; i < count; i++) {
        ent_relation relation;
        ent_graph_relation(maker->graph, strokes[i].relation, &relation);
        if (!relation.date.given) continue;
        if (relation.date.first != ENT_DAY_MIN && relation.date.first < first) first = relation.date.first;
        if (relation.date.last != ENT_DAY_MAX && relation.date.last > last) last = relation.date.last;
    }
    char from[16], to[16];
    ent_date_format_day(first, from);
    ent_date_format_day(last, to);
    line->from = ent_arena_text(&maker->scene->arena, from, strlen(from));
    line->to = ent_arena_text(&maker->scene->arena, to, strlen(to));
    return line->from && line->to ? ENT_OK : ent_fail_memory(err);
}

static ent_status find_link(ent_scene_maker *maker, ent_scene_line *line, const ent_stroke *strokes, size_t count,
                            ent_error *err) {
    line->url = "";
    for (size_t i = 0; i < count && !*line->url; i++) {
        ent_relation relation;
        ent_graph_relation(maker->graph, strokes[i].relation, &relation);
        for (size_t k = 0; k < relation.evidence_count && !*line->url; k++) {
            ent_evidence evidence;
            ent_document document;
            ent_graph_evidence(maker->graph, (ent_id)(relation.evidence_first + k), &evidence);
            if (evidence.document == ENT_NONE) continue;
            ent_graph_document(maker->graph, evidence.document, &document);
            line->url = ent_typeset_url(&maker->scene->arena, document.url);
            if (!line->url) return ent_fail_memory(err);
        }
    }
    return ENT_OK;
}

ent_status ent_scene_word_line(ent_scene_maker *maker, ent_scene_line *line, const ent_stroke *strokes, size_t count,
                               ent_error *err) {
    ent_status status = write_label(maker, line, strokes, count, err);
    if (!status) status = write_tip(maker, line, strokes, count, err);
    if (!status) status = write_dates(maker, line, strokes, count, err);
    return status ? status : find_link(maker, line, strokes, count, err);
}

ent_status ent_scene_word_lines(ent_scene_maker *maker, ent_error *err) {
    ent_status status = ENT_OK;
    for (uint32_t i = 0; i < maker->scene->line_count && !status; i++) {
        const ent_stroke_range range = maker->line_strokes[i];
        ent_scene_line *line = &maker->scene->lines[i];
        if (!line->label) status = ent_scene_word_line(maker, line, maker->strokes + range.first, range.count, err);
    }
    return status;
}

void ent_scene_say_days(int32_t first, int32_t last, ent_buffer *out) {
    char from[16], to[16];
    int64_t year;
    int first_month, first_day, last_month, last_day;
    ent_date_format_day(first, from);
    ent_date_format_day(last, to);
    if (*from && *to) {
        ent_day_parts(first, &year, &first_month, &first_day);
        ent_day_parts((int64_t)last + 1, &year, &last_month, &last_day); /* the day after: the first of something */
        bool months = first_day == 1 && last_day == 1, years = months && first_month == 1 && last_month == 1;
        size_t cut = years ? 6 : months ? 3 : 0;
        from[strlen(from) - cut] = '\0';
        to[strlen(to) - cut] = '\0';
    }
    ent_buffer_text(out, from);
    if (strcmp(from, to) == 0) return;
    ent_buffer_text(out, " – ");
    ent_buffer_text(out, to);
}
