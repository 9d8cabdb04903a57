#include "service/config.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

#include <stanced/engine.h>

#include "service/config_option.h"

const char *const door_names[DOOR_COUNT] = { "ingest", "feed", "publish", "query", "control" };

#define FIELD(name) offsetof(struct config, name)
#define DOOR(id) offsetof(struct config, doors[id])

const struct config_option config_options[] = {
	{ "doors", "ingest", "ingest", OPTION_DOOR, DOOR(DOOR_INGEST), 0, 0, "tcp://127.0.0.1:7701 ipc://ingest.sock",
	  "ADDRESS where articles come in, each answered" },
	{ "doors", "feed", "feed", OPTION_DOOR, DOOR(DOOR_FEED), 0, 0, "tcp://127.0.0.1:7702 ipc://feed.sock",
	  "ADDRESS where articles come in unanswered" },
	{ "doors", "publish", "publish", OPTION_DOOR, DOOR(DOOR_PUBLISH), 0, 0,
	  "tcp://127.0.0.1:7703 ipc://publish.sock", "ADDRESS where scores go out" },
	{ "doors", "query", "query", OPTION_DOOR, DOOR(DOOR_QUERY), 0, 0, "tcp://127.0.0.1:7704 ipc://query.sock",
	  "ADDRESS for questions" },
	{ "doors", "control", "control", OPTION_DOOR, DOOR(DOOR_CONTROL), 0, 0, "ipc://control.sock",
	  "ADDRESS for reload, drain and prune: ipc, or tcp with a key" },
	{ "doors", "directory", "run", OPTION_STRING, FIELD(run), 0, 0, NULL,
	  "DIRECTORY of ipc sockets without a path" },
	{ "security", "key", "key", OPTION_STRING, FIELD(key), 0, 0, NULL,
	  "FILE of the daemon's secret key: tcp doors speak CURVE" },
	{ "security", "clients", "clients", OPTION_STRING, FIELD(clients), 0, 0, NULL,
	  "FILE of client keys and what each may do" },
	{ "lexicons", "directory", "lexicons", OPTION_STRING, FIELD(lexicons), 0, 0, NULL,
	  "DIRECTORY of the lexicons" },
	{ "lexicons", "overlay", "lexicon", OPTION_LIST, FIELD(overlays), 0, 0, NULL,
	  "DIRECTORY of rows that add to or replace them" },
	{ "lexicons", "actors", "actors", OPTION_LIST, FIELD(actors), 0, 0, NULL, "FILE of custom actors" },
	{ "service", "scorers", "scorers", OPTION_NUMBER, FIELD(scorers), 0, CONFIG_SCORERS_MAX, "0",
	  "NUMBER of scorer threads; 0: one a processor" },
	{ "service", "state", "state", OPTION_STRING, FIELD(state), 0, 0, NULL, "DIRECTORY of the state" },
	{ "service", "drain_s", "drain", OPTION_NUMBER, FIELD(drain_s), 1, 3600, "30",
	  "SECONDS that a stop may take to finish what was accepted" },
	{ "service", "log_level", "log-level", OPTION_LEVEL, FIELD(log_level), 0, 0, "info",
	  "LEVEL: error, warning, notice, info or debug" },
	{ "journal", "file", "journal", OPTION_STRING, FIELD(journal), 0, 0, "journal.db",
	  "FILE of the journal, in the state directory; none: accepted articles are kept in memory only" },
	{ "journal", "keep_days", NULL, OPTION_NUMBER, FIELD(journal_days), 0, 36500, "30", NULL },
	{ "journal", "keep_bytes", NULL, OPTION_NUMBER, FIELD(journal_bytes), 0, UINT64_C(1) << 46, "1073741824",
	  NULL },
	{ "ledger", "half_life_days", NULL, OPTION_NUMBER, FIELD(half_life), 1, 3650, "7", NULL },
	{ "ledger", "near_copies", NULL, OPTION_NUMBER, FIELD(near_copies), 0, 1000000, "50000", NULL },
	{ "limits", "text_max", NULL, OPTION_NUMBER, FIELD(text_max), 1024, STANCED_TEXT_MAX, "2097152", NULL },
	{ "limits", "article_s", NULL, OPTION_NUMBER, FIELD(article_s), 1, 3600, "30", NULL },
	{ "limits", "queue", NULL, OPTION_NUMBER, FIELD(queue), 1, 10000000, "10000", NULL },
	{ "limits", "queue_bytes", NULL, OPTION_NUMBER, FIELD(queue_bytes), 1024, UINT64_C(1) << 40, "268435456",
	  NULL },
	{ "limits", "known_ids", NULL, OPTION_NUMBER, FIELD(known_ids), 1, 100000000, "100000", NULL },
	{ "limits", "publish_hwm", NULL, OPTION_NUMBER, FIELD(publish_hwm), 1, 100000000, "100000", NULL },
	{ "limits", "memory_max", NULL, OPTION_NUMBER, FIELD(memory_max), 0, UINT64_C(1) << 40, "1073741824", NULL },
	{ "limits", "connections", NULL, OPTION_NUMBER, FIELD(connections), 16, 1000000, "4096", NULL },
	{ "limits", "handshake_ms", NULL, OPTION_NUMBER, FIELD(handshake_ms), 50, 60000, "1000", NULL },
	{ "limits", "peer_s", NULL, OPTION_NUMBER, FIELD(peer_s), 1, 3600, "15", NULL },
};
const size_t config_option_count = sizeof config_options / sizeof *config_options;

static const struct {
	const char *name;
	int level;
} levels[] = {
	{ "error", LOG_ERR }, { "warning", LOG_WARNING }, { "notice", LOG_NOTICE },
	{ "info", LOG_INFO }, { "debug", LOG_DEBUG },
};

void config_complain(struct config *config, const char *where, const char *code, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	fprintf(config->errors, "%s: [%s] ", where, code);
	vfprintf(config->errors, format, list);
	fputc('\n', config->errors);
	va_end(list);
	config->error_count++;
}

static bool out_of_memory(struct config *config, const char *where)
{
	config_complain(config, where, "out_of_memory", "%s", strerror(ENOMEM));
	return false;
}

static void clear_list(struct config_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i]);
		free(list->where[i]);
	}
	list->count = 0;
}

static bool add_item(struct config *config, struct config_list *list, const char *where, const char *value, size_t size)
{
	if (list->count == CONFIG_LIST_MAX) {
		config_complain(config, where, "bad_value", "more than %d values", CONFIG_LIST_MAX);
		return false;
	}
	char *item = strndup(value, size), *place = strdup(where);
	if (!item || !place) {
		free(item);
		free(place);
		return out_of_memory(config, where);
	}
	list->items[list->count] = item;
	list->where[list->count++] = place;
	return true;
}

/* Addresses stand in one value, separated by spaces or commas; "none" closes the door. */
static bool add_addresses(struct config *config, struct config_list *list, const char *where, const char *value)
{
	if (!strcmp(value, "none"))
		return true;
	for (const char *cursor = value; *cursor;) {
		size_t size = strcspn(cursor, " \t,");
		if (size && !add_item(config, list, where, cursor, size))
			return false;
		cursor += size;
		cursor += strspn(cursor, " \t,");
	}
	return true;
}

static bool set_number(struct config *config, const struct config_option *option, const char *where, const char *value)
{
	uint64_t *field = (uint64_t *)((char *)config + option->offset);
	char *end;
	errno = 0;
	unsigned long long number = strtoull(value, &end, 10);
	if (!isdigit((unsigned char)*value) || *end || errno || number < option->min || number > option->max) {
		config_complain(config, where, "bad_value", "%s: \"%s\" is not a number from %" PRIu64 " to %" PRIu64,
				option->name, value, option->min, option->max);
		return false;
	}
	*field = number;
	return true;
}

static bool set_level(struct config *config, const struct config_option *option, const char *where, const char *value)
{
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
		if (!strcmp(levels[i].name, value)) {
			*(int *)((char *)config + option->offset) = levels[i].level;
			return true;
		}
	}
	config_complain(config, where, "bad_value", "%s: \"%s\" is not error, warning, notice, info or debug",
			option->name, value);
	return false;
}

static bool set_string(struct config *config, const struct config_option *option, const char *where, const char *value)
{
	char **field = (char **)((char *)config + option->offset);
	char *copy = strdup(value);
	if (!copy)
		return out_of_memory(config, where);
	free(*field);
	*field = copy;
	return true;
}

bool config_set(struct config *config, const struct config_option *option, enum config_origin origin, const char *where,
		const char *value)
{
	struct config_list *list = (struct config_list *)((char *)config + option->offset);
	bool is_list = option->type == OPTION_DOOR || option->type == OPTION_LIST;
	uint8_t *before = &config->origins[option - config_options];
	if (*before == ORIGIN_FILE && origin == ORIGIN_FILE && !is_list) {
		config_complain(config, where, "duplicate_key", "%s was set before", option->name);
		return false;
	}
	if (is_list && *before != origin)
		clear_list(list);
	*before = (uint8_t)origin;
	/* a door's addresses may follow in further lines of the file: config_read looks when it is read */
	if (!*value && (option->type != OPTION_DOOR || origin == ORIGIN_FLAG)) {
		config_complain(config, where, "bad_value", "%s: there is no value", option->name);
		return false;
	}
	switch (option->type) {
	case OPTION_DOOR:
		return add_addresses(config, list, where, value);
	case OPTION_LIST:
		return add_item(config, list, where, value, strlen(value));
	case OPTION_STRING:
		return set_string(config, option, where, value);
	case OPTION_NUMBER:
		return set_number(config, option, where, value);
	case OPTION_LEVEL:
		return set_level(config, option, where, value);
	}
	return false;
}

int config_init(struct config *config, FILE *errors)
{
	*config = (struct config) { .errors = errors };
	config->origins = calloc(config_option_count, 1);
	if (!config->origins)
		return -ENOMEM;
	for (size_t i = 0; i < config_option_count; i++) {
		const struct config_option *option = &config_options[i];
		if (option->preset && !config_set(config, option, ORIGIN_DEFAULT, "default", option->preset)) {
			config_deinit(config);
			return -ENOMEM;
		}
	}
	return 0;
}

void config_deinit(struct config *config)
{
	for (size_t i = 0; i < DOOR_COUNT; i++)
		clear_list(&config->doors[i]);
	clear_list(&config->overlays);
	clear_list(&config->actors);
	free(config->lexicons);
	free(config->key);
	free(config->clients);
	explicit_bzero(config->secret, sizeof config->secret);
	free(config->state);
	free(config->journal);
	free(config->run);
	free(config->file);
	free(config->origins);
	*config = (struct config) { 0 };
}
