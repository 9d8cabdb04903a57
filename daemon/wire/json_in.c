#include "wire/json_in.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum stanced_refusal json_in_object(json_t **objectp, const char *data, size_t size, struct line *why)
{
	size_t bad;
	json_error_t error;
	*objectp = NULL;
	if (!utf8_valid(data, size, &bad)) {
		line_set(why, "the JSON is not UTF-8 at byte ");
		line_add_number(why, bad);
		return STANCED_BAD_UTF8;
	}
	/* Numbers have no part in what is asked for; read as reals, a long integer is no error. A NUL is refused where
	 * it is read, so that the refusal can say whose it is. */
	json_t *value = json_loadb(data, size, JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL, &error);
	if (!value) {
		switch (json_error_code(&error)) {
		case json_error_out_of_memory:
			line_set(why, "out of memory");
			return STANCED_INTERNAL;
		case json_error_null_byte_in_key:
			line_set(why, "a name holds the NUL character \\u0000");
			return STANCED_BAD_REQUEST;
		default:
			line_set(why, "not JSON at byte ");
			line_add_number(why, error.position > 0 ? (size_t)error.position : 0);
			line_add(why, ": ");
			line_add(why, error.text);
			return STANCED_BAD_JSON;
		}
	}
	if (!json_is_object(value)) {
		json_decref(value);
		line_set(why, "a JSON object is expected");
		return STANCED_BAD_JSON;
	}
	*objectp = value;
	return STANCED_OK;
}

enum stanced_refusal json_in_string(char **valuep, const json_t *object, const char *name, size_t max, struct line *why)
{
	const json_t *value = json_object_get(object, name);
	*valuep = NULL;
	if (!value || json_is_null(value))
		return STANCED_OK;
	if (!json_is_string(value)) {
		line_set(why, name);
		line_add(why, " is not a string");
		return STANCED_BAD_REQUEST;
	}
	if (json_string_length(value) > max) {
		line_set(why, name);
		line_add(why, " is longer than ");
		line_add_number(why, max);
		line_add(why, " bytes");
		return STANCED_TOO_LARGE;
	}
	if (strlen(json_string_value(value)) != json_string_length(value)) {
		line_set(why, name);
		line_add(why, " holds the NUL character \\u0000");
		return STANCED_BAD_REQUEST;
	}
	*valuep = strdup(json_string_value(value));
	if (!*valuep) {
		line_set(why, "out of memory");
		return STANCED_INTERNAL;
	}
	return STANCED_OK;
}
