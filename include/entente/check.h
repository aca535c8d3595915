/* entente/check.h - rules on the data that are no errors but deserve a look. */
#ifndef ENTENTE_CHECK_H
#define ENTENTE_CHECK_H

#include <entente/model.h>
#include <entente/table.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One rule. run reports each finding once to the sink, with place and remedy. */
typedef struct ent_rule {
    const char *name; /* "no-evidence" */
    ent_severity severity;
    const char *summary; /* what it looks for */
    const char *reason;  /* why that matters to the user */
    ent_status (*run)(const ent_graph *graph, const ent_sink *sink, ent_error *err);
} ent_rule;

/* The registry of rules; index below the count. Borrowed, static. */
ENT_API size_t ent_rule_count(void);
ENT_API const ent_rule *ent_rule_at(size_t index);
/* Run all rules (or those named in `only`). The table has the columns severity, rule, id, message, remedy, file, line,
 * column; a note counts findings by severity. *warnings and *errors may be NULL. */
ENT_API ent_status ent_check(const ent_graph *graph, const ent_text_list *only, ent_table **out, size_t *warnings,
                             size_t *errors, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
