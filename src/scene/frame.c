/* scene/frame.c - what stands around the drawing: title, subtitle, legend words, caption. */
#include "scene/make.h"

#include <stdlib.h>
#include <string.h>

#include "base/typeset.h"
#include "scene/language.h"

/* Sources that the caption names before it says how many more there are. */
enum { SOURCES_NAMED = 4 };

static ent_status keep(ent_scene_maker *maker, ent_buffer *buffer, const char **out, ent_error *err) {
    *out = ent_scene_keep(maker->scene, buffer, ENT_CUT_SUMMARY, false);
    return *out ? ENT_OK : ent_fail_memory(err);
}

static ent_status given(ent_scene_maker *maker, const char *text, const char **out, ent_error *err) {
    *out = ent_typeset_clean(&maker->scene->arena, text, ENT_CUT_SUMMARY, false);
    return *out ? ENT_OK : ent_fail_memory(err);
}

/* ---- subtitle ---- */

static ent_status default_subtitle(ent_scene_maker *maker, ent_error *err) {
    ent_scene *scene = maker->scene;
    const char *from = "", *to = "";
    bool dotted = false;
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_scene_line *line = &scene->lines[i];
        if (*line->from && (!*from || strcmp(line->from, from) < 0)) from = line->from;
        if (*line->to && strcmp(line->to, to) > 0) to = line->to;
        dotted = dotted || line->planned;
    }
    size_t shown = scene->relations, total = ent_graph_relations(maker->graph);
    bool one_day = *from && *to && strcmp(from, to) == 0;
    ent_phrase count = one_day        ? ENT_SAYS_COUNT_ON
                       : *from && *to ? ENT_SAYS_COUNT_SPAN
                       : *from        ? ENT_SAYS_COUNT_FROM
                       : *to          ? ENT_SAYS_COUNT_UNTIL
                                      : ENT_SAYS_COUNT;
    ent_buffer text = {0};
    if (maker->lead.length) {
        ent_buffer_text(&text, maker->lead.data);
        if (maker->remarks.length) ent_buffer_text(&text, maker->remarks.data);
        text.failed |= maker->remarks.failed;
        return keep(maker, &text, &scene->subtitle, err);
    }
    ent_say(&text, scene->lang, count, ENT_NUMBER(shown), ENT_TEXT(*from ? from : to), ENT_TEXT(to));
    bool lines = scene->picture == ENT_PICTURE_NETWORK || scene->picture == ENT_PICTURE_PERIODS;
    if (dotted)
        ent_buffer_text(&text,
                        ent_phrase_words(scene->lang, lines ? ENT_SAYS_THEN_DOTTED : ENT_SAYS_THEN_DOTTED_MARKS));
    if (shown < total && maker->options.caption) /* else the caption counts them */
        ent_say_number(&text, scene->lang, ENT_SAYS_THEN_LEFT_OUT, total - shown);
    if (maker->remarks.length) ent_buffer_text(&text, maker->remarks.data);
    if (maker->remarks.failed) text.failed = true;
    return keep(maker, &text, &scene->subtitle, err);
}

/* ---- caption ---- */

static void write_source(const ent_document *document, ent_buffer *text) {
    const char *parts[] = {*document->publisher ? document->publisher : document->title, document->author,
                           document->date};
    bool any = false;
    for (size_t i = 0; i < 3; i++) {
        if (!parts[i] || !*parts[i]) continue;
        if (any) ent_buffer_text(text, ", ");
        ent_buffer_text(text, parts[i]);
        any = true;
    }
    if (!any) ent_buffer_text(text, document->id);
}

/* The documents that some relations of a graph rest on, each way of naming one once. */
static ent_status name_sources(const ent_graph *graph, const ent_id *rows, size_t count, const uint8_t *shown,
                               ent_pool *sources, ent_error *err) {
    for (size_t i = 0; i < count; i++) {
        ent_relation relation;
        if (shown && !shown[rows[i]]) continue;
        ent_graph_relation(graph, rows[i], &relation);
        for (size_t k = 0; k < relation.evidence_count; k++) {
            ent_evidence evidence;
            ent_document document;
            ent_graph_evidence(graph, (ent_id)(relation.evidence_first + k), &evidence);
            if (evidence.document == ENT_NONE) continue;
            ent_graph_document(graph, evidence.document, &document);
            ent_buffer text = {0};
            write_source(&document, &text);
            uint32_t number = text.failed ? UINT32_MAX : ent_pool_add(sources, text.data ? text.data : "", NULL);
            ent_buffer_clear(&text);
            if (number == UINT32_MAX) return ent_fail_memory(err);
        }
    }
    return ENT_OK;
}

/* Of what is shown; of an earlier state all, when something of it that has ended is. */
static ent_status name_all_sources(ent_scene_maker *maker, ent_pool *sources, ent_error *err) {
    ent_status status = name_sources(maker->graph, maker->drawn, maker->drawn_count, maker->shown, sources, err);
    if (status || !maker->ended) return status;
    const ent_id *rows;
    size_t count = ent_selection_relations(maker->input->before, &rows);
    return name_sources(ent_selection_graph(maker->input->before), rows, count, NULL, sources, err);
}

static void write_sources(ent_scene_maker *maker, const ent_pool *sources, ent_buffer *text) {
    const char *lang = maker->scene->lang;
    ent_buffer list = {0};
    for (size_t i = 0; i < sources->count && i < SOURCES_NAMED; i++) {
        if (i) ent_buffer_text(&list, "; ");
        ent_buffer_text(&list, ent_pool_text(sources, i));
    }
    if (sources->count > SOURCES_NAMED) ent_say_number(&list, lang, ENT_SAYS_AND_MORE, sources->count - SOURCES_NAMED);
    text->failed = text->failed || list.failed;
    if (list.data) ent_say(text, lang, ENT_SAYS_SOURCES, ENT_NUMBER(sources->count), ENT_TEXT(list.data));
    ent_buffer_clear(&list);
}

static ent_status default_caption(ent_scene_maker *maker, ent_error *err) {
    ent_pool sources = {0};
    ent_buffer text = {0};
    ent_status status = name_all_sources(maker, &sources, err);
    if (!status) {
        write_sources(maker, &sources, &text);
        ent_say(&text, maker->scene->lang, ENT_SAYS_SHOWN,
                ENT_NUMBER(ent_graph_relations(maker->graph) + maker->other_total),
                ENT_NUMBER(maker->scene->relations));
        ent_buffer_format(&text, " entente %s", ent_version());
        status = keep(maker, &text, &maker->scene->caption, err);
    }
    ent_pool_clear(&sources);
    return status;
}

/* ---- legend ---- */

enum { KINDS_NAMED = 3 };

/* Which kinds occur: one byte a kind of the graph, and one more for areas. */
static void mark_kinds(const ent_scene_maker *maker, uint8_t *used) {
    const ent_id *rows;
    size_t count = ent_selection_entities(maker->selection, &rows);
    for (size_t i = 0; i < count; i++) {
        ent_entity entity;
        if (maker->node_of_entity[rows[i]] == ENT_NONE) continue;
        ent_graph_entity(maker->graph, rows[i], &entity);
        used[entity.kind] = 1;
    }
    for (size_t i = 0; i < maker->areas.count; i++)
        if (maker->node_of_area[i] != ENT_NONE && !strncmp(maker->scene->nodes[maker->node_of_area[i]].id, "area:", 5))
            used[ent_graph_kinds(maker->graph)] = 1;
}

/* And those of the earlier state, when it is one of the same graph: kinds have numbers by graph. */
static void mark_earlier_kinds(const ent_scene_maker *maker, uint8_t *used) {
    const ent_id *rows;
    if (!maker->input->before || ent_selection_graph(maker->input->before) != maker->graph) return;
    size_t count = ent_selection_entities(maker->input->before, &rows);
    for (size_t i = 0; i < count; i++) {
        ent_entity entity;
        ent_graph_entity(maker->graph, rows[i], &entity);
        used[entity.kind] = 1;
    }
}

/* Words for one shape: the kinds that have it here, in the order of the vocabulary. */
static ent_status legend_words(ent_scene_maker *maker, const uint8_t *used, ent_shape shape, ent_error *err) {
    const char *lang = maker->scene->lang;
    ent_buffer words = {0};
    size_t named = 0, kind_count = ent_graph_kinds(maker->graph);
    for (size_t k = 0; k <= kind_count; k++) {
        ent_kind kind = {.shape = "technology"};
        if (k < kind_count) ent_graph_kind(maker->graph, (uint32_t)k, &kind);
        if (!used[k] || ent_shape_find(kind.shape && *kind.shape ? kind.shape : "other") != shape) continue;
        named++;
        if (named > KINDS_NAMED) continue;
        if (named > 1) ent_buffer_text(&words, ", ");
        ent_buffer_text(&words, k < kind_count ? ent_graph_kind_label(maker->graph, (uint32_t)k, lang)
                                               : ent_phrase_words(lang, ENT_SAYS_AREA));
    }
    if (named > KINDS_NAMED && words.data) {
        ent_buffer some = words;
        words = (ent_buffer){.failed = some.failed};
        ent_say_text(&words, lang, ENT_SAYS_AND_OTHERS, some.data);
        ent_buffer_clear(&some);
    }
    if (words.data && words.data[0] >= 'a' && words.data[0] <= 'z') words.data[0] = (char)(words.data[0] - 32);
    const char *kept = ent_scene_keep(maker->scene, &words, ENT_CUT_NAME, false);
    const char *earlier = maker->scene->legend[shape]; /* of a state that had kinds of this shape when this has none */
    maker->scene->legend[shape] = kept && !*kept && earlier ? earlier : kept;
    return kept ? ENT_OK : ent_fail_memory(err);
}

/* Boxes that are no entities of a kind. */
static ent_status name_others(ent_scene_maker *maker, ent_error *err) {
    return maker->other_words ? given(maker, maker->other_words, &maker->scene->legend[ENT_SHAPE_OTHER], err) : ENT_OK;
}

static ent_status make_legend(ent_scene_maker *maker, ent_error *err) {
    uint8_t *used = calloc(ent_graph_kinds(maker->graph) + 1, 1);
    if (!used) return ent_fail_memory(err);
    ent_status status = ENT_OK;
    mark_kinds(maker, used);
    mark_earlier_kinds(maker, used);
    for (int shape = 0; shape < ENT_SHAPE_COUNT && !status; shape++)
        status = legend_words(maker, used, (ent_shape)shape, err);
    if (!status) status = name_others(maker, err);
    free(used);
    return status;
}

ent_status ent_scene_make_frame(ent_scene_maker *maker, ent_error *err) {
    const ent_scene_options *options = &maker->options;
    ent_scene *scene = maker->scene;
    const char *title = options->title ? options->title : ent_graph_title(maker->graph);
    if (!title || !*title) title = ent_phrase_words(scene->lang, ENT_SAYS_TITLE);
    ent_status status = given(maker, title, &scene->title, err);
    if (!status)
        status =
            options->subtitle ? given(maker, options->subtitle, &scene->subtitle, err) : default_subtitle(maker, err);
    if (!status)
        status = options->caption ? given(maker, options->caption, &scene->caption, err) : default_caption(maker, err);
    return status ? status : make_legend(maker, err);
}
