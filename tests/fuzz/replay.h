/* A target without libFuzzer: given files are handed to it one after the other, and a crash or the sanitizer tells. For the
 * end of a target's file; it does nothing unless FUZZ_REPLAY is defined. */
#ifdef FUZZ_REPLAY
#include <stdio.h>

#include "base/source.h"

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        ent_error err = {0};
        char *data;
        size_t length;
        if (ent_source_slurp(argv[i], &data, &length, &err) != ENT_OK) {
            fprintf(stderr, "%s\n", err.message);
            return 1;
        }
        LLVMFuzzerTestOneInput((const uint8_t *)data, length);
        ent_free(data);
    }
    return 0;
}
#endif
