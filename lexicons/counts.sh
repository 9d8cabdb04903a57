#!/bin/sh
# Writes the section "Counts" of README.md anew from the files beside it. usage: counts.sh
set -eu
cd "$(dirname "$0")"
case ${1-} in
-h | --help)
	sed -n '2,2s/^# //p' counts.sh
	exit 0
	;;
esac
rows() { # data rows: neither comment, nor blank, nor the header
	awk '!/^#/ && /[^ \t\r]/ { n++ } END { print n - 1 }' "$1"
}
temporary=$(mktemp README.XXXXXX)
trap 'rm -f "$temporary"' EXIT
{
	sed '/^## Counts/,$d' README.md
	printf '## Counts\nRows a file, written by `counts.sh`.\n\n| file | rows |\n| --- | ---: |\n'
	total=0
	for file in *.tsv; do
		n=$(rows "$file")
		total=$((total + n))
		printf '| %s | %d |\n' "$file" "$n"
	done
	printf '| all | %d |\n' "$total"
} > "$temporary"
cat "$temporary" > README.md
