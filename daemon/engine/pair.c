/* pair: stances -> one score, label and confidence for each ordered pair; and the result that callers see.
 *
 * Each stance weighs: kind and role (an official's own words and the journalist's report 1, a description by
 * experts, media or others 0.5), times its certainty, times 0.4 + |score|, so that plain words outweigh faint ones,
 * times 0.65 where it is favourable: states go on meeting and trading while they quarrel, and readers let a harsh
 * word outweigh a kind one (negativity bias: Rozin & Royzman 2001). The stances of one statement between the same
 * two share one vote. A statement that repeats a passage, or whose text stood before, counts once. score =
 * sum(weight * score) / sum(weight), a mean: many mild words do not make a war. confidence = agreement * (1 -
 * exp(-sum(weight) / 1.5)): 0.49 for one stance of -0.6, 0.74 for two, 0.93 for four; agreement = |sum(weight *
 * score)| / sum(weight * |score|), 1 where all is neutral. */
#include <math.h>

#include "base/sort.h"
#include "engine/article.h"

#define DESCRIBED_WEIGHT 0.5
#define PLAIN_WEIGHT 0.4 /* of a stance without leaning; one of 0.6 weighs 1 */
#define FAVOUR_WEIGHT 0.65
#define CONFIDENCE_SCALE 1.5
#define SPEAKER_PHRASES 2

struct item {
	uint32_t source, target, statement;
	double weight, score;
};

/* How many stances of the statement are between the same two. */
static uint32_t fellows(const struct article *a, const struct statement *s, const struct stance *x)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < s->stance_count; i++) {
		const struct stance *o = &a->stances.items[s->first_stance + i];
		count += o->source == x->source && o->target == x->target;
	}
	return count;
}

/* What a stance weighs in its pair, whether it counts or not. */
static double weight_of(const struct article *a, const struct statement *s, const struct stance *x)
{
	bool own = s->kind == STANCED_NARRATED || s->speaker.role == STANCED_ROLE_OFFICIAL;
	double size = (PLAIN_WEIGHT + fabs((double)x->score)) * (x->score > 0 ? FAVOUR_WEIGHT : 1);
	return (own ? 1.0 : DESCRIBED_WEIGHT) * size * (double)x->certainty / fellows(a, s, x);
}

/* ---- names for callers ---- */

static const char *code_of(const struct article *a, uint32_t actor)
{
	return actor == NONE ? NULL : lexicon_actor(a->lexicon, (uint16_t)actor)->code;
}

/* No white space but single spaces between the tokens [first, end). */
static bool plainly_spaced(const struct article *a, uint32_t first, uint32_t end)
{
	for (const struct token *t = &a->tokens.items[first + 1], *last = &a->tokens.items[end]; t < last; t++) {
		const uint32_t gap = t->start - t[-1].end;
		if (gap > 1 || (gap && a->text[t[-1].end] != ' '))
			return false;
	}
	return true;
}

/* Text of tokens [first, end) with runs of white space made one space. */
static const char *copy_words(struct article *a, uint32_t first, uint32_t end)
{
	uint32_t from = a->tokens.items[first].start, to = a->tokens.items[end - 1].end;
	char *out = arena_string(&a->arena, a->text + from, to - from);
	if (!out || plainly_spaced(a, first, end))
		return out;
	size_t n = 0;
	for (size_t i = 0; out[i]; i++) {
		if ((unsigned char)out[i] > ' ') {
			out[n++] = out[i];
			continue;
		}
		bool space = out[i] == ' ' || out[i] == '\n' || out[i] == '\t' || out[i] == '\r';
		if (space && n && out[n - 1] == ' ')
			continue;
		out[n++] = space ? ' ' : out[i];
	}
	out[n] = '\0';
	return out;
}

static bool full_name(const struct article *a, uint32_t entity)
{
	return entity != NONE && a->entities.items[entity].name_end > a->entities.items[entity].name_first;
}

/* many of the families, one of them */
static bool of_follows(const struct article *a, const struct noun *n)
{
	uint32_t c = n->chunk + 1;
	return c < a->sentences.items[n->sentence].end_chunk && article_is(a, article_chunk(a, c)->first, "of");
}

/* The Home Office letter says what the Home Office says; the New York Post has its name whole. */
static bool document_owner(const struct article *a, const struct noun *n)
{
	if (!(n->flags & NOUN_BODY) || n->head == n->first || !article_is_document(a, n) ||
	    a->tokens.items[n->head].letters != LETTERS_LOWER ||
	    (n->role != STANCED_ROLE_MEDIA && article_is(a, n->head, "report")))
		return false;
	return a->tokens.items[n->head - 1].class == TOKEN_WORD &&
	       (article_covered(a, n->head - 1, LAYER_NAME) || article_covered(a, n->head - 1, LAYER_OFFICE));
}

/* The ministry in a statement said: the phrase at chunk c tells where it said so. */
static bool told_in(const struct article *a, uint32_t c)
{
	return article_is(a, article_chunk(a, c)->first, "in") &&
	       article_listed(a, a->nouns.items[article_chunk(a, c + 1)->item].head, LIST_papers);
}

/* Officials in Hanoi, a spokesman for the team, officials here: who is not named is told with what marks him off. */
static uint32_t phrase_end(const struct article *a, const struct noun *n)
{
	uint32_t c = n->chunk, end = a->sentences.items[n->sentence].end_chunk;
	for (uint32_t depth = 0; depth < SPEAKER_PHRASES && c + 2 < end; depth++, c += 2)
		if (article_chunk(a, c + 1)->type != CHUNK_PREPOSITION || article_chunk(a, c + 2)->type != CHUNK_NOUN ||
		    a->tokens.items[article_chunk(a, c + 2)->first].class == TOKEN_NUMBER || /* over 345 pilgrims */
		    told_in(a, c + 1))
			break;
	if (c == n->chunk)
		return n->end < a->tokens.count && article_is(a, n->end, "here") ? n->end + 1 : n->end;
	return article_chunk(a, c)->end;
}

static int tell_speaker(struct article *a, const struct statement *s, struct stanced_speaker *out)
{
	const struct noun *n = &a->nouns.items[s->speaker.noun];
	uint32_t first = s->speaker.first, end = s->speaker.end, entity = s->speaker.entity;
	bool whole = first == n->first && end == n->end; /* not: Li's claim */
	if (a->tokens.items[end - 1].class == TOKEN_POSSESSIVE && end - first > 1)
		end--;
	out->start = a->tokens.items[first].start;
	out->end = a->tokens.items[end - 1].end;
	if (full_name(a, entity)) {
		first = a->entities.items[entity].name_first;
		end = a->entities.items[entity].name_end;
	} else if (whole && n->antecedent != NONE) {
		first = a->nouns.items[n->antecedent].first;
		end = a->nouns.items[n->antecedent].end;
	} else if (whole && n->entity == NONE && (!(n->flags & NOUN_PRONOUN) || of_follows(a, n))) {
		end = document_owner(a, n) ? n->head : phrase_end(a, n);
	}
	out->name = copy_words(a, first, end);
	out->country = code_of(a, s->speaker.actor);
	out->role = s->speaker.role;
	return out->name ? 0 : -ENOMEM;
}

/* What is told of each stance, in the order of the statements that they are of. */
static const struct stanced_stance *tell_stances(struct article *a)
{
	struct stanced_stance *list = arena_alloc(&a->arena, a->stances.count, sizeof *list);
	struct stanced_cue *cues = arena_alloc(&a->arena, a->stances.count, sizeof *cues);
	if (!list || !cues)
		return NULL;
	for (size_t i = 0; i < a->stances.count; i++) {
		const struct stance *x = &a->stances.items[i];
		const struct statement *s = &a->statements.items[x->statement];
		cues[i] = (struct stanced_cue) { a->tokens.items[x->cue_first].start,
						 a->tokens.items[x->cue_end - 1].end, x->term, x->rule };
		list[i] = (struct stanced_stance) { code_of(a, x->source),
						    code_of(a, x->target),
						    x->score,
						    x->certainty,
						    &cues[i],
						    1,
						    s->repeated ? 0 : weight_of(a, s, x) };
	}
	return list;
}

static int tell_statements(struct article *a)
{
	struct stanced_statement *list = arena_zero(&a->arena, a->statements.count + 1, sizeof *list);
	const struct stanced_stance *stances = tell_stances(a);
	if (!list || !stances)
		return -ENOMEM;
	for (size_t n = 0; n < a->statements.count; n++) {
		const struct statement *s = &a->statements.items[n];
		list[n].kind = s->kind;
		list[n].start = s->start;
		list[n].end = s->end;
		list[n].sentiment = s->sentiment;
		list[n].has_speaker = s->has_speaker && s->kind != STANCED_NARRATED;
		if (list[n].has_speaker && tell_speaker(a, s, &list[n].speaker) < 0)
			return -ENOMEM;
		list[n].stances = stances + s->first_stance;
		list[n].stance_count = s->stance_count;
	}
	a->result.statements = list;
	a->result.statement_count = a->statements.count;
	return 0;
}

static int by_code(const void *x, const void *y)
{
	const struct stanced_actor *a = x, *b = y;
	return strcmp(a->code, b->code);
}

static int tell_actors(struct article *a)
{
	size_t n = a->actors_named.count;
	struct stanced_actor *list = arena_alloc(&a->arena, n, sizeof *list);
	struct stanced_actor *scratch = arena_alloc(&a->arena, n, sizeof *scratch);
	if (!list || !scratch)
		return -ENOMEM;
	for (size_t i = 0; i < n; i++) {
		uint32_t actor = a->actors_named.items[i];
		list[i] = (struct stanced_actor) { code_of(a, actor), a->actor_mentions[actor],
						   a->actor_sentiment[actor] };
	}
	sort_stable(list, n, sizeof *list, by_code, scratch);
	a->result.actors = list;
	a->result.actor_count = n;
	return 0;
}

/* ---- adding up ---- */

static int by_pair(const void *x, const void *y)
{
	const struct item *a = x, *b = y;
	if (a->source != b->source)
		return a->source < b->source ? -1 : 1;
	if (a->target != b->target)
		return a->target < b->target ? -1 : 1;
	return a->statement < b->statement ? -1 : a->statement > b->statement;
}

static enum stanced_label label_of(double score)
{
	return score <= -STANCED_NEUTRAL_BAND  ? STANCED_NEGATIVE
	       : score >= STANCED_NEUTRAL_BAND ? STANCED_POSITIVE
					       : STANCED_NEUTRAL;
}

static int add_pair(struct article *a, const struct item *items, size_t count, struct stanced_pair *out)
{
	uint32_t *indices = arena_alloc(&a->arena, count, sizeof *indices);
	if (!indices)
		return -ENOMEM;
	double weight = 0, sum = 0, size = 0;
	size_t n = 0;
	bool quoted = false;
	for (size_t i = 0; i < count; i++) {
		weight += items[i].weight;
		sum += items[i].weight * items[i].score;
		size += items[i].weight * fabs(items[i].score);
		quoted |= a->statements.items[items[i].statement].kind != STANCED_NARRATED;
		if (n == 0 || indices[n - 1] != items[i].statement)
			indices[n++] = items[i].statement;
	}
	double score = weight > 0 ? sum / weight : 0;
	double agreement = size > 0 ? fabs(sum) / size : 1;
	*out = (struct stanced_pair) {
		.source = code_of(a, items[0].source),
		.target = code_of(a, items[0].target),
		.score = score,
		.confidence = agreement * (1 - exp(-weight / CONFIDENCE_SCALE)),
		.label = label_of(score),
		.quoted = quoted,
		.statements = indices,
		.statement_count = n,
	};
	return 0;
}

static int pairs_by_code(const void *x, const void *y)
{
	const struct stanced_pair *a = x, *b = y;
	int c = strcmp(a->source, b->source);
	return c ? c : strcmp(a->target, b->target);
}

static int tell_pairs(struct article *a)
{
	struct item *items = arena_alloc(&a->arena, a->stances.count + 1, sizeof *items);
	struct stanced_pair *list = arena_alloc(&a->arena, a->stances.count + 1, sizeof *list);
	struct stanced_pair *scratch = arena_alloc(&a->arena, a->stances.count + 1, sizeof *scratch);
	size_t count = 0, n = 0;
	_Static_assert(sizeof(struct item) <= sizeof(struct stanced_pair), "scratch serves both sorts");
	if (!items || !list || !scratch)
		return -ENOMEM;
	for (size_t i = 0; i < a->stances.count; i++) {
		const struct stance *x = &a->stances.items[i];
		const struct statement *s = &a->statements.items[x->statement];
		if (!s->repeated)
			items[count++] = (struct item) { x->source, x->target, x->statement, weight_of(a, s, x),
							 (double)x->score };
	}
	sort_stable(items, count, sizeof *items, by_pair, scratch);
	for (size_t i = 0, k; i < count; i = k) {
		for (k = i + 1; k < count && items[k].source == items[i].source && items[k].target == items[i].target;)
			k++;
		if (add_pair(a, items + i, k - i, &list[n++]) < 0)
			return -ENOMEM;
	}
	sort_stable(list, n, sizeof *list, pairs_by_code, scratch);
	a->result.pairs = list;
	a->result.pair_count = n;
	return 0;
}

static enum stanced_reason reason_of(const struct article *a)
{
	if (a->result.pair_count)
		return STANCED_REASON_NONE;
	if (!a->english)
		return STANCED_REASON_NOT_ENGLISH;
	if (a->sentences.count == 0)
		return STANCED_REASON_ALL_BOILERPLATE;
	if (a->result.actor_count == 0)
		return STANCED_REASON_NO_ACTORS;
	return a->result.actor_count == 1 ? STANCED_REASON_ONE_ACTOR : STANCED_REASON_NO_STANCE;
}

int pair_run(struct article *article)
{
	if (tell_statements(article) < 0 || tell_actors(article) < 0 || tell_pairs(article) < 0)
		return -ENOMEM;
	article->result.sentiment = article->sentiment;
	article->result.reason = reason_of(article);
	return 0;
}
