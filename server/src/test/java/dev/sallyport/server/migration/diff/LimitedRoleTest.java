package dev.sallyport.server.migration.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.catalog.facts.EveryKindScript;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a role without powers sees of a schema is the whole schema, or it is told what is hidden.
 */
class LimitedRoleTest {
  private static TestServer.TestDatabase database;

  @BeforeAll
  static void make() {
    database = TestServer.create();
    database.run(EveryKindScript.statements().toArray(String[]::new));
  }

  @AfterAll
  static void drop() {
    database.run("DROP PUBLICATION changes", "DROP EVENT TRIGGER watcher");
  }

  @Test
  void aRoleWithoutPowersSeesWhatASuperuserSees() {
    SchemaFacts all = read("postgres");
    SchemaFacts limited = read("agent");

    assertThat(SchemaDifference.between(all, limited, Comparing.DATABASES).words()).isEmpty();
    assertThat(SchemaDifference.between(limited, all, Comparing.DATABASES).words()).isEmpty();
    assertThat(SchemaDiff.unmodelled(limited))
        .contains(
            "hidden user mapping `\"public on elsewhere\"`",
            "hidden user mapping `\"public on nearby\"`");
  }

  @Test
  void aCatalogThatTheRoleMayNotReadIsNamed() {
    database.run("REVOKE SELECT ON pg_catalog.pg_proc FROM PUBLIC");
    try {
      assertThatThrownBy(() -> read("agent"))
          .isInstanceOf(SallyportException.class)
          .hasMessage("not all of the catalogs may be read: permission denied for table pg_proc")
          .extracting("help")
          .isEqualTo(
              "ask as a role that may read `pg_catalog`: from a part of a schema nobody can tell"
                  + " what differs");
    } finally {
      database.run("GRANT SELECT ON pg_catalog.pg_proc TO PUBLIC");
    }
  }

  private static SchemaFacts read(String role) {
    try (TargetDatabase target = new TargetDatabase(database.settings(role), null)) {
      return target.facts(FactReader::read);
    }
  }
}
