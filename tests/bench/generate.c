/* tests/bench/generate.c - relations for measuring: generate N [lines|document [ENTITIES]] >FILE
 *
 * The same words give the same bytes. N relations of about 330 bytes each between 50,000 entities, or as many as are asked
 * for (a few are named often, most seldom), N / 4 documents with a URL each, 5 % of the quotes with escapes, a third with
 * text that is not ASCII. With "document" one object with three lists is written instead of JSON Lines.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned entities = 50000;
static uint64_t state = 20220520;

/* splitmix64 */
static uint64_t draw(void) {
    uint64_t z = state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static unsigned below(unsigned n) {
    return (unsigned)(draw() % n);
}

/* Small numbers often, large ones seldom: the product of two draws. */
static unsigned entity(void) {
    return (unsigned)((uint64_t)below(entities) * below(entities) / entities);
}

static const char *const types[] = {"allied_with", "cooperates_with", "trades_with", "visits",
                                    "meets_with",  "objects_to",      "sanctions",   "warns",
                                    "member_of",   "invests_in",      "supports",    "accuses"};
static const char *const areas[] = {"semiconductors", "batteries", "military",  "economic",
                                    "technology",     "cyber",     "diplomatic"};
static const char *const statuses[] = {"asserted", "asserted", "asserted", "planned", "reported"};
static const char *const quotes[] = {
    "the two sides agreed to widen their work on supply chains and to meet again before the end of the year",
    "officials said that the talks were frank and that a joint statement would follow within a few days",
    "양국은 공급망 협력을 강화하기로 합의하였다",
    "ministers signed a memorandum on research, standards and the training of engineers for new plants",
    "die Minister unterzeichneten eine Erklärung über die Zusammenarbeit der Behörden",
    "the spokesman \\\"regretted\\\" the decision\\nand called for a return to the table, as both had promised",
};

static void write_document(unsigned i) {
    printf("{\"id\": \"d%u\", \"title\": \"Report %u\", \"publisher\": \"Press %u\", \"date\": \"20%02u-%02u-%02u\", "
           "\"url\": \"https://press%u.example/world/%u.html\"}",
           i, i, i % 97, 10 + i % 13, 1 + i % 12, 1 + i % 28, i % 97, i);
}

static void write_entity(unsigned i) {
    printf("{\"id\": \"E%u\", \"kind\": \"%s\", \"name\": \"Actor number %u\"}", i, i % 5 ? "organization" : "country",
           i);
}

static void write_relation(unsigned i, unsigned documents) {
    unsigned source = entity(), target = entity(), roll = below(100);
    if (target == source) target = (source + 1) % entities;
    const char *quote = quotes[roll < 5 ? 5 : roll < 38 ? 2 + 2 * (roll & 1) : roll % 2 ? 0 : roll % 4 ? 1 : 3];
    printf(
        "{\"id\": \"r%u\", \"type\": \"%s\", \"source\": \"E%u\", \"target\": \"E%u\", \"date\": \"20%02u-%02u-%02u\", "
        "\"areas\": [\"%s\"], \"status\": \"%s\", \"confidence\": 0.%u, \"evidence\": [{\"document\": \"d%u\", "
        "\"locator\": \"p%u\", \"quote\": \"%s\"}]}",
        i, types[below(12)], source, target, 10 + below(13), 1 + below(12), 1 + below(28), areas[below(7)],
        statuses[below(5)], 50 + below(50), below(documents), 1 + below(20), quote);
}

int main(int argc, char **argv) {
    if (argc < 2) return fputs("usage: generate N [lines|document [ENTITIES]] >FILE\n", stderr), 2;
    unsigned n = (unsigned)strtoul(argv[1], NULL, 10), documents = n / 4 + 1;
    int whole = argc > 2 && strcmp(argv[2], "document") == 0;
    if (argc > 3) entities = (unsigned)strtoul(argv[3], NULL, 10);
    if (entities < 2) return fputs("generate: at least 2 entities\n", stderr), 2;
    const char *between = whole ? ",\n" : "\n";
    if (whole) fputs("{\"format\": \"entente/1\", \"documents\": [\n", stdout);
    for (unsigned i = 0; i < documents; i++) fputs(i ? between : "", stdout), write_document(i);
    fputs(whole ? "\n], \"entities\": [\n" : "\n", stdout);
    for (unsigned i = 0; i < entities; i++) fputs(i ? between : "", stdout), write_entity(i);
    fputs(whole ? "\n], \"relations\": [\n" : "\n", stdout);
    for (unsigned i = 0; i < n; i++) fputs(i ? between : "", stdout), write_relation(i, documents);
    fputs(whole ? "\n]}\n" : "\n", stdout);
    return ferror(stdout) || fflush(stdout) ? 5 : 0;
}
