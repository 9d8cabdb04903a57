/* Prose fixtures as text: cut into cases, headers, article and expectation lines (tests/cases/README.md). */
#pragma once

#include <stddef.h>

struct case_line {
	unsigned number; /* in the file, from 1 */
	char *text;
};

struct prose_case {
	const char *file;
	unsigned line; /* of "== name" */
	const char *name, *published, *title;
	const char *text;
	size_t text_size;
	struct case_line *lines;
	size_t line_count;
};

struct case_set {
	struct prose_case *cases;
	size_t count;
	char **buffers; /* one a file; cases point into them */
	size_t buffer_count;
};

/* Appends the cases of one file. Prints file:line and returns -1 where the file is not in order. */
int case_set_read(struct case_set *set, const char *path);
void case_set_deinit(struct case_set *set);
