/* read/frame.h - cuts a stream of JSON into records, each whole in memory, and says where each stands.
 *
 * Three shapes of input are told apart by what they hold:
 *  - values one after the other, each on a line of its own: RECORD each (JSON Lines; also a single value);
 *  - one object that holds a list under a name of `lists`: OPEN, then MEMBER for its members and ELEMENT for each element
 *    of such lists, then CLOSE. The object itself is never held whole;
 *  - a list: OPEN, ELEMENT each, CLOSE.
 * A FAULT is passed over where there is a next line or a next element to go on with; `broken` says that something could
 * not be, and the rest of the input was left unread.
 */
#ifndef READ_FRAME_H
#define READ_FRAME_H

#include <entente/model.h>

#include "base/available.h"
#include "base/source.h"
#include "read/scan.h"

typedef enum ent_frame_kind {
    ENT_FRAME_END,
    ENT_FRAME_RECORD,
    ENT_FRAME_OPEN,
    ENT_FRAME_MEMBER,
    ENT_FRAME_ELEMENT,
    ENT_FRAME_CLOSE,
    ENT_FRAME_FAULT
} ent_frame_kind;

/* Borrowed until the next call. */
typedef struct ent_frame {
    ent_frame_kind kind;
    const char *text; /* the value; of a FAULT: from the start of the record it is in up to the fault at least */
    size_t length;
    ent_place place; /* of text[0]; of OPEN and CLOSE: of the bracket */
    int list;     /* ELEMENT: index into lists, -1 a list at the top. MEMBER: the list whose elements follow, else -1 */
    size_t index; /* of the element in its list */
    const char *key; /* MEMBER: the name as it stands, with its quotes; NULL otherwise */
    size_t key_length;
    ent_place key_place;
    bool is_list;           /* OPEN: a list, not an object */
    ent_frame_kind part;    /* FAULT: what it broke: RECORD, MEMBER, ELEMENT, or END when it stands between such */
    bool in_list;           /* FAULT: within the list `list` */
    const ent_fault *fault; /* FAULT: what; else what is odd about the value (see scan.h), or NULL */
    size_t fault_offset;    /* of the fault, in text */
    ent_place fault_place;
} ent_frame;

typedef struct ent_framer {
    ent_source *source;
    const char *const *lists;
    size_t list_count;
    const ent_monitor *monitor;
    size_t block;   /* bytes asked for at once */
    size_t largest; /* bytes a record may take */
    ent_scan scan;
    char *data;
    size_t capacity;
    size_t keep;                         /* offset from which on the text must stay */
    size_t mark, mark_line, mark_column; /* a place that was counted, at or before keep */
    size_t ticked;                       /* offset of the last call to the monitor */
    ent_memory_outlook outlook;          /* whether the rest will fit in memory */
    int where;                           /* enum in frame.c */
    int list;                            /* the list we are in, -1 a list at the top */
    size_t index;                        /* of the next element */
    size_t value, key, key_length;       /* offsets of the value and the name under way */
    bool in_value;                       /* value is set: a fault belongs to it */
    bool new_line;                       /* a line break stood since the last value at the top */
    size_t values;                       /* values at the top begun */
    bool resync;                         /* a fault was reported: find where to go on */
    bool broken;
} ent_framer;

/* Start on a source of which the first `head_length` bytes were read already. lists is borrowed. */
ent_status ent_framer_init(ent_framer *framer, ent_source *source, const char *head, size_t head_length,
                           const char *const *lists, size_t list_count, const ent_monitor *monitor, ent_error *err);
void ent_framer_clear(ent_framer *framer);
/* The next frame. Data that is wrong is a FAULT, not a failure. */
ent_status ent_framer_next(ent_framer *framer, ent_frame *out, ent_error *err);

/* For who can read a whole record at a glance. The start of the object that comes next, when it is one that makes a RECORD or
 * an ELEMENT and begins in the text at hand, which ENT_BYTES_PAD bytes of zero follow; else NULL. Nothing is moved on. `behind`
 * is the end of such an object that is going to be taken, NULL where there is none before. */
const char *ent_framer_ahead(const ent_framer *framer, const char *behind);
/* The place of that start. */
ent_place ent_framer_place(ent_framer *framer, const char *text);
/* Go on behind that object, whose place was asked for last: it was found to be without fault and ends at `end`, and
 * ent_framer_next will not show it. columns: its code points when all stand on one line; 0 when that is not known. */
void ent_framer_take(ent_framer *framer, const char *end, size_t columns);

/* The place of `offset` in a text that begins at `start`. */
ent_place ent_place_in(ent_place start, const char *text, size_t offset);

#endif
