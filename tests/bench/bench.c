/* Timings of the engine, outside the test suite: numbers for people, never assertions.
 *
 *   bench growth               hard inputs of 1, 2, 4 and 8 MB: cost a byte must stay level
 *   bench throughput FILE...   articles scored over and over for two seconds, one core: MB/s and articles/s
 *   bench load                 time to load and compile the lexicons */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <stanced/engine.h>
#include <stanced/lexicon.h>

#define MB (1u << 20)

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct stanced_lexicon *load(void)
{
	struct stanced_lexicon *lexicon = NULL;
	struct stanced_lexicon_options options = { .diagnose = NULL };
	if (stanced_lexicon_load(&lexicon, &options) != 0) {
		fprintf(stderr, "bench: the lexicons do not load; see stancectl lint\n");
		exit(1);
	}
	return lexicon;
}

static double score(struct stanced_engine *engine, const char *text, size_t size)
{
	struct stanced_article_in in = { .text = text, .text_size = size, .published = STANCED_DAY_NONE };
	const struct stanced_result *result;
	double start = now();
	int r = stanced_engine_score(engine, &in, &result);
	if (r != 0) {
		fprintf(stderr, "bench: score: %s\n", strerror(-r));
		exit(1);
	}
	return now() - start;
}

/* Each shape is a trap for code that looks around too far: a unit repeated to the wanted size. */
static const struct {
	const char *name, *unit;
} shapes[] = {
	{ "one letter", "a" },
	{ "quotation marks", "\"" },
	{ "open quotes", "\n\n\"China said" },
	{ "no sentence marks", "China said Japan condemned the attack on Russia and " },
	{ "names", "John Smith Mary Jones Peter Brown " },
	{ "pronouns", "He said it condemned them. " },
	{ "commas", "Japan, " },
	{ "paragraphs", "China condemned Japan.\n\n" },
	{ "brackets", "(" },
	{ "cues", "said " },
	{ "bytes of emphasis", "\xe2\x80\x9c" },
};

static void growth(struct stanced_engine *engine)
{
	char *text = malloc(8 * MB);
	if (!text)
		exit(1);
	printf("%-20s %10s %10s %10s %10s   ns a byte\n", "input", "1 MB", "2 MB", "4 MB", "8 MB");
	for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
		size_t unit = strlen(shapes[s].unit), size = 0;
		while (size + unit <= 8 * MB) {
			memcpy(text + size, shapes[s].unit, unit);
			size += unit;
		}
		printf("%-20s", shapes[s].name);
		for (size_t mb = 1; mb <= 8; mb *= 2) {
			size_t n = mb * MB < size ? mb * MB / unit * unit : size;
			printf(" %10.1f", score(engine, text, n) * 1e9 / (double)n);
			fflush(stdout);
		}
		printf("\n");
	}
	free(text);
}

static char *read_file(const char *path, size_t *sizep)
{
	FILE *f = fopen(path, "rb");
	if (!f) {
		perror(path);
		exit(1);
	}
	char *data = malloc(MB);
	*sizep = data ? fread(data, 1, MB, f) : 0;
	fclose(f);
	return data;
}

static void throughput(struct stanced_engine *engine, int count, char **paths)
{
	char *texts[256];
	size_t sizes[256], bytes = 0, articles = 0;
	if (count > 256)
		count = 256;
	for (int i = 0; i < count; i++)
		texts[i] = read_file(paths[i], &sizes[i]);
	double spent = 0;
	while (spent < 2.0) {
		for (int i = 0; i < count; i++) {
			spent += score(engine, texts[i], sizes[i]);
			bytes += sizes[i];
			articles++;
		}
	}
	printf("%.1f MB/s, %.0f articles/s, mean article %zu bytes\n", (double)bytes / spent / 1e6,
	       (double)articles / spent, bytes / articles);
	for (int i = 0; i < count; i++)
		free(texts[i]);
}

int main(int argc, char **argv)
{
	const char *command = argc > 1 ? argv[1] : "growth";
	double start = now();
	struct stanced_lexicon *lexicon = load();
	printf("lexicons loaded in %.1f ms\n", (now() - start) * 1e3);
	struct stanced_engine *engine;
	if (stanced_engine_new(&engine, lexicon) != 0)
		return 1;
	if (strcmp(command, "growth") == 0)
		growth(engine);
	else if (strcmp(command, "throughput") == 0 && argc > 2)
		throughput(engine, argc - 2, argv + 2);
	stanced_engine_free(engine);
	stanced_lexicon_free(lexicon);
	return 0;
}
