/* The one table of settings; the configuration file, the flags and --help all read it. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "service/config.h"

enum option_type { OPTION_DOOR, OPTION_LIST, OPTION_STRING, OPTION_NUMBER, OPTION_LEVEL };

struct config_option {
	const char *section, *name;
	const char *flag; /* without dashes; NULL: only in the file */
	enum option_type type;
	size_t offset; /* of its field in struct config */
	uint64_t min, max;
	const char *preset;
	const char *help;
};

extern const struct config_option config_options[];
extern const size_t config_option_count;

/* Sets one value from text. where is copied into lists and begins every complaint. */
bool config_set(struct config *config, const struct config_option *option, enum config_origin origin, const char *where,
		const char *value);
void config_complain(struct config *config, const char *where, const char *code, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
