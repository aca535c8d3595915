/* base/available.h - whether there is memory for what is about to be done. */
#ifndef BASE_AVAILABLE_H
#define BASE_AVAILABLE_H

#include <entente/base.h>

/* Bytes that this process may still take: the least of what its limits leave (RLIMIT_AS, the memory controllers of the
 * control groups it is in) and what the machine has to spare (MemAvailable). UINT64_MAX where none of that is known. */
uint64_t ent_memory_available(void);

/* ENT_NOMEM, before anything is begun, when `bytes` are more than there are: "<what> needs up to 34.2 GiB of memory, 21.9 GiB
 * are available", with the remedy as its hint. */
ent_status ent_memory_check(double bytes, const char *what, const char *remedy, ent_error *err);

/* Bytes read, and bytes of memory taken then. */
typedef struct ent_memory_look {
    uint64_t done, taken;
} ent_memory_look;

/* What was seen of a long reading; all zero at its beginning. */
typedef struct ent_memory_outlook {
    uint64_t next; /* bytes read at the next look */
    ent_memory_look first, last;
} ent_memory_outlook;

/* Asked now and then while `done` of `total` bytes are read (0: not known): ENT_NOMEM, as ent_memory_check says it but with "at
 * least", once what was read tells that the rest will need half as much again as there is. Less is let be. */
ent_status ent_memory_foresee(ent_memory_outlook *outlook, uint64_t done, uint64_t total, const char *what,
                              const char *remedy, ent_error *err);

#endif
