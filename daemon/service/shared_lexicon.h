/* A lexicon and who still needs it. Only the loop counts, so no lock is needed. */
#pragma once

#include <stanced/lexicon.h>

struct shared_lexicon {
	struct stanced_lexicon *lexicon;
	unsigned references;
};

/* Takes the lexicon over; one reference. NULL: out of memory, and the lexicon is freed. */
struct shared_lexicon *shared_lexicon_new(struct stanced_lexicon *lexicon);
struct shared_lexicon *shared_lexicon_ref(struct shared_lexicon *shared);
/* NULL is accepted. A lexicon that nobody needs any more is freed by a thread. */
void shared_lexicon_unref(struct shared_lexicon *shared);
/* Until that is done; before the end of the process. */
void shared_lexicon_wait(void);
