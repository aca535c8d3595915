/* model/document_text.h - the members of a document in one piece of text: a byte that says which are there, then each with
 * its NUL. A graph has many documents, and most of them few members. */
#ifndef MODEL_DOCUMENT_TEXT_H
#define MODEL_DOCUMENT_TEXT_H

#include "base/memory.h"

enum {
    ENT_DOCUMENT_TITLE,
    ENT_DOCUMENT_PUBLISHER,
    ENT_DOCUMENT_AUTHOR,
    ENT_DOCUMENT_DATE,
    ENT_DOCUMENT_URL,
    ENT_DOCUMENT_LANGUAGE,
    ENT_DOCUMENT_ATTRIBUTES,
    ENT_DOCUMENT_EXTRA,
    ENT_DOCUMENT_PARTS
};

/* The name of a copy of the members (NULL: not there); they may lie in `texts` itself. `given`, their lengths, may be NULL when each has
 * its NUL. ENT_NO_TEXT when out of memory. */
uint64_t ent_document_text_add(ent_texts *texts, const char *const parts[ENT_DOCUMENT_PARTS],
                               const size_t given[ENT_DOCUMENT_PARTS]);
/* Where the members are; NULL for what is not there. */
void ent_document_text_parts(const ent_texts *texts, uint64_t name, const char *parts[ENT_DOCUMENT_PARTS]);

#endif
