package dev.sallyport.server.approval;

import jakarta.json.JsonObject;

/**
 * What PostgreSQL needs to say later whether the transaction was committed; stored before COMMIT.
 *
 * @param transaction of {@code pg_current_xact_id()}
 * @param timeline of the server when the transaction ran
 * @param lsn the write-ahead log's position at the transaction's start
 * @param backend the process number of the database session
 * @param database the identity of the database the transaction ran on
 */
public record ExecutionMark(
    String transaction, long timeline, String lsn, int backend, JsonObject database) {}
