#include "journal/balance.h"

#include <math.h>

bool balance_add(struct balance *balance, int32_t day, int64_t weight, int64_t lean, int64_t articles)
{
	if (!balance->articles)
		balance->as_of = day;
	double age = (double)balance->as_of - day;
	if (age > (double)LEDGER_HALF_LIVES * balance->half_life)
		return false;
	double part = exp2(-age / balance->half_life);
	balance->weight += part * (double)weight;
	balance->lean += part * (double)lean;
	balance->articles += (uint64_t)articles;
	return true;
}

struct ledger_sum balance_sum(const struct balance *balance)
{
	struct ledger_sum sum = { .as_of = STANCED_DAY_NONE, .articles = balance->articles };
	if (!balance->articles)
		return sum;
	sum.as_of = balance->as_of;
	sum.weight = balance->weight / BALANCE_UNIT;
	if (balance->weight > 0)
		sum.score = balance->lean / balance->weight / BALANCE_UNIT;
	return sum;
}

int64_t balance_weight(double confidence)
{
	return llround(confidence * BALANCE_UNIT);
}

int64_t balance_lean(double confidence, double score)
{
	return balance_weight(confidence) * llround(score * BALANCE_UNIT);
}
