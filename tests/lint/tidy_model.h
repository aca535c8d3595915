/* Tells the analyser of clang-tidy, which sees one file at a time, what the functions of src/base/error.c return: a
 * failure is never ENT_OK. Included before every file but that one. */
#include <entente/base.h>

#define ent_fail_memory(err) ((void)ent_fail_memory(err), ENT_NOMEM)
#define ent_fail(err, status, ...) ((void)ent_fail(err, status, __VA_ARGS__), status)
