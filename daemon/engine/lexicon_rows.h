/* Rows of all kinds of files. Actors come first, since other rows name them by code. */
#pragma once

#include "engine/lexicon_spell.h"
#include "engine/lexicon_value.h"

/* Numbers the codes of all actors, then makes their rows, members and parents; circles are refused. */
void make_actors(struct maker *maker);
/* The rows of all other files. */
void make_rows(struct maker *maker);

/* Names and where they are at home, sorted for lexicon_origins. (lexicon_origin.c) */
void make_origins(struct maker *maker);

/* The lists of words, and of each word the set of its lists. After all other words, which keep their numbers.
 * (lexicon_list.c) */
void make_lists(struct maker *maker);

/* Notes where a word stands by itself; what: as in struct lexicon_place. */
void make_place(struct maker *maker, const struct record *record, uint32_t symbol, uint8_t what);

/* A new row of the record's line with its term, days and place; NULL when no memory is left or the days are wrong.
 * It is the row at hand of the spell functions from now on. Valid until the next one. */
struct row *make_row(struct maker *maker, const struct record *record, enum entry_kind kind, enum layer layer);

/* Actor the column names: LEXICON_NO_ACTOR where it is empty. False when the row cannot stand: the code is unknown
 * (told), or an overlay removed the actor (rows that belonged to it go with it). */
bool make_actor_of(struct maker *maker, const struct record *record, enum column column, uint16_t *actorp);

/* The actors of a cell of codes in the lexicon's memory, *countp of them; unknown codes are told. */
const uint16_t *make_actors_of(struct maker *maker, const struct record *record, enum column column, uint16_t *countp);

/* Calls make for each live line of the files of one kind. */
void make_each(struct maker *maker, enum lexicon_file file,
	       void (*make)(struct maker *maker, const struct record *record));
