/* read/json.c - the reader of entente's own format: one document, or JSON Lines. Frames in, builder calls out. */
#include <stdlib.h>
#include <string.h>

#include "read/frame.h"
#include "read/locate.h"
#include "read/quick.h"
#include "read/reader.h"
#include "read/record.h"

typedef enum ent_form { FORM_UNKNOWN, FORM_LINES, FORM_DOCUMENT } ent_form;

typedef struct reading {
    ent_session *session;
    const ent_input *input;
    ent_framer framer;
    ent_decoder decoder;
    ent_quick *quick; /* NULL: every record goes the slow way */
    size_t ahead;     /* records that are read before the first of them is added */
    ent_form form;
    bool skip;     /* until the list at the top closes */
    bool stop;     /* nothing more of this file makes sense */
    ent_pool seen; /* names of the head at hand */
    char *title;
    ent_buffer extra; /* members of the head that are not known */
    ent_buffer prefix;
    bool has_format;
    ent_place opened; /* where the document began */
} reading;

static void report(reading *r, ent_severity severity, const char *rule, ent_place place, const char *pointer,
                   const char *message, const char *remedy) {
    ent_report_add(r->session->report, severity, rule, place, pointer, message, remedy);
}

static ent_status begin_form(reading *r, ent_form form, ent_error *err) {
    if (r->form == form && form == FORM_LINES) return ENT_OK;
    r->form = form;
    return ent_builder_begin_file(r->session->builder, r->input->name, form == FORM_DOCUMENT, err);
}

/* ---- the head: members of a document beside its lists ---- */

static const char *const head_names[] = {"format", "title", "documents", "entities", "relations"};

static ent_status head_format(reading *r, const ent_record_text *value, const char *text) {
    r->has_format = true;
    if (text && strcmp(text, "entente/1") == 0) return ENT_OK;
    report(r, ENT_SEVERITY_ERROR, "unknown-format", value->place, value->prefix, "this format is not known here",
           "the format is \"entente/1\"");
    return ENT_OK;
}

static ent_status head_title(reading *r, const ent_record_text *value, const char *text, ent_error *err) {
    if (value->text[0] == 'n') return ENT_OK; /* null */
    if (!text) {
        report(r, ENT_SEVERITY_ERROR, "wrong-type", value->place, value->prefix, "the title is no text",
               "give a text in double quotes");
        return ENT_OK;
    }
    r->title = ent_strdup(text);
    return r->title ? ENT_OK : ent_fail_memory(err);
}

static ent_status head_unknown(reading *r, const ent_record_text *value, const char *name, const char *key,
                               size_t key_length, ent_place key_place, ent_error *err) {
    ent_decoder *d = &r->decoder;
    ent_record_text at = {value->text, value->length, key_place, value->prefix};
    d->record = &at;
    ent_status status = ent_decoder_unknown(d, name, 0, head_names, sizeof head_names / sizeof *head_names, err);
    bool found = false;
    size_t offset = 0;
    if (status == ENT_OK) status = ent_twice_find(&d->twice, value->text, value->length, &found, &offset, err);
    d->record = value;
    if (status == ENT_OK && found)
        ent_decoder_report(d, ENT_SEVERITY_ERROR, "duplicate-key", offset, "keep one of the two",
                           "a name stands twice in one object");
    if (status != ENT_OK) return status;
    char *compact = malloc(value->length + 1);
    if (!compact) return ent_fail_memory(err);
    ent_buffer_char(&r->extra, r->extra.length ? ',' : '{');
    ent_buffer_bytes(&r->extra, key, key_length);
    ent_buffer_char(&r->extra, ':');
    ent_buffer_bytes(&r->extra, compact, ent_compact(value->text, value->length, compact));
    free(compact);
    return r->extra.failed ? ent_fail_memory(err) : ENT_OK;
}

/* The text between quotes, decoded; NULL and *status ENT_OK when the value is no text. */
static char *decoded(const char *text, size_t length, ent_status *status, ent_error *err) {
    if (*status != ENT_OK || text[0] != '"') return NULL;
    char *out = malloc(length);
    if (out)
        out[ent_scan_decode(text + 1, length - 2, out)] = '\0';
    else
        *status = ent_fail_memory(err);
    return out;
}

/* One member of a head. value->prefix is its pointer; a list whose elements come as frames has no value here. */
static ent_status head_member(reading *r, const char *key, size_t key_length, ent_place key_place,
                              const ent_record_text *value, bool streamed, ent_error *err) {
    ent_status status = ENT_OK;
    bool fresh = false;
    char *name = decoded(key, key_length, &status, err), *text = decoded(value->text, value->length, &status, err);
    if (status == ENT_OK && ent_pool_add(&r->seen, name, &fresh) == UINT32_MAX) status = ent_fail_memory(err);
    if (status == ENT_OK && !fresh) {
        report(r, ENT_SEVERITY_ERROR, "duplicate-key", key_place, value->prefix,
               "this name stands twice in the document", "keep one of the two");
    } else if (status == ENT_OK && strcmp(name, "format") == 0) {
        status = head_format(r, value, text);
    } else if (status == ENT_OK && strcmp(name, "title") == 0) {
        status = head_title(r, value, text, err);
    } else if (status == ENT_OK &&
               (strcmp(name, "documents") == 0 || strcmp(name, "entities") == 0 || strcmp(name, "relations") == 0)) {
        if (!streamed && value->text[0] != 'n') {
            report(r, ENT_SEVERITY_ERROR, "wrong-type", value->place, value->prefix, "a list of objects belongs here",
                   "give a list of objects: [{\"id\": ...}, ...]");
            r->session->report->incomplete = true;
        }
    } else if (status == ENT_OK) {
        status = head_unknown(r, value, name, key, key_length, key_place, err);
    }
    free(name);
    free(text);
    return status;
}

static ent_status head_done(reading *r, ent_error *err) {
    if (!r->has_format && r->form == FORM_DOCUMENT)
        report(r, ENT_SEVERITY_WARNING, "missing-format", r->opened, "", "the document does not say its format",
               "add \"format\": \"entente/1\"");
    if (r->extra.length) ent_buffer_char(&r->extra, '}');
    ent_status status = r->extra.failed ? ent_fail_memory(err) : ENT_OK;
    if (status == ENT_OK)
        status = ent_builder_set_head(r->session->builder, r->title, r->extra.length ? r->extra.data : NULL, err);
    free(r->title);
    r->title = NULL;
    r->extra.length = 0;
    r->has_format = false;
    ent_pool_clear(&r->seen);
    return status;
}

static ent_status member_frame(reading *r, const ent_frame *frame, ent_error *err) {
    r->prefix.length = 0;
    ent_locate_name(frame->key, frame->key_length, &r->prefix);
    if (r->prefix.failed) return ent_fail_memory(err);
    ent_record_text value = {frame->text, frame->length, frame->place, r->prefix.data};
    return head_member(r, frame->key, frame->key_length, frame->key_place, &value, frame->list >= 0, err);
}

/* A head that is a line of its own, or a document without lists. */
static ent_status head_record(reading *r, const ent_frame *frame, ent_error *err) {
    ent_scan s;
    ent_scan_init(&s, frame->text, frame->length);
    ent_scan_next(&s);
    ent_status status = ENT_OK;
    r->opened = frame->place;
    while (status == ENT_OK && ent_scan_next(&s) == ENT_TOKEN_KEY) {
        const char *key = frame->text + s.token;
        size_t key_length = s.at - s.token;
        ent_place key_place = ent_place_in(frame->place, frame->text, s.token);
        ent_token token = ent_scan_next(&s);
        size_t begin = s.token;
        ent_scan_skip(&s, token, 1);
        r->prefix.length = 0;
        ent_locate_name(key, key_length, &r->prefix);
        if (r->prefix.failed) return ent_fail_memory(err);
        ent_record_text value = {frame->text + begin, s.at - begin, ent_place_in(frame->place, frame->text, begin),
                                 r->prefix.data};
        status = head_member(r, key, key_length, key_place, &value, false, err);
    }
    return status == ENT_OK ? head_done(r, err) : status;
}

/* ---- frames ---- */

static void mixed(reading *r, const ent_frame *frame) {
    report(r, ENT_SEVERITY_ERROR, "mixed-forms", frame->place, "", "a document and single records in one file",
           "put the document into a file of its own");
    r->stop = r->session->report->incomplete = true;
}

static ent_status line_record(reading *r, const ent_frame *frame, ent_error *err) {
    if (r->form == FORM_DOCUMENT) {
        mixed(r, frame);
        return ENT_OK;
    }
    ent_status status = begin_form(r, FORM_LINES, err);
    if (status != ENT_OK) return status;
    ent_record_kind kind = ent_record_classify(frame->text, frame->length);
    if (kind == ENT_RECORD_HEAD) return head_record(r, frame, err);
    if (kind != ENT_RECORD_UNKNOWN) {
        ent_record_text text = {frame->text, frame->length, frame->place, ""};
        return ent_decoder_add(&r->decoder, &text, kind, err);
    }
    bool object = frame->text[0] == '{';
    report(r, ENT_SEVERITY_ERROR, object ? "unknown-record" : "wrong-type", frame->place, "",
           object ? "this record is no document, entity or relation" : "a record is an object",
           "a relation has 'source' and 'target', an entity 'kind' or 'name', a document 'title' or 'url'");
    r->session->report->incomplete = true;
    return ENT_OK;
}

static ent_status element_frame(reading *r, const ent_frame *frame, ent_error *err) {
    r->prefix.length = 0;
    ent_buffer_format(&r->prefix, "/%s/%zu", ent_document_lists[frame->list], frame->index);
    if (r->prefix.failed) return ent_fail_memory(err);
    ent_record_text text = {frame->text, frame->length, frame->place, r->prefix.data};
    if (frame->text[0] == '{') return ent_decoder_add(&r->decoder, &text, (ent_record_kind)frame->list, err);
    report(r, ENT_SEVERITY_ERROR, "wrong-type", frame->place, r->prefix.data, "a record is an object",
           "write {\"id\": ...}");
    r->session->report->incomplete = true;
    return ENT_OK;
}

static ent_status open_frame(reading *r, const ent_frame *frame, ent_error *err) {
    r->opened = frame->place;
    if (frame->is_list) {
        report(r, ENT_SEVERITY_ERROR, "wrong-type", frame->place, "", "a list stands where a document belongs",
               "write {\"format\": \"entente/1\", \"relations\": [...]}, or one record a line without brackets and "
               "commas");
        r->stop = r->form != FORM_LINES;
        r->skip = r->session->report->incomplete = true;
        return ENT_OK;
    }
    if (r->form == FORM_LINES) {
        mixed(r, frame);
        return ENT_OK;
    }
    return begin_form(r, FORM_DOCUMENT, err);
}

static ent_status take_frame(reading *r, const ent_frame *frame, ent_error *err) {
    if (frame->fault) { /* broken, or valid JSON that cannot be held */
        ent_reader_report_fault(r->session->report, frame, ent_document_lists);
        r->session->report->incomplete = true;
        return ENT_OK;
    }
    if (r->skip) {
        r->skip = frame->kind != ENT_FRAME_CLOSE;
        return ENT_OK;
    }
    switch (frame->kind) {
    case ENT_FRAME_RECORD:
        return line_record(r, frame, err);
    case ENT_FRAME_OPEN:
        return open_frame(r, frame, err);
    case ENT_FRAME_MEMBER:
        return member_frame(r, frame, err);
    case ENT_FRAME_ELEMENT:
        return element_frame(r, frame, err);
    case ENT_FRAME_CLOSE:
        return head_done(r, err);
    default:
        return ENT_OK;
    }
}

/* Records of the usual kind that come next, up to `most`, without adding them. */
static void parse_ahead(reading *r, size_t most) {
    ent_framer *f = &r->framer;
    ent_quick *q = r->quick;
    const char *end = NULL;
    ent_quick_begin(q);
    do {
        const char *text = ent_framer_ahead(f, end);
        if (!text) break;
        end =
            r->form == FORM_LINES ? ent_quick_parse_line(q, text) : ent_quick_parse(q, (ent_record_kind)f->list, text);
    } while (end && q->count < most);
}

/* As many records of the usual kind as come one after the other. They need no look at the form or the list they are in: the
 * frame before them had it. Where one is not taken, the next batch is small, so that little is read twice. */
static ent_status quick_records(reading *r, ent_error *err) {
    ent_framer *f = &r->framer;
    ent_quick *q = r->quick;
    bool taken = q && !r->skip && (r->form == FORM_LINES ? f->list < 0 : r->form == FORM_DOCUMENT && f->list >= 0);
    ent_status status = ENT_OK;
    while (taken && status == ENT_OK) {
        parse_ahead(r, r->ahead);
        if (!q->count) break;
        ent_quick_expect(q, r->session->builder);
        for (size_t i = 0; taken && status == ENT_OK && i < q->count; i++) {
            ent_quick_record *record = &q->records[i];
            ent_place place = ent_framer_place(f, record->text);
            status = ent_quick_add(q, record, r->session->builder, place, &taken, err);
            if (status == ENT_OK && taken) ent_framer_take(f, record->end, record->columns);
        }
        r->ahead = !taken ? 1 : r->ahead * 2 < ENT_QUICK_RECORDS ? r->ahead * 2 : ENT_QUICK_RECORDS;
    }
    return status;
}

static ent_status read_frames(reading *r, ent_error *err) {
    ent_frame frame = {0};
    ent_status status;
    do {
        status = quick_records(r, err);
        if (status == ENT_OK) status = ent_framer_next(&r->framer, &frame, err);
        if (status == ENT_OK) status = take_frame(r, &frame, err);
    } while (status == ENT_OK && frame.kind != ENT_FRAME_END && !r->stop);
    if (status == ENT_OK && r->framer.values == 0)
        report(r, ENT_SEVERITY_ERROR, "empty", frame.place, "", "the file holds no records",
               "an empty document is {\"format\": \"entente/1\"}");
    return status;
}

static ent_status read_json(ent_session *session, const ent_input *input, ent_error *err) {
    int skip = ent_reader_skip_mark(session->report, input->head, input->head_length);
    if (skip < 0) return ENT_OK;
    reading r = {.session = session, .input = input, .ahead = 1};
    r.decoder.builder = session->builder;
    r.decoder.report = session->report;
    r.decoder.strict = session->options->strict;
    ent_status status = ent_framer_init(&r.framer, input->source, input->head + skip, input->head_length - (size_t)skip,
                                        ent_document_lists, 3, session->options->monitor, err);
    if (session->block) r.framer.block = session->block;
    if (status == ENT_OK && !session->slow) {
        r.quick = calloc(1, sizeof *r.quick);
        if (!r.quick) status = ent_fail_memory(err);
    }
    if (status == ENT_OK) status = read_frames(&r, err);
    free(r.quick);
    ent_framer_clear(&r.framer);
    ent_decoder_clear(&r.decoder);
    ent_pool_clear(&r.seen);
    ent_buffer_clear(&r.extra);
    ent_buffer_clear(&r.prefix);
    free(r.title);
    return status;
}

static bool sniff_json(const char *head, size_t length) {
    size_t i = length >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (i < length && head[i] && strchr(" \t\r\n", head[i])) i++;
    return i == length || head[i] == '{' || head[i] == '[';
}

const ent_reader ent_reader_json = {
    "json",
    "entente's own format: one JSON document, or JSON Lines with one record a line",
    ".json .jsonl .ndjson",
    sniff_json,
    read_json,
};
