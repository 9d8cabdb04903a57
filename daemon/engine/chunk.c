/* chunk, second half: parts of speech -> noun phrases, verb groups and the small words between them.
 *
 * A cascade of finite-state rules without recursion, in the manner of FASTUS (Hobbs et al. 1997):
 *   noun phrase   (determiner | possessive | number | adjective | noun | name | 's | hyphen)+ ; a determiner or
 *                 possessive pronoun after a noun opens a new one, so does a name after a clock word, and a
 *                 number of days or hours (the envoy 48 hours); a pronoun is one by itself
 *   verb group    (modal | be | have | do | to | adverb | not)* main verb; "be" alone is a copula
 *   clock words   after a verb or preposition or at an edge ("on Monday", "last week") are adverbs
 * Everything else is one chunk a token. Scare quotes are passed over. */
#include "engine/chunk.h"

uint8_t chunk_mark(const struct article *article, const struct sentence *s, uint32_t i)
{
	const struct token *t = &article->tokens.items[i];
	switch (t->mark) {
	case ',':
		return P_COMMA;
	case '-': {
		bool tight = !(t->flags & TOKEN_SPACE) && i + 1 < s->end && !(t[1].flags & TOKEN_SPACE) &&
			     t->end - t->start == 1;
		return tight ? P_HYPHEN : P_DASH;
	}
	case '_': /* of old wire copy */
	case 0x2013:
	case 0x2014:
	case 0x2015:
		return P_DASH;
	case 0x2010:
	case 0x2011:
		return P_HYPHEN;
	case '(':
	case '[':
	case '{':
		return P_OPEN;
	case ')':
	case ']':
	case '}':
		return P_CLOSE;
	case '"':
	case 0x201c:
	case 0x201d:
	case 0x201e:
	case 0xab:
	case 0xbb:
	case '`':
	case '\'':
	case 0x2018:
	case 0x2019:
		return P_QUOTE;
	case '.':
		return i + 1 < s->end && i > s->first && article_tagged(article, i - 1, TAG(abbr)) ? P_SKIP : P_STOP;
	case '!':
	case '?':
	case ';':
	case ':':
	case 0x2026:
		return P_STOP;
	case '&':
		return P_CONJUNCTION;
	case '$':
	case 0x20ac:
	case 0xa3:
	case 0xa5: /* $600 million */
		return i + 1 < s->end && article_amount(article, i + 1) ? P_NUMBER : P_SKIP;
	case '%':
	case '#':
	case '@':
		return P_SKIP;
	default:
		return P_STOP;
	}
}

struct builder {
	struct article *article;
	uint32_t sentence;
	uint32_t i, end;
	uint16_t types; /* bit of each enum chunk_type so far */
};

/* Most chunks have no more tokens than that: chunk_at is written that far at once, and what lies behind the chunk is
 * written again by those that follow, or by leave_out(). */
#define USUAL_TOKENS 3

/* Tokens [first, end) are in no chunk. */
static inline void leave_out(struct article *a, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
		a->chunk_at[i] = NONE;
}

/* There is room: chunks are no more than tokens. */
static inline uint32_t put(struct builder *b, uint8_t type, uint32_t first, uint32_t end, uint32_t item)
{
	struct article *a = b->article;
	uint32_t index = (uint32_t)a->chunks.count++;
	b->types |= (uint16_t)(1u << type);
	a->chunks.items[index] = (struct chunk) { .first = first, .end = end, .item = item, .type = type };
	return index;
}

static inline int push(struct builder *b, uint8_t type, uint32_t first, uint32_t end, uint32_t item)
{
	uint32_t index = put(b, type, first, end, item), *at = b->article->chunk_at;
	at[first] = at[first + 1] = at[first + 2] = index;
	for (uint32_t i = first + USUAL_TOKENS; i < end; i++)
		at[i] = index;
	return 0;
}

static inline int push_token(struct builder *b, uint8_t type, uint32_t item)
{
	uint32_t i = b->i++;
	b->article->chunk_at[i] = put(b, type, i, i + 1, item);
	return 0;
}

#define HEADS \
	(POS_BIT(P_NOUN) | POS_BIT(P_NAME) | POS_BIT(P_NUMBER) | POS_BIT(P_ADJECTIVE) | POS_BIT(P_TIME) | \
	 POS_BIT(P_DETERMINER) | POS_BIT(P_POSSESSIVE))
#define LOOSE (POS_BIT(P_HYPHEN) | POS_BIT(P_SKIP)) /* ends no phrase */
#define JOINTS (POS_BIT(P_CLITIC) | LOOSE)
#define AUXILIARIES (POS_BIT(P_BE) | POS_BIT(P_HAVE) | POS_BIT(P_DO) | POS_BIT(P_MODAL) | POS_BIT(P_TO))
#define MAIN_VERBS (POS_BIT(P_FINITE) | POS_BIT(P_BASE) | POS_BIT(P_PARTICIPLE) | POS_BIT(P_ING))

/* the Washington Post Mr. Li: where the name of a body ends and a person known by name begins, two phrases meet. */
static bool body_before_person(const struct article *a, uint32_t i)
{
	const struct mention *body = article_mention(a, i - 1, LAYER_NAME), *person = article_mention(a, i, LAYER_NAME);
	const struct mention *head = article_mention(a, i - 1, LAYER_OFFICE);
	if (head && head->entry->kind == ENTRY_HEAD && head->end == i && article_word(a, i)->given &&
	    i + 1 < a->tokens.count && a->pos[i + 1] == P_NAME)
		return true;
	return body && person && body != person && body->end == i && body->end - body->first > 1 &&
	       body->row->kind == ENTRY_INSTITUTION && person->row->kind == ENTRY_PERSON;
}

/* a charge Beijing denied, the sanctions President Roe imposed: after a noun of saying or doing with its article a name
 * opens the clause that tells of it. */
static bool told_by(const struct article *a, uint32_t i, uint32_t first)
{
	const unsigned told = 1u << LAYER_CUE | 1u << LAYER_STANCE, who = 1u << LAYER_NAME | 1u << LAYER_OFFICE;
	if (a->pos[i - 1] != P_NOUN || !(a->covered[i - 1] & told) || !(a->covered[i] & who) ||
	    a->covered[i - 1] & 1u << LAYER_OFFICE || a->pos[first] != P_DETERMINER ||
	    a->tokens.items[i].letters != LETTERS_CAPITAL)
		return false;
	const struct mention *name = article_mention(a, i, LAYER_NAME), *title = article_mention(a, i, LAYER_OFFICE);
	uint32_t end = name ? name->end : title->end;
	while (end < a->tokens.count && a->pos[end] == P_NAME)
		end++;
	return end < a->tokens.count && a->tokens.items[end].class == TOKEN_WORD &&
	       (article_word(a, end)->verb & (FORM_PAST | FORM_THIRD) || article_tagged(a, end, TAG(have)));
}

/* a Friday evening rally: the clock words belong to what "a" determines. */
static bool timed_event(const struct article *a, uint32_t first, uint32_t i)
{
	const struct token *t = &a->tokens.items[i];
	return a->pos[i] == P_NOUN && article_is(a, first, "a") && a->pos[first + 1] == P_TIME &&
	       t->letters == LETTERS_LOWER && a->text[t->end - 1] != 's';
}

/* gave Oman and Chad twelve boats; gave Oman US$3 million; gave the envoys of Oman and Chad 48 hours: a number, at
 * token i, that is no part of the name or noun before it. Kept out of line: most of a text is no number. */
__attribute__((noinline)) static bool counts_anew(const struct article *a, uint32_t i)
{
	const struct token *t = &a->tokens.items[i];
	const uint8_t before = a->pos[i - 1];
	if (before == P_NAME && (t->letters == LETTERS_LOWER || t->class == TOKEN_MARK || t[1].mark == '$'))
		return true;
	return (before == P_NAME || before == P_NOUN) && article_tagged(a, i + 1, TAG(time)) &&
	       t[1].letters == LETTERS_LOWER;
}

/* gave Iraq medicine: the recipient's name ends where the gift begins. */
static bool recipient(const struct article *a, uint32_t first, uint32_t i)
{
	const struct mention *name = article_mention(a, first, LAYER_NAME);
	return name && name->first == first && name->end == i && name->entry->kind == ENTRY_NAME && first > 0 &&
	       a->pos[i] != P_CLITIC && a->pos[i] != P_HYPHEN && a->pos[i] != P_NAME &&
	       article_tagged(a, first - 1, TAG(gives));
}

#define NOMINALS (POS_BIT(P_NOUN) | POS_BIT(P_NAME))

/* Two names run into one phrase only when nothing parts them but one is a modifier; a determiner starts anew. Asked
 * where a head or clock word stands before. */
static bool parts_phrase(const struct article *a, uint32_t first, uint32_t i, uint64_t seen)
{
	const bool has_head = seen & NOMINALS, has_time = seen & POS_BIT(P_TIME);
	uint8_t pos = a->pos[i], before = a->pos[i - 1];
	if (has_head && (pos == P_DETERMINER || pos == P_POSSESSIVE) && before != P_CLITIC && before != P_HYPHEN)
		return true;
	if (has_time && (pos == P_NAME || pos == P_NOUN || pos == P_DETERMINER || pos == P_POSSESSIVE) &&
	    before == P_TIME)
		return !timed_event(a, first, i);
	if (pos == P_NAME && before == P_NAME && body_before_person(a, i))
		return true;
	if (before == P_NAME && recipient(a, first, i))
		return true;
	if (pos == P_NUMBER && counts_anew(a, i))
		return true;
	if ((pos == P_NAME || pos == P_NOUN) && told_by(a, i, first))
		return true;
	if (pos == P_NAME && before == P_NOUN && article_tagged(a, i - 1, TAG(reporter)))
		return true; /* told reporters Turkey was ready */
	return pos == P_TIME && has_head && before != P_CLITIC && before != P_TIME && before != P_NUMBER &&
	       before != P_ADJECTIVE && before != P_DETERMINER;
}

static inline bool breaks_phrase(const struct article *a, uint32_t first, uint32_t i, uint64_t seen)
{
	const struct token *t = &a->tokens.items[i];
	return (t->flags & TOKEN_LINE && t->line == LINE_HEADLINE) ||
	       (seen & (NOMINALS | POS_BIT(P_TIME)) && parts_phrase(a, first, i, seen));
}

static uint32_t phrase_head(const struct article *a, uint32_t first, uint32_t end)
{
	for (uint32_t i = end; i-- > first;)
		if (!pos_in(a->pos[i], JOINTS))
			return i;
	return first;
}

static bool plural_word(const struct article *a, uint32_t i)
{
	const struct token *t = &a->tokens.items[i];
	if (a->covered[i] & (1u << LAYER_OFFICE | 1u << LAYER_NAME)) {
		const struct mention *m = article_mention(a, i, LAYER_OFFICE);
		if (!m || !m->entry->form)
			m = article_mention(a, i, LAYER_NAME);
		if (m && m->entry->form)
			return (m->entry->form & FORM_PLURAL) != 0;
	}
	if (t->class != TOKEN_WORD || t->letters == LETTERS_UPPER || a->pos[i] == P_NAME)
		return false;
	const char *end = a->text + t->end;
	if (end[-1] == 's')
		return t->end - t->start > 3 && end[-2] != 's';
	return article_listed(a, i, LIST_people);
}

static inline int put_noun(struct builder *b, uint32_t first, uint32_t end, uint32_t head, uint32_t flags,
			   uint8_t covered)
{
	struct article *a = b->article;
	uint32_t index = (uint32_t)a->nouns.count;
	struct noun *n = VEC_PUSH(&a->arena, &a->nouns);
	if (!n)
		return -ENOMEM;
	*n = (struct noun) { .first = first,
			     .end = end,
			     .head = head,
			     .chunk = (uint32_t)a->chunks.count,
			     .sentence = b->sentence,
			     .flags = flags,
			     .office = NONE,
			     .office_before = NONE,
			     .entity = NONE,
			     .antecedent = NONE,
			     .owner = NONE,
			     .actors = { NONE, NONE },
			     .covered = covered };
	return push(b, flags & NOUN_TIME ? CHUNK_ADVERB : CHUNK_NOUN, first, end, index);
}

/* seen: the parts of speech of its words; covered: their layers. */
static int add_noun(struct builder *b, uint32_t first, uint32_t end, bool capitals, uint64_t seen, uint8_t covered)
{
	struct article *a = b->article;
	uint32_t head = seen & JOINTS ? phrase_head(a, first, end) : end - 1, flags = 0;
	bool telling = capitals || covered & (1u << LAYER_NAME | 1u << LAYER_OFFICE) || seen & POS_BIT(P_NAME);
	if (telling || article_tagged(a, head, TAG(direction)))
		flags |= NOUN_TELLING;
	if (pos_in(a->pos[first], POS_BIT(P_DETERMINER) | POS_BIT(P_POSSESSIVE)))
		flags |= NOUN_DETERMINED;
	if (seen & POS_BIT(P_CLITIC))
		flags |= a->pos[end - 1] == P_CLITIC ? NOUN_CLITIC | NOUN_POSSESSIVE : NOUN_CLITIC;
	if (a->pos[head] == P_TIME)
		flags |= NOUN_TIME;
	if (plural_word(a, head))
		flags |= NOUN_PLURAL;
	if ((flags & (NOUN_TELLING | NOUN_TIME)) == NOUN_TELLING)
		a->telling.items[a->telling.count++] = (uint32_t)a->nouns.count; /* there is room */
	return put_noun(b, first, end, head, flags, covered);
}

static int noun_phrase(struct builder *b)
{
	struct article *a = b->article;
	uint32_t first = b->i, i = first;
	uint64_t seen = 0;
	uint8_t covered = 0, letters = 0; /* more than LETTERS_LOWER when one is: that is the lowest bit alone */
	do {
		seen |= POS_BIT(a->pos[i]);
		covered |= a->covered[i];
		letters |= a->tokens.items[i].letters;
		i++;
	} while (i < b->end && pos_in(a->pos[i], HEADS | JOINTS) && !breaks_phrase(a, first, i, seen));
	b->i = i;
	if (seen & LOOSE) {
		while (i > first && pos_in(a->pos[i - 1], LOOSE))
			i--;
		if (i == first) /* a hyphen behind a verb or a pronoun parts nothing */
			return push(b, a->pos[first] == P_HYPHEN ? CHUNK_ADVERB : CHUNK_STOP, first, b->i, NONE);
	}
	int r = add_noun(b, first, i, letters > LETTERS_LOWER, seen, covered);
	if (i < b->i)
		leave_out(a, i, b->i);
	return r;
}

static bool auxiliary(uint8_t pos)
{
	return pos_in(pos, AUXILIARIES);
}

static bool main_verb(uint8_t pos)
{
	return pos_in(pos, MAIN_VERBS);
}

static uint32_t hedged_flags(const struct article *a, uint32_t i)
{
	const struct mention *m = article_mention(a, i, LAYER_MODIFIER);
	if (m && m->row->sub == MODIFIER_HEDGE)
		return VERB_MODAL;
	return a->pos[i] == P_MODAL && (article_is(a, i, "will") || article_is(a, i, "would")) ? VERB_FUTURE : 0;
}

/* Flags of a main verb that no auxiliary leads. */
static inline uint32_t bare_flags(uint8_t pos)
{
	switch (pos) {
	case P_FINITE:
		return VERB_FINITE;
	case P_ING:
		return VERB_ING;
	case P_PARTICIPLE:
		return VERB_PARTICIPLE | VERB_PASSIVE;
	default:
		return 0;
	}
}

/* Flags from the auxiliaries that stood before the main verb. */
static uint32_t group_flags(const struct article *a, uint32_t first, uint32_t main)
{
	uint32_t flags = 0;
	uint8_t last = P_MARK, lead = P_MARK;
	for (uint32_t i = first; i < main; i++) {
		uint8_t pos = a->pos[i];
		bool negated = pos == P_NEGATION || article_tagged(a, i, TAG(neg));
		if (negated && !(i + 1 < main && article_is(a, i + 1, "only"))) /* not only expelled him but */
			flags |= VERB_NEGATED;
		flags |= hedged_flags(a, i);
		if (!auxiliary(pos))
			continue;
		if (lead == P_MARK)
			lead = pos;
		last = pos;
	}
	uint8_t pos = a->pos[main];
	if (lead == P_TO)
		flags |= VERB_INFINITIVE;
	else if (lead != P_MARK || pos == P_FINITE)
		flags |= VERB_FINITE;
	else if (pos == P_ING)
		flags |= VERB_ING;
	else if (pos == P_PARTICIPLE)
		flags |= VERB_PARTICIPLE;
	if (pos == P_PARTICIPLE && (last == P_BE || last == P_MARK))
		flags |= VERB_PASSIVE;
	if (auxiliary(pos) && lead != P_TO)
		flags |= VERB_FINITE; /* has, did, will by themselves */
	if (pos == P_BE)
		flags |= VERB_COPULA;
	return flags;
}

static inline int put_verb(struct builder *b, uint32_t end, uint32_t main, uint32_t flags)
{
	struct article *a = b->article;
	uint32_t index = (uint32_t)a->verbs.count, first = b->i;
	struct verb *v = VEC_PUSH(&a->arena, &a->verbs);
	if (!v)
		return -ENOMEM;
	v->first = first;
	v->end = end;
	v->main = main;
	v->chunk = (uint32_t)a->chunks.count;
	v->sentence = b->sentence;
	v->flags = flags;
	v->governor = NONE;
	v->subject_count = v->object_count = 0; /* the lists are not cleared */
	b->i = end;
	return push(b, CHUNK_VERB, first, end, index);
}

/* A verb group that an auxiliary or adverb leads. */
static int led_verb(struct builder *b)
{
	struct article *a = b->article;
	uint32_t first = b->i, i = first, main = NONE, last_auxiliary = first;
	for (; i < b->end; i++) {
		uint8_t pos = a->pos[i];
		if (main_verb(pos)) {
			main = i++;
			break;
		}
		if (pos == P_TO && i > first && a->pos[last_auxiliary] != P_NEGATION &&
		    a->pos[last_auxiliary] != P_ADVERB)
			break;
		if (auxiliary(pos))
			last_auxiliary = i;
		else if (pos != P_ADVERB && pos != P_NEGATION)
			break;
	}
	if (main == NONE) {
		main = last_auxiliary;
		i = last_auxiliary + 1;
		while (i < b->end && a->pos[i] == P_NEGATION)
			i++;
	}
	uint32_t flags = group_flags(a, first, main);
	for (uint32_t k = main; k < i; k++)
		if (a->pos[k] == P_NEGATION || article_tagged(a, k, TAG(neg)))
			flags |= VERB_NEGATED;
	return put_verb(b, i, main, flags);
}

static int verb_group(struct builder *b)
{
	const uint32_t i = b->i;
	uint8_t pos = b->article->pos[i];
	if (!main_verb(pos))
		return led_verb(b);
	return put_verb(b, i + 1, i, bare_flags(pos) | (article_tagged(b->article, i, TAG(neg)) ? VERB_NEGATED : 0));
}

/* What a token becomes that is in no phrase. */
static const uint8_t single_types[] = {
	[P_MARK] = CHUNK_STOP,
	[P_PREPOSITION] = CHUNK_PREPOSITION,
	[P_ADVERB] = CHUNK_ADVERB,
	[P_NEGATION] = CHUNK_ADVERB,
	[P_CONJUNCTION] = CHUNK_CONJUNCTION,
	[P_BUT] = CHUNK_BUT,
	[P_SUBORDINATOR] = CHUNK_SUBORDINATOR,
	[P_THAT] = CHUNK_THAT,
	[P_WHO] = CHUNK_WHO,
	[P_CLITIC] = CHUNK_STOP,
	[P_HYPHEN] = CHUNK_STOP,
	[P_COMMA] = CHUNK_COMMA,
	[P_QUOTE] = CHUNK_QUOTE,
	[P_DASH] = CHUNK_DASH,
	[P_STOP] = CHUNK_STOP,
	[P_OPEN] = CHUNK_OPEN,
	[P_CLOSE] = CHUNK_CLOSE,
	[P_SKIP] = CHUNK_ADVERB,
};

static bool adverb_leads_verb(const struct builder *b)
{
	for (uint32_t i = b->i; i < b->end && i < b->i + 4; i++) {
		uint8_t pos = b->article->pos[i];
		if (auxiliary(pos) || main_verb(pos))
			return true;
		if (pos != P_ADVERB && pos != P_NEGATION)
			return false;
	}
	return false;
}

static int next_chunk(struct builder *b)
{
	uint8_t pos = b->article->pos[b->i];
	if (pos_in(pos, HEADS))
		return noun_phrase(b);
	if (pos_in(pos, AUXILIARIES | MAIN_VERBS) ||
	    (pos_in(pos, POS_BIT(P_ADVERB) | POS_BIT(P_NEGATION)) && adverb_leads_verb(b)))
		return verb_group(b);
	if (pos_in(pos, POS_BIT(P_PRONOUN) | POS_BIT(P_THERE))) {
		b->i++;
		return put_noun(b, b->i - 1, b->i, b->i - 1, NOUN_PRONOUN, b->article->covered[b->i - 1]);
	}
	return push_token(b, single_types[pos], NONE);
}

/* What English comes to: a noun phrase to 4 tokens, a verb group to 9. */
static bool reserve(struct article *article)
{
	size_t tokens = article->tokens.count;
	return VEC_RESERVE(&article->arena, &article->chunks, tokens + 1) &&
	       VEC_RESERVE(&article->arena, &article->nouns, tokens / 3 + 16) &&
	       VEC_RESERVE(&article->arena, &article->telling, tokens + 1) &&
	       VEC_RESERVE(&article->arena, &article->verbs, tokens / 7 + 16);
}

int chunk_run(struct article *article)
{
	size_t count = article->tokens.count + 1;
	article->pos = arena_zero(&article->arena, count, sizeof *article->pos);
	article->chunk_at = arena_ones(&article->arena, count + USUAL_TOKENS, sizeof(uint32_t));
	if (!article->pos || !article->chunk_at || !reserve(article))
		return -ENOMEM;
	struct name_set *names = arena_zero(&article->arena, 1, sizeof *names);
	if (!names)
		return -ENOMEM;
	chunk_names(article, names);
	for (uint32_t n = 0; n < article->sentences.count; n++) {
		struct sentence *s = &article->sentences.items[n];
		chunk_tag(article, s, names);
		struct builder b = { .article = article, .sentence = n, .i = s->first, .end = s->end };
		s->first_chunk = (uint32_t)article->chunks.count;
		while (b.i < b.end)
			if (next_chunk(&b) < 0)
				return -ENOMEM;
		leave_out(article, s->end, s->end + USUAL_TOKENS - 1);
		s->end_chunk = (uint32_t)article->chunks.count;
		s->types = b.types;
	}
	return 0;
}

bool article_finite(const struct article *article, uint32_t c, uint32_t end)
{
	for (; c < end && c < article->chunks.count; c++)
		if (article_chunk(article, c)->type == CHUNK_VERB &&
		    article->verbs.items[article_chunk(article, c)->item].flags & VERB_FINITE)
			return true;
	return false;
}

bool article_infinitive(const struct article *article, uint32_t c)
{
	return article_chunk(article, c)->type == CHUNK_VERB &&
	       article->verbs.items[article_chunk(article, c)->item].flags & VERB_INFINITIVE;
}

bool article_is_age(const struct article *article, uint32_t c)
{
	const struct chunk *k = article_chunk(article, c);
	return k->type == CHUNK_NOUN && k->end == k->first + 1 &&
	       article->tokens.items[k->first].class == TOKEN_NUMBER &&
	       article_chunk(article, c - 1)->type == CHUNK_COMMA && article_chunk(article, c - 2)->type == CHUNK_NOUN;
}

uint32_t article_over_phrases(const struct article *article, uint32_t c, uint32_t end)
{
	while (c + 1 < end && article_chunk(article, c)->type == CHUNK_PREPOSITION &&
	       article_chunk(article, c + 1)->type == CHUNK_NOUN)
		c += 2;
	return c;
}
