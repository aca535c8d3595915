/* scene/view_factions.c - camps apart: friends within, enemies across. */
#include "scene/choose.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scene/language.h"

/* Camps as the analysis numbers them, and nodes of none. */
static ent_status read_camps(ent_scene_maker *maker, ent_parted *out, ent_error *err) {
    const char **words = NULL;
    ent_status status = ent_scene_words_by_node(maker, maker->input->groups, &words, err);
    if (!status) status = ent_scene_part(maker->scene, words, out, err);
    free(words);
    return status;
}

/* Only signed lines, and whoever is in a camp. */
static ent_status keep_camps(ent_scene_maker *maker, ent_error *err) {
    ent_scene *scene = maker->scene;
    ent_choice choice = {NULL, NULL};
    uint32_t left = 0;
    ent_status status = ent_choice_init(&choice, scene, 1, err);
    for (uint32_t v = 0; v < scene->node_count && !status; v++) {
        choice.node[v] = scene->nodes[v].group >= 0;
        left += !choice.node[v] && ent_node_counts(scene, v);
    }
    for (uint32_t i = 0; i < scene->line_count && !status; i++) choice.line[i] = scene->lines[i].sign != 0;
    if (!status) status = ent_choice_apply(&choice, maker, err);
    if (!status && left) ent_say_number(&maker->remarks, scene->lang, ENT_SAYS_THEN_UNSIGNED, left);
    ent_choice_clear(&choice);
    return status;
}

/* Friendly across or hostile within. */
static uint32_t mark_misfits(ent_scene *scene) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < scene->line_count; i++) {
        ent_scene_line *line = &scene->lines[i];
        bool within = scene->nodes[line->source].group == scene->nodes[line->target].group;
        line->strong = line->source != line->target && line->sign != 0 && within != (line->sign > 0);
        line->weight = 1; /* width tells what does not fit, and nothing else */
        count += line->strong;
    }
    return count;
}

/* Nothing more when what is drawn has the fewest possible; "7", or "5 to 9" where it is not proved. */
static void say_index(ent_scene_maker *maker, uint32_t misfits) {
    double lower = maker->input->index_lower, upper = maker->input->index_upper;
    ent_buffer words = {0};
    if (isnan(lower) || isnan(upper) || (lower == 0 && upper == 0)) return;
    if (lower >= upper && upper == (double)misfits) {
        ent_buffer_text(&maker->remarks, ent_phrase_words(maker->scene->lang, ENT_SAYS_THEN_FEWEST));
        return;
    }
    ent_buffer_double(&words, lower);
    if (lower < upper) {
        ent_buffer_text(&words, "–");
        ent_buffer_double(&words, upper);
    }
    if (words.failed)
        maker->remarks.failed = true;
    else
        ent_say_text(&maker->remarks, maker->scene->lang, ENT_SAYS_THEN_INDEX, words.data);
    ent_buffer_clear(&words);
}

static ent_status name_camps(ent_scene *scene, ent_error *err) {
    for (uint32_t k = 0; k < scene->group_count; k++) {
        ent_buffer label = {0};
        ent_buffer number = {0};
        size_t size = 0;
        for (uint32_t v = 0; v < scene->node_count; v++) size += scene->nodes[v].group == (int)k;
        ent_buffer_format(&number, "%u", k + 1);
        if (number.failed)
            label.failed = true;
        else
            ent_say(&label, scene->lang, ENT_SAYS_FACTION, ENT_NUMBER(size), ENT_TEXT(number.data));
        ent_buffer_clear(&number);
        scene->groups[k].label = ent_scene_keep(scene, &label, ENT_CUT_NAME, false);
        if (!scene->groups[k].label) return ent_fail_memory(err);
    }
    return ENT_OK;
}

static ent_status apply(ent_scene_maker *maker, ent_error *err) {
    ent_scene *scene = maker->scene;
    ent_parted camps = {.count = 0};
    if (!maker->input->groups) return ent_fail(err, ENT_USAGE, "the view 'factions' is not told the factions");
    ent_status status = read_camps(maker, &camps, err);
    if (!status) status = ent_scene_make_groups(scene, camps.count, err);
    for (uint32_t v = 0; v < scene->node_count && !status; v++)
        scene->nodes[v].group = camps.part[v] == UINT32_MAX ? -1 : (int)camps.part[v];
    if (!status) status = keep_camps(maker, err);
    if (!status) status = ent_scene_apply_limit(maker, err);
    if (!status) status = name_camps(scene, err);
    if (!status) {
        uint32_t misfits = mark_misfits(scene);
        ent_say_number(&maker->remarks, scene->lang, ENT_SAYS_THEN_MISFITS, misfits);
        say_index(maker, misfits);
        scene->regions = ENT_REGIONS_COLUMNS;
    }
    ent_parted_clear(&camps);
    return status;
}

const ent_scene_view ent_scene_view_factions = {
    .name = "factions",
    .summary = "camps apart: friends within, enemies across",
    .detail =
        "The division into at most two camps, or N with --factions N, that leaves fewest signed lines inconsistent: "
        "adversarial within a camp or cooperative between two, as 'entente factions' finds it in a short time. "
        "These lines are thick and counted; the line index is that of all that is selected, with bounds where it "
        "is not proved. Lines without a sign, and entities that have no other, are left out.",
    .arguments = "",
    .pairs = true,
    .nodes = 60,
    .lines = 120,
    .apply = apply,
};
