/* entente/view.h - a selection seen as a graph for algorithms: vertices and edges, numbered from 0.
 *
 * Vertices: the selected entities in graph order; then relations that other relations target (they stand between their
 * own ends); then, with areas, one vertex for every cooperation area. A view says how it was made; results quote it.
 *
 * Edges: a relation is an edge from source to target; a targeted relation r is two, source - r and r - target, and what
 * targets it ends at r. With areas it is two more for each of its areas, source - area and area - target. In a directed
 * view a symmetric type goes both ways. An area that names an entity of kind issue is that entity. Without structural
 * relations, those that target one are left out with it. In a weighted view edges of strength 0 are left out.
 */
#ifndef ENTENTE_VIEW_H
#define ENTENTE_VIEW_H

#include <entente/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Relations between the same two: one edge or several; whether direction counts; what an edge's strength is. */
typedef enum ent_parallel { ENT_PARALLEL_MERGE, ENT_PARALLEL_KEEP } ent_parallel;
typedef enum ent_direction { ENT_DIRECTION_AUTO, ENT_DIRECTION_UNDIRECTED, ENT_DIRECTION_DIRECTED } ent_direction;
typedef enum ent_weighting {
    ENT_WEIGHTING_NONE,       /* every edge 1 */
    ENT_WEIGHTING_WEIGHT,     /* the relation's weight, 1 when not given; merged edges add up */
    ENT_WEIGHTING_COUNT,      /* number of relations on the edge */
    ENT_WEIGHTING_CONFIDENCE, /* the relation's confidence; merged edges add up */
    ENT_WEIGHTING_INTENSITY   /* absolute PLOVER intensity of the type, 1 when none; merged edges add up */
} ent_weighting;

/* How to see a selection. Zero: direction as the analysis prefers (undirected), parallel relations merged,
 * unweighted, structural relations in, no areas. */
typedef struct ent_view_options {
    int direction; /* ent_direction */
    int parallel;  /* ent_parallel */
    int weighting; /* ent_weighting: strength; distance is 1/strength */
    bool no_structural;
    bool areas;
    bool directed; /* short for direction = ENT_DIRECTION_DIRECTED */
} ent_view_options;
ENT_API extern const ent_option ent_view_option_rows[]; /* --direction --directed --parallel --weight
                                                      --no-structural --areas */

/* What a vertex stands for. */
typedef enum ent_vertex_kind { ENT_VERTEX_ENTITY, ENT_VERTEX_RELATION, ENT_VERTEX_AREA } ent_vertex_kind;

/* One vertex; text is borrowed from the view. */
typedef struct ent_vertex {
    ent_vertex_kind kind;
    ent_id index;     /* entity or relation in the graph; for an area its number in the view */
    const char *id;   /* entity id, relation id, or "area:<name>" */
    const char *name; /* for a reader */
} ent_vertex;

typedef struct ent_view ent_view;

/* Build a view. The selection must outlive it. Self-loops are kept and counted. O(n + m log m). */
ENT_API ent_status ent_view_new(const ent_selection *selection, const ent_view_options *options, ent_view **out,
                                ent_error *err);
ENT_API void ent_view_free(ent_view *view);
ENT_API const ent_selection *ent_view_selection(const ent_view *view);
ENT_API size_t ent_view_vertices(const ent_view *view);
ENT_API size_t ent_view_edges(const ent_view *view);
ENT_API bool ent_view_directed(const ent_view *view);
ENT_API bool ent_view_weighted(const ent_view *view);
ENT_API void ent_view_vertex(const ent_view *view, size_t vertex, ent_vertex *out);
/* The vertex of an entity (after lifting), or -1 when the selection does not hold it. */
ENT_API long ent_view_vertex_of(const ent_view *view, ent_id entity);
/* Ends of edge e; undirected edges have from <= to. Strength > 0. */
ENT_API void ent_view_edge(const ent_view *view, size_t edge, int32_t *from, int32_t *to, double *strength);
/* The relations an edge stands for, ascending; *rows borrowed. */
ENT_API size_t ent_view_edge_relations(const ent_view *view, size_t edge, const ent_id **rows);
/* Compressed adjacency. arcs of vertex v are offsets[v] .. offsets[v+1]-1 in `to` and `edge`, ascending by (to, edge).
 * out: arcs leaving v; in: arcs entering v; the same arrays when the view is undirected (a self-loop stands twice). */
typedef struct ent_adjacency {
    const int32_t *offsets, *to, *edge;
} ent_adjacency;
ENT_API ent_adjacency ent_view_out(const ent_view *view);
ENT_API ent_adjacency ent_view_in(const ent_view *view);
/* Relations of the selection that the view leaves out because they are structural; self-loops among the edges. */
ENT_API size_t ent_view_structural_left_out(const ent_view *view);
ENT_API size_t ent_view_loops(const ent_view *view);

#ifdef __cplusplus
}
#endif
#endif
