package dev.sallyport.server.database;

/**
 * A connection and the backend it was first answered by.
 *
 * @param backend as {@code pg_backend_pid()} said it on the new connection
 */
record Line(Wire wire, int backend) {}
