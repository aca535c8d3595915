/* model/edits_words.h - changes in an analyst's words, inside: "A -> TYPE -> B", also with ";" for the arrows. */
#ifndef MODEL_EDITS_WORDS_H
#define MODEL_EDITS_WORDS_H

#include "base/buffer.h"

#include <entente/model.h>

/* The graph that a list of changes is for. */
const ent_graph *ent_edits_graph(const ent_edits *edits);

/* The items from first to last, joined by ", " as they were before they were split. out->failed tells of a lack of memory. */
void ent_words_join(ent_buffer *out, const ent_text_list *list, size_t first, size_t last);
/* How many arrows and semicolons text has. */
size_t ent_words_separators(const char *text);
/* Cut text at its separators into `wanted` trimmed parts that are not empty; false when it has not that many. */
bool ent_words_cut(char *text, char **parts, size_t wanted);

#endif
