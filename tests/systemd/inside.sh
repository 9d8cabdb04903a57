#!/bin/bash
# Runs inside the container that smoke.sh boots.
set -u
check() { # what, command...
	local what=$1
	shift
	if said=$("$@" 2>&1); then
		echo "ok - $what"
	else
		echo "FAILED - $what: $(echo "$said" | tail -3)"
	fi
}
unit() { systemctl show stanced -p "$1" --value; }
as() { # user, command...
	local user=$1
	shift
	runuser -u "$user" -- env STANCED_INGEST=ipc:///run/stanced/ingest.sock STANCED_PUBLISH=ipc:///run/stanced/publish.sock \
		STANCED_QUERY=ipc:///run/stanced/query.sock "$@"
}
curve() {
	env STANCED_KEY="$settings/me.key" STANCED_SERVER_KEY="$settings/server.pub" "$@"
}
fails() { ! "$@"; }
equals() { [ "$1" = "$2" ] || { echo "$1 is not $2"; return 1; }; }
until_true() { # seconds, command...
	local end=$((SECONDS + $1))
	shift
	until "$@" >/dev/null 2>&1; do
		[ $SECONDS -lt $end ] || return 1
		sleep 0.2
	done
}
restarted() { [ "$(unit NRestarts)" -ge "$1" ] && [ "$(unit ActiveState)" = active ]; }
logged() { journalctl -q -u stanced "$@" | grep -q .; }

check "sysusers makes user and group" systemd-sysusers
useradd -M -G stanced-ingest scraper
useradd -M stranger
# Where the unit has its settings, which depends on the prefix.
settings=$(dirname "$(systemctl cat stanced | sed -n 's/^ExecStart=.* -c //p')")
cd "$settings" || exit 1
stancectl keygen server >/dev/null
echo "$(stancectl keygen me) all smoke" >clients
printf '[security]\nkey = server.key\nclients = %s\n' "$settings/clients" >>stanced.conf
mkdir -p /etc/systemd/system/stanced.service.d
printf '[Service]\nLoadCredential=server.key:%s\nWatchdogSec=3\n' "$settings/server.key" \
	>/etc/systemd/system/stanced.service.d/smoke.conf
systemctl daemon-reload

check "starts and says that it is ready" systemctl start stanced
if [ "$(unit ActiveState)" != active ]; then
	journalctl -q -u stanced | tail -20
	systemctl stop stanced
	exit 1
fi
check "is active" equals "$(unit ActiveState)" active
check "runs as its user" equals "$(stat -c %U "/proc/$(unit MainPID)")" stanced
until_true 5 test -n "$(unit StatusText)"
sleep 1.2
echo "status line: $(unit StatusText)"
check "status line" grep -q "running: 0 accepted" <<<"$(unit StatusText)"
check "no capabilities" grep -q "^CapEff:.*0000000000000000$" "/proc/$(unit MainPID)/status"
check "system calls are filtered" grep -q "^Seccomp:.*2$" "/proc/$(unit MainPID)/status"
check "no warning since the start" fails logged -p warning

check "one of the group sends" as scraper stancectl send --quiet /results/01-hostile-strait.txt
check "one of the group asks" as scraper stancectl ping
check "a stranger does not reach the sockets" fails as stranger stancectl ping --timeout 1
check "the group gives no orders" fails as scraper stancectl reload --control ipc:///run/stanced/control.sock --timeout 1
check "nobody else sees the state" fails as scraper ls /var/lib/stanced
curve stancectl watch --count 1 --timeout 20 >/results/watched 2>/results/watching &
watch=$!
until_true 10 grep -q watching /results/watching
check "one with a key sends" curve stancectl send --quiet /results/02-friendly-railway.txt
wait $watch
check "one with a key watches" equals $? 0
check "scores arrive" test -s /results/watched
check "without a key nobody comes in" fails stancectl ping --timeout 1

check "reload" systemctl reload stanced
check "reload is in the journal by its id" until_true 5 logged MESSAGE_ID=62c9dbe2919242b0a2f028c518547cbb
check "fields" until_true 5 bash -c 'journalctl -q -u stanced -o json MESSAGE_ID=62c9dbe2919242b0a2f028c518547cbb | grep -q STANCED_LEXICON'
echo "nonsense" >clients
systemctl reload stanced
check "a bad list is refused and told with its code" until_true 5 logged STANCED_CODE=bad_key
check "the old list stays" curve stancectl ping
echo "$(grep -v '^#' me.pub) all smoke" >clients

kill -STOP "$(unit MainPID)"
check "a hang ends by the watchdog, and it is started again" until_true 30 restarted 1
check "it was the watchdog" until_true 5 bash -c 'journalctl -q -u stanced | grep -q -i watchdog'
check "asks again" until_true 10 as scraper stancectl ping

for i in $(seq 20000); do
	printf '{"id":"load-%d","text":"Japan condemned China over missile test number %d on Tuesday."}\n' "$i" "$i"
done >/results/load.jsonl
curve stancectl send --timeout 60 --quiet /results/load.jsonl &
send=$!
under_load() { as scraper stancectl stats | grep -qE "^accepted +[1-9][0-9]{2,}"; }
until_true 20 under_load
kill -KILL "$(unit MainPID)"
check "a kill under load: started again" until_true 30 restarted 2
wait $send
check "the sender got through" equals $? 0
idle() { as scraper stancectl stats | grep -qE "^$1 +0$"; }
all_scored() { idle queue && idle in_flight; }
check "what was accepted is scored" until_true 30 all_scored

check "stops" systemctl stop stanced
check "with success" equals "$(unit Result)" success
check "the sockets are gone" fails test -e /run/stanced
journal() { runuser -u stanced -- stancectl journal "$1" /var/lib/stanced/journal.db; }
journal stats
check "the journal has no fault" journal check
every_article() { journal stats | grep -qE "^articles +20002$"; }
check "and every article" every_article
echo "all done"
