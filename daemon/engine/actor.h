/* Inside the actor room: actor_noun.c names single noun phrases, actor.c relates them. No other stage includes this. */
#pragma once

#include "engine/article.h"

/* How many persons back a surname is looked for: bounds the work on texts made of names alone. */
#define ENTITY_WINDOW 400

/* What the noun phrase names by itself. 0 or -ENOMEM. */
int actor_noun(struct article *article, struct noun *noun);

/* Finds whom the pronoun or possessive at noun index stands for and takes that over. (actor_pronoun.c) */
void actor_pronoun(struct article *article, uint32_t index);

/* True for a phrase that leads its sentence or clause, and for the speaker in "Q", said S. (actor_pronoun.c) */
bool actor_leads(const struct article *article, const struct noun *noun);

/* What the phrase tells of its person, kept for the person where nothing was known. (actor.c) */
void actor_affiliation(struct article *article, struct noun *noun);
