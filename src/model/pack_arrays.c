/* model/pack_arrays.c - the arrays of a graph, in the order of the file. A new one goes to the end, with a new version. */
#include "model/pack.h"

/* NOLINTBEGIN(bugprone-macro-parentheses): the name of a member cannot stand in parentheses */
#define ARRAY(pointer, count, item, more, bits)                                                                        \
    { offsetof(ent_graph, pointer), offsetof(ent_graph, count), item, more, bits }
#define POOL(pool, bits)                                                                                               \
    ARRAY(pool.text, pool.used, 1, 0, ENT_PACK_OWNS | ENT_PACK_TEXT | (bits)),                                         \
        ARRAY(pool.start, pool.count, sizeof(uint32_t), 0, ENT_PACK_OWNS | (bits))
#define SLOTS(pool, bits)                                                                                              \
    ARRAY(pool.slots, pool.slot_count, sizeof(uint64_t), 0, ENT_PACK_OWNS | ENT_PACK_TABLE | (bits))
#define RELATIONS(column, size) ARRAY(r.column, r.count, size, 0, ENT_PACK_HOT)
#define PLACES(list, many)                                                                                             \
    ARRAY(list.runs, list.run_count, sizeof(ent_place_run), 0, ENT_PACK_OWNS),                                         \
        ARRAY(list.rows, many, sizeof(ent_place), 0, ENT_PACK_RARE)
/* NOLINTEND(bugprone-macro-parentheses) */

enum { HOT = ENT_PACK_HOT, OWNS = ENT_PACK_OWNS, RARE = ENT_PACK_RARE };

const ent_pack_array ent_pack_arrays[] = {
    /* what a selection reads, side by side */
    ARRAY(r.type, r.count, sizeof(uint16_t), 0, OWNS | HOT),
    RELATIONS(flags, 1),
    RELATIONS(status, 1),
    RELATIONS(sign, 1),
    RELATIONS(source, sizeof(uint32_t)),
    RELATIONS(target, sizeof(uint32_t)),
    RELATIONS(date, sizeof(uint32_t)),
    ARRAY(r.evidence, r.count, sizeof(uint32_t), 1, HOT),
    ARRAY(r.areas, r.count, sizeof(uint32_t), 0, HOT | RARE),
    ARRAY(r.detail, r.count, sizeof(uint32_t), 0, HOT | RARE),
    ARRAY(r.confidence, r.count, sizeof(uint16_t), 0, HOT | RARE),
    ARRAY(r.weight, r.count, sizeof(double), 0, HOT | RARE),
    ARRAY(r.exact_row, r.exact_count, sizeof(uint32_t), 0, OWNS | HOT),
    ARRAY(r.exact_confidence, r.exact_count, sizeof(double), 0, HOT),
    POOL(date_texts, HOT),
    ARRAY(dates, date_texts.count, sizeof(ent_date), 0, HOT),
    POOL(words, HOT),
    ARRAY(area_sets, area_keys.count, sizeof(ent_area_set), 0, OWNS | HOT),
    ARRAY(area_words, area_word_count, sizeof(uint32_t), 0, OWNS | HOT),
    POOL(entity_ids, HOT),
    SLOTS(entity_ids, HOT),
    ARRAY(entities, entity_ids.count, sizeof(ent_entity_row), 0, HOT),
    ARRAY(lists, list_count, sizeof(uint64_t), 0, OWNS | HOT),
    ARRAY(lifted, entity_ids.count, sizeof(ent_id), 0, HOT),
    POOL(names.names, HOT),
    SLOTS(names.names, HOT),
    ARRAY(names.head, names.names.count, sizeof(uint32_t), 0, HOT),
    ARRAY(names.nodes, names.node_count, sizeof(struct ent_name_node), 0, OWNS | HOT),
    /* what single answers read */
    PLACES(r.places, r.count),
    PLACES(entity_places, entity_ids.count),
    ARRAY(entity_file, entity_ids.count, sizeof(uint32_t), 0, RARE),
    POOL(relation_ids, 0),
    SLOTS(relation_ids, 0),
    ARRAY(details, detail_count, sizeof(ent_detail), 0, OWNS),
    ARRAY(evidence.document, evidence.count, sizeof(uint32_t), 0, OWNS),
    ARRAY(evidence.text, evidence.count, sizeof(uint64_t), 0, 0),
    ARRAY(evidence.locator, evidence.count, sizeof(uint32_t), 0, RARE),
    ARRAY(evidence.detail, evidence.count, sizeof(uint32_t), 0, RARE),
    POOL(document_ids, 0),
    ARRAY(documents, document_ids.count, sizeof(uint64_t), 0, 0),
    PLACES(document_places, document_ids.count),
    ARRAY(document_file, document_ids.count, sizeof(uint32_t), 0, RARE),
    ARRAY(findings, findings_length, 1, 0, OWNS),
    ARRAY(text.data, text.used, 1, 0, OWNS | ENT_PACK_TEXT),
    ARRAY(quotes.data, quotes.used, 1, 0, OWNS | ENT_PACK_TEXT),
};
const size_t ent_pack_array_count = sizeof ent_pack_arrays / sizeof *ent_pack_arrays;
