/* stance: statements -> stances: source, target, score, cue words, rule.
 *
 * Each stance term (stances.tsv; scored verbs of cues.tsv) is read in its place (stance_term.c):
 *   1. part of speech: the row of the phrase that fits (verb, noun, adjective); a cue belongs to the statement it
 *      reports
 *   2. its frames in order, the first whose slots are filled on both sides; symmetric frames go both ways; the rule
 *      told is the frame's own text
 *   3. who may hold: officials, states, bodies, peoples; an expert, journalist or company holds no stance for a country
 *   4. a verb over a stance noun composes: condemning Y's attack on X is against Y and no stance against X; opposing
 *      what harms X is weakly for X; supporting sanctions on X is against X ("effect")
 *   5. how strong and sure it is there: negation, reversal, hedges, conditions, "but" (force.c)
 *   6. an official who says that X harms his own country blames X ("blame"); who says that X helps it, thanks it
 *   7. an official who says that X must or should do something, or demands that X do it, or asks why X
 *      does not, makes a demand on X ("demand", stance_demand.c)
 *   8. an act (war, force, coercion, threat, aid, yielding) whose frame found no bearer bears on the first actor in
 *      reach to the right ("reach"); aid sent to nobody who is named goes to the one state that the article is about
 *      ("aid"); one in the passive without agent is held by the country it happens in ("host")
 *   9. a name given (called his plan a provocation) is the giver's stance toward whose plan it is ("naming")
 *  10. ally, enemy, rival and the like are read beside a name, too (relation.c)
 *  11. what names nobody goes back to what was told before: condemned the attack, denied the charge ("recalled",
 *      recall.c)
 *  12. who backs a state in its quarrel with another is against that one ("side")
 *  13. who asks another state to do something to a third holds it, weaker (asked Germany to punish Mali: "asked")
 *  14. who votes for, backs or vetoes what condemns a state is for or against that one ("vote", stance_vote.c)
 *  15. who offers something to one who rejects it is weakly for him ("offer", slot_turned.c)
 *  16. who is thanked for a deed did it for who thanks ("thanked", slot_turned.c)
 *  17. whose charge somebody denies has charged him ("answered", slot_turned.c)
 *  18. who masses troops at another's border threatens it, who keeps it shut coerces it ("border", stance_border.c)
 *  19. who will not be bullied is against who would ("defied", slot_turned.c)
 * No slot filled on one side: no stance; nor is any looked for in a sentence that names no actor, said by nobody who
 * speaks for one. */
#include "base/sort.h"
#include "engine/stance.h"

#define UNLESS 0x8000u /* in a sentence's modifiers, beyond their kinds: that word */

static void fill(uint32_t *map, uint32_t first, uint32_t end, uint32_t statement)
{
	for (uint32_t i = first; i < end; i++)
		map[i] = statement;
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
			fill(map, s->first, s->last, n);
			if (s->cue != NONE)
				fill(map, a->mentions.items[s->cue].first, a->mentions.items[s->cue].end, n);
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

static uint64_t text_hash(const struct article *a, const struct statement *s)
{
	uint64_t h = 1469598103934665603u;
	for (uint32_t i = s->first; i < s->last; i++)
		if (a->tokens.items[i].class != TOKEN_MARK)
			h = (h ^ a->tokens.items[i].hash) * 1099511628211u;
	return h | 1;
}

/* A statement whose text stood before counts once, in the tone of its actors as in pairs. */
static int mark_repeats(struct article *a)
{
	size_t room = 16;
	while (room < 2 * a->statements.count)
		room *= 2;
	uint64_t *slots = arena_zero(&a->arena, room, sizeof *slots);
	if (!slots)
		return -ENOMEM;
	for (size_t n = 0; n < a->statements.count; n++) {
		struct statement *s = &a->statements.items[n];
		if (s->last - s->first < 4)
			continue;
		uint64_t h = text_hash(a, s);
		size_t k = (h >> 9) & (room - 1);
		while (slots[k] && slots[k] != h)
			k = (k + 1) & (room - 1);
		if (slots[k])
			s->repeated = true;
		slots[k] = h;
	}
	return 0;
}

static bool another(uint32_t actor, uint32_t *firstp)
{
	if (actor == NONE || actor == *firstp)
		return false;
	if (*firstp != NONE)
		return true;
	*firstp = actor;
	return false;
}

/* A stance takes two: slots are filled with the actors of names, noun phrases and speakers. */
static bool has_two_actors(const struct article *a)
{
	uint32_t first = NONE;
	for (uint32_t n = a->first_of[LAYER_NAME]; n != NONE; n = a->mentions.items[n].next)
		if (a->mentions.items[n].row->actor != LEXICON_NO_ACTOR &&
		    another(a->mentions.items[n].row->actor, &first))
			return true;
	for (size_t n = 0; n < a->nouns.count; n++)
		if (another(a->nouns.items[n].actors[0], &first) || another(a->nouns.items[n].actors[1], &first))
			return true;
	for (size_t n = 0; n < a->statements.count; n++)
		if (another(a->statements.items[n].speaker.actor, &first))
			return true;
	return false;
}

static void name_actor(struct sentence *s, uint32_t actor)
{
	if (actor != NONE && actor != s->actor)
		s->actor = s->actor == NONE ? actor : SEVERAL;
}

static void tell_sentence(struct sentence *s, const struct mention *m)
{
	if (m->layer == LAYER_MODIFIER) {
		bool unless = m->row->sub == MODIFIER_CONDITIONAL && strcmp(m->row->term, "unless") == 0;
		s->modifiers |= (uint16_t)(1u << m->row->sub | (unless ? UNLESS : 0));
	} else if (m->row->actor != LEXICON_NO_ACTOR)
		name_actor(s, m->row->actor);
}

/* Tells each sentence what mentions of the layer it has. */
static void tell_sentences(struct article *a, enum layer layer)
{
	struct sentence *s = a->sentences.items, *end = s + a->sentences.count;
	for (uint32_t i = a->first_of[layer]; i != NONE; i = a->mentions.items[i].next) {
		const struct mention *m = &a->mentions.items[i];
		while (s < end && s->end <= m->first)
			s++;
		for (struct sentence *x = s; x < end && x->first < m->end; x++)
			tell_sentence(x, m);
	}
}

/* Sentence -> kinds of modifiers in it and its actors, before any of its terms is read. */
static void gather_sentences(struct article *a)
{
	for (size_t n = 0; n < a->sentences.count; n++)
		a->sentences.items[n].actor = NONE;
	for (size_t n = 0; n < a->nouns.count; n++) {
		const struct noun *x = &a->nouns.items[n];
		if (x->actors[0] == NONE)
			continue;
		name_actor(&a->sentences.items[x->sentence], x->actors[0]);
		name_actor(&a->sentences.items[x->sentence], x->actors[1]);
	}
	tell_sentences(a, LAYER_NAME);
	tell_sentences(a, LAYER_MODIFIER);
}

/* A cue without a score, as most are, is no stance term, and one that is a stance term as well is read once,
 * as that. */
static bool may_be_term(const struct article *a, const struct mention *m)
{
	if (m->layer == LAYER_STANCE)
		return true;
	return !(a->covered[m->first] & 1u << LAYER_STANCE) && (m->row->score != 0 || m->entry->next != UINT32_MAX);
}

/* The only actor of a sentence and the speaker of a statement; NONE, or SEVERAL. */
static uint32_t only_actor(const struct article *a, uint32_t sentence, uint32_t statement)
{
	uint32_t named = a->sentences.items[sentence].actor;
	if (named == SEVERAL)
		return SEVERAL;
	uint32_t speaker = a->statements.items[statement].speaker.actor;
	return speaker == NONE || speaker == named ? named : named == NONE ? speaker : SEVERAL;
}

/* Where a sentence names nobody and its statement's speaker speaks for nobody, who should hold a stance? Not asked of
 * headlines and the like, behind which phrases run on. */
static bool nobody(const struct article *a, uint32_t sentence, uint32_t statement)
{
	if (sentence == NONE || only_actor(a, sentence, statement) != NONE)
		return false;
	uint8_t last = article_chunk(a, a->sentences.items[sentence].end_chunk - 1)->type;
	return last == CHUNK_STOP || last == CHUNK_QUOTE;
}

/* The sentence ends with a stop, inside a quotation or not: no phrase runs on behind it. */
static bool closed(const struct article *a, const struct sentence *s)
{
	uint32_t last = s->end_chunk - 1;
	if (article_chunk(a, last)->type == CHUNK_QUOTE && last > s->first_chunk)
		last--;
	return article_chunk(a, last)->type == CHUNK_STOP;
}

/* One actor is in reach of the term, and a stance takes two. Not where the second may stand elsewhere: told before, the
 * one that the article is about, in what is reported, or meant by you and they. */
static bool alone(const struct article *a, const struct term *term)
{
	if (term->sentence == NONE || only_actor(a, term->sentence, term->statement) == SEVERAL)
		return false;
	const struct sentence *s = &a->sentences.items[term->sentence];
	if (!closed(a, s) || (term->sentence > 0 && !closed(a, s - 1)) || slot_may_recall(a, term) ||
	    slot_may_person(a, term) || (term->row->stance_class == STANCE_AID && a->main_one != NONE))
		return false;
	for (uint8_t f = 0; f < term->row->frame_count; f++)
		if (term->row->frames[f].holder == SLOT_TOLD || term->row->frames[f].bearer == SLOT_TOLD)
			return false;
	return true;
}

static bool is_split(const struct article *a, uint32_t token)
{
	uint32_t c = a->chunk_at[token];
	return c != NONE && article_chunk(a, c)->type == CHUNK_VERB &&
	       a->verbs.items[article_chunk(a, c)->item].flags & VERB_SPLIT;
}

/* Said of a subject: a verb and what stands before the object's noun. */
static bool may_judge(const struct article *a, const struct verb *v)
{
	const struct noun *object = &a->nouns.items[v->objects[0]];
	return v->subject_count && object->head > object->first;
}

/* Built a 62-bed clinic near Accra: who bears what is done stands behind the preposition,
 * or the words mean something else. */
static bool bears(const struct article *a, const struct term *term)
{
	for (uint8_t f = 0; f < term->row->frame_count; f++) {
		const struct frame *frame = &term->row->frames[f];
		bool mutual = frame->both &&
			      a->verbs.items[term->verb].subject_count > 1; /* Peru and Chile have old disputes */
		if (frame->bearer != SLOT_PREP || mutual ||
		    slot_fill(a, term, SLOT_PREP, frame->bearer_prepositions).count)
			return true;
	}
	return false;
}

/* pulled out its troops: what may be a particle, and a noun phrase or a part of one behind it. */
static bool before_particle(const struct article *a, const struct verb *v)
{
	const struct chunk *k = article_chunk(a, v->chunk) + 1, *end = article_chunk(a, (uint32_t)a->chunks.count);
	return !(v->flags & (VERB_PASSIVE | VERB_COPULA)) && k + 1 < end && k->type == CHUNK_PREPOSITION &&
	       k[1].type <= CHUNK_ADVERB && k[1].type != CHUNK_VERB;
}

/* wants Chad to leave, massed troops on its border, kept it shut: what may tell of a stance without a term. */
static bool told_by(const struct article *a, const struct verb *v)
{
	return article_word(a, v->main)->listed &&
	       (article_listed(a, v->main, LIST_wants) || article_listed(a, v->main, LIST_deploys));
}

static int read_splits(struct article *a, const uint32_t *map)
{
	for (uint32_t n = 0; n < a->verbs.count; n++) {
		struct verb *v = &a->verbs.items[n];
		struct mention mention;
		const bool told = told_by(a, v), leads_on = stance_leads_on(a, v);
		if (!(told || leads_on) || (v->object_count == 0 && !before_particle(a, v)) || map[v->main] == NONE ||
		    nobody(a, v->sentence, map[v->main]))
			continue;
		mention.first = v->main;
		mention.end = v->main + 1;
		if (told && stance_read_told(a, &mention, n, map[v->main], v->sentence) < 0)
			return -ENOMEM;
		if (!leads_on)
			continue;
		bool split = v->object_count && stance_split(a, v, &mention);
		if (!split && !(v->object_count ? may_judge(a, v) && stance_conduct(a, v, &mention)
						: stance_particle(a, v, &mention)))
			continue;
		struct term term = { .mention = &mention,
				     .row = mention.row,
				     .statement = map[v->main],
				     .verb = n,
				     .noun = NONE,
				     .sentence = v->sentence };
		if (!split && !bears(a, &term))
			continue;
		v->flags |= VERB_SPLIT;
		int r = stance_read(a, &term);
		if (r < 0)
			return r;
	}
	return 0;
}

static int read_terms(struct article *a, const uint32_t *map)
{
	uint32_t next = 0; /* sentence that ends behind the mention */
	for (uint32_t n = a->first_of[LAYER_STANCE]; n != NONE; n = a->mentions.items[n].next) {
		const struct mention *m = &a->mentions.items[n];
		if (!may_be_term(a, m) || map[m->first] == NONE)
			continue;
		while (next < a->sentences.count && a->sentences.items[next].end <= m->first)
			next++;
		bool inside = next < a->sentences.count && a->sentences.items[next].first <= m->first;
		uint32_t sentence = inside ? next : NONE;
		struct term term;
		struct mention shorter;
		if (is_split(a, m->first))
			continue; /* read as the longer phrase that it begins */
		if (nobody(a, sentence, map[m->first]) || !stance_place(a, m, &shorter, &term))
			continue;
		term.statement = map[m->first];
		term.sentence = sentence;
		if (alone(a, &term))
			continue;
		int r = stance_read(a, &term);
		if (r < 0)
			return r;
	}
	return 0;
}

/* will not sign unless Chad leaves */
static int read_unless(struct article *a, const uint32_t *map)
{
	for (uint32_t n = 0; n < a->sentences.count; n++) {
		const struct sentence *s = &a->sentences.items[n];
		for (uint32_t c = s->first_chunk; s->modifiers & UNLESS && c < s->end_chunk; c++) {
			const uint32_t i = article_chunk(a, c)->first;
			const struct mention unless = { .first = i, .end = i + 1 };
			if (article_is(a, i, "unless") && map[i] != NONE &&
			    stance_read_told(a, &unless, NONE, map[i], n) < 0)
				return -ENOMEM;
		}
	}
	return 0;
}

/* Reads every term and demand. 0 or -ENOMEM. */
static int read_all(struct article *article)
{
	uint32_t *map = map_statements(article);
	if (!map)
		return -ENOMEM;
	gather_sentences(article);
	if (read_splits(article, map) < 0 || read_terms(article, map) < 0 || read_unless(article, map) < 0)
		return -ENOMEM;
	for (uint32_t n = 0; n < article->statements.count; n++)
		if (article->statements.items[n].kind != STANCED_NARRATED && stance_read_demand(article, n) < 0)
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
	return mark_repeats(article);
}
