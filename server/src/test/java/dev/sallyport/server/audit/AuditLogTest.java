package dev.sallyport.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.approval.StoreKind;
import dev.sallyport.server.store.Store;
import dev.sallyport.server.store.StoreException;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records handed in by many at once, and processes killed while they do it. */
class AuditLogTest {
  private static final int PROCESSES = 2;
  private static final int LINES = 300;

  @ParameterizedTest
  @EnumSource
  void whatWasSaidToBeDurableOutlivesAKill(StoreKind kind) throws Exception {
    String address = kind.newAddress();
    List<Process> processes = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(start(address));
    }
    for (Process process : processes) {
      BufferedReader lines = process.inputReader();
      for (int i = 0; i < LINES; i++) {
        said.add(lines.readLine());
      }
      process.destroyForcibly().waitFor();
    }

    Map<Long, AuditRecord> kept = new HashMap<>();
    try (Store store = StoreKind.open(address);
        AuditLog log = new AuditLog(store, Clock.systemUTC())) {
      log.append(AuditEvent.NOTE, "test", JsonObject.EMPTY_JSON_OBJECT);
      log.forEachAfter(0, record -> kept.put(record.sequence(), record));
      assertThat(log.verify().broken()).isEmpty();
    }
    assertThat(said).hasSize(PROCESSES * LINES);
    assertThat(said)
        .allSatisfy(
            line -> {
              String[] words = line.split(" ", -1);
              AuditRecord record = kept.get(Long.parseLong(words[0]));
              assertThat(record.actor()).isEqualTo(words[1]);
              assertThat(record.details().getInt("number")).isEqualTo(Integer.parseInt(words[2]));
            });
  }

  @Test
  void recordsKeepTheOrderInWhichTheyWereHandedIn() {
    List<Integer> order = new ArrayList<>();
    try (Store store = StoreKind.open(StoreKind.SQLITE.newAddress());
        AuditLog log = new AuditLog(store, Clock.systemUTC())) {
      for (int i = 0; i < 500; i++) {
        JsonObject details = CanonicalJson.object().add("number", i).build();
        if (i % 3 == 0) {
          log.submit(AuditEvent.INTENT, "test", details);
        } else {
          log.submitLater(AuditEvent.RESULT, "test", details);
        }
      }
      log.forEachAfter(0, record -> order.add(record.details().getInt("number")));
    }
    assertThat(order).hasSize(500).isSorted();
  }

  @Test
  void closingKeepsWhatNobodyWaitedFor() {
    String address = StoreKind.SQLITE.newAddress();
    try (Store store = StoreKind.open(address);
        AuditLog log = new AuditLog(store, Clock.systemUTC())) {
      log.submitLater(AuditEvent.RESULT, "test", JsonObject.EMPTY_JSON_OBJECT);
    }
    try (Store store = StoreKind.open(address);
        AuditLog log = new AuditLog(store, Clock.systemUTC())) {
      assertThat(log.verify().records()).isEqualTo(1);
    }
  }

  @Test
  void aStoreThatFailsIsToldToWhoeverWaits() {
    Store store = StoreKind.open(StoreKind.SQLITE.newAddress());
    AuditLog log = new AuditLog(store, Clock.systemUTC());
    store.close();

    AuditReceipt receipt = log.submit(AuditEvent.INTENT, "test", JsonObject.EMPTY_JSON_OBJECT);

    assertThatThrownBy(receipt::requireDurable).isInstanceOf(StoreException.class);
  }

  private static Process start(String address) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            AppendingProcess.class.getName(),
            address)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
