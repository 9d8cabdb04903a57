#include "service/intake.h"

#include <stdlib.h>
#include <string.h>

#include "service/frames.h"
#include "service/log.h"

/* When to come back: about what a full queue of ordinary articles takes. */
#define BUSY_RETRY_MS 250
/* A drained daemon is usually started again at once. */
#define DRAINING_RETRY_MS 1000

int intake_init(struct intake *intake, const struct config *config, void *ingest, void *feed, struct counters *counters)
{
	*intake = (struct intake) { .config = config, .ingest = ingest, .feed = feed, .counters = counters };
	return window_init(&intake->window, config->known_ids);
}

void intake_deinit(struct intake *intake)
{
	struct job *job;
	while ((job = job_queue_pop(&intake->queue)))
		job_free(job);
	window_deinit(&intake->window);
	stanced_buffer_deinit(&intake->reply);
}

bool intake_has_room(const struct intake *intake)
{
	return intake->queue.count < intake->config->queue && intake->queue.bytes < intake->config->queue_bytes;
}

struct verdict {
	const char *status;
	enum stanced_refusal refusal;
	const char *message;
	int retry_ms;
	bool taken; /* the queue owns the job */
};

static struct verdict refuse(enum stanced_refusal refusal, const char *message, int retry_ms)
{
	return (struct verdict) { "refused", refusal, message, retry_ms, false };
}

/* Reads the article out of its frames into the job. */
static enum stanced_refusal parse(struct intake *intake, struct job *job, struct frames *frames, const char **messagep)
{
	size_t text_max = intake->config->text_max;
	zmq_msg_t *header = &frames->body[0];
	if (frames->count == 0 || frames->count > 2) {
		*messagep = "one or two frames are expected: JSON, or JSON and the raw text";
		return STANCED_BAD_REQUEST;
	}
	const char *text = NULL;
	size_t text_size = 0;
	if (frames->count == 2) {
		zmq_msg_move(&job->frame, &frames->body[1]);
		text_size = zmq_msg_size(&job->frame);
		text = text_size ? zmq_msg_data(&job->frame) : "";
	}
	return stanced_request_parse(&job->request, zmq_msg_data(header), zmq_msg_size(header), text, text_size,
				     text_max, messagep);
}

/* Puts a well-formed article into the window and the queue. */
static struct verdict admit(struct intake *intake, struct job *job)
{
	static const char no_memory[] = "out of memory";
	const char *copy_of;
	switch (window_find(&intake->window, &job->request, &copy_of)) {
	case WINDOW_KNOWN:
		return (struct verdict) { .status = "known" };
	case WINDOW_CONFLICT:
		return refuse(STANCED_ID_CONFLICT, "another text was taken under this id", 0);
	case WINDOW_NEW:
		break;
	}
	if (intake->draining)
		return refuse(STANCED_DRAINING, "the daemon is stopping", DRAINING_RETRY_MS);
	if (!intake_has_room(intake))
		return refuse(STANCED_BUSY, "the queue is full", BUSY_RETRY_MS);
	if (copy_of) {
		job->copy_of = strdup(copy_of);
		if (!job->copy_of)
			return refuse(STANCED_INTERNAL, no_memory, BUSY_RETRY_MS);
	}
	if (window_add(&intake->window, &job->request) < 0)
		return refuse(STANCED_INTERNAL, no_memory, BUSY_RETRY_MS);
	job_queue_push(&intake->queue, job);
	return (struct verdict) { .status = "accepted", .taken = true };
}

static struct verdict judge(struct intake *intake, struct job *job, struct frames *frames)
{
	struct counters *counters = intake->counters;
	struct verdict verdict;
	const char *message;
	enum stanced_refusal refusal = parse(intake, job, frames, &message);
	verdict = refusal ? refuse(refusal, message, 0) : admit(intake, job);
	if (verdict.refusal) {
		counters->refused[verdict.refusal]++;
		log_line(LOG_DEBUG, "refused %s: [%s] %s", job->request.id ? job->request.id : "an article without id",
			 stanced_refusal_code(verdict.refusal), verdict.message);
	} else if (verdict.taken) {
		counters->accepted++;
	} else {
		counters->known++;
	}
	return verdict;
}

bool intake_ingest(struct intake *intake)
{
	struct frames frames;
	if (!frames_receive(&frames, intake->ingest, true))
		return false;
	struct job *job = job_new();
	struct verdict verdict;
	static const struct stanced_request nothing;
	if (job) {
		verdict = judge(intake, job, &frames);
	} else {
		verdict = refuse(STANCED_INTERNAL, "out of memory", BUSY_RETRY_MS);
		intake->counters->refused[STANCED_INTERNAL]++;
	}
	intake->reply.size = 0;
	stanced_write_reply(&intake->reply, verdict.status, job ? &job->request : &nothing, verdict.refusal,
			    verdict.message, false, verdict.retry_ms);
	if (intake->reply.failed || frames_answer(&frames, intake->ingest, &intake->reply) < 0)
		intake->counters->replies_lost++;
	if (intake->reply.failed)
		stanced_buffer_deinit(&intake->reply);
	if (!verdict.taken)
		job_free(job);
	frames_deinit(&frames);
	return true;
}

bool intake_feed(struct intake *intake)
{
	struct frames frames;
	if (!frames_receive(&frames, intake->feed, false))
		return false;
	struct job *job = job_new();
	if (job) {
		struct verdict verdict = judge(intake, job, &frames);
		if (verdict.taken)
			intake->counters->feed_accepted++;
		else
			job_free(job);
	} else {
		intake->counters->refused[STANCED_INTERNAL]++;
	}
	frames_deinit(&frames);
	return true;
}
