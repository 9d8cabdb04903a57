/* Drops connections: of those whose rights were withdrawn, and of hostile ones that are about to use the process up.
 * ZeroMQ cannot drop one alone; a door's addresses are shut and bound again, and who may come comes back by himself. */
#pragma once

#include <stdint.h>

struct loaded;
struct service;

/* Takes over the list of clients. Returns bits of the doors at which somebody lost a right. */
unsigned protect_swap_clients(struct service *service, struct loaded *loaded);
/* Connections outlive a handshake: where somebody lost a right those of tcp are dropped. */
void protect_withdraw(struct service *service, unsigned lost, int64_t now);

/* Each turn of the loop. On an alarm of the guard tcp connections are dropped, and if that does not help, all but those
 * of the owner's control door. */
void protect_watch(struct service *service, int64_t now);
/* Milliseconds after which to call it again. */
int64_t protect_interval(const struct service *service);
/* Each second: when nothing is in work, freed memory goes back to the system. */
void protect_tick(struct service *service);
