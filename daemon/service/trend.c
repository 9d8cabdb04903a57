#include "service/trend.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "journal/ledger.h"
#include "service/record.h"

int trends_touch(void *user, const char *source, const char *target)
{
	struct trends *trends = user;
	if (trends->count == trends->room) {
		size_t room = trends->room ? trends->room * 2 : 64;
		struct ledger_pair *grown = reallocarray(trends->pairs, room, sizeof *grown);
		if (!grown)
			return -ENOMEM;
		trends->pairs = grown;
		trends->room = room;
	}
	struct ledger_pair *pair = &trends->pairs[trends->count++];
	snprintf(pair->source, sizeof pair->source, "%s", source);
	snprintf(pair->target, sizeof pair->target, "%s", target);
	return 0;
}

static int compare_pairs(const void *one, const void *other)
{
	const struct ledger_pair *a = one, *b = other;
	int source = strcmp(a->source, b->source);
	return source ? source : strcmp(a->target, b->target);
}

/* Sorted, each once. */
static void order_pairs(struct trends *trends)
{
	size_t kept = 0;
	if (trends->count)
		qsort(trends->pairs, trends->count, sizeof *trends->pairs, compare_pairs);
	for (size_t i = 0; i < trends->count; i++) {
		if (!kept || compare_pairs(&trends->pairs[kept - 1], &trends->pairs[i]))
			trends->pairs[kept++] = trends->pairs[i];
	}
	trends->count = kept;
}

struct message_sum trend_sum(const struct ledger_pair *pair)
{
	const struct ledger_sum *sum = &pair->sum;
	return (struct message_sum) { pair->source, pair->target, sum->score, sum->weight, sum->articles, sum->as_of };
}

/* Sums the pair up; its message without number becomes the job's next part. */
static int add_part(struct service *service, struct job *job, struct ledger_pair *pair)
{
	unsigned half_life = (unsigned)service->config->half_life;
	int r = ledger_sum(service->journal, pair->source, pair->target, half_life, INT32_MAX, &pair->sum);
	if (r < 0)
		return r;
	const struct message_sum sum = trend_sum(pair);
	return messages_add_trend(&job->messages, &sum);
}

static int write_pairs(struct service *service, struct job *job)
{
	struct trends *trends = &service->trends;
	int r = 0;
	for (size_t i = 0; r == 0 && i < trends->count; i++)
		r = add_part(service, job, &trends->pairs[i]);
	if (r == 0)
		r = publisher_number(&service->publisher, job);
	if (r == 0)
		r = journal_write(service->journal, job->number, &job->messages);
	for (size_t i = 0; r == 0 && i < trends->count; i++) {
		trends->pairs[i].seq = job->messages.seq + i;
		r = ledger_set_pair(service->journal, &trends->pairs[i]);
	}
	return r;
}

/* In the order of their codes, with the turn's last article, if there is one: they go when it goes. */
static int write_touched(struct service *service)
{
	struct trends *trends = &service->trends;
	struct job *job = job_new();
	int r = -ENOMEM;
	if (job && messages_begin_trends(&job->messages, trends->count) == 0) {
		job->number = service->stories.last;
		r = write_pairs(service, job);
	}
	trends->count = 0;
	if (r == 0)
		trends->job = job;
	else
		job_free(job);
	return r;
}

int trends_write(struct service *service)
{
	int r = stories_count(&service->stories, trends_touch, &service->trends);
	order_pairs(&service->trends);
	if (r == 0 && service->trends.count)
		r = write_touched(service);
	if (r == 0 && service->trends.all)
		r = ledger_set_half_life(service->journal, service->config->half_life);
	if (r == 0)
		service->trends.all = false;
	return r;
}

bool trends_wait(const struct service *service)
{
	return service->stories.placed_count || service->trends.count || service->trends.all;
}

void trends_send(struct service *service)
{
	struct trends *trends = &service->trends;
	if (trends->job)
		publisher_send(&service->publisher, trends->job);
	trends->job = job_free(trends->job);
}

/* The half-life of the published pairs stands in the journal once all of them are. */
int trends_init(struct service *service)
{
	uint64_t half_life = 0;
	int r = ledger_half_life(service->journal, &half_life);
	service->trends.all = half_life != service->config->half_life;
	if (r < 0 || !service->trends.all)
		return r;
	return ledger_touch_all(service->journal, trends_touch, &service->trends);
}

int trends_undo(struct service *service)
{
	struct trends *trends = &service->trends;
	trends->job = job_free(trends->job);
	trends->count = 0;
	return trends_init(service);
}

void trends_deinit(struct service *service)
{
	job_free(service->trends.job);
	free(service->trends.pairs);
	service->trends = (struct trends) { 0 };
}
