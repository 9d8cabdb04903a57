#include "wire/json_out.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define FIRST_ROOM 4096

char *json_out_reserve(struct stanced_buffer *out, size_t size)
{
	if (out->failed)
		return NULL;
	if (out->room - out->size < size) {
		size_t room = out->room ? out->room : FIRST_ROOM;
		while (room - out->size < size) {
			if (room > SIZE_MAX / 2) {
				out->failed = true;
				return NULL;
			}
			room *= 2;
		}
		char *data = realloc(out->data, room);
		if (!data) {
			out->failed = true;
			return NULL;
		}
		out->data = data;
		out->room = room;
	}
	char *place = out->data + out->size;
	out->size += size;
	return place;
}

void stanced_buffer_deinit(struct stanced_buffer *buffer)
{
	free(buffer->data);
	*buffer = (struct stanced_buffer) { 0 };
}

void json_out_more(struct stanced_buffer *out, const char *data, size_t size)
{
	if (size == 0)
		return;
	char *place = json_out_reserve(out, size);
	if (place)
		memcpy(place, data, size);
}

static bool is_plain(unsigned char byte)
{
	return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

static void write_escape(struct stanced_buffer *out, unsigned char byte)
{
	static const char hex[] = "0123456789abcdef";
	switch (byte) {
	case '"':
		JSON_OUT(out, "\\\"");
		break;
	case '\\':
		JSON_OUT(out, "\\\\");
		break;
	case '\n':
		JSON_OUT(out, "\\n");
		break;
	case '\r':
		JSON_OUT(out, "\\r");
		break;
	case '\t':
		JSON_OUT(out, "\\t");
		break;
	default: {
		const char escape[] = { '\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15] };
		json_out_raw(out, escape, sizeof escape);
	}
	}
}

/* Length of the well-formed character beyond ASCII at data, 0 for a byte that is not UTF-8. */
static size_t wide_size(const char *data, size_t size)
{
	uint32_t code;
	size_t length = utf8_decode(data, size, &code);
	return length > 1 ? length : 0;
}

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Are all eight bytes plain? Each is looked at by itself inside one number: its top bit tells what it is. */
static bool eight_plain(const char *data)
{
	uint64_t eight;
	memcpy(&eight, data, sizeof eight);
	uint64_t low = eight & EACH(0x7F), quote = low ^ EACH('"'), backslash = low ^ EACH('\\');
	uint64_t plain = (low + EACH(0x60)) & (quote + EACH(0x7F)) & (backslash + EACH(0x7F)) & ~eight;
	return (plain & EACH(0x80)) == EACH(0x80);
}

void json_out_string(struct stanced_buffer *out, const char *data, size_t size)
{
	JSON_OUT(out, "\"");
	size_t start = 0, i = 0;
	while (i < size) {
		if (size - i >= 8 && eight_plain(data + i)) {
			i += 8;
			continue;
		}
		unsigned char byte = (unsigned char)data[i];
		size_t length = is_plain(byte) ? 1 : byte >= 0x80 ? wide_size(data + i, size - i) : 0;
		if (length) {
			i += length;
			continue;
		}
		json_out_raw(out, data + start, i - start);
		if (byte >= 0x80)
			JSON_OUT(out, "\xef\xbf\xbd");
		else
			write_escape(out, byte);
		start = ++i;
	}
	json_out_raw(out, data + start, size - start);
	JSON_OUT(out, "\"");
}

void json_out_text(struct stanced_buffer *out, const char *string)
{
	if (string)
		json_out_string(out, string, strlen(string));
	else
		JSON_OUT(out, "null");
}

void json_out_uint(struct stanced_buffer *out, uint64_t value)
{
	char digits[20];
	size_t at = sizeof digits;
	do {
		digits[--at] = (char)('0' + value % 10);
		value /= 10;
	} while (value);
	json_out_raw(out, digits + at, sizeof digits - at);
}

void json_out_number(struct stanced_buffer *out, double value)
{
	/* Scores lie within -1 to 1 and totals far below this; a number without end would not be JSON. */
	if (!isfinite(value) || fabs(value) > 1e14)
		value = 0;
	int64_t scaled = llround(value * 10000);
	if (scaled < 0) {
		JSON_OUT(out, "-");
		scaled = -scaled;
	}
	json_out_uint(out, (uint64_t)scaled / 10000);
	unsigned fraction = (unsigned)(scaled % 10000);
	if (fraction == 0)
		return;
	char digits[5] = { '.' };
	size_t length = sizeof digits;
	for (size_t i = 4; i > 0; i--, fraction /= 10)
		digits[i] = (char)('0' + fraction % 10);
	while (digits[length - 1] == '0')
		length--;
	json_out_raw(out, digits, length);
}

void json_out_bool(struct stanced_buffer *out, bool value)
{
	if (value)
		JSON_OUT(out, "true");
	else
		JSON_OUT(out, "false");
}
