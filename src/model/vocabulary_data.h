/* model/vocabulary_data.h - the bytes of graphs/vocabulary/default.json, put in by the Makefile. */
#ifndef MODEL_VOCABULARY_DATA_H
#define MODEL_VOCABULARY_DATA_H
#include <stddef.h>
extern const unsigned char ent_vocabulary_data[];
extern const size_t ent_vocabulary_data_length;
#endif
