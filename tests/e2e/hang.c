/* Preloaded into a daemon: while the file HANG_FILE is there, the next scorer that is about to give an article back
 * stands still for ever. */
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>
#include <zmq.h>

int zmq_send(void *socket, const void *buffer, size_t size, int flags)
{
	int (*real)(void *, const void *, size_t, int);
	const char *file = getenv("HANG_FILE");
	*(void **)&real = dlsym(RTLD_NEXT, "zmq_send");
	if (file && gettid() != getpid() && size == sizeof(void *) && unlink(file) == 0) {
		for (;;)
			pause();
	}
	return real(socket, buffer, size, flags);
}
