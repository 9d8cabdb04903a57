#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/outbox.h"

/* The time to answer doubles with each try, up to this many times: a daemon that is slow is not helped by copies. */
#define PATIENCE_MAX 8

/* ---- items ---- */

static void item_free(struct outbox_item *item)
{
	free(item->header);
	free(item->text);
	free(item->id);
	free(item->ref);
	free(item);
}

static int add_member(json_t *header, const char *name, const char *value)
{
	if (!value)
		return 0;
	json_t *string = json_string(value); /* NULL on bad UTF-8, too */
	return string && json_object_set_new(header, name, string) == 0 ? 0 : -EINVAL;
}

static int write_header(const struct stanced_send *article, uint64_t number, char **headerp)
{
	char ref[24];
	json_t *header = json_object();
	snprintf(ref, sizeof ref, "%" PRIu64, number);
	int r = header ? 0 : -ENOMEM;
	r = r ? r : add_member(header, "id", article->id);
	r = r ? r : add_member(header, "title", article->title);
	r = r ? r : add_member(header, "url", article->url);
	r = r ? r : add_member(header, "outlet", article->outlet);
	r = r ? r : add_member(header, "published", article->published);
	r = r ? r : add_member(header, "replaces", article->replaces);
	r = r ? r : add_member(header, "ref", ref);
	if (r == 0 && !(*headerp = json_dumps(header, JSON_COMPACT)))
		r = -ENOMEM;
	json_decref(header);
	return r;
}

static int fill(struct outbox_item *item, const struct stanced_send *article)
{
	int r = write_header(article, item->number, &item->header);
	if (r)
		return r;
	item->text = malloc(article->text_size + 1);
	if (!item->text)
		return -ENOMEM;
	if (article->text_size)
		memcpy(item->text, article->text, article->text_size);
	item->text_size = article->text_size;
	if (article->id && !(item->id = strdup(article->id)))
		return -ENOMEM;
	if (article->ref && !(item->ref = strdup(article->ref)))
		return -ENOMEM;
	return 0;
}

int outbox_add(struct outbox *outbox, const struct stanced_send *article)
{
	struct outbox_item *item = calloc(1, sizeof *item);
	if (!item)
		return -ENOMEM;
	item->number = ++outbox->numbered;
	int r = fill(item, article);
	if (r) {
		item_free(item);
		return r;
	}
	item->previous = outbox->last;
	*(outbox->last ? &outbox->last->next : &outbox->first) = item;
	outbox->last = item;
	outbox->count++;
	return 0;
}

static void unlink_item(struct outbox *outbox, struct outbox_item *item)
{
	*(item->previous ? &item->previous->next : &outbox->first) = item->next;
	*(item->next ? &item->next->previous : &outbox->last) = item->previous;
	outbox->count--;
}

/* ---- their way ---- */

struct outbox_item *outbox_next(const struct outbox *outbox, int64_t now)
{
	size_t limit = outbox->careful ? 1 : outbox->window;
	if (outbox->sent >= limit)
		return NULL;
	for (struct outbox_item *item = outbox->first; item; item = item->next)
		if (item->state == OUTBOX_WAITING && item->time <= now)
			return item;
	return NULL;
}

void outbox_sent(struct outbox *outbox, struct outbox_item *item, int64_t now)
{
	unsigned patience = item->tries < 3 ? 1u << item->tries : PATIENCE_MAX;
	item->state = OUTBOX_SENT;
	item->tries++;
	item->time = now + outbox->resend_ms * patience;
	outbox->sent++;
}

static void put_back(struct outbox *outbox, struct outbox_item *item, int64_t time)
{
	if (item->state == OUTBOX_SENT)
		outbox->sent--;
	item->state = OUTBOX_WAITING;
	item->time = time;
}

void outbox_expire(struct outbox *outbox, int64_t now)
{
	for (struct outbox_item *item = outbox->first; item; item = item->next)
		if (item->state == OUTBOX_SENT && item->time <= now)
			put_back(outbox, item, 0);
}

void outbox_later(struct outbox *outbox, struct outbox_item *item, int64_t time)
{
	put_back(outbox, item, time);
}

struct outbox_item *outbox_dropped(struct outbox *outbox)
{
	size_t under_way = outbox->sent;
	struct outbox_item *given_up = NULL;
	for (struct outbox_item *item = outbox->first; item; item = item->next) {
		if (item->state != OUTBOX_SENT)
			continue;
		if (under_way == 1 && ++item->drops >= OUTBOX_DROPS)
			given_up = item;
		put_back(outbox, item, 0);
	}
	if (under_way > outbox->careful)
		outbox->careful = under_way;
	return given_up;
}

struct outbox_item *outbox_find(const struct outbox *outbox, uint64_t number)
{
	struct outbox_item *item = outbox->first;
	while (item && item->number != number)
		item = item->next;
	return item;
}

void outbox_remove(struct outbox *outbox, struct outbox_item *item)
{
	if (item->state == OUTBOX_SENT)
		outbox->sent--;
	if (outbox->careful)
		outbox->careful--;
	unlink_item(outbox, item);
	item_free(item);
}

int64_t outbox_wake(const struct outbox *outbox, int64_t now)
{
	int64_t wake = INT64_MAX;
	for (const struct outbox_item *item = outbox->first; item; item = item->next)
		if (item->time > now && item->time < wake)
			wake = item->time;
	return wake;
}

void outbox_deinit(struct outbox *outbox)
{
	while (outbox->first) {
		struct outbox_item *item = outbox->first;
		unlink_item(outbox, item);
		item_free(item);
	}
}
