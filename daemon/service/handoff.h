/* Tells ThreadSanitizer that a job's address passes from one thread to another through ZeroMQ, which Debian builds
 * without it: what happened before the giving happened before the taking. Nothing in other builds. */
#pragma once

#ifdef __SANITIZE_THREAD__
void __tsan_acquire(void *address);
void __tsan_release(void *address);
#define handoff_give(address) __tsan_release(address)
#define handoff_take(address) __tsan_acquire(address)
#else
#define handoff_give(address) ((void)(address))
#define handoff_take(address) ((void)(address))
#endif
