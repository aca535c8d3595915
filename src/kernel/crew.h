/* kernel/crew.h - one sum over many sources, by several threads, with the same bits whatever their number. */
#ifndef KERNEL_CREW_H
#define KERNEL_CREW_H

#include "kernel/net.h"

/* What is done for each source. Sources fall into a fixed number of runs of neighbours; each run has a sum of its own, and
 * these are added up in their order. Memory: one sum, with several threads two for each of them. */
typedef struct ent_crew_task {
    size_t sources, width; /* numbers of a sum */
    const void *context;   /* shared by all, not written to */
    /* The memory one worker needs; NULL: out of memory. */
    void *(*open)(const void *context);
    void (*close)(void *desk);
    /* Add what source number `which` gives to sum[0 .. width - 1]. ENT_INTERRUPTED when the pulse says so. */
    ent_status (*add)(void *desk, size_t which, double *sum, ent_pulse *pulse, ent_error *err);
} ent_crew_task;

/* out[0 .. width - 1]: the sum over all sources. threads: at most so many and 16, 0: as many as there are processors. The
 * monitor is asked by the calling thread alone. A thread that cannot be started is done without. */
ent_status ent_crew_sum(const ent_crew_task *task, int threads, const ent_monitor *monitor, const char *stage,
                        double *out, ent_error *err);

#endif
