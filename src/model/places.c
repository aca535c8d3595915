/* model/places.c - see places.h. */
#include "model/places.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static ent_place in_run(const ent_place_run *run, size_t row) {
    const uint32_t steps = (uint32_t)row - run->first;
    return (ent_place){run->line + steps, run->column, run->index ? run->index - 1 + steps : 0};
}

/* The last run that begins at or before the row. */
static const ent_place_run *run_of(const ent_places *places, size_t row) {
    size_t low = 0, high = places->run_count;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (places->runs[middle].first <= row)
            low = middle;
        else
            high = middle;
    }
    return &places->runs[low];
}

ent_place ent_places_at(const ent_places *places, size_t row) {
    if (row >= places->count) return (ent_place){0};
    if (places->rows) return places->rows[row];
    return places->run_count ? in_run(run_of(places, row), row) : (ent_place){0};
}

static bool give_each_a_row(ent_places *places) {
    if (places->rows) return true;
    const size_t capacity = places->count + 16;
    ent_place *rows = malloc(capacity * sizeof *rows);
    if (!rows) return false;
    for (size_t i = 0, run = 0; i < places->count; i++) {
        if (run + 1 < places->run_count && places->runs[run + 1].first <= i) run++;
        rows[i] = in_run(&places->runs[run], i);
    }
    free(places->runs);
    places->runs = NULL;
    places->run_count = places->run_capacity = 0;
    places->rows = rows;
    places->row_capacity = capacity;
    return true;
}

static bool same_place(ent_place a, ent_place b) {
    return a.line == b.line && a.column == b.column && a.index == b.index;
}

/* The second record of a run says whether the index counts. */
static bool starts_to_count(ent_places *places, ent_place place) {
    if (!places->run_count || place.index != 1) return false;
    ent_place_run *last = &places->runs[places->run_count - 1];
    if (places->count - last->first != 1 || last->index) return false;
    ent_place_run counted = *last;
    counted.index = 1;
    if (!same_place(in_run(&counted, places->count), place)) return false;
    *last = counted;
    return true;
}

/* Apart from what is mostly done, so that this stays short. */
__attribute__((noinline)) static bool add_elsewhere(ent_places *places, ent_place place) {
    if (!places->rows && starts_to_count(places, place)) {
        places->count++;
        return true;
    }
    const bool irregular = places->run_count * sizeof *places->runs > places->count * sizeof *places->rows + 4096;
    if (irregular && !give_each_a_row(places)) return false;
    if (places->rows) {
        if (!ent_grow(&places->rows, &places->row_capacity, places->count, sizeof *places->rows)) return false;
        places->rows[places->count++] = place;
        return true;
    }
    if (!ent_grow(&places->runs, &places->run_capacity, places->run_count, sizeof *places->runs)) return false;
    places->runs[places->run_count++] =
        (ent_place_run){(uint32_t)places->count++, place.line, place.column, place.index ? place.index + 1 : 0};
    return true;
}

static inline bool goes_on(const ent_places *places, ent_place place) {
    return places->run_count && same_place(in_run(&places->runs[places->run_count - 1], places->count), place);
}

bool ent_places_add(ent_places *places, ent_place place) {
    if (places->rows && places->count < places->row_capacity)
        places->rows[places->count] = place;
    else if (places->rows || !goes_on(places, place))
        return add_elsewhere(places, place);
    places->count++;
    return true;
}

bool ent_places_set(ent_places *places, size_t row, ent_place place) {
    if (same_place(ent_places_at(places, row), place)) return true;
    if (!give_each_a_row(places)) return false;
    places->rows[row] = place;
    return true;
}

void ent_places_clear(ent_places *places) {
    free(places->runs);
    free(places->rows);
    memset(places, 0, sizeof *places);
}
