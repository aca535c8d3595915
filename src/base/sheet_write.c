/* base/sheet_write.c - putting a sheet together; see sheet.h. */
#include <stdlib.h>
#include <string.h>

#include "base/output.h"
#include "base/sheet.h"
#include "base/sheet_front.h"

enum { ALIGNMENT = 16 };

static size_t aligned(size_t size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/* Sums of blocks, whose borders are not those of the parts. */
typedef struct summing {
    char block[ENT_SHEET_BLOCK];
    size_t used, count, total; /* total: blocks */
    uint64_t *sums;
    const ent_monitor *monitor;
} summing;

enum { TICK_EVERY = 256 }; /* blocks: 16 MiB */

static ent_status end_block(summing *s, ent_error *err) {
    if (s->used) s->sums[s->count++] = ent_sheet_sum(s->block, s->used);
    s->used = 0;
    return s->count % TICK_EVERY ? ENT_OK : ent_monitor_tick(s->monitor, "summing up", s->count, s->total, err);
}

static ent_status add_bytes(summing *s, const char *data, size_t length, ent_error *err) {
    ent_status status = ENT_OK;
    while (length && !status) {
        const size_t room = sizeof s->block - s->used, step = length < room ? length : room;
        memcpy(s->block + s->used, data, step);
        s->used += step;
        data += step;
        length -= step;
        if (s->used == sizeof s->block) status = end_block(s, err);
    }
    return status;
}

static ent_status sum_pieces(const ent_output_piece *pieces, size_t count, uint64_t *sums, size_t total,
                             const ent_monitor *monitor, ent_error *err) {
    summing *s = calloc(1, sizeof *s);
    if (!s) return ent_fail_memory(err);
    ent_status status = ENT_OK;
    s->sums = sums;
    s->total = total;
    s->monitor = monitor;
    for (size_t i = 0; i < count && !status; i++) status = add_bytes(s, pieces[i].data, pieces[i].length, err);
    if (!status) status = end_block(s, err);
    free(s);
    return status;
}

/* Each part and what fills it up to the next one, after a first piece that is left for the front. Returns how many bytes
 * the parts take. */
static size_t lay_out(const ent_sheet_part *parts, size_t count, ent_output_piece *pieces) {
    static const char zeros[ALIGNMENT];
    size_t total = 0;
    for (size_t i = 0; i < count; i++) {
        const size_t size = parts[i].size;
        pieces[1 + 2 * i] = (ent_output_piece){size ? parts[i].data : zeros, size};
        pieces[2 + 2 * i] = (ent_output_piece){zeros, aligned(size) - size};
        total += aligned(size);
    }
    return total;
}

static void fill_front(char *memory, size_t begin, size_t total, uint32_t version, const ent_sheet_part *parts,
                       size_t count) {
    ent_sheet_front *front = (ent_sheet_front *)memory;
    *front = (ent_sheet_front){.mark = ENT_SHEET_MARK,
                               .version = version,
                               .size = begin + total,
                               .part_count = (uint32_t)count,
                               .block = ENT_SHEET_BLOCK,
                               .begin = begin};
    memcpy(front->magic, ent_sheet_magic, sizeof front->magic);
    ent_sheet_entry *directory = (ent_sheet_entry *)(memory + sizeof *front);
    for (size_t i = 0, offset = begin; i < count; i++) {
        directory[i] = (ent_sheet_entry){offset, parts[i].size};
        offset += aligned(parts[i].size);
    }
}

ent_status ent_sheet_write(const char *path, uint32_t version, const ent_sheet_part *parts, size_t count,
                           const ent_monitor *monitor, ent_error *err) {
    ent_output_piece *pieces = calloc(2 * count + 1, sizeof *pieces);
    if (!pieces) return ent_fail_memory(err);
    const size_t total = lay_out(parts, count, pieces), blocks = (total + ENT_SHEET_BLOCK - 1) / ENT_SHEET_BLOCK;
    const size_t directory_end = sizeof(ent_sheet_front) + count * sizeof(ent_sheet_entry);
    const size_t begin = aligned(directory_end + blocks * sizeof(uint64_t));
    char *front = calloc(1, begin);
    ent_status status = front ? ENT_OK : ent_fail_memory(err);
    if (status == ENT_OK)
        status = sum_pieces(pieces + 1, 2 * count, (uint64_t *)(front + directory_end), blocks, monitor, err);
    if (status == ENT_OK) {
        fill_front(front, begin, total, version, parts, count);
        ((ent_sheet_front *)front)->sum = ent_sheet_front_sum(front, begin);
        pieces[0] = (ent_output_piece){front, begin};
        status = ent_output_write_pieces(path, pieces, 2 * count + 1, monitor, err);
    }
    free(front);
    free(pieces);
    return status;
}
