#include <check.h>
#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "journal/gather.h"
#include "journal_helper.h"
#include "run_suite.h"

/* So that the log is long soon: an eighth of it. */
#define SIZE_MAX_BYTES (UINT64_C(32) << 20)

/* ---- gathered writes ---- */

#define PIECE "0123456789"
#define PIECE_SIZE 10

static sqlite3_file *gathering;
static char gathered_path[128];

static void setup_gathering(void)
{
	setup();
	sqlite3_vfs *vfs = sqlite3_vfs_find(gather_vfs());
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_WAL;
	snprintf(gathered_path, sizeof gathered_path, "%s-wal.test", path);
	gathering = calloc(1, (size_t)vfs->szOsFile);
	ck_assert_int_eq(vfs->xOpen(vfs, gathered_path, gathering, flags, &flags), SQLITE_OK);
	signal(SIGXFSZ, SIG_IGN);
}

static void teardown_gathering(void)
{
	gathering->pMethods->xClose(gathering);
	free(gathering);
	remove(gathered_path);
	teardown();
}

static void allow_bytes(rlim_t most)
{
	const struct rlimit limit = { most, RLIM_INFINITY };
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static int write_piece(sqlite3_int64 offset)
{
	return gathering->pMethods->xWrite(gathering, PIECE, PIECE_SIZE, offset);
}

static int sync_pieces(void)
{
	return gathering->pMethods->xSync(gathering, SQLITE_SYNC_NORMAL);
}

static int read_piece(sqlite3_int64 offset)
{
	char piece[PIECE_SIZE];
	int r = gathering->pMethods->xRead(gathering, piece, PIECE_SIZE, offset);
	if (r == SQLITE_OK)
		ck_assert_mem_eq(piece, PIECE, PIECE_SIZE);
	return r;
}

static off_t size_on_disk(void)
{
	struct stat status;
	ck_assert_int_eq(stat(gathered_path, &status), 0);
	return status.st_size;
}

START_TEST(writes_are_gathered_until_somebody_looks)
{
	sqlite3_int64 size;
	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(write_piece(i * PIECE_SIZE), SQLITE_OK);
	ck_assert_int_eq(size_on_disk(), 0);
	ck_assert_int_eq(read_piece(PIECE_SIZE), SQLITE_OK);
	ck_assert_int_eq(write_piece(3 * PIECE_SIZE), SQLITE_OK);
	ck_assert_int_eq(gathering->pMethods->xFileSize(gathering, &size), SQLITE_OK);
	ck_assert_int_eq(size, 4 * PIECE_SIZE);
	/* One that does not follow is no part of it. */
	ck_assert_int_eq(write_piece(100), SQLITE_OK);
	ck_assert_int_eq(write_piece(0), SQLITE_OK);
	ck_assert_int_eq(size_on_disk(), 100 + PIECE_SIZE);
	ck_assert_int_eq(sync_pieces(), SQLITE_OK);
	ck_assert_int_eq(read_piece(100), SQLITE_OK);
	ck_assert_int_eq(gathering->pMethods->xTruncate(gathering, PIECE_SIZE), SQLITE_OK);
	ck_assert_int_eq(size_on_disk(), PIECE_SIZE);
}
END_TEST

START_TEST(many_pieces_are_written_in_their_place)
{
	for (int i = 0; i < 50000; i++)
		ck_assert_int_eq(write_piece(i * PIECE_SIZE), SQLITE_OK);
	for (int i = 0; i < 50000; i += 999)
		ck_assert_int_eq(read_piece(i * PIECE_SIZE), SQLITE_OK);
	ck_assert_int_eq(size_on_disk(), 50000 * PIECE_SIZE);
}
END_TEST

/* What a commit could not write must not be there later. */
START_TEST(a_failed_write_is_told_and_dropped)
{
	ck_assert_int_eq(write_piece(0), SQLITE_OK);
	allow_bytes(0);
	ck_assert_int_ne(sync_pieces(), SQLITE_OK);
	allow_bytes(RLIM_INFINITY);
	ck_assert_int_eq(sync_pieces(), SQLITE_OK);
	ck_assert_int_eq(size_on_disk(), 0);

	ck_assert_int_eq(write_piece(0), SQLITE_OK);
	allow_bytes(0);
	ck_assert_int_ne(write_piece(100), SQLITE_OK);
	allow_bytes(RLIM_INFINITY);
	ck_assert_int_eq(sync_pieces(), SQLITE_OK);
	ck_assert_int_eq(size_on_disk(), 0);
}
END_TEST

START_TEST(a_read_that_fails_loses_nothing)
{
	ck_assert_int_eq(write_piece(0), SQLITE_OK);
	allow_bytes(0);
	ck_assert_int_ne(read_piece(0), SQLITE_OK);
	ck_assert_int_ne(sync_pieces(), SQLITE_OK);
	allow_bytes(RLIM_INFINITY);

	ck_assert_int_eq(write_piece(0), SQLITE_OK);
	allow_bytes(0);
	ck_assert_int_ne(read_piece(0), SQLITE_OK);
	allow_bytes(RLIM_INFINITY);
	ck_assert_int_eq(sync_pieces(), SQLITE_OK);
	ck_assert_int_eq(read_piece(0), SQLITE_OK);
}
END_TEST

/* ---- the file's sync behind SQLite's back ---- */

/* This program's own fdatasync, pwrite and ftruncate, which SQLite finds before those of libc. */
static struct {
	ino_t file; /* whose sync takes its time; 0: none */
	bool fails;
	atomic_bool syncing, overtaken; /* overtaken: the log was begun anew or cut meanwhile */
	atomic_uint syncs;
} disk;

static ino_t inode_of(int fd)
{
	struct stat status;
	return fstat(fd, &status) == 0 ? status.st_ino : 0;
}

int fdatasync(int fd)
{
	bool slow = disk.file && inode_of(fd) == disk.file;
	disk.syncing |= slow;
	if (slow)
		usleep(30000);
	int r = slow && disk.fails ? -1 : (int)syscall(SYS_fdatasync, fd);
	if (slow && disk.fails)
		errno = EIO;
	disk.syncs += slow;
	disk.syncing &= !slow;
	return r;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset)
{
	disk.overtaken |= disk.syncing && !offset && inode_of(fd) != disk.file;
	return syscall(SYS_pwrite64, fd, data, size, offset);
}

int ftruncate(int fd, off_t size)
{
	disk.overtaken |= disk.syncing && inode_of(fd) != disk.file;
	return (int)syscall(SYS_ftruncate, fd, size);
}

/* Enough for the log to be moved into the file three times. */
#define ARTICLES 260
#define GROUP 10

static int fill(unsigned articles)
{
	static char text[50001];
	int r = 0;
	memset(text, 'a', sizeof text - 1);
	for (unsigned i = 0; r == 0 && i < articles; i++) {
		struct stanced_request article;
		int64_t number;
		char header[32];
		const char *why;
		int size = snprintf(header, sizeof header, "{\"id\":\"fill-%u\"}", i);
		ck_assert_int_eq(
			stanced_request_parse(&article, header, (size_t)size, text, sizeof text - 1, sizeof text, &why),
			0);
		r = journal_add(journal, &article, NULL, 1000, &number);
		if (r == 0 && i % GROUP == GROUP - 1)
			r = journal_commit(journal, 1, 0);
		if (r == 0 && i % GROUP == GROUP - 1)
			journal_tidy(journal);
		stanced_request_deinit(&article);
	}
	return r;
}

static void slow_disk(bool fails)
{
	struct stat status;
	ck_assert_int_eq(stat(path, &status), 0);
	disk.fails = fails;
	disk.file = status.st_ino;
}

START_TEST(the_log_waits_for_the_sync_of_the_file)
{
	slow_disk(false);
	ck_assert_int_eq(fill(ARTICLES), 0);
	crash();
	ck_assert(!disk.overtaken);
	ck_assert_uint_ge(disk.syncs, 3);
	struct journal_stats stats;
	ck_assert_int_eq(journal_stats(journal, &stats), 0);
	ck_assert_uint_eq(stats.pending, ARTICLES);
}
END_TEST

START_TEST(a_late_sync_that_fails_is_told)
{
	char log[128];
	struct stat status;
	slow_disk(true);
	ck_assert_int_lt(fill(ARTICLES), 0);
	ck_assert_uint_eq(disk.syncs, 1);
	ck_assert(journal_is_dead(journal));
	journal = journal_close(journal, false);
	snprintf(log, sizeof log, "%s-wal", path);
	ck_assert_int_eq(stat(log, &status), 0); /* what the file may lack is there */
	ck_assert(!disk.overtaken);
	disk.file = 0;
	reopen();
}
END_TEST

int main(void)
{
	size_max = SIZE_MAX_BYTES;
	Suite *suite = suite_create("gather");
	TCase *tcase = tcase_create("writes");
	tcase_add_checked_fixture(tcase, setup_gathering, teardown_gathering);
	tcase_add_test(tcase, writes_are_gathered_until_somebody_looks);
	tcase_add_test(tcase, many_pieces_are_written_in_their_place);
	tcase_add_test(tcase, a_failed_write_is_told_and_dropped);
	tcase_add_test(tcase, a_read_that_fails_loses_nothing);
	suite_add_tcase(suite, tcase);
	tcase = tcase_create("late sync");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, the_log_waits_for_the_sync_of_the_file);
	tcase_add_test(tcase, a_late_sync_that_fails_is_told);
	suite_add_tcase(suite, tcase);
	return run_suite(suite);
}
