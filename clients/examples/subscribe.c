/* Everything that is said of Japan: cc subscribe.c $(pkg-config --cflags --libs stanced-client) */
#include <stanced/client.h>
#include <stdio.h>

int main(void)
{
	const char *topics[] = { "target.JPN." };
	struct stanced_subscriber_options options = { .topics = topics, .topic_count = 1 };
	struct stanced_subscriber *subscriber;
	const struct stanced_message *message;
	if (stanced_subscriber_new(&subscriber, &options) != 0)
		return 1;
	while (stanced_subscriber_receive(subscriber, -1, &message) == 0) {
		if (message->gap_until)
			fprintf(stderr, "missed some after %llu\n", (unsigned long long)message->gap_after);
		printf("%s %s\n", message->topic, message->json);
		fflush(stdout);
	}
	stanced_subscriber_free(subscriber);
	return 0;
}
