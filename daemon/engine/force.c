/* stance, beside the frames: how strong and how sure a term is in its place.
 *
 *   negation       of the verb group, or by a negator close before; a negated favourable act is half an unfavourable
 *                  one, a negated hostile act is none; what is called out of the question behind it is negated
 *   reversal       what a verb ends turns its sign: lifting sanctions, suspending aid; a visit that ends is just over;
 *                  what must end goes on; so does what one cuts that one gives (halved the number of visas it grants)
 *   hedges         modals, futures, hedges, distancing words of saying lower the certainty; intensifiers and
 *                  diminishers scale
 *   not asserted   conditions (if ..., also at the head of the sentence or speech), questions, sarcasm; what somebody
 *                  denies; what is called baseless behind it; what is only wished for (force_wish.c); a demand for
 *                  calm (urged both to show restraint); aid that was not given; what a journalist thinks should be
 *                  done; what another gives and this one stops
 *   played down    any rift, dispute or tension that somebody denies, dismisses or plays down is none; the rift is
 *                  one, whatever is said of it
 *   handed         what is handed over to others is cooperation where it is people
 *   dealing        talks that somebody speaks of are dealings; that they are held is told by the reporter
 *   but            what stands before it in its sentence counts less */
#include <limits.h>

#include "engine/stance.h"

#define NEGATED_SHARE (-0.5f)
#define REVERSED_SHARE (-0.8f)
#define HEDGED 0.6f
#define FUTURE 0.9f
#define BEFORE_BUT 0.5f
#define DEALING_SCORE 0.25f /* contact below it is mere dealing in who speaks of it */
#define MODIFIER_REACH 4
#define JUDGED_REACH 14
#define CONDITION_CHUNKS 40

static void apply(struct force *f, const struct row *row)
{
	switch (row->sub) {
	case MODIFIER_NEGATOR:
		f->negated = !f->negated;
		break;
	case MODIFIER_INTENSIFIER:
	case MODIFIER_DIMINISHER:
		f->scale *= row->score > 0 ? row->score : 1.0f;
		break;
	case MODIFIER_HEDGE:
		f->certainty *= row->score > 0 && row->score < 1 ? row->score : HEDGED;
		break;
	case MODIFIER_CONDITIONAL:
	case MODIFIER_QUESTION:
	case MODIFIER_SARCASM:
		f->asserted = false;
		break;
	default:
		break;
	}
}

static bool clause_break(uint8_t type)
{
	return type == CHUNK_STOP || type == CHUNK_COMMA || type == CHUNK_BUT || type == CHUNK_THAT ||
	       type == CHUNK_WHO || type == CHUNK_QUOTE;
}

/* It is not a regime that honours its word: what the relative clause tells is denied with the noun before it. */
static bool denied_kind(const struct article *a, const struct verb *v)
{
	uint32_t first = a->sentences.items[v->sentence].first_chunk, c = v->chunk;
	while (c > first + 2 && article_chunk(a, c)->type != CHUNK_WHO && article_chunk(a, c)->type != CHUNK_THAT)
		c--;
	if (c < first + 2 || article_chunk(a, c - 1)->type != CHUNK_NOUN || article_chunk(a, c - 2)->type != CHUNK_VERB)
		return false;
	const uint32_t flags = a->verbs.items[article_chunk(a, c - 2)->item].flags;
	return flags & VERB_COPULA && flags & VERB_NEGATED;
}

/* none of the ships was shelled */
static bool none_is(const struct article *a, const struct verb *v)
{
	const struct noun *n = v->subject_count ? &a->nouns.items[v->subjects[0]] : NULL;
	return n && (article_is(a, n->first, "none") ||
		     (n->first >= 2 && article_is(a, n->first - 1, "of") && article_is(a, n->first - 2, "none")));
}

static void apply_group(struct force *f, const struct verb *v)
{
	if (v->flags & VERB_NEGATED)
		f->negated = !f->negated;
	if (v->flags & VERB_MODAL)
		f->certainty *= HEDGED;
	if (v->flags & VERB_FUTURE)
		f->certainty *= FUTURE;
}

/* May the sentence of the term hold a modifier of one of the kinds (bits)? Most hold none: that is told before anybody
 * looks for one. */
static bool may_modify(const struct article *a, const struct term *term, unsigned kinds)
{
	return term->sentence == NONE || a->sentences.items[term->sentence].modifiers & kinds;
}

static struct force force_of(const struct article *a, const struct term *term)
{
	struct force f = { .scale = 1, .certainty = 1, .asserted = true };
	const struct verb *v = term->verb == NONE ? NULL : &a->verbs.items[term->verb];
	uint32_t from = term->mention->first;
	if (v && v->first < from)
		from = v->first;
	uint32_t floor = from > MODIFIER_REACH ? from - MODIFIER_REACH : 0;
	const bool none = !may_modify(a, term, UINT_MAX) && (!v || v->sentence == term->sentence);
	if (none) /* no modifier is in the sentence, and none beyond it counts */
		floor = term->mention->first;
	else if (term->noun != NONE && slot_manner(a, &a->nouns.items[term->noun]))
		floor = a->nouns.items[term->noun].first; /* withdrew in protest withdraws no protest */
	for (uint32_t i = from; i-- > floor;) {
		uint32_t c = a->chunk_at[i];
		/* who declined to leave condemned it: what stands with another verb is that one's */
		bool other = v && v->flags & VERB_FINITE && c != NONE && c != v->chunk &&
			     a->chunks.items[c].type == CHUNK_VERB;
		if (c == NONE || other || clause_break(a->chunks.items[c].type) ||
		    (a->tokens.items[i + 1].flags & TOKEN_SENTENCE)) {
			floor = i + 1;
			break;
		}
		if (i == floor)
			break;
	}
	const struct mention *last = NULL;
	for (uint32_t i = floor; i < term->mention->first; i++) {
		const struct mention *m = article_mention(a, i, LAYER_MODIFIER);
		if (!m || m == last)
			continue;
		last = m;
		bool runs_in = v && v->flags & VERB_NEGATED && m->end > v->first;
		bool in_group = v && (i >= v->first || runs_in) && i < v->end;
		if (in_group && m->row->sub == MODIFIER_NEGATOR)
			continue; /* the verb group knows */
		apply(&f, m->row);
	}
	if (v) {
		apply_group(&f, v);
		if ((v->flags & VERB_RELATIVE && denied_kind(a, v)) || none_is(a, v))
			f.negated = !f.negated;
	}
	return f;
}

/* A noun phrase, with what hangs on it, and its finite verb, from chunk c on. */
static bool clause_opens(const struct article *a, uint32_t c, uint32_t end)
{
	if (article_chunk(a, c)->type != CHUNK_NOUN)
		return false;
	c = article_over_phrases(a, c + 1, end);
	return c < end && article_finite(a, c, c + 1);
}

/* If A, B and C, then D: a term before the main clause of a sentence that opens with a condition. */
static bool in_condition(const struct article *a, uint32_t token)
{
	uint32_t c = a->chunk_at[token];
	if (c == NONE)
		return false;
	uint32_t first = c;
	for (uint32_t steps = 0; first > 0 && steps < CONDITION_CHUNKS; first--, steps++)
		if (a->tokens.items[article_chunk(a, first)->first].flags & TOKEN_SENTENCE ||
		    article_chunk(a, first)->type == CHUNK_QUOTE)
			break;
	if (article_chunk(a, first)->type == CHUNK_QUOTE)
		first++;
	const struct mention *m = article_mention(a, article_chunk(a, first)->first, LAYER_MODIFIER);
	if (!m || m->row->sub != MODIFIER_CONDITIONAL || first >= c)
		return false;
	for (uint32_t k = first; k + 2 < c; k++)
		if (article_chunk(a, k)->type == CHUNK_STOP ||
		    (article_chunk(a, k)->type == CHUNK_COMMA && clause_opens(a, k + 1, c)))
			return false;
	return true;
}

/* A condition or question anywhere before the term in its clause. */
static bool conditional(const struct article *a, const struct term *term)
{
	const unsigned kinds = 1u << MODIFIER_CONDITIONAL | 1u << MODIFIER_QUESTION;
	if (!may_modify(a, term, kinds) && term->mention->first > a->sentences.items[term->sentence].first)
		return false;
	if (in_condition(a, term->mention->first))
		return true;
	for (uint32_t i = term->mention->first, steps = 0; i-- > 0 && steps < 16; steps++) {
		const struct mention *m = article_mention(a, i, LAYER_MODIFIER);
		if (m && (m->row->sub == MODIFIER_CONDITIONAL || m->row->sub == MODIFIER_QUESTION))
			return true;
		uint32_t c = a->chunk_at[i];
		if (c == NONE || (a->tokens.items[i].flags & TOKEN_SENTENCE))
			return false;
		uint8_t type = a->chunks.items[c].type;
		if (type == CHUNK_STOP || type == CHUNK_COMMA || type == CHUNK_QUOTE)
			return false;
	}
	return false;
}

/* What is said of the term behind it: removing sanctions is out of the question, reports of an attack are baseless. */
static void judged(const struct article *a, const struct term *term, struct force *f)
{
	if (!may_modify(a, term, 1u << MODIFIER_REFUSAL | 1u << MODIFIER_DENIAL | 1u << MODIFIER_CALM))
		return;
	for (uint32_t i = term->mention->end, steps = 0; i < a->tokens.count && steps < JUDGED_REACH; i++, steps++) {
		const struct mention *m = article_mention(a, i, LAYER_MODIFIER);
		uint32_t c = a->chunk_at[i];
		if (a->tokens.items[i].flags & TOKEN_SENTENCE || c == NONE)
			return;
		if (m && m->row->sub == MODIFIER_REFUSAL)
			f->negated = !f->negated;
		/* dismissed the claims as baseless: that is how they were dismissed */
		bool how = term->row->pos == POS_VERB && article_is(a, i - 1, "as");
		if (m && ((m->row->sub == MODIFIER_DENIAL && !how) ||
			  (m->row->sub == MODIFIER_CALM && row_demands(term->row))))
			f->asserted = false;
		if ((m && m->row->sub >= MODIFIER_REFUSAL) || clause_break(a->chunks.items[c].type))
			return;
	}
}

/* He valued the friendship, but his patience was running out. */
static bool outweighed(const struct article *a, const struct term *term)
{
	uint32_t c = a->chunk_at[term->mention->end - 1];
	if (c == NONE || (term->sentence != NONE && term->mention->end <= a->sentences.items[term->sentence].end &&
			  !(a->sentences.items[term->sentence].types & 1u << CHUNK_BUT)))
		return false;
	uint32_t steps = 0;
	for (c++; c < a->chunks.count && steps < CONDITION_CHUNKS; c++, steps++) {
		const struct chunk *k = article_chunk(a, c);
		if (a->tokens.items[k->first].flags & TOKEN_SENTENCE)
			return false;
		if (k->type == CHUNK_BUT)
			return true;
	}
	return false;
}

float force_score(const struct force *f, float score)
{
	if (f->reversed)
		score *= REVERSED_SHARE;
	if (!f->negated)
		return score;
	return score > 0 ? score * NEGATED_SHARE : 0;
}

/* The term stands in what is said, and is not the word of saying itself. */
static bool reported(const struct article *a, const struct statement *s, const struct term *term)
{
	return s->cue != NONE && a->mentions.items[s->cue].first != term->mention->first;
}

/* The verb whose group stands right before v's, or NULL. */
static const struct verb *right_before(const struct article *a, const struct verb *v)
{
	const struct chunk *before = v->chunk ? article_chunk(a, v->chunk - 1) : NULL;
	return before && before->type == CHUNK_VERB ? &a->verbs.items[before->item] : NULL;
}

static bool denies(const struct mention *m)
{
	return m && m->row->kind == ENTRY_CUE && m->row->sub == CUE_DEFENSIVE;
}

/* What somebody denies, refutes or disputes is not asserted. */
static bool denied(const struct article *a, const struct statement *s, const struct term *term)
{
	const struct verb *v = term->verb != NONE ? &a->verbs.items[term->verb] : NULL;
	const struct verb *before = v && v->flags & VERB_ING ? right_before(a, v) : NULL;
	if (before && denies(article_mention(a, before->main, LAYER_CUE)))
		return true; /* denied arming Chad */
	if (!reported(a, s, term))
		return false;
	return denies(&a->mentions.items[s->cue]);
}

/* stopped cooperating: the verb right before ends what this one tells. Who is urged to stop, or must, still does it. */
static bool stops(const struct article *a, const struct verb *v)
{
	const struct verb *stop = right_before(a, v);
	return stop && stance_ends(a, stop->main) && !force_obliges(a, stop) && !force_request(a, stop);
}

/* halved the number of visas it grants to Mali: the relative clause is about what a verb before it ends. */
static bool of_ended(const struct article *a, const struct verb *v)
{
	uint32_t first = a->sentences.items[v->sentence].first_chunk, c = v->chunk;
	if (!(v->flags & VERB_FINITE) || c < first + 3 || article_chunk(a, c - 1)->type != CHUNK_NOUN)
		return false;
	c -= 2;
	c -= article_chunk(a, c)->type == CHUNK_THAT || article_chunk(a, c)->type == CHUNK_WHO;
	while (c >= first + 2 && article_chunk(a, c)->type == CHUNK_NOUN &&
	       article_is(a, article_chunk(a, c - 1)->first, "of"))
		c -= 2;
	if (c <= first || article_chunk(a, c)->type != CHUNK_NOUN || article_chunk(a, c - 1)->type != CHUNK_VERB)
		return false;
	const struct verb *ends = &a->verbs.items[article_chunk(a, c - 1)->item];
	return stance_ends(a, ends->main) && ends->subject_count && v->subject_count &&
	       a->nouns.items[ends->subjects[0]].actors[0] == a->nouns.items[v->subjects[0]].actors[0];
}

/* A noun that is the object of a verb v that ends it: lifted its sanctions, suspended aid. */
static bool reversed(const struct article *a, const struct term *term, const struct verb *v)
{
	if (term->verb != NONE && a->verbs.items[term->verb].flags & VERB_ING)
		return stops(a, &a->verbs.items[term->verb]);
	if (term->verb != NONE && may_modify(a, term, 1u << MODIFIER_REVERSER) &&
	    of_ended(a, &a->verbs.items[term->verb]))
		return true;
	if (!may_modify(a, term, 1u << MODIFIER_REVERSER) && (!v || v->sentence == term->sentence))
		return false;
	/* eased restrictions on trade: what is eased is the restrictions */
	uint32_t before = v && a->nouns.items[term->noun].chunk > v->chunk ? a->nouns.items[term->noun].chunk - 1 : 0;
	const struct mention *outer = before && before > v->chunk + 1
					      ? article_mention(a, article_chunk(a, before - 1)->end - 1, LAYER_STANCE)
					      : NULL;
	bool whole = outer && outer->first <= v->main; /* ease restrictions: a phrase of its own */
	if (outer && (whole || outer->row->score < 0) && article_chunk(a, before)->type == CHUNK_PREPOSITION &&
	    article_chunk(a, before)->first < term->mention->first)
		return false;
	if (v && term->row->score < 0 && force_obliges(a, v)) /* must stop its attacks: they go on */
		return false;
	bool over = v && term->row->stance_class == STANCE_CONTACT && /* ended his visit: it is over, not broken off */
		    article_listed(a, v->main, LIST_ends);
	return v && stance_ends(a, v->main) && !over;
}

/* Slovakia blocked EU aid: what another gives and this one stops is neither's stance by itself. */
static bool anothers(const struct article *a, const struct term *term, const struct verb *v)
{
	if (!v || v->subject_count == 0)
		return false;
	struct actors owner = slot_owner(a, term);
	if (owner.count == 0)
		return false;
	uint32_t actor = a->nouns.items[v->subjects[0]].actors[0];
	return actor != NONE && actor != owner.codes[0];
}

/* Why should we trust Oman? Nobody expects us to. */
static bool rhetorical(const struct article *a, const struct sentence *s)
{
	uint32_t i = s->first;
	while (i + 1 < s->end && a->tokens.items[i].class == TOKEN_MARK)
		i++;
	return i + 1 < s->end && article_tagged(a, i + 1, TAG(modal)) && article_listed(a, i, LIST_wonders) &&
	       article_listed(a, i + 1, LIST_wonders_whether);
}

/* Can the two trust each other? "Can we trust them?" he asked. */
static bool asked(const struct article *a, const struct term *term)
{
	if (term->sentence == NONE)
		return false;
	const struct sentence *s = &a->sentences.items[term->sentence];
	uint32_t q = a->quote_at[term->mention->first], last = q == NONE ? NONE : a->quotes.items[q].end - 1;
	if (q != NONE && last < s->end && last >= term->mention->end && a->tokens.items[last].mark == '?')
		return true;
	for (uint32_t i = s->end; i > s->first && a->tokens.items[i - 1].class == TOKEN_MARK; i--)
		if (a->tokens.items[i - 1].mark == '?')
			return true;
	return false;
}

/* had never supplied weapons to it: aid that was not given is no slight; aid that will not be given is. */
static bool not_given(const struct article *a, const struct term *term, const struct verb *ruling,
		      const struct force *force)
{
	const struct verb *v = term->verb != NONE ? &a->verbs.items[term->verb] : ruling;
	bool negated = force->negated || (v && v->flags & VERB_NEGATED);
	return negated && term->row->stance_class == STANCE_AID && term->row->score > 0 && v &&
	       !(v->flags & (VERB_FUTURE | VERB_INFINITIVE)) && !article_tagged(a, v->first, TAG(modal));
}

/* a ban on trade with Chad: what may not be is no dealing, unless the ban is lifted. */
static bool barred(const struct article *a, const struct term *term, const struct verb *ruling)
{
	if (ruling && stance_ends(a, ruling->main))
		return false;
	uint32_t c = term->noun == NONE || term->row->score <= 0 ? 0 : a->nouns.items[term->noun].chunk;
	return c > 1 && article_chunk(a, c - 1)->type == CHUNK_PREPOSITION &&
	       article_chunk(a, c - 2)->type == CHUNK_NOUN &&
	       (article_prepositions(a, article_chunk(a, c - 1)->first) & (PREP(on) | PREP(of) | PREP(to))) &&
	       article_listed(a, article_chunk(a, c - 2)->end - 1, LIST_bans);
}

/* had no defence treaty with Chad: no slight. */
static bool none_made(const struct article *a, const struct term *term, const struct force *force)
{
	uint8_t class = term->row->stance_class;
	return force->negated && term->row->score > 0 && term->noun != NONE && term->row->pos == POS_NOUN &&
	       article_is(a, a->nouns.items[term->noun].first, "no") && (class == STANCE_AGREE || class == STANCE_ALLY);
}

/* after Li's visit to Chad, during the talks: when something else was, no news of a dealing. */
static bool timed_by(const struct article *a, const struct term *term)
{
	uint32_t c = term->noun == NONE || term->row->stance_class != STANCE_CONTACT ? 0
										     : a->nouns.items[term->noun].chunk;
	return c > 0 && article_listed(a, article_chunk(a, c - 1)->end - 1, LIST_timed_by);
}

/* handed the letter to Mali's envoy: that is no cooperation, as handing over a fugitive is. */
static bool hands_thing(const struct article *a, const struct term *term)
{
	const struct verb *v = term->verb == NONE ? NULL : &a->verbs.items[term->verb];
	if (!v || term->row->stance_class != STANCE_COOPERATE || !article_listed(a, v->main, LIST_hands_over))
		return false;
	uint32_t noun = v->flags & VERB_PASSIVE ? (v->subject_count ? v->subjects[0] : NONE)
			: v->object_count       ? v->objects[0]
						: NONE;
	uint32_t c = a->chunk_at[term->mention->end - 1] + 1; /* turned over a fugitive */
	if (noun == NONE && c < a->chunks.count && article_chunk(a, c)->type == CHUNK_NOUN)
		noun = article_chunk(a, c)->item;
	return noun == NONE || !slot_people(a, &a->nouns.items[noun]);
}

bool force_plays_down(const struct article *a, const struct term *term, const struct verb *v)
{
	uint8_t class = term->row->stance_class;
	if (!v || term->row->kind != ENTRY_STANCE || term->row->score >= 0 ||
	    (class != STANCE_RIVALRY && class != STANCE_DISTRUST) || !term->row->frames[0].both ||
	    v->flags & VERB_NEGATED)
		return false;
	/* the rift, their dispute: there is one, whatever is said of it */
	const struct noun *n = term->noun == NONE ? NULL : &a->nouns.items[term->noun];
	if (n && (article_listed(a, n->first, LIST_definite) || article_tagged(a, n->first, TAG(poss))))
		return false;
	/* not: dismissed the offer in their dispute */
	for (uint32_t c = v->chunk + 2; n && c < n->chunk; c++)
		if (article_chunk(a, c)->type == CHUNK_PREPOSITION && !article_is(a, article_chunk(a, c)->first, "of"))
			return false;
	bool aside = article_listed(a, v->main, LIST_brushes) && article_listed(a, v->main + 1, LIST_aside);
	return aside || article_listed(a, v->main, LIST_plays_down);
}

static bool mere_dealing(const struct statement *s, const struct row *row, const struct force *force)
{
	return s->kind != STANCED_NARRATED && row->kind == ENTRY_STANCE && row->stance_class == STANCE_CONTACT &&
	       row->pos == POS_NOUN && row->score < DEALING_SCORE && !force->negated && !force->reversed;
}

bool force_read(const struct article *a, const struct term *term, struct force *force)
{
	const struct statement *s = &a->statements.items[term->statement];
	bool manner = term->noun != NONE && slot_manner(a, &a->nouns.items[term->noun]);
	const struct verb *ruling = term->noun != NONE && !manner ? slot_ruling_verb(a, term) : NULL;
	*force = force_of(a, term);
	force->ruling = ruling;
	const struct verb *done = slot_may_done(a, term) ? slot_done(a, term) : NULL; /* sanctions were not lifted */
	if (done) {
		apply_group(force, done);
		ruling = done;
	}
	if (s->kind == STANCED_DIRECT && term->row->score > 0 && term->sentence != NONE &&
	    rhetorical(a, &a->sentences.items[term->sentence])) {
		force->negated = true;
		return true;
	}
	if (hands_thing(a, term) || force_plays_down(a, term, ruling) || asked(a, term) ||
	    not_given(a, term, ruling, force))
		return false;
	if (denied(a, s, term) || force_wished(a, term, ruling) || barred(a, term, ruling) || timed_by(a, term) ||
	    none_made(a, term, force))
		return false;
	judged(a, term, force);
	force->reversed = reversed(a, term, ruling);
	/* the accord which ended a war between the two: what was ended once is told of the accord */
	bool once = force->reversed && ruling && ruling->flags & VERB_RELATIVE && term->row->stance_class == STANCE_WAR;
	if (!force->asserted || once || (force->reversed && anothers(a, term, ruling)) || conditional(a, term))
		return false;
	if (reported(a, s, term))
		force->certainty *= s->certainty;
	if (outweighed(a, term))
		force->certainty *= BEFORE_BUT;
	if (mere_dealing(s, term->row, force))
		force->scale = 0;
	return true;
}
