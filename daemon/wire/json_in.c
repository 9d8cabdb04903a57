#include "wire/json_in.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum stanced_refusal json_in_object(json_t **objectp, const char *data, size_t size, char *why, size_t why_size)
{
	size_t bad;
	json_error_t error;
	*objectp = NULL;
	if (!utf8_valid(data, size, &bad)) {
		snprintf(why, why_size, "the JSON is not UTF-8 at byte %zu", bad);
		return STANCED_BAD_UTF8;
	}
	/* Numbers have no part in what is asked for; read as reals, a long integer is no error. */
	json_t *value = json_loadb(data, size, JSON_DECODE_INT_AS_REAL, &error);
	if (!value) {
		switch (json_error_code(&error)) {
		case json_error_out_of_memory:
			snprintf(why, why_size, "out of memory");
			return STANCED_INTERNAL;
		case json_error_null_character:
		case json_error_null_byte_in_key:
			snprintf(why, why_size, "a string holds the NUL character \\u0000");
			return STANCED_BAD_REQUEST;
		default:
			snprintf(why, why_size, "not JSON at byte %d: %s", error.position, error.text);
			return STANCED_BAD_JSON;
		}
	}
	if (!json_is_object(value)) {
		json_decref(value);
		snprintf(why, why_size, "a JSON object is expected");
		return STANCED_BAD_REQUEST;
	}
	*objectp = value;
	return STANCED_OK;
}

enum stanced_refusal json_in_string(char **valuep, const json_t *object, const char *name, size_t max, char *why,
                                    size_t why_size)
{
	const json_t *value = json_object_get(object, name);
	*valuep = NULL;
	if (!value || json_is_null(value))
		return STANCED_OK;
	if (!json_is_string(value)) {
		snprintf(why, why_size, "%s is not a string", name);
		return STANCED_BAD_REQUEST;
	}
	if (json_string_length(value) > max) {
		snprintf(why, why_size, "%s is longer than %zu bytes", name, max);
		return STANCED_TOO_LARGE;
	}
	*valuep = strdup(json_string_value(value));
	if (!*valuep) {
		snprintf(why, why_size, "out of memory");
		return STANCED_INTERNAL;
	}
	return STANCED_OK;
}
