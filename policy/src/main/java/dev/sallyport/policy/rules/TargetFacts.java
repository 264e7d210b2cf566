package dev.sallyport.policy.rules;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the database that a request would reach.
 *
 * @param host as the connection names it
 * @param addresses the addresses that the host stands for, in text form; may be empty
 * @param name the database's name
 * @param systemIdentifier of the cluster; null where it can't be read, as behind some poolers
 * @param comment the {@code COMMENT ON DATABASE}; null where there is none
 * @param rolePowers what the connection's role can do beyond its grants, such as {@code superuser}
 */
public record TargetFacts(
    String host,
    Set<String> addresses,
    String name,
    @Nullable String systemIdentifier,
    @Nullable String comment,
    Set<String> rolePowers) {
  public TargetFacts {
    addresses = Set.copyOf(addresses);
    rolePowers = Set.copyOf(rolePowers);
  }

  /** A database of which only host and name are known. */
  public static TargetFacts of(String host, String name) {
    return new TargetFacts(host, Set.of(), name, null, null, Set.of());
  }
}
