#include "service/copies.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int copies_init(struct copies *copies, size_t room)
{
	*copies = (struct copies) { 0 };
	if (!room)
		return 0;
	copies->room = 1;
	while (copies->room < room)
		copies->room *= 2;
	copies->entries = calloc(copies->room, sizeof *copies->entries);
	copies->heads = calloc(copies->room * COPIES_BANDS, sizeof *copies->heads);
	return copies->entries && copies->heads ? 0 : -ENOMEM;
}

void copies_deinit(struct copies *copies)
{
	free(copies->entries);
	free(copies->heads);
	*copies = (struct copies) { 0 };
}

void copies_clear(struct copies *copies)
{
	copies->count = copies->gone_count = 0;
	copies->gone = 0;
	if (copies->room)
		memset(copies->heads, 0, copies->room * COPIES_BANDS * sizeof *copies->heads);
}

/* Where the chain of a band begins. */
static uint32_t *head_of(const struct copies *copies, const uint16_t *bins, size_t band)
{
	uint64_t value;
	_Static_assert(sizeof value == COPIES_BAND * sizeof *bins, "a band is hashed at once");
	memcpy(&value, bins + band * COPIES_BAND, sizeof value);
	size_t chain = (size_t)(value * UINT64_C(0x9e3779b97f4a7c15) >> 32) & (copies->room - 1);
	return &copies->heads[band * copies->room + chain];
}

static struct copies_entry *entry_of(const struct copies *copies, uint32_t place)
{
	return &copies->entries[(place - 1) & (copies->room - 1)];
}

static bool is_there(const struct copies *copies, uint32_t place)
{
	return place && copies->count - place < copies->room;
}

static bool is_gone(const struct copies *copies, const struct copies_entry *entry, uint32_t place)
{
	return entry->number <= copies->gone && place <= copies->gone_count;
}

static void note(struct copies_match *match, const struct copies_entry *entry)
{
	if (!match->first || entry->number < match->first)
		match->first = entry->number;
	for (size_t i = 0; i < match->count; i++) {
		if (match->stories[i] == entry->story)
			return;
	}
	if (match->count < COPIES_STORIES)
		match->stories[match->count++] = entry->story;
}

void copies_find(const struct copies *copies, const struct signature *signature, int64_t but,
		 struct copies_match *match)
{
	*match = (struct copies_match) { 0 };
	if (!copies->room || !signature->there)
		return;
	for (size_t band = 0; band < COPIES_BANDS; band++) {
		uint32_t place = *head_of(copies, signature->bins, band);
		for (unsigned i = 0; i < COPIES_CHAIN && is_there(copies, place); i++) {
			const struct copies_entry *entry = entry_of(copies, place);
			if (entry->number != but && !is_gone(copies, entry, place) &&
			    signature_alike(entry->bins, signature->bins))
				note(match, entry);
			/* An entry that was overwritten is newer than the one that named it. */
			place = entry->before[band] < place ? entry->before[band] : 0;
		}
	}
}

void copies_add(struct copies *copies, const struct signature *signature, int64_t number, int64_t story)
{
	if (!copies->room || !signature->there)
		return;
	if (copies->count == UINT32_MAX)
		copies_clear(copies);
	uint32_t place = ++copies->count;
	struct copies_entry *entry = entry_of(copies, place);
	entry->number = number;
	entry->story = story;
	memcpy(entry->bins, signature->bins, sizeof entry->bins);
	for (size_t band = 0; band < COPIES_BANDS; band++) {
		uint32_t *head = head_of(copies, signature->bins, band);
		entry->before[band] = *head;
		*head = place;
	}
}

/* Articles are removed in the order of their numbers. One that was scored late may stay in memory, which does no harm:
 * its story is nobody's any more. */
void copies_forget(struct copies *copies, int64_t number)
{
	if (number <= copies->gone)
		return;
	copies->gone = number;
	copies->gone_count = copies->count;
}

void copies_join(struct copies *copies, int64_t from, int64_t into)
{
	size_t used = copies->count < copies->room ? copies->count : copies->room;
	for (size_t i = 0; i < used; i++) {
		if (copies->entries[i].story == from)
			copies->entries[i].story = into;
	}
}
