/* Loads lexicons and the list of clients, at start and again in a helper thread, so that a reload never delays an
 * article. */
#pragma once

#include <pthread.h>
#include <stdbool.h>

#include "service/clients.h"
#include "service/config.h"

struct stanced_lexicon;

/* Findings kept for the log and the answer; a broken file may have thousands. */
#define LOADER_FINDINGS_MAX 20

struct loaded {
	struct stanced_lexicon *lexicon; /* NULL: refused */
	int result; /* of stanced_lexicon_load */
	struct clients clients; /* empty when none are asked for */
	int clients_result; /* of clients_read */
	char *findings[LOADER_FINDINGS_MAX]; /* file:line:col: [code] message */
	unsigned finding_count; /* all of them, also those not kept */
	unsigned errors; /* of finding_count; 0: doubts alone, the lexicon is there */
	unsigned first_error; /* its finding */
};

/* Loads here and now. */
void loader_load(struct loaded *loaded, const struct config *config);
void loaded_deinit(struct loaded *loaded);
/* True when all that was asked for is good. */
bool loaded_ok(const struct loaded *loaded);
/* The first error, or what errno says. */
const char *loaded_reason(const struct loaded *loaded);
/* Logs what was found in the files: errors of lexicons refused, doubts about those taken. */
void loaded_log(const struct loaded *loaded);
/* The same, and that they are refused; kept: what stays in use, or NULL. */
void loaded_log_refused(const struct loaded *loaded, const struct stanced_lexicon *kept);

struct loader {
	const struct config *config;
	void *pipe, *far; /* the loop's end and the thread's */
	pthread_t thread;
	bool running;
	struct loaded loaded; /* the thread's while it runs */
};

int loader_init(struct loader *loader, void *context, const struct config *config);
/* Waits for a running load and throws it away. */
void loader_deinit(struct loader *loader);
/* Begins a load; not while one is running. The loop's end becomes readable when it is done. */
int loader_start(struct loader *loader);
/* The result of a finished load, NULL while it runs; the caller deinits it. */
struct loaded *loader_take(struct loader *loader);
