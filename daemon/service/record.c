#include "service/record.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "service/log.h"
#include "service/query.h"

/* Articles that can be in work at once; after a crash one of the first so many caused it, if any did. */
#define SUSPECTS_MAX (CONFIG_SCORERS_MAX * (SCORER_DEPTH + 1))
/* Tries alone before an article is set aside. */
#define TRIES_MAX 3
/* Subscribers come back within this time, and would miss what is sent before. */
#define SETTLE_MS 500
/* Articles removed in one turn. */
#define PRUNE_BATCH 64
/* Articles that one order to prune removes. */
#define PRUNE_LIMIT 1000
/* Articles loaded in one turn. */
#define REFILL_BATCH 256

/* The wall clock as it stood at the start, and the time since: when somebody sets it, nothing ages at once. */
static int64_t clock_ms(const struct service *service)
{
	return service->wall_ms + service_uptime_ms(service);
}

/* ---- start and end ---- */

static int take_tail(void *user, const char *name, uint64_t seq)
{
	struct sequence *sequence = user;
	char names[PUBLISH_NAMES_MAX][STANCED_TOPIC_MAX];
	size_t count = publish_names_of(name, names);
	int r = 0;
	for (size_t i = 0; r == 0 && i < count; i++)
		r = tails_raise(&sequence->tails, names[i], seq);
	return r;
}

/* The numbers as the last commit left them. */
static int restore_numbers(struct service *service)
{
	struct sequence *sequence = &service->sequence;
	sequence->next = journal_next(service->journal);
	tails_deinit(&sequence->tails);
	tails_init(&sequence->tails, journal_floor(service->journal));
	int r = journal_tails(service->journal, take_tail, sequence);
	tails_forget_changed(&sequence->tails);
	return r;
}

/* Numbers given without the journal leave no trace in it: all up to them count as given. */
static int adopt_numbers(struct service *service)
{
	struct journal *journal = service->journal;
	uint64_t next = journal_next(journal);
	int r = sequence_adopt(&service->sequence, next, journal_is_new(journal));
	if (r < 0)
		log_line(LOG_ERR, "[bad_state] %s: the state directory cannot be written", service->config->state);
	if (r == 0 && service->sequence.next != next) {
		r = journal_set_floor(journal, service->sequence.next - 1);
		if (r == 0)
			r = journal_commit(journal, service->sequence.next, service->sequence.next - 1);
	}
	return r == 0 ? restore_numbers(service) : r;
}

static int find_undone(struct service *service)
{
	uint64_t pending = 0, next = journal_next(service->journal);
	int r = journal_pending_count(service->journal, &pending);
	if (r < 0)
		return r;
	if (!journal_was_clean(service->journal))
		service->suspects = pending < SUSPECTS_MAX ? pending : SUSPECTS_MAX;
	if (service->published + 1 < next)
		service->settle_ms = service_uptime_ms(service) + SETTLE_MS;
	if (pending || service->settle_ms)
		log_line(LOG_NOTICE,
			 "the journal holds %" PRIu64 " articles to score and %" PRIu64 " results to publish", pending,
			 next - 1 - service->published);
	return 0;
}

/* A file cut to nothing looks like a new one; that a journal was kept here tells them apart. */
static bool was_emptied(const struct service *service)
{
	struct stat status;
	return service->sequence.journaled && stat(service->config->journal, &status) == 0 && status.st_size == 0;
}

int record_open(struct service *service)
{
	const struct config *config = service->config;
	char why[JOURNAL_WHY_MAX];
	if (!config->journal)
		return 0;
	if (was_emptied(service)) {
		log_line(LOG_ERR, "[bad_journal] %s: it is empty, and it was not; remove it to begin afresh",
			 config->journal);
		return -EBADMSG;
	}
	int r = journal_open(&service->journal, config->journal, config->journal_bytes, why);
	if (r < 0) {
		log_line(LOG_ERR, "[bad_journal] %s: %s", config->journal, why);
		return r;
	}
	service->published = journal_published(service->journal);
	struct timespec time;
	clock_gettime(CLOCK_REALTIME, &time);
	service->wall_ms = (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
	r = adopt_numbers(service);
	if (r == 0)
		r = find_undone(service);
	if (r == 0)
		r = stories_init(&service->stories, config, service->journal);
	if (r == 0)
		r = trends_init(service);
	if (r < 0)
		log_line(LOG_ERR, "[bad_journal] %s: %s", config->journal, journal_why(service->journal));
	return r;
}

void record_attach(struct service *service)
{
	service->intake.journal = service->journal;
	service->intake.clock_ms = service->wall_ms;
	service->intake.backlog = service->journal; /* until record_refill finds nothing */
}

void record_close(struct service *service)
{
	if (!service->journal)
		return;
	if (service->recorded.count)
		journal_undo(service->journal);
	journal_commit(service->journal, journal_next(service->journal), service->published);
	job_queue_clear(&service->recorded);
	trends_deinit(service);
	stories_deinit(&service->stories);
	service->journal = journal_close(service->journal, service->stop);
}

/* ---- results ---- */

void record_job(struct service *service, struct job *job)
{
	struct journal *journal = service->journal;
	int r = 0;
	if (job->error) {
		r = journal_set_aside(journal, job->number, strerror(-job->error));
	} else {
		r = stories_place(&service->stories, job, trends_touch, &service->trends);
		if (r == 0)
			r = publisher_number(&service->publisher, job);
		if (r == 0)
			r = journal_write(journal, job->number, &job->messages);
		if (r == 0)
			r = journal_settle(journal, job->number);
	}
	if (r < 0)
		journal_spoil(journal, r);
	job_queue_push(&service->recorded, job);
}

static void send_recorded(struct service *service)
{
	for (struct job *job; (job = job_queue_pop(&service->recorded));) {
		if (!job->error)
			publisher_send(&service->publisher, job);
		service_finish_job(service, job);
	}
	trends_send(service);
	if (!service->settle_ms)
		service->published = service->sequence.next - 1;
}

static int undo(struct service *service, int r)
{
	if (!service->failing)
		log_line(LOG_ERR, "[bad_journal] %s: %s; articles are refused and results wait",
			 service->config->journal,
			 journal_why(service->journal)[0] ? journal_why(service->journal) : strerror(-r));
	service->failing = true;
	job_queue_join(&service->stalled, &service->recorded);
	if (journal_is_dead(service->journal)) {
		log_line(LOG_ERR, "[bad_journal] nobody knows what the disk holds; only a new start helps");
		return r;
	}
	int restored = restore_numbers(service);
	if (restored == 0)
		restored = stories_restore(&service->stories);
	if (restored == 0)
		restored = trends_undo(service);
	if (restored < 0)
		log_line(LOG_ERR, "[bad_journal] %s: %s", service->config->journal, journal_why(service->journal));
	return restored;
}

static void prune(struct service *service)
{
	int64_t before = INT64_MIN;
	unsigned removed;
	if (service->config->journal_days)
		before = clock_ms(service) - (int64_t)service->config->journal_days * 24 * 3600 * 1000;
	int r = journal_prune(service->journal, before, PRUNE_BATCH, &removed);
	stories_forget(&service->stories);
	if (r < 0)
		journal_spoil(service->journal, r);
}

/* What the turn says beside the articles taken and their results. */
static void write_rest(struct service *service)
{
	const char *name;
	uint64_t seq;
	int r = 0;
	if (!service->settle_ms && trends_wait(service))
		r = trends_write(service);
	service->stories.last = 0;
	while (r == 0 && tails_take_changed(&service->sequence.tails, &name, &seq))
		r = journal_set_tail(service->journal, name, seq);
	if (r < 0)
		journal_spoil(service->journal, r);
}

static void recover(struct service *service)
{
	if (service->failing)
		log_line(LOG_NOTICE, "the journal is written again");
	service->failing = false;
}

/* Orders to prune have a commit of their own behind the turn's: what is removed was sent, and what a turn writes
 * belongs to articles that are there. */
static int prune_ordered(struct service *service)
{
	struct journal *journal = service->journal;
	int r = 0;
	for (unsigned i = 0; r == 0 && i < service->prune_count; i++) {
		struct prune_waiter *waiter = &service->prunes[i];
		r = journal_prune(journal, waiter->before_ms, PRUNE_LIMIT, &waiter->removed);
	}
	stories_forget(&service->stories);
	if (r < 0)
		journal_spoil(journal, r);
	bool dirty = journal_is_dirty(journal);
	if (dirty)
		r = journal_commit(journal, service->sequence.next, service->published);
	query_pruned(service, r);
	if (r < 0)
		return undo(service, r);
	if (dirty) {
		recover(service);
		service->untidy = true;
	}
	return 0;
}

int record_commit(struct service *service)
{
	struct journal *journal = service->journal;
	if (!journal)
		return 0;
	service->intake.clock_ms = clock_ms(service);
	write_rest(service);
	bool dirty = journal_is_dirty(journal);
	int r = dirty ? journal_commit(journal, service->sequence.next, service->published) : 0;
	intake_settle(&service->intake, r);
	if (r < 0) {
		query_pruned(service, r);
		return undo(service, r);
	}
	if (dirty) {
		recover(service);
		send_recorded(service);
		service->untidy = true;
	}
	return service->prune_count && !service->settle_ms ? prune_ordered(service) : 0;
}

void record_tidy(struct service *service)
{
	if (!service->untidy || journal_is_dirty(service->journal))
		return;
	service->untidy = false;
	journal_tidy(service->journal);
	if (!service->settle_ms)
		prune(service);
}

/* ---- what a start finds undone ---- */

bool record_holds(const struct service *service)
{
	return service->settle_ms != 0;
}

static void publish_undone(struct service *service)
{
	struct journal_message message;
	int r = journal_read_begin(service->journal, service->published + 1);
	while (r >= 0 && (r = journal_read_next(service->journal, &message)) == 1)
		publisher_send_message(&service->publisher, message.kind, message.source, message.target, message.body,
				       message.body_size);
	journal_read_end(service->journal);
	if (r < 0) {
		log_line(LOG_ERR, "[bad_journal] not all old results could be published: %s; they are tried again",
			 journal_why(service->journal));
		return;
	}
	service->settle_ms = 0;
	service->published = service->sequence.next - 1;
}

void record_refill(struct service *service)
{
	struct intake *intake = &service->intake;
	for (unsigned i = 0; intake->backlog && i < REFILL_BATCH; i++) {
		struct journal_pending pending;
		if (intake->queue.count >= service->config->queue ||
		    intake->queue.bytes >= service->config->queue_bytes)
			return;
		int r = journal_next_pending(service->journal, service->loaded, &pending);
		struct job *job = r == 1 ? job_new() : NULL;
		if (job) {
			service->loaded = job->number = pending.number;
			job->taken_ms = pending.taken_ms;
			job->request = pending.request;
			job->copy_of = pending.copy_of;
			job_queue_push(&intake->queue, job);
		} else if (r == 1) {
			stanced_request_deinit(&pending.request);
			free(pending.copy_of);
			return;
		}
		if (r < 0)
			log_line(LOG_ERR, "[bad_journal] an article cannot be read back: %s",
				 journal_why(service->journal));
		intake->backlog = r == 1;
	}
}

/* 1: set aside, 0: to be scored now, or a negative errno: not now. */
static int try_first(struct service *service)
{
	unsigned tries;
	struct job *job = service->intake.queue.first;
	int r = journal_try(service->journal, job->number, &tries);
	bool aside = r == 0 && tries > TRIES_MAX;
	if (aside)
		r = journal_set_aside(service->journal, job->number, "crashed");
	if (r < 0)
		journal_spoil(service->journal, r);
	r = record_commit(service);
	if (r < 0 || service->failing)
		return r < 0 ? r : -EAGAIN;
	service->suspects--;
	if (!aside)
		return 0;
	log_event(EVENT_ARTICLE_ASIDE, job->request.id, LOG_ERR,
		  "article %s is set aside: the daemon crashed %d times over it", job->request.id, TRIES_MAX + 1);
	service->counters.failed++;
	job_free(job_queue_pop(&service->intake.queue));
	return 1;
}

bool record_try(struct service *service)
{
	while (service->suspects && service->intake.queue.first) {
		/* While results are held back it would stand alone for long, and be blamed for whatever happens. */
		if (service_in_flight(service) || record_holds(service))
			return false;
		int r = try_first(service);
		if (r <= 0)
			return r == 0;
	}
	return service->intake.queue.first;
}

void record_overdue(struct service *service, const struct job *job)
{
	struct journal *journal = service->journal;
	if (!journal)
		return;
	int r = journal_set_aside(journal, job->number, "too slow");
	if (r == 0)
		r = journal_commit(journal, journal_next(journal), service->published);
	if (r < 0)
		log_line(LOG_ERR, "[bad_journal] that could not be noted: %s", journal_why(journal));
}

void record_tick(struct service *service)
{
	if (!service->journal)
		return;
	if (service->settle_ms && service_uptime_ms(service) >= service->settle_ms)
		publish_undone(service);
	struct job_queue again = { 0 };
	job_queue_join(&again, &service->stalled);
	for (struct job *job; (job = job_queue_pop(&again));)
		record_job(service, job);
	/* Only a write tells whether the disk has room again, and the feed is not read before. */
	if (service->failing && !journal_is_dirty(service->journal))
		journal_set_floor(service->journal, journal_floor(service->journal));
	if (!journal_is_dirty(service->journal) && journal_published(service->journal) != service->published)
		journal_mark(service->journal);
	if (!journal_is_dirty(service->journal) && !service->settle_ms)
		prune(service);
}
