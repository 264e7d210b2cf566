package dev.sallyport.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.database.DatabaseException.Kind;
import dev.sallyport.server.shadow.EmbeddedDatabase;
import dev.sallyport.server.shadow.EmbeddedServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said when there is no session to be had, and what is never said. */
class UnreachableTest {

  private static DatabaseException refusal(String url) {
    try (TargetDatabase target = new TargetDatabase(ConnectionSettings.parse(url), null)) {
      target.warmUp();
    } catch (DatabaseException e) {
      return e;
    }
    throw new AssertionError("connected");
  }

  @Test
  void nobodyListens() {
    DatabaseException e = refusal("postgresql://bob:hunter2@localhost:1/d");
    assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(e.message()).isEqualTo("the database at `localhost:1/d` can't be reached");
  }

  @Test
  void theHostIsNotKnown() {
    DatabaseException e = refusal("postgresql://bob:hunter2@no-such-host.invalid/d");
    assertThat(e.message()).isEqualTo("the host of `no-such-host.invalid:5432/d` is not known");
  }

  @Test
  void somethingElseListensAndSaysNothing() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url =
          "postgresql://bob:hunter2@localhost:" + mute.getLocalPort() + "/d?connect_timeout=1";
      assertThat(refusal(url).message()).endsWith("did not answer in time");
    }
  }

  @Test
  void aWrongPasswordIsNotRepeated(@TempDir Path folder) {
    try (EmbeddedServer server = EmbeddedServer.start(folder)) {
      EmbeddedDatabase database = server.createDatabase("shop", "alice");
      String good = database.url();
      String bad = good.replaceFirst(":[^:@/]+@", ":hunter2@");
      DatabaseException wrong = refusal(bad);
      DatabaseException none = refusal(good.replaceFirst(":[^:@/]+@", "@"));
      DatabaseException missing = refusal(good.replaceFirst("/shop$", "/shoq"));

      assertThat(wrong.kind()).isEqualTo(Kind.REFUSED_CREDENTIALS);
      assertThat(none.kind()).isEqualTo(Kind.REFUSED_CREDENTIALS);
      assertThat(missing.sqlState()).isEqualTo("3D000");
      assertThat(wrong + wrong.message() + wrong.help() + wrong.hint())
          .doesNotContain("hunter2")
          .doesNotContain("alice");
      assertThat(wrong).hasNoCause();
    }
  }

  @Test
  void aReaderOfAnotherDatabaseIsRefused() {
    TestServer.TestDatabase one = TestServer.create();
    TestServer.TestDatabase other = TestServer.create();
    try (TargetDatabase target =
        new TargetDatabase(one.settings("agent"), other.settings("agent"))) {
      assertThatThrownBy(() -> target.openRead(ReadLimits.DEFAULT))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_SETTINGS));
    }
  }
}
