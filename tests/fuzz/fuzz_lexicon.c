/* Any bytes as any lexicon file, over a small world: refused or built, never worse. The first byte says which file. */
#include <stdlib.h>
#include <string.h>

#include "engine/article.h"
#include "engine/lexicon_build.h"
#include "engine/scan.h"

static const char world[] = "code\tname\taliases\tadjective\nJPN\tJapan\tNippon\tJapanese\nCHN\tChina\t\tChinese\n";
static const char offices[] = "title\trole\nminister\tofficial\n";

static void ignore(void *user, const struct stanced_diagnostic *diagnostic)
{
	(void)user;
	if (strlen(diagnostic->message) == 0 || diagnostic->code[0] == '\0')
		abort();
}

/* Every phrase of the file is looked for in the file itself. */
static void match_all(const struct stanced_lexicon *lexicon, const char *text, size_t size)
{
	static struct token tokens[4096];
	struct lexicon_hit hits[LAYER_COUNT];
	size_t offset = 0, count = 0;
	struct scan_word word;

	for (; count < 4096; offset = word.end) {
		scan_next(text, size, offset, &word);
		if (word.class == SCAN_END)
			break;
		tokens[count++] = (struct token) {
			.symbol = lexicon_symbol(lexicon, word.folded, word.folded_size, word.hash),
			.letters = word.letters,
		};
	}
	for (size_t i = 0; i < count; i++)
		if (lexicon_match(lexicon, tokens, i, count, hits) > LAYER_COUNT)
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct stanced_lexicon_options options = { .warnings = true, .diagnose = ignore };
	struct lexicon_source sources[] = {
		{ "countries.tsv", "countries.tsv", world, sizeof world - 1, FILE_COUNTRIES, 0 },
		{ "offices.tsv", "offices.tsv", offices, sizeof offices - 1, FILE_OFFICES, 0 },
		{ "fuzz.tsv", "fuzz.tsv", (const char *)data + 1, size - 1, FILE_COUNTRIES, 1 },
	};
	struct stanced_lexicon *lexicon = NULL;

	if (size == 0)
		return 0;
	sources[2].file = (enum lexicon_file)(data[0] % LEXICON_FILE_COUNT);
	if (lexicon_build(&lexicon, sources, 3, "fuzz", &options) == 0)
		match_all(lexicon, (const char *)data + 1, size - 1);
	lexicon_free(lexicon);
	return 0;
}
