/* draw/main.c - entente-draw: a scene on standard input, a picture on standard output. Run by `entente render`. */
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/source.h"
#include "draw/effort.h"
#include "draw/page.h"
#include "draw/picture.h"

enum { EXIT_USAGE = 2, EXIT_SCENE = 3, EXIT_LAYOUT = 4, EXIT_OUTPUT = 5 };

/* Each writes the picture, and says how small its smallest type is, in points. */
typedef ent_status writer(const ent_plot *plot, ent_buffer *out, double *type, ent_error *err);

static ent_status write_svg(const ent_plot *plot, ent_buffer *out, double *type, ent_error *err) {
    *type = ent_svg_write(plot, out);
    return out->failed ? ent_fail_memory(err) : ENT_OK;
}

static ent_status write_dot(const ent_plot *plot, ent_buffer *out, double *type, ent_error *err) {
    *type = ENT_SIZE_CAPTION; /* others will set it */
    ent_dot_write(plot, out);
    return out->failed ? ent_fail_memory(err) : ENT_OK;
}

typedef ent_status raster(const char *svg, size_t length, const char *paper, ent_buffer *out, ent_error *err);

static ent_status write_raster(const ent_plot *plot, ent_buffer *out, raster *convert, double *type, ent_error *err) {
    ent_buffer svg = {0};
    ent_status status = write_svg(plot, &svg, type, err);
    if (!status) status = convert(svg.data, svg.length, ent_inks[ent_theme_of(plot)->tone].paper, out, err);
    ent_buffer_clear(&svg);
    return status;
}

static ent_status write_png(const ent_plot *plot, ent_buffer *out, double *type, ent_error *err) {
    return write_raster(plot, out, ent_raster_png, type, err);
}

static ent_status write_pdf(const ent_plot *plot, ent_buffer *out, double *type, ent_error *err) {
    return write_raster(plot, out, ent_raster_pdf, type, err);
}

typedef struct {
    const char *name;
    writer *write;
} format;

static const format formats[] = {
    {"svg", write_svg}, {"png", write_png}, {"pdf", write_pdf}, {"dot", write_dot}, {NULL, NULL},
};

typedef struct {
    const format *format;
    ent_layout_limits limits;
    ent_look look;
    bool talks; /* what is worth a word may be told */
} settings;

static int usage(const char *what) {
    fprintf(
        stderr,
        "entente-draw: %s\n"
        "usage: entente-draw [--format svg|png|pdf|dot] [--theme light|dark|print] [--page a4|letter|slide|column]\n"
        "                    [--embed] [--effort draft|quick|normal|best] [--work MILLIONS] [--progress]\n"
        "                    [--time-limit SECONDS] [--memory-limit MB] < SCENE > PICTURE\n",
        what);
    return EXIT_USAGE;
}

static bool number_in(const char *text, double low, double high, double *out) {
    return ent_parse_double(text, out) && *out >= low && *out <= high;
}

/* One line that is written over, and cleared at the end. */
static void show_progress(void *to, double share) {
    (void)to;
    if (share < 1)
        fprintf(stderr, "\rlayout %d %%", (int)(100 * share));
    else
        fputs("\r\033[K", stderr);
}

static int parse(int argc, char **argv, settings *s) {
    static const struct option rows[] = {
        {"format", required_argument, NULL, 'f'},
        {"time-limit", required_argument, NULL, 't'},
        {"memory-limit", required_argument, NULL, 'm'},
        {"theme", required_argument, NULL, 'c'},
        {"page", required_argument, NULL, 'p'},
        {"embed", no_argument, NULL, 'e'},
        {"effort", required_argument, NULL, 'q'},
        {"work", required_argument, NULL, 'w'},
        {"progress", no_argument, NULL, 'r'},
        {"version", no_argument, NULL, 'v'},
        {NULL, 0, NULL, 0},
    };
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, "f:t:m:", rows, NULL)) != -1;) {
        if (c == 'f') {
            for (s->format = formats; s->format->name && strcmp(s->format->name, optarg) != 0;) s->format++;
            if (!s->format->name) return usage("unknown format");
        } else if (c == 't') {
            if (!number_in(optarg, .01, 86400, &s->limits.seconds))
                return usage("--time-limit wants 0.01 to 86400 seconds");
        } else if (c == 'm') {
            if (!number_in(optarg, 16, 1e6, &s->limits.megabytes))
                return usage("--memory-limit wants 16 to 1000000 MB");
        } else if (c == 'c') {
            if (!(s->look.theme = ent_theme_find(optarg))) return usage("unknown theme");
        } else if (c == 'p') {
            if (!(s->look.page = ent_page_find(optarg))) return usage("unknown page");
        } else if (c == 'e') {
            s->look.embed = true;
        } else if (c == 'q') {
            if (!(s->limits.effort = ent_effort_find(optarg))) return usage("unknown effort");
        } else if (c == 'w') {
            if (!number_in(optarg, 0, 1e6, &s->limits.work)) return usage("--work wants 0 to 1000000 million");
        } else if (c == 'r') {
            s->talks = true;
            if (isatty(STDERR_FILENO)) s->limits.progress = show_progress;
        } else if (c == 'v') {
            printf("entente-draw %s\n", ent_version());
            return -1;
        } else {
            return usage("unknown option");
        }
    }
    if (s->look.embed && s->format->write != write_svg) return usage("--embed is for svg");
    return optind < argc ? usage("no arguments are taken; the scene comes on standard input") : 0;
}

static int complain(const ent_error *err, int code) {
    fprintf(stderr, "entente-draw: %s%s%s\n", err->message, err->hint[0] ? "; " : "", err->hint);
    return code;
}

static int put_out(const ent_buffer *picture) {
    for (size_t at = 0; at < picture->length;) {
        ssize_t written = write(STDOUT_FILENO, picture->data + at, picture->length - at);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            if (errno != EPIPE) fprintf(stderr, "entente-draw: cannot write: %s\n", strerror(errno));
            return EXIT_OUTPUT;
        }
        at += (size_t)written;
    }
    return 0;
}

/* What is worth a word although there is a picture. */
static void remark(const ent_look *look, const char *note, double type) {
    char size[32];
    if (*note) fprintf(stderr, "%s\n", note);
    if (!look->page || type >= look->page->least - .05) return;
    fprintf(stderr,
            "type is only %s pt high on this page; draw less (--limit N, --view ego), or take a larger --page\n",
            ent_format_double((double)(long)(type * 10) / 10, size));
}

/* What is not on the page, to its reader and to us: a reader of dot places labels itself. */
static void tell_hidden(const settings *s, ent_plot *plot) {
    size_t hidden = s->format->write == write_dot ? 0 : ent_svg_tell_hidden(plot);
    if (!hidden || !s->talks) return;
    fprintf(stderr,
            "%zu label%s found no room in the picture; a higher --effort or fewer lines (--view ego, --limit N) show "
            "more\n",
            hidden, hidden == 1 ? "" : "s");
}

static int draw(const settings *s, const ent_scene *scene) {
    ent_error err = {0};
    ent_plot *plot = NULL;
    ent_buffer picture = {0};
    char note[200];
    double type = 0;
    int code = EXIT_LAYOUT;
    const ent_picture_row *kind = ent_picture_of(scene);
    if (!kind->dot && s->format->write == write_dot) return usage("this picture is no network that dot could say");
    ent_status status = ent_plot_new(scene, &plot, &err);
    if (!status) {
        plot->look = s->look;
        ent_svg_find_rooms(plot);
        status = kind->layout(plot, &s->limits, note, &err);
        if (s->limits.progress) s->limits.progress(s->limits.to, 1);
    }
    if (!status) tell_hidden(s, plot);
    if (!status) status = s->format->write(plot, &picture, &type, &err);
    if (status) {
        complain(&err, code);
    } else {
        remark(&s->look, note, type);
        code = put_out(&picture);
    }
    ent_buffer_clear(&picture);
    ent_plot_free(plot);
    return code;
}

int main(int argc, char **argv) {
    settings s = {.format = formats, .limits = {.seconds = 20, .megabytes = 2000}};
    ent_error err = {0};
    char *json = NULL;
    size_t length = 0;
    ent_scene *scene = NULL;
    int code = parse(argc, argv, &s);
    if (code) return code < 0 ? 0 : code;
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    if (ent_source_slurp("-", &json, &length, &err)) return complain(&err, EXIT_OUTPUT);
    ent_status status = ent_scene_read(json, length, &scene, &err);
    ent_free(json);
    if (status) return complain(&err, status == ENT_NOMEM ? EXIT_LAYOUT : EXIT_SCENE);
    code = draw(&s, scene);
    ent_scene_free(scene);
    return code;
}
