/* The library's call gives the table that the command prints: every example of the registry, both ways, byte by byte. The
 * program is named by ENTENTE. */
#include "graphs.h"

enum { WORDS = 40 };

/* One example taken apart. */
typedef struct {
    char line[600], *words[WORDS];
    int count;
    ent_select select;
    ent_view_options view;
    ent_show show;
    void *own;
    const char *given[8]; /* positional words: files, then entities */
    int givens;
} request;

/* Words are parted by blanks; quotes, single or double, hold one together. */
static void split(request *r) {
    char *out = r->line, *in = r->line;
    while (*in) {
        while (*in == ' ') in++;
        if (!*in) break;
        assert_true(r->count < WORDS);
        r->words[r->count++] = out;
        for (char quote = 0; *in && (quote || *in != ' '); in++) {
            if (quote ? *in == quote : *in == '\'' || *in == '"')
                quote = quote ? 0 : *in;
            else
                *out++ = *in;
        }
        if (*in) in++;
        *out++ = '\0';
    }
}

static const ent_option *find_letter(const ent_option *rows, char letter) {
    for (; rows && rows->name; rows++)
        if (rows->letter == letter) return rows;
    return NULL;
}

/* Set an option in whichever struct has it; how many words it took, 0 when nobody knows it. */
static int set_option(request *r, const ent_analysis *a, int i) {
    const ent_option *const tables[] = {a->options, ent_view_option_rows, ent_select_options, ent_show_options};
    void *const structs[] = {r->own, &r->view, &r->select, &r->show};
    const char *word = r->words[i];
    for (int t = 0; t < 4; t++) {
        char name[64];
        const char *value = strchr(word, '=');
        if (!tables[t]) continue;
        snprintf(name, sizeof name, "%.*s", (int)(value ? value - word : (long)strlen(word)), word);
        const ent_option *row = word[1] == '-' ? ent_option_find(tables[t], name + 2) : find_letter(tables[t], word[1]);
        if (!row) continue;
        bool flag = row->type == ENT_OPTION_FLAG, next = !flag && !value;
        ent_error err = {0};
        if (row->type == ENT_OPTION_CHOICES) /* what is named replaces the preset */
            memset((char *)structs[t] + row->offset, 0, sizeof(uint64_t));
        if (ent_option_set(row, structs[t], flag ? NULL : next ? r->words[i + 1] : value + 1, &err) != ENT_OK)
            fail_msg("%s: %s", word, err.message);
        return next ? 2 : 1;
    }
    return 0;
}

/* False when the example asks for something that only the command does (--annotate, --format). */
static bool take_apart(request *r, const ent_analysis *a, const char *example) {
    *r = (request){.count = 0};
    snprintf(r->line, sizeof r->line, "%s", example);
    split(r);
    assert_int_equal(ent_options_init(ent_select_options, &r->select, sizeof r->select, NULL), ENT_OK);
    assert_int_equal(ent_options_init(ent_view_option_rows, &r->view, sizeof r->view, NULL), ENT_OK);
    assert_int_equal(ent_options_init(ent_show_options, &r->show, sizeof r->show, NULL), ENT_OK);
    r->own = analysis_options(a, NULL);
    for (int i = 1; i < r->count;) {
        if (r->words[i][0] != '-') {
            assert_true(r->givens < 8);
            r->given[r->givens++] = r->words[i++];
            continue;
        }
        int taken = set_option(r, a, i);
        if (!taken) return false;
        i += taken;
    }
    return true;
}

static char *by_library(request *r, const ent_analysis *a) {
    ent_id entities[4] = {0};
    int wanted = 0;
    ent_error err = {0};
    ent_selection *selection = NULL;
    ent_table *table = NULL;
    char *text = NULL;
    while (a->arguments && a->arguments[wanted].name) wanted++;
    assert_true(r->givens <= 1 + wanted);
    for (int k = r->givens - 1; k < wanted; k++) {
        assert_true(a->arguments[k].name[0] == '[');
        entities[k] = ENT_NONE;
    }
    wanted = r->givens - 1;
    ent_graph *graph = graph_file(r->given[0]);
    for (int k = 0; k < wanted; k++) entities[k] = graph_find(graph, r->given[1 + k]);
    if (ent_selection_new(graph, &r->select, &selection, &err) != ENT_OK) fail_msg("%s", err.message);
    ent_analysis_input input = {.selection = selection, .view = r->view, .entities = entities, .options = r->own};
    ent_status status = ent_analysis_run(a, &input, &table, &err);
    if (status != ENT_OK && status != ENT_NO) fail_msg("%s: %s", a->name, err.message);
    r->show.format = ENT_FORMAT_JSON;
    assert_int_equal(ent_table_format(table, &r->show, &text, NULL, NULL), ENT_OK);
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
    return text;
}

static char *by_command(const char *example) {
    char command[1400];
    size_t length = 0, room = 1 << 16;
    const char *program = getenv("ENTENTE");
    snprintf(command, sizeof command, "%s %s --format json 2>/dev/null", program ? program : "build/entente", example);
    FILE *pipe = popen(command, "r");
    char *text = malloc(room);
    assert_non_null(pipe);
    for (size_t got; text && (got = fread(text + length, 1, room - length - 1, pipe)) > 0;) {
        length += got;
        if (room - length < 2) text = realloc(text, room *= 2);
    }
    assert_non_null(text);
    text[length] = '\0';
    pclose(pipe);
    return text;
}

static void forget(request *r, const ent_analysis *a) {
    if (a->options) ent_options_clear(a->options, r->own);
    free(r->own);
    ent_options_clear(ent_select_options, &r->select);
    ent_options_clear(ent_view_option_rows, &r->view);
    ent_options_clear(ent_show_options, &r->show);
}

static void the_command_prints_the_table_of_the_library(void **state) {
    (void)state;
    size_t compared = 0;
    for (size_t i = 0; i < ent_analysis_count(); i++) {
        const ent_analysis *a = ent_analysis_at(i);
        size_t before = compared;
        for (const ent_example *e = a->examples; e->line; e++) {
            request r;
            if (take_apart(&r, a, e->line)) {
                char *want = by_library(&r, a), *got = by_command(e->line);
                if (strcmp(want, got) != 0) fail_msg("entente %s\nprints %.300s\nand not %.300s", e->line, got, want);
                compared++;
                ent_free(want);
                free(got);
            }
            forget(&r, a);
        }
        if (compared == before) fail_msg("no example of %s can be asked of the library", a->name);
    }
    assert_true(compared >= 2 * ent_analysis_count() - 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_command_prints_the_table_of_the_library),
    };
    return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
