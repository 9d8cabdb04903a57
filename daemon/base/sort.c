/* Two runs that are in order already are merged; else merging from the bottom up: runs of RUN items are sorted by
 * insertion, then merged in pairs until one is left. */
#include "base/sort.h"

#include <string.h>

#define RUN 8

typedef int sort_compare(const void *, const void *);

static void insert_run(char *items, size_t count, size_t size, sort_compare *compare, char *spare)
{
	for (size_t i = 1; i < count; i++) {
		size_t at = i;

		while (at > 0 && compare(items + (at - 1) * size, items + i * size) > 0)
			at--;
		if (at == i)
			continue;
		memcpy(spare, items + i * size, size);
		memmove(items + (at + 1) * size, items + at * size, (i - at) * size);
		memcpy(items + at * size, spare, size);
	}
}

/* Where the order that begins at item from ends. */
static size_t run_end(const char *items, size_t from, size_t count, size_t size, sort_compare *compare)
{
	size_t i = from + 1;

	while (i < count && compare(items + (i - 1) * size, items + i * size) <= 0)
		i++;
	return i;
}

/* Merges items[0, middle) and items[middle, count) into out. */
static void merge(const char *items, size_t middle, size_t count, size_t size, sort_compare *compare, char *out)
{
	size_t left = 0, right = middle;

	if (middle == count || compare(items + (middle - 1) * size, items + middle * size) <= 0) {
		memcpy(out, items, count * size);
		return;
	}
	while (left < middle && right < count) {
		size_t *next = compare(items + left * size, items + right * size) <= 0 ? &left : &right;

		memcpy(out, items + (*next)++ * size, size);
		out += size;
	}
	memcpy(out, items + left * size, (middle - left) * size);
	memcpy(out + (middle - left) * size, items + right * size, (count - right) * size);
}

void sort_stable(void *items, size_t count, size_t size, sort_compare *compare, void *scratch)
{
	char *from = items, *to = scratch;

	/* what was appended in order to what was in order is merged at once */
	size_t first = run_end(items, 0, count, size, compare);

	if (first >= count)
		return;
	if (run_end(items, first, count, size, compare) == count) {
		merge(from, first, count, size, compare, to);
		memcpy(items, scratch, count * size);
		return;
	}
	for (size_t i = 0; i < count; i += RUN)
		insert_run(from + i * size, count - i < RUN ? count - i : RUN, size, compare, scratch);
	for (size_t run = RUN; run < count; run *= 2) {
		char *swap = from;

		for (size_t i = 0; i < count; i += 2 * run) {
			size_t both = count - i < 2 * run ? count - i : 2 * run;

			merge(from + i * size, both < run ? both : run, both, size, compare, to + i * size);
		}
		from = to;
		to = swap;
	}
	if (from != items)
		memcpy(items, from, count * size);
}

size_t sort_find(const void *items, size_t count, size_t size, uint32_t key)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t mid = (low + high) / 2;
		uint32_t found;
		memcpy(&found, (const char *)items + mid * size, sizeof found);
		if (found < key)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}
