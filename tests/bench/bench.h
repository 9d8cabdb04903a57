/* What the measures of the engine share. Each writes lines "measure TAB round TAB seconds TAB bytes TAB articles" on
 * standard output; run.py takes medians of them. Texts are counted in bytes of text, whatever form they travel in. */
#pragma once

#include <stddef.h>

#include <stanced/engine.h>
#include <stanced/wire.h>

struct bench_article {
	char *line; /* the one-frame request, owned */
	size_t line_size;
	char *header; /* the two-frame form's first frame, owned */
	size_t header_size;
	struct stanced_request request; /* parsed from line: holds the text */
};

struct bench_corpus {
	struct bench_article *items;
	size_t count, bytes; /* of text */
};

/* Reads at most limit articles of a file that corpus.py wrote; ends the program when that fails. */
void bench_corpus_load(struct bench_corpus *corpus, const char *path, size_t limit);
void bench_corpus_free(struct bench_corpus *corpus);
struct stanced_article_in bench_article_in(const struct bench_article *article);

/* Seconds of processor time of this process; of the clock. */
double bench_cpu(void);
double bench_clock(void);
void bench_fail(const char *what);
void bench_tell(const char *measure, unsigned round, double seconds, const struct bench_corpus *corpus);
const struct stanced_result *bench_score(struct stanced_engine *engine, const struct bench_article *article);

/* floor.c: words and phrases of the .tsv files of a directory. */
struct floor;
struct floor *floor_new(const char *directory);
struct floor *floor_free(struct floor *floor);
/* Cuts and looks up; returns how many words and phrases were found, so that nothing is optimised away. */
size_t floor_run(struct floor *floor, const char *text, size_t size);

void growth_run(struct stanced_engine *engine);
void stages_run(const struct stanced_lexicon *lexicon, const struct bench_corpus *corpus, unsigned round);
void wire_run(struct stanced_engine *engine, const struct bench_corpus *corpus, unsigned round);

/* allocation.c: calls of malloc, calloc and realloc of this process so far; -1: not counted in this build. */
long allocation_count(void);
