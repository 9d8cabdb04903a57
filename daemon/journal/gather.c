#include "journal/gather.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define NAME "stanced-gather"
/* SQLite's own writes must be shorter than 128 KiB. */
#define ROOM (120 << 10)

struct file {
	sqlite3_file head;
	sqlite3_file *real; /* behind this */
	sqlite3_int64 start; /* where in the file the gathered bytes belong */
	int size;
	char *gathered; /* ROOM */
	bool log; /* the write-ahead log; else the file itself */
};

static sqlite3_vfs *base;

/* The file's sync behind SQLite's back. A process has one journal. */
static struct {
	pthread_t thread;
	sqlite3_file *file;
	int flags, result;
	bool running;
	unsigned logs; /* that are open: without one, SQLite syncs for other reasons */
} late;

static struct file *file_of(sqlite3_file *head)
{
	return (struct file *)head;
}

static int flush(struct file *file)
{
	if (!file->size)
		return SQLITE_OK;
	int r = file->real->pMethods->xWrite(file->real, file->gathered, file->size, file->start);
	if (r == SQLITE_OK)
		file->size = 0;
	return r;
}

static int flush_or_drop(struct file *file)
{
	int r = flush(file);
	file->size = 0;
	return r;
}

static void *sync_late(void *user)
{
	late.result = late.file->pMethods->xSync(late.file, late.flags);
	return NULL;
}

/* What became of the last one. */
static int end_late(void)
{
	if (late.running)
		pthread_join(late.thread, NULL);
	late.running = false;
	return late.result;
}

static int begin_late(sqlite3_file *file, int flags)
{
	int r = end_late();
	if (r)
		return r;
	late.file = file;
	late.flags = flags;
	late.running = pthread_create(&late.thread, NULL, sync_late, NULL) == 0;
	if (!late.running)
		sync_late(NULL);
	return late.running ? SQLITE_OK : late.result;
}

static int close_file(sqlite3_file *head)
{
	struct file *file = file_of(head);
	int flushed = flush(file);
	end_late();
	late.logs -= file->log;
	int r = file->real->pMethods->xClose(file->real);
	free(file->gathered);
	return flushed ? flushed : r;
}

static int read_file(sqlite3_file *head, void *data, int size, sqlite3_int64 offset)
{
	struct file *file = file_of(head);
	bool apart = offset + size <= file->start || offset >= file->start + file->size;
	int r = apart ? SQLITE_OK : flush(file);
	return r ? r : file->real->pMethods->xRead(file->real, data, size, offset);
}

static int write_file(sqlite3_file *head, const void *data, int size, sqlite3_int64 offset)
{
	struct file *file = file_of(head);
	if (file->log && !offset) {
		int r = end_late();
		if (r)
			return r;
	}
	if (offset != file->start + file->size || size > ROOM - file->size) {
		int r = flush_or_drop(file);
		if (r)
			return r;
	}
	if (size > ROOM)
		return file->real->pMethods->xWrite(file->real, data, size, offset);
	if (!file->size)
		file->start = offset;
	memcpy(file->gathered + file->size, data, (size_t)size);
	file->size += size;
	return SQLITE_OK;
}

static int truncate_file(sqlite3_file *head, sqlite3_int64 size)
{
	struct file *file = file_of(head);
	int flushed = flush_or_drop(file), synced = end_late();
	if (flushed || synced)
		return flushed ? flushed : synced;
	return file->real->pMethods->xTruncate(file->real, size);
}

static int sync_file(sqlite3_file *head, int flags)
{
	struct file *file = file_of(head);
	int r = flush_or_drop(file);
	if (r)
		return r;
	return file->log || !late.logs ? file->real->pMethods->xSync(file->real, flags) : begin_late(file->real, flags);
}

static int size_file(sqlite3_file *head, sqlite3_int64 *sizep)
{
	struct file *file = file_of(head);
	int r = flush(file);
	return r ? r : file->real->pMethods->xFileSize(file->real, sizep);
}

static int lock_file(sqlite3_file *head, int level)
{
	struct file *file = file_of(head);
	return file->real->pMethods->xLock(file->real, level);
}

static int unlock_file(sqlite3_file *head, int level)
{
	struct file *file = file_of(head);
	int flushed = flush(file);
	int r = file->real->pMethods->xUnlock(file->real, level);
	return flushed ? flushed : r;
}

static int check_lock(sqlite3_file *head, int *resultp)
{
	struct file *file = file_of(head);
	return file->real->pMethods->xCheckReservedLock(file->real, resultp);
}

static int control_file(sqlite3_file *head, int what, void *argument)
{
	struct file *file = file_of(head);
	return file->real->pMethods->xFileControl(file->real, what, argument);
}

static int sector_size(sqlite3_file *head)
{
	struct file *file = file_of(head);
	return file->real->pMethods->xSectorSize(file->real);
}

static int characteristics(sqlite3_file *head)
{
	struct file *file = file_of(head);
	return file->real->pMethods->xDeviceCharacteristics(file->real);
}

/* Version 1 has no shared memory: the journal is its process's alone (locking_mode EXCLUSIVE). */
static const sqlite3_io_methods methods = {
	.iVersion = 1,
	.xClose = close_file,
	.xRead = read_file,
	.xWrite = write_file,
	.xTruncate = truncate_file,
	.xSync = sync_file,
	.xFileSize = size_file,
	.xLock = lock_file,
	.xUnlock = unlock_file,
	.xCheckReservedLock = check_lock,
	.xFileControl = control_file,
	.xSectorSize = sector_size,
	.xDeviceCharacteristics = characteristics,
};

static int open_file(sqlite3_vfs *vfs, const char *path, sqlite3_file *head, int flags, int *flagsp)
{
	struct file *file = file_of(head);
	if (!(flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)))
		return base->xOpen(base, path, head, flags, flagsp);
	*file = (struct file) { .real = (sqlite3_file *)(file + 1), .gathered = malloc(ROOM) };
	file->log = flags & SQLITE_OPEN_WAL;
	file->real->pMethods = NULL;
	int r = file->gathered ? base->xOpen(base, path, file->real, flags, flagsp) : SQLITE_NOMEM;
	if (r) {
		free(file->gathered);
		return r;
	}
	file->head.pMethods = &methods;
	late.logs += file->log;
	if (!file->log) {
		end_late();
		late.result = SQLITE_OK;
	}
	return r;
}

static int remove_file(sqlite3_vfs *vfs, const char *path, int sync_directory)
{
	return end_late() ? SQLITE_IOERR_DELETE : base->xDelete(base, path, sync_directory);
}

const char *gather_vfs(void)
{
	static sqlite3_vfs vfs;
	if (sqlite3_initialize() != SQLITE_OK)
		return NULL;
	if (sqlite3_vfs_find(NAME))
		return NAME;
	base = sqlite3_vfs_find(NULL);
	vfs = *base;
	vfs.zName = NAME;
	vfs.szOsFile += (int)sizeof(struct file);
	vfs.xOpen = open_file;
	vfs.xDelete = remove_file;
	return sqlite3_vfs_register(&vfs, 0) == SQLITE_OK ? NAME : NULL;
}
