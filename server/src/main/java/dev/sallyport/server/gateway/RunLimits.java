package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Obligations;
import dev.sallyport.server.database.WriteLimits;

/** What the policy's obligations let one write take. */
final class RunLimits {
  private RunLimits() {}

  static WriteLimits of(Obligations obligations) {
    return new WriteLimits(
        obligations.timeout(), obligations.lockTimeout(), obligations.rows(), obligations.bytes());
  }
}
