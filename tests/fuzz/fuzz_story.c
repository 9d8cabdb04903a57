/* libFuzzer: bytes choose among the pieces that news is made of, so that whole sentences with speakers, quotations and
 * cues come about. Beside the promises of every result:
 *
 *   the same article scored twice gives the same result;
 *   an advertisement's mark and a promotion before it change no pair. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "promise.h"

#define TEXT_MAX 8192
#define PAIRS_MAX 256

static const char *const pieces[] = {
	"Japan ",
	"China ",
	"the United States ",
	"Beijing ",
	"Tokyo's ",
	"Russian ",
	"NATO ",
	"the EU ",
	"Taiwan ",
	"Foreign Minister ",
	"Prime Minister ",
	"spokesman ",
	"analyst ",
	"professor ",
	"Mr. ",
	"Wang Yi ",
	"Haruko Endo ",
	"Smith ",
	"he ",
	"she ",
	"they ",
	"we ",
	"our country ",
	"both sides ",
	"its neighbour ",
	"which ",
	"who ",
	"that ",
	"said ",
	"told reporters ",
	"condemned ",
	"praised ",
	"was condemned by ",
	"warned ",
	"accused ",
	"of ",
	"attacking ",
	"urged ",
	"to ",
	"support ",
	"not ",
	"never ",
	"may ",
	"if ",
	"but ",
	"and ",
	"or ",
	"according to ",
	"a ",
	"the ",
	"strongly ",
	"ties ",
	"between ",
	"with ",
	"against ",
	"over ",
	"the attack on ",
	"sanctions ",
	"agreed ",
	"on Tuesday ",
	"\"",
	"\xe2\x80\x9c",
	"\xe2\x80\x9d",
	"'",
	"\xe2\x80\x98",
	"\xe2\x80\x99",
	",\" ",
	", ",
	". ",
	".\" ",
	"? ",
	"! ",
	": ",
	"; ",
	" - ",
	" \xe2\x80\x94 ",
	"(",
	") ",
	"\n",
	"\n\n",
	"\n* ",
	"BEIJING (Wire) - ",
	"Mr Li's ",
	"U.S. ",
	"40 percent ",
	"WANG: ",
	"Read more\n",
	"(Reporting by A. Writer)\n",
	"Copyright 2023 Wire\n",
	"\xe6\xbc\xa2 ",
	"\xc3\xa9",
	"  ",
	"JAPAN SLAMS ",
};
#define PIECE_COUNT (sizeof pieces / sizeof *pieces)

static const char prefix[] = "Advertisement\n\nSign up for our newsletter\n\n";

struct summary {
	struct {
		const char *source, *target;
		double score;
	} pairs[PAIRS_MAX];
	size_t count, statements;
	uint64_t spans; /* hash of what statements cover */
};

static size_t make_text(char text[TEXT_MAX], const uint8_t *data, size_t size)
{
	size_t used = 0;
	for (size_t i = 0; i < size; i++) {
		const char *piece = pieces[data[i] % PIECE_COUNT];
		size_t length = strlen(piece);
		if (used + length > TEXT_MAX)
			break;
		memcpy(text + used, piece, length);
		used += length;
	}
	return used;
}

static void score(struct stanced_engine *engine, const char *text, size_t size, struct summary *summary)
{
	struct stanced_article_in in = { .text = text, .text_size = size, .published = STANCED_DAY_NONE };
	const struct stanced_result *result;
	PROMISE(stanced_engine_score(engine, &in, &result) == 0);
	promise_result((const unsigned char *)text, size, result);
	*summary = (struct summary) { .count = result->pair_count, .statements = result->statement_count };
	for (size_t i = 0; i < result->pair_count && i < PAIRS_MAX; i++) {
		summary->pairs[i].source = result->pairs[i].source;
		summary->pairs[i].target = result->pairs[i].target;
		summary->pairs[i].score = result->pairs[i].score;
	}
	for (size_t i = 0; i < result->statement_count; i++)
		summary->spans = summary->spans * 1000003 + result->statements[i].start * 31 +
				 result->statements[i].end;
}

static bool same_pairs(const struct summary *a, const struct summary *b)
{
	bool same = a->count == b->count;
	for (size_t i = 0; same && i < a->count && i < PAIRS_MAX; i++)
		same = !strcmp(a->pairs[i].source, b->pairs[i].source) &&
		       !strcmp(a->pairs[i].target, b->pairs[i].target) && a->pairs[i].score == b->pairs[i].score;
	return same;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct stanced_engine *engine;
	static char text[sizeof prefix + TEXT_MAX];
	static struct summary first, second;
	if (!engine)
		engine = promise_engine();
	char *article = text + sizeof prefix - 1;
	memcpy(text, prefix, sizeof prefix - 1);
	size_t length = make_text(article, data, size);
	score(engine, article, length, &first);
	score(engine, article, length, &second);
	PROMISE(same_pairs(&first, &second) && first.spans == second.spans && first.statements == second.statements);
	score(engine, text, sizeof prefix - 1 + length, &second);
	PROMISE(same_pairs(&first, &second));
	return 0;
}
