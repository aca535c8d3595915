/* Packed graphs against forgery: the input is a list of changes to a packed graph (a place in four bytes, then a byte), whose
 * check sums are made to fit. Whatever comes of it is refused or taken; nothing outside of it is read. */
#include "packed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static packed base;

static void change(packed p, const uint8_t *data, size_t size) {
    for (; size >= 5; size -= 5, data += 5) {
        uint32_t place;
        memcpy(&place, data, sizeof place);
        p.data[place % p.size] = (char)data[4];
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!base.data) base = packed_make();
    packed p = {aligned_alloc(16, (base.size + 15) / 16 * 16), base.size};
    packed_demand(p.data != NULL, "no memory");
    memcpy(p.data, base.data, base.size);
    change(p, data, size);
    packed_forge(p);
    ent_graph *graph = NULL;
    ent_error err = {0};
    const ent_status status = ent_graph_open_memory(p.data, p.size, "forged", &graph, &err);
    packed_demand(status == ENT_OK || (status == ENT_BAD_INPUT && err.message[0]),
                  "a status that does not belong to data");
    if (status == ENT_OK) ent_free(packed_walk(graph, true));
    ent_graph_free(graph);
    free(p.data);
    return 0;
}

#include "fuzz/replay.h"
