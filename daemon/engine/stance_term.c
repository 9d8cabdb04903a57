/* stance, one term or demand: its frames, in their order, become stances of the article. The rules are those of
 * stance.c, which says what is read. */
#include "engine/stance.h"

#define STATEMENT_STANCES_MAX 12 /* complaint of older coders: dozens of events from one sentence */
#define BLAME_SHARE 0.6f
#define EFFECT_SHARE 0.5f
#define DEMAND_SCORE (-0.3f)
#define REQUEST_SHARE 0.6f
#define SIDE_SHARE (-0.6f)
#define MEASURE_SHARE (-0.8f)
#define OFFER_SCORE 0.25f
#define THANKED_SCORE 0.3f
#define DEFIED_SCORE (-0.4f)
#define CONTACT_MOST 3 /* a conference of more is no dealing of each with each */
#define DENIAL_STATEMENTS 2
#define OTHER_SIDE 0.25f /* certainty of what one of two says of both */

/* ---- emitting ---- */

struct reading {
	struct article *a;
	const struct term *term;
	struct force force;
	int error;
};

static void emit(struct reading *r, uint32_t source, uint32_t target, float score, const char *rule)
{
	struct article *a = r->a;
	struct statement *s = &a->statements.items[r->term->statement];
	if (source == target || source == NONE || target == NONE || s->stance_count >= STATEMENT_STANCES_MAX)
		return;
	bool asks = r->term->row->kind == ENTRY_CUE ? r->term->row->sub == CUE_DIRECTIVE
						    : r->term->row->stance_class == STANCE_DEMAND ||
							      r->term->row->stance_class == STANCE_PROTEST;
	if (asks && score < 0 && slot_serves_all(a, target))
		return; /* who calls upon the United Nations to act, or complains to them, has nothing against them */
	if (score == 0 && r->term->row->score != 0)
		return; /* a hostile act that is not done tells nothing */
	for (size_t n = a->stances.count; n-- > 0 && a->stances.items[n].statement == r->term->statement;) {
		const struct stance *o = &a->stances.items[n];
		if (o->source == source && o->target == target && o->cue_first == r->term->mention->first)
			return;
	}
	struct stance *out = VEC_PUSH(&a->arena, &a->stances);
	if (!out) {
		r->error = -ENOMEM;
		return;
	}
	score *= r->force.scale;
	*out = (struct stance) {
		.statement = r->term->statement,
		.source = source,
		.target = target,
		.score = score > 1    ? 1
			 : score < -1 ? -1
				      : score,
		.certainty = r->force.certainty,
		.cue_first = r->term->mention->first,
		.cue_end = r->term->mention->end,
		.class = r->term->row->kind == ENTRY_STANCE ? r->term->row->stance_class : (uint8_t)STANCE_ACCUSE,
		.term = r->term->row->term,
		.rule = rule,
	};
	s->stance_count++;
}

/* Rule 6. Who bears it by being the speaker outside of what is said (announced a law that X condemned) blames
 * nobody. */
static void blame(struct reading *r, uint32_t source, uint32_t target, uint32_t noun, float score)
{
	uint32_t speaker = slot_speaker(r->a, r->term);
	if (noun != NONE && noun == r->a->statements.items[r->term->statement].speaker.noun)
		return;
	if (speaker == NONE || speaker == source || speaker != target || score == 0 ||
	    r->term->row->stance_class == STANCE_CONTACT)
		return;
	emit(r, speaker, source, score * BLAME_SHARE, score < 0 ? "blame" : "credit");
}

static void relate(struct reading *r, const struct actors *holders, const struct actors *bearers, float score,
		   const char *rule)
{
	for (uint8_t i = 0; i < holders->count; i++) {
		if (!slot_may_hold(r->a, r->term, holders->nouns[i]))
			continue;
		for (uint8_t k = 0; k < bearers->count; k++) {
			emit(r, holders->codes[i], bearers->codes[k], score, rule);
			blame(r, holders->codes[i], bearers->codes[k], bearers->nouns[k], score);
		}
	}
}

static void relate_all(struct reading *r, const struct actors *all, float score, const char *rule)
{
	for (uint8_t i = 0; i < all->count; i++)
		for (uint8_t k = 0; k < all->count; k++)
			if (i != k)
				emit(r, all->codes[i], all->codes[k], score, rule);
}

static bool any_holds(const struct reading *r, const struct actors *holders)
{
	for (uint8_t i = 0; i < holders->count; i++)
		if (slot_may_hold(r->a, r->term, holders->nouns[i]))
			return true;
	return false;
}

/* As the frame says: one way, or both. */
static void relate_by(struct reading *r, const struct actors *holders, const struct actors *bearers, float score,
		      uint8_t frame)
{
	const struct row *row = r->term->row;
	relate(r, holders, bearers, score, row->frames[frame].name);
	/* who scraps a pact does so alone; what fishermen quarrel about sets no state against theirs */
	if (!row->frames[frame].both || r->force.reversed || !any_holds(r, holders))
		return;
	/* "our friendship with Chad": whether Chad sees it so is not told */
	uint32_t speaker = slot_speaker(r->a, r->term);
	float certainty = r->force.certainty;
	if (speaker != NONE && actors_have(holders, speaker) && !actors_have(bearers, speaker))
		r->force.certainty *= OTHER_SIDE;
	relate(r, bearers, holders, score, row->frames[frame].name);
	r->force.certainty = certainty;
}

/* Rule 10. Who calls his own state somebody's friend tells of that state's stance, not of the other's. */
static void read_relation(struct reading *r, const struct actors *subjects, const struct actors *owners, uint8_t frame)
{
	float score = force_score(&r->force, r->term->row->score);
	uint32_t speaker = slot_speaker(r->a, r->term);
	if (speaker != NONE && actors_have(subjects, speaker))
		relate(r, subjects, owners, score, r->term->row->frames[frame].name);
	else if (speaker != NONE && actors_have(owners, speaker))
		relate(r, owners, subjects, score, r->term->row->frames[frame].name);
	else
		relate_by(r, subjects, owners, score, frame);
}

/* deplored the breach of its airspace; Chad, Mali and Peru are guarantors of the accord: the same on both sides */
static bool same(const struct actors *holders, const struct actors *bearers)
{
	for (uint8_t i = 0; i < bearers->count; i++)
		if (!actors_have(holders, bearers->codes[i]))
			return false;
	return holders->count == bearers->count && holders->count > 0;
}

/* ---- composition ---- */

static const struct row *noun_row(const struct article *a, const struct mention *m)
{
	for (const struct entry *e = m->entry; e; e = lexicon_next(a->lexicon, e, a->tokens.items, m->first)) {
		const struct row *row = lexicon_row(a->lexicon, e);
		if (e->kind == ENTRY_STANCE && row->pos == POS_NOUN)
			return row;
	}
	return NULL;
}

/* The stance noun that heads the verb's object, as a term of its own. */
static bool object_term(const struct article *a, const struct term *term, struct term *inner)
{
	const struct verb *v = &a->verbs.items[term->verb];
	uint32_t next = a->chunk_at[term->mention->end - 1] + 1; /* clamp down on protests */
	bool past = term->mention->end > v->end && next < a->chunks.count && article_chunk(a, next)->type == CHUNK_NOUN;
	uint32_t noun = v->flags & VERB_PASSIVE ? (v->subject_count ? v->subjects[0] : NONE)
			: past                  ? article_chunk(a, next)->item
			: v->object_count       ? v->objects[0]
						: NONE;
	if (noun == NONE)
		return false;
	const struct noun *n = &a->nouns.items[noun];
	const struct mention *m = article_mention(a, n->head, LAYER_STANCE);
	const struct row *row = m ? noun_row(a, m) : NULL;
	if (!row || m->first <= term->mention->first)
		return false;
	*inner = (struct term) {
		.mention = m, .row = row, .statement = term->statement, .verb = NONE, .noun = noun, .sentence = NONE
	};
	return true;
}

static void bearers_of(const struct article *a, const struct term *inner, struct actors *out)
{
	for (uint8_t f = 0; f < inner->row->frame_count && out->count == 0; f++) {
		const struct frame *frame = &inner->row->frames[f];
		if (frame->bearer == SLOT_PREP)
			*out = slot_fill(a, inner, SLOT_PREP, frame->bearer_prepositions);
	}
}

/* Rule 4. True when the verb's object was a stance noun, so that the plain frame must not be read. */
static bool compose(struct reading *r)
{
	const struct term *term = r->term;
	struct term inner;
	/* "Syria deserves our support" is what the speaker thinks of Syria, not what Syria does */
	if (term->row->pos != POS_VERB || term->verb == NONE || term->row->frames[0].holder != SLOT_SUBJECT ||
	    term->row->frames[0].bearer != SLOT_OBJECT || !object_term(r->a, term, &inner))
		return false;
	if (force_plays_down(r->a, &inner, &r->a->verbs.items[term->verb]))
		return true; /* denied any quarrel with Mali: nobody is for or against it */
	float score = force_score(&r->force, term->row->score);
	/* recognised the massacre: who calls it what it was is against it */
	if (inner.row->score < 0 && score > 0 && article_listed(r->a, r->a->verbs.items[term->verb].main, LIST_admits))
		score = -score;
	struct actors holders = slot_fill(r->a, term, SLOT_SUBJECT, 0);
	if (holders.count == 0 && slot_speaker(r->a, term) != NONE)
		holders = slot_fill(r->a, term, SLOT_SPEAKER, 0);
	struct actors doers = slot_owner(r->a, &inner), bearers = { .count = 0 };
	bearers_of(r->a, &inner, &bearers);
	if (same(&holders, &doers))
		doers.count = 0;
	if (same(&holders, &bearers))
		bearers.count = 0;
	relate(r, &holders, &doers, score, "effect:doer");
	/* opposing what harms X is for X, urging it is not */
	bool wills = term->row->kind == ENTRY_CUE ? term->row->sub == CUE_DIRECTIVE
						  : term->row->stance_class == STANCE_DEMAND;
	bool with = wills || score > 0;
	float sign = with == (inner.row->score > 0) ? 1.0f : -1.0f;
	float size = (score < 0 ? -score : score) * EFFECT_SHARE;
	if (score != 0 && inner.row->score != 0 && inner.row->stance_class != STANCE_CONTACT)
		relate(r, &holders, &bearers, sign * size, "effect:bearer");
	return doers.count > 0 || bearers.count > 0;
}

/* ---- reading a term ---- */

/* told Mali (that) it would: the verb of saying whose clause the term's verb stands in, or NULL. */
static const struct verb *telling(const struct article *a, const struct term *term)
{
	const struct verb *v = term->verb == NONE ? NULL : &a->verbs.items[term->verb];
	if (!v || v->subject_count == 0)
		return NULL;
	uint32_t c = a->nouns.items[v->subjects[0]].chunk;
	c -= c > 0 && article_chunk(a, c - 1)->type == CHUNK_THAT;
	if (c < 2 || article_chunk(a, c - 1)->type != CHUNK_NOUN || article_chunk(a, c - 2)->type != CHUNK_VERB)
		return NULL;
	const struct verb *told = &a->verbs.items[article_chunk(a, c - 2)->item];
	return article_mention(a, told->main, LAYER_CUE) ? told : NULL;
}

/* told Mali it would back its bid: nobody backs his own, so that is the bid of who is told. Told Mali he was sorry. */
static void turn_to_addressee(const struct reading *r, const struct actors *holders, struct actors *bearers)
{
	const struct statement *s = &r->a->statements.items[r->term->statement];
	const struct row *row = r->term->row;
	bool own = bearers->count == 1 && row->stance_class == STANCE_SUPPORT &&
		   actors_have(holders, bearers->codes[0]);
	bool sorry = bearers->count == 0 && row->stance_class == STANCE_YIELD && row->pos == POS_ADJECTIVE;
	if (row->kind != ENTRY_STANCE || s->kind == STANCED_NARRATED || !(own || sorry))
		return;
	const struct verb *told = telling(r->a, r->term);
	if (!told && s->verb != NONE)
		told = &r->a->verbs.items[s->verb];
	struct actors addressee = { .count = 0 };
	for (uint8_t i = 0; told && i < told->object_count; i++)
		slot_noun(r->a, r->term, told->objects[i], &addressee);
	if (addressee.count)
		*bearers = addressee;
}

/* was asked to follow suit, in whatever voice: it has not done so */
static bool only_asked(const struct reading *r)
{
	const struct verb *v = r->term->verb == NONE ? NULL : &r->a->verbs.items[r->term->verb];
	if (!v || !(v->flags & VERB_INFINITIVE) || v->governor == NONE)
		return false;
	const struct mention *cue = article_mention(r->a, r->a->verbs.items[v->governor].main, LAYER_CUE);
	return cue && cue->row->kind == ENTRY_CUE && cue->row->sub == CUE_DIRECTIVE;
}

/* Italy did the same. */
static bool read_example(struct reading *r, const struct actors *holders, const char *rule)
{
	if (only_asked(r))
		return true;
	const struct stance *x = slot_example(r->a, r->term, holders);
	if (!x || r->force.negated || r->force.reversed)
		return false;
	struct actors bearers = actors_one(x->target);
	const uint8_t class = x->class; /* of the same kind: others may go on with it */
	size_t n = r->a->stances.count;
	relate(r, holders, &bearers, x->score, rule);
	for (; n < r->a->stances.count; n++)
		r->a->stances.items[n].class = class;
	return true;
}

static bool read_frame(struct reading *r, uint8_t f)
{
	const struct term *term = r->term;
	const struct frame *frame = &term->row->frames[f];
	const char *rule = frame->name;
	float score = force_score(&r->force, term->row->score);
	uint32_t last = r->a->chunk_at[term->mention->end - 1];
	if (frame->bearer == SLOT_OBJECT && term->verb != NONE && last != NONE &&
	    last != r->a->verbs.items[term->verb].chunk && article_infinitive(r->a, last) &&
	    article_chunk(r->a, last)->first + 1 == term->mention->end)
		return false; /* agreed to ban them: to nothing of theirs */
	if (frame->holder == SLOT_BETWEEN) {
		struct actors all = slot_fill(r->a, term, SLOT_BETWEEN, 0);
		if (all.count < 2)
			return false;
		relate_all(r, &all, score, rule);
		return true;
	}
	/* complained that ...: the speaker, not somebody of whom he speaks, is the subject of his own word of saying */
	const struct statement *s = &r->a->statements.items[term->statement];
	if (frame->holder == SLOT_SPEAKER && term->verb != NONE && term->verb == s->verb)
		return false;
	/* changed the law to satisfy Chad: which need not be satisfied */
	if (frame->holder == SLOT_OBJECT && term->verb != NONE && r->a->verbs.items[term->verb].flags & VERB_INFINITIVE)
		return true;
	/* was suspended from the African Union, readmitted to it: in the passive alone the phrase tells who did it */
	if (frame->holder == SLOT_PREP && frame->bearer == SLOT_OBJECT && term->verb != NONE &&
	    !(r->a->verbs.items[term->verb].flags & VERB_PASSIVE))
		return false;
	struct actors holders = slot_fill(r->a, term, frame->holder, frame->holder_prepositions);
	if (holders.count == 0)
		return false;
	if (frame->bearer == SLOT_EXAMPLE)
		return read_example(r, &holders, rule);
	struct actors bearers = frame->bearer == SLOT_OPPONENT
					? slot_opponent(r->a, term, &holders)
					: slot_fill(r->a, term, frame->bearer, frame->bearer_prepositions);
	if (frame->both && holders.count >= 2 && bearers.count == 0) {
		/* China and Chad proved true friends, he said: his, where he is of neither */
		if (term->row->stance_class == STANCE_CONTACT && holders.count > CONTACT_MOST)
			return true;
		struct actors his = actors_one(frame->bearer == SLOT_NOUN_OF ? slot_speaker(r->a, term) : NONE);
		if (his.count && !actors_have(&holders, his.codes[0]))
			relate(r, &his, &holders, score, rule);
		else
			relate_all(r, &holders, score, rule);
		return true;
	}
	turn_to_addressee(r, &holders, &bearers);
	if (bearers.count == 0)
		return false;
	if (term->row->stance_class == STANCE_PROTEST && holders.count == 1 && same(&holders, &bearers))
		return false;
	/* "Japan is our partner": one owner on both sides fills nothing */
	if (term->row->pos == POS_NOUN && same(&holders, &bearers))
		return false;
	relate_by(r, &holders, &bearers, score, f);
	return true;
}

/* Any French trawler would be arrested, Canada said; vowed that Mali would be attacked: who announces it will do it. */
static bool announced(const struct article *a, const struct term *term)
{
	const struct statement *s = &a->statements.items[term->statement];
	const struct verb *v = term->verb == NONE ? NULL : &a->verbs.items[term->verb];
	bool vowed = s->cue != NONE && a->mentions.items[s->cue].row->sub == CUE_COMMISSIVE &&
		     term->row->stance_class <= STANCE_THREAT;
	return v && (vowed || term->row->stance_class == STANCE_COERCE) && v->flags & VERB_PASSIVE &&
	       (v->flags & VERB_FUTURE || article_is(a, v->first, "would"));
}

/* Rule 8. No frame was filled: the act's holder by grammar, its bearer out of the frame's reach. */
static void read_reach(struct reading *r)
{
	const struct term *term = r->term;
	float score = force_score(&r->force, term->row->score);
	struct actors holders = slot_fill(r->a, term, SLOT_SUBJECT, 0);
	if (holders.count) {
		struct actors bearers = slot_reach(r->a, term, &holders);
		relate(r, &holders, &bearers, score, "reach");
		/* sent aid, in an article about one state: to that state */
		if (bearers.count == 0 && score > 0 && term->row->stance_class == STANCE_AID &&
		    r->a->main_one != NONE && term->row->pos == POS_VERB &&
		    !article_is(r->a, term->mention->end, "there") && /* not: cleared mines there */
		    term->mention->end > term->mention->first + 1) {
			bearers = actors_one(r->a->main_one);
			relate(r, &holders, &bearers, score, "aid");
			return;
		}
		if (bearers.count)
			return;
		const struct stance *x = slot_measure(r->a, term, &holders);
		if (x) {
			bearers = actors_one(x->target);
			bool keeps = term->row->stance_class == STANCE_COERCE; /* the embargo, its own */
			relate(r, &holders, &bearers, keeps ? score : score * MEASURE_SHARE, "recalled");
			return;
		}
		if (!slot_recall(r->a, term, &holders, &bearers))
			bearers = slot_series(r->a, term, &holders);
		relate(r, &holders, &bearers, score, "recalled");
		return;
	}
	holders = slot_host(r->a, term);
	if (holders.count == 0 && announced(r->a, term))
		holders = slot_fill(r->a, term, SLOT_SPEAKER, 0);
	struct actors bearers = slot_fill(r->a, term, SLOT_OBJECT, 0);
	relate(r, &holders, &bearers, score, "host");
}

/* Rule 13 */
static void read_request(struct reading *r)
{
	const struct term *term = r->term;
	const struct verb *v = term->verb == NONE ? NULL : &r->a->verbs.items[term->verb];
	const struct verb *asks = v ? force_request(r->a, v) : NULL;
	const struct frame *frame = &term->row->frames[0];
	if (!asks || term->row->pos != POS_VERB || frame->holder != SLOT_SUBJECT || r->force.negated ||
	    term->row->stance_class == STANCE_CONTACT)
		return;
	struct actors holders = { .count = 0 }, asked = { .count = 0 };
	slot_subjects(r->a, term, asks, &holders);
	for (uint32_t c = asks->chunk + 1; c < v->chunk; c++) /* asked Germany to; called on the EU and NATO to */
		if (article_chunk(r->a, c)->type == CHUNK_NOUN)
			slot_noun(r->a, term, article_chunk(r->a, c)->item, &asked);
	struct actors bearers = slot_fill(r->a, term, frame->bearer, frame->bearer_prepositions);
	if (bearers.count && !actors_have(&asked, bearers.codes[0]))
		relate(r, &holders, &bearers, term->row->score * REQUEST_SHARE, "asked");
}

static bool backs(const struct row *row)
{
	return row->kind == ENTRY_STANCE && row->pos == POS_VERB && row->score > 0 &&
	       (row->stance_class == STANCE_SUPPORT || row->stance_class == STANCE_AID ||
		row->stance_class == STANCE_ALLY);
}

/* Rule 12: backed Chad on Monday in its dispute with Mali. */
static void read_side(struct reading *r)
{
	const struct term *term = r->term;
	if (!backs(term->row) || term->verb == NONE || term->sentence == NONE || r->force.negated || r->force.reversed)
		return;
	struct actors others = slot_adversary(r->a, term);
	if (others.count == 0)
		return;
	struct actors holders = slot_fill(r->a, term, SLOT_SUBJECT, 0);
	relate(r, &holders, &others, force_score(&r->force, term->row->score) * SIDE_SHARE, "side");
}

/* Rule 14 */
static bool read_vote(struct reading *r)
{
	struct actors aims;
	if (!slot_aimed_at(r->a, r->term, &aims))
		return false;
	struct actors holders = slot_fill(r->a, r->term, SLOT_SUBJECT, 0);
	if (holders.count == 0)
		return false;
	relate(r, &holders, &aims, force_score(&r->force, r->term->row->score) * MEASURE_SHARE, "vote");
	return true;
}

/* Rule 15 */
static void read_offer(struct reading *r)
{
	struct actors givers, takers;
	if (r->term->row->kind == ENTRY_STANCE && r->term->row->stance_class == STANCE_REJECT &&
	    r->term->row->pos <= POS_NOUN && slot_offered(r->a, r->term, &givers, &takers))
		relate(r, &givers, &takers, OFFER_SCORE, "offer");
}

/* Of the statements that report the same words, that of who denies them, which counts. */
static uint32_t denial(const struct article *a, uint32_t statement, const struct verb *v)
{
	for (uint32_t n = statement, steps = 0; steps <= DENIAL_STATEMENTS; n--, steps++) {
		if (a->statements.items[n].verb == (uint32_t)(v - a->verbs.items))
			return n;
		if (n == 0)
			break;
	}
	return statement;
}

/* Rule 17 */
static void read_answer(struct reading *r)
{
	const struct term *term = r->term;
	struct actors accusers, accused;
	if (term->row->stance_class != STANCE_ACCUSE || term->row->pos != POS_NOUN || !r->force.ruling ||
	    term->row->kind != ENTRY_STANCE || !slot_answered(r->a, term, r->force.ruling, &accusers, &accused))
		return;
	struct term told = *term;
	told.statement = denial(r->a, term->statement, r->force.ruling);
	r->term = &told;
	relate(r, &accusers, &accused, term->row->score, "answered");
	r->term = term;
}

/* Rule 16 */
static void read_thanks(struct reading *r)
{
	const struct term *term = r->term;
	struct actors doers, takers;
	if (term->row->score > 0 && term->row->pos == POS_VERB && term->verb != NONE &&
	    article_listed(r->a, r->a->verbs.items[term->verb].main, LIST_thanks) &&
	    slot_thanked(r->a, term, &doers, &takers))
		relate(r, &doers, &takers, THANKED_SCORE, "thanked");
}

int stance_read(struct article *a, const struct term *term)
{
	struct reading r = { .a = a, .term = term };
	if (!force_read(a, term, &r.force)) {
		read_request(&r);
		return r.error;
	}
	if (slot_voted_on(a, term))
		return r.error;
	read_answer(&r);
	struct actors holders, bearers;
	holders.count = bearers.count = 0; /* the lists are not cleared */
	if (slot_naming(a, term, &holders, &bearers)) {
		relate(&r, &holders, &bearers, force_score(&r.force, term->row->score), "naming");
		return r.error;
	}
	const struct verb *verb = term->verb == NONE ? r.force.ruling : &a->verbs.items[term->verb];
	bool drawn = verb && article_listed(a, verb->main, LIST_draws) && slot_drawn(a, term, verb, &holders, &bearers);
	if (drawn ||
	    (verb && article_listed(a, verb->main, LIST_suffers) && slot_suffered(a, term, verb, &holders, &bearers))) {
		relate(&r, &holders, &bearers, force_score(&r.force, term->row->score), drawn ? "drawn" : "suffered");
		return r.error;
	}
	if (term->verb != NONE && slot_defied(a, term, verb, &holders, &bearers))
		relate(&r, &holders, &bearers, DEFIED_SCORE, "defied");
	holders.count = bearers.count = 0;
	read_offer(&r);
	read_thanks(&r);
	if (read_vote(&r) || compose(&r))
		return r.error;
	uint8_t frame;
	if (slot_relation(a, term, &holders, &bearers, &frame)) {
		read_relation(&r, &holders, &bearers, frame);
		return r.error;
	}
	holders.count = bearers.count = 0;
	read_side(&r);
	for (uint8_t f = 0; f < term->row->frame_count; f++)
		if (read_frame(&r, f))
			return r.error;
	if (slot_step(a, term, &holders, &bearers) ||
	    ((term->row->score < 0 || term->row->pos == POS_ADJECTIVE) && slot_judged(a, term, &holders, &bearers)))
		relate(&r, &holders, &bearers, force_score(&r.force, term->row->score), "recalled");
	else
		read_reach(&r);
	return r.error;
}

/* Rule 7 of stance.c */
int stance_read_demand(struct article *a, uint32_t index)
{
	const struct statement *s = &a->statements.items[index];
	if (s->kind == STANCED_NARRATED || s->cue == NONE || s->speaker.actor == NONE ||
	    s->speaker.role != STANCED_ROLE_OFFICIAL)
		return 0;
	uint32_t target = stance_demand(a, s);
	if (target == NONE)
		return 0;
	const struct mention *cue = &a->mentions.items[s->cue];
	struct term term = { .mention = cue, .row = cue->row, .statement = index, .verb = NONE, .noun = NONE };
	struct reading r = { .a = a, .term = &term, .force = { .scale = 1, .certainty = 1, .asserted = true } };
	emit(&r, s->speaker.actor, target, DEMAND_SCORE, "demand");
	return r.error;
}

/* What is told by several words of a sentence and by no term of the lexicon. */
static const struct row demand_row = {
	.term = "demand", .kind = ENTRY_CUE, .pos = POS_VERB, .sub = CUE_DIRECTIVE, .score = DEMAND_SCORE
};
static const struct row border_rows[] = {
	[BORDER_POSTURE] = { "troops at the border", .kind = ENTRY_STANCE, .stance_class = STANCE_THREAT,
			     .score = -0.5f },
	[BORDER_SHUT] = { "shut the border", .kind = ENTRY_STANCE, .stance_class = STANCE_COERCE, .score = -0.4f },
};

/* Rules 7 and 18, in anybody's words: wants Chad to leave; massed troops on its border; without a verb, will not sign
 * unless Chad leaves. */
int stance_read_told(struct article *a, const struct mention *m, uint32_t verb, uint32_t statement, uint32_t sentence)
{
	const struct mention mention = { .first = m->first, .end = m->end, .row = &demand_row };
	struct term term = { &mention, &demand_row, statement, verb, NONE, sentence };
	struct reading r = { .a = a, .term = &term, .force = { .scale = 1, .certainty = 1, .asserted = true } };
	struct actors holders = { .count = 0 }, bearers = { .count = 0 };
	bool wants = verb != NONE && article_listed(a, a->verbs.items[verb].main, LIST_wants);
	if (verb == NONE ? stance_unless(a, &term, &holders, &bearers)
			 : wants && stance_wants(a, &term, &holders, &bearers)) {
		relate(&r, &holders, &bearers, DEMAND_SCORE, "demand");
		return r.error;
	}
	enum border border = verb != NONE && !wants ? stance_border(a, &term, &holders, &bearers) : BORDER_NONE;
	if (border != BORDER_NONE) {
		term.row = &border_rows[border];
		relate(&r, &holders, &bearers, term.row->score, "border");
	}
	return r.error;
}
