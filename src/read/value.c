/* read/value.c - the value of one member, by its type, into its place in a record. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "read/member.h"

static const char *words_for(ent_token token) {
    static const char *const words[] = {
        [ENT_TOKEN_OPEN_OBJECT] = "an object",
        [ENT_TOKEN_OPEN_LIST] = "a list",
        [ENT_TOKEN_STRING] = "a text",
        [ENT_TOKEN_NUMBER] = "a number",
        [ENT_TOKEN_TRUE] = "true",
        [ENT_TOKEN_FALSE] = "false",
        [ENT_TOKEN_NULL] = "null",
    };
    return words[token];
}

/* A value of the wrong type, whose first token was read; goes to its end. */
static void wrong_type(ent_decoder *d, const char *name, ent_token token, unsigned depth, const char *remedy) {
    ent_decoder_report(d, ENT_SEVERITY_ERROR, "wrong-type", d->scan.token, remedy, "'%s' is %s", name,
                       words_for(token));
    ent_scan_skip(&d->scan, token, depth);
}

/* ---- values ---- */

/* Room for what a record holds in the end: never more than twice its text (decoding shrinks; names of unknown members are
 * decoded once and copied once). */
ent_status ent_decoder_reserve(ent_decoder *d, size_t length, ent_error *err) {
    size_t wanted = 2 * length + 64;
    d->text_used = 0;
    if (wanted <= d->text_capacity) return ENT_OK;
    free(d->text);
    d->text_capacity = 0;
    d->text = malloc(wanted + wanted / 2);
    if (!d->text) return ent_fail_memory(err);
    d->text_capacity = wanted + wanted / 2;
    return ENT_OK;
}

/* The text of the last string or name, decoded. */
const char *ent_decoder_take(ent_decoder *d) {
    const ent_scan *s = &d->scan;
    const char *inside = s->text + s->token + 1;
    size_t length = s->at - s->token - 2;
    char *out = d->text + d->text_used;
    if (s->escaped)
        length = ent_scan_decode(inside, length, out);
    else
        memcpy(out, inside, length);
    out[length] = '\0';
    d->text_used += length + 1;
    return out;
}

size_t ent_compact(const char *text, size_t length, char *out) {
    size_t used = 0;
    bool quoted = false;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (!quoted && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) continue;
        out[used++] = c;
        if (c == '"')
            quoted = !quoted;
        else if (c == '\\')
            out[used++] = text[++i];
    }
    return used;
}

static void read_number(ent_decoder *d, const ent_member *m, char *record) {
    double value;
    if (ent_scan_double(d->scan.text + d->scan.token, d->scan.at - d->scan.token, &value))
        *(double *)(record + m->offset) = value;
    else
        ent_decoder_report(d, ENT_SEVERITY_ERROR, "number-range", d->scan.token, "give a number below 1.7e308",
                           "'%s' has more digits than can be held", m->name);
}

static void read_sign(ent_decoder *d, const ent_member *m, ent_token token, char *record) {
    static const char *const words[] = {"negative", "structural", "positive"};
    double value = NAN;
    if (token == ENT_TOKEN_NUMBER && !ent_scan_double(d->scan.text + d->scan.token, d->scan.at - d->scan.token, &value))
        value = NAN;
    if (token == ENT_TOKEN_STRING) {
        const char *text = ent_decoder_take(d);
        for (int i = 0; i < 3; i++)
            if (strcmp(text, words[i]) == 0) value = i - 1;
    }
    bool good = value == -1 || value == 0 || value == 1;
    if (!good) {
        ent_decoder_report(d, ENT_SEVERITY_ERROR, "sign-range", d->scan.token,
                           "a sign is 1 (cooperative), -1 (conflictual) or 0 (structural); strength goes into 'weight'",
                           "sign %.*s is not possible",
                           (int)(d->scan.at - d->scan.token > 40 ? 40 : d->scan.at - d->scan.token),
                           d->scan.text + d->scan.token);
        return;
    }
    *(int *)(record + m->offset) = (int)value;
    *(bool *)(record + m->second_offset) = true;
}

static void read_status(ent_decoder *d, const ent_member *m, char *record) {
    const char *names[ENT_RELATION_STATUS_COUNT], *text = ent_decoder_take(d);
    int status = ent_relation_status_find(text);
    if (status >= 0) {
        *(ent_relation_status *)(record + m->offset) = (ent_relation_status)status;
        *(bool *)(record + m->second_offset) = true;
        return;
    }
    ent_buffer remedy = {0};
    for (int i = 0; i < ENT_RELATION_STATUS_COUNT; i++) names[i] = ent_relation_status_name((ent_relation_status)i);
    const char *near = ent_text_nearest(text, names, ENT_RELATION_STATUS_COUNT);
    if (near) ent_buffer_format(&remedy, "did you mean '%s'? ", near);
    ent_buffer_text(&remedy, "a status is ");
    for (int i = 0; i < ENT_RELATION_STATUS_COUNT; i++)
        ent_buffer_format(&remedy, "%s%s", i == 0 ? "" : i + 1 < ENT_RELATION_STATUS_COUNT ? ", " : " or ", names[i]);
    ent_decoder_report(d, ENT_SEVERITY_ERROR, "unknown-status", d->scan.token, remedy.data, "unknown status '%.60s'",
                       text);
    ent_buffer_clear(&remedy);
}

static ent_status read_texts(ent_decoder *d, const ent_member *m, char *record, ent_error *err) {
    unsigned depth = d->scan.depth;
    size_t count = 0;
    for (ent_token token; (token = ent_scan_next(&d->scan)) > ENT_TOKEN_FAULT && d->scan.depth >= depth;) {
        if (token != ENT_TOKEN_STRING) {
            wrong_type(d, m->name, token, depth, "a list of texts holds texts only: put each in double quotes");
            continue;
        }
        if (!ent_grow(&d->texts, &d->texts_capacity, count, sizeof *d->texts)) return ent_fail_memory(err);
        d->texts[count++] = ent_decoder_take(d);
    }
    *(const char *const **)(record + m->offset) = d->texts;
    *(size_t *)(record + m->second_offset) = count;
    return ENT_OK;
}

static ent_status read_pairs(ent_decoder *d, const ent_member *m, char *record, ent_error *err) {
    unsigned depth = d->scan.depth;
    size_t count = 0, slot = m->offset == offsetof(ent_entity_record, identifiers);
    d->has_objects = true;
    while (ent_scan_next(&d->scan) == ENT_TOKEN_KEY) {
        ent_pair pair = {ent_decoder_take(d), NULL};
        ent_token token = ent_scan_next(&d->scan);
        if (token == ENT_TOKEN_NULL) continue;
        if (token != ENT_TOKEN_STRING) {
            wrong_type(d, pair.key, token, depth,
                       slot ? "codes are texts: write \"732\", not 732"
                            : "give one name as a text; further ones are aliases");
            continue;
        }
        pair.value = ent_decoder_take(d);
        if (!ent_grow(&d->pairs[slot], &d->pairs_capacity[slot], count, sizeof(ent_pair))) return ent_fail_memory(err);
        d->pairs[slot][count++] = pair;
    }
    *(const ent_pair **)(record + m->offset) = d->pairs[slot];
    *(size_t *)(record + m->second_offset) = count;
    return ENT_OK;
}

static void read_object(ent_decoder *d, const ent_member *m, char *record) {
    size_t begin = d->scan.token;
    char *out = d->text + d->text_used;
    d->has_objects = true;
    ent_scan_skip(&d->scan, ENT_TOKEN_OPEN_OBJECT, d->scan.depth - 1);
    size_t length = ent_compact(d->scan.text + begin, d->scan.at - begin, out);
    out[length] = '\0';
    d->text_used += length + 1;
    *(const char **)(record + m->offset) = out;
}

static ent_status read_evidence(ent_decoder *d, const ent_member *m, char *record, ent_error *err) {
    unsigned depth = d->scan.depth;
    size_t count = 0;
    ent_status status = ENT_OK;
    for (ent_token token;
         status == ENT_OK && (token = ent_scan_next(&d->scan)) > ENT_TOKEN_FAULT && d->scan.depth >= depth;) {
        if (token != ENT_TOKEN_OPEN_OBJECT) {
            wrong_type(d, m->name, token, depth,
                       "evidence is a list of objects with 'document', 'locator', 'summary', 'quote'");
            continue;
        }
        if (!ent_grow(&d->evidence, &d->evidence_capacity, count, sizeof *d->evidence)) return ent_fail_memory(err);
        ent_evidence_record *evidence = &d->evidence[count++];
        memset(evidence, 0, sizeof *evidence);
        status = ent_members_read(d, m->inner, (char *)evidence, err);
    }
    *(const ent_evidence_record **)(record + m->offset) = d->evidence;
    *(size_t *)(record + m->second_offset) = count;
    return status;
}

static const char *right_type(ent_member_type type) {
    static const char *const words[] = {
        [ENT_MEMBER_TEXT] = "give a text in double quotes",
        [ENT_MEMBER_NUMBER] = "give a number, without quotes",
        [ENT_MEMBER_SIGN] = "a sign is 1 (cooperative), -1 (conflictual) or 0 (structural)",
        [ENT_MEMBER_STATUS] = "give a text, such as \"asserted\" or \"planned\"",
        [ENT_MEMBER_TEXTS] = "give a list of texts: [\"...\"]",
        [ENT_MEMBER_PAIRS] = "give an object: {\"ko\": \"...\"}",
        [ENT_MEMBER_OBJECT] = "give an object: {\"name\": value}",
        [ENT_MEMBER_RECORDS] = "give a list of objects: [{\"document\": \"...\", \"locator\": \"...\"}]",
    };
    return words[type];
}

/* The value of a known member, its first token read. */
ent_status ent_member_read(ent_decoder *d, const ent_member *m, ent_token token, char *record, ent_error *err) {
    static const ent_token wanted[] = {
        [ENT_MEMBER_TEXT] = ENT_TOKEN_STRING,        [ENT_MEMBER_NUMBER] = ENT_TOKEN_NUMBER,
        [ENT_MEMBER_SIGN] = ENT_TOKEN_NUMBER,        [ENT_MEMBER_STATUS] = ENT_TOKEN_STRING,
        [ENT_MEMBER_TEXTS] = ENT_TOKEN_OPEN_LIST,    [ENT_MEMBER_PAIRS] = ENT_TOKEN_OPEN_OBJECT,
        [ENT_MEMBER_OBJECT] = ENT_TOKEN_OPEN_OBJECT, [ENT_MEMBER_RECORDS] = ENT_TOKEN_OPEN_LIST,
    };
    unsigned depth = d->scan.depth - (token == ENT_TOKEN_OPEN_OBJECT || token == ENT_TOKEN_OPEN_LIST);
    if (token != wanted[m->type] && !(m->type == ENT_MEMBER_SIGN && token == ENT_TOKEN_STRING)) {
        wrong_type(d, m->name, token, depth, right_type(m->type));
        return ENT_OK;
    }
    switch (m->type) {
    case ENT_MEMBER_TEXT:
        *(const char **)(record + m->offset) = ent_decoder_take(d);
        break;
    case ENT_MEMBER_NUMBER:
        read_number(d, m, record);
        break;
    case ENT_MEMBER_SIGN:
        read_sign(d, m, token, record);
        break;
    case ENT_MEMBER_STATUS:
        read_status(d, m, record);
        break;
    case ENT_MEMBER_TEXTS:
        return read_texts(d, m, record, err);
    case ENT_MEMBER_PAIRS:
        return read_pairs(d, m, record, err);
    case ENT_MEMBER_OBJECT:
        read_object(d, m, record);
        break;
    case ENT_MEMBER_RECORDS:
        return read_evidence(d, m, record, err);
    }
    return ENT_OK;
}
