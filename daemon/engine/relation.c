/* stance, beside the frames: ally, enemy, rival, backer and other words for who one is to another (rows whose frame
 * puts the subject against the noun's owner). They stand beside a name more often than behind a verb:
 *
 *   Iran's ally Syria; long-time US ally Kuwait; its ally Chad   the name that the phrase ends with or that follows
 *   Israel's closest ally, the United States, ...                the name in the aside behind it
 *   Turkey, a NATO ally, ...; Syria, a close ally of Iran        the name before the aside that it is
 *   Oman is an ally of Kuwait                                    the subject of the copula
 *   Chad, itself at odds with Mali, ...; Angry at Mali, Chad ... whose attitude an adjective tells: the name before
 *                                                                the aside, or the subject behind it
 * Former and would-be ones are none. */
#include "engine/stance.h"

static bool relation_frame(const struct row *row, uint8_t *framep)
{
	for (uint8_t f = 0; f < row->frame_count; f++)
		if (row->frames[f].holder == SLOT_SUBJECT && row->frames[f].bearer == SLOT_NOUN_OF) {
			*framep = f;
			return true;
		}
	return false;
}

static bool was(const struct article *a, const struct noun *n, uint32_t end)
{
	for (uint32_t i = n->first; i < end; i++)
		if (article_listed(a, i, LIST_no_longer))
			return true;
	return false;
}

/* The state that chunk c names, when it names one alone. */
static bool named(const struct article *a, const struct term *term, uint32_t c, struct actors *out)
{
	if (c >= a->chunks.count || article_chunk(a, c)->type != CHUNK_NOUN)
		return false;
	const struct noun *n = &a->nouns.items[article_chunk(a, c)->item];
	if (!(n->flags & NOUN_BODY) || n->flags & (NOUN_OWNED | NOUN_POSSESSIVE) || n->place)
		return false;
	slot_noun(a, term, article_chunk(a, c)->item, out);
	return out->count > 0;
}

static bool closes(const struct article *a, uint32_t c)
{
	if (c >= a->chunks.count)
		return true;
	uint8_t type = article_chunk(a, c)->type;
	return type == CHUNK_COMMA || type == CHUNK_STOP || type == CHUNK_DASH || type == CHUNK_QUOTE ||
	       a->tokens.items[article_chunk(a, c)->first].flags & TOKEN_SENTENCE;
}

static bool is_comma(const struct article *a, uint32_t c)
{
	return c < a->chunks.count && article_chunk(a, c)->type == CHUNK_COMMA;
}

/* US ally Kuwait, its ally Chad: the owner stands inside the phrase that ends with the name. */
static void inner_owner(const struct article *a, const struct term *term, const struct noun *n, struct actors *out)
{
	for (uint32_t i = n->first; i < term->mention->first; i++) {
		const struct mention *m = article_mention(a, i, LAYER_NAME);
		if (!m || m->first != i || m->row->actor == LEXICON_NO_ACTOR || m->entry->kind == ENTRY_PERSON ||
		    m->entry->kind == ENTRY_CITY)
			continue;
		out->codes[0] = m->row->actor;
		out->nouns[0] = NONE;
		out->count = 1;
	}
	if (out->count || !article_tagged(a, n->first, TAG(poss)) || !article_tagged(a, n->first, TAG(third)))
		return;
	const struct verb *v = slot_ruling_verb(a, term);
	for (uint8_t i = 0; v && i < v->subject_count; i++)
		slot_noun(a, term, v->subjects[i], out);
}

static bool apposed(const struct article *a, const struct term *term, const struct noun *n, struct actors *out)
{
	uint32_t c = n->chunk, end = article_over_phrases(a, c + 1, (uint32_t)a->chunks.count);
	if (end == c + 1 && named(a, term, end, out))
		return true;
	if (is_comma(a, end) && closes(a, end + 2) && named(a, term, end + 1, out))
		return true;
	if (c > 2 && article_chunk(a, c - 1)->type == CHUNK_ADVERB) /* long a friend of Iran; not: once a friend */
		c -= !article_listed(a, article_chunk(a, c - 1)->first, LIST_no_longer);
	if (c < 2 || !is_comma(a, c - 1) || !closes(a, end) ||
	    a->tokens.items[article_chunk(a, c - 1)->first].flags & TOKEN_SENTENCE)
		return false;
	return named(a, term, c - 2, out);
}

static bool copula(const struct article *a, const struct term *term, struct actors *out)
{
	const struct verb *v = slot_ruling_verb(a, term);
	if (!v || !(v->flags & VERB_COPULA) || v->flags & VERB_NEGATED || v->object_count == 0 ||
	    v->objects[0] != term->noun)
		return false;
	for (uint8_t i = 0; i < v->subject_count; i++)
		slot_noun(a, term, v->subjects[i], out);
	return out->count > 0;
}

bool slot_relation(const struct article *a, const struct term *term, struct actors *subjects, struct actors *owners,
		   uint8_t *framep)
{
	if (term->noun == NONE || term->row->pos != POS_NOUN || !relation_frame(term->row, framep))
		return false;
	const struct noun *n = &a->nouns.items[term->noun];
	if (was(a, n, term->mention->end))
		return false;
	if (n->head >= term->mention->end) {
		inner_owner(a, term, n, owners);
		return owners->count && named(a, term, n->chunk, subjects);
	}
	/* our Greek friends */
	if (article_tagged(a, n->first, TAG(poss)) && article_tagged(a, n->first, TAG(first)) &&
	    slot_speaker(a, term) != NONE) {
		inner_owner(a, term, n, owners);
		uint32_t place = n->chunk + 2; /* our friends in Havana */
		if (owners->count == 0 && place < a->chunks.count &&
		    article_is(a, article_chunk(a, n->chunk + 1)->first, "in") &&
		    article_chunk(a, place)->type == CHUNK_NOUN)
			slot_noun(a, term, article_chunk(a, place)->item, owners);
		*subjects = actors_one(slot_speaker(a, term));
		return owners->count > 0;
	}
	*owners = slot_owner(a, term);
	if (owners->count == 0 && n->flags & NOUN_OWNED && n->actors[0] != NONE)
		*owners = actors_one(n->actors[0]);
	return owners->count && (apposed(a, term, n, subjects) || copula(a, term, subjects));
}

#define ATTITUDE_CHUNKS 12 /* of the aside that tells it */

/* The chunk behind the comma that ends the aside from chunk c on, which has no verb and goes no further than end; or
 * NONE. */
static uint32_t behind_aside(const struct article *a, uint32_t c, uint32_t end)
{
	for (uint32_t steps = 0; c + 1 < end && steps < ATTITUDE_CHUNKS; c++, steps++) {
		uint8_t type = article_chunk(a, c)->type;
		if (type == CHUNK_COMMA)
			return c + 1;
		if (type == CHUNK_VERB || type > CHUNK_CONJUNCTION)
			return NONE;
	}
	return NONE;
}

static bool tells(const struct article *a, uint32_t c, uint32_t end)
{
	c += c + 1 < end && article_chunk(a, c)->type == CHUNK_ADVERB; /* now offers */
	return article_finite(a, c, c + 1 < end ? c + 1 : end);
}

/* long wary of, itself at odds: from the adjective at chunk c back over what stands before it in the aside. NONE:
 * once wary. */
static uint32_t aside_begins(const struct article *a, uint32_t c, uint32_t first)
{
	for (; c > first; c--) {
		const struct chunk *k = article_chunk(a, c - 1);
		if (article_listed(a, k->first, LIST_no_longer))
			return NONE;
		if (k->type != CHUNK_ADVERB && !(k->type == CHUNK_NOUN && article_tagged(a, k->first, TAG(third))))
			break;
	}
	return c;
}

bool slot_attitude(const struct article *a, const struct term *term, struct actors *out)
{
	uint32_t c = a->chunk_at[term->mention->first];
	if (c == NONE || article_chunk(a, c)->first != term->mention->first || term->sentence == NONE ||
	    !(a->sentences.items[term->sentence].types & 1u << CHUNK_COMMA))
		return false; /* a wary look */
	uint32_t first = a->sentences.items[term->sentence].first_chunk,
		 end = a->sentences.items[term->sentence].end_chunk;
	uint32_t open = aside_begins(a, c, first), behind = open == NONE ? NONE : behind_aside(a, c, end);
	if (behind == NONE)
		return false;
	if (open == first && article_chunk(a, behind)->type == CHUNK_NOUN && tells(a, behind + 1, end)) {
		slot_noun(a, term, article_chunk(a, behind)->item, out); /* Angry at Mali, Chad bought jets */
		return out->count > 0;
	}
	if (open < first + 2 || !is_comma(a, open - 1) || article_chunk(a, open - 2)->type != CHUNK_NOUN ||
	    !tells(a, behind, end))
		return false;
	if (open > first + 2 && 1u << article_chunk(a, open - 3)->type &
					(1u << CHUNK_CONJUNCTION | 1u << CHUNK_PREPOSITION | 1u << CHUNK_COMMA))
		return false; /* Mali and Chad, wary of Peru: both; troops in Chad, wary of Peru */
	slot_noun(a, term, article_chunk(a, open - 2)->item, out);
	return out->count > 0;
}
