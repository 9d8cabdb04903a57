/* Settings: defaults, then the configuration file, then flags; each later one replaces the earlier.
 *
 * config_init -> config_read (a file's bytes) -> config_flags -> config_finish. Every fault is told on the errors
 * stream as file:line:col: [code] message (--flag: [code] message on the command line) before any socket opens:
 *
 *   cannot_read bad_syntax long_line unknown_section unknown_key duplicate_key unknown_flag bad_value
 *   bad_address remote_address path_too_long no_directory no_key no_clients bad_key out_of_memory */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/key.h"

enum door { DOOR_INGEST, DOOR_FEED, DOOR_PUBLISH, DOOR_QUERY, DOOR_CONTROL, DOOR_COUNT };
extern const char *const door_names[DOOR_COUNT];

/* Longest path of an ipc socket: sun_path holds 108 bytes with its NUL. */
#define CONFIG_IPC_PATH_MAX 107
#define CONFIG_LIST_MAX 16
#define CONFIG_SCORERS_MAX 64

/* Who set a value last; a higher one replaces a lower one. */
enum config_origin { ORIGIN_DEFAULT, ORIGIN_FILE, ORIGIN_FLAG };

struct config_list {
	char *items[CONFIG_LIST_MAX];
	char *where[CONFIG_LIST_MAX]; /* "file:line:col" or "--flag": for what is found wrong later */
	size_t count;
};

struct config {
	struct config_list doors[DOOR_COUNT];
	char *key, *clients; /* files: the daemon's secret key and the allow-list; NULL: tcp doors speak no CURVE */
	char secret[KEY_SIZE]; /* after config_finish, if key is set */
	char *lexicons; /* NULL: the installed directory */
	struct config_list overlays, actors;
	char *state; /* directory; complete after config_finish */
	char *journal; /* file; after config_finish complete, or NULL: none is kept */
	uint64_t journal_days, journal_bytes; /* 0: no limit */
	uint64_t half_life; /* days */
	uint64_t near_copies; /* articles among which near copies are found; 0: none are */
	char *run; /* directory of ipc sockets without a path; complete after config_finish */
	uint64_t scorers;
	uint64_t text_max, article_s, queue, queue_bytes, known_ids, publish_hwm, drain_s;
	uint64_t memory_max; /* bytes; 0: no limit */
	uint64_t connections, handshake_ms, peer_s;
	int log_level; /* of syslog.h */

	/* The command line's orders. */
	char *file;
	bool check_only, help, version;

	FILE *errors;
	unsigned error_count;
	uint8_t *origins; /* enum config_origin, one an option */
};

int config_init(struct config *config, FILE *errors);
void config_deinit(struct config *config);

/* True when there was nothing to complain of. */
bool config_read(struct config *config, const char *file, const char *data, size_t size);
bool config_read_file(struct config *config, const char *file);
/* Finds the file, the orders and the settings among the arguments; call it once before config_read (only the file and
 * the orders are kept) and once after it. */
bool config_orders(struct config *config, int argc, char **argv);
bool config_flags(struct config *config, int argc, char **argv);
/* Completes directories and addresses and checks what only shows when all is known. Creates nothing. */
bool config_finish(struct config *config);

void config_help(FILE *stream);
