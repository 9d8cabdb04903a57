/* SHA-256 (FIPS 180-4): digests of lexicons, keys and hashes of articles. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define SHA256_SIZE 32

struct sha256 {
	uint64_t state[16]; /* the library's */
};

void sha256_init(struct sha256 *hash);
void sha256_update(struct sha256 *hash, const void *data, size_t size);
void sha256_final(struct sha256 *hash, uint8_t out[SHA256_SIZE]);

void sha256(const void *data, size_t size, uint8_t out[SHA256_SIZE]);
