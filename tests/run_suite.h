/* The end of each unit test's main. */
#pragma once

#include <check.h>

/* Runs and frees the suite; 0 or 1, the program's exit status. CK_VERBOSITY tells how much is printed. */
static inline int run_suite(Suite *suite)
{
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
