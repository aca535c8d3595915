/* model/edits.h - a list of changes to a graph, inside. */
#ifndef MODEL_EDITS_H
#define MODEL_EDITS_H

#include "base/buffer.h"
#include "model/graph.h"

/* edits_attribute.c: the attributes object (NULL: none yet) with that member set to a text, or without it (value NULL). */
void ent_attributes_with(ent_buffer *out, const char *object, const char *name, const char *value);

/* Hand all records of a graph to a builder that has others, as a reader does with those of a file. */
ent_status ent_graph_unite(const ent_graph *graph, ent_builder *builder, ent_error *err);

#endif
