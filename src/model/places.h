/* model/places.h - where records stand in their files, in a few bytes for all of them.
 *
 * Records of a file mostly follow each other line by line, so a run of them is kept as its first place. Where that does
 * not hold, and once the place of an earlier record is changed, each record has a row of its own.
 */
#ifndef MODEL_PLACES_H
#define MODEL_PLACES_H

#include <entente/model.h>

/* Records from number `first` on: one line further each, in the same column; index is that of the first + 1 when it
 * grows with the records, 0 when it is 0 for all of them. */
typedef struct ent_place_run {
    uint32_t first, line, column, index;
} ent_place_run;

typedef struct ent_places {
    ent_place_run *runs;
    size_t run_count, run_capacity;
    ent_place *rows; /* NULL as long as runs do */
    size_t row_capacity;
    size_t count;
} ent_places;

/* The place of the next record. False when out of memory. */
bool ent_places_add(ent_places *places, ent_place place);
/* Another place for a record that has one. False when out of memory. */
bool ent_places_set(ent_places *places, size_t row, ent_place place);
/* O(log of the runs). */
ent_place ent_places_at(const ent_places *places, size_t row);
void ent_places_clear(ent_places *places);

#endif
