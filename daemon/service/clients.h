/* The allow-list: which client keys may do what. A line of the file is
 *
 *   KEY RIGHTS NAME
 *
 * separated by blanks: the client's public key (40 characters, Z85), its rights (send, subscribe, query, control, with
 * commas between them, or all) and a name for the log. Empty lines and lines that begin with # but not with a key are
 * left out. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <stanced/lexicon.h>

#include "base/key.h"
#include "service/config.h"

#define CLIENT_NAME_SIZE 65 /* 64 bytes and a NUL */
/* Longest file; clients are people and machines, not a table of the world. */
#define CLIENTS_FILE_MAX (1u << 20)

struct client {
	char key[KEY_SIZE], name[CLIENT_NAME_SIZE];
	unsigned doors; /* a bit for each enum door */
};

struct clients {
	struct client *items; /* sorted by key */
	size_t count;
};

/* Complaints: cannot_read bad_syntax bad_key bad_right bad_name duplicate_key. 0, a negative
 * errno, or 1 when the file is faulty. *clients is to be deinited in any case. */
int clients_read(struct clients *clients, const char *file, stanced_diagnose diagnose, void *user);
/* The same for the file's bytes. */
int clients_parse(struct clients *clients, const char *file, const char *data, size_t size, stanced_diagnose diagnose,
		  void *user);
void clients_deinit(struct clients *clients);

/* NULL: the key is not on the list. */
const struct client *clients_find(const struct clients *clients, const char *key);
/* Somebody of the first list may do at the door what the second does not let him. */
bool clients_lose(const struct clients *before, const struct clients *after, enum door door);
