/* cli/render_crowded.c - pictures that are too full to be read, and the views that help. */
#include "cli/render.h"

#include <string.h>

/* More lines for each box than this, and eyes lose them. */
#define LINES_A_NODE 2.5

static bool fits(const ent_scene_view *view, size_t nodes, size_t lines) {
    if (view->nodes && nodes > view->nodes) return false;
    if (!view->lines) return true;
    return lines <= view->lines && (double)lines <= LINES_A_NODE * (double)nodes;
}

void cli_warn_crowded(const cli_call *call, const ent_scene *scene) {
    const ent_scene_view *view = cli_view(call);
    size_t nodes = ent_scene_nodes(scene), lines = ent_scene_lines(scene);
    if (nodes <= 10 || fits(view, nodes, lines)) return;
    char words[400] = "";
    for (size_t i = 0; i < ent_scene_view_count(); i++) {
        const ent_scene_view *other = ent_scene_view_at(i);
        size_t used = strlen(words);
        if (other != view && fits(other, nodes, lines) && used < sizeof words)
            snprintf(words + used, sizeof words - used, "%s%s", used ? ", " : "; or --view ", other->name);
    }
    cli_say(call, "%zu entities on %zu lines are hard to read; --limit 40 keeps what is strongest%s", nodes, lines,
            words);
}
