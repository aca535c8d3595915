/* analyse/balance.h - the words of `balance`, and its list of triangles that are not balanced. */
#ifndef ANALYSE_BALANCE_H
#define ANALYSE_BALANCE_H

#include "analyse/signed.h"

/* Every statistic (balance_terms.c). */
extern const ent_term ent_balance_terms[];
const ent_term *ent_balance_term(const char *name);

/* Columns: of the whole graph before BALANCE_ENTITY, of entities before BALANCE_CLASS, of triangles from there on. */
enum { BALANCE_SECTION, BALANCE_NAME, BALANCE_VALUE, BALANCE_SHARE, BALANCE_DEFINITION, BALANCE_ENTITY };
enum { BALANCE_CLASS = BALANCE_ENTITY + 14 };
extern const ent_column ent_balance_columns[];

/* The strongly unbalanced triangles in the order of ids, `limit` of them at most, a row for each signed relation of their
 * ties. all: how many there are. ENT_NO with the table when there is none. */
ent_status ent_balance_list(const ent_view *view, const ent_signed *graph, uint64_t all, int64_t limit,
                            const ent_monitor *monitor, ent_table **out, ent_error *err);

#endif
