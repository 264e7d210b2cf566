# Builds what is not built, installs it in the cache and makes its class-data archive. Read by the
# launcher for people's commands only; uses its $root, $cache, $checkout, $jdk and functions.
# shellcheck shell=sh

prepare() {
  remember_java
  if ! known_build || is_stale "$checkout"; then
    with_lock build_and_install
    known_build || fail 3 "the build could not be installed" "check that \`$cache\` is writable"
  fi
  [ -r "$build/$jdk_key.jsa" ] || with_lock archive
}

# Hooks and servers start without finding the JDK behind `java` once more.
remember_java() {
  known=
  [ -r "$cache/java" ] && read -r known <"$cache/java"
  if [ "$known" != "$jdk" ] && mkdir -p "$cache" 2>/dev/null; then
    printf '%s\n' "$jdk" 2>/dev/null >"$cache/java.$$" && mv "$cache/java.$$" "$cache/java"
  fi
}

# Whether a source is newer than a file. A removed source makes its folder newer.
is_stale() { # FILE
  [ -d "$root/server/src" ] || return 1
  [ -n "$(find "$root"/pom.xml "$root"/*/pom.xml "$root"/*/package-lock.json "$root"/*/src/main \
    "$root"/examples/booking \
    -newer "$1" -print 2>/dev/null | head -n 1)" ]
}

# Two first commands at once must not build over each other.
with_lock() { # COMMAND
  mkdir -p "$cache/checkouts" "$cache/builds" ||
    fail 3 "\`$cache\` can't be created" "set XDG_CACHE_HOME to a folder you may write to"
  lock=$checkout.lock
  waited=
  until mkdir "$lock" 2>/dev/null; do
    owner=
    [ -r "$lock/pid" ] && read -r owner <"$lock/pid"
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      rm -rf "$lock"
      continue
    fi
    [ -n "$waited" ] || say "waiting for another command that builds"
    waited=yes
    sleep 1
  done
  printf '%s\n' "$$" >"$lock/pid"
  trap 'rm -rf "$lock"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  "$1"
  rm -rf "$lock"
  trap - EXIT INT TERM
}

build_and_install() {
  if known_build && ! is_stale "$checkout"; then
    return # another command was faster
  fi
  started=$checkout.started
  : >"$started"
  if [ -d "$root/lib" ]; then
    install_jars "$root" "$root"/lib/sallyport-server-*.jar
    return
  fi
  source=$root
  set -- "$root"/server/target/sallyport-server-*.jar
  if [ ! -r "$1" ] || [ ! -r "$root/server/target/classpath" ] || is_stale "$1"; then
    compile
    set -- "$source"/server/target/sallyport-server-*.jar
  fi
  install_jars "$source/server/target" "$1"
}

compile() {
  command -v mvn >/dev/null || fail 3 "Sallyport is not built, and \`mvn\` is not there to build it" \
    "install Maven 3.8 or newer"
  if ! [ -w "$root" ]; then
    # A checkout that can't be written to is built from a copy.
    source=$cache/sources/${checkout##*/}
    mkdir -p "$source"
    (cd "$root" && tar -cf - --exclude=target --exclude=node_modules --exclude=.git .) |
      (cd "$source" && tar -xpf -) || fail 3 "the sources could not be copied to \`$source\`" \
      "check the space there"
  fi
  say "building; the first time takes a few minutes"
  log=$checkout.log
  [ -x "$jdk/bin/javac" ] && maven_home=$jdk || maven_home=${JAVA_HOME-}
  {
    (cd "$source" && JAVA_HOME=$maven_home exec mvn -B -ntp -Dmaven.test.skip=true package 2>&1)
    printf '%s\n' $? >"$checkout.status"
  } </dev/null | tee "$log" | sed -n 's/^\[INFO\] Building \(.*[^ ]\)  *\[.*$/sallyport: building \1/p' >&2
  read -r status <"$checkout.status"
  if [ "$status" -ne 0 ]; then
    grep '^\[ERROR\]' "$log" | head -n 20 >&2
    fail 3 "the build failed" "read \`$log\`"
  fi
}

# Puts a build into the cache under a name made from its content.
install_jars() { # FOLDER-OF-LIB SERVER-JAR
  if [ -r "$1/classpath" ]; then
    read -r jars <"$1/classpath"
  else
    jars=$(cd "$1" && printf ':%s' lib/*.jar)
    jars=${jars#:}
  fi
  key=$(cd "$1" && jar_sums "$2" "$jars")
  build=$cache/builds/$key
  if [ ! -r "$build/classpath" ]; then
    fresh=$build.$$
    mkdir -p "$fresh/lib" && cp "$2" "$fresh/lib/" ||
      fail 3 "the build could not be copied to \`$cache\`" "check the space there"
    classpath=$build/lib/${2##*/}
    remaining=$jars:
    while [ -n "$remaining" ]; do
      jar=${remaining%%:*}
      remaining=${remaining#*:}
      [ "$1/$jar" = "$2" ] && continue
      cp "$1/$jar" "$fresh/lib/" ||
        fail 3 "the build could not be copied to \`$cache\`" "check the space there"
      classpath=$classpath:$build/lib/${jar##*/}
    done
    printf '%s\n' "$classpath" >"$fresh/classpath"
    rm -rf "$build"
    mv "$fresh" "$build"
  fi
  printf '%s\n' "$build" >"$checkout.new"
  touch -r "$started" "$checkout.new"
  mv "$checkout.new" "$checkout"
  rm -f "$started"
  forget_old_builds
}

jar_sums() { # SERVER-JAR JARS
  IFS=:
  # shellcheck disable=SC2086 # split at the colons
  set -- "$1" $2
  unset IFS
  { cat "$@" | sha256; } | cut -c 1-20
}

sha256() {
  if command -v sha256sum >/dev/null; then
    sha256sum
  else
    shasum -a 256
  fi
}

# A server that still runs may load from its build: only what is old and named by no checkout goes.
forget_old_builds() {
  find "$cache/builds" -mindepth 1 -maxdepth 1 -type d -mtime +14 -print |
    while read -r old; do
      grep -qsxF "$old" "$cache"/checkouts/* || rm -rf "$old"
    done
}

# Loads what a server needs for its first answers once, and keeps the loaded classes.
archive() {
  [ -r "$build/$jdk_key.jsa" ] && return
  say "preparing fast starts on Java $version"
  read -r classpath <"$build/classpath"
  classes=$build/$jdk_key.$$
  # No failure of ours: without an archive everything works, only slower.
  (
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS CLASSPATH
    "$jdk/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$classpath" \
      dev.sallyport.server.Training -Xshare:off -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
      ${native:+"$native"} -XX:DumpLoadedClassList="$classes" &&
      "$jdk/bin/java" -XX:+UseSerialGC ${native:+"$native"} -Xshare:dump -XX:SharedClassListFile="$classes" \
        -XX:SharedArchiveFile="$classes.jsa" -cp "$classpath" &&
      mv "$classes.jsa" "$build/$jdk_key.jsa"
  ) </dev/null >"$checkout.archive.log" 2>&1 || say "no archive was made; starts will be slower"
  rm -f "$classes" "$classes.jsa"
}
