/* cli/child.c - a helper program under limits: text in, bytes out, no deadlock, no orphan. */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A sanitizer reserves terabytes of addresses: limits on them are for plain builds. */
#if defined(__SANITIZE_ADDRESS__)
enum { LIMITS_MEMORY = 0 };
#else
enum { LIMITS_MEMORY = 1 };
#endif

typedef struct pipes {
    int in[2], out[2]; /* of the child's standard input and output; -1: closed */
} pipes;

static void close_end(int *end) {
    if (*end >= 0) close(*end);
    *end = -1;
}

static void close_all(pipes *p) {
    close_end(&p->in[0]);
    close_end(&p->in[1]);
    close_end(&p->out[0]);
    close_end(&p->out[1]);
}

static void limit(int resource, rlim_t value) {
    if (value == 0) return;
    struct rlimit wanted = {value, value};
    setrlimit(resource, &wanted);
}

/* In the child: never returns. */
static void become(char *const argv[], const pipes *p, int64_t cpu_seconds, int64_t memory_mib) {
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* whoever asked for the picture is gone */
    limit(RLIMIT_CPU, (rlim_t)cpu_seconds);
    if (LIMITS_MEMORY) limit(RLIMIT_AS, (rlim_t)memory_mib << 20);
    limit(RLIMIT_CORE, 0);
    if (dup2(p->in[0], STDIN_FILENO) >= 0 && dup2(p->out[1], STDOUT_FILENO) >= 0) execv(argv[0], argv);
    _exit(127);
}

static int64_t milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

typedef struct traffic {
    pipes *pipes;
    const char *input;
    size_t left;
    cli_child *child;
    size_t capacity;
} traffic;

static void feed(traffic *t) {
    ssize_t written = write(t->pipes->in[1], t->input, t->left);
    if (written > 0) {
        t->input += written;
        t->left -= (size_t)written;
    }
    /* a child that does not want to read on says why by its exit code */
    if (t->left == 0 || (written < 0 && errno != EINTR && errno != EAGAIN)) close_end(&t->pipes->in[1]);
}

static ent_status collect(traffic *t, ent_error *err) {
    cli_child *child = t->child;
    if (t->capacity - child->length < 65536) {
        size_t wanted = t->capacity ? t->capacity * 2 : 1 << 18;
        char *grown = realloc(child->output, wanted);
        if (!grown) return ent_fail_memory(err);
        child->output = grown;
        t->capacity = wanted;
    }
    ssize_t got = read(t->pipes->out[0], child->output + child->length, t->capacity - child->length);
    if (got > 0)
        child->length += (size_t)got;
    else if (got == 0 || (errno != EINTR && errno != EAGAIN))
        close_end(&t->pipes->out[0]);
    return ENT_OK;
}

/* Both pipes at once until the child has closed its output. */
static ent_status exchange(traffic *t, int64_t wall_seconds, ent_error *err) {
    int64_t end = wall_seconds > 0 ? milliseconds() + wall_seconds * 1000 : INT64_MAX;
    ent_status status = ENT_OK;
    while (t->pipes->out[0] >= 0 && status == ENT_OK) {
        struct pollfd fds[2] = {{t->pipes->out[0], POLLIN, 0}, {t->pipes->in[1], POLLOUT, 0}};
        int ready = poll(fds, t->pipes->in[1] >= 0 ? 2 : 1, 100);
        if (cli_interrupted()) return ent_fail(err, ENT_INTERRUPTED, "interrupted");
        if (milliseconds() > end) {
            t->child->timed_out = true;
            return ENT_OK;
        }
        if (ready <= 0) continue;
        if (t->pipes->in[1] >= 0 && fds[1].revents) feed(t);
        if (fds[0].revents) status = collect(t, err);
    }
    return status;
}

static void reap(pid_t pid, bool end_it, cli_child *child) {
    int how = 0;
    if (end_it) kill(pid, SIGKILL);
    while (waitpid(pid, &how, 0) < 0 && errno == EINTR) {}
    child->exit_code = WIFEXITED(how) ? WEXITSTATUS(how) : -1;
    child->signal = WIFSIGNALED(how) ? WTERMSIG(how) : 0;
    if (child->signal == SIGXCPU) child->timed_out = true;
}

ent_status cli_run_child(char *const argv[], const char *input, size_t length, int64_t cpu_seconds,
                         int64_t wall_seconds, int64_t memory_mib, cli_child *out, ent_error *err) {
    pipes p = {{-1, -1}, {-1, -1}};
    memset(out, 0, sizeof *out);
    pid_t pid = -1;
    cli_hold();
    if (pipe2(p.in, O_CLOEXEC) == 0 && pipe2(p.out, O_CLOEXEC) == 0) pid = fork();
    if (pid == 0) become(argv, &p, cpu_seconds, memory_mib);
    if (pid < 0) {
        ent_fail(err, ENT_IO, "cannot start '%s': %s", argv[0], strerror(errno));
        close_all(&p);
        cli_release();
        return ENT_IO;
    }
    close_end(&p.in[0]);
    close_end(&p.out[1]);
    fcntl(p.in[1], F_SETFL, O_NONBLOCK);
    traffic t = {&p, input, length, out, 0};
    ent_status status = exchange(&t, wall_seconds, err);
    close_all(&p);
    reap(pid, status != ENT_OK || out->timed_out, out);
    cli_release();
    if (status == ENT_OK && cli_interrupted()) status = ent_fail(err, ENT_INTERRUPTED, "interrupted");
    if (status == ENT_OK) return ENT_OK;
    free(out->output);
    out->output = NULL;
    return status;
}
