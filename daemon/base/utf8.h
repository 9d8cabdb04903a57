/* UTF-8, checked and decoded without tables of the locale. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* True when data is well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF).
 * Otherwise *badp (may be NULL) is the offset of the first bad byte. */
bool utf8_valid(const char *data, size_t size, size_t *badp);

/* Decodes the character at data into *codep; returns its length, 1 and U+FFFD on a bad byte. size > 0. */
size_t utf8_decode(const char *data, size_t size, uint32_t *codep);

/* Encodes code (a valid scalar value) into out[4]; returns its length. */
size_t utf8_encode(uint32_t code, char out[4]);
