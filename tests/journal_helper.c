#include "journal_helper.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

char root[64], path[96];
uint64_t size_max;
struct journal *journal;

void reopen(void)
{
	char why[JOURNAL_WHY_MAX] = "";
	ck_assert_msg(journal_open(&journal, path, size_max, why) == 0, "%s", why);
}

void setup(void)
{
	snprintf(root, sizeof root, "/tmp/stanced-test-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(root));
	snprintf(path, sizeof path, "%s/journal.db", root);
	reopen();
}

void teardown(void)
{
	char file[128];
	static const char *const ends[] = { "", "-wal", "-shm", "-journal" };
	journal = journal_close(journal, false);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		snprintf(file, sizeof file, "%s%s", path, ends[i]);
		remove(file);
	}
	rmdir(root);
}

void crash(void)
{
	journal = journal_close(journal, false);
	reopen();
}
