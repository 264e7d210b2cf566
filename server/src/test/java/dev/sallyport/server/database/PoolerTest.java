package dev.sallyport.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseException.Kind;
import dev.sallyport.server.database.TestServer.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Poolers that share server processes are noticed; reads go through them, writes don't. */
class PoolerTest {

  @Test
  void nothingIsWrittenThroughAPoolerThatSharesServerProcesses() throws Exception {
    TestDatabase database = TestServer.create();
    try (TransactionPooler pooler =
            new TransactionPooler(TestServer.port(), "agent", database.name());
        TargetDatabase target =
            new TargetDatabase(
                ConnectionSettings.parse(
                    "postgresql://agent@localhost:"
                        + pooler.port()
                        + "/"
                        + database.name()
                        + "?sslmode=disable"),
                null)) {
      assertThat(target.isBehindSharingPooler()).isTrue();
      assertThatThrownBy(() -> target.openWrite(WriteLimits.DEFAULT))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSAFE_SESSION));
      assertThatThrownBy(() -> target.openAlone(WriteLimits.DEFAULT))
          .isInstanceOf(DatabaseException.class);
      try (ReadSession session = target.openRead(ReadLimits.DEFAULT)) {
        assertThat(session.query("SELECT 1", ReadLimits.DEFAULT, Cancellation.none()).rows())
            .containsExactly(List.of(1L));
      }
    }
  }

  @Test
  void aDirectConnectionIsNoPooler() {
    TestDatabase database = TestServer.create();
    try (TargetDatabase target = database.target()) {
      assertThat(target.isBehindSharingPooler()).isFalse();
    }
  }
}
