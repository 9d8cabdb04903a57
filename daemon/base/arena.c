/* Blocks are chained in order of use: those before `current` are full, `current` is being filled, those after
 * it are empty and wait for reuse. Blocks double from 64 KiB to 4 MiB; a larger request gets its own block, which comes
 * from the system and in huge pages where there are any: memory is cleared by one fault instead of 512, and looks into
 * large tables need not wait for the page's address. */
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/fence.h"

#define ARENA_ALIGN 16
#define ALIGNED(size) (((size) + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1))
#define ARENA_BLOCK_MIN ((size_t)64 << 10)
#define ARENA_BLOCK_MAX ((size_t)4 << 20)

struct arena_block {
	struct arena_block *next;
	size_t size, fill;
	size_t used; /* bytes that may hold something: behind them are the system's zeros */
	char data[];
};

_Static_assert(sizeof(struct arena_block) % ARENA_ALIGN == 0, "data of a block is aligned");

void arena_init(struct arena *arena, size_t limit)
{
	*arena = (struct arena) { .limit = limit };
}

static struct arena_block *new_block(size_t room)
{
	struct arena_block *block;

	if (room > SIZE_MAX - sizeof *block)
		return NULL;
	if (room <= ARENA_BLOCK_MAX)
		return malloc(sizeof *block + room);
	block = mmap(NULL, sizeof *block + room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (block == MAP_FAILED)
		return NULL;
	madvise(block, sizeof *block + room, MADV_HUGEPAGE);
	return block;
}

static void free_blocks(struct arena_block *block)
{
	while (block) {
		struct arena_block *next = block->next;
		fence_open(block->data, block->size);
		if (block->size <= ARENA_BLOCK_MAX)
			free(block);
		else
			munmap(block, sizeof *block + block->size);
		block = next;
	}
}

void arena_deinit(struct arena *arena)
{
	free_blocks(arena->first);
	arena_init(arena, arena->limit);
}

void arena_reset(struct arena *arena, size_t keep)
{
	struct arena_block **link = &arena->first;
	size_t kept = 0;

	while (*link && kept + (*link)->size <= keep) {
		kept += (*link)->size;
		fence_close((*link)->data, (*link)->fill);
		if ((*link)->used < (*link)->fill)
			(*link)->used = (*link)->fill;
		(*link)->fill = 0;
		link = &(*link)->next;
	}
	free_blocks(*link);
	*link = NULL;
	arena->current = arena->first;
	arena->used = 0;
}

/* Puts a new block behind the current one. */
static struct arena_block *add_block(struct arena *arena, size_t size)
{
	size_t room = arena->current ? arena->current->size * 2 : ARENA_BLOCK_MIN;
	struct arena_block *block;

	if (room > ARENA_BLOCK_MAX)
		room = ARENA_BLOCK_MAX;
	if (room < size)
		room = ALIGNED(size);
	if (!(block = new_block(room)))
		return NULL;
	block->size = room;
	block->fill = 0;
	block->used = room <= ARENA_BLOCK_MAX ? room : 0;
	fence_close(block->data, room);
	if (arena->current) {
		block->next = arena->current->next;
		arena->current->next = block;
	} else {
		block->next = NULL;
		arena->first = block;
	}
	arena->current = block;
	return block;
}

static bool fits(const struct arena_block *block, size_t size)
{
	return block && block->size - block->fill >= size;
}

static inline void *take(struct arena *arena, size_t bytes)
{
	struct arena_block *block = arena->current;
	void *result;

	if (arena->limit && (bytes > arena->limit || arena->used > arena->limit - bytes))
		return NULL;
	if (!fits(block, bytes + FENCE_GAP)) {
		if (block && fits(block->next, bytes + FENCE_GAP))
			block = arena->current = block->next;
		else if (!(block = add_block(arena, bytes + FENCE_GAP)))
			return NULL;
	}
	result = block->data + block->fill;
	block->fill += bytes + FENCE_GAP;
	arena->used += bytes;
	return result;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
	size_t bytes;
	void *result;

	if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX - ARENA_ALIGN - FENCE_GAP)
		return NULL;
	if (arena->current)
		arena->current->fill = ALIGNED(arena->current->fill); /* behind a string */
	result = take(arena, bytes ? ALIGNED(bytes) : ARENA_ALIGN);
	if (result)
		fence_open(result, count * size);
	return result;
}

bool arena_reserve(struct arena *arena, size_t size)
{
	return fits(arena->current, size) || (size <= SIZE_MAX - ARENA_ALIGN && add_block(arena, size));
}

/* In pieces, since the string instruction that memset takes for more than this starts slowly. */
#define FILL_PIECE ((size_t)1 << 10)

static void fill(char *data, int byte, size_t size)
{
	for (; size > FILL_PIECE; size -= FILL_PIECE, data += FILL_PIECE)
		memset(data, byte, FILL_PIECE);
	memset(data, byte, size);
}

void *arena_zero(struct arena *arena, size_t count, size_t size)
{
	char *result = arena_alloc(arena, count, size);

	if (result && (size_t)(result - arena->current->data) < arena->current->used)
		fill(result, 0, count * size);
	return result;
}

void *arena_ones(struct arena *arena, size_t count, size_t size)
{
	void *result = arena_alloc(arena, count, size);

	if (result)
		fill(result, 0xff, count * size);
	return result;
}

char *arena_string(struct arena *arena, const char *data, size_t size)
{
	char *result = size < SIZE_MAX - ARENA_ALIGN - FENCE_GAP ? take(arena, size + 1) : NULL;

	if (!result)
		return NULL;
	fence_open(result, size + 1);
	if (size)
		memcpy(result, data, size);
	result[size] = '\0';
	return result;
}
