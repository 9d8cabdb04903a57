/* actor, whose a person may be by name: Trade Minister Hajime Tamura, in an article about Japan and the United States.
 *
 * Each word of the name speaks for the states where it is at home (origins.tsv), of those that the article speaks of. A
 * guess that one of the words speaks for stands; else the state that most of them speak for takes its place, of several
 * the one spoken of most. A person whom a row knows is never asked. */
#include "engine/actor.h"

#define NAME_WORDS 4
#define STATES 16 /* that are weighed */

struct fits {
	struct {
		uint32_t actor, words;
	} states[STATES];
	uint32_t count;
};

static void fit(struct fits *fits, uint32_t actor, uint32_t least)
{
	for (uint32_t i = 0; i < fits->count; i++) {
		if (fits->states[i].actor != actor)
			continue;
		fits->states[i].words += fits->states[i].words < least; /* once a word */
		return;
	}
	if (fits->count < STATES) {
		fits->states[fits->count].actor = actor;
		fits->states[fits->count++].words = 1;
	}
}

static struct fits name_fits(const struct actor_pass *pass, const struct entity *e)
{
	const struct article *a = pass->a;
	struct fits fits = { .count = 0 };
	for (uint32_t i = e->name_first, word = 1; i < e->name_end && word <= NAME_WORDS; i++) {
		const struct token *t = &a->tokens.items[i];
		if (t->class != TOKEN_WORD)
			continue;
		const struct lexicon_origin *rows;
		size_t count = lexicon_origins(a->lexicon, a->text + t->start, t->end - t->start, &rows);
		for (size_t k = 0; k < count; k++)
			for (uint32_t n = 0; n < rows[k].count; n++)
				if (pass->tally->counts[rows[k].actors[n]])
					fit(&fits, rows[k].actors[n], word);
		word++;
	}
	return fits;
}

uint32_t actor_origin(const struct actor_pass *pass, const struct entity *e, uint32_t guess)
{
	if (e->row)
		return guess;
	const struct fits fits = name_fits(pass, e);
	const uint32_t *spoken = pass->tally->counts;
	uint32_t best = NONE, words = 0;
	for (uint32_t i = 0; i < fits.count; i++) {
		uint32_t actor = fits.states[i].actor;
		if (actor == guess)
			return guess;
		if (fits.states[i].words > words || (fits.states[i].words == words && spoken[actor] > spoken[best])) {
			best = actor;
			words = fits.states[i].words;
		}
	}
	return best == NONE || (guess != NONE && words < 2) ? guess : best;
}
