/* Inside the chunk room: parts of speech, told by tag.c, grouped by chunk.c. No other stage includes this. */
#pragma once

#include "engine/article.h"

enum pos {
	P_MARK,
	P_NOUN,
	P_NAME,
	P_ADJECTIVE,
	P_DETERMINER,
	P_POSSESSIVE,
	P_PRONOUN,
	P_PREPOSITION,
	P_TO,
	P_FINITE,
	P_PARTICIPLE,
	P_ING,
	P_BASE,
	P_BE,
	P_HAVE,
	P_DO,
	P_MODAL,
	P_ADVERB,
	P_NEGATION,
	P_CONJUNCTION,
	P_BUT,
	P_SUBORDINATOR,
	P_THAT,
	P_WHO,
	P_NUMBER,
	P_TIME,
	P_CLITIC,
	P_HYPHEN,
	P_COMMA,
	P_QUOTE,
	P_DASH,
	P_STOP,
	P_OPEN,
	P_CLOSE,
	P_THERE,
	P_SKIP,
};

/* Sets of parts of speech, for one question in place of many. */
#define POS_BIT(pos) (UINT64_C(1) << (pos))
static inline bool pos_in(uint8_t pos, uint64_t set)
{
	return set >> pos & 1;
}

/* Words that stand capitalised inside a sentence somewhere in the article: at a sentence's start, where every word is
 * capitalised, these are names. A set of hashes, false positives are possible and harmless. */
#define NAME_BITS (1u << 14)
struct name_set {
	uint64_t bits[NAME_BITS / 64];
};
void chunk_names(const struct article *article, struct name_set *names);

/* Fills article->pos for the tokens of one sentence. Linear: looks ahead over a bounded window. */
void chunk_tag(struct article *article, const struct sentence *sentence, const struct name_set *names);

/* The part of speech of a mark at token i of the sentence. (chunk.c) */
uint8_t chunk_mark(const struct article *article, const struct sentence *sentence, uint32_t i);
