/* Where the lexicons are when nobody says: the environment, the source tree around a build, the installed place. */
#include <stanced/lexicon.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool holds_lexicons(const char *directory)
{
	char path[PATH_MAX];
	int n = snprintf(path, sizeof path, "%s/countries.tsv", directory);
	return n > 0 && (size_t)n < sizeof path && access(path, R_OK) == 0;
}

/* A program of a build tree lies one to three folders below its source tree. */
static bool beside_program(char directory[PATH_MAX])
{
	char program[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
	if (n <= 0)
		return false;
	program[n] = '\0';
	for (int up = 0; up < 4; up++) {
		char *slash = strrchr(program, '/');
		if (!slash || slash == program)
			return false;
		*slash = '\0';
		int size = snprintf(directory, PATH_MAX, "%s/lexicons", program);
		if (size > 0 && size < PATH_MAX && holds_lexicons(directory))
			return true;
	}
	return false;
}

const char *stanced_lexicon_default_directory(void)
{
	static char directory[PATH_MAX];
	const char *environment = getenv("STANCED_LEXICONS");
	if (environment && *environment)
		return environment;
	return beside_program(directory) ? directory : STANCED_LEXICON_DIR;
}
