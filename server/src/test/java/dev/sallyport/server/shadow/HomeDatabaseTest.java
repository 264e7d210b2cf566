package dev.sallyport.server.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.TargetDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeDatabaseTest {
  /** A superuser would run programs and read files for whoever asks. */
  @Test
  void itsRoleOwnsTheDatabaseAndNothingElse(@TempDir Path home) {
    try (HomeDatabase database = HomeDatabase.open(home);
        TargetDatabase target =
            new TargetDatabase(ConnectionSettings.parse(database.url()), null)) {
      assertThat(target.powers().labels())
          .doesNotContain("superuser", "server-files", "server-programs", "creates-roles");
    }
  }
}
