/* model/attributes.h - the members of `attributes`, as text: what vertices can be grouped by, what a pact is. */
#ifndef MODEL_ATTRIBUTES_H
#define MODEL_ATTRIBUTES_H

#include <entente/model.h>
#include "base/memory.h"

/* The attribute of that name as text: a string as it is, a number in its shortest form, "true" or "false". *out is NULL
 * when there is none, and for null, lists and objects; the caller frees it. */
ent_status ent_attribute_text(const ent_graph *graph, ent_id entity, const char *name, char **out, ent_error *err);
/* The texts that an attribute of a relation holds, one or a list of them, joined by line ends; *out as above. */
ent_status ent_relation_texts(const ent_graph *graph, ent_id relation, const char *name, char **out, ent_error *err);
/* Add the names of all attributes of all entities that ent_attribute_text has a text for, in the order they are met. */
ent_status ent_attribute_names(const ent_graph *graph, ent_pool *names, ent_error *err);

#endif
