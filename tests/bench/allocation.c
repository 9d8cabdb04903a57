/* Counts what this process asks of the heap, libc's own asking included, by standing in front of glibc's allocator.
 * Sanitizers do the same, so that nothing is counted in their builds. */
#include "bench.h"

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !defined(__clang__)
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *old, size_t size);

static long calls;

void *malloc(size_t size)
{
	calls++;
	return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	calls++;
	return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	calls++;
	return __libc_realloc(old, size);
}

long allocation_count(void)
{
	return calls;
}
#else
long allocation_count(void)
{
	return -1;
}
#endif
