#include "wire/line.h"

#include <string.h>

void line_set(struct line *line, const char *text)
{
	line->data[0] = '\0';
	line_add(line, text);
}

void line_add(struct line *line, const char *text)
{
	size_t used = strlen(line->data), size = strlen(text), left = line->room - 1 - used;
	if (size > left)
		size = left;
	memcpy(line->data + used, text, size);
	line->data[used + size] = '\0';
}

void line_add_number(struct line *line, size_t number)
{
	char digits[24];
	size_t at = sizeof digits - 1;
	digits[at] = '\0';
	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number);
	line_add(line, digits + at);
}
