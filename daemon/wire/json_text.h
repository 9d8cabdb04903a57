/* The text of an article inside a request of one frame. It is nearly all of the request, and a parser that builds a
 * tree looks at it three times; here it is found and unescaped by itself, so that only the rest has to be parsed.
 *
 * Whatever is not plain is left alone: an object inside the object, a member "text" that stands twice or whose name is
 * escaped, a string that is no good JSON. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Where the string is, its quotation marks included. False: it is to be had from a parser alone. */
bool json_text_find(const char *data, size_t size, size_t *startp, size_t *endp);

/* Unescapes a string that was found; owned by the caller, NUL-terminated. NULL: no good JSON, a NUL,
 * or out of memory. */
char *json_text_read(const char *data, size_t start, size_t end, size_t *sizep);
