#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

#include "ctl/mark.h"

/* What a byte of the text is part of. */
enum part {
	PART_STATEMENT = 1 << 0,
	PART_SPEAKER = 1 << 1,
	PART_NEGATIVE = 1 << 2, /* cue words by the score they gave */
	PART_POSITIVE = 1 << 3,
	PART_NEUTRAL = 1 << 4,
};
#define PART_CUE (PART_NEGATIVE | PART_POSITIVE | PART_NEUTRAL)

static void fill(uint8_t *parts, size_t size, uint32_t start, uint32_t end, unsigned part)
{
	for (size_t i = start; i < end && i < size; i++)
		parts[i] = (uint8_t)(parts[i] | part);
}

static unsigned cue_part(double score)
{
	if (score <= -STANCED_NEUTRAL_BAND)
		return PART_NEGATIVE;
	return score >= STANCED_NEUTRAL_BAND ? PART_POSITIVE : PART_NEUTRAL;
}

static void fill_statement(uint8_t *parts, size_t size, const struct stanced_statement *statement)
{
	fill(parts, size, statement->start, statement->end, PART_STATEMENT);
	if (statement->has_speaker)
		fill(parts, size, statement->speaker.start, statement->speaker.end, PART_SPEAKER);
	for (size_t i = 0; i < statement->stance_count; i++) {
		const struct stanced_stance *stance = &statement->stances[i];
		for (size_t j = 0; j < stance->cue_count; j++)
			fill(parts, size, stance->cues[j].start, stance->cues[j].end, cue_part(stance->score));
	}
}

/* ---- writing ---- */

struct printer {
	const struct term *term;
	const struct stanced_result *result;
	size_t next; /* statement that begins next */
};

static void print_style(const struct term *term, unsigned part)
{
	term_style(term, "");
	if (part & PART_STATEMENT)
		term_style(term, "4");
	if (part & PART_SPEAKER)
		term_style(term, "1;36");
	if (part & PART_NEGATIVE)
		term_style(term, "1;31");
	else if (part & PART_POSITIVE)
		term_style(term, "1;32");
	else if (part & PART_NEUTRAL)
		term_style(term, "1;33");
}

/* Numbers of the statements that begin here: one statement may stand inside another. */
static void print_starts(struct printer *printer, size_t at)
{
	const struct term *term = printer->term;
	for (;
	     printer->next < printer->result->statement_count && printer->result->statements[printer->next].start <= at;
	     printer->next++) {
		term_style(term, "");
		term_style(term, "2");
		fprintf(term->out, "[%zu%s", printer->next + 1, term->colour ? "]" : "| ");
		term_style(term, "");
	}
}

/* Without colour every part ends, inner ones first, before others begin. */
static void print_ends(const struct printer *printer, unsigned before, unsigned now)
{
	if (printer->term->colour)
		return;
	if ((before & PART_CUE) != (now & PART_CUE) && (before & PART_CUE))
		fputc('}', printer->term->out);
	if ((before & ~now) & PART_SPEAKER)
		fputc('>', printer->term->out);
	if ((before & ~now) & PART_STATEMENT)
		fputs(" ]", printer->term->out);
}

static void print_begins(const struct printer *printer, unsigned before, unsigned now)
{
	if (printer->term->colour) {
		print_style(printer->term, now);
		return;
	}
	if ((now & ~before) & PART_SPEAKER)
		fputc('<', printer->term->out);
	if ((before & PART_CUE) != (now & PART_CUE) && (now & PART_CUE))
		fputc('{', printer->term->out);
}

static bool begins(const struct printer *printer, size_t at)
{
	return printer->next < printer->result->statement_count &&
	       printer->result->statements[printer->next].start <= at;
}

int mark_print(const struct term *term, const struct stanced_request *request, const struct stanced_result *result)
{
	size_t size = request->text_size;
	struct printer printer = { .term = term, .result = result };
	uint8_t *parts = calloc(size + 1, 1);
	unsigned before = 0;
	if (!parts)
		return -ENOMEM;
	for (size_t i = 0; i < result->statement_count; i++)
		fill_statement(parts, size, &result->statements[i]);
	for (size_t i = 0; i < size;) {
		bool starts = begins(&printer, i);
		if (starts || parts[i] != before) {
			print_ends(&printer, before, parts[i]);
			print_starts(&printer, i);
			print_begins(&printer, before, parts[i]);
			before = parts[i];
		}
		i += term_character(term, request->text + i, size - i);
	}
	print_ends(&printer, before, 0);
	term_style(term, "");
	free(parts);
	return 0;
}

void mark_legend(const struct term *term)
{
	if (!term->colour) {
		fputs("Marks: [1| statement ]  <speaker>  {cue word}\n", term->out);
		return;
	}
	fputs("Marks: ", term->out);
	print_style(term, PART_STATEMENT);
	fputs("statement", term->out);
	print_style(term, PART_SPEAKER);
	fputs("  speaker", term->out);
	print_style(term, PART_NEGATIVE);
	fputs("  hostile", term->out);
	print_style(term, PART_POSITIVE);
	fputs("  friendly", term->out);
	print_style(term, PART_NEUTRAL);
	fputs("  neutral", term->out);
	term_style(term, "");
	fputc('\n', term->out);
}
