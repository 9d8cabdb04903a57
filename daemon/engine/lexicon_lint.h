/* Advice on rows that load but cannot mean what was meant.
 *
 * Input: a lexicon that is made but not yet settled. Output: warnings at their line and column. It walks all
 * entries, which is why it is asked for and not always done. */
#pragma once

#include "engine/lexicon_spell.h"

void lexicon_lint(struct maker *maker);
