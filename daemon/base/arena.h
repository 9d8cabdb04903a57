/* Bump allocator. One arena lives as long as one article (or one lexicon) and is freed whole.
 *
 * Blocks are kept over arena_reset(), so that a warm arena serves the next article without asking the
 * heap. Memory is handed out aligned to 16 bytes, that of strings to none, and is NOT cleared unless the _zero or _ones
 * form is used. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *first;
	struct arena_block *current;
	size_t used; /* bytes handed out since the last reset */
	size_t limit; /* arena_alloc fails with NULL beyond this many bytes; 0: no limit */
};

void arena_init(struct arena *arena, size_t limit);
void arena_deinit(struct arena *arena);

/* Forgets all allocations, keeps at most keep bytes of blocks for reuse. */
void arena_reset(struct arena *arena, size_t keep);

/* NULL when the heap or the limit is exhausted. count * size is checked for overflow. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);
void *arena_zero(struct arena *arena, size_t count, size_t size);
/* All bits set: an array of indices that are none. */
void *arena_ones(struct arena *arena, size_t count, size_t size);

/* The next size bytes come from one block. False: out of memory. */
bool arena_reserve(struct arena *arena, size_t size);

/* Copies size bytes and adds a NUL. */
char *arena_string(struct arena *arena, const char *data, size_t size);
