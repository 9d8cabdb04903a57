/* Writing on a terminal, and on what is none.
 *
 * Text of articles is other people's: control characters in it never reach the terminal. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct term {
	FILE *out;
	bool terminal;
	bool colour; /* a terminal, TERM is not "dumb", NO_COLOR is not set */
	unsigned width; /* columns; of no terminal: 100 */
};

void term_init(struct term *term, FILE *out);

/* SGR parameters: "1;31"; "" ends all. Nothing without colour. */
void term_style(const struct term *term, const char *sgr);
/* The style of a score: red, green, or none inside the neutral band. */
const char *term_score_style(double score);

/* text with runs of white space and control characters as one space each; at most max characters, an ellipsis being
 * the last of a longer one. */
void term_text(const struct term *term, const char *text, size_t size, size_t max);

/* One character of text at data, made harmless; line ends stay. Returns its bytes. */
size_t term_character(const struct term *term, const char *data, size_t size);
