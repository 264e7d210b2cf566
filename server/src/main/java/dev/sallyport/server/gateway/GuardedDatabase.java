package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.EnvironmentMatch;
import dev.sallyport.policy.rules.TargetFacts;
import dev.sallyport.server.approval.TrustRoot;
import dev.sallyport.server.catalog.Catalog;
import dev.sallyport.server.database.DatabaseIdentity;
import dev.sallyport.server.database.RolePowers;
import dev.sallyport.server.database.TargetDatabase;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The database behind the gate, and the environment it belongs to at this moment. */
public final class GuardedDatabase {
  private final TargetDatabase target;
  private final Supplier<TrustRoot> trust;
  private final boolean ownWork;

  /**
   * A database to guard.
   *
   * @param trust reads the trust root anew for each question
   * @param ownWork whether Sallyport itself created the database, which makes it disposable
   */
  public GuardedDatabase(TargetDatabase target, Supplier<TrustRoot> trust, boolean ownWork) {
    this.target = target;
    this.trust = trust;
    this.ownWork = ownWork;
  }

  TargetDatabase target() {
    return target;
  }

  /** Where a request would arrive now, under that policy. */
  Place place(PolicyInForce policy) {
    DatabaseIdentity identity = target.identity();
    RolePowers powers = target.powers();
    TargetFacts facts =
        new TargetFacts(
            identity.host(),
            addresses(identity.host()),
            identity.database(),
            identity.systemIdentifier(),
            target.facts(session -> new Catalog().databaseComment(session)),
            powers.labels());
    EnvironmentMatch environment = policy.rules().environmentOf(facts, pinned(identity));
    return new Place(identity, powers, facts, environment);
  }

  private @Nullable String pinned(DatabaseIdentity identity) {
    if (identity.systemIdentifier() == null) {
      return null;
    }
    String pinned = trust.get().environmentOf(Place.pinned(identity)).orElse(null);
    return pinned == null && ownWork ? "disposable" : pinned;
  }

  private static Set<String> addresses(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .map(InetAddress::getHostAddress)
          .collect(Collectors.toSet());
    } catch (UnknownHostException e) {
      return Set.of();
    }
  }
}
