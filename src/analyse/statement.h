/* analyse/statement.h - what show and dossier say of a relation beyond its citation. */
#ifndef ANALYSE_STATEMENT_H
#define ANALYSE_STATEMENT_H

#include "analyse/common.h"

/* The year of its first possible day: "2022", "no date given", "before any date". */
void ent_say_year(const ent_relation *relation, char out[24]);
/* Who acts for whom when --lift lets a country stand for them: "Joe Biden for United States"; nothing without that. */
void ent_say_acting(const ent_selection *selection, const ent_relation *relation, ent_buffer *out);
/* The target: an entity's name and id, or in words the relation that is targeted and its id. *id is borrowed. */
void ent_say_target(const ent_selection *selection, const ent_relation *relation, ent_buffer *out, const char **id);
/* Entities that the relation ties, as stand-ins: its source, then its target or the ends of the relation it targets; how
 * many (2 or 3). An end that is a relation of a relation is left out. */
size_t ent_relation_ends(const ent_selection *selection, const ent_relation *relation, ent_id out[3]);

#define ENT_ACTING_COLUMN(is_hidden)                                                                                   \
    {                                                                                                                  \
        "acting", ENT_COLUMN_TEXT, "who acts in the data for whom, when --lift lets a country stand for them", false,  \
            is_hidden                                                                                                  \
    }

#endif
