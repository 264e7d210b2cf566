package dev.sallyport.server.migration.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.server.migration.ProjectOnDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A generator that looks for a credential wherever a process of the same user can look without
 * reading another's memory; started by a program that holds one, as the launcher starts it.
 */
@Timeout(120)
class HostileGeneratorTest {
  private static final String SECRET = "s3cr3t-of-the-test";

  /** Its own environment, arguments and descriptors, then those of all it descends from. */
  private static final String LOOKS_EVERYWHERE =
      """
      #!/bin/sh
      {
        env
        echo "$@"
        ls -l /proc/self/fd
        pid=$$
        while [ "${pid:-0}" -gt 0 ]; do
          echo "looked at a process"
          tr '\\0' '\\n' < /proc/$pid/environ
          tr '\\0' '\\n' < /proc/$pid/cmdline
          for fd in /proc/$pid/fd/*; do
            readlink "$fd"
            case $(readlink "$fd") in
            socket:* | anon_inode:* | /dev/* | */seen | *.jar | *.jsa | */modules | *.so) ;;
            *) timeout 0.2 head -c 1000000 "$fd" ;;
            esac
          done
          pid=$(sed -n 's/^PPid:[[:space:]]*//p' /proc/$pid/status)
          [ "$pid" != "STOP" ] || pid=0
        done
      } > seen 2>/dev/null
      mkdir -p client; cp seen client/
      echo '✔ Generated Prisma Client to ./client in 1ms'
      """;

  @TempDir Path folder;

  static List<Arguments> places() {
    return List.of(
        Arguments.of(Isolation.NAMESPACE, "sh"),
        Arguments.of(Isolation.SESSION, "sh"),
        Arguments.of(Isolation.SESSION, "file"));
  }

  @ParameterizedTest
  @MethodSource("places")
  void findsNoCredential(Isolation isolation, String handover) throws Exception {
    assumeTrue(isolation != Isolation.NAMESPACE || Isolation.strongest() == isolation);
    assumeTrue(Files.exists(Path.of("/proc/self/fd")));
    new ProjectOnDisk(folder)
        .with("package.json", "{}")
        .with("node_modules/.bin/prisma", LOOKS_EVERYWHERE.replace("STOP", own()));
    assertThat(folder.resolve("node_modules/.bin/prisma").toFile().setExecutable(true)).isTrue();

    String said = program(isolation, handover);

    assertThat(said).startsWith("held " + url().length() + ", DONE[]");
    assertThat(folder.resolve("seen"))
        .content(StandardCharsets.ISO_8859_1)
        .contains(isolation == Isolation.NAMESPACE ? "prisma" : "GenerationProgram")
        .doesNotContain(SECRET);
  }

  private String program(Isolation isolation, String handover) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // As the launcher does it; and as a shell does it that writes here-documents to files.
    String descriptor =
        handover.equals("file")
            ? "echo \"DATABASE_URL=$URL\" > here; exec 3< here; rm here; unset URL\n"
            : "lines=DATABASE_URL=$URL; unset URL\nexec 3<<EOF\n$lines\nEOF\nunset lines\n";
    ProcessBuilder builder =
        new ProcessBuilder(
            "/bin/sh",
            "-c",
            descriptor + "exec \"$@\"",
            "sh",
            java,
            "-XX:TieredStopAtLevel=1",
            "-Dsallyport.handover=3",
            "-cp",
            System.getProperty("java.class.path"),
            GenerationProgram.class.getName(),
            folder.toString(),
            isolation.name());
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("URL", url());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(errors).isZero();
    return said;
  }

  private static String url() {
    return "postgresql://app:" + SECRET + "@db.example/booking";
  }

  /** This process knows the secret too, but is no part of what is tested. */
  private static String own() throws IOException {
    return Long.toString(ProcessHandle.current().pid());
  }
}
