#include "service/intake.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "service/frames.h"
#include "service/log.h"

/* When to come back: about what a full queue of ordinary articles takes. */
#define BUSY_RETRY_MS 250
/* A drained daemon is usually started again at once. */
#define DRAINING_RETRY_MS 1000
/* A full disk is seldom helped sooner. */
#define JOURNAL_RETRY_MS 1000

int intake_init(struct intake *intake, const struct config *config, void *ingest, void *feed, struct counters *counters)
{
	*intake = (struct intake) { .config = config, .ingest = ingest, .feed = feed, .counters = counters };
	intake->waiting = calloc(INTAKE_GROUP, sizeof *intake->waiting);
	return intake->waiting ? window_init(&intake->window, config->known_ids) : -ENOMEM;
}

void intake_deinit(struct intake *intake)
{
	if (intake->waiting_count)
		intake_settle(intake, -ECANCELED);
	free(intake->waiting);
	job_queue_clear(&intake->queue);
	window_deinit(&intake->window);
	stanced_buffer_deinit(&intake->reply);
}

bool intake_has_room(const struct intake *intake)
{
	return !intake->backlog && intake->queue.count + intake->waiting_taken < intake->config->queue &&
	       intake->queue.bytes + intake->waiting_bytes < intake->config->queue_bytes;
}

static const char conflict[] = "another text was taken under this id";

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

static const char no_memory[] = "out of memory";

/* What hinders any new article now; no refusal: nothing. */
static struct verdict hindrance(const struct intake *intake)
{
	if (intake->draining)
		return refuse(STANCED_DRAINING, "the daemon is stopping", DRAINING_RETRY_MS);
	if (!intake_has_room(intake))
		return refuse(STANCED_BUSY, "the queue is full", BUSY_RETRY_MS);
	return (struct verdict) { .status = "accepted", .taken = true };
}

static struct verdict journal_fault(int r)
{
	return r == -ENOMEM ? refuse(STANCED_INTERNAL, no_memory, BUSY_RETRY_MS)
			    : refuse(STANCED_BUSY, "the journal cannot be written now", JOURNAL_RETRY_MS);
}

/* Puts a well-formed article into the window and the queue. */
static struct verdict admit_to_window(struct intake *intake, struct job *job)
{
	const char *copy_of;
	switch (window_find(&intake->window, &job->request, &copy_of)) {
	case WINDOW_KNOWN:
		return (struct verdict) { .status = "known" };
	case WINDOW_CONFLICT:
		return refuse(STANCED_ID_CONFLICT, conflict, 0);
	case WINDOW_NEW:
		break;
	}
	struct verdict verdict = hindrance(intake);
	if (verdict.refusal)
		return verdict;
	if (copy_of) {
		job->copy_of = strdup(copy_of);
		if (!job->copy_of)
			return refuse(STANCED_INTERNAL, no_memory, BUSY_RETRY_MS);
	}
	if (window_add(&intake->window, &job->request) < 0)
		return refuse(STANCED_INTERNAL, no_memory, BUSY_RETRY_MS);
	job_queue_push(&intake->queue, job);
	return verdict;
}

/* Writes a well-formed article into the journal's open group. */
static struct verdict admit_to_journal(struct intake *intake, struct job *job)
{
	enum journal_verdict found;
	int r = journal_find(intake->journal, &job->request, &found, &job->copy_of);
	if (r < 0)
		return journal_fault(r);
	if (found == JOURNAL_KNOWN)
		return (struct verdict) { .status = "known" };
	if (found == JOURNAL_CONFLICT)
		return refuse(STANCED_ID_CONFLICT, conflict, 0);
	struct verdict verdict = hindrance(intake);
	if (!verdict.refusal) {
		job->taken_ms = intake->clock_ms;
		r = journal_add(intake->journal, &job->request, job->copy_of, intake->clock_ms, &job->number);
		if (r < 0)
			verdict = journal_fault(r);
	}
	return verdict;
}

static struct verdict judge(struct intake *intake, struct job *job, struct frames *frames)
{
	const char *message;
	enum stanced_refusal refusal = parse(intake, job, frames, &message);
	if (refusal)
		return refuse(refusal, message, 0);
	return intake->journal ? admit_to_journal(intake, job) : admit_to_window(intake, job);
}

static void count_verdict(struct intake *intake, const struct job *job, const struct verdict *verdict, bool feed)
{
	struct counters *counters = intake->counters;
	if (verdict->refusal) {
		counters->refused[verdict->refusal]++;
		log_line(LOG_DEBUG, "refused %s: [%s] %s",
			 job && job->request.id ? job->request.id : "an article without id",
			 stanced_refusal_code(verdict->refusal), verdict->message);
	} else if (verdict->taken) {
		counters->accepted++;
		counters->feed_accepted += feed;
	} else {
		counters->known++;
	}
}

static void answer(struct intake *intake, struct frames *frames, const struct job *job, const struct verdict *verdict)
{
	static const struct stanced_request nothing;
	struct stanced_buffer *reply = &intake->reply;
	reply->size = 0;
	stanced_write_reply(reply, verdict->status, job ? &job->request : &nothing, verdict->refusal, verdict->message,
			    intake->journal && !verdict->refusal, verdict->retry_ms);
	if (reply->failed || frames_answer(frames, intake->ingest, reply) < 0)
		intake->counters->replies_lost++;
	if (reply->failed)
		stanced_buffer_deinit(reply);
}

/* Answers, and lets go of what nobody owns. */
static void close_case(struct intake *intake, struct intake_waiting *waiting)
{
	count_verdict(intake, waiting->job, &waiting->verdict, waiting->feed);
	if (!waiting->feed)
		answer(intake, &waiting->frames, waiting->job, &waiting->verdict);
	if (!waiting->verdict.taken)
		job_free(waiting->job);
	frames_deinit(&waiting->frames);
}

void intake_settle(struct intake *intake, int r)
{
	for (unsigned i = 0; i < intake->waiting_count; i++) {
		struct intake_waiting *waiting = &intake->waiting[i];
		/* Known ones may be known from this very group. */
		if (r < 0 && !waiting->verdict.refusal)
			waiting->verdict = journal_fault(r);
		else if (waiting->verdict.taken)
			job_queue_push(&intake->queue, waiting->job);
		close_case(intake, waiting);
	}
	intake->waiting_count = intake->waiting_taken = 0;
	intake->waiting_bytes = 0;
}

static bool group_is_full(const struct intake *intake)
{
	return intake->waiting_count == INTAKE_GROUP || intake->waiting_bytes >= INTAKE_GROUP_BYTES;
}

static bool take(struct intake *intake, void *door, bool feed)
{
	struct frames frames;
	if (group_is_full(intake) || !frames_receive(&frames, door, !feed))
		return false;
	struct intake_waiting *waiting = &intake->waiting[intake->waiting_count];
	waiting->feed = feed;
	waiting->job = job_new();
	waiting->verdict = waiting->job ? judge(intake, waiting->job, &frames)
					: refuse(STANCED_INTERNAL, no_memory, BUSY_RETRY_MS);
	frames_move(&waiting->frames, &frames);
	frames_deinit(&frames);
	if (!intake->journal) {
		close_case(intake, waiting);
		return true;
	}
	intake->waiting_count++;
	intake->waiting_taken += waiting->verdict.taken;
	intake->waiting_bytes += waiting->job ? waiting->job->request.text_size : 0;
	return true;
}

bool intake_ingest(struct intake *intake)
{
	return take(intake, intake->ingest, false);
}

bool intake_feed(struct intake *intake)
{
	return take(intake, intake->feed, true);
}
