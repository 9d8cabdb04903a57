/* Nettle's, which uses the processor's own instructions where there are any. Its names are hidden behind ours. */
#include <nettle/sha2.h>
#undef sha256_init
#undef sha256_update

#include "base/sha256.h"

_Static_assert(sizeof(struct sha256_ctx) <= sizeof(struct sha256), "Nettle's state fits into ours");

static struct sha256_ctx *context_of(struct sha256 *hash)
{
	return (struct sha256_ctx *)hash->state;
}

void sha256_init(struct sha256 *hash)
{
	nettle_sha256_init(context_of(hash));
}

void sha256_update(struct sha256 *hash, const void *data, size_t size)
{
	nettle_sha256_update(context_of(hash), size, data);
}

void sha256_final(struct sha256 *hash, uint8_t out[SHA256_SIZE])
{
	nettle_sha256_digest(context_of(hash), SHA256_SIZE, out);
}

void sha256(const void *data, size_t size, uint8_t out[SHA256_SIZE])
{
	struct sha256 hash;

	sha256_init(&hash);
	sha256_update(&hash, data, size);
	sha256_final(&hash, out);
}
