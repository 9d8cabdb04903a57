#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <zmq.h>

#include "lib/internal.h"

/* A stopped peer is noticed after at most the sum. */
#define HEARTBEAT_MS 2000
#define HEARTBEAT_TIMEOUT_MS 6000
#define RECONNECT_MS 100
#define RECONNECT_MAX_MS 2000
#define KNOCKS 3 /* a daemon that is just being stopped hangs up once */

int64_t client_deadline(int timeout_ms)
{
	return timeout_ms < 0 ? INT64_MAX : now_ms() + timeout_ms;
}

long client_left(int64_t deadline)
{
	if (deadline == INT64_MAX)
		return -1;
	int64_t left = deadline - now_ms();
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

int client_monitor_open(void *context, void *socket, const struct stanced_keys *keys, struct client_monitor *monitor)
{
	char address[64];
	snprintf(address, sizeof address, "inproc://stanced-client-monitor-%p", socket);
	if (zmq_socket_monitor(socket, address,
			       ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_DISCONNECTED |
				       ZMQ_EVENT_HANDSHAKE_FAILED_AUTH | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL |
				       ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL) != 0)
		return -errno;
	monitor->keyless = !keys->server[0];
	monitor->socket = zmq_socket(context, ZMQ_PAIR);
	if (!monitor->socket)
		return -errno;
	set(monitor->socket, ZMQ_LINGER, 0);
	if (zmq_connect(monitor->socket, address) != 0) {
		int error = errno;
		client_monitor_close(monitor);
		return -error;
	}
	return 0;
}

void client_monitor_close(struct client_monitor *monitor)
{
	if (monitor->socket)
		zmq_close(monitor->socket);
	monitor->socket = NULL;
}

enum client_event client_monitor_next(struct client_monitor *monitor)
{
	/* First frame: the event's number (16 bits) and value; second: the address. */
	unsigned char frame[6];
	char address[STANCED_ADDRESS_MAX];
	uint16_t event;
	uint32_t value;
	int size = zmq_recv(monitor->socket, frame, sizeof frame, ZMQ_DONTWAIT);
	if (size < 0)
		return CLIENT_NOTHING;
	zmq_recv(monitor->socket, address, sizeof address, ZMQ_DONTWAIT);
	memcpy(&event, frame, sizeof event);
	memcpy(&value, frame + sizeof event, sizeof value);
	/* One side wants keys and the other has none. */
	bool mismatch = event == ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL &&
			value == ZMQ_PROTOCOL_ERROR_ZMTP_MECHANISM_MISMATCH;
	/* The daemon may see it first, and hang up before its side of the greeting is read. */
	if (monitor->keyless && event == ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL)
		mismatch = ++monitor->knocks >= KNOCKS;
	if (event == ZMQ_EVENT_HANDSHAKE_SUCCEEDED)
		monitor->knocks = 0;
	return event == ZMQ_EVENT_HANDSHAKE_SUCCEEDED                 ? CLIENT_UP
	       : event == ZMQ_EVENT_HANDSHAKE_FAILED_AUTH || mismatch ? CLIENT_DENIED
								      : CLIENT_DOWN;
}
