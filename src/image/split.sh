#!/bin/sh
# split.sh JAR: lays the program out in ./split as the image's layers: libtorch, tokenizers, lib, heatlens.jar.
set -eu

java -Djarmode=tools -jar "$1" extract --destination split --application-filename heatlens.jar

# DJL would unpack these at every start, into a folder that the image does not have
mkdir natives split/libtorch split/tokenizers
cd natives
for jar in ../split/lib/pytorch-native-cpu-*.jar ../split/lib/pytorch-jni-*.jar; do
  jar xf "$jar"
  rm "$jar"
done
mv pytorch/cpu/*/* "jnilib/linux-$(uname -m)/cpu/libdjl_torch.so" ../split/libtorch
cd ..
mkdir tokenizers
cd tokenizers
jar=$(echo ../split/lib/tokenizers-*.jar)
jar xf "$jar"
mv "native/lib/linux-$(uname -m)/cpu/libtokenizers.so" ../split/tokenizers
# what is left of the jar is its classes; the libraries of other platforms go
rm -r native/lib/*/
find . -exec touch --date=@0 {} +
find . -type f | LC_ALL=C sort >../files
jar cfM "$jar" @../files
cd ..
# a fifth of the libraries is the names of their private functions
strip --strip-unneeded split/libtorch/libtorch_cpu.so split/tokenizers/libtokenizers.so

# the same content is the same layer, whenever and wherever it was built
chmod -R u=rwX,go=rX split
find split -exec touch --no-dereference --date=@0 {} +
