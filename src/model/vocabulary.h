/* model/vocabulary.h - what the builder needs of a vocabulary beyond the public calls. */
#ifndef MODEL_VOCABULARY_H
#define MODEL_VOCABULARY_H

#include <entente/model.h>

/* One more owner of the same vocabulary; each gives it back with ent_vocabulary_free. */
ent_vocabulary *ent_vocabulary_take(ent_vocabulary *vocabulary);

#endif
