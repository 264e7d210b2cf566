package dev.sallyport.policy.sql;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A test of what texts read as, with a real reader for the class. */
abstract class ReadingCase {
  private static SqlReader reader;

  @BeforeAll
  static void open() {
    reader = new SqlReader();
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  static Reading read(String sql) {
    return reader.read(sql);
  }

  /** The reading as lines; see {@link ReadingText}. */
  static String effects(String sql) {
    return ReadingText.of(reader.read(sql));
  }
}
