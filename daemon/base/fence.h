/* Memory that is ours but must not be touched: what an arena has not handed out, what lies behind a vec's count. Under
 * AddressSanitizer a stray read there ends the program; in other builds all of this is nothing.
 *
 * Closing rounds inwards and opening outwards to 8 bytes, as the sanitizer does. */
#pragma once

#include <stddef.h>

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define FENCED 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define FENCED 1
#endif

#ifdef FENCED
#include <sanitizer/asan_interface.h>
#define FENCE_GAP ((size_t)16) /* left closed between two pieces of an arena */
/* Not inlined: the compiler would take a pointer to constant bytes for a read of them. */
static __attribute__((noinline, unused)) void fence_close(void *start, size_t size)
{
	__asan_poison_memory_region(start, size);
}

static inline void fence_open(void *start, size_t size)
{
	__asan_unpoison_memory_region(start, size);
}
#else
#define FENCE_GAP ((size_t)0)
#define fence_close(start, size) ((void)0)
#define fence_open(start, size) ((void)0)
#endif
