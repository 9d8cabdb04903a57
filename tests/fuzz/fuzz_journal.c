/* libFuzzer: a sound journal with bytes changed. The first two bytes may shorten it; then each four say where (of
 * 2^24), how many bytes, and what stands there from now on. It is refused, found faulty, or read: nothing worse. */
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "journal/ledger.h"
#include "promise.h"

#define EDIT_SIZE 5

static char path[] = "/dev/shm/stanced-fuzz-XXXXXX";
static uint8_t *image;
static size_t image_size;

static void remove_files(void)
{
	char wal[64];
	snprintf(wal, sizeof wal, "%s-wal", path);
	unlink(path);
	unlink(wal);
}

static void fill(struct journal *journal)
{
	char body[] = "{\"schema\":\"stanced.stance/1\",\"score\":-0.5}";
	struct messages_part part = { .kind = MESSAGE_STANCE, .source = "CHN", .target = "JPN", .count = 1 };
	struct message_piece piece = { .size = sizeof body - 1 };
	struct messages messages = { .parts = &part, .part_count = 1, .pieces = &piece, .piece_count = 1 };
	messages.out = (struct stanced_buffer) { .data = body, .size = sizeof body - 1 };
	for (unsigned i = 1; i <= 10; i++) {
		struct stanced_request request = { 0 };
		char header[64];
		const char *why;
		int64_t number;
		snprintf(header, sizeof header, "{\"id\":\"article-%u\",\"published\":\"2023-01-02\"}", i);
		messages.seq = i;
		PROMISE(!stanced_request_parse(&request, header, strlen(header), header, strlen(header), 100, &why));
		PROMISE(journal_add(journal, &request, NULL, i, &number) == 0);
		PROMISE(journal_write(journal, number, &messages) == 0);
		if (i < 8)
			PROMISE(journal_settle(journal, number) == 0);
		PROMISE(journal_set_tail(journal, "stance.CHN.", i) == 0);
		stanced_request_deinit(&request);
	}
	PROMISE(journal_commit(journal, 11, 10) == 0);
}

static void begin(void)
{
	struct journal *journal;
	char why[JOURNAL_WHY_MAX];
	int fd = mkstemp(path);
	PROMISE(fd >= 0);
	close(fd);
	unlink(path);
	PROMISE(journal_open(&journal, path, 0, why) == 0);
	fill(journal);
	journal_close(journal, true);
	fd = open(path, O_RDONLY);
	off_t size = lseek(fd, 0, SEEK_END);
	PROMISE(size > 0 && (image = malloc((size_t)size)));
	image_size = (size_t)size;
	PROMISE(pread(fd, image, image_size, 0) == size);
	close(fd);
}

static size_t edit(uint8_t *bytes, const uint8_t *data, size_t size)
{
	size_t kept = image_size -
		      (size >= 2 && data[0] >= 0xf0 ? (size_t)(data[0] & 15) * 256 * (data[1] + 1u) % image_size : 0);
	for (size_t i = 2; i + EDIT_SIZE <= size; i += EDIT_SIZE) {
		size_t at = ((size_t)data[i] << 16 | (size_t)data[i + 1] << 8 | data[i + 2]) % image_size;
		for (size_t k = 0; k <= data[i + 3] % 16u && at + k < image_size; k++)
			bytes[at + k] = data[i + 4];
	}
	return kept;
}

static void ignore_fault(void *user, const char *fault)
{
	PROMISE(fault[0]);
}

static int ignore_tail(void *user, const char *name, uint64_t seq)
{
	return 0;
}

/* What a daemon and its askers would read. */
static void read_all(struct journal *journal)
{
	struct journal_message message;
	struct journal_article article;
	struct journal_pending pending;
	struct journal_stats stats;
	char key[STANCED_KEY_HEX + 1];
	journal_check(journal, ignore_fault, NULL);
	journal_stats(journal, &stats);
	journal_tails(journal, ignore_tail, NULL);
	stanced_key("article-3", key);
	journal_article(journal, key, &article);
	if (journal_read_begin(journal, 1) == 0) {
		for (unsigned i = 0; i < 100 && journal_read_next(journal, &message) == 1; i++)
			PROMISE(message.source && message.target && message.body);
		journal_read_end(journal);
	}
	int64_t behind = INT64_MIN;
	for (unsigned i = 0; i < 20 && journal_next_pending(journal, behind, &pending) == 1; i++) {
		behind = pending.number;
		stanced_request_deinit(&pending.request);
		free(pending.copy_of);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t *bytes;
	struct journal *journal = NULL;
	char why[JOURNAL_WHY_MAX] = "";
	if (!image)
		begin();
	bytes = realloc(bytes, image_size);
	memcpy(bytes, image, image_size);
	size_t kept = edit(bytes, data, size);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	PROMISE(fd >= 0 && write(fd, bytes, kept) == (ssize_t)kept);
	close(fd);
	int r = journal_open(&journal, path, 0, why);
	PROMISE(r == 0 || why[0]);
	if (r == 0) {
		read_all(journal);
		journal_close(journal, false);
	}
	remove_files();
	return 0;
}
