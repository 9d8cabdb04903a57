/* Years are counted from March, so that the leap day is the last of its year and months have a closed formula. */
#include "base/day.h"

#include <stdio.h>

#define DAYS_OF_400_YEARS 146097
#define DAYS_TO_1970 719468 /* from 0000-03-01 */

static int32_t floor_divide(int32_t a, int32_t b)
{
	return a / b - (a % b < 0);
}

int32_t day_of(int year, unsigned month, unsigned day)
{
	int32_t y = year - (month <= 2);
	int32_t era = floor_divide(y, 400);
	int32_t of_era = y - era * 400;
	int32_t of_year = (153 * ((int32_t)month + (month > 2 ? -3 : 9)) + 2) / 5 + (int32_t)day - 1;

	return era * DAYS_OF_400_YEARS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - DAYS_TO_1970;
}

unsigned day_month_length(int year, unsigned month)
{
	if (month == 2)
		return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
	return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

void day_split(int32_t day, int *yearp, unsigned *monthp, unsigned *dayp)
{
	int32_t since = day + DAYS_TO_1970;
	int32_t era = floor_divide(since, DAYS_OF_400_YEARS);
	int32_t in_era = since - era * DAYS_OF_400_YEARS;
	int32_t year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
	int32_t in_year = in_era - (365 * year + year / 4 - year / 100);
	int32_t month = (5 * in_year + 2) / 153;

	*dayp = (unsigned)(in_year - (153 * month + 2) / 5 + 1);
	*monthp = (unsigned)(month < 10 ? month + 3 : month - 9);
	*yearp = year + era * 400 + (*monthp <= 2);
}

/* digits exactly; -1 otherwise. */
static int digits(const char *text, size_t count)
{
	int value = 0;

	for (size_t i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

bool day_parse(struct view text, bool last, int32_t *dayp)
{
	int year, month, day;

	if (text.size != 4 && text.size != 7 && text.size != 10)
		return false;
	if ((text.size >= 7 && text.data[4] != '-') || (text.size == 10 && text.data[7] != '-'))
		return false;
	year = digits(text.data, 4);
	month = text.size >= 7 ? digits(text.data + 5, 2) : last ? 12 : 1;
	if (year < 1000 || year > 9998 || month < 1 || month > 12)
		return false;
	day = text.size == 10 ? digits(text.data + 8, 2) : last ? (int)day_month_length(year, (unsigned)month) : 1;
	if (day < 1 || day > (int)day_month_length(year, (unsigned)month))
		return false;
	*dayp = day_of(year, (unsigned)month, (unsigned)day);
	return true;
}

void day_format(int32_t day, char out[DAY_TEXT])
{
	int year;
	unsigned month, of_month;

	day_split(day, &year, &month, &of_month);
	snprintf(out, DAY_TEXT, "%04d-%02u-%02u", year % 10000, month % 100, of_month % 100);
}
