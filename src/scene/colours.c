/* scene/colours.c - nodes in parts by a word for each, and colours that tell these. */
#include "scene/choose.h"

#include <stdlib.h>
#include <string.h>

#include "base/typeset.h"
#include "scene/language.h"

/* ---- parts ---- */

typedef struct {
    const char *word;
    uint32_t size, number; /* number: in the order of the first node */
} counted;

static int compare_parts(const void *a, const void *b) {
    const counted *x = a, *y = b;
    if (x->size != y->size) return x->size > y->size ? -1 : 1;
    return strcmp(x->word, y->word);
}

void ent_parted_clear(ent_parted *parted) {
    free(parted->part);
    free(parted->size);
    free(parted->words);
    free(parted->lead);
    *parted = (ent_parted){.count = 0};
}

/* Number the words by the first node that has them. */
static ent_status number_words(const char *const *words, uint32_t count, ent_parted *out, counted *parts,
                               ent_error *err) {
    ent_pool pool = {0};
    ent_status status = ENT_OK;
    for (uint32_t v = 0; v < count && !status; v++) {
        bool fresh = false;
        out->part[v] = UINT32_MAX;
        if (!words[v]) continue;
        uint32_t number = ent_pool_add(&pool, words[v], &fresh);
        if (number == UINT32_MAX) {
            status = ent_fail_memory(err);
            continue;
        }
        if (fresh) parts[out->count++] = (counted){words[v], 0, number};
        parts[number].size++;
        out->part[v] = number;
    }
    ent_pool_clear(&pool);
    return status;
}

static void find_leads(const ent_scene *scene, ent_parted *out) {
    for (uint32_t k = 0; k < out->count; k++) out->lead[k] = UINT32_MAX;
    for (uint32_t v = 0; v < scene->node_count; v++) {
        if (out->part[v] == UINT32_MAX) continue;
        uint32_t *lead = &out->lead[out->part[v]];
        if (*lead == UINT32_MAX || scene->nodes[v].weight > scene->nodes[*lead].weight) *lead = v;
    }
}

void ent_parted_say(const ent_scene *scene, const ent_parted *parted, uint32_t part, bool numbered, ent_buffer *out) {
    if (!numbered)
        ent_buffer_text(out, parted->words[part]);
    else if (parted->size[part] == 1)
        ent_buffer_text(out, scene->nodes[parted->lead[part]].text);
    else
        ent_say_text(out, scene->lang, ENT_SAYS_AROUND, scene->nodes[parted->lead[part]].text);
}

ent_status ent_scene_part(const ent_scene *scene, const char *const *words, ent_parted *out, ent_error *err) {
    uint32_t count = scene->node_count;
    size_t room = (size_t)count + 1;
    counted *parts = calloc(room, sizeof *parts);
    uint32_t *place = calloc(room, sizeof *place);
    *out = (ent_parted){.part = calloc(room, sizeof *out->part),
                        .size = calloc(room, sizeof *out->size),
                        .words = calloc(room, sizeof *out->words),
                        .lead = calloc(room, sizeof *out->lead)};
    bool made = parts && place && out->part && out->size && out->words && out->lead;
    ent_status status = made ? ENT_OK : ent_fail_memory(err);
    if (!status) status = number_words(words, count, out, parts, err);
    if (!status) qsort(parts, out->count, sizeof *parts, compare_parts);
    for (uint32_t k = 0; k < out->count && !status; k++) {
        place[parts[k].number] = k;
        out->size[k] = parts[k].size;
        out->words[k] = parts[k].word;
    }
    for (uint32_t v = 0; v < count && !status; v++)
        if (out->part[v] != UINT32_MAX) out->part[v] = place[out->part[v]];
    if (!status) find_leads(scene, out);
    free(parts);
    free(place);
    return status;
}

ent_status ent_scene_words_by_node(const ent_scene_maker *maker, const char *const *by_entity, const char ***out,
                                   ent_error *err) {
    const char **words = calloc((size_t)maker->scene->node_count + 1, sizeof *words);
    if (!words) return ent_fail_memory(err);
    size_t count = ent_graph_entities(maker->graph);
    for (size_t e = 0; e < count; e++)
        if (maker->node_of_entity[e] != ENT_NONE) words[maker->node_of_entity[e]] = by_entity[e];
    *out = words;
    return ENT_OK;
}

ent_status ent_scene_make_groups(ent_scene *scene, uint32_t count, ent_error *err) {
    free(scene->groups);
    scene->groups = calloc((size_t)count + 1, sizeof *scene->groups);
    if (!scene->groups) return ent_fail_memory(err);
    for (uint32_t k = 0; k < count; k++) scene->groups[k].label = "";
    scene->group_count = count;
    return ENT_OK;
}

/* ---- colours ---- */

/* "bloc 1 (12)" */
static ent_status say_tints(ent_scene *scene, const ent_parted *parted, bool numbered, ent_error *err) {
    uint32_t count = parted->count < ENT_MOST_TINTS ? parted->count : ENT_MOST_TINTS;
    free(scene->tints);
    scene->tints = calloc((size_t)count + 1, sizeof *scene->tints);
    if (!scene->tints) return ent_fail_memory(err);
    for (uint32_t k = 0; k < count; k++) {
        ent_buffer words = {0};
        ent_parted_say(scene, parted, k, numbered, &words);
        ent_buffer_format(&words, " (%u)", parted->size[k]);
        scene->tints[k] = ent_scene_keep(scene, &words, ENT_CUT_NAME, false);
        if (!scene->tints[k]) return ent_fail_memory(err);
    }
    scene->tint_count = count;
    return ENT_OK;
}

ent_status ent_scene_apply_colours(ent_scene_maker *maker, ent_error *err) {
    ent_scene *scene = maker->scene;
    const char **words = NULL;
    ent_parted parted = {.count = 0};
    if (!maker->input->colours || maker->view->aggregate) return ENT_OK;
    ent_status status = ent_scene_words_by_node(maker, maker->input->colours, &words, err);
    if (!status) status = ent_scene_part(scene, words, &parted, err);
    if (!status) status = say_tints(scene, &parted, maker->input->colours_numbered, err);
    for (uint32_t v = 0; v < scene->node_count && !status; v++)
        scene->nodes[v].tint = parted.part[v] < ENT_MOST_TINTS ? (int)parted.part[v] : -1;
    if (!status) {
        scene->tinted = true;
        if (maker->input->colour_words)
            ent_say_text(&maker->remarks, scene->lang, ENT_SAYS_THEN_COLOUR, maker->input->colour_words);
    }
    ent_parted_clear(&parted);
    free(words);
    return status;
}
