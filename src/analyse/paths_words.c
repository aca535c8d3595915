/* Words about paths: their sign as a chain of friends and enemies, and who stands between. */
#include "analyse/paths_words.h"
#include "analyse/hops.h"

#include <math.h>
#include <stdlib.h>

enum { CHAIN = 3, NAMED = 10 };    /* signed hops told as a chain; go-betweens named */
enum { STATIONS = 40, ENDS = 10 }; /* stations of a route told in full; of a longer one, as many from either end */

const char *const ent_path_reading_choices[] = {"any", "none", "positive", "negative", "mixed", NULL};

const char *ent_path_reading_word(ent_reading reading) {
    return ent_path_reading_choices[reading + 1];
}

const char *ent_hop_reading_word(ent_reading reading) {
    return reading == ENT_READS_MIXED ? "ambivalent" : ent_path_reading_word(reading);
}

static size_t edge_of(const ent_view *view, const ent_path *path, size_t hop) {
    return (size_t)ent_edge_between(ent_view_out(view), path->vertices[hop], path->vertices[hop + 1]);
}

ent_path_worth ent_path_worth_of(const ent_path_rules *rules, const ent_view *view, const ent_path *path) {
    ent_path_worth worth = {.confidence = 1};
    for (size_t i = 0; i < path->hops; i++) {
        size_t edge = edge_of(view, path, i);
        ent_reading hop = ent_hop_reading(rules, view, edge);
        worth.reading = ent_reading_after(worth.reading, hop);
        worth.confidence *= ent_hop_confidence(rules, view, edge);
        worth.positive += hop == ENT_READS_POSITIVE;
        worth.negative += hop == ENT_READS_NEGATIVE;
        worth.unsigned_hops += hop == ENT_READS_NONE;
    }
    return worth;
}

/* The end as its friends and enemies see it from the beginning: the last signed hop comes first. */
static void say_chain(const ent_path_rules *rules, const ent_view *view, const ent_path *path, ent_buffer *out) {
    bool first = true;
    for (size_t i = path->hops; i-- > 0;) {
        ent_reading hop = ent_hop_reading(rules, view, edge_of(view, path, i));
        if (hop == ENT_READS_NONE) continue;
        ent_buffer_text(out, first ? "" : " of ");
        ent_buffer_text(out, hop == ENT_READS_NEGATIVE ? "an enemy" : "a friend");
        first = false;
    }
}

void ent_say_reading(const ent_path_rules *rules, const ent_view *view, const ent_path *path, ent_buffer *out) {
    ent_path_worth worth = ent_path_worth_of(rules, view, path);
    size_t signed_hops = worth.positive + worth.negative;
    if (worth.reading == ENT_READS_NONE) {
        ent_buffer_text(out, "no sign to read");
    } else if (worth.reading == ENT_READS_MIXED) {
        ent_buffer_text(out, "reads mixed: ");
        ent_say_count(out, path->hops - signed_hops - worth.unsigned_hops, "hop is", "hops are");
        ent_buffer_text(out, " ambivalent");
    } else {
        ent_buffer_format(out, "reads %s: ", ent_path_reading_word(worth.reading));
        if (signed_hops <= CHAIN)
            say_chain(rules, view, path, out);
        else
            ent_buffer_format(out, "%zu of %zu signed hops negative", worth.negative, signed_hops);
    }
}

/* Every row of a path repeats its route, so that a long one told in full would fill the memory. */
void ent_say_stations(const ent_view *view, const ent_path *path, ent_buffer *out) {
    size_t left_out = path->hops >= STATIONS ? path->hops + 1 - 2 * ENDS : 0;
    for (size_t i = 0; i <= path->hops; i++) {
        if (i) ent_buffer_text(out, " - ");
        if (left_out && i == ENDS) {
            ent_buffer_format(out, "%zu more - ", left_out);
            i += left_out;
        }
        ent_buffer_text(out, ent_vertex_name(view, path->vertices[i]));
    }
}

void ent_say_total(double total, ent_buffer *out) {
    static const double exact = 9007199254740992; /* 2^53: from here on a double has not every digit */
    if (total < exact) {
        ent_buffer_fixed(out, total, 0);
    } else if (isfinite(total)) {
        int exponent = (int)floor(log10(total));
        ent_buffer_text(out, "about ");
        ent_buffer_fixed(out, total / pow(10, exponent), 2);
        ent_buffer_format(out, "e%d", exponent);
    } else {
        ent_buffer_text(out, "more than 1e308");
    }
}

/* ---- who stands between -------------------------------------------------------------------------------------------------- */

static double *count_stations(const ent_view *view, const ent_paths *paths) {
    double *count = calloc(ent_view_vertices(view) + 1, sizeof *count);
    for (size_t p = 0; p < paths->count && count; p++)
        for (size_t i = 1; i < paths->items[p].hops; i++) count[paths->items[p].vertices[i]]++;
    return count;
}

ent_status ent_note_between(ent_table *table, const ent_view *view, const ent_paths *paths, ent_error *err) {
    ent_buffer words = {0};
    size_t *order = NULL, met = 0;
    if (paths->count < 2) return ENT_OK;
    double *count = count_stations(view, paths);
    ent_status status = count ? ent_rank_positive(view, count, &order, &met, err) : ent_fail_memory(err);
    for (size_t k = 0; !status && k < met && k < NAMED; k++) {
        ent_vertex vertex;
        ent_view_vertex(view, order[k], &vertex);
        ent_buffer_text(&words, k ? "; " : "who stands between: ");
        ent_buffer_format(&words, "%s on %zu", vertex.name, (size_t)count[order[k]]);
    }
    if (met > NAMED) ent_buffer_format(&words, "; and %zu more", met - NAMED);
    if (met) ent_buffer_format(&words, " (of %zu paths listed)", paths->count);
    free(count);
    free(order);
    if (status) {
        ent_buffer_clear(&words);
        return status;
    }
    return ent_note_buffer(table, &words, err);
}
