/* What every result keeps to, whatever the article was. Whoever breaks it aborts, which is what a fuzzer looks for. */
#pragma once

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <stanced/engine.h>

#define PROMISE(condition) \
	do { \
		if (!(condition)) { \
			fprintf(stderr, "broken promise: %s\n", #condition); \
			abort(); \
		} \
	} while (0)

/* Spans inside the text and on character boundaries, numbers in range, indices valid. */
void promise_result(const unsigned char *text, size_t size, const struct stanced_result *result);

/* With the lexicons that we ship. */
struct stanced_engine *promise_engine(void);
