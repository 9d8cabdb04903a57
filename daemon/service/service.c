/* The loop. One turn: wait for whatever comes first, then in this order
 *
 *   signals, a finished reload, scored articles (published), questions and orders, subscriptions,
 *   articles from both doors in small batches, jobs handed to idle scorers, the journal's commit, and each second
 *   the status; at last, when nobody waits for anything any more, the journal is put in order.
 *
 * Nothing in a turn waits: every send and receive is non-blocking, and what takes long has a thread of its own. Between
 * two turns the loop lets work gather while all scorers have enough (scorers_pause_ms). */
#include "service/service.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <zmq.h>

#include "base/now.h"
#include "service/large.h"
#include "service/log.h"
#include "service/notify.h"
#include "service/overdue.h"
#include "service/protect.h"
#include "service/query.h"
#include "service/record.h"
#include "service/watch.h"

/* Questions and orders taken from one door before the others and the scorers have their turn; ... */
#define BATCH 16
/* ... and articles, of which a turn takes as many as share a commit. */
#define ARTICLE_BATCH INTAKE_GROUP
#define STATUS_MS 1000
/* A newcomer gets a status at once, so that it knows that it is heard; not more often than this. */
#define WELCOME_MS 50

enum place {
	POLL_SIGNALS,
	POLL_LOADER,
	POLL_ZAP,
	POLL_PUBLISH,
	POLL_QUERY,
	POLL_CONTROL,
	POLL_INGEST,
	POLL_FEED,
	POLL_SCORERS
};

int64_t service_uptime_ms(const struct service *service)
{
	return now_ms() - service->started_ms;
}

unsigned service_in_flight(const struct service *service)
{
	unsigned sum = (unsigned)(service->stalled.count + service->recorded.count);
	for (unsigned i = 0; i < service->scorer_count; i++)
		sum += service->scorers[i].in_flight;
	return sum;
}

const char *service_state(const struct service *service)
{
	return service->stop ? "stopped" : service->draining ? "draining" : "running";
}

/* ---- starting ---- */

static int open_signals(struct service *service)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	/* Before any thread is made: all inherit the mask, and only the loop hears of them. */
	if (pthread_sigmask(SIG_BLOCK, &set, NULL))
		return -EINVAL;
	service->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	return service->signals < 0 ? -errno : 0;
}

static int start_scorers(struct service *service)
{
	unsigned count = (unsigned)service->config->scorers;
	service->scorers = calloc(count, sizeof *service->scorers);
	int r = service->scorers ? 0 : -ENOMEM;
	while (r == 0 && service->scorer_count < count) {
		struct scorer *scorer = &service->scorers[service->scorer_count];
		r = scorer_start(scorer, service->context, service->scorer_count, service->lexicon);
		if (r == 0)
			service->scorer_count++;
	}
	if (r < 0)
		log_line(LOG_ERR, "[no_thread] a scorer cannot be started: %s", strerror(-r));
	return r;
}

static int open_sequence(struct service *service)
{
	const char *why;
	int r = sequence_open(&service->sequence, service->config->state, service->config->journal, &why);
	if (r < 0)
		log_line(LOG_ERR, "[bad_state] %s: %s: %s", service->config->state, why, strerror(-r));
	return r;
}

static int start(struct service *service)
{
	const struct config *config = service->config;
	int r = open_signals(service);
	if (r == 0)
		r = open_sequence(service);
	if (r == 0)
		r = record_open(service); /* a journal that cannot be used is told before any door opens */
	service->context = zmq_ctx_new();
	if (!service->context)
		return -errno;
	guard_init(&service->guard, config);
	if (r == 0 && config->key)
		r = zap_open(&service->zap, service->context, &service->clients, &service->counters);
	if (r == 0)
		r = doors_open(&service->doors, service->context, config);
	if (r == 0 && config->key)
		r = zap_attend(&service->zap, service->context, service->doors.sockets);
	if (r == 0)
		r = loader_init(&service->loader, service->context, config);
	if (r == 0)
		r = start_scorers(service);
	if (r == 0)
		r = intake_init(&service->intake, config, service->doors.sockets[DOOR_INGEST],
				service->doors.sockets[DOOR_FEED], &service->counters);
	if (r == 0)
		r = publisher_init(&service->publisher, service->doors.sockets[DOOR_PUBLISH], &service->sequence,
				   &service->counters);
	if (r == 0)
		record_attach(service);
	return r;
}

int service_init(struct service *service, struct config *config, struct loaded *loaded)
{
	*service = (struct service) { .config = config, .signals = -1, .clients = loaded->clients };
	service->guard.statm = -1;
	loaded->clients = (struct clients) { 0 };
	service->sequence = (struct sequence) { .directory = -1, .lock = -1 };
	service->started_ms = now_ms();
	service->lexicon = shared_lexicon_new(loaded->lexicon);
	loaded->lexicon = NULL;
	int r = service->lexicon ? start(service) : -ENOMEM;
	if (r < 0) {
		log_line(LOG_ERR, "cannot start: %s", strerror(-r));
		service_deinit(service);
	}
	return r;
}

void service_deinit(struct service *service)
{
	for (unsigned i = 0; i < service->scorer_count; i++)
		scorer_stop(&service->scorers[i]);
	free(service->scorers);
	loader_deinit(&service->loader);
	for (unsigned i = 0; i < service->waiter_count; i++) {
		frames_deinit(&service->waiters[i].frames);
		free(service->waiters[i].ref);
	}
	for (unsigned i = 0; i < service->prune_count; i++) {
		frames_deinit(&service->prunes[i].frames);
		free(service->prunes[i].ref);
	}
	job_queue_clear(&service->stalled);
	publisher_deinit(&service->publisher);
	intake_deinit(&service->intake);
	record_close(service);
	doors_close(&service->doors);
	zap_close(&service->zap);
	clients_deinit(&service->clients);
	guard_deinit(&service->guard);
	int r = sequence_close(&service->sequence);
	if (r < 0)
		log_line(LOG_WARNING, "the clean end was not written, numbers will skip a block: %s", strerror(-r));
	if (service->context)
		zmq_ctx_term(service->context);
	if (service->signals >= 0)
		close(service->signals);
	shared_lexicon_unref(service->lexicon);
	shared_lexicon_wait();
	*service = (struct service) { .signals = -1 };
}

/* ---- orders ---- */

int service_reload(struct service *service)
{
	if (service->loader.running) {
		service->reload_again = true;
		return 0;
	}
	notify_reloading();
	int r = loader_start(&service->loader);
	if (r < 0)
		log_line(LOG_ERR, "the lexicons cannot be loaded again: %s", strerror(-r));
	if (r < 0)
		notify_ready();
	return r;
}

void service_drain(struct service *service)
{
	if (service->draining)
		return;
	service->draining = true;
	service->intake.draining = true;
	notify_stopping();
	service->drain_ms = now_ms() + (int64_t)service->config->drain_s * 1000;
	log_line(LOG_NOTICE, "stopping: %" PRIu64 " articles are to be finished",
		 service->intake.queue.count + service_in_flight(service));
}

static void read_signals(struct service *service)
{
	struct signalfd_siginfo info;
	while (read(service->signals, &info, sizeof info) == sizeof info) {
		if (info.ssi_signo == SIGHUP && !service->draining)
			service_reload(service);
		else if (info.ssi_signo != SIGHUP && service->draining)
			service->drain_ms = 0; /* told twice: at once */
		else if (info.ssi_signo != SIGHUP)
			service_drain(service);
	}
}

/* ---- lexicons ---- */

/* Articles under way keep the lexicon they came with; idle scorers let go of the old one as well. */
static void swap_lexicon(struct service *service, struct shared_lexicon *lexicon)
{
	shared_lexicon_unref(service->lexicon);
	service->lexicon = lexicon;
	for (unsigned i = 0; i < service->scorer_count; i++) {
		struct job *job = job_new();
		if (!job)
			continue; /* its next article brings the new one */
		job->swap = true;
		job->lexicon = shared_lexicon_ref(lexicon);
		if (scorer_give(&service->scorers[i], job) < 0) {
			shared_lexicon_unref(lexicon);
			job_free(job);
		}
	}
}

/* Lexicons and clients are judged apart: an error in the one must not keep a key from being withdrawn. */
static void finish_reload(struct service *service)
{
	struct loaded *loaded = loader_take(&service->loader);
	if (!loaded)
		return;
	struct shared_lexicon *lexicon = NULL;
	if (!loaded->result) {
		lexicon = shared_lexicon_new(loaded->lexicon);
		loaded->lexicon = NULL;
		loaded->result = lexicon ? 0 : -ENOMEM;
	}
	service->counters.reloads++;
	service->counters.reloads_refused += !loaded_ok(loaded);
	if (lexicon) {
		swap_lexicon(service, lexicon);
		log_event(EVENT_RELOADED, stanced_lexicon_digest(lexicon->lexicon), LOG_NOTICE, "lexicons loaded: %s",
			  stanced_lexicon_digest(lexicon->lexicon));
	}
	unsigned lost = 0;
	if (service->config->clients && !loaded->clients_result)
		lost = protect_swap_clients(service, loaded);
	if (loaded_ok(loaded))
		loaded_log(loaded);
	else
		loaded_log_refused(loaded, service->lexicon->lexicon);
	query_reloaded(service, loaded);
	protect_withdraw(service, lost, now_ms());
	loaded_deinit(loaded);
	if (!service->draining)
		notify_ready();
	if (service->reload_again) {
		service->reload_again = false;
		service_reload(service);
	}
}

/* ---- articles ---- */

void service_finish_job(struct service *service, struct job *job)
{
	struct counters *counters = &service->counters;
	counters->engine_ns += job->engine_ns;
	counters->text_bytes += job->request.text_size;
	if (job->error) {
		counters->failed++;
		if (!service->journal)
			window_forget(&service->intake.window, &job->request);
		log_line(LOG_ERR, "article %s was not scored: %s", job->request.id, strerror(-job->error));
	} else {
		counters->scored++;
	}
	shared_lexicon_unref(job->lexicon);
	job_free(job);
}

/* False: no numbers can be had; the job waits in stalled and nothing else is taken from the scorers. */
static bool publish_job(struct service *service, struct job *job)
{
	int r = job->error ? 0 : publisher_number(&service->publisher, job);
	if (r < 0) {
		if (!service->failing)
			log_line(LOG_ERR, "[bad_state] no numbers can be reserved, publishing waits: %s", strerror(-r));
		service->failing = true;
		job_queue_push(&service->stalled, job);
		return false;
	}
	if (service->failing)
		log_line(LOG_NOTICE, "publishing goes on");
	service->failing = false;
	if (!job->error)
		publisher_send(&service->publisher, job);
	service_finish_job(service, job);
	return true;
}

/* Scored jobs are left with the scorers while their results could not go anywhere. */
static bool reads_scorers(const struct service *service)
{
	return !service->stalled.count && !record_holds(service);
}

/* watches: of the scorers; NULL: all are asked. */
static void collect(struct service *service, const struct watch *watches)
{
	for (unsigned i = 0; i < service->scorer_count; i++) {
		struct job *job;
		while ((!watches || watches[i].ready) && (job = scorer_take(&service->scorers[i]))) {
			if (service->journal)
				record_job(service, job);
			else if (!publish_job(service, job))
				return;
		}
	}
}

static struct scorer *least_busy(struct service *service)
{
	struct scorer *best = NULL;
	for (unsigned i = 0; i < service->scorer_count; i++) {
		struct scorer *scorer = &service->scorers[i];
		if (scorer_has_room(scorer) && (!best || scorer->in_flight < best->in_flight))
			best = scorer;
	}
	return best;
}

static void dispatch(struct service *service)
{
	struct scorer *scorer;
	struct job *job;
	record_refill(service);
	while (service->intake.queue.first && (scorer = least_busy(service)) && record_try(service) &&
	       (job = large_next(service))) {
		job->lexicon = shared_lexicon_ref(service->lexicon);
		int r = scorer_give(scorer, job);
		if (r == 0)
			continue; /* it is the scorer's now */
		job->error = r;
		if (service->journal)
			record_job(service, job);
		else
			service_finish_job(service, job);
	}
}

/* ---- the loop ---- */

static void send_status(struct service *service, int64_t now)
{
	struct publisher_status status = {
		.state = service_state(service),
		.lexicon = stanced_lexicon_digest(service->lexicon->lexicon),
		.seq = service->journal ? service->published : service->sequence.next - 1,
		.uptime_s = (uint64_t)(now - service->started_ms) / 1000,
		.queue = service->intake.queue.count + service_in_flight(service),
	};
	publisher_send_status(&service->publisher, &status);
	service->status_ms = now;
	service->newcomer = false;
}

static bool reads_feed(const struct service *service)
{
	return !service->draining && !service->failing && intake_has_room(&service->intake);
}

static size_t count_watches(const struct service *service)
{
	return POLL_SCORERS + service->scorer_count;
}

static int init_watches(const struct service *service, struct watch *watches)
{
	void *const *doors = service->doors.sockets;
	void *const sockets[POLL_SCORERS] = {
		[POLL_LOADER] = service->loader.pipe, [POLL_ZAP] = service->zap.socket,
		[POLL_PUBLISH] = doors[DOOR_PUBLISH], [POLL_QUERY] = doors[DOOR_QUERY],
		[POLL_CONTROL] = doors[DOOR_CONTROL], [POLL_INGEST] = doors[DOOR_INGEST],
		[POLL_FEED] = doors[DOOR_FEED],
	};
	int r = 0;
	for (size_t i = 0; r == 0 && i < POLL_SCORERS; i++)
		r = watch_init(&watches[i], sockets[i], i == POLL_SIGNALS ? service->signals : -1);
	for (unsigned i = 0; r == 0 && i < service->scorer_count; i++)
		r = watch_init(&watches[POLL_SCORERS + i], service->scorers[i].pipe, -1);
	return r;
}

static void choose_watches(const struct service *service, struct watch *watches)
{
	watches[POLL_FEED].wanted = reads_feed(service);
	for (unsigned i = 0; i < service->scorer_count; i++)
		watches[POLL_SCORERS + i].wanted = reads_scorers(service);
}

static bool take_flag(bool *flagp)
{
	bool flag = *flagp;
	*flagp = false;
	return flag;
}

/* Which sockets the turn used: those it began with, where scores went, and any of them after what is rare. */
static void mark_used(struct service *service, struct watch *watches, bool rare)
{
	for (size_t i = 0; i < POLL_INGEST; i++)
		rare |= watches[i].ready;
	for (size_t i = 0; i < count_watches(service); i++)
		watches[i].stale |= rare || watches[i].ready;
	watches[POLL_PUBLISH].stale |= take_flag(&service->publisher.used);
	for (unsigned i = 0; i < service->scorer_count; i++)
		watches[POLL_SCORERS + i].stale |= take_flag(&service->scorers[i].used);
}

static void serve(struct service *service, const struct watch *watches)
{
	void *const *doors = service->doors.sockets;
	if (watches[POLL_SIGNALS].ready)
		read_signals(service);
	if (watches[POLL_LOADER].ready)
		finish_reload(service);
	for (unsigned i = 0; watches[POLL_ZAP].ready && i < BATCH && zap_serve(&service->zap, now_ms()); i++)
		;
	if (reads_scorers(service))
		collect(service, watches + POLL_SCORERS);
	for (unsigned i = 0;
	     watches[POLL_CONTROL].ready && i < BATCH && query_serve(service, doors[DOOR_CONTROL], true); i++)
		;
	for (unsigned i = 0; watches[POLL_QUERY].ready && i < BATCH && query_serve(service, doors[DOOR_QUERY], false);
	     i++)
		;
	if (watches[POLL_PUBLISH].ready)
		service->newcomer |= publisher_read(&service->publisher);
	for (unsigned i = 0; watches[POLL_INGEST].ready && i < ARTICLE_BATCH && intake_ingest(&service->intake); i++)
		;
	for (unsigned i = 0;
	     watches[POLL_FEED].ready && i < ARTICLE_BATCH && reads_feed(service) && intake_feed(&service->intake); i++)
		;
}

/* Each second, and soon after a newcomer. */
static void tick(struct service *service, int64_t now)
{
	if (service->stalled.count && !service->journal)
		publish_job(service, job_queue_pop(&service->stalled));
	record_tick(service);
	if (service->zap.socket) {
		zap_hear(&service->zap, now);
		zap_tick(&service->zap, now);
	}
	send_status(service, now);
	protect_tick(service);
}

/* The manager's watchdog is fed while work is being done. What waits for the journal's disk is no hang: it goes on when
 * there is room. */
static void tell_manager(struct service *service)
{
	const struct counters *counters = &service->counters;
	uint64_t done = counters->scored + counters->failed;
	unsigned busy = 0;
	for (unsigned i = 0; i < service->scorer_count; i++)
		busy += service->scorers[i].in_flight;
	notify_status(!busy || done != service->done || !reads_scorers(service),
		      "%s: %" PRIu64 " accepted, %" PRIu64 " scored, %" PRIu64 " waiting", service_state(service),
		      counters->accepted, counters->scored, service->intake.queue.count + service_in_flight(service));
	service->done = done;
}

/* 0, or a negative errno when the service cannot go on. */
static int end_when_overdue(struct service *service)
{
	int64_t now = now_ms();
	overdue_excuse(service, !reads_scorers(service), now);
	if (!overdue_find(service, now))
		return 0;
	collect(service, NULL); /* it may be done, and only the loop not have come to it */
	int r = record_commit(service);
	const struct job *job = r == 0 && reads_scorers(service) ? overdue_find(service, now) : NULL;
	if (job)
		overdue_end(service, job);
	return r;
}

static bool finished(const struct service *service)
{
	return service->draining && !service->intake.queue.count && !service->intake.backlog &&
	       !service_in_flight(service) && !service->waiter_count && !record_holds(service);
}

/* rare: any socket may have been used. */
static int wait_for_work(struct service *service, struct watch *watches, int64_t due_ms, bool rare)
{
	int64_t look_ms = protect_interval(service);
	mark_used(service, watches, rare);
	choose_watches(service, watches);
	long pause = scorers_pause_ms(service->scorers, service->scorer_count, &service->counters);
	if (pause)
		watch_wait(&watches[POLL_SIGNALS], 1, pause); /* only a signal ends it */
	int r = watch_wait(watches, count_watches(service), (long)(due_ms < look_ms ? due_ms : look_ms));
	if (r == 0 || r == -EINTR)
		return 0;
	log_line(LOG_ERR, "the loop cannot go on: %s", strerror(-r));
	return r;
}

int service_run(struct service *service)
{
	struct watch watches[WATCHES_MAX];
	int r = init_watches(service, watches);
	if (r < 0)
		return r;
	send_status(service, now_ms());
	service->judged_ms = service->status_ms;
	dispatch(service); /* what the last run left */
	while (!finished(service)) {
		int64_t now = now_ms();
		int64_t due = service->status_ms + (service->newcomer ? WELCOME_MS : STATUS_MS);
		bool rare = now >= due || service->shut;
		if (now >= due) {
			tick(service, now);
			due = now + STATUS_MS;
			r = record_commit(service);
			if (r < 0)
				return r;
			r = end_when_overdue(service);
			if (r < 0)
				return r;
			tell_manager(service);
			dispatch(service);
		}
		protect_watch(service, now);
		if (service->draining && now >= service->drain_ms) {
			log_line(LOG_ERR, "stopped with %" PRIu64 " accepted articles unfinished",
				 service->intake.queue.count + service_in_flight(service));
			return -ETIMEDOUT;
		}
		r = wait_for_work(service, watches, due - now, rare);
		if (r < 0)
			return r;
		serve(service, watches);
		r = record_commit(service);
		if (r < 0)
			return r;
		dispatch(service);
		record_tidy(service);
	}
	service->stop = true;
	send_status(service, now_ms());
	log_event(EVENT_STOPPED, NULL, LOG_NOTICE, "stopped: %" PRIu64 " articles accepted, %" PRIu64 " scored",
		  service->counters.accepted, service->counters.scored);
	return 0;
}
