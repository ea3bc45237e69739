#!/bin/sh
# split.sh JAR: lays the program out in ./split as the image's layers: libtorch, lib, heatlens.jar.
set -eu

java -Djarmode=tools -jar "$1" extract --destination split --application-filename heatlens.jar

# DJL would unpack these at every start, into a folder that the image does not have
mkdir natives split/libtorch
cd natives
for jar in ../split/lib/pytorch-native-cpu-*.jar ../split/lib/pytorch-jni-*.jar; do
  jar xf "$jar"
  rm "$jar"
done
mv pytorch/cpu/*/* "jnilib/linux-$(uname -m)/cpu/libdjl_torch.so" ../split/libtorch
cd ..
# a fifth of libtorch is the names of its private functions
strip --strip-unneeded split/libtorch/libtorch_cpu.so

# the same content is the same layer, whenever and wherever it was built
chmod -R u=rwX,go=rX split
find split -exec touch --no-dereference --date=@0 {} +
