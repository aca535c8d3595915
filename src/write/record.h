/* write/record.h - records as JSON, the same for a document and for JSON Lines, and what of a graph is written.
 *
 * Order of members, fixed so that the same graph gives the same bytes:
 *   document  id title publisher author date url language attributes
 *   entity    id kind name names aliases identifiers role short attributes
 *   relation  id type source target sign date areas status weight confidence said_by note evidence attributes
 *   evidence  document locator summary quote
 * and after them the members that the format does not know, as they stood. Absent and empty members are left out, but
 * for what tells records apart on a line of their own: an entity always has its kind, a document its title. A name that
 * is the same as the id is left out too. White space between the tokens of kept members is our own; numbers, escapes
 * and order in them stay.
 *
 * Files that were united can give an entity two names in one language, or two codes in one scheme, and an object holds
 * each member once: the second name becomes an alias, the second code stands under "scheme#2".
 */
#ifndef WRITE_RECORD_H
#define WRITE_RECORD_H

#include <entente/model.h>

#include "base/buffer.h"

void ent_write_document(ent_buffer *out, const ent_graph *graph, ent_id index);
void ent_write_entity(ent_buffer *out, const ent_graph *graph, ent_id index);
void ent_write_relation(ent_buffer *out, const ent_graph *graph, ent_id index);

/* The text of a JSON object without the white space between its tokens, on one line. */
void ent_write_json(ent_buffer *out, const char *object);
/* The same without the outer braces, to go into an object of which something (or nothing: first) is written already;
 * `between` is the white space after each comma. Nothing for NULL and for an object without members. */
void ent_write_json_members(ent_buffer *out, const char *object, bool first, const char *between);

/* The first member of a JSON object (NULL for none at all) that is among `names`, which end with NULL; or NULL. */
const char *ent_write_find_member(const char *object, const char *const *names);

/* What is written: all of a graph, or what a selection holds. Undeclared entities are not: their names stand in the
 * relations, and whoever reads those finds them again. */
typedef struct ent_kept {
    ent_id *documents, *entities, *relations;
    size_t document_count, entity_count, relation_count;
} ent_kept;

ent_status ent_kept_init(ent_kept *kept, const ent_graph *graph, const ent_selection *selection, ent_error *err);
void ent_kept_clear(ent_kept *kept);

/* The writers. */
ent_status ent_write_as_json(const ent_graph *graph, const ent_selection *selection, char **out, size_t *length,
                             ent_error *err);
ent_status ent_write_as_jsonl(const ent_graph *graph, const ent_selection *selection, char **out, size_t *length,
                              ent_error *err);

#endif
