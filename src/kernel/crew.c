/* Blocks of sources handed out to threads. The calling thread works when it is alone, and else watches over the others: it
 * is the one that may ask the monitor. */
#include "kernel/crew.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { GLANCE = 50000000, WORTH_A_THREAD = 64 }; /* nanoseconds between two looks of who watches; sources */

typedef struct {
    const ent_crew_task *task;
    double *sums; /* width numbers a block */
    pthread_mutex_t lock;
    pthread_cond_t ended;
    size_t next, working; /* block to hand out; threads that have not ended */
    size_t done;          /* sources, for the monitor */
    bool stop;
    ent_error failure; /* of the first that failed, all 0 when none has */
} crew;

static ent_status work_block(const crew *c, void *desk, size_t block, ent_pulse *pulse, size_t *done, ent_error *err) {
    size_t sources = c->task->sources, end = sources * (block + 1) / ENT_CREW_BLOCKS;
    ent_status status = ENT_OK;
    for (size_t which = sources * block / ENT_CREW_BLOCKS; which < end && !status; which++) {
        pulse->done = __atomic_load_n(done, __ATOMIC_RELAXED);
        status = c->task->add(desk, which, c->sums + block * c->task->width, pulse, err);
        __atomic_fetch_add(done, 1, __ATOMIC_RELAXED);
    }
    return status;
}

static ent_status work_alone(crew *c, const ent_monitor *monitor, const char *stage, ent_error *err) {
    ent_pulse pulse = {.monitor = monitor, .stage = stage, .total = c->task->sources};
    void *desk = c->task->open(c->task->context);
    if (!desk) return ent_fail_memory(err);
    ent_status status = ENT_OK;
    for (size_t block = 0; block < ENT_CREW_BLOCKS && !status; block++)
        status = work_block(c, desk, block, &pulse, &c->done, err);
    c->task->close(desk);
    return status;
}

/* ---- with others ------------------------------------------------------------------------------------------------------ */

static size_t take_block(crew *c) {
    pthread_mutex_lock(&c->lock);
    size_t block = c->next < ENT_CREW_BLOCKS ? c->next++ : ENT_CREW_BLOCKS;
    pthread_mutex_unlock(&c->lock);
    return block;
}

static void *work_with_others(void *context) {
    crew *c = context;
    ent_pulse pulse = {.stop = &c->stop};
    ent_error failure = {0};
    void *desk = c->task->open(c->task->context);
    ent_status status = desk ? ENT_OK : ent_fail_memory(&failure);
    for (size_t block; !status && (block = take_block(c)) < ENT_CREW_BLOCKS;)
        status = work_block(c, desk, block, &pulse, &c->done, &failure);
    if (desk) c->task->close(desk);
    if (status) __atomic_store_n(&c->stop, true, __ATOMIC_RELAXED);
    pthread_mutex_lock(&c->lock);
    if (!c->failure.status) c->failure = failure; /* who was only told to stop has nothing to say */
    c->working--;
    pthread_cond_signal(&c->ended);
    pthread_mutex_unlock(&c->lock);
    return NULL;
}

/* Until all have ended; whatever the monitor says, they are waited for. */
static ent_status watch(crew *c, const ent_monitor *monitor, const char *stage, ent_error *err) {
    ent_status status = ENT_OK;
    pthread_mutex_lock(&c->lock);
    while (c->working) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += GLANCE;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        pthread_cond_timedwait(&c->ended, &c->lock, &until);
        if (status || !c->working) continue;
        pthread_mutex_unlock(&c->lock);
        size_t done = __atomic_load_n(&c->done, __ATOMIC_RELAXED);
        status = ent_monitor_tick(monitor, stage, done, c->task->sources, err);
        if (status) __atomic_store_n(&c->stop, true, __ATOMIC_RELAXED);
        pthread_mutex_lock(&c->lock);
    }
    pthread_mutex_unlock(&c->lock);
    return status;
}

/* Signals are for the threads of the program, not for ours. */
static size_t start(crew *c, pthread_t *threads, size_t count) {
    sigset_t all, before;
    size_t started = 0;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_mutex_lock(&c->lock);
    while (started < count && pthread_create(&threads[started], NULL, work_with_others, c) == 0) started++;
    c->working = started;
    pthread_mutex_unlock(&c->lock);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

static ent_status work_together(crew *c, size_t count, const ent_monitor *monitor, const char *stage, ent_error *err) {
    pthread_t threads[ENT_CREW_BLOCKS];
    pthread_mutex_init(&c->lock, NULL);
    pthread_cond_init(&c->ended, NULL);
    size_t started = start(c, threads, count);
    ent_status status = started ? watch(c, monitor, stage, err) : work_alone(c, monitor, stage, err);
    for (size_t k = 0; k < started; k++) pthread_join(threads[k], NULL);
    pthread_cond_destroy(&c->ended);
    pthread_mutex_destroy(&c->lock);
    if (status || !c->failure.status) return status;
    if (err && !err->status) *err = c->failure;
    return c->failure.status;
}

static size_t threads_for(int asked, size_t sources) {
    long most = asked > 0 ? asked : sysconf(_SC_NPROCESSORS_ONLN);
    if (sources < WORTH_A_THREAD || most < 1) return 1;
    return most < ENT_CREW_BLOCKS ? (size_t)most : ENT_CREW_BLOCKS;
}

ent_status ent_crew_sum(const ent_crew_task *task, int threads, const ent_monitor *monitor, const char *stage,
                        double *out, ent_error *err) {
    crew c = {.task = task, .sums = calloc(ENT_CREW_BLOCKS * task->width + 1, sizeof *c.sums)};
    if (!c.sums) return ent_fail_memory(err);
    size_t count = threads_for(threads, task->sources);
    ent_status status = count > 1 ? work_together(&c, count, monitor, stage, err) : work_alone(&c, monitor, stage, err);
    for (size_t i = 0; i < task->width && !status; i++) {
        out[i] = 0;
        for (size_t block = 0; block < ENT_CREW_BLOCKS; block++) out[i] += c.sums[block * task->width + i];
    }
    free(c.sums);
    return status;
}
