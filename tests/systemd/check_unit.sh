#!/bin/sh
# The unit as it will be installed: systemd understands every line, and says how little the service may do.
# usage: check_unit.sh UNIT PROGRAM
set -u
unit=$1 program=$2
command -v systemd-analyze >/dev/null || { echo "skipped: there is no systemd-analyze"; exit 77; }
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
# The program is not installed where the unit looks for it.
sed "s#^ExecStart=[^ ]*#ExecStart=$program#" "$unit" >"$folder/stanced.service"

failed=0
said=$(systemd-analyze verify "$folder/stanced.service" 2>&1) || failed=1
[ -z "$said" ] || { echo "$said"; failed=1; }
# The scale is 0 to 10, the threshold ten times as much.
systemd-analyze security --offline=true --threshold=12 "$folder/stanced.service" >"$folder/exposure" || failed=1
grep -E "✗|Overall" "$folder/exposure"
exit $failed
