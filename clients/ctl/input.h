/* The articles named on a command line: files, directories, standard input.
 *
 * A file whose name ends in .jsonl or .ndjson (in any case) holds one JSON object a line ({"id","title","text",
 * "published",...}), one that ends in .json objects as they come, or arrays of them; any other holds one article, the
 * whole file being its text and its name the id. Standard input, like any pipe, is the first when it begins with an
 * object that ends with its line, the second when it begins with another or with an array of objects, else the third. A
 * directory stands for the .txt, .json, .jsonl and .ndjson files below it, in the order of their names; "-" or no name
 * at all for standard input. Memory is bounded by the longest article, in .json files by the limit of a file. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <stanced/wire.h>

/* What a command that reads articles says of them in its help. */
#define INPUT_HELP \
	"{\"id\",\"title\",\"text\",\"published\",...}; one ending in .json holds such an object, or an array of " \
	"them; so " \
	"may standard\n" \
	"input. A DIR stands for the .txt, .json, .jsonl and .ndjson files below it.\n" \
	"Without a FILE, or with -, standard input is read.\n"

struct input_article {
	const struct stanced_request *request;
	const char *place; /* "file" or "file:line", for messages */
	uint64_t bytes; /* read from all files so far */
};

/* One article; anything but 0 ends the reading. */
typedef int (*input_take)(void *user, const struct input_article *article);

struct input {
	const char *published; /* date for articles that have none, or NULL */
	/* an article that is all of a pipe has no id; else the pipe's name is its id, "-" for standard input */
	bool by_text;
	input_take take;
	void *user;
	uint64_t bytes; /* read so far */
	uint64_t bad; /* lines and files that were refused here, each told on standard error */
};

/* Takes the value of --published; false: it is no date, which has been told. */
bool input_published(struct input *input, char **argv, const char *value);

/* 0, or what take returned. */
int input_read(struct input *input, char *const *names, int count);

/* Bytes of the named files, 0 when that cannot be told (standard input, a pipe, a directory). */
uint64_t input_total(char *const *names, int count);
