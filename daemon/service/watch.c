#include "service/watch.h"

#include <errno.h>
#include <poll.h>
#include <zmq.h>

int watch_init(struct watch *watch, void *socket, int fd)
{
	size_t size = sizeof watch->fd;
	*watch = (struct watch) { .socket = socket, .fd = fd, .wanted = true, .stale = true };
	return socket && zmq_getsockopt(socket, ZMQ_FD, &watch->fd, &size) < 0 ? -errno : 0;
}

static bool ask(struct watch *watch)
{
	int events = 0;
	size_t size = sizeof events;
	int r = zmq_getsockopt(watch->socket, ZMQ_EVENTS, &events, &size);
	watch->stale = r < 0 || events & ZMQ_POLLIN;
	watch->ready = r == 0 && watch->stale && watch->wanted;
	return watch->ready;
}

int watch_wait(struct watch *watches, size_t count, long timeout_ms)
{
	struct pollfd fds[WATCHES_MAX];
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		fds[i] = (struct pollfd) { .fd = watches[i].fd, .events = POLLIN };
		watches[i].ready = false;
		if (watches[i].socket && watches[i].stale)
			any |= ask(&watches[i]);
	}
	int r = poll(fds, count, any ? 0 : (int)timeout_ms);
	for (size_t i = 0; r > 0 && i < count; i++) {
		if (!fds[i].revents)
			continue;
		if (watches[i].socket)
			ask(&watches[i]);
		else
			watches[i].ready = watches[i].wanted;
	}
	return r < 0 ? -errno : 0;
}
