/* Dates of publication.
 *
 *   published = YYYY [ "-" MM [ "-" DD [ time ] ] ]
 *   time      = ( "T" | "t" | " " ) hh ":" mm ":" ss [ "." digits ] zone
 *   zone      = "Z" | "z" | ( "+" | "-" ) hh ":" mm
 *
 * A partial date counts from its first day. A time with a zone counts on its day in UTC, so that two papers that
 * report the same minute agree. */
#include <string.h>

#include <stanced/wire.h>

#include "base/day.h"

#define DATE_SIZE 10 /* YYYY-MM-DD */

/* Reads two digits up to max; the cursor moves past them. */
static bool read_pair(const char **cursorp, int max, int *valuep)
{
	const char *c = *cursorp;
	if (c[0] < '0' || c[0] > '9' || c[1] < '0' || c[1] > '9')
		return false;
	*valuep = (c[0] - '0') * 10 + (c[1] - '0');
	*cursorp += 2;
	return *valuep <= max;
}

static bool read_char(const char **cursorp, const char *any)
{
	if (!**cursorp || !strchr(any, **cursorp))
		return false;
	(*cursorp)++;
	return true;
}

/* Minutes that the zone is ahead of UTC. */
static bool read_zone(const char **cursorp, int *minutesp)
{
	int hours, minutes;
	*minutesp = 0;
	if (read_char(cursorp, "Zz"))
		return true;
	bool behind = **cursorp == '-';
	if (!read_char(cursorp, "+-") || !read_pair(cursorp, 23, &hours) || !read_char(cursorp, ":") ||
	    !read_pair(cursorp, 59, &minutes))
		return false;
	*minutesp = (hours * 60 + minutes) * (behind ? -1 : 1);
	return true;
}

/* Minutes since the day began in UTC, negative where that was the day before. */
static bool read_time(const char *cursor, int *minutesp)
{
	int hours, minutes, seconds, zone;
	if (!read_char(&cursor, "Tt ") || !read_pair(&cursor, 23, &hours) || !read_char(&cursor, ":") ||
	    !read_pair(&cursor, 59, &minutes) || !read_char(&cursor, ":") ||
	    !read_pair(&cursor, 60, &seconds)) /* 60: a leap second */
		return false;
	if (read_char(&cursor, ".")) {
		size_t digits = strspn(cursor, "0123456789");
		if (digits == 0)
			return false;
		cursor += digits;
	}
	if (!read_zone(&cursor, &zone) || *cursor)
		return false;
	*minutesp = hours * 60 + minutes - zone;
	return true;
}

bool stanced_parse_day(const char *published, int32_t *dayp)
{
	struct view date = view_of(published);
	int minutes = 0;
	if (date.size > DATE_SIZE) {
		date.size = DATE_SIZE;
		if (!read_time(published + DATE_SIZE, &minutes))
			return false;
	}
	if (!day_parse(date, false, dayp))
		return false;
	*dayp += minutes < 0 ? -1 : minutes >= 24 * 60 ? 1 : 0;
	return true;
}
