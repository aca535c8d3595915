/* cli/render_crowded.c - pictures that are too full to be read, and the views that help. */
#include "cli/render.h"

#include <string.h>

/* More lines for each box than this, and eyes lose them. */
#define LINES_A_NODE 2.5
/* Boxes that are few enough whatever lies between them; what --limit is proposed. */
enum { FEW = 10, LIMIT = 40 };

static bool fits(const ent_scene_view *view, size_t nodes, size_t lines) {
    if (view->nodes && nodes > view->nodes) return false;
    if (!view->lines) return true;
    return lines <= view->lines && (double)lines <= LINES_A_NODE * (double)nodes;
}

/* "network", "path A B" */
static void add_view(const ent_scene_view *view, char *words, size_t size) {
    size_t used = strlen(words);
    snprintf(words + used, size - used, "%s%s%s%s", used ? ", " : "", view->name, *view->arguments ? " " : "",
             view->arguments);
}

void cli_warn_crowded(const cli_call *call, const ent_scene *scene) {
    const ent_scene_view *view = cli_view(call);
    size_t nodes = ent_scene_nodes(scene), lines = ent_scene_lines(scene);
    if (nodes <= FEW || fits(view, nodes, lines)) return;
    char words[300] = "";
    for (size_t i = 0; i < ent_scene_view_count(); i++) {
        const ent_scene_view *other = ent_scene_view_at(i);
        if (other != view && !other->compares && fits(other, nodes, lines)) add_view(other, words, sizeof words);
    }
    cli_say(call, "%zu entities on %zu lines are hard to read: %s%s%s", nodes, lines,
            nodes > LIMIT ? "--limit 40 helps" : "--sign or --type helps", words[0] ? ", and so do the views " : "",
            words);
}
