package dev.sallyport.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.shadow.EmbeddedDatabase;
import dev.sallyport.server.shadow.EmbeddedServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeastPrivilegeTest {
  @Test
  void theOwnerCanRunTheStatementsAndTheRolesHaveNoPowerBeyondTheirGrants(@TempDir Path folder) {
    try (EmbeddedServer server = EmbeddedServer.start(folder)) {
      EmbeddedDatabase database = server.createDatabase("booking", "owner_of_all");
      server.administer("booking").run("CREATE TABLE public.users (id int)");
      LeastPrivilege.statements("booking", List.of("public"))
          .forEach(server.administer("booking")::run);

      assertThat(
              database.rows(
                  "SELECT has_table_privilege('sallyport_reader', 'public.users', 'SELECT'),"
                      + " has_table_privilege('sallyport_reader', 'public.users', 'DELETE'),"
                      + " has_table_privilege('sallyport_writer', 'public.users', 'DELETE'),"
                      + " has_schema_privilege('sallyport_writer', 'public', 'CREATE')"))
          .isEqualTo(List.of(List.of("t", "f", "t", "f")));
    }
  }
}
