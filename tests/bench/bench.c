/* Timings of the engine, outside the test suite: numbers for people, never assertions. scripts/bench runs them all.
 *
 *   bench growth                      hard inputs of 1, 2, 4 and 8 MB: cost a byte must stay level
 *   bench throughput FILE...          plain articles scored over and over for two seconds, one core
 *   bench load [ROUNDS]               time to load and compile the lexicons
 *   bench measure CORPUS [ROUNDS]     engine, floor, stages and JSON in turns, one line a measure and round (bench.h)
 *   bench engine CORPUS [ROUNDS]      the engine alone
 *   bench allocations CORPUS          calls of the allocator for each article, once every article was seen
 *   bench score CORPUS [ARTICLES]     scores each once, tells bytes and compiler: for scripts/instructions */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <stanced/lexicon.h>

#include "bench.h"

#define FILE_MAX (1u << 20)
#define FILES_MAX 256
#define ROUNDS 5

#define TEXT_(x) #x
#define TEXT(x) TEXT_(x)
#ifdef __clang__
#define COMPILER "clang " TEXT(__clang_major__)
#else
#define COMPILER "gcc " TEXT(__GNUC__)
#endif

static struct stanced_lexicon *load(void)
{
	struct stanced_lexicon *lexicon = NULL;
	struct stanced_lexicon_options options = { .diagnose = NULL };
	if (stanced_lexicon_load(&lexicon, &options) != 0)
		bench_fail("the lexicons do not load; see stancectl lint");
	return lexicon;
}

static void load_run(unsigned rounds)
{
	static const struct bench_corpus one = { .count = 1 };
	for (unsigned round = 0; round < rounds; round++) {
		double start = bench_clock();
		struct stanced_lexicon *lexicon = load();
		bench_tell("load", round, bench_clock() - start, &one);
		stanced_lexicon_free(lexicon);
	}
}

static double score_all(struct stanced_engine *engine, const struct bench_corpus *corpus)
{
	double start = bench_cpu();
	for (size_t i = 0; i < corpus->count; i++)
		bench_score(engine, &corpus->items[i]);
	return bench_cpu() - start;
}

/* Plain files in place of a corpus. */
static void read_files(struct bench_corpus *corpus, int count, char **paths)
{
	static struct bench_article items[FILES_MAX];
	*corpus = (struct bench_corpus) { .items = items };
	for (int i = 0; i < count && i < FILES_MAX; i++) {
		FILE *file = fopen(paths[i], "rb");
		char *text = malloc(FILE_MAX);
		if (!file || !text)
			bench_fail(paths[i]);
		size_t size = fread(text, 1, FILE_MAX, file);
		fclose(file);
		items[corpus->count++].request = (struct stanced_request) {
			.text = text, .owned_text = text, .text_size = size, .day = STANCED_DAY_NONE
		};
		corpus->bytes += size;
	}
}

static void throughput(struct stanced_engine *engine, int count, char **paths)
{
	struct bench_corpus corpus;
	double spent = 0, rounds = 0;
	read_files(&corpus, count, paths);
	for (; spent < 2.0; rounds++)
		spent += score_all(engine, &corpus);
	printf("%.1f MB/s, %.0f articles/s, mean article %zu bytes\n", (double)corpus.bytes * rounds / spent / 1e6,
	       (double)corpus.count * rounds / spent, corpus.bytes / corpus.count);
	for (size_t i = 0; i < corpus.count; i++)
		free(corpus.items[i].request.owned_text);
}

static void floor_all(struct floor *floor, const struct bench_corpus *corpus, unsigned round)
{
	size_t found = 0;
	double start = bench_cpu();
	for (size_t i = 0; i < corpus->count; i++)
		found += floor_run(floor, corpus->items[i].request.text, corpus->items[i].request.text_size);
	bench_tell("floor", round, bench_cpu() - start, corpus);
	if (!found)
		bench_fail("the floor found nothing");
}

static void measure(struct stanced_engine *engine, const struct stanced_lexicon *lexicon,
		    const struct bench_corpus *corpus, unsigned rounds)
{
	struct floor *floor = floor_new(stanced_lexicon_default_directory());
	score_all(engine, corpus); /* warms up */
	for (unsigned round = 0; round < rounds; round++) {
		floor_all(floor, corpus, round);
		bench_tell("engine", round, score_all(engine, corpus), corpus);
		stages_run(lexicon, corpus, round);
		wire_run(engine, corpus, round);
	}
	floor_free(floor);
}

static void engine_only(struct stanced_engine *engine, const struct bench_corpus *corpus, unsigned rounds)
{
	score_all(engine, corpus);
	for (unsigned round = 0; round < rounds; round++)
		bench_tell("engine", round, score_all(engine, corpus), corpus);
}

static void allocations(struct stanced_engine *engine, const struct bench_corpus *corpus)
{
	score_all(engine, corpus);
	long before = allocation_count();
	score_all(engine, corpus);
	long after = allocation_count();
	if (before < 0)
		printf("not counted in this build\n");
	else
		printf("%.4f\n", (double)(after - before) / (double)corpus->count);
}

static void with_corpus(const char *verb, const char *path, const char *number)
{
	struct stanced_engine *engine;
	struct bench_corpus corpus;
	unsigned long n = number ? strtoul(number, NULL, 10) : 0;
	struct stanced_lexicon *lexicon = load();
	if (stanced_engine_new(&engine, lexicon) != 0)
		bench_fail("out of memory");
	bench_corpus_load(&corpus, path, !strcmp(verb, "score") && n ? n : SIZE_MAX);
	if (!strcmp(verb, "measure")) {
		measure(engine, lexicon, &corpus, n ? (unsigned)n : ROUNDS);
	} else if (!strcmp(verb, "engine")) {
		engine_only(engine, &corpus, n ? (unsigned)n : ROUNDS);
	} else if (!strcmp(verb, "allocations")) {
		allocations(engine, &corpus);
	} else {
		score_all(engine, &corpus);
		printf("%zu\t%s\n", corpus.bytes, COMPILER);
	}
	bench_corpus_free(&corpus);
	stanced_engine_free(engine);
	stanced_lexicon_free(lexicon);
}

static void with_engine(const char *verb, int count, char **paths)
{
	struct stanced_engine *engine;
	struct stanced_lexicon *lexicon = load();
	if (stanced_engine_new(&engine, lexicon) != 0)
		bench_fail("out of memory");
	if (!strcmp(verb, "growth"))
		growth_run(engine);
	else
		throughput(engine, count, paths);
	stanced_engine_free(engine);
	stanced_lexicon_free(lexicon);
}

static bool takes_corpus(const char *verb)
{
	static const char *const verbs[] = { "measure", "engine", "allocations", "score" };
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		if (!strcmp(verb, verbs[i]))
			return true;
	}
	return false;
}

int main(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "growth";
	if (!strcmp(verb, "load"))
		load_run(argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : ROUNDS);
	else if (!strcmp(verb, "growth") || (!strcmp(verb, "throughput") && argc > 2))
		with_engine(verb, argc - 2, argv + 2);
	else if (argc > 2 && takes_corpus(verb))
		with_corpus(verb, argv[2], argc > 3 ? argv[3] : NULL);
	else
		bench_fail("usage: see the head of tests/bench/bench.c");
	return 0;
}
