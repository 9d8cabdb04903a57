#include "service/notify.h"

#ifdef HAVE_SYSTEMD

#include <inttypes.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <systemd/sd-daemon.h>

#include "base/now.h"

void notify_ready(void)
{
	sd_notify(0, "READY=1");
}

void notify_reloading(void)
{
	sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%" PRIu64, now_ns() / 1000);
}

void notify_stopping(void)
{
	sd_notify(0, "STOPPING=1");
}

void notify_status(bool progress, const char *format, ...)
{
	char status[256];
	va_list list;
	va_start(list, format);
	vsnprintf(status, sizeof status, format, list);
	va_end(list);
	sd_notifyf(0, "%sSTATUS=%s", progress ? "WATCHDOG=1\n" : "", status);
}

#else

void notify_ready(void)
{
}

void notify_reloading(void)
{
}

void notify_stopping(void)
{
}

void notify_status(bool progress, const char *format, ...)
{
}

#endif
