/* Requests read and results written, as the daemon does for each article, without its sockets. */
#include "bench.h"
#include "wire/messages.h"

static void parse_one_frame(const struct bench_article *article)
{
	struct stanced_request request;
	const char *why;
	if (stanced_request_parse(&request, article->line, article->line_size, NULL, 0, STANCED_TEXT_MAX, &why))
		bench_fail(why);
	stanced_request_deinit(&request);
}

static void parse_two_frames(const struct bench_article *article)
{
	struct stanced_request request;
	const char *why;
	if (stanced_request_parse(&request, article->header, article->header_size, article->request.text,
				  article->request.text_size, STANCED_TEXT_MAX, &why))
		bench_fail(why);
	stanced_request_deinit(&request);
}

/* All messages of an article: its stances, its tones, the whole. */
static void write_messages(const struct bench_article *article, const struct stanced_result *result)
{
	struct messages messages = { .seq = 0 };
	struct stanced_head head = { .request = &article->request, .lexicon = "sha256:0" };
	if (messages_write(&messages, &head, result) < 0)
		bench_fail("out of memory");
	messages_deinit(&messages);
}

void wire_run(struct stanced_engine *engine, const struct bench_corpus *corpus, unsigned round)
{
	double start = bench_cpu();
	for (size_t i = 0; i < corpus->count; i++)
		parse_one_frame(&corpus->items[i]);
	bench_tell("wire.one_frame", round, bench_cpu() - start, corpus);
	start = bench_cpu();
	for (size_t i = 0; i < corpus->count; i++)
		parse_two_frames(&corpus->items[i]);
	bench_tell("wire.two_frames", round, bench_cpu() - start, corpus);
	double written = 0;
	for (size_t i = 0; i < corpus->count; i++) {
		const struct stanced_result *result = bench_score(engine, &corpus->items[i]);
		start = bench_clock();
		write_messages(&corpus->items[i], result);
		written += bench_clock() - start;
	}
	bench_tell("wire.messages", round, written, corpus);
}
