/* Questions and orders: the query door only reads, the control door also reloads and drains. */
#pragma once

#include <stdbool.h>

struct service;

/* Answers one message from the door. False: none is there. */
bool query_serve(struct service *service, void *socket, bool control);

/* Answers all who wait for the reload that has now ended. */
struct loaded;
void query_reloaded(struct service *service, const struct loaded *loaded);
/* Answers all who ordered to prune; r: 0, or what hindered the commit. */
void query_pruned(struct service *service, int r);
