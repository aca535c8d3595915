/* analyse/paths_words.h - what is said about paths in words. */
#ifndef ANALYSE_PATHS_WORDS_H
#define ANALYSE_PATHS_WORDS_H

#include "analyse/paths_rules.h"

/* "positive", "negative", "mixed", "none"; for a hop with both signs "ambivalent". Static. */
const char *ent_path_reading_word(ent_reading reading);
const char *ent_hop_reading_word(ent_reading reading);
/* The same words as choices of an option, in the order of ent_reading, after "any". */
extern const char *const ent_path_reading_choices[];

/* What a path is worth beside its length. */
typedef struct ent_path_worth {
    ent_reading reading;
    double confidence;
    size_t negative, positive, unsigned_hops;
} ent_path_worth;
ent_path_worth ent_path_worth_of(const ent_path_rules *rules, const ent_view *view, const ent_path *path);

/* "reads positive: an enemy of an enemy" (Heider 1946). */
void ent_say_reading(const ent_path_rules *rules, const ent_view *view, const ent_path *path, ent_buffer *out);

/* "A - B - C"; of a long path only its ends, and how many are left out: "A - B - 980 more - Y - Z". */
void ent_say_stations(const ent_view *view, const ent_path *path, ent_buffer *out);
/* A number of paths: every digit while these are known, then "about 1.27e30" or "more than 1e308". */
void ent_say_total(double total, ent_buffer *out);

/* Note: how many of the paths lead through each of those that stand between, most first, ties by id; nothing for less
 * than two paths. */
ent_status ent_note_between(ent_table *table, const ent_view *view, const ent_paths *paths, ent_error *err);

#endif
