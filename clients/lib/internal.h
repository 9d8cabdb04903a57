/* What the library's own files share. Nothing here is exported (stanced-client.map). */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <stanced/client.h>

#include "base/now.h"

/* now_ms() + timeout_ms; INT64_MAX for ever. */
int64_t client_deadline(int timeout_ms);
/* Milliseconds left of a deadline, for zmq_poll: -1 for ever, 0 past. */
long client_left(int64_t deadline);

/* A socket of the type, with the options every client of ours has: nothing lingers at the end, and a peer that
 * stopped without closing is noticed within seconds. NULL: errno says why. */
void *client_socket(void *context, int type);
/* given, or what the environment names. */
int client_keys(struct stanced_keys *keys, const struct stanced_keys *given);
/* 0 or a negative errno; -EINVAL: there is no such address. */
int client_connect(void *socket, const char *address, const struct stanced_keys *keys);

/* ---- what messages say ---- */

/* A member that is a positive number, else 0. */
uint64_t client_number(const json_t *object, const char *member);
/* The topic equals one of topics (exact), or begins with one. */
bool client_topic_fits(char *const *topics, size_t count, bool exact, const char *topic);

/* ---- monitor: when a connection comes and goes ---- */

enum client_event { CLIENT_NOTHING, CLIENT_UP, CLIENT_DOWN, CLIENT_DENIED };

struct client_monitor {
	void *socket; /* NULL: none */
	bool keyless;
	unsigned knocks; /* without a key: how often in a row the daemon hung up in the middle of the greeting */
};

/* Has the socket tell its events to a PAIR socket; knocks go on from an earlier connection. 0 or a negative errno. */
int client_monitor_open(void *context, void *socket, const struct stanced_keys *keys, struct client_monitor *monitor);
void client_monitor_close(struct client_monitor *monitor);
/* The next event waiting, CLIENT_NOTHING when there is none.
 * Who knocked in vain a few times without a key is denied. */
enum client_event client_monitor_next(struct client_monitor *monitor);
