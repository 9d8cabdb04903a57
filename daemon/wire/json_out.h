/* Writes JSON straight into a stanced_buffer: no tree, no format strings.
 *
 * Whatever comes in, valid UTF-8 goes out: a byte that is not UTF-8 is written as U+FFFD. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <stanced/wire.h>

/* Makes room for size more bytes and returns where they go; NULL (and failed is set) when memory ran out. */
char *json_out_reserve(struct stanced_buffer *out, size_t size);

void json_out_more(struct stanced_buffer *out, const char *data, size_t size);

/* Inline, so that a literal is written by a store or two where there is room. */
static inline void json_out_raw(struct stanced_buffer *out, const char *data, size_t size)
{
	if (out->failed || out->room - out->size < size || size == 0) {
		json_out_more(out, data, size);
		return;
	}
	memcpy(out->data + out->size, data, size);
	out->size += size;
}
#define JSON_OUT(out, literal) json_out_raw((out), (literal), sizeof(literal) - 1)

/* Quoted and escaped. */
void json_out_string(struct stanced_buffer *out, const char *data, size_t size);
/* The same for a NUL-terminated string; NULL becomes null. */
void json_out_text(struct stanced_buffer *out, const char *string);
void json_out_uint(struct stanced_buffer *out, uint64_t value);
/* At most four decimals, no trailing zeros, never -0; what is not a number becomes 0. */
void json_out_number(struct stanced_buffer *out, double value);
void json_out_bool(struct stanced_buffer *out, bool value);
