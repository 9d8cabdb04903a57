/* The questions of the stages; those of every token stand in lexicon_find.h. */
#include "engine/lexicon.h"

#include <string.h>

#include "engine/lexicon_find.h"
#include "engine/lexicon_value.h"
#include "engine/scan_quick.h"

static uint32_t find_long(const struct stanced_lexicon *lexicon, const char *folded, size_t size, uint32_t hash)
{
	for (uint32_t at = LEXICON_PLACE(hash, lexicon->symbol_mask);; at = LEXICON_PLACE(at, lexicon->symbol_mask)) {
		const struct lexicon_text *text = &lexicon->texts[lexicon->symbols[at].text];

		if (text->size == 0)
			return 0;
		if (text->size == size && memcmp(lexicon->pool + text->offset, folded, size) == 0)
			return at;
	}
}

uint32_t lexicon_symbol(const struct stanced_lexicon *lexicon, const char *folded, size_t size, uint32_t hash)
{
	char padded[16] = { 0 };

	if (size > SCAN_SHORT)
		return find_long(lexicon, folded, size, hash);
	memcpy(padded, folded, size);
	if (!padded[0])
		return 0; /* no word, nor a free place */
	return lexicon_find_short(lexicon->symbols, lexicon->symbol_mask, scan_eight(padded), scan_eight(padded + 8),
				  hash);
}

const struct symbol *lexicon_symbols(const struct stanced_lexicon *lexicon)
{
	return lexicon->symbols;
}

const struct word *lexicon_word(const struct stanced_lexicon *lexicon, uint32_t symbol)
{
	return &lexicon->symbols[symbol].word;
}

bool lexicon_starts_phrase(const struct stanced_lexicon *lexicon, uint32_t symbol)
{
	return (lexicon->symbols[symbol].node.layers | lexicon->symbols[symbol].node.below) != 0;
}

unsigned lexicon_match_layers(const struct stanced_lexicon *lexicon, const struct token *tokens, size_t i, size_t end,
			      uint8_t stop, unsigned layers, struct lexicon_hit hits[LAYER_COUNT])
{
	return lexicon_find_word(lexicon, &tokens[i], layers, hits) |
	       lexicon_find_longer(lexicon, tokens, i, end, stop, layers, hits);
}

unsigned lexicon_match(const struct stanced_lexicon *lexicon, const struct token *tokens, size_t i, size_t end,
		       struct lexicon_hit hits[LAYER_COUNT])
{
	unsigned found = 0;

	memset(hits, 0, LAYER_COUNT * sizeof *hits);
	if (i < end)
		lexicon_match_layers(lexicon, tokens, i, end, TOKEN_PARAGRAPH, (1u << LAYER_COUNT) - 1, hits);
	for (unsigned layer = 0; layer < LAYER_COUNT; layer++)
		found += hits[layer].entry != NULL;
	return found;
}

const struct entry *lexicon_next(const struct stanced_lexicon *lexicon, const struct entry *entry,
				 const struct token *tokens, size_t i)
{
	const struct entry *last = entry;

	while (entry->next != UINT32_MAX) {
		entry = &lexicon->entries[entry->next];
		if (entry->row == last->row && entry->kind == last->kind)
			continue; /* NATO fits the spelling Nato as well */
		if (entry->kind != ENTRY_BLOCK && lexicon_cases_fit(entry->cases, tokens + i))
			return entry;
	}
	return NULL;
}

int32_t lexicon_day(const struct stanced_lexicon *lexicon)
{
	return lexicon->day;
}

const char *lexicon_stance_class_name(uint8_t stance_class)
{
	return stance_class < stance_words.count ? stance_words.words[stance_class] : NULL;
}
