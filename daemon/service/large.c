#include "service/large.h"

#include "service/service.h"

/* The engine takes up to 160 bytes a byte of text, and its results some more; the other half is for everything else. */
#define PER_BYTE 256
/* Articles that are looked at for one that may pass. */
#define LOOK_AHEAD 32

uint64_t large_budget(uint64_t memory_max)
{
	return memory_max ? memory_max / PER_BYTE : UINT64_MAX;
}

static bool fits(const struct service *service, uint64_t size)
{
	uint64_t sum = 0;
	if (size <= LARGE_TEXT)
		return true;
	for (unsigned i = 0; i < service->scorer_count; i++)
		sum += service->scorers[i].large;
	return !sum || sum + size <= large_budget(service->config->memory_max);
}

struct job *large_next(struct service *service)
{
	struct job_queue *queue = &service->intake.queue;
	struct job *before = NULL;
	for (unsigned i = 0; i < LOOK_AHEAD; i++) {
		struct job *job = before ? before->next : queue->first;
		if (!job || fits(service, job->request.text_size))
			return job ? job_queue_take(queue, before) : NULL;
		before = job;
	}
	return NULL;
}
