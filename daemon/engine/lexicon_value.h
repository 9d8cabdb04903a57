/* Cells that are numbers, days, words of a fixed set, codes or frames. Each tells what is wrong at its place and
 * returns false; an empty cell gives the default. */
#pragma once

#include "engine/lexicon_parse.h"

#define CODE_MAX 16 /* bytes of an actor's code: it is part of topics */

bool value_number(const struct record *record, enum column column, float low, float high, float missing, float *out);
bool value_days(const struct record *record, int32_t *fromp, int32_t *top);
bool value_code(const struct record *record, struct view cell);

/* Words and what they stand for; the index of the word in the list, list order being that of the enum. */
struct word_list {
	const char *const *words;
	size_t count;
};
#define WORD_LIST(array) ((struct word_list) { (array), sizeof(array) / sizeof *(array) })
bool value_word(const struct record *record, enum column column, struct word_list list, uint8_t missing, uint8_t *out);
/* Bits of the words listed, separated by spaces or commas; missing where the cell is empty. */
bool value_bits(const struct record *record, enum column column, struct word_list list, uint32_t missing,
		uint32_t *out);

/* Frames of the cell, or of default_frame; kept in arena, once for cells that follow each other. */
bool value_frames(const struct record *record, const char *default_frame, struct arena *arena, struct row *row);
/* Those of rows that have none. */
extern const struct frame value_no_frames[1];

/* Bit of a preposition frames may name, 0: none. */
uint32_t value_preposition(struct view word);

extern const struct word_list role_words, gender_words, pos_words, office_words, modifier_words, where_words, cue_words,
	takes_words, stance_words, tag_words, list_words;
