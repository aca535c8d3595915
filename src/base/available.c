/* What the system says about memory. Nothing here fails: what cannot be read is taken for no limit. */
#include "base/available.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define NO_LIMIT UINT64_MAX

static uint64_t least(uint64_t a, uint64_t b) {
    return a < b ? a : b;
}

/* The beginning of a small file as text, "" when there is none. */
static void read_text(const char *path, char *out, size_t room) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? 0 : read(fd, out, room - 1);
    if (fd >= 0) close(fd);
    out[got > 0 ? got : 0] = '\0';
}

/* The number behind a word, NO_LIMIT when there is none ("max"). */
static uint64_t number_after(const char *text, const char *word) {
    const char *at = strstr(text, word);
    char *end;
    if (!at) return NO_LIMIT;
    at += strlen(word);
    unsigned long long value = strtoull(at, &end, 10);
    return end > at ? value : NO_LIMIT;
}

static uint64_t spared_by_machine(void) {
    char text[4096];
    read_text("/proc/meminfo", text, sizeof text);
    uint64_t kib = number_after(text, "MemAvailable:");
    return kib < NO_LIMIT / 1024 ? kib * 1024 : NO_LIMIT;
}

static uint64_t left_by_limit(void) {
    char text[256];
    struct rlimit limit;
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return NO_LIMIT;
    read_text("/proc/self/statm", text, sizeof text);
    uint64_t pages = number_after(text, ""), used = pages == NO_LIMIT ? 0 : pages * (uint64_t)sysconf(_SC_PAGESIZE);
    return limit.rlim_cur > used ? limit.rlim_cur - used : 0;
}

/* What one group leaves; pages of files that nobody looked at lately are given back when needed. */
static uint64_t left_by_group(const char *folder, const char *limit_name, const char *used_name,
                              const char *idle_name) {
    char path[600], text[4096];
    snprintf(path, sizeof path, "%s/%s", folder, limit_name);
    read_text(path, text, sizeof text);
    uint64_t limit = number_after(text, "");
    snprintf(path, sizeof path, "%s/%s", folder, used_name);
    read_text(path, text, sizeof text);
    uint64_t used = number_after(text, "");
    if (limit == NO_LIMIT || used == NO_LIMIT) return NO_LIMIT;
    snprintf(path, sizeof path, "%s/memory.stat", folder);
    read_text(path, text, sizeof text);
    uint64_t idle = number_after(text, idle_name);
    used -= idle == NO_LIMIT ? 0 : least(idle, used);
    return limit > used ? limit - used : 0;
}

/* The group of this process, named behind `word` in its list of groups, and all above it; within a container the one at the
 * top is its own. */
static uint64_t left_by_groups(const char *word, const char *root, const char *limit_name, const char *used_name,
                               const char *idle_name) {
    char text[4096], folder[560];
    uint64_t left = NO_LIMIT;
    read_text("/proc/self/cgroup", text, sizeof text);
    const char *own = strstr(text, word);
    if (!own) return NO_LIMIT;
    own += strlen(word);
    snprintf(folder, sizeof folder, "%s%.*s", root, (int)strcspn(own, "\n") % 500, own);
    for (char *end; (end = strrchr(folder, '/')) && end >= folder + strlen(root); *end = '\0')
        left = least(left, left_by_group(folder, limit_name, used_name, idle_name));
    return left;
}

static uint64_t left_by_all_groups(void) {
    const uint64_t one = left_by_groups("0::", "/sys/fs/cgroup", "memory.max", "memory.current", "inactive_file ");
    return least(one, left_by_groups("memory:", "/sys/fs/cgroup/memory", "memory.limit_in_bytes",
                                     "memory.usage_in_bytes", "total_inactive_file "));
}

uint64_t ent_memory_available(void) {
    return least(spared_by_machine(), least(left_by_limit(), left_by_all_groups()));
}

/* "34.2 GiB", "310 MiB"; what is needed is rounded up, what there is down. */
static void say_bytes(double bytes, bool up, char out[32]) {
    const bool large = bytes >= 0x1p30;
    const double number = bytes / (large ? 0x1p30 : 0x1p20);
    if (large && number < 10000) {
        const long tenths = (long)(number * 10 + (up ? .999 : 0));
        snprintf(out, 32, "%ld.%ld GiB", tenths / 10, tenths % 10);
        return;
    }
    snprintf(out, 32, "%ld %s", (long)(number + (up ? .999 : 0)), large ? "GiB" : "MiB");
}

static ent_status check(double bytes, const char *what, const char *bound, const char *remedy, ent_error *err) {
    char needed[32], there[32];
    if (bytes < 0x1p22) return ENT_OK; /* not worth a look */
    const uint64_t available = ent_memory_available();
    if (available == NO_LIMIT || bytes <= (double)available) return ENT_OK;
    say_bytes(bytes, true, needed);
    say_bytes((double)available, false, there);
    ent_fail(err, ENT_NOMEM, "%s needs %s %s of memory, %s are available", what, bound, needed, there);
    ent_hint(err, "%s", remedy);
    return ENT_NOMEM;
}

ent_status ent_memory_check(double bytes, const char *what, const char *remedy, ent_error *err) {
    return check(bytes, what, "up to", remedy, err);
}

/* Bytes that only this process has: neither files nor what is shared. */
static uint64_t taken_by_us(void) {
    char text[256], *end;
    read_text("/proc/self/statm", text, sizeof text);
    strtoull(text, &end, 10);
    uint64_t resident = strtoull(end, &end, 10), shared = strtoull(end, &end, 10);
    return (resident > shared ? resident - shared : 0) * (uint64_t)sysconf(_SC_PAGESIZE);
}

enum { LOOKS = 32 }; /* at so many parts of the whole */
static const double sure = 1.5, early = .25, of_relations = .3;

/* Bytes of memory for a byte of what remains: what is read may begin with what is dense, a list of entities, and go on with
 * relations, which take about half of their text, a third with quotes in a file. So the least that was seen counts, and in the
 * first quarter no more than that third. */
static double rate(const ent_memory_outlook *o, uint64_t done, uint64_t taken, uint64_t total) {
    const double all = ((double)taken - (double)o->first.taken) / (double)(done - o->first.done);
    const double lately = ((double)taken - (double)o->last.taken) / (double)(done - o->last.done);
    const double least_seen = all < lately ? all : lately;
    return (double)done < early * (double)total && least_seen > of_relations ? of_relations : least_seen;
}

ent_status ent_memory_foresee(ent_memory_outlook *outlook, uint64_t done, uint64_t total, const char *what,
                              const char *remedy, ent_error *err) {
    if (total < 1 << 22 || done < outlook->next || done >= total) return ENT_OK;
    const uint64_t taken = taken_by_us();
    const bool is_first = !outlook->first.taken;
    double needed = 0;
    if (!is_first && done > outlook->last.done) needed = rate(outlook, done, taken, total) * (double)(total - done);
    outlook->next = done + total / LOOKS;
    outlook->last.done = done;
    outlook->last.taken = taken;
    if (is_first) outlook->first = outlook->last;
    return needed > sure * (double)ent_memory_available() ? check(needed, what, "at least", remedy, err) : ENT_OK;
}
