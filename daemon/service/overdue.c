#include "service/overdue.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "service/log.h"
#include "service/record.h"

/* Articles are judged each second. Of a longer time between two looks the rest was a pause of the loop's own: a disk
 * that stood still, a process or a machine that was stopped. */
#define LOOK_MS 2000

void overdue_excuse(struct service *service, bool left, int64_t now)
{
	int64_t excused = left ? now - service->started_ms : now - service->judged_ms - LOOK_MS;
	for (unsigned i = 0; excused > 0 && i < service->scorer_count; i++)
		scorer_excuse(&service->scorers[i], excused, now);
	service->judged_ms = now;
}

const struct job *overdue_find(const struct service *service, int64_t now)
{
	const struct job *job = NULL;
	for (unsigned i = 0; !job && i < service->scorer_count; i++)
		job = scorer_overdue(&service->scorers[i], (int64_t)service->config->article_s * 1000, now);
	return job;
}

void overdue_end(struct service *service, const struct job *job)
{
	log_event(EVENT_ARTICLE_ASIDE, job->request.id, LOG_ERR,
		  "article %s is not scored after %" PRIu64 " s: it is set aside, and the daemon ends", job->request.id,
		  service->config->article_s);
	record_overdue(service, job);
	_exit(EXIT_FAILURE);
}
