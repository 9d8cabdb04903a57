#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void bench_fail(const char *what)
{
	fprintf(stderr, "bench: %s\n", what);
	exit(1);
}

static double clock_of(clockid_t id)
{
	struct timespec t;
	clock_gettime(id, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

double bench_cpu(void)
{
	return clock_of(CLOCK_PROCESS_CPUTIME_ID);
}

double bench_clock(void)
{
	return clock_of(CLOCK_MONOTONIC);
}

void bench_tell(const char *measure, unsigned round, double seconds, const struct bench_corpus *corpus)
{
	printf("%s\t%u\t%.9f\t%zu\t%zu\n", measure, round, seconds, corpus->bytes, corpus->count);
	fflush(stdout);
}

/* The line up to its text, which corpus.py writes last, is the two-frame form's header. */
static void cut_header(struct bench_article *article)
{
	static const char mark[] = ", \"text\": ";
	const char *text = memmem(article->line, article->line_size, mark, sizeof mark - 1);
	if (!text)
		bench_fail("the corpus is not of corpus.py's making");
	article->header_size = (size_t)(text - article->line) + 1;
	article->header = malloc(article->header_size + 1);
	if (!article->header)
		bench_fail("out of memory");
	memcpy(article->header, article->line, article->header_size - 1);
	memcpy(article->header + article->header_size - 1, "}", 2);
}

static void add(struct bench_corpus *corpus, const char *line, size_t size)
{
	const char *why = "";
	if (corpus->count % 1024 == 0) {
		corpus->items = realloc(corpus->items, (corpus->count + 1024) * sizeof *corpus->items);
		if (!corpus->items)
			bench_fail("out of memory");
	}
	struct bench_article *article = &corpus->items[corpus->count++];
	*article = (struct bench_article) { .line = strndup(line, size), .line_size = size };
	if (!article->line ||
	    stanced_request_parse(&article->request, article->line, size, NULL, 0, STANCED_TEXT_MAX, &why))
		bench_fail(article->line ? why : "out of memory");
	cut_header(article);
	corpus->bytes += article->request.text_size;
}

void bench_corpus_load(struct bench_corpus *corpus, const char *path, size_t limit)
{
	FILE *file = fopen(path, "rb");
	char *line = NULL;
	size_t room = 0;
	*corpus = (struct bench_corpus) { 0 };
	if (!file) {
		perror(path);
		exit(1);
	}
	while (corpus->count < limit) {
		ssize_t size = getline(&line, &room, file);
		if (size <= 0)
			break;
		add(corpus, line, (size_t)(line[size - 1] == '\n' ? size - 1 : size));
	}
	free(line);
	fclose(file);
	if (!corpus->count)
		bench_fail("the corpus is empty");
}

void bench_corpus_free(struct bench_corpus *corpus)
{
	for (size_t i = 0; i < corpus->count; i++) {
		stanced_request_deinit(&corpus->items[i].request);
		free(corpus->items[i].line);
		free(corpus->items[i].header);
	}
	free(corpus->items);
}

struct stanced_article_in bench_article_in(const struct bench_article *article)
{
	const struct stanced_request *request = &article->request;
	return (struct stanced_article_in) {
		.text = request->text,
		.text_size = request->text_size,
		.title = request->title,
		.title_size = request->title ? strlen(request->title) : 0,
		.published = request->day,
	};
}

const struct stanced_result *bench_score(struct stanced_engine *engine, const struct bench_article *article)
{
	const struct stanced_result *result;
	struct stanced_article_in in = bench_article_in(article);
	int r = stanced_engine_score(engine, &in, &result);
	if (r != 0)
		bench_fail(strerror(-r));
	return result;
}
