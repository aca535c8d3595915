/* base/sheet.h - a file of flat arrays that is mapped instead of read: a front with a directory of parts, then the parts.
 *
 * Layout, in the byte order of the machine that wrote it:
 *   front      64 bytes (struct front in sheet.c): magic, byte order mark, version, size of the file, check sum of the
 *              whole front, number of parts, size of a block, where the parts begin
 *   directory  offset and size of each part (64 bits each)
 *   sums       a check sum (64 bits) for each block of 64 KiB of what follows
 *   parts      each at a multiple of 16
 * The front is checked when the file is opened; a block when it is first needed, so that opening takes the same short time
 * for any size. Damage is remembered, and whoever lets an answer out asks for it (ent_sheet_sound).
 *
 * The file must not be changed while it is mapped. Writing replaces it as a whole, which leaves readers their old one.
 */
#ifndef BASE_SHEET_H
#define BASE_SHEET_H

#include <entente/base.h>

typedef struct ent_sheet ent_sheet;

/* Bytes of one part. */
typedef struct ent_sheet_part {
    const void *data;
    size_t size;
} ent_sheet_part;

/* Bytes at the head of a file that tell it. */
enum { ENT_SHEET_MAGIC = 8 };
bool ent_sheet_is(const char *head, size_t length);

/* Write parts to a file (replaced as a whole) in a version of their meaning; the same parts give the same bytes. */
ent_status ent_sheet_write(const char *path, uint32_t version, const ent_sheet_part *parts, size_t count,
                           const ent_monitor *monitor, ent_error *err);
/* Map a file of at most that version with just `count` parts. ENT_BAD_INPUT says what is wrong with it. */
ent_status ent_sheet_open(const char *path, uint32_t version, size_t count, ent_sheet **out, ent_error *err);
/* The same from bytes, which must stay where they are, at a multiple of 16. */
ent_status ent_sheet_memory(const void *data, size_t length, const char *name, uint32_t version, size_t count,
                            ent_sheet **out, ent_error *err);
ent_sheet_part ent_sheet_part_at(const ent_sheet *sheet, size_t index);

/* Whether `length` bytes within the parts are as they were written; looked at once. */
bool ent_sheet_check(ent_sheet *sheet, const void *data, size_t length);
/* The text, or "" when it is damaged. */
const char *ent_sheet_text(ent_sheet *sheet, const char *text);
bool ent_sheet_check_all(ent_sheet *sheet);
/* Remember that the parts contradict each other, in words. The first finding stays. */
void ent_sheet_damaged(ent_sheet *sheet, const char *what);
/* ENT_OK as long as no damage was met. */
ent_status ent_sheet_sound(const ent_sheet *sheet, ent_error *err);
void ent_sheet_close(ent_sheet *sheet);

#endif
