/* Private to the journal: time-decayed sums of days. Pure. */
#pragma once

#include <stdint.h>

#include "journal/ledger.h"

/* Whole numbers that a sum is made of: 1/10000 of confidence, and 1/10000 of that times score. */
#define BALANCE_UNIT 10000

struct balance {
	unsigned half_life; /* days */
	int32_t as_of; /* the first day added */
	double weight, lean; /* in days' units, decayed */
	uint64_t articles;
};

/* Days are added from the newest to the oldest. False: this one, and all behind it, are too old to count. */
bool balance_add(struct balance *balance, int32_t day, int64_t weight, int64_t lean, int64_t articles);
struct ledger_sum balance_sum(const struct balance *balance);

int64_t balance_weight(double confidence);
int64_t balance_lean(double confidence, double score);
