/* Compares what the engine found in a case's article with what the case expects. */
#pragma once

#include <stdio.h>

#include <stanced/engine.h>

#include "case_file.h"

/* Prints each expectation that does not hold as file:line: ...; returns their number. */
unsigned case_check(const struct prose_case *item, const struct stanced_result *result, FILE *out);
/* What was found, in the notation of the fixtures. */
void case_print(const struct prose_case *item, const struct stanced_result *result, FILE *out);
