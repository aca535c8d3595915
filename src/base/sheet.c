/* base/sheet.c - opening and checking; see sheet.h. sheet_write.c writes. */
#include "base/sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/sheet_front.h"

struct ent_sheet {
    const char *data;
    size_t size, begin; /* of the file; of the parts */
    bool mapped;
    char *name;
    const ent_sheet_entry *directory;
    size_t part_count;
    const uint64_t *sums;
    _Atomic(unsigned char) *checked; /* by block */
    _Atomic(bool) damaged;
    char what[160]; /* of the first damage */
};

bool ent_sheet_is(const char *head, size_t length) {
    return length >= ENT_SHEET_MAGIC && memcmp(head, ent_sheet_magic, ENT_SHEET_MAGIC) == 0;
}

/* ---- opening ---- */

static ent_status refuse(const char *name, const char *why, ent_error *err) {
    ent_fail(err, ENT_BAD_INPUT, "'%s' is a damaged packed graph: %s", name, why);
    ent_hint(err, "fetch it again, or make it anew with 'entente pack'");
    return ENT_BAD_INPUT;
}

static ent_status check_kind(const ent_sheet_front *front, const char *name, uint32_t version, ent_error *err) {
    if (front->mark == __builtin_bswap32(ENT_SHEET_MARK)) {
        ent_fail(err, ENT_BAD_INPUT, "'%s' was packed on a machine with the other byte order", name);
        ent_hint(err, "pack the sources here with 'entente pack'");
        return ENT_BAD_INPUT;
    }
    if (front->mark != ENT_SHEET_MARK) return refuse(name, "its first bytes make no sense", err);
    if (front->version == version) return ENT_OK;
    ent_fail(err, ENT_BAD_INPUT, "'%s' is packed in format %u, and this entente reads format %u", name, front->version,
             version);
    ent_hint(err, front->version > version ? "use the newer entente that packed it, or pack the sources anew"
                                           : "pack the sources anew with 'entente pack'");
    return ENT_BAD_INPUT;
}

static size_t blocks_of(const ent_sheet *s) {
    return (s->size - s->begin + ENT_SHEET_BLOCK - 1) / ENT_SHEET_BLOCK;
}

static bool front_fits(const ent_sheet *s, const ent_sheet_front *front, size_t count) {
    if (front->part_count != count || front->block != ENT_SHEET_BLOCK) return false;
    if (s->begin > s->size || s->begin % 16 || s->begin < sizeof *front + count * sizeof *s->directory) return false;
    return (s->begin - sizeof *front - count * sizeof *s->directory) / sizeof *s->sums >= blocks_of(s);
}

static bool directory_fits(const ent_sheet *s) {
    for (size_t i = 0; i < s->part_count; i++) {
        const ent_sheet_entry *part = &s->directory[i];
        if (part->offset < s->begin || part->offset > s->size || part->offset % 16) return false;
        if (part->size > s->size - part->offset) return false;
    }
    return true;
}

static ent_status check_front(ent_sheet *s, uint32_t version, size_t count, ent_error *err) {
    if (!ent_sheet_is(s->data, s->size)) {
        ent_fail(err, ENT_BAD_INPUT, "'%s' is no packed graph", s->name);
        ent_hint(err, "its name or --from says otherwise; leave --from out");
        return ENT_BAD_INPUT;
    }
    if (s->size < sizeof(ent_sheet_front)) return refuse(s->name, "it ends in its first bytes", err);
    const ent_sheet_front *front = (const ent_sheet_front *)s->data;
    ent_status status = check_kind(front, s->name, version, err);
    if (status != ENT_OK) return status;
    if (front->size != s->size) return refuse(s->name, "it has another length than it says", err);
    s->begin = front->begin;
    if (!front_fits(s, front, count)) return refuse(s->name, "its directory makes no sense", err);
    s->part_count = count;
    s->directory = (const ent_sheet_entry *)(s->data + sizeof *front);
    s->sums = (const uint64_t *)(s->data + sizeof *front + count * sizeof *s->directory);
    if (ent_sheet_front_sum(s->data, s->begin) != front->sum || !directory_fits(s))
        return refuse(s->name, "its directory does not match its check sum", err);
    s->checked = calloc(blocks_of(s) + 1, sizeof *s->checked);
    return s->checked ? ENT_OK : ent_fail_memory(err);
}

static ent_status begin(const void *data, size_t length, const char *name, ent_sheet **out, ent_error *err) {
    ent_sheet *s = calloc(1, sizeof *s);
    if (!s) return ent_fail_memory(err);
    *out = s;
    s->data = data;
    s->size = length;
    s->name = ent_strdup(name);
    return s->name ? ENT_OK : ent_fail_memory(err);
}

/* A sheet that was begun, made ready or ended. */
static ent_status settle(ent_sheet *s, ent_status status, ent_sheet **out) {
    if (status == ENT_OK)
        *out = s;
    else
        ent_sheet_close(s);
    return status;
}

ent_status ent_sheet_memory(const void *data, size_t length, const char *name, uint32_t version, size_t count,
                            ent_sheet **out, ent_error *err) {
    ent_sheet *s = NULL;
    ent_status status = begin(data, length, name, &s, err);
    if (status == ENT_OK) status = check_front(s, version, count, err);
    return settle(s, status, out);
}

static ent_status map_file(const char *path, const void **data, size_t *length, ent_error *err) {
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return ent_fail(err, ENT_IO, "cannot open '%s': %s", path, strerror(errno));
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size <= 0) {
        close(fd);
        ent_fail(err, ENT_BAD_INPUT, "'%s' is a packed graph, and those are read from regular files only", path);
        ent_hint(err, "write it to a file first, and name that");
        return ENT_BAD_INPUT;
    }
    *length = (size_t)info.st_size;
    *data = mmap(NULL, *length, PROT_READ, MAP_PRIVATE, fd, 0);
    const int code = errno;
    close(fd);
    if (*data != MAP_FAILED) return ENT_OK;
    if (code == ENOMEM)
        return ent_fail(err, ENT_NOMEM, "out of memory: '%s' has %zu bytes to be mapped", path, *length);
    return ent_fail(err, ENT_IO, "cannot map '%s': %s", path, strerror(code));
}

ent_status ent_sheet_open(const char *path, uint32_t version, size_t count, ent_sheet **out, ent_error *err) {
    const void *data = NULL;
    size_t length = 0;
    ent_sheet *s = NULL;
    ent_status status = map_file(path, &data, &length, err);
    if (status != ENT_OK) return status;
    status = begin(data, length, path, &s, err);
    if (s)
        s->mapped = true;
    else
        munmap((void *)(uintptr_t)data, length);
    if (status == ENT_OK) status = check_front(s, version, count, err);
    return settle(s, status, out);
}

void ent_sheet_close(ent_sheet *s) {
    if (!s) return;
    if (s->mapped) munmap((void *)(uintptr_t)s->data, s->size);
    free((void *)s->checked);
    free(s->name);
    free(s);
}

ent_sheet_part ent_sheet_part_at(const ent_sheet *s, size_t index) {
    const ent_sheet_entry *part = &s->directory[index];
    return (ent_sheet_part){part->size ? s->data + part->offset : NULL, part->size};
}

/* ---- checking ---- */

void ent_sheet_damaged(ent_sheet *s, const char *what) {
    if (atomic_exchange(&s->damaged, true)) return;
    const size_t length = strlen(what) < sizeof s->what - 1 ? strlen(what) : sizeof s->what - 1;
    memcpy(s->what, what, length);
}

static bool check_block(ent_sheet *s, size_t block) {
    if (atomic_load_explicit(&s->checked[block], memory_order_relaxed)) return true;
    const size_t from = s->begin + block * ENT_SHEET_BLOCK, left = s->size - from;
    if (ent_sheet_sum(s->data + from, left < ENT_SHEET_BLOCK ? left : ENT_SHEET_BLOCK) == s->sums[block]) {
        atomic_store_explicit(&s->checked[block], 1, memory_order_relaxed);
        return true;
    }
    char what[120];
    snprintf(what, sizeof what, "the 64 KiB from byte %zu on do not match their check sum", from);
    ent_sheet_damaged(s, what);
    return false;
}

bool ent_sheet_check(ent_sheet *s, const void *data, size_t length) {
    const size_t from = (size_t)((const char *)data - s->data) - s->begin;
    if (!data || !length) return true;
    if (from >= s->size - s->begin || length > s->size - s->begin - from) return false;
    for (size_t block = from / ENT_SHEET_BLOCK; block <= (from + length - 1) / ENT_SHEET_BLOCK; block++)
        if (!check_block(s, block)) return false;
    return true;
}

const char *ent_sheet_text(ent_sheet *s, const char *text) {
    if (!*text && (text < s->data || text >= s->data + s->size)) return text; /* an empty text of ours */
    return ent_sheet_check(s, text, strlen(text) + 1) ? text : "";
}

bool ent_sheet_check_all(ent_sheet *s) {
    bool sound = true;
    for (size_t block = 0; block < blocks_of(s); block++) sound = check_block(s, block) && sound;
    return sound;
}

ent_status ent_sheet_sound(const ent_sheet *s, ent_error *err) {
    return s && atomic_load(&s->damaged) ? refuse(s->name, s->what, err) : ENT_OK;
}
