#!/bin/sh
# Every C file as clang-format would leave it. usage: check_format.sh SOURCE_ROOT
set -u
command -v clang-format >/dev/null 2>&1 || { echo "clang-format is not installed"; exit 77; }
cd "$1" || exit 2
failed=0
for file in $(find include daemon clients tests -name '*.[ch]' | sort); do
	clang-format "$file" | cmp -s - "$file" && continue
	echo "$file: run clang-format -i on it"
	failed=1
done
[ $failed -eq 0 ] && echo "format holds"
exit $failed
