package dev.sallyport.server.catalog.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class PrivilegesTest {
  private static final List<String> OF_15 = List.of("DELETE", "SELECT", "TRUNCATE");
  private static final List<String> OF_17 = List.of("DELETE", "MAINTAIN", "SELECT", "TRUNCATE");

  @Test
  void anOwnersUsualPrivilegesReadAlikeOnEveryMajor() {
    SortedMap<String, Object> older =
        Privileges.unusual(
            Map.of("(owner)", OF_15, "app", List.of("SELECT")), Map.of("(owner)", OF_15), 15);
    SortedMap<String, Object> newer =
        Privileges.unusual(
            Map.of("(owner)", OF_17, "app", List.of("SELECT")), Map.of("(owner)", OF_17), 17);

    assertThat(older).isEqualTo(newer).isEqualTo(Map.of("app", List.of("SELECT")));
  }

  @Test
  void whatWasTakenFromAnOwnerIsAllThatAnOlderMajorRevokes() {
    SortedMap<String, Object> unusual =
        Privileges.unusual(
            Map.of("(owner)", List.of("SELECT", "TRUNCATE")), Map.of("(owner)", OF_15), 15);

    assertThat(unusual).isEqualTo(Map.of("(owner)", List.of("MAINTAIN", "SELECT", "TRUNCATE")));
  }

  @Test
  void whoHasLostEverythingIsNamed() {
    SortedMap<String, Object> unusual =
        Privileges.unusual(
            Map.of("(owner)", List.of("EXECUTE")),
            Map.of("(owner)", List.of("EXECUTE"), "PUBLIC", List.of("EXECUTE")),
            17);

    assertThat(unusual).isEqualTo(Map.of("PUBLIC", List.of()));
  }
}
