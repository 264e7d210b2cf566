package dev.sallyport.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RedactionTest {
  static Stream<Arguments> passwords() {
    return Stream.of(
        argumentSet("role", "CREATE ROLE a PASSWORD 'hunter2'", "CREATE ROLE a PASSWORD '***'"),
        argumentSet(
            "doubled quote",
            "alter role a with password 'hun''ter2' login",
            "alter role a with password '***' login"),
        argumentSet(
            "escape string", "alter role a password E'hun\\'ter2'", "alter role a password '***'"),
        argumentSet(
            "dollar quotes", "alter role a password $x$hunter2$x$", "alter role a password '***'"),
        argumentSet(
            "comment between",
            "alter role a password /* x */ 'hunter2'",
            "alter role a password /* x */ '***'"),
        argumentSet(
            "user mapping",
            "OPTIONS (user 'a', password 'hunter2')",
            "OPTIONS (user 'a', password '***')"),
        argumentSet(
            "subscription",
            "CONNECTION 'host=a password=hunter2 dbname=b'",
            "CONNECTION 'host=a password=*** dbname=b'"),
        argumentSet(
            "address",
            "select dblink('postgresql://a:hunter2@host/db')",
            "select dblink('postgresql://a:***@host/db')"),
        argumentSet(
            "a column of that name stays",
            "select password from users where password is not null",
            "select password from users where password is not null"));
  }

  @ParameterizedTest
  @MethodSource
  void passwords(String sql, String kept) {
    assertThat(Redaction.passwords(sql)).isEqualTo(kept);
  }
}
