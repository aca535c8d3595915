/* base/error.c - status, the one failure a call reports, and the monitor. */
#include <entente/base.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/version.h"

const char *ent_version(void) {
    return ENT_VERSION_TEXT;
}

int ent_status_exit_code(ent_status status) {
    static const int codes[] = {0, 1, 2, 3, 4, 5, 4, 130};
    int index = -(int)status;
    return index >= 0 && index < (int)(sizeof codes / sizeof *codes) ? codes[index] : 4;
}

/* A message that is cut must still be valid UTF-8 and one line: it goes to terminals and into JSON. */
static void tidy(char *text) {
    text[ent_utf8_valid_prefix(text, strlen(text))] = '\0';
    for (char *p = text; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f) *p = ' ';
}

ent_status ent_fail(ent_error *err, ent_status status, const char *format, ...) {
    if (!err || err->status != ENT_OK) return status;
    va_list args;
    va_start(args, format);
    vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    tidy(err->message);
    err->hint[0] = '\0';
    err->status = status;
    return status;
}

ent_status ent_hint(ent_error *err, const char *format, ...) {
    if (!err) return ENT_OK;
    if (err->status != ENT_OK && !err->hint[0]) {
        va_list args;
        va_start(args, format);
        vsnprintf(err->hint, sizeof err->hint, format, args);
        va_end(args);
        tidy(err->hint);
    }
    return err->status;
}

ent_status ent_fail_memory(ent_error *err) {
    return ent_fail(err, ENT_NOMEM, "out of memory");
}

ent_status ent_monitor_tick(const ent_monitor *monitor, const char *stage, uint64_t done, uint64_t total,
                            ent_error *err) {
    if (!monitor || !monitor->tick || monitor->tick(monitor->context, stage, done, total)) return ENT_OK;
    return ent_fail(err, ENT_INTERRUPTED, "interrupted while %s", stage);
}

void ent_free(void *memory) {
    free(memory);
}
