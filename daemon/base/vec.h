/* Growing arrays inside an arena: a struct with items, count and room.
 *
 *   struct { struct token *items; size_t count, room; } tokens;
 *   struct token *t = VEC_PUSH(&article->arena, &tokens);   NULL: out of memory
 *
 * The new item is not cleared. Old storage stays in the arena until it is reset; growth doubles, so at most
 * half of the space is wasted. */
#pragma once

#include <stddef.h>

#include "base/arena.h"
#include "base/fence.h"

/* Makes room for one more item of the given size; returns the new items pointer or NULL. */
void *vec_grow(struct arena *arena, void *items, size_t count, size_t *room, size_t item_size);

/* Gives an empty vec its first room, where its size can be told beforehand. False: out of memory. */
#define VEC_RESERVE(arena, vec, wanted) \
	((vec)->room = (wanted), ((vec)->items = arena_alloc((arena), (wanted), sizeof *(vec)->items)) != NULL)

#define VEC(type) \
	struct { \
		type *items; \
		size_t count; \
		size_t room; \
	}

/* The items by themselves, in an arena that may be another; NULL: out of memory. */
void *vec_copy(struct arena *arena, const void *items, size_t count, size_t item_size);
#define VEC_COPY(arena, vec) vec_copy((arena), (vec)->items, (vec)->count, sizeof *(vec)->items)

/* Nothing is pushed for now: what lies behind the count is not to be read. */
#define VEC_SEAL(vec) \
	((vec)->items ? fence_close((vec)->items + (vec)->count, ((vec)->room - (vec)->count) * sizeof *(vec)->items) \
		      : (void)0)

#define VEC_OPEN_(vec) fence_open((vec)->items + (vec)->count, sizeof *(vec)->items)

/* Tells the compiler that an item inside the array has an address,
 * so that the check for NULL is of the growth alone. */
static inline void *vec_item_(void *item)
{
	if (!item)
		__builtin_unreachable();
	return item;
}

#define VEC_PUSH(arena, vec) \
	((__typeof__((vec)->items))((vec)->count < (vec)->room \
					    ? (VEC_OPEN_(vec), vec_item_(&(vec)->items[(vec)->count++])) \
					    : (((vec)->items = vec_grow((arena), (vec)->items, (vec)->count, \
									&(vec)->room, sizeof *(vec)->items)) \
						       ? vec_item_(&(vec)->items[(vec)->count++]) \
						       : NULL)))
