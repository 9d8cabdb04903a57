#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <stanced/engine.h>

#include "ctl/term.h"

#define WIDTH_DEFAULT 100

void term_init(struct term *term, FILE *out)
{
	const char *no_color = getenv("NO_COLOR"), *kind = getenv("TERM");
	struct winsize size;
	term->out = out;
	term->terminal = isatty(fileno(out));
	term->colour = term->terminal && !(no_color && no_color[0]) && !(kind && strcmp(kind, "dumb") == 0);
	term->width = WIDTH_DEFAULT;
	if (term->terminal && ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col > 20)
		term->width = size.ws_col;
}

void term_style(const struct term *term, const char *sgr)
{
	if (term->colour)
		fprintf(term->out, "\033[%sm", sgr);
}

const char *term_score_style(double score)
{
	if (score <= -STANCED_NEUTRAL_BAND)
		return "31";
	return score >= STANCED_NEUTRAL_BAND ? "32" : "";
}

/* Bytes of the character at data; controls are those of ASCII and of C1 (which terminals obey as well). */
static size_t character_size(const char *data, size_t size, bool *controlp)
{
	unsigned char first = (unsigned char)data[0];
	size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	if (length > size)
		length = size;
	*controlp = first < 0x20 || first == 0x7f || (first == 0xc2 && length == 2 && (unsigned char)data[1] < 0xa0);
	return length;
}

size_t term_character(const struct term *term, const char *data, size_t size)
{
	bool control;
	size_t length = character_size(data, size, &control);
	if (!control || data[0] == '\n')
		fwrite(data, 1, length, term->out);
	else if (data[0] != '\r')
		fputc(' ', term->out);
	return length;
}

void term_text(const struct term *term, const char *text, size_t size, size_t max)
{
	size_t shown = 0;
	bool gap = false;
	for (size_t i = 0; i < size;) {
		bool control;
		size_t length = character_size(text + i, size - i, &control);
		if (control || text[i] == ' ') {
			gap = shown > 0;
		} else {
			if (shown + gap + 1 >= max && i + length < size) {
				fputs("…", term->out);
				return;
			}
			if (gap)
				fputc(' ', term->out);
			fwrite(text + i, 1, length, term->out);
			shown += (size_t)1 + gap;
			gap = false;
		}
		i += length;
	}
}
