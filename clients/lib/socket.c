#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <zmq.h>

#include "lib/internal.h"

/* A stopped peer is noticed after at most the sum. */
#define HEARTBEAT_MS 2000
#define HEARTBEAT_TIMEOUT_MS 6000
#define RECONNECT_MS 100
#define RECONNECT_MAX_MS 2000
#define KNOCKS 3 /* a daemon that is just being stopped hangs up once */

int64_t client_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t client_deadline(int timeout_ms)
{
	return timeout_ms < 0 ? INT64_MAX : client_now() + timeout_ms;
}

long client_left(int64_t deadline)
{
	if (deadline == INT64_MAX)
		return -1;
	int64_t left = deadline - client_now();
	return left > 0 ? (long)left : 0;
}

static void set(void *socket, int option, int value)
{
	zmq_setsockopt(socket, option, &value, sizeof value);
}

void *client_socket(void *context, int type)
{
	void *socket = zmq_socket(context, type);
	if (!socket)
		return NULL;
	set(socket, ZMQ_LINGER, 0);
	set(socket, ZMQ_HEARTBEAT_IVL, HEARTBEAT_MS);
	set(socket, ZMQ_HEARTBEAT_TIMEOUT, HEARTBEAT_TIMEOUT_MS);
	set(socket, ZMQ_RECONNECT_IVL, RECONNECT_MS);
	set(socket, ZMQ_RECONNECT_IVL_MAX, RECONNECT_MAX_MS);
	return socket;
}

static bool set_keys(void *socket, const struct stanced_keys *keys)
{
	char own[STANCED_KEY_SIZE];
	return zmq_curve_public(own, keys->secret) == 0 &&
	       zmq_setsockopt(socket, ZMQ_CURVE_SERVERKEY, keys->server, STANCED_KEY_SIZE) == 0 &&
	       zmq_setsockopt(socket, ZMQ_CURVE_PUBLICKEY, own, STANCED_KEY_SIZE) == 0 &&
	       zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, keys->secret, STANCED_KEY_SIZE) == 0;
}

int client_connect(void *socket, const char *address, const struct stanced_keys *keys)
{
	if (keys->server[0] && !strncmp(address, "tcp://", 6) && !set_keys(socket, keys))
		return -EINVAL;
	if (zmq_connect(socket, address) == 0)
		return 0;
	/* libzmq has errno values of its own; to our callers they are all "no such address". */
	return errno == ENAMETOOLONG || errno == ENOMEM ? -errno : -EINVAL;
}

int client_monitor_open(void *context, void *socket, void **monitorp)
{
	char address[64];
	snprintf(address, sizeof address, "inproc://stanced-client-monitor-%p", socket);
	if (zmq_socket_monitor(socket, address,
			       ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_DISCONNECTED |
				       ZMQ_EVENT_HANDSHAKE_FAILED_AUTH | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL |
				       ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL) != 0)
		return -errno;
	void *monitor = zmq_socket(context, ZMQ_PAIR);
	if (!monitor)
		return -errno;
	set(monitor, ZMQ_LINGER, 0);
	if (zmq_connect(monitor, address) != 0) {
		int error = errno;
		zmq_close(monitor);
		return -error;
	}
	*monitorp = monitor;
	return 0;
}

enum client_event client_monitor_next(void *monitor, unsigned *knocks)
{
	/* First frame: the event's number (16 bits) and value; second: the address. */
	unsigned char frame[6];
	char address[STANCED_ADDRESS_MAX];
	uint16_t event;
	uint32_t value;
	int size = zmq_recv(monitor, frame, sizeof frame, ZMQ_DONTWAIT);
	if (size < 0)
		return CLIENT_NOTHING;
	zmq_recv(monitor, address, sizeof address, ZMQ_DONTWAIT);
	memcpy(&event, frame, sizeof event);
	memcpy(&value, frame + sizeof event, sizeof value);
	/* One side wants keys and the other has none. */
	bool mismatch = event == ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL &&
			value == ZMQ_PROTOCOL_ERROR_ZMTP_MECHANISM_MISMATCH;
	/* The daemon may see it first, and hang up before its side of the greeting is read. */
	if (knocks && event == ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL)
		mismatch = ++*knocks >= KNOCKS;
	if (knocks && event == ZMQ_EVENT_HANDSHAKE_SUCCEEDED)
		*knocks = 0;
	return event == ZMQ_EVENT_HANDSHAKE_SUCCEEDED                 ? CLIENT_UP
	       : event == ZMQ_EVENT_HANDSHAKE_FAILED_AUTH || mismatch ? CLIENT_DENIED
								      : CLIENT_DOWN;
}
