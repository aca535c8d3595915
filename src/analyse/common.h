/* analyse/common.h - what the analyses share: the notes under every result, citations of relations, components. */
#ifndef ANALYSE_COMMON_H
#define ANALYSE_COMMON_H

#include <entente/analyse.h>
#include "base/buffer.h"
#include "view/view.h"

/* Write "1 relation" or "3 relations". */
void ent_say_count(ent_buffer *out, size_t count, const char *one, const char *many);
/* The buffer as a note under the table; the buffer is cleared. An empty one adds nothing. */
ent_status ent_note_buffer(ent_table *table, ent_buffer *words, ent_error *err);
/* The buffer as the table's title; the buffer is cleared. */
ent_status ent_title_buffer(ent_table *table, ent_buffer *words, ent_error *err);
/* The buffer as a cell of the last row, missing when it is empty; the buffer is cleared. */
ent_status ent_cell_buffer(ent_table *table, size_t column, ent_buffer *words, ent_error *err);

/* The numbers a result rests on: vertices, edges, how they were made, what was left out, ambivalent pairs. */
ent_status ent_note_view(ent_table *table, const ent_view *view, ent_error *err);
/* The same for an analysis that reads the relations themselves. */
ent_status ent_note_selection(ent_table *table, const ent_selection *selection, ent_error *err);

/* Under results that take every relation for a tie: how many of them are negative. */
ent_status ent_note_signs_ignored(ent_table *table, const ent_selection *selection, ent_error *err);
/* ENT_USAGE where `what`, a measure blind to signs, would add up the sizes of intensities of both signs: a sanction and a
 * treaty make neither. `weighting` is an ent_weighting; what is not "intensity" passes. */
ent_status ent_refuse_mixed_intensity(const ent_selection *selection, int weighting, const char *what, ent_error *err);
/* "random numbers from --seed 42". */
ent_status ent_note_seed(ent_table *table, int64_t seed, ent_error *err);
/* The row of --seed in an analysis' options; the struct has an int64_t seed. */
#define ENT_SEED_ROW(struct_type)                                                                                      \
    {                                                                                                                  \
        .name = "seed", .type = ENT_OPTION_INT, .offset = offsetof(struct_type, seed), .preset = "42", .minimum = 0,   \
        .maximum = 4294967295.0, .argument = "N",                                                                      \
        .help = "where the random numbers begin; the same seed gives the same answer"                                  \
    }

/* ---- vertices as the reader sees them ---------------------------------------------------------------------------------- */

/* Name of its kind; "relation" and "area" for vertices that are no entities. Static or borrowed from the graph. */
const char *ent_vertex_kind_word(const ent_view *view, const ent_vertex *vertex);
/* Ten digits decide a place in a ranking: the rest is rounding, which differs with the order of the input. NaN is
 * smaller than everything. */
double ent_ten_digits(double value);
/* Vertices by falling key (ent_ten_digits), ties by id, in *out (the caller frees it), n of them. */
ent_status ent_rank_vertices(const ent_view *view, const double *key, size_t **out, ent_error *err);
/* The same of those with a key above 0, *count of them; no key is NaN. */
ent_status ent_rank_positive(const ent_view *view, const double *key, size_t **out, size_t *count, ent_error *err);
/* Which vertex stands first: ids decide, so that the order of the data does not; numbers where ids are equal. */
int ent_compare_vertices(const ent_view *view, int32_t a, int32_t b);
/* Vertices in the order of their ids, so that results do not follow the order of the data: vertex[k] stands k-th, and
 * place[v] is where vertex v stands. Both are the caller's to free, also after a failure. */
ent_status ent_vertices_by_id(const ent_view *view, int32_t **vertex, int32_t **place, ent_error *err);

/* Number of columns up to the row without a name. */
size_t ent_count_columns(const ent_column *columns);

/* ---- relations as the reader sees them (cite.c) --------------------------------------------------------------------- */

/* "positive", "negative", "structural". */
const char *ent_sign_word(int sign);
/* Name of the entity that stands for `entity`; borrowed. */
const char *ent_shown_name(const ent_selection *selection, ent_id entity);
const char *ent_shown_id(const ent_selection *selection, ent_id entity);
/* "South Korea allied with United States". */
void ent_say_relation(const ent_selection *selection, ent_id relation, ent_buffer *out);
/* What the evidence says, summary ("quote"), one after the other. */
void ent_say_evidence(const ent_graph *graph, ent_id relation, ent_buffer *out);
/* Where it says so: "publisher, title, date, locators, url" of each document, joined by "; ". */
void ent_say_sources(const ent_graph *graph, ent_id relation, ent_buffer *out);
/* Areas joined by ", ". */
void ent_say_areas(const ent_graph *graph, ent_id relation, ent_buffer *out);
/* Sort relations by first day, undated last, ties by id (the shorter first), so that the order of the data has no say. */
void ent_sort_by_date(const ent_graph *graph, ent_id *relations, size_t count);
/* Sort relations by their numbers and keep each once; how many there are then. */
size_t ent_each_once(ent_id *relations, size_t count);

/* The cells that every row about a relation has, by their column numbers (SIZE_MAX: not in this table). */
typedef struct ent_relation_cells {
    size_t type, sign, status, date, confidence, areas, id, said_by, note, evidence, source;
} ent_relation_cells;
/* Those columns, for the lists of columns. */
#define ENT_TYPE_COLUMN                                                                                                \
    { "type", ENT_COLUMN_TEXT, "type of the relation", false, false }
#define ENT_SIGN_COLUMN                                                                                                \
    { "sign", ENT_COLUMN_TEXT, "positive, negative or structural", false, false }
#define ENT_STATUS_COLUMN                                                                                              \
    { "status", ENT_COLUMN_TEXT, "asserted, planned, reported, denied, hypothetical or ended", false, false }
#define ENT_DATE_COLUMN                                                                                                \
    { "date", ENT_COLUMN_TEXT, "date as given in the data", false, false }
#define ENT_CONFIDENCE_COLUMN                                                                                          \
    { "confidence", ENT_COLUMN_REAL, "confidence in the relation, 0 to 1, as given", false, false }
#define ENT_AREAS_COLUMN                                                                                               \
    { "areas", ENT_COLUMN_TEXT, "cooperation areas", false, false }
#define ENT_RELATION_COLUMN                                                                                            \
    { "relation", ENT_COLUMN_TEXT, "id of the relation", false, false }
#define ENT_SAID_BY_COLUMN                                                                                             \
    { "said_by", ENT_COLUMN_TEXT, "who says so", false, true }
#define ENT_NOTE_COLUMN                                                                                                \
    { "note", ENT_COLUMN_TEXT, "remark in the data", true, true }
#define ENT_EVIDENCE_COLUMN                                                                                            \
    { "evidence", ENT_COLUMN_TEXT, "what the evidence says", true, false }
#define ENT_SOURCE_COLUMN                                                                                              \
    { "source", ENT_COLUMN_TEXT, "where it says so", true, false }
ent_status ent_cite_relation(ent_table *table, const ent_relation_cells *cells, const ent_graph *graph, ent_id relation,
                             ent_error *err);

/* ---- components (parts.c) --------------------------------------------------------------------------------------------- */

/* Component number of every vertex. Weak ones are numbered by their smallest vertex; strong ones too. O(n + m). */
typedef struct ent_parts {
    int32_t *part;           /* by vertex */
    int32_t *size;           /* by part */
    int32_t *start, *member; /* the vertices of part p, ascending: member[start[p] .. start[p + 1] - 1] */
    size_t count;
} ent_parts;
ent_status ent_parts_find(const ent_view *view, bool strong, const ent_monitor *monitor, ent_parts *out,
                          ent_error *err);
void ent_parts_clear(ent_parts *parts);

/* ---- the entries of the registry ------------------------------------------------------------------------------------------ */

extern const ent_analysis ent_analysis_info, ent_analysis_show, ent_analysis_dossier, ent_analysis_centrality,
    ent_analysis_brokers, ent_analysis_what_if, ent_analysis_paths, ent_analysis_exits, ent_analysis_components,
    ent_analysis_cores, ent_analysis_cliques, ent_analysis_communities, ent_analysis_equivalents, ent_analysis_similar,
    ent_analysis_census, ent_analysis_balance, ent_analysis_frustration, ent_analysis_factions, ent_analysis_portfolio,
    ent_analysis_trend, ent_analysis_timeline;

#endif
