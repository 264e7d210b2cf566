package dev.sallyport.server.audit;

import java.util.Optional;

/**
 * What checking the chain found.
 *
 * @param records how many were read
 * @param head the last good link
 * @param broken the first broken link; empty where every link holds
 */
public record ChainReport(long records, AuditHead head, Optional<BrokenLink> broken) {

  /**
   * The first place where the chain does not hold.
   *
   * @param message lower case, one line
   */
  public record BrokenLink(long sequence, String message) {}
}
