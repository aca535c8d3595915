/* A plot for the tests of the room draw; included after the sources that they compile in. */
#ifndef DRAW_FIXTURE_H
#define DRAW_FIXTURE_H

/* A scene of `n` countries and the given pairs, "0-1 1-2". */
typedef struct {
    ent_scene scene;
    ent_scene_node nodes[64];
    ent_scene_line lines[256];
    ent_plot *plot;
} fixture;

static void make(fixture *f, uint32_t n, const char *pairs, const char *label) {
    memset(f, 0, sizeof *f);
    f->scene = (ent_scene){.title = "t", .subtitle = "", .caption = "", .lang = "en", .node_count = n};
    for (uint32_t i = 0; i < n; i++)
        f->nodes[i] = (ent_scene_node){.id = "x", .text = "Node", .name = "Node", .role = "", .kind = "country"};
    unsigned a, b;
    int used;
    for (; sscanf(pairs, "%u-%u%n", &a, &b, &used) == 2; pairs += used)
        f->lines[f->scene.line_count++] = (ent_scene_line){.source = a,
                                                           .target = b,
                                                           .sign = 1,
                                                           .head = true,
                                                           .weight = 1,
                                                           .count = 1,
                                                           .label = label,
                                                           .types = "",
                                                           .tip = ""};
    f->scene.nodes = f->nodes;
    f->scene.lines = f->lines;
    assert_int_equal(ent_plot_new(&f->scene, &f->plot, NULL), ENT_OK);
}

#endif
