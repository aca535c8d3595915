/* entente/model.h - the graph of relations: vocabulary, builder, graph, selection.
 *
 * A graph is immutable: records go into an ent_builder, ent_builder_finish freezes them into an ent_graph.
 * Entities, relations, documents, evidence and types are numbered from 0 in the order they were given.
 */
#ifndef ENTENTE_MODEL_H
#define ENTENTE_MODEL_H

#include <entente/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Number of an entity, relation, document or evidence in one graph; ENT_NONE is none of them. */
typedef uint32_t ent_id;
#define ENT_NONE UINT32_MAX

/* ---- vocabulary: kinds of entities and types of relations, as data ------------------------------------------------ */

typedef struct ent_vocabulary ent_vocabulary;

/* A pair of texts: {language, name} or {scheme, identifier}. */
typedef struct ent_pair {
    const char *key, *value;
} ent_pair;

/* One type of relation. sign +1 cooperative, -1 conflictual, 0 structural (Cartwright and Harary 1956 for signs;
 * PLOVER 2024 for intensity). All text borrowed from the vocabulary or graph. */
typedef struct ent_type {
    const char *name;  /* canonical: "allied_with" */
    const char *label; /* words for a reader: "allied with" */
    int sign;
    bool symmetric;         /* direction has no meaning */
    bool lifts;             /* source stands for target under --lift (leads, holds_office, ...) */
    bool known;             /* false: met in data, not in the vocabulary; sign 0 */
    double intensity;       /* PLOVER score, NaN when none */
    const char *plover;     /* PLOVER class, "" when none */
    const char *cameo;      /* CAMEO codes, comma-separated, "" when none; codes are text */
    const char *sources;    /* kinds that may be source, comma-separated; "" any */
    const char *targets;    /* kinds that may be target */
    const char *aliases;    /* comma-separated */
    const ent_pair *labels; /* {language, words}: see ent_graph_type_label */
    size_t label_count;
} ent_type;

/* One kind of entity. `shape` names the outline and tint in diagrams (country, leader, org, firm, framework, site,
 * technology, event, other). */
typedef struct ent_kind {
    const char *name, *label, *shape, *aliases;
    bool lifts; /* an entity of this kind stands for its country under --lift */
    bool known;
    const ent_pair *labels; /* {language, words}: see ent_graph_kind_label */
    size_t label_count;
} ent_kind;

/* The vocabulary that is built in (graphs/vocabulary/default.json). Shared: free it with ent_vocabulary_free all the same. */
ENT_API ent_status ent_vocabulary_default(ent_vocabulary **out, ent_error *err);
/* Read a vocabulary from JSON text; `name` stands in messages. Findings go to sink. */
ENT_API ent_status ent_vocabulary_read(const char *json, size_t length, const char *name, const ent_sink *sink,
                                       ent_vocabulary **out, ent_error *err);
/* Read it from a file. */
ENT_API ent_status ent_vocabulary_read_file(const char *path, const ent_sink *sink, ent_vocabulary **out,
                                            ent_error *err);
ENT_API void ent_vocabulary_free(ent_vocabulary *vocabulary);
ENT_API const char *ent_vocabulary_title(const ent_vocabulary *vocabulary);
ENT_API size_t ent_vocabulary_type_count(const ent_vocabulary *vocabulary);
ENT_API void ent_vocabulary_type(const ent_vocabulary *vocabulary, size_t index, ent_type *out);
ENT_API size_t ent_vocabulary_kind_count(const ent_vocabulary *vocabulary);
ENT_API void ent_vocabulary_kind(const ent_vocabulary *vocabulary, size_t index, ent_kind *out);
/* Index of the type of that name or alias (case, spaces, dashes and underscores folded), or -1. */
ENT_API long ent_vocabulary_find_type(const ent_vocabulary *vocabulary, const char *name);
ENT_API long ent_vocabulary_find_kind(const ent_vocabulary *vocabulary, const char *name);
/* The known type or kind name nearest to a misspelt one, or NULL. */
ENT_API const char *ent_vocabulary_nearest_type(const ent_vocabulary *vocabulary, const char *name);
ENT_API const char *ent_vocabulary_nearest_kind(const ent_vocabulary *vocabulary, const char *name);

/* ---- records: what a reader hands to the builder ------------------------------------------------------------------ */

/* Where a record stands, for findings. line and column of the record's first byte, from 1; column in code points.
 * index is its place in its array of the document, from 0 (0 in JSON Lines). */
typedef struct ent_place {
    uint32_t line, column, index;
} ent_place;

/* Members that are absent are NULL, counts 0. `extra` is a JSON object text of the members the format does not know
 * (NULL when none), kept and written back; `attributes` is the JSON object text of the member of that name. */
typedef struct ent_document_record {
    const char *id, *title, *publisher, *author, *date, *url, *language;
    const char *attributes, *extra;
    ent_place place;
} ent_document_record;

/* An entity as read. */
typedef struct ent_entity_record {
    const char *id, *kind, *name, *role, *short_name;
    const ent_pair *names;
    size_t name_count;
    const char *const *aliases;
    size_t alias_count;
    const ent_pair *identifiers;
    size_t identifier_count;
    const char *attributes, *extra;
    ent_place place;
} ent_entity_record;

/* What bears a relation out: a document's id, where in it, what it says in our words, and its own words. */
typedef struct ent_evidence_record {
    const char *document, *locator, *summary, *quote;
    const char *extra;
} ent_evidence_record;

/* Whether a relation holds: denied and hypothetical ones stay out of a selection unless asked for. */
typedef enum ent_relation_status {
    ENT_ASSERTED,
    ENT_PLANNED,
    ENT_REPORTED,
    ENT_DENIED,
    ENT_HYPOTHETICAL,
    ENT_ENDED,
    ENT_RELATION_STATUS_COUNT
} ent_relation_status;

/* A relation as read. */
typedef struct ent_relation_record {
    const char *id; /* NULL: the builder gives "r1", "r2", ... by position, skipping ids in use */
    const char *type, *source, *target;
    bool has_sign;
    int sign;         /* -1, 0, 1 when has_sign */
    const char *date; /* EDTF text */
    const char *const *areas;
    size_t area_count;
    ent_relation_status status;
    bool has_status;
    double weight;     /* NaN: not given, counts as 1; else finite, >= 0 */
    double confidence; /* NaN: not given; else 0..1 */
    const char *said_by, *note;
    const ent_evidence_record *evidence;
    size_t evidence_count;
    const char *attributes, *extra;
    ent_place place;
} ent_relation_record;

/* ---- builder --------------------------------------------------------------------------------------------------------- */

typedef struct ent_builder ent_builder;
typedef struct ent_graph ent_graph;

/* The builder keeps a reference to the vocabulary; it may be freed at once by the caller. sink is copied. strict turns
 * undeclared endpoints, unknown types and kinds into errors. */
ENT_API ent_status ent_builder_new(const ent_vocabulary *vocabulary, const ent_sink *sink, bool strict,
                                   ent_builder **out, ent_error *err);
ENT_API void ent_builder_free(ent_builder *builder);
/* Say which file the records that follow come from. document_form tells pointers apart: "/relations/3/target" in a
 * document, "/target" in JSON Lines. The name is copied. */
ENT_API ent_status ent_builder_begin_file(ent_builder *builder, const char *name, bool document_form, ent_error *err);
/* Head members: title, and further members of the document as JSON object text. The first title wins. */
ENT_API ent_status ent_builder_set_head(ent_builder *builder, const char *title, const char *extra, ent_error *err);
/* Add a record; everything is copied. Data errors (duplicate id, impossible date, end before start, weight below 0,
 * confidence over 1, empty id) are reported to the sink and remembered: ENT_OK is returned and ent_builder_finish
 * fails. Only ENT_NOMEM and ENT_IO are returned at once; after them the builder takes nothing more and ent_builder_finish
 * fails too. */
ENT_API ent_status ent_builder_add_document(ent_builder *builder, const ent_document_record *record, ent_error *err);
ENT_API ent_status ent_builder_add_entity(ent_builder *builder, const ent_entity_record *record, ent_error *err);
ENT_API ent_status ent_builder_add_relation(ent_builder *builder, const ent_relation_record *record, ent_error *err);
/* Keep what evidence says (summary and quote) in a file without a name in that folder instead of in memory; before the first
 * record. The file ends with the graph. ENT_IO when the folder takes no file; records whose quotes find no room on the
 * disk fail with ENT_IO too. */
ENT_API ent_status ent_builder_quotes_to_file(ent_builder *builder, const char *folder, ent_error *err);
/* Tell the builder of an error found outside it (the reader's own): finish will fail. */
ENT_API void ent_builder_count_error(ent_builder *builder);
/* Errors so far. */
ENT_API size_t ent_builder_errors(const ent_builder *builder);
/* Resolve endpoints and freeze. Consumes the builder's content whether or not it succeeds; free the builder afterwards. */
ENT_API ent_status ent_builder_finish(ent_builder *builder, ent_graph **out, ent_error *err);

/* ---- packed graphs: a file that is mapped instead of read -------------------------------------------------------------- */

/* Write a graph to a file that ent_graph_open maps; the file is replaced as a whole. The same graph gives the same bytes.
 * It serves machines of the same byte order. ENT_IO, ENT_NOMEM, ENT_INTERRUPTED by the monitor (NULL: none). */
ENT_API ent_status ent_graph_pack(const ent_graph *graph, const char *path, const ent_monitor *monitor, ent_error *err);
/* The graph of a packed file, in a time that does not grow with it. ENT_BAD_INPUT says why a file is none that can be read:
 * cut off, changed, of a newer version, of another byte order. Most of it is checked only when it is used, see
 * ent_graph_sound. The file must not be changed as long as the graph lives; it may be replaced. */
ENT_API ent_status ent_graph_open(const char *path, ent_graph **out, ent_error *err);
/* The same from bytes, which must start at a multiple of 16 and stay where they are; `name` stands in messages. */
ENT_API ent_status ent_graph_open_memory(const void *data, size_t length, const char *name, ent_graph **out,
                                         ent_error *err);
/* ENT_BAD_INPUT once a part of a packed graph turned out damaged: what was damaged counted as empty. To be asked before an
 * answer leaves; the library's analyses and writers do. ENT_OK for graphs that are in memory. */
ENT_API ent_status ent_graph_sound(const ent_graph *graph, ent_error *err);
/* Look at every byte of a packed graph now. */
ENT_API ent_status ent_graph_check_all(const ent_graph *graph, ent_error *err);

/* ---- graph ------------------------------------------------------------------------------------------------------------ */

/* A document of a finished graph. All text here and below is borrowed from the graph. */
typedef struct ent_document {
    const char *id, *title, *publisher, *author, *date, *url, *language; /* "" when absent */
    const char *attributes, *extra;                                      /* NULL when absent */
} ent_document;

/* An entity of a finished graph. */
typedef struct ent_entity {
    const char *id, *name, *role, *short_name; /* name falls back to id; others "" */
    uint32_t kind;                             /* index for ent_graph_kind */
    size_t name_count, alias_count, identifier_count;
    const char *attributes, *extra;
    bool declared; /* false: met only as an endpoint */
} ent_entity;

/* A relation of a finished graph, its ends resolved. */
typedef struct ent_relation {
    const char *id;
    uint32_t type; /* index for ent_graph_type */
    ent_id source; /* entity */
    ent_id target; /* entity, or relation when target_is_relation */
    bool target_is_relation;
    int sign;
    bool sign_given; /* else from the type */
    ent_relation_status status;
    bool status_given;
    ent_date date;
    const char *date_text;      /* as written, "" when absent */
    double weight, confidence;  /* NaN when not given */
    const char *said_by, *note; /* "" when absent; said_by is an entity's id or a free name */
    size_t area_count;
    ent_id evidence_first;
    size_t evidence_count;
    const char *attributes, *extra;
} ent_relation;

/* One piece of evidence of a relation. */
typedef struct ent_evidence {
    ent_id document;                       /* ENT_NONE when it names none */
    const char *locator, *summary, *quote; /* "" when absent */
    const char *extra;
} ent_evidence;

/* End a graph; its head, its vocabulary, and how many rows each column has. Getters borrow. */
ENT_API void ent_graph_free(ent_graph *graph);
ENT_API const char *ent_graph_title(const ent_graph *graph);
ENT_API const char *ent_graph_extra(const ent_graph *graph); /* JSON object text of unknown head members, or NULL */
ENT_API const ent_vocabulary *ent_graph_vocabulary(const ent_graph *graph);
ENT_API size_t ent_graph_documents(const ent_graph *graph);
ENT_API size_t ent_graph_entities(const ent_graph *graph);
ENT_API size_t ent_graph_relations(const ent_graph *graph);
ENT_API size_t ent_graph_evidences(const ent_graph *graph);
ENT_API size_t ent_graph_types(const ent_graph *graph);
ENT_API size_t ent_graph_kinds(const ent_graph *graph);
/* Fill *out; index must be in range. O(1). */
ENT_API void ent_graph_document(const ent_graph *graph, ent_id index, ent_document *out);
ENT_API void ent_graph_entity(const ent_graph *graph, ent_id index, ent_entity *out);
ENT_API void ent_graph_relation(const ent_graph *graph, ent_id index, ent_relation *out);
ENT_API void ent_graph_evidence(const ent_graph *graph, ent_id index, ent_evidence *out);
ENT_API void ent_graph_type(const ent_graph *graph, uint32_t index, ent_type *out);
ENT_API void ent_graph_kind(const ent_graph *graph, uint32_t index, ent_kind *out);
/* Words for a reader of that language, a BCP 47 tag (NULL: none): the label that the vocabulary has for it or for the language
 * that the tag is a kind of ("ko" for "ko-KR"), else its label, else its name. Borrowed from the graph. */
ENT_API const char *ent_graph_type_label(const ent_graph *graph, uint32_t index, const char *lang);
ENT_API const char *ent_graph_kind_label(const ent_graph *graph, uint32_t index, const char *lang);
/* Name of an entity in the language of that tag, or in the one that it is a kind of; NULL when the data has none. */
ENT_API const char *ent_graph_entity_name_in(const ent_graph *graph, ent_id entity, const char *lang);
/* k-th name by language, alias, identifier of an entity; k-th area of a relation. */
ENT_API ent_pair ent_graph_entity_name(const ent_graph *graph, ent_id entity, size_t k);
ENT_API const char *ent_graph_entity_alias(const ent_graph *graph, ent_id entity, size_t k);
ENT_API ent_pair ent_graph_entity_identifier(const ent_graph *graph, ent_id entity, size_t k);
ENT_API const char *ent_graph_relation_area(const ent_graph *graph, ent_id relation, size_t k);
/* Where a relation was read: file name (NULL when not from a file), line and column. */
ENT_API const char *ent_graph_relation_place(const ent_graph *graph, ent_id relation, ent_place *out);
/* Name of a status: "asserted", ...; and back, -1 when unknown. */
ENT_API const char *ent_relation_status_name(ent_relation_status status);
ENT_API int ent_relation_status_find(const char *name);

/* The entity of that id, name, short name, alias or name in any language, folded (ent_text_fold); an exact id wins.
 * ENT_USAGE when none (hint: the nearest known name) or when ambiguous (the message lists the candidates). */
ENT_API ent_status ent_graph_find_entity(const ent_graph *graph, const char *name, ent_id *out, ent_error *err);
/* The relation of exactly that id, or ENT_NONE. */
ENT_API ent_id ent_graph_find_relation(const ent_graph *graph, const char *id);
/* The country (or other entity) that an entity stands for under --lift; itself when it stands for none. */
ENT_API ent_id ent_graph_lifted(const ent_graph *graph, ent_id entity);
/* Value of a string attribute of an entity's `attributes`, NULL when there is none; into a buffer the caller owns. */
ENT_API char *ent_graph_entity_attribute(const ent_graph *graph, ent_id entity, const char *name);

/* ---- selection ----------------------------------------------------------------------------------------------------------- */

/* What becomes of a dyad with positive and negative relations at once; it is never summed in silence. */
typedef enum ent_ambivalent {
    ENT_AMBIVALENT_SPLIT,    /* keep both signs side by side */
    ENT_AMBIVALENT_NET,      /* keep the sign with more relations; a tie drops the dyad */
    ENT_AMBIVALENT_POSITIVE, /* of such dyads keep the positive relations */
    ENT_AMBIVALENT_NEGATIVE,
    ENT_AMBIVALENT_DROP /* drop all signed relations of such dyads */
} ent_ambivalent;

/* What to keep. Zero (after ent_options_init with ent_select_options) keeps all but denied and hypothetical relations.
 * Names in the lists are resolved when the selection is made.
 *
 * Dates, by one rule. The days of a date are all the days it can mean: 2022 is the 365 days of that year, 2022-05 its 31;
 * an interval runs from the first day its start can mean to the last its end can mean; an end written ".." or left empty
 * has no limit; "?", "~" and "%" move nothing. The days asked for are those of --at, from the first day of --since on, up
 * to the last day of --until; where several are given, the days that all of them have (none: ENT_USAGE). A relation is
 * kept when it has one of these days. A relation without a date is left out (and counted) as soon as a date is asked
 * for, unless undated is set.
 * The status has no say in it: what is ended holds on its days, so its date needs an end, and what is planned is kept on
 * the days it is planned for. What is asserted may have an end that is past: it holds on its days as well. ent_check says
 * where they disagree: ended-without-end, ended-too-late, plan-in-the-past. */
typedef struct ent_select {
    ent_date at, since, until;
    bool undated;
    ent_text_list types, kinds, areas;
    uint64_t signs;        /* bit 0 positive, 1 negative, 2 structural (choices: positive negative structural) */
    uint64_t statuses;     /* bit = ent_relation_status; 0: all but denied and hypothetical */
    double min_confidence; /* relations without a confidence count as 0.9 */
    int64_t min_sources;   /* distinct documents in the evidence */
    const char *around;
    int64_t radius;
    int ambivalent; /* ent_ambivalent */
    bool lift;
    bool isolates; /* keep entities (of the kinds asked for) that no kept relation touches */
} ent_select;

/* The rows that fill an ent_select; ends with a NULL name. */
ENT_API extern const ent_option ent_select_options[];

/* Confidence that a relation without one counts with. */
#define ENT_DEFAULT_CONFIDENCE 0.9

/* Why a relation is not in a selection: the first reason that applied. */
typedef enum ent_left_out {
    ENT_LEFT_STATUS,
    ENT_LEFT_DATE,
    ENT_LEFT_UNDATED,
    ENT_LEFT_TYPE,
    ENT_LEFT_SIGN,
    ENT_LEFT_KIND,
    ENT_LEFT_AREA,
    ENT_LEFT_CONFIDENCE,
    ENT_LEFT_SOURCES,
    ENT_LEFT_INTERNAL /* both ends lift to the same entity */,
    ENT_LEFT_TARGET /* the relation it targets was left out */,
    ENT_LEFT_AMBIVALENT,
    ENT_LEFT_AROUND,
    ENT_LEFT_COUNT
} ent_left_out;

typedef struct ent_selection ent_selection;

/* Choose from a graph, which must outlive the selection. ENT_USAGE names an entity, type, kind or area that is not known,
 * with the nearest one. Nothing kept is no failure. O(n + m). */
ENT_API ent_status ent_selection_new(const ent_graph *graph, const ent_select *options, ent_selection **out,
                                     ent_error *err);
ENT_API void ent_selection_free(ent_selection *selection);
ENT_API const ent_graph *ent_selection_graph(const ent_selection *selection);
/* Kept relations in ascending order; *rows borrowed. */
ENT_API size_t ent_selection_relations(const ent_selection *selection, const ent_id **rows);
/* Kept entities in ascending order (endpoints after lifting, and isolates when asked for); *rows borrowed. */
ENT_API size_t ent_selection_entities(const ent_selection *selection, const ent_id **rows);
/* Whether a relation is kept. */
ENT_API bool ent_selection_has(const ent_selection *selection, ent_id relation);
/* The entity that stands for `entity` in this selection (itself without --lift). */
ENT_API ent_id ent_selection_stand_in(const ent_selection *selection, ent_id entity);
/* Relations left out, by the first reason that applied, in the order of ent_left_out. */
ENT_API size_t ent_selection_left_out(const ent_selection *selection, ent_left_out reason);
/* Words for a reason: "status denied or hypothetical", "outside the dates", ... static. */
ENT_API const char *ent_left_out_words(ent_left_out reason);
/* Dyads that hold both signs among what was kept (--around included) before --ambivalent was applied. */
ENT_API size_t ent_selection_ambivalent_dyads(const ent_selection *selection);
/* The k-th of those pairs, as stand-ins, the lower number first; pairs in ascending order. k must be in range. */
ENT_API void ent_selection_ambivalent_dyad(const ent_selection *selection, size_t k, ent_id *a, ent_id *b);
/* Relations with kept entities of `entities` not touched: how many entities of the graph are not in the selection. */
ENT_API size_t ent_selection_entities_left_out(const ent_selection *selection);
/* The options a selection was made with, so that another graph, or another time, can be chosen from alike; lists and
 * text are the selection's own copies. */
ENT_API const ent_select *ent_selection_options(const ent_selection *selection);
/* A selection of the same entities with fewer relations: the k-th of ent_selection_relations stays when keep[k] is not
 * 0 and, if it targets a relation, that one stays too. What is left out so is in no count of ent_left_out. */
ENT_API ent_status ent_selection_subset(const ent_selection *selection, const uint8_t *keep, ent_selection **out,
                                        ent_error *err);

/* ---- edits: another graph that differs in something ------------------------------------------------------------------- */

/* A list of changes to a graph. The graph, which must outlive the list, stays as it is. */
typedef struct ent_edits ent_edits;

/* An empty list, and its end; the caller frees what new gives. ENT_NOMEM. */
ENT_API ent_status ent_edits_new(const ent_graph *graph, ent_edits **out, ent_error *err);
ENT_API void ent_edits_free(ent_edits *edits);
/* Without that entity, its relations, and what targets these. */
ENT_API ent_status ent_edits_drop_entity(ent_edits *edits, ent_id entity, ent_error *err);
/* Without that relation and what targets it. */
ENT_API ent_status ent_edits_drop_relation(ent_edits *edits, ent_id relation, ent_error *err);
/* With the opposite sign; ENT_USAGE when the relation is structural. Twice is as before. */
ENT_API ent_status ent_edits_flip_relation(ent_edits *edits, ent_id relation, ent_error *err);
/* With one more relation; everything is copied. Its ends are ids or names as in a file; source and target may be new. */
ENT_API ent_status ent_edits_add_relation(ent_edits *edits, const ent_relation_record *record, ent_error *err);
/* With the relations that a list of words names, each "SOURCE -> TYPE -> TARGET" (";" does for "->"): an analyst's own
 * assumption, without date and evidence. Ends are entities of the graph by any name, "new:NAME" one that is not there yet;
 * a target may be a relation by its id. A list comes split at commas, and names may hold commas: pieces are put together
 * until they mean something. Ids are stem-1, stem-2, ... *count: how many; *said: "with A opposes B; with ...", to be
 * freed with ent_free. Both may be NULL. ENT_USAGE, in the words of an option --add, names the nearest known name. */
ENT_API ent_status ent_edits_add_words(ent_edits *edits, const ent_text_list *list, const char *stem, size_t *count,
                                       char **said, ent_error *err);
/* With a text attribute of an entity set to value, or without it (NULL). */
ENT_API ent_status ent_edits_set_attribute(ent_edits *edits, ent_id entity, const char *name, const char *value,
                                           ent_error *err);
/* The changed graph: same order, same ids, same places, what was dropped left out, what was added last. Findings about
 * added relations go to sink. The list stays. O(size of the graph). */
ENT_API ent_status ent_edits_apply(const ent_edits *edits, const ent_sink *sink, ent_graph **out, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
