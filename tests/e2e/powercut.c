/* Preloaded into a daemon: keeps what a power cut would leave of the files in POWERCUT_ROOT.
 *
 * Only what was synced survives. A synced file's bytes go to POWERCUT_KEPT/INODE; a synced directory's names with their
 * inodes go to POWERCUT_KEPT/names. Both are put in place by a rename, so that a kill leaves the old or the new. */
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void fail(const char *what)
{
	perror(what);
	abort();
}

static void put_in_place(const char *temporary, const char *name)
{
	char path[PATH_MAX];
	snprintf(path, sizeof path, "%s/%s", getenv("POWERCUT_KEPT"), name);
	if (rename(temporary, path) < 0)
		fail(path);
}

/* link: the file's name under /proc, which also opens one that is only written. */
static void keep_file(const char *link, const struct stat *status)
{
	char temporary[PATH_MAX], name[32], buffer[65536];
	snprintf(temporary, sizeof temporary, "%s/.file", getenv("POWERCUT_KEPT"));
	int in = open(link, O_RDONLY | O_CLOEXEC),
	    out = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (in < 0 || out < 0)
		fail(temporary);
	for (ssize_t size; (size = read(in, buffer, sizeof buffer)) > 0;) {
		if (write(out, buffer, (size_t)size) != size)
			fail(temporary);
	}
	close(in);
	close(out);
	snprintf(name, sizeof name, "%" PRIuMAX, (uintmax_t)status->st_ino);
	put_in_place(temporary, name);
}

static void keep_names(const char *path)
{
	char temporary[PATH_MAX];
	snprintf(temporary, sizeof temporary, "%s/.names", getenv("POWERCUT_KEPT"));
	DIR *directory = opendir(path);
	FILE *out = fopen(temporary, "we");
	if (!directory || !out)
		fail(temporary);
	for (struct dirent *entry; (entry = readdir(directory));) {
		if (entry->d_type == DT_REG)
			fprintf(out, "%" PRIuMAX " %s\n", (uintmax_t)entry->d_ino, entry->d_name);
	}
	fclose(out);
	closedir(directory);
	put_in_place(temporary, "names");
}

static void keep(int fd)
{
	char link[64], path[PATH_MAX];
	const char *root = getenv("POWERCUT_ROOT");
	struct stat status;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t size = readlink(link, path, sizeof path - 1);
	if (!root || size < 0 || fstat(fd, &status) < 0)
		return;
	path[size] = '\0';
	if (S_ISDIR(status.st_mode) && !strcmp(path, root))
		keep_names(path);
	else if (S_ISREG(status.st_mode) && !strncmp(path, root, strlen(root)))
		keep_file(link, &status);
}

/* More than one thread syncs. */
static pthread_mutex_t keeping = PTHREAD_MUTEX_INITIALIZER;

static int sync_and_keep(const char *name, int fd)
{
	int (*real)(int);
	*(void **)&real = dlsym(RTLD_NEXT, name);
	int r = real(fd);
	pthread_mutex_lock(&keeping);
	if (r == 0)
		keep(fd);
	pthread_mutex_unlock(&keeping);
	return r;
}

int fsync(int fd)
{
	return sync_and_keep("fsync", fd);
}

int fdatasync(int fd)
{
	return sync_and_keep("fdatasync", fd);
}
