/* scene/view_periods.c - the same network period by period: which line holds in which panel. */
#include <stdlib.h>
#include <string.h>

#include "model/stretch.h"
#include "scene/language.h"
#include "scene/make.h"

/* How many panels there are at most when nobody says how long they are; how many entities and lines of each they show; and
 * from how many entities on a box has a code for its name. */
enum { PANELS = 6, ENTITIES = 64, ENTITIES_KEPT = 40, LINES_KEPT = 3, CODES_FROM = 24 };

/* ---- which periods ---- */

static bool any_date(const ent_scene_maker *maker) {
    for (size_t i = 0; i < maker->drawn_count; i++) {
        ent_relation relation;
        ent_graph_relation(maker->graph, maker->drawn[i], &relation);
        if (relation.date.given) return true;
    }
    return false;
}

/* The shortest of these that makes no more than PANELS of it. */
static ent_status choose_length(const ent_stretch *stretch, ent_periods *out, ent_error *err) {
    static const char *const lengths[] = {"1d", "1w", "1m", "1q", "1y", "2y", "5y", "10y", "25y", "50y", "100y"};
    for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
        ent_every every;
        ent_status status = ent_every_read(lengths[k], &every, err);
        if (!status &&
            every.months * 30.4 + (double)every.days < ((double)stretch->last - stretch->first) / (PANELS + 1))
            continue; /* far too short */
        if (!status) status = ent_periods_make(&every, stretch, out, err);
        if (status || out->count <= PANELS) return status;
        ent_periods_clear(out);
    }
    ent_fail(err, ENT_USAGE, "the dates span too long a time for a few panels");
    ent_hint(err, "say how long a period is (--every 500y), or take a shorter time (--since, --until)");
    return ENT_USAGE;
}

static ent_status find_periods(const ent_scene_maker *maker, ent_periods *out, ent_error *err) {
    ent_every every;
    if (!any_date(maker)) {
        ent_fail(err, ENT_NO, "no relation that is selected has a date, so there are no periods");
        ent_hint(err, "--view network shows what has none");
        return ENT_NO;
    }
    ent_stretch stretch = ent_selection_stretch(maker->selection);
    if (!maker->options.every) return choose_length(&stretch, out, err);
    ent_status status = ent_every_read(maker->options.every, &every, err);
    if (!status) status = ent_periods_make(&every, &stretch, out, err);
    if (status || out->count <= ENT_MOST_PERIODS) return status;
    ent_fail(err, ENT_USAGE, "--every %s makes %zu panels, and no more than %d can be compared", maker->options.every,
             out->count, ENT_MOST_PERIODS);
    ent_hint(err, "take longer ones (--every), or a shorter time (--since, --until)");
    return ENT_USAGE;
}

/* ---- their names ---- */

static ent_status name_periods(ent_scene *scene, const ent_periods *periods, ent_error *err) {
    scene->periods = calloc(periods->count + 1, sizeof *scene->periods);
    if (!scene->periods) return ent_fail_memory(err);
    for (size_t k = 0; k < periods->count; k++) {
        ent_buffer name = {0};
        char from[16], to[16];
        ent_scene_say_days(periods->items[k].first, periods->items[k].last, &name);
        ent_date_format_day(periods->items[k].first, from);
        ent_date_format_day(periods->items[k].last, to);
        ent_scene_period *period = &scene->periods[k];
        period->label = ent_scene_keep(scene, &name, ENT_CUT_TYPE, false);
        period->from = ent_arena_text(&scene->arena, from, strlen(from));
        period->to = ent_arena_text(&scene->arena, to, strlen(to));
        if (!period->label || !period->from || !period->to) return ent_fail_memory(err);
    }
    scene->period_count = (uint32_t)periods->count;
    return ENT_OK;
}

/* ---- what holds in them ---- */

/* The periods that one relation holds in: those that have one of its days; without a date none, or all with --undated. */
static uint32_t periods_of(const ent_scene_maker *maker, ent_id row, const ent_periods *periods) {
    ent_relation relation;
    uint32_t mask = 0;
    ent_graph_relation(maker->graph, row, &relation);
    for (size_t k = 0; k < periods->count; k++) {
        ent_date days = {.first = periods->items[k].first, .last = periods->items[k].last, .given = true};
        bool holds = relation.date.given ? ent_date_overlaps(&relation.date, &days)
                                         : ent_selection_options(maker->selection)->undated;
        if (holds) mask |= UINT32_C(1) << k;
    }
    return mask;
}

/* Masks of the lines, and by stroke whether its relation holds in any. Lines that hold in none are left out, and who has no
 * other line. */
static ent_status mark_lines(ent_scene_maker *maker, const ent_periods *periods, uint8_t *holds, ent_error *err) {
    ent_scene *scene = maker->scene;
    uint8_t *lines = calloc((size_t)scene->line_count + 1, 1), *nodes = calloc((size_t)scene->node_count + 1, 1);
    ent_status status = lines && nodes ? ENT_OK : ent_fail_memory(err);
    for (uint32_t i = 0; i < scene->line_count && !status; i++) {
        ent_scene_line *line = &scene->lines[i];
        const ent_stroke_range range = maker->line_strokes[i];
        for (size_t k = range.first; k < range.first + range.count; k++) {
            const uint32_t mask = periods_of(maker, maker->strokes[k].relation, periods);
            holds[k] = mask != 0;
            line->periods |= mask;
        }
        if (line->periods) lines[i] = nodes[line->source] = nodes[line->target] = 1;
    }
    if (!status) status = ent_scene_keep_only(maker, nodes, lines, err);
    free(lines);
    free(nodes);
    return status;
}

/* Relations by period and sign; a relation has one line here. */
static void count_relations(ent_scene_maker *maker, const ent_periods *periods) {
    ent_scene *scene = maker->scene;
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_stroke_range *range = &maker->line_strokes[i];
        for (size_t k = 0; k < range->count; k++) {
            const ent_stroke *stroke = &maker->strokes[range->first + k];
            uint32_t mask = stroke->named ? periods_of(maker, stroke->relation, periods) : 0;
            for (size_t p = 0; p < periods->count; p++)
                scene->periods[p].count[scene->lines[i].sign + 1] += mask >> p & 1;
        }
    }
}

static size_t count_undated(const ent_scene_maker *maker) {
    size_t count = 0;
    if (ent_selection_options(maker->selection)->undated) return 0;
    for (size_t i = 0; i < maker->drawn_count; i++) {
        ent_relation relation;
        ent_graph_relation(maker->graph, maker->drawn[i], &relation);
        count += !relation.date.given;
    }
    return count;
}

/* ---- what there is room for ---- */

/* An id that can stand for the name in a small box: "KOR". */
static bool is_code(const char *id) {
    size_t length = strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    return length >= 2 && length <= 4 && !id[length];
}

static ent_status apply(ent_scene_maker *maker, ent_error *err) {
    ent_scene *scene = maker->scene;
    ent_periods periods = {0};
    scene->picture = ENT_PICTURE_PERIODS;
    ent_status status = find_periods(maker, &periods, err);
    if (!status) status = name_periods(scene, &periods, err);
    uint8_t *holds = calloc(maker->stroke_count + 1, 1);
    if (!status && !holds) status = ent_fail_memory(err);
    if (!status) status = mark_lines(maker, &periods, holds, err);
    if (!status) status = ent_scene_keep_heaviest(maker, ENTITIES, ENTITIES_KEPT, err);
    if (!status && scene->line_count > LINES_KEPT * scene->node_count)
        status = ent_scene_keep_strong_lines(maker, LINES_KEPT, err);
    if (!status) status = ent_scene_keep_strokes(maker, holds, err); /* what holds in no period is not shown */
    if (!status) count_relations(maker, &periods);
    for (uint32_t v = 0; v < scene->node_count && scene->node_count > CODES_FROM; v++)
        if (is_code(scene->nodes[v].id)) scene->nodes[v].text = scene->nodes[v].id;
    size_t undated = count_undated(maker);
    if (undated) ent_say_number(&maker->remarks, scene->lang, ENT_SAYS_THEN_UNDATED, undated);
    ent_periods_clear(&periods);
    free(holds);
    return status;
}

const ent_scene_view ent_scene_view_periods = {
    .name = "periods",
    .summary = "a small network for each period, everybody in the same place",
    .detail =
        "Time is cut into periods (--every, as in trend), and each has a panel with the relations that hold on one of "
        "its "
        "days. Boxes stand where they stand in the layout of all periods together; who has no relation in a period is "
        "pale. A panel counts its relations. Of more than 64 entities the 40 strongest are shown, or as many as "
        "--limit "
        "says, and when there are more than three lines for each, the three strongest of each.",
    .arguments = "",
    .pairs = true,
    .apply = apply,
};
