/* Days since 1970-01-01 in the proleptic Gregorian calendar, and their spellings. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/view.h"

#define DAY_TEXT 16 /* room for YYYY-MM-DD and a NUL */

int32_t day_of(int year, unsigned month, unsigned day);
unsigned day_month_length(int year, unsigned month);
void day_split(int32_t day, int *yearp, unsigned *monthp, unsigned *dayp);

/* YYYY, YYYY-MM or YYYY-MM-DD, years 1000 to 9998; a partial date is its first day, or its last. */
bool day_parse(struct view text, bool last, int32_t *dayp);
void day_format(int32_t day, char out[DAY_TEXT]);
