#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <stanced/wire.h>

#include "ctl/ctl.h"

__attribute__((format(printf, 1, 0))) static void message(const char *format, va_list arguments)
{
	fflush(stdout);
	/* Overwrites a progress line that may stand there. */
	if (isatty(STDERR_FILENO))
		fputs("\r\033[K", stderr);
	fputs("stancectl: ", stderr);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
}

void ctl_error(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	message(format, arguments);
	va_end(arguments);
}

int ctl_usage(char **argv, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	message(format, arguments);
	va_end(arguments);
	return ctl_try_help(argv);
}

int ctl_try_help(char **argv)
{
	fprintf(stderr, "Try '%s --help'.\n", argv[0]);
	return CTL_USAGE;
}

int ctl_finish(int worst)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return worst;
	ctl_error("standard output: %s", strerror(errno));
	return worst ? worst : CTL_BAD;
}

bool ctl_parse_seconds(const char *string, int *msp)
{
	char *end;
	double seconds = strtod(string, &end);
	if (end == string || *end || !(seconds >= 0.001 && seconds <= 86400))
		return false;
	*msp = (int)(seconds * 1000 + 0.5);
	return true;
}

bool ctl_parse_count(const char *string, uint64_t *countp)
{
	char *end;
	errno = 0;
	unsigned long long count = strtoull(string, &end, 10);
	if (string[0] < '0' || string[0] > '9' || *end || errno || count == 0)
		return false;
	*countp = count;
	return true;
}

bool ctl_parse_code(const char *string, char code[STANCED_PAIR_CODE_SIZE])
{
	size_t size = strlen(string);
	if (size >= STANCED_PAIR_CODE_SIZE)
		return false;
	for (size_t i = 0; i <= size; i++)
		code[i] = string[i] >= 'a' && string[i] <= 'z' ? (char)(string[i] - 'a' + 'A') : string[i];
	return stanced_is_code(code);
}
