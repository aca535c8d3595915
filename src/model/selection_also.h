/* model/selection_also.h - entities in a selection that no relation brings there. */
#ifndef MODEL_SELECTION_ALSO_H
#define MODEL_SELECTION_ALSO_H

#include <entente/model.h>

/* Keep these entities of the graph too, each as its stand-in. Views made before do not see them. */
ent_status ent_selection_also(ent_selection *selection, const ent_id *entities, size_t count, ent_error *err);

#endif
