#!/bin/sh
# Holds the engine to its purity: the symbols its archive needs from elsewhere against an allow-list, and the includes
# of each room against the layers below it. usage: check_layers.sh SOURCE_ROOT ENGINE_ARCHIVE
set -u
root=$1 archive=$2 failed=0

# libc without I/O, clock, environment or process; what compilers emit by themselves; base; utf8proc for folding.
allowed='^(mem(cpy|move|set|cmp|chr|rchr|mem)|str(len|cmp|ncmp|chr|rchr|ncasecmp|casecmp|tol|toul|tod|tof|nlen)|v?snprintf|malloc|calloc|realloc|free|qsort|qsort_r|bsearch|sqrt|exp|fabs|log|__stack_chk_fail|__errno_location|__(memcpy|memset|memmove|snprintf|vsnprintf|strcpy|strcat)_chk|__isoc23_strto(l|ul)|__ctype_(b|tolower|toupper)_loc|abort|__assert_fail|_GLOBAL_OFFSET_TABLE_|__asan_.*|__ubsan_.*|__sanitizer_.*|__tsan_.*|__sancov_.*|__gcov_.*|__llvm_.*)$'
base='^(arena|vec|sort|utf8|sha256|day)_'
fold='^utf8proc_'

defined=$(nm --defined-only -P "$archive" 2>/dev/null | awk 'NF>1{print $1}' | sort -u)
needed=$(nm -u -P "$archive" 2>/dev/null | awk 'NF>1{print $1}' | sort -u)
for symbol in $needed; do
	echo "$symbol" | grep -Eq "$allowed|$base|$fold" && continue
	echo "$defined" | grep -qx "$symbol" && continue
	echo "engine needs '$symbol', which is not on the allow-list"
	failed=1
done

check() { # room, forbidden include pattern, reason
	hits=$(grep -nE "#include [<\"]($2)" "$root/daemon/$1"/*.[ch] 2>/dev/null)
	[ -z "$hits" ] && return
	echo "$3:"
	echo "$hits"
	failed=1
}
check base 'engine/|wire/|load/|service/|jansson|zmq|sqlite' 'base includes a higher layer'
check engine 'wire/|load/|service/|jansson|zmq|sqlite|stdio|unistd|time\.h|sys/' 'the engine includes I/O or a higher layer'
check wire 'service/|load/|zmq|sqlite|unistd|sys/|stdio' 'wire includes I/O or the service'
check load 'service/|wire/|zmq|jansson' 'load includes the service or wire'
check journal 'service/|load/|zmq|jansson' 'the journal includes the service or sockets'
check ../clients/lib 'engine/|wire/|load/|service/|journal/|sqlite' 'the client library includes the daemon'
check service 'sqlite' 'the service sees SQLite; only the journal does'

# A stage includes its own room, article.h, lexicon.h, lexicon_find.h, scan*.h and base, never another stage.
for stage in token clean sentence mention quote chunk actor clause statement stance sentiment pair; do
	for file in "$root"/daemon/engine/$stage.c; do
		others=$(grep -oE '#include "engine/[a-z_]+\.h"' "$file" | grep -vE "engine/(article|lexicon|lexicon_find|scan|scan_quick|$stage)\.h")
		[ -z "$others" ] && continue
		echo "$file includes another stage: $others"
		failed=1
	done
done

[ $failed -eq 0 ] && echo "layers hold"
exit $failed
