/* One process that draws again and again: leaks_test [RENDERS] (150). After a tenth of them and after all it takes the same
 * memory, both when layouts run in a child, as they do, and when Graphviz and the search work in the process itself. Under the
 * address sanitizer a few renders do: there every block that is lost is named at the end. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "draw/effort.h"
#include "draw/finish.h"
#include "draw/picture.h"
#include "draw/regions.h"

enum { NODES = 20, LINES = 30, MARGIN = 192 /* KiB: pages that the allocator keeps one time and not another */ };

static long resident(void) {
    long size, pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%ld %ld", &size, &pages) != 2) pages = 0;
    if (file) fclose(file);
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static void write_scene(ent_buffer *json) {
    ent_buffer_text(json, "{\"scene\":\"0\",\"relations\":30,\"nodes\":[");
    for (int i = 0; i < NODES; i++)
        ent_buffer_format(json, "%s{\"weight\":1,\"step\":0,\"name\":\"n%d\",\"text\":\"Node number %d\"}",
                          i ? "," : "", i, i);
    ent_buffer_text(json, "],\"lines\":[");
    for (int i = 0; i < LINES; i++)
        ent_buffer_format(
            json, "%s{\"source\":%d,\"target\":%d,\"sign\":1,\"count\":1,\"weight\":1,\"label\":\"allied with\"}",
            i ? "," : "", i % NODES, (7 * i + 3) % NODES);
    ent_buffer_text(json, "]}");
}

/* The layout without a child and its limits. */
static ent_status lay_out_here(ent_plot *plot, const ent_layout_limits *limits, ent_error *err) {
    ent_status status = ent_regions_plan(plot, err);
    if (status) return status;
    return ent_layout_search(plot, limits) && ent_finish_exactly(plot) ? ENT_OK : ENT_CALC;
}

/* The length of the picture; 0: there is none. */
static size_t render(const ent_buffer *json, bool here) {
    const ent_layout_limits limits = {.seconds = 20, .megabytes = 2000, .effort = ent_effort_find("draft")};
    ent_scene *scene = NULL;
    ent_plot *plot = NULL;
    ent_buffer picture = {0};
    ent_error err = {0};
    char note[200];
    ent_status status = ent_scene_read(json->data, json->length, &scene, &err);
    if (!status) status = ent_plot_new(scene, &plot, &err);
    if (!status) ent_svg_find_rooms(plot);
    if (!status)
        status = here ? lay_out_here(plot, &limits, &err) : ent_picture_of(scene)->layout(plot, &limits, note, &err);
    if (!status) ent_svg_write(plot, &picture);
    size_t length = picture.failed ? 0 : picture.length;
    ent_buffer_clear(&picture);
    ent_plot_free(plot);
    ent_scene_free(scene);
    if (err.message[0]) printf("# %s\n", err.message);
    return length;
}

static bool draw_all(const ent_buffer *json, int renders, bool here, int number) {
    long early = 0;
    size_t length = render(json, here);
    bool same = length > 1000;
    for (int i = 1; i < renders && same; i++) {
        if (i == renders / 10) early = resident();
        same = render(json, here) == length;
    }
    long late = resident();
    printf("# %s: %ld KiB after %d renders, %ld after %d\n", here ? "here" : "in a child", early, renders / 10, late,
           renders);
#ifdef __SANITIZE_ADDRESS__
    bool flat = true; /* freed blocks are kept for a while there */
#else
    bool flat = late - early <= MARGIN;
#endif
    printf("%sok %d - %d renders %s take no more memory than a tenth of them\n", same && flat ? "" : "not ", number,
           renders, here ? "in the process" : "with a child each");
    return same && flat;
}

int main(int argc, char **argv) {
#ifdef __SANITIZE_ADDRESS__
    int renders = 12;
#else
    int renders = argc > 1 ? atoi(argv[1]) : 150;
#endif
    ent_buffer json = {0};
    (void)argc, (void)argv;
    write_scene(&json);
    bool fine = !json.failed && draw_all(&json, renders, false, 1);
    fine = draw_all(&json, renders, true, 2) && fine;
    ent_buffer_clear(&json);
    puts("1..2");
    return fine ? 0 : 1;
}
