/* cli/terminal.c - what depends on where the program runs: signals, width, colour. */
#include "cli/cli.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted, holds;

/* ---- Ctrl-C ---- */

enum { PATIENCE = 50000000 }; /* nanoseconds that work which was asked to stop is given */

static timer_t patience;
static bool has_patience;

static void wait_a_little(void) {
    const struct itimerspec once = {.it_value = {.tv_nsec = PATIENCE}};
    if (has_patience) timer_settime(patience, 0, &once, NULL);
}

static void put_signal_safe(const char *words) {
    (void)!write(STDERR_FILENO, words, strlen(words));
}

/* Whatever does not ask in time, or is still giving memory back, is left where it is: the system clears up after it. What
 * must not be left half-done is held. */
static void on_late(int number) {
    (void)number;
    if (holds) {
        wait_a_little();
        return;
    }
    cli_progress_clear();
    put_signal_safe("entente: interrupted\n");
    _exit(ent_status_exit_code(ENT_INTERRUPTED));
}

/* The first Ctrl-C (or a polite end from outside) asks the work to stop, the second does not wait for it, and a third ends
 * even what is held. */
static void on_interrupt(int number) {
    if (!interrupted) {
        interrupted = 1;
        wait_a_little();
        return;
    }
    signal(number, SIG_DFL);
    on_late(number);
}

void cli_hold(void) {
    holds++;
}

void cli_release(void) {
    holds--;
}

/* A service manager may start programs with descriptors 0 to 2 closed, and the next file opened would take their place.
 * They are filled the wrong way round, so that reading and writing them still fails. */
void cli_fill_streams(void) {
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd) return;
}

void cli_catch_signals(void) {
    struct sigaction action = {.sa_handler = on_interrupt}, before;
    sigemptyset(&action.sa_mask);
    static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (sigaction(ends[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) sigaction(ends[i], &action, NULL);
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is seen by write, */
    signal(SIGXFSZ, SIG_IGN); /* and so is a file that may not be larger */
    struct sigaction late = {.sa_handler = on_late, .sa_flags = SA_RESTART};
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};
    sigemptyset(&late.sa_mask);
    has_patience = sigaction(SIGALRM, &late, NULL) == 0 && timer_create(CLOCK_MONOTONIC, &event, &patience) == 0;
}

bool cli_interrupted(void) {
    return interrupted != 0;
}

size_t cli_width(void) {
    struct winsize size;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) return size.ws_col;
    const char *columns = getenv("COLUMNS");
    long width = columns ? strtol(columns, NULL, 10) : 0;
    return width >= 20 && width <= 10000 ? (size_t)width : 80;
}

bool cli_use_color(const cli_call *call) {
    const cli_output *output = &call->settings.output;
    if (output->color != CLI_COLOR_AUTO) return output->color == CLI_COLOR_ALWAYS;
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    if (no_color && *no_color) return false;
    return !output->path && isatty(STDOUT_FILENO) && term && *term && strcmp(term, "dumb") != 0;
}
