#!/usr/bin/env bash
# Builds the image without Docker and checks what it promises. As root, with Debian's buildah, debootstrap, runc, jq and
# curl, and a JDK 25 to make a JRE of. From the environment:
#   BUILD_IMAGE, RUNTIME_IMAGE  bases to use instead of stand-ins
#   JDK25                       the JDK's folder
#   STORAGE_DRIVER              vfs, where overlays cannot be mounted
#   KEEP=1                      keeps bases, layers and Maven's cache, so that the next run is faster
set -euo pipefail
cd "$(dirname "$0")/../.."

home=/var/tmp/heatlens-image
work=$home/check
image=localhost/heatlens
container=
jdk=${JDK25:-$(find /usr/lib/jvm -maxdepth 1 -name '*25*' 2>/dev/null | head -1 || true)}
# needs neither control groups nor another user, so that it works within a container too
export BUILDAH_ISOLATION=${BUILDAH_ISOLATION:-chroot}
# all that buildah writes
export CONTAINERS_STORAGE_CONF=$home/storage.conf TMPDIR=$home/tmp

prepare() {
  rm -rf "$work"
  mkdir -p "$work" "$TMPDIR"
  printf '[storage]\ndriver = "%s"\ngraphroot = "%s"\nrunroot = "%s"\n' \
    "${STORAGE_DRIVER:-overlay}" "$home/storage" "$home/run" >"$CONTAINERS_STORAGE_CONF"
}

clean() {
  runc delete --force heatlens-check 2>/dev/null || true
  [ -z "$container" ] || buildah rm "$container" >/dev/null
  if [ -z "${KEEP:-}" ]; then
    buildah rmi --all --force >/dev/null 2>&1 || true
    umount "$home/storage/overlay" 2>/dev/null || true
    rm -rf "$home"
  fi
}

fail() {
  echo "FAILED: $*" >&2
  [ ! -f "$work/log" ] || tail -30 "$work/log" >&2
  exit 1
}

require() {
  for tool in buildah debootstrap runc jq curl nsenter; do
    command -v "$tool" >/dev/null || fail "$tool is missing: apt-get install buildah debootstrap runc jq curl util-linux"
  done
  [ -x "$jdk/bin/jlink" ] || fail "no JDK 25 to make a JRE of: set JDK25 to its folder"
}

build() {
  if [ -z "${BUILD_IMAGE:-}${RUNTIME_IMAGE:-}" ]; then
    BUILD_IMAGE=localhost/stand-in-build RUNTIME_IMAGE=localhost/stand-in-jre
    src/image/bases.sh "$BUILD_IMAGE" "$RUNTIME_IMAGE" "$jdk"
  fi
  # without this format the health check is dropped
  buildah build --format docker --layers --tag "$image" ${BUILD_IMAGE:+--build-arg "BUILD_IMAGE=$BUILD_IMAGE"} \
    ${RUNTIME_IMAGE:+--build-arg "RUNTIME_IMAGE=$RUNTIME_IMAGE"} .
}

sizes() {
  buildah push --quiet --format v2s2 "$image" "dir:$work/image"
  local config
  config=$(jq -r '.config.digest | ltrimstr("sha256:")' "$work/image/manifest.json")
  jq -r '.history[] | select(.empty_layer != true) | .created_by' "$work/image/$config" >"$work/steps"
  echo "layers, kB, compressed and as they lie on disk:"
  jq -r '.layers[].digest | ltrimstr("sha256:")' "$work/image/manifest.json" | while read -r layer; do
    printf '%8d %8d\n' $(($(stat --format=%s "$work/image/$layer") / 1000)) \
      $(($(gzip -dc "$work/image/$layer" | wc -c) / 1000))
  done | paste -d' ' - "$work/steps" | cut -c1-120
}

# start [NAME=VALUE...]: what an orchestrator with the strictest settings runs, with no network at all
start() {
  buildah inspect --type image "$image" | jq --arg root "$root" --args '.Docker.config | {
    ociVersion: "1.0.2",
    process: {
      user: (.User | split(":") | {uid: .[0] | tonumber, gid: .[1] | tonumber}),
      args: .Entrypoint, env: (.Env + $ARGS.positional), cwd: .WorkingDir,
      capabilities: {}, noNewPrivileges: true
    },
    root: {path: $root, readonly: true},
    mounts: [
      {destination: "/proc", type: "proc", source: "proc"},
      {destination: "/dev", type: "tmpfs", source: "tmpfs", options: ["nosuid", "mode=755", "size=64k"]},
      {destination: "/tmp", type: "tmpfs", source: "tmpfs", options: ["nosuid", "nodev", "noexec", "size=64m"]}
    ],
    linux: {
      namespaces: (["pid", "network", "ipc", "uts", "mount"] | map({type: .})),
      resources: {memory: {limit: 1073741824}}
    }
  }' "$@" >"$work/config.json"
  started=$(date +%s%N)
  runc run --bundle "$work" --pid-file "$work/pid" heatlens-check >"$work/log" 2>&1 </dev/null &
  running=$!
  until [ "$(ask -o /dev/null -w '%{http_code}' /readyz)" = 200 ]; do
    kill -0 "$running" 2>/dev/null || fail "it ended before it was ready"
    sleep 0.02
  done
  echo "ready after $((($(date +%s%N) - started) / 1000000)) ms," \
    "$(awk '{print ($14 + $15) * 10}' "/proc/$(cat "$work/pid")/stat") ms of processor time ${*:+with $*}"
}

# ask [OPTION...] PATH: curl within the container's network
ask() {
  [ -s "$work/pid" ] && nsenter --net --target "$(cat "$work/pid")" \
    curl --silent --max-time 20 "${@:1:$#-1}" "http://localhost:8080${*: -1}" || true
}

stop() {
  local code=0
  runc kill heatlens-check TERM
  wait "$running" || code=$?
  [ "$code" = 143 ] || fail "exit code $code after SIGTERM"
  grep -q 'Graceful shutdown complete' "$work/log" || fail "no graceful stop"
  rm "$work/pid"
}

check() {
  container=$(buildah from "$image")
  root=$(buildah mount "$container")
  # on: a cache that does not fit would stop the JVM
  start JAVA_TOOL_OPTIONS=-XX:AOTMode=on
  local sample=src/main/resources/samples/sneaker-and-bag.png top
  ask -F "image=@$sample" -H 'Accept: image/png' -o "$work/why.png" '/v1/explanations?target=Sneaker'
  [ "$(head -c 8 "$work/why.png" | od -An -tx1 | tr -d ' ')" = 89504e470d0a1a0a ] || fail "no PNG"
  top=$(ask -F "image=@$sample" /v1/explanations | jq -r '.results[0].explanations[0] | "\(.status) \(.target.label)"')
  [ "$top" = "ok Sneaker" ] || [ "$top" = "ok Bag" ] || fail "explained: $top"
  runc exec heatlens-check $(buildah inspect --type image "$image" | jq -r '.Docker.config.Healthcheck.Test[1:][]') ||
    fail "the health check says no"
  runc exec heatlens-check cat /proc/1/status >"$work/status"
  grep -qP '^Uid:(\t10001){4}$' "$work/status" && grep -qP '^CapEff:\t0+$' "$work/status" || fail "too many rights"
  grep '^VmHWM' "$work/status"
  [ "$(runc exec heatlens-check du -s /tmp | cut -f1)" -lt 1024 ] || fail "something was unpacked to /tmp"
  ! runc exec heatlens-check touch /models/x 2>/dev/null || fail "the root can be written"
  ! grep -E 'WARN|ERROR|Read-only' "$work/log" || fail "it complained"
  stop
  start
  stop
  start JAVA_TOOL_OPTIONS=-XX:AOTMode=off
  stop
}

require
trap clean EXIT
prepare
build
sizes
check
echo "the image holds what it promises"
