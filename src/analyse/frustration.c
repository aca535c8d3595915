/* frustration: the least that stands against two factions, with a proof. */
#include "analyse/frustration_list.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    bool factions, cycles, summary, verify;
    int64_t steps, members;
} frustration_options;

static const ent_option options[] = {
    {.name = "factions",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(frustration_options, factions),
     .help = "list the two factions instead of the frustrated relations"},
    {.name = "cycles",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(frustration_options, cycles),
     .help = "list the negative cycles that prove the lower bound, with the relations on them"},
    {.name = "summary",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(frustration_options, summary),
     .help = "one row with the index, its bounds and the work done"},
    {.name = "verify",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(frustration_options, verify),
     .help = "check the certificate, factions and cycles, apart from how it was found"},
    {.name = "steps",
     .type = ENT_OPTION_INT,
     .offset = offsetof(frustration_options, steps),
     .preset = "400000",
     .minimum = 0,
     .maximum = 1e15,
     .argument = "N",
     .help =
         "stop after N steps with the best interval proved; a step is a simplex iteration or a search for a cycle, and "
         "one more for every thousand edges, rows or columns looked at; the search for factions takes a quarter of "
         "them at "
         "most; 0: no limit"},
    ENT_MEMBERS_ROW(frustration_options),
    {.name = NULL},
};

static const ent_column columns[] = {
    ENT_FRUSTRATED_COLUMN, ENT_INSIDE_COLUMNS,  ENT_FACTION_COLUMNS,
    ENT_CYCLE_COLUMNS,     ENT_SUMMARY_COLUMNS, {NULL, 0, NULL, false, false},
};

/* ---- notes ---- */

static double shown(const ent_frustrated *f, int64_t weight) {
    return (double)weight * f->signs.unit;
}

static bool is_exact(const ent_frustrated *f) {
    return f->answer.lower == f->answer.upper;
}

static double total_weight(const ent_frustrated *f) {
    double sum = 0;
    for (size_t e = 0; e < f->signs.graph.m; e++) sum += (double)f->signs.graph.edges[e].weight;
    return sum * f->signs.unit;
}

static ent_status set_title(const ent_frustrated *f, ent_table *table, ent_error *err) {
    ent_buffer title = {0};
    ent_buffer_text(&title, "frustration index ");
    if (!is_exact(f)) {
        ent_buffer_text(&title, "between ");
        ent_buffer_double(&title, shown(f, f->answer.lower));
        ent_buffer_text(&title, " and ");
    }
    ent_buffer_double(&title, shown(f, f->answer.upper));
    return ent_title_buffer(table, &title, err);
}

static ent_status note_value(const ent_frustrated *f, ent_table *table, ent_error *err) {
    ent_buffer words = {0};
    double weight = total_weight(f), index = shown(f, f->answer.upper);
    ent_buffer_text(&words, "frustration index L = ");
    ent_buffer_double(&words, index);
    ent_buffer_format(&words, ", exact: %s (lower bound ", is_exact(f) ? "yes" : "no");
    ent_buffer_double(&words, shown(f, f->answer.lower));
    ent_buffer_text(&words, ", upper bound ");
    ent_buffer_double(&words, index);
    ent_buffer_text(&words, "); F = 1 - 2 L / m = ");
    ent_buffer_fixed(&words, weight > 0 ? 1 - 2 * index / weight : 1, 7);
    ent_buffer_text(&words, " with m = ");
    ent_buffer_double(&words, weight);
    return ent_note_buffer(table, &words, err);
}

static ent_status note_proof(const ent_frustrated *f, ent_table *table, ent_error *err) {
    ent_buffer words = {0};
    const ent_frustration *a = &f->answer;
    int64_t alone = (a->proved + ENT_SHARE - 1) / ENT_SHARE;
    if (f->verified) ent_buffer_text(&words, "verified: ");
    if (a->upper == 0) {
        ent_buffer_text(&words, "nothing stands against the factions: the graph is balanced");
        return ent_note_buffer(table, &words, err);
    }
    ent_buffer_text(&words, "the factions leave ");
    ent_buffer_double(&words, shown(f, a->upper));
    ent_buffer_text(&words, " frustrated; ");
    ent_say_count(&words, a->cycles.count, "negative cycle proves", "negative cycles prove");
    ent_buffer_text(&words, " that no others leave less than ");
    ent_buffer_double(&words, shown(f, alone));
    if (alone < a->lower) {
        ent_buffer_format(&words, "; %llu nodes of branch and cut prove ", (unsigned long long)f->effort.nodes);
        ent_buffer_double(&words, shown(f, a->lower));
        if (f->verified) ent_buffer_text(&words, ", which --verify does not repeat");
    }
    ent_status status = ent_note_buffer(table, &words, err);
    if (status || is_exact(f)) return status;
    return ent_table_note(table, err,
                          "stopped after %llu steps: more --steps (%llu, or 0 for no limit) may close the gap",
                          (unsigned long long)f->effort.steps, (unsigned long long)f->effort.most * 10);
}

static ent_status note_unit(const ent_frustrated *f, ent_table *table, ent_error *err) {
    const ent_view_options *asked = &f->input->view;
    if (asked->weighting != ENT_WEIGHTING_NONE)
        return ent_table_note(table, err,
                              "an edge is the relations of one sign between two entities, their strengths "
                              "added up (%s); L and m are sums of strengths%s",
                              ent_weighting_words((ent_weighting)asked->weighting),
                              f->signs.rounded ? ", rounded to whole multiples of a small unit" : "");
    if (asked->parallel == ENT_PARALLEL_KEEP) return ent_table_note(table, err, "L and m count relations");
    return ent_table_note(table, err,
                          "L and m count edges: the relations of one sign between two entities are one edge "
                          "(--parallel keep counts relations)");
}

static ent_status note_freedom(const ent_frustrated *f, ent_table *table, ent_error *err) {
    if (f->sides.components < 2) return ENT_OK;
    return ent_table_note(table, err, "%zu components: in each the sides can be swapped, 1 is the larger one",
                          f->sides.components);
}

/* ---- the run ---- */

static ent_status annotate(const ent_frustrated *f, ent_error *err) {
    static const char *const values[] = {"none", "1", "2"};
    const ent_annotator *annotator = f->input->annotator;
    ent_status status = ENT_OK;
    for (int32_t v = 0; annotator && v < f->signs.graph.n && !status; v++) {
        ent_vertex vertex;
        ent_view_vertex(f->signs.view, (size_t)f->signs.vertex[v], &vertex);
        status = annotator->say(annotator->context, vertex.index, values[f->sides.faction[v]], err);
    }
    return status;
}

static ent_status choose(const frustration_options *asked,
                         ent_status (**list)(const ent_frustrated *, ent_table **, ent_error *), ent_error *err) {
    if (asked->factions + asked->cycles + asked->summary > 1) {
        ent_fail(err, ENT_USAGE, "'--factions', '--cycles' and '--summary' exclude each other");
        ent_hint(err, "ask for one table at a time");
        return ENT_USAGE;
    }
    *list = asked->factions  ? ent_frustrated_factions
            : asked->cycles  ? ent_frustrated_cycles
            : asked->summary ? ent_frustrated_summary
                             : ent_frustrated_relations;
    return ENT_OK;
}

static ent_status add_notes(const ent_frustrated *f, ent_table *table, ent_error *err) {
    ent_status status = set_title(f, table, err);
    if (!status) status = note_value(f, table, err);
    if (!status) status = note_proof(f, table, err);
    if (!status) status = note_freedom(f, table, err);
    if (!status) status = note_unit(f, table, err);
    return status ? status : ent_note_signs(table, &f->signs, err);
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    const frustration_options *asked = input->options;
    ent_frustrated f = {.self = self, .input = input, .members = asked->members};
    ent_table *table = NULL;
    ent_status (*list)(const ent_frustrated *, ent_table **, ent_error *);
    ent_status status = choose(asked, &list, err);
    f.effort =
        (ent_effort){.monitor = input->monitor, .most = asked->steps ? (uint64_t)asked->steps : UINT64_MAX, .seed = 42};
    if (!status) status = ent_signs_make(input, &f.signs, err);
    if (!status) status = ent_frustration_solve(&f.signs.graph, &f.effort, &f.answer, err);
    if (!status && asked->verify) status = ent_frustration_verify(&f.signs.graph, &f.answer, err);
    f.verified = asked->verify;
    if (!status) status = ent_two_factions_make(&f.signs, f.answer.side, &f.sides, err);
    if (!status) status = list(&f, &table, err);
    if (!status) status = add_notes(&f, table, err);
    if (!status) status = annotate(&f, err);
    if (status)
        ent_table_free(table);
    else
        *out = table;
    ent_two_factions_clear(&f.sides);
    ent_frustration_clear(&f.answer);
    ent_signs_clear(&f.signs);
    return status;
}

static const ent_example examples[] = {
    {"frustration graphs/classic/gahuku-gama.json",
     "seven enmities stand against two camps of tribes, and no other two camps do better"},
    {"frustration graphs/classic/gahuku-gama.json --factions --verify", "who is in which camp, and the proof checked"},
    {"frustration graphs/korea-us-2022.json --lift --ambivalent negative",
     "the countries, contested pairs read as negative"},
    {NULL, NULL},
};

static const ent_term terms[] = {
    {"frustration index",
     "the least number (or weight) of edges to take away so that the rest is balanced: two factions with positive "
     "edges within and negative ones between them. An edge that is against that is frustrated",
     "L = min over factions of (negative edges within + positive edges between)",
     "Harary 1959; Aref, Mason and Wilson 2018", "exponential at worst; linear programs in practice"},
    {"normalised frustration", "1 when balanced, 0 when half of all is frustrated, as bad as can be", "F = 1 - 2 L / m",
     "Aref and Wilson 2019", "O(1)"},
    {"certificate",
     "factions that leave L frustrated, and negative cycles with shares such that no edge gives away more than its "
     "weight: each cycle needs a frustrated edge, so that the shares add up to a lower bound",
     "sum of shares <= L", "Barahona and Mahjoub 1986; Huffner, Betzler and Niedermeier 2010",
     "O(m + cycles) to check"},
    {NULL, NULL, NULL, NULL, NULL},
};

const ent_analysis ent_analysis_frustration = {
    .name = "frustration",
    .summary = "the least that stands against two factions, with a proof",
    .detail =
        "The frustration index L is the least number of edges that must go so that the rest falls into two factions, "
        "positive within and negative between. The graph is reduced (parallel edges netted, degree one taken off, "
        "degree two contracted, blocks apart), factions are searched for, and negative cycles, shared out among the "
        "edges or by a linear program, prove how few can be frustrated; where the two do not meet, branch and cut "
        "goes on until they do or --steps are used up. Each row is a frustrated relation with its evidence. Where "
        "several pairs of factions are equally good, one is shown.",
    .citation = "Harary 1959; Aref, Mason and Wilson 2018, 2020; Aref and Wilson 2019; Barahona and Mahjoub 1986",
    .cost = "O(2^n) at worst, which --steps limits; country graphs take milliseconds",
    .uses_view = true,
    .options = options,
    .options_size = sizeof(frustration_options),
    .columns = columns,
    .terms = terms,
    .annotates = "faction",
    .examples = examples,
    .run = run,
};
