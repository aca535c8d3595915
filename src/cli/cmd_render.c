/* cli/cmd_render.c - the diagram: a scene made here, drawn by the program entente-draw. */
#include "cli/render.h"
#include "cli/states.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef ENTENTE_LIBEXECDIR
#define ENTENTE_LIBEXECDIR "/usr/local/libexec/entente"
#endif

static const char *const formats[] = {"svg", "png", "pdf", "dot", NULL};
static const char *const themes[] = {"light", "dark", "print", NULL};
static const char *const pages[] = {"free", "a4", "letter", "slide", "column", NULL};

static const char *const efforts[] = {"draft", "quick", "normal", "best", NULL};

static const ent_option rows[] = {
    {.name = "format",
     .letter = 'f',
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(cli_settings, drawing.format),
     .preset = "svg",
     .choices = formats,
     .help = "form of the picture; otherwise told by the extension of -o FILE"},
    {.name = "theme",
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(cli_settings, drawing.theme),
     .preset = "light",
     .choices = themes,
     .help = "colours for a light page (an svg turns dark where its reader prefers that), a dark one, or paper"},
    {.name = "page",
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(cli_settings, drawing.page),
     .preset = "free",
     .choices = pages,
     .help =
         "size to be laid out for: as large as it needs to be, a page upright or on its side, a slide of 16:9, or a "
         "column 90 mm wide"},
    {.name = "embed",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(cli_settings, drawing.embed),
     .help = "svg to be put into a page of HTML, which may hold several; follows data-theme=dark or light of its root"},
    {.name = "effort",
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(cli_settings, drawing.effort),
     .preset = "normal",
     .choices = efforts,
     .help =
         "how long a good layout is searched for: draft hardly at all, for thousands of pictures; quick, normal and "
         "best on the seed graph less than half a second, three or ten"},
    {.name = "work",
     .type = ENT_OPTION_INT,
     .offset = offsetof(cli_settings, drawing.work),
     .minimum = 1,
     .maximum = 1000000,
     .argument = "N",
     .help = "end the search after N million comparisons of boxes and lines, when the effort allows more (quick 30, "
             "normal 250, best 700); never the clock, so the picture is the same on every machine"},
    {.name = "layout-from",
     .type = ENT_OPTION_TEXT,
     .offset = offsetof(cli_settings, drawing.layout_from),
     .argument = "OLD.svg",
     .help = "keep boxes where they are in an earlier picture of a network; only what is new is placed"},
    {.name = "time-limit",
     .type = ENT_OPTION_INT,
     .offset = offsetof(cli_settings, drawing.time_limit),
     .preset = "30",
     .minimum = 1,
     .maximum = 86400,
     .argument = "SECONDS",
     .help = "of processor time for the layout; a faster one answers when it takes longer"},
    {.name = "memory-limit",
     .type = ENT_OPTION_INT,
     .offset = offsetof(cli_settings, drawing.memory_limit),
     .preset = "2048",
     .minimum = 64,
     .maximum = 1048576,
     .argument = "MIB",
     .help = "for the layout"},
    {.name = NULL},
};

/* ---- the form of the picture ---- */

static ent_status choose_format(const cli_call *call, const char **out, ent_error *err) {
    const char *path = call->settings.output.path, *dot = path ? strrchr(path, '.') : NULL;
    *out = formats[call->settings.drawing.format];
    if (!path || call->format_given || strcmp(path, "-") == 0) return ENT_OK;
    for (size_t i = 0; dot && formats[i]; i++)
        if (strcasecmp(dot + 1, formats[i]) == 0) *out = formats[i], path = NULL;
    if (dot && strcasecmp(dot, ".gv") == 0) *out = "dot", path = NULL;
    if (!path) return ENT_OK;
    ent_fail(err, ENT_USAGE, "the extension of '%s' is no form of a picture", path);
    ent_hint(err, "name it .svg, .png, .pdf or .dot, or say --format");
    return ENT_USAGE;
}

static ent_status spare_terminal(const cli_call *call, const char *format, ent_error *err) {
    const char *path = call->settings.output.path;
    bool bytes = strcmp(format, "png") == 0 || strcmp(format, "pdf") == 0;
    if (!bytes || (path && strcmp(path, "-") != 0) || !isatty(STDOUT_FILENO)) return ENT_OK;
    ent_fail(err, ENT_USAGE, "a %s is no text for a terminal", format);
    ent_hint(err, "write it to a file: -o diagram.%s", format);
    return ENT_USAGE;
}

/* ---- the program that draws ---- */

/* Beside entente itself (a build), in libexec beside its bin (an installation), or where it was to be installed. */
static ent_status find_drawer(char *out, size_t size, ent_error *err) {
    static const char *const places[] = {"/entente-draw", "/../libexec/entente/entente-draw"};
    char self[2048];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    self[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(self, '/');
    for (size_t i = 0; slash && i < sizeof places / sizeof *places; i++) {
        *slash = '\0';
        snprintf(out, size, "%s%s", self, places[i]);
        if (access(out, X_OK) == 0) return ENT_OK;
    }
    snprintf(out, size, "%s/entente-draw", ENTENTE_LIBEXECDIR);
    if (access(out, X_OK) == 0) return ENT_OK;
    ent_fail(err, ENT_IO, "cannot find entente-draw, which makes the pictures");
    ent_hint(err, "build it with make, or install it as %s", out);
    return ENT_IO;
}

/* What entente-draw ends with when it has told itself, on our standard error, what went wrong: to that nothing is added. */
static bool has_spoken(int exit_code, ent_status *status) {
    static const ent_status ends[] = {[2] = ENT_USAGE, [3] = ENT_BAD_INPUT, [4] = ENT_CALC, [5] = ENT_IO};
    if (exit_code < 2 || exit_code > 5) return false;
    *status = ends[exit_code];
    return true;
}

static ent_status judge(const cli_child *child, const cli_drawing *drawing, ent_error *err) {
    ent_status status;
    if (child->exit_code == 0) return ENT_OK;
    if (child->timed_out) {
        ent_fail(err, ENT_CALC, "drawing took more than its %lld seconds and was stopped",
                 (long long)drawing->time_limit);
        ent_hint(err, "draw less (--around ENTITY, --type, --min-sources) or allow more with --time-limit");
        return ENT_CALC;
    }
    if (has_spoken(child->exit_code, &status)) return status;
    if (child->exit_code == 127) return ent_fail(err, ENT_IO, "entente-draw could not be started");
    ent_fail(err, ENT_CALC, "entente-draw ended unexpectedly");
    ent_hint(err, "draw less (--around ENTITY, --type), or allow more than %lld MiB with --memory-limit",
             (long long)drawing->memory_limit);
    return ENT_CALC;
}

static ent_status draw(const cli_call *call, const char *format, const ent_scene *scene, ent_error *err) {
    const cli_drawing *drawing = &call->settings.drawing;
    char program[4096], seconds[32], mebibytes[32], work[32], *text = NULL;
    size_t length = 0;
    cli_child child = {0};
    ent_status status = find_drawer(program, sizeof program, err);
    if (status == ENT_OK) status = ent_scene_write(scene, &text, &length, err);
    if (status != ENT_OK) return status;
    snprintf(seconds, sizeof seconds, "%lld", (long long)drawing->time_limit);
    snprintf(mebibytes, sizeof mebibytes, "%lld", (long long)drawing->memory_limit);
    snprintf(work, sizeof work, "%lld", (long long)drawing->work);
    char *argv[24] = {
        program, "--format",       (char *)format, "--theme",  (char *)themes[drawing->theme],  "--time-limit",
        seconds, "--memory-limit", mebibytes,      "--effort", (char *)efforts[drawing->effort]};
    size_t argc = 11;
    if (drawing->work) argv[argc++] = "--work", argv[argc++] = work;
    if (!call->settings.output.quiet) argv[argc++] = "--progress";
    if (drawing->page) argv[argc++] = "--page", argv[argc++] = (char *)pages[drawing->page];
    if (drawing->embed) argv[argc++] = "--embed";
    /* entente-draw keeps the limits itself and answers with a faster layout: ours only stop what does not. Fonts and pixels
     * of a png or pdf come on top of what the layout may take. */
    int64_t last_resort = drawing->time_limit * 3 + 5;
    cli_progress_clear(); /* it shows its own */
    status =
        cli_run_child(argv, text, length, last_resort, 3 * last_resort, drawing->memory_limit * 2 + 1024, &child, err);
    if (status == ENT_OK) status = judge(&child, drawing, err);
    if (status == ENT_OK) status = cli_write(call, child.output, child.length, err);
    free(child.output);
    ent_free(text);
    return status;
}

/* ---- the command ---- */

/* Boxes as in an earlier picture; a word when that changes nothing. */
static ent_status place(const cli_call *call, ent_scene *scene, ent_error *err) {
    const char *path = call->settings.drawing.layout_from;
    size_t placed = 0;
    if (!path) return ENT_OK;
    ent_status status = ent_scene_place(scene, path, &placed, err);
    if (status != ENT_OK) return status;
    if (!ent_scene_is_network(scene))
        cli_say(call, "this view has no boxes to be kept as in '%s'", path);
    else if (!placed)
        cli_say(call, "no box of this picture is in '%s': all are placed anew", path);
    return ENT_OK;
}

static const char *counted(bool groups, size_t count) {
    if (groups) return count == 1 ? "group" : "groups";
    return count == 1 ? "entity" : "entities";
}

/* Of two graphs that are compared the relations of both are there to be shown. */
static size_t all_relations(const cli_states *states) {
    const ent_graph *later = states->later->graph;
    const ent_graph *earlier = states->before ? ent_selection_graph(states->before) : later;
    return ent_graph_relations(later) + (earlier == later ? 0 : ent_graph_relations(earlier));
}

static void tell(const cli_call *call, const cli_states *states, const ent_scene *scene) {
    const char *path = call->settings.output.path, *lang = call->settings.scene.lang;
    size_t nodes = ent_scene_nodes(scene), lines = ent_scene_lines(scene);
    if (!ent_scene_speaks(lang))
        cli_say(call, "the words of the picture are English: it knows none for --lang %s, only en and ko", lang);
    cli_say(call, "wrote %s: %zu %s, %zu line%s, %zu of %zu relations", path ? path : "standard output", nodes,
            counted(cli_view(call)->aggregate, nodes), lines, lines == 1 ? "" : "s", ent_scene_relations(scene),
            all_relations(states));
}

/* Not every form can hold every picture. */
static ent_status fits_format(const cli_call *call, const char *format, const ent_scene *scene, ent_error *err) {
    if (call->settings.drawing.embed && strcmp(format, "svg") != 0) {
        ent_fail(err, ENT_USAGE, "--embed makes a piece of HTML, which a %s is not", format);
        ent_hint(err, "write an svg, or leave out --embed");
        return ENT_USAGE;
    }
    if (!scene || strcmp(format, "dot") != 0 || ent_scene_is_network(scene)) return ENT_OK;
    ent_fail(err, ENT_USAGE, "dot can only say boxes and lines, and this view is drawn otherwise");
    ent_hint(err, "take --view network, or write it as svg, png or pdf");
    return ENT_USAGE;
}

static ent_status something_to_draw(const cli_states *states, ent_error *err) {
    const ent_id *kept;
    if (ent_selection_entities(states->after, &kept) > 0) return ENT_OK;
    if (states->before && ent_selection_entities(states->before, &kept) > 0) return ENT_OK;
    ent_fail(err, ENT_NO, "nothing is selected, so there is nothing to draw");
    const ent_graph *graph = ent_selection_graph(states->after);
    if (ent_graph_entities(graph) && !ent_graph_relations(graph)) {
        ent_hint(err, "the graph has no relations; --isolates draws its entities alone");
        return ENT_NO;
    }
    ent_hint(err, "leave out an option of the selection, or look at the graph with 'entente info'");
    return ENT_NO;
}

static ent_status run(cli_call *call, ent_error *err) {
    size_t files;
    const char *format;
    cli_states states = {0};
    cli_picture picture = {0};
    ent_scene *scene = NULL;
    ent_status status = cli_view_files(call, &files, err);
    if (status == ENT_OK) status = choose_format(call, &format, err);
    if (status == ENT_OK) status = spare_terminal(call, format, err);
    if (status == ENT_OK) status = fits_format(call, format, NULL, err);
    if (status == ENT_OK) status = cli_render_load(call, files, &states, err);
    if (status == ENT_OK) status = something_to_draw(&states, err);
    if (status == ENT_OK) status = cli_picture_prepare(call, states.later, files, &picture, err);
    picture.input.before = states.before;
    if (status == ENT_OK) status = cli_stage(call, "choosing what is shown", err);
    if (status == ENT_OK) status = ent_scene_new(&picture.input, &call->settings.scene, &scene, err);
    if (status == ENT_OK) status = place(call, scene, err);
    if (status == ENT_OK) cli_warn_crowded(call, scene);
    if (status == ENT_OK) status = fits_format(call, format, scene, err);
    if (status == ENT_OK) status = draw(call, format, scene, err);
    if (status == ENT_OK && !cli_reader_gone()) tell(call, &states, scene);
    ent_scene_free(scene);
    cli_picture_clear(&picture);
    cli_states_clear(&states);
    return status;
}

/* ---- what help tells ---- */

static void view_item(size_t index, cli_item *out) {
    const ent_scene_view *view = ent_scene_view_at(index);
    *out = (cli_item){view->name, view->arguments, view->summary, view->detail};
}
static const cli_list views = {"Views", "views", ent_scene_view_count, view_item};

static const ent_argument arguments[] = {
    {"[NAME...]", "entities that the view is about, by id, name or alias; see Views"},
    {NULL, NULL},
};

static const ent_example examples[] = {
    {"render graphs/korea-us-2022.json -o korea-us.svg", "the whole graph"},
    {"render graphs/korea-us-2022.json --around KOR --radius 1 -o korea.png", "South Korea and its neighbours"},
    {"render graphs/korea-us-2022.json Yoon --view ego -o yoon.svg", "one leader, and those around"},
    {"render graphs/korea-us-2022.json --sign negative --format dot", "the conflicts, as Graphviz source"},
    {NULL, NULL},
};

const cli_command cli_render = {
    .name = "render",
    .summary = "draw the relations as svg, png, pdf or dot",
    .detail = "Shape, icon and tint tell the kind of an entity; colour, dash and head of a line tell cooperation from "
              "conflict; dots mean planned. Parallel relations of one sign are one line. The picture carries title, "
              "legend, sources, and the evidence as tooltips. The same data gives the same bytes.",
    .section = "Diagram",
    .reads_files = true,
    .arguments = arguments,
    .list = &views,
    .groups = {{"Picture", rows, 0},
               {"Sizes and groups", cli_picture_rows, offsetof(cli_settings, drawing)},
               {"Contents", ent_scene_option_rows, offsetof(cli_settings, scene)},
               {"States of --view diff", cli_diff_rows, offsetof(cli_settings, dates)},
               CLI_GROUP_SELECT,
               {"Measuring", ent_view_option_rows, offsetof(cli_settings, view)},
               CLI_GROUP_READING,
               CLI_GROUP_OUTPUT,
               CLI_GROUP_GENERAL},
    .examples = examples,
    .run = run,
};
