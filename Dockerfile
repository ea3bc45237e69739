# docker build -t heatlens .
# The layers are ordered by how often they change: libtorch, the other libraries, the program. src/image/check.sh builds
# and checks all of this without Docker.
ARG BUILD_IMAGE=docker.io/library/maven:3-eclipse-temurin-17
ARG RUNTIME_IMAGE=docker.io/library/eclipse-temurin:25-jre

FROM ${BUILD_IMAGE} AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -Dmaven.test.skip=true package
COPY src/image/split.sh ./
RUN ./split.sh target/heatlens-*.jar

FROM ${RUNTIME_IMAGE} AS program
RUN install -d -o 10001 -g 10001 /models
COPY LICENSE src/image/health.sh src/image/java.args /app/
COPY --from=build /build/split/libtorch /opt/libtorch
COPY --from=build /build/split/tokenizers /opt/tokenizers
COPY --from=build /build/split/lib /app/lib
COPY --from=build /build/split/heatlens.jar /app/
# a user without an entry in /etc/passwd has the home that HOME says; OpenMP's threads wait as Libtorch.java says; without
# CUDA, DJL takes the library of the tokenizers as a file only, not as its folder
ENV HOME=/tmp \
    LANG=C.UTF-8 \
    GOMP_SPINCOUNT=5000 \
    PYTORCH_LIBRARY_PATH=/opt/libtorch \
    PYTORCH_FLAVOR=cpu \
    RUST_LIBRARY_PATH=/opt/tokenizers/libtokenizers.so \
    HEATLENS_MODELS_STORE=/models

# The JVM takes an AOT cache only with the JVM, the jars and the flags of the run that it was trained by.
FROM program AS training
COPY src/image/train.sh src/main/resources/samples/sneaker-and-bag.png /training/
RUN /training/train.sh java -XX:AOTCacheOutput=/app/heatlens.aot @/app/java.args -jar /app/heatlens.jar

FROM program
COPY --from=training /app/heatlens.aot /app/
USER 10001:10001
WORKDIR /app
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["/app/health.sh"]
ENTRYPOINT ["java", "-XX:AOTCache=/app/heatlens.aot", "@/app/java.args", "-jar", "/app/heatlens.jar"]

# the project's version, as in pom.xml
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="Heatlens" \
      org.opencontainers.image.description="Explains what a Vision Transformer's prediction rests on, over HTTP" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.licenses="Apache-2.0"
