/* The engine's stages one by one, in the order of engine.c, which keeps that order to itself. */
#include "bench.h"

#include "base/utf8.h"
#include "engine/article.h"

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
		struct stanced_article_in in = bench_article_in(&corpus->items[i]);
		article_begin(&article, lexicon, &in);
		double start = bench_clock();
		if (!utf8_valid(article.text, article.size, NULL))
			bench_fail("the corpus is not UTF-8");
		utf8 += bench_clock() - start;
		for (size_t s = 0; s < STAGE_COUNT; s++)
			spent[s] += step(stages[s].run, &article);
		article_begin(&article, lexicon, &in);
		words += step(token_run, &article) + step(mention_run, &article);
	}
	bench_tell("stage.utf8", round, utf8, corpus);
	for (size_t s = 0; s < STAGE_COUNT; s++)
		bench_tell(stages[s].name, round, spent[s], corpus);
	bench_tell("words", round, words, corpus);
	arena_deinit(&article.arena);
}
