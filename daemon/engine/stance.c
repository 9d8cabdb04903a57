/* stance: statements -> stances: source, target, score, cue words, rule.
 *
 * Each stance term (stances.tsv; scored verbs of cues.tsv) is read in its place:
 *   1. part of speech: the row of the phrase that fits (verb, noun, adjective); a cue belongs to the statement it reports
 *   2. its frames in order, the first whose slots are filled on both sides; symmetric frames go both ways; the rule told
 *      is the frame's own text
 *   3. who may hold: officials, states, bodies, peoples; an expert, journalist or company holds no stance for a country
 *   4. a verb over a stance noun composes: condemning Y's attack on X is against Y and no stance against X; opposing
 *      what harms X is weakly for X; supporting sanctions on X is against X ("effect")
 *   5. negation: a negated favourable act is half an unfavourable one; a negated hostile act is none;
 *      what is called out of the question is negated, what is called baseless is not asserted
 *      What a verb ends turns its sign: lifting sanctions is favourable, suspending aid is not; what is denied is no stance
 *   6. hedges, modals and futures lower certainty; intensifiers and diminishers scale; conditionals and questions are
 *      no assertion
 *   7. an official who says that X harms his own country blames X ("blame"); who says that X helps it, thanks it
 *   8. an official who says that X must or should do something, or demands that X do it, makes a demand on X ("demand")
 *   9. an act (war, force, coercion, threat, aid, yielding) whose frame found no bearer bears on the first actor in reach
 *      to the right ("reach"); one in the passive without agent is held by the country it happens in ("host")
 *  10. what is only wished for (urged X to release them, X should help) is no act; the demand is (rule 8)
 *  11. a name given (called his plan a provocation) is the giver's stance toward whose plan it is ("naming")
 * No slot filled on one side: no stance. */
#include "base/sort.h"
#include "engine/stance.h"

#define STATEMENT_STANCES_MAX 12 /* complaint of older coders: dozens of events from one sentence */
#define NEGATED_SHARE (-0.5f)
#define REVERSED_SHARE (-0.8f)
#define BLAME_SHARE 0.6f
#define EFFECT_SHARE 0.5f
#define DEMAND_SCORE (-0.3f)
#define HEDGED 0.6f
#define FUTURE 0.9f
#define MODIFIER_REACH 4
#define JUDGED_REACH 14
#define CONDITION_CHUNKS 40

struct force {
	float scale, certainty;
	bool negated, asserted, reversed;
};

/* ---- modifiers ---- */

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

static struct force force_of(const struct article *a, const struct term *term)
{
	struct force f = { .scale = 1, .certainty = 1, .asserted = true };
	const struct verb *v = term->verb == NONE ? NULL : &a->verbs.items[term->verb];
	uint32_t from = term->mention->first;
	if (v && v->first < from)
		from = v->first;
	uint32_t floor = from > MODIFIER_REACH ? from - MODIFIER_REACH : 0;
	for (uint32_t i = from; i-- > floor;) {
		uint32_t c = a->chunk_at[i];
		if (c == NONE || clause_break(a->chunks.items[c].type) ||
		    (a->tokens.items[i + 1].flags & TOKEN_SENTENCE)) {
			floor = i + 1;
			break;
		}
		if (i == floor)
			break;
	}
	uint32_t last = NONE;
	for (uint32_t i = floor; i < term->mention->first; i++) {
		uint32_t m = a->at[LAYER_MODIFIER][i];
		if (m == NONE || m == last)
			continue;
		last = m;
		bool in_group = v && i >= v->first && i < v->end;
		if (in_group && a->mentions.items[m].row->sub == MODIFIER_NEGATOR)
			continue; /* the verb group knows */
		apply(&f, a->mentions.items[m].row);
	}
	if (v) {
		if (v->flags & VERB_NEGATED)
			f.negated = !f.negated;
		if (v->flags & VERB_MODAL)
			f.certainty *= HEDGED;
		if (v->flags & VERB_FUTURE)
			f.certainty *= FUTURE;
	}
	return f;
}

/* If A, B and C, then D: a term before the main clause of a sentence that opens with a condition. */
static bool in_condition(const struct article *a, uint32_t token)
{
	uint32_t c = a->chunk_at[token];
	if (c == NONE)
		return false;
	uint32_t first = c;
	for (uint32_t steps = 0; first > 0 && steps < CONDITION_CHUNKS; first--, steps++)
		if (a->tokens.items[article_chunk(a, first)->first].flags & TOKEN_SENTENCE)
			break;
	if (article_chunk(a, first)->type == CHUNK_QUOTE)
		first++;
	const struct mention *m = article_mention(a, article_chunk(a, first)->first, LAYER_MODIFIER);
	if (!m || m->row->sub != MODIFIER_CONDITIONAL || first >= c)
		return false;
	for (uint32_t k = first; k + 2 < c; k++)
		if (article_chunk(a, k)->type == CHUNK_COMMA && article_chunk(a, k + 1)->type == CHUNK_NOUN &&
		    article_chunk(a, k + 2)->type == CHUNK_VERB &&
		    a->verbs.items[article_chunk(a, k + 2)->item].flags & VERB_FINITE)
			return false;
	return true;
}

/* A condition or question anywhere before the term in its clause. */
static bool conditional(const struct article *a, const struct term *term)
{
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
	for (uint32_t i = term->mention->end, steps = 0; i < a->tokens.count && steps < JUDGED_REACH; i++, steps++) {
		const struct mention *m = article_mention(a, i, LAYER_MODIFIER);
		uint32_t c = a->chunk_at[i];
		if (a->tokens.items[i].flags & TOKEN_SENTENCE || c == NONE)
			return;
		if (m && m->row->sub == MODIFIER_REFUSAL)
			f->negated = !f->negated;
		if (m && m->row->sub == MODIFIER_DENIAL)
			f->asserted = false;
		if ((m && m->row->sub >= MODIFIER_REFUSAL) || clause_break(a->chunks.items[c].type))
			return;
	}
}

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
		.term = r->term->row->term,
		.rule = rule,
	};
	s->stance_count++;
}

/* Rule 5 */
static float negated(const struct force *f, float score)
{
	if (f->reversed)
		score *= REVERSED_SHARE;
	if (!f->negated)
		return score;
	return score > 0 ? score * NEGATED_SHARE : 0;
}

/* Rule 7 */
static void blame(struct reading *r, uint32_t source, uint32_t target, float score)
{
	uint32_t speaker = slot_speaker(r->a, r->term);
	if (speaker == NONE || speaker == source || speaker != target || score == 0)
		return;
	emit(r, speaker, source, score * BLAME_SHARE, score < 0 ? "blame" : "credit");
}

static void relate(struct reading *r, const struct actors *holders, const struct actors *bearers, float score,
		   const char *rule)
{
	for (uint8_t i = 0; i < holders->count; i++) {
		if (!slot_may_hold(r->a, holders->nouns[i]))
			continue;
		for (uint8_t k = 0; k < bearers->count; k++) {
			emit(r, holders->codes[i], bearers->codes[k], score, rule);
			blame(r, holders->codes[i], bearers->codes[k], score);
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
	uint32_t noun = v->flags & VERB_PASSIVE ? (v->subject_count ? v->subjects[0] : NONE)
			: v->object_count       ? v->objects[0]
						: NONE;
	if (noun == NONE)
		return false;
	const struct noun *n = &a->nouns.items[noun];
	const struct mention *m = article_mention(a, n->head, LAYER_STANCE);
	const struct row *row = m ? noun_row(a, m) : NULL;
	if (!row || m->first <= term->mention->first)
		return false;
	*inner = (struct term) { .mention = m, .row = row, .statement = term->statement, .verb = NONE, .noun = noun };
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
	if (term->row->pos != POS_VERB || term->verb == NONE || term->row->frames[0].holder == SLOT_SPEAKER ||
	    !object_term(r->a, term, &inner))
		return false;
	float score = negated(&r->force, term->row->score);
	struct actors holders = slot_fill(r->a, term, SLOT_SUBJECT, 0);
	if (holders.count == 0 && slot_speaker(r->a, term) != NONE)
		holders = slot_fill(r->a, term, SLOT_SPEAKER, 0);
	struct actors doers = slot_owner(r->a, &inner), bearers = { .count = 0 };
	bearers_of(r->a, &inner, &bearers);
	relate(r, &holders, &doers, score, "effect:doer");
	float sign = (score > 0) == (inner.row->score > 0) ? 1.0f : -1.0f;
	float size = (score < 0 ? -score : score) * EFFECT_SHARE;
	if (score != 0 && inner.row->score != 0 && inner.row->stance_class != STANCE_CONTACT)
		relate(r, &holders, &bearers, sign * size, "effect:bearer");
	return doers.count > 0 || bearers.count > 0;
}

/* ---- reading a term ---- */

static bool read_frame(struct reading *r, uint8_t f)
{
	const struct term *term = r->term;
	const struct frame *frame = &term->row->frames[f];
	const char *rule = term->row->frame_names[f];
	float score = negated(&r->force, term->row->score);
	if (frame->holder == SLOT_BETWEEN) {
		struct actors all = slot_fill(r->a, term, SLOT_BETWEEN, 0);
		if (all.count < 2)
			return false;
		relate_all(r, &all, score, rule);
		return true;
	}
	struct actors holders = slot_fill(r->a, term, frame->holder, frame->holder_prepositions);
	struct actors bearers = slot_fill(r->a, term, frame->bearer, frame->bearer_prepositions);
	if (frame->both && holders.count >= 2 && bearers.count == 0) {
		relate_all(r, &holders, score, rule);
		return true;
	}
	if (holders.count == 0 || bearers.count == 0)
		return false;
	/* "Japan is our partner": one owner on both sides fills nothing */
	if (holders.count == 1 && bearers.count == 1 && holders.codes[0] == bearers.codes[0] &&
	    term->row->pos == POS_NOUN)
		return false;
	relate(r, &holders, &bearers, score, rule);
	if (frame->both && !r->force.reversed) /* who scraps a pact does so alone */
		relate(r, &bearers, &holders, score, rule);
	return true;
}

/* What somebody denies, refutes or disputes is not asserted. */
static bool denied(const struct article *a, const struct statement *s, const struct term *term)
{
	if (s->cue == NONE || &a->mentions.items[s->cue] == term->mention)
		return false;
	const struct row *cue = a->mentions.items[s->cue].row;
	return cue->kind == ENTRY_CUE && cue->sub == CUE_DEFENSIVE;
}

/* stopped cooperating: the verb right before ends what this one tells. */
static bool stops(const struct article *a, const struct verb *v)
{
	const struct chunk *before = v->chunk ? article_chunk(a, v->chunk - 1) : NULL;
	if (!before || before->type != CHUNK_VERB)
		return false;
	const struct mention *m = article_mention(a, a->verbs.items[before->item].main, LAYER_MODIFIER);
	return m && m->row->sub == MODIFIER_REVERSER;
}

/* A noun that is the object of a verb that ends it: lifted its sanctions, suspended aid. */
static bool reversed(const struct article *a, const struct term *term)
{
	if (term->verb != NONE && a->verbs.items[term->verb].flags & VERB_ING)
		return stops(a, &a->verbs.items[term->verb]);
	const struct verb *v = term->noun == NONE ? NULL : slot_ruling_verb(a, term);
	/* eased restrictions on trade: what is eased is the restrictions */
	uint32_t before = v ? a->nouns.items[term->noun].chunk - 1 : NONE;
	if (v && article_chunk(a, before)->type == CHUNK_PREPOSITION && before > v->chunk + 1 &&
	    article_chunk(a, before)->first < term->mention->first &&
	    article_mention(a, article_chunk(a, before - 1)->end - 1, LAYER_STANCE))
		return false;
	const struct mention *m = v ? article_mention(a, v->main, LAYER_MODIFIER) : NULL;
	return m && m->row->sub == MODIFIER_REVERSER;
}

/* Rule 9. No frame was filled: the act's holder by grammar, its bearer out of the frame's reach. */
static void read_reach(struct reading *r)
{
	const struct term *term = r->term;
	float score = negated(&r->force, term->row->score);
	struct actors holders = slot_fill(r->a, term, SLOT_SUBJECT, 0);
	if (holders.count) {
		struct actors bearers = slot_reach(r->a, term, &holders);
		relate(r, &holders, &bearers, score, "reach");
		return;
	}
	holders = slot_host(r->a, term);
	/* any French trawler would be arrested, Canada said: who announces it will do it */
	if (holders.count == 0 && term->verb != NONE && term->row->stance_class == STANCE_COERCE &&
	    (r->a->verbs.items[term->verb].flags & (VERB_PASSIVE | VERB_FUTURE)) == (VERB_PASSIVE | VERB_FUTURE))
		holders = slot_fill(r->a, term, SLOT_SPEAKER, 0);
	struct actors bearers = slot_fill(r->a, term, SLOT_OBJECT, 0);
	relate(r, &holders, &bearers, score, "host");
}

static bool obliges(const struct article *a, const struct verb *v)
{
	for (uint32_t i = v->first; i < v->main; i++)
		if (article_is(a, i, "must") || article_is(a, i, "should"))
			return true;
	return false;
}

/* urged China to release him, wants Oman to help, should let them in: what is only wished for is no act. Hostile words
 * under "must" stay: they say how the speaker sees it. */
static bool wished(const struct article *a, const struct term *term)
{
	const struct verb *v = term->verb != NONE   ? &a->verbs.items[term->verb]
			       : term->noun != NONE ? slot_ruling_verb(a, term)
						    : NULL;
	if (!v)
		return false;
	if (obliges(a, v))
		return term->row->score > 0;
	if (!(v->flags & VERB_INFINITIVE) || v->governor == NONE)
		return false;
	const struct verb *g = &a->verbs.items[v->governor];
	const struct mention *cue = article_mention(a, g->main, LAYER_CUE);
	return (cue && cue->row->kind == ENTRY_CUE && cue->row->sub == CUE_DIRECTIVE && !(g->flags & VERB_PASSIVE)) ||
	       (g->object_count && (article_is(a, g->main, "want") || article_is(a, g->main, "wants") ||
				    article_is(a, g->main, "wanted")));
}

/* Slovakia blocked EU aid: what another gives and this one stops is neither's stance by itself. */
static bool anothers(const struct article *a, const struct term *term)
{
	if (term->noun == NONE)
		return false;
	const struct verb *v = slot_ruling_verb(a, term);
	struct actors owner = slot_owner(a, term);
	if (!v || owner.count == 0 || v->subject_count == 0)
		return false;
	uint32_t actor = a->nouns.items[v->subjects[0]].actors[0];
	return actor != NONE && actor != owner.codes[0];
}

static int read_term(struct article *a, const struct term *term)
{
	struct reading r = { .a = a, .term = term, .force = force_of(a, term) };
	const struct statement *s = &a->statements.items[term->statement];
	if (denied(a, s, term) || wished(a, term))
		return 0;
	judged(a, term, &r.force);
	r.force.reversed = reversed(a, term);
	if (r.force.reversed && anothers(a, term))
		return 0;
	r.force.certainty *= s->cue != NONE && &a->mentions.items[s->cue] != term->mention ? s->certainty : 1.0f;
	if (!r.force.asserted || conditional(a, term))
		return 0;
	struct actors holders = { .count = 0 }, bearers = { .count = 0 };
	if (slot_naming(a, term, &holders, &bearers)) {
		relate(&r, &holders, &bearers, negated(&r.force, term->row->score), "naming");
		return r.error;
	}
	if (compose(&r))
		return r.error;
	for (uint8_t f = 0; f < term->row->frame_count; f++)
		if (read_frame(&r, f))
			return r.error;
	read_reach(&r);
	return r.error;
}

/* ---- rule 8 ---- */

/* The first finite verb of the statement's content, or NULL. */
static const struct verb *first_verb(const struct article *a, const struct statement *s)
{
	for (uint32_t i = s->first; i < s->last; i++) {
		uint32_t c = a->chunk_at[i];
		if (c == NONE || a->chunks.items[c].type != CHUNK_VERB)
			continue;
		return &a->verbs.items[a->chunks.items[c].item];
	}
	return NULL;
}

static int read_demand(struct article *a, uint32_t index)
{
	const struct statement *s = &a->statements.items[index];
	if (s->kind == STANCED_NARRATED || s->cue == NONE || s->speaker.actor == NONE ||
	    s->speaker.role != STANCED_ROLE_OFFICIAL)
		return 0;
	const struct mention *cue = &a->mentions.items[s->cue];
	const struct verb *v = first_verb(a, s);
	bool demands = cue->row->sub == CUE_DIRECTIVE && cue->row->kind == ENTRY_CUE && cue->end < s->first + 3 &&
		       article_tagged(a, cue->end, TAG(that));
	if (!v || v->subject_count == 0 || (v->flags & VERB_PASSIVE) || !(demands || obliges(a, v)))
		return 0;
	const struct noun *n = &a->nouns.items[v->subjects[0]];
	if (n->first < s->first || n->actors[0] == NONE || n->place || (n->flags & NOUN_PRONOUN))
		return 0;
	struct term term = { .mention = cue, .row = cue->row, .statement = index, .verb = NONE, .noun = NONE };
	struct reading r = { .a = a, .term = &term, .force = { .scale = 1, .certainty = 1, .asserted = true } };
	emit(&r, s->speaker.actor, n->actors[0], DEMAND_SCORE, "demand");
	return r.error;
}

/* Token -> statement; attributed ones before narrated ones; cue tokens belong to what they report. */
static uint32_t *map_statements(struct article *a)
{
	size_t count = a->tokens.count + 1;
	uint32_t *map = arena_ones(&a->arena, count, sizeof *map);
	if (!map)
		return NULL;
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t n = 0; n < a->statements.count; n++) {
			const struct statement *s = &a->statements.items[n];
			if ((s->kind == STANCED_NARRATED) != (pass == 0))
				continue;
			for (uint32_t i = s->first; i < s->last; i++)
				map[i] = n;
			if (s->cue != NONE)
				for (uint32_t i = a->mentions.items[s->cue].first; i < a->mentions.items[s->cue].end;
				     i++)
					map[i] = n;
		}
	return map;
}

static int by_statement(const void *x, const void *y)
{
	const struct stance *a = x, *b = y;
	if (a->statement != b->statement)
		return a->statement < b->statement ? -1 : 1;
	return a->cue_first < b->cue_first ? -1 : a->cue_first > b->cue_first;
}

/* Narrated candidates without a stance are no statements. */
static void drop_empty(struct article *a)
{
	size_t out = 0, stance = 0;
	for (size_t n = 0; n < a->statements.count; n++) {
		struct statement *s = &a->statements.items[n];
		size_t first = stance;
		while (stance < a->stances.count && a->stances.items[stance].statement == n)
			a->stances.items[stance++].statement = (uint32_t)out;
		if (s->kind == STANCED_NARRATED && stance == first)
			continue;
		s->first_stance = (uint32_t)first;
		s->stance_count = (uint32_t)(stance - first);
		a->statements.items[out++] = *s;
	}
	a->statements.count = out;
}

/* A stance takes two: all that slots are filled with are the actors of noun phrases and of speakers. */
static bool has_two_actors(const struct article *a)
{
	uint32_t first = NONE;
	for (size_t n = 0; n < a->nouns.count; n++) {
		const uint32_t *actors = a->nouns.items[n].actors;
		for (int k = 0; k < 2; k++) {
			if (actors[k] == NONE || actors[k] == first)
				continue;
			if (first != NONE)
				return true;
			first = actors[k];
		}
	}
	for (size_t n = 0; n < a->statements.count; n++) {
		uint32_t actor = a->statements.items[n].speaker.actor;
		if (actor == NONE || actor == first)
			continue;
		if (first != NONE)
			return true;
		first = actor;
	}
	return false;
}

/* Reads every term and demand. 0 or -ENOMEM. */
static int read_all(struct article *article)
{
	uint32_t *map = map_statements(article);
	if (!map)
		return -ENOMEM;
	for (size_t n = 0; n < article->mentions.count; n++) {
		const struct mention *m = &article->mentions.items[n];
		if (m->layer != LAYER_STANCE && m->layer != LAYER_CUE)
			continue;
		struct term term;
		struct mention shorter;
		if (map[m->first] == NONE || !stance_place(article, m, &shorter, &term))
			continue;
		/* a cue that is a stance term as well is read once, as the stance term */
		if (m->layer == LAYER_CUE && article->at[LAYER_STANCE][m->first] != NONE)
			continue;
		term.statement = map[m->first];
		int r = read_term(article, &term);
		if (r < 0)
			return r;
	}
	for (uint32_t n = 0; n < article->statements.count; n++)
		if (read_demand(article, n) < 0)
			return -ENOMEM;
	return 0;
}

int stance_run(struct article *article)
{
	if (has_two_actors(article) && read_all(article) < 0)
		return -ENOMEM;
	struct stance *scratch = arena_alloc(&article->arena, article->stances.count, sizeof *scratch);
	if (!scratch)
		return -ENOMEM;
	sort_stable(article->stances.items, article->stances.count, sizeof *scratch, by_statement, scratch);
	drop_empty(article);
	return 0;
}
