#include "base/vec.h"

#include <stdint.h>
#include <string.h>

#define VEC_ROOM_MIN 16

void *vec_grow(struct arena *arena, void *items, size_t count, size_t *room, size_t item_size)
{
	size_t grown = *room ? *room * 2 : VEC_ROOM_MIN;
	void *result;

	if (*room > SIZE_MAX / 2 || !(result = arena_alloc(arena, grown, item_size)))
		return NULL;
	if (count)
		memcpy(result, items, count * item_size);
	*room = grown;
	return result;
}

void *vec_copy(struct arena *arena, const void *items, size_t count, size_t item_size)
{
	void *result = arena_alloc(arena, count, item_size);

	if (result && count)
		memcpy(result, items, count * item_size);
	return result;
}
