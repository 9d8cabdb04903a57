/* snprintf and vsnprintf, which happen to be declared beside the streams that lower layers must not touch. */
#pragma once

#include <stdarg.h>
#include <stdio.h>
