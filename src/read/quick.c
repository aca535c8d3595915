/* read/quick.c - see quick.h. The zero behind the text ends every loop: no byte is asked for its distance from the end. */
#include "read/quick.h"

#include <math.h>

typedef enum member_type { TEXT, NUMBER, SIGN, STATUS, TEXTS, PAIRS, OBJECT, EVIDENCE } member_type;

/* A member by its name as most write it, with the colon and the quote behind it, which fits into one look (ent_name_at).
 * Aligned, as rows are found by number. */
typedef struct member {
    _Alignas(32) char name[ENT_BYTES_NAME];
    uint8_t usual, length, type; /* bytes of all that, and of the name with its quotes */
    uint16_t offset, mask;       /* ENT_NAME_MASK(usual) */
} member;

typedef struct shape {
    const member *members;
    unsigned count;
} shape;

#define ROW(record, name, type, field)                                                                                 \
    {                                                                                                                  \
        "\"" #name "\": ", sizeof #name + 3, sizeof #name + 1, type, offsetof(ent_quick_##record, field),              \
            ENT_NAME_MASK(sizeof #name + 3)                                                                            \
    }
#define TEXT_ROW_AS(record, name, field)                                                                               \
    {                                                                                                                  \
        "\"" #name "\": \"", sizeof #name + 4, sizeof #name + 1, TEXT, offsetof(ent_quick_##record, field),            \
            ENT_NAME_MASK(sizeof #name + 4)                                                                            \
    }
#define TEXT_ROW(record, field) TEXT_ROW_AS(record, field, field)

static const member document_members[] = {
    TEXT_ROW(document, id),        TEXT_ROW(document, title),
    TEXT_ROW(document, publisher), TEXT_ROW(document, author),
    TEXT_ROW(document, date),      TEXT_ROW(document, url),
    TEXT_ROW(document, language),  ROW(document, attributes, OBJECT, attributes),
};

static const member entity_members[] = {
    TEXT_ROW(entity, id),
    TEXT_ROW(entity, kind),
    TEXT_ROW(entity, name),
    ROW(entity, names, PAIRS, names),
    ROW(entity, aliases, TEXTS, aliases),
    ROW(entity, identifiers, PAIRS, identifiers),
    TEXT_ROW(entity, role),
    TEXT_ROW_AS(entity, short, short_name),
    ROW(entity, attributes, OBJECT, attributes),
};

static const member relation_members[] = {
    TEXT_ROW(relation, id),
    TEXT_ROW(relation, type),
    TEXT_ROW(relation, source),
    TEXT_ROW(relation, target),
    ROW(relation, sign, SIGN, sign),
    TEXT_ROW(relation, date),
    ROW(relation, areas, TEXTS, areas),
    ROW(relation, status, STATUS, status),
    ROW(relation, weight, NUMBER, weight),
    ROW(relation, confidence, NUMBER, confidence),
    TEXT_ROW(relation, said_by),
    TEXT_ROW(relation, note),
    ROW(relation, evidence, EVIDENCE, evidence),
    ROW(relation, attributes, OBJECT, attributes),
};

static const member evidence_members[] = {
    TEXT_ROW(evidence, document),
    TEXT_ROW(evidence, locator),
    TEXT_ROW(evidence, summary),
    TEXT_ROW(evidence, quote),
};

#define SHAPE(rows)                                                                                                    \
    { rows, sizeof(rows) / sizeof *(rows) }
enum { EVIDENCE_SHAPE = ENT_RECORD_RELATION + 1 };
static const shape shapes[] = {
    [ENT_RECORD_DOCUMENT] = SHAPE(document_members),
    [ENT_RECORD_ENTITY] = SHAPE(entity_members),
    [ENT_RECORD_RELATION] = SHAPE(relation_members),
    [EVIDENCE_SHAPE] = SHAPE(evidence_members),
};

/* ---- white space and texts ---- */

static const char *pass_more_space(ent_quick *q, const char *p) {
    for (; *p == ' ' || *p == '\n' || *p == '\r' || *p == '\t'; p++) q->broken_line |= *p == '\n';
    return p;
}

/* Mostly there is none, or one blank. */
static inline const char *pass_space(ent_quick *q, const char *p) {
    if ((unsigned char)*p > ' ') return p;
    p += *p == ' ';
    return (unsigned char)*p > ' ' ? p : pass_more_space(q, p);
}

static inline bool is_inner(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* The character beyond ASCII at p, by the table of RFC 3629; NULL when it is none. */
static inline const char *pass_character(const char *p) {
    unsigned char lead = (unsigned char)p[0], second = (unsigned char)p[1];
    if (lead < 0xE0) return lead >= 0xC2 && is_inner(p[1]) ? p + 2 : NULL;
    if (lead < 0xF0) {
        bool fits = lead == 0xE0 ? second >= 0xA0 : lead != 0xED || second <= 0x9F;
        return fits && is_inner(p[1]) && is_inner(p[2]) ? p + 3 : NULL;
    }
    bool fits = lead == 0xF0 ? second >= 0x90 : lead != 0xF4 || second <= 0x8F;
    return lead <= 0xF4 && fits && is_inner(p[1]) && is_inner(p[2]) && is_inner(p[3]) ? p + 4 : NULL;
}

/* Characters beyond ASCII, as many as there are. */
static inline const char *pass_characters(ent_quick *q, const char *p) {
    while (p && (signed char)*p < 0) {
        const char *start = p;
        unsigned char lead = (unsigned char)*p;
        if (lead >= 0xE1 && lead <= 0xEC && is_inner(p[1]) && is_inner(p[2])) { /* Korean, Chinese and most others */
            p += 3;
            q->inner += 2;
            continue;
        }
        p = pass_character(p);
        if (p) q->inner += (size_t)(p - start) - 1;
    }
    return p;
}

/* Four hexadecimal digits, or -1. */
static int unit_at(const char *p) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
        char c = p[i], letter = (char)(c | 0x20);
        bool digit = c >= '0' && c <= '9';
        if (!digit && !(letter >= 'a' && letter <= 'f')) return -1;
        value = value * 16 + (digit ? c - '0' : letter - 'a' + 10);
    }
    return value;
}

/* The escape at p; NULL when it is none, or one that a text cannot hold. */
static const char *pass_escape(const char *p) {
    switch (p[1]) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
        return p + 2;
    case 'u':
        break;
    default:
        return NULL;
    }
    int unit = unit_at(p + 2);
    if (unit <= 0 || (unit >= 0xDC00 && unit <= 0xDFFF)) return NULL;
    if (unit < 0xD800 || unit > 0xDBFF) return p + 6;
    int low = p[6] == '\\' && p[7] == 'u' ? unit_at(p + 8) : -1;
    return low >= 0xDC00 && low <= 0xDFFF ? p + 12 : NULL;
}

/* Into the scratch space; decoding never makes a text longer. */
static bool decode(ent_quick *q, ent_piece *piece) {
    if (piece->length > sizeof q->scratch - q->used) return false;
    char *out = q->scratch + q->used;
    piece->length = ent_scan_decode(piece->text, piece->length, out);
    piece->text = out;
    q->used += piece->length;
    return true;
}

/* From a byte that is not plain to the end of its text. */
static const char *finish_text(ent_quick *q, const char *p, ent_piece *out) {
    bool escaped = false;
    for (; *p != '"'; p = ent_plain_end(p)) {
        if (*p == '\\') {
            escaped = true;
            p = pass_escape(p);
        } else {
            p = pass_characters(q, p);
            if (p && (unsigned char)*p < ' ') p = NULL;
        }
        if (!p) return NULL;
    }
    out->length = (size_t)(p - out->text);
    return escaped && !decode(q, out) ? NULL : p + 1;
}

/* The text that begins at p, behind its quote. Gives the byte behind its end, as all that follows does, or NULL. */
static inline const char *take_inside(ent_quick *q, const char *p, ent_piece *out) {
    out->text = p;
    p = ent_plain_end(p);
    if (*p != '"') return finish_text(q, p, out);
    out->length = (size_t)(p - out->text);
    return p + 1;
}

static inline const char *take_text(ent_quick *q, const char *p, ent_piece *out) {
    return *p == '"' ? take_inside(q, p + 1, out) : NULL;
}

/* ---- other values ---- */

/* Digits as a number, and how many there were; the number means nothing when they are more than 15. */
static inline const char *take_digits(const char *p, uint64_t *value, size_t *count) {
    const char *start = p;
    for (; *p >= '0' && *p <= '9'; p++) *value = *value * 10 + (uint64_t)(*p - '0');
    *count = (size_t)(p - start);
    return p;
}

/* Numbers that no double may hold, and those that are longer than any should be, are left to the slow way. */
static const char *take_number(const char *p, double *out) {
    enum { LONGEST = 100, MOST_DIGITS = 15, EXPONENT_DIGITS = 2 };
    const char *start = p;
    uint64_t value = 0, exponent = 0;
    size_t whole, places = 0, exponent_digits = 0;
    p += *p == '-';
    bool zero = *p == '0';
    p = take_digits(p, &value, &whole);
    if (!whole || (zero && whole > 1)) return NULL;
    if (*p == '.') {
        p = take_digits(p + 1, &value, &places);
        if (!places) return NULL;
    }
    if (*p == 'e' || *p == 'E') {
        p++;
        p += *p == '+' || *p == '-';
        p = take_digits(p, &exponent, &exponent_digits);
        if (!exponent_digits || exponent_digits > EXPONENT_DIGITS) return NULL;
    }
    if (exponent_digits || whole + places > MOST_DIGITS)
        return p - start <= LONGEST && ent_scan_double(start, (size_t)(p - start), out) ? p : NULL;
    *out = ent_scan_decimal(value, places);
    if (*start == '-') *out = -*out;
    return p;
}

static const char *take_sign(const char *p, ent_quick_relation *relation) {
    double value;
    p = take_number(p, &value);
    if (!p || !(value == -1 || value == 0 || value == 1)) return NULL;
    relation->sign = (int)value;
    relation->has_sign = true;
    return p;
}

static const char *take_status(ent_quick *q, const char *p, ent_quick_relation *relation) {
    static const struct {
        char word[ENT_BYTES_NAME];
        unsigned length;
    } statuses[ENT_RELATION_STATUS_COUNT] = {
        [ENT_ASSERTED] = {"\"asserted\"", 10},         [ENT_PLANNED] = {"\"planned\"", 9},
        [ENT_REPORTED] = {"\"reported\"", 10},         [ENT_DENIED] = {"\"denied\"", 8},
        [ENT_HYPOTHETICAL] = {"\"hypothetical\"", 14}, [ENT_ENDED] = {"\"ended\"", 7},
    };
    unsigned i = q->last_status; /* they come in runs as well */
    if (!ent_name_at(p, statuses[i].word, ENT_NAME_MASK(statuses[i].length)))
        for (i = 0;
             i < ENT_RELATION_STATUS_COUNT && !ent_name_at(p, statuses[i].word, ENT_NAME_MASK(statuses[i].length));
             i++) {}
    if (i == ENT_RELATION_STATUS_COUNT) return NULL;
    relation->status = q->last_status = (ent_relation_status)i;
    relation->has_status = true;
    return p + statuses[i].length;
}

/* ---- lists and objects ---- */

/* From a bracket to the first of what it holds, or behind its end (*more false). */
static inline const char *pass_open(ent_quick *q, const char *p, char open, char close, bool *more) {
    if (*p != open) return NULL;
    p = pass_space(q, p + 1);
    *more = *p != close;
    return *more ? p : p + 1;
}

/* From behind one thing to the next, or behind the end. */
static inline const char *pass_comma(ent_quick *q, const char *p, char close, bool *more) {
    p = pass_space(q, p);
    *more = *p == ',';
    if (*more) return pass_space(q, p + 1);
    return *p == close ? p + 1 : NULL;
}

/* From the end of a name to the value. */
static const char *pass_colon(ent_quick *q, const char *p) {
    p = pass_space(q, p);
    return *p == ':' ? pass_space(q, p + 1) : NULL;
}

static const char *take_texts(ent_quick *q, const char *p, ent_pieces *out) {
    bool more;
    out->at = &q->pieces[q->piece_count];
    p = pass_open(q, p, '[', ']', &more);
    for (; p && more; out->count++) {
        if (q->piece_count == ENT_QUICK_PIECES) return NULL;
        p = take_text(q, p, &q->pieces[q->piece_count++]);
        if (p) p = pass_comma(q, p, ']', &more);
    }
    return p;
}

/* Whether the name at `at` is one of those `step` apart before it. */
static bool is_twice(const ent_piece *names, size_t at, size_t step) {
    for (size_t i = 0; i < at; i += step)
        if (names[i].length == names[at].length && memcmp(names[i].text, names[at].text, names[at].length) == 0)
            return true;
    return false;
}

static const char *take_pairs(ent_quick *q, const char *p, ent_pieces *out) {
    bool more;
    ent_piece *pieces = &q->pieces[q->piece_count];
    out->at = pieces;
    p = pass_open(q, p, '{', '}', &more);
    for (; p && more; out->count += 2) {
        if (q->piece_count + 2 > ENT_QUICK_PIECES) return NULL;
        q->piece_count += 2;
        p = take_text(q, p, &pieces[out->count]);
        if (p) p = pass_colon(q, p);
        if (p) p = take_text(q, p, &pieces[out->count + 1]);
        if (!p || is_twice(pieces, out->count, 2)) return NULL;
        p = pass_comma(q, p, '}', &more);
    }
    return p;
}

/* A value without parts. */
static const char *pass_scalar(ent_quick *q, const char *p) {
    ent_piece text;
    double number;
    switch (*p) {
    case '"':
        return take_text(q, p, &text);
    case 't':
        return memcmp(p, "true", 4) == 0 ? p + 4 : NULL;
    case 'f':
        return memcmp(p, "false", 5) == 0 ? p + 5 : NULL;
    case 'n':
        return memcmp(p, "null", 4) == 0 ? p + 4 : NULL;
    default:
        return take_number(p, &number);
    }
}

static const char *pass_scalars(ent_quick *q, const char *p) {
    bool more;
    p = pass_open(q, p, '[', ']', &more);
    while (p && more) {
        p = pass_scalar(q, p);
        if (p) p = pass_comma(q, p, ']', &more);
    }
    return p;
}

/* An object that is kept as its text without white space. Mostly it holds a few texts and numbers, and lists of them. */
static const char *take_attributes(ent_quick *q, const char *p, ent_piece *out) {
    enum { MOST = 16 };
    ent_piece names[MOST];
    size_t count = 0, length;
    bool more;
    const char *start = p;
    p = pass_open(q, p, '{', '}', &more);
    for (; p && more; count++) {
        if (count == MOST) return NULL;
        p = take_text(q, p, &names[count]);
        if (p) p = pass_colon(q, p);
        if (!p || is_twice(names, count, 1)) return NULL;
        p = *p == '[' ? pass_scalars(q, p) : pass_scalar(q, p);
        if (p) p = pass_comma(q, p, '}', &more);
    }
    if (!p || (length = (size_t)(p - start)) > sizeof q->scratch - q->used) return NULL;
    out->text = q->scratch + q->used;
    out->length = ent_compact(start, length, q->scratch + q->used);
    q->used += out->length;
    return p;
}

static const char *take_object(ent_quick *q, unsigned which, const char *p, void *record);

static const char *take_evidence(ent_quick *q, const char *p, ent_quick_relation *relation) {
    bool more;
    relation->evidence = &q->evidence[q->evidence_count];
    p = pass_open(q, p, '[', ']', &more);
    for (; p && more; relation->evidence_count++) {
        if (q->evidence_count == ENT_QUICK_EVIDENCE) return NULL;
        ent_quick_evidence *evidence = &q->evidence[q->evidence_count++];
        memset(evidence, 0, sizeof *evidence);
        p = take_object(q, EVIDENCE_SHAPE, p, evidence);
        if (p) p = pass_comma(q, p, ']', &more);
    }
    return p;
}

static const char *take_value(ent_quick *q, const member *m, const char *p, void *record) {
    void *field = (char *)record + m->offset;
    if (*p == 'n') return memcmp(p, "null", 4) == 0 ? p + 4 : NULL; /* as if it were absent */
    switch ((member_type)m->type) {
    case TEXT:
        return take_text(q, p, field);
    case NUMBER:
        return take_number(p, field);
    case SIGN:
        return take_sign(p, record);
    case STATUS:
        return take_status(q, p, record);
    case TEXTS:
        return take_texts(q, p, field);
    case PAIRS:
        return take_pairs(q, p, field);
    case OBJECT:
        return take_attributes(q, p, field);
    case EVIDENCE:
        return take_evidence(q, p, record);
    }
    return NULL;
}

/* Number of the member whose name stands at p; the shape's count: none. */
static unsigned search_member(ent_quick_order *order, const shape *s, unsigned before, const char *p) {
    for (unsigned i = 0; i < s->count; i++) {
        if (!ent_name_at(p, s->members[i].name, ENT_NAME_MASK(s->members[i].length))) continue;
        order->after[before] = (uint8_t)i;
        return i;
    }
    return s->count;
}

/* The object at p into a record that is cleared. A member is first looked for where it was after the one before it. */
static const char *take_object(ent_quick *q, unsigned which, const char *p, void *record) {
    const shape *s = &shapes[which];
    ent_quick_order *order = &q->orders[which];
    unsigned found = s->count;
    uint32_t seen = 0;
    if (*p != '{') return NULL;
    p = pass_space(q, p + 1);
    if (*p == '}') return p + 1;
    for (;;) {
        unsigned before = found;
        found = order->after[before];
        const member *m = &s->members[found];
        bool usual = ent_name_at(p, m->name, m->mask);
        if (usual) {
            p += m->usual;
        } else {
            found = search_member(order, s, before, p);
            if (found == s->count) return NULL;
            m = &s->members[found];
            p = pass_colon(q, p + m->length);
            if (!p) return NULL;
        }
        if (seen >> found & 1) return NULL;
        seen |= UINT32_C(1) << found;
        if (usual && m->type == TEXT)
            p = take_inside(q, p, (ent_piece *)(void *)((char *)record + m->offset));
        else
            p = take_value(q, m, p, record);
        if (!p) return NULL;
        if (memcmp(p, ", \"", 3) == 0) { /* as most are written */
            p += 2;
            continue;
        }
        p = pass_space(q, p);
        if (*p == '}') return p + 1;
        if (*p != ',') return NULL;
        p = pass_space(q, p + 1);
    }
}

/* ---- records ---- */

void ent_quick_begin(ent_quick *q) {
    q->count = q->piece_count = q->evidence_count = q->used = 0;
}

/* Member by member: clearing the whole at once takes longer than all else that is done for a short record. */
static void clear_relation(ent_quick_relation *r) {
    const ent_piece none = {NULL, 0};
    r->id = r->type = r->source = r->target = r->date = r->said_by = r->note = r->attributes = none;
    r->weight = r->confidence = (double)NAN;
    r->sign = 0;
    r->status = ENT_ASSERTED;
    r->has_sign = r->has_status = false;
    r->areas = (ent_pieces){NULL, 0};
    r->evidence_count = 0;
    r->evidence = NULL;
}

/* Into the next place of the batch, which it does not yet fill for good. */
static const char *parse(ent_quick *q, ent_record_kind kind, const char *text) {
    ent_quick_record *record = &q->records[q->count];
    if (kind == ENT_RECORD_RELATION)
        clear_relation(&record->as.relation);
    else
        memset(&record->as, 0, kind == ENT_RECORD_ENTITY ? sizeof record->as.entity : sizeof record->as.document);
    record->kind = kind;
    record->text = text;
    q->broken_line = false;
    q->inner = 0;
    record->end = take_object(q, kind, text, &record->as);
    record->columns = record->end && !q->broken_line ? (size_t)(record->end - text) - q->inner : 0;
    return record->end;
}

/* What a record that was not taken has left behind in the scratch space stays there until the batch begins anew. */
static const char *keep(ent_quick *q, const char *end) {
    if (end) q->count++;
    return end;
}

const char *ent_quick_parse(ent_quick *q, ent_record_kind kind, const char *text) {
    return q->count < ENT_QUICK_RECORDS ? keep(q, parse(q, kind, text)) : NULL;
}

/* Whether the members that were met tell the kind of a record: "id" alone, or with a date, does not. */
static bool tells_kind(const ent_quick_record *record) {
    const ent_quick_document *d = &record->as.document;
    const ent_quick_entity *e = &record->as.entity;
    if (record->kind == ENT_RECORD_RELATION) return record->as.relation.source.text || record->as.relation.target.text;
    if (record->kind == ENT_RECORD_ENTITY)
        return e->kind.text || e->name.text || e->role.text || e->short_name.text || e->names.at || e->aliases.at ||
               e->identifiers.at;
    return d->title.text || d->publisher.text || d->author.text || d->url.text || d->language.text;
}

const char *ent_quick_parse_line(ent_quick *q, const char *text) {
    static const ent_record_kind kinds[] = {ENT_RECORD_DOCUMENT, ENT_RECORD_ENTITY, ENT_RECORD_RELATION};
    if (q->count == ENT_QUICK_RECORDS) return NULL;
    const char *end = parse(q, q->last, text); /* records of a kind mostly come together */
    bool told = end && tells_kind(&q->records[q->count]);
    for (size_t i = 0; !told && i < sizeof kinds / sizeof *kinds; i++) {
        end = parse(q, kinds[i], text);
        told = end && tells_kind(&q->records[q->count]);
        if (told) q->last = kinds[i];
    }
    return told ? keep(q, end) : NULL;
}

void ent_quick_expect(ent_quick *q, const ent_builder *builder) {
    ent_quick_relation *relations[ENT_QUICK_RECORDS];
    size_t count = 0;
    for (size_t i = 0; i < q->count; i++)
        if (q->records[i].kind == ENT_RECORD_RELATION) relations[count++] = &q->records[i].as.relation;
    ent_builder_quick_expect(builder, relations, count);
}

ent_status ent_quick_add(ent_quick *q, ent_quick_record *record, ent_builder *builder, ent_place place, bool *taken,
                         ent_error *err) {
    switch (record->kind) {
    case ENT_RECORD_DOCUMENT:
        record->as.document.place = place;
        return ent_builder_quick_document(builder, &record->as.document, taken, err);
    case ENT_RECORD_ENTITY:
        record->as.entity.place = place;
        return ent_builder_quick_entity(builder, &record->as.entity, taken, err);
    default:
        record->as.relation.place = place;
        return ent_builder_quick_relation(builder, &q->memory, &record->as.relation, taken, err);
    }
}
