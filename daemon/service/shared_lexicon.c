#include "service/shared_lexicon.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

/* To free a lexicon takes milliseconds, in which the loop would stand still. */
static pthread_t freeing;
static bool frees;

static void *free_lexicon(void *lexicon)
{
	stanced_lexicon_free(lexicon);
	return NULL;
}

void shared_lexicon_wait(void)
{
	if (frees)
		pthread_join(freeing, NULL);
	frees = false;
}

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
	shared_lexicon_wait();
	frees = pthread_create(&freeing, NULL, free_lexicon, shared->lexicon) == 0;
	if (!frees)
		stanced_lexicon_free(shared->lexicon);
	free(shared);
}
