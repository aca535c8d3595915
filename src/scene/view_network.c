/* scene/view_network.c - everything that is selected, or with a limit what is strongest in it. */
#include "scene/make.h"

static ent_status apply(ent_scene_maker *maker, ent_error *err) {
    return ent_scene_apply_limit(maker, err);
}

const ent_scene_view ent_scene_view_network = {
    .name = "network",
    .summary = "every entity a box, every pair a line",
    .detail =
        "All that is selected. Relations of one sign between two entities are one line. With --limit N the N "
        "entities of greatest weight (or of the greatest measure of --size-by), and of the lines between them, when "
        "there are more than two for each entity, those that stand out beside the other lines of one of their ends "
        "(disparity filter at 0.05: Serrano, Boguna and Vespignani 2009) together with a spanning forest of the "
        "strongest, so that nobody who is connected is cut off.",
    .arguments = "",
    .nodes = 60,
    .lines = 120,
    .apply = apply,
};
