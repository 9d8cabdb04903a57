/* Inside the actor room: actor_noun.c names single noun phrases, actor.c relates them. No other stage includes this. */
#pragma once

#include "engine/article.h"

/* How many persons back a surname is looked for: bounds the work on texts made of names alone. */
#define ENTITY_WINDOW 400

/* The word belongs to the name of an entity from here on. (actor_entity.c) */
void actor_meet(struct article *article, uint32_t token);

/* A person whom nothing is known of but the name, tokens [first, end), and the noun: index, or NONE where memory is
 * out. (actor_entity.c) */
uint32_t actor_add_entity(struct article *article, struct noun *noun, uint32_t first, uint32_t end);

/* The last person who may be called by tokens [first, end), or NONE. (actor_entity.c) */
uint32_t actor_find_entity(const struct article *article, uint32_t first, uint32_t end);

/* Oli-Thapa after Bishnu Oli-Thapa: the end of a name that was told in full. (actor_entity.c) */
bool actor_known_ending(const struct article *article, uint32_t first, uint32_t end);

/* What a noun phrase that is NOUN_TELLING names by itself; the others name nothing. 0 or -ENOMEM. */
int actor_noun(struct article *article, struct noun *noun);

/* One Western envoy: of a group without members, so of no country that the text could tell. (actor_noun.c) */
bool actor_vague(const struct article *article, const struct noun *noun);

/* The country of the person whose name ends at the token: Ghani's spokesman; or NONE. (actor_noun.c) */
uint32_t actor_possessor(const struct article *article, uint32_t token);

/* Finds whom the pronoun or possessive at noun index stands for and takes that over. (actor_pronoun.c) */
void actor_pronoun(struct article *article, uint32_t index);

/* Mr Li praised it. "Q," the president said: the noun of the person who goes on speaking, told by an office; or NONE.
 * (actor_pronoun.c) */
uint32_t actor_speaks_on(const struct article *article, uint32_t noun);

/* Takes the phrase, whose head is a compass point, for the state that it stands for, if any. (actor_compass.c) */
bool actor_compass(const struct article *article, struct noun *noun);

/* The South's army: the state that a compass point with its 's stands for in a phrase that has one (NOUN_CLITIC), or
 * NONE. (actor_compass.c) */
uint32_t actor_compass_owner(const struct article *article, const struct noun *noun);

/* The ministry, the spokesman: who was told of before. Asked of a phrase with an office. (actor_definite.c) */
struct actor_pass;
void actor_definite(const struct actor_pass *pass, uint32_t noun);

/* What is known of the phrase's person. Of most nobody is. */
static inline void actor_recall(const struct article *article, struct noun *noun)
{
	if (noun->entity == NONE)
		return;
	const struct entity *e = &article->entities.items[noun->entity];
	if (noun->actors[0] == NONE)
		noun->actors[0] = e->actor;
	if (noun->role == STANCED_ROLE_NONE)
		noun->role = e->role;
}

/* The man, the woman: stands for somebody as a pronoun does. (actor_pronoun.c) */
bool actor_somebody(const struct article *article, const struct noun *noun);

/* A phrase behind who, which or whose: behind "whose" it takes its owner over. (actor_pronoun.c) */
void actor_whose(struct article *article, struct noun *noun);

/* How often each state, and each group of states that officials speak for (the EU, no UN), is spoken of. */
struct actor_tally {
	uint32_t *counts; /* by lexicon actor */
	uint32_t *states; /* those that are, groups among them, in the order of the text */
	size_t count;
};

/* The state, and the two states, that the article speaks of most by far:
 * fills main_one and main_two. (actor_common.c) */
void actor_main(struct article *article, const struct actor_tally *tally);

/* The two countries, both sides: the main two, else the two states last spoken of. (actor_common.c) */
void actor_two(struct article *article, uint32_t index);

/* Each accused the other: both phrases stand for the two. (actor_common.c) */
void actor_others(struct article *article);

/* The country, the kingdom: a common noun with a definite article that stands for one state. (actor_common.c) */
bool actor_common(const struct article *article, const struct noun *noun);

/* A counterpart, host or guest: who sits across the table from the one whose he is. (actor_common.c) */
bool actor_opposite(const struct article *article, const struct noun *noun);

/* Its neighbour, his host: the other one of the main two. Asked of a phrase with an actor that a possessive opens.
 * (actor_common.c) */
void actor_neighbour(struct article *article, uint32_t noun);

/* A name that nothing is said of may be that of the official who was told of without a name. (actor_common.c) */
void actor_bare_name(struct article *article, uint32_t index);

/* A statement by the presidency, the statement after it: a document speaks as who issued it. (actor_common.c) */
void actor_document(const struct article *article, uint32_t index);

/* Mr Li's office, of a phrase with a possessor or an owner: speaks as the official whose it is. (actor_common.c) */
void actor_office(const struct article *article, struct noun *noun);

/* Short names that the text itself explains, each with the noun phrase that it stands for. */
#define ACTOR_ACRONYMS 32
struct actor_acronyms {
	struct {
		uint32_t hash, noun;
	} items[ACTOR_ACRONYMS];
	uint32_t count;
};

/* The National Oil Board (NOB) ... the NOB: learns the short name at noun index, or takes over what it stands for.
 * (actor_common.c) */
void actor_acronym(struct article *article, uint32_t index, struct actor_acronyms *known);

/* The Awami League (AL) leader: the body before the brackets completes what stands behind them. (actor_common.c) */
void actor_behind_short_name(struct article *article, struct noun *noun);

/* Noun phrases back to which an office is looked for. */
#define OFFICE_WINDOW 200

/* One pass over the phrases in the order of the text. */
struct actor_pass {
	struct article *a;
	const struct actor_tally *tally;
	uint32_t home; /* the country that the article is about or written from, or NONE */
	uint64_t heads[4]; /* set of hashes of what headed a body so far; false positives are harmless */
	struct actor_acronyms acronyms;
};

/* The country that most of the article is about, or NONE; fills the tally. (actor_home.c) */
uint32_t actor_home(struct article *article, struct actor_tally *tally);

/* The country that the text is written from, or NONE. (actor_home.c) */
uint32_t actor_dateline(const struct article *article);

/* The country of a person whom nothing tells of but the guess: the guess,
 * or where the name is at home. (actor_origin.c) */
uint32_t actor_origin(const struct actor_pass *pass, const struct entity *person, uint32_t guess);

/* The actor of the last body that the token's word was the head of, before noun index; or NONE. (actor_home.c) */
uint32_t actor_body_before(const struct actor_pass *pass, uint32_t noun, uint32_t token);

/* In Bamako, shops were shut. The ministry said: the country of the place that opens the paragraph, in a sentence
 * before the phrase's own; or NONE. (actor_home.c) */
uint32_t actor_paragraph_place(const struct article *article, const struct noun *noun);

/* In Busan, Jo Brown, a nurse, said: the country of the place that opens the sentence that a person is first told of
 * in, or its paragraph; or NONE. (actor_home.c) */
uint32_t actor_setting(const struct article *article, const struct entity *person);

/* The country of a domestic office that has no actor yet. (actor_home.c) */
void actor_domestic(const struct actor_pass *pass, uint32_t index);

/* True for a phrase that leads its sentence or clause, and for the speaker in "Q", said S. (actor_pronoun.c) */
bool actor_leads(const struct article *article, const struct noun *noun);

/* The role of who holds an office of the first kind in a body of the second. (actor.c) */
uint8_t actor_merged_role(uint8_t own, uint8_t of);

/* A body that people belong to: university, institute, company, party; not a state. (actor.c) */
bool actor_joins(const struct article *article, const struct noun *noun);

/* What a relative clause tells of the person before it. (actor_relative.c) */
void actor_relative_clause(struct article *article, struct noun *noun);

/* An office that names nobody: the minister. (actor_apposition.c) */
bool actor_tells_office(const struct noun *noun);

/* An Australian, the Armenian: one person who is told by the nation. (actor_apposition.c) */
bool actor_national(const struct article *article, const struct noun *noun);

/* What phrase about tells holds for the person of the other phrase. (actor_apposition.c) */
void actor_tell(struct article *article, struct noun *person, const struct noun *about);

/* What stands behind a comma completes what stands before it, or is completed by it. (actor_apposition.c) */
void actor_apposition(struct article *article, uint32_t index);

/* What the phrase tells of its person, kept for the person where nothing was known. (actor.c) */
void actor_affiliation(struct article *article, struct noun *noun);
