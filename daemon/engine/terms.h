/* terms: what the lexicons saw in an article, for people who edit them. No stage: nothing reads it on. */
#pragma once

#include <stanced/engine.h>

struct article;

/* Input: an article that went through all stages. Tells rows that matched and names that stand for nobody. */
void terms_tell(const struct article *article, stanced_tell_term tell, void *user);
