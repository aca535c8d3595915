/* cli/report.c - words on standard error: errors, findings, notes. */
#include "cli/cli.h"

#include <stdarg.h>
#include <string.h>

/* Names and messages carry data: what moves the cursor or turns the text around must not reach the terminal. */
void cli_put(FILE *file, const char *text) {
    bool harmful;
    for (size_t step; (step = ent_text_next(text, &harmful)) > 0; text += step) {
        if (harmful)
            fputc(' ', file);
        else
            fwrite(text, 1, step, file);
    }
}

void cli_report_error(const ent_error *err) {
    cli_progress_clear();
    fputs("entente: ", stderr);
    cli_put(stderr, err->message[0] ? err->message : "failed without words");
    fputc('\n', stderr);
    if (!err->hint[0]) return;
    fputs("  ", stderr);
    cli_put(stderr, err->hint);
    fputc('\n', stderr);
}

static void report_finding(void *context, const ent_finding *finding) {
    static const char *const words[] = {"note", "warning", "error"}; /* in the order of ent_severity */
    const cli_call *call = context;
    if (call->settings.output.quiet && finding->severity != ENT_SEVERITY_ERROR) return;
    cli_progress_clear();
    if (finding->file) {
        cli_put(stderr, finding->file);
        if (finding->line) fprintf(stderr, ":%zu:%zu", finding->line, finding->column);
        fputs(": ", stderr);
    }
    fprintf(stderr, "%s: ", words[finding->severity]);
    cli_put(stderr, finding->message);
    if (finding->pointer && finding->pointer[0]) {
        fputs(" (", stderr);
        cli_put(stderr, finding->pointer);
        fputc(')', stderr);
    }
    fprintf(stderr, " [%s]\n", finding->rule);
    if (!finding->remedy || !finding->remedy[0]) return;
    fputs("  ", stderr);
    cli_put(stderr, finding->remedy);
    fputc('\n', stderr);
}

ent_sink cli_sink(const cli_call *call) {
    return (ent_sink){report_finding, (void *)call};
}

void cli_say(const cli_call *call, const char *format, ...) {
    if (call->settings.output.quiet) return;
    char words[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    cli_progress_clear();
    cli_put(stderr, words);
    fputc('\n', stderr);
}
