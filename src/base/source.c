/* base/source.c - see source.h. A plain file is read straight into the caller's buffer; memory is copied into it. */
#include "base/source.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/memory.h"

enum { PACKED_BLOCK = 1 << 17 };

/* What a file turned out to be, by its first bytes or, in a gzip file, by what stands behind a member. */
typedef enum state { UNKNOWN, PLAIN, IN_MEMBER, AFTER_MEMBER, ENDED } state;

struct ent_source {
    int fd; /* -1: memory */
    char *name;
    const char *data;
    size_t length, position;
    uint64_t total, done; /* bytes of the file itself */
    state state;
    bool inflating; /* stream is to be ended */
    const ent_monitor *monitor;
    z_stream stream;
    unsigned char *block; /* next_in of the stream points into it */
};

static ent_status open_descriptor(const char *path, int *out, uint64_t *total, ent_error *err) {
    int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        ent_fail(err, ENT_IO, "cannot open '%s': %s", path, strerror(errno));
        if (errno == ENOENT) ent_hint(err, "check the spelling; '-' reads standard input");
        return ENT_IO;
    }
    struct stat info;
    bool stat_known = fstat(fd, &info) == 0;
    if (stat_known && S_ISDIR(info.st_mode)) {
        close(fd);
        ent_fail(err, ENT_IO, "cannot read '%s': it is a directory", path);
        ent_hint(err, "name the files in it, for example %s/*.json", path);
        return ENT_IO;
    }
    *total = stat_known && S_ISREG(info.st_mode) ? (uint64_t)info.st_size : 0;
    *out = fd;
    return ENT_OK;
}

ent_status ent_source_open(const char *path, ent_source **out, ent_error *err) {
    int fd;
    uint64_t total;
    ent_status status = open_descriptor(path, &fd, &total, err);
    if (status != ENT_OK) return status;
    ent_source *source = calloc(1, sizeof *source);
    char *name = ent_strdup(strcmp(path, "-") == 0 ? "standard input" : path);
    unsigned char *block = source && name ? malloc(PACKED_BLOCK) : NULL;
    if (!block) {
        close(fd);
        free(name);
        free(source);
        return ent_fail_memory(err);
    }
    source->fd = fd;
    source->name = name;
    source->block = source->stream.next_in = block;
    source->total = total;
    *out = source;
    return ENT_OK;
}

ent_status ent_source_memory(const char *data, size_t length, ent_source **out, ent_error *err) {
    ent_source *source = calloc(1, sizeof *source);
    if (!source) return ent_fail_memory(err);
    source->fd = -1;
    source->data = data;
    source->length = length;
    source->total = length;
    *out = source;
    return ENT_OK;
}

void ent_source_watch(ent_source *source, const ent_monitor *monitor) {
    source->monitor = monitor;
}

static ent_status read_file(ent_source *source, void *buffer, size_t size, size_t *got, ent_error *err) {
    enum { MOST = 1 << 30 }; /* more at once is not granted everywhere */
    ssize_t count;
    while ((count = read(source->fd, buffer, size > MOST ? MOST : size)) < 0 && errno == EINTR) {
        ent_status status = ent_monitor_tick(source->monitor, "reading", source->done, source->total, err);
        if (status != ENT_OK) return status;
    }
    if (count < 0) return ent_fail(err, ENT_IO, "cannot read '%s': %s", source->name, strerror(errno));
    *got = (size_t)count;
    source->done += *got;
    return ENT_OK;
}

/* ---- gzip (RFC 1952) ---- */

static ent_status damaged(const ent_source *source, const char *how, ent_error *err) {
    ent_fail(err, ENT_BAD_INPUT, "'%s' is a damaged gzip file: %s", source->name, how);
    ent_hint(err, "fetch it again, or test it with gzip -t");
    return ENT_BAD_INPUT;
}

/* Have at least `least` bytes of the file in the block, unless it ends before. */
static ent_status fill_block(ent_source *source, size_t least, ent_error *err) {
    z_stream *z = &source->stream;
    if (z->avail_in >= least) return ENT_OK;
    memmove(source->block, z->next_in, z->avail_in);
    z->next_in = source->block;
    for (size_t got = 1; z->avail_in < least && got;) {
        ent_status status = read_file(source, source->block + z->avail_in, PACKED_BLOCK - z->avail_in, &got, err);
        if (status != ENT_OK) return status;
        z->avail_in += (unsigned)got;
    }
    return ENT_OK;
}

static bool at_member(const z_stream *z) {
    return z->avail_in >= 2 && z->next_in[0] == 0x1F && z->next_in[1] == 0x8B;
}

/* Begin a member of gzip, if there is one. What stands behind the last one is no part of the file, as gzip has it. */
static ent_status begin(ent_source *source, ent_error *err) {
    z_stream *z = &source->stream;
    ent_status status = fill_block(source, 2, err);
    if (status != ENT_OK) return status;
    if (!at_member(z)) {
        source->state = source->state == UNKNOWN ? PLAIN : ENDED;
        return ENT_OK;
    }
    if (source->inflating ? inflateReset(z) != Z_OK : inflateInit2(z, 15 + 16) != Z_OK) return ent_fail_memory(err);
    source->inflating = true;
    source->state = IN_MEMBER;
    return ENT_OK;
}

/* Something of the member at hand; *got may be 0 at its end. */
static ent_status unpack(ent_source *source, char *buffer, size_t size, size_t *got, ent_error *err) {
    z_stream *z = &source->stream;
    size_t room = size > INT_MAX ? INT_MAX : size;
    z->next_out = (unsigned char *)buffer;
    z->avail_out = (unsigned)room;
    while (z->avail_out && source->state == IN_MEMBER) {
        ent_status status = fill_block(source, 1, err);
        if (status != ENT_OK) return status;
        if (!z->avail_in) return damaged(source, "unexpected end of file", err);
        int code = inflate(z, Z_NO_FLUSH);
        if (code == Z_MEM_ERROR) return ent_fail_memory(err);
        if (code == Z_STREAM_END) source->state = AFTER_MEMBER;
        if (code != Z_OK && code != Z_STREAM_END) return damaged(source, z->msg ? z->msg : "no end in sight", err);
    }
    *got = room - z->avail_out;
    return ENT_OK;
}

/* ---- reading ---- */

/* What was read to find out that the file is plain goes first. */
static ent_status read_plain(ent_source *source, char *buffer, size_t size, size_t *got, ent_error *err) {
    z_stream *z = &source->stream;
    if (!z->avail_in) return read_file(source, buffer, size, got, err);
    *got = size < z->avail_in ? size : z->avail_in;
    memcpy(buffer, z->next_in, *got);
    z->next_in += *got;
    z->avail_in -= (unsigned)*got;
    return ENT_OK;
}

static void read_memory(ent_source *source, char *buffer, size_t size, size_t *got) {
    size_t left = source->length - source->position;
    *got = size < left ? size : left;
    if (*got) memcpy(buffer, source->data + source->position, *got);
    source->position += *got;
}

ent_status ent_source_read(ent_source *source, char *buffer, size_t size, size_t *got, ent_error *err) {
    *got = 0;
    if (source->fd < 0) {
        read_memory(source, buffer, size, got);
        return ENT_OK;
    }
    ent_status status = ENT_OK;
    while (status == ENT_OK && size && !*got && source->state != ENDED) {
        if (source->state == UNKNOWN || source->state == AFTER_MEMBER) status = begin(source, err);
        if (status != ENT_OK) return status;
        if (source->state == PLAIN) return read_plain(source, buffer, size, got, err);
        if (source->state == IN_MEMBER) status = unpack(source, buffer, size, got, err);
    }
    return status;
}

uint64_t ent_source_position(const ent_source *source, uint64_t *total) {
    if (total) *total = source->total;
    return source->fd < 0 ? source->position : source->done;
}

void ent_source_close(ent_source *source) {
    if (!source) return;
    if (source->inflating) inflateEnd(&source->stream);
    if (source->fd >= 0) close(source->fd);
    free(source->block);
    free(source->name);
    free(source);
}

static const size_t most_slurped = (size_t)512 << 20;

ent_status ent_source_slurp(const char *path, char **out, size_t *length, ent_error *err) {
    ent_source *source;
    ent_status status = ent_source_open(path, &source, err);
    if (status != ENT_OK) return status;
    char *data = NULL;
    size_t used = 0, capacity = 0, got = 1;
    while (status == ENT_OK && got > 0) {
        if (used > most_slurped) {
            status = ent_fail(err, ENT_BAD_INPUT, "'%s' is larger than 512 MiB", path);
            ent_hint(err, "check that it is the file that was meant");
            break;
        }
        if (capacity - used < 65536) {
            char *grown = realloc(data, capacity + capacity / 2 + 131072);
            if (!grown) {
                status = ent_fail_memory(err);
                break;
            }
            data = grown;
            capacity += capacity / 2 + 131072;
        }
        status = ent_source_read(source, data + used, capacity - used - 1, &got, err);
        if (status == ENT_OK) used += got;
    }
    ent_source_close(source);
    if (status != ENT_OK) {
        free(data);
        return status;
    }
    data[used] = '\0';
    *out = data;
    if (length) *length = used;
    return ENT_OK;
}
