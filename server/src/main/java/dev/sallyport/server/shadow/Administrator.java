package dev.sallyport.server.shadow;

import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.ScriptSession;
import java.util.Set;

/** What the administrator of a server of ours does for the owner of one shadow database. */
final class Administrator {
  private static final String LACKS_POWER = "42501";
  private static final String LACKS_FEATURE = "0A000";

  private final ShadowServer server;
  private final String database;
  private final String owner;
  private final StandInLanguages languages = new StandInLanguages();

  /**
   * @param owner the role that scripts run as
   */
  Administrator(ShadowServer server, String database, String owner) {
    this.server = server;
    this.database = database;
    this.owner = owner;
  }

  /**
   * Does what a statement of our own writing could not.
   *
   * @param session the owner's
   * @return false where the failure stands
   */
  boolean helps(String statement, DatabaseException failure, ScriptSession session) {
    if (LACKS_FEATURE.equals(failure.sqlState())) {
      return UnknownCompression.isSetBy(statement)
          && UnknownCompression.note(statement, session, this::open);
    }
    if (!LACKS_POWER.equals(failure.sqlState())
        || !OwnStatements.mayRunAsAdministrator(statement)) {
      return false;
    }
    try (ScriptSession administrator = open()) {
      boolean quiet = OwnStatements.prepare(administrator);
      if (OwnStatements.reachesOut(statement, administrator)
          || !quiet && OwnStatements.isOfEventTrigger(statement)) {
        return false;
      }
      String takeOver = MadeOfFunctions.takeOver(statement, administrator);
      if (takeOver != null) {
        administrator.run(takeOver);
      }
      OwnStatements.run(statement, administrator);
      String handOver = OwnStatements.handOver(statement, owner);
      if (handOver != null) {
        administrator.run(handOver);
      }
      return true;
    }
  }

  void standInForLanguages(Set<String> names) {
    if (!languages.have(names)) {
      try (ScriptSession administrator = open()) {
        languages.make(names, administrator);
      }
    }
  }

  /** The next who is lent the database finds nothing of it. */
  void forget() {
    languages.forget();
  }

  private ScriptSession open() {
    return session(server.administrator(database));
  }

  /**
   * A session in which names and operators mean PostgreSQL's own. The owner of the database may
   * have made others of the same names, which a search path finds, or which fit better.
   */
  static ScriptSession session(ConnectionSettings administrator) {
    ScriptSession session = ScriptSession.open(administrator);
    try {
      session.run("SET search_path = pg_catalog");
      return session;
    } catch (DatabaseException e) {
      session.close();
      throw e;
    }
  }
}
