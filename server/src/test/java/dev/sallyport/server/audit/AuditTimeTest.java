package dev.sallyport.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditTimeTest {
  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000Z",
    "2026-03-01T09:05:07.004999Z, 2026-03-01T09:05:07.004Z",
    "2026-03-01T09:05:07.999Z, 2026-03-01T09:05:07.999Z",
    "2026-03-01T09:05:08.05Z, 2026-03-01T09:05:08.050Z",
    "2026-03-01T09:05:07.1Z, 2026-03-01T09:05:07.100Z",
    "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59.500Z",
  })
  void aTimeIsUtcToTheMillisecondAndAlwaysAsLong(Instant at, String text) {
    assertThat(AuditTime.text(at)).isEqualTo(text);
  }
}
