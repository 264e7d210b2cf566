package dev.sallyport.server.database;

/**
 * What one executed statement came to.
 *
 * @param command PostgreSQL's word for what it did, such as {@code DELETE} or {@code CREATE TABLE}
 * @param rows the rows its command tag counts; 0 where it counts none. Rows taken by cascades and
 *     triggers are not in it
 * @param result the rows it returned; no columns where it returns none
 */
public record StatementOutcome(String command, long rows, QueryResult result) {}
