#include "service/tails.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_ROOM 1024

void tails_init(struct tails *tails, uint64_t floor)
{
	*tails = (struct tails) { .floor = floor };
}

void tails_deinit(struct tails *tails)
{
	for (size_t i = 0; i < tails->room; i++)
		free(tails->slots[i].name);
	free(tails->slots);
	free(tails->changed);
	*tails = (struct tails) { 0 };
}

/* FNV-1a. Names come from the lexicon's codes, not from strangers. */
static size_t hash_name(const char *name)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * UINT64_C(1099511628211);
	return (size_t)(hash ^ hash >> 32);
}

static struct tail *find_slot(struct tail *slots, size_t room, const char *name)
{
	size_t i = hash_name(name) & (room - 1);
	while (slots[i].name && strcmp(slots[i].name, name))
		i = (i + 1) & (room - 1);
	return &slots[i];
}

static int grow(struct tails *tails)
{
	size_t room = tails->room ? tails->room * 2 : FIRST_ROOM;
	struct tail *slots = calloc(room, sizeof *slots);
	if (!slots)
		return -ENOMEM;
	for (size_t i = 0; i < tails->room; i++) {
		if (tails->slots[i].name)
			*find_slot(slots, room, tails->slots[i].name) = tails->slots[i];
	}
	free(tails->slots);
	tails->slots = slots;
	tails->room = room;
	return 0;
}

static bool is_written(const char *name)
{
	size_t size = strlen(name);
	bool follows = !size || name[size - 1] == '.' || !strncmp(name, "target.", 7) || !strncmp(name, "trend.", 6);
	return !follows || !strcmp(name, "article.");
}

static int mark(struct tails *tails, struct tail *slot)
{
	if (slot->changed || !slot->written)
		return 0;
	if (tails->changed_count == tails->changed_room) {
		size_t room = tails->changed_room ? tails->changed_room * 2 : FIRST_ROOM;
		const char **grown = reallocarray(tails->changed, room, sizeof *grown);
		if (!grown)
			return -ENOMEM;
		tails->changed = grown;
		tails->changed_room = room;
	}
	slot->changed = true;
	tails->changed[tails->changed_count++] = slot->name;
	return 0;
}

bool tails_take_changed(struct tails *tails, const char **namep, uint64_t *seqp)
{
	if (!tails->changed_count)
		return false;
	*namep = tails->changed[--tails->changed_count];
	struct tail *slot = find_slot(tails->slots, tails->room, *namep);
	slot->changed = false;
	*seqp = slot->seq;
	return true;
}

void tails_forget_changed(struct tails *tails)
{
	const char *name;
	uint64_t seq;
	while (tails_take_changed(tails, &name, &seq))
		;
}

int tails_set(struct tails *tails, const char *name, uint64_t seq, uint64_t *previousp)
{
	*previousp = tails->floor;
	if (tails->count * 2 >= tails->room && grow(tails) < 0)
		return -ENOMEM;
	struct tail *slot = find_slot(tails->slots, tails->room, name);
	if (!slot->name) {
		slot->name = strdup(name);
		if (!slot->name)
			return -ENOMEM;
		slot->written = is_written(name);
		tails->count++;
	} else {
		*previousp = slot->seq;
	}
	slot->seq = seq;
	return mark(tails, slot);
}

int tails_raise(struct tails *tails, const char *name, uint64_t seq)
{
	uint64_t before;
	const struct tail *slot = tails->room ? find_slot(tails->slots, tails->room, name) : NULL;
	return slot && slot->name && slot->seq >= seq ? 0 : tails_set(tails, name, seq, &before);
}

uint64_t tails_under(const struct tails *tails, const char *prefix)
{
	uint64_t highest = tails->floor;
	size_t size = strlen(prefix);
	for (size_t i = 0; i < tails->room; i++) {
		const struct tail *slot = &tails->slots[i];
		if (slot->name && slot->seq > highest && !strncmp(slot->name, prefix, size))
			highest = slot->seq;
	}
	return highest;
}
