/* sentiment: the tone of statements, of the article and toward each actor.
 *
 * Tone is not stance: bad news counts here. Valence words (sentiment.tsv) with their modifiers:
 *   1. a negator up to three words before turns a word and halves it; intensifiers and diminishers scale it
 *   2. after "but" words count half as much again, before it half (Hutto and Gilbert 2014 found this ratio)
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

/* Valence of the word that begins at token i with its modifiers; 0: none. */
static double valence_at(const struct article *a, uint32_t i, uint32_t floor)
{
	const struct mention *m = article_mention(a, i, LAYER_SENTIMENT);
	if (!m || m->first != i)
		return 0;
	double v = m->row->score;
	for (uint32_t k = i; k-- > floor && k + NEGATOR_REACH >= i;) {
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

static double squash(double x)
{
	return x / sqrt(x * x + 1);
}

static uint32_t contrast_in(const struct article *a, uint32_t first, uint32_t end)
{
	for (uint32_t i = first + 1; i < end; i++)
		if (article_tagged(a, i, TAG(but)))
			return i;
	return NONE;
}

static double sum_span(const struct article *a, uint32_t first, uint32_t end, uint32_t *wordsp)
{
	double sum = 0;
	uint32_t words = 0, but = NONE;
	for (uint32_t i = first; i < end; i++) {
		double v = valence_at(a, i, first);
		if (v == 0)
			continue;
		if (words++ == 0)
			but = contrast_in(a, first, end);
		sum += v * (but == NONE ? 1 : i < but ? BEFORE_BUT : AFTER_BUT);
	}
	if (wordsp)
		*wordsp = words;
	return sum;
}

static void statements(struct article *a)
{
	for (size_t n = 0; n < a->statements.count; n++) {
		struct statement *s = &a->statements.items[n];
		s->sentiment = squash(sum_span(a, s->first, s->last, NULL));
	}
}

static void whole(struct article *a)
{
	double sum = 0, weight = 0;
	for (size_t n = 0; n < a->sentences.count; n++) {
		const struct sentence *s = &a->sentences.items[n];
		uint8_t class = a->paragraphs.items[s->paragraph].class;
		uint32_t words;
		double x = sum_span(a, s->first, s->end, &words);
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

static void gather(const struct article *a, const struct sentence *s, struct words *words)
{
	words->count = 0;
	for (uint32_t i = s->first; i < s->end && words->count < SENTENCE_WORDS; i++) {
		double v = valence_at(a, i, s->first);
		if (v == 0)
			continue;
		words->items[words->count].token = i;
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

static void count_mention(struct article *a, uint16_t actor, double x)
{
	if (actor == LEXICON_NO_ACTOR)
		return;
	a->actor_mentions[actor]++;
	a->actor_sentiment[actor] += x;
}

static void actors(struct article *a)
{
	struct words words;
	for (size_t n = 0; n < a->sentences.count; n++) {
		const struct sentence *s = &a->sentences.items[n];
		gather(a, s, &words);
		for (uint32_t i = s->first; i < s->end;) {
			const struct mention *m = article_mention(a, i, LAYER_NAME);
			if (!m || m->first != i || m->entry->kind == ENTRY_CITY) {
				i++;
				continue;
			}
			count_mention(a, m->row->actor, toward(&words, m->first, m->end));
			i = m->end;
		}
	}
	for (size_t n = 0; n < a->stances.count; n++) {
		const struct stance *s = &a->stances.items[n];
		if (a->actor_mentions[s->target] && !a->statements.items[s->statement].repeated)
			a->actor_sentiment[s->target] += STANCE_WEIGHT * s->score * s->certainty;
	}
}

int sentiment_run(struct article *article)
{
	size_t count = lexicon_actor_count(article->lexicon);
	article->actor_sentiment = arena_zero(&article->arena, count, sizeof(double));
	article->actor_mentions = arena_zero(&article->arena, count, sizeof(uint32_t));
	if (!article->actor_sentiment || !article->actor_mentions)
		return -ENOMEM;
	statements(article);
	whole(article);
	actors(article);
	for (size_t i = 0; i < count; i++)
		if (article->actor_mentions[i])
			article->actor_sentiment[i] = squash(article->actor_sentiment[i] /
							     sqrt((double)article->actor_mentions[i]));
	return 0;
}
