package dev.sallyport.policy.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/**
 * Coverage-guided fuzzing of the reader: no text makes it throw, a statement reads the same alone
 * as in its text, and a DROP behind a text that was understood is seen.
 */
class SqlReaderFuzz {
  private static final SqlReader READER = new SqlReader();

  @FuzzTest(maxDuration = "5s")
  @DictionaryEntries({
    "SELECT ",
    "INSERT INTO ",
    "UPDATE ",
    "DELETE FROM ",
    "DROP TABLE ",
    "WITH ",
    " AS ",
    " FROM ",
    " WHERE ",
    "; ",
    "--",
    "/*",
    "*/",
    "//",
    "$$",
    "$a$",
    "E'",
    "U&'",
    "U&\"",
    "\\'",
    "''",
    "\"",
    "`",
    "{",
    "q'",
    "::",
    "(",
    ")",
    "t",
    "1",
    "'a'",
    " OR ",
    " IN ",
    "f(",
    " INTO ",
    " FOR UPDATE"
  })
  void readsAnyText(FuzzedDataProvider data) {
    String sql = data.consumeRemainingAsString();
    if (READER.read(sql) instanceof Reading.Understood understood) {
      understood.statements().forEach(SqlReaderFuzz::readsTheSameAlone);
      aDropBehindItIsSeen(sql, understood.statements().size());
    }
  }

  private static void readsTheSameAlone(Statement statement) {
    if (READER.read(statement.text()) instanceof Reading.Understood alone) {
      assertThat(alone.statements()).hasSize(1);
      assertThat(kinds(alone.statements().get(0))).isEqualTo(kinds(statement));
    }
  }

  private static void aDropBehindItIsSeen(String sql, int before) {
    if (READER.read(sql + "\n; DROP TABLE hidden") instanceof Reading.Understood more) {
      assertThat(more.statements()).hasSize(before + 1);
      assertThat(more.statements().get(before).has(EffectKind.DROP)).isTrue();
    }
  }

  private static List<EffectKind> kinds(Statement statement) {
    return statement.effects().stream().map(Effect::kind).sorted().toList();
  }
}
