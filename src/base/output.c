/* base/output.c - see output.h. The new file is written beside the old one and renamed over it when complete. */
#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* With what can be done about it, where we know. */
static ent_status cannot(const char *verb, const char *path, int code, ent_error *err) {
    ent_fail(err, ENT_IO, "cannot %s '%s': %s", verb, path, strerror(code));
    if (code == ENOENT || code == ENOTDIR)
        ent_hint(err, "make the folder first, or write elsewhere");
    else if (code == EACCES || code == EPERM || code == EROFS)
        ent_hint(err, "write to a folder of your own");
    else if (code == ENOSPC || code == EDQUOT)
        ent_hint(err, "make room, or write elsewhere");
    else if (code == EFBIG)
        ent_hint(err, "larger files are not allowed here (ulimit -f)");
    else if (code == ENAMETOOLONG)
        ent_hint(err, "take a shorter name");
    return ENT_IO;
}

/* Bytes between two questions to the monitor. */
static const size_t step_size = (size_t)4 << 20;

typedef struct writing {
    const char *path; /* for messages */
    int fd;
    bool flushes;                /* each step goes to the disk before the next */
    uint64_t done, total, asked; /* bytes: written, in all, written at the last question */
    const ent_monitor *monitor;
} writing;

static ent_status flush(writing *w, int (*sync)(int), ent_error *err) {
    if (!w->flushes || sync(w->fd) == 0 || errno == EINVAL || errno == EROFS) return ENT_OK;
    return cannot("write", w->path, errno, err);
}

/* The system cannot be told to stop in the middle of bringing bytes to the disk: it is given a step at a time. */
static ent_status end_step(writing *w, ent_error *err) {
    if (w->done - w->asked < step_size) return ENT_OK;
    w->asked = w->done;
    ent_status status = flush(w, fdatasync, err);
    return status ? status : ent_monitor_tick(w->monitor, "writing", w->done, w->total, err);
}

static ent_status write_piece(writing *w, const char *data, size_t length, ent_error *err) {
    ent_status status = ENT_OK;
    while (length > 0 && status == ENT_OK) {
        ssize_t written = write(w->fd, data, length < step_size ? length : step_size);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return cannot("write", w->path, errno, err);
        data += written;
        length -= (size_t)written;
        w->done += (uint64_t)written;
        status = end_step(w, err);
    }
    return status;
}

static ent_status write_pieces(writing *w, const ent_output_piece *pieces, size_t count, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t i = 0; i < count; i++) w->total += pieces[i].length;
    for (size_t i = 0; i < count && status == ENT_OK; i++)
        status = write_piece(w, pieces[i].data, pieces[i].length, err);
    return status ? status : flush(w, fsync, err);
}

static ent_status close_checked(int fd, const char *path, ent_status status, ent_error *err) {
    if (close(fd) != 0 && status == ENT_OK) return cannot("write", path, errno, err);
    return status;
}

/* Devices and pipes cannot be replaced, only written to. */
static ent_status write_through(const char *path, const ent_output_piece *pieces, size_t count,
                                const ent_monitor *monitor, ent_error *err) {
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDOUT_FILENO : open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return cannot("open", path, errno, err);
    writing w = {.path = standard ? "standard output" : path, .fd = fd, .monitor = monitor};
    ent_status status = write_pieces(&w, pieces, count, err);
    return standard ? status : close_checked(fd, path, status, err);
}

/* mkstemp makes files private; the finished file gets what open() would have given, or what the old file had. */
static void take_mode(int fd, const struct stat *old, bool exists) {
    mode_t mask = umask(0);
    umask(mask);
    (void)!fchmod(fd, exists ? old->st_mode & 07777 : 0666 & ~mask);
}

static ent_status replace(const char *path, const struct stat *old, bool exists, const ent_output_piece *pieces,
                          size_t count, const ent_monitor *monitor, ent_error *err) {
    size_t size = strlen(path) + sizeof ".XXXXXX";
    char *temporary = malloc(size);
    if (!temporary) return ent_fail_memory(err);
    snprintf(temporary, size, "%s.XXXXXX", path);
    int fd = mkstemp(temporary);
    if (fd < 0) {
        cannot("write", path, errno, err);
        free(temporary);
        return ENT_IO;
    }
    take_mode(fd, old, exists);
    writing w = {.path = path, .fd = fd, .flushes = true, .monitor = monitor};
    ent_status status = write_pieces(&w, pieces, count, err);
    status = close_checked(fd, path, status, err);
    if (status == ENT_OK && rename(temporary, path) != 0) status = cannot("replace", path, errno, err);
    if (status != ENT_OK) unlink(temporary);
    free(temporary);
    return status;
}

ent_status ent_output_write(const char *path, const char *data, size_t length, const ent_monitor *monitor,
                            ent_error *err) {
    return ent_output_write_pieces(path, &(ent_output_piece){data, length}, 1, monitor, err);
}

ent_status ent_output_write_pieces(const char *path, const ent_output_piece *pieces, size_t count,
                                   const ent_monitor *monitor, ent_error *err) {
    struct stat old;
    if (!*path) {
        ent_fail(err, ENT_USAGE, "the name of the output file is empty");
        ent_hint(err, "give it a name; '-' is standard output");
        return ENT_USAGE;
    }
    bool exists = strcmp(path, "-") != 0 && stat(path, &old) == 0;
    if (exists && S_ISDIR(old.st_mode)) {
        ent_fail(err, ENT_IO, "cannot write '%s': it is a directory", path);
        ent_hint(err, "name a file in it");
        return ENT_IO;
    }
    if (strcmp(path, "-") == 0 || (exists && !S_ISREG(old.st_mode)))
        return write_through(path, pieces, count, monitor, err);
    struct stat link;
    if (!exists && lstat(path, &link) == 0 && S_ISLNK(link.st_mode)) {
        ent_fail(err, ENT_IO, "cannot write '%s': it is a link to a file that does not exist", path);
        ent_hint(err, "remove the link, or make the file it points to");
        return ENT_IO;
    }
    char *real = exists ? realpath(path, NULL) : NULL; /* a link keeps pointing: its target is replaced */
    ent_status status = replace(real ? real : path, &old, exists, pieces, count, monitor, err);
    free(real);
    return status;
}
