/* Load on a running daemon, or on a bare echo, over sockets: each verb is a process of its own, so that its processor
 * time can be told. Results are one JSON object on standard output. */
#pragma once

#include <stdatomic.h>
#include <stdint.h>
#include <zmq.h>

#include "bench.h"

/* Where to, with what, and how much. */
struct load {
	const char *in, *out; /* addresses: articles go to in, results come from out */
	const char *prefix; /* of ids, so that none comes twice */
	struct bench_corpus corpus;
	unsigned long count;
	double rate; /* articles a second; 0: one at a time */
	bool echo; /* in and out are an echo's, not a daemon's */
	bool one_frame;
};

#define LOAD_ID_MAX 64
/* Nothing takes so long that still works. */
#define LOAD_PATIENCE_MS 30000

extern atomic_bool load_stopped; /* SIGTERM came */

void *load_socket(void *context, int type, const char *address);
const struct bench_article *load_article(const struct load *load, unsigned long number);
/* Sends article number under the id "PREFIX-NUMBER": to a daemon in one frame or two, to an echo as id and text. */
void load_send(const struct load *load, void *socket, unsigned long number);
/* The number in a result's or reply's id; UINT64_MAX: it is not one of ours. */
uint64_t load_number(const struct load *load, const char *data, size_t size);
/* Number of the next result, with the frames after its topic read; UINT64_MAX: none of ours or (errno EAGAIN) none. */
uint64_t load_receive(const struct load *load, void *socket, int flags);
void load_drain(void *socket); /* replies nobody waits for */

void load_closed(const struct load *load, void *context, unsigned window);
void load_flood(const struct load *load, void *context, unsigned window);
void load_latency(const struct load *load, void *context);
void load_watch(void *context, const char *address, const char *topic, unsigned sockets);
void load_echo(void *context, const char *in, const char *out);
