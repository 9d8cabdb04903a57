/* Private to the journal: its tables and its SQL. */
#pragma once

#include "journal/statement.h"

extern const char journal_schema[], journal_schema_ledger[], journal_schema_result[];
extern const char journal_schema_pending[];
extern const char journal_sql_rebuild[], journal_sql_rebuild_differences[];
extern const char *const journal_sql[STATEMENT_COUNT];

/* Of a row of article: it does not wait to be scored. */
#define IS_DONE "NOT EXISTS (SELECT 1 FROM pending WHERE pending.number = article.number)"
