/* Short lines (topics, sentences that say why something was refused) put together in a buffer of fixed size. */
#pragma once

#include <stddef.h>

struct line {
	char *data; /* always NUL-terminated */
	size_t room;
};

/* Begins anew, adds text, adds a number. What does not fit is cut off. */
void line_set(struct line *line, const char *text);
void line_add(struct line *line, const char *text);
void line_add_number(struct line *line, size_t number);
