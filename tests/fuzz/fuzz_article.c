/* libFuzzer: any bytes as an article. Whatever comes in, the result keeps its promises. */
#include <errno.h>
#include <stdint.h>

#include "promise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct stanced_engine *engine;
	struct stanced_article_in in = { .text = (const char *)data, .text_size = size, .published = STANCED_DAY_NONE };
	const struct stanced_result *result;
	if (!engine)
		engine = promise_engine();
	int r = stanced_engine_score(engine, &in, &result);
	PROMISE(r == 0 || r == -EINVAL);
	if (r == 0)
		promise_result(data, size, result);
	return 0;
}
