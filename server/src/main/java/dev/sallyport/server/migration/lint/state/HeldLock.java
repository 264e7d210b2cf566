package dev.sallyport.server.migration.lint.state;

/**
 * A lock that a transaction holds until it ends.
 *
 * @param table the table's name in SQL
 * @param readersToo whether it keeps readers out, and not only writers
 * @param words the statement that took it, in a few words
 * @param statement its number in the file
 */
public record HeldLock(String table, boolean readersToo, String words, int statement) {}
