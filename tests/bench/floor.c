/* The floor under any engine of this kind: cut the text into words, fold their case, look each up among the words of
 * the lexicon files, and find the longest phrases from the left. Nothing else, on tables of its own, so that it does
 * not move when the engine does. Letters beyond ASCII are looked up as they stand, and nothing is judged. */
#include "bench.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORD_SLOTS (1u << 18)
#define EDGE_SLOTS (1u << 19)
#define POOL_SIZE (4u << 20)
#define TOKENS_MAX (1u << 20)

enum kind { SPACE, MARK, LETTER };

struct word {
	uint32_t hash, symbol; /* symbol 0: the slot is free */
	uint32_t start, size; /* in the pool */
};

struct edge {
	uint64_t key; /* node << 32 | symbol; 0: free */
	uint32_t node;
};

struct token {
	uint32_t start, end, symbol;
};

struct floor {
	uint8_t kind[256], fold[256];
	struct word *words;
	struct edge *edges;
	uint8_t *ends, *starts; /* node: a phrase ends here; symbol: a phrase starts so */
	char *pool;
	struct token *tokens;
	uint32_t pool_size, symbols, nodes;
};

static void *need(void *memory)
{
	if (!memory)
		bench_fail("out of memory");
	return memory;
}

static void fill_tables(struct floor *floor)
{
	for (int c = 0; c < 256; c++) {
		bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
		floor->kind[c] = upper || lower || digit || c >= 0x80 ? LETTER : c <= ' ' ? SPACE : MARK;
		floor->fold[c] = (uint8_t)(upper ? c + 32 : c);
	}
}

/* The slot of the folded word, taken or free. */
static struct word *find_word(const struct floor *floor, const char *text, uint32_t size, uint32_t hash)
{
	for (uint32_t i = hash & (WORD_SLOTS - 1);; i = (i + 1) & (WORD_SLOTS - 1)) {
		struct word *word = &floor->words[i];
		if (!word->symbol)
			return word;
		if (word->hash != hash || word->size != size)
			continue;
		uint32_t k = 0;
		while (k < size && floor->fold[(uint8_t)text[k]] == (uint8_t)floor->pool[word->start + k])
			k++;
		if (k == size)
			return word;
	}
}

static uint32_t symbol_of(struct floor *floor, const char *text, uint32_t size, uint32_t hash, bool learn)
{
	struct word *word = find_word(floor, text, size, hash);
	if (word->symbol || !learn)
		return word->symbol;
	if (floor->symbols + 1 >= WORD_SLOTS / 2 || floor->pool_size + size > POOL_SIZE)
		bench_fail("the lexicons have more words than the floor has room for");
	*word = (struct word) { hash, ++floor->symbols, floor->pool_size, size };
	for (uint32_t k = 0; k < size; k++)
		floor->pool[floor->pool_size++] = (char)floor->fold[(uint8_t)text[k]];
	return word->symbol;
}

static uint32_t cut(struct floor *floor, const char *text, size_t size, bool learn)
{
	uint32_t count = 0;
	const uint8_t *bytes = (const uint8_t *)text;
	for (size_t i = 0; i < size && count < TOKENS_MAX;) {
		uint32_t start = (uint32_t)i, hash = 2166136261u;
		switch (floor->kind[bytes[i]]) {
		case SPACE:
			i++;
			continue;
		case MARK:
			hash = (hash ^ bytes[i++]) * 16777619u;
			break;
		default:
			while (i < size && floor->kind[bytes[i]] == LETTER)
				hash = (hash ^ floor->fold[bytes[i++]]) * 16777619u;
		}
		hash ^= hash >> 15;
		uint32_t symbol = symbol_of(floor, text + start, (uint32_t)i - start, hash, learn);
		floor->tokens[count++] = (struct token) { start, (uint32_t)i, symbol };
	}
	return count;
}

static struct edge *find_edge(const struct floor *floor, uint64_t key)
{
	uint64_t hash = key * 0x9e3779b97f4a7c15u;
	for (uint32_t i = (uint32_t)(hash >> 40) & (EDGE_SLOTS - 1);; i = (i + 1) & (EDGE_SLOTS - 1)) {
		struct edge *edge = &floor->edges[i];
		if (!edge->key || edge->key == key)
			return edge;
	}
}

static void add_phrase(struct floor *floor, const char *text, size_t size)
{
	uint32_t count = cut(floor, text, size, true), node = 0;
	if (!count)
		return;
	for (uint32_t i = 0; i < count; i++) {
		uint64_t key = (uint64_t)node << 32 | floor->tokens[i].symbol;
		struct edge *edge = find_edge(floor, key);
		if (!edge->key) {
			if (floor->nodes + 1 >= EDGE_SLOTS / 2)
				bench_fail("the lexicons have more phrases than the floor has room for");
			*edge = (struct edge) { key, ++floor->nodes };
		}
		node = edge->node;
	}
	floor->starts[floor->tokens[0].symbol] = 1;
	floor->ends[node] = 1;
}

/* Cells and what "|" parts in them; numbers and marks alone are no phrases. */
static void add_line(struct floor *floor, char *line)
{
	char *rest = line;
	for (char *cell; (cell = strsep(&rest, "\t|\n"));) {
		if (floor->kind[(uint8_t)*cell] == LETTER && !(*cell >= '0' && *cell <= '9'))
			add_phrase(floor, cell, strlen(cell));
	}
}

static void add_file(struct floor *floor, const char *directory, const char *name)
{
	char path[4096], *line = NULL;
	size_t room = 0;
	snprintf(path, sizeof path, "%s/%s", directory, name);
	FILE *file = fopen(path, "rb");
	if (!file)
		bench_fail(path);
	while (getline(&line, &room, file) > 0) {
		if (*line != '#')
			add_line(floor, line);
	}
	free(line);
	fclose(file);
}

struct floor *floor_new(const char *directory)
{
	struct floor *floor = need(calloc(1, sizeof *floor));
	fill_tables(floor);
	floor->words = need(calloc(WORD_SLOTS, sizeof *floor->words));
	floor->edges = need(calloc(EDGE_SLOTS, sizeof *floor->edges));
	floor->ends = need(calloc(EDGE_SLOTS, 1));
	floor->starts = need(calloc(WORD_SLOTS, 1));
	floor->pool = need(malloc(POOL_SIZE));
	floor->tokens = need(malloc(TOKENS_MAX * sizeof *floor->tokens));
	DIR *dir = opendir(directory);
	if (!dir)
		bench_fail(directory);
	for (struct dirent *entry; (entry = readdir(dir));) {
		const char *dot = strrchr(entry->d_name, '.');
		if (dot && !strcmp(dot, ".tsv"))
			add_file(floor, directory, entry->d_name);
	}
	closedir(dir);
	return floor;
}

struct floor *floor_free(struct floor *floor)
{
	free(floor->words);
	free(floor->edges);
	free(floor->ends);
	free(floor->starts);
	free(floor->pool);
	free(floor->tokens);
	free(floor);
	return NULL;
}

/* Length of the longest phrase at i, 0: none. */
static uint32_t longest(const struct floor *floor, uint32_t i, uint32_t count)
{
	uint32_t node = 0, found = 0;
	for (uint32_t k = i; k < count && floor->tokens[k].symbol; k++) {
		const struct edge *edge = find_edge(floor, (uint64_t)node << 32 | floor->tokens[k].symbol);
		if (!edge->key)
			break;
		node = edge->node;
		if (floor->ends[node])
			found = k + 1 - i;
	}
	return found;
}

size_t floor_run(struct floor *floor, const char *text, size_t size)
{
	uint32_t count = cut(floor, text, size, false);
	size_t found = count;
	for (uint32_t i = 0; i < count;) {
		uint32_t tokens = floor->starts[floor->tokens[i].symbol] ? longest(floor, i, count) : 0;
		found += tokens > 0;
		i += tokens ? tokens : 1;
	}
	return found;
}
