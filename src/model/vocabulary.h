/* model/vocabulary.h - what the builder needs of a vocabulary beyond the public calls. */
#ifndef MODEL_VOCABULARY_H
#define MODEL_VOCABULARY_H

#include <entente/model.h>

/* One more owner of the same vocabulary; each gives it back with ent_vocabulary_free. */
ent_vocabulary *ent_vocabulary_take(ent_vocabulary *vocabulary);
/* A name as names are compared, with spaces and dashes as underscores: ALLIED_WITH, "allied with", allied-with are one. Free it;
 * NULL when out of memory. */
char *ent_vocabulary_fold(const char *name);
/* vocabulary_write.c: the JSON that ent_vocabulary_read takes; *out is freed by the caller. */
ent_status ent_vocabulary_write(const ent_vocabulary *vocabulary, char **out, size_t *length, ent_error *err);
/* As ent_vocabulary_find_type and _find_kind (-1: none), telling a lack of memory from a name that is not there. */
ent_status ent_vocabulary_look_up(const ent_vocabulary *vocabulary, bool type, const char *name, long *out,
                                  ent_error *err);

#endif
