/* base/source.c - see source.h. zlib's gz layer reads plain and packed files alike; memory is read in place. */
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

struct ent_source {
    gzFile file; /* NULL: memory */
    char *name;
    const char *data;
    size_t length, position;
    uint64_t total;
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
    gzFile file = source && name ? gzdopen(fd, "rb") : NULL;
    if (!file) {
        close(fd);
        free(name);
        free(source);
        return ent_fail_memory(err);
    }
    gzbuffer(file, 1 << 17);
    source->file = file;
    source->name = name;
    source->total = total;
    *out = source;
    return ENT_OK;
}

ent_status ent_source_memory(const char *data, size_t length, ent_source **out, ent_error *err) {
    ent_source *source = calloc(1, sizeof *source);
    if (!source) return ent_fail_memory(err);
    source->data = data;
    source->length = length;
    source->total = length;
    *out = source;
    return ENT_OK;
}

static ent_status read_failure(ent_source *source, ent_error *err) {
    int code;
    const char *words = gzerror(source->file, &code);
    if (code == Z_ERRNO) return ent_fail(err, ENT_IO, "cannot read '%s': %s", source->name, strerror(errno));
    if (code == Z_MEM_ERROR) return ent_fail_memory(err);
    const char *colon = strstr(words, ": "); /* zlib puts its own name for the file first */
    ent_fail(err, ENT_BAD_INPUT, "'%s' is a damaged gzip file: %s", source->name, colon ? colon + 2 : words);
    ent_hint(err, "fetch it again, or test it with gzip -t");
    return ENT_BAD_INPUT;
}

ent_status ent_source_read(ent_source *source, char *buffer, size_t size, size_t *got, ent_error *err) {
    if (!source->file) {
        size_t left = source->length - source->position;
        *got = size < left ? size : left;
        if (*got) memcpy(buffer, source->data + source->position, *got);
        source->position += *got;
        return ENT_OK;
    }
    int count = gzread(source->file, buffer, size > INT_MAX ? INT_MAX : (unsigned)size);
    if (count < 0) return read_failure(source, err);
    if (count == 0) { /* a stream that was cut ends quietly: ask */
        int code;
        gzerror(source->file, &code);
        if (code != Z_OK && code != Z_STREAM_END) return read_failure(source, err);
    }
    *got = (size_t)count;
    return ENT_OK;
}

uint64_t ent_source_position(const ent_source *source, uint64_t *total) {
    if (total) *total = source->total;
    if (!source->file) return source->position;
    z_off_t offset = gzoffset(source->file);
    return offset > 0 ? (uint64_t)offset : 0;
}

void ent_source_close(ent_source *source) {
    if (!source) return;
    if (source->file) gzclose(source->file);
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
