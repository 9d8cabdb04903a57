/* Inside the chunk room: what tag.c knows while it walks a sentence, and the choice between noun and verb. */
#pragma once

#include "engine/chunk.h"

struct state {
	struct article *article;
	const struct name_set *names;
	const struct sentence *sentence;
	uint32_t i;
	uint8_t previous; /* pos of the last token that is no adverb, negation or skipped mark */
	uint32_t word; /* that token, or NONE */
	uint8_t verb_form; /* FORM_* of the last verb of this sentence, for coordination */
	bool finite; /* the clause has its finite verb */
	bool infinitive; /* the clause has one: what follows is its object sooner than a verb in the present */
	bool told; /* the sentence has a finite verb */
	bool told_past; /* the last finite verb told an act in the past */
};

/* Part of speech of a word that can be a verb in the given forms (FORM_*). (tag_verb.c) */
uint8_t tag_verb(const struct state *st, uint8_t forms);

/* May the next word be part of a noun phrase that this one opens? */
bool tag_noun_follows(const struct state *st);

/* Lima suspects Chile: a third person between a name and its object, in a clause without another verb. (tag_verb.c) */
bool tag_rules_object(const struct state *st);

/* Deteriorated, rescheduled: a word that no file knows, with the ending of a past form. */
static inline bool tag_looks_past(const struct article *article, const struct token *token)
{
	const char *end = article->text + token->end;
	return token->word.stranger && token->end - token->start > 5 && end[-1] == 'd' && end[-2] == 'e' &&
	       end[-3] != 'e';
}

/* A cue begins here that takes a clause: said, fears. */
static inline bool tag_cue(const struct article *article, uint32_t i)
{
	const struct mention *m = article_mention(article, i, LAYER_CUE);
	return m && m->first == i && m->row->pos == POS_VERB && (m->row->takes & TAKES_CLAUSE);
}

/* A row of the stance, sentiment or cue layer holds this single word as that part of speech. */
#define TAG_ROW_LAYERS (1u << LAYER_STANCE | 1u << LAYER_SENTIMENT | 1u << LAYER_CUE)
bool tag_has_row(const struct article *article, uint32_t i, uint8_t pos);

/* Marks around a few words (scare quotes) do not part the phrase they stand in. */
bool tag_transparent(const struct article *article, uint32_t i);

/* The windows of tag_ahead.c, in tokens. */
#define LOOK_AHEAD 14

/* Rule 5: does an unmistakable finite verb follow in this clause? (this and what follows: tag_ahead.c) */
bool tag_finite_ahead(const struct article *article, const struct sentence *sentence, uint32_t i);

/* What a verb in this place would rule begins right behind it. */
bool tag_object_begins(const struct state *st);

/* Brown, the former Kenyan minister: an article and an office between commas behind the word. */
bool tag_told_by_office(const struct state *st);

/* The word belongs to a number that follows: more than 100, at least 40, about 20. */
bool tag_before_number(const struct state *st);

/* Behind "to": a base form follows, over adverbs. */
bool tag_infinitive_follows(const struct state *st);

/* A comma follows soon, and a finite verb of saying after it. */
bool tag_finite_after_comma(const struct state *st);

/* A relative clause began before, in the same clause of the sentence. */
bool tag_relative_open(const struct state *st);

/* The relative clause before has its verb, what it tells of has none yet. */
bool tag_main_verb_due(const struct state *st);

/* Behind the comma of an aside, and no other word of the sentence can be its finite verb. */
bool tag_last_verb(const struct state *st);

/* The comma before closes a relative clause about a noun phrase that has no verb yet. */
bool tag_closes_relative(const struct state *st);

/* A hyphen with a word right before it and right behind it. */
static inline bool tag_hyphen(const struct token *t)
{
	return t->mark == '-' && t->end - t->start == 1 && !(t->flags & TOKEN_SPACE) && !(t[1].flags & TOKEN_SPACE);
}

/* re-imposed, co-hosts: the verb is what stands behind the hyphen. */
static inline bool tag_verb_prefix(const struct article *article, uint32_t i, uint32_t end)
{
	return i + 2 < end && tag_hyphen(&article->tokens.items[i + 1]) && article_word(article, i + 2)->verb &&
	       article_listed(article, i, LIST_prefixes);
}
