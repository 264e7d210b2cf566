package dev.sallyport.server.migration.proposal;

import java.util.List;

/**
 * One file of a proposal.
 *
 * @param suffix of its name, after the proposal's; empty for the first
 * @param sql its text
 * @param transactional whether PostgreSQL runs it in a transaction
 */
record Part(String suffix, String sql, boolean transactional) {

  /** The text of a file that says where it comes from. */
  static Part of(String suffix, List<String> statements, boolean transactional) {
    return new Part(suffix, String.join(";\n\n", statements) + ";\n", transactional);
  }
}
