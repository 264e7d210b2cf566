package dev.sallyport.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real launcher, in a folder of its own, starting a program that says how it was started. */
class LauncherTest {
  private static final String SECRET = "s3cr3t-of-the-test";
  private static final String URL = "postgresql://app:" + SECRET + "@db.example:5432/booking";

  @TempDir Path folder;
  private Path checkout;
  private final Map<String, String> environment = new HashMap<>();

  /** How a start ended. */
  private record Ended(int exitCode, List<String> out, String err, long pid) {
    List<String> arguments() {
      return all("argument=");
    }

    String one(String name) {
      return all(name + "=").get(0);
    }

    private List<String> all(String prefix) {
      return out.stream()
          .filter(line -> line.startsWith(prefix))
          .map(line -> line.substring(prefix.length()))
          .toList();
    }
  }

  @BeforeEach
  void checkout() throws IOException {
    checkout = Files.createDirectories(folder.resolve("a check out"));
    environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("PATH", System.getenv("PATH"));
    Path project = projectRoot();
    Files.copy(project.resolve("sallyport"), checkout.resolve("sallyport"));
    assertThat(checkout.resolve("sallyport").toFile().setExecutable(true)).isTrue();
    Files.createDirectories(checkout.resolve("launcher"));
    Files.copy(project.resolve("launcher/prepare.sh"), checkout.resolve("launcher/prepare.sh"));
  }

  @Test
  void credentialsReachTheProgramAndNobodyElse() {
    distribution();
    environment.put("DATABASE_URL", URL);
    environment.put("PGPASSWORD", SECRET);
    environment.put("PLAIN", "seen");

    Ended ended = start("serve", "--shadow-url", URL, "--store=jdbc:" + URL);

    assertThat(ended.one("DATABASE_URL")).isEqualTo(URL);
    assertThat(ended.one("PGPASSWORD")).isEqualTo(SECRET);
    assertThat(ended.one("PLAIN")).isEqualTo("seen");
    assertThat(ended.arguments())
        .containsExactly("serve", "--shadow-url", URL, "--store=jdbc:" + URL);
    assertThat(ended.one("environ")).doesNotContain(SECRET).contains("PLAIN=seen");
    assertThat(ended.one("cmdline")).doesNotContain(SECRET).contains("serve");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void argumentsArriveAsTheyAre() {
    distribution();

    Ended ended =
        start("query", "select 'a  b', \"c\", $HOME, `d` \\ * ;\n-- e", "", "--", "(handed over)");

    assertThat(ended.arguments())
        .containsExactly(
            "query", "select 'a  b', \"c\", $HOME, `d` \\ * ;\\n-- e", "", "--", "(handed over)");
  }

  @Test
  void aCredentialOverTwoLinesIsRefused() {
    distribution();
    environment.put("DATABASE_URL", URL + "\nPLAIN=forged");

    Ended ended = start("serve");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err())
        .isEqualTo("sallyport: `DATABASE_URL` contains a line break\nhelp: give it on one line\n");
  }

  @Test
  void theProgramTakesTheLaunchersPlace() {
    distribution();

    Ended ended = start("serve");

    assertThat(ended.one("pid")).isEqualTo(String.valueOf(ended.pid()));
  }

  @Test
  void optionsInTheEnvironmentDoNotReachTheProgram() {
    distribution();
    List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
        .forEach(name -> environment.put(name, "-Dsmuggled=yes"));
    environment.put("CLASSPATH", "/nowhere");

    Ended ended = start("serve");

    assertThat(ended.one("property")).isEqualTo("null");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void itStartsThroughASymlinkFromAnywhere() throws IOException {
    distribution();
    Path bin = Files.createDirectories(folder.resolve("b i n"));
    Files.createSymbolicLink(
        bin.resolve("second"), Path.of("../" + checkout.getFileName() + "/sallyport"));
    Files.createSymbolicLink(bin.resolve("sallyport"), Path.of("second"));

    Ended ended = run(folder, List.of("b i n/sallyport", "serve"));

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.arguments()).containsExactly("serve");
  }

  @Test
  void anOldJavaIsPassedOver() throws IOException {
    distribution();
    Path old = Files.createDirectories(folder.resolve("jdk-11/bin"));
    Files.writeString(old.resolve("java"), "#!/bin/sh\necho old\n");
    assertThat(old.resolve("java").toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("jdk-11/release"), "JAVA_VERSION=\"11.0.2\"\n");
    environment.put("JAVA_HOME", folder.resolve("jdk-11").toString());

    assertThat(start("serve").out()).doesNotContain("old").isNotEmpty();
  }

  @Test
  void aServerIsNeverBuilt() {
    sources();
    mavenThatBuilds();

    Ended ended = start("serve");

    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .isEqualTo(
            "sallyport: Sallyport is not built yet\nhelp: run `"
                + real(checkout)
                + "/sallyport version` once: it builds, and says so\n");
    assertThat(folder.resolve("maven-ran")).doesNotExist();
  }

  @Test
  void aPersonsCommandBuildsOnceAndThenIsQuiet() {
    sources();
    mavenThatBuilds();

    Ended first = start("status");
    Ended second = start("status");

    assertThat(first.exitCode()).isZero();
    assertThat(first.out()).allMatch(line -> line.contains("="));
    assertThat(first.err()).contains("sallyport: building");
    assertThat(second.arguments()).containsExactly("status");
    assertThat(second.err()).doesNotContain("building");
    assertThat(start("serve").exitCode()).isZero();
  }

  @Test
  void aChangedSourceIsBuiltAgain() throws IOException {
    sources();
    mavenThatBuilds();
    start("status");
    Files.delete(folder.resolve("maven-ran"));
    Path source = checkout.resolve("server/src/main/New.java");
    Files.writeString(source, "");
    assertThat(source.toFile().setLastModified(System.currentTimeMillis() + 10_000)).isTrue();

    Ended ended = start("status");

    assertThat(ended.err()).contains("sallyport: building");
    assertThat(folder.resolve("maven-ran")).exists();
  }

  @Test
  void aFailedBuildSaysWhy() {
    sources();
    maven("echo '[ERROR] cannot find symbol'; exit 1");

    Ended ended = start("status");

    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains("[ERROR] cannot find symbol", "sallyport: the build failed", "help: read `");
  }

  @Test
  void theBuildSeesNoCredentials() {
    sources();
    environment.put("DATABASE_URL", URL);
    maven("env; exit 1");

    start("status");

    assertThat(contentsBelow(folder.resolve("cache"))).doesNotContain(SECRET);
  }

  @Test
  void withoutAnyHomeThereIsNoCache() {
    distribution();
    environment.remove("XDG_CACHE_HOME");

    Ended ended = start("serve");

    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(ended.err()).contains("neither HOME nor XDG_CACHE_HOME is set");
  }

  private Ended start(String... arguments) {
    List<String> command = new ArrayList<>(List.of(checkout.resolve("sallyport").toString()));
    command.addAll(Arrays.asList(arguments));
    return run(folder, command);
  }

  private Ended run(Path directory, List<String> command) {
    try {
      Path err = Files.createTempFile(folder, "err", "");
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.redirectError(err.toFile()).environment().clear();
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      List<String> out = process.inputReader(StandardCharsets.UTF_8).lines().toList();
      int exitCode = process.waitFor();
      return new Ended(exitCode, out, Files.readString(err), process.pid());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A folder as it is unpacked from a distribution. */
  private void distribution() {
    jars(checkout.resolve("lib"), checkout.resolve("lib"));
  }

  /** A folder as it is cloned: sources, nothing built. */
  private void sources() {
    try {
      Files.createDirectories(checkout.resolve("server/src/main"));
      Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A build tool that leaves what the real one leaves, and a mark that it ran. */
  private void mavenThatBuilds() {
    Path built = folder.resolve("built");
    jars(built, built.resolve("lib"));
    maven(
        "touch '%s'\nmkdir -p server/target\ncp -R '%s'/. server/target/\n"
                .formatted(folder.resolve("maven-ran"), built)
            + "printf 'lib/other.jar\\n' > server/target/classpath");
  }

  private void maven(String script) {
    try {
      Path bin = Files.createDirectories(folder.resolve("maven/bin"));
      Files.writeString(bin.resolve("mvn"), "#!/bin/sh\n" + script + "\n");
      assertThat(bin.resolve("mvn").toFile().setExecutable(true)).isTrue();
      environment.put("PATH", bin + ":" + environment.get("PATH"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void jars(Path serverJar, Path others) {
    ProgramJar.write(serverJar.resolve("sallyport-server-0.jar"));
    ProgramJar.write(others.resolve("other.jar"));
  }

  private static String contentsBelow(Path folder) {
    try (var files = Files.walk(folder)) {
      StringBuilder contents = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
      return contents.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path projectRoot() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("sallyport"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
