/* Long articles. What the engine takes for one grows with its text, so that a few in work at once could take more
 * memory than the daemon may have, and the guard would drop connections for it. So many are in work that together they
 * stay within a half of memory_max, but always one; others pass them by meanwhile. */
#pragma once

#include <stdint.h>

/* Bytes of text up to which engines keep what they took: the sum of these is bounded by the number of scorers. */
#define LARGE_TEXT (64u << 10)

struct service;
struct job;

/* Takes an article out of the queue that may be scored now; NULL: those at its front have to wait. */
struct job *large_next(struct service *service);
/* Bytes of long texts that may be in work at once; memory_max: 0 for no limit. */
uint64_t large_budget(uint64_t memory_max);
