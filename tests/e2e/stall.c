/* Preloaded into a daemon: while a file is there that the environment names,
 *
 *   HOLD_FILE   scorers that are about to give an article back wait
 *   FULL_FILE   the disk is full: nothing can be written at a place in a file
 *   STUCK_FILE  the disk stands still: syncs wait */
#undef _FILE_OFFSET_BITS /* with it the one name would be the other's */
#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>
#include <zmq.h>

#define LOOK_US 5000

static bool is_there(const char *name)
{
	const char *file = getenv(name);
	return file && access(file, F_OK) == 0;
}

static void wait_while(const char *name)
{
	while (is_there(name))
		usleep(LOOK_US);
}

int zmq_send(void *socket, const void *buffer, size_t size, int flags)
{
	int (*real)(void *, const void *, size_t, int);
	*(void **)&real = dlsym(RTLD_NEXT, "zmq_send");
	if (gettid() != getpid() && size == sizeof(void *))
		wait_while("HOLD_FILE");
	return real(socket, buffer, size, flags);
}

static ssize_t write_at(const char *name, int fd, const void *data, size_t size, off_t offset)
{
	ssize_t (*real)(int, const void *, size_t, off_t);
	*(void **)&real = dlsym(RTLD_NEXT, name);
	if (is_there("FULL_FILE")) {
		errno = ENOSPC;
		return -1;
	}
	return real(fd, data, size, offset);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset)
{
	return write_at("pwrite", fd, data, size, offset);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset)
{
	return write_at("pwrite64", fd, data, size, offset);
}

int fdatasync(int fd)
{
	int (*real)(int);
	*(void **)&real = dlsym(RTLD_NEXT, "fdatasync");
	wait_while("STUCK_FILE");
	return real(fd);
}
