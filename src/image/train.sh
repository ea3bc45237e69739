#!/bin/bash
# train.sh COMMAND...: starts the service, uses it as its clients do and stops it, which is when the JVM writes the cache.
set -euo pipefail
cd "$(dirname "$0")"

# ask ACCEPT PATH [FILE]: a GET, or a POST of the file
ask() {
  local method=GET length=0 status
  if [ $# = 3 ]; then
    method=POST
    length=$(stat --format=%s "$3")
  fi
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf '%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: %s\r\nContent-Length: %d\r\n' \
    "$method" "$2" "$1" "$length" >&3
  printf 'Content-Type: application/octet-stream\r\n\r\n' >&3
  cat "${3:-/dev/null}" >&3
  read -r _ status _ <&3
  cat <&3 >answer
  exec 3>&-
  echo "training: $method $2 as $1 answered $status"
  [ "$status" = 200 ]
}

SERVER_PORT=0 "$@" >log 2>&1 &
program=$!
trap 'cat log; echo "training failed: the image would start without its AOT cache" >&2' EXIT

port=
while [ -z "$port" ]; do
  kill -0 "$program"
  sleep 0.1
  port=$(sed -n 's/.*Heatlens is ready.*localhost:\([0-9]*\).*/\1/p' log)
done
ask application/json /readyz
ask image/png '/v1/explanations?target=Sneaker' sneaker-and-bag.png
ask application/json '/v1/explanations?top=2' sneaker-and-bag.png
ask application/json /v1/predictions sneaker-and-bag.png
ask text/plain /actuator/prometheus

kill -TERM "$program"
stopped=0
wait "$program" || stopped=$?
# 143: ended by SIGTERM
[ "$stopped" = 143 ]
grep 'AOTCache creation is complete' log
trap - EXIT
