#include "service/shared_lexicon.h"

#include <stdlib.h>

struct shared_lexicon *shared_lexicon_new(struct stanced_lexicon *lexicon)
{
	struct shared_lexicon *shared = malloc(sizeof *shared);
	if (!shared) {
		stanced_lexicon_free(lexicon);
		return NULL;
	}
	*shared = (struct shared_lexicon) { .lexicon = lexicon, .references = 1 };
	return shared;
}

struct shared_lexicon *shared_lexicon_ref(struct shared_lexicon *shared)
{
	shared->references++;
	return shared;
}

void shared_lexicon_unref(struct shared_lexicon *shared)
{
	if (!shared || --shared->references)
		return;
	stanced_lexicon_free(shared->lexicon);
	free(shared);
}
