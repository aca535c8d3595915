/* cli/progress.c - how far long work is, on a terminal: the last stage that was told of, on one line. A timer draws it, so that
 * work which is silent for long shows what it is at; what is told costs a few stores. */
#include "cli/cli.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { FIRST = 1, EVERY = 200000000 }; /* the first line after seconds, another after nanoseconds */

static const char *volatile stage; /* NULL: nothing is to be shown */
static volatile uint64_t done, total;
static volatile sig_atomic_t line_shown;
static struct timespec begun;

/* ---- within the handler of a signal: no stdio ---- */

typedef struct line {
    char text[160];
    size_t length;
} line;

static void add(line *l, const char *text) {
    while (*text && l->length < sizeof l->text) l->text[l->length++] = *text++;
}

static void add_number(line *l, uint64_t number) {
    char digits[24], *at = digits + sizeof digits - 1;
    *at = '\0';
    do *--at = (char)('0' + number % 10);
    while (number /= 10);
    add(l, at);
}

static void add_measure(line *l) {
    const uint64_t some = done, all = total;
    if (!all && !some) return;
    add(l, " ");
    add_number(l, all ? (uint64_t)((double)some / (double)all * 100) : some);
    if (all) add(l, " %");
}

/* What is shown and wiped is one write, which nothing can come between. */
static void draw(int number) {
    const int before = errno;
    const char *shown = stage;
    struct timespec now;
    line l = {.length = 0};
    (void)number;
    if (!shown || clock_gettime(CLOCK_MONOTONIC, &now) != 0) return;
    add(&l, "\r\033[K");
    add(&l, shown);
    add_measure(&l);
    add(&l, ", ");
    add_number(&l, (uint64_t)(now.tv_sec - begun.tv_sec - (now.tv_nsec < begun.tv_nsec)));
    add(&l, " s");
    line_shown = 1;
    (void)!write(STDERR_FILENO, l.text, l.length);
    errno = before;
}

void cli_progress_clear(void) {
    static const char wipe[] = "\r\033[K";
    stage = NULL;
    if (line_shown) (void)!write(STDERR_FILENO, wipe, sizeof wipe - 1);
    line_shown = 0;
}

/* ---- the monitor ---- */

static bool tick(void *context, const char *name, uint64_t some, uint64_t all) {
    const bool *shows = context;
    if (*shows) {
        done = some;
        total = all;
        stage = name;
    }
    return !cli_interrupted();
}

static void start_timer(void) {
    static timer_t timer;
    const struct itimerspec times = {.it_value = {.tv_sec = FIRST}, .it_interval = {.tv_nsec = EVERY}};
    struct sigaction action = {.sa_handler = draw, .sa_flags = SA_RESTART};
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGVTALRM};
    sigemptyset(&action.sa_mask);
    sigaddset(&action.sa_mask, SIGALRM); /* whoever ends the program wipes the line */
    clock_gettime(CLOCK_MONOTONIC, &begun);
    if (sigaction(SIGVTALRM, &action, NULL) == 0 && timer_create(CLOCK_MONOTONIC, &event, &timer) == 0)
        timer_settime(timer, 0, &times, NULL);
}

const ent_monitor *cli_monitor(const cli_call *call) {
    static bool shows, timed;
    static const ent_monitor monitor = {tick, &shows};
    shows = !call->settings.output.quiet && isatty(STDERR_FILENO);
    if (shows && !timed) start_timer();
    timed |= shows;
    return &monitor;
}

ent_status cli_stage(const cli_call *call, const char *name, ent_error *err) {
    return ent_monitor_tick(cli_monitor(call), name, 0, 0, err);
}
