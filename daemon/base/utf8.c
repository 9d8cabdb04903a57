#include "base/utf8.h"

#include <string.h>

static bool continues(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

/* Length of the well-formed sequence at data (RFC 3629, section 4), 0 when there is none. */
static size_t sequence(const unsigned char *data, size_t size)
{
	unsigned char first = data[0];
	unsigned char low = 0x80, high = 0xBF;
	size_t length;

	if (first < 0x80)
		return 1;
	if (first < 0xC2 || first > 0xF4)
		return 0;
	length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
	if (size < length)
		return 0;
	if (first == 0xE0)
		low = 0xA0; /* overlong */
	else if (first == 0xED)
		high = 0x9F; /* surrogates */
	else if (first == 0xF0)
		low = 0x90; /* overlong */
	else if (first == 0xF4)
		high = 0x8F; /* past U+10FFFF */
	if (data[1] < low || data[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++)
		if (!continues(data[i]))
			return 0;
	return length;
}

static uint64_t high_bits(const unsigned char *bytes, size_t eights)
{
	uint64_t all = 0, eight;

	for (size_t i = 0; i < eights; i++) {
		memcpy(&eight, bytes + i * sizeof eight, sizeof eight);
		all |= eight;
	}
	return all & UINT64_C(0x8080808080808080);
}

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define FIRST_BIT(eight) (unsigned)__builtin_clzll(eight)
#else
#define FIRST_BIT(eight) (unsigned)__builtin_ctzll(eight)
#endif

/* The first byte from i on that is not ASCII, or size. */
static size_t over_ascii(const unsigned char *bytes, size_t i, size_t size)
{
	while (size - i >= 64 && !high_bits(bytes + i, 8))
		i += 64;
	for (; size - i >= 8; i += 8) {
		uint64_t high = high_bits(bytes + i, 1);
		if (high)
			return i + FIRST_BIT(high) / 8;
	}
	while (i < size && bytes[i] < 0x80)
		i++;
	return i;
}

bool utf8_valid(const char *data, size_t size, size_t *badp)
{
	const unsigned char *bytes = (const unsigned char *)data;

	for (size_t i = over_ascii(bytes, 0, size); i < size; i = over_ascii(bytes, i, size)) {
		size_t length = sequence(bytes + i, size - i);

		if (!length) {
			if (badp)
				*badp = i;
			return false;
		}
		i += length;
	}
	return true;
}

size_t utf8_decode(const char *data, size_t size, uint32_t *codep)
{
	const unsigned char *bytes = (const unsigned char *)data;
	size_t length = sequence(bytes, size);

	switch (length) {
	case 1:
		*codep = bytes[0];
		return 1;
	case 2:
		*codep = (bytes[0] & 0x1Fu) << 6 | (bytes[1] & 0x3Fu);
		return 2;
	case 3:
		*codep = (bytes[0] & 0x0Fu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
		return 3;
	case 4:
		*codep = (bytes[0] & 0x07u) << 18 | (bytes[1] & 0x3Fu) << 12 | (bytes[2] & 0x3Fu) << 6 |
			 (bytes[3] & 0x3Fu);
		return 4;
	default:
		*codep = 0xFFFD;
		return 1;
	}
}

size_t utf8_encode(uint32_t code, char out[4])
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xE0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3F));
		out[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3F));
	out[2] = (char)(0x80 | (code >> 6 & 0x3F));
	out[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}
