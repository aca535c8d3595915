/* read/frame.c - see frame.h. */
#include "read/frame.h"

#include <stdlib.h>
#include <string.h>

#include "read/bytes.h"

enum { AT_TOP, IN_DOCUMENT, IN_LIST, AT_END };

static const size_t default_block = 256 * 1024;
static const size_t default_largest = (size_t)1 << 30;
static const size_t tick_every = 1 << 20;

ent_status ent_framer_init(ent_framer *f, ent_source *source, const char *head, size_t head_length,
                           const char *const *lists, size_t list_count, const ent_monitor *monitor, ent_error *err) {
    memset(f, 0, sizeof *f);
    f->capacity = head_length > default_block ? head_length : default_block;
    f->data = malloc(f->capacity + ENT_BYTES_PAD);
    if (!f->data) return ent_fail_memory(err);
    if (head_length) memcpy(f->data, head, head_length);
    memset(f->data + head_length, 0, ENT_BYTES_PAD);
    f->source = source;
    f->lists = lists;
    f->list_count = list_count;
    f->monitor = monitor;
    f->block = default_block;
    f->largest = default_largest;
    f->mark_line = f->mark_column = 1;
    f->list = -1;
    f->new_line = true;
    f->scan.text = f->data;
    f->scan.end = head_length;
    return ENT_OK;
}

void ent_framer_clear(ent_framer *f) {
    free(f->data);
    f->data = NULL;
}

/* ---- places ---- */

static void count_places(const char *text, size_t length, size_t *line, size_t *column) {
    const char *p = text, *end = text + length, *next;
    while ((next = memchr(p, '\n', (size_t)(end - p)))) {
        ++*line;
        *column = 1;
        p = next + 1;
    }
    *column += ent_columns(p, (size_t)(end - p));
}

static ent_place make_place(size_t line, size_t column) {
    return (ent_place){.line = line > UINT32_MAX ? UINT32_MAX : (uint32_t)line,
                       .column = column > UINT32_MAX ? UINT32_MAX : (uint32_t)column};
}

ent_place ent_place_in(ent_place start, const char *text, size_t offset) {
    size_t line = start.line, column = start.column;
    count_places(text, offset, &line, &column);
    return make_place(line, column);
}

static const char *text_at(const ent_framer *f, size_t offset) {
    return f->data + (offset - f->scan.base);
}

/* Count up to offset for good: nothing before it is asked for again. */
static ent_place advance_mark(ent_framer *f, size_t offset) {
    if (offset > f->mark) {
        count_places(text_at(f, f->mark), offset - f->mark, &f->mark_line, &f->mark_column);
        f->mark = offset;
    }
    return make_place(f->mark_line, f->mark_column);
}

static ent_place place_of(const ent_framer *f, size_t offset) {
    size_t line = f->mark_line, column = f->mark_column;
    count_places(text_at(f, f->mark), offset - f->mark, &line, &column);
    return make_place(line, column);
}

/* ---- input ---- */

/* Drop what is not kept and read one block more. */
static ent_status refill(ent_framer *f, ent_error *err) {
    ent_scan *s = &f->scan;
    advance_mark(f, f->keep);
    size_t used = s->end - f->keep;
    memmove(f->data, text_at(f, f->keep), used);
    s->base = f->keep;
    if (f->capacity - used < f->block) {
        size_t wanted = f->capacity * 2 > used + f->block ? f->capacity * 2 : used + f->block;
        char *grown = realloc(f->data, wanted + ENT_BYTES_PAD);
        if (!grown) return ent_fail_memory(err);
        f->data = grown;
        f->capacity = wanted;
    }
    s->text = f->data;
    size_t got;
    ent_status status = ent_source_read(f->source, f->data + used, f->block, &got, err);
    if (status != ENT_OK) return status;
    memset(f->data + used + got, 0, ENT_BYTES_PAD);
    s->end += got;
    s->final = got == 0;
    if (s->end - f->ticked < tick_every) return ENT_OK;
    f->ticked = s->end;
    uint64_t total, done = ent_source_position(f->source, &total);
    status = ent_memory_foresee(&f->outlook, done, total, "the rest of the file", "", err);
    return status ? status : ent_monitor_tick(f->monitor, "reading", done, total, err);
}

/* The next token, with as much input as it takes. */
static ent_status next_token(ent_framer *f, ent_token *out, ent_error *err) {
    while ((*out = ent_scan_next(&f->scan)) == ENT_TOKEN_MORE) {
        if (f->scan.end - f->keep >= f->largest) {
            ent_fault *fault = &f->scan.fault;
            fault->rule = "record-size";
            fault->remedy = "split it into several records";
            fault->at = f->in_value ? f->value : f->scan.at;
            strcpy(fault->message, "a single record is too large to be read");
            f->where = AT_END;
            f->broken = true;
            *out = ENT_TOKEN_FAULT;
            return ENT_OK;
        }
        ent_status status = refill(f, err);
        if (status != ENT_OK) return status;
    }
    return ENT_OK;
}

/* Tokens up to the end of the value that began with *token. */
static ent_status finish_value(ent_framer *f, unsigned depth, ent_token *token, ent_error *err) {
    ent_status status = ENT_OK;
    while (status == ENT_OK && *token != ENT_TOKEN_FAULT && f->scan.depth > depth) status = next_token(f, token, err);
    return status;
}

/* ---- going on after a fault ---- */

/* The byte at scan.at, or -1 at the end. Nothing before it is kept. */
static ent_status peek(ent_framer *f, int *out, ent_error *err) {
    while (f->scan.at == f->scan.end && !f->scan.final) {
        f->keep = f->scan.at;
        ent_status status = refill(f, err);
        if (status != ENT_OK) return status;
    }
    *out = f->scan.at == f->scan.end ? -1 : (unsigned char)*text_at(f, f->scan.at);
    return ENT_OK;
}

static void give_up(ent_framer *f) {
    f->where = AT_END;
    f->broken = true;
}

/* Whether the first line of the value reads like a whole record, not like the beginning of a document on many lines. */
static ent_status looks_like_lines(ent_framer *f, bool *out, ent_error *err) {
    enum { FAR = 1 << 16 }; /* a line that long is no beginning of a document on many */
    const char *p, *stop;
    *out = true;
    if (f->values > 1) return ENT_OK;
    for (;;) {
        size_t length = f->scan.end - f->value;
        p = text_at(f, f->value);
        stop = memchr(p, '\n', length < FAR ? length : FAR);
        if (stop || f->scan.final || length >= FAR) break;
        ent_status status = refill(f, err);
        if (status != ENT_OK) return status;
    }
    if (!stop) return ENT_OK;
    while (stop > p && strchr(" \t\r", stop[-1])) stop--;
    *out = stop > p && !strchr("{[,:", stop[-1]);
    return ENT_OK;
}

/* At the top we go on with a later line. A fault on the line where the record began is taken to be that line's; one on
 * a later line may mean that the record never ended, and any line that begins an object since can be the next one. */
static ent_status resync_lines(ent_framer *f, ent_error *err) {
    bool lines;
    ent_status status = looks_like_lines(f, &lines, err);
    if (status != ENT_OK) return status;
    if (!lines) {
        give_up(f);
        return ENT_OK;
    }
    size_t fault_at = f->scan.fault.at;
    bool same_line = !memchr(text_at(f, f->value), '\n', fault_at - f->value);
    f->scan.at = same_line ? fault_at : f->value;
    for (int c, before = 0;; before = c, f->scan.at++) {
        status = peek(f, &c, err);
        if (status != ENT_OK) return status;
        if (c < 0 || (before == '\n' && (same_line ? !strchr(" \t\r\n}],", c) : c == '{'))) break;
    }
    f->new_line = true;
    f->keep = f->scan.at;
    return ENT_OK;
}

/* Pass a string without looking at what it holds; false when it has no end on its line. */
static ent_status pass_string(ent_framer *f, bool *good, ent_error *err) {
    int c = 0;
    for (f->scan.at++;; f->scan.at++) {
        bool escaped = c == '\\';
        ent_status status = peek(f, &c, err);
        if (status != ENT_OK) return status;
        *good = c == '"' && !escaped;
        if (c < 0 || c == '\n' || *good) return ENT_OK;
        if (escaped) c = 0;
    }
}

/* One step of resync_document. *done: the value that held the fault is over. False: its brackets do not match. */
static bool step_over(ent_scan *s, int c, unsigned depth, bool *done) {
    bool object = ent_scan_in_object(s);
    if (c == ',') *done = s->depth == depth;
    if (c == '}' || c == ']') {
        if (object != (c == '}')) return false;
        *done = s->depth == depth;
        if (!*done) s->depth--;
    }
    if (c == '{' || c == '[') {
        if (s->depth == ENT_SCAN_DEPTH) return false;
        uint64_t bit = UINT64_C(1) << (s->depth % 64), *word = &s->nest[s->depth / 64];
        *word = c == '{' ? *word | bit : *word & ~bit;
        s->depth++;
    }
    return true;
}

/* Within a document we go on after the member or element that holds the fault, when its brackets and quotes match. */
static ent_status resync_document(ent_framer *f, unsigned depth, ent_error *err) {
    bool done = false, good = true;
    while (good) {
        int c;
        ent_status status = peek(f, &c, err);
        if (status != ENT_OK) return status;
        if (c == '"') {
            status = pass_string(f, &good, err);
            if (status != ENT_OK) return status;
        } else {
            good = c >= 0 && step_over(&f->scan, c, depth, &done);
        }
        if (done || !good) break;
        f->scan.at++;
    }
    f->scan.expect = ENT_EXPECT_COMMA;
    if (f->where == IN_LIST) f->index++;
    if (!good) give_up(f);
    return ENT_OK;
}

static unsigned list_depth(const ent_framer *f) {
    return f->list < 0 ? 1 : 2;
}

static ent_status resync(ent_framer *f, ent_error *err) {
    f->resync = false;
    f->in_value = false;
    if (f->where == AT_TOP) return resync_lines(f, err);
    return resync_document(f, f->where == IN_LIST ? list_depth(f) : 1, err);
}

/* ---- frames ---- */

static void fill(ent_framer *f, ent_frame *out, ent_frame_kind kind) {
    memset(out, 0, sizeof *out);
    out->kind = kind;
    out->list = -1;
    if (kind == ENT_FRAME_MEMBER) {
        out->key_place = advance_mark(f, f->key);
        out->key = text_at(f, f->key);
        out->key_length = f->key_length;
    }
    size_t odd_at = f->scan.odd.at;
    if (f->scan.odd.rule) {
        out->fault = &f->scan.odd;
        out->fault_place = place_of(f, odd_at);
        out->fault_offset = odd_at > f->value ? odd_at - f->value : 0;
    }
    out->place = advance_mark(f, f->value);
    out->text = text_at(f, f->value);
    out->length = f->scan.at - f->value;
    f->in_value = false;
}

static void fill_fault(ent_framer *f, ent_frame *out, ent_frame_kind part) {
    memset(out, 0, sizeof *out);
    const ent_fault *fault = &f->scan.fault;
    out->kind = ENT_FRAME_FAULT;
    out->fault = fault;
    out->part = f->in_value ? part : ENT_FRAME_END;
    out->list = f->list;
    out->in_list = part == ENT_FRAME_ELEMENT;
    out->index = f->index;
    if (part == ENT_FRAME_MEMBER && f->in_value) {
        out->key_place = advance_mark(f, f->key);
        out->key = text_at(f, f->key);
        out->key_length = f->key_length;
    }
    size_t from = f->in_value ? f->value : fault->at;
    if (f->in_value) out->place = advance_mark(f, from);
    out->fault_place = place_of(f, fault->at);
    if (!f->in_value) out->place = out->fault_place;
    out->text = text_at(f, from);
    out->length = f->scan.end - from;
    out->fault_offset = fault->at - from;
    f->resync = f->where != AT_END;
}

static void begin_value(ent_framer *f) {
    f->value = f->scan.token;
    f->in_value = true;
}

static int list_named(const ent_framer *f, size_t key, size_t length) {
    const char *text = text_at(f, key);
    for (size_t i = 0; i < f->list_count; i++)
        if (strlen(f->lists[i]) == length - 2 && memcmp(text + 1, f->lists[i], length - 2) == 0) return (int)i;
    return -1;
}

/* Back to the beginning of the object at f->value, which turned out to be a document. */
static void open_document(ent_framer *f, ent_frame *out) {
    fill(f, out, ENT_FRAME_OPEN);
    out->fault = NULL;
    ent_scan_begin_value(&f->scan);
    f->scan.at = f->value;
    ent_scan_next(&f->scan);
    f->where = IN_DOCUMENT;
    f->keep = f->scan.at;
}

/* An object at the top: a record, unless a member that names a list turns up. */
static ent_status top_object(ent_framer *f, ent_frame *out, ent_error *err) {
    ent_scan *s = &f->scan;
    int list = -1;
    while (s->depth > 0) {
        ent_token token;
        ent_status status = next_token(f, &token, err);
        if (status != ENT_OK) return status;
        if (token == ENT_TOKEN_FAULT) {
            fill_fault(f, out, ENT_FRAME_RECORD);
            return ENT_OK;
        }
        if (s->depth == 1 && token == ENT_TOKEN_KEY) list = list_named(f, s->token, s->at - s->token);
        if (s->depth == 2 && token == ENT_TOKEN_OPEN_LIST && list >= 0) {
            open_document(f, out);
            return ENT_OK;
        }
        if (s->depth == 1 && token != ENT_TOKEN_KEY) list = -1;
    }
    f->new_line = false;
    fill(f, out, ENT_FRAME_RECORD);
    return ENT_OK;
}

/* White space between values at the top. */
static ent_status pass_space(ent_framer *f, int *c, ent_error *err) {
    for (;; f->scan.at++) {
        ent_status status = peek(f, c, err);
        if (status != ENT_OK) return status;
        if (*c == '\n') f->new_line = true;
        if (*c < 0 || !strchr(" \t\r\n", *c) || *c == 0) return ENT_OK;
    }
}

static ent_status next_at_top(ent_framer *f, ent_frame *out, ent_error *err) {
    int c;
    ent_status status = pass_space(f, &c, err);
    if (status != ENT_OK) return status;
    f->keep = f->value = f->scan.at;
    if (c < 0) {
        fill(f, out, ENT_FRAME_END);
        f->where = AT_END;
        return ENT_OK;
    }
    f->values++;
    if (!f->new_line) {
        while (ent_scan_fault(&f->scan, f->scan.at, "json-syntax", "the end of the line",
                              "put one value on a line, or one in a file") == ENT_TOKEN_MORE) {
            status = refill(f, err);
            if (status != ENT_OK) return status;
        }
        fill_fault(f, out, ENT_FRAME_RECORD);
        return ENT_OK;
    }
    ent_scan_begin_value(&f->scan);
    f->in_value = true;
    ent_token token;
    status = next_token(f, &token, err);
    if (status != ENT_OK) return status;
    if (token == ENT_TOKEN_OPEN_OBJECT) return top_object(f, out, err);
    if (token == ENT_TOKEN_FAULT) {
        fill_fault(f, out, ENT_FRAME_RECORD);
        return ENT_OK;
    }
    f->new_line = false;
    fill(f, out, token == ENT_TOKEN_OPEN_LIST ? ENT_FRAME_OPEN : ENT_FRAME_RECORD);
    if (token != ENT_TOKEN_OPEN_LIST) return ENT_OK;
    out->is_list = true;
    f->where = IN_LIST;
    f->list = -1;
    f->index = 0;
    return ENT_OK;
}

/* A closing bracket that ends the document or the list at the top. */
static void close_top(ent_framer *f, ent_frame *out) {
    f->where = AT_TOP;
    f->new_line = false;
    f->value = f->scan.token;
    fill(f, out, ENT_FRAME_CLOSE);
}

static ent_status next_in_document(ent_framer *f, ent_frame *out, ent_error *err) {
    ent_token token;
    f->keep = f->scan.at;
    ent_status status = next_token(f, &token, err);
    if (status == ENT_OK && token == ENT_TOKEN_CLOSE_OBJECT) {
        close_top(f, out);
        return ENT_OK;
    }
    if (status == ENT_OK && token == ENT_TOKEN_KEY) {
        f->keep = f->key = f->scan.token;
        f->key_length = f->scan.at - f->key;
        status = next_token(f, &token, err);
        if (status == ENT_OK && token != ENT_TOKEN_FAULT) {
            begin_value(f);
            int list = token == ENT_TOKEN_OPEN_LIST ? list_named(f, f->key, f->key_length) : -1;
            if (list >= 0) {
                fill(f, out, ENT_FRAME_MEMBER);
                out->list = f->list = list;
                f->index = 0;
                f->where = IN_LIST;
                return ENT_OK;
            }
            status = finish_value(f, 1, &token, err);
        } else if (status == ENT_OK && f->scan.expect == ENT_EXPECT_VALUE) {
            begin_value(f); /* the value itself is what is wrong */
        }
    }
    if (status != ENT_OK) return status;
    if (token == ENT_TOKEN_FAULT)
        fill_fault(f, out, ENT_FRAME_MEMBER);
    else
        fill(f, out, ENT_FRAME_MEMBER);
    return ENT_OK;
}

static ent_status next_in_list(ent_framer *f, ent_frame *out, ent_error *err) {
    ent_token token;
    unsigned depth = list_depth(f);
    f->keep = f->scan.at;
    ent_status status = next_token(f, &token, err);
    if (status != ENT_OK) return status;
    if (token == ENT_TOKEN_CLOSE_LIST && f->scan.depth < depth) {
        if (f->list < 0) {
            close_top(f, out);
            return ENT_OK;
        }
        f->where = IN_DOCUMENT;
        f->list = -1;
        return next_in_document(f, out, err);
    }
    bool begun = token != ENT_TOKEN_FAULT || (f->scan.expect != ENT_EXPECT_COMMA && f->scan.at < f->scan.end);
    if (begun) {
        begin_value(f);
        f->keep = f->value;
        status = finish_value(f, depth, &token, err);
        if (status != ENT_OK) return status;
    }
    if (token == ENT_TOKEN_FAULT) {
        fill_fault(f, out, ENT_FRAME_ELEMENT);
        return ENT_OK;
    }
    fill(f, out, ENT_FRAME_ELEMENT);
    out->list = f->list;
    out->index = f->index++;
    out->place.index = (uint32_t)out->index;
    return ENT_OK;
}

/* ---- records taken by somebody else ---- */

static const char *pass_blanks(const char *p, bool *new_line) {
    for (; *p == ' ' || *p == '\n' || *p == '\r' || *p == '\t'; p++) *new_line |= *p == '\n';
    return p;
}

const char *ent_framer_ahead(const ent_framer *f, const char *behind) {
    bool new_line = !behind && f->new_line, comma = behind || f->scan.expect == ENT_EXPECT_COMMA;
    if (behind && behind[0] == (f->where == AT_TOP ? '\n' : ',')) { /* mostly */
        const char *next = behind + 1 + (behind[1] == ' ' || behind[1] == '\n');
        if (*next == '{') return next;
    }
    if (f->resync || f->where == AT_END || f->where == IN_DOCUMENT) return NULL;
    const char *p = pass_blanks(behind ? behind : text_at(f, f->scan.at), &new_line);
    if (f->where == IN_LIST && comma) {
        if (*p != ',') return NULL;
        p = pass_blanks(p + 1, &new_line);
    }
    return *p == '{' && (new_line || f->where == IN_LIST) ? p : NULL;
}

/* Over what may stand between two records: blanks, line breaks and a comma, of a byte each. */
static void mark_gap(ent_framer *f, const char *text) {
    for (const char *p = text_at(f, f->mark); p < text; p++) {
        f->mark_column = *p == '\n' ? 1 : f->mark_column + 1;
        f->mark_line += *p == '\n';
    }
    f->mark = f->scan.base + (size_t)(text - f->data);
}

ent_place ent_framer_place(ent_framer *f, const char *text) {
    if (f->mark == f->scan.at)
        mark_gap(f, text);
    else
        advance_mark(f, f->scan.base + (size_t)(text - f->data));
    ent_place place = make_place(f->mark_line, f->mark_column);
    if (f->where == IN_LIST) place.index = (uint32_t)f->index;
    return place;
}

void ent_framer_take(ent_framer *f, const char *end, size_t columns) {
    f->scan.at = f->scan.base + (size_t)(end - f->data);
    if (columns) {
        f->mark = f->scan.at;
        f->mark_column += columns;
    }
    f->scan.expect = ENT_EXPECT_COMMA;
    f->new_line = false;
    if (f->where == IN_LIST)
        f->index++;
    else
        f->values++;
}

ent_status ent_framer_next(ent_framer *f, ent_frame *out, ent_error *err) {
    f->scan.odd.rule = NULL;
    if (f->resync) {
        ent_status status = resync(f, err);
        if (status != ENT_OK) return status;
    }
    switch (f->where) {
    case AT_TOP:
        return next_at_top(f, out, err);
    case IN_DOCUMENT:
        return next_in_document(f, out, err);
    case IN_LIST:
        return next_in_list(f, out, err);
    default:
        f->value = f->keep = f->scan.at;
        fill(f, out, ENT_FRAME_END);
        return ENT_OK;
    }
}
