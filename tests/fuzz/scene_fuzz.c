/* The reader of scenes against any bytes: what it takes is in range, clean, and read again from what was written. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "scene/scene.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool truth, const char *what) {
    if (truth) return;
    fprintf(stderr, "scene_fuzz: %s\n", what);
    abort();
}

static void demand_clean(const char *text, bool lines) {
    size_t length = strlen(text);
    demand(ent_utf8_valid_prefix(text, length) == length, "text that is no UTF-8");
    for (const unsigned char *p = (const unsigned char *)text; *p; p++)
        demand((*p >= 0x20 && *p != 0x7f) || (lines && *p == '\n'), "a control in a text");
}

static void look(const ent_scene *scene) {
    const char *frame[] = {scene->title, scene->subtitle, scene->caption, scene->lang, scene->view};
    for (size_t i = 0; i < sizeof frame / sizeof *frame; i++) demand_clean(frame[i], false);
    for (uint32_t i = 0; i < scene->node_count; i++) {
        const ent_scene_node *node = &scene->nodes[i];
        const char *texts[] = {node->id, node->text, node->name, node->role, node->kind};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) demand_clean(texts[k], false);
        demand(node->shape < ENT_SHAPE_COUNT && node->step >= 0 && node->step <= 2, "a shape or step that is none");
        demand(node->weight >= 0 && node->weight <= 1e15 && node->group < (int)scene->group_count,
               "a weight or group out of range");
    }
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_scene_line *line = &scene->lines[i];
        const char *texts[] = {line->label, line->types, line->url, line->from, line->to};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) demand_clean(texts[k], false);
        demand_clean(line->tip, true);
        demand(line->source < scene->node_count && line->target < scene->node_count, "a line without its ends");
        demand(line->sign >= -1 && line->sign <= 1 && line->count >= 1 && line->change < ENT_CHANGE_COUNT,
               "a line out of range");
        demand(!*line->url || strncasecmp(line->url, "http", 4) == 0, "a link that is none");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_scene *scene = NULL, *again = NULL;
    char *first = NULL, *second = NULL;
    size_t first_length, second_length;
    ent_error err = {0};
    ent_status status = ent_scene_read((const char *)data, size, &scene, &err);
    demand(status == ENT_OK || status == ENT_BAD_INPUT, "a status that does not belong to data");
    demand((scene != NULL) == (status == ENT_OK), "status and scene disagree");
    if (status) return 0;
    look(scene);
    demand(ent_scene_write(scene, &first, &first_length, NULL) == ENT_OK, "it cannot be written");
    demand(ent_scene_read(first, first_length, &again, &err) == ENT_OK, "what was written cannot be read");
    demand(ent_scene_write(again, &second, &second_length, NULL) == ENT_OK, "it cannot be written twice");
    demand(first_length == second_length && memcmp(first, second, first_length) == 0, "written twice it differs");
    ent_free(first);
    ent_free(second);
    ent_scene_free(scene);
    ent_scene_free(again);
    return 0;
}

#include "fuzz/replay.h"
