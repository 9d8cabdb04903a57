/* The file, one fact a line:
 *
 *   stanced-sequence 1
 *   next N          the next number to use
 *   floor N         highest number of which nothing closer is known
 *   keeper journal  a journal knows the next number better
 *   tail NAME N     only after a clean stop */
#include "service/sequence.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <stanced/wire.h>

#define FILE_NAME "sequence"
#define NEW_NAME "sequence.new"
#define LOCK_NAME "lock"
#define HEADER "stanced-sequence 1\n"
#define KEEPER "keeper journal\n"

static int make_directory(const char *directory)
{
	char *path = strdup(directory);
	if (!path)
		return -ENOMEM;
	int r = 0;
	for (char *slash = path + 1; r == 0; slash++) {
		slash += strcspn(slash, "/");
		char end = *slash;
		*slash = '\0';
		if (mkdir(path, 0700) < 0 && errno != EEXIST)
			r = -errno;
		if (!end)
			break;
		*slash = end;
	}
	free(path);
	return r;
}

static int open_directory(struct sequence *sequence, const char *directory, const char **whyp)
{
	int r = make_directory(directory);
	*whyp = "the state directory cannot be made";
	if (r < 0)
		return r;
	sequence->directory = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (sequence->directory < 0)
		return -errno;
	*whyp = "the state directory cannot be written";
	sequence->lock = openat(sequence->directory, LOCK_NAME, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (sequence->lock < 0)
		return -errno;
	*whyp = "another stanced uses the state directory";
	return flock(sequence->lock, LOCK_EX | LOCK_NB) < 0 ? -errno : 0;
}

static int read_fact(struct sequence *sequence, const char *line, unsigned *seenp)
{
	char name[STANCED_TOPIC_MAX];
	uint64_t number, before;
	if (sscanf(line, "next %" SCNu64, &number) == 1) {
		sequence->next = number;
		*seenp |= 1;
		return number > 0 ? 0 : -EINVAL;
	}
	if (sscanf(line, "floor %" SCNu64, &number) == 1) {
		sequence->tails.floor = number;
		*seenp |= 2;
		return 0;
	}
	if (!strcmp(line, KEEPER)) {
		sequence->journaled = true;
		return 0;
	}
	if (sscanf(line, "tail %63s %" SCNu64, name, &number) == 2)
		return tails_set(&sequence->tails, name, number, &before);
	return -EINVAL;
}

/* A file that cannot be understood is an error: going on from 1 would repeat numbers. */
static int read_file(struct sequence *sequence)
{
	char line[256];
	unsigned seen = 0;
	int fd = openat(sequence->directory, FILE_NAME, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT ? 0 : -errno;
	FILE *stream = fdopen(fd, "r");
	if (!stream) {
		close(fd);
		return -ENOMEM;
	}
	int r = fgets(line, sizeof line, stream) && !strcmp(line, HEADER) ? 0 : -EINVAL;
	while (r == 0 && fgets(line, sizeof line, stream))
		r = read_fact(sequence, line, &seen);
	if (r == 0 && seen != 3)
		r = -EINVAL;
	fclose(stream);
	return r;
}

static int write_facts(const struct sequence *sequence, FILE *stream, uint64_t next, uint64_t floor, bool clean)
{
	fprintf(stream, HEADER "next %" PRIu64 "\nfloor %" PRIu64 "\n%s", next, floor,
		sequence->journaled ? KEEPER : "");
	for (size_t i = 0; clean && i < sequence->tails.room; i++) {
		if (sequence->tails.slots[i].name)
			fprintf(stream, "tail %s %" PRIu64 "\n", sequence->tails.slots[i].name,
				sequence->tails.slots[i].seq);
	}
	if (fflush(stream) || ferror(stream) || fsync(fileno(stream)) < 0)
		return errno ? -errno : -EIO;
	return 0;
}

static int write_file(const struct sequence *sequence, uint64_t next, uint64_t floor, bool clean)
{
	int fd = openat(sequence->directory, NEW_NAME, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		return -errno;
	FILE *stream = fdopen(fd, "w");
	if (!stream) {
		close(fd);
		return -ENOMEM;
	}
	int r = write_facts(sequence, stream, next, floor, clean);
	if (fclose(stream) && r == 0)
		r = -EIO;
	if (r == 0 && renameat(sequence->directory, NEW_NAME, sequence->directory, FILE_NAME) < 0)
		r = -errno;
	if (r == 0 && fsync(sequence->directory) < 0)
		r = -errno;
	return r;
}

/* Should the daemon crash, all numbers of the block may have been used. */
static int reserve(struct sequence *sequence, uint64_t end)
{
	int r = write_file(sequence, end, end - 1, false);
	if (r == 0)
		sequence->reserved = end;
	return r;
}

int sequence_open(struct sequence *sequence, const char *directory, bool journal, const char **whyp)
{
	*sequence = (struct sequence) { .directory = -1, .lock = -1, .next = 1 };
	tails_init(&sequence->tails, 0);
	int r = open_directory(sequence, directory, whyp);
	if (r == 0) {
		*whyp = "the file sequence of the state directory cannot be understood; numbers must not repeat";
		r = read_file(sequence);
	}
	/* Numbers given without the journal are not in it: the next journal must not go on with its own. */
	sequence->journaled &= journal;
	/* With a journal sequence_adopt reserves: a crash before it must leave no trace of numbers never used. */
	if (r == 0 && !journal) {
		*whyp = "the state directory cannot be written";
		r = reserve(sequence, sequence->next + SEQUENCE_BLOCK);
	}
	if (r < 0) {
		/* Nothing was used: whatever the file holds stays true. */
		sequence->reserved = 0;
		sequence_close(sequence);
	}
	return r;
}

int sequence_adopt(struct sequence *sequence, uint64_t next, bool fresh)
{
	if ((sequence->journaled && !fresh) || next > sequence->next)
		sequence->next = next;
	sequence->journaled = true;
	uint64_t end = sequence->next + SEQUENCE_BLOCK;
	return reserve(sequence, end > sequence->reserved ? end : sequence->reserved);
}

int sequence_ensure(struct sequence *sequence, size_t count)
{
	if (sequence->reserved - sequence->next >= count)
		return 0;
	return reserve(sequence, sequence->next + count + SEQUENCE_BLOCK);
}

int sequence_close(struct sequence *sequence)
{
	int r = 0;
	if (sequence->reserved)
		r = write_file(sequence, sequence->next, sequence->tails.floor, true);
	tails_deinit(&sequence->tails);
	if (sequence->lock >= 0)
		close(sequence->lock);
	if (sequence->directory >= 0)
		close(sequence->directory);
	*sequence = (struct sequence) { .directory = -1, .lock = -1 };
	return r;
}
