package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.EnvironmentMatch;
import dev.sallyport.policy.rules.TargetFacts;
import dev.sallyport.server.approval.PinnedIdentity;
import dev.sallyport.server.database.DatabaseIdentity;
import dev.sallyport.server.database.RolePowers;

/**
 * Where a request would arrive.
 *
 * @param facts what a policy may ask about the database
 * @param environment what the database counts as, and why
 */
record Place(
    DatabaseIdentity identity, RolePowers powers, TargetFacts facts, EnvironmentMatch environment) {
  /** The identity as tickets carry it; a system identifier nobody may read is empty. */
  PinnedIdentity pinned() {
    return pinned(identity);
  }

  static PinnedIdentity pinned(DatabaseIdentity identity) {
    String system = identity.systemIdentifier();
    return new PinnedIdentity(system == null ? "" : system, identity.database(), identity.host());
  }
}
