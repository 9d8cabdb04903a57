#!/bin/sh
# Every C file as clang-format would leave it, and no line over 120 columns: comments and texts it does not break.
# usage: check_format.sh SOURCE_ROOT
set -u
cd "$1" || exit 2
failed=0
files=$(find include daemon clients tests -name '*.[ch]' | sort)

# A tab goes on to the next multiple of 8; a character of UTF-8 is one column, whatever the locale.
# shellcheck disable=SC2086 # names without spaces
wide=$(LC_ALL=C awk '{
	line = $0
	gsub(/[\200-\277]/, "", line)
	for (columns = 0; tab = index(line, "\t"); line = substr(line, tab + 1))
		columns += tab - 1 + 8 - (columns + tab - 1) % 8
	columns += length(line)
	if (columns > 120)
		print FILENAME ":" FNR ": " columns " columns, 120 are the most: break the comment or the text"
}' $files)
if [ -n "$wide" ]; then
	echo "$wide"
	failed=1
fi

if ! command -v clang-format >/dev/null 2>&1; then
	echo "clang-format is not installed"
	[ $failed -eq 0 ] && exit 77
	exit 1
fi
# shellcheck disable=SC2086
ill=$(clang-format --dry-run $files 2>&1 | sed -n 's/^\([^: ]*\):.*clang-format-violations.*/\1/p' | sort -u)
for file in $ill; do
	echo "$file: run clang-format -i on it"
	failed=1
done
[ $failed -eq 0 ] && echo "format holds"
exit $failed
