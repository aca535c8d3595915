/* base/sheet_front.h - what the reader and the writer of sheets share: the front and the check sums. */
#ifndef BASE_SHEET_FRONT_H
#define BASE_SHEET_FRONT_H

#include <stddef.h>
#include <stdint.h>

#define ENT_SHEET_MARK 0x01020304u
enum { ENT_SHEET_BLOCK = 1 << 16 };
extern const char ent_sheet_magic[8];

typedef struct ent_sheet_front {
    char magic[8];
    uint32_t mark, version;
    uint64_t size, sum; /* of the file; of the front, with this sum as 0 */
    uint32_t part_count, block;
    uint64_t begin; /* of the parts */
    uint64_t rest[2];
} ent_sheet_front;
_Static_assert(sizeof(ent_sheet_front) == 64, "the front has no holes");

typedef struct ent_sheet_entry {
    uint64_t offset, size;
} ent_sheet_entry;

/* A sum that one changed word always changes, and other damage but for a chance of about 2^-64. */
uint64_t ent_sheet_sum(const char *data, size_t length);
/* The sum of the front and what belongs to it, `length` bytes, as if its own sum were 0. */
uint64_t ent_sheet_front_sum(const char *data, size_t length);

#endif
