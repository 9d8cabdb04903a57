#!/bin/sh
# Every script says what it does when asked with --help, from any directory, and does nothing else.
# usage: check_scripts.sh SOURCE_ROOT
set -u
cd "$1/tests" || exit 2
failed=0
for script in ../scripts/* ../.ci/run ../lexicons/counts.sh; do
	help=$(timeout 10 "$script" --help 2>&1) && [ -n "$help" ] && [ "$(echo "$help" | wc -l)" -lt 30 ] && continue
	echo "$script --help: ${help:-nothing is said}"
	failed=1
done
[ $failed -eq 0 ] && echo "scripts tell"
exit $failed
