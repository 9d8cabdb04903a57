/* Growth: hard inputs of 1, 2, 4 and 8 MB; the cost of a byte must stay level. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MB (1u << 20)
#define TRIES 3

/* Each shape is a trap for code that looks around too far: a unit repeated to the wanted size. */
static const struct {
	const char *name, *unit;
} shapes[] = {
	{ "one letter", "a" },
	{ "quotation marks", "\"" },
	{ "open quotes", "\n\n\"China said" },
	{ "no sentence marks", "China said Japan condemned the attack on Russia and " },
	{ "names", "John Smith Mary Jones Peter Brown " },
	{ "pronouns", "He said it condemned them. " },
	{ "commas", "Japan, " },
	{ "paragraphs", "China condemned Japan.\n\n" },
	{ "brackets", "(" },
	{ "cues", "said " },
	{ "officials", "The minister praised it. " },
	{ "both sides", "Both sides said Chad and Mali accused each other. " },
	{ "attacks", "Chad condemned the attack and denied any role. " },
	{ "short names", "The Oil Board (OB) met. The OB left. " },
	{ "unclaimed quotes", "Said to be bad, the report said so. \"We will never go there again.\" " },
	{ "bytes of emphasis", "\xe2\x80\x9c" },
};

static double score_once(struct stanced_engine *engine, const char *text, size_t size)
{
	struct stanced_article_in in = { .text = text, .text_size = size, .published = STANCED_DAY_NONE };
	const struct stanced_result *result;
	double start = bench_cpu();
	int r = stanced_engine_score(engine, &in, &result);
	if (r != 0)
		bench_fail(strerror(-r));
	return bench_cpu() - start;
}

/* The best of a few. An article gives back what the one before took: a small one first,
 * so that it is not counted here. */
static double score(struct stanced_engine *engine, const char *text, size_t size)
{
	double best = 1e9;
	for (int i = 0; i < TRIES; i++) {
		score_once(engine, "a", 1);
		double spent = score_once(engine, text, size);
		best = spent < best ? spent : best;
	}
	return best;
}

void growth_run(struct stanced_engine *engine)
{
	char *text = malloc(8 * MB);
	if (!text)
		bench_fail("out of memory");
	printf("%-20s %10s %10s %10s %10s   ns a byte\n", "input", "1 MB", "2 MB", "4 MB", "8 MB");
	for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
		size_t unit = strlen(shapes[s].unit), size = 0;
		while (size + unit <= 8 * MB) {
			memcpy(text + size, shapes[s].unit, unit);
			size += unit;
		}
		printf("%-20s", shapes[s].name);
		for (size_t mb = 1; mb <= 8; mb *= 2) {
			size_t n = mb * MB < size ? mb * MB / unit * unit : size;
			printf(" %10.1f", score(engine, text, n) * 1e9 / (double)n);
			fflush(stdout);
		}
		printf("\n");
	}
	free(text);
}
