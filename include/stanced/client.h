/* stanced: talk to a running daemon (libstanced-client).
 *
 * Five handles, each for one thread at a time; any number of handles may live side by side:
 *
 *   stanced_sender      hands articles in and keeps each until the daemon has answered for it
 *   stanced_subscriber  receives published messages and notices when some were missed
 *   stanced_follower    a subscriber that fetches what it missed from the daemon's journal
 *   stanced_pairs       the table of running scores, kept up to date
 *   stanced_query       asks a question at the query or control door and waits for the answer
 *
 * Errors: 0 is success; a negative value is a negated errno: -ENOMEM; -EINVAL: an address or argument that makes no
 * sense; -ENAMETOOLONG: an ipc path over 107 bytes; -EMSGSIZE: an article over the limit; -ETIMEDOUT: the time given
 * was not enough; -EACCES: the daemon does not let this key in, or wants one; -EINTR: a signal arrived (call again, or
 * stop); -EPROTO: the peer does not speak this protocol. A positive value is a STANCED_CLIENT_E_*.
 *
 * Times are milliseconds; a time-out of -1 waits for ever, 0 only looks. Strings are UTF-8 and end in NUL. What a
 * function takes it copies; what it gives is borrowed unless it says otherwise. A _free function accepts NULL and
 * returns NULL. Addresses are ZeroMQ's: tcp://127.0.0.1:7701, ipc:///run/stanced/ingest.sock (not inproc). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define STANCED_CLIENT_E_REFUSED 1 /* the daemon answered with an error; the answer says which */

/* ---- doors ---- */

enum stanced_door { STANCED_DOOR_INGEST, STANCED_DOOR_PUBLISH, STANCED_DOOR_QUERY, STANCED_DOOR_CONTROL };

/* Room for any address that can work: "ipc://" and 107 bytes of path are shorter. */
#define STANCED_ADDRESS_MAX 256

/* The address of a door into address: given, else $STANCED_INGEST (_PUBLISH, _QUERY, _CONTROL), else the default:
 * tcp 127.0.0.1 with the ports 7701, 7703 and 7704, and for control the socket control.sock where the daemon puts it
 * ($XDG_RUNTIME_DIR/stanced, a folder of the user's under the temporary folder, /run/stanced: the first that is
 * there). given may be NULL. -EINVAL, -ENAMETOOLONG. */
int stanced_door_address(enum stanced_door door, const char *given, char address[STANCED_ADDRESS_MAX]);

/* ---- keys ---- */

/* CURVE (ZeroMQ RFC 26): tcp addresses are spoken to encrypted, and the daemon knows who speaks. Keys are 40 characters
 * of Z85 and a NUL. All empty: no CURVE. */
#define STANCED_KEY_SIZE 41

struct stanced_keys {
	char server[STANCED_KEY_SIZE]; /* the daemon's public key */
	char secret[STANCED_KEY_SIZE]; /* the client's own */
};

/* Reads both out of files as stancectl keygen writes them. NULL: $STANCED_KEY (secret_file) and $STANCED_SERVER_KEY;
 * without these keys are all empty. -EINVAL: one without the other; -EPERM: others may read the secret key; -EBADMSG: a
 * file holds no key; or what errno says. why: NULL, or gets a sentence with the file's name. */
int stanced_keys_read(struct stanced_keys *keys, const char *secret_file, const char *server_file, char why[256]);

/* ---- sender ---- */

/* An article. Only text is required. Without an id the daemon takes the text's hash for one. */
struct stanced_send {
	const char *id, *title, *url, *outlet, *published, *replaces; /* NULL: absent */
	const char *ref; /* the sender's own mark, given back with the reply; NULL: none */
	const char *text; /* need not end in NUL */
	size_t text_size;
};

enum stanced_reply_status {
	STANCED_REPLY_ACCEPTED,
	STANCED_REPLY_KNOWN, /* had it already: sent twice, or an earlier try was accepted and its reply got lost */
	STANCED_REPLY_REFUSED, /* error and message say why; sending it again would not help */
	STANCED_REPLY_LOST, /* given up: the daemon dropped the connection on this very article again and again */
};

/* Borrowed for the duration of the call. */
struct stanced_reply {
	enum stanced_reply_status status;
	const char *id, *key; /* NULL where the daemon could not tell */
	const char *ref; /* as sent */
	const char *error, *message; /* code and sentence when refused or lost, else NULL */
	bool durable; /* accepted: it survives a crash of the daemon */
	unsigned tries; /* how often it was sent */
};

/* Called once for each article, from within stanced_sender_send or stanced_sender_wait. It may not use the sender. */
typedef void (*stanced_replied)(void *user, const struct stanced_reply *reply);

struct stanced_sender_options {
	const char *address; /* NULL: see stanced_door_address */
	const struct stanced_keys *keys; /* NULL: stanced_keys_read's, of the environment */
	unsigned window; /* articles sent and not yet answered, at most; 0: 64 */
	unsigned resend_ms; /* sent again when not answered for so long; 0: 5000 */
	size_t text_max; /* longer texts are -EMSGSIZE at once; 0: 16 MiB. See stanced_query_limits */
	stanced_replied replied; /* NULL: nobody wants to know */
	void *user;
};

struct stanced_sender;

/* options may be NULL. Connects in the background: success does not mean that a daemon is there. */
int stanced_sender_new(struct stanced_sender **senderp, const struct stanced_sender_options *options);
/* Articles not yet answered for are forgotten; stanced_sender_wait first. */
struct stanced_sender *stanced_sender_free(struct stanced_sender *sender);

/* Queues a copy of the article, then waits until fewer than window articles are unanswered, at most timeout. The
 * article is kept, and sent again after a lost connection or a daemon's "busy", until it is answered for. On
 * -ETIMEDOUT and -EINTR it is queued all the same; on any other error it is not. */
int stanced_sender_send(struct stanced_sender *sender, const struct stanced_send *article, int timeout_ms);
/* Waits until at most so many articles are unanswered (0: all are answered for), at most timeout. */
int stanced_sender_wait(struct stanced_sender *sender, size_t most, int timeout_ms);

/* Articles not yet answered for. */
size_t stanced_sender_pending(const struct stanced_sender *sender);
/* The connection stands at this moment, as far as is known. */
bool stanced_sender_connected(const struct stanced_sender *sender);
/* The daemon did not let this key in, or wants one. It is asked again every second: its list of clients may change. */
bool stanced_sender_denied(const struct stanced_sender *sender);
/* Why the daemon last put an article off, "[busy] the queue is full"; NULL: since then it answered for one, or the
 * connection was lost. Stays until the sender is used again. */
const char *stanced_sender_put_off(const struct stanced_sender *sender);

/* ---- subscriber ---- */

struct stanced_subscriber_options {
	const char *address; /* NULL: see stanced_door_address */
	const struct stanced_keys *keys; /* NULL: stanced_keys_read's, of the environment */
	const char *const *topics; /* prefixes, or whole topics with exact; "": everything */
	size_t topic_count; /* 0: everything */
	bool exact; /* only topics that equal one of topics: "stance.CHN.AU" is then not "stance.CHN.AUS" */
	bool widen; /* subscribe wide enough to notice gaps, hand over what was asked for: see below */
	int queue; /* messages kept while the program is busy; more are lost (and noticed); 0: 10000 */
};

/* Borrowed until the next receive. */
struct stanced_message {
	const char *topic;
	const char *json; /* ends in NUL */
	size_t json_size;
	uint64_t seq;
	uint64_t prev; /* the number before it of the same kind; 0: none was, or it does not say */
	uint64_t prev_source, prev_target; /* of a stance: the number before it of the same source, or target */
	const char *boot; /* the daemon's run */
	bool restarted; /* the first message since another run of the daemon */
	/* Messages were missed: those of chain after gap_after up to and including gap_until, which is certainly one
	 * of them. Both 0: none that are known of. Ask the daemon's replay for them. */
	uint64_t gap_after, gap_until;
	const char *chain; /* prefix in which the gap is: "stance.CHN.", "target.JPN.", "article." */
};

struct stanced_subscriber;

/* Gaps. ZeroMQ drops messages of a slow or disconnected subscriber without a word. A stance tells the number of the
 * one before it of the same source ("stance." topics) or target ("target." topics), other messages of the one before
 * of their kind. So a gap is noticed when a subscription covers such a chain whole: "", "stance.", "stance.CHN.",
 * "target.JPN.", "article.", "sentiment."; not with "stance.CHN.JPN" or "sentiment.JPN" alone, unless widen is set:
 * then the whole chain is received and the rest thrown away here. What is missing at the end of a chain shows with
 * the chain's next message only (with "", at the next heartbeat). */
int stanced_subscriber_new(struct stanced_subscriber **subscriberp, const struct stanced_subscriber_options *options);
struct stanced_subscriber *stanced_subscriber_free(struct stanced_subscriber *subscriber);

/* The next message. The daemon's heartbeat ("status", every second) is handed over only if topics cover it.
 * -ETIMEDOUT: none came. */
int stanced_subscriber_receive(struct stanced_subscriber *subscriber, int timeout_ms,
			       const struct stanced_message **messagep);

/* Milliseconds since anything was heard from the daemon, heartbeats included, as of the last receive; -1: nothing
 * yet. The subscription is certainly live once something was heard; over 3000 means that the daemon is gone. */
int64_t stanced_subscriber_silence(const struct stanced_subscriber *subscriber);
bool stanced_subscriber_denied(const struct stanced_subscriber *subscriber); /* as of a sender */

/* ---- follower ---- */

/* A subscriber that misses nothing: what ZeroMQ dropped, or what was published while nobody listened, it fetches from
 * the daemon's journal. Messages are handed over in the order of seq, none twice; a stance that fits two topics comes
 * once. Beginning with a number, a program that keeps the last seq it dealt with goes on where it was. */

struct stanced_follower_options {
	const char *publish, *query; /* addresses; NULL: see stanced_door_address */
	const struct stanced_keys *keys; /* as of a sender */
	/* As of a subscriber. What is subscribed to is one chain that covers them all: "stance.CHN.", "article.", with
	 * topics of several kinds everything. */
	const char *const *topics;
	size_t topic_count; /* 0: everything */
	bool exact;
	uint64_t from; /* begin with this number; 0: with what is published from now on */
	int queue; /* as of a subscriber */
};

struct stanced_follower;

/* options may be NULL. Connects in the background. */
int stanced_follower_new(struct stanced_follower **followerp, const struct stanced_follower_options *options);
struct stanced_follower *stanced_follower_free(struct stanced_follower *follower);

/* The next message. gap_after and gap_until tell what cannot be had any more: the journal has let go of it, the daemon
 * keeps none, this key may not ask it, or it did not answer for half a minute; they may lie between other people's
 * topics. A question to the journal may take five seconds longer than timeout. -ETIMEDOUT: none came. -ERANGE: from is
 * beyond every number that the daemon ever gave. */
int stanced_follower_receive(struct stanced_follower *follower, int timeout_ms,
			     const struct stanced_message **messagep);
int64_t stanced_follower_silence(const struct stanced_follower *follower); /* as of a subscriber */
bool stanced_follower_denied(const struct stanced_follower *follower); /* as of a sender */
/* All that concerns the topics up to this number was handed over: where to begin next time, less one. */
uint64_t stanced_follower_done(const struct stanced_follower *follower);

/* ---- pairs ---- */

/* The daemon's table of running scores, kept up to date: whoever joins late, lags or loses the connection ends with the
 * same table as one that heard everything. Needs a daemon with a journal. */

#define STANCED_PAIR_CODE_SIZE 17 /* a code and a NUL */

struct stanced_pair_row {
	char source[STANCED_PAIR_CODE_SIZE], target[STANCED_PAIR_CODE_SIZE];
	double score; /* -1 to 1 */
	double weight; /* sum of the articles' confidences, halved with each half-life before as_of */
	uint64_t articles; /* 0: none is left, after a correction */
	char as_of[16]; /* day of the newest article, YYYY-MM-DD */
	uint64_t seq; /* of the message that made it */
};

struct stanced_pairs;

/* keys as of a sender. */
int stanced_pairs_new(struct stanced_pairs **pairsp, const char *publish, const char *query,
		      const struct stanced_keys *keys);
struct stanced_pairs *stanced_pairs_free(struct stanced_pairs *pairs);
/* Takes the table from the daemon, unless that is done. -ETIMEDOUT: not all of it yet; call again. -EACCES: this key
 * may not subscribe, or may not ask.
 * STANCED_CLIENT_E_REFUSED: the daemon keeps no journal. */
int stanced_pairs_load(struct stanced_pairs *pairs, int timeout_ms);
/* Loads what is missing and waits for the next change. *changedp: the row, until the next call; NULL: the table is to
 * be taken anew, and was cleared. -ETIMEDOUT: nothing changed. */
int stanced_pairs_update(struct stanced_pairs *pairs, int timeout_ms, const struct stanced_pair_row **changedp);
/* The rows, sorted by source and target; borrowed until the next load or update. */
size_t stanced_pairs_count(const struct stanced_pairs *pairs);
const struct stanced_pair_row *stanced_pairs_row(const struct stanced_pairs *pairs, size_t index);
const struct stanced_pair_row *stanced_pairs_find(const struct stanced_pairs *pairs, const char *source,
						  const char *target); /* NULL: it has none */

/* ---- query and control ---- */

struct stanced_query;

/* door: STANCED_DOOR_QUERY or STANCED_DOOR_CONTROL; address NULL: see stanced_door_address; keys as of a sender. */
int stanced_query_new(struct stanced_query **queryp, enum stanced_door door, const char *address,
		      const struct stanced_keys *keys);
struct stanced_query *stanced_query_free(struct stanced_query *query);

/* Asks {"op":op, ...arguments} and waits for the answer. arguments: a JSON object as text, or NULL. *answerp is the
 * answer's JSON text, to be freed with free(); NULL unless 0 or STANCED_CLIENT_E_REFUSED is returned. After
 * -ETIMEDOUT a late answer is thrown away. */
int stanced_query_ask(struct stanced_query *query, const char *op, const char *arguments, int timeout_ms,
		      char **answerp);

/* What the daemon takes: a longer text is refused, a longer message costs the connection. */
struct stanced_limits {
	size_t text_max, message_max, id_max; /* bytes */
};

/* Asks at the query door. As stanced_query_ask. */
int stanced_query_limits(struct stanced_query *query, int timeout_ms, struct stanced_limits *limits);

#ifdef __cplusplus
}
#endif
