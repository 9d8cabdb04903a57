/* What the service manager is told (sd_notify), and the watchdog that it keeps. Nothing happens where the process was
 * not started by one, or was built without libsystemd. */
#pragma once

#include <stdbool.h>

void notify_ready(void);
void notify_reloading(void);
void notify_stopping(void);
/* A line for `systemctl status`. progress: work is being done, or there is none: the watchdog is fed. */
void notify_status(bool progress, const char *format, ...) __attribute__((format(printf, 2, 3)));
