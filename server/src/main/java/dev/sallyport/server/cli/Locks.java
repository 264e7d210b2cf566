package dev.sallyport.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a statement locks, by its words; measured on PostgreSQL 15, or taken from its documentation
 * where newer. A statement with several actions has a line for each.
 */
enum Locks {
  ADD_COLUMN_VOLATILE(
      "add column .*(default [a-z_]*(gen_random_uuid|uuid_generate|random|clock_timestamp|nextval)"
          + "|\\b(big|small)?serial\\b|generated .*stored)",
      "ACCESS EXCLUSIVE: blocks reads and writes while the whole table is rewritten"),
  ADD_COLUMN_CHECK(
      "add column .*\\bcheck\\b",
      "ACCESS EXCLUSIVE: blocks reads and writes while the table is scanned"),
  ADD_COLUMN("add column", "ACCESS EXCLUSIVE: blocks reads and writes, briefly"),
  DROP_COLUMN("drop column", "ACCESS EXCLUSIVE on it and what is dropped with it, briefly"),
  ALTER_TYPE_COLUMN(
      "alter (column )?[^ ]+ (set data )?type ",
      "ACCESS EXCLUSIVE: blocks reads and writes; most changes of type rewrite the table"),
  SET_NOT_NULL(
      "set not null", "ACCESS EXCLUSIVE: blocks reads and writes while the table is scanned"),
  VALIDATE("validate constraint", "SHARE UPDATE EXCLUSIVE: blocks neither reads nor writes"),
  FOREIGN_KEY_NOT_VALID(
      "foreign key .*not valid|references .*not valid",
      "SHARE ROW EXCLUSIVE on both tables: blocks writes, briefly"),
  FOREIGN_KEY(
      "add .*(foreign key|references)",
      "SHARE ROW EXCLUSIVE on both tables: blocks writes while both are scanned"),
  UNIQUE_USING_INDEX(
      "(unique|primary key) using index", "ACCESS EXCLUSIVE: blocks reads and writes, briefly"),
  UNIQUE(
      "add .*(unique|primary key)",
      "ACCESS EXCLUSIVE: blocks reads and writes while an index is built"),
  CHECK_NOT_VALID("check .*not valid", "ACCESS EXCLUSIVE: blocks reads and writes, briefly"),
  CHECK(
      "add .*\\bcheck\\b", "ACCESS EXCLUSIVE: blocks reads and writes while the table is scanned"),
  ADD_VALUE("^alter type .* add value", "no lock on any table"),
  ATTACH(
      "attach partition",
      "SHARE UPDATE EXCLUSIVE on the parent, ACCESS EXCLUSIVE on the child while it is scanned"),
  DETACH("detach partition", "ACCESS EXCLUSIVE on parent and child, briefly"),
  SET_UNLOGGED(
      "set (un)?logged|^cluster", "ACCESS EXCLUSIVE: blocks reads and writes during a rewrite"),
  STORAGE(
      "set \\(|set statistics|^comment on", "SHARE UPDATE EXCLUSIVE: blocks no reads or writes"),
  ALTER_TABLE("^alter (table|view|materialized view)", "ACCESS EXCLUSIVE: blocks reads and writes"),
  INDEX_CONCURRENTLY(
      "^(create (unique )?index|drop index|reindex).* concurrently",
      "SHARE UPDATE EXCLUSIVE: blocks neither; waits for older transactions"),
  CREATE_INDEX("^create (unique )?index", "SHARE: blocks writes while the index is built"),
  DROP_INDEX("^drop index", "ACCESS EXCLUSIVE on table and index: blocks reads and writes"),
  REINDEX("^reindex", "SHARE on the table: blocks writes, and reads that use the index"),
  CREATE_TRIGGER("^create .*trigger", "SHARE ROW EXCLUSIVE: blocks writes, briefly"),
  POLICY("^(create|alter|drop) policy", "ACCESS EXCLUSIVE: blocks reads and writes, briefly"),
  TRUNCATE("^truncate", "ACCESS EXCLUSIVE: blocks reads and writes"),
  DROP(
      "^drop (table|view|materialized view|sequence|schema)",
      "ACCESS EXCLUSIVE on it, its indexes and what CASCADE takes"),
  PARTITION_OF("^create table .* partition of", "ACCESS EXCLUSIVE on the parent, briefly"),
  REFRESH_CONCURRENTLY("^refresh .*concurrently", "EXCLUSIVE on the view: readers go on"),
  REFRESH("^refresh", "ACCESS EXCLUSIVE on the view: blocks its readers"),
  LOCK("^lock", "the lock it names, until the transaction ends"),
  DML(
      "^(with .*)?\\b(insert|update|delete|merge)\\b",
      "ROW EXCLUSIVE: the rows it changes, until the transaction ends");

  private final Pattern pattern;
  private final String words;

  Locks(String pattern, String words) {
    this.pattern = Pattern.compile(pattern);
    this.words = words;
  }

  /** The locks of one statement, in words; empty where none is known. */
  static List<String> of(String sql) {
    String plain = plain(sql);
    List<String> locks = new ArrayList<>();
    for (String action :
        plain.startsWith("alter table") ? plain.split(",") : new String[] {plain}) {
      for (Locks lock : values()) {
        if (lock.pattern.matcher(action.strip()).find()) {
          if (!locks.contains(lock.words)) {
            locks.add(lock.words);
          }
          break;
        }
      }
    }
    return locks;
  }

  private static String plain(String sql) {
    return sql.replaceAll("--[^\\n]*", " ")
        .replaceAll("(?s)/\\*.*?\\*/", " ")
        .replaceAll("\\s+", " ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
