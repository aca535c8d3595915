/* draw/child.c - layouts run in a child process with limits: libgvc can hang, abort or exit, and must not take the
 * picture with it. The child hands back places and curves through a pipe. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "draw/finish.h"
#include "draw/regions.h"

/* ---- a layout as bytes: parent and child are one program on one machine ---- */

static void put_bytes(ent_buffer *out, const void *data, size_t size) {
    ent_buffer_bytes(out, data, size);
}

typedef struct {
    double label_x, label_y;
    size_t curve_count;
    bool label_shown, label_plate;
} packed_line;

static void pack(const ent_plot *plot, ent_buffer *out) {
    ent_buffer_char(out, plot->anchored ? 1 : 0);
    for (uint32_t i = 0; i < plot->node_count; i++) {
        const double xy[2] = {plot->nodes[i].x, plot->nodes[i].y};
        put_bytes(out, xy, sizeof xy);
    }
    for (uint32_t i = 0; i < plot->region_count; i++) put_bytes(out, &plot->regions[i], sizeof *plot->regions);
    for (uint32_t i = 0; i < plot->line_count; i++) {
        const ent_plot_line *line = &plot->lines[i];
        packed_line head;
        memset(&head, 0, sizeof head);
        head.label_x = line->label_x;
        head.label_y = line->label_y;
        head.curve_count = line->curve_count;
        head.label_shown = line->label_shown;
        head.label_plate = line->label_plate;
        put_bytes(out, &head, sizeof head);
        put_bytes(out, line->curve, line->curve_count * sizeof *line->curve);
    }
}

static bool get_bytes(const ent_buffer *in, size_t *at, void *data, size_t size) {
    if (size > in->length - *at) return false;
    if (size) memcpy(data, in->data + *at, size);
    *at += size;
    return true;
}

static bool unpack_line(ent_plot_line *line, const ent_buffer *in, size_t *at) {
    packed_line head;
    if (!get_bytes(in, at, &head, sizeof head) || head.curve_count > (in->length - *at) / sizeof(ent_point))
        return false;
    line->label_x = head.label_x;
    line->label_y = head.label_y;
    line->label_shown = head.label_shown;
    line->label_plate = head.label_plate;
    ent_point *points = calloc(head.curve_count + 1, sizeof *points);
    bool fine = points && get_bytes(in, at, points, head.curve_count * sizeof *points) &&
                ent_points_set(&line->curve, &line->curve_capacity, &line->curve_count, points, head.curve_count);
    free(points);
    return fine;
}

/* Its words are known here. */
static bool unpack_region(ent_region *region, const ent_buffer *in, size_t *at) {
    ent_region packed;
    if (!get_bytes(in, at, &packed, sizeof packed)) return false;
    region->rect = packed.rect;
    region->label_x = packed.label_x;
    region->label_y = packed.label_y;
    return true;
}

static bool unpack(ent_plot *plot, const ent_buffer *in) {
    size_t at = 2;
    if (in->length < at) return false;
    plot->anchored = in->data[1] == 1;
    for (uint32_t i = 0; i < plot->node_count; i++) {
        double xy[2];
        if (!get_bytes(in, &at, xy, sizeof xy)) return false;
        plot->nodes[i].x = xy[0];
        plot->nodes[i].y = xy[1];
    }
    for (uint32_t i = 0; i < plot->region_count; i++)
        if (!unpack_region(&plot->regions[i], in, &at)) return false;
    for (uint32_t i = 0; i < plot->line_count; i++)
        if (!unpack_line(&plot->lines[i], in, &at)) return false;
    return at == in->length;
}

/* ---- child ---- */

typedef bool layout_function(ent_plot *plot, const ent_layout_limits *limits);

enum { ARRIVED = 255 }; /* what comes before is progress, a byte each in percent; then follows the layout */

static void put_out(int out, const void *data, size_t size) {
    for (size_t at = 0; at < size;) {
        ssize_t written = write(out, (const char *)data + at, size - at);
        if (written < 0 && errno != EINTR) _exit(1);
        if (written > 0) at += (size_t)written;
    }
}

static void report(void *to, double share) {
    unsigned char percent = (unsigned char)(100 * ent_max(0, ent_min(share, 1)));
    put_out(*(const int *)to, &percent, 1);
}

static void limit(int resource, double value) {
    struct rlimit r = {.rlim_cur = (rlim_t)value, .rlim_max = (rlim_t)value};
    setrlimit(resource, &r);
}

static void set_limits(const ent_layout_limits *limits) {
    /* of processor time, to the millisecond: a busy machine must not draw another picture than an idle one */
    double whole = (double)(long)limits->seconds;
    const struct itimerval timer = {.it_value = {(time_t)whole, (suseconds_t)((limits->seconds - whole) * 1e6)}};
    setitimer(ITIMER_PROF, &timer, NULL);
    limit(RLIMIT_CPU, limits->seconds + 2);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0); /* it writes into a pipe and into nothing else */
    limit(RLIMIT_NOFILE, 16);
#ifndef __SANITIZE_ADDRESS__ /* its shadow memory is larger than any limit */
    limit(RLIMIT_AS, limits->megabytes * 1048576);
#endif
}

static _Noreturn void child(ent_plot *plot, layout_function *layout, const ent_layout_limits *limits, int out) {
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* no layout without somebody to draw it */
    int nothing = open("/dev/null", O_WRONLY);
    if (nothing >= 0) dup2(nothing, STDERR_FILENO); /* Graphviz talks in fragments; the parent says what matters */
    set_limits(limits);
    ent_layout_limits own = *limits;
    if (limits->progress) {
        own.progress = report;
        own.to = &out;
    }
    ent_buffer bytes = {0};
    if (!layout(plot, &own) || !ent_finish_exactly(plot)) _exit(1);
    ent_buffer_char(&bytes, (char)ARRIVED);
    pack(plot, &bytes);
    if (bytes.failed) _exit(1);
    put_out(out, bytes.data, bytes.length);
    _exit(0);
}

/* ---- parent ---- */

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* What is progress of newly read bytes is told and passed over; how many they are. */
static size_t tell_progress(const ent_layout_limits *limits, const unsigned char *room, size_t count) {
    size_t used = 0;
    while (used < count && room[used] != ARRIVED) used++;
    if (used && limits->progress) limits->progress(limits->to, room[used - 1] / 100.0);
    return used;
}

#define PATIENCE 3.0 /* seconds by the clock for one of processor time, then it hangs or the machine is too busy */

/* Read until the child closes its end. False when time is up first. */
static bool collect(int in, const ent_layout_limits *limits, ent_buffer *bytes) {
    unsigned char room[65536];
    double deadline = now() + limits->seconds * PATIENCE;
    for (;;) {
        double left = deadline - now();
        struct pollfd wait = {.fd = in, .events = POLLIN};
        if (left <= 0) return false;
        int ready = poll(&wait, 1, left > 1e6 ? 1000000000 : (int)(left * 1000) + 1);
        if (ready < 0 && errno != EINTR) return false;
        if (ready <= 0) continue;
        ssize_t got = read(in, room, sizeof room);
        if (got == 0) return true;
        if (got < 0 && errno != EINTR) return false;
        if (got < 0) continue;
        size_t used = bytes->length ? 0 : tell_progress(limits, room, (size_t)got);
        ent_buffer_bytes(bytes, (const char *)room + used, (size_t)got - used);
    }
}

typedef enum { DONE, OVER_TIME, FAILED } outcome;

static outcome run(ent_plot *plot, layout_function *layout, const ent_layout_limits *limits) {
    int ends[2], state = 0;
    if (pipe(ends)) return FAILED;
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        child(plot, layout, limits, ends[1]);
    }
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return FAILED;
    }
    ent_buffer bytes = {0};
    bool in_time = collect(ends[0], limits, &bytes);
    close(ends[0]);
    if (!in_time) kill(pid, SIGKILL);
    while (waitpid(pid, &state, 0) < 0 && errno == EINTR) {}
    bool cpu =
        WIFSIGNALED(state) && (WTERMSIG(state) == SIGPROF || WTERMSIG(state) == SIGXCPU || WTERMSIG(state) == SIGKILL);
    bool fine = in_time && WIFEXITED(state) && WEXITSTATUS(state) == 0 && !bytes.failed && unpack(plot, &bytes);
    ent_buffer_clear(&bytes);
    return fine ? DONE : !in_time || cpu ? OVER_TIME : FAILED;
}

#define SEARCH_SHARE .8 /* of the time; the rest is left for the layout that answers when the search took too long */

ent_status ent_layout(ent_plot *plot, const ent_layout_limits *limits, char note[200], ent_error *err) {
    note[0] = '\0';
    if (ent_regions_plan(plot, err)) return ENT_NOMEM;
    ent_layout_limits search = *limits, rest = *limits;
    search.seconds = limits->seconds * SEARCH_SHARE;
    rest.seconds = limits->seconds - search.seconds;
    outcome first = run(plot, ent_layout_search, &search);
    if (first == DONE) return ENT_OK;
    if (first == FAILED && ent_graphviz_load(err))
        return ENT_CALC; /* then no other layout would be what was asked for */
    outcome second = run(plot, ent_layout_quick, &rest);
    char seconds[32];
    if (first == OVER_TIME)
        snprintf(note, 200, "layout took over %s s; a faster, plainer one is shown (--time-limit N allows more)",
                 ent_format_double(limits->seconds, seconds));
    else
        snprintf(note, 200, "layout failed or needed over %s MB; a plainer one is shown (--memory-limit N allows more)",
                 ent_format_double(limits->megabytes, seconds));
    if (second == DONE || ent_layout_plain(plot)) return ENT_OK;
    return ent_fail_memory(err);
}
