/* A journal in a folder of its own, for one test. */
#pragma once

#include "journal/journal.h"

extern char root[64], path[96]; /* the folder, and the journal's file in it */
extern uint64_t size_max; /* bytes, told to journal_open; 0 unless main says otherwise */
extern struct journal *journal;

void setup(void);
void teardown(void);
void reopen(void);
/* The process died: what was not committed is gone. */
void crash(void);
