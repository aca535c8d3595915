/* kernel/between_desk.h - the two ways of following shortest paths from one vertex, for kernel/between.c alone. */
#ifndef KERNEL_BETWEEN_DESK_H
#define KERNEL_BETWEEN_DESK_H

#include "kernel/between.h"
#include "kernel/queue.h"

/* What all threads read. */
typedef struct ent_between_shared {
    const ent_net *net;
    const int32_t *sources; /* NULL: source k is vertex k */
    ent_roads roads;        /* with lengths only */
} ent_between_shared;

static inline int32_t ent_between_source(const ent_between_shared *shared, size_t which) {
    return shared->sources ? shared->sources[which] : (int32_t)which;
}

/* Of ent_crew_task: open, close and add; `at` is the desk that was opened. */
void *ent_hops_open(const void *shared);
void ent_hops_close(void *at);
ent_status ent_hops_add(void *at, size_t which, double *total, ent_pulse *pulse, ent_error *err);
void *ent_lengths_open(const void *shared);
void ent_lengths_close(void *at);
ent_status ent_lengths_add(void *at, size_t which, double *total, ent_pulse *pulse, ent_error *err);

#endif
