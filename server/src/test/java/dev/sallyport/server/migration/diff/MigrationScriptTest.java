package dev.sallyport.server.migration.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.migration.diff.script.ScriptStatement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A script in the hands of a program that goes on after an error. */
class MigrationScriptTest {
  private static String standalone(String... statements) {
    FactKey table = FactKey.of(FactKind.TABLE, "public", "t");
    return new MigrationScript(
            List.of(statements).stream().map(sql -> new ScriptStatement(sql, table, null)).toList())
        .standalone();
  }

  @Test
  void whereRowsMoveAFailureTakesAllOfItBack() {
    assertThat(standalone("INSERT INTO public.t (a) SELECT a FROM ONLY o.t", "DROP TABLE o.t"))
        .startsWith("BEGIN;\n")
        .endsWith("DROP TABLE o.t;\nCOMMIT;\n");
  }

  @Test
  void whereValuesAreComparedAFailureTakesAllOfItBack() {
    assertThat(
            standalone(
                "ALTER TABLE public.t ADD CONSTRAINT a__computed CHECK (a::text IS NOT DISTINCT"
                    + " FROM ((b * 2))::integer::text)",
                "ALTER TABLE public.t DROP COLUMN a"))
        .startsWith("BEGIN;\n")
        .endsWith("COMMIT;\n");
  }

  @Test
  void anyOtherStaysAsItIs() {
    assertThat(standalone("ALTER TABLE public.t ADD COLUMN a integer"))
        .isEqualTo("ALTER TABLE public.t ADD COLUMN a integer;\n");
  }
}
