#include "service/scorer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/now.h"
#include "service/handoff.h"
#include "service/large.h"
#include "service/shared_lexicon.h"

/* Shorter pauses are not worth it, longer ones would be felt. */
#define PAUSE_MIN_MS 2
#define PAUSE_MAX_MS 10

static int write_messages(struct job *job, const struct stanced_result *result)
{
	struct stanced_head head = { .request = &job->request };
	head.lexicon = stanced_lexicon_digest(job->lexicon->lexicon);
	return messages_write(&job->messages, &head, result);
}

static void score(struct stanced_engine *engine, struct job *job)
{
	const struct stanced_request *request = &job->request;
	const struct stanced_result *result;
	struct stanced_article_in in = {
		.text = request->text,
		.text_size = request->text_size,
		.title = request->title,
		.title_size = request->title ? strlen(request->title) : 0,
		.published = request->day,
	};
	uint64_t start = now_ns();
	job->error = stanced_engine_score(engine, &in, &result);
	job->engine_ns = now_ns() - start;
	if (!job->error)
		job->error = write_messages(job, result);
	if (!job->error && job->number)
		signature_of(&job->signature, request->text, request->text_size);
}

static void *work(void *user)
{
	struct scorer *scorer = user;
	const struct stanced_lexicon *held = scorer->lexicon->lexicon;
	struct job *job;
	for (;;) {
		if (zmq_recv(scorer->far, &job, sizeof job, 0) < 0) {
			if (errno == EINTR)
				continue;
			break;
		}
		if (!job)
			break;
		handoff_take(job);
		if (job->lexicon->lexicon != held) {
			held = job->lexicon->lexicon;
			stanced_engine_set_lexicon(scorer->engine, held);
		}
		if (!job->swap)
			score(scorer->engine, job);
		if (job->request.text_size > LARGE_TEXT)
			stanced_engine_rest(scorer->engine); /* the next one may not come for long */
		handoff_give(job);
		zmq_send(scorer->far, &job, sizeof job, 0);
	}
	return NULL;
}

static int open_pipe(struct scorer *scorer, void *context, unsigned index)
{
	char address[32];
	int none = 0;
	snprintf(address, sizeof address, "inproc://scorer-%u", index);
	scorer->pipe = zmq_socket(context, ZMQ_PAIR);
	scorer->far = zmq_socket(context, ZMQ_PAIR);
	if (!scorer->pipe || !scorer->far)
		return -errno;
	void *const ends[] = { scorer->pipe, scorer->far };
	for (size_t i = 0; i < 2; i++) {
		/* What is under way is bounded by SCORER_DEPTH; no other limit may block the loop. */
		zmq_setsockopt(ends[i], ZMQ_SNDHWM, &none, sizeof none);
		zmq_setsockopt(ends[i], ZMQ_RCVHWM, &none, sizeof none);
		zmq_setsockopt(ends[i], ZMQ_LINGER, &none, sizeof none);
	}
	if (zmq_bind(scorer->pipe, address) < 0 || zmq_connect(scorer->far, address) < 0)
		return -errno;
	return 0;
}

int scorer_start(struct scorer *scorer, void *context, unsigned index, struct shared_lexicon *lexicon)
{
	*scorer = (struct scorer) { .lexicon = shared_lexicon_ref(lexicon) };
	int r = stanced_engine_new(&scorer->engine, lexicon->lexicon);
	if (r == 0)
		r = open_pipe(scorer, context, index);
	if (r == 0)
		r = -pthread_create(&scorer->thread, NULL, work, scorer);
	scorer->started = r == 0;
	if (r < 0)
		scorer_stop(scorer);
	return r;
}

void scorer_stop(struct scorer *scorer)
{
	struct job *end = NULL;
	if (scorer->started) {
		zmq_send(scorer->pipe, &end, sizeof end, 0);
		pthread_join(scorer->thread, NULL);
		for (struct job *job; (job = scorer_take(scorer));) {
			shared_lexicon_unref(job->lexicon);
			job_free(job);
		}
	}
	if (scorer->pipe)
		zmq_close(scorer->pipe);
	if (scorer->far)
		zmq_close(scorer->far);
	stanced_engine_free(scorer->engine);
	shared_lexicon_unref(scorer->lexicon);
	*scorer = (struct scorer) { 0 };
}

void scorer_excuse(struct scorer *scorer, int64_t ms, int64_t now)
{
	int64_t since = scorer->since_ms + ms;
	scorer->since_ms = since < now ? since : now;
}

const struct job *scorer_overdue(const struct scorer *scorer, int64_t limit_ms, int64_t now)
{
	return scorer->in_flight && now - scorer->since_ms > limit_ms ? scorer->jobs[scorer->first] : NULL;
}

long scorers_pause_ms(const struct scorer *scorers, unsigned count, const struct counters *counters)
{
	double ns = counters->text_bytes ? (double)counters->engine_ns / (double)counters->text_bytes : 0;
	uint64_t least = UINT64_MAX;
	for (unsigned i = 0; i < count; i++) {
		if (scorers[i].bytes < least)
			least = scorers[i].bytes;
	}
	double half = (double)least * ns / 2 / 1e6;
	return half < PAUSE_MIN_MS ? 0 : half > PAUSE_MAX_MS ? PAUSE_MAX_MS : (long)half;
}

bool scorer_has_room(const struct scorer *scorer)
{
	return !scorer->in_flight || (scorer->in_flight < SCORER_DEPTH && scorer->bytes < SCORER_BYTES);
}

/* A scorer without a job always has room; others hold fewer than the ring. */
int scorer_give(struct scorer *scorer, struct job *job)
{
	size_t size = job->request.text_size;
	scorer->used = true;
	handoff_give(job);
	if (zmq_send(scorer->pipe, &job, sizeof job, ZMQ_DONTWAIT) < 0)
		return -errno;
	if (job->swap)
		return 0;
	if (!scorer->in_flight)
		scorer->since_ms = now_ms();
	scorer->jobs[(scorer->first + scorer->in_flight++) % SCORER_DEPTH] = job;
	scorer->bytes += size;
	scorer->large += size > LARGE_TEXT ? size : 0;
	return 0;
}

/* The engine lets go of its old lexicon only when it has the new one. */
static void follow_lexicon(struct scorer *scorer, struct shared_lexicon *lexicon)
{
	if (scorer->lexicon == lexicon)
		return;
	shared_lexicon_unref(scorer->lexicon);
	scorer->lexicon = shared_lexicon_ref(lexicon);
}

struct job *scorer_take(struct scorer *scorer)
{
	struct job *job;
	scorer->used = true;
	while (zmq_recv(scorer->pipe, &job, sizeof job, ZMQ_DONTWAIT) >= 0) {
		handoff_take(job);
		follow_lexicon(scorer, job->lexicon);
		if (!job->swap) {
			scorer->in_flight--;
			scorer->first = (scorer->first + 1) % SCORER_DEPTH;
			scorer->since_ms = now_ms();
			scorer->bytes -= job->request.text_size;
			if (job->request.text_size > LARGE_TEXT)
				scorer->large -= job->request.text_size;
			return job;
		}
		shared_lexicon_unref(job->lexicon);
		job_free(job);
	}
	return NULL;
}
