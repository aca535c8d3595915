/* Blocks of sources handed out to threads. The calling thread works when it is alone, and else watches over the others: it
 * is the one that may ask the monitor. Blocks end in any order and are added up in theirs: only so many are begun that the
 * sums of those that have to wait find room. */
#include "kernel/crew.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { GLANCE = 50000000, WORTH_A_THREAD = 64 }; /* nanoseconds between two looks of who watches; sources */
enum { BLOCKS = 64, MOST_THREADS = 16, ROOM_EACH = 2 };

typedef struct {
    const ent_crew_task *task;
    double *sums; /* width numbers in each of `room` places; block b is at b % room */
    size_t room;
    double *out;
    size_t done; /* sources, for the monitor */
    bool stop;
    /* what is looked at under the lock */
    pthread_mutex_t lock;
    pthread_cond_t ended, added_up;
    size_t next, added, working; /* block to hand out; blocks in `out`; threads that have not ended */
    bool finished[BLOCKS];
    ent_error failure; /* of the first that failed, all 0 when none has */
} crew;

static double *sum_of(const crew *c, size_t block) {
    return c->sums + block % c->room * c->task->width;
}

static ent_status work_block(const crew *c, void *desk, size_t block, ent_pulse *pulse, size_t *done, ent_error *err) {
    size_t sources = c->task->sources, end = sources * (block + 1) / BLOCKS;
    double *sum = sum_of(c, block);
    ent_status status = ENT_OK;
    memset(sum, 0, c->task->width * sizeof *sum);
    for (size_t which = sources * block / BLOCKS; which < end && !status; which++) {
        pulse->done = __atomic_load_n(done, __ATOMIC_RELAXED);
        status = c->task->add(desk, which, sum, pulse, err);
        __atomic_fetch_add(done, 1, __ATOMIC_RELAXED);
    }
    return status;
}

static void add_up(crew *c, size_t block) {
    c->finished[block] = true;
    for (; c->added < BLOCKS && c->finished[c->added]; c->added++) {
        const double *sum = sum_of(c, c->added);
        for (size_t i = 0; i < c->task->width; i++) c->out[i] += sum[i];
    }
}

static ent_status work_alone(crew *c, const ent_monitor *monitor, const char *stage, ent_error *err) {
    ent_pulse pulse = {.monitor = monitor, .stage = stage, .total = c->task->sources};
    void *desk = c->task->open(c->task->context);
    if (!desk) return ent_fail_memory(err);
    ent_status status = ENT_OK;
    for (size_t block = 0; block < BLOCKS && !status; block++) {
        status = work_block(c, desk, block, &pulse, &c->done, err);
        add_up(c, block);
    }
    c->task->close(desk);
    return status;
}

/* ---- with others ------------------------------------------------------------------------------------------------------ */

static bool stopped(crew *c) {
    return __atomic_load_n(&c->stop, __ATOMIC_RELAXED);
}

/* Locked by the caller. */
static void stop(crew *c) {
    __atomic_store_n(&c->stop, true, __ATOMIC_RELAXED);
    pthread_cond_broadcast(&c->added_up);
}

/* The next block once there is room for its sum; BLOCKS: there is none. Locked by the caller. */
static size_t take_block(crew *c) {
    while (c->next < BLOCKS && c->next >= c->added + c->room && !stopped(c)) pthread_cond_wait(&c->added_up, &c->lock);
    return c->next < BLOCKS && !stopped(c) ? c->next++ : BLOCKS;
}

static void *work_with_others(void *context) {
    crew *c = context;
    ent_pulse pulse = {.stop = &c->stop};
    ent_error failure = {0};
    void *desk = c->task->open(c->task->context);
    ent_status status = desk ? ENT_OK : ent_fail_memory(&failure);
    pthread_mutex_lock(&c->lock);
    for (size_t block; !status && (block = take_block(c)) < BLOCKS;) {
        pthread_mutex_unlock(&c->lock);
        status = work_block(c, desk, block, &pulse, &c->done, &failure);
        pthread_mutex_lock(&c->lock);
        add_up(c, block);
        pthread_cond_broadcast(&c->added_up);
    }
    if (status) stop(c);
    if (!c->failure.status) c->failure = failure; /* who was only told to stop has nothing to say */
    c->working--;
    pthread_cond_signal(&c->ended);
    pthread_mutex_unlock(&c->lock);
    if (desk) c->task->close(desk);
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
        pthread_mutex_lock(&c->lock);
        if (status) stop(c);
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
    pthread_t threads[MOST_THREADS];
    pthread_mutex_init(&c->lock, NULL);
    pthread_cond_init(&c->ended, NULL);
    pthread_cond_init(&c->added_up, NULL);
    size_t started = start(c, threads, count);
    ent_status status = started ? watch(c, monitor, stage, err) : work_alone(c, monitor, stage, err);
    for (size_t k = 0; k < started; k++) pthread_join(threads[k], NULL);
    pthread_cond_destroy(&c->added_up);
    pthread_cond_destroy(&c->ended);
    pthread_mutex_destroy(&c->lock);
    if (status || !c->failure.status) return status;
    if (err && !err->status) *err = c->failure;
    return c->failure.status;
}

static size_t threads_for(int asked, size_t sources) {
    long most = asked > 0 ? asked : sysconf(_SC_NPROCESSORS_ONLN);
    if (sources < WORTH_A_THREAD || most < 1) return 1;
    return most < MOST_THREADS ? (size_t)most : MOST_THREADS;
}

ent_status ent_crew_sum(const ent_crew_task *task, int threads, const ent_monitor *monitor, const char *stage,
                        double *out, ent_error *err) {
    const size_t count = threads_for(threads, task->sources), room = count > 1 ? ROOM_EACH * count : 1;
    crew c = {.task = task, .room = room, .out = out, .sums = malloc((room * task->width + 1) * sizeof *c.sums)};
    if (!c.sums) return ent_fail_memory(err);
    memset(out, 0, task->width * sizeof *out);
    ent_status status = count > 1 ? work_together(&c, count, monitor, stage, err) : work_alone(&c, monitor, stage, err);
    free(c.sums);
    return status;
}
