#!/usr/bin/env bash
# Makes stand-ins for the Dockerfile's base images where no registry is reached: Debian by debootstrap, with Debian's JDK
# and Maven to build, and with a JRE made of a JDK at hand to run. What is there already is kept.
set -euo pipefail
build=$1 runtime=$2 jdk=$3

made() {
  buildah images --quiet "$1" >/dev/null 2>&1
}

if made "$build" && made "$runtime"; then
  exit
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
debootstrap --variant=minbase bookworm "$work/debian" >"$work/log" || { cat "$work/log"; exit 1; }
# a proxy between this machine and the registries may have its own authority
mkdir -p "$work/debian/etc/ssl/certs/java"
cp /etc/ssl/certs/ca-certificates.crt "$work/debian/etc/ssl/certs/"

container=$(buildah from scratch)
buildah add --quiet "$container" "$work/debian" / >/dev/null
buildah run "$container" -- sh -ec '
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends openjdk-17-jdk-headless maven binutils >/dev/null'
buildah add --quiet "$container" /etc/ssl/certs/java/cacerts /etc/ssl/certs/java/cacerts >/dev/null
buildah commit --quiet --rm "$container" "$build" >/dev/null

"$jdk/bin/jlink" --add-modules java.se,jdk.charsets,jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.localedata,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs \
  --strip-debug --no-man-pages --no-header-files --output "$work/jre"
container=$(buildah from scratch)
buildah add --quiet "$container" "$work/debian" / >/dev/null
buildah add --quiet "$container" "$work/jre" /opt/java >/dev/null
buildah config --env PATH=/opt/java/bin:/usr/sbin:/usr/bin:/sbin:/bin --env JAVA_HOME=/opt/java "$container"
buildah commit --quiet --rm "$container" "$runtime" >/dev/null
