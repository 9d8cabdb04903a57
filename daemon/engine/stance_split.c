/* stance, verbs in two parts: held Mali responsible, took Chad to court, brought Peru and Chile to the table. Where
 * what is acted on stands between a verb and the rest of its phrase, the phrase counts as if it stood together, and
 * the object is the verb's. So do called its envoy home from Chad, barred its banks from selling to Mali, whose bearer
 * is behind a preposition. So does a verdict of conduct over what stands before its noun: broken every promise, showed
 * a rare patience; and a deed toward somebody: built a 62-bed clinic near Accra, imposed chip export controls on Chad;
 * not over no and little, nor over somebody's name (sought new UN sanctions); and what is given behind who gets it:
 * gave Chad 14 tanks; money by its sum and things of use by their number are read with the word for them: gave Chad
 * $385m (give money), sent Chad 14 trucks (send goods), withdrew battalions from Chad (withdraw troops); so is a term,
 * whatever its length: gave the envoy 48 hours to leave (give hours to leave). So does one with a particle before its
 * object: pulled out its last 90 troops from Chad. */
#include "engine/stance.h"

#define SPLIT_TOKENS 7

/* imposed on, sent to: whom the deed bears on stands behind a preposition */
static bool of_deed(const struct row *row)
{
	uint8_t last = row->frame_count - 1; /* give tanks: subject>object|subject>to */
	return row->score != 0 && row->frames[0].holder == SLOT_SUBJECT && row->frames[last].bearer == SLOT_PREP;
}

static bool of_conduct(const struct row *row)
{
	if (of_deed(row))
		return true;
	for (uint8_t f = 0; f < row->frame_count; f++)
		if (row->frames[f].holder == SLOT_SPEAKER && row->frames[f].bearer == SLOT_SUBJECT)
			return true;
	return false;
}

static const struct row *verb_row(const struct article *a, const struct token *tokens, const struct lexicon_hit *hit,
				  bool conduct, const struct entry **entryp)
{
	for (const struct entry *e = hit->entry; e; e = lexicon_next(a->lexicon, e, tokens, 0)) {
		const struct row *row = lexicon_row(a->lexicon, e);
		*entryp = e;
		if (stance_row(e, row) && row->pos == POS_VERB &&
		    (conduct ? of_conduct(row)
			     : row->frames[0].bearer == SLOT_OBJECT ||
				       ((row->score < 0 || row->stance_class == STANCE_COOPERATE ||
					 row->stance_class == STANCE_YIELD) &&
					row->frames[0].bearer == SLOT_PREP)))
			return row;
	}
	return NULL;
}

/* The layers that may have a phrase with the verb and then the token: never too few. */
static unsigned follows(const struct article *a, const struct verb *v, uint32_t token)
{
	const uint32_t verb = a->tokens.items[v->main].symbol, next = a->tokens.items[token].symbol;
	const struct node *node = &a->symbols[verb].node;

	return node->below & SPLIT_LAYERS && lexicon_leads_on(a->symbols, node, verb, next) ? node->below : 0u;
}

/* The tokens of the verb, its particle if it has one, and those from tail on; their count. */
static uint32_t gather(const struct article *a, const struct verb *v, uint32_t particle, uint32_t tail,
		       struct token *tokens)
{
	uint32_t end = a->sentences.items[v->sentence].end, count = 0;
	tokens[count++] = a->tokens.items[v->main];
	if (particle != NONE)
		tokens[count++] = a->tokens.items[particle];
	for (uint32_t i = tail; i < end && count < SPLIT_TOKENS; i++) {
		const struct token *t = &a->tokens.items[i]; /* the brush-off, at arm's length */
		if (t->class != TOKEN_WORD && t->class != TOKEN_POSSESSIVE && t->mark != '-')
			break;
		tokens[count++] = *t;
	}
	return count;
}

/* The phrase of so many tokens, the first of them the verb's; longer than least. A deed's also where a longer phrase is
 * none: what is cut off with Chad, not cut off with. */
static bool match_tokens(const struct article *a, const struct verb *v, const struct token *tokens, uint32_t count,
			 uint32_t least, bool conduct, struct mention *mention)
{
	uint32_t longest;
	do {
		struct lexicon_hit hits[LAYER_COUNT];
		unsigned found = lexicon_match_layers(a->lexicon, tokens, 0, count, 0, SPLIT_LAYERS, hits);
		for (longest = 0; found; found &= found - 1) {
			enum layer layer = (enum layer)__builtin_ctz(found);
			const struct entry *entry;
			if (hits[layer].tokens <= least)
				continue;
			longest = hits[layer].tokens > longest ? hits[layer].tokens : longest;
			const struct row *row = verb_row(a, tokens, &hits[layer], conduct, &entry);
			if (!row)
				continue;
			*mention = (struct mention) { v->main, v->main + 1, entry, row, (uint8_t)layer };
			return true;
		}
		count = longest - 1;
	} while (conduct && longest > least + 1 && !(v->flags & VERB_COPULA));
	return false;
}

/* The phrase of the verb, its particle if it has one, and the tokens from tail on. */
static bool match_at(const struct article *a, const struct verb *v, uint32_t particle, uint32_t tail, bool conduct,
		     struct mention *mention)
{
	struct token tokens[SPLIT_TOKENS];
	uint32_t count = gather(a, v, particle, tail, tokens);
	return match_tokens(a, v, tokens, count, 1 + (particle != NONE), conduct, mention);
}

static bool match(const struct article *a, const struct verb *v, uint32_t tail, bool conduct, struct mention *mention)
{
	return tail < a->sentences.items[v->sentence].end && follows(a, v, tail) & SPLIT_LAYERS &&
	       match_at(a, v, NONE, tail, conduct, mention);
}

/* A noun phrase follows that belongs to the one of chunk c or is joined to it. */
static bool joins(const struct article *a, uint32_t c)
{
	if (c + 2 >= a->chunks.count || article_chunk(a, c + 2)->type != CHUNK_NOUN)
		return false;
	const struct chunk *k = article_chunk(a, c + 1);
	return k->type == CHUNK_CONJUNCTION || (k->type == CHUNK_PREPOSITION && article_is(a, k->first, "of"));
}

/* $385m, 14 trucks; behind a quantity (tons of rice, millions of dollars) nothing need be counted. */
static bool counted(const struct article *a, const struct noun *n)
{
	for (uint32_t i = n->first; i <= n->head; i++)
		if (article_amount(a, i) || article_tagged(a, i, TAG(number) | TAG(quant)))
			return true;
	const struct chunk *of = n->chunk >= 2 ? article_chunk(a, n->chunk - 1) : NULL;
	return of && article_is(a, of->first, "of") &&
	       article_listed(a, article_chunk(a, n->chunk - 2)->end - 1, LIST_quantities);
}

/* $385m, 20m euros, 600 million crowns; not a $3m bill. */
static bool is_money(const struct article *a, const struct noun *n)
{
	if (article_listed(a, n->head, LIST_monies))
		return true;
	uint32_t sign = n->head > n->first ? a->tokens.items[n->head - 1].mark : 0;
	return article_amount(a, n->head) &&
	       (sign == '$' || sign == 0xa3 || sign == 0xa5 || sign == 0x20ac); /* pound, yen, euro */
}

/* withdraws its last battalions, bought two frigates: as the verb's phrase with the word for what it is, "withdraw
 * troops", "buy goods"; what is given needs its number (below). */
static bool match_word(const struct article *a, const struct verb *v, const char *word, uint32_t hash,
		       struct mention *mention)
{
	struct token tokens[] = { a->tokens.items[v->main], { .class = TOKEN_WORD } };
	tokens[1].hash = hash;
	tokens[1].symbol = lexicon_symbol(a->lexicon, word, strlen(word), hash);
	return match_tokens(a, v, tokens, 2, 1, true, mention);
}

static bool match_kind(const struct article *a, const struct verb *v, const struct noun *n, struct mention *mention)
{
	const bool troops = article_listed(a, n->head, LIST_forces);
	if (troops && match_word(a, v, "troops", scan_hash_literal("troops"), mention))
		return true;
	return (troops || article_listed(a, n->head, LIST_goods)) && !article_tagged(a, v->main, TAG(gives)) &&
	       match_word(a, v, "goods", scan_hash_literal("goods"), mention);
}

/* gave $385m, sent 14 trucks: as the verb's phrase with the word for what is given, "give money", "send goods". */
static bool match_sum(const struct article *a, const struct verb *v, const struct noun *n, struct mention *mention)
{
	bool money = is_money(a, n);
	if (!(money || article_listed(a, n->head, LIST_goods)) || !counted(a, n))
		return false;
	struct token tokens[] = { a->tokens.items[v->main], { .class = TOKEN_WORD } };
	tokens[1].hash = money ? scan_hash_literal("money") : scan_hash_literal("goods");
	tokens[1].symbol = lexicon_symbol(a->lexicon, money ? "money" : "goods", 5, tokens[1].hash);
	return match_tokens(a, v, tokens, 2, 1, false, mention);
}

/* nearly $3m, about 20 trucks, more than 20 trucks: from chunk c to what is estimated. */
static uint32_t over_estimate(const struct article *a, uint32_t c)
{
	if (c + 2 >= a->chunks.count)
		return c;
	const struct chunk *k = article_chunk(a, c);
	if (k->type == CHUNK_ADVERB || article_listed(a, k->first, LIST_roughly))
		return c + 1;
	return article_is(a, article_chunk(a, c + 1)->first, "than") ? c + 2 : c;
}

/* gave Ukraine 14 old tanks, sent Chad hundreds of trucks: what is given, by its last words. */
static bool match_gift(const struct article *a, const struct verb *v, uint32_t c, struct mention *mention)
{
	if (c >= a->chunks.count || article_chunk(a, c)->type != CHUNK_NOUN)
		return false;
	uint32_t last = c + 4; /* tens of millions of dollars */
	while (c < last && joins(a, c) && article_chunk(a, c + 1)->type == CHUNK_PREPOSITION)
		c += 2;
	const struct noun *n = &a->nouns.items[article_chunk(a, c)->item];
	if ((n->actors[0] != NONE && !(n->flags & NOUN_GUESSED)) || n->flags & (NOUN_TIME | NOUN_PRONOUN))
		return false;
	bool whole = n->head > n->first && match(a, v, n->head - 1, false, mention);
	/* sent Chad 14 tanks: to its army, not against it */
	return ((whole || match(a, v, n->head, false, mention)) && mention->row->stance_class > STANCE_THREAT) ||
	       match_sum(a, v, n, mention);
}

/* gave the envoy 48 hours to leave: as "give hours to leave", however many. */
static bool match_term(const struct article *a, const struct verb *v, uint32_t i, struct mention *mention)
{
	uint32_t end = i + 3; /* a further two weeks */
	while (i < end && !article_tagged(a, i, TAG(time)) &&
	       (article_amount(a, i) || article_tagged(a, i, TAG(number) | TAG(det) | TAG(quant) | TAG(adj))))
		i++;
	return article_tagged(a, i, TAG(time)) && match(a, v, i, false, mention);
}

/* What is given by its number to whom the noun phrase names: behind it, or run into it (the Chadian army 14 tanks). */
static bool match_counted(const struct article *a, const struct verb *v, const struct noun *n, struct mention *mention)
{
	for (uint32_t i = n->first + 2; i <= n->head; i++)
		if (a->tokens.items[i].class == TOKEN_NUMBER || article_tagged(a, i, TAG(number)))
			return match_term(a, v, i, mention) || match_sum(a, v, n, mention);
	uint32_t c = over_estimate(a, n->chunk + 1);
	return match_term(a, v, n->end, mention) || (c > n->chunk + 1 && match_gift(a, v, c, mention));
}

/* fought Mali for a year, or for its oil: whom one fights one does not fight for. */
static bool contradicts(const struct article *a, const struct verb *v, const struct mention *whole,
			const struct mention *split)
{
	return whole && whole->row->score < 0 && split->row->score > 0 &&
	       article_prepositions(a, a->nouns.items[v->objects[0]].end) & PREP(for);
}

bool stance_split(const struct article *a, const struct verb *v, struct mention *mention)
{
	if (v->object_count == 0 || a->nouns.items[v->objects[0]].chunk != v->chunk + 1)
		return false;
	const struct mention *whole = article_mention(a, v->main, LAYER_STANCE);
	if (whole && whole->end > v->end)
		return false; /* turned its guns on: the longer phrase stands together */
	const struct noun *object = &a->nouns.items[v->objects[v->object_count - 1]];
	/* turned the fugitives over to Chad; invested millions in Chad: what stands between is nobody */
	bool people = slot_people(a, object) && article_is(a, object->end, "over");
	/* drove hundreds of Chadians from their farms */
	bool many = slot_many(a, object->head) && joins(a, object->chunk);
	if (object->actors[0] == NONE && object->entity == NONE && !people && !many)
		return false;
	/* held Mali responsible: the adjective closes the object's own phrase */
	const struct mention *name = object->end > object->first + 1 ? article_mention(a, object->end - 2, LAYER_NAME)
								     : NULL;
	bool closed = (name && name->entry->kind != ENTRY_ADJECTIVE && name->entry->kind != ENTRY_DEMONYM) ||
		      article_is(a, object->end - 1, "home"); /* called its envoy home */
	if (match(a, v, object->end, false, mention))
		return !contradicts(a, v, whole, mention);
	const bool gives = article_tagged(a, v->main, TAG(gives));
	if (gives && (match_gift(a, v, object->chunk + 1, mention) || match_counted(a, v, object, mention)))
		return true;
	/* sought new UN sanctions: what closes the phrase there is no part of the verb */
	if (closed && match(a, v, object->end - 1, false, mention))
		return mention->row->frames[0].bearer == SLOT_OBJECT || article_is(a, object->end - 1, "home");
	/* brought the leaders of Chad and Mali together */
	for (uint32_t c = object->chunk, steps = 0; steps < 2 && joins(a, c); c += 2, steps++)
		if (match(a, v, article_chunk(a, c + 2)->end, false, mention) ||
		    (gives && match_counted(a, v, &a->nouns.items[article_chunk(a, c + 2)->item], mention)))
			return true;
	return false;
}

/* What tells of the verb's object that there is none of it. */
static bool lacking(const struct article *a, const struct noun *object)
{
	return article_listed(a, object->first, LIST_lacking);
}

/* a laboratory is nobody, be it in Chad, nor is the Rafah crossing; UN sanctions, Mali's troops are somebody's, but for
 * who does it */
static bool names(const struct article *a, const struct verb *v, const struct noun *object)
{
	if (object->actors[0] != NONE && object->actors[0] == a->nouns.items[v->subjects[0]].actors[0])
		return false;
	for (uint32_t i = object->first; i < object->end; i++) {
		const struct mention *m = article_mention(a, i, LAYER_NAME);
		if (m && m->entry->kind != ENTRY_CITY)
			return true;
	}
	return false;
}

/* gave $385m to Chad */
static bool gives_money(const struct article *a, const struct verb *v, const struct noun *object)
{
	return !(object->flags & (NOUN_TELLING | NOUN_DETERMINED | NOUN_PRONOUN)) &&
	       article_tagged(a, v->main, TAG(gives)) && is_money(a, object);
}

bool stance_conduct(const struct article *a, const struct verb *v, struct mention *mention)
{
	const struct noun *object = &a->nouns.items[v->objects[0]], *subject = &a->nouns.items[v->subjects[0]];
	bool leads = (follows(a, v, object->head) | follows(a, v, object->head - 1)) & SPLIT_LAYERS;
	bool kind = article_listed(a, object->head, LIST_forces) || article_listed(a, object->head, LIST_goods);
	if (!leads && !kind && !gives_money(a, v, object))
		return false;
	bool own = article_tagged(a, object->first, TAG(poss)); /* closed its small embassy in Chad */
	if ((subject->actors[0] == NONE && !(subject->flags & NOUN_PRONOUN)) ||
	    (object->entity != NONE && !own && object->flags & (NOUN_NAME | NOUN_PEOPLE)))
		return false;
	if (object->chunk < v->chunk) /* the patience that Chad showed */
		return false;
	bool quoted = article_chunk(a, v->chunk + 1)->type == CHUNK_QUOTE; /* showed "a patience" */
	const struct mention *whole = article_mention(a, v->main, LAYER_STANCE);
	uint32_t next = article_over_part(a, v->chunk + 1 + quoted, object->chunk + 1); /* most of its troops */
	if (object->chunk != next || (whole && whole->end > v->end) || lacking(a, object))
		return false;
	/* a treatment centre; a clinic */
	if (!(object->head > object->first && match(a, v, object->head - 1, true, mention)) &&
	    !match(a, v, object->head, true, mention) &&
	    !(gives_money(a, v, object) && match_sum(a, v, object, mention)) && !match_kind(a, v, object, mention))
		return false;
	return !of_deed(mention->row) || !names(a, v, object);
}

bool stance_particle(const struct article *a, const struct verb *v, struct mention *mention)
{
	uint32_t c = v->chunk + 1, end = a->sentences.items[v->sentence].end_chunk;
	const struct chunk *particle = c + 1 < end ? article_chunk(a, c) : NULL;
	const uint32_t not = VERB_PASSIVE | VERB_COPULA | VERB_SPLIT;
	if (!particle || particle->type != CHUNK_PREPOSITION || v->flags & not || v->subject_count == 0 ||
	    !(follows(a, v, particle->first) & SPLIT_LAYERS))
		return false;
	c = article_over_part(a, c + 1, end);
	const struct mention *whole = article_mention(a, v->main, LAYER_STANCE);
	if (article_chunk(a, c)->type != CHUNK_NOUN || (whole && whole->end > particle->end))
		return false;
	const struct noun *object = &a->nouns.items[article_chunk(a, c)->item];
	if (object->head == object->first || lacking(a, object) || names(a, v, object))
		return false;
	return match_at(a, v, particle->first, object->head - 1, true, mention) ||
	       match_at(a, v, particle->first, object->head, true, mention);
}
