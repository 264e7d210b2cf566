package dev.sallyport.policy.sql.jsqlparser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A text is read alike on its caller's thread, where it is short, and on one of the reader's. */
class ShortTextTest {

  static Stream<String> bothWaysReadTheSame() {
    return Stream.of(
        "SELECT 1",
        "SELECT a FROM t WHERE " + "(".repeat(12) + "a = 1" + ")".repeat(12),
        "DELETE FROM t WHERE a = 1 OR b = 2",
        "WITH d AS (DELETE FROM t RETURNING a) SELECT a FROM d",
        "SELECT 1; DROP TABLE t",
        "not SQL at all",
        "SELECT " + "NOT ".repeat(200) + "a",
        "SELECT " + "- ".repeat(400) + "1");
  }

  @ParameterizedTest
  @MethodSource
  void bothWaysReadTheSame(String sql) {
    String padded = sql + " -- " + "x".repeat(1_000);

    try (JSqlParserReader reader = new JSqlParserReader()) {
      assertThat(List.of(reader.read(sql).toString()))
          .containsExactly(reader.read(padded).toString());
    }
  }
}
