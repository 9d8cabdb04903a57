#include "journal/pack.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "wire/json_out.h"

static void write_number(struct stanced_buffer *out, size_t number)
{
	char bytes[10];
	size_t size = 0;
	for (; number >= 0x80; number >>= 7)
		bytes[size++] = (char)(number | 0x80);
	bytes[size++] = (char)number;
	json_out_raw(out, bytes, size);
}

static void write_name(struct stanced_buffer *out, const char *name)
{
	char size = (char)strlen(name);
	json_out_raw(out, &size, 1);
	json_out_raw(out, name, (size_t)size);
}

void pack_write(struct stanced_buffer *out, const struct messages *messages)
{
	for (size_t i = 0; i < messages->part_count; i++) {
		const struct messages_part *part = &messages->parts[i];
		char kind = (char)part->kind;
		json_out_raw(out, &kind, 1);
		write_name(out, part->source);
		write_name(out, part->target);
		write_number(out, part->count);
		for (size_t k = part->first; k < part->first + part->count; k++) {
			write_number(out, messages->pieces[k].start);
			write_number(out, messages->pieces[k].size);
		}
	}
}

/* A damaged file may say anything. */
static bool read_number(struct pack *pack, size_t *numberp)
{
	size_t number = 0;
	for (unsigned shift = 0; shift < 42 && pack->cursor < pack->end; shift += 7) {
		unsigned char byte = *pack->cursor++;
		number |= (size_t)(byte & 0x7f) << shift;
		*numberp = number;
		if (byte < 0x80)
			return true;
	}
	return false;
}

static bool read_name(struct pack *pack, char *name, size_t room)
{
	size_t size = pack->cursor < pack->end ? *pack->cursor++ : room;
	if (size >= room || size > (size_t)(pack->end - pack->cursor))
		return false;
	memcpy(name, pack->cursor, size);
	name[size] = '\0';
	pack->cursor += size;
	return true;
}

/* Every byte of a message has its own in the buffer, but for those that join pieces. */
static bool read_piece(struct pack *pack, struct stanced_buffer *body)
{
	size_t start, size;
	if (!read_number(pack, &start) || !read_number(pack, &size) || start > pack->size ||
	    size > pack->size - start || body->size > 2 * pack->size)
		return false;
	json_out_raw(body, pack->data + start, size);
	return true;
}

struct pack pack_open(const void *parts, size_t parts_size, const void *data, size_t size)
{
	struct pack pack = { .cursor = parts, .end = parts, .data = data };
	if (parts && data) {
		pack.end += parts_size;
		pack.size = size;
	}
	return pack;
}

int pack_next(struct pack *pack, struct pack_part *part, struct stanced_buffer *body)
{
	size_t count;
	body->size = 0;
	body->failed = false;
	if (pack->cursor == pack->end)
		return 0;
	unsigned char kind = *pack->cursor++;
	if (kind > MESSAGE_TREND || !read_name(pack, part->source, sizeof part->source) ||
	    !read_name(pack, part->target, sizeof part->target) || !read_number(pack, &count))
		return -EBADMSG;
	part->kind = (enum message_kind)kind;
	for (size_t i = 0; i < count; i++) {
		if (!read_piece(pack, body))
			return -EBADMSG;
	}
	if (body->failed)
		return -ENOMEM;
	return body->size ? 1 : -EBADMSG; /* no message is empty */
}
