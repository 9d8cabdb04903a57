#include "engine/lexicon_lint.h"

void lexicon_lint(struct maker *maker)
{
	(void)maker;
}
