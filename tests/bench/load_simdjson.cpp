/* tests/bench/load_simdjson.cpp - JSON Lines by simdjson's DOM (parse_many) into the columns that our reader fills:
 * load_simdjson FILE. Built by load.py where simdjson is installed. */
#include <simdjson.h>

#include "load_store.h"

using namespace simdjson;

static store s;

static ent_piece text_of(dom::element value) {
    std::string_view text;
    if (value.get_string().get(text)) return {nullptr, 0};
    return {text.data(), text.size()}; /* it ends with a NUL in simdjson's own buffer */
}

static void take_evidence(dom::element list, ent_quick_relation &r) {
    for (dom::element object : list.get_array()) {
        if (r.evidence_count == STORE_LISTED) break;
        ent_quick_evidence &e = s.evidence[r.evidence_count++];
        e = {};
        for (auto [key, value] : object.get_object()) {
            if (key == "document")
                e.document = text_of(value);
            else if (key == "locator")
                e.locator = text_of(value);
            else if (key == "summary")
                e.summary = text_of(value);
            else if (key == "quote")
                e.quote = text_of(value);
        }
    }
}

static void take_relation(dom::object line) {
    ent_quick_relation r;
    store_begin(&s, &r);
    for (auto [key, value] : line) {
        if (key == "id")
            r.id = text_of(value);
        else if (key == "type")
            r.type = text_of(value);
        else if (key == "source")
            r.source = text_of(value);
        else if (key == "target")
            r.target = text_of(value);
        else if (key == "date")
            r.date = text_of(value);
        else if (key == "status")
            store_status(&r, text_of(value).text);
        else if (key == "confidence")
            r.confidence = value.get_double();
        else if (key == "evidence")
            take_evidence(value, r);
        else if (key == "areas")
            for (dom::element area : value.get_array())
                if (r.areas.count < STORE_LISTED) s.areas[r.areas.count++] = text_of(area);
    }
    store_relation(&s, &r);
}

static void take_entity(dom::object line) {
    ent_quick_entity e = {};
    for (auto [key, value] : line) {
        if (key == "id")
            e.id = text_of(value);
        else if (key == "kind")
            e.kind = text_of(value);
        else if (key == "name")
            e.name = text_of(value);
    }
    store_entity(&s, &e);
}

static void take_document(dom::object line) {
    ent_quick_document d = {};
    for (auto [key, value] : line) {
        if (key == "id")
            d.id = text_of(value);
        else if (key == "title")
            d.title = text_of(value);
        else if (key == "publisher")
            d.publisher = text_of(value);
        else if (key == "date")
            d.date = text_of(value);
        else if (key == "url")
            d.url = text_of(value);
    }
    store_document(&s, &d);
}

/* The second member tells the kinds apart. */
static void take_line(dom::object line) {
    auto second = line.begin();
    ++second;
    if (second.key() == "title")
        take_document(line);
    else if (second.key() == "kind")
        take_entity(line);
    else
        take_relation(line);
}

int main(int argc, char **argv) {
    dom::parser parser;
    dom::document_stream lines;
    if (argc < 2 || parser.load_many(argv[1]).get(lines)) return fputs("usage: load_simdjson FILE\n", stderr), 2;
    store_open(&s);
    for (auto line : lines) take_line(line.get_object());
    store_close(&s);
    return 0;
}
