/* Results for people to read. */
#pragma once

#include <stanced/engine.h>
#include <stanced/wire.h>

#include "ctl/term.h"

/* The article's head line, its pairs, and the strongest words of each. */
void table_print(const struct term *term, const struct stanced_request *request, const struct stanced_result *result);

/* id, date, title and tone. */
void table_head(const struct term *term, const struct stanced_request *request, const struct stanced_result *result);
/* "CHN -> JPN   negative  -0.55  confidence 0.80  quoted" and a line end. */
void table_pair(const struct term *term, const struct stanced_pair *pair);
/* Why there are no pairs, as a sentence. */
const char *table_reason(enum stanced_reason reason);
