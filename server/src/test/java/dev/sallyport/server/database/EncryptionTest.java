package dev.sallyport.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseException.Kind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections: checked as asked, and under the same guard as others. */
class EncryptionTest {
  @TempDir static Path folder;
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws Exception {
    Path keys = Files.createDirectory(folder.resolve("keys"));
    Path store = keys.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertThat(keytool.waitFor()).isZero();
    KeyStore opened = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      opened.load(in, "changeit".toCharArray());
    }
    Key key = opened.getKey("server", "changeit".toCharArray());
    pem(keys.resolve("server.key"), "PRIVATE KEY", key.getEncoded());
    pem(keys.resolve("server.crt"), "CERTIFICATE", opened.getCertificate("server").getEncoded());
    // PostgreSQL runs as another user when the tests run as root.
    for (String file : List.of("server.key", "server.crt")) {
      Files.setPosixFilePermissions(
          keys.resolve(file), PosixFilePermissions.fromString("rw-------"));
    }
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("ssl", "on")
            .setServerConfig("ssl_cert_file", keys.resolve("server.crt").toString())
            .setServerConfig("ssl_key_file", keys.resolve("server.key").toString())
            .setPGStartupWait(Duration.ofSeconds(60))
            .start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (postgres != null) {
      postgres.close();
    }
  }

  private static void pem(Path file, String kind, byte[] der) throws Exception {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
  }

  private static QueryResult read(String host, String options, String sql) {
    String url =
        "postgresql://postgres@" + host + ":" + postgres.getPort() + "/postgres?" + options;
    try (TargetDatabase target = new TargetDatabase(ConnectionSettings.parse(url), null);
        ReadSession session = target.openRead(ReadLimits.DEFAULT)) {
      return session.query(sql, ReadLimits.DEFAULT, Cancellation.none());
    }
  }

  private static final String ENCRYPTED =
      "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

  private static String root() {
    return "sslrootcert=" + folder.resolve("keys/server.crt");
  }

  @Test
  void whatIsAskedForIsWhatIsUsed() {
    assertThat(read("localhost", "sslmode=require", ENCRYPTED).rows())
        .containsExactly(List.of(true));
    assertThat(read("localhost", "sslmode=disable", ENCRYPTED).rows())
        .containsExactly(List.of(false));
    assertThat(read("localhost", "sslmode=verify-full&" + root(), ENCRYPTED).rows())
        .containsExactly(List.of(true));
  }

  @Test
  void aCertificateOfAnotherHostOrOfNobodyIsRefused() {
    assertThatThrownBy(() -> read("127.0.0.1", "sslmode=verify-full&" + root(), ENCRYPTED))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
    assertThatThrownBy(() -> read("localhost", "sslrootcert=system", ENCRYPTED))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.message()).contains("encrypted connection"));
  }

  @Test
  void theGuardWatchesBehindTheEncryption() {
    for (String sql :
        List.of("SELECT repeat('x', 100000000)", "SELECT repeat('x', 9000000)::int")) {
      assertThatThrownBy(() -> read("localhost", "sslmode=require", sql))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.RESULT_TOO_LARGE));
    }
  }
}
