/* factions: a signed graph in k parts, friends within and enemies between as far as can be (weak balance). */
#include "analyse/factions_list.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { PARTITION, COMMUNITIES, BLOCKMODEL };
enum { BLOCKS_MOST = 1000 };
static const char *const methods[] = {"partition", "communities", "blockmodel", NULL};

typedef struct {
    int method;
    int64_t k, most, steps, runs, seed, members;
    double resolution;
    bool index, misfits, blocks;
} faction_options;

static const ent_option options[] = {
    {.name = "method",
     .letter = 'm',
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(faction_options, method),
     .preset = "partition",
     .choices = methods,
     .help =
         "partition: least negative within and positive between; communities: highest signed modularity; blockmodel: "
         "each block may be of either sign"},
    {.name = "k",
     .letter = 'k',
     .type = ENT_OPTION_INT,
     .offset = offsetof(faction_options, k),
     .preset = "0",
     .minimum = 0,
     .maximum = 50,
     .argument = "N",
     .help = "at most N factions; 0: the fewest with the least value up to --most"},
    {.name = "most",
     .type = ENT_OPTION_INT,
     .offset = offsetof(faction_options, most),
     .preset = "6",
     .minimum = 1,
     .maximum = 50,
     .argument = "N",
     .help = "the line index is looked at for 1 to N factions"},
    {.name = "line-index",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(faction_options, index),
     .help = "a row for each number of factions: value, bounds, exact or not"},
    {.name = "misfits",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(faction_options, misfits),
     .help = "list the relations that do not fit, with their evidence"},
    {.name = "blocks",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(faction_options, blocks),
     .help = "list the blocks: ties within each faction and between any two"},
    {.name = "resolution",
     .type = ENT_OPTION_REAL,
     .offset = offsetof(faction_options, resolution),
     .preset = "1",
     .minimum = 1e-9,
     .maximum = 1e9,
     .argument = "G",
     .help = "communities: larger finds smaller ones"},
    {.name = "runs",
     .type = ENT_OPTION_INT,
     .offset = offsetof(faction_options, runs),
     .preset = "10",
     .minimum = 1,
     .maximum = 1e6,
     .argument = "N",
     .help = "communities: the best of N orders of the entities"},
    {.name = "steps",
     .type = ENT_OPTION_INT,
     .offset = offsetof(faction_options, steps),
     .preset = "3000000",
     .minimum = 0,
     .maximum = 1e15,
     .argument = "N",
     .help = "stop after N steps with the best interval proved, shared out over the numbers of factions; a step is a "
             "shake or a branch, and one more for every thousand ties looked at; 0: no limit"},
    ENT_SEED_ROW(faction_options),
    ENT_MEMBERS_ROW(faction_options),
    {.name = NULL},
};

static const ent_column columns[] = {
    ENT_PART_COLUMNS,   ENT_LINE_INDEX_COLUMNS, ENT_MISFIT_COLUMN,
    ENT_INSIDE_COLUMNS, ENT_BLOCK_COLUMNS,      {NULL, 0, NULL, false, false},
};

/* ---- factions in the order of their sizes ---- */

typedef struct {
    int32_t part, size, first; /* first: smallest place by id */
} group;

static int by_size(const void *a, const void *b) {
    const group *x = a, *y = b;
    if (x->size != y->size) return x->size > y->size ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

/* found: any numbers from 0, also above n where more factions were asked for than there are vertices. */
static ent_status number_factions(ent_divided *d, const int32_t *found, ent_error *err) {
    const ent_signed_edges *g = &d->signs.graph;
    size_t n = (size_t)g->n, parts = 1;
    for (size_t v = 0; v < n; v++)
        if ((size_t)found[v] >= parts) parts = (size_t)found[v] + 1;
    int32_t *by_id = NULL, *place = NULL, *number = calloc(parts, sizeof *number);
    group *groups = malloc(parts * sizeof *groups);
    d->part = calloc(n + 1, sizeof *d->part);
    ent_status status =
        number && groups && d->part ? ent_vertices_by_id(d->signs.view, &by_id, &place, err) : ent_fail_memory(err);
    for (size_t p = 0; p < parts && !status; p++) groups[p] = (group){(int32_t)p, 0, INT32_MAX};
    for (int32_t v = 0; v < g->n && !status; v++) {
        group *at = &groups[found[v]];
        if (g->first[v] == g->first[v + 1]) continue;
        at->size++;
        if (place[d->signs.vertex[v]] < at->first) at->first = place[d->signs.vertex[v]];
    }
    if (!status) qsort(groups, parts, sizeof *groups, by_size);
    for (size_t p = 0; p < parts && !status && groups[p].size; p++) number[groups[p].part] = ++d->count;
    for (int32_t v = 0; v < g->n && !status; v++)
        if (g->first[v] < g->first[v + 1]) d->part[v] = number[found[v]];
    free(by_id);
    free(place);
    free(number);
    free(groups);
    return status;
}

/* ---- notes ---- */

static void say_interval(const ent_divided *d, const ent_faction_index *x, ent_buffer *out) {
    if (x->lower < x->upper) {
        ent_buffer_double(out, (double)x->lower * d->signs.unit);
        ent_buffer_text(out, " to ");
    }
    ent_buffer_double(out, (double)x->upper * d->signs.unit);
}

static ent_status set_title(const ent_divided *d, ent_table *table, ent_error *err) {
    ent_buffer title = {0};
    ent_say_count(&title, (size_t)d->count, d->index ? "faction" : "community", d->index ? "factions" : "communities");
    if (d->index) {
        ent_buffer_text(&title, ", ");
        say_interval(d, &d->index[d->chosen - 1], &title);
        ent_buffer_text(&title, " inconsistent");
    }
    return ent_title_buffer(table, &title, err);
}

static ent_status note_index(const ent_divided *d, const faction_options *asked, ent_table *table, ent_error *err) {
    ent_buffer words = {0};
    bool exact = true;
    ent_buffer_text(&words, "inconsistent at least, by number of factions k:");
    for (int32_t k = 1; k <= d->most; k++) {
        ent_buffer_format(&words, "%s k = %d: ", k > 1 ? "," : "", (int)k);
        say_interval(d, &d->index[k - 1], &words);
        exact = exact && d->index[k - 1].lower == d->index[k - 1].upper;
    }
    ent_buffer_text(&words, exact ? " (exact)" : " (exact where one number stands)");
    ent_status status = ent_note_buffer(table, &words, err);
    if (!status && !asked->k)
        status = ent_table_note(table, err, "k = %d is the smallest with the least value; -k asks for another",
                                (int)d->chosen);
    if (!status && d->index[d->chosen - 1].upper && !asked->misfits)
        status = ent_table_note(table, err, "--misfits lists the relations that do not fit");
    if (status || exact) return status;
    return ent_table_note(table, err,
                          "stopped after %llu steps: more --steps (%llu, or 0 for no limit) may close the gaps",
                          (unsigned long long)d->effort.steps, (unsigned long long)d->effort.most * 10);
}

static ent_status note_modularity(const ent_divided *d, const faction_options *asked, ent_table *table,
                                  ent_error *err) {
    size_t n = (size_t)d->signs.graph.n + 1;
    int64_t *plus = malloc((n + 1) * sizeof *plus), *minus = malloc((n + 1) * sizeof *minus);
    int32_t *part = malloc(n * sizeof *part);
    ent_buffer words = {0};
    ent_status status = plus && minus && part ? ENT_OK : ent_fail_memory(err);
    if (!status && d->signs.graph.m) {
        /* part 0 is nobody who counts, so that parts fit from 0 to n - 1 */
        for (int32_t v = 0; v < d->signs.graph.n; v++) part[v] = d->part[v] ? d->part[v] - 1 : 0;
        ent_buffer_text(&words, "signed modularity Q = ");
        ent_buffer_fixed(&words, ent_signed_modularity(&d->signs.graph, part, asked->resolution, plus, minus), 7);
        ent_buffer_text(&words, " at resolution ");
        ent_buffer_double(&words, asked->resolution);
        ent_buffer_format(&words, ", the best of %lld orders; not proved to be the highest", (long long)asked->runs);
        status = ent_note_buffer(table, &words, err);
    }
    ent_buffer_clear(&words);
    free(plus);
    free(minus);
    free(part);
    return status ? status : ent_note_seed(table, asked->seed, err);
}

static ent_status note_unit(const ent_divided *d, ent_table *table, ent_error *err) {
    const ent_view_options *asked = &d->input->view;
    if (asked->weighting != ENT_WEIGHTING_NONE)
        return ent_table_note(table, err, "values are sums of strengths (%s)%s",
                              ent_weighting_words((ent_weighting)asked->weighting),
                              d->signs.rounded ? ", rounded to whole multiples of a small unit" : "");
    if (asked->parallel == ENT_PARALLEL_KEEP) return ent_table_note(table, err, "values count relations");
    return ent_table_note(table, err,
                          "values count edges: the relations of one sign between two entities are one edge");
}

static ent_status add_notes(const ent_divided *d, const faction_options *asked, ent_table *table, ent_error *err) {
    ent_status status = set_title(d, table, err);
    if (!status) status = d->index ? note_index(d, asked, table, err) : note_modularity(d, asked, table, err);
    if (!status && d->index) status = ent_note_seed(table, asked->seed, err);
    if (!status) status = note_unit(d, table, err);
    return status ? status : ent_note_signs(table, &d->signs, err);
}

/* ---- the run ---- */

static ent_status annotate(const ent_divided *d, ent_error *err) {
    const ent_annotator *annotator = d->input->annotator;
    ent_status status = ENT_OK;
    for (int32_t v = 0; annotator && v < d->signs.graph.n && !status; v++) {
        ent_vertex vertex;
        ent_buffer word = {0};
        ent_view_vertex(d->signs.view, (size_t)d->signs.vertex[v], &vertex);
        if (d->part[v])
            ent_buffer_format(&word, "%d", (int)d->part[v]);
        else
            ent_buffer_text(&word, "none");
        status = word.failed ? ent_fail_memory(err) : annotator->say(annotator->context, vertex.index, word.data, err);
        ent_buffer_clear(&word);
    }
    return status;
}

static ent_status refuse(const faction_options *asked, ent_error *err) {
    if (asked->index + asked->misfits + asked->blocks > 1) {
        ent_fail(err, ENT_USAGE, "'--line-index', '--misfits' and '--blocks' exclude each other");
        ent_hint(err, "ask for one table at a time");
        return ENT_USAGE;
    }
    if (asked->method != COMMUNITIES || (!asked->index && !asked->k)) return ENT_OK;
    ent_fail(err, ENT_USAGE, "communities have no number of factions to be given");
    ent_hint(err, "leave out -k and --line-index, or take --method partition");
    return ENT_USAGE;
}

static ent_status divide_by_index(ent_divided *d, const faction_options *asked, ent_error *err) {
    d->kind = asked->method == BLOCKMODEL ? ENT_IMAGE_RELAXED : ENT_IMAGE_BALANCE;
    d->most = (int32_t)(asked->k > asked->most ? asked->k : asked->most);
    d->index = calloc((size_t)d->most, sizeof *d->index);
    if (!d->index) return ent_fail_memory(err);
    ent_status status = ent_factions_solve(&d->signs.graph, d->kind, d->most, &d->effort, d->index, err);
    if (status) return status;
    d->chosen = (int32_t)asked->k;
    for (int32_t k = d->most; k > 0 && !asked->k; k--)
        if (d->index[k - 1].upper == d->index[d->most - 1].upper) d->chosen = k;
    return number_factions(d, d->index[d->chosen - 1].part, err);
}

static ent_status divide_by_modularity(ent_divided *d, const faction_options *asked, ent_error *err) {
    int32_t *part = calloc((size_t)d->signs.graph.n + 1, sizeof *part);
    ent_status status = part ? ENT_OK : ent_fail_memory(err);
    if (!status && d->signs.graph.m)
        status = ent_signed_communities(&d->signs.graph, asked->resolution, asked->runs, &d->effort, part, err);
    if (!status) status = number_factions(d, part, err);
    free(part);
    if (!status && asked->blocks && d->count > BLOCKS_MOST) {
        status = ent_fail(err, ENT_CALC, "%d communities make too many blocks to list", (int)d->count);
        ent_hint(err, "take a smaller --resolution, or select less");
    }
    return status;
}

static ent_status write(ent_divided *d, const faction_options *asked, ent_table **table, ent_error *err) {
    if (asked->index) return ent_divided_index(d, table, err);
    if (!asked->misfits && !asked->blocks) return ent_divided_members(d, table, err);
    if (!d->index && d->count > BLOCKS_MOST) return ent_divided_misfits(d, table, err);
    ent_status status = ent_image_init(&d->image, d->kind, d->count + 1, err);
    if (!status) ent_image_fill(&d->image, &d->signs.graph, d->part);
    if (status) return status;
    return asked->misfits ? ent_divided_misfits(d, table, err) : ent_divided_blocks(d, table, err);
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    const faction_options *asked = input->options;
    ent_divided d = {.self = self, .input = input, .members = asked->members};
    ent_table *table = NULL;
    ent_status status = refuse(asked, err);
    d.effort = (ent_effort){.monitor = input->monitor,
                            .most = asked->steps ? (uint64_t)asked->steps : UINT64_MAX,
                            .seed = (uint64_t)asked->seed};
    if (!status) status = ent_signs_make(input, &d.signs, err);
    if (!status)
        status = asked->method == COMMUNITIES ? divide_by_modularity(&d, asked, err) : divide_by_index(&d, asked, err);
    if (!status) status = write(&d, asked, &table, err);
    if (!status) status = add_notes(&d, asked, table, err);
    if (!status) status = annotate(&d, err);
    if (status)
        ent_table_free(table);
    else
        *out = table;
    for (int32_t k = 0; d.index && k < d.most; k++) free(d.index[k].part);
    free(d.index);
    free(d.part);
    ent_image_clear(&d.image);
    ent_signs_clear(&d.signs);
    return status;
}

static const ent_example examples[] = {
    {"factions graphs/classic/gahuku-gama.json", "three camps of tribes, which leave two relations that do not fit"},
    {"factions graphs/classic/gahuku-gama.json --line-index", "what one to six factions leave, each proved"},
    {"factions graphs/classic/gahuku-gama.json --method blockmodel -k 3 --blocks",
     "three parts whose blocks may be of either sign"},
    {NULL, NULL},
};

static const ent_term terms[] = {
    {"partition",
     "the entities in at most k factions so that least is inconsistent: negative edges within a faction, positive ones "
     "between two. With any number of factions allowed 0 can be reached when no cycle has exactly one negative edge "
     "(weak balance)",
     "value(k) = min over partitions of (negative within + positive between)", "Davis 1967; Doreian and Mrvar 1996",
     "exponential at worst, which --steps limits"},
    {"line index",
     "the value of the best partition, for each number of factions; with two it is the frustration index. The lower "
     "bound "
     "comes from cycles with one negative edge that share nothing, and from branch and bound that solves the last "
     "entities first",
     "lower(k) <= value(k) <= upper(k); value(k + 1) <= value(k)",
     "Harary 1959; Doreian and Mrvar 1996; Verfaillie, Lemaitre and Schiex 1996", "as for partition"},
    {"communities", "parts with more positive and fewer negative ties within than their strengths lead one to expect",
     "Q = (1/(2P + 2N)) sum over pairs in one part of (a - G (p p'/2P - n n'/2N)); a: net weight, p, n: strengths by "
     "sign, P, N: weights of all, G: --resolution",
     "Gomez, Jensen and Arenas 2009; Traag and Bruggeman 2009",
     "O(m + n parts) a pass, --runs times; in graphs above 2,000 entities O(m), where parts without a tie are not "
     "tried for single entities"},
    {"blockmodel",
     "relaxed structural balance: each block, a faction with itself or with another, is positive or negative, "
     "whichever "
     "leaves less, so that there can be mediators and quarrels within a faction",
     "value(k) = min over partitions of the sum over blocks of min(positive, negative)", "Doreian and Mrvar 2009",
     "exponential at worst, which --steps limits"},
    {NULL, NULL, NULL, NULL, NULL},
};

const ent_analysis ent_analysis_factions = {
    .name = "factions",
    .summary = "who stands with whom: a signed graph in k factions, with bounds",
    .detail =
        "Looks for factions with friends within and enemies between. For k = 1 to --most the line index is what the "
        "best "
        "partition into at most k leaves inconsistent: negative edges within factions, positive ones between them; the "
        "search gives the upper bound, cycles with one negative edge and branch and bound the lower one, and where the "
        "two do not meet within --steps the interval is shown. --method blockmodel lets each block have either sign; "
        "--method communities maximises signed modularity instead. Direction does not count. Where several partitions "
        "are equally good, one is shown.",
    .citation = "Davis 1967; Doreian and Mrvar 1996, 2009; Gomez, Jensen and Arenas 2009; Traag and Bruggeman 2009",
    .cost = "O(k^n) at worst, which --steps limits; a few dozen entities are proved in seconds",
    .uses_view = true,
    .options = options,
    .options_size = sizeof(faction_options),
    .columns = columns,
    .terms = terms,
    .annotates = "faction",
    .examples = examples,
    .run = run,
};
