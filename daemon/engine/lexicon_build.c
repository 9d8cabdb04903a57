/* Order: parse every file; settle which line of each key holds; make actors, then other rows; sort into the index. */
#include "engine/lexicon_build.h"

#include <stdlib.h>

#include "base/format.h"
#include "engine/lexicon_lint.h"
#include "engine/lexicon_rows.h"

/* The line that holds the key now; a later set replaces it, the same file repeats it. */
static void settle_line(struct build *build, struct line *line, struct line *earlier)
{
	const struct file *file = &build->files[line->file];
	struct record record;

	record_read(&record, build, line);
	if (line->deletes && !earlier && file->source->set > 0)
		record_notice(&record, NULL, "nothing_removed", "no earlier row has this key");
	if (line->deletes)
		line->dead = true;
	if (!earlier)
		return;
	if (earlier->file == line->file) {
		enum column column = lexicon_main_column(file->source->file);
		struct view name = record_cell(&record, column);

		record_error(&record, name.data, "duplicate", "the same row stands in line %u", earlier->number);
		return;
	}
	earlier->dead = true;
}

static bool settle_keys(struct build *build)
{
	struct line *lines = build->lines.items;
	uint32_t *slots;
	size_t mask = 1023;

	while (mask / 2 < build->lines.count)
		mask = mask * 2 + 1;
	if (!(slots = arena_zero(&build->arena, mask + 1, sizeof *slots)))
		return false;
	for (uint32_t i = 0; i < build->lines.count; i++) {
		size_t at = lines[i].key & mask;

		if ((lines[i].dead && !lines[i].deletes) || build->files[lines[i].file].source->file == FILE_ACTORS)
			continue; /* an actor may have several rows in a custom file: each adds names */
		while (slots[at] && lines[slots[at] - 1].key != lines[i].key)
			at = (at + 1) & mask;
		if (lines[i].deletes || slots[at])
			settle_line(build, &lines[i], slots[at] ? &lines[slots[at] - 1] : NULL);
		slots[at] = i + 1;
	}
	return true;
}

static int settle_files(struct maker *maker)
{
	struct build *build = maker->build;
	struct arena *arena = &maker->lexicon->arena;
	struct lexicon_file_rows *files = arena_zero(arena, build->file_count, sizeof *files);

	if (!files)
		return -ENOMEM;
	for (size_t i = 0; i < build->file_count; i++) {
		const struct lexicon_source *source = build->files[i].source;

		files[i].file = source->file;
		files[i].name = arena_string(arena, source->name, strlen(source->name));
		files[i].path = arena_string(arena, source->path, strlen(source->path));
		if (!files[i].name || !files[i].path)
			return -ENOMEM;
	}
	for (size_t i = 0; i < build->lines.count; i++)
		files[build->lines.items[i].file].rows += !build->lines.items[i].dead;
	maker->lexicon->files = files;
	maker->lexicon->file_count = build->file_count;
	return 0;
}

#define SIZE_OF(vec) ((vec)->count * sizeof *(vec)->items)

/* About what settle takes: all of it comes to lie in one block that is no larger. */
static size_t settled_size(const struct maker *maker)
{
	return SIZE_OF(&maker->rows) + SIZE_OF(&maker->actors) + SIZE_OF(&maker->places) + SIZE_OF(&maker->origins) +
	       SIZE_OF(&maker->lists) + index_size(&maker->index);
}

static int settle(struct maker *maker)
{
	struct stanced_lexicon *lexicon = maker->lexicon;
	struct lexicon_tables *tables = &lexicon->tables;
	struct arena *arena = &lexicon->arena;
	struct lexicon_place *places;

	if (settle_files(maker) || !arena_reserve(arena, settled_size(maker)))
		return -ENOMEM;
	tables->rows = VEC_COPY(arena, &maker->rows);
	lexicon->row_count = maker->rows.count;
	tables->actors = VEC_COPY(arena, &maker->actors);
	tables->actor_count = maker->actors.count;
	lexicon->places = places = VEC_COPY(arena, &maker->places);
	lexicon->place_count = maker->places.count;
	lexicon->origins = VEC_COPY(arena, &maker->origins);
	lexicon->origin_count = maker->origins.count;
	tables->lists = VEC_COPY(arena, &maker->lists);
	if (!tables->rows || !tables->actors || !places || !lexicon->origins || !tables->lists)
		return -ENOMEM;
	if (index_settle(&maker->index, lexicon, maker->ranks.items))
		return -ENOMEM;
	for (size_t i = 0; i < lexicon->place_count; i++)
		places[i].symbol = maker->index.numbers[places[i].symbol];
	return lexicon_surnames(lexicon);
}

/* Lines that become rows: those of all files but verbs, grammar, given names, origins and lists. */
static size_t count_rows(const struct build *build)
{
	size_t count = 1;

	for (size_t i = 0; i < build->file_count; i++) {
		enum lexicon_file file = build->files[i].source->file;

		if (file != FILE_VERBS && file != FILE_GRAMMAR && file != FILE_GIVEN && file != FILE_ORIGINS &&
		    file != FILE_LISTS)
			count += build->files[i].line_count;
	}
	return count;
}

/* Row 0 stands for no row. */
static int begin(struct maker *maker)
{
	struct arena *arena = &maker->build->arena;
	size_t rows = count_rows(maker->build);

	if (!VEC_RESERVE(arena, &maker->rows, rows) || !VEC_RESERVE(arena, &maker->ranks, rows) ||
	    !VEC_RESERVE(arena, &maker->lines, rows))
		return -ENOMEM;
	if (!(maker->forms_of = arena_zero(arena, LEXICON_FORMS, sizeof *maker->forms_of)))
		return -ENOMEM;
	maker->rows.items[maker->rows.count++] = (struct row) { .term = "",
								.actor = LEXICON_NO_ACTOR,
								.frames = value_no_frames };
	maker->ranks.items[maker->ranks.count++] = LEXICON_SOURCES_MAX;
	maker->lines.items[maker->lines.count++] = 0;
	return index_init(&maker->index, arena, maker->build->lines.count);
}

/* A guess, to make room at once. */
static size_t count_lines(const struct lexicon_source *sources, size_t count)
{
	size_t lines = count;

	for (size_t i = 0; i < count; i++) {
		const char *at = sources[i].data, *end = at + sources[i].size;

		if (sources[i].size > LEXICON_FILE_MAX)
			continue;
		for (; at < end && (at = memchr(at, '\n', (size_t)(end - at))); at++)
			lines++;
	}
	return lines < LEXICON_ROWS_MAX ? lines + 1 : LEXICON_ROWS_MAX;
}

/* What is built of a line of the shipped files takes some 700 bytes. In one block: huge pages want it large. */
#define BUILD_PER_LINE 768

static int parse(struct build *build, const struct lexicon_source *sources, size_t count)
{
	size_t lines = count_lines(sources, count);

	if (count > LEXICON_SOURCES_MAX)
		return -E2BIG;
	if (!arena_reserve(&build->arena, lines * BUILD_PER_LINE))
		return -ENOMEM;
	build->files = arena_zero(&build->arena, count, sizeof *build->files);
	build->frame_sets = arena_zero(&build->arena, LEXICON_FRAME_SETS, sizeof *build->frame_sets);
	if (!build->files || !build->frame_sets)
		return -ENOMEM;
	build->file_count = count;
	if (!VEC_RESERVE(&build->arena, &build->lines, lines))
		return -ENOMEM;
	for (size_t i = 0; i < count; i++) {
		build->files[i].source = &sources[i];
		if (!lexicon_parse(build, &build->files[i]))
			return -ENOMEM;
	}
	return settle_keys(build) ? 0 : -ENOMEM;
}

static int make(struct maker *maker, const struct lexicon_source *sources, size_t count)
{
	struct build *build = maker->build;
	int r = parse(build, sources, count);

	if (r || (r = begin(maker)))
		return r;
	make_actors(maker);
	if (!build->failure)
		make_rows(maker);
	if (!build->failure)
		make_origins(maker);
	if (!build->failure)
		make_lists(maker);
	if (!build->failure && !build->errors && build->options->warnings)
		lexicon_lint(maker);
	if (build->failure)
		return build->failure;
	return build->errors ? STANCED_LEXICON_E_INVALID : settle(maker);
}

struct stanced_lexicon *lexicon_free(struct stanced_lexicon *lexicon)
{
	if (lexicon) {
		arena_deinit(&lexicon->arena);
		free(lexicon);
	}
	return NULL;
}

int lexicon_build(struct stanced_lexicon **lexiconp, const struct lexicon_source *sources, size_t count,
		  const char *digest, const struct stanced_lexicon_options *options)
{
	struct stanced_lexicon *lexicon = calloc(1, sizeof *lexicon);
	struct build build = { .options = options };
	struct maker maker = { .build = &build, .lexicon = lexicon };
	int r;

	if (!lexicon)
		return -ENOMEM;
	arena_init(&lexicon->arena, LEXICON_MEMORY_MAX);
	arena_init(&build.arena, LEXICON_MEMORY_MAX);
	lexicon->day = LEXICON_DAY_MIN;
	snprintf(lexicon->digest, sizeof lexicon->digest, "%s", digest);
	r = make(&maker, sources, count);
	arena_deinit(&build.arena);
	if (r)
		lexicon_free(lexicon);
	else
		*lexiconp = lexicon;
	return r;
}
