/* base/links.h - things that lie between two numbers, sorted by the two. */
#ifndef BASE_LINKS_H
#define BASE_LINKS_H

#include <stddef.h>
#include <stdint.h>

/* What lies between end[0] and end[1]. */
typedef struct ent_link {
    uint32_t end[2], what;
} ent_link;

/* Sort by (end[0], end[1]); links with equal ends keep their order. All ends are below `below`. `space` has room for as many
 * links. Returns where the sorted ones are: `links` or `space`.
 * Both ends are read as one number and sorted by its digits, the least first (Knuth 1998, 5.2.5), at most eleven bits a digit:
 * O(count), and every pass writes to few enough places at once for them to stay in the cache, which makes it several times as
 * fast as a counting sort by each end. */
ent_link *ent_links_sort(ent_link *links, ent_link *space, size_t count, size_t below);

#endif
