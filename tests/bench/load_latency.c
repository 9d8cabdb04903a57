/* Latency: from the moment an article is due to be sent to the arrival of its result at a subscriber. One at a time an
 * article is due when the one before has arrived. At a rate articles are due at fixed times, whether or not the ones
 * before have arrived: what waits because something stood still counts as waiting. */
#include "load.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>

#define WARM_UP 200

struct probe {
	const struct load *load;
	void *in, *out;
	double *due, *took; /* by article; took < 0: not arrived */
	unsigned long total; /* with those that warm up */
};

static void *must_allocate(size_t count, size_t size)
{
	void *memory = calloc(count, size);
	if (!memory)
		bench_fail("out of memory");
	return memory;
}

/* Waits for one result of ours; false: none came for long, or the program is to end. */
static bool take_result(struct probe *probe)
{
	for (;;) {
		uint64_t number = load_receive(probe->load, probe->out, 0);
		double now = bench_clock();
		if (number == UINT64_MAX && errno)
			return false;
		if (number >= probe->total || probe->took[number] >= 0)
			continue;
		probe->took[number] = now - probe->due[number];
		return true;
	}
}

static void one_at_a_time(struct probe *probe, unsigned long from, unsigned long end)
{
	for (unsigned long i = from; i < end; i++) {
		probe->due[i] = bench_clock();
		load_send(probe->load, probe->in, i);
		if (!take_result(probe))
			bench_fail("a result did not come");
		if (!probe->load->echo)
			load_drain(probe->in);
	}
}

static void sleep_until(double when)
{
	struct timespec time = { (time_t)when, (long)((when - (double)(time_t)when) * 1e9) };
	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL) == EINTR && !load_stopped)
		;
}

static void *send_on_time(void *user)
{
	struct probe *probe = user;
	prctl(PR_SET_TIMERSLACK, 1); /* else the kernel may wake this thread 50 us late */
	for (unsigned long i = WARM_UP; i < probe->total && !load_stopped; i++) {
		sleep_until(probe->due[i]);
		load_send(probe->load, probe->in, i);
		if (!probe->load->echo)
			load_drain(probe->in);
	}
	return NULL;
}

static void at_a_rate(struct probe *probe)
{
	pthread_t sender;
	double start = bench_clock() + 0.05;
	for (unsigned long i = WARM_UP; i < probe->total; i++)
		probe->due[i] = start + (double)(i - WARM_UP) / probe->load->rate;
	if (pthread_create(&sender, NULL, send_on_time, probe) != 0)
		bench_fail("no thread");
	for (unsigned long i = WARM_UP; i < probe->total; i++) {
		if (!take_result(probe))
			break;
	}
	pthread_join(sender, NULL);
}

static int compare(const void *a, const void *b)
{
	const double *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static void tell(struct probe *probe)
{
	double *took = probe->took + WARM_UP;
	unsigned long count = probe->total - WARM_UP, missing = 0;
	qsort(took, count, sizeof *took, compare);
	while (missing < count && took[missing] < 0)
		missing++;
	took += missing;
	count -= missing;
	if (!count)
		bench_fail("no result came");
	printf("{\"articles\":%lu,\"missing\":%lu,\"p50\":%.9f,\"p90\":%.9f,\"p99\":%.9f,\"max\":%.9f,\"cpu\":%.6f}\n",
	       count, missing, took[count / 2], took[count * 90 / 100], took[count * 99 / 100], took[count - 1],
	       bench_cpu());
}

void load_latency(const struct load *load, void *context)
{
	struct probe probe = { .load = load, .total = WARM_UP + load->count };
	probe.out = load_socket(context, ZMQ_SUB, load->out);
	zmq_setsockopt(probe.out, ZMQ_SUBSCRIBE, load->echo ? "" : "article.", load->echo ? 0 : 8);
	probe.in = load_socket(context, load->echo ? ZMQ_PUSH : ZMQ_DEALER, load->in);
	probe.due = must_allocate(probe.total, sizeof *probe.due);
	probe.took = must_allocate(probe.total, sizeof *probe.took);
	for (unsigned long i = 0; i < probe.total; i++)
		probe.took[i] = -1;
	zmq_poll(NULL, 0, 300); /* a subscription takes a moment to arrive */
	one_at_a_time(&probe, 0, load->rate > 0 ? WARM_UP : probe.total);
	if (load->rate > 0)
		at_a_rate(&probe);
	tell(&probe);
	free(probe.due);
	free(probe.took);
	zmq_close(probe.in);
	zmq_close(probe.out);
}
