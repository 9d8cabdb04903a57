/* Advice on rows that load but cannot mean what was meant. */
#pragma once

#include "engine/lexicon_spell.h"

void lexicon_lint(struct maker *maker);
