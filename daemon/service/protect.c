#include "service/protect.h"

#include <inttypes.h>
#include <malloc.h>

#include "service/log.h"
#include "service/service.h"

/* While addresses are shut the loop looks so often whether they can be bound again, but not before the connections have
 * been cleared away. */
#define LOOK_SHUT_MS 20
#define SETTLE_MS 200

unsigned protect_swap_clients(struct service *service, struct loaded *loaded)
{
	unsigned lost = 0;
	for (enum door door = 0; door < DOOR_COUNT; door++)
		lost |= (unsigned)clients_lose(&service->clients, &loaded->clients, door) << door;
	clients_deinit(&service->clients);
	service->clients = loaded->clients;
	loaded->clients = (struct clients) { 0 };
	log_line(LOG_NOTICE, "%zu clients are on the list", service->clients.count);
	return lost;
}

void protect_withdraw(struct service *service, unsigned lost, int64_t now)
{
	for (enum door door = 0; door < DOOR_COUNT; door++) {
		if (!(lost >> door & 1) || !doors_shut(&service->doors, door, DOORS_TCP, now))
			continue;
		log_line(LOG_NOTICE, "%s: a client may no longer come in: all tcp connections are made anew",
			 door_names[door]);
		service->shut = DOORS_TCP;
	}
}

static void shut_doors(struct service *service, enum guard_alarm alarm, enum doors_scope scope, int64_t now)
{
	for (enum door door = 0; door < DOOR_CONTROL; door++)
		doors_shut(&service->doors, door, scope, now);
	service->doors.shut_ms = now;
	service->shut = scope;
	service->counters.doors_shut++;
	log_event(EVENT_CONNECTIONS_DROPPED, NULL, LOG_ERR,
		  "[%s] %s connections are dropped: %" PRIu64 " bytes of memory are in use; %" PRIu64
		  " bytes and %" PRIu64 " connections are the limits",
		  alarm == GUARD_MEMORY ? "much_memory" : "many_connections", scope == DOORS_ALL ? "all" : "tcp",
		  service->guard.resident, service->config->memory_max, service->config->connections);
}

void protect_watch(struct service *service, int64_t now)
{
	if (service->shut && now - service->doors.shut_ms < SETTLE_MS)
		return;
	if (service->shut)
		malloc_trim(0); /* of what the dropped ones held */
	enum guard_alarm alarm = service->shut == DOORS_ALL ? GUARD_QUIET : guard_look(&service->guard, now);
	if (alarm) {
		shut_doors(service, alarm, service->shut == DOORS_TCP ? DOORS_ALL : DOORS_TCP, now);
	} else if (service->shut && doors_reopen(&service->doors, service->config, now)) {
		if (service->shut == DOORS_ALL)
			guard_pause(&service->guard, now);
		service->shut = DOORS_NONE;
	}
}

/* What a full queue took would lie in malloc's heaps for good. */
void protect_tick(struct service *service)
{
	uint64_t scored = service->counters.scored;
	if (scored == service->rested || service->intake.queue.count || service_in_flight(service))
		return;
	malloc_trim(0);
	service->rested = scored;
}

int64_t protect_interval(const struct service *service)
{
	return service->shut ? LOOK_SHUT_MS : GUARD_MS;
}
