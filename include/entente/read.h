/* entente/read.h - readers: bytes in, records to the builder.
 *
 * Each format is a row of ent_readers: sniffed by content, or named. Input may be gzip. Reading is streamed record by
 * record: memory beside the graph does not grow with the file.
 */
#ifndef ENTENTE_READ_H
#define ENTENTE_READ_H

#include <entente/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Options of loading. Zero is: no limit of findings set means 20, sniffed format, not strict. */
typedef struct ent_read {
    bool strict;                      /* undeclared endpoints, unknown types, kinds and members are errors */
    const char *from;                 /* name of a reader; NULL: sniff */
    size_t max_findings;              /* findings reported a file; 0: 20. The rest is counted in one summary line */
    const ent_vocabulary *vocabulary; /* NULL: the built-in one */
    const ent_monitor *monitor;       /* may be NULL */
    bool keep_findings;               /* the graph keeps all findings, for ent_graph_pack */
    const char *quotes_folder;        /* keep quotes in a file there instead of in memory, see
                                         ent_builder_quotes_to_file; NULL: in memory */
} ent_read;

/* Read the named files ("-" is standard input) and unite them into one graph.
 *  - Findings go to sink as they are met; one summary is the error. ENT_BAD_INPUT: nothing is loaded.
 *  - ENT_IO: a file cannot be opened or read (a directory, for instance).
 * Same entity or document id in several files: one entity; members of the first file win, names, aliases and
 * identifiers are united, contradictions are reported as warnings. Same relation id in several files: equal records
 * count once (a note says so), different ones are kept and the later is renamed "<file stem>:<id>" with a warning. */
ENT_API ent_status ent_read_files(const char *const *paths, size_t count, const ent_read *options, const ent_sink *sink,
                                  ent_graph **out, ent_error *err);
/* The same from memory; `name` stands in findings. */
ENT_API ent_status ent_read_memory(const char *data, size_t length, const char *name, const ent_read *options,
                                   const ent_sink *sink, ent_graph **out, ent_error *err);

/* Is the file well-formed JSON (RFC 8259) or JSON Lines, whatever it says? ENT_OK, or ENT_BAD_INPUT with findings. */
ENT_API ent_status ent_check_json_syntax(const char *path, const ent_sink *sink, ent_error *err);

/* The catalogue of readers, for help and contract tests. */
typedef struct ent_reader_info {
    const char *name, *summary, *extensions;
} ent_reader_info;
ENT_API size_t ent_reader_count(void);
ENT_API void ent_reader_at(size_t index, ent_reader_info *out);

#ifdef __cplusplus
}
#endif
#endif
