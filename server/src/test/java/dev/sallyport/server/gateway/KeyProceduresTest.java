package dev.sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.approval.Refusal;
import dev.sallyport.server.approval.RefusedException;
import dev.sallyport.server.approval.TicketState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/keys.md says of keys that are lost, revoked or all gone. */
class KeyProceduresTest {
  @TempDir Path folder;
  private GateFixture gate;

  @BeforeEach
  void open() throws IOException {
    gate = new GateFixture(folder);
    gate.database.run("CREATE TABLE bookings (id int PRIMARY KEY)");
    gate.enrol("dana");
    gate.enrol("lee", "dana");
    gate.pin("dana", "staging");
  }

  @AfterEach
  void close() {
    gate.close();
  }

  @Test
  void aLostPassphraseIsReplacedByAnotherApprover() throws IOException {
    String ticket = gate.execute("insert into bookings values (1)").ticket();
    gate.approve(ticket, "dana");

    gate.revoke("dana", "passphrase lost", "lee");

    assertThatThrownBy(() -> gate.run(ticket))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.REVOKED_KEY));
    Files.move(folder.resolve("keys/dana"), folder.resolve("keys/dana.lost"));
    gate.enrol("dana", "lee");
    String next = gate.execute("insert into bookings values (2)").ticket();
    gate.approve(next, "dana");
    assertThat(gate.run(next).state()).isInstanceOf(TicketState.Executed.class);
  }

  @Test
  void anotherApproverLiftsTheFreezeOfAKeyThatWasStolen() {
    gate.freeze("dana", "mine, all mine");
    String ticket = gate.execute("insert into bookings values (1)").ticket();
    gate.revoke("dana", "stolen", "lee");
    gate.approve(ticket, "lee");
    assertThatThrownBy(() -> gate.run(ticket))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.FROZEN));

    gate.thaw("lee", "the key is revoked");

    assertThat(gate.run(ticket).state()).isInstanceOf(TicketState.Executed.class);
  }

  @Test
  void aNewTrustRootLeavesNothingStandingButTheRecords() throws IOException {
    gate.freeze("dana", "who has the key");
    gate.thaw("dana", "found it");
    String ticket = gate.execute("insert into bookings values (1)").ticket();
    gate.approve(ticket, "dana");

    Files.move(folder.resolve("trust"), folder.resolve("trust.until-now"));
    gate.enrol("kim");

    assertThat(gate.execute("insert into bookings values (3)").body())
        .containsEntry("environment", "production");
    assertThatThrownBy(() -> gate.run(ticket)).isInstanceOf(RefusedException.class);
    assertThat(gate.sallyport.desk().audit().verify().broken()).isEmpty();
    // The thaw that dana signed is nobody's word any more.
    String another = gate.execute("insert into bookings values (2)").ticket();
    gate.approve(another, "kim");
    assertThatThrownBy(() -> gate.run(another))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.FROZEN));
    gate.thaw("kim", "a new trust root");
    assertThat(gate.run(another).state()).isInstanceOf(TicketState.Executed.class);
  }
}
