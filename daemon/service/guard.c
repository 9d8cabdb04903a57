#include "service/guard.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "service/log.h"

/* Descriptors of our own: journal, sockets, lexicon files while they are read. */
#define OWN_DESCRIPTORS 128
/* Kept free, so that the alarm comes before accepting fails. */
#define RESERVE 8
/* When all connections were dropped, what is in use is the daemon's own; clients are not to be plagued. */
#define PAUSE_MS 5000

static void limit_descriptors(struct guard *guard)
{
	struct rlimit limit;
	uint64_t wanted = guard->config->connections + OWN_DESCRIPTORS;
	if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
		return;
	uint64_t granted = limit.rlim_cur;
	if (granted < wanted) {
		granted = wanted < limit.rlim_max ? wanted : limit.rlim_max; /* RLIM_INFINITY is the largest number */
		limit.rlim_cur = (rlim_t)granted;
		if (setrlimit(RLIMIT_NOFILE, &limit) < 0 || granted < wanted)
			log_line(LOG_WARNING,
				 "[few_descriptors] %" PRIu64 " connections are wanted, the system grants "
				 "%" PRIu64 " descriptors",
				 guard->config->connections, granted);
	}
	granted = granted < wanted ? granted : wanted;
	guard->descriptors = granted - RESERVE;
}

void guard_init(struct guard *guard, const struct config *config)
{
	*guard = (struct guard) { .config = config, .page = (uint64_t)sysconf(_SC_PAGESIZE) };
	guard->statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	limit_descriptors(guard);
}

void guard_deinit(struct guard *guard)
{
	if (guard->statm >= 0)
		close(guard->statm);
	guard->statm = -1;
}

/* The second number of statm: resident pages. */
static uint64_t resident(const struct guard *guard)
{
	char line[128];
	uint64_t pages = 0;
	ssize_t size = guard->statm >= 0 ? pread(guard->statm, line, sizeof line - 1, 0) : 0;
	if (size <= 0)
		return 0;
	line[size] = '\0';
	return sscanf(line, "%*u %" SCNu64, &pages) == 1 ? pages * guard->page : 0;
}

/* A new descriptor is the lowest free number: at least so many are open. */
static bool many_descriptors(const struct guard *guard)
{
	if (guard->statm < 0 || !guard->descriptors)
		return false;
	int fd = dup(guard->statm);
	if (fd < 0)
		return errno == EMFILE;
	close(fd);
	return (uint64_t)fd >= guard->descriptors;
}

enum guard_alarm guard_look(struct guard *guard, int64_t now_ms)
{
	uint64_t max = guard->config->memory_max;
	if (now_ms < guard->look_ms)
		return GUARD_QUIET;
	guard->look_ms = now_ms + GUARD_MS;
	guard->resident = resident(guard);
	return max && guard->resident > max ? GUARD_MEMORY : many_descriptors(guard) ? GUARD_CONNECTIONS : GUARD_QUIET;
}

void guard_pause(struct guard *guard, int64_t now_ms)
{
	guard->look_ms = now_ms + PAUSE_MS;
}
