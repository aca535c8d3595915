/* draw/graphviz.c - Graphviz for geometry only: no text, no fonts, no renderer. The plugin of neato is handed over and
 * nothing else is loaded, so the result does not depend on what is installed or configured. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "draw/gvc.h"
#include "draw/plot.h"

#define ROUTE_ROOM 4.0

ent_status ent_graphviz_load(ent_error *err) {
    return ent_gvc_load(err);
}

/* one context a process: each new one leaks */
static GVC_t *context(void) {
    static GVC_t *made;
    static lt_symlist_t plugins[2] = {{"gvplugin_neato_layout_LTX_library", NULL}, {NULL, NULL}};
    if (!made && ent_gvc_load(NULL) == ENT_OK) {
        agseterr(AGMAX);
        plugins[0].address = &gvplugin_neato_layout_LTX_library;
        made = gvContextPlugins(plugins, 0);
    }
    return made;
}

/* A number as attribute text; two decimals are far below what the eye sees. */
static char *fixed(ent_buffer *room, double value, int decimals) {
    room->length = 0;
    ent_buffer_fixed(room, value, decimals);
    return room->failed ? "0" : room->data;
}

typedef struct {
    Agraph_t *graph;
    Agnode_t **nodes;
    Agedge_t **edges; /* by link, NULL for loops */
} drawing;

static void close_drawing(drawing *d) {
    if (d->graph) agclose(d->graph);
    free(d->nodes);
    free(d->edges);
}

static void set_number(void *object, Agsym_t *attribute, ent_buffer *room, double value, int decimals) {
    agxset(object, attribute, fixed(room, value, decimals));
}

static void add_nodes(drawing *d, const ent_plot *plot, const double *xy, ent_buffer *room) {
    Agsym_t *width = agattr(d->graph, AGNODE, "width", "0.1"), *height = agattr(d->graph, AGNODE, "height", "0.1");
    Agsym_t *pos = agattr(d->graph, AGNODE, "pos", "");
    for (uint32_t i = 0; i < plot->node_count; i++) {
        char name[16];
        snprintf(name, sizeof name, "%u", i);
        d->nodes[i] = agnode(d->graph, name, 1);
        set_number(d->nodes[i], width, room, plot->nodes[i].w / 72, 4);
        set_number(d->nodes[i], height, room, plot->nodes[i].h / 72, 4);
        if (!xy) continue;
        room->length = 0;
        ent_buffer_fixed(room, xy[2 * i], 2);
        ent_buffer_char(room, ',');
        ent_buffer_fixed(room, -xy[2 * i + 1], 2);
        if (!room->failed) agxset(d->nodes[i], pos, room->data);
    }
}

static void add_edges(drawing *d, const ent_plot *plot, const uint8_t *wanted, ent_buffer *room) {
    Agsym_t *len = agattr(d->graph, AGEDGE, "len", "1");
    for (uint32_t i = 0; i < plot->link_count; i++) {
        const ent_link *link = &plot->links[i];
        if (link->a == link->b || (wanted && !wanted[i])) continue;
        d->edges[i] = agedge(d->graph, d->nodes[link->a], d->nodes[link->b], NULL, 1);
        double length = (plot->nodes[link->a].w + plot->nodes[link->b].w) / 4 + .6 * link->label_w + 30;
        set_number(d->edges[i], len, room, length / 72, 3);
    }
}

/* All links, or those that are wanted. */
static bool open_drawing(drawing *d, const ent_plot *plot, const double *xy, const uint8_t *wanted) {
    if (!context()) return false;
    d->graph = agopen("g", Agdirected, NULL);
    d->nodes = calloc((size_t)plot->node_count + 1, sizeof(Agnode_t *));
    d->edges = calloc((size_t)plot->link_count + 1, sizeof(Agedge_t *));
    ent_buffer room = {0};
    if (!d->graph || !d->nodes || !d->edges) return false;
    agattr(d->graph, AGRAPH, "notranslate", "true");
    agattr(d->graph, AGNODE, "shape", "box");
    agattr(d->graph, AGNODE, "fixedsize", "true");
    agattr(d->graph, AGNODE, "label", "");
    agattr(d->graph, AGEDGE, "dir", "none");
    agattr(d->graph, AGEDGE, "headclip", "false"); /* ends are cut at our own outlines */
    agattr(d->graph, AGEDGE, "tailclip", "false");
    add_nodes(d, plot, xy, &room);
    add_edges(d, plot, wanted, &room);
    ent_buffer_clear(&room);
    return true;
}

/* Graphviz draws from the C library's generators without seeding them: what came before must not matter. */
static bool lay_out(drawing *d, const char *engine) {
    srand(7);
    srand48(7);
    srandom(7);
    return gvLayout(context(), d->graph, engine) == 0;
}

/* nop1 and nop2 leave their list of nodes behind when neato has not run before (Graphviz 2.42). */
static void free_layout(const drawing *d) {
    free(GD_neato_nlist(d->graph));
    GD_neato_nlist(d->graph) = NULL;
    gvFreeLayout(context(), d->graph);
}

static void take_places(const drawing *d, const ent_plot *plot, double *xy) {
    for (uint32_t i = 0; i < plot->node_count; i++) {
        xy[2 * i] = ND_coord(d->nodes[i]).x;
        xy[2 * i + 1] = -ND_coord(d->nodes[i]).y;
    }
}

static bool places_finite(const ent_plot *plot, const double *xy) {
    for (uint32_t i = 0; i < 2 * plot->node_count; i++)
        if (!(xy[i] > -1e7 && xy[i] < 1e7)) return false;
    return true;
}

static bool place_with(const ent_plot *plot, const char *engine, const char *const *attributes, const double *from,
                       double *xy) {
    drawing d = {0};
    bool fine = open_drawing(&d, plot, from, NULL);
    for (; fine && *attributes; attributes += 2) agattr(d.graph, AGRAPH, (char *)attributes[0], (char *)attributes[1]);
    fine = fine && lay_out(&d, engine);
    if (fine) {
        take_places(&d, plot, xy);
        free_layout(&d);
    }
    close_drawing(&d);
    return fine && places_finite(plot, xy);
}

bool ent_graphviz_neato(const ent_plot *plot, int seed, double *xy) {
    char start[16];
    snprintf(start, sizeof start, "%d", seed);
    const char *const attributes[] = {"start", start, "overlap", "true", "splines", "none", NULL};
    return place_with(plot, "neato", attributes, NULL, xy);
}

bool ent_graphviz_spread(const ent_plot *plot, double *xy) {
    const char *const attributes[] = {"overlap", "prism", "overlap_scaling", "0", "sep", "+10", "splines",
                                      "none",    NULL};
    return place_with(plot, "nop1", attributes, xy, xy);
}

/* The route of one edge, turned so that it starts at the link's a. Graphviz may have none: then straight. */
static bool take_route(const ent_plot *plot, ent_link *link, Agedge_t *edge) {
    if (!edge || !ED_spl(edge) || ED_spl(edge)->size < 1) return true;
    const bezier *spline = &ED_spl(edge)->list[0];
    if (spline->size < 4 || spline->size % 3 != 1) return true;
    size_t count = (size_t)spline->size;
    ent_point *points = calloc(count, sizeof *points);
    if (!points) return false;
    for (size_t k = 0; k < count; k++) points[k] = (ent_point){spline->list[k].x, -spline->list[k].y};
    ent_point a = {plot->nodes[link->a].x, plot->nodes[link->a].y};
    if (ent_distance(points[0], a) > ent_distance(points[count - 1], a)) {
        for (size_t k = 0; k < count / 2; k++) {
            ent_point swap = points[k];
            points[k] = points[count - 1 - k];
            points[count - 1 - k] = swap;
        }
    }
    bool fine = ent_points_set(&link->route, &link->route_capacity, &link->route_count, points, count);
    free(points);
    return fine;
}

/* Room that routes keep from boxes: where two boxes leave less, Graphviz would draw all lines straight. */
static double room_for_routes(const ent_plot *plot) {
    double least = ROUTE_ROOM;
    for (uint32_t v = 0; v < plot->node_count; v++) {
        for (uint32_t w = 0; w < v; w++) {
            const ent_plot_node *a = &plot->nodes[v], *b = &plot->nodes[w];
            double apart = ent_max(ent_abs(a->x - b->x) - (a->w + b->w) / 2, ent_abs(a->y - b->y) - (a->h + b->h) / 2);
            least = ent_min(least, apart / 2 - .3);
        }
    }
    return ent_max(least, .1);
}

bool ent_graphviz_route(ent_plot *plot, const uint8_t *wanted) {
    drawing d = {0};
    ent_buffer room = {0};
    double *xy = calloc(2 * (size_t)plot->node_count + 1, sizeof *xy);
    bool fine = xy;
    for (uint32_t i = 0; fine && i < plot->node_count; i++) {
        xy[2 * i] = plot->nodes[i].x;
        xy[2 * i + 1] = plot->nodes[i].y;
    }
    fine = fine && open_drawing(&d, plot, xy, wanted);
    if (fine) {
        agattr(d.graph, AGRAPH, "splines", "true");
        agattr(d.graph, AGRAPH, "overlap", "true");
        char esep[32];
        snprintf(esep, sizeof esep, "+%s", fixed(&room, room_for_routes(plot), 1));
        agattr(d.graph, AGRAPH, "esep", esep);
        fine = lay_out(&d, "nop2");
    }
    for (uint32_t i = 0; fine && i < plot->link_count; i++) fine = take_route(plot, &plot->links[i], d.edges[i]);
    if (fine) free_layout(&d);
    close_drawing(&d);
    ent_buffer_clear(&room);
    free(xy);
    return fine;
}
