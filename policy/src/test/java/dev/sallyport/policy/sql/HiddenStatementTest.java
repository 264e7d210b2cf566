package dev.sallyport.policy.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random texts whose statements are known because the generator put them together: a DROP that is
 * only text, in every kind of literal and comment, and one that is a statement behind them.
 */
class HiddenStatementTest {
  private static final int TEXTS = 400;
  private static final String DISTURBING = "'\"$\\/*-;()[]\n\0\uD800eEuU&x";
  private static SqlReader reader;

  @BeforeAll
  static void open() {
    reader = new SqlReader();
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aDropThatIsOnlyTextIsNoDrop(long seed) {
    Pieces pieces = new Pieces(seed);
    for (int i = 0; i < TEXTS; i++) {
      String sql = pieces.select();
      if (reader.read(sql) instanceof Reading.Understood understood) {
        assertThat(understood.statements()).as(sql).hasSize(1).allMatch(Statement::isRead);
      } else {
        // A quote behind a backslash ends the string for JSqlParser: two meanings, refused as such.
        assertThat(sql).contains("\\'");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void aDropBehindAnythingIsSeen(long seed) {
    Pieces pieces = new Pieces(seed);
    for (int i = 0; i < TEXTS; i++) {
      String sql = pieces.select() + pieces.gap() + "; drop table users" + pieces.tail();
      if (reader.read(sql) instanceof Reading.Understood understood) {
        assertThat(understood.statements().get(1).has(EffectKind.DROP)).as(sql).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void whateverIsCutOutOrPutInNothingThrowsOrHangs(long seed) {
    Random random = new Random(seed);
    Pieces pieces = new Pieces(seed);
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder sql =
          new StringBuilder(pieces.select() + "; delete from users" + pieces.tail());
      for (int changes = random.nextInt(4) + 1; changes > 0; changes--) {
        int at = random.nextInt(sql.length());
        if (random.nextBoolean()) {
          sql.deleteCharAt(at);
        } else {
          sql.insert(at, DISTURBING.charAt(random.nextInt(DISTURBING.length())));
        }
      }
      assertThat(reader.read(sql.toString())).isNotNull();
      assertThat(reader.read("select 1")).isInstanceOf(Reading.Understood.class);
    }
  }

  /** Parts of texts. What they hide would drop a table if it were code. */
  private static final class Pieces {
    private static final List<String> HIDDEN =
        List.of(
            "; drop table users; ",
            "\n; drop table users; --\n",
            " union select ; drop table users",
            "');drop table users;--",
            "\"; drop table users; \"",
            "$x$; drop table users; $x$",
            "\\'; drop table users; --",
            "/* ; drop table users; ",
            "\n\n\n drop table users \n\n\n",
            "\ngo\ndrop table users\ngo\n",
            "{; drop table users ;}",
            "`; drop table users; `");

    private final Random random;

    Pieces(long seed) {
      random = new Random(seed);
    }

    String select() {
      StringBuilder sql = new StringBuilder("select" + gap() + literal());
      for (int more = random.nextInt(3); more > 0; more--) {
        sql.append(gap()).append(',').append(gap()).append(literal());
      }
      return sql.append(random.nextBoolean() ? gap() + "from users" : "").toString();
    }

    /** A constant, or a quoted name for one. */
    private String literal() {
      String hidden = HIDDEN.get(random.nextInt(HIDDEN.size()));
      return switch (random.nextInt(9)) {
        case 0, 1 -> "'" + hidden.replace("'", "''") + "'";
        case 2 -> "E'" + hidden.replace("\\", "\\\\").replace("'", "''") + "'";
        case 3 -> "U&'" + hidden.replace("\\", "\\\\").replace("'", "''") + "'";
        case 4 -> "$$" + hidden + " $$";
        case 5 -> "$t$" + hidden + "$t$";
        case 6 -> "E'" + hidden.replace("\\", "\\\\").replace("'", "\\'") + "'";
        case 7 -> "1 as \"" + hidden.replace("\"", "\"\"") + "\"";
        default -> "B'01'";
      };
    }

    /** White space, comments or both; never nothing. */
    String gap() {
      String hidden = HIDDEN.get(random.nextInt(HIDDEN.size()));
      return switch (random.nextInt(7)) {
        case 0 -> "\n\n\n";
        case 1 -> " /*" + hidden.replace("/*", "").replace("*/", "") + "*/ ";
        case 2 -> " /* /* */" + hidden.replace("/*", "").replace("*/", "") + "*/ ";
        case 3 -> " --" + hidden.replace("\n", " ") + "\n";
        case 4 -> "\r\n\t";
        default -> " ";
      };
    }

    String tail() {
      return random.nextBoolean() ? "" : ";" + gap() + "select 1";
    }
  }
}
