/* The ids taken lately: tells a repeat from a conflict, and a copy of a known text.
 *
 * Holds the last so many articles; the oldest is forgotten for a new one. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <stanced/wire.h>

struct window_entry;

struct window {
	struct window_entry *entries; /* ring, the oldest at first */
	uint32_t *by_id, *by_text; /* heads of chains, index + 1; 0: empty */
	uint32_t room, mask;
	uint32_t first, count;
};

enum window_verdict { WINDOW_NEW, WINDOW_KNOWN, WINDOW_CONFLICT };

int window_init(struct window *window, size_t room);
void window_deinit(struct window *window);

/* *copy_ofp: id of the first article with the same text, NULL: none; borrowed until the next window_add. */
enum window_verdict window_find(const struct window *window, const struct stanced_request *request,
				const char **copy_ofp);
/* The request must be WINDOW_NEW. 0 or -ENOMEM. */
int window_add(struct window *window, const struct stanced_request *request);
/* Forgets an article that could not be scored, so that it may be sent again. */
void window_forget(struct window *window, const struct stanced_request *request);
