/* Inside the clause room: clause_walk.c goes over the chunks, clause.c finds subjects, clause_object.c objects. No
 * other stage includes this. Chunk c and first index article->chunks; first is the sentence's first chunk. */
#pragma once

#include "engine/article.h"

#define RELATIVE_CHUNKS 14 /* how far back a clause or relative clause may begin */

/* The verb is a word of saying that takes a clause or quotation. */
static inline bool clause_says(const struct article *article, const struct verb *verb)
{
	const struct mention *m = article_mention(article, verb->main, LAYER_CUE);
	/* said; was quoted as saying */
	return m && (m->first == verb->main || m->end == verb->main + 1) && m->row->pos == POS_VERB &&
	       m->row->takes & (TAKES_CLAUSE | TAKES_QUOTE);
}

static inline bool clause_is_time(const struct article *article, uint32_t c)
{
	return article_chunk(article, c)->type == CHUNK_ADVERB;
}

/* From a closing bracket to the opening one, else c itself. */
uint32_t clause_over_brackets(const struct article *article, uint32_t c, uint32_t first);

/* The chunk left of c over adverbs, times and brackets; NONE at the sentence's start. No call for most. */
uint32_t clause_left_over(const struct article *article, uint32_t c, uint32_t first);

static inline uint32_t clause_left_of(const struct article *article, uint32_t c, uint32_t first)
{
	const unsigned passed = 1u << CHUNK_ADVERB | 1u << CHUNK_CLOSE;
	return c > first && !(passed >> article_chunk(article, c - 1)->type & 1) ? c - 1
										 : clause_left_over(article, c, first);
}

/* The first noun phrase of the chain that ends at chunk c: "officials in the ministry of trade" -> officials. No call
 * for most, before which no link stands. */
uint32_t clause_chain_walk(const struct article *article, uint32_t c, uint32_t first);

static inline uint32_t clause_chain_start(const struct article *article, uint32_t c, uint32_t first)
{
	const unsigned links = 1u << CHUNK_PREPOSITION | 1u << CHUNK_SUBORDINATOR;
	return c >= first + 2 && links >> article_chunk(article, c - 1)->type & 1 ? clause_chain_walk(article, c, first)
										  : c;
}

/* "ties between A and B": from B back to A. No call for most, before which no "and" stands. */
uint32_t clause_between_walk(const struct article *article, uint32_t c, uint32_t first);

static inline uint32_t clause_between_start(const struct article *article, uint32_t c, uint32_t first)
{
	return c >= first + 3 && article_chunk(article, c - 1)->type == CHUNK_CONJUNCTION
		       ? clause_between_walk(article, c, first)
		       : c;
}

/* The phrase before the relative clause that ends at chunk c (leaders who have been its critics have embraced it), the
 * second where it has no "who" (all the experts I met said); NONE when there is none. */
uint32_t clause_before_relative(const struct article *article, uint32_t c, uint32_t first);
uint32_t clause_before_bare_relative(const struct article *article, uint32_t c, uint32_t first);

/* A thing, that does not speak. */
bool clause_mute(const struct article *article, uint32_t noun);

/* Fills the noun phrases joined to the one at chunk c, leftwards (A, B and C); nouns has room for VERB_SUBJECTS. Most
 * have no "and" before them. */
uint8_t clause_collect_joined(const struct article *article, uint32_t c, uint32_t first, uint32_t *nouns);

static inline uint8_t clause_collect_left(const struct article *article, uint32_t c, uint32_t first, uint32_t *nouns)
{
	if (c >= first + 2 && article_chunk(article, c - 1)->type == CHUNK_CONJUNCTION)
		return clause_collect_joined(article, c, first, nouns);
	nouns[0] = article_chunk(article, c)->item;
	return 1;
}

/* The chunk stands inside speech that the token is not in: it governs nothing there. */
bool clause_other_speech(const struct article *article, const struct chunk *chunk, uint32_t token);

/* The last verb before chunk c with one of the flags (0: any), or NONE. */
uint32_t clause_verb_before(const struct article *article, uint32_t c, uint32_t first, uint32_t flags);

/* The comma or dash that opens the aside closed by the one at chunk c; NONE when there is none. */
uint32_t clause_aside_start(const struct article *article, uint32_t c, uint32_t first);

/* Fills the verb's objects. */
void clause_find_object(struct article *article, struct verb *verb);
