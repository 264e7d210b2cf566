package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.ObjectName;

/**
 * What is lost with one table.
 *
 * @param rows how many; negative where nobody knows
 * @param exact whether they were counted; else there are about as many, or more
 * @param bytes on disk, indexes included
 */
public record Loss(ObjectName table, long rows, boolean exact, long bytes) {}
