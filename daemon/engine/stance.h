/* Inside the stance room: slot.c finds who fills a frame's slots, stance.c decides what that means. No other stage
 * includes this. */
#pragma once

#include "engine/article.h"

#define SLOT_ACTORS 10

/* A stance term in its place. */
struct term {
	const struct mention *mention;
	const struct row *row; /* the row of the chain whose part of speech fits the place */
	uint32_t statement; /* that it stands in (or whose cue it is) */
	uint32_t verb; /* the verb that it is or that its adjective hangs on, or NONE */
	uint32_t noun; /* the noun phrase that it stands in, or NONE */
	uint32_t sentence; /* that it stands in, or NONE where no sentence holds it */
};

/* A stance term's row, or that of a verb of saying that leans; with a frame to be filled. */
static inline bool stance_row(const struct entry *entry, const struct row *row)
{
	bool leans = entry->kind == ENTRY_CUE && row->score != 0 && row->pos == POS_VERB;
	return (entry->kind == ENTRY_STANCE || leans) && row->frame_count > 0;
}

/* Does the row tell of a demand? */
static inline bool row_demands(const struct row *row)
{
	return row->kind == ENTRY_CUE ? row->sub == CUE_DIRECTIVE : row->stance_class == STANCE_DEMAND;
}

/* How strong and how sure the term is where it stands. */
struct force {
	float scale, certainty;
	bool negated, reversed, asserted;
	const struct verb *ruling; /* that the term's noun hangs on, or NULL */
};

struct actors {
	uint32_t codes[SLOT_ACTORS];
	uint32_t nouns[SLOT_ACTORS]; /* the noun phrase that named each, or NONE (speaker) */
	uint8_t count;
};

/* Rebels, sailors; a suspect, a fugitive. */
static inline bool slot_people(const struct article *a, const struct noun *noun)
{
	return noun->flags & NOUN_PEOPLE || article_listed(a, noun->head, LIST_captives);
}

/* Hundreds of soldiers, a column of tanks: before "of", so many. */
static inline bool slot_many(const struct article *a, uint32_t token)
{
	return article_listed(a, token, LIST_crowds) || article_listed(a, token, LIST_parts);
}

/* At the OPEC meeting: what the preposition at chunk c tells is where, and nobody who bears anything. */
static inline bool slot_at_meeting(const struct article *a, uint32_t c)
{
	return c + 1 < a->chunks.count && article_chunk(a, c + 1)->type == CHUNK_NOUN &&
	       article_listed(a, article_chunk(a, c + 1)->end - 1, LIST_meetings) &&
	       (article_prepositions(a, article_chunk(a, c)->first) & PREP(at)) != 0;
}

/* 20 miles east of Mali: what the "of" at chunk c tells is where, beside whom. */
static inline bool slot_beside(const struct article *a, uint32_t c)
{
	const uint32_t of = article_chunk(a, c)->first;
	return of > 0 && article_tagged(a, of - 1, TAG(direction)) && article_is(a, of, "of");
}

static inline bool actors_have(const struct actors *all, uint32_t actor)
{
	for (uint8_t i = 0; i < all->count; i++)
		if (all->codes[i] == actor)
			return true;
	return false;
}

/* Is the token a verb that ends what its object names: lift, suspend? */
static inline bool stance_ends(const struct article *article, uint32_t token)
{
	const struct mention *m = article_mention(article, token, LAYER_MODIFIER);
	return m && m->row->sub == MODIFIER_REVERSER;
}

/* Adds the actor, named by the noun phrase or by none, unless it is NONE, there already, or all are full. */
static inline void actors_put(struct actors *all, uint32_t actor, uint32_t noun)
{
	if (actor == NONE || all->count >= SLOT_ACTORS || actors_have(all, actor))
		return;
	all->codes[all->count] = actor;
	all->nouns[all->count++] = noun;
}

/* The actor alone, or nobody for NONE; no noun phrase named it. */
static inline struct actors actors_one(uint32_t actor)
{
	return (struct actors) { .codes = { actor }, .nouns = { NONE }, .count = actor != NONE };
}

/* Has the row a frame whose holder is the speaker? */
static inline bool row_of_speaker(const struct row *row)
{
	for (uint8_t f = 0; f < row->frame_count; f++)
		if (row->frames[f].holder == SLOT_SPEAKER)
			return true;
	return false;
}

/* Who fills the slot of the term; prepositions for SLOT_PREP. */
struct actors slot_fill(const struct article *article, const struct term *term, uint8_t slot, uint32_t prepositions);

/* The actors a noun phrase stands for; "we", "our" inside speech are the speaker's. */
void slot_noun(const struct article *article, const struct term *term, uint32_t noun, struct actors *out);

/* The actors of several noun phrases; a thing without one counts for its owner, or for both sides it is between. */
void slot_things(const struct article *article, const struct term *term, const uint32_t *nouns, uint8_t count,
		 struct actors *out);

/* Both sides of what the noun phrase, or the term, is between. (slot_between.c) */
void slot_between_noun(const struct article *article, const struct term *term, uint32_t noun, struct actors *out);
void slot_between(const struct article *article, const struct term *term, struct actors *out);

/* May the noun phrase hold the term's stance for its actor? Experts, media, companies and bystanders may not.
 * (slot_person.c) */
bool slot_may_hold(const struct article *article, const struct term *term, uint32_t noun);

/* The actor that the statement's speaker speaks for, or NONE. (slot_person.c) */
uint32_t slot_speaker(const struct article *article, const struct term *term);

/* Is the medium its state's organ? (slot_person.c) */
bool slot_organ(const struct article *article, uint32_t noun);

/* Are they a state's legislators, who decide what the term tells? (slot_person.c) */
bool slot_decides(const struct article *article, const struct term *term, const struct noun *noun);

/* The United Nations, the World Bank. (slot_person.c) */
bool slot_serves_all(const struct article *article, uint32_t actor);

/* Whom the resolution or the like is aimed at that the term is for or against: vetoed a text condemning Mali. False:
 * nobody, and out is not told. (stance_vote.c) */
bool slot_aimed_at(const struct article *article, const struct term *term, struct actors *out);

/* What the term's verb has for its object, or what stands behind it: vetoed the text, voted against the text; or NULL.
 * (stance_vote.c) */
const struct noun *slot_put_to_vote(const struct article *article, const struct term *term);

/* Is the term what a thing put to the vote does, read with the vote? (stance_vote.c) */
bool slot_voted_on(const struct article *article, const struct term *term);

/* Of whom an official's statement, which has a cue, demands something, or NONE. (stance_demand.c) */
uint32_t stance_demand(const struct article *article, const struct statement *statement);

/* Fills who wants whom to do what one demands of others; the term's verb is any. (stance_demand.c) */
bool stance_wants(const struct article *article, const struct term *term, struct actors *holders, struct actors *asked);

/* Fills who will not do something unless another does; the term's mention is that "unless". (stance_demand.c) */
bool stance_unless(const struct article *article, const struct term *term, struct actors *holders,
		   struct actors *asked);

/* Fills who does what at whose border; the term's verb is any. (stance_border.c) */
enum border { BORDER_NONE, BORDER_POSTURE, BORDER_SHUT };
enum border stance_border(const struct article *article, const struct term *term, struct actors *holders,
			  struct actors *bearers);

/* True for we, you, they in what is said, with whom they stand for, or NONE. (slot_person.c) */
bool slot_person(const struct article *article, const struct term *term, const struct noun *noun, uint32_t *actorp);

/* May you or they in the term's sentence, a quotation, stand for who is named elsewhere? (slot_person.c) */
bool slot_may_person(const struct article *article, const struct term *term);

/* With whom whoever the act helps is in dispute: backed Chad in its dispute with Mali. (slot_far.c) */
struct actors slot_adversary(const struct article *article, const struct term *term);

/* The noun phrase that owns the noun of the term by possessive, nationality or of, by, from; its actors. */
struct actors slot_owner(const struct article *article, const struct term *term);

/* withdrew from the Games in protest at Mali's refusal: a bare noun behind "in" tells how it was done. (slot_far.c) */
bool slot_manner(const struct article *article, const struct noun *noun);

/* The verb whose object the term's noun phrase is, or NULL. */
const struct verb *slot_ruling_verb(const struct article *article, const struct term *term);

/* When no frame of an act names who bears it: the first actor, other than the holders, in the term's clause to the
 * right, as object, owner, people or place. Empty for terms that are no acts. (reach.c) */
struct actors slot_reach(const struct article *article, const struct term *term, const struct actors *holders);

/* Who holds an act in the passive without an agent: "was arrested in Italy" is Italy's. (reach.c) */
struct actors slot_host(const struct article *article, const struct term *term);

/* Fills the term for the row that fits the mention's place; shorter is room for the phrase where only a shorter one
 * fits, and must live as long as the term. False: none fits. (stance_place.c) */
bool stance_place(const struct article *article, const struct mention *mention, struct mention *shorter,
		  struct term *term);

/* Ally, enemy, rival and the like: fills whose it is and who that is, and frame with the frame read. (relation.c) */
bool slot_relation(const struct article *article, const struct term *term, struct actors *subjects,
		   struct actors *owners, uint8_t *framep);

/* Whose the attitude is that an adjective tells in an aside: Chad, long wary of Mali, ... False: nobody's.
 * (relation.c) */
bool slot_attitude(const struct article *article, const struct term *term, struct actors *out);

/* All that are subjects of the verb. (slot_far.c) */
void slot_subjects(const struct article *article, const struct term *term, const struct verb *verb, struct actors *out);

/* Whose deed a thing without an owner is, of which a relative clause tells. (slot_far.c) */
void slot_deed(const struct article *article, const struct term *term, uint32_t noun, struct actors *out);

/* Whose the troops are of which no country is told, where a verb before sends them to do it; false: nobody sends them.
 * (slot_far.c) */
bool slot_sender(const struct article *article, const struct term *term, const struct verb *verb, uint32_t noun,
		 struct actors *out);

/* The state whose rebels use force or let captives go; false: the noun phrase is none of rebels. (slot_far.c) */
bool slot_rebels(const struct article *article, const struct term *term, uint32_t noun, struct actors *out);

/* Is the term a visit or talks for which somebody goes somewhere; with officials of whom no country is told?
 * (slot_visit.c) */
bool slot_visits(const struct article *article, const struct term *term);
bool slot_hosts(const struct article *article, const struct term *term);

/* Whom such a visit is to, such talks are with. (slot_visit.c) */
void slot_visited(const struct article *article, const struct term *term, struct actors *out);

/* To whom the thing that the term names is given, who gets it, or where it gets to. (slot_far.c) */
void slot_recipient(const struct article *article, const struct term *term, struct actors *out);

/* The term is a reproach that is handed to somebody, or that somebody gets. (slot_far.c) */
bool slot_reproach_given(const struct article *article, const struct term *term);

/* The term's noun is no object, and a verb or a phrase stands behind it: then slot_done may be asked. */
static inline bool slot_may_done(const struct article *a, const struct term *term)
{
	if (term->noun == NONE || term->row->pos != POS_NOUN)
		return false;
	const uint32_t c = a->nouns.items[term->noun].chunk;
	const struct chunk *k = article_chunk(a, c);
	if (c + 1 >= a->chunks.count || (k[1].type != CHUNK_VERB && k[1].type != CHUNK_PREPOSITION))
		return false;
	return c == 0 || (k[-1].type != CHUNK_PREPOSITION &&
			  (k[-1].type != CHUNK_VERB || article_covered(a, k[-1].end - 1, LAYER_CUE)));
}

/* The verb in the passive that does or ends what the term's noun names, or NULL: sanctions on Mali were announced.
 * (slot_turned.c) */
const struct verb *slot_done(const struct article *article, const struct term *term);

/* Whose the noun is that opens the sentence: in a swipe at Mali, Chad's premier said. (slot_turned.c) */
void slot_opening(const struct article *article, const struct term *term, struct actors *out);

/* Fills who offered to whom what the term rejects: spurned an offer by Mali. (slot_turned.c) */
bool slot_offered(const struct article *article, const struct term *term, struct actors *givers, struct actors *takers);

/* Fills who has made the charge that the verb answers, against whom. (slot_turned.c) */
bool slot_answered(const struct article *article, const struct term *term, const struct verb *verb,
		   struct actors *accusers, struct actors *accused);

/* Does a that-clause tell what the term is about: a charge that Mali had not paid? (slot_far.c) */
bool slot_reports(const struct article *article, const struct term *term);

/* Fills who did for whom what he thanks for; the term is a verb. (slot_turned.c) */
bool slot_thanked(const struct article *article, const struct term *term, struct actors *doers, struct actors *takers);

/* Fills whose act of force it was that the subject of the verb, of the list of those, suffered. (slot_turned.c) */
bool slot_suffered(const struct article *article, const struct term *term, const struct verb *verb,
		   struct actors *holders, struct actors *bearers);

/* Fills by whom and who is given a name by the verb, in the passive. (slot_turned.c) */
void slot_named(const struct article *article, const struct term *term, const struct verb *verb, struct actors *holders,
		struct actors *bearers);

/* Chad will not be bullied by Mali: who says so stands against who would. (slot_turned.c) */
bool slot_defied(const struct article *article, const struct term *term, const struct verb *verb,
		 struct actors *holders, struct actors *bearers);

/* Fills whose words the verb, of the list of those, draws, and by whom: closed the border,
 * prompting a protest from Mali. (slot_turned.c) */
bool slot_drawn(const struct article *article, const struct term *term, const struct verb *verb, struct actors *holders,
		struct actors *bearers);

/* The verb is one of getting what its object names. (slot_far.c) */
bool slot_receives(const struct article *article, const struct verb *verb);

/* Whose it is that carries the help which the term names: a French plane with tents. (slot_far.c) */
void slot_carrier(const struct article *article, const struct term *term, struct actors *out);

/* Who owes what the noun phrase names: the millions that Mali owes. (slot_far.c) */
void slot_debtor(const struct article *article, const struct term *term, uint32_t noun, struct actors *out);

/* Who does it in the clause that the term, a verb of saying, reports. (slot_far.c) */
void slot_told(const struct article *article, const struct term *term, struct actors *out);

/* Who does what is to the anger, or delight, of somebody: to Mali's dismay Chad closed the border. (slot_far.c) */
void slot_clause(const struct article *article, const struct term *term, struct actors *out);

/* Who is named behind "including" or "such as" after several unnamed states. (slot_far.c) */
void slot_listed(const struct article *article, const struct term *term, const struct noun *noun, struct actors *out);

/* Is chunk c a participle that leads on to whose the thing before it is? (slot_far.c) */
bool slot_leads_on(const struct article *article, uint32_t chunk);

/* Fills who calls whose deed or person by the term's noun: called the Hungarian law a disgrace. (reach.c) */
bool slot_naming(const struct article *article, const struct term *term, struct actors *holders,
		 struct actors *bearers);

#define SPLIT_LAYERS (1u << LAYER_STANCE | 1u << LAYER_CUE)

/* Does any term of several words begin with the verb? Only then may one be in parts. */
static inline bool stance_leads_on(const struct article *article, const struct verb *verb)
{
	return (article->symbols[article->tokens.items[verb->main].symbol].node.below & SPLIT_LAYERS) != 0;
}

/* Fills a mention, at the verb, of the phrase that its object parts (held Mali responsible). (stance_split.c) */
bool stance_split(const struct article *article, const struct verb *verb, struct mention *mention);

/* Adds the stances of the term. 0 or -ENOMEM. (stance_term.c) */
int stance_read(struct article *article, const struct term *term);

/* Adds the stance of the statement at index where it demands something of another. 0 or -ENOMEM. (stance_term.c) */
int stance_read_demand(struct article *article, uint32_t index);

/* Adds the stances that no term of the lexicon tells: of who wants another to act or does something at a border (verb
 * is not NONE, and the mention is its word), or will not act unless another does (the mention is that word). 0 or
 * -ENOMEM.
 * (stance_term.c) */
int stance_read_told(struct article *article, const struct mention *mention, uint32_t verb, uint32_t statement,
		     uint32_t sentence);

/* The same for a verdict of conduct over what stands before its noun (broken every promise); the verb has a subject and
 * an object. (stance_split.c) */
bool stance_conduct(const struct article *article, const struct verb *verb, struct mention *mention);

/* The same for a deed with a particle, the preposition behind the verb, before its object: pulled out its last 90
 * troops from Chad. (stance_split.c) */
bool stance_particle(const struct article *article, const struct verb *verb, struct mention *mention);

/* Who did the last hostile act toward the holders, not long before the term; count 0 when nobody did. (recall.c) */
struct actors slot_opponent(const struct article *article, const struct term *term, const struct actors *holders);

/* Who did what the noun phrase goes back to: the attack, the move; none of the holders. (recall.c) */
struct actors slot_doer_before(const struct article *article, const struct term *term, uint32_t noun,
			       const struct actors *holders);

/* May the term go back to what was told before? Seldom; told before anybody looks for who did it. (recall.c) */
bool slot_may_recall(const struct article *article, const struct term *term);

/* was disappointed by the decision: whose it is goes back to what was told before. (recall.c) */
bool slot_step(const struct article *article, const struct term *term, struct actors *holders, struct actors *bearers);

/* Fills who judges a deed that stands without its doer (the move was an insult), and who did it. (recall.c) */
bool slot_judged(const struct article *article, const struct term *term, struct actors *holders,
		 struct actors *bearers);

/* Fills whom a verb bears on whose object names nobody, from the stances told so far. (recall.c) */
bool slot_recall(const struct article *article, const struct term *term, const struct actors *holders,
		 struct actors *bearers);

/* The last act of another, none of the holders in it, or NULL. (recall.c) */
const struct stance *slot_example(const struct article *article, const struct term *term, const struct actors *holders);

/* The act by which the measure came about that the verb's object names (backed the sanctions), or NULL. (recall.c) */
const struct stance *slot_measure(const struct article *article, const struct term *term, const struct actors *holders);

/* Toward whom an act goes that names nobody. (recall.c) */
struct actors slot_series(const struct article *article, const struct term *term, const struct actors *holders);

/* False where the term is not asserted: a condition, a wish, a denial. (force.c) */
bool force_read(const struct article *article, const struct term *term, struct force *force);

/* The row's score after negation and reversal; the scale is not yet in it. (force.c) */
float force_score(const struct force *force, float score);

/* The term is only asked for, wished or needed; ruling is the verb that its noun hangs on, or NULL. (force_wish.c) */
bool force_wished(const struct article *article, const struct term *term, const struct verb *ruling);

/* The verb by which somebody is asked or ordered to do what the infinitive tells, or NULL. (force_wish.c) */
const struct verb *force_request(const struct article *article, const struct verb *verb);

/* The verb denies or plays down the rift or dispute that the term names. (force.c) */
bool force_plays_down(const struct article *article, const struct term *term, const struct verb *verb);

/* must or should in the verb group (force_wish.c) */
bool force_obliges(const struct article *article, const struct verb *verb);
