package dev.sallyport.policy.sql.jsqlparser;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarFile;
import net.sf.jsqlparser.statement.Statement;
import org.junit.jupiter.api.Test;

class KnownClassesTest {

  @Test
  void everyKnownClassExists() throws Exception {
    assertThat(classesOfJSqlParser()).containsAll(KnownClasses.names());
  }

  private static Set<String> classesOfJSqlParser() throws IOException, URISyntaxException {
    Path jar = Path.of(Statement.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(entry -> entry.getName().replaceAll(".*/|\\.class$", ""))
          .collect(toSet());
    }
  }
}
