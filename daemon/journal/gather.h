/* Gathers SQLite's writes: it hands over a page of its log in two small pieces, a page of the file in one, and nearly
 * always the one behind the other. They go to the system together, before whatever could tell that they have not:
 * a sync, a look at the file's size, a read of the same bytes.
 *
 * A write that fails is told to the next write or sync of the file, and what was gathered is then dropped. SQLite
 * undoes the transaction after either, so that nothing of it may reach the disk later. A read only fails: what it would
 * have needed is tried again.
 *
 * When the log has been moved into the file, SQLite syncs the file, and the disk takes its time. What the log holds is
 * on disk already, so that nothing depends on this sync but the log's next beginning, which overwrites it. A thread
 * makes it: the log is begun anew, cut or removed only when it has ended well. One that failed is told to whoever wants
 * to, for as long as the file stays open. */
#pragma once

/* The name for sqlite3_open_v2; NULL: out of memory. */
const char *gather_vfs(void);
