/* Reads members of a JSON object that came from a stranger. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include <stanced/wire.h>

#include "wire/line.h"

/* Parses one object. On a refusal *objectp is NULL and why holds a sentence. */
enum stanced_refusal json_in_object(json_t **objectp, const char *data, size_t size, struct line *why);

/* Copies the string member name to *valuep; absent and null leave NULL. Refused: another type, a NUL, or more than
 * max bytes. */
enum stanced_refusal json_in_string(char **valuep, const json_t *object, const char *name, size_t max,
				    struct line *why);
