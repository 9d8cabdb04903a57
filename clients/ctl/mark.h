/* An article with what was found in it: statements numbered as in the list below it, speakers and cue words marked,
 * in colour where there is colour and with brackets elsewhere:
 *
 *   [1| "We {condemn} this provocation" |1], said <Lin Wei>, ...
 */
#pragma once

#include <stanced/engine.h>
#include <stanced/wire.h>

#include "ctl/term.h"

/* 0 or -ENOMEM. */
int mark_print(const struct term *term, const struct stanced_request *request, const struct stanced_result *result);
/* What the marks mean, one line. */
void mark_legend(const struct term *term);
