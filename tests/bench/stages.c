/* The engine's stages one by one, in the order of engine.c, which keeps that order to itself. */
#include "bench.h"

#include <string.h>

#include "base/utf8.h"
#include "engine/article.h"

#define ARENA_KEEP (4u << 20)

static const struct {
	const char *name;
	int (*run)(struct article *article);
} stages[] = {
	{ "stage.token", token_run },     { "stage.clean", clean_run },         { "stage.sentence", sentence_run },
	{ "stage.mention", mention_run }, { "stage.quote", quote_run },         { "stage.chunk", chunk_run },
	{ "stage.actor", actor_run },     { "stage.clause", clause_run },       { "stage.statement", statement_run },
	{ "stage.stance", stance_run },   { "stage.sentiment", sentiment_run }, { "stage.pair", pair_run },
};
#define STAGE_COUNT (sizeof stages / sizeof *stages)

static void begin(struct article *article, const struct stanced_lexicon *lexicon, const struct bench_article *from)
{
	struct stanced_article_in in = bench_article_in(from);
	struct arena arena = article->arena;
	arena_reset(&arena, ARENA_KEEP);
	*article = (struct article) { .lexicon = lexicon,
				      .text = in.text,
				      .size = (uint32_t)in.text_size,
				      .title = in.title,
				      .title_size = (uint32_t)in.title_size,
				      .day = in.published,
				      .arena = arena };
}

static double step(int (*run)(struct article *article), struct article *article)
{
	double start = bench_clock();
	if (run(article) < 0)
		bench_fail("out of memory");
	return bench_clock() - start;
}

void stages_run(const struct stanced_lexicon *lexicon, const struct bench_corpus *corpus, unsigned round)
{
	struct article article = { 0 };
	double spent[STAGE_COUNT] = { 0 }, utf8 = 0, words = 0;
	arena_init(&article.arena, 0);
	for (size_t i = 0; i < corpus->count; i++) {
		begin(&article, lexicon, &corpus->items[i]);
		double start = bench_clock();
		if (!utf8_valid(article.text, article.size, NULL))
			bench_fail("the corpus is not UTF-8");
		utf8 += bench_clock() - start;
		for (size_t s = 0; s < STAGE_COUNT; s++)
			spent[s] += step(stages[s].run, &article);
		begin(&article, lexicon, &corpus->items[i]);
		words += step(token_run, &article) + step(mention_run, &article);
	}
	bench_tell("stage.utf8", round, utf8, corpus);
	for (size_t s = 0; s < STAGE_COUNT; s++)
		bench_tell(stages[s].name, round, spent[s], corpus);
	bench_tell("words", round, words, corpus);
	arena_deinit(&article.arena);
}
