package dev.sallyport.server.shadow;

import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.ScriptSession;
import org.jspecify.annotations.Nullable;

/** The session in which scripts run, as a role without powers; opened when it is needed. */
final class OwnersSession implements AutoCloseable {
  private final ConnectionSettings owner;
  private final ShadowTraits traits;
  private final boolean hasRoles;
  private @Nullable ScriptSession session;

  /**
   * @param hasRoles whether the server is one where the roles of traits are made
   */
  OwnersSession(ConnectionSettings owner, ShadowTraits traits, boolean hasRoles) {
    this.owner = owner;
    this.traits = traits;
    this.hasRoles = hasRoles;
  }

  ScriptSession open() {
    ScriptSession known = session;
    if (known == null) {
      known = ScriptSession.openForRequest(owner);
      session = known;
      begin(known);
    }
    return known;
  }

  /**
   * The role is one without powers, as the session's own. The driver sends this machine's time
   * zone, which outranks the database's setting.
   */
  private void begin(ScriptSession open) {
    if (traits.owner() != null && hasRoles) {
      open.run("SET ROLE " + Names.quoted(traits.owner()));
    }
    if (traits.timeZone() != null) {
      try {
        open.run("SET SESSION TIME ZONE " + Names.literal(traits.timeZone()));
      } catch (DatabaseException e) {
        // A time zone that this server does not know: UTC.
        open.run("SET SESSION TIME ZONE 'UTC'");
      }
    }
  }

  /** The next script finds a session as if it were new. */
  void endScript() {
    ScriptSession known = session;
    if (known != null) {
      try {
        known.runTogether("ROLLBACK");
        known.runTogether("DISCARD ALL");
        begin(known);
      } catch (DatabaseException e) {
        close();
      }
    }
  }

  /** Ends it; the next script opens another. */
  @Override
  public void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
