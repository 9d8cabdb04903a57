/* clause: verb groups -> who does it and to whom, by position among the chunks.
 *
 * Subject, looking left from the verb over adverbs and brackets:
 *   1. relative: who, which, that -> the noun phrase before it
 *   2. a noun phrase: it, or the first of its chain (officials in Beijing; a spokesman for the ministry), with
 *      all that "and" or commas join to it
 *   3. a comma: what stands between it and an earlier comma is an apposition, a relative clause or an aside; the
 *      subject ends before that; else, for participles, the subject of the verb that they hang on
 *   4. and, or, but: the subject of the verb before, if that is in the same sentence
 *   5. to-infinitives, -ing and -ed clauses hang on the verb before; "urged Japan to", "accused Japan of holding" give
 *      its object as subject, "the unit responsible for holding" who is described; "a demand to cut" gives none
 *   6. inversion: a verb of saying after a quotation or comma and before a noun phrase (said Mr Li)
 *   7. a finite verb that a quotation begins with: as if the mark were not there (Oman "took our fish"), over words of
 *      saying as well (Oman, he said, "took our fish")
 * Object: the noun phrase right after the verb group, with what is joined to it, or the whole of which it is a part
 * (most of the troops), or behind a judgement (rejected as absurd the offer); of a relative clause with a subject of
 * its own, what the relative pronoun stands for (Taiwan, which Beijing claims). Passives keep the surface positions
 * here; the stages that ask turn them round. */
#include "engine/clause.h"

static void copy_subjects(struct verb *v, const struct verb *from)
{
	memcpy(v->subjects, from->subjects, sizeof v->subjects);
	v->subject_count = from->subject_count;
}

/* judges handling lawsuits seeking records: from the last participle to the first, whose subject the chain has. */
static const struct verb *participle_host(const struct article *a, const struct verb *host, uint32_t first)
{
	for (uint32_t steps = 0; steps < VERB_SUBJECTS; steps++) {
		uint32_t c = a->nouns.items[host->subjects[0]].chunk;
		if (c <= first || article_chunk(a, c - 1)->type != CHUNK_VERB)
			return host;
		const struct verb *before = &a->verbs.items[article_chunk(a, c - 1)->item];
		if (!(before->flags & (VERB_ING | VERB_PARTICIPLE)) || before->subject_count == 0 || before >= host)
			return host;
		host = before;
	}
	return host;
}

static void subject_from(struct article *a, struct verb *v, uint32_t c, uint32_t first)
{
	c = clause_between_start(a, c, first);
	c = clause_chain_start(a, c, first);
	uint32_t before = clause_left_of(a, c, first);
	if (before != NONE && article_chunk(a, before)->type == CHUNK_VERB) {
		/* "aircraft using guided missiles killed": the phrase is the participle's object,
		 * its subject is ours too */
		const struct verb *host = &a->verbs.items[article_chunk(a, before)->item];
		if ((host->flags & (VERB_ING | VERB_PARTICIPLE)) && host->subject_count && (v->flags & VERB_FINITE) &&
		    !clause_says(a, host)) {
			copy_subjects(v, participle_host(a, host, first));
			return;
		}
		/* Moscow's decision to halt deliveries to Kyiv alarmed Warsaw */
		if (host->flags & VERB_INFINITIVE && v->flags & VERB_FINITE && before > first &&
		    article_chunk(a, before - 1)->type == CHUNK_NOUN && !clause_says(a, v)) {
			subject_from(a, v, before - 1, first);
			return;
		}
	}
	v->subject_count = clause_collect_left(a, c, first, v->subjects);
}

/* blocked the small kingdom's bid to join: whose bid it is wants to join. */
static bool another_owns(const struct article *a, const struct noun *n)
{
	for (uint32_t i = n->first + 1; i < n->head; i++)
		if (a->tokens.items[i].class == TOKEN_POSSESSIVE)
			return !(n->flags & (NOUN_PEOPLE | NOUN_BODY));
	return false;
}

/* The object of the governor, when it stands between the two verbs: "urged Japan to learn"; but "is ready to learn",
 * "sends troops to learn" keep their subject, as what has no will of its own controls nothing. */
static bool controlled_by_object(const struct article *a, struct verb *v, const struct verb *governor)
{
	/* visited Hanoi to thank it, summoned him to protest, used it to strike: who does the one does the other */
	if (governor->object_count == 0 || governor->flags & VERB_COPULA)
		return false;
	/* telephoned the president to thank him: whom he thanks is not who thanks */
	if (v->flags & VERB_INFINITIVE && v->object_count && a->nouns.items[v->objects[0]].flags & NOUN_PRONOUN &&
	    article_tagged(a, a->nouns.items[v->objects[0]].first, TAG(third)))
		return false;
	const struct noun *object = &a->nouns.items[governor->objects[0]];
	if (object->chunk <= governor->chunk || object->chunk >= v->chunk)
		return false;
	/* visited Hanoi to thank it: who visits thanks; invited Hanoi to come */
	if (article_listed(a, governor->main, LIST_purposeful))
		return false;
	bool wills = object->flags & (NOUN_PRONOUN | NOUN_NAME) || object->entity != NONE ||
		     object->actors[0] != NONE || another_owns(a, object);
	/* ordered the ship to leave; but closed the border to punish it */
	const struct mention *cue = wills ? NULL : article_mention(a, governor->main, LAYER_CUE);
	if (!wills && !(cue && (cue->row->takes & TAKES_INFINITIVE || object->flags & (NOUN_PEOPLE | NOUN_BODY))))
		return false;
	memcpy(v->subjects, governor->objects, sizeof v->subjects);
	v->subject_count = governor->object_count;
	return true;
}

static bool starts_modal(const struct article *a, const struct verb *v)
{
	return article_tagged(a, v->first, TAG(modal));
}

static bool is_comma(const struct article *a, uint32_t c)
{
	return article_chunk(a, c)->type == CHUNK_COMMA;
}

/* A relative clause about a thing. */
static bool of_thing(const struct article *a, const struct verb *v)
{
	return v->flags & VERB_RELATIVE && v->subject_count && clause_mute(a, v->subjects[0]) &&
	       a->nouns.items[v->subjects[0]].actors[0] == NONE;
}

/* The verb that a coordinated or participle clause hangs on; a verb of saying on one of its kind if there is any. */
static uint32_t host_before(const struct article *a, const struct verb *v, uint32_t c, uint32_t first)
{
	if (clause_says(a, v)) {
		for (uint32_t k = c; k-- > first;) {
			k = clause_over_brackets(a, k, first);
			const struct chunk *x = article_chunk(a, k);
			if (clause_other_speech(a, x, v->main))
				continue;
			/* said that it would declare ... and suggested: what would be done is no fellow of what was */
			const uint32_t modal = VERB_FUTURE | VERB_MODAL;
			bool fellow = x->type == CHUNK_VERB && (a->verbs.items[x->item].flags & VERB_FINITE) &&
				      (v->flags & modal || !(a->verbs.items[x->item].flags & modal)) &&
				      !(v->flags & VERB_ING && a->verbs.items[x->item].flags & VERB_RELATIVE);
			if (fellow && clause_says(a, &a->verbs.items[x->item]))
				return x->item;
			if (x->type == CHUNK_STOP)
				break;
		}
	}
	uint32_t host = clause_verb_before(a, c, first, VERB_FINITE);
	/* shut the pipeline that carries oil, accusing: no thing of which a relative clause tells does it */
	if (host != NONE && v->flags & VERB_ING && is_comma(a, v->chunk - 1) && of_thing(a, &a->verbs.items[host])) {
		uint32_t before = clause_verb_before(a, a->verbs.items[host].chunk, first, VERB_FINITE);
		host = before == NONE ? host : before;
	}
	/* said the raids must end and called on them: a past form goes on from no modal */
	while (host != NONE && v->flags & VERB_FINITE && starts_modal(a, &a->verbs.items[host]) &&
	       v->first == v->main && article_word(a, v->main)->verb & FORM_PAST &&
	       !(article_word(a, v->main)->verb & FORM_BASE)) {
		uint32_t before = clause_verb_before(a, a->verbs.items[host].chunk, first, VERB_FINITE);
		if (before == NONE)
			break;
		host = before;
	}
	return host;
}

static void hang_on(struct article *a, struct verb *v, uint32_t governor)
{
	v->governor = governor;
	if (governor == NONE)
		return;
	const struct verb *g = &a->verbs.items[governor];
	if ((v->flags & VERB_INFINITIVE) && controlled_by_object(a, v, g))
		return;
	copy_subjects(v, g);
}

/* thanked Oman, then attacked Chad: behind a comma a verb that leans goes on with whom it is against. */
static bool goes_on(const struct article *a, const struct verb *v, uint32_t first)
{
	const struct mention *cue = article_mention(a, v->main, LAYER_CUE);
	return cue && cue->row->score != 0 && v->chunk > first + 1 &&
	       article_chunk(a, v->chunk - 2)->type != CHUNK_QUOTE;
}

bool article_subject_follows(const struct article *a, const struct verb *v)
{
	const struct sentence *s = &a->sentences.items[v->sentence];
	if (!clause_says(a, v) || v->chunk + 1 >= s->end_chunk || article_chunk(a, v->chunk + 1)->type != CHUNK_NOUN ||
	    article_listed(a, v->main, LIST_tells))
		return false;
	if (a->nouns.items[article_chunk(a, v->chunk + 1)->item].flags & NOUN_PRONOUN &&
	    !article_tagged(a, article_chunk(a, v->chunk + 1)->first, TAG(third)))
		return false;
	if (v->chunk == s->first_chunk)
		return true;
	uint8_t before = article_chunk(a, v->chunk - 1)->type;
	if (before == CHUNK_QUOTE)
		return true;
	if (before == CHUNK_DASH)
		return clause_aside_start(a, v->chunk - 1, s->first_chunk) == NONE;
	bool clause_follows = v->chunk + 2 < s->end_chunk && article_chunk(a, v->chunk + 2)->type == CHUNK_VERB &&
			      (a->verbs.items[article_chunk(a, v->chunk + 2)->item].flags & VERB_FINITE);
	if (before == CHUNK_COMMA && !clause_follows && !goes_on(a, v, s->first_chunk)) {
		uint32_t token = article_chunk(a, v->chunk - 1)->first;
		return clause_aside_start(a, v->chunk - 1, s->first_chunk) == NONE || a->quote_at[token] != NONE;
	}
	return false;
}

/* A demand, call, request to cut the cable: who demands it is not who is to do it; over a plot to blow it up: nor who
 * speaks of the plot. */
static bool demands(const struct article *a, uint32_t noun)
{
	const struct noun *n = &a->nouns.items[noun];
	if (article_listed(a, n->head, LIST_plots) && !(n->flags & NOUN_OWNED) && n->chunk > 0 &&
	    article_prepositions(a, article_chunk(a, n->chunk - 1)->first) &
		    (PREP(over) | PREP(about) | PREP(of) | PREP(for)))
		return true;
	if (n->chunk > 0 && article_is(a, n->head, "order") &&
	    article_is(a, article_chunk(a, n->chunk - 1)->first, "in"))
		return false; /* in order to cut it */
	const struct mention *cue = article_mention(a, a->nouns.items[noun].head, LAYER_CUE);
	return cue && cue->row->sub == CUE_DIRECTIVE;
}

/* accused Japan of holding and of seizing: as what stands before "and" at chunk c. */
static bool joined_of(struct article *a, struct verb *v, uint32_t c, uint32_t first)
{
	uint32_t before = clause_verb_before(a, c, first, VERB_ING);
	const struct verb *b = before == NONE ? v : &a->verbs.items[before];
	if (article_chunk(a, c)->type != CHUNK_CONJUNCTION || b->subject_count == 0 || b->chunk <= first ||
	    !article_is(a, v->first - 1, "of") || !article_is(a, article_chunk(a, b->chunk - 1)->first, "of"))
		return false;
	v->governor = b->governor;
	copy_subjects(v, b);
	return true;
}

/* accused Japan of holding, thanked Oman for holding, kept them from holding: the verb's object does it. */
static bool object_of(struct article *a, struct verb *v, uint32_t c, uint32_t first)
{
	if (c == NONE || c == first || article_chunk(a, c)->type != CHUNK_PREPOSITION || joined_of(a, v, c - 1, first))
		return c != NONE && v->subject_count > 0;
	if (article_chunk(a, c - 1)->type != CHUNK_NOUN ||
	    !(article_prepositions(a, article_chunk(a, c)->first) & (PREP(of) | PREP(for) | PREP(from))))
		return false;
	uint32_t governor = clause_verb_before(a, c, first, 0);
	if (governor == NONE || !controlled_by_object(a, v, &a->verbs.items[governor]))
		return false;
	v->governor = governor;
	return true;
}

/* Estonia joined Latvia in condemning: both do. */
static bool joined_in(struct article *a, struct verb *v, uint32_t c, uint32_t first)
{
	if (c == NONE || c < first + 2 || !article_is(a, article_chunk(a, c)->first, "in") ||
	    article_chunk(a, c - 1)->type != CHUNK_NOUN || article_chunk(a, c - 2)->type != CHUNK_VERB)
		return false;
	v->governor = article_chunk(a, c - 2)->item;
	const struct verb *g = &a->verbs.items[v->governor];
	if (!article_listed(a, g->main, LIST_joins))
		return false;
	copy_subjects(v, g);
	for (uint8_t i = 0; i < g->object_count && v->subject_count < VERB_SUBJECTS; i++)
		v->subjects[v->subject_count++] = g->objects[i];
	return true;
}

/* The unit responsible for holding, officers involved in holding: whom the words before the preposition describe. */
static bool described(struct article *a, struct verb *v, uint32_t c, uint32_t first)
{
	if (c == NONE || c < first + 2 || article_chunk(a, c)->type != CHUNK_PREPOSITION ||
	    article_chunk(a, c - 2)->type != CHUNK_NOUN)
		return false;
	const struct chunk *k = article_chunk(a, c - 1);
	bool describes = k->type == CHUNK_ADVERB
				 ? article_tagged(a, k->end - 1, TAG(adj))
				 : k->type == CHUNK_VERB && a->verbs.items[k->item].flags & VERB_PARTICIPLE;
	if (describes)
		v->subjects[v->subject_count++] = article_chunk(a, c - 2)->item;
	return describes;
}

/* passed a law recognising it, angering Turkey: what the whole clause does. */
static bool after_comma(const struct article *a, const struct verb *v, uint32_t c)
{
	return v->flags & VERB_ING && c != NONE && article_chunk(a, c)->type == CHUNK_COMMA;
}

/* A plan, bid, attempt: what one is up to. */
static bool plan(const struct article *a, const struct noun *n)
{
	return article_listed(a, n->head, LIST_plans);
}

/* ties in with American plans to escort them: whose plan it is is to do it. */
static bool owned_plan(const struct article *a, uint32_t noun)
{
	const struct noun *n = &a->nouns.items[noun];
	return n->flags & NOUN_OWNED && n->actors[0] != NONE && plan(a, n);
}

/* cut ties after an attempt to blow it up: nobody tells whose. */
static bool unowned_plan(const struct article *a, uint32_t c, uint32_t first)
{
	const struct noun *n = &a->nouns.items[article_chunk(a, c)->item];
	bool behind = c > first && (article_chunk(a, c - 1)->type == CHUNK_PREPOSITION ||
				    article_chunk(a, c - 1)->type == CHUNK_SUBORDINATOR);
	return behind && n->actors[0] == NONE && plan(a, n);
}

/* said isolating Chad would solve nothing: the subject of the clause that is said, at chunk c. */
static bool gerund(const struct article *a, const struct verb *v, uint32_t c)
{
	if (c + 1 != v->chunk || article_chunk(a, c)->type != CHUNK_VERB ||
	    !clause_says(a, &a->verbs.items[article_chunk(a, c)->item]))
		return false;
	uint32_t next = v->chunk + 1;
	next += next < a->chunks.count && article_chunk(a, next)->type == CHUNK_NOUN;
	next = article_over_phrases(a, next, (uint32_t)a->chunks.count);
	return next < a->chunks.count && article_chunk(a, next)->type == CHUNK_VERB &&
	       a->verbs.items[article_chunk(a, next)->item].flags & VERB_FINITE;
}

/* Rule 5, and the noun phrase right before a participle. */
static void participle_subject(struct article *a, struct verb *v, uint32_t c, uint32_t first)
{
	if (c != NONE && article_chunk(a, c)->type == CHUNK_NOUN && (v->flags & (VERB_ING | VERB_PARTICIPLE)) &&
	    !(v->flags & VERB_ING && clause_says(a, v) && clause_mute(a, article_chunk(a, c)->item))) {
		if (v->flags & VERB_ING && clause_says(a, v) &&
		    a->nouns.items[article_chunk(a, c)->item].entity != NONE) {
			v->subjects[0] = article_chunk(a, c)->item; /* footage of Jo Brown asking */
			v->subject_count = 1;
		} else {
			subject_from(a, v, c, first);
		}
		v->governor = clause_verb_before(a, v->chunk, first, 0);
		if (v->flags & VERB_PARTICIPLE)
			v->subjects[0] = article_chunk(a, c)->item;
		return;
	}
	/* a deal between Chad and Mali, brokered by Egypt, */
	if (v->flags & VERB_PARTICIPLE && c != NONE && c > first && article_chunk(a, c)->type == CHUNK_COMMA &&
	    article_chunk(a, c - 1)->type == CHUNK_NOUN && v->chunk + 1 < a->chunks.count &&
	    article_is(a, article_chunk(a, v->chunk + 1)->first, "by")) {
		v->governor = clause_verb_before(a, v->chunk, first, 0);
		subject_from(a, v, c - 1, first);
		return;
	}
	if (v->flags & VERB_INFINITIVE && c != NONE && article_chunk(a, c)->type == CHUNK_NOUN &&
	    (demands(a, article_chunk(a, c)->item) || unowned_plan(a, c, first)))
		return;
	if (v->flags & VERB_ING && c != NONE && gerund(a, v, c))
		return;
	if (v->flags & VERB_ING && object_of(a, v, c, first))
		return;
	if (v->flags & VERB_ING && (joined_in(a, v, c, first) || described(a, v, c, first)))
		return;
	uint32_t host = v->flags & VERB_ING && clause_says(a, v)
				? host_before(a, v, v->chunk, first)
				: clause_verb_before(a, v->chunk, first, after_comma(a, v, c) ? VERB_FINITE : 0);
	if (v->flags & VERB_INFINITIVE && c != NONE && article_chunk(a, c)->type == CHUNK_NOUN &&
	    (host == NONE || owned_plan(a, article_chunk(a, c)->item))) {
		v->subjects[0] = article_chunk(a, c)->item; /* Moscow's decision to halt it */
		v->subject_count = 1;
		if (c >= first + 4 && article_chunk(a, c - 1)->type == CHUNK_CONJUNCTION &&
		    article_chunk(a, c - 2)->type == CHUNK_NOUN && article_is(a, article_chunk(a, c - 3)->first, "by"))
			v->subjects[v->subject_count++] = article_chunk(a, c - 2)->item; /* bids by Mali and Chad to */
		v->governor = host;
		return;
	}
	hang_on(a, v, host);
}

/* King Hamad of Bahrain, who: a person in the chain of phrases that ends at chunk c, or c. */
static uint32_t person_in(const struct article *a, uint32_t c, uint32_t first)
{
	for (uint32_t k = c;; k -= 2) {
		const struct noun *n = &a->nouns.items[article_chunk(a, k)->item];
		if (n->entity != NONE || n->flags & NOUN_PEOPLE)
			return k;
		if (k < first + 2 || article_chunk(a, k - 1)->type != CHUNK_PREPOSITION ||
		    article_chunk(a, k - 2)->type != CHUNK_NOUN)
			return c;
	}
}

/* had "crossed a line", was "betrayed": the quotation begins inside the verb group. */
static bool quoted_group(const struct article *a, struct verb *v, uint32_t c, uint32_t first)
{
	if (c == NONE || c <= first || article_chunk(a, c)->type != CHUNK_QUOTE || v->first != v->main ||
	    !(article_word(a, v->main)->verb & FORM_PARTICIPLE) || article_chunk(a, c - 1)->type != CHUNK_VERB)
		return false;
	const struct verb *auxiliary = &a->verbs.items[article_chunk(a, c - 1)->item];
	bool has = article_tagged(a, auxiliary->main, TAG(have));
	if (!has && !(auxiliary->flags & VERB_COPULA))
		return false;
	copy_subjects(v, auxiliary);
	v->flags &= ~(uint32_t)(VERB_PARTICIPLE | VERB_PASSIVE);
	v->flags |= VERB_FINITE | (has ? 0u : VERB_PASSIVE);
	return v->subject_count > 0;
}

/* Peru sheltered a general of Chile's, which angered Santiago: "which" behind a person stands for what was done, whose
 * doer becomes the subject. */
static bool tells_of_act(const struct article *a, struct verb *v, uint32_t c, uint32_t b, uint32_t first)
{
	const uint32_t known = NOUN_PEOPLE | NOUN_NAME;
	if (!article_is(a, article_chunk(a, c)->first, "which") || article_chunk(a, b)->type != CHUNK_NOUN ||
	    (a->nouns.items[article_chunk(a, b)->item].flags & known) != NOUN_PEOPLE)
		return false;
	uint32_t act = clause_verb_before(a, b, first, VERB_FINITE);
	if (act == NONE || a->verbs.items[act].subject_count == 0 || a->verbs.items[act].flags & VERB_PASSIVE)
		return false;
	v->flags |= VERB_RELATIVE;
	v->subjects[0] = a->verbs.items[act].subjects[0];
	v->subject_count = 1;
	return true;
}

/* The subject of a verb behind the relative pronoun at chunk c: what the pronoun stands for. */
static void after_relative(const struct article *a, struct verb *v, uint32_t c, uint32_t first)
{
	uint32_t b = clause_left_of(a, c, first);
	/* many of whom say */
	if (b != NONE && b > first && article_chunk(a, b)->type == CHUNK_PREPOSITION &&
	    article_chunk(a, b - 1)->type == CHUNK_NOUN &&
	    a->nouns.items[article_chunk(a, b - 1)->item].flags & NOUN_PRONOUN)
		b--;
	bool comma = b != NONE && is_comma(a, b);
	if (comma)
		b = clause_left_of(a, b, first);
	if (comma && b != NONE && tells_of_act(a, v, c, b, first))
		return;
	if (b != NONE && article_chunk(a, b)->type == CHUNK_NOUN && article_is(a, article_chunk(a, c)->first, "who"))
		b = person_in(a, b, first);
	if (b != NONE && article_chunk(a, b)->type == CHUNK_NOUN) {
		v->flags |= VERB_RELATIVE;
		v->subjects[0] = article_chunk(a, b)->item;
		v->subject_count = 1;
	}
}

/* The subject of a verb behind the comma or dash at chunk c: who stands before the aside, else whom it goes on from. */
static void after_aside(struct article *a, struct verb *v, uint32_t c, uint32_t first)
{
	uint32_t open = clause_aside_start(a, c, first);
	uint32_t b = open == NONE ? NONE : clause_left_of(a, open, first);
	if (b != NONE && b > first + 1 && article_is_age(a, b))
		b -= 2; /* Li, 61, of Lima, said */
	if (b != NONE && article_chunk(a, b)->type == CHUNK_NOUN)
		subject_from(a, v, b, first);
	else
		hang_on(a, v, host_before(a, v, c, first));
}

/* Rule 7. Over a comma no base form: that is an order (Gentlemen, he said, "leave"). */
static void after_quote(struct article *a, struct verb *v, uint32_t c, uint32_t first)
{
	uint32_t b = clause_left_of(a, c, first);
	bool order = v->first == v->main && article_word(a, v->main)->verb & FORM_BASE;
	if (b == NONE || !(v->flags & VERB_FINITE))
		return;
	if (is_comma(a, b)) {
		uint32_t open = order ? NONE : clause_aside_start(a, b, first);
		b = open == NONE ? NONE : clause_left_of(a, open, first);
	}
	if (b != NONE && article_chunk(a, b)->type == CHUNK_NOUN)
		subject_from(a, v, b, first);
}

static void find_subject(struct article *a, struct verb *v)
{
	const struct sentence *s = &a->sentences.items[v->sentence];
	uint32_t first = s->first_chunk;
	if (article_inverted(a, v)) {
		v->subjects[0] = article_chunk(a, v->chunk + 1)->item;
		v->subject_count = 1;
		return;
	}
	uint32_t c = clause_left_of(a, v->chunk, first);
	if (quoted_group(a, v, c, first))
		return;
	if (v->flags & (VERB_INFINITIVE | VERB_ING | VERB_PARTICIPLE)) {
		participle_subject(a, v, c, first);
		return;
	}
	if (c == NONE)
		return;
	const bool relative = v->flags & VERB_FINITE && s->types & (1u << CHUNK_WHO | 1u << CHUNK_THAT);
	switch (article_chunk(a, c)->type) {
	case CHUNK_NOUN: {
		uint32_t b = relative ? clause_before_relative(a, c, first) : NONE;
		subject_from(a, v, b == NONE ? c : b, first);
		break;
	}
	case CHUNK_WHO:
	case CHUNK_THAT:
		after_relative(a, v, c, first);
		break;
	case CHUNK_COMMA:
	case CHUNK_DASH:
		after_aside(a, v, c, first);
		break;
	case CHUNK_QUOTE:
		after_quote(a, v, c, first);
		break;
	case CHUNK_CONJUNCTION:
	case CHUNK_BUT:
		hang_on(a, v, host_before(a, v, c, first));
		break;
	case CHUNK_VERB: {
		uint32_t b = clause_says(a, v) ? clause_before_bare_relative(a, c, first) : NONE;
		if (b == NONE && relative)
			b = clause_before_relative(a, c + 1, first);
		if (b != NONE)
			subject_from(a, v, b, first);
		else
			hang_on(a, v, article_chunk(a, c)->item);
		break;
	}
	default:
		break;
	}
}

/* Accusing Spain of overfishing, Canada said; accused by Spain, Canada said: a participle without a subject that opens
 * the sentence is the main clause's. */
static void opening_participle(struct article *a, struct verb *v)
{
	const struct sentence *s = &a->sentences.items[v->sentence];
	if (v->chunk > s->first_chunk + 1)
		return;
	bool comma = false;
	for (uint32_t c = v->chunk + 1; c < s->end_chunk && c < v->chunk + 2 * RELATIVE_CHUNKS; c++) {
		const struct chunk *k = article_chunk(a, c);
		comma |= k->type == CHUNK_COMMA;
		if (!comma || k->type != CHUNK_VERB || !(a->verbs.items[k->item].flags & VERB_FINITE))
			continue;
		copy_subjects(v, &a->verbs.items[k->item]);
		return;
	}
}

/* Two envoys expelled from Peru; in headlines, Two Danes freed in Beirut: "were" is left out where nobody is acted on
 * and the act needs somebody. */
static void bare_passive(const struct article *a, struct verb *v)
{
	const uint8_t forms = article_word(a, v->main)->verb;
	uint32_t next = v->chunk + 1;
	if (!(v->flags & VERB_FINITE) || v->first != v->main || v->object_count || v->subject_count == 0 ||
	    !(forms & FORM_PARTICIPLE) || forms & FORM_BASE || next >= a->chunks.count ||
	    article_chunk(a, next)->type != CHUNK_PREPOSITION)
		return;
	bool headline = a->tokens.items[v->main].line == LINE_HEADLINE &&
			a->nouns.items[v->subjects[0]].flags & NOUN_PEOPLE &&
			article_listed(a, article_chunk(a, next)->first, LIST_headline_places);
	if (!headline && !article_is(a, article_chunk(a, next)->first, "from"))
		return;
	const struct mention *act = article_mention(a, v->main, LAYER_STANCE);
	if (act && act->end == act->first + 1 && act->row->pos == POS_VERB &&
	    (headline || act->row->stance_class == STANCE_COERCE) && act->row->frames[0].holder == SLOT_SUBJECT &&
	    act->row->frames[0].bearer == SLOT_OBJECT)
		v->flags |= VERB_PASSIVE;
}

int clause_run(struct article *article)
{
	struct verb *verbs = article->verbs.items, *end = verbs + article->verbs.count;
	for (struct verb *v = verbs; v < end; v++) {
		clause_find_object(article, v);
		find_subject(article, v);
		bare_passive(article, v);
	}
	for (struct verb *v = verbs; v < end; v++)
		if (v->flags & (VERB_ING | VERB_PARTICIPLE) && v->subject_count == 0)
			opening_participle(article, v);
	return 0;
}
