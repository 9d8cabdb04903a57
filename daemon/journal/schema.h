/* Private to the journal: its tables and its SQL. */
#pragma once

#include "journal/statement.h"

extern const char journal_schema[];
extern const char *const journal_sql[STATEMENT_COUNT];
