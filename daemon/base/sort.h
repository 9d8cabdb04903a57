/* A stable sort that asks nobody for memory: the C library's takes some from the heap for more than a thousand bytes. */
#pragma once

#include <stddef.h>

/* scratch: room for count items. compare as for qsort; equal items keep their order. */
void sort_stable(void *items, size_t count, size_t size, int (*compare)(const void *, const void *), void *scratch);
