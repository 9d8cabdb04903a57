/* Preloaded into a daemon: the wall clock is ahead by the seconds that the file CLOCK_FILE says. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static long ahead(void)
{
	const char *file = getenv("CLOCK_FILE");
	FILE *stream = file ? fopen(file, "re") : NULL;
	long seconds = 0;
	if (stream) {
		if (fscanf(stream, "%ld", &seconds) != 1)
			seconds = 0;
		fclose(stream);
	}
	return seconds;
}

int clock_gettime(clockid_t clock, struct timespec *time)
{
	int (*real)(clockid_t, struct timespec *);
	*(void **)&real = dlsym(RTLD_NEXT, "clock_gettime");
	int r = real(clock, time);
	if (r == 0 && clock == CLOCK_REALTIME)
		time->tv_sec += ahead();
	return r;
}
