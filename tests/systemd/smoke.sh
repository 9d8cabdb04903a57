#!/bin/sh
# Boots the installed unit under a real systemd: a container of systemd-nspawn over an overlay of this machine's root, which
# stays as it is. Start, credentials, send, watch, reload, a hang, a kill under load, stop.
# usage: smoke.sh SOURCE_ROOT BUILD_DIR     Exit status 77: skipped, the reason is told.
set -u
source=$1 build=$2
here=$(dirname "$0")
skip() {
	echo "skipped: $*"
	exit 77
}
[ "$(id -u)" -eq 0 ] || skip "this needs root"
for tool in systemd-nspawn meson timeout; do
	command -v "$tool" >/dev/null || skip "there is no $tool"
done
[ -x /lib/systemd/systemd ] || skip "there is no systemd to boot"

folder=$(mktemp -d /var/tmp/stanced-smoke-XXXXXX) || exit 1
clean() {
	mountpoint -q "$folder/root" && umount "$folder/root"
	mountpoint -q "$folder" && umount "$folder"
	rm -rf "$folder"
}
trap clean EXIT
trap 'exit 1' INT TERM
# Upper layers of an overlay may not lie on an overlay, as the root of a container often does.
mount -t tmpfs -o size=512m tmpfs "$folder" || skip "nothing may be mounted here"
mkdir "$folder/upper" "$folder/work" "$folder/root" "$folder/results"
mount -t overlay -o "lowerdir=/,upperdir=$folder/upper,workdir=$folder/work" overlay "$folder/root" 2>/dev/null ||
	skip "no overlay may be mounted here"

DESTDIR="$folder/root" meson install -C "$build" --no-rebuild --quiet || exit 1
install -m 755 "$here/inside.sh" "$folder/root/usr/local/bin/stanced-smoke"
cp "$source/tests/samples/"*.txt "$folder/results/"
cat >"$folder/root/etc/systemd/system/stanced-smoke.service" <<-END
	[Unit]
	Description=Smoke test of stanced
	After=multi-user.target
	[Service]
	Type=oneshot
	ExecStart=/usr/local/bin/stanced-smoke
	ExecStopPost=/bin/systemctl --no-block poweroff
	StandardOutput=file:/results/said
	StandardError=file:/results/said
	[Install]
	WantedBy=default.target
END
mkdir -p "$folder/root/etc/systemd/system/default.target.wants"
ln -s /etc/systemd/system/stanced-smoke.service "$folder/root/etc/systemd/system/default.target.wants/"
# Only what the test needs is booted.
ln -sf /lib/systemd/system/multi-user.target "$folder/root/etc/systemd/system/default.target"
for unit in networking systemd-networkd systemd-resolved cron ssh apt-daily.timer apt-daily-upgrade.timer e2scrub_reap; do
	ln -sf /dev/null "$folder/root/etc/systemd/system/${unit%.timer}$(case $unit in *.timer) echo .timer ;; *) echo .service ;; esac)"
done

timeout -k 5 "${SMOKE_SECONDS-150}" systemd-nspawn -q -b --register=no --keep-unit --private-network \
	--machine="stanced-smoke-$$" --directory="$folder/root" --bind="$folder/results:/results" \
	</dev/null >"$folder/console" 2>&1
status=$?
if [ ! -s "$folder/results/said" ]; then
	tail -20 "$folder/console"
	skip "systemd-nspawn does not boot here (status $status)"
fi
cat "$folder/results/said"
grep -q "^all done" "$folder/results/said" && ! grep -q "^FAILED" "$folder/results/said"
