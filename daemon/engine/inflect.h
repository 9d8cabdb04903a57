/* Inflected forms of English verbs and nouns, derived by rule; irregular verbs are told by the caller.
 *
 * Equal spellings are told once, with all forms they can be. Spellings are those of the word given: its letters
 * keep their case. Words longer than INFLECT_WORD_MAX have no derived forms. */
#pragma once

#include <stdint.h>

#include "base/view.h"

#define INFLECT_WORD_MAX 48
#define INFLECT_FORMS_MAX 16

struct inflection {
	char text[INFLECT_WORD_MAX + 8];
	uint8_t size;
	uint8_t forms; /* enum form bits of lexicon.h */
};

struct inflections {
	struct inflection items[INFLECT_FORMS_MAX];
	uint8_t count;
};

/* Cells of verbs.tsv: spellings separated by |, empty where regular. */
struct inflect_irregular {
	struct view past, participle, third, ing;
};

/* All forms of a verb, the base included. irregular may be NULL. */
void inflect_verb(struct inflections *out, struct view base, const struct inflect_irregular *irregular);

/* The singular and its plurals; a word that looks like a plural already is told as plural alone. */
void inflect_noun(struct inflections *out, struct view singular);

void inflect_add(struct inflections *out, struct view word, const char *ending, uint8_t forms);
