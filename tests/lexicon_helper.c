#include "lexicon_helper.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/article.h"
#include "engine/scan.h"

#define TOKENS_MAX 64

char findings[8192];
static char told[4096];

static const char *const kinds[] = {
	"not",    "name",   "adjective", "demonym", "capital", "metonym",  "city",      "institution",
	"person", "office", "head",      "cue",     "stance",  "modifier", "sentiment", "boilerplate",
};

void note_finding(void *user, const struct stanced_diagnostic *diagnostic)
{
	size_t n = strlen(findings);
	snprintf(findings + n, sizeof findings - n, "%s%s%u:%u %s", n ? " " : "",
		 diagnostic->severity == STANCED_WARNING ? "w" : "", diagnostic->line, diagnostic->column,
		 diagnostic->code);
}

struct stanced_lexicon *build_texts(const struct text_file *files, size_t count, bool warnings)
{
	struct stanced_lexicon_options options = { .warnings = warnings, .diagnose = note_finding };
	struct lexicon_source *sources = calloc(count, sizeof *sources);
	struct stanced_lexicon *lexicon = NULL;
	findings[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		const char *name = lexicon_file_name(files[i].file);
		sources[i] = (struct lexicon_source) { .path = name ? name : "actors.tsv",
						       .name = name ? name : "actors.tsv",
						       .data = files[i].text,
						       .size = strlen(files[i].text),
						       .file = files[i].file,
						       .set = files[i].set };
	}
	int r = lexicon_build(&lexicon, sources, count, "test", &options);
	free(sources);
	if (r < 0)
		snprintf(findings, sizeof findings, "failed: %d", r);
	return r == 0 ? lexicon : NULL;
}

static uint32_t cut(const struct stanced_lexicon *lexicon, const char *text, struct token tokens[TOKENS_MAX + 1])
{
	uint32_t count = 0;
	size_t offset = 0;
	struct scan_word word;
	for (; count < TOKENS_MAX; offset = word.end) {
		scan_next(text, strlen(text), offset, &word);
		if (word.class == SCAN_END)
			break;
		tokens[count++] = (struct token) {
			.start = word.start,
			.end = word.end,
			.symbol = lexicon_symbol(lexicon, word.folded, word.folded_size, word.hash),
			.letters = word.letters,
			.flags = word.newlines > 1 || word.start == 0 ? TOKEN_PARAGRAPH : 0,
		};
	}
	return count;
}

static void tell(const struct stanced_lexicon *lexicon, const struct entry *entry, const char *separator)
{
	const struct row *row = lexicon_row(lexicon, entry);
	const struct actor_info *actor = lexicon_actor(lexicon, row->actor);
	size_t n = strlen(told);
	if (entry->kind == ENTRY_BLOCK)
		snprintf(told + n, sizeof told - n, "%snot", n ? separator : "");
	else
		snprintf(told + n, sizeof told - n, "%s%s=%s%s%s", n ? separator : "", kinds[entry->kind],
			 actor ? actor->code : "", actor ? ":" : "", row->term);
}

const char *hits(const struct stanced_lexicon *lexicon, enum layer layer, const char *text)
{
	struct token tokens[TOKENS_MAX + 1] = { 0 };
	uint32_t count = cut(lexicon, text, tokens);
	told[0] = '\0';
	for (uint32_t i = 0; i < count; i++) {
		struct lexicon_hit found[LAYER_COUNT];
		lexicon_match(lexicon, tokens, i, count, found);
		if (!found[layer].entry)
			continue;
		tell(lexicon, found[layer].entry, ", ");
		for (const struct entry *e = found[layer].entry; (e = lexicon_next(lexicon, e, tokens, i));)
			tell(lexicon, e, " / ");
		i += found[layer].tokens - 1;
	}
	return told;
}

const char *forms(const struct stanced_lexicon *lexicon, enum layer layer, const char *text)
{
	static const char *const names[] = { "base", "third", "past", "participle", "ing", "singular", "plural" };
	struct token tokens[TOKENS_MAX + 1] = { 0 };
	uint32_t count = cut(lexicon, text, tokens);
	struct lexicon_hit found[LAYER_COUNT];
	told[0] = '\0';
	lexicon_match(lexicon, tokens, 0, count, found);
	if (!found[layer].entry || found[layer].tokens != count)
		return "none";
	for (int i = 0; i < 7; i++)
		if (found[layer].entry->form >> i & 1)
			snprintf(told + strlen(told), sizeof told - strlen(told), "%s%s", *told ? " " : "", names[i]);
	return told;
}
