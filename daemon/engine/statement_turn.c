/* statement, turns: a name before a colon and what it says.
 *
 *   SMITH: ...               a transcript: the rest of the paragraph, and those up to the next turn, unless the
 *                            capitals are a town's or the page's label; a QUESTION is nobody's
 *   Rosa Diaz: "Q"           a quotation of some words behind a person's or an office's name that opens the sentence */
#include "engine/statement.h"

#define TRANSCRIPT_NAME_TOKENS 5
#define TURN_PARAGRAPHS 12 /* in which the next turn is looked for */
#define QUOTE_WORDS 4 /* fewer are scare quotes */

/* EXCLUSIVE: what the page calls the text is no speaker. */
static bool is_label(const struct article *a, uint32_t first, uint32_t end)
{
	struct lexicon_hit hits[LAYER_COUNT];
	return lexicon_match_layers(a->lexicon, a->tokens.items, first, end, TOKEN_LINE, 1u << LAYER_BOILERPLATE,
				    hits) &&
	       hits[LAYER_BOILERPLATE].tokens == end - first;
}

/* The token of the colon behind a name in capitals that begins at token name, or NONE. */
static uint32_t label_end(const struct article *a, uint32_t name, uint32_t end)
{
	uint32_t i = name;
	while (i < end && i < name + TRANSCRIPT_NAME_TOKENS && a->tokens.items[i].class == TOKEN_WORD &&
	       a->tokens.items[i].letters == LETTERS_UPPER)
		i++;
	return i == name || i >= end || a->tokens.items[i].mark != ':' ? NONE : i;
}

/* Where the turn that begins in paragraph p ends: before the next turn, over the paragraphs between; where none comes
 * soon, with the paragraph. */
static uint32_t turn_end(const struct article *a, uint32_t p)
{
	const struct paragraph *all = a->paragraphs.items;
	for (uint32_t k = p + 1; k < a->paragraphs.count && k < p + TURN_PARAGRAPHS; k++) {
		if (all[k].class == LINE_BOILERPLATE || a->tokens.items[all[k].first].mark == '(')
			break;
		if (label_end(a, all[k].first, all[k].end) != NONE)
			return all[k - 1].end;
	}
	return all[p].end;
}

/* SMITH, after a SPOKESMAN JO SMITH: the same person. */
static void recall_name(struct article *a, struct noun *n)
{
	uint32_t e = n->entity == NONE ? article_last_named(a, n->head) : NONE;
	if (e == NONE)
		return;
	n->entity = e;
	n->actors[0] = a->entities.items[e].actor;
	n->role = a->entities.items[e].role;
}

/* Who asks is not named. */
static bool asks(const struct article *a, uint32_t name, uint32_t end)
{
	return end == name + 1 && article_listed(a, name, LIST_askers);
}

static bool transcript(struct article *a, const struct sentence *s, uint32_t *owner)
{
	if (!(a->tokens.items[s->first].flags & TOKEN_PARAGRAPH))
		return false;
	uint32_t name = s->first;
	if (is_quote_mark(a->tokens.items[name].mark) && name + 1 < s->end)
		name++; /* "SMITH: a transcript that is quoted as a whole */
	uint32_t i = label_end(a, name, s->end);
	if (i == NONE)
		return false;
	const struct paragraph *p = &a->paragraphs.items[s->paragraph];
	uint32_t c = a->chunk_at[name];
	struct attribution at = { .verb = NONE,
				  .noun = c != NONE && article_chunk(a, c)->type == CHUNK_NOUN
						  ? article_chunk(a, c)->item
						  : NONE };
	const struct mention *place = article_mention(a, name, LAYER_NAME); /* JAKARTA: Ministers met */
	bool dateline = place && place->first == name && place->end == i &&
			(place->entry->kind == ENTRY_CAPITAL || place->entry->kind == ENTRY_CITY);
	if (at.noun == NONE || i + 1 >= p->end || dateline || is_label(a, name, i))
		return false;
	recall_name(a, &a->nouns.items[at.noun]);
	if (asks(a, name, i))
		at.noun = NONE;
	uint32_t index = (uint32_t)a->statements.count, end = turn_end(a, s->paragraph);
	if (!statement_add(a, STANCED_DIRECT, i + 1, end, &at))
		return false;
	for (uint32_t k = i + 1; k < end; k++)
		if (a->quote_at[k] != NONE)
			owner[a->quote_at[k]] = index;
	return true;
}

/* Rosa Diaz: "The bridge is safe and will stay so." */
static bool named_quote(struct article *a, const struct sentence *s, uint32_t *owner)
{
	const struct chunk *k = article_chunk(a, s->first_chunk);
	uint32_t colon = k->end;
	if (k->type != CHUNK_NOUN || colon + 2 >= a->tokens.count || a->tokens.items[colon].mark != ':')
		return false;
	uint32_t q = a->quote_at[colon + 2];
	const struct noun *n = &a->nouns.items[k->item];
	if (q == NONE || a->quotes.items[q].open != colon + 1 || a->quotes.items[q].words < QUOTE_WORDS ||
	    owner[q] != NONE || (n->entity == NONE && n->office == NONE))
		return false;
	struct attribution at = { .verb = NONE, .noun = k->item };
	statement_quote(a, q, &at, owner);
	return owner[q] != NONE;
}

bool statement_turn(struct article *article, uint32_t sentence, uint32_t *owner)
{
	const struct sentence *s = &article->sentences.items[sentence];
	return transcript(article, s, owner) || named_quote(article, s, owner);
}
