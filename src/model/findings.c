/* model/findings.c - see findings.h. A finding is a line of numbers and five texts, each with its NUL. */
#include "model/findings.h"

#include <stdlib.h>
#include <string.h>

enum { RULE, FILE_NAME, POINTER, MESSAGE, REMEDY, TEXTS };

void ent_findings_add(ent_buffer *log, const ent_finding *f) {
    const char *texts[TEXTS] = {f->rule, f->file, f->pointer, f->message, f->remedy};
    unsigned there = 0;
    for (int i = 0; i < TEXTS; i++) there |= texts[i] ? 1u << i : 0;
    ent_buffer_format(log, "%d %zu %zu %u", (int)f->severity, f->line, f->column, there);
    ent_buffer_bytes(log, "", 1);
    for (int i = 0; i < TEXTS; i++)
        ent_buffer_bytes(log, texts[i] ? texts[i] : "", texts[i] ? strlen(texts[i]) + 1 : 1);
}

/* The next text, or NULL at the end. */
static const char *next(const char **at, const char *end) {
    const char *text = *at, *nul = text < end ? memchr(text, '\0', (size_t)(end - text)) : NULL;
    if (nul) *at = nul + 1;
    return nul ? text : NULL;
}

static bool read_number(const char **at, size_t *out) {
    char *end;
    *out = (size_t)strtoull(*at, &end, 10);
    const bool is_number = end != *at;
    *at = end;
    return is_number;
}

void ent_findings_tell(const char *log, size_t length, const ent_sink *sink) {
    const char *end = log + length, *texts[TEXTS], *numbers;
    while (length && (numbers = next(&log, end))) {
        size_t severity, line, column, there;
        if (!read_number(&numbers, &severity) || !read_number(&numbers, &line) || !read_number(&numbers, &column) ||
            !read_number(&numbers, &there) || severity > ENT_SEVERITY_ERROR)
            return;
        for (int i = 0; i < TEXTS; i++) {
            texts[i] = next(&log, end);
            if (!texts[i]) return;
            if (!(there >> i & 1)) texts[i] = NULL;
        }
        ent_finding finding = {(ent_severity)severity, texts[RULE],    texts[FILE_NAME], line, column,
                               texts[POINTER],         texts[MESSAGE], texts[REMEDY]};
        if (!finding.rule || !finding.message) return;
        sink->report(sink->context, &finding);
    }
}
