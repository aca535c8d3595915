/* entente/base.h - what every room shares: status, errors, findings, options, dates, monitors.
 *
 * Conventions of the whole library
 *  - A call that can fail returns an ent_status and takes an `ent_error *err` last; err may be NULL.
 *    The first failure wins and is passed up unmasked. A failed call leaves its arguments as they were.
 *  - new/free make and end what lives on the heap, init/clear what the caller holds; getters borrow:
 *    what they return belongs to the object asked and lives as long as it does. free(NULL) is fine.
 *  - Text is UTF-8, NUL-terminated, and holds no U+0000.
 *  - The library never prints, exits, reads the environment or sets a locale.
 *  - Objects are not locked. A finished ent_graph and ent_vocabulary are immutable and may be read by several
 *    threads; calls that end in igraph (ent_analysis_run) must come from one thread at a time.
 */
#ifndef ENTENTE_BASE_H
#define ENTENTE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ENT_API __attribute__((visibility("default")))
#define ENT_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define ENT_API
#define ENT_PRINTF(fmt, args)
#endif

/* Version of the library as "major.minor.patch"; borrowed, static. */
ENT_API const char *ent_version(void);

/* How a call ended. 0 is success; every failure is negative. */
typedef enum ent_status {
    ENT_OK = 0,
    ENT_NO = -1,         /* the answer is no, or nothing matched: not an error of anybody's */
    ENT_USAGE = -2,      /* the caller asked for something that makes no sense */
    ENT_BAD_INPUT = -3,  /* the data is wrong; findings were reported */
    ENT_CALC = -4,       /* a calculation is undefined here, or did not converge */
    ENT_IO = -5,         /* a file, pipe or child process failed */
    ENT_NOMEM = -6,      /* out of memory */
    ENT_INTERRUPTED = -7 /* the monitor asked to stop */
} ent_status;

/* Process exit code that belongs to a status: 0, 1, 2, 3, 4, 5, 4 (no memory), 130 (interrupted). */
ENT_API int ent_status_exit_code(ent_status status);

/* One failure, owned by the caller. `message` is one line, lower case, no full stop; `hint` is the remedy, may be "". */
typedef struct ent_error {
    ent_status status;
    char message[400];
    char hint[240];
} ent_error;

/* Set err (if not NULL and not yet set) and return status. */
ENT_API ent_status ent_fail(ent_error *err, ent_status status, const char *format, ...) ENT_PRINTF(3, 4);
/* Add the remedy to a failure that has none yet; returns err->status (ENT_OK for NULL). */
ENT_API ent_status ent_hint(ent_error *err, const char *format, ...) ENT_PRINTF(2, 3);
/* The out-of-memory failure in its standard words. */
ENT_API ent_status ent_fail_memory(ent_error *err);

/* ---- findings about data ------------------------------------------------------------------------------------ */

/* How grave a finding is: worth knowing, doubtful, or wrong (nothing is loaded then). */
typedef enum ent_severity { ENT_SEVERITY_NOTE, ENT_SEVERITY_WARNING, ENT_SEVERITY_ERROR } ent_severity;

/* One finding. All text is borrowed for the time of the call. line and column count from 1, columns in code points;
 * 0 means not known. pointer is an RFC 6901 JSON pointer ("" is the whole document), NULL when there is none. */
typedef struct ent_finding {
    ent_severity severity;
    const char *rule; /* stable short name: "json-syntax", "duplicate-key", "unknown-type", ... */
    const char *file; /* NULL when not from a file */
    size_t line, column;
    const char *pointer;
    const char *message; /* what is wrong */
    const char *remedy;  /* what would be right; NULL when nothing is known */
} ent_finding;

/* Where findings go. A NULL sink, or a NULL report, drops them. */
typedef struct ent_sink {
    void (*report)(void *context, const ent_finding *finding);
    void *context;
} ent_sink;

/* ---- progress and interruption ------------------------------------------------------------------------------- */

/* Asked now and then during long work. Return true to go on, false to stop (the call then fails with ENT_INTERRUPTED).
 * total is 0 when it is not known. Must be cheap; may be NULL. */
typedef struct ent_monitor {
    bool (*tick)(void *context, const char *stage, uint64_t done, uint64_t total);
    void *context;
} ent_monitor;

/* Ask the monitor (NULL means go on). */
ENT_API ent_status ent_monitor_tick(const ent_monitor *monitor, const char *stage, uint64_t done, uint64_t total,
                                    ent_error *err);

/* ---- dates: EDTF level 1 (ISO 8601-2), proleptic Gregorian ---------------------------------------------------- */

#define ENT_DAY_MIN INT32_MIN /* open or unknown start */
#define ENT_DAY_MAX INT32_MAX /* open or unknown end */

/* A date as the span of days it can mean. Days count from 1970-01-01 = 0. A plain day has first == last; a month is its
 * days; an interval runs from the first possible day of its start to the last possible day of its end. */
typedef struct ent_date {
    int32_t first, last;
    bool given;       /* false: no date; first and last are then ENT_DAY_MIN and ENT_DAY_MAX */
    bool interval;    /* written as start/end */
    bool uncertain;   /* "?" or "%" at either end */
    bool approximate; /* "~" or "%" at either end */
} ent_date;

/* Parse EDTF level 1: 2022, 2022-05, 2022-05-20, 2022-21 (season), 201X, 2004-XX, 2022?, 2022-05~, -0044, Y17000,
 * 2022-05-20/2022-05-22, 2022/.., ../1816, /1816. A date-time (2022-05-20T10:00:00Z) counts as its day.
 * ENT_BAD_INPUT says what is impossible. */
ENT_API ent_status ent_date_parse(const char *text, ent_date *out, ent_error *err);
/* Write the day `day` as YYYY-MM-DD ("" for ENT_DAY_MIN and ENT_DAY_MAX) into out, which holds at least 16 bytes. */
ENT_API void ent_date_format_day(int32_t day, char out[16]);
/* Whether two spans share a day. False when either is not given. */
ENT_API bool ent_date_overlaps(const ent_date *a, const ent_date *b);

/* ---- options as rows ------------------------------------------------------------------------------------------ */

/* What an option takes, and the type of its member in the options struct. */
typedef enum ent_option_type {
    ENT_OPTION_FLAG,    /* bool; present means true */
    ENT_OPTION_INT,     /* int64_t, in [minimum, maximum] */
    ENT_OPTION_REAL,    /* double, in [minimum, maximum] */
    ENT_OPTION_TEXT,    /* const char *, borrowed from the text given */
    ENT_OPTION_DATE,    /* ent_date */
    ENT_OPTION_CHOICE,  /* int, index into choices */
    ENT_OPTION_CHOICES, /* uint64_t, bit k set when choices[k] was named; several by comma or by repetition */
    ENT_OPTION_LIST     /* ent_text_list; several by comma or by repetition */
} ent_option_type;

/* A list of texts inside an options struct. items are borrowed from the texts given, except those split at commas,
 * which the struct owns: release with ent_options_clear. */
typedef struct ent_text_list {
    char **items;
    size_t count;
} ent_text_list;

/* One option. A table of rows ends with a row whose name is NULL. All text is static. */
typedef struct ent_option {
    const char *name; /* long name without dashes: "min-confidence" */
    char letter;      /* short form or 0 */
    ent_option_type type;
    size_t offset;              /* place in the options struct */
    const char *preset;         /* default as text, NULL: zero */
    const char *const *choices; /* NULL-terminated, for CHOICE and CHOICES */
    double minimum, maximum;    /* range for INT and REAL; both 0: no limit */
    const char *argument;       /* what help calls the value: "DATE", "N", NULL for flags and choices; "A B" for a value
                                 * 'A, B' that the command also takes as two words */
    const char *help;           /* one sentence, lower case */
} ent_option;

/* Zero the struct of `size` bytes and set every preset of rows in it. Options structs are zeroed only by this. */
ENT_API ent_status ent_options_init(const ent_option *rows, void *options, size_t size, ent_error *err);
/* Set one preset after another without zeroing: for a struct served by several tables of rows. */
ENT_API ent_status ent_options_preset(const ent_option *rows, void *options, ent_error *err);
/* Set the option of that row from text (NULL for flags). ENT_USAGE names the option, what is wrong and what is allowed. */
ENT_API ent_status ent_option_set(const ent_option *row, void *options, const char *text, ent_error *err);
/* The row of that name, or NULL. */
ENT_API const ent_option *ent_option_find(const ent_option *rows, const char *name);
/* Release what the lists own. */
ENT_API void ent_options_clear(const ent_option *rows, void *options);

/* ---- text ------------------------------------------------------------------------------------------------------ */

/* Index of the first byte that is not valid UTF-8, or length when all is valid. */
ENT_API size_t ent_utf8_valid_prefix(const char *text, size_t length);
/* Bytes of the character at text, 0 at the end; 1 for a byte that is no UTF-8. *harmful tells whether it must not reach a
 * terminal as it is: controls (C0, C1, DEL), line and paragraph separators, overrides of the writing direction, invisible
 * marks, and bytes that are no UTF-8. */
ENT_API size_t ent_text_next(const char *text, bool *harmful);
/* Columns that text takes in a terminal (wide characters count two, combining marks none). */
ENT_API size_t ent_text_width(const char *text);
/* text folded for comparison: case, width (full or half), compatibility forms, accents on Latin, Greek and Cyrillic
 * letters, runs of white space and dashes. New string, caller frees with ent_free; NULL when out of memory. */
ENT_API char *ent_text_fold(const char *text);
/* Edit distance between two UTF-8 texts, in code points (Damerau-Levenshtein, adjacent swaps count one). */
ENT_API size_t ent_text_distance(const char *a, const char *b);
/* The candidate nearest to word, when near enough to be a slip (distance at most a third of its length), else NULL. */
ENT_API const char *ent_text_nearest(const char *word, const char *const *candidates, size_t count);
/* Shortest decimal text that reads back as the same double, independent of the locale ("0.1", "1e+100", "nan"). */
ENT_API const char *ent_format_double(double value, char out[32]);
/* Read a whole text as a double, independent of the locale; false when it is none or not finite. */
ENT_API bool ent_parse_double(const char *text, double *out);

/* Free what the library handed over. */
ENT_API void ent_free(void *memory);

#ifdef __cplusplus
}
#endif
#endif
