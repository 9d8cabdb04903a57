#include "service/window.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* An entry's text stands in by_text only if it was the first with that text, so that chains stay short however
 * many copies come. */
struct window_entry {
	char *id; /* NULL: forgotten */
	char key[STANCED_KEY_HEX];
	uint8_t text_hash[32];
	uint32_t next_id, next_text;
	bool leads; /* stands in by_text */
};

int window_init(struct window *window, size_t room)
{
	size_t buckets = 16;
	while (buckets < room)
		buckets *= 2;
	*window = (struct window) { .room = (uint32_t)room, .mask = (uint32_t)buckets - 1 };
	window->entries = calloc(room, sizeof *window->entries);
	window->by_id = calloc(buckets, sizeof *window->by_id);
	window->by_text = calloc(buckets, sizeof *window->by_text);
	if (window->entries && window->by_id && window->by_text)
		return 0;
	window_deinit(window);
	return -ENOMEM;
}

void window_deinit(struct window *window)
{
	for (uint32_t i = 0; window->entries && i < window->room; i++)
		free(window->entries[i].id);
	free(window->entries);
	free(window->by_id);
	free(window->by_text);
	*window = (struct window) { 0 };
}

/* Keys and hashes are SHA-256 already: any four bytes of them are a good hash. */
static uint32_t *bucket_of(const struct window *window, uint32_t *heads, const void *hash)
{
	uint32_t number;
	memcpy(&number, hash, sizeof number);
	return &heads[number & window->mask];
}

/* The id's hash comes in hex, of which four characters hold only two bytes. */
static uint32_t *id_bucket(const struct window *window, const char *key)
{
	uint32_t number = 0;
	for (size_t i = 0; i < 8; i++)
		number = number << 4 | (uint32_t)(key[i] <= '9' ? key[i] - '0' : key[i] - 'a' + 10);
	return &window->by_id[number & window->mask];
}

static struct window_entry *find_id(const struct window *window, const char *key)
{
	for (uint32_t i = *id_bucket(window, key); i; i = window->entries[i - 1].next_id) {
		if (!memcmp(window->entries[i - 1].key, key, STANCED_KEY_HEX))
			return &window->entries[i - 1];
	}
	return NULL;
}

static struct window_entry *find_text(const struct window *window, const uint8_t hash[32])
{
	for (uint32_t i = *bucket_of(window, window->by_text, hash); i; i = window->entries[i - 1].next_text) {
		if (!memcmp(window->entries[i - 1].text_hash, hash, 32))
			return &window->entries[i - 1];
	}
	return NULL;
}

enum window_verdict window_find(const struct window *window, const struct stanced_request *request,
				const char **copy_ofp)
{
	const struct window_entry *same_id = find_id(window, request->key);
	const struct window_entry *same_text = find_text(window, request->text_hash);
	*copy_ofp = same_text ? same_text->id : NULL;
	if (!same_id)
		return WINDOW_NEW;
	return memcmp(same_id->text_hash, request->text_hash, 32) ? WINDOW_CONFLICT : WINDOW_KNOWN;
}

static void unlink_entry(struct window *window, struct window_entry *entry)
{
	uint32_t index = (uint32_t)(entry - window->entries) + 1;
	uint32_t *link = id_bucket(window, entry->key);
	while (*link != index)
		link = &window->entries[*link - 1].next_id;
	*link = entry->next_id;
	if (entry->leads) {
		link = bucket_of(window, window->by_text, entry->text_hash);
		while (*link != index)
			link = &window->entries[*link - 1].next_text;
		*link = entry->next_text;
	}
	free(entry->id);
	*entry = (struct window_entry) { 0 };
}

int window_add(struct window *window, const struct stanced_request *request)
{
	char *id = strdup(request->id);
	if (!id)
		return -ENOMEM;
	if (window->count == window->room) {
		if (window->entries[window->first].id)
			unlink_entry(window, &window->entries[window->first]);
		window->first = (window->first + 1) % window->room;
		window->count--;
	}
	uint32_t index = (uint32_t)(((uint64_t)window->first + window->count++) % window->room);
	struct window_entry *entry = &window->entries[index];
	uint32_t *head = id_bucket(window, request->key);
	*entry = (struct window_entry) { .id = id, .next_id = *head };
	memcpy(entry->key, request->key, STANCED_KEY_HEX);
	memcpy(entry->text_hash, request->text_hash, sizeof entry->text_hash);
	*head = index + 1;
	if (!find_text(window, request->text_hash)) {
		head = bucket_of(window, window->by_text, request->text_hash);
		entry->leads = true;
		entry->next_text = *head;
		*head = index + 1;
	}
	return 0;
}

void window_forget(struct window *window, const struct stanced_request *request)
{
	struct window_entry *entry = find_id(window, request->key);
	if (entry)
		unlink_entry(window, entry);
}
