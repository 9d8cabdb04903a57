/* Inside the actor room: actor_noun.c names single noun phrases, actor.c relates them. No other stage includes this. */
#pragma once

#include "engine/article.h"

/* How many persons back a surname is looked for: bounds the work on texts made of names alone. */
#define ENTITY_WINDOW 400

/* What the noun phrase names by itself. 0 or -ENOMEM. */
int actor_noun(struct article *article, struct noun *noun);
