/* Error convention of the whole project.
 *
 * 0 is success. A negative value is a negated errno: fatal for the operation, forwarded unchanged.
 * A positive value is a MODULE_E_* of the callee's header and must be handled by the caller.
 * Out of memory is -ENOMEM, returned, never an abort. */
#pragma once

#include <errno.h>

#define STANCED_CLEANUP(func) __attribute__((cleanup(func)))
#define STANCED_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
