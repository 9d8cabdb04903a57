/* A borrowed piece of text. Not NUL-terminated; never owns. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct view {
	const char *data;
	size_t size;
};

#define VIEW(literal) ((struct view) { (literal), sizeof(literal) - 1 })

static inline struct view view_of(const char *string)
{
	return (struct view) { string, string ? strlen(string) : 0 };
}

static inline bool view_equal(struct view a, struct view b)
{
	return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}
