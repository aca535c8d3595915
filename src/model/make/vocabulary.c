/* model/make/vocabulary.c - run by the build: packs a vocabulary as the C source of ent_vocabulary_data, on standard output.
 * It is read by the reader of vocabularies, which the library has as well, so the two agree. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/vocabulary.h"
#include "model/vocabulary_data.h"

/* The reader stands in the same file as the one that unpacks what is made here. */
const ent_packed_vocabulary ent_vocabulary_data = {0};

static FILE *rows; /* all but the words, which are printed at once */
static unsigned place;

static unsigned word(const char *text) {
    unsigned at = place;
    fputs("    \"", stdout);
    for (const unsigned char *p = (const unsigned char *)text; *p; p++) /* three octal digits never run on */
        printf(*p >= ' ' && *p < 0x7f && *p != '"' && *p != '\\' && *p != '?' ? "%c" : "\\%03o", *p);
    puts("\\0\"");
    place += (unsigned)strlen(text) + 1;
    return at;
}

static unsigned labels(const ent_pair *pairs, size_t count) {
    unsigned at = place;
    for (size_t i = 0; i < count; i++) {
        word(pairs[i].key);
        word(pairs[i].value);
    }
    return at;
}

/* A name and its aliases, folded; what was there before is left to the reader of this. */
static void names(const char *name, const char *aliases, size_t index) {
    char *list = strdup(aliases), *next = list, *alias;
    for (alias = (char *)name; alias; alias = next && *next ? strsep(&next, ",") : NULL) {
        char *folded = ent_vocabulary_fold(alias);
        if (!folded) exit(1);
        fprintf(rows, "    {%u, %zu},\n", word(folded), index);
        free(folded);
    }
    free(list);
}

static void pack_types(const ent_vocabulary *v) {
    fputs("static const ent_packed_type types[] = {\n", rows);
    for (size_t i = 0; i < ent_vocabulary_type_count(v); i++) {
        ent_type t;
        char intensity[32] = "NAN";
        ent_vocabulary_type(v, i, &t);
        if (!isnan(t.intensity)) ent_format_double(t.intensity, intensity);
        fprintf(rows, "    {%u, %u, %u, ", word(t.name), word(t.label), word(t.plover));
        fprintf(rows, "%u, %u, %u, ", word(t.cameo), word(t.sources), word(t.targets));
        fprintf(rows, "%u, %u, %zu, %d, %d, %d, %s},\n", word(t.aliases), labels(t.labels, t.label_count),
                t.label_count, t.sign, t.symmetric, t.lifts, intensity);
    }
    fputs("};\nstatic const ent_packed_name type_names[] = {\n", rows);
    for (size_t i = 0; i < ent_vocabulary_type_count(v); i++) {
        ent_type t;
        ent_vocabulary_type(v, i, &t);
        names(t.name, t.aliases, i);
    }
    fputs("};\n", rows);
}

static void pack_kinds(const ent_vocabulary *v) {
    fputs("static const ent_packed_kind kinds[] = {\n", rows);
    for (size_t i = 0; i < ent_vocabulary_kind_count(v); i++) {
        ent_kind k;
        ent_vocabulary_kind(v, i, &k);
        fprintf(rows, "    {%u, %u, %u, ", word(k.name), word(k.label), word(k.shape));
        fprintf(rows, "%u, %u, %zu, %d},\n", word(k.aliases), labels(k.labels, k.label_count), k.label_count, k.lifts);
    }
    fputs("};\nstatic const ent_packed_name kind_names[] = {\n", rows);
    for (size_t i = 0; i < ent_vocabulary_kind_count(v); i++) {
        ent_kind k;
        ent_vocabulary_kind(v, i, &k);
        names(k.name, k.aliases, i);
    }
    fputs("};\n", rows);
}

int main(int argc, char **argv) {
    ent_vocabulary *v = NULL;
    ent_error err = {0};
    char *text = NULL;
    size_t length = 0;
    if (argc != 2 || ent_vocabulary_read_file(argv[1], NULL, &v, &err) || !(rows = open_memstream(&text, &length))) {
        fprintf(stderr, "%s\n", err.message[0] ? err.message : "usage: make_vocabulary VOCABULARY.json > SOURCE.c");
        return 1;
    }
    printf("/* packed from %s */\n#include <math.h>\n\n#include \"model/vocabulary_data.h\"\n\nstatic const char "
           "words[] =\n",
           argv[1]);
    unsigned title = word(ent_vocabulary_title(v));
    pack_types(v);
    pack_kinds(v);
    if (fclose(rows)) return 1;
    printf("    \"\";\n%s#define COUNT(array) (sizeof(array) / sizeof *(array))\n"
           "const ent_packed_vocabulary ent_vocabulary_data = {\n"
           "    words, %u, types, kinds, type_names, kind_names,\n"
           "    COUNT(types), COUNT(kinds), COUNT(type_names), COUNT(kind_names)};\n",
           text, title);
    free(text);
    ent_vocabulary_free(v);
    return fflush(stdout) || ferror(stdout) ? 1 : 0;
}
