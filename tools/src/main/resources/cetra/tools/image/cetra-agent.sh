#!/bin/sh
# Runs the dashcam: cetra-agent CONFIG, a cetra.toml with [agent] and [consent].
# CETRA_AOT=off starts without the cache of loaded classes; record makes it anew when the agent stops.
# For measurements, CETRA_JVM_OPTIONS are further options for the Java runtime, and CETRA_MAIN is
# another main class, from the jar CETRA_JAR, on the very same runtime.
set -eu
home=$(dirname "$(dirname "$(readlink -f "$0")")")
cache=$home/lib/agent.aot
case "${CETRA_AOT:-on}" in
  record) aot=-XX:AOTCacheOutput=$cache ;;
  on) aot=-XX:AOTCache=$cache ;;
  *) aot=-XX:AOTMode=off ;;
esac

# One arena: otherwise glibc keeps memory for every thread that once allocated some.
export MALLOC_ARENA_MAX=1

# The flags must be those with which the cache was made, or it is not used.
# ArchiveRelocationMode=0 maps the cache where it was made for; moved, all of it would be copied.
# The cache has no profiles: only the optimising compiler, which does not run, would use them.
# Freed memory goes back every 4 s; each second, the recorder would fault all its buffers in anew.
# shellcheck disable=SC2086
exec "$home/runtime/bin/java" "$aot" \
  -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 \
  -XX:-AOTRecordTraining -XX:-AOTReplayTraining \
  -XX:+UseSerialGC -Xms8m -Xmx48m -Xmn1536k -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 -Xss256k \
  -XX:-UsePerfData -XX:ReservedCodeCacheSize=24m -XX:TrimNativeHeapInterval=4000 \
  -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true \
  "-Djava.library.path=$home/native" -Dorg.bytedeco.javacpp.pathsFirst=true \
  "-Dorg.sqlite.lib.path=$home/native" -Dorg.sqlite.lib.name=libsqlitejdbc.so \
  "-Dtinylog.configuration=$home/conf/tinylog.properties" \
  -Dslf4j.internal.verbosity=WARN -Dslf4j.provider=org.tinylog.slf4j.TinylogSlf4jServiceProvider \
  ${CETRA_JVM_OPTIONS:-} -cp "@CLASS_PATH@${CETRA_JAR:+:$CETRA_JAR}" "${CETRA_MAIN:-cetra.agent.Main}" "$@"
