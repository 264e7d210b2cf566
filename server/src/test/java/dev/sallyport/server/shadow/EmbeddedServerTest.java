package dev.sallyport.server.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {
  @Test
  void letsNobodyInWithoutThePassword(@TempDir Path folder) {
    try (EmbeddedServer server = EmbeddedServer.start(folder)) {
      EmbeddedDatabase database = server.createDatabase("guarded", "keeper");
      String wrong = database.url().replaceAll("//.*@", "//") + "?user=postgres&password=postgres";

      assertThatThrownBy(() -> DriverManager.getConnection("jdbc:" + wrong).close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(
              database.rows(
                  "SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user"))
          .containsExactly(List.of("keeper", "f"));
      assertThat(folder).isDirectoryNotContaining("glob:**password*");
    }
    assertThat(folder.resolve("data")).doesNotExist();
  }
}
