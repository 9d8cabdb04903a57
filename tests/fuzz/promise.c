#include "promise.h"

#include <stdbool.h>
#include <string.h>

#include <stanced/lexicon.h>

static bool boundary(const unsigned char *text, size_t size, size_t at)
{
	return at == size || (text[at] & 0xc0) != 0x80;
}

static void check_span(const unsigned char *text, size_t size, size_t start, size_t end)
{
	PROMISE(start < end && end <= size);
	PROMISE(boundary(text, size, start) && boundary(text, size, end));
}

static void check_statement(const unsigned char *text, size_t size, const struct stanced_statement *s)
{
	check_span(text, size, s->start, s->end);
	PROMISE(s->sentiment >= -1 && s->sentiment <= 1);
	PROMISE(s->kind != STANCED_NARRATED || !s->has_speaker);
	if (s->has_speaker) {
		check_span(text, size, s->speaker.start, s->speaker.end);
		PROMISE(s->speaker.name && s->speaker.name[0]);
	}
	for (size_t i = 0; i < s->stance_count; i++) {
		const struct stanced_stance *x = &s->stances[i];
		PROMISE(strcmp(x->source, x->target) != 0);
		PROMISE(x->score >= -1 && x->score <= 1 && x->certainty >= 0 && x->certainty <= 1);
		PROMISE(x->cue_count >= 1 && x->cues[0].term && x->cues[0].rule);
		check_span(text, size, x->cues[0].start, x->cues[0].end);
	}
}

void promise_result(const unsigned char *text, size_t size, const struct stanced_result *r)
{
	PROMISE((r->pair_count == 0) == (r->reason != STANCED_REASON_NONE));
	PROMISE(r->sentiment >= -1 && r->sentiment <= 1);
	for (size_t i = 0; i < r->statement_count; i++) {
		check_statement(text, size, &r->statements[i]);
		PROMISE(i == 0 || r->statements[i - 1].start <= r->statements[i].start);
	}
	for (size_t i = 0; i < r->pair_count; i++) {
		const struct stanced_pair *p = &r->pairs[i];
		PROMISE(strcmp(p->source, p->target) != 0);
		PROMISE(p->score >= -1 && p->score <= 1 && p->confidence >= 0 && p->confidence <= 1);
		PROMISE(p->statement_count >= 1);
		for (size_t k = 0; k < p->statement_count; k++)
			PROMISE(p->statements[k] < r->statement_count &&
				(k == 0 || p->statements[k - 1] < p->statements[k]));
	}
}

struct stanced_engine *promise_engine(void)
{
	static struct stanced_lexicon *lexicon;
	struct stanced_lexicon_options options = { .diagnose = stanced_diagnostic_print, .user = stderr };
	struct stanced_engine *engine;
	if (stanced_lexicon_load(&lexicon, &options) != 0 || stanced_engine_new(&engine, lexicon) != 0)
		abort();
	return engine;
}
