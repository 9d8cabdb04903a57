/* A search, and a stable sort that asks nobody for memory:
 * the C library's takes some from the heap for more than a thousand bytes. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* scratch: room for count items. compare as for qsort; equal items keep their order. */
void sort_stable(void *items, size_t count, size_t size, int (*compare)(const void *, const void *), void *scratch);

/* Items sorted by the uint32_t that each begins with: the first that is not below the key,
 * count where there is none. */
size_t sort_find(const void *items, size_t count, size_t size, uint32_t key);
