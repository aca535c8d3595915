/* cli/output.c - data on standard output or in a file, every write checked. */
#include "cli/cli.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

static bool reader_gone;

bool cli_reader_gone(void) {
    return reader_gone;
}

static ent_status cannot_write(int code, ent_error *err) {
    ent_fail(err, ENT_IO, "cannot write standard output: %s",
             code == ENOSPC ? "no space left on device" : strerror(code));
    if (code == ENOSPC) ent_hint(err, "make room, or write elsewhere with -o FILE");
    if (code == EFBIG) ent_hint(err, "larger files are not allowed here (ulimit -f)");
    return ENT_IO;
}

/* What to do about a write that failed; ENT_OK: try again. */
static ent_status judge(int code, ent_error *err) {
    struct pollfd room = {STDOUT_FILENO, POLLOUT, 0};
    if (cli_interrupted()) return ent_fail(err, ENT_INTERRUPTED, "interrupted");
    if (code == EPIPE)
        reader_gone = true;
    else if (code == EAGAIN)
        poll(&room, 1, 100); /* somebody made our output non-blocking */
    else if (code != EINTR)
        return cannot_write(code, err);
    return ENT_OK;
}

static ent_status write_standard(const char *data, size_t length, ent_error *err) {
    ent_status status = ENT_OK;
    while (length > 0 && !reader_gone && status == ENT_OK) {
        ssize_t written = write(STDOUT_FILENO, data, length);
        if (written < 0) status = judge(errno, err);
        if (written > 0) {
            data += written;
            length -= (size_t)written;
        }
    }
    return status;
}

ent_status cli_close_output(ent_error *err) {
    if (close(STDOUT_FILENO) == 0 || reader_gone || errno == EBADF || errno == EPIPE) return ENT_OK;
    return cannot_write(errno, err);
}

/* A pipe may take for ever: only what replaces a file is held, which stops between two steps. */
ent_status cli_write_file(const cli_call *call, const char *path, const char *data, size_t length, ent_error *err) {
    struct stat info;
    const bool holds = stat(path, &info) != 0 || S_ISREG(info.st_mode);
    if (holds) cli_hold();
    ent_status status = ent_write_file(path, data, length, cli_monitor(call), err);
    cli_progress_clear();
    if (holds) cli_release();
    return status;
}

ent_status cli_write(const cli_call *call, const char *data, size_t length, ent_error *err) {
    const char *path = call->settings.output.path;
    cli_progress_clear();
    if (cli_interrupted()) return ent_fail(err, ENT_INTERRUPTED, "interrupted");
    return path && strcmp(path, "-") != 0 ? cli_write_file(call, path, data, length, err)
                                          : write_standard(data, length, err);
}

/* ---- tables ---- */

static const struct {
    const char *extension;
    ent_format format;
} extensions[] = {
    {"txt", ENT_FORMAT_TEXT},    {"csv", ENT_FORMAT_CSV},      {"tsv", ENT_FORMAT_TSV},     {"json", ENT_FORMAT_JSON},
    {"jsonl", ENT_FORMAT_JSONL}, {"ndjson", ENT_FORMAT_JSONL}, {"markdown", ENT_FORMAT_MD}, {"md", ENT_FORMAT_MD},
};

static int format_of(const cli_call *call) {
    const char *path = call->settings.output.path, *dot = path ? strrchr(path, '.') : NULL;
    for (size_t i = 0; dot && !call->format_given && i < sizeof extensions / sizeof *extensions; i++)
        if (strcasecmp(dot + 1, extensions[i].extension) == 0) return extensions[i].format;
    return call->settings.show.format;
}

static bool has_no_notes(int format) {
    return format == ENT_FORMAT_CSV || format == ENT_FORMAT_TSV || format == ENT_FORMAT_JSONL;
}

ent_status cli_write_table(const cli_call *call, const ent_table *table, ent_error *err) {
    ent_show show = call->settings.show;
    show.format = format_of(call);
    show.width = cli_width();
    show.color = cli_use_color(call);
    show.monitor = cli_monitor(call);
    char *text = NULL;
    size_t length = 0;
    ent_status status = cli_stage(call, "putting the table in order", err);
    if (status == ENT_OK) status = ent_table_format(table, &show, &text, &length, err);
    if (status == ENT_OK) status = cli_write(call, text, length, err);
    ent_free(text);
    for (size_t k = 0; status == ENT_OK && has_no_notes(show.format) && k < ent_table_notes(table); k++)
        cli_say(call, "%s", ent_table_note_text(table, k));
    return status;
}

/* ---- pages ---- */

ent_status cli_page_open(cli_page *page, ent_error *err) {
    memset(page, 0, sizeof *page);
    page->file = open_memstream(&page->data, &page->length);
    return page->file ? ENT_OK : ent_fail_memory(err);
}

ent_status cli_page_close(cli_page *page, const cli_call *call, ent_error *err) {
    bool failed = ferror(page->file) != 0;
    failed = fclose(page->file) != 0 || failed;
    ent_status status = failed ? ent_fail_memory(err) : cli_write(call, page->data, page->length, err);
    free(page->data);
    return status;
}
