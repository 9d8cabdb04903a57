#include "service/door.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <zmq.h>

#include <stanced/engine.h>
#include <stanced/wire.h>

#include "service/address.h"
#include "service/log.h"
#include "service/zap.h"

/* JSON around a text: every metadata string at its longest, escaped. */
#define HEADER_ROOM (6 * (6 * STANCED_META_MAX) + (4 << 10))
/* A question names an op and at most a prefix, an id and a ref. */
#define QUERY_MESSAGE_MAX (64 << 10)
/* A subscription is one byte and a topic. */
#define SUBSCRIPTION_MAX 128
/* Frames of a CURVE handshake have up to about 350. */
#define CURVE_FRAME_MAX 512
/* What ZeroMQ needs at most to let go of a path. */
#define SHUT_MAX_MS 10000
/* After so long it is told, as often, that an address cannot be had back. */
#define TELL_SHUT_MS 2000
/* Subscriptions of one peer that wait to be read, so that a flood of them takes its turns with the articles. */
#define SUBSCRIPTIONS_MAX 32
/* Seconds that unsent messages may hold up the end. */
#define LINGER_MS 2000

/* Answers that wait for one who asks and does not read; a page of a replay is about 1 MiB.
 * What comes beyond is lost. */
#define ANSWERS_MAX 16

static const int socket_types[DOOR_COUNT] = {
	[DOOR_INGEST] = ZMQ_ROUTER, [DOOR_FEED] = ZMQ_PULL,      [DOOR_PUBLISH] = ZMQ_XPUB,
	[DOOR_QUERY] = ZMQ_ROUTER,  [DOOR_CONTROL] = ZMQ_ROUTER,
};

size_t door_message_max(const struct config *config, enum door door)
{
	switch (door) {
	case DOOR_INGEST:
	case DOOR_FEED: {
		/* A text may take six bytes for one in JSON, and one that is merely too long is answered,
		 * not cut off. */
		size_t text = 6 * (size_t)config->text_max;
		return (text > STANCED_TEXT_MAX ? text : STANCED_TEXT_MAX) + HEADER_ROOM;
	}
	case DOOR_PUBLISH:
		return SUBSCRIPTION_MAX;
	default:
		return QUERY_MESSAGE_MAX;
	}
}

static bool set_int(void *socket, int option, int value)
{
	return zmq_setsockopt(socket, option, &value, sizeof value) == 0;
}

/* All of these must stand before the first bind. */
static bool set_options(void *socket, enum door door, const struct config *config)
{
	int peer_ms = (int)config->peer_s * 1000;
	bool ok = set_int(socket, ZMQ_LINGER, LINGER_MS);
	/* Connections that never speak must not use up the file descriptors. */
	ok &= set_int(socket, ZMQ_HANDSHAKE_IVL, (int)config->handshake_ms);
	/* Peers that vanished without a word, or stand still, are noticed and forgotten. */
	ok &= set_int(socket, ZMQ_HEARTBEAT_IVL, peer_ms / 3);
	ok &= set_int(socket, ZMQ_HEARTBEAT_TIMEOUT, peer_ms);
	ok &= set_int(socket, ZMQ_HEARTBEAT_TTL, peer_ms < 1000000 ? 2 * peer_ms : peer_ms);
	ok &= set_int(socket, ZMQ_TCP_KEEPALIVE, 1);
	if (socket_types[door] == ZMQ_ROUTER)
		ok &= set_int(socket, ZMQ_ROUTER_MANDATORY, 1);
	if (door == DOOR_QUERY || door == DOOR_CONTROL)
		ok &= set_int(socket, ZMQ_SNDHWM, ANSWERS_MAX);
	if (door == DOOR_PUBLISH) {
		ok &= set_int(socket, ZMQ_SNDHWM, (int)config->publish_hwm);
		ok &= set_int(socket, ZMQ_RCVHWM, SUBSCRIPTIONS_MAX);
	}
	return ok;
}

/* ZeroMQ would take a socket's path away from the daemon that listens on it. */
static bool path_in_use(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	size_t size = strlen(path);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0 || size >= sizeof address.sun_path) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	memcpy(address.sun_path, path, size + 1);
	bool used = connect(fd, (const struct sockaddr *)&address, sizeof address) == 0;
	close(fd);
	return used;
}

/* ZeroMQ copies these into what it binds next: with a key every tcp address speaks CURVE, and ipc, where the file
 * system decides who may come, does not. (A domain once set cannot be taken back, so ipc has one too.) */
static bool set_security(void *socket, enum door door, const char *address, const struct config *config)
{
	bool curve = config->key && address_is_tcp(address);
	int64_t message_max = (int64_t)door_message_max(config, door);
	const char *domain = curve ? door_names[door] : ZAP_LOCAL;
	bool ok = true;
	if (curve && message_max < CURVE_FRAME_MAX)
		message_max = CURVE_FRAME_MAX;
	if (curve)
		ok = zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, config->secret, KEY_SIZE) == 0;
	if (config->key)
		ok &= zmq_setsockopt(socket, ZMQ_ZAP_DOMAIN, domain, strlen(domain)) == 0;
	ok &= set_int(socket, ZMQ_CURVE_SERVER, curve);
	return ok && zmq_setsockopt(socket, ZMQ_MAXMSGSIZE, &message_max, sizeof message_max) == 0;
}

static int bind_address(void *socket, enum door door, const char *address, const struct config *config)
{
	const char *path = address_ipc_path(address);
	if (path && path_in_use(path))
		return -EADDRINUSE;
	if (!set_security(socket, door, address, config))
		return -errno;
	if (!path && strchr(address, '['))
		set_int(socket, ZMQ_IPV6, 1);
	/* The control socket is its owner's from its first moment. */
	mode_t before = door == DOOR_CONTROL ? umask(0177) : 0;
	int r = zmq_bind(socket, address) < 0 ? -errno : 0;
	if (door == DOOR_CONTROL)
		umask(before);
	return r;
}

static int open_door(struct doors *doors, void *context, const struct config *config, enum door door)
{
	const struct config_list *list = &config->doors[door];
	void *socket = doors->sockets[door] = zmq_socket(context, socket_types[door]);
	if (!socket || !set_options(socket, door, config)) {
		int r = -errno;
		log_line(LOG_ERR, "%s: [no_socket] %s", door_names[door], zmq_strerror(-r));
		return r;
	}
	for (size_t i = 0; i < list->count; i++) {
		char endpoint[512];
		size_t size = sizeof endpoint;
		int r = bind_address(socket, door, list->items[i], config);
		if (r < 0) {
			log_line(LOG_ERR, "%s: [%s] %s: %s", door_names[door],
				 r == -EADDRINUSE ? "address_in_use" : "cannot_bind", list->items[i], zmq_strerror(-r));
			return r;
		}
		if (zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, endpoint, &size) < 0)
			return -errno;
		doors->bound[door][i] = strdup(endpoint);
		if (!doors->bound[door][i])
			return -ENOMEM;
		doors->bound_count[door] = i + 1;
	}
	return 0;
}

static bool lies_in(const char *path, const char *directory)
{
	size_t size = strlen(directory);
	while (size > 0 && directory[size - 1] == '/')
		size--;
	return !strncmp(path, directory, size) && path[size] == '/';
}

/* The directory of ipc sockets: ours alone if we make it, and never a stranger's. */
static int make_run_directory(const struct config *config)
{
	struct stat status;
	bool needed = false;
	for (enum door door = 0; door < DOOR_COUNT; door++) {
		for (size_t i = 0; i < config->doors[door].count; i++) {
			const char *path = address_ipc_path(config->doors[door].items[i]);
			needed |= path && lies_in(path, config->run);
		}
	}
	if (!needed)
		return 0;
	if (mkdir(config->run, 0700) < 0 && errno != EEXIST) {
		int r = -errno;
		log_line(LOG_ERR, "[cannot_make] %s: %s", config->run, strerror(-r));
		return r;
	}
	if (lstat(config->run, &status) < 0)
		return -errno;
	if (!S_ISDIR(status.st_mode) || (status.st_uid != geteuid() && status.st_uid != 0) ||
	    (status.st_mode & S_IWOTH)) {
		log_line(LOG_ERR, "[not_ours] %s belongs to somebody else or may be written by everybody", config->run);
		return -EPERM;
	}
	return 0;
}

int doors_open(struct doors *doors, void *context, const struct config *config)
{
	*doors = (struct doors) { 0 };
	int r = make_run_directory(config);
	for (enum door door = 0; r == 0 && door < DOOR_COUNT; door++)
		r = open_door(doors, context, config, door);
	if (r < 0)
		doors_close(doors);
	return r;
}

void doors_close(struct doors *doors)
{
	for (enum door door = 0; door < DOOR_COUNT; door++) {
		for (size_t i = 0; i < doors->bound_count[door]; i++) {
			const char *path = address_ipc_path(doors->bound[door][i]);
			if (path)
				unlink(path); /* libzmq leaves it behind */
			free(doors->bound[door][i]);
		}
		if (doors->sockets[door])
			zmq_close(doors->sockets[door]);
	}
	*doors = (struct doors) { 0 };
}

bool doors_shut(struct doors *doors, enum door door, enum doors_scope scope, int64_t now_ms)
{
	bool any = false;
	for (size_t i = 0; i < doors->bound_count[door]; i++) {
		const char *address = doors->bound[door][i];
		if (doors->shut[door][i] || (scope == DOORS_TCP && !address_is_tcp(address)))
			continue;
		zmq_unbind(doors->sockets[door], address);
		doors->shut[door][i] = any = true;
		doors->shut_ms = now_ms;
	}
	return any;
}

/* ZeroMQ takes the old socket's path away in its own time, and must not take the new one's. */
static bool may_bind(const struct doors *doors, const char *address, int64_t now_ms)
{
	const char *path = address_ipc_path(address);
	return !path || now_ms - doors->shut_ms > SHUT_MAX_MS || access(path, F_OK) < 0;
}

static bool reopen(struct doors *doors, enum door door, const char *address, const struct config *config,
		   int64_t now_ms)
{
	int r = may_bind(doors, address, now_ms) ? bind_address(doors->sockets[door], door, address, config)
						 : -EADDRINUSE;
	if (r < 0 && now_ms - doors->shut_ms > TELL_SHUT_MS && now_ms - doors->told_ms > TELL_SHUT_MS) {
		log_line(LOG_ERR, "%s: [%s] %s: %s; tried again", door_names[door],
			 r == -EADDRINUSE ? "address_in_use" : "cannot_bind", address, zmq_strerror(-r));
		doors->told_ms = now_ms;
	}
	return r == 0;
}

bool doors_reopen(struct doors *doors, const struct config *config, int64_t now_ms)
{
	bool all = true;
	for (enum door door = 0; door < DOOR_COUNT; door++) {
		for (size_t i = 0; i < doors->bound_count[door]; i++) {
			if (doors->shut[door][i])
				doors->shut[door][i] = !reopen(doors, door, doors->bound[door][i], config, now_ms);
			all &= !doors->shut[door][i];
		}
	}
	return all;
}
