/* A published message as a line for people to read. */
#pragma once

#include <stddef.h>

#include "ctl/term.h"

void line_print(const struct term *term, const char *topic, const char *json, size_t size);
