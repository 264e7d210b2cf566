package dev.sallyport.server.database;

/**
 * What tells, after a crash, whether a transaction committed. Taken and stored before COMMIT.
 *
 * @param transaction the 64-bit transaction id
 * @param systemIdentifier of the cluster; the id means nothing on another
 * @param timeline of the cluster; the id means nothing on another
 * @param startPosition the WAL position before COMMIT: a cluster that is behind it has forgotten
 * @param backend the process that holds the transaction
 */
public record CommitMark(
    String transaction, String systemIdentifier, int timeline, String startPosition, int backend) {}
