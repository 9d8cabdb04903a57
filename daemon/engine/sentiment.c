/* sentiment: the tone of statements, of the article and toward each actor.
 *
 * Tone is not stance: bad news counts here. Valence words (sentiment.tsv) with their modifiers:
 *   1. a negator up to three words before turns a word and halves it; intensifiers and diminishers scale it
 *   2. after "but" words count half as much again, before it half (Hutto and Gilbert 2014 found this ratio); not after
 *      "anything but" and where else it joins no clauses
 *   3. a sum x becomes x / sqrt(x^2 + 1): between -1 and 1, two plain words give about 0.7
 *   4. a statement: the words inside it; the article: the mean over its sentences that carry any, headline double
 *   5. an actor: the words of each sentence that names it, the nearer the heavier (1 / (1 + distance / 6)); verbs that
 *      bear on it by grammar count for it in full; stances toward it count too */
#include <math.h>

#include "engine/article.h"

#define NEGATOR_REACH 3
#define NEGATED_SHARE (-0.5)
#define BEFORE_BUT 0.5
#define AFTER_BUT 1.5
#define NEARNESS 6.0
#define STANCE_WEIGHT 0.8

/* A valence word; its valence with all modifiers within reach. */
struct valence {
	uint32_t token, mention;
	double value;
};

/* What the sums are made of, gathered once. */
struct scale {
	struct article *article;
	VEC(struct valence) words;
	VEC(uint32_t) buts; /* tokens of words of contrast */
	size_t next; /* word that the spans of this pass, which come in the order of the text, begin at or behind */
};

/* Valence of the word with its modifiers in a span that begins at floor. */
static double valence_of(const struct article *a, const struct mention *m, uint32_t floor)
{
	uint32_t reach = m->first > floor + NEGATOR_REACH ? m->first - NEGATOR_REACH : floor;
	double v = m->row->score;
	for (uint32_t k = m->first; k-- > reach;) {
		const struct mention *mod = article_mention(a, k, LAYER_MODIFIER);
		if (mod && mod->first == k) {
			if (mod->row->sub == MODIFIER_NEGATOR)
				v *= NEGATED_SHARE;
			else if (mod->row->sub == MODIFIER_INTENSIFIER || mod->row->sub == MODIFIER_DIMINISHER)
				v *= mod->row->score > 0 ? mod->row->score : 1;
		}
		if (a->tokens.items[k].class == TOKEN_MARK)
			break;
	}
	return v;
}

static double valence_at(const struct article *a, const struct valence *word, uint32_t floor)
{
	return word->token >= floor + NEGATOR_REACH ? word->value
						    : valence_of(a, &a->mentions.items[word->mention], floor);
}

static int add_but(struct scale *scale, uint32_t token)
{
	uint32_t *but = VEC_PUSH(&scale->article->arena, &scale->buts);
	if (!but)
		return -ENOMEM;
	*but = token;
	return 0;
}

static int buts_of_sentence(struct scale *scale, const struct sentence *s)
{
	const struct article *a = scale->article;
	if (!(s->types & 1u << CHUNK_BUT))
		return 0;
	for (uint32_t c = s->first_chunk; c < s->end_chunk; c++)
		if (article_chunk(a, c)->type == CHUNK_BUT && add_but(scale, article_chunk(a, c)->first) < 0)
			return -ENOMEM;
	return 0;
}

/* A paragraph that stood before has no sentences; quotations in it are told again all the same. */
static int gather_buts(struct scale *scale)
{
	const struct article *a = scale->article;
	size_t n = 0;
	for (size_t p = 0; p < a->paragraphs.count; p++) {
		const struct paragraph *paragraph = &a->paragraphs.items[p];
		if (paragraph->class == LINE_REPEATED) {
			for (uint32_t i = paragraph->first; i < paragraph->end; i++)
				if (article_tagged(a, i, TAG(but)) && add_but(scale, i) < 0)
					return -ENOMEM;
			continue;
		}
		for (; n < a->sentences.count && a->sentences.items[n].paragraph == p; n++)
			if (buts_of_sentence(scale, &a->sentences.items[n]) < 0)
				return -ENOMEM;
	}
	return 0;
}

static int gather_scale(struct scale *scale)
{
	struct article *a = scale->article;
	for (uint32_t n = a->first_of[LAYER_SENTIMENT]; n != NONE; n = a->mentions.items[n].next) {
		const struct mention *m = &a->mentions.items[n];
		struct valence *word = VEC_PUSH(&a->arena, &scale->words);
		if (!word)
			return -ENOMEM;
		*word = (struct valence) { .token = m->first, .mention = n, .value = valence_of(a, m, 0) };
	}
	return gather_buts(scale);
}

/* Index of the first word at or after the token, which is none before that of the last call of this pass. */
static size_t words_from(struct scale *scale, uint32_t token)
{
	while (scale->next < scale->words.count && scale->words.items[scale->next].token < token)
		scale->next++;
	return scale->next;
}

static double squash(double x)
{
	return x / sqrt(x * x + 1);
}

/* First "but" after the first token of a span, or NONE. */
static uint32_t contrast_in(const struct scale *scale, uint32_t first, uint32_t end)
{
	size_t low = 0, high = scale->buts.count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (scale->buts.items[middle] <= first)
			low = middle + 1;
		else
			high = middle;
	}
	return low < scale->buts.count && scale->buts.items[low] < end ? scale->buts.items[low] : NONE;
}

static double sum_span(struct scale *scale, uint32_t first, uint32_t end, uint32_t *wordsp)
{
	const struct article *a = scale->article;
	double sum = 0;
	uint32_t words = 0, but = NONE;
	for (size_t n = words_from(scale, first); n < scale->words.count; n++) {
		uint32_t i = scale->words.items[n].token;
		if (i >= end)
			break;
		double v = valence_at(a, &scale->words.items[n], first);
		if (v == 0)
			continue;
		if (words++ == 0)
			but = contrast_in(scale, first, end);
		sum += v * (but == NONE ? 1 : i < but ? BEFORE_BUT : AFTER_BUT);
	}
	if (wordsp)
		*wordsp = words;
	return sum;
}

static void statements(struct scale *scale)
{
	struct article *a = scale->article;
	scale->next = 0;
	for (size_t n = 0; n < a->statements.count; n++) {
		struct statement *s = &a->statements.items[n];
		s->sentiment = squash(sum_span(scale, s->first, s->last, NULL));
	}
}

static void whole(struct scale *scale)
{
	struct article *a = scale->article;
	scale->next = 0;
	double sum = 0, weight = 0;
	for (size_t n = 0; n < a->sentences.count; n++) {
		const struct sentence *s = &a->sentences.items[n];
		uint8_t class = a->paragraphs.items[s->paragraph].class;
		uint32_t words;
		double x = sum_span(scale, s->first, s->end, &words);
		double w = class == LINE_HEADLINE ? 2 : 1;
		if (words == 0)
			continue;
		sum += w * squash(x);
		weight += w;
	}
	a->sentiment = weight > 0 ? sum / weight : 0;
}

/* Valence words of one sentence, gathered once for all its actors. */
#define SENTENCE_WORDS 64
struct words {
	struct {
		uint32_t token;
		double valence;
	} items[SENTENCE_WORDS];
	size_t count;
};

static void gather(struct scale *scale, const struct sentence *s, struct words *words)
{
	const struct article *a = scale->article;
	words->count = 0;
	for (size_t n = words_from(scale, s->first); n < scale->words.count && words->count < SENTENCE_WORDS; n++) {
		const struct valence *word = &scale->words.items[n];
		if (word->token >= s->end)
			break;
		double v = valence_at(a, word, s->first);
		if (v == 0)
			continue;
		words->items[words->count].token = word->token;
		words->items[words->count++].valence = v;
	}
}

static double toward(const struct words *words, uint32_t first, uint32_t end)
{
	double sum = 0;
	for (size_t k = 0; k < words->count; k++) {
		uint32_t t = words->items[k].token;
		double distance = t < first ? first - t : t >= end ? t - end + 1 : 0;
		sum += words->items[k].valence / (1 + distance / NEARNESS);
	}
	return sum;
}

static int count_mention(struct article *a, uint16_t actor, double x)
{
	if (actor == LEXICON_NO_ACTOR)
		return 0;
	if (a->actor_mentions[actor]++ == 0) {
		uint32_t *named = VEC_PUSH(&a->arena, &a->actors_named);
		if (!named)
			return -ENOMEM;
		*named = actor;
	}
	a->actor_sentiment[actor] += x;
	return 0;
}

static int actors_of_sentences(struct scale *scale)
{
	struct article *a = scale->article;
	struct words words;
	uint32_t n = 0, gathered = NONE;
	words.count = 0;
	scale->next = 0;
	for (uint32_t i = a->first_of[LAYER_NAME]; i != NONE; i = a->mentions.items[i].next) {
		const struct mention *m = &a->mentions.items[i];
		/* the actor stage may have taken a name back */
		if (m->entry->kind == ENTRY_CITY || a->at[LAYER_NAME][m->first] != i)
			continue;
		while (n < a->sentences.count && a->sentences.items[n].end <= m->first)
			n++;
		if (n == a->sentences.count)
			break;
		if (m->first < a->sentences.items[n].first)
			continue;
		if (gathered != n)
			gather(scale, &a->sentences.items[n], &words);
		gathered = n;
		if (count_mention(a, m->row->actor, toward(&words, m->first, m->end)) < 0)
			return -ENOMEM;
	}
	return 0;
}

static int actors(struct scale *scale)
{
	struct article *a = scale->article;
	if (actors_of_sentences(scale) < 0)
		return -ENOMEM;
	for (size_t n = 0; n < a->stances.count; n++) {
		const struct stance *s = &a->stances.items[n];
		if (a->actor_mentions[s->target] && !a->statements.items[s->statement].repeated)
			a->actor_sentiment[s->target] += STANCE_WEIGHT * s->score * s->certainty;
	}
	for (size_t i = 0; i < a->actors_named.count; i++) {
		uint32_t actor = a->actors_named.items[i];
		a->actor_sentiment[actor] = squash(a->actor_sentiment[actor] / sqrt((double)a->actor_mentions[actor]));
	}
	return 0;
}

int sentiment_run(struct article *article)
{
	size_t count = lexicon_actor_count(article->lexicon);
	struct scale scale = { .article = article };
	article->actor_sentiment = arena_zero(&article->arena, count, sizeof(double));
	article->actor_mentions = arena_zero(&article->arena, count, sizeof(uint32_t));
	if (!article->actor_sentiment || !article->actor_mentions || gather_scale(&scale) < 0)
		return -ENOMEM;
	statements(&scale);
	whole(&scale);
	return actors(&scale);
}
