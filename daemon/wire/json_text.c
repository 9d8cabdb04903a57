/*   object = "{" member *( "," member ) "}"
 *   member = string ":" ( string | scalar )
 *   scalar = letters, digits, signs and dots: which of them mean something is for the parser */
#include "wire/json_text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

struct scan {
	const char *cursor, *end;
};

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static void skip_space(struct scan *scan)
{
	while (scan->cursor < scan->end && is_space(*scan->cursor))
		scan->cursor++;
}

/* A mark, with the space around it. */
static bool take(struct scan *scan, char mark)
{
	skip_space(scan);
	if (scan->cursor == scan->end || *scan->cursor != mark)
		return false;
	scan->cursor++;
	skip_space(scan);
	return true;
}

/* Moves behind the string that begins here. */
static bool skip_string(struct scan *scan)
{
	const char *start = scan->cursor;
	if (start == scan->end || *start != '"')
		return false;
	for (const char *mark = start; (mark = memchr(mark + 1, '"', (size_t)(scan->end - mark - 1)));) {
		const char *before = mark;
		while (before[-1] == '\\')
			before--;
		scan->cursor = mark + 1;
		if ((mark - before) % 2 == 0)
			return true;
	}
	return false;
}

static bool skip_scalar(struct scan *scan)
{
	const char *start = scan->cursor;
	while (scan->cursor < scan->end &&
	       ((*scan->cursor >= 'a' && *scan->cursor <= 'z') || (*scan->cursor >= '0' && *scan->cursor <= '9') ||
		*scan->cursor == '-' || *scan->cursor == '+' || *scan->cursor == '.' || *scan->cursor == 'E'))
		scan->cursor++;
	return scan->cursor > start;
}

bool json_text_find(const char *data, size_t size, size_t *startp, size_t *endp)
{
	static const char wanted[] = "\"text\"";
	struct scan scan = { data, data + size };
	bool found = false;
	if (!take(&scan, '{'))
		return false;
	do {
		skip_space(&scan);
		const char *name = scan.cursor;
		if (!skip_string(&scan))
			return false;
		size_t name_size = (size_t)(scan.cursor - name);
		bool text = name_size == sizeof wanted - 1 && !memcmp(name, wanted, name_size);
		if (memchr(name, '\\', name_size) || !take(&scan, ':'))
			return false;
		const char *value = scan.cursor;
		if (!skip_string(&scan) && (scan.cursor != value || !skip_scalar(&scan)))
			return false;
		if (text && (found || *value != '"'))
			return false;
		if (text) {
			*startp = (size_t)(value - data);
			*endp = (size_t)(scan.cursor - data);
			found = true;
		}
	} while (take(&scan, ','));
	return found && take(&scan, '}');
}

static bool has_control(const char *data, size_t size)
{
	unsigned found = 0;
	for (size_t i = 0; i < size; i++)
		found |= (unsigned char)data[i] < 0x20;
	return found;
}

/* Four digits of a \u; false: there are none. */
static bool read_unit(struct scan *scan, uint32_t *unitp)
{
	*unitp = 0;
	if (scan->end - scan->cursor < 4)
		return false;
	for (unsigned i = 0; i < 4; i++) {
		char digit = *scan->cursor++;
		char lower = (char)(digit | 0x20);
		if (digit >= '0' && digit <= '9')
			*unitp = *unitp << 4 | (uint32_t)(digit - '0');
		else if (lower >= 'a' && lower <= 'f')
			*unitp = *unitp << 4 | (uint32_t)(lower - 'a' + 10);
		else
			return false;
	}
	return true;
}

/* Behind the u. Halves of a pair stand together. */
static bool read_code(struct scan *scan, uint32_t *codep)
{
	uint32_t low;
	if (!read_unit(scan, codep) || !*codep || (*codep >= 0xdc00 && *codep < 0xe000))
		return false;
	if (*codep < 0xd800 || *codep >= 0xe000)
		return true;
	if (scan->end - scan->cursor < 2 || scan->cursor[0] != '\\' || scan->cursor[1] != 'u')
		return false;
	scan->cursor += 2;
	if (!read_unit(scan, &low) || low < 0xdc00 || low >= 0xe000)
		return false;
	*codep = 0x10000 + ((*codep - 0xd800) << 10) + (low - 0xdc00);
	return true;
}

/* Behind the backslash. How many bytes it means; 0: nothing. */
static size_t read_escape(struct scan *scan, char out[4])
{
	static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
	uint32_t code;
	char letter = *scan->cursor++;
	const char *known = letter ? strchr(letters, letter) : NULL;
	if (known)
		out[0] = means[known - letters];
	if (known)
		return 1;
	return letter == 'u' && read_code(scan, &code) ? utf8_encode(code, out) : 0;
}

char *json_text_read(const char *data, size_t start, size_t end, size_t *sizep)
{
	struct scan scan = { data + start + 1, data + end - 1 };
	size_t size = end - start - 2, used = 0;
	/* What is unescaped is never longer, but for the last character while it is written. */
	char *text = malloc(size + 4);
	bool good = text && utf8_valid(scan.cursor, size, NULL) && !has_control(scan.cursor, size);
	while (good && scan.cursor < scan.end) {
		size_t left = (size_t)(scan.end - scan.cursor);
		const char *escape = memchr(scan.cursor, '\\', left);
		size_t plain = escape ? (size_t)(escape - scan.cursor) : left;
		memcpy(text + used, scan.cursor, plain);
		used += plain;
		scan.cursor += plain;
		if (!escape)
			break;
		scan.cursor++;
		size_t length = read_escape(&scan, text + used);
		used += length;
		good = length > 0;
	}
	if (!good) {
		free(text);
		return NULL;
	}
	text[used] = '\0';
	*sizep = used;
	return text;
}
