/* read/twice.h - names that stand twice in one object, at any depth. */
#ifndef READ_TWICE_H
#define READ_TWICE_H

#include <entente/base.h>

/* Memory that is used again from call to call; all zero is empty. */
typedef struct ent_twice {
    struct ent_twice_key *keys;
    size_t capacity;
    char *text;
    size_t text_capacity;
} ent_twice;

/* Look for the first name in a valid JSON text that its object has already. ENT_OK sets *found, and *at to where the
 * second one begins. */
ent_status ent_twice_find(ent_twice *twice, const char *text, size_t length, bool *found, size_t *at, ent_error *err);
void ent_twice_clear(ent_twice *twice);

#endif
