/* base/texts.c - texts in one block, in memory or in a file that is mapped; see memory.h. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/memory.h"

enum { FIRST_ROOM = 1024, FILE_STEP = 16 << 20, WINDOW = 1 << 20 };

struct ent_texts_file {
    int fd;
    int error;     /* errno of the growth that failed */
    size_t passed; /* bytes that are behind us and need not be in memory; whole windows */
    char folder[];
};

/* ---- in a file ---- */

static ent_status cannot_keep(const char *folder, int code, ent_error *err) {
    ent_fail(err, ENT_IO, "cannot keep quotes in a file in '%s': %s", folder, strerror(code));
    if (code == ENOSPC || code == EDQUOT || code == EFBIG)
        ent_hint(err, "make room there, name another folder with TMPDIR, or keep quotes in memory");
    else
        ent_hint(err, "name a folder of your own with TMPDIR, or keep quotes in memory");
    return ENT_IO;
}

/* A file without a name; where the file system has no such thing, one that loses its name at once. */
static int open_nameless(const char *folder) {
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return fd;
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/entente-XXXXXX", folder);
    if (length < 0 || (size_t)length >= sizeof path) return errno = ENAMETOOLONG, -1;
    fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0) unlink(path);
    return fd;
}

ent_status ent_texts_to_file(ent_texts *texts, const char *folder, ent_error *err) {
    const size_t size = strlen(folder) + 1;
    struct ent_texts_file *file = calloc(1, sizeof *file + size);
    if (!file) return ent_fail_memory(err);
    memcpy(file->folder, folder, size);
    file->fd = open_nameless(folder);
    if (file->fd < 0) {
        const int code = errno;
        free(file);
        return cannot_keep(folder, code, err);
    }
    texts->file = file;
    return ENT_OK;
}

const char *ent_texts_folder(const ent_texts *texts) {
    return texts->file ? texts->file->folder : NULL;
}

ent_status ent_texts_fail(const ent_texts *texts, ent_error *err) {
    if (!texts->file || !texts->file->error) return ent_fail_memory(err);
    return cannot_keep(texts->file->folder, texts->file->error, err);
}

/* The room is taken from the disk before it is written to: a page that finds none would end the process. */
static char *grow_file(ent_texts *texts, size_t room) {
    struct ent_texts_file *file = texts->file;
    do file->error = posix_fallocate(file->fd, (off_t)texts->room, (off_t)(room - texts->room));
    while (file->error == EINTR);
    if (file->error) return NULL;
    void *data = texts->data ? mremap(texts->data, texts->room, room, MREMAP_MAYMOVE)
                             : mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_SHARED, file->fd, 0);
    return data == MAP_FAILED ? NULL : data;
}

/* Windows that are full leave memory; whoever reads them fetches them from the file. */
static void pass(ent_texts *texts) {
    struct ent_texts_file *file = texts->file;
    if (!file || texts->used - file->passed < 2 * WINDOW) return;
    const size_t length = (texts->used - file->passed) / WINDOW * WINDOW;
    madvise(texts->data + file->passed, length, MADV_DONTNEED);
    file->passed += length;
}

/* ---- adding ---- */

static bool grow(ent_texts *texts, size_t needed) {
    size_t room = texts->room < FIRST_ROOM ? FIRST_ROOM : texts->room + texts->room / 2;
    if (texts->file) room = texts->room + FILE_STEP;
    if (room < needed) room = needed;
    if (texts->file) room = (room + FILE_STEP - 1) / FILE_STEP * FILE_STEP;
    char *data = texts->file ? grow_file(texts, room) : realloc(texts->data, room);
    if (!data) return false;
    texts->data = data;
    texts->room = room;
    return true;
}

bool ent_texts_reserve(ent_texts *texts, size_t length) {
    if (length < texts->room - texts->used) return true;
    if (length > SIZE_MAX / 4 || !grow(texts, texts->used + length + 3)) return false;
    if (texts->used) return true;
    memset(texts->data, 0, 2); /* what ENT_NO_TEXT and ENT_EMPTY_TEXT name */
    texts->used = 2;
    return true;
}

static char *put(char *to, const char *text, size_t length) {
    if (length) memcpy(to, text, length);
    to[length] = '\0';
    return to + length + 1;
}

uint64_t ent_texts_add(ent_texts *texts, const char *text, size_t length) {
    if (!ent_texts_reserve(texts, length)) return ENT_NO_TEXT;
    if (!length) return ENT_EMPTY_TEXT;
    const size_t name = texts->used;
    texts->used = (size_t)(put(texts->data + name, text, length) - texts->data);
    pass(texts);
    return name;
}

uint64_t ent_texts_add_two(ent_texts *texts, const char *a, size_t a_length, const char *b, size_t b_length) {
    if (!ent_texts_reserve(texts, a_length + b_length + 1)) return ENT_NO_TEXT;
    const size_t name = texts->used;
    texts->used = (size_t)(put(put(texts->data + name, a, a_length), b, b_length) - texts->data);
    pass(texts);
    return name;
}

uint64_t ent_texts_behind(const ent_texts *texts, uint64_t name) {
    return name < texts->used ? name + strlen(texts->data + name) + 1 : name;
}

void ent_texts_seal(ent_texts *texts) {
    if (!texts->file || !texts->data) return;
    madvise(texts->data, texts->room, MADV_DONTNEED);
    mprotect(texts->data, texts->room, PROT_READ);
}

void ent_texts_clear(ent_texts *texts) {
    if (texts->file) {
        if (texts->data) munmap(texts->data, texts->room);
        close(texts->file->fd);
        free(texts->file);
    } else {
        free(texts->data);
    }
    memset(texts, 0, sizeof *texts);
}
