package dev.sallyport.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.database.DatabaseException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as people write them. */
class ConnectionSettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "postgresql://bob:s3cret@db.example.com:6543/shop | db.example.com | 6543 | shop | bob | s3cret",
        "postgres://bob:s3cret@DB.Example.com/shop | db.example.com | 5432 | shop | bob | s3cret",
        "jdbc:postgresql://h:1/d?user=bob&password=s3 | h | 1 | d | bob | s3",
        "jdbc:postgresql://h/d?user=bob&password=a+b%2B | h | 5432 | d | bob | a b+",
        "postgresql://bob@h/d?password=a+b | h | 5432 | d | bob | a+b",
        "postgresql://bob@localhost | localhost | 5432 | bob | bob | -",
        "postgresql://bob@/d | localhost | 5432 | d | bob | -",
        "postgresql://b%40b:p%3A%2F%3F%23%5B%5D%40%25@h/d%20b | h | 5432 | d b | b@b | p:/?#[]@%",
        "postgresql://bob:p@ss#1@h:5433/d | h | 5433 | d | bob | p@ss#1",
        "postgresql://bob:@h/d | h | 5432 | d | bob | -",
        "postgresql://bob:x@[::1]:5433/d | ::1 | 5433 | d | bob | x",
        "postgresql://bob:x@[2001:db8::1]/d | 2001:db8::1 | 5432 | d | bob | x",
        "postgresql://bob:x@/d?host=h&port=7 | h | 7 | d | bob | x",
        "postgresql://bob:x@h/d?dbname=e | h | 5432 | e | bob | x",
        "postgresql://bob:пароль@h/d | h | 5432 | d | bob | пароль"
      })
  void everyPartIsRead(
      String url, String host, int port, String database, String user, String password) {
    ConnectionSettings settings = ConnectionSettings.parse(url);
    assertThat(settings.host()).isEqualTo(host);
    assertThat(settings.port()).isEqualTo(port);
    assertThat(settings.database()).isEqualTo(database);
    assertThat(settings.user()).isEqualTo(user);
    assertThat(settings.password()).isEqualTo(password);
  }

  @Test
  void prismasOptionsAreKnown() {
    ConnectionSettings settings =
        ConnectionSettings.parse(
            "postgresql://bob:x@h/d?schema=tenant&connection_limit=5&pool_timeout=2"
                + "&connect_timeout=3&pgbouncer=true&sslmode=require&statement_cache_size=0");
    assertThat(settings.schema()).isEqualTo("tenant");
    assertThat(settings.saysPooler()).isTrue();
    assertThat(settings.properties())
        .containsEntry("connectTimeout", "3")
        .containsEntry("sslmode", "require")
        .hasSize(2);
    assertThat(settings.remarks())
        .containsExactly(
            "`connection_limit` has no effect here",
            "`pool_timeout` has no effect here",
            "`statement_cache_size` has no effect here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "sslmode=verify-full&sslrootcert=/ca.pem | verify-full | /ca.pem | - | -",
        "sslmode=require&sslrootcert=/ca.pem | verify-ca | /ca.pem | - | -",
        "sslmode=require&sslcert=/me.crt&sslkey=/me.key | require | - | /me.crt | /me.key",
        "sslmode=require&sslcert=/ca.pem&sslaccept=strict | verify-full | /ca.pem | - | -",
        "sslidentity=/me.p12&sslpassword=q | - | - | - | /me.p12",
        "ssl=true | require | - | - | -",
        "sslmode=no-verify | require | - | - | -",
        "sslmode=disable | disable | - | - | -"
      })
  void encryptionIsReadInAllThreeDialects(
      String options, String mode, String root, String certificate, String key) {
    var properties = ConnectionSettings.parse("postgresql://bob@h/d?" + options).properties();
    assertThat(properties.get("sslmode")).isEqualTo(mode);
    assertThat(properties.get("sslrootcert")).isEqualTo(root);
    assertThat(properties.get("sslcert")).isEqualTo(certificate);
    assertThat(properties.get("sslkey")).isEqualTo(key);
  }

  @Test
  void theDriversOwnSslTrueVerifies() {
    assertThat(ConnectionSettings.parse("jdbc:postgresql://h/d?user=b&ssl=true").properties())
        .containsEntry("sslmode", "verify-full");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mysql://bob:hunter2@h/d | does not start with `postgresql://`",
        "hunter2 | does not start with `postgresql://`",
        "postgresql://bob:hunter2@h:port/d | port in the database address",
        "postgresql://bob:hunter2@h:99999/d | port in the database address",
        "postgresql://bob:hunter2%@h/d | password in the database address has a `%`",
        "postgresql://bob:hunter2%ff@h/d | broken UTF-8",
        "postgresql://bob:hunter2%00@h/d | control character",
        "postgresql://bob:hunter2@%2Fvar%2Frun%2Fpostgresql/d | Unix socket",
        "postgresql://bob:hunter2@/d?host=/var/run/postgresql | Unix socket",
        "postgresql://bob:hunter2@a,b/d | several hosts",
        "postgresql://bob:hunter2@[::1/d | lacks a `]`",
        "postgresql://bob:hunter2@h/d?ssl_mode=require | option 1 of the database address",
        "postgresql://bob:a?hunter2@h/d | an option of the database address has no value",
        "postgresql://bob:5432?hunter2=x@h/d | option 1 of the database address is not known",
        "postgresql://bob:hunter2@h/d?sslmode=hunter2 | none of the modes",
        "postgresql://bob:hunter2@h/d?sslaccept=hunter2 | `sslaccept`",
        "postgresql://bob:hunter2@h/d?connect_timeout=hunter2 | not a number of seconds",
        "postgresql://bob:hunter2@h/d?socketFactory=hunter2 | `socketFactory` is not taken",
        "postgresql://bob:hunter2@h/d?sslfactory=hunter2 | `sslfactory` is not taken",
        "postgresql://bob:hunter2@h/d?service=hunter2 | `service` is not taken",
        "jdbc:postgresql://h/d?user=b&password=hunter2&loggerFile=/x | `loggerFile` is not taken"
      })
  void whatMakesNoSenseIsRefusedWithoutRepeatingIt(String url, String message) {
    assertThatThrownBy(() -> ConnectionSettings.parse(url))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.INVALID_SETTINGS);
              assertThat(e.message()).contains(message);
              assertThat(e.message() + e.help() + e).doesNotContain("hunter2");
              assertThat(e.help()).isNotBlank();
            });
  }

  @Test
  void aMistypedOptionIsRecognised() {
    assertThatThrownBy(() -> ConnectionSettings.parse("postgresql://bob@h/d?sslmod=require"))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.help()).isEqualTo("did you mean `sslmode`"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://alice:hunter2@h:1/d?sslpassword=hunter2",
        "jdbc:postgresql://h:1/d?user=alice&password=hunter2"
      })
  void nothingShowsUserOrPassword(String url) {
    ConnectionSettings settings = ConnectionSettings.parse(url);
    assertThat(settings).hasToString("h:1/d");
    assertThat(new TargetDatabase(settings, null)).hasToString("h:1/d");
  }
}
