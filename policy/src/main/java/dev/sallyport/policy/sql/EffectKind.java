package dev.sallyport.policy.sql;

import java.util.Locale;

/** What a statement does to an object. The name in YAML and JSON is {@link #label()}. */
public enum EffectKind {
  READ,
  INSERT,
  UPDATE,
  DELETE,
  TRUNCATE,
  CREATE,
  ALTER,
  DROP,
  GRANT,
  /** The kind is known, the contents are not: DO, CALL, dynamic EXECUTE, a user's function. */
  CALL,
  LOCK,
  /** Changes the session: SET, PREPARE, LISTEN, DISCARD, temporary state. */
  SESSION,
  /** Transaction control: BEGIN, COMMIT, ROLLBACK, SAVEPOINT, SET TRANSACTION. */
  TRANSACTION,
  /** VACUUM, ANALYZE, REINDEX, CLUSTER, CHECKPOINT, REFRESH. */
  MAINTENANCE,
  /** Reads or writes a file of the server. */
  SERVER_FILE,
  /** Runs a program on the server. */
  SERVER_PROGRAM,
  /** Reaches another host or database: dblink, foreign servers, subscriptions. */
  NETWORK,
  /** Roles, databases, tablespaces, configuration, other sessions. */
  ADMIN,
  /** Not understood: no policy can allow it. */
  UNKNOWN;

  /** The kind as people write it, such as {@code server-file}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
