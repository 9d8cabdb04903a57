/* stance, beside the slots: who fills a slot that the term's own phrases leave open.
 *
 *   ruling      made a threat, stay until June at the request of Mali: the verb that a noun hangs on
 *   deed        China passed a law that angered Japan, Mali made a move which Chad condemned: what a verb made or took
 *               up is its subject's, where a relative clause goes on about it. Not where that verb itself leans (Mali
 *               rejected a law that Chad praised). Iran is the only state that backs Chad: what somebody is, is himself
 *   rebels      Malian rebels raided Chad: what they do by force beyond the border is laid at their state's door
 *   sender      Rwanda sent soldiers to fight Mali, lent ships to help it: what has no country of its own is the
 *               sender's
 *   recipient   gave Oman aid, sent Oman two tons of rice: who stands between the verb and what is given; Oman is to
 *               receive French wheat, was granted a French loan: who gets it; handed Chad a list of complaints: words
 *               against whoever gets them
 *   arrival     Cuban doctors landed in Mali, a plane with French tents reached it: where help gets to or is at work,
 *               and whose it is that carries it
 *   debtor      wrote off what Mali owes: who owes it
 *   clause      to the anger of Chad, Mali built a dam; Mali built a dam, to Chad's anger: who does it in the clause
 *               beside
 *   leads on    a truck bound for Chad, shells fired from Mali: the phrase behind it tells whose the thing is
 *   listed      thirty states including Chad: those that are named
 *   adversary   backed Chad in its dispute with Mali: with whom it is at odds
 *   told        complained that Japan had not paid, a complaint by Mali that it had not: who does it in the clause
 *               that is reported */
#include "engine/stance.h"

#define RULING_CHUNKS 7 /* from a noun back to the verb whose object it is */
#define MANNER_CHUNKS 12 /* the same over places and times, for a noun that tells how */
#define BACK 6 /* phrases from the thing back to the verb */
#define BESIDE_CHUNKS 14 /* from "to the anger of" to the verb of the clause beside it */
#define SIDE_CHUNKS 8
#define RECIPIENT_CHUNKS 8 /* from the verb of giving to what is given */
#define ARRIVAL_CHUNKS 8 /* from what helps to its verb, and on to the place */

/* return to Geneva for talks, meet in Rome for talks: such a phrase belongs to the verb, not to the place before it. */
static bool purpose(const struct article *a, uint32_t c)
{
	const struct chunk *k = article_chunk(a, c);
	return k->type == CHUNK_PREPOSITION && article_prepositions(a, k->first) & PREP(for);
}

/* freed them on Monday, as a courtesy to Mali; stay until June at its request: what stands between at chunk c. */
static bool aside(const struct article *a, uint32_t c, uint32_t noun)
{
	const struct chunk *k = article_chunk(a, c);
	if (k->type == CHUNK_PREPOSITION || k->type == CHUNK_SUBORDINATOR)
		return article_chunk(a, c + 1)->type == CHUNK_ADVERB ||
		       (c + 1 == noun && article_is(a, k->first, "as"));
	return k->type == CHUNK_COMMA && c + 2 == noun && article_is(a, article_chunk(a, c + 1)->first, "as");
}

bool slot_manner(const struct article *a, const struct noun *n)
{
	return n->end == n->first + 1 && n->chunk > 0 && article_is(a, article_chunk(a, n->chunk - 1)->first, "in") &&
	       n->chunk + 1 < a->chunks.count && article_chunk(a, n->chunk + 1)->type == CHUNK_PREPOSITION;
}

/* The verb whose object the term's noun phrase is. */
const struct verb *slot_ruling_verb(const struct article *a, const struct term *term)
{
	const struct noun *n = &a->nouns.items[term->noun];
	const struct sentence *s = &a->sentences.items[n->sentence];
	bool why = term->row->score > 0 && n->chunk > s->first_chunk &&
		   (term->mention->first < n->first || article_chunk(a, n->chunk - 1)->type == CHUNK_SUBORDINATOR);
	const bool how = slot_manner(a, n);
	const uint32_t reach = how ? MANNER_CHUNKS : RULING_CHUNKS;
	for (uint32_t c = n->chunk; c-- > s->first_chunk && c + reach > n->chunk;) {
		const struct chunk *k = article_chunk(a, c);
		if (k->type == CHUNK_VERB)
			return &a->verbs.items[k->item];
		if (k->type == CHUNK_QUOTE && c + 1 == n->chunk)
			continue; /* is "a threat to all" */
		if (k->type == CHUNK_PREPOSITION && c > s->first_chunk && article_is(a, k->first, "out") &&
		    article_chunk(a, c - 1)->type == CHUNK_VERB)
			continue; /* held out hopes of closer ties */
		if (k->type == CHUNK_PREPOSITION &&
		    (c + 1 == n->chunk || how || (c + 4 > n->chunk && purpose(a, n->chunk - 1)) ||
		     slot_visits(a, term)))
			continue;
		if (k->type != CHUNK_ADVERB && k->type != CHUNK_NOUN && k->type != CHUNK_CONJUNCTION &&
		    !(why && aside(a, c, n->chunk)))
			return NULL;
	}
	return NULL;
}

static bool leans(const struct article *a, const struct verb *v)
{
	const struct mention *stance = article_mention(a, v->main, LAYER_STANCE);
	const struct mention *cue = article_mention(a, v->main, LAYER_CUE);
	return (stance && stance->row->score != 0) || (cue && cue->row->score != 0);
}

void slot_subjects(const struct article *a, const struct term *term, const struct verb *verb, struct actors *out)
{
	for (uint8_t i = 0; i < verb->subject_count; i++)
		slot_noun(a, term, verb->subjects[i], out);
}

/* Japan signed the pact, a move that worried China: the phrase between commas sums up what the sentence tells. */
static bool sums_up(const struct article *a, const struct noun *n)
{
	return n->chunk > 0 && article_chunk(a, n->chunk - 1)->type == CHUNK_COMMA &&
	       (article_is(a, n->first, "a") || article_is(a, n->first, "an")) &&
	       article_listed(a, n->head, LIST_sums_up);
}

/* The subjects of the finite verb that what the phrase sums up is told with. */
static void summed_up(const struct article *a, const struct term *term, const struct noun *n, struct actors *out)
{
	uint32_t first = a->sentences.items[n->sentence].first_chunk;
	for (uint32_t c = n->chunk; c-- > first && c + BACK > n->chunk;) {
		const struct verb *v = article_chunk(a, c)->type == CHUNK_VERB
					       ? &a->verbs.items[article_chunk(a, c)->item]
					       : NULL;
		if (!v || !(v->flags & VERB_FINITE))
			continue;
		if (!(v->flags & VERB_PASSIVE))
			slot_subjects(a, term, v, out);
		return;
	}
}

void slot_deed(const struct article *a, const struct term *term, uint32_t noun, struct actors *out)
{
	const struct noun *n = &a->nouns.items[noun];
	if (n->actors[0] != NONE || n->entity != NONE || n->flags & (NOUN_PRONOUN | NOUN_TIME | NOUN_NAME))
		return;
	if (sums_up(a, n)) {
		summed_up(a, term, n, out);
		return;
	}
	uint32_t first = a->sentences.items[n->sentence].first_chunk;
	for (uint32_t c = n->chunk; c-- > first && c + BACK > n->chunk;) {
		if (article_chunk(a, c)->type != CHUNK_VERB)
			continue;
		const struct verb *v = &a->verbs.items[article_chunk(a, c)->item];
		bool other = n->flags & (NOUN_PEOPLE | NOUN_BODY) && !(v->flags & VERB_COPULA);
		if (v->flags & VERB_PASSIVE || !article_has_object(v, noun) || other || leans(a, v))
			return;
		slot_subjects(a, term, v, out);
		return;
	}
}

bool slot_sender(const struct article *a, const struct term *term, const struct verb *v, uint32_t noun,
		 struct actors *out)
{
	const struct verb *sends = v->governor == NONE ? NULL : &a->verbs.items[v->governor];
	const struct noun *n = &a->nouns.items[noun];
	bool lent = sends && n->actors[0] == NONE && n->entity == NONE && article_tagged(a, sends->main, TAG(gives));
	if (!(n->flags & NOUN_GUESSED || lent) || !sends || !(v->flags & VERB_INFINITIVE) ||
	    !article_has_object(sends, noun) || sends->subject_count == 0)
		return false;
	slot_subjects(a, term, sends, out);
	return out->count > 0;
}

bool slot_rebels(const struct article *a, const struct term *term, uint32_t noun, struct actors *out)
{
	const struct noun *n = &a->nouns.items[noun];
	if (!(n->flags & NOUN_PLURAL) || term->row->kind != ENTRY_STANCE || !article_listed(a, n->head, LIST_rebels))
		return false;
	if (n->actors[0] == NONE && n->chunk + 2 < a->chunks.count && /* rebels from Mali */
	    article_is(a, article_chunk(a, n->chunk + 1)->first, "from") &&
	    article_chunk(a, n->chunk + 2)->type == CHUNK_NOUN)
		actors_put(out, a->nouns.items[article_chunk(a, n->chunk + 2)->item].actors[0], noun);
	for (uint32_t i = n->first; i < n->head; i++)
		if (a->tokens.items[i].class == TOKEN_POSSESSIVE)
			return false; /* Mali's rebels may be against it */
	actors_put(out, n->actors[0], noun);
	return out->count > 0;
}

/* Nine tons of rice: the chunk where the measure of what stands at chunk c begins. */
static uint32_t measure(const struct article *a, uint32_t c)
{
	while (c >= 2 && article_chunk(a, c - 1)->type == CHUNK_PREPOSITION &&
	       article_chunk(a, c - 2)->type == CHUNK_NOUN && article_is(a, article_chunk(a, c - 1)->first, "of"))
		c -= 2;
	return c;
}

bool slot_receives(const struct article *a, const struct verb *v)
{
	return v->flags & VERB_PASSIVE ? article_tagged(a, v->main, TAG(gives))
				       : article_listed(a, v->main, LIST_receives);
}

/* Thai rice that costs more in Mali helps nobody: what gets there or is at work. */
static bool is_arrival(const struct article *a, const struct verb *v)
{
	return article_listed(a, v->main, LIST_arrives);
}

/* The verb by which what helps gets to its place or is at work there: its own, or that of what carries it. */
static const struct verb *works(const struct article *a, const struct noun *n)
{
	uint32_t end = a->sentences.items[n->sentence].end_chunk, first = measure(a, n->chunk);
	const struct chunk *before = first ? article_chunk(a, first - 1) : NULL;
	bool carried = before && (before->type == CHUNK_VERB ? (a->verbs.items[before->item].flags & VERB_ING) != 0
							     : article_is(a, before->first, "with"));
	if (!carried && n->actors[0] == NONE)
		return NULL;
	for (uint32_t c = n->chunk + 1; c < end && c < n->chunk + ARRIVAL_CHUNKS; c++) {
		const struct chunk *k = article_chunk(a, c);
		if (k->type == CHUNK_STOP || k->type == CHUNK_THAT || k->type == CHUNK_QUOTE || k->type == CHUNK_BUT)
			return NULL;
		if (k->type != CHUNK_VERB || a->verbs.items[k->item].flags & VERB_PARTICIPLE)
			continue;
		const struct verb *v = &a->verbs.items[k->item];
		bool own = v->flags & VERB_ING ? c == n->chunk + 1 : v->flags & VERB_FINITE;
		if (!own || v->flags & (VERB_PASSIVE | VERB_NEGATED | VERB_COPULA) || v->subject_count == 0 ||
		    !is_arrival(a, v))
			return NULL;
		uint32_t subject = a->nouns.items[v->subjects[0]].chunk;
		return subject == first || (subject < first && carried) ? v : NULL;
	}
	return NULL;
}

/* in Canada, in the Canadian capital; Saudi doctors who work in Canadian hospitals help nobody */
static bool is_place(const struct noun *n)
{
	return !(n->flags & NOUN_OWNED) && (!(n->flags & NOUN_BODY) || n->flags & NOUN_NAME);
}

static void arrival(const struct article *a, const struct term *term, struct actors *out)
{
	const uint32_t places = PREP(in) | PREP(into) | PREP(at) | PREP(to) | PREP(on) | PREP(across) | PREP(near) |
				PREP(off) | PREP(for);
	const struct noun *n = &a->nouns.items[term->noun];
	const struct verb *v = term->row->stance_class == STANCE_AID && n->head < term->mention->end ? works(a, n)
												     : NULL;
	if (!v)
		return;
	uint32_t end = a->sentences.items[v->sentence].end_chunk;
	bool leads = true; /* reached Rome; in Rome */
	for (uint32_t c = v->chunk + 1; c < end && c < v->chunk + ARRIVAL_CHUNKS && out->count == 0; c++) {
		const struct chunk *k = article_chunk(a, c);
		if (k->type == CHUNK_NOUN && leads && is_place(&a->nouns.items[k->item]))
			slot_noun(a, term, k->item, out);
		else if (k->type == CHUNK_VERB ? a->verbs.items[k->item].flags & VERB_FINITE
					       : k->type > CHUNK_CONJUNCTION)
			return;
		leads = k->type == CHUNK_PREPOSITION && article_prepositions(a, k->first) & places;
	}
}

void slot_carrier(const struct article *a, const struct term *term, struct actors *out)
{
	uint32_t c = measure(a, a->nouns.items[term->noun].chunk);
	if (term->row->stance_class == STANCE_AID && c >= 2 && article_is(a, article_chunk(a, c - 1)->first, "with") &&
	    article_chunk(a, c - 2)->type == CHUNK_NOUN)
		slot_noun(a, term, article_chunk(a, c - 2)->item, out);
}

void slot_debtor(const struct article *a, const struct term *term, uint32_t noun, struct actors *out)
{
	uint32_t c = a->nouns.items[noun].chunk + 1, end = a->sentences.items[a->nouns.items[noun].sentence].end_chunk;
	for (uint32_t steps = 0; c < end && steps < ARRIVAL_CHUNKS; c++, steps++) {
		if (article_chunk(a, c)->type != CHUNK_VERB)
			continue;
		const struct verb *v = &a->verbs.items[article_chunk(a, c)->item];
		if (article_listed(a, v->main, LIST_owes) && !(v->flags & VERB_PASSIVE))
			slot_subjects(a, term, v, out);
		return;
	}
}

/* gave Oman aid, gave Oman and Chad two million in aid, supplied Oman with arms: whom the phrases between the verb and
 * the thing given name. */
static void given(const struct article *a, const struct term *term, uint32_t c, struct actors *out)
{
	if (c >= 4 && article_is(a, article_chunk(a, c - 1)->first, "in") &&
	    article_chunk(a, c - 2)->type == CHUNK_NOUN)
		c -= 2;
	if (c >= 3 && article_is(a, article_chunk(a, c - 1)->first, "with"))
		c--;
	uint32_t verb = c;
	while (verb > 0 && c < verb + RECIPIENT_CHUNKS && article_chunk(a, verb)->type != CHUNK_VERB)
		verb--;
	if (verb + 2 > c || article_chunk(a, verb)->type != CHUNK_VERB ||
	    article_chunk(a, verb + 1)->type != CHUNK_NOUN ||
	    a->verbs.items[article_chunk(a, verb)->item].flags & (VERB_PASSIVE | VERB_COPULA))
		return;
	uint32_t nouns[VERB_SUBJECTS];
	uint8_t count = article_joined(a, verb + 1, c, nouns);
	if (a->nouns.items[nouns[count - 1]].chunk + 1 != c)
		return;
	for (uint8_t i = 0; i < count; i++)
		slot_noun(a, term, nouns[i], out);
}

/* A note of protest, a list of complaints: words against whoever gets them. */
static bool reproach(const struct row *row)
{
	return row->score < 0 && row->stance_class >= STANCE_PROTEST && row->stance_class <= STANCE_DEMAND;
}

bool slot_reproach_given(const struct article *a, const struct term *term)
{
	const struct verb *v = term->noun != NONE && reproach(term->row) ? slot_ruling_verb(a, term) : NULL;
	return v && (article_tagged(a, v->main, TAG(gives)) || article_listed(a, v->main, LIST_receives));
}

void slot_recipient(const struct article *a, const struct term *term, struct actors *out)
{
	const struct verb *verb = term->verb == NONE ? NULL : &a->verbs.items[term->verb];
	if (verb && term->row->pos == POS_VERB && verb->flags & VERB_PASSIVE &&
	    article_tagged(a, verb->main, TAG(gives)))
		slot_subjects(a, term, verb, out); /* was given a stern warning */
	if (term->noun == NONE || term->row->pos != POS_NOUN)
		return;
	uint32_t c = measure(a, a->nouns.items[term->noun].chunk);
	given(a, term, c, out);
	bool got = term->row->score > 0 || reproach(term->row);
	if (out->count == 0 && got && c && article_chunk(a, c - 1)->type == CHUNK_VERB) {
		const struct verb *v = &a->verbs.items[article_chunk(a, c - 1)->item];
		bool somebody = v->subject_count && a->nouns.items[v->subjects[0]].actors[0] != NONE;
		if (somebody && (slot_receives(a, v) || article_is(a, article_chunk(a, c)->end - 1, "delivery")))
			slot_subjects(a, term, v, out); /* got, was granted, took delivery of */
	}
	if (out->count == 0)
		arrival(a, term, out);
}

/* Whoever does it in the clause between the chunks: its first finite verb's subjects; not who has it done to him, but
 * where that is threatened, nor whose things do. */
static void clause_does(const struct article *a, const struct term *term, uint32_t c, uint32_t end, struct actors *out)
{
	for (uint32_t first = c; c < end; c++) {
		if (article_chunk(a, c)->type != CHUNK_VERB)
			continue;
		const struct verb *v = &a->verbs.items[article_chunk(a, c)->item];
		if (c == first && v->flags & VERB_INFINITIVE)
			return; /* threatened to cut it if Mali did */
		if (!(v->flags & VERB_FINITE) || v->subject_count == 0)
			continue;
		bool does = !(v->flags & VERB_PASSIVE) || term->row->stance_class == STANCE_THREAT;
		for (uint8_t i = 0; i < v->subject_count && does; i++)
			if (!(a->nouns.items[v->subjects[i]].flags & NOUN_OWNED) ||
			    a->nouns.items[v->subjects[i]].flags & (NOUN_BODY | NOUN_PEOPLE))
				slot_noun(a, term, v->subjects[i], out);
		return;
	}
}

/* A complaint by Chad that Mali had not paid, angry that it had: the chunk behind "that", over whose it is; or 0. */
static uint32_t behind_that(const struct article *a, const struct term *term)
{
	uint32_t c = a->chunk_at[term->mention->end - 1] + 1, end = a->sentences.items[term->sentence].end_chunk;
	while (c + 2 < end && article_chunk(a, c + 1)->type == CHUNK_NOUN &&
	       article_prepositions(a, article_chunk(a, c)->first) & (PREP(by) | PREP(of) | PREP(from)))
		c += 2;
	return c + 1 < end && article_chunk(a, c)->type == CHUNK_THAT ? c + 1 : 0;
}

bool slot_reports(const struct article *a, const struct term *term)
{
	return term->sentence != NONE && behind_that(a, term) != 0;
}

/* Complained that Japan had not paid, a complaint that it had not: who does it in the clause that the term reports. */
void slot_told(const struct article *a, const struct term *term, struct actors *out)
{
	const struct statement *s = &a->statements.items[term->statement];
	if (term->verb != NONE && s->kind != STANCED_NARRATED && s->verb == term->verb) {
		uint32_t c = a->chunk_at[s->first], end = c;
		while (end < a->chunks.count && article_chunk(a, end)->first < s->last)
			end++;
		clause_does(a, term, c, end, out);
	} else if (term->sentence != NONE && (term->row->pos != POS_VERB || s->kind == STANCED_NARRATED)) {
		uint32_t c = behind_that(a, term);
		if (c)
			clause_does(a, term, c, a->sentences.items[term->sentence].end_chunk, out);
	}
}

/* The finite verb of the clause before or behind the phrase that chunk c, its "to", begins; or NULL. */
static const struct verb *verb_beside(const struct article *a, uint32_t c)
{
	const struct sentence *s = &a->sentences.items[a->nouns.items[article_chunk(a, c + 1)->item].sentence];
	bool first = c <= s->first_chunk + 1; /* much to the anger of Chad */
	if (!first && article_chunk(a, c - 1)->type == CHUNK_VERB)
		return NULL; /* added to the anger of Chad */
	for (uint32_t i = c, steps = 0; steps < BESIDE_CHUNKS; steps++) {
		i += first ? 1 : UINT32_MAX;
		if (i >= s->end_chunk || i < s->first_chunk)
			return NULL;
		if (article_chunk(a, i)->type == CHUNK_VERB &&
		    a->verbs.items[article_chunk(a, i)->item].flags & VERB_FINITE)
			return &a->verbs.items[article_chunk(a, i)->item];
	}
	return NULL;
}

void slot_clause(const struct article *a, const struct term *term, struct actors *out)
{
	uint32_t c = term->noun == NONE ? 0 : a->nouns.items[term->noun].chunk;
	if (c == 0 || !article_is(a, article_chunk(a, c - 1)->first, "to") || term->sentence == NONE)
		return;
	const struct verb *v = verb_beside(a, c - 1);
	if (v && !(v->flags & VERB_PASSIVE))
		slot_subjects(a, term, v, out);
}

/* a truck bound for Chad, shells fired from Mali, a fort held by Chad:
 * a participle that leads on to whose a thing is */
bool slot_leads_on(const struct article *a, uint32_t c)
{
	return article_chunk(a, c)->type == CHUNK_VERB &&
	       article_listed(a, article_chunk(a, c)->end - 1, LIST_leads_on) &&
	       !(a->verbs.items[article_chunk(a, c)->item].flags & VERB_FINITE);
}

/* countries including Mali and Chad; several states, among them Oman; nations such as Peru:
 * those that the list names. */
void slot_listed(const struct article *a, const struct term *term, const struct noun *n, struct actors *out)
{
	uint32_t c = n->chunk + 1, end = a->sentences.items[n->sentence].end_chunk;
	c += c < end && article_chunk(a, c)->type == CHUNK_COMMA;
	if (c >= end || !article_listed(a, article_chunk(a, c)->first, LIST_including) ||
	    !article_listed(a, n->head, LIST_states))
		return;
	uint32_t nouns[VERB_SUBJECTS];
	while (c < end && c < n->chunk + 6 &&
	       (article_chunk(a, c)->type != CHUNK_NOUN || a->nouns.items[article_chunk(a, c)->item].actors[0] == NONE))
		c++; /* among them, including those of */
	uint8_t count = c < end && article_chunk(a, c)->type == CHUNK_NOUN ? article_joined(a, c, end, nouns) : 0;
	for (uint8_t i = 0; i < count; i++)
		slot_noun(a, term, nouns[i], out);
}

struct actors slot_adversary(const struct article *a, const struct term *term)
{
	uint32_t c = a->chunk_at[term->mention->end - 1] + 1, end = a->sentences.items[term->sentence].end_chunk;
	for (uint32_t steps = 0; c + 3 < end && steps < SIDE_CHUNKS; c++, steps++) {
		if (article_chunk(a, c)->type == CHUNK_VERB)
			break;
		if (!article_is(a, article_chunk(a, c)->first, "in") || article_chunk(a, c + 1)->type != CHUNK_NOUN)
			continue;
		uint32_t quarrel = article_chunk(a, c + 1)->item;
		const struct mention *m = article_mention(a, a->nouns.items[quarrel].head, LAYER_STANCE);
		if (!m || m->row->score >= 0 || !article_tagged(a, a->nouns.items[quarrel].first, TAG(poss)))
			continue;
		struct term noun = { .mention = m,
				     .row = m->row,
				     .statement = term->statement,
				     .verb = NONE,
				     .noun = quarrel,
				     .sentence = term->sentence };
		return slot_fill(a, &noun, SLOT_PREP, PREP(with) | PREP(against));
	}
	return (struct actors) { .count = 0 };
}
